#include "kkb-error.h"

#include "kkb-text.h"

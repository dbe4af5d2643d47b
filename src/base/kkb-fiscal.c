#include "kkb-fiscal.h"

#include "kkb-platform.h"

#include "kkb-decimal.h"

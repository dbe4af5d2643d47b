#include "kkb-quantity.h"

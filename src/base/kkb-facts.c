#include "kkb-facts.h"

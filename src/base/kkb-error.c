#include "kkb-error.h"

G_DEFINE_QUARK (kkb - error - quark, kkb_error)

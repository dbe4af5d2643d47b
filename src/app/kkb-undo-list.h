/* kkb-undo-list.h - the list behind the small arrow beside 元に戻す and やり直す: jumps several steps at once. */
#pragma once
#include "kkb-window.h"

G_BEGIN_DECLS

/* Fills BUTTON's popover each time it opens with the steps of WIN's document. */
void kkb_undo_list_attach (GtkMenuButton *button, KkbWindow *win, gboolean redo);

G_END_DECLS

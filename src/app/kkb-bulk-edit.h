/* kkb-bulk-edit.h - 選択した行をまとめて変更: departments, tags or target years of all selected rows, as one step. */
#pragma once
#include "kkb-window.h"

G_BEGIN_DECLS

/* Asks what is to be changed on the N placements and does it. */
void kkb_bulk_edit_ask (KkbWindow *win, const KkbId *placements, guint n);

G_END_DECLS

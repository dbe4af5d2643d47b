/* kkb-plan-wizard.h - a new plan: name, organisation, period and levels, asked in one window of its own. */
#pragma once
#include "kkb-window.h"

G_BEGIN_DECLS

/* Into the document of WIN, as one step; NEW_DOCUMENT: into a new document, in WIN or, where that has one, in a new window. After it the plan is
 * selected in the tree and has the focus. */
void kkb_plan_wizard_show (KkbWindow *win, gboolean new_document);

G_END_DECLS

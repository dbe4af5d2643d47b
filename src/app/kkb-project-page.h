/* kkb-project-page.h - the page 事業: the projects under the selected node as a table, and the form of the one at the cursor
 * with its money. */
#pragma once
#include "kkb-page.h"

G_BEGIN_DECLS

#define KKB_TYPE_PROJECT_PAGE (kkb_project_page_get_type ())
G_DECLARE_FINAL_TYPE (KkbProjectPage, kkb_project_page, KKB, PROJECT_PAGE, GtkWidget)

/* The node of the project that is shown; 0: none. */
KkbId kkb_project_page_project (KkbProjectPage *self);

G_END_DECLS

/* kkb-node-private.h - shared by the parts of the page 項目. Each part makes its fields once; show() fills them from the document. */
#pragma once
#include "kkb-draft.h"
#include "kkb-edit.h"
#include "kkb-field-private.h"
#include "kkb-node-page.h"

G_BEGIN_DECLS

struct _KkbNodePage
{
  GtkWidget parent;
  GtkWidget *scroller, *stack, *plan_form, *node_form, *nothing;
  KkbWindow *win; /* not owned */
  KkbDocument *doc;
  KkbId plan, node;
  KkbFormat format;
  GPtrArray *parts; /* Part: what show() goes through */
};

/* Fills a part from PLAN and NODE (NULL: the plan itself). */
typedef void (*KkbNodeShow) (KkbNodePage *page, GtkWidget *part, const KkbPlan *plan, const KkbNode *node);

/* kkb-node-page.c */
void kkb_node_page_add_part (KkbNodePage *page, GtkWidget *part, KkbNodeShow show);
const KkbFacts *kkb_node_page_facts (KkbNodePage *page);
const KkbPlan *kkb_node_page_plan (KkbNodePage *page);
const KkbNode *kkb_node_page_node (KkbNodePage *page); /* NULL: the plan is shown */
/* The draft as one step named LABEL (consumed). FALSE with a sentence. */
gboolean kkb_node_page_run (KkbNodePage *page, KkbDraft *draft, const char *label, GError **error);

/* Each adds its fields to FORM. */
void kkb_node_page_add_node_fields (KkbNodePage *page, GtkWidget *form);  /* kkb-node-fields.c */
void kkb_node_page_add_plan_fields (KkbNodePage *page, GtkWidget *form);  /* kkb-node-plan.c */
void kkb_node_page_add_texts (KkbNodePage *page, GtkWidget *form);        /* kkb-node-texts.c: of the plan or the node */
void kkb_node_page_add_entries (KkbNodePage *page, GtkWidget *form);      /* kkb-node-entries.c: of the plan */
void kkb_node_page_add_issues (KkbNodePage *page, GtkWidget *form);       /* kkb-node-entries.c: of the node */
void kkb_node_page_add_pictures (KkbNodePage *page, GtkWidget *form);     /* kkb-node-pictures.c */
GtkWidget *kkb_node_sdgs_new (KkbNodePage *page);                         /* kkb-node-sdgs.c */

/* A period as typed, "" for none. FALSE with a sentence. */
gboolean kkb_node_read_period (const char *text, int *start, int *end, GError **error);
char *kkb_node_period (KkbNodePage *page, int start, int end);

/* kkb-node-picture.c: DATA as a thumbnail at most SIDE pixels wide and high. NULL with the reason: not PNG or JPEG, too large, damaged. */
GdkTexture *kkb_node_picture_thumbnail (GBytes *data, int side, GError **error);

G_END_DECLS

/* kkb-project-private.h - shared by the files of the page 事業: table and page (kkb-project-page.c), the form
 * (kkb-project-form.c), money (-money.c), lines of budget, staff and outputs (-lines.c), indicators (-links.c). */
#pragma once
#include "kkb-edit.h"
#include "kkb-field.h"
#include "kkb-project-page.h"

G_BEGIN_DECLS

enum
{
  PROJECT_TITLE,
  PROJECT_LABEL,
  PROJECT_STATUS,
  PROJECT_CATEGORY,
  PROJECT_PERIOD,
  PROJECT_SUMMARY,
  PROJECT_NOTE,
  N_PROJECT_TEXTS
};

typedef struct /* a line of the money table: what its figures share */
{
  const char *number, *item, *source;
  guint nth;         /* of lines that are alike in all three */
  KkbId *money;      /* by column; 0: none */
} KkbMoneyLine;

typedef struct
{
  int fy;
  KkbMoneyKind kind;
} KkbMoneyColumn;

struct _KkbProjectPage
{
  GtkWidget parent;

  /* widgets */
  GtkWidget *paned, *table, *stack, *scroller, *left, *right, *head, *add, *remove;
  GtkWidget *texts[N_PROJECT_TEXTS], *departments, *grants;
  GtkWidget *money_table, *budget, *staff, *staff_total, *outputs, *links, *link_add, *link_new;
  KkbGrid *grid, *money_grid;

  /* owned */
  KkbDocument *doc;
  KkbSmallModel *list, *money;
  GPtrArray *lines;          /* KkbMoneyLine */
  GArray *money_columns;     /* KkbMoneyColumn, after the three of text */
  GHashTable *pending;       /* project -> char *[3]: what was typed into the new line before any amount */
  char *links_shown;         /* what the list of indicators was made of */
  KkbFormat format;

  /* state */
  KkbWindow *win;
  KkbId plan, node;
  KkbId project;
  gboolean dirty, quiet;
};

const KkbFacts *kkb_project_page_facts (KkbProjectPage *self);
const KkbNode *kkb_project_page_node (KkbProjectPage *self); /* a node with a project; NULL: nothing is shown */
gboolean kkb_project_page_writable (KkbProjectPage *self);
void kkb_project_page_refresh (KkbProjectPage *self);

void kkb_project_build_form (KkbProjectPage *self, GtkWidget *form);
void kkb_project_fill_form (KkbProjectPage *self);
gboolean
kkb_project_set_text (KkbDraft *draft, KkbId node, int field, const char *text, GError **error);
void kkb_project_build_money (KkbProjectPage *self, GtkWidget *form);
void kkb_project_fill_money (KkbProjectPage *self);
void kkb_project_build_lines (KkbProjectPage *self, GtkWidget *left, GtkWidget *right);
void kkb_project_fill_lines (KkbProjectPage *self);
void kkb_project_build_links (KkbProjectPage *self, GtkWidget *form);
void kkb_project_fill_links (KkbProjectPage *self);
void kkb_money_line_free (gpointer line);
/* Budgets and settlements of PROJECT in yen, exactly. */
void kkb_project_sums (const KkbProject *project, KkbDecimal sums[2], gboolean has[2]);

G_END_DECLS

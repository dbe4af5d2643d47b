/* window-fixture.h - the program's window on a real plan, for in-process tests. */
#pragma once
#include "gui-test.h"
#include "kkb-detail.h"
#include "kkb-flow.h"
#include "kkb-grid.h"
#include "kkb-import.h"
#include "kkb-kpi-model.h"
#include "kkb-strip.h"
#include "kkb-tree.h"
#include "kkb-window.h"

typedef struct
{
  KkbApplication *app; /* one a process */
  KkbWindow *win;
  char *folder; /* scratch */
} Fixture;

/* Prepares gettext, GTK, the test input method and a scratch HOME; call first in main(). */
void fixture_init (int *argc, char ***argv);
void fixture_open (Fixture *f, gconstpointer plan); /* PLAN: "ichinoseki-h29" …; NULL: the start page */
void fixture_close (Fixture *f, gconstpointer plan);

char *fixture_workbook (const char *plan);
KkbGrid *fixture_grid (Fixture *f);
KkbKpiModel *fixture_model (Fixture *f);
GtkWidget *fixture_find (Fixture *f, GType type);
GtkWidget *fixture_widget (Fixture *f, const char *id); /* of the .ui file */
/* The row of the indicator with this ID; the column of this key ("actual2021", "rating"). */
guint fixture_row (Fixture *f, const char *code);
guint fixture_column (Fixture *f, const char *key);
/* What a cell shows. */
char *fixture_cell (Fixture *f, const char *code, const char *key);
void fixture_go (Fixture *f, const char *code, const char *key);
/* The foot of the window. */
const char *fixture_message (Fixture *f);
/* Waits for a question and presses the button with this label (without mnemonic). */
void fixture_answer (Fixture *f, const char *label);
gboolean fixture_says (Fixture *f, const char *part); /* waits until the message contains PART */

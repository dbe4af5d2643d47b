/* grid-demo.h - a made-up plan of any size for the tests of the table: nothing in it is kept but what was typed. */
#pragma once
#include "kkb-grid-model.h"

G_BEGIN_DECLS

#define DEMO_TYPE_MODEL (demo_model_get_type ())
G_DECLARE_FINAL_TYPE (DemoModel, demo_model, DEMO, MODEL, GObject)

enum
{
  DEMO_NUMBER,
  DEMO_NAME,
  DEMO_UNIT,
  DEMO_BASELINE,
  DEMO_FIRST_YEAR /* then 目標, 実績 for each of five years, 達成率, 評価, 担当課, 備考 */
};
#define DEMO_RATE    (DEMO_FIRST_YEAR + 10)
#define DEMO_COLUMNS (DEMO_RATE + 4)

/* Every 7th row is a section heading, from row 0 on. A value is refused unless it is digits, '.', '-' or empty. */
DemoModel *demo_model_new (guint n_rows);
/* What was typed into a cell last, or NULL. */
const char *demo_model_get_typed (DemoModel *self, guint row, guint column);
/* Put N rows before the first one; all others keep their identity. */
void demo_model_insert_above (DemoModel *self, guint n);
/* Drop the first N rows. */
void demo_model_remove_above (DemoModel *self, guint n);
/* Leave out N rows from row FIRST on, as a branch that is closed; 0: none. Says rows-changed. */
void demo_model_set_branch (DemoModel *self, guint first, guint n);
void demo_model_set_typed (DemoModel *self, guint row, guint column, const char *text);
/* How often the table changed something, each a step for itself; the last one back again. */
guint demo_model_count_steps (DemoModel *self);
void demo_model_undo (DemoModel *self);
/* What cannot be read is kept in its cell from now on, and not committed. The 実績 columns offer choices, and the last
 * column (備考) takes texts and dates. */
void demo_model_keep_unreadable (DemoModel *self);
#define DEMO_TODAY "令和5年5月1日"

G_END_DECLS

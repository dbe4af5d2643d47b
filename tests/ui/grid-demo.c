#include "grid-demo.h"

#include <string.h>

#include "kkb-error.h"

struct _DemoModel
{
  GObject parent;
  guint n_rows;
  guint branch_first; /* n_branch rows from here on are left out */
  guint n_branch;
  gint64 first_id;   /* identity of row 0 */
  GHashTable *typed; /* "id:column" → text */
  GHashTable *kept;  /* the same, what could not be read */
  GPtrArray *steps;  /* GPtrArray of Old */
  gboolean keep;
  char scratch[96];
};

typedef struct
{
  char *key;
  char *text; /* NULL: nothing was typed before */
} Old;

static void demo_model_iface_init (KkbGridModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (DemoModel, demo_model, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (KKB_TYPE_GRID_MODEL, demo_model_iface_init))

static gint64
row_number (DemoModel *self, guint row)
{
  return self->first_id + row + (row >= self->branch_first ? self->n_branch : 0);
}

static char *
typed_key (DemoModel *self, guint row, guint column)
{
  return g_strdup_printf ("%" G_GINT64_FORMAT ":%u", row_number (self, row), column);
}

static void
old_free (gpointer data)
{
  Old *old = data;

  g_free (old->key);
  g_free (old->text);
  g_free (old);
}

static gboolean
is_year (guint column)
{
  return column >= DEMO_BASELINE && column < DEMO_RATE;
}

static guint
demo_get_n_rows (KkbGridModel *model)
{
  return DEMO_MODEL (model)->n_rows - DEMO_MODEL (model)->n_branch;
}

static guint
demo_get_n_columns (KkbGridModel *model)
{
  return DEMO_COLUMNS;
}

static guint
demo_get_n_frozen (KkbGridModel *model)
{
  return 3;
}

static void
demo_get_column (KkbGridModel *model, guint column, KkbGridColumn *out)
{
  static const KkbGridColumn fixed[]
      = { { .key = "number", .title = "№", .width = 6, .align = KKB_GRID_ALIGN_CENTER },
          { .key = "name", .title = "指標", .width = 26, .min_width = 10, .wrap = TRUE, .row_header = TRUE },
          { .key = "unit", .title = "単位", .width = 6, .align = KKB_GRID_ALIGN_CENTER },
          { .key = "baseline",
            .title = "（時点）",
            .group = "現状",
            .width = 10,
            .align = KKB_GRID_ALIGN_DECIMAL,
            .decimals = 1 } };
  static const KkbGridColumn last[]
      = { { .key = "rate", .title = "達成率", .width = 8, .align = KKB_GRID_ALIGN_DECIMAL, .decimals = 1 },
          { .key = "rating", .title = "評価", .width = 6, .align = KKB_GRID_ALIGN_CENTER },
          { .key = "department", .title = "担当課", .width = 14 },
          { .key = "note", .title = "備考", .width = 20, .expand = TRUE } };
  static const char *keys[] = { "t4", "a4", "t5", "a5", "t6", "a6", "t7", "a7", "t8", "a8" };
  static const char *groups[] = { "令和4年度", "令和5年度", "令和6年度", "令和7年度", "令和8年度" };

  if (column < DEMO_FIRST_YEAR)
    *out = fixed[column];
  else if (column >= DEMO_RATE)
    *out = last[column - DEMO_RATE];
  else
    {
      guint i = column - DEMO_FIRST_YEAR;

      out->key = keys[i];
      out->group = groups[i / 2];
      out->title = i % 2 == 0 ? "目標" : "実績";
      out->width = 9;
      out->align = KKB_GRID_ALIGN_DECIMAL;
      out->decimals = 1;
    }
}

static void
fill_year (DemoModel *self, gint64 n, guint column, KkbGridCell *out)
{
  g_autofree char *key = g_strdup_printf ("%" G_GINT64_FORMAT ":%u", n, column);
  const char *kept = g_hash_table_lookup (self->kept, key);
  const char *typed = kept != NULL ? kept : g_hash_table_lookup (self->typed, key);
  gint64 value = (n * 37 + column * 101) % 20000;

  out->editable = TRUE;
  out->text = self->scratch;
  out->style = kept != NULL ? KKB_GRID_STYLE_UNREADABLE : 0;
  if (typed != NULL)
    out->text = typed;
  else if (n % 11 == 5 && column == DEMO_FIRST_YEAR + 3)
    {
      out->text = "集計中";
      out->style = KKB_GRID_STYLE_STATE;
    }
  else if (n % 5 == 2 && column > DEMO_FIRST_YEAR + 5)
    {
      out->text = "―";
      out->style = KKB_GRID_STYLE_DIM;
    }
  else if (column > DEMO_FIRST_YEAR + 3 && column % 2 == 1)
    out->text = "";
  else if (n % 3 == 0)
    g_snprintf (self->scratch, sizeof self->scratch, "%" G_GINT64_FORMAT ".%u", value % 100, (guint)(value % 10));
  else if (n % 13 == 4 && column % 2 == 1)
    {
      g_snprintf (self->scratch, sizeof self->scratch, "(%" G_GINT64_FORMAT ")", value);
      out->style = KKB_GRID_STYLE_PROVISIONAL;
    }
  else if (n % 17 == 8)
    {
      g_snprintf (self->scratch, sizeof self->scratch, "▲%" G_GINT64_FORMAT ".5", value % 50);
      out->style = KKB_GRID_STYLE_NEGATIVE;
    }
  else if (value >= 1000)
    g_snprintf (self->scratch, sizeof self->scratch, "%" G_GINT64_FORMAT ",%03u", value / 1000, (guint)(value % 1000));
  else
    g_snprintf (self->scratch, sizeof self->scratch, "%" G_GINT64_FORMAT, value);
}

static void
demo_get_cell (KkbGridModel *model, guint row, guint column, KkbGridCell *out)
{
  static const char *units[] = { "人", "％", "件", "百万円", "㏊" };
  static const char *ratings[] = { "◎ A", "○ B", "△ C", "× D", "－" };
  static const char *departments[] = { "商政課", "工業労政課", "農政課、農地林務課" };
  DemoModel *self = DEMO_MODEL (model);
  gint64 n = row_number (self, row);

  out->text = self->scratch;
  if (is_year (column))
    {
      fill_year (self, n, column, out);
      return;
    }
  switch (column)
    {
    case DEMO_NUMBER:
      g_snprintf (self->scratch, sizeof self->scratch, "%" G_GINT64_FORMAT, n);
      break;
    case DEMO_NAME:
      g_snprintf (self->scratch, sizeof self->scratch,
                  n % 4 == 1 ? "管内新規高卒者の地元就職率（髙橋調べ、速報値を含む）%" G_GINT64_FORMAT
                             : "従業者数 %" G_GINT64_FORMAT,
                  n);
      out->style = n % 10 == 3 ? KKB_GRID_STYLE_REPEAT : 0;
      break;
    case DEMO_UNIT:
      out->text = units[n % 5];
      break;
    case DEMO_RATE:
      g_snprintf (self->scratch, sizeof self->scratch, "%d.%d", (int)(n * 7 % 120), (int)(n % 10));
      break;
    case DEMO_RATE + 1:
      out->text = ratings[n % 5];
      out->rating = n % 5 < 4 ? (guint)(n % 5) + 1 : 0;
      out->style = n % 5 == 4 ? KKB_GRID_STYLE_DIM : 0;
      break;
    case DEMO_RATE + 2:
      out->text = departments[n % 3];
      break;
    default:
      {
        g_autofree char *key = typed_key (self, row, column);
        const char *typed = g_hash_table_lookup (self->typed, key);

        out->editable = TRUE;
        out->text = typed != NULL ? typed : n % 10 == 3 ? "再掲" : "";
      }
    }
}

static char *
demo_get_tooltip (KkbGridModel *model, guint row, guint column)
{
  KkbGridCell cell;

  if (column != DEMO_NAME)
    return NULL;
  kkb_grid_model_get_cell (model, row, column, &cell);
  return g_strdup (cell.text);
}

static const char *
demo_get_section (KkbGridModel *model, guint row, guint *level)
{
  DemoModel *self = DEMO_MODEL (model);
  gint64 n = row_number (self, row);

  if (n % 7 != 0)
    return NULL;
  *level = n % 21 == 0 ? 1 : 2;
  g_snprintf (self->scratch, sizeof self->scratch, "%s %" G_GINT64_FORMAT "　人財確保による産業の振興",
              n % 21 == 0 ? "基本目標" : "施策", n / 7 + 1);
  return self->scratch;
}

static gboolean
is_readable (guint column, const char *text)
{
  return !is_year (column) || strspn (text, "0123456789.-") == strlen (text) || strcmp (text, "日本語") == 0
         || strcmp (text, "集計中") == 0;
}

/* All that can be read is one step; what cannot refuses all, or is kept. */
static gboolean
demo_change (KkbGridModel *model, const KkbGridChange *changes, guint n_changes, KkbGridChangeKind kind, GError **error)
{
  DemoModel *self = DEMO_MODEL (model);
  GPtrArray *step;

  for (guint i = 0; !self->keep && i < n_changes; i++)
    if (!is_readable (changes[i].column, changes[i].text))
      {
        g_set_error (error, KKB_ERROR, KKB_ERROR_INPUT,
                     "「%s」は数値として読めません。値は変わっていません。数字で入力してください。", changes[i].text);
        return FALSE;
      }
  step = g_ptr_array_new_with_free_func (old_free);
  for (guint i = 0; i < n_changes; i++)
    {
      g_autofree char *key = typed_key (self, changes[i].row, changes[i].column);
      Old *old;

      g_hash_table_remove (self->kept, key);
      if (!is_readable (changes[i].column, changes[i].text))
        {
          g_hash_table_insert (self->kept, g_steal_pointer (&key), g_strdup (changes[i].text));
          kkb_grid_model_cell_changed (model, changes[i].row, (int)changes[i].column);
          continue;
        }
      old = g_new0 (Old, 1);
      old->text = g_strdup (g_hash_table_lookup (self->typed, key));
      old->key = g_steal_pointer (&key);
      g_ptr_array_add (step, old);
      demo_model_set_typed (self, changes[i].row, changes[i].column, changes[i].text);
    }
  if (step->len > 0)
    g_ptr_array_add (self->steps, step);
  else
    g_ptr_array_unref (step);
  return TRUE;
}

static gboolean
demo_commit (KkbGridModel *model, guint row, guint column, const char *text, GError **error)
{
  KkbGridChange change = { row, column, text };

  return demo_change (model, &change, 1, KKB_GRID_PASTE, error);
}

static char *
demo_get_problem (KkbGridModel *model, guint row, guint column)
{
  g_autofree char *key = typed_key (DEMO_MODEL (model), row, column);
  const char *kept = g_hash_table_lookup (DEMO_MODEL (model)->kept, key);

  return kept != NULL ? g_strdup_printf ("「%s」は読めないため、保存されません。", kept) : NULL;
}

static void
demo_discard (KkbGridModel *model, guint row, guint column)
{
  g_autofree char *key = typed_key (DEMO_MODEL (model), row, column);

  g_hash_table_remove (DEMO_MODEL (model)->kept, key);
  kkb_grid_model_cell_changed (model, row, (int)column);
}

static char **
demo_get_choices (KkbGridModel *model, guint row, guint column)
{
  static const char *const words[] = { "集計中", "1", "2", NULL };

  return is_year (column) && column % 2 == 1 && column > DEMO_BASELINE ? g_strdupv ((char **)words) : NULL;
}

static char *
demo_get_today (KkbGridModel *model, guint row, guint column)
{
  return column == DEMO_COLUMNS - 1 ? g_strdup (DEMO_TODAY) : NULL;
}

static guint64
demo_get_row_id (KkbGridModel *model, guint row)
{
  return (guint64)row_number (DEMO_MODEL (model), row);
}

static gint64
demo_find_row (KkbGridModel *model, guint64 id)
{
  DemoModel *self = DEMO_MODEL (model);
  gint64 row = (gint64)id - self->first_id;

  if (row < 0 || row >= self->n_rows)
    return -1;
  if (row < self->branch_first)
    return row;
  return row < self->branch_first + self->n_branch ? -1 : row - self->n_branch;
}

static void
demo_model_iface_init (KkbGridModelInterface *iface)
{
  iface->get_n_rows = demo_get_n_rows;
  iface->get_n_columns = demo_get_n_columns;
  iface->get_n_frozen = demo_get_n_frozen;
  iface->get_column = demo_get_column;
  iface->get_cell = demo_get_cell;
  iface->get_tooltip = demo_get_tooltip;
  iface->get_section = demo_get_section;
  iface->commit = demo_commit;
  iface->change = demo_change;
  iface->get_problem = demo_get_problem;
  iface->discard = demo_discard;
  iface->get_choices = demo_get_choices;
  iface->get_today = demo_get_today;
  iface->get_row_id = demo_get_row_id;
  iface->find_row = demo_find_row;
}

static void
demo_model_finalize (GObject *object)
{
  g_hash_table_unref (DEMO_MODEL (object)->typed);
  g_hash_table_unref (DEMO_MODEL (object)->kept);
  g_ptr_array_unref (DEMO_MODEL (object)->steps);
  G_OBJECT_CLASS (demo_model_parent_class)->finalize (object);
}

static void
demo_model_class_init (DemoModelClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = demo_model_finalize;
}

static void
demo_model_init (DemoModel *self)
{
  self->typed = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->kept = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->steps = g_ptr_array_new_with_free_func ((GDestroyNotify)g_ptr_array_unref);
  self->first_id = 21000; /* divisible by 21: row 0 is a heading of the first level */
}

DemoModel *
demo_model_new (guint n_rows)
{
  DemoModel *self = g_object_new (DEMO_TYPE_MODEL, NULL);

  self->n_rows = n_rows;
  return self;
}

const char *
demo_model_get_typed (DemoModel *self, guint row, guint column)
{
  g_autofree char *key = typed_key (self, row, column);

  return g_hash_table_lookup (self->typed, key);
}

void
demo_model_insert_above (DemoModel *self, guint n)
{
  self->first_id -= n;
  self->n_rows += n;
  kkb_grid_model_rows_changed (KKB_GRID_MODEL (self));
}

void
demo_model_remove_above (DemoModel *self, guint n)
{
  self->first_id += n;
  self->n_rows -= n;
  kkb_grid_model_rows_changed (KKB_GRID_MODEL (self));
}

void
demo_model_set_typed (DemoModel *self, guint row, guint column, const char *text)
{
  g_hash_table_replace (self->typed, typed_key (self, row, column), g_strdup (text));
  kkb_grid_model_cell_changed (KKB_GRID_MODEL (self), row, (int)column);
}

guint
demo_model_count_steps (DemoModel *self)
{
  return self->steps->len;
}

void
demo_model_undo (DemoModel *self)
{
  g_autoptr (GPtrArray) step = g_ptr_array_steal_index (self->steps, self->steps->len - 1);

  for (guint i = 0; i < step->len; i++)
    {
      Old *old = step->pdata[i];

      if (old->text != NULL)
        g_hash_table_insert (self->typed, g_steal_pointer (&old->key), g_steal_pointer (&old->text));
      else
        g_hash_table_remove (self->typed, old->key);
    }
  for (guint row = 0; row < self->n_rows; row++)
    kkb_grid_model_cell_changed (KKB_GRID_MODEL (self), row, -1);
}

void
demo_model_keep_unreadable (DemoModel *self)
{
  self->keep = TRUE;
}

void
demo_model_set_branch (DemoModel *self, guint first, guint n)
{
  self->branch_first = first;
  self->n_branch = n;
  kkb_grid_model_rows_changed (KKB_GRID_MODEL (self));
}

/* kkb-project-money.c - the money of a project: lines of 番号, 内訳, 財源 by years of budget and settlement. Typed in
 * yen, shown in thousands; every sum is made of whole yen and rounded only when it is shown. */
#include "kkb-error.h"
#include "kkb-project-private.h"
#include "kkb-text.h"
#include <glib/gi18n-lib.h>

#define N_TEXTS   3 /* 番号, 内訳, 財源 */
#define MAX_YEARS 30

typedef const char *Texts[N_TEXTS];

/* ---- helpers ---- */

void
kkb_money_line_free (gpointer data)
{
  KkbMoneyLine *line = data;

  g_free (line->money);
  g_free (line);
}

void
kkb_project_sums (const KkbProject *project, KkbDecimal sums[2], gboolean has[2])
{
  for (guint kind = 0; kind < 2; kind++)
    {
      sums[kind] = kkb_decimal_from_int (0);
      has[kind] = FALSE;
    }
  for (guint i = 0; i < project->money->len; i++)
    {
      const KkbMoney *money = g_ptr_array_index (project->money, i);

      has[money->kind] = TRUE;
      kkb_decimal_add (sums[money->kind], money->yen, &sums[money->kind]);
    }
}

static int
compare_years (gconstpointer a, gconstpointer b)
{
  return *(const int *)a - *(const int *)b;
}

static void
add_years (GArray *years, int first, int last)
{
  if (first == KKB_FY_NONE || last < first || last - first >= MAX_YEARS)
    return;
  for (int fy = first; fy <= last; fy++)
    {
      gboolean there = FALSE;

      for (guint i = 0; i < years->len; i++)
        there |= g_array_index (years, int, i) == fy;
      if (!there)
        g_array_append_val (years, fy);
    }
}

/* The years of the project, or of its plan, and those of its money; a year that is not known comes last. */
static void
collect_columns (KkbProjectPage *self, const KkbNode *node)
{
  const KkbPlan *plan = kkb_facts_plan (kkb_project_page_facts (self), node->plan);
  g_autoptr (GArray) years = g_array_new (FALSE, FALSE, sizeof (int));
  gboolean unknown = FALSE;

  if (node->project->start_fy != KKB_FY_NONE)
    add_years (years, node->project->start_fy, node->project->end_fy);
  else
    add_years (years, plan->start_fy, plan->end_fy);
  for (guint i = 0; i < node->project->money->len; i++)
    {
      const KkbMoney *money = g_ptr_array_index (node->project->money, i);

      unknown |= money->fy == KKB_FY_NONE;
      add_years (years, money->fy, money->fy);
    }
  g_array_sort (years, compare_years);
  g_array_set_size (self->money_columns, 0);
  for (guint i = 0; i < years->len + (unknown || !years->len); i++)
    for (guint kind = 0; kind < 2; kind++)
      {
        KkbMoneyColumn column = { i < years->len ? g_array_index (years, int, i) : KKB_FY_NONE, (KkbMoneyKind)kind };

        g_array_append_val (self->money_columns, column);
      }
}

static int
column_of (KkbProjectPage *self, const KkbMoney *money)
{
  for (guint i = 0; i < self->money_columns->len; i++)
    {
      const KkbMoneyColumn *column = &g_array_index (self->money_columns, KkbMoneyColumn, i);

      if (column->fy == money->fy && column->kind == money->kind)
        return (int)i;
    }
  return -1;
}

/* The line MONEY stands in: the first of its texts that has no figure in its column yet. */
static KkbMoneyLine *
line_of (KkbProjectPage *self, const KkbMoney *money, int column)
{
  KkbMoneyLine *line;
  guint nth = 0;

  for (guint i = 0; i < self->lines->len; i++)
    {
      line = g_ptr_array_index (self->lines, i);
      if (!g_str_equal (line->number, money->number) || !g_str_equal (line->item, money->item)
          || !g_str_equal (line->source, money->source))
        continue;
      if (!line->money[column])
        return line;
      nth++;
    }
  line = g_new0 (KkbMoneyLine, 1);
  line->number = money->number;
  line->item = money->item;
  line->source = money->source;
  line->nth = nth;
  line->money = g_new0 (KkbId, self->money_columns->len + 1);
  g_ptr_array_add (self->lines, line);
  return line;
}

static void
collect_lines (KkbProjectPage *self, const KkbNode *node)
{
  collect_columns (self, node);
  g_ptr_array_set_size (self->lines, 0);
  for (guint i = 0; i < node->project->money->len; i++)
    {
      const KkbMoney *money = g_ptr_array_index (node->project->money, i);
      int column = column_of (self, money);

      if (column >= 0)
        line_of (self, money, column)->money[column] = money->id;
    }
}

/* What was typed into the new line; made on demand. */
static char **
pending_texts (KkbProjectPage *self)
{
  char **texts = g_hash_table_lookup (self->pending, &self->project);

  if (!texts)
    {
      texts = g_new0 (char *, N_TEXTS + 1);
      for (guint i = 0; i < N_TEXTS; i++)
        texts[i] = g_strdup ("");
      g_hash_table_insert (self->pending, g_memdup2 (&self->project, sizeof self->project), texts);
    }
  return texts;
}

/* ---- what was typed ---- */

static void
set_text (KkbDraft *draft, KkbMoney *money, guint column, const char *text)
{
  const char *own = kkb_draft_string (draft, text);

  if (column == 0)
    money->number = own;
  else if (column == 1)
    money->item = own;
  else
    money->source = own;
}

/* The texts of line ROW, as the changes leave them. */
static void
texts_of (KkbProjectPage *self, guint row, const KkbGridChange *changes, guint n, Texts texts)
{
  const KkbMoneyLine *line = row < self->lines->len ? g_ptr_array_index (self->lines, row) : NULL;
  char **pending = line ? NULL : pending_texts (self);

  texts[0] = line ? line->number : pending[0];
  texts[1] = line ? line->item : pending[1];
  texts[2] = line ? line->source : pending[2];
  for (guint i = 0; i < n; i++)
    if (changes[i].row == row && changes[i].column < N_TEXTS)
      texts[changes[i].column] = changes[i].text;
}

static gboolean
change_amount (KkbProjectPage *self, KkbDraft *draft, const KkbGridChange *change, const Texts texts, GError **error)
{
  guint at = change->column - N_TEXTS;
  const KkbMoneyColumn *column = &g_array_index (self->money_columns, KkbMoneyColumn, at);
  const KkbMoneyLine *line = change->row < self->lines->len ? g_ptr_array_index (self->lines, change->row) : NULL;
  KkbId id = line ? line->money[at] : 0;
  KkbMoney *money;
  KkbDecimal yen;
  gboolean given;

  if (!kkb_edit_read_yen (change->text, &yen, &given, error))
    return FALSE;
  if (!given)
    {
      if (id)
        kkb_draft_delete (draft, KKB_TABLE_MONEY, id);
      return TRUE;
    }
  money = id ? kkb_draft_money (draft, id) : kkb_draft_add_money (draft, self->project);
  money->yen = yen;
  if (id)
    return TRUE;
  money->fy = (gint16)column->fy;
  money->kind = (guint8)column->kind;
  for (guint i = 0; i < N_TEXTS; i++)
    set_text (draft, money, i, texts[i]);
  return TRUE;
}

/* A changed text of a line goes to all its figures. */
static void
change_texts (KkbProjectPage *self, KkbDraft *draft, const KkbGridChange *change)
{
  const KkbMoneyLine *line = g_ptr_array_index (self->lines, change->row);
  g_autofree char *text = kkb_text_strip (change->text);

  for (guint i = 0; i < self->money_columns->len; i++)
    if (line->money[i])
      set_text (draft, kkb_draft_money (draft, line->money[i]), change->column, text);
}

static gboolean
money_change_cb (gpointer data, const KkbGridChange *changes, guint n, KkbGridChangeKind kind, GError **error)
{
  KkbProjectPage *self = data;
  g_autoptr (KkbDraft) draft = kkb_draft_new (self->doc);
  gboolean amounts = FALSE, kept = FALSE;

  for (guint i = 0; i < n; i++)
    if (changes[i].column >= N_TEXTS)
      {
        Texts texts;

        texts_of (self, changes[i].row, changes, n, texts);
        if (!change_amount (self, draft, &changes[i], texts, error))
          return FALSE;
        amounts |= changes[i].row >= self->lines->len;
      }
    else if (changes[i].row < self->lines->len)
      change_texts (self, draft, &changes[i]);
  for (guint i = 0; i < n && !amounts; i++)
    if (changes[i].row >= self->lines->len && changes[i].column < N_TEXTS)
      {
        char **pending = pending_texts (self);

        g_free (pending[changes[i].column]);
        pending[changes[i].column] = kkb_text_strip (changes[i].text);
        kept = TRUE;
      }
  if (amounts)
    g_hash_table_remove (self->pending, &self->project);
  if (!kkb_edit_run (self->doc, g_steal_pointer (&draft), _ ("Money of the project"), error))
    return FALSE;
  if (kept)
    kkb_project_fill_money (self);
  return TRUE;
}

/* ---- making and filling ---- */

void
kkb_project_build_money (KkbProjectPage *self, GtkWidget *form)
{
  self->money = kkb_small_model_new (money_change_cb, NULL, self);
  self->money_table = kkb_edit_grid_new (self->money, 12, _ ("Money of the project"), &self->money_grid);
  kkb_form_add_heading (form, _ ("Money (thousand yen)"));
  kkb_form_add_wide (form, NULL, self->money_table);
  kkb_form_add_note (form, _ ("Type yen (1,234,000) or an amount with its unit (1,234千円). Thousands are rounded only "
                              "for show: all sums are made of whole yen."));
}

static void
set_columns (KkbProjectPage *self)
{
  g_autoptr (GArray) columns = g_array_new (FALSE, TRUE, sizeof (KkbGridColumn));
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);
  const KkbGridColumn first[] = {
    { .key = "number", .title = _ ("No."), .width = 5, .align = KKB_GRID_ALIGN_CENTER },
    { .key = "item", .title = C_ ("money", "Item"), .width = 20, .wrap = TRUE, .expand = TRUE },
    { .key = "source", .title = _ ("Funding source"), .width = 12, .wrap = TRUE, .row_header = TRUE },
  };

  g_array_append_vals (columns, first, G_N_ELEMENTS (first));
  for (guint i = 0; i < self->money_columns->len; i++)
    {
      const KkbMoneyColumn *c = &g_array_index (self->money_columns, KkbMoneyColumn, i);
      KkbGridColumn column = { .width = 8, .align = KKB_GRID_ALIGN_DECIMAL };

      column.title = c->kind == KKB_MONEY_BUDGET ? _ ("Budget") : _ ("Settlement");
      g_ptr_array_add (texts, c->fy == KKB_FY_NONE ? g_strdup (_ ("Year unknown"))
                                                   : kkb_fy_format (c->fy, self->format.years, KKB_PERIOD_FISCAL,
                                                                    self->format.keep_heisei31));
      column.group = g_ptr_array_index (texts, texts->len - 1);
      g_ptr_array_add (texts, g_strdup_printf ("m%dk%d", c->fy, c->kind));
      column.key = g_ptr_array_index (texts, texts->len - 1);
      g_array_append_val (columns, column);
    }
  for (guint kind = 0; kind < 2; kind++)
    {
      const KkbGridColumn total = { .key = kind ? "total1" : "total0",
                                    .title = kind ? _ ("Settlement") : _ ("Budget"),
                                    .group = _ ("All years"),
                                    .width = 9,
                                    .align = KKB_GRID_ALIGN_DECIMAL };

      g_array_append_val (columns, total);
    }
  kkb_small_model_set_columns (self->money, (const KkbGridColumn *)(gconstpointer)columns->data, columns->len, 3);
}

static void
set_amount (KkbProjectPage *self, guint row, guint column, KkbDecimal yen, guint style, gboolean editable)
{
  g_autofree char *thousands = kkb_edit_thousands (yen, &self->format);
  g_autofree char *edit = kkb_decimal_to_string (yen);
  g_autofree char *exact = kkb_decimal_format (yen, &self->format);
  g_autofree char *tooltip = g_strdup_printf ("%s円", exact);

  if (kkb_decimal_sign (yen) < 0)
    style |= KKB_GRID_STYLE_NEGATIVE;
  kkb_small_model_set (self->money, row, column, thousands, edit, style, editable);
  kkb_small_model_set_tooltip (self->money, row, column, tooltip);
}

/* The sums of the lines whose source is SOURCE (NULL: of all) into row ROW. */
static void
fill_sums (KkbProjectPage *self, guint row, const char *source)
{
  const KkbFacts *facts = kkb_project_page_facts (self);
  guint n = self->money_columns->len, style = source ? KKB_GRID_STYLE_DIM : KKB_GRID_STYLE_STRONG;
  KkbDecimal all[2] = { kkb_decimal_from_int (0), kkb_decimal_from_int (0) };
  gboolean any[2] = { FALSE, FALSE };

  for (guint c = 0; c < n; c++)
    {
      guint kind = g_array_index (self->money_columns, KkbMoneyColumn, c).kind;
      KkbDecimal sum = kkb_decimal_from_int (0);
      gboolean has = FALSE;

      for (guint i = 0; i < self->lines->len; i++)
        {
          const KkbMoneyLine *line = g_ptr_array_index (self->lines, i);

          if (!line->money[c] || (source && !g_str_equal (line->source, source)))
            continue;
          has = kkb_decimal_add (sum, kkb_facts_money (facts, line->money[c])->yen, &sum);
        }
      if (!has)
        continue;
      set_amount (self, row, N_TEXTS + c, sum, style, FALSE);
      any[kind] = kkb_decimal_add (all[kind], sum, &all[kind]);
    }
  for (guint kind = 0; kind < 2; kind++)
    if (any[kind])
      set_amount (self, row, N_TEXTS + n + kind, all[kind], style, FALSE);
}

static void
fill_line (KkbProjectPage *self, guint at, gboolean writable)
{
  const KkbFacts *facts = kkb_project_page_facts (self);
  const KkbMoneyLine *line = g_ptr_array_index (self->lines, at);
  g_autofree char *key = g_strdup_printf ("%s\n%s\n%s\n%u", line->number, line->item, line->source, line->nth);
  guint row = kkb_small_model_add_row (self->money, g_str_hash (key) + G_GUINT64_CONSTANT (0x100000000));
  KkbDecimal all[2] = { kkb_decimal_from_int (0), kkb_decimal_from_int (0) };
  gboolean any[2] = { FALSE, FALSE };

  kkb_small_model_set (self->money, row, 0, line->number, NULL, 0, writable);
  kkb_small_model_set (self->money, row, 1, line->item, NULL, 0, writable);
  kkb_small_model_set (self->money, row, 2, line->source, NULL, 0, writable);
  kkb_small_model_set_tooltip (self->money, row, 1, line->item);
  kkb_small_model_set_tooltip (self->money, row, 2, line->source);
  for (guint c = 0; c < self->money_columns->len; c++)
    {
      const KkbMoney *money = line->money[c] ? kkb_facts_money (facts, line->money[c]) : NULL;

      if (!money)
        {
          kkb_small_model_set (self->money, row, N_TEXTS + c, "", NULL, 0, writable);
          continue;
        }
      set_amount (self, row, N_TEXTS + c, money->yen, 0, writable);
      any[money->kind] = kkb_decimal_add (all[money->kind], money->yen, &all[money->kind]);
    }
  for (guint kind = 0; kind < 2; kind++)
    if (any[kind])
      set_amount (self, row, N_TEXTS + self->money_columns->len + kind, all[kind], KKB_GRID_STYLE_DIM, FALSE);
}

/* The empty line, which becomes one of the project with its first amount. It is another one after that: the cursor
 * stays on the line just begun, where the next amount belongs, and Enter goes to the new one below. */
static void
fill_new_line (KkbProjectPage *self)
{
  guint row = kkb_small_model_add_row (self->money, G_GUINT64_CONSTANT (0x200000000) + self->lines->len);
  char **pending = g_hash_table_lookup (self->pending, &self->project);

  for (guint i = 0; i < N_TEXTS; i++)
    kkb_small_model_set (self->money, row, i, pending ? pending[i] : "", NULL, KKB_GRID_STYLE_DIM, TRUE);
  for (guint c = 0; c < self->money_columns->len; c++)
    kkb_small_model_set (self->money, row, N_TEXTS + c, "", NULL, 0, TRUE);
}

static void
fill_source_sums (KkbProjectPage *self)
{
  g_autoptr (GPtrArray) sources = g_ptr_array_new ();

  for (guint i = 0; i < self->lines->len; i++)
    {
      const KkbMoneyLine *line = g_ptr_array_index (self->lines, i);

      if (*line->source && !g_ptr_array_find_with_equal_func (sources, line->source, g_str_equal, NULL))
        g_ptr_array_add (sources, (char *)line->source);
    }
  for (guint i = 0; sources->len > 1 && i < sources->len; i++)
    {
      const char *source = g_ptr_array_index (sources, i);
      g_autofree char *text = g_strdup_printf (_ ("of which %s"), source);
      guint row = kkb_small_model_add_row (self->money, 3 + i);

      kkb_small_model_set (self->money, row, 2, text, NULL, KKB_GRID_STYLE_DIM, FALSE);
      fill_sums (self, row, source);
    }
}

void
kkb_project_fill_money (KkbProjectPage *self)
{
  const KkbNode *node = kkb_project_page_node (self);
  gboolean writable = kkb_project_page_writable (self);
  guint row;

  collect_lines (self, node);
  set_columns (self);
  kkb_small_model_begin (self->money);
  for (guint i = 0; i < self->lines->len; i++)
    fill_line (self, i, writable);
  if (writable)
    fill_new_line (self);
  row = kkb_small_model_add_row (self->money, 2);
  kkb_small_model_set (self->money, row, 2, _ ("Total"), NULL, KKB_GRID_STYLE_STRONG, FALSE);
  fill_sums (self, row, NULL);
  fill_source_sums (self);
  kkb_small_model_end (self->money);
}

/* kkb-store-history.c - the history in words. Rows hold keys; names are looked up when they are shown, or, where the
 * thing is gone, taken from the row that tells of its deletion. */
#include "kkb-store-private.h"
#include "kkb-statement.h"
#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <string.h>

typedef struct
{
  const char *kind, *op, *field;
  KkbId entity, plan;
  int fy;
} Row;

const char *
kkb_history_kind_word (const char *kind)
{
  static const struct
  {
    const char *kind, *word;
  } words[] = {
    { "department", NC_ ("history", "department") },
    { "grant_program", NC_ ("history", "grant") },
    { "plan", NC_ ("history", "plan") },
    { "plan_level", NC_ ("history", "level of the plan") },
    { "plan_department", NC_ ("history", "department of the plan") },
    { "plan_link", NC_ ("history", "link of the plan") },
    { "edition", NC_ ("history", "edition") },
    { "edition_band", NC_ ("history", "rating band") },
    { "node", NC_ ("history", "item") },
    { "node_department", NC_ ("history", "department of the item") },
    { "project", NC_ ("history", "project") },
    { "project_grant", NC_ ("history", "grant of the project") },
    { "money", NC_ ("history", "cost") },
    { "indicator", NC_ ("history", "indicator") },
    { "indicator_department", NC_ ("history", "department of the indicator") },
    { "placement", NC_ ("history", "place of the indicator") },
    { "placement_baseline", NC_ ("history", "printed baseline") },
    { "goal", NC_ ("history", "goal") },
    { "baseline", NC_ ("history", "baseline") },
    { "target", NC_ ("history", "target") },
    { "actual", NC_ ("history", "actual") },
    { "word", NC_ ("history", "word of a list") },
    { "department_former", NC_ ("history", "former name of the department") },
    { "plan_text", NC_ ("history", "text of the plan") },
    { "node_text", NC_ ("history", "text of the item") },
    { "node_tag", NC_ ("history", "tag of the item") },
    { "node_reference", NC_ ("history", "reference of the item") },
    { "picture", NC_ ("history", "picture") },
    { "entry", NC_ ("history", "entry of the plan") },
    { "entry_node", NC_ ("history", "item of the issue") },
    { "statistic", NC_ ("history", "background statistic") },
    { "statistic_cell", NC_ ("history", "cell of the background statistic") },
    { "indicator_tag", NC_ ("history", "tag of the indicator") },
    { "indicator_operand", NC_ ("history", "operand of the formula") },
    { "indicator_unit", NC_ ("history", "unit from a year on") },
    { "side_series", NC_ ("history", "breakdown or comparison") },
    { "side_value", NC_ ("history", "figure beside the indicator") },
    { "budget_line", NC_ ("history", "budget item") },
    { "project_staff", NC_ ("history", "staff cost") },
    { "project_output", NC_ ("history", "output of the project") },
    { "history", NC_ ("history", "change") },
    { "history_row", NC_ ("history", "changed row") },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    if (strcmp (words[i].kind, kind) == 0)
      return _ (words[i].word);
  return kind;
}

/* A few fields are called otherwise in some kinds of rows. */
static const char *
field_word (const char *kind, const char *field)
{
  static const struct
  {
    const char *field, *word;
  } words[] = {
    { "entry.text", NC_ ("history", "wording") }, /* before the plain ones */
    { "budget_line.item", NC_ ("history", "project of the budget") },
    { "position", NC_ ("history", "order") },
    { "name", NC_ ("history", "name") },
    { "title", NC_ ("history", "title") },
    { "type", NC_ ("history", "type") },
    { "organization", NC_ ("history", "organisation") },
    { "published", NC_ ("history", "published") },
    { "review", NC_ ("history", "review") },
    { "review_body", NC_ ("history", "review body") },
    { "note", NC_ ("history", "note") },
    { "start_fy", NC_ ("history", "first year") },
    { "end_fy", NC_ ("history", "last year") },
    { "fy", NC_ ("history", "fiscal year") },
    { "kind", NC_ ("history", "kind") },
    { "text", NC_ ("history", "text") },
    { "other", NC_ ("history", "linked plan") },
    { "rules", NC_ ("history", "rule set") },
    { "seen_at", NC_ ("history", "seen at") },
    { "method", NC_ ("history", "method") },
    { "yardstick", NC_ ("history", "yearly yardstick") },
    { "rounding", NC_ ("history", "rounding") },
    { "decimals", NC_ ("history", "decimals") },
    { "band_from_rounded", NC_ ("history", "rate from the rounded figure") },
    { "exact_year", NC_ ("history", "only the very year") },
    { "suggest_only", NC_ ("history", "rating is a suggestion") },
    { "percent_mode", NC_ ("history", "percent column") },
    { "tolerance", NC_ ("history", "tolerance") },
    { "weighted", NC_ ("history", "weighted mean") },
    { "label", NC_ ("history", "label") },
    { "condition", NC_ ("history", "condition") },
    { "strict", NC_ ("history", "strict") },
    { "state", NC_ ("history", "state") },
    { "threshold", NC_ ("history", "threshold") },
    { "parent", NC_ ("history", "upper item") },
    { "plan", NC_ ("history", "plan") },
    { "level", NC_ ("history", "level") },
    { "code", NC_ ("history", "ID") },
    { "status", NC_ ("history", "new or continued") },
    { "category", NC_ ("history", "category") },
    { "summary", NC_ ("history", "summary") },
    { "period", NC_ ("history", "period") },
    { "number", NC_ ("history", "number") },
    { "item", NC_ ("history", "breakdown") },
    { "source", NC_ ("history", "source") },
    { "yen", NC_ ("history", "amount (yen)") },
    { "unit", NC_ ("history", "unit") },
    { "meaning", NC_ ("history", "meaning") },
    { "rationale", NC_ ("history", "rationale") },
    { "release", NC_ ("history", "release") },
    { "direction", NC_ ("history", "direction") },
    { "series", NC_ ("history", "series kind") },
    { "role", NC_ ("history", "role") },
    { "period_kind", NC_ ("history", "period kind") },
    { "weight", NC_ ("history", "weight") },
    { "indicator", NC_ ("history", "indicator") },
    { "node", NC_ ("history", "item") },
    { "is_origin", NC_ ("history", "first place") },
    { "numerator", NC_ ("history", "numerator") },
    { "denominator", NC_ ("history", "denominator") },
    { "as_of", NC_ ("history", "as of") },
    { "expected", NC_ ("history", "expected") },
    { "revised_on", NC_ ("history", "revised on") },
    { "reason", NC_ ("history", "reason") },
    { "reference", NC_ ("history", "reference value") },
    { "sdgs", NC_ ("history", "SDGs") },
    { "formula", NC_ ("history", "formula") },
    { "operand", NC_ ("history", "operand") },
    { "release_month", NC_ ("history", "month of publication") },
    { "until_fy", NC_ ("history", "last year of the name") },
    { "caption", NC_ ("history", "caption") },
    { "data", NC_ ("history", "picture") },
    { "is_jpeg", NC_ ("history", "format") },
    { "n_rows", NC_ ("history", "number of rows") },
    { "n_columns", NC_ ("history", "number of columns") },
    { "account", NC_ ("history", "account") },
    { "kan", NC_ ("history", "kan (chapter)") },
    { "kou", NC_ ("history", "kou (section)") },
    { "moku", NC_ ("history", "moku (item)") },
    { "staff", NC_ ("history", "person-years") },
    { "unit_cost", NC_ ("history", "cost of one (yen)") },
    { "inserted", NC_ ("history", "number added") },
    { "updated", NC_ ("history", "number changed") },
    { "deleted", NC_ ("history", "number deleted") },
  };

  g_autofree char *special = g_strconcat (kind, ".", field, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    if (strcmp (words[i].field, special) == 0 || strcmp (words[i].field, field) == 0)
      return _ (words[i].word);
  return field;
}

static char *
ask_name (KkbStore *store, const char *sql, KkbId id)
{
  g_auto (KkbStatement) select = KKB_STATEMENT_INIT;

  if (!kkb_statement_init (&select, store, sql, NULL))
    return NULL;
  kkb_bind_int (&select, id);
  return kkb_statement_step (&select, NULL) ? g_strdup ((const char *)sqlite3_column_text (select.stmt, 0)) : NULL;
}

/* The name of the entity a row is about, today's or its last one. */
static char *
entity_name (KkbStore *store, const Row *row)
{
  static const struct
  {
    const char *kinds, *sql;
  } sources[] = {
    { " actual target baseline goal indicator indicator_department placement_baseline indicator_tag indicator_operand "
      "indicator_unit side_value ",
      "SELECT name FROM indicator WHERE id = ?" },
    { " placement ", "SELECT i.name FROM placement p JOIN indicator i ON i.id = p.indicator WHERE p.id = ?" },
    { " node node_department project project_grant node_text node_tag node_reference budget_line project_staff "
      "project_output ",
      "SELECT trim (label || ' ' || title) FROM node WHERE id = ?" },
    { " money ",
      "SELECT trim (n.label || ' ' || n.title) FROM money m JOIN node n ON n.id = m.project WHERE m.id = ?" },
    { " plan plan_level plan_department plan_text ", "SELECT title FROM plan WHERE id = ?" },
    { " plan_link ", "SELECT p.title FROM plan_link l JOIN plan p ON p.id = l.plan WHERE l.id = ?" },
    { " edition edition_band ", "SELECT name FROM edition WHERE id = ?" },
    { " department department_former ", "SELECT name FROM department WHERE id = ?" },
    { " word ", "SELECT name FROM word WHERE id = ?" },
    { " entry entry_node ",
      "SELECT CASE WHEN name <> '' THEN name WHEN category <> '' THEN category ELSE text END FROM "
      "entry WHERE id = ?" },
    { " statistic statistic_cell ", "SELECT name FROM statistic WHERE id = ?" },
    { " side_series ", "SELECT i.name || ' ' || s.name FROM side_series s JOIN indicator i ON i.id = s.indicator WHERE "
                       "s.id = ?" },
    { " picture ",
      "SELECT trim (n.label || ' ' || n.title) FROM picture p JOIN node n ON n.id = p.node WHERE p.id = ?" },
    { " grant_program ", "SELECT name FROM grant_program WHERE id = ?" },
  };
  g_autofree char *kind = g_strconcat (" ", row->kind, " ", NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (sources); i++)
    if (strstr (sources[i].kinds, kind) != NULL)
      {
        char *name = ask_name (store, sources[i].sql, row->entity);

        if (name != NULL)
          return name;
      }
  return ask_name (
      store,
      "SELECT old FROM history_row WHERE entity = ? AND op = 'd' AND old IS NOT NULL AND kind IN ('indicator', "
      "'node', 'plan', 'edition', 'department', 'grant_program', 'money', 'plan_link', 'placement', 'word', 'entry', "
      "'statistic', 'side_series', 'picture') ORDER BY "
      "history DESC, line DESC LIMIT 1",
      row->entity);
}

static void
append_word (GString *out, const char *word)
{
  if (word == NULL || *word == '\0')
    return;
  if (out->len > 0)
    g_string_append_c (out, ' ');
  g_string_append (out, word);
}

/* "実績 令和3年度 従業者数"; with NAMED FALSE "実績 令和3年度" */
static char *
describe (KkbStore *store, const Row *row, const char *what, gboolean named)
{
  g_autoptr (GString) out = g_string_new (NULL);
  g_autofree char *name = NULL;
  int line, column;

  if (strcmp (row->op, "n") == 0)
    return g_strdup (what);
  append_word (out, kkb_history_kind_word (row->kind));
  if (row->fy != KKB_FY_NONE)
    {
      g_autofree char *year = kkb_fy_format (row->fy, KKB_YEARS_WAREKI, KKB_PERIOD_FISCAL, FALSE);

      append_word (out, year);
    }
  if (named && row->entity != 0)
    name = entity_name (store, row);
  append_word (out, name);
  if (row->field != NULL && strcmp (row->kind, "statistic_cell") == 0
      && sscanf (row->field, "%d:%d", &line, &column) == 2)
    g_string_append_printf (out, _ (" (row %d, column %d)"), line, column);
  else if (row->field != NULL)
    g_string_append_printf (out, _ (" (%s)"), field_word (row->kind, row->field));
  return g_string_free (g_steal_pointer (&out), FALSE);
}

static char *
describe_action (const char *action, const char *label)
{
  if (strcmp (action, "undo") == 0)
    return g_strdup_printf (_ ("Undo: %s"), label);
  if (strcmp (action, "redo") == 0)
    return g_strdup_printf (_ ("Redo: %s"), label);
  return g_strdup (label);
}

static const char *
column_text (KkbStatement *select, int column)
{
  const char *text = (const char *)sqlite3_column_text (select->stmt, column);

  return text != NULL && g_utf8_validate (text, -1, NULL) ? text : "";
}

static gboolean
is_figure (const Row *row)
{
  return (row->field == NULL || strcmp (row->field, "reference") == 0)
         && (strcmp (row->kind, "actual") == 0 || strcmp (row->kind, "target") == 0
             || strcmp (row->kind, "baseline") == 0 || strcmp (row->kind, "placement_baseline") == 0);
}

static KkbHistoryEntry *
read_entry (KkbStore *store, KkbStatement *select)
{
  KkbHistoryEntry *entry = g_new0 (KkbHistoryEntry, 1);
  Row row = { column_text (select, 5),
              column_text (select, 6),
              sqlite3_column_type (select->stmt, 9) == SQLITE_NULL ? NULL : column_text (select, 9),
              sqlite3_column_int64 (select->stmt, 4),
              sqlite3_column_int64 (select->stmt, 7),
              (int)sqlite3_column_int64 (select->stmt, 8) };

  entry->seq = sqlite3_column_int64 (select->stmt, 0);
  entry->when = g_strdup (column_text (select, 1));
  entry->who = g_strdup (column_text (select, 2));
  entry->label = describe_action (column_text (select, 12), column_text (select, 3));
  entry->what = describe (store, &row, column_text (select, 11), TRUE);
  entry->aspect = describe (store, &row, column_text (select, 11), FALSE);
  entry->is_figure = is_figure (&row);
  entry->old_value = g_strdup (column_text (select, 10));
  entry->new_value = g_strdup (*row.op == 'n' ? "" : column_text (select, 11));
  entry->entity = row.entity;
  entry->kind = g_strdup (row.kind);
  entry->field = g_strdup (row.field != NULL ? row.field : "");
  entry->op = *row.op;
  entry->plan = row.plan;
  entry->fy = row.fy;
  return entry;
}

int
kkb_history_word_value (const char *kind, const char *field, const char *text)
{
  const KkbTableInfo *info = kkb_store_table_find (kind);

  for (int i = 0; info != NULL && i < info->n_columns; i++)
    if (strcmp (info->columns[i].name, field) == 0)
      return info->columns[i].words != NULL ? kkb_word_find (info->columns[i].words, text) : -1;
  return -1;
}

void
kkb_history_entry_free (KkbHistoryEntry *entry)
{
  if (entry == NULL)
    return;
  g_free (entry->when);
  g_free (entry->who);
  g_free (entry->label);
  g_free (entry->what);
  g_free (entry->aspect);
  g_free (entry->old_value);
  g_free (entry->new_value);
  g_free (entry->kind);
  g_free (entry->field);
  g_free (entry);
}

gint64
kkb_store_history_last (KkbStore *store, char **when, GError **error)
{
  g_auto (KkbStatement) select = KKB_STATEMENT_INIT;
  gint64 last = 0;

  if (!kkb_statement_init (&select, store, "SELECT id, at FROM history ORDER BY id DESC LIMIT 1", error))
    return -1;
  if (kkb_statement_step (&select, error))
    {
      last = sqlite3_column_int64 (select.stmt, 0);
      if (when != NULL)
        *when = g_strdup (column_text (&select, 1));
    }
  else if (when != NULL)
    *when = g_strdup ("");
  return select.column >= 0 ? last : -1;
}

#define SELECT_ROWS                                                                                                    \
  "SELECT r.history << 32 | r.line, h.at, h.who, h.label, r.entity, r.kind, r.op, r.plan, r.fy, r.field, r.old, "      \
  "r.new, h.action FROM "                                                                                              \
  "history_row r JOIN history h ON h.id = r.history "

GPtrArray *
kkb_store_history (KkbStore *store, KkbId entity, guint max, GError **error)
{
  g_autoptr (GPtrArray) entries = g_ptr_array_new_with_free_func ((GDestroyNotify)kkb_history_entry_free);
  g_auto (KkbStatement) select = KKB_STATEMENT_INIT;

  if (!kkb_statement_init (&select, store,
                           entity != 0 ? SELECT_ROWS "WHERE r.entity = ? ORDER BY r.history DESC, r.line DESC LIMIT ?"
                                       : SELECT_ROWS "ORDER BY r.history DESC, r.line DESC LIMIT ?",
                           error))
    return NULL;
  if (entity != 0)
    kkb_bind_int (&select, entity);
  kkb_bind_int (&select, max > 0 ? (gint64)max : -1);
  while (kkb_statement_step (&select, error))
    g_ptr_array_add (entries, read_entry (store, &select));
  return select.column >= 0 ? g_steal_pointer (&entries) : NULL;
}

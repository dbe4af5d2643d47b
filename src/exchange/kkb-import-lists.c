/* kkb-import-lists.c - the sheets 言葉, 部署 and 交付金 of a document, 用語, 主体, 関係機関, 課題 and 背景統計 of a
 * plan. */
#include "kkb-import-private.h"
#include "kkb-text.h"
#include <glib/gi18n-lib.h>
#include <string.h>

enum
{
  WORD_KIND,
  WORD_NAME,
  WORD_NOTE
};

static const KkbFieldSpec word_fields[]
    = { { WORD_KIND, "種類|区分" }, { WORD_NAME, "言葉|名称" }, { WORD_NOTE, "備考|説明" } };

enum
{
  DEPARTMENT_NAME,
  DEPARTMENT_FORMER,
  DEPARTMENT_UNTIL
};

static const KkbFieldSpec department_fields[] = { { DEPARTMENT_NAME, "部署|担当課|名称" },
                                                  { DEPARTMENT_FORMER, "旧名称" },
                                                  { DEPARTMENT_UNTIL, "旧名称の最終年度" } };

enum
{
  GRANT_NAME,
  GRANT_TYPE
};

static const KkbFieldSpec grant_fields[]
    = { { GRANT_NAME, "交付金名称|交付金|名称" }, { GRANT_TYPE, "交付金の種類|種類" } };

enum
{
  ENTRY_NAME,
  ENTRY_CATEGORY,
  ENTRY_TEXT,
  ENTRY_NODES
};

static const KkbFieldSpec entry_fields[] = {
  { ENTRY_NAME, "用語|主体|関係機関|名称|見出し" },
  { ENTRY_CATEGORY, "分類|区分" },
  { ENTRY_TEXT, "説明|定義|役割|課題|内容" },
  { ENTRY_NODES, "項目|位置" },
};

/* ---- words of the document --------------------------------------------------------------------------------- */

KkbWord *
kkb_import_word (KkbImportReader *reader, KkbWordKind kind, const char *name)
{
  g_autofree char *name_key = kkb_text_key (name);
  g_autofree char *key = g_strdup_printf ("%d|%s", (int)kind, name_key);
  KkbWord *word = g_hash_table_lookup (reader->words, key);

  if (word == NULL)
    {
      word = kkb_facts_add_word (reader->facts, kkb_id_new (), kind);
      word->name = kkb_facts_string (reader->facts, name);
      g_hash_table_insert (reader->words, g_steal_pointer (&key), word);
    }
  return word;
}

GStrv
kkb_import_split_list (const char *text)
{
  g_auto (GStrv) parts = g_regex_split_simple (strchr (text, '\n') != NULL ? "\\n" : "[、,，､]", text, 0, 0);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; parts[i] != NULL; i++)
    {
      g_autofree char *part = kkb_text_strip (parts[i]);

      if (*part != '\0')
        g_strv_builder_add (builder, part);
    }
  return g_strv_builder_end (builder);
}

const KkbId *
kkb_import_tags (KkbImportReader *reader, const char *text)
{
  g_auto (GStrv) names = NULL;
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (KkbId));
  g_autofree char *key = kkb_text_key (text), *whole = g_strdup_printf ("%d|%s", KKB_WORD_TAG, key);
  KkbWord *word = g_hash_table_lookup (reader->words, whole); /* a tag may hold a comma */

  if (word != NULL)
    return kkb_facts_ids (reader->facts, &word->id, 1);
  names = kkb_import_split_list (text);
  for (guint i = 0; names[i] != NULL; i++)
    g_array_append_val (ids, kkb_import_word (reader, KKB_WORD_TAG, names[i])->id);
  return kkb_facts_ids (reader->facts, (const KkbId *)(gpointer)ids->data, ids->len);
}

/* The sheet NAME of the document, its table open; NULL if there is none. */
static KkbImportTable *
open_list (KkbImportReader *reader, const KkbImportGroup *group, const char *name, const KkbFieldSpec *specs,
           guint n_specs, int key_field)
{
  const KkbSheet *sheet = kkb_import_sheet (reader, group, name);
  KkbImportTable *table = sheet != NULL ? kkb_import_table_open (reader, sheet, specs, n_specs, key_field) : NULL;

  if (table != NULL)
    kkb_import_table_report_unknown (table);
  return table;
}

void
kkb_import_read_words (KkbImportReader *reader)
{
  const KkbImportGroup first = { .number = 1 };
  g_autoptr (KkbImportTable) table
      = open_list (reader, &first, "言葉", word_fields, G_N_ELEMENTS (word_fields), WORD_NAME);

  if (table == NULL)
    return;
  for (guint row = kkb_import_table_next (table, table->header_row); row != G_MAXUINT;
       row = kkb_import_table_next (table, row))
    {
      const char *kind_word = kkb_import_table_text (table, row, WORD_KIND);
      const char *name = kkb_import_table_text (table, row, WORD_NAME);
      KkbWordKind kind;

      if (*name == '\0')
        continue;
      if (!kkb_word_kind_from_word (kind_word, &kind))
        kkb_import_table_problem (table, KKB_PROBLEM_ERROR, row, WORD_KIND, kind_word,
                                  _ ("not a kind of words; the row was left out"));
      else
        kkb_import_word (reader, kind, name)->note = kkb_import_table_text (table, row, WORD_NOTE);
    }
}

/* ---- 部署, 交付金 ------------------------------------------------------------------------------------------- */

static void
add_former (KkbImportReader *reader, KkbDepartment *department, const char *name, int until)
{
  KkbFormerName *all = kkb_facts_bytes (reader->facts, NULL, (department->n_former + 1) * sizeof *all);

  if (department->n_former > 0)
    memcpy (all, department->former, department->n_former * sizeof *all);
  all[department->n_former] = (KkbFormerName){ name, (gint16)until };
  department->former = all;
  department->n_former++;
}

/* Former names count for every sheet, but a name in use is that of its own department. */
static void
index_former_names (KkbImportReader *reader)
{
  for (guint i = 0; i < reader->facts->departments->len; i++)
    {
      KkbDepartment *department = g_ptr_array_index (reader->facts->departments, i);

      for (guint k = 0; k < department->n_former; k++)
        if (!g_hash_table_contains (reader->departments, department->former[k].name))
          g_hash_table_insert (reader->departments, g_strdup (department->former[k].name), department);
    }
}

void
kkb_import_read_departments (KkbImportReader *reader)
{
  const KkbImportGroup first = { .number = 1 };
  g_autoptr (KkbImportTable) table
      = open_list (reader, &first, "部署", department_fields, G_N_ELEMENTS (department_fields), DEPARTMENT_NAME);

  if (table == NULL)
    return;
  for (guint row = kkb_import_table_next (table, table->header_row); row != G_MAXUINT;
       row = kkb_import_table_next (table, row))
    {
      const char *name = kkb_import_table_text (table, row, DEPARTMENT_NAME);
      const char *former = kkb_import_table_text (table, row, DEPARTMENT_FORMER);
      KkbDepartment *department = g_hash_table_lookup (reader->departments, name);

      if (*name == '\0')
        continue;
      if (department == NULL)
        {
          department = kkb_facts_add_department (reader->facts, kkb_id_new ());
          department->name = name;
          g_hash_table_insert (reader->departments, g_strdup (name), department);
        }
      if (*former != '\0')
        add_former (reader, department, former, kkb_import_table_year (table, row, DEPARTMENT_UNTIL));
    }
  index_former_names (reader);
}

void
kkb_import_read_grants (KkbImportReader *reader)
{
  const KkbImportGroup first = { .number = 1 };
  g_autoptr (KkbImportTable) table
      = open_list (reader, &first, "交付金", grant_fields, G_N_ELEMENTS (grant_fields), GRANT_NAME);

  if (table == NULL)
    return;
  for (guint row = kkb_import_table_next (table, table->header_row); row != G_MAXUINT;
       row = kkb_import_table_next (table, row))
    {
      const char *name = kkb_import_table_text (table, row, GRANT_NAME);

      if (*name != '\0')
        kkb_import_grant (reader, name, kkb_import_table_text (table, row, GRANT_TYPE));
    }
}

/* ---- 用語, 主体, 関係機関, 課題 ------------------------------------------------------------------------------ */

static void
read_entry_row (const KkbImportTable *table, KkbImportGroup *group, guint row, KkbEntryKind kind)
{
  const char *name = kkb_import_table_text (table, row, ENTRY_NAME);
  const char *category = kkb_import_table_text (table, row, ENTRY_CATEGORY);
  const char *text = kkb_import_table_raw (table, row, ENTRY_TEXT);
  KkbEntry *entry;

  if (*name == '\0' && *category == '\0' && *text == '\0')
    return;
  entry = kkb_facts_add_entry (table->reader->facts, kkb_id_new (), group->plan->id);
  entry->kind = (guint8)kind;
  entry->name = name;
  entry->category = category;
  entry->text = text;
  entry->nodes = kkb_import_items (table, group, row, ENTRY_NODES);
}

void
kkb_import_read_entries (KkbImportReader *reader, KkbImportGroup *group)
{
  for (guint kind = 0; kind < KKB_N_ENTRY_KINDS; kind++)
    {
      g_autoptr (KkbImportTable) table = open_list (reader, group, kkb_entry_kind_word ((KkbEntryKind)kind),
                                                    entry_fields, G_N_ELEMENTS (entry_fields), -1);

      if (table == NULL)
        continue;
      for (guint row = kkb_import_table_next (table, table->header_row); row != G_MAXUINT;
           row = kkb_import_table_next (table, row))
        read_entry_row (table, group, row, (KkbEntryKind)kind);
    }
}

/* ---- 背景統計 ------------------------------------------------------------------------------------------------ */

typedef struct
{
  KkbImportReader *reader;
  const KkbSheet *sheet;
  KkbStatistic *statistic; /* NULL before the first 名称 */
  GPtrArray *cells;        /* of the table so far, row by row, as wide as the sheet */
  guint width, n_rows, used;
} StatisticReader;

/* The table of the statistic that ends here. */
static void
finish_statistic (StatisticReader *self)
{
  KkbStatistic *statistic = self->statistic;
  guint n_columns = MAX (statistic != NULL ? statistic->n_columns : 0, self->used);
  const char **cells;

  if (statistic == NULL)
    return;
  statistic->n_columns = (guint16)(self->n_rows > 0 ? n_columns : 0);
  statistic->n_rows = (guint16)self->n_rows;
  cells = kkb_facts_bytes (self->reader->facts, NULL, (gsize)self->n_rows * n_columns * sizeof *cells);
  for (guint row = 0; row < self->n_rows; row++)
    for (guint column = 0; column < n_columns; column++)
      cells[row * n_columns + column]
          = column < self->width ? g_ptr_array_index (self->cells, row * self->width + column) : "";
  if (self->n_rows > 0)
    statistic->cells = cells;
  self->statistic = NULL;
  self->n_rows = self->used = 0;
  g_ptr_array_set_size (self->cells, 0);
}

static void
read_table_row (StatisticReader *self, guint row)
{
  if (self->n_rows == KKB_STATISTIC_MAX_ROWS)
    {
      if (kkb_import_say_once (self->reader, "rows %p", (gpointer)self->statistic))
        kkb_import_problem (self->reader, KKB_PROBLEM_UNREAD, self->sheet, row, 0, "",
                            _ ("the table has more than %d rows; the rest was left out"), KKB_STATISTIC_MAX_ROWS);
      return;
    }
  for (guint column = 0; column < self->width; column++)
    {
      const KkbCell *cell = kkb_sheet_cell_merged (self->sheet, row, column + 1);
      const char *text = cell->kind == KKB_CELL_EMPTY || cell->kind == KKB_CELL_ERROR ? "" : cell->text;

      if (*text != '\0')
        self->used = MAX (self->used, column + 1);
      g_ptr_array_add (self->cells, (gpointer)kkb_facts_string (self->reader->facts, text));
    }
  self->n_rows++;
}

static void
read_statistic_row (StatisticReader *self, KkbImportGroup *group, guint row)
{
  const KkbImportTable table = { .reader = self->reader, .sheet = self->sheet };
  const char *key = kkb_import_table_text_at (&table, row, 0), *text = kkb_import_table_text_at (&table, row, 1);

  if (kkb_text_same (key, "名称"))
    {
      finish_statistic (self);
      self->statistic = kkb_facts_add_statistic (self->reader->facts, kkb_id_new (), group->plan->id);
      self->statistic->name = text;
    }
  else if (self->statistic == NULL)
    return; /* a title above */
  else if (kkb_text_same (key, "単位"))
    self->statistic->unit = text;
  else if (kkb_text_same (key, "資料"))
    self->statistic->source = text;
  else if (kkb_text_same (key, "備考"))
    self->statistic->note = text;
  else if (kkb_text_same (key, "列数"))
    self->statistic->n_columns = (guint16)MIN (g_ascii_strtoull (text, NULL, 10), KKB_STATISTIC_MAX_COLUMNS);
  else if (kkb_text_same (key, "表"))
    read_table_row (self, row);
  else
    kkb_import_problem (self->reader, KKB_PROBLEM_IGNORED, self->sheet, row, 0, key,
                        _ ("not a line of a background statistic; left out"));
}

void
kkb_import_read_statistics (KkbImportReader *reader, KkbImportGroup *group)
{
  const KkbSheet *sheet = kkb_import_sheet (reader, group, "背景統計");
  g_autoptr (GPtrArray) cells = g_ptr_array_new ();
  StatisticReader self = { .reader = reader, .sheet = sheet, .cells = cells };

  if (sheet == NULL)
    return;
  g_hash_table_add (reader->read_sheets, (gpointer)sheet);
  self.width = kkb_sheet_n_cols (sheet) > 0 ? kkb_sheet_n_cols (sheet) - 1 : 0;
  if (self.width > KKB_STATISTIC_MAX_COLUMNS)
    {
      kkb_import_problem (reader, KKB_PROBLEM_UNREAD, sheet, G_MAXUINT, G_MAXUINT, "",
                          _ ("the tables have more than %d columns; the rest was left out"), KKB_STATISTIC_MAX_COLUMNS);
      self.width = KKB_STATISTIC_MAX_COLUMNS;
    }
  for (guint row = kkb_sheet_next_used_row (sheet, 0);
       row != G_MAXUINT && !g_cancellable_is_cancelled (reader->cancellable);
       row = kkb_sheet_next_used_row (sheet, row + 1))
    read_statistic_row (&self, group, row);
  finish_statistic (&self);
}

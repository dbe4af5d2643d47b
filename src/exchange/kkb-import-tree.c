/* kkb-import-tree.c - the sheet 体系, and making and finding nodes. */
#include "kkb-import-private.h"
#include "kkb-text.h"
#include <glib/gi18n-lib.h>
#include <string.h>

#define NO_LEVEL 255

enum /* columns of 体系 beside the levels, which are numbered from TREE_LEVEL */
{
  TREE_ID,
  TREE_NUMBER,
  TREE_DEPARTMENTS,
  TREE_POSITION,
  TREE_NO_LEVEL,
  TREE_LEVEL
};

static const KkbFieldSpec tree_fields[] = {
  { TREE_ID, "ID" },           { TREE_NUMBER, "番号" },       { TREE_DEPARTMENTS, "担当課|所管課|担当部署" },
  { TREE_POSITION, "並び順" }, { TREE_NO_LEVEL, "階層なし" },
};

typedef struct
{
  KkbImportGroup *group;
  KkbImportTable *table;
  GHashTable *paths;   /* parent pointer, level, printed key, ID -> KkbNode */
  KkbNode *above[256]; /* the last node of each level */
} TreeReader;

static gboolean
is_dash (const char *text)
{
  return *text != '\0'
         && (strcmp (text, "－") == 0 || strcmp (text, "-") == 0 || strcmp (text, "―") == 0 || strcmp (text, "—") == 0
             || strcmp (text, "–") == 0 || strcmp (text, "‐") == 0);
}

/* The head of the sheet: the levels of the plan, or, where 計画 names none, every head we do not know otherwise. */
static KkbImportTable *
open_tree (KkbImportReader *reader, KkbImportGroup *group, const KkbSheet *sheet, GArray *specs)
{
  KkbPlan *plan = group->plan;
  KkbImportTable *table;
  g_autoptr (GPtrArray) names = g_ptr_array_new ();

  g_array_append_vals (specs, tree_fields, G_N_ELEMENTS (tree_fields));
  for (guint i = 0; plan->levels != NULL && plan->levels[i] != NULL && i < NO_LEVEL; i++)
    {
      KkbFieldSpec spec = { TREE_LEVEL + (int)i, plan->levels[i] };

      g_array_append_val (specs, spec);
    }
  if (specs->len > G_N_ELEMENTS (tree_fields))
    return kkb_import_table_open (reader, sheet, (const KkbFieldSpec *)specs->data, specs->len, -1);

  /* Without names: the first row with two heads or more; else the first row at all. */
  table = g_new0 (KkbImportTable, 1);
  table->reader = reader;
  table->sheet = sheet;
  table->columns = g_array_new (FALSE, FALSE, sizeof (KkbColumn));
  g_hash_table_add (reader->read_sheets, (gpointer)sheet);
  table->header_row = kkb_sheet_next_used_row (sheet, 0);
  for (guint row = table->header_row; row != G_MAXUINT && row < table->header_row + 20;
       row = kkb_sheet_next_used_row (sheet, row + 1))
    {
      guint n = 0;

      for (guint col = 0; col < MIN (kkb_sheet_n_cols (sheet), 64); col++)
        n += kkb_sheet_cell (sheet, row, col)->kind != KKB_CELL_EMPTY;
      if (n >= 2)
        {
          table->header_row = row;
          break;
        }
    }
  for (guint col = 0; col < MIN (kkb_sheet_n_cols (sheet), 64) && table->header_row != G_MAXUINT; col++)
    {
      KkbColumn column = { .col = col, .field = TREE_LEVEL + (int)names->len, .fy = KKB_FY_NONE };

      column.head = kkb_import_table_text_at (table, table->header_row, col);
      for (guint i = 0; i < G_N_ELEMENTS (tree_fields); i++)
        {
          g_auto (GStrv) words = g_strsplit (tree_fields[i].names, "|", -1);

          for (guint k = 0; words[k] != NULL; k++)
            if (kkb_text_same (words[k], column.head))
              column.field = tree_fields[i].field;
        }
      if (*column.head == '\0')
        continue;
      if (column.field >= TREE_LEVEL)
        g_ptr_array_add (names, (gpointer)column.head);
      g_array_append_val (table->columns, column);
    }
  g_ptr_array_add (names, NULL);
  plan->levels = kkb_facts_strings (reader->facts, (const char *const *)names->pdata);
  return table;
}

static char *
path_key (const KkbNode *parent, guint level, const char *printed, const char *code)
{
  g_autofree char *key = kkb_text_key (printed);

  return g_strdup_printf ("%p|%u|%s|%s", (const void *)parent, level, key, code);
}

/* The node of this place: a known one (the same path; the same ID where one is given), else a new one. */
static KkbNode *
take_node (TreeReader *tree, KkbNode *parent, guint level, const char *printed, const char *code, gboolean *is_new)
{
  g_autofree char *any = path_key (parent, level, printed, "");
  g_autofree char *exact = path_key (parent, level, printed, code);
  KkbNode *node = g_hash_table_lookup (tree->paths, exact);

  *is_new = FALSE;
  if (node == NULL && *code != '\0')
    {
      node = g_hash_table_lookup (tree->paths, any);
      if (node != NULL && *node->code != '\0')
        node = NULL; /* a sibling of the same name with an ID of its own */
    }
  if (node == NULL)
    {
      node = kkb_import_add_node (tree->table->reader, tree->group, parent, level, printed, code);
      *is_new = TRUE;
      if (!g_hash_table_contains (tree->paths, any))
        g_hash_table_insert (tree->paths, g_strdup (any), node);
      if (*code != '\0')
        g_hash_table_insert (tree->paths, g_strdup (exact), node);
    }
  return node;
}

/* ID, label, departments and place belong to the deepest node of the row. */
static void
read_extras (TreeReader *tree, guint row, KkbNode *node)
{
  const KkbImportTable *table = tree->table;
  const char *departments = kkb_import_table_text (table, row, TREE_DEPARTMENTS);
  const char *position = kkb_import_table_text (table, row, TREE_POSITION);

  if (*departments != '\0')
    node->departments = kkb_import_departments (table->reader, departments);
  if (*position != '\0')
    node->position = (gint32)CLAMP (g_ascii_strtoll (position, NULL, 10), 0, G_MAXINT32);
}

/* "12 Title" under the label "12": exactly that label, whatever it looks like. */
static void
split_by_number (KkbFacts *facts, KkbNode *node, const char *printed, const char *label)
{
  g_autofree char *rest = NULL;

  if (!g_str_has_prefix (printed, label))
    return;
  rest = kkb_text_strip (printed + strlen (label));
  node->label = label;
  node->title = kkb_facts_string (facts, rest);
}

static void
read_tree_row (TreeReader *tree, guint row)
{
  const KkbImportTable *table = tree->table;
  const char *code = kkb_import_table_text (table, row, TREE_ID), *number, *printed = "";
  guint deepest = G_MAXUINT;
  KkbNode *node = NULL;
  gboolean started = FALSE;

  for (guint i = 0; i < table->columns->len; i++)
    {
      const KkbColumn *column = &g_array_index (table->columns, KkbColumn, i);

      if (column->field >= TREE_NO_LEVEL && *kkb_import_table_text_at (table, row, column->col) != '\0'
          && !is_dash (kkb_import_table_text_at (table, row, column->col)))
        deepest = i;
    }
  for (guint i = 0; i < table->columns->len && deepest != G_MAXUINT; i++)
    {
      const KkbColumn *column = &g_array_index (table->columns, KkbColumn, i);
      const char *text = column->field >= TREE_NO_LEVEL ? kkb_import_table_text_at (table, row, column->col) : "";
      guint level = column->field == TREE_NO_LEVEL ? NO_LEVEL : (guint)(column->field - TREE_LEVEL);
      gboolean is_new;

      if (column->field < TREE_NO_LEVEL || i > deepest)
        continue;
      if (*text == '\0' && !started && tree->above[level] != NULL)
        { /* blanks before the first title: the same as above */
          node = tree->above[level];
          continue;
        }
      if (*text == '\0' || is_dash (text))
        {
          started = started || *text != '\0';
          tree->above[level] = NULL;
          continue;
        }
      started = TRUE;
      printed = text;
      node = take_node (tree, node, level, text, i == deepest ? code : "", &is_new);
      tree->above[level] = node;
      if (i == deepest)
        {
          number = kkb_import_table_text (table, row, TREE_NUMBER);
          if (is_new && *number != '\0')
            split_by_number (table->reader->facts, node, printed, number);
          read_extras (tree, row, node);
        }
    }
}

/* ---- public ------------------------------------------------------------------------------------------------ */

KkbNode *
kkb_import_add_node (KkbImportReader *reader, KkbImportGroup *group, KkbNode *parent, guint level, const char *printed,
                     const char *code)
{
  KkbNode *node = kkb_facts_add_node (reader->facts, kkb_id_new (), group->plan->id, parent != NULL ? parent->id : 0);
  g_autofree char *label = NULL, *title = NULL;
  guint n = GPOINTER_TO_UINT (g_hash_table_lookup (group->children, parent));

  kkb_text_split_label (printed, &label, &title);
  node->parent = parent;
  node->level = (guint8)MIN (level, NO_LEVEL);
  node->label = kkb_facts_string (reader->facts, label);
  node->title = kkb_facts_string (reader->facts, title);
  node->code = code;
  node->position = (gint32)n;
  g_hash_table_insert (group->children, parent, GUINT_TO_POINTER (n + 1));
  g_ptr_array_add (group->nodes, node);
  return node;
}

void
kkb_import_read_tree (KkbImportReader *reader, KkbImportGroup *group)
{
  const KkbSheet *sheet = kkb_import_sheet (reader, group, "体系");
  g_autoptr (GArray) specs = g_array_new (FALSE, FALSE, sizeof (KkbFieldSpec));
  g_autoptr (KkbImportTable) table = NULL;
  g_autoptr (GHashTable) paths = NULL;
  TreeReader tree = { .group = group };

  if (sheet == NULL)
    return;
  table = open_tree (reader, group, sheet, specs);
  if (table == NULL)
    return;
  group->has_tree = TRUE;
  kkb_import_table_report_unknown (table);
  for (guint i = 0; i < table->columns->len; i++)
    {
      int field = g_array_index (table->columns, KkbColumn, i).field;

      if (field >= TREE_LEVEL)
        group->used_levels[field - TREE_LEVEL] = TRUE;
    }
  paths = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  tree.table = table;
  tree.paths = paths;
  for (guint row = kkb_import_table_next (table, table->header_row); row != G_MAXUINT;
       row = kkb_import_table_next (table, row))
    read_tree_row (&tree, row);
  for (guint i = 0; i < group->nodes->len; i++)
    kkb_node_index_add (group->index, g_ptr_array_index (group->nodes, i));
}

KkbNode *
kkb_import_find_node (const KkbImportTable *table, KkbImportGroup *group, guint row, guint col, const char *text,
                      int level, gboolean only_projects)
{
  g_autoptr (GPtrArray) found = kkb_node_index_find (group->index, text, level, only_projects);

  if (found->len == 1)
    return g_ptr_array_index (found, 0);
  if (found->len == 0)
    kkb_import_problem (table->reader, KKB_PROBLEM_ERROR, table->sheet, row, col, text,
                        _ ("no entry of the plan has this name or number; hung on the plan itself"));
  else
    kkb_import_problem (table->reader, KKB_PROBLEM_ERROR, table->sheet, row, col, text,
                        _ ("%u entries of the plan have this name or number; write its ID or full path. Hung on the "
                           "plan itself"),
                        found->len);
  return NULL;
}

KkbNode *
kkb_import_make_node (KkbImportReader *reader, KkbImportGroup *group, const char *text, guint level)
{
  g_autoptr (GPtrArray) found = kkb_node_index_find (group->index, text, -1, FALSE);
  KkbNode *node;

  if (found->len > 0)
    return g_ptr_array_index (found, 0);
  node = kkb_import_add_node (reader, group, NULL, level, text, "");
  kkb_node_index_add (group->index, node);
  return node;
}

/* kkb-import.c - reads the sheets of the standard workbook in the order in which they name each other. */
#include "kkb-import.h"
#include "kkb-import-private.h"
#include "kkb-error.h"
#include "kkb-text.h"
#include <glib/gi18n-lib.h>
#include <string.h>

static void
problem_free (gpointer data)
{
  KkbProblem *problem = data;

  g_free (problem->sheet);
  g_free (problem->cell);
  g_free (problem->found);
  g_free (problem->done);
  g_free (problem->text);
  g_free (problem);
}

static void
group_free (gpointer data)
{
  KkbImportGroup *group = data;

  kkb_node_index_free (group->index);
  g_ptr_array_unref (group->nodes);
  g_hash_table_unref (group->by_code);
  g_hash_table_unref (group->by_name);
  g_hash_table_unref (group->by_place);
  g_hash_table_unref (group->children);
  g_hash_table_unref (group->running);
  g_free (group);
}

static KkbImportGroup *
add_group (KkbImportReader *reader)
{
  KkbImportGroup *group = g_new0 (KkbImportGroup, 1);

  group->number = reader->groups->len + 1;
  group->plan = kkb_facts_add_plan (reader->facts, kkb_id_new ());
  group->index = kkb_node_index_new ();
  group->nodes = g_ptr_array_new ();
  group->by_code = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  group->by_name = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify)g_ptr_array_unref);
  group->by_place = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  group->children = g_hash_table_new (NULL, NULL);
  group->running = g_hash_table_new (NULL, NULL);
  g_ptr_array_add (reader->groups, group);
  return group;
}

/* Is there a plan of this number? */
static gboolean
has_group (KkbImportReader *reader, guint number)
{
  KkbImportGroup probe = { .number = number };

  return kkb_import_sheet (reader, &probe, "計画") != NULL || kkb_import_sheet (reader, &probe, "指標") != NULL
         || kkb_import_sheet (reader, &probe, "体系") != NULL || kkb_import_sheet (reader, &probe, "事業") != NULL;
}

static gboolean
check_is_ours (KkbImportReader *reader, GError **error)
{
  g_autoptr (GString) names = g_string_new (NULL);

  if (has_group (reader, 1))
    return TRUE;
  for (guint i = 0; i < kkb_workbook_n_sheets (reader->book) && i < 10; i++)
    g_string_append_printf (names, "%s%s", i > 0 ? "、" : "", kkb_sheet_name (kkb_workbook_sheet (reader->book, i)));
  g_set_error (
      error, KKB_ERROR, KKB_ERROR_INPUT,
      _ ("%s: None of the sheets 指標, 体系 and 事業 was found (there are: %s). Nothing was read; name the sheets as "
         "in the standard workbook."),
      reader->name, names->str);
  return FALSE;
}

static void
read_all (KkbImportReader *reader)
{
  kkb_import_read_words (reader);
  kkb_import_read_departments (reader);
  kkb_import_read_grants (reader);
  for (guint number = 1; number == 1 || has_group (reader, number); number++)
    {
      KkbImportGroup *group = add_group (reader);

      kkb_import_read_plan (reader, group);
      kkb_import_read_tree (reader, group);
      kkb_import_read_projects (reader, group);
      kkb_import_read_editions (reader, group);
      kkb_import_read_indicators (reader, group, FALSE);
    }
  for (guint i = 0; i < reader->groups->len; i++)
    kkb_import_read_indicators (reader, g_ptr_array_index (reader->groups, i), TRUE);
  for (guint i = 0; i < reader->groups->len; i++)
    {
      kkb_import_read_values (reader, g_ptr_array_index (reader->groups, i));
      kkb_import_read_money (reader, g_ptr_array_index (reader->groups, i));
      kkb_import_read_details (reader, g_ptr_array_index (reader->groups, i));
      kkb_import_read_entries (reader, g_ptr_array_index (reader->groups, i));
      kkb_import_read_statistics (reader, g_ptr_array_index (reader->groups, i));
    }
  kkb_import_read_formulas (reader);
}

/* A plan without a period gets that of its figures; one without names of levels gets some. */
static void
complete_plan (KkbImportReader *reader, KkbImportGroup *group)
{
  KkbPlan *plan = group->plan;
  gboolean tree = FALSE;
  int first = 0, last = 0;

  for (guint i = 0; i < reader->facts->goals->len; i++)
    {
      const KkbGoal *goal = g_ptr_array_index (reader->facts->goals, i);

      for (guint k = 0; k < goal->targets.n && goal->plan == plan->id; k++)
        {
          int fy = goal->targets.items[k].fy;

          first = fy != KKB_FY_NONE && (first == 0 || fy < first) ? fy : first;
          last = MAX (last, fy);
        }
    }
  if (plan->start_fy == KKB_FY_NONE && plan->end_fy == KKB_FY_NONE && last != 0)
    {
      kkb_import_assume (reader->import, plan, KKB_ASSUMED_PERIOD);
      plan->start_fy = (gint16)first;
      plan->end_fy = (gint16)last;
      kkb_import_problem (reader, KKB_PROBLEM_ASSUMED, kkb_import_sheet (reader, group, "計画"), G_MAXUINT, G_MAXUINT,
                          "", _ ("the plan has no period; that of its targets was taken (%d to %d)"), first, last);
    }
  for (guint i = 0; i < group->nodes->len; i++)
    tree = tree || ((KkbNode *)g_ptr_array_index (group->nodes, i))->project == NULL;
  if (group->nodes->len > 0 && (plan->levels == NULL || plan->levels[0] == NULL))
    {
      static const char *const both[] = { "交付金", "事業", NULL }, *const one[] = { "事業", NULL };

      plan->levels = kkb_facts_strings (reader->facts, tree ? both : one);
      for (guint i = 0; i < group->nodes->len; i++)
        {
          KkbNode *node = g_ptr_array_index (group->nodes, i);

          node->level = node->project == NULL ? 0 : tree;
        }
    }
}

static void
report_sheets (KkbImportReader *reader)
{
  for (guint i = 0; i < kkb_workbook_n_sheets (reader->book); i++)
    {
      const KkbSheet *sheet = kkb_workbook_sheet (reader->book, i);
      gboolean known = g_hash_table_contains (reader->read_sheets, sheet);

      if (!known && kkb_sheet_n_rows (sheet) > 0)
        kkb_import_problem (reader, KKB_PROBLEM_IGNORED, sheet, G_MAXUINT, G_MAXUINT, "",
                            _ ("this sheet is not part of the standard workbook; left out"));
      else if (known && kkb_sheet_is_hidden (sheet))
        kkb_import_problem (reader, KKB_PROBLEM_NOTE, sheet, G_MAXUINT, G_MAXUINT, "",
                            _ ("the sheet is hidden in the workbook; read all the same"));
    }
}

static int
sheet_rank (KkbImportReader *reader, const char *name)
{
  for (guint i = 0; i < kkb_workbook_n_sheets (reader->book); i++)
    if (strcmp (kkb_sheet_name (kkb_workbook_sheet (reader->book, i)), name) == 0)
      return (int)i;
  return -1;
}

static int
compare_problems (gconstpointer a, gconstpointer b, gpointer data)
{
  const KkbProblem *x = *(KkbProblem *const *)a, *y = *(KkbProblem *const *)b;
  int by_sheet = sheet_rank (data, x->sheet) - sheet_rank (data, y->sheet);

  return by_sheet != 0 ? by_sheet : kkb_text_compare_natural (x->cell, y->cell);
}

static KkbImport *
import_new (void)
{
  KkbImport *import = g_new0 (KkbImport, 1);

  import->facts = kkb_facts_new ();
  import->problems = g_ptr_array_new_with_free_func (problem_free);
  import->revisions = g_array_new (FALSE, FALSE, sizeof (KkbImportRevision));
  import->given = g_hash_table_new (NULL, NULL);
  import->given_levels = g_hash_table_new (NULL, NULL);
  import->assumed_plans = g_hash_table_new (NULL, NULL);
  import->assumed_editions = g_hash_table_new (NULL, NULL);
  return import;
}

/* ---- public ------------------------------------------------------------------------------------------------ */

KkbImport *
kkb_import_read (const char *path, GCancellable *cancellable, GError **error)
{
  g_autoptr (KkbWorkbook) book = kkb_workbook_read (path, cancellable, error);
  g_autoptr (KkbImport) import = NULL;
  g_autofree char *name = g_filename_display_basename (path);
  KkbImportReader reader = { .book = book, .cancellable = cancellable, .name = name };
  char *dot;

  if (book == NULL)
    return NULL;
  import = import_new ();
  if (!check_is_ours (&(KkbImportReader){ .book = book, .name = name }, error))
    return NULL;
  dot = strrchr (name, '.');
  if (dot != NULL && dot > name)
    *dot = '\0';
  reader.import = import;
  reader.facts = import->facts;
  reader.groups = g_ptr_array_new_with_free_func (group_free);
  reader.departments = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  reader.words = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  reader.formulas = g_array_new (FALSE, FALSE, sizeof (KkbImportFormula));
  reader.grants = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  reader.goals = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  reader.unit_records = g_hash_table_new (g_str_hash, g_str_equal);
  reader.said = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  reader.read_sheets = g_hash_table_new (NULL, NULL);
  read_all (&reader);
  for (guint i = 0; i < reader.groups->len; i++)
    complete_plan (&reader, g_ptr_array_index (reader.groups, i));
  report_sheets (&reader);
  g_ptr_array_sort_with_data (import->problems, compare_problems, &reader);
  kkb_facts_link (import->facts);
  g_ptr_array_unref (reader.groups);
  g_hash_table_unref (reader.departments);
  g_hash_table_unref (reader.grants);
  g_hash_table_unref (reader.words);
  g_array_unref (reader.formulas);
  g_hash_table_unref (reader.goals);
  g_hash_table_unref (reader.unit_records);
  g_hash_table_unref (reader.said);
  g_hash_table_unref (reader.read_sheets);
  return g_cancellable_set_error_if_cancelled (cancellable, error) ? NULL : g_steal_pointer (&import);
}

void
kkb_import_free (KkbImport *import)
{
  kkb_facts_unref (import->facts);
  g_ptr_array_unref (import->problems);
  g_array_unref (import->revisions);
  g_hash_table_unref (import->given);
  g_hash_table_unref (import->given_levels);
  g_hash_table_unref (import->assumed_plans);
  g_hash_table_unref (import->assumed_editions);
  g_free (import);
}

void
kkb_import_assume (KkbImport *import, const KkbPlan *plan, KkbAssumed what)
{
  guint bits = GPOINTER_TO_UINT (g_hash_table_lookup (import->assumed_plans, plan));

  g_hash_table_insert (import->assumed_plans, (gpointer)plan, GUINT_TO_POINTER (bits | what));
}

KkbFacts *
kkb_import_facts (KkbImport *import)
{
  return import->facts;
}

GPtrArray *
kkb_import_problems (KkbImport *import)
{
  return import->problems;
}

guint
kkb_import_count (KkbImport *import, KkbProblemSeverity severity)
{
  guint n = 0;

  for (guint i = 0; i < import->problems->len; i++)
    n += ((KkbProblem *)g_ptr_array_index (import->problems, i))->severity == severity;
  return n;
}

GArray *
kkb_import_revisions (KkbImport *import)
{
  return import->revisions;
}

const KkbSheet *
kkb_import_sheet (KkbImportReader *reader, const KkbImportGroup *group, const char *name)
{
  g_autofree char *wanted = group->number == 1 ? g_strdup (name) : g_strdup_printf ("%s (%u)", name, group->number);

  for (guint i = 0; i < kkb_workbook_n_sheets (reader->book); i++)
    {
      const KkbSheet *sheet = kkb_workbook_sheet (reader->book, i);

      if (kkb_text_same (kkb_sheet_name (sheet), wanted))
        return sheet;
    }
  return NULL;
}

const KkbId *
kkb_import_departments (KkbImportReader *reader, const char *text)
{
  const KkbDepartment *whole = g_hash_table_lookup (reader->departments, text); /* named on 部署 with a comma in it */
  g_auto (GStrv) names = kkb_text_split_departments (text);
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (KkbId));

  if (whole != NULL)
    return kkb_facts_ids (reader->facts, &whole->id, 1);
  for (guint i = 0; names[i] != NULL; i++)
    {
      KkbDepartment *department = g_hash_table_lookup (reader->departments, names[i]);

      if (*names[i] == '\0')
        continue;
      if (department == NULL)
        {
          department = kkb_facts_add_department (reader->facts, kkb_id_new ());
          department->name = kkb_facts_string (reader->facts, names[i]);
          g_hash_table_insert (reader->departments, g_strdup (names[i]), department);
        }
      g_array_append_val (ids, department->id);
    }
  return kkb_facts_ids (reader->facts, (const KkbId *)ids->data, ids->len);
}

gboolean
kkb_import_is_yes (const char *text)
{
  static const char *const words[] = { "はい", "yes", "true", "1", "○", "〇", "する" };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (kkb_text_same (words[i], text))
      return TRUE;
  return FALSE;
}

/* The standard workbook: cells, and the sheets 計画 and 版. */
#include "kkb-export-private.h"
#include "kkb-error.h"
#include "kkb-report-job.h"
#include "kkb-rules.h"
#include <glib/gi18n-lib.h>
#include <string.h>

#define NARROWEST  6 /* of a column, in half-width characters */
#define WIDEST     48
#define MOST_LINES 25 /* a row higher than the window cannot be scrolled through */

typedef struct
{
  KkbFacts *facts;
  GArray *revisions;
} Snapshot;

static void
snapshot_free (gpointer data)
{
  Snapshot *snapshot = data;
  kkb_facts_unref (snapshot->facts);
  g_clear_pointer (&snapshot->revisions, g_array_unref);
  g_free (snapshot);
}

/* The longest line of TEXT in half-width characters, at most a little more than WIDEST; *LINES: has it several? Reads
 * byte by byte, since what is no UTF-8 is refused only when it is written: kana, kanji and full-width signs begin with
 * 0xE3 or more. */
static guint
width_of (const char *text, gboolean *lines)
{
  guint longest = 0, width = 0;
  *lines = FALSE;
  for (const guchar *p = (const guchar *)text; *p && longest <= WIDEST; p++)
    {
      *lines = *lines || *p == '\n';
      if ((*p & 0xC0) != 0x80)
        width = *p == '\n' ? 0 : width + (*p < 0xE3 ? 1 : 2);
      longest = MAX (longest, width);
    }
  return longest;
}

/* In how many lines TEXT stands in a column that is WIDEST. */
static guint
lines_of (const char *text)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  guint n = 0;
  for (guint i = 0; lines[i]; i++)
    {
      guint width = 0;
      for (const guchar *p = (const guchar *)lines[i]; *p; p++)
        width += (*p & 0xC0) == 0x80 ? 0 : *p < 0xE3 ? 1 : 2;
      n += MAX (1, (width + WIDEST - 1) / WIDEST);
    }
  return n;
}

static void
widen (KkbExport *export, guint width)
{
  if (export->column < G_N_ELEMENTS (export->widths))
    export->widths[export->column] = (guint8)MAX (export->widths[export->column], width);
}

/* What stands in the sheet can be read without pulling at its columns; long texts go on in lines below. */
static void
set_widths (KkbExport *export)
{
  for (guint i = 0; export->sheet && i < G_N_ELEMENTS (export->widths); i++)
    if (export->widths[i] > 0)
      worksheet_set_column (export->sheet, (lxw_col_t)i, (lxw_col_t)i, CLAMP (export->widths[i], NARROWEST, WIDEST) + 2,
                            NULL);
  memset (export->widths, 0, sizeof export->widths);
}

static gboolean
key_text (KkbExport *export, const char *key, const char *text)
{
  if (*text == '\0')
    return TRUE;
  kkb_export_text (export, key);
  kkb_export_text (export, text);
  return kkb_export_end_row (export);
}

static gboolean
key_year (KkbExport *export, const char *key, int fy)
{
  if (fy == KKB_FY_NONE)
    return TRUE;
  kkb_export_text (export, key);
  kkb_export_year (export, fy);
  return kkb_export_end_row (export);
}

static gboolean
write_levels (KkbExport *export)
{
  const char *const *levels = export->plan->levels;
  gboolean slash = FALSE, done = TRUE;
  for (guint i = 0; levels && levels[i]; i++)
    slash = slash || strchr (levels[i], '/') || strstr (levels[i], "／");
  if (!levels || !levels[0])
    return TRUE;
  g_autofree char *joined = g_strjoinv ("/", (char **)levels);
  if (!slash)
    return key_text (export, "階層", joined);
  for (guint i = 0; done && levels[i]; i++)
    done = key_text (export, "階層名", levels[i]);
  return done;
}

static gboolean
write_links (KkbExport *export)
{
  static const char *const keys[] = { "上位計画", "関連計画", "前期計画", "次期計画" };
  gboolean done = TRUE;
  for (guint i = 0; done && i < export->plan->links->len; i++)
    {
      const KkbPlanLink *link = g_ptr_array_index (export->plan->links, i);
      done = key_text (export, keys[link->kind], link->text);
    }
  return done;
}

static gboolean
write_plan (KkbExport *export)
{
  static const char *const heads[] = { "項目", "内容", NULL };
  const KkbPlan *plan = export->plan;
  g_autofree char *departments = kkb_export_departments (export, plan->departments);
  kkb_export_sheet (export, "計画", heads);
  return key_text (export, "計画名", plan->title) && key_text (export, "団体名", plan->organization)
         && key_text (export, "担当課", departments) && key_text (export, "策定年月", plan->published)
         && key_year (export, "開始年度", plan->start_fy) && key_year (export, "終了年度", plan->end_fy)
         && write_levels (export) && key_text (export, "見直し", plan->review)
         && key_text (export, "推進会議", plan->review_body) && key_text (export, "備考", plan->note)
         && write_links (export);
}

static const char *
yes (gboolean flag)
{
  return flag ? "はい" : "";
}

static gboolean
write_editions (KkbExport *export)
{
  static const char *const heads[]
      = { "版",   "年度",           "評価方法",   "目安",     "端数処理", "小数桁", "評価区分", "規則名",
          "出典", "丸めた率で判定", "当年度のみ", "提案のみ", "加重",     "構成比", "許容幅",   NULL };
  static const char *const percents[] = { "plain", "largest-cell", "largest-remainder" };
  kkb_export_sheet (export, "版", heads);
  for (guint i = 0; i < export->plan->editions->len; i++)
    {
      const KkbEdition *edition = g_ptr_array_index (export->plan->editions, i);
      const KkbRules *rules = &edition->rules;
      kkb_export_text (export, edition->name);
      kkb_export_year (export, edition->fy);
      kkb_export_text (export, kkb_method_word (rules->method));
      kkb_export_text (export, kkb_yardstick_word (rules->yardstick));
      kkb_export_text (export, kkb_rounding_word (rules->rounding));
      kkb_export_int (export, rules->decimals);
      kkb_export_take (export, kkb_rules_format_bands (rules));
      kkb_export_text (export, rules->name);
      kkb_export_text (export, rules->seen_at);
      kkb_export_text (export, yes (rules->band_from_rounded));
      kkb_export_text (export, yes (rules->exact_year));
      kkb_export_text (export, yes (rules->suggest_only));
      kkb_export_text (export, yes (rules->weighted));
      kkb_export_text (export, percents[rules->percent_mode]);
      if (rules->has_tolerance)
        kkb_export_decimal (export, rules->tolerance);
      if (!kkb_export_end_row (export))
        return FALSE;
    }
  return TRUE;
}

static gboolean
write_one_plan (KkbExport *export, const KkbPlan *plan)
{
  export->plan = plan;
  export->plan_number++;
  export->index = kkb_import_index_plan (plan);
  gboolean done = write_plan (export) && write_editions (export) && kkb_export_tree (export)
                  && kkb_export_projects (export) && kkb_export_money (export) && kkb_export_indicators (export)
                  && kkb_export_values (export) && kkb_export_more (export);
  g_clear_pointer (&export->index, kkb_node_index_free);
  return done;
}

static guint
count_rows (const KkbFacts *facts)
{
  guint n = facts->nodes->len + facts->placements->len + facts->money->len + facts->words->len + facts->entries->len
            + facts->departments->len + facts->grants->len;
  for (guint i = 0; i < facts->statistics->len; i++)
    n += ((const KkbStatistic *)g_ptr_array_index (facts->statistics, i))->n_rows;
  for (guint i = 0; i < facts->side_series->len; i++)
    n += ((const KkbSideSeries *)g_ptr_array_index (facts->side_series, i))->values.n;
  for (guint i = 0; i < facts->indicators->len; i++)
    {
      const KkbIndicator *indicator = g_ptr_array_index (facts->indicators, i);
      n += indicator->actuals.n + indicator->references.n;
    }
  for (guint i = 0; i < facts->goals->len; i++)
    n += ((const KkbGoal *)g_ptr_array_index (facts->goals, i))->targets.n;
  return n;
}

static void
index_revisions (KkbExport *export)
{
  export->revised = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; export->revisions && i < export->revisions->len; i++)
    {
      const KkbImportRevision *r = &g_array_index (export->revisions, KkbImportRevision, i);
      g_hash_table_add (export->revised,
                        g_strdup_printf ("%" G_GINT64_FORMAT "|%" G_GINT64_FORMAT "|%d|%d", r->plan, r->indicator,
                                         r->is_baseline, r->is_baseline ? 0 : r->value.fy));
    }
}

static gboolean
write_workbook (const char *file, const char *folder, gpointer data, GCancellable *cancellable,
                volatile gint *thousandths, GError **error)
{
  Snapshot *snapshot = data;
  lxw_workbook_options options = { .tmpdir = (char *)folder };
  KkbExport export = { .facts = snapshot->facts, .revisions = snapshot->revisions };
  export.xlsx
      = (KkbXlsx){ .cancellable = cancellable, .thousandths = thousandths, .rows_all = count_rows (snapshot->facts) };
  export.xlsx.workbook = workbook_new_opt (file, &options);
  if (!export.xlsx.workbook)
    {
      g_set_error_literal (error, KKB_ERROR, KKB_ERROR_IO, _ ("the temporary file cannot be made"));
      return FALSE;
    }
  /* a fixed date: the same document gives the same bytes */
  lxw_doc_properties properties = { .created = 946684800 };
  workbook_set_properties (export.xlsx.workbook, &properties);
  export.head = workbook_add_format (export.xlsx.workbook);
  format_set_bold (export.head);
  export.wrapped = workbook_add_format (export.xlsx.workbook);
  format_set_text_wrap (export.wrapped);
  format_set_align (export.wrapped, LXW_ALIGN_VERTICAL_TOP);
  index_revisions (&export);
  gboolean done = TRUE;
  for (guint i = 0; done && i < snapshot->facts->plans->len; i++)
    done = write_one_plan (&export, g_ptr_array_index (snapshot->facts->plans, i));
  done = done && kkb_export_document_lists (&export);
  set_widths (&export);
  if (done)
    done = kkb_xlsx_check (&export.xlsx, workbook_close (export.xlsx.workbook));
  else
    lxw_workbook_free (export.xlsx.workbook);
  g_hash_table_unref (export.revised);
  if (!done)
    g_propagate_error (error, export.xlsx.error);
  return done;
}

void
kkb_export_sheet (KkbExport *export, const char *name, const char *const *heads)
{
  g_autofree char *sheet
      = export->plan_number > 1 ? g_strdup_printf ("%s (%u)", name, export->plan_number) : g_strdup (name);
  set_widths (export);
  export->sheet = workbook_add_worksheet (export->xlsx.workbook, sheet);
  for (guint i = 0; heads[i]; i++)
    {
      gboolean lines;
      kkb_xlsx_write_text (&export->xlsx, export->sheet, 0, i, heads[i], export->head);
      if (i < G_N_ELEMENTS (export->widths))
        export->widths[i] = (guint8)width_of (heads[i], &lines);
    }
  worksheet_freeze_panes (export->sheet, 1, 0);
  export->row = 1;
  export->column = 0;
}

void
kkb_export_text (KkbExport *export, const char *text)
{
  if (*text)
    {
      gboolean lines;
      guint width = width_of (text, &lines);
      if (lines || width > WIDEST)
        export->lines = MAX (export->lines, lines_of (text));
      kkb_xlsx_write_text (&export->xlsx, export->sheet, export->row, export->column, text,
                           lines || width > WIDEST ? export->wrapped : NULL);
      widen (export, width);
    }
  export->column++;
}

void
kkb_export_take (KkbExport *export, char *text)
{
  kkb_export_text (export, text);
  g_free (text);
}

void
kkb_export_decimal (KkbExport *export, KkbDecimal number)
{
  double value;
  char buf[32];
  if (!kkb_xlsx_double (number, &value))
    {
      kkb_export_text (export, kkb_decimal_print (number, buf));
      return;
    }
  lxw_format **format = &export->numbers[number.scale];
  if (number.scale > 0 && !*format)
    {
      g_autoptr (GString) text = g_string_new ("0.");
      for (guint i = 0; i < number.scale; i++)
        g_string_append_c (text, '0');
      *format = workbook_add_format (export->xlsx.workbook);
      format_set_num_format (*format, text->str);
    }
  guint digits = 2; /* with sign and point */
  for (gint64 rest = number.coef; rest != 0; rest /= 10)
    digits++;
  widen (export, MAX (digits, number.scale + 3u));
  kkb_xlsx_check (&export->xlsx,
                  worksheet_write_number (export->sheet, export->row, (lxw_col_t) export->column, value, *format));
  export->column++;
}

void
kkb_export_int (KkbExport *export, gint64 number)
{
  kkb_export_decimal (export, kkb_decimal_from_int (number));
}

void
kkb_export_year (KkbExport *export, int fy)
{
  if (fy == KKB_FY_NONE)
    export->column++;
  else
    kkb_export_int (export, fy);
}

void
kkb_export_skip (KkbExport *export, guint n)
{
  export->column += n;
}

void
kkb_export_value (KkbExport *export, const KkbValue *value)
{
  const KkbValueMore *more = kkb_value_more (export->facts, value);
  gboolean bare = !more || (*more->text == '\0' && more->bound == KKB_BOUND_EXACT);
  if (value->kind == KKB_VALUE_BLANK)
    export->column++;
  else if (value->kind == KKB_VALUE_NUMBER && bare)
    kkb_export_decimal (export, kkb_value_decimal (value));
  else
    kkb_export_take (export, kkb_value_to_edit (export->facts, value));
}

gboolean
kkb_export_end_row (KkbExport *export)
{
  if (export->lines > 1) /* not every program finds out by itself */
    worksheet_set_row (export->sheet, export->row, 15 * MIN (export->lines, MOST_LINES), NULL);
  export->lines = 0;
  export->row++;
  export->column = 0;
  return !export->xlsx.error && kkb_xlsx_step (&export->xlsx);
}

char *
kkb_export_departments (KkbExport *export, const KkbId *ids)
{
  g_autoptr (GString) out = g_string_new (NULL);
  for (; *ids; ids++)
    {
      const KkbDepartment *department = kkb_facts_department (export->facts, *ids);
      if (department)
        g_string_append_printf (out, "%s%s", out->len > 0 ? "、" : "", department->name);
    }
  return g_string_free (g_steal_pointer (&out), FALSE);
}

GArray *
kkb_export_revisions (KkbStore *store, KkbFacts *facts, GError **error)
{
  g_autoptr (GArray) all = g_array_new (FALSE, TRUE, sizeof (KkbImportRevision));
  for (guint i = 0; i < facts->goals->len; i++)
    {
      const KkbGoal *goal = g_ptr_array_index (facts->goals, i);
      const KkbValueMore *more = kkb_value_more (facts, &goal->baseline);
      gboolean revised = more && more->revision > 0;
      for (guint j = 0; j < goal->targets.n && !revised; j++)
        {
          more = kkb_value_more (facts, &goal->targets.items[j]);
          revised = more && more->revision > 0;
        }
      if (!revised)
        continue;
      g_autoptr (GArray) list = kkb_store_revisions (store, facts, goal->plan, goal->indicator->id, error);
      if (!list)
        return NULL;
      for (guint j = 0; j < list->len; j++)
        {
          const KkbRevision *of = &g_array_index (list, KkbRevision, j);
          KkbImportRevision revision = { goal->plan, goal->indicator->id, of->is_baseline, of->value };
          g_array_append_val (all, revision);
        }
    }
  return g_steal_pointer (&all);
}

gboolean
kkb_export_workbook (KkbFacts *facts, GArray *revisions, const char *path, KkbReportProgress progress, gpointer data,
                     GCancellable *cancellable, GError **error)
{
  Snapshot *snapshot = g_new0 (Snapshot, 1);
  snapshot->facts = kkb_facts_ref (facts);
  snapshot->revisions = revisions ? g_array_ref (revisions) : NULL;
  return kkb_report_job_run (write_workbook, snapshot, snapshot_free, path, progress, data, cancellable, error);
}

char *
kkb_export_remainder (const KkbFacts *facts)
{
  guint n = facts->pictures->len;
  if (n == 0)
    return NULL;
  return g_strdup_printf (ngettext ("%u picture stays in the document: a workbook cannot hold it.",
                                    "%u pictures stay in the document: a workbook cannot hold them.", n),
                          n);
}

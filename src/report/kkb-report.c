#include "kkb-report-private.h"
#include "kkb-error.h"
#include "kkb-report-wrap.h"
#include <string.h>
#include <glib/gi18n-lib.h>

static void
kkb_section_free (gpointer data)
{
  KkbSection *section = data;
  g_ptr_array_unref (section->notes);
  g_ptr_array_unref (section->legend);
  g_clear_pointer (&section->table, kkb_table_free);
  if (section->chart)
    {
      g_array_unref (section->chart->parts);
      g_free (section->chart);
    }
  g_free (section);
}

static char *
cut_to_utf16 (const char *text, glong units)
{
  glong used = 0;
  const char *p = text;
  while (*p)
    {
      glong step = g_utf8_get_char (p) > 0xffff ? 2 : 1;
      if (used + step > units)
        break;
      used += step;
      p = g_utf8_next_char (p);
    }
  return g_strndup (text, p - text);
}

static gboolean
sheet_name_taken (KkbReport *report, const char *name)
{
  g_autofree char *key = g_utf8_casefold (name, -1);
  for (guint i = 0; i < report->sections->len; i++)
    {
      KkbSection *section = g_ptr_array_index (report->sections, i);
      g_autofree char *other = g_utf8_casefold (section->sheet, -1);
      if (g_str_equal (key, other))
        return TRUE;
    }
  return FALSE;
}

static KkbReport *
report_new (KkbReview *review, const KkbReportOptions *options)
{
  KkbReport *report = g_new0 (KkbReport, 1);
  g_atomic_ref_count_init (&report->refs);
  report->review = kkb_review_ref (review);
  report->options = *options;
  report->sections = g_ptr_array_new_with_free_func (kkb_section_free);
  report->formats = g_ptr_array_new ();
  report->format_index = g_hash_table_new (g_str_hash, g_str_equal);
  report->formulas = g_array_new (FALSE, TRUE, sizeof (KkbFormula));
  report->ratings = g_array_new (FALSE, FALSE, sizeof (KkbPrintedRating));
  report->strings = g_string_chunk_new (16384);
  kkb_report_add_format (report, "General");
  return report;
}

/* 1 April of the year the report is about: a date that comes from the document alone. */
static gint64
date_of_report (KkbReview *review, const KkbPlan *plan)
{
  int fy = kkb_review_fy (review);
  if (fy == KKB_FINAL && plan)
    fy = plan->end_fy != KKB_FY_NONE ? plan->end_fy : plan->start_fy;
  if (fy < 1970 || fy > 9998)
    fy = 2000;
  g_autoptr (GDateTime) date = g_date_time_new_utc (fy, 4, 1, 0, 0, 0);
  return g_date_time_to_unix (date);
}

KkbReport *
kkb_report_kpi_new (KkbReview *review, const KkbPlan *plan, const KkbReportOptions *options)
{
  KkbReport *report = report_new (review, options);
  KkbFacts *facts = kkb_review_facts (review);
  const KkbPlan *first = plan ? plan : facts->plans->len > 0 ? g_ptr_array_index (facts->plans, 0) : NULL;
  report->plan = plan;
  report->title = kkb_report_string (report, first ? first->title : "");
  report->date = date_of_report (review, first);
  if (options->face == KKB_FACE_DATA)
    {
      kkb_report_add_data_sections (report, plan);
      return report;
    }
  for (guint i = 0; i < facts->plans->len; i++)
    {
      const KkbPlan *each = g_ptr_array_index (facts->plans, i);
      if (plan && each != plan)
        continue;
      kkb_report_add_kpi_section (report, each);
      kkb_report_add_summary_section (report, each);
      kkb_report_add_explanation_section (report, each);
    }
  return report;
}

KkbReport *
kkb_report_ref (KkbReport *report)
{
  g_atomic_ref_count_inc (&report->refs);
  return report;
}

void
kkb_report_unref (KkbReport *report)
{
  if (!g_atomic_ref_count_dec (&report->refs))
    return;
  g_ptr_array_unref (report->sections);
  g_ptr_array_unref (report->formats);
  g_hash_table_unref (report->format_index);
  g_array_unref (report->formulas);
  g_array_unref (report->ratings);
  g_string_chunk_free (report->strings);
  kkb_review_unref (report->review);
  g_free (report);
}

const KkbReportOptions *
kkb_report_options (const KkbReport *report)
{
  return &report->options;
}

const char *
kkb_report_title (const KkbReport *report)
{
  return report->title;
}

gint64
kkb_report_date (const KkbReport *report)
{
  return report->date;
}

guint
kkb_report_n_sections (const KkbReport *report)
{
  return report->sections->len;
}

const KkbSection *
kkb_report_section (const KkbReport *report, guint index)
{
  g_return_val_if_fail (index < report->sections->len, NULL);
  return g_ptr_array_index (report->sections, index);
}

const char *
kkb_report_format (const KkbReport *report, guint index)
{
  return g_ptr_array_index (report->formats, index);
}

guint
kkb_report_n_formats (const KkbReport *report)
{
  return report->formats->len;
}

const KkbFormula *
kkb_report_formula (const KkbReport *report, guint index)
{
  return &g_array_index (report->formulas, KkbFormula, index);
}

const char *
kkb_report_string (KkbReport *report, const char *text)
{
  return text && *text ? g_string_chunk_insert_const (report->strings, text) : "";
}

const char *
kkb_report_take (KkbReport *report, char *text)
{
  const char *kept = kkb_report_string (report, text);
  g_free (text);
  return kept;
}

guint16
kkb_report_add_format (KkbReport *report, const char *format)
{
  gpointer found;
  if (g_hash_table_lookup_extended (report->format_index, format, NULL, &found))
    return (guint16)GPOINTER_TO_UINT (found);
  /* Excel refuses a workbook with very many number formats; what goes past prints as General */
  if (report->formats->len >= 200)
    return 0;
  const char *kept = kkb_report_string (report, format);
  guint16 index = (guint16)report->formats->len;
  g_ptr_array_add (report->formats, (gpointer)kept);
  g_hash_table_insert (report->format_index, (gpointer)kept, GUINT_TO_POINTER ((guint)index));
  return index;
}

const char *
kkb_report_safe_sheet_name (KkbReport *report, const char *name)
{
  /* Excel refuses these, the full-width ones included, and a leading or trailing apostrophe */
  static const char refused[] = "[]:*?/\\［］：＊？／＼";
  g_autoptr (GString) safe = g_string_new (NULL);
  for (const char *p = name; *p; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      if (c < 0x20 || c == 0x7f || g_utf8_strchr (refused, -1, c))
        g_string_append_c (safe, '_');
      else
        g_string_append_unichar (safe, c);
    }
  if (safe->len == 0)
    g_string_assign (safe, "Sheet");
  g_autofree char *cut = cut_to_utf16 (safe->str, 31);
  if (cut[0] == '\'')
    cut[0] = '_';
  if (g_str_has_suffix (cut, "'"))
    cut[strlen (cut) - 1] = '_';
  if (g_ascii_strcasecmp (cut, "History") == 0)
    cut[0] = '_';
  for (guint i = 2; sheet_name_taken (report, cut); i++)
    {
      g_autofree char *number = g_strdup_printf ("(%u)", i);
      g_autofree char *stem = cut_to_utf16 (safe->str, 31 - (glong)strlen (number));
      g_free (cut);
      cut = g_strconcat (stem, number, NULL);
    }
  return kkb_report_string (report, cut);
}

KkbSection *
kkb_report_add_section (KkbReport *report, const char *sheet)
{
  KkbSection *section = g_new0 (KkbSection, 1);
  section->sheet = kkb_report_safe_sheet_name (report, sheet);
  section->title = section->subject = section->edition = "";
  section->notes = g_ptr_array_new ();
  section->legend = g_ptr_array_new ();
  section->table = kkb_table_new ();
  g_ptr_array_add (report->sections, section);
  return section;
}

gboolean
kkb_report_write (KkbReport *report, const char *path, KkbReportProgress progress, gpointer data,
                  GCancellable *cancellable, GError **error)
{
  g_autofree char *lower = g_ascii_strdown (path, -1);
  if (g_str_has_suffix (lower, ".xlsx"))
    return kkb_report_write_xlsx (report, path, progress, data, cancellable, error);
  if (g_str_has_suffix (lower, ".pdf"))
    return kkb_report_write_pdf (report, path, progress, data, cancellable, error);
  if (g_str_has_suffix (lower, ".csv"))
    return kkb_report_write_csv (report, path, progress, data, cancellable, error);
  g_set_error (
      error, KKB_ERROR, KKB_ERROR_USAGE,
      _ ("“%s” was not written: the name has to end in .xlsx, .pdf or .csv, which says what kind of file is wanted."),
      path);
  return FALSE;
}

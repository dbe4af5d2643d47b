/* kkb-cli-report.c - keikakubo-cli report and export: what leaves the file. */
#include "kkb-cli.h"
#include "kkb-error.h"
#include "kkb-export.h"
#include "kkb-report.h"
#include <glib/gi18n-lib.h>

static gboolean
find_face (const char *word, KkbReportFace *face)
{
  *face = KKB_FACE_PRINT;
  if (!word || g_str_equal (word, "print"))
    return TRUE;
  *face = KKB_FACE_DATA;
  if (g_str_equal (word, "data"))
    return TRUE;
  kkb_cli_problem (_ ("keikakubo-cli: “%s” is none of print, data."), word);
  return FALSE;
}

int
kkb_cli_report (int argc, char **argv)
{
  g_autofree char *kind = NULL, *fy_text = NULL, *face = NULL, *out = NULL;
  gboolean final = FALSE;
  const GOptionEntry entries[] = {
    { "kind", 0, 0, G_OPTION_ARG_FILENAME, &kind, NULL, NULL },
    { "fy", 0, 0, G_OPTION_ARG_FILENAME, &fy_text, NULL, NULL },
    { "final", 0, 0, G_OPTION_ARG_NONE, &final, NULL, NULL },
    { "face", 0, 0, G_OPTION_ARG_FILENAME, &face, NULL, NULL },
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &out, NULL, NULL },
    { NULL },
  };
  KkbReportOptions options = { KKB_FACE_PRINT, KKB_PAPER_A3, { KKB_YEARS_WAREKI, KKB_NEGATIVE_FILLED, FALSE } };
  g_autoptr (KkbDocument) doc = NULL;
  g_autoptr (KkbReview) review = NULL;
  g_autoptr (KkbReport) report = NULL;
  GError *error = NULL;
  int fy;

  if (!kkb_cli_parse (&argc, &argv, entries, 1) || !kkb_cli_fy (fy_text, final, &fy)
      || !find_face (face, &options.face))
    return KKB_EXIT_USAGE;
  if (!out || !kind || !g_str_equal (kind, "kpi"))
    {
      kkb_cli_problem (_ ("keikakubo-cli: report needs --kind kpi and -o OUT.xlsx, OUT.pdf or OUT.csv."));
      return KKB_EXIT_USAGE;
    }
  doc = kkb_cli_open (argv[1]);
  if (!doc)
    return KKB_EXIT_FAILED;
  review = kkb_review_new (kkb_document_facts (doc), NULL, fy);
  report = kkb_report_kpi_new (review, NULL, &options);
  if (!kkb_report_write (report, out, NULL, NULL, NULL, &error))
    return kkb_cli_failed (error);
  return KKB_EXIT_DONE;
}

int
kkb_cli_export (int argc, char **argv)
{
  g_autofree char *format = NULL, *out = NULL, *remainder = NULL;
  const GOptionEntry entries[] = {
    { "format", 0, 0, G_OPTION_ARG_FILENAME, &format, NULL, NULL },
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &out, NULL, NULL },
    { NULL },
  };
  g_autoptr (KkbDocument) doc = NULL;
  g_autoptr (GArray) revisions = NULL;
  GError *error = NULL;

  if (!kkb_cli_parse (&argc, &argv, entries, 1))
    return KKB_EXIT_USAGE;
  if (!out || !format || !g_str_equal (format, "xlsx"))
    {
      kkb_cli_problem (_ ("keikakubo-cli: export needs --format xlsx and -o OUT.xlsx."));
      return KKB_EXIT_USAGE;
    }
  doc = kkb_cli_open (argv[1]);
  if (!doc)
    return KKB_EXIT_FAILED;
  revisions = kkb_export_revisions (kkb_document_store (doc), kkb_document_facts (doc), &error);
  if (!revisions || !kkb_export_workbook (kkb_document_facts (doc), revisions, out, NULL, NULL, NULL, &error))
    return kkb_cli_failed (error);
  remainder = kkb_export_remainder (kkb_document_facts (doc));
  if (!remainder)
    return KKB_EXIT_DONE;
  kkb_cli_problem ("%s", remainder);
  return KKB_EXIT_PROBLEMS;
}

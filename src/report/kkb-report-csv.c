/* CSV: UTF-8 with BOM, CRLF, every text that a spreadsheet would run as a formula disarmed. */
#include "kkb-report-private.h"
#include "kkb-report-file.h"
#include "kkb-text.h"
#include <glib/gstdio.h>
#include <string.h>

static gboolean
looks_like_formula (const char *text)
{
  gunichar c = g_utf8_get_char (text);
  return c == '=' || c == '+' || c == '-' || c == '@' || c == '\t' || c == '\r' || c == '\n' || c == 0xff1d
         || c == 0xff0b || c == 0xff0d || c == 0xff20;
}

static void
append_field (GString *out, const char *text, gboolean number)
{
  gboolean guard = !number && looks_like_formula (text);
  if (!guard && strpbrk (text, ",\"\r\n") == NULL)
    {
      g_string_append (out, text);
      return;
    }
  g_string_append (out, guard ? "\"'" : "\"");
  for (const char *p = text; *p; p++)
    {
      if (*p == '"')
        g_string_append_c (out, '"');
      g_string_append_c (out, *p);
    }
  g_string_append_c (out, '"');
}

static gboolean
write_table (const KkbReportTable *table, GOutputStream *stream, KkbReportProgress progress, gpointer data,
             GCancellable *cancellable, GError **error)
{
  guint n = kkb_table_n_columns (table);
  g_autoptr (GString) line = g_string_new ("\xef\xbb\xbf");
  for (guint i = 0; i < n; i++)
    {
      g_string_append (line, i > 0 ? "," : "");
      append_field (line, kkb_table_column (table, i)->title, FALSE);
    }
  for (guint row = 0;; row++)
    {
      g_string_append (line, "\r\n");
      if (!kkb_text_check_utf8 (line->str, (gssize)line->len, "CSV", error)
          || !g_output_stream_write_all (stream, line->str, line->len, NULL, cancellable, error))
        return FALSE;
      if (progress && row % 256 == 0)
        progress (row / (double)(table->n_rows + 1), data);
      if (row == table->n_rows)
        return TRUE;
      g_string_truncate (line, 0);
      for (guint i = 0; i < n; i++)
        {
          const KkbReportCell *cell = kkb_table_cell (table, row, i);
          g_string_append (line, i > 0 ? "," : "");
          append_field (line, cell->text, cell->kind == KKB_REPORT_CELL_NUMBER);
        }
    }
}

gboolean
kkb_report_write_csv (KkbReport *report, const char *path, KkbReportProgress progress, gpointer data,
                      GCancellable *cancellable, GError **error)
{
  g_autoptr (KkbReport) facts = NULL;
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;
  if (report->options.face == KKB_FACE_DATA)
    facts = kkb_report_ref (report);
  else
    {
      KkbReportOptions options = report->options;
      options.face = KKB_FACE_DATA;
      facts = kkb_report_kpi_new (report->review, report->plan, &options);
    }
  GError *cause = NULL;
  g_autofree char *temp = kkb_report_file_temp (path);
  g_autoptr (GOutputStream) stream = kkb_report_file_create (temp, &cause);
  gboolean done = stream
                  && write_table (kkb_report_section (facts, 0)->table, stream, progress, data, cancellable, &cause)
                  && kkb_report_file_commit (stream, temp, path, cancellable, &cause);
  if (done)
    {
      if (progress)
        progress (1.0, data);
      return TRUE;
    }
  if (stream)
    g_output_stream_close (stream, NULL, NULL);
  g_remove (temp);
  kkb_report_file_failed (path, cause, error);
  return FALSE;
}

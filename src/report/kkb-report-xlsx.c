/* The Excel writer: sheets by section, the native chart, the properties. */
#include "kkb-report-xlsx-private.h"
#include "kkb-report-job.h"
#include "kkb-chart-draw.h"
#include "kkb-error.h"
#include <glib/gi18n-lib.h>

static lxw_color_t
to_color (KkbChartColor color)
{
  return (lxw_color_t)((guint)(color.red * 255 + 0.5) << 16 | (guint)(color.green * 255 + 0.5) << 8
                       | (guint)(color.blue * 255 + 0.5));
}

/* The colours of the chart in the window and in the PDF; what is not rated is hatched, so that colour is never alone.
 */
static void
add_part (lxw_chart *native, const KkbSection *section, guint index, guint n_ratings, guint row0)
{
  const KkbSummaryChart *chart = section->chart;
  const KkbChartPart *part = &g_array_index (chart->parts, KkbChartPart, index);
  lxw_row_t first = row0 + chart->first_row, last = first + chart->n_rows - 1;
  lxw_chart_series *series = chart_add_series (native, NULL, NULL);
  lxw_chart_line line = { .color = 0x595959, .width = 0.5 };
  lxw_chart_font label = { .name = (char *)KKB_XLSX_FONT, .size = 9, .color = LXW_COLOR_BLACK };
  chart_series_set_categories (series, section->sheet, first, 0, last, 0);
  chart_series_set_values (series, section->sheet, first, part->column, last, part->column);
  chart_series_set_name (series, part->label);
  if (part->tone == 5)
    {
      lxw_chart_pattern pattern
          = { .fg_color = 0x7F7F7F, .bg_color = LXW_COLOR_WHITE, .type = LXW_CHART_PATTERN_LIGHT_UPWARD_DIAGONAL };
      chart_series_set_pattern (series, &pattern);
    }
  else
    {
      KkbChartColor color = kkb_chart_palette_color (KKB_CHART_PALETTE_PRINT, KKB_CHART_INK_RATING + index, n_ratings);
      lxw_chart_fill fill = { .color = to_color (color) };
      chart_series_set_fill (series, &fill);
      if (kkb_chart_contrast (color, (KkbChartColor){ 1, 1, 1 }) > 4.5)
        label.color = LXW_COLOR_WHITE;
    }
  chart_series_set_line (series, &line);
  chart_series_set_labels (series);
  chart_series_set_labels_num_format (series, "#,##0;;");
  chart_series_set_labels_font (series, &label);
}

void
kkb_xlsx_add_chart (KkbXlsx *xlsx, lxw_worksheet *sheet, const KkbSection *section, guint row0, guint at_row,
                    double width, double height)
{
  const KkbSummaryChart *chart = section->chart;
  lxw_chart *native = workbook_add_chart (xlsx->workbook, LXW_CHART_BAR_STACKED);
  lxw_chart_font small = { .name = (char *)KKB_XLSX_FONT, .size = 9 };
  lxw_chart_font bold = { .name = (char *)KKB_XLSX_FONT, .size = 11, .bold = LXW_TRUE };
  lxw_chart_line grid = { .color = 0xD9D9D9, .width = 0.5 };
  guint n_ratings = 0;
  for (guint i = 0; i < chart->parts->len; i++)
    n_ratings += g_array_index (chart->parts, KkbChartPart, i).tone != 5;
  for (guint i = 0; i < chart->parts->len; i++)
    add_part (native, section, i, n_ratings, row0);
  g_autofree char *title = g_strdup_printf ("%s（%s）", chart->title, chart->unit);
  chart_title_set_name (native, title);
  chart_title_set_name_font (native, &bold);
  chart_axis_set_reverse (native->y_axis);
  chart_axis_set_crossing_max (native->y_axis);
  chart_axis_set_num_font (native->y_axis, &small);
  chart_axis_set_num_font (native->x_axis, &small);
  chart_axis_set_num_format (native->x_axis, "#,##0;;0");
  chart_axis_major_gridlines_set_line (native->x_axis, &grid);
  chart_set_series_gap (native, 45);
  chart_legend_set_position (native, LXW_CHART_LEGEND_BOTTOM);
  chart_legend_set_font (native, &small);
  lxw_chart_options options
      = { .x_scale = width / 480.0, .y_scale = height / 288.0, .object_position = LXW_OBJECT_MOVE_DONT_SIZE };
  options.description = (char *)chart->title;
  worksheet_insert_chart_opt (sheet, at_row, 0, native, &options);
}

static void
set_properties (KkbXlsx *xlsx)
{
  lxw_doc_properties properties = { .title = (char *)kkb_report_title (xlsx->report) };
  properties.created = (time_t)kkb_report_date (xlsx->report);
  workbook_set_properties (xlsx->workbook, &properties);
}

static gboolean
write_sections (KkbXlsx *xlsx)
{
  for (guint i = 0; i < kkb_report_n_sections (xlsx->report); i++)
    {
      const KkbSection *section = kkb_report_section (xlsx->report, i);
      xlsx->plain = section->plain;
      if (!(section->plain ? kkb_xlsx_data_sheet (xlsx, section) : kkb_xlsx_print_sheet (xlsx, section)))
        return FALSE;
    }
  return TRUE;
}

static gboolean
write_workbook (const char *file, const char *folder, gpointer data, GCancellable *cancellable,
                volatile gint *thousandths, GError **error)
{
  KkbReport *report = data;
  lxw_workbook_options options = { .tmpdir = (char *)folder };
  KkbXlsx xlsx = { .report = report, .cancellable = cancellable, .thousandths = thousandths };
  xlsx.workbook = workbook_new_opt (file, &options);
  if (!xlsx.workbook)
    {
      g_set_error_literal (error, KKB_ERROR, KKB_ERROR_IO, _ ("the temporary file cannot be made"));
      return FALSE;
    }
  xlsx.n_number_formats = kkb_report_n_formats (report);
  xlsx.formats = g_new0 (lxw_format *, (gsize)KKB_N_STYLES * KKB_N_TONES * xlsx.n_number_formats);
  for (guint i = 0; i < kkb_report_n_sections (report); i++)
    xlsx.rows_all += kkb_report_section (report, i)->table->n_rows;
  set_properties (&xlsx);
  gboolean done = write_sections (&xlsx);
  if (done)
    done = kkb_xlsx_check (&xlsx, workbook_close (xlsx.workbook));
  else
    lxw_workbook_free (xlsx.workbook);
  g_free (xlsx.formats);
  if (!done)
    g_propagate_error (error, xlsx.error);
  return done;
}

gboolean
kkb_report_write_xlsx (KkbReport *report, const char *path, KkbReportProgress progress, gpointer data,
                       GCancellable *cancellable, GError **error)
{
  return kkb_report_job_run (write_workbook, kkb_report_ref (report), (GDestroyNotify)kkb_report_unref, path, progress,
                             data, cancellable, error);
}

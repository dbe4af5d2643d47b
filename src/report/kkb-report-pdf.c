/* The PDF writer: pages are worked out first (so that "3 / 12" can be printed), then drawn one by one into the file. */
#include "kkb-report-pdf-private.h"
#include "kkb-report-file.h"
#include "kkb-report-job.h"
#include "kkb-report-private.h"
#include "kkb-error.h"
#include <cairo-pdf.h>

#define MM (72.0 / 25.4)

/* The first error stops the drawing; cairo is told that all went well, as it leaks where a write fails under it. */
static cairo_status_t
written_cb (void *data, const unsigned char *bytes, unsigned int length)
{
  KkbPdf *pdf = data;
  if (!pdf->error)
    g_output_stream_write_all (pdf->stream, bytes, length, NULL, NULL, &pdf->error);
  return CAIRO_STATUS_SUCCESS;
}

static void
make_context (KkbPdf *pdf)
{
  PangoFontMap *map = pango_cairo_font_map_new (); /* of our own: the default one belongs to the main thread */
  pdf->context = pango_font_map_create_context (map);
  g_object_unref (map);
  cairo_font_options_t *options = cairo_font_options_create ();
  cairo_font_options_set_hint_style (options, CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_hint_metrics (options, CAIRO_HINT_METRICS_OFF);
  pango_cairo_context_set_font_options (pdf->context, options);
  cairo_font_options_destroy (options);
  pango_cairo_context_set_resolution (pdf->context, 72);
  pango_context_set_language (pdf->context, pango_language_from_string ("ja"));
  pango_context_set_round_glyph_positions (pdf->context, FALSE);
  pdf->layout = pango_layout_new (pdf->context);
  pdf->font = pango_font_description_from_string (KKB_PDF_FAMILY);
  pdf->bold = pango_font_description_from_string (KKB_PDF_FAMILY " Bold");
  pdf->advances = g_new (float, 0x10000);
  for (guint i = 0; i < 0x10000; i++)
    pdf->advances[i] = -1;
  int height;
  kkb_pdf_set_font (pdf, 20, FALSE);
  pango_layout_set_text (pdf->layout, "国A", -1);
  pango_layout_get_size (pdf->layout, NULL, &height);
  pdf->em_line = height / (20.0 * PANGO_SCALE);
}

static void
set_metadata (KkbPdf *pdf)
{
  g_autoptr (GDateTime) date = g_date_time_new_from_unix_utc (kkb_report_date (pdf->report));
  g_autofree char *iso = g_date_time_format_iso8601 (date);
  cairo_pdf_surface_set_metadata (pdf->surface, CAIRO_PDF_METADATA_TITLE, kkb_report_title (pdf->report));
  cairo_pdf_surface_set_metadata (pdf->surface, CAIRO_PDF_METADATA_CREATE_DATE, iso);
  cairo_pdf_surface_set_metadata (pdf->surface, CAIRO_PDF_METADATA_CREATOR, "Keikakubo");
}

static void
pdf_init (KkbPdf *pdf, KkbReport *report, GOutputStream *stream, GCancellable *cancellable)
{
  gboolean a3 = kkb_report_options (report)->paper == KKB_PAPER_A3;
  pdf->report = report;
  pdf->stream = stream;
  pdf->cancellable = cancellable;
  pdf->width = (a3 ? 420 : 297) * MM;
  pdf->height = (a3 ? 297 : 210) * MM;
  pdf->surface = cairo_pdf_surface_create_for_stream (written_cb, pdf, pdf->width, pdf->height);
  pdf->cr = cairo_create (pdf->surface);
  pdf->pages = g_array_new (FALSE, TRUE, sizeof (KkbPdfPage));
  pdf->sections = g_new0 (KkbPdfSection, kkb_report_n_sections (report) + 1);
  pdf->scratch = g_string_new (NULL);
  make_context (pdf);
  set_metadata (pdf);
}

static void
pdf_clear (KkbPdf *pdf)
{
  for (guint i = 0; i < kkb_report_n_sections (pdf->report); i++)
    kkb_pdf_section_clear (&pdf->sections[i]);
  g_free (pdf->sections);
  g_array_unref (pdf->pages);
  g_string_free (pdf->scratch, TRUE);
  g_free (pdf->advances);
  pango_font_description_free (pdf->font);
  pango_font_description_free (pdf->bold);
  g_object_unref (pdf->layout);
  g_object_unref (pdf->context);
  cairo_destroy (pdf->cr);
  cairo_surface_destroy (pdf->surface);
}

static gboolean
lay_out (KkbPdf *pdf)
{
  for (guint i = 0; i < kkb_report_n_sections (pdf->report); i++)
    {
      if (g_cancellable_set_error_if_cancelled (pdf->cancellable, &pdf->error))
        return FALSE;
      pdf->sections[i].section = kkb_report_section (pdf->report, i);
      kkb_pdf_measure (pdf, &pdf->sections[i]);
      kkb_pdf_paginate (pdf, i);
    }
  return TRUE;
}

static gboolean
draw_pages (KkbPdf *pdf, volatile gint *thousandths)
{
  for (guint i = 0; i < pdf->pages->len && !pdf->error; i++)
    {
      if (g_cancellable_set_error_if_cancelled (pdf->cancellable, &pdf->error))
        return FALSE;
      const KkbPdfPage *page = &g_array_index (pdf->pages, KkbPdfPage, i);
      if (page->start)
        {
          g_autofree char *where = g_strdup_printf ("page=%u", i + 1);
          const char *title = pdf->sections[page->section].section->title;
          cairo_pdf_surface_add_outline (pdf->surface, CAIRO_PDF_OUTLINE_ROOT, title, where,
                                         CAIRO_PDF_OUTLINE_FLAG_OPEN);
        }
      kkb_pdf_draw_page (pdf, i);
      g_atomic_int_set (thousandths, (gint)(1000.0 * (i + 0.5) / pdf->pages->len));
    }
  return pdf->error == NULL;
}

static gboolean
finish (KkbPdf *pdf)
{
  cairo_status_t status = cairo_status (pdf->cr);
  cairo_surface_finish (pdf->surface);
  if (status == CAIRO_STATUS_SUCCESS)
    status = cairo_surface_status (pdf->surface);
  if (!pdf->error && status != CAIRO_STATUS_SUCCESS)
    pdf->error = g_error_new_literal (KKB_ERROR, KKB_ERROR_IO, cairo_status_to_string (status));
  return pdf->error == NULL;
}

static gboolean
write_file (const char *file, const char *folder, gpointer data, GCancellable *cancellable, volatile gint *thousandths,
            GError **error)
{
  g_autoptr (GOutputStream) stream = kkb_report_file_create (file, error);
  if (!stream)
    return FALSE;
  KkbPdf pdf = { 0 };
  pdf_init (&pdf, data, stream, cancellable);
  gboolean drawn = lay_out (&pdf) && draw_pages (&pdf, thousandths);
  gboolean done = finish (&pdf) && drawn;
  pdf_clear (&pdf);
  if (!done)
    g_propagate_error (error, pdf.error);
  return g_output_stream_close (stream, NULL, done ? error : NULL) && done;
}

gboolean
kkb_report_write_pdf (KkbReport *report, const char *path, KkbReportProgress progress, gpointer data,
                      GCancellable *cancellable, GError **error)
{
  KkbReport *printed = NULL; /* a PDF has the print face, whatever was asked for */
  if (report->options.face == KKB_FACE_PRINT)
    printed = kkb_report_ref (report);
  else
    {
      KkbReportOptions options = report->options;
      options.face = KKB_FACE_PRINT;
      printed = kkb_report_kpi_new (report->review, report->plan, &options);
    }
  return kkb_report_job_run (write_file, printed, (GDestroyNotify)kkb_report_unref, path, progress, data, cancellable,
                             error);
}

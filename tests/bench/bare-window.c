/* bare-window.c - the floor of the start: a program that shows an empty window of the size of ours, says so after its
 * first frame, and ends. "bare-window text" shows two Japanese words, one bold: what no program with text gets around.
 */
#include <gtk/gtk.h>
#include <stdlib.h>

static void
painted_cb (GdkFrameClock *clock, gpointer data)
{
  fputs ("first frame\n", stdout);
  fflush (stdout);
  /* The memory benchmark looks at the process while its window stands. */
  if (!g_getenv ("KEIKAKUBO_BENCH_STAY"))
    _Exit (0); /* as the program does */
}

static void
activated_cb (GtkApplication *app, gpointer data)
{
  GtkWidget *window = gtk_application_window_new (app);

  gtk_window_set_default_size (GTK_WINDOW (window), 1280, 720);
  if (data)
    {
      GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0), *bold = gtk_label_new (NULL);

      gtk_label_set_markup (GTK_LABEL (bold), "<b>評価結果 123</b>");
      gtk_box_append (GTK_BOX (box), gtk_label_new ("指標の一覧 123"));
      gtk_box_append (GTK_BOX (box), bold);
      gtk_window_set_child (GTK_WINDOW (window), box);
    }
  gtk_window_present (GTK_WINDOW (window));
  g_signal_connect (gtk_widget_get_frame_clock (window), "after-paint", G_CALLBACK (painted_cb), NULL);
}

int
main (int argc, char **argv)
{
  g_autoptr (GtkApplication) app = gtk_application_new ("jp.keikakubo.BareWindow", G_APPLICATION_DEFAULT_FLAGS);

  g_signal_connect (app, "activate", G_CALLBACK (activated_cb), argc > 1 ? app : NULL);
  return g_application_run (G_APPLICATION (app), 1, argv);
}

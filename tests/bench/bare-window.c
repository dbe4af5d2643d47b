/* bare-window.c - the floor of the start: a program that shows an empty window of the size of ours, says so after its
 * first frame, and ends. */
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
  gtk_window_present (GTK_WINDOW (window));
  g_signal_connect (gtk_widget_get_frame_clock (window), "after-paint", G_CALLBACK (painted_cb), NULL);
}

int
main (int argc, char **argv)
{
  g_autoptr (GtkApplication) app = gtk_application_new ("jp.keikakubo.BareWindow", G_APPLICATION_DEFAULT_FLAGS);

  g_signal_connect (app, "activate", G_CALLBACK (activated_cb), NULL);
  return g_application_run (G_APPLICATION (app), argc, argv);
}

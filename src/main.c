/* main.c - keikakubo, the window. */
#include "config.h"
#include "kkb-application.h"
#include "kkb-platform.h"
#include <glib/gi18n-lib.h>

int
main (int argc, char **argv)
{
  g_autoptr (KkbApplication) app = NULL;

  kkb_platform_share_heaps ();
  kkb_platform_init_i18n (KKB_LOCALE_DIR);
  g_set_application_name (_ ("Keikakubo"));
  app = kkb_application_new (0);
  return g_application_run (G_APPLICATION (app), argc, argv);
}

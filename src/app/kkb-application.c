/* kkb-application.c - see kkb-application.h */
#include "kkb-application.h"
#include "config.h"
#include "kkb-flow.h"
#include "kkb-help.h"
#include "kkb-resources.h"
#include <glib/gi18n-lib.h>

struct _KkbApplication
{
  GtkApplication parent;
  KkbSettings *settings;
  GtkCssProvider *css;
  GDBusProxy *portal; /* the desktop's settings; NULL where there is none */
  gboolean portal_dark;
  char *sample;          /* to open at start */
  char *first;           /* the file named on the command line, if it is one */
  GPtrArray *late_menus; /* GMenu: those of the menu bar, filled after the first frame; NULL once they are */
};

G_DEFINE_FINAL_TYPE (KkbApplication, kkb_application, GTK_TYPE_APPLICATION)

static const struct
{
  const char *action, *keys[3];
} accels[] = {
  { "win.new-plan", { "<Control>n" } },
  { "win.new-from-workbook", { "<Control><Shift>o" } },
  { "win.open", { "<Control>o" } },
  { "win.save", { "<Control>s", "F12" } },
  { "win.save-as", { "<Control><Shift>s" } },
  { "win.import", { "<Control>i" } },
  { "win.export", { "<Control>e" } },
  { "win.report", { "<Control>p" } },
  { "win.close", { "<Control>w" } },
  { "app.quit", { "<Control>q" } },
  { "win.undo", { "<Control>z" } },
  { "win.redo", { "<Control>y", "<Control><Shift>z" } },
  { "win.search", { "<Control>f" } },
  { "win.bulk-edit", { "<Control><Shift>b" } },
  { "win.filter", { "<Control><Shift>f" } },
  { "win.show-tree", { "F9" } },
  { "win.show-detail", { "F8" } },
  { "win.next-pane", { "F6" } },
  { "win.previous-pane", { "<Shift>F6" } },
  { "win.page::kpi", { "<Alt>1" } },
  { "win.page::entry", { "<Alt>2" } },
  { "win.page::node", { "<Alt>3" } },
  { "win.page::indicator", { "<Alt>4" } },
  { "win.page::project", { "<Alt>5" } },
  { "win.page::statistics", { "<Alt>6" } },
  { "win.page::lists", { "<Alt>7" } },
  { "win.page::history", { "<Alt>8" } },
  { "win.add-indicator", { "<Control><Shift>n" } },
  { "entry.next-unreadable", { "F4" } },
  { "entry.refilter", { "F5" } },
  { "win.next-page", { "<Control>Page_Down" } },
  { "win.previous-page", { "<Control>Page_Up" } },
  { "win.answer", { "<Control>Return" } },
  { "win.wareki", { "<Control><Shift>w" } },
  { "win.sort", { "<Control><Shift>l" } },
  { "win.show-all", { "<Control><Shift>a" } },
  { "app.help", { "F1" } },
  { "app.shortcuts", { "<Control>question", "<Control>F1" } },
};

/* ---- appearance: GTK alone does not follow the desktop's dark setting ---- */

static void
apply_appearance (KkbApplication *self)
{
  KkbAppearance chosen = kkb_settings_appearance (self->settings);
  gboolean dark = chosen == KKB_APPEARANCE_DARK || (chosen == KKB_APPEARANCE_SYSTEM && self->portal_dark);
  GtkSettings *gtk = gtk_settings_get_default ();
  gboolean was_dark;

  g_object_get (gtk, "gtk-application-prefer-dark-theme", &was_dark, NULL);
  if (dark != was_dark) /* setting it reads the whole theme anew */
    g_object_set (gtk, "gtk-application-prefer-dark-theme", dark, NULL);
  for (GList *l = gtk_application_get_windows (GTK_APPLICATION (self)); l; l = l->next)
    {
      if (dark)
        gtk_widget_add_css_class (l->data, "dark");
      else
        gtk_widget_remove_css_class (l->data, "dark");
    }
}

static void
portal_changed_cb (GDBusProxy *proxy, char *sender, char *signal, GVariant *args, KkbApplication *self)
{
  const char *space, *key;
  g_autoptr (GVariant) value = NULL;

  if (!g_str_equal (signal, "SettingChanged"))
    return;
  g_variant_get (args, "(&s&sv)", &space, &key, &value);
  if (!g_str_equal (space, "org.freedesktop.appearance") || !g_str_equal (key, "color-scheme"))
    return;
  self->portal_dark = g_variant_get_uint32 (value) == 1;
  apply_appearance (self);
}

static void
portal_read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  KkbApplication *self = data;
  g_autoptr (GVariant) answer = g_dbus_proxy_call_finish (G_DBUS_PROXY (source), result, NULL);

  if (answer)
    {
      g_autoptr (GVariant) outer = NULL, inner = NULL;
      g_variant_get (answer, "(v)", &outer);
      inner = g_variant_is_of_type (outer, G_VARIANT_TYPE_VARIANT) ? g_variant_get_variant (outer)
                                                                   : g_variant_ref (outer);
      if (g_variant_is_of_type (inner, G_VARIANT_TYPE_UINT32))
        self->portal_dark = g_variant_get_uint32 (inner) == 1;
      apply_appearance (self);
    }
  g_object_unref (self);
}

static void
portal_found_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  KkbApplication *self = data;
  g_autofree char *owner = NULL;

  self->portal = g_dbus_proxy_new_for_bus_finish (result, NULL);
  owner = self->portal ? g_dbus_proxy_get_name_owner (self->portal) : NULL;
  if (owner)
    {
      g_signal_connect_object (self->portal, "g-signal", G_CALLBACK (portal_changed_cb), self, 0);
      g_dbus_proxy_call (self->portal, "Read", g_variant_new ("(ss)", "org.freedesktop.appearance", "color-scheme"),
                         G_DBUS_CALL_FLAGS_NONE, 1000, NULL, portal_read_cb, g_object_ref (self));
    }
  g_object_unref (self);
}

static void
look_for_portal (KkbApplication *self)
{
  if (!g_application_get_dbus_connection (G_APPLICATION (self)))
    return;
  g_dbus_proxy_new_for_bus (G_BUS_TYPE_SESSION,
                            G_DBUS_PROXY_FLAGS_DO_NOT_LOAD_PROPERTIES | G_DBUS_PROXY_FLAGS_DO_NOT_AUTO_START, NULL,
                            "org.freedesktop.portal.Desktop", "/org/freedesktop/portal/desktop",
                            "org.freedesktop.portal.Settings", NULL, portal_found_cb, g_object_ref (self));
}

/* ---- actions ---- */

static void
quit_next (KkbWindow *win, gboolean ok, gpointer data)
{
  GtkApplication *app = data;

  if (ok)
    {
      gtk_window_destroy (GTK_WINDOW (win));
      g_action_group_activate_action (G_ACTION_GROUP (app), "quit", NULL);
    }
  g_object_unref (app);
}

/* One window after the other is asked about its unsaved changes; giving up in one stops it all. */
static void
quit_activated_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  GtkApplication *app = data;
  GList *windows = gtk_application_get_windows (app);

  for (GList *l = windows; l; l = l->next)
    if (KKB_IS_WINDOW (l->data))
      {
        kkb_flow_close (l->data, quit_next, g_object_ref (app));
        return;
      }
  g_application_quit (G_APPLICATION (app));
}

static void
help_activated_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  kkb_help_show (gtk_application_get_active_window (data), KKB_HELP_GUIDE);
}

static void
shortcuts_activated_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  kkb_help_show (gtk_application_get_active_window (data), KKB_HELP_KEYS);
}

static void
about_activated_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  kkb_help_show (gtk_application_get_active_window (data), KKB_HELP_ABOUT);
}

static void
new_window_activated_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  KkbWindow *win = kkb_window_new (data);

  apply_appearance (data);
  gtk_window_present (GTK_WINDOW (win));
}

static void
appearance_activated_cb (GSimpleAction *action, GVariant *state, gpointer data)
{
  KkbApplication *self = data;
  const char *name = g_variant_get_string (state, NULL);

  kkb_settings_set_appearance (self->settings, g_str_equal (name, "light")  ? KKB_APPEARANCE_LIGHT
                                               : g_str_equal (name, "dark") ? KKB_APPEARANCE_DARK
                                                                            : KKB_APPEARANCE_SYSTEM);
  g_simple_action_set_state (action, state);
  apply_appearance (self);
}

static const GActionEntry actions[] = {
  { .name = "quit", .activate = quit_activated_cb },
  { .name = "help", .activate = help_activated_cb },
  { .name = "shortcuts", .activate = shortcuts_activated_cb },
  { .name = "about", .activate = about_activated_cb },
  { .name = "new-window", .activate = new_window_activated_cb },
  { .name = "appearance", .parameter_type = "s", .state = "'system'", .change_state = appearance_activated_cb },
};

/* ---- the menu bar: its names at once, what hangs under them (a hundred widgets) after the first frame ---- */

/* In the order of kkb-menus.ui, which is read later. */
static const char *const menu_names[]
    = { N_ ("_File"), N_ ("_Edit"), N_ ("_View"), N_ ("_Plan"), N_ ("Ev_aluation"), N_ ("_Reports"), N_ ("_Help") };

static GMenuModel *
new_menubar (KkbApplication *self)
{
  GMenu *bar = g_menu_new ();

  self->late_menus = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < G_N_ELEMENTS (menu_names); i++)
    {
      GMenu *late = g_menu_new ();

      g_menu_append_submenu (bar, _ (menu_names[i]), G_MENU_MODEL (late));
      g_ptr_array_add (self->late_menus, late);
    }
  return G_MENU_MODEL (bar);
}

static void
fill_menubar (KkbApplication *self)
{
  g_autoptr (GtkBuilder) builder = NULL;
  GMenuModel *menus;

  if (!self->late_menus)
    return;
  builder = gtk_builder_new ();
  gtk_builder_add_from_resource (builder, "/jp/keikakubo/Keikakubo/ui/kkb-menus.ui", NULL);
  menus = G_MENU_MODEL (gtk_builder_get_object (builder, "menubar"));
  g_return_if_fail (g_menu_model_get_n_items (menus) == (int)self->late_menus->len);
  for (guint i = 0; i < self->late_menus->len; i++)
    {
      GMenu *late = g_ptr_array_index (self->late_menus, i);
      g_autoptr (GMenuModel) menu = g_menu_model_get_item_link (menus, (int)i, G_MENU_LINK_SUBMENU);
      g_autofree char *name = NULL;

      g_menu_model_get_item_attribute (menus, (int)i, G_MENU_ATTRIBUTE_LABEL, "s", &name);
      g_warn_if_fail (g_strcmp0 (name, _ (menu_names[i])) == 0);
      for (int k = 0; k < g_menu_model_get_n_items (menu); k++)
        {
          g_autoptr (GMenuItem) item = g_menu_item_new_from_model (menu, k);

          g_menu_append_item (late, item);
        }
    }
  g_clear_pointer (&self->late_menus, g_ptr_array_unref);
}

/* ---- after the first frame of a window ---- */

/* The picture for the list of windows comes from the program itself: asking the icon theme for it, and a folder of our
 * own in the theme, would have GTK read all themes a second time before the first frame. */
static void
show_icon (GtkWindow *win)
{
  static const char *sizes[] = { "48", "128", "256" };
  GdkSurface *surface = gtk_native_get_surface (GTK_NATIVE (win));
  GList *pictures = NULL;

  for (guint i = 0; surface && i < G_N_ELEMENTS (sizes); i++)
    {
      g_autofree char *path = g_strdup_printf ("/jp/keikakubo/Keikakubo/pictures/" KKB_APP_ID "-%s.png", sizes[i]);

      pictures = g_list_append (pictures, gdk_texture_new_from_resource (path));
    }
  if (surface)
    gdk_toplevel_set_icon_list (GDK_TOPLEVEL (surface), pictures);
  g_list_free_full (pictures, g_object_unref);
}

static gboolean
after_first_frame_cb (gpointer data)
{
  GtkWindow *win = data;
  GtkApplication *app = gtk_window_get_application (win);

  show_icon (win);
  if (app)
    fill_menubar (KKB_APPLICATION (app));
  return G_SOURCE_REMOVE;
}

static void
first_painted_cb (GdkFrameClock *clock, gpointer win)
{
  g_signal_handlers_disconnect_by_func (clock, first_painted_cb, win);
  g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, after_first_frame_cb, g_object_ref (win), g_object_unref);
}

static void
mapped_cb (GtkWidget *win, gpointer app)
{
  g_signal_handlers_disconnect_by_func (win, mapped_cb, app);
  g_signal_connect_object (gtk_widget_get_frame_clock (win), "after-paint", G_CALLBACK (first_painted_cb), win, 0);
}

static void
kkb_application_window_added (GtkApplication *application, GtkWindow *win)
{
  GTK_APPLICATION_CLASS (kkb_application_parent_class)->window_added (application, win);
  g_signal_connect_object (win, "map", G_CALLBACK (mapped_cb), application, G_CONNECT_AFTER);
}

/* ---- overrides ---- */

static KkbWindow *
free_window (KkbApplication *self)
{
  for (GList *l = gtk_application_get_windows (GTK_APPLICATION (self)); l; l = l->next)
    if (KKB_IS_WINDOW (l->data) && !kkb_window_document (l->data))
      return l->data;
  return kkb_window_new (self);
}

static void
show_first (KkbApplication *self, KkbWindow *win)
{
  apply_appearance (self);
  gtk_window_present (GTK_WINDOW (win));
}

static void
kkb_application_activate (GApplication *application)
{
  KkbApplication *self = KKB_APPLICATION (application);
  gboolean first = gtk_application_get_windows (GTK_APPLICATION (self)) == NULL;
  KkbWindow *win = free_window (self);

  show_first (self, win);
  if (self->sample)
    {
      kkb_flow_open_sample (win, self->sample);
      g_clear_pointer (&self->sample, g_free);
    }
  else if (first)
    kkb_flow_offer_recovery (win);
}

static void
kkb_application_open (GApplication *application, GFile **files, int n_files, const char *hint)
{
  KkbApplication *self = KKB_APPLICATION (application);

  for (int i = 0; i < n_files; i++)
    {
      g_autofree char *path = g_file_get_path (files[i]);
      GtkWindow *active = gtk_application_get_active_window (GTK_APPLICATION (self));
      KkbWindow *win = KKB_IS_WINDOW (active) ? KKB_WINDOW (active) : free_window (self);
      if (i > 0) /* the one before is still being read into its window */
        win = kkb_window_new (self);
      apply_appearance (self);
      if (path) /* a new window appears with its document */
        kkb_flow_open_path (win, path);
      else
        gtk_window_present (GTK_WINDOW (win));
    }
}

static int
kkb_application_handle_local_options (GApplication *application, GVariantDict *options)
{
  KkbApplication *self = KKB_APPLICATION (application);

  g_variant_dict_lookup (options, "sample", "s", &self->sample);
  if (self->sample) /* a sample is opened here, never handed to a program that runs already */
    g_application_set_flags (application, g_application_get_flags (application) | G_APPLICATION_NON_UNIQUE);
  return -1;
}

static gboolean
kkb_application_local_command_line (GApplication *application, char ***arguments, int *status)
{
  char **argv = *arguments;

  if (argv[0] && argv[1] && !argv[2] && *argv[1] != '-')
    {
      g_autoptr (GFile) file = g_file_new_for_commandline_arg (argv[1]);

      KKB_APPLICATION (application)->first = g_file_get_path (file);
    }
  return G_APPLICATION_CLASS (kkb_application_parent_class)->local_command_line (application, arguments, status);
}

static void
kkb_application_startup (GApplication *application)
{
  KkbApplication *self = KKB_APPLICATION (application);
  const char *states[] = { "system", "light", "dark" };
  GAction *appearance;
  g_autoptr (GMenuModel) menubar = NULL;

  /* The file is read while GTK starts. */
  if (!gtk_is_initialized ())
    gtk_disable_setlocale (); /* was done, and is not safe beside a thread */
  if (self->first)
    kkb_flow_read_ahead (self->first);
  G_APPLICATION_CLASS (kkb_application_parent_class)->startup (application);
  g_action_map_add_action_entries (G_ACTION_MAP (self), actions, G_N_ELEMENTS (actions), self);
  appearance = g_action_map_lookup_action (G_ACTION_MAP (self), "appearance");
  g_simple_action_set_state (G_SIMPLE_ACTION (appearance),
                             g_variant_new_string (states[kkb_settings_appearance (self->settings)]));
  for (guint i = 0; i < G_N_ELEMENTS (accels); i++)
    gtk_application_set_accels_for_action (GTK_APPLICATION (self), accels[i].action,
                                           (const char *const *)accels[i].keys);
  /* Whole pixels between letters: on the screens of an office a figure looks the same wherever it stands, and no glyph
   * is looked up in a second size only to be measured. */
  g_object_set (gtk_settings_get_default (), "gtk-label-select-on-focus", FALSE, "gtk-hint-font-metrics", TRUE, NULL);
  self->css = gtk_css_provider_new ();
  gtk_css_provider_load_from_resource (self->css, "/jp/keikakubo/Keikakubo/keikakubo.css");
  gtk_style_context_add_provider_for_display (gdk_display_get_default (), GTK_STYLE_PROVIDER (self->css),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
  menubar = new_menubar (self);
  gtk_application_set_menubar (GTK_APPLICATION (self), menubar);
  look_for_portal (self);
}

static void
kkb_application_dispose (GObject *object)
{
  KkbApplication *self = KKB_APPLICATION (object);

  g_clear_object (&self->portal);
  g_clear_pointer (&self->late_menus, g_ptr_array_unref);
  g_clear_object (&self->settings);
  g_clear_object (&self->css);
  g_clear_pointer (&self->sample, g_free);
  g_clear_pointer (&self->first, g_free);
  G_OBJECT_CLASS (kkb_application_parent_class)->dispose (object);
}

static void
kkb_application_class_init (KkbApplicationClass *klass)
{
  GApplicationClass *application = G_APPLICATION_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kkb_application_dispose;
  GTK_APPLICATION_CLASS (klass)->window_added = kkb_application_window_added;
  application->activate = kkb_application_activate;
  application->open = kkb_application_open;
  application->local_command_line = kkb_application_local_command_line;
  application->startup = kkb_application_startup;
  application->handle_local_options = kkb_application_handle_local_options;
}

static void
kkb_application_init (KkbApplication *self)
{
  static const GOptionEntry options[]
      = { { "sample", 0, 0, G_OPTION_ARG_STRING, NULL, N_ ("Open a copy of a bundled sample"), N_ ("NAME") },
          { NULL } };

  g_resources_register (kkb_get_resource ()); /* resources of a static library are not found by themselves */
  self->settings = kkb_settings_new ();
  g_application_add_main_option_entries (G_APPLICATION (self), options);
}

KkbApplication *
kkb_application_new (GApplicationFlags extra_flags)
{
  KkbApplication *self = g_object_new (KKB_TYPE_APPLICATION, "application-id", KKB_APP_ID, "flags",
                                       G_APPLICATION_HANDLES_OPEN | extra_flags, NULL);

  /* GTK would add a folder of icons by itself, and so read all icon themes twice before the first frame. */
  g_application_set_resource_base_path (G_APPLICATION (self), NULL);
  return self;
}

KkbSettings *
kkb_application_settings (KkbApplication *self)
{
  return self->settings;
}

char *
kkb_application_sample_path (const char *name)
{
  const char *folder = g_getenv ("KEIKAKUBO_DATADIR");
  g_autofree char *file = g_strconcat (name, ".keikaku", NULL);

  return g_build_filename (folder ? folder : KKB_DATA_DIR, "samples", file, NULL);
}

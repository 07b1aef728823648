/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The running program: one window per plan, and the actions that need no plan. */
#include "config.h"

#include "base/pnr-text.h"
#include "ui/pnr-application.h"

#include "ui/pnr-loop-watch.h"
#include "ui/pnr-new-plan-window.h"
#include "ui/pnr-window.h"

#include <glib/gi18n.h>
#include <locale.h>

struct _PnrApplication {
  AdwApplication parent_instance;
};

G_DEFINE_FINAL_TYPE (PnrApplication, pnr_application, ADW_TYPE_APPLICATION)

/* Every frequent action has a key; sections have Alt and their place in the sidebar. */
static const struct {
  const char *action;
  const char *accels[4];
} accels[] = {
  { "app.new", { "<Control>n" } },
  { "app.open", { "<Control>o" } },
  { "app.quit", { "<Control>q" } },
  { "win.close", { "<Control>w" } },
  { "win.undo", { "<Control>z" } },
  { "win.redo", { "<Control><Shift>z", "<Control>y" } },
  { "win.import", { "<Control>i" } },
  { "win.save", { "<Control>s" } },
  { "win.save-copy", { "<Control><Shift>s" } },
  { "win.show-help-overlay", { "<Control>question", "F1" } },
  { "win.toggle-sidebar", { "F9" } },
  { "win.fullscreen", { "F11" } },
  { "win.find", { "<Control>f" } },
  { "win.go-to", { "<Control>k" } },
  { "win.bundle", { "<Control>b" } },
  { "win.page('overview')", { "<Alt>1" } },
  { "win.page('catalogue')", { "<Alt>2" } },
  { "win.page('suggestions')", { "<Alt>3" } },
  { "win.page('relationships')", { "<Alt>4" } },
  { "win.page('bundles')", { "<Alt>5" } },
  { "win.page('scenarios')", { "<Alt>6" } },
  { "win.page('exports')", { "<Alt>7" } },
  { "win.page('log')", { "<Alt>8" } },
};

/* The window that shows the plan in @file already. */
static PnrWindow *
pnr_application_find_window (PnrApplication *self, GFile *file)
{
  for (GList *l = gtk_application_get_windows (GTK_APPLICATION (self)); l != NULL; l = l->next) {
    if (PNR_IS_WINDOW (l->data) && pnr_window_shows (l->data, file))
      return l->data;
  }
  return NULL;
}

static PnrWindow *
pnr_application_find_empty_window (PnrApplication *self)
{
  for (GList *l = gtk_application_get_windows (GTK_APPLICATION (self)); l != NULL; l = l->next) {
    if (PNR_IS_WINDOW (l->data) && pnr_window_is_empty (l->data))
      return l->data;
  }
  return NULL;
}

static void
pnr_application_activate (GApplication *application)
{
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (application));

  if (window == NULL) {
    window = GTK_WINDOW (pnr_window_new (PNR_APPLICATION (application)));
    pnr_window_show_start (PNR_WINDOW (window));
  }
  gtk_window_present (window);
}

static void
pnr_application_open (GApplication *application, GFile **files, int n_files, const char *hint)
{
  for (int i = 0; i < n_files; i++)
    pnr_application_open_plan (PNR_APPLICATION (application), files[i], NULL);
}

static int
pnr_application_handle_local_options (GApplication *application, GVariantDict *options)
{
  if (g_variant_dict_contains (options, "version")) {
    g_print ("Pannier %s\n", PNR_VERSION);
    return 0;
  }
  return -1;
}

static void
new_activated_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  PnrApplication *self = user_data;
  GtkWindow *parent = gtk_application_get_active_window (GTK_APPLICATION (self));

  gtk_window_present (GTK_WINDOW (pnr_new_plan_window_new (self, parent)));
}

static void
open_response_cb (GtkNativeDialog *dialog, int response, PnrApplication *self)
{
  if (response == GTK_RESPONSE_ACCEPT) {
    g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));

    pnr_application_open_plan (self, file, gtk_native_dialog_get_transient_for (dialog));
  }
  g_object_unref (dialog);
}

static void
open_activated_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  PnrApplication *self = user_data;
  GtkFileChooserNative *dialog = gtk_file_chooser_native_new (
      _ ("Open Plan"), gtk_application_get_active_window (GTK_APPLICATION (self)),
      GTK_FILE_CHOOSER_ACTION_OPEN, _ ("_Open"), NULL);
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();

  gtk_file_filter_set_name (filter, _ ("Pannier plans"));
  gtk_file_filter_add_suffix (filter, "pannier");
  gtk_file_filter_add_mime_type (filter, "application/vnd.pannier.plan+sqlite3");
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (dialog), filter);
  g_signal_connect_object (dialog, "response", G_CALLBACK (open_response_cb), self, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

static void
about_activated_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GtkWindow *parent = gtk_application_get_active_window (user_data);

  adw_show_about_window (parent, "application-name", "Pannier", "application-icon",
                         PNR_APPLICATION_ID, "version", PNR_VERSION, "developer-name",
                         _ ("The Pannier Contributors"), "license-type", GTK_LICENSE_GPL_3_0,
                         "comments",
                         _ ("Plan which products to offer together, at what price, and see what "
                            "that is likely to change."),
                         /* Translators: put your names here, one per line. */
                         "translator-credits", _ ("translator-credits"), NULL);
}

static void
quit_activated_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GList *windows = NULL;

  /* A window takes those that stand on it along. */
  for (GList *l = gtk_application_get_windows (user_data); l != NULL; l = l->next)
    windows = g_list_prepend (windows, g_object_ref (l->data));
  for (GList *l = windows; l != NULL; l = l->next)
    gtk_window_close (l->data);
  g_list_free_full (windows, g_object_unref);
}

static const GActionEntry actions[] = {
  { .name = "new", .activate = new_activated_cb },
  { .name = "open", .activate = open_activated_cb },
  { .name = "about", .activate = about_activated_cb },
  { .name = "quit", .activate = quit_activated_cb },
};

static void
pnr_application_startup (GApplication *application)
{
  G_APPLICATION_CLASS (pnr_application_parent_class)->startup (application);

  pnr_text_set_right_to_left (gtk_widget_get_default_direction () == GTK_TEXT_DIR_RTL);
  if (g_getenv ("PANNIER_WATCH_LOOP") != NULL)
    pnr_loop_watch_start_printing ();
  gtk_window_set_default_icon_name (PNR_APPLICATION_ID);
  g_action_map_add_action_entries (G_ACTION_MAP (application), actions, G_N_ELEMENTS (actions),
                                   application);
  for (gsize i = 0; i < G_N_ELEMENTS (accels); i++)
    gtk_application_set_accels_for_action (GTK_APPLICATION (application), accels[i].action,
                                           accels[i].accels);
}

static void
pnr_application_class_init (PnrApplicationClass *klass)
{
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

  application_class->startup = pnr_application_startup;
  application_class->activate = pnr_application_activate;
  application_class->open = pnr_application_open;
  application_class->handle_local_options = pnr_application_handle_local_options;
}

static void
pnr_application_init (PnrApplication *self)
{
  const char *locale_dir = g_getenv ("PANNIER_LOCALE_DIR");
  static const GOptionEntry entries[] = {
    { "version", 0, 0, G_OPTION_ARG_NONE, NULL, N_ ("Print the version and end"), NULL },
    { NULL },
  };

  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, locale_dir != NULL ? locale_dir : PNR_LOCALE_DIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
  g_set_application_name ("Pannier");
  g_application_add_main_option_entries (G_APPLICATION (self), entries);
  g_application_set_option_context_parameter_string (G_APPLICATION (self), _ ("[PLAN…]"));
}

PnrApplication *
pnr_application_new (void)
{
  return g_object_new (PNR_TYPE_APPLICATION, "application-id", PNR_APPLICATION_ID, "flags",
                       G_APPLICATION_HANDLES_OPEN, "resource-base-path", "/org/pannier/Pannier",
                       NULL);
}

/**
 * pnr_application_open_plan:
 * @self: the application
 * @file: a plan file
 * @window: (nullable): the window that was asked
 *
 * Presents the window that shows this plan already, or opens it in a window without a plan, or in
 * a new one.
 *
 * Returns: (transfer none): that window
 */
GtkWindow *
pnr_application_open_plan (PnrApplication *self, GFile *file, GtkWindow *window)
{
  PnrWindow *target = pnr_application_find_window (self, file);

  g_return_val_if_fail (PNR_IS_APPLICATION (self), NULL);

  if (target != NULL) {
    gtk_window_present (GTK_WINDOW (target));
    return GTK_WINDOW (target);
  }
  if (PNR_IS_WINDOW (window) && pnr_window_is_empty (PNR_WINDOW (window)))
    target = PNR_WINDOW (window);
  else
    target = pnr_application_find_empty_window (self);
  if (target == NULL)
    target = pnr_window_new (self);
  pnr_window_open_plan (target, file);
  gtk_window_present (GTK_WINDOW (target));
  return GTK_WINDOW (target);
}

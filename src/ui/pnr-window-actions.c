/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Everything the window can do by name: undo, redo, return, import, change the page. */
#include "config.h"

#include "ui/pnr-window-private.h"

#include "ui/import/pnr-import-window.h"

#include <glib/gi18n.h>

/* While a text is edited, its own history comes first. */
static gboolean
pnr_window_undo_text (PnrWindow *self, const char *action)
{
  GtkWidget *focus = gtk_root_get_focus (GTK_ROOT (self));

  return focus != NULL && (GTK_IS_TEXT (focus) || GTK_IS_TEXT_VIEW (focus))
         && gtk_widget_activate_action (focus, action, NULL);
}

static void
undo_activated_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  PnrWindow *self = user_data;

  if (pnr_window_undo_text (self, "text.undo"))
    return;
  pnr_toaster_withdraw (self->toaster);
  pnr_session_settle (self->session);
  pnr_window_undo (self);
}

static void
redo_activated_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  PnrWindow *self = user_data;

  if (pnr_window_undo_text (self, "text.redo"))
    return;
  pnr_session_settle (self->session);
  pnr_window_redo (self);
}

static void
import_response_cb (GtkNativeDialog *dialog, int response, PnrWindow *self)
{
  if (response == GTK_RESPONSE_ACCEPT) {
    g_autoptr (GListModel) files = gtk_file_chooser_get_files (GTK_FILE_CHOOSER (dialog));

    pnr_window_import_files (self, files);
  }
  g_object_unref (dialog);
}

static void
import_activated_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  PnrWindow *self = user_data;
  GtkFileChooserNative *dialog =
      gtk_file_chooser_native_new (_ ("Import Products and Orders"), GTK_WINDOW (self),
                                   GTK_FILE_CHOOSER_ACTION_OPEN, _ ("_Import"), NULL);
  g_autoptr (GtkFileFilter) tables = gtk_file_filter_new ();
  g_autoptr (GtkFileFilter) all = gtk_file_filter_new ();

  gtk_file_filter_set_name (tables, _ ("Tables of shops"));
  for (const char *const *suffix = (const char *const[]){ "csv", "tsv", "txt", "dat", "gz", NULL };
       *suffix != NULL; suffix++)
    gtk_file_filter_add_suffix (tables, *suffix);
  gtk_file_filter_set_name (all, _ ("All files"));
  gtk_file_filter_add_pattern (all, "*");
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (dialog), tables);
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (dialog), all);
  gtk_file_chooser_set_select_multiple (GTK_FILE_CHOOSER (dialog), TRUE);
  g_signal_connect_object (dialog, "response", G_CALLBACK (import_response_cb), self, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

static void
return_to_activated_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  pnr_session_return_to (PNR_WINDOW (user_data)->session, g_variant_get_int64 (parameter), NULL);
}

static void
try_again_activated_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  pnr_outbox_try_again (pnr_session_get_outbox (PNR_WINDOW (user_data)->session));
}

static void
reload_activated_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  pnr_window_reload (user_data);
}

static void
save_activated_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  pnr_session_say (PNR_WINDOW (user_data)->session,
                   _ ("Every change is saved as soon as it is made"));
}

static void
save_copy_activated_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  pnr_window_save_copy (user_data);
}

static void
snapshots_activated_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  pnr_window_show_snapshots (user_data);
}

/* Whether the page that is shown knows an action of this name, if only to say no to it now. */
static gboolean
pnr_window_page_has (PnrWindow *self, const char *wanted)
{
  GtkWidget *page = gtk_stack_get_visible_child (self->page_stack);
  GType owner;
  const char *name;
  const GVariantType *parameter_type;
  const char *property;

  if (page == NULL)
    return FALSE;
  for (guint i = 0; gtk_widget_class_query_action (GTK_WIDGET_GET_CLASS (page), i, &owner, &name,
                                                   &parameter_type, &property);
       i++) {
    if (g_str_equal (name, wanted))
      return TRUE;
  }
  return FALSE;
}

static void
find_activated_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GtkWidget *page = gtk_stack_get_visible_child (PNR_WINDOW (user_data)->page_stack);

  if (page != NULL)
    gtk_widget_activate_action (page, "page.find", NULL);
}

static void
bundle_activated_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GtkWidget *page = gtk_stack_get_visible_child (PNR_WINDOW (user_data)->page_stack);

  if (page != NULL)
    gtk_widget_activate_action (page, "page.bundle-by-key", NULL);
}

/* The list of shortcuts is a large window that few ever open, so it is built when it is asked for.
 */
static void
help_overlay_activated_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GtkApplicationWindow *window = user_data;

  if (gtk_application_window_get_help_overlay (window) == NULL) {
    g_autoptr (GtkBuilder) builder =
        gtk_builder_new_from_resource ("/org/pannier/Pannier/ui/gtk/help-overlay.ui");

    gtk_application_window_set_help_overlay (
        window, GTK_SHORTCUTS_WINDOW (gtk_builder_get_object (builder, "help_overlay")));
  }
  gtk_window_present (GTK_WINDOW (gtk_application_window_get_help_overlay (window)));
}

static void
close_activated_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  gtk_window_close (user_data);
}

static void
page_activated_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  pnr_window_show_page (user_data, g_variant_get_string (parameter, NULL));
}

static void
back_activated_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  adw_leaflet_navigate (PNR_WINDOW (user_data)->leaflet, ADW_NAVIGATION_DIRECTION_BACK);
}

static void
sidebar_changed_cb (GSimpleAction *action, GVariant *state, gpointer user_data)
{
  gtk_widget_set_visible (PNR_WINDOW (user_data)->sidebar, g_variant_get_boolean (state));
  g_simple_action_set_state (action, state);
}

static void
fullscreen_changed_cb (GSimpleAction *action, GVariant *state, gpointer user_data)
{
  if (g_variant_get_boolean (state))
    gtk_window_fullscreen (user_data);
  else
    gtk_window_unfullscreen (user_data);
  g_simple_action_set_state (action, state);
}

static const GActionEntry actions[] = {
  { .name = "undo", .activate = undo_activated_cb },
  { .name = "redo", .activate = redo_activated_cb },
  { .name = "return-to", .activate = return_to_activated_cb, .parameter_type = "x" },
  { .name = "try-again", .activate = try_again_activated_cb },
  { .name = "reload", .activate = reload_activated_cb },
  { .name = "import", .activate = import_activated_cb },
  { .name = "save", .activate = save_activated_cb },
  { .name = "save-copy", .activate = save_copy_activated_cb },
  { .name = "snapshots", .activate = snapshots_activated_cb },
  { .name = "find", .activate = find_activated_cb },
  { .name = "bundle", .activate = bundle_activated_cb },
  { .name = "show-help-overlay", .activate = help_overlay_activated_cb },
  { .name = "close", .activate = close_activated_cb },
  { .name = "back", .activate = back_activated_cb },
  { .name = "page", .activate = page_activated_cb, .parameter_type = "s" },
  { .name = "toggle-sidebar", .state = "true", .change_state = sidebar_changed_cb },
  { .name = "fullscreen", .state = "false", .change_state = fullscreen_changed_cb },
};

static void
pnr_window_enable_action (PnrWindow *self, const char *name, gboolean is_enabled)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self), name);

  g_simple_action_set_enabled (G_SIMPLE_ACTION (action), is_enabled);
}

/* The name stays the same for whoever looks for the button; the tooltip tells what it would do. */
static void
pnr_window_describe_button (GtkButton *button, const char *plain, const char *name)
{
  g_autofree char *text = name != NULL ? g_strdup_printf ("%s: %s", plain, name) : g_strdup (plain);

  gtk_widget_set_tooltip_text (GTK_WIDGET (button), text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, plain,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text, -1);
}

void
pnr_window_install_actions (PnrWindow *self)
{
  g_action_map_add_action_entries (G_ACTION_MAP (self), actions, G_N_ELEMENTS (actions), self);
  pnr_window_install_going (self);
  pnr_window_update_actions (self);
}

/* What cannot be done now is greyed; what Undo would take back is said. */
void
pnr_window_update_actions (PnrWindow *self)
{
  PnrPlan *plan = self->session != NULL ? pnr_session_get_plan (self->session) : NULL;
  gboolean is_writable = plan != NULL && !pnr_plan_is_read_only (plan);
  const char *undo_name = plan != NULL ? pnr_plan_get_undo_name (plan) : NULL;
  const char *redo_name = plan != NULL ? pnr_plan_get_redo_name (plan) : NULL;

  pnr_window_enable_action (self, "undo", is_writable && undo_name != NULL);
  pnr_window_enable_action (self, "redo", is_writable && redo_name != NULL);
  pnr_window_enable_action (self, "return-to", is_writable);
  pnr_window_enable_action (
      self, "try-again",
      plan != NULL && pnr_outbox_get_problem (pnr_session_get_outbox (self->session)) != NULL);
  pnr_window_enable_action (
      self, "reload",
      plan != NULL && pnr_outbox_get_n_waiting (pnr_session_get_outbox (self->session)) == 0);
  pnr_window_enable_action (self, "import", is_writable);
  pnr_window_enable_action (self, "save", plan != NULL);
  pnr_window_enable_action (self, "save-copy", plan != NULL);
  pnr_window_enable_action (self, "snapshots", is_writable);
  pnr_window_enable_action (self, "find", plan != NULL && pnr_window_page_has (self, "page.find"));
  pnr_window_enable_action (self, "bundle",
                            is_writable && pnr_window_page_has (self, "page.bundle-by-key"));
  pnr_window_enable_action (self, "go-to", plan != NULL);
  pnr_window_enable_action (self, "page", plan != NULL);
  pnr_window_describe_button (self->undo_button, _ ("Undo"), undo_name);
  pnr_window_describe_button (self->redo_button, _ ("Redo"), redo_name);
}

/* A plan that is being opened takes them when it is there. */
void
pnr_window_import_files (PnrWindow *self, GListModel *files)
{
  if (self->session == NULL) {
    g_set_object (&self->files_to_import, files);
    return;
  }
  gtk_window_present (GTK_WINDOW (pnr_import_window_new (GTK_WINDOW (self), self->session, files)));
}

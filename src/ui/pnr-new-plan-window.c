/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Asks for the name, the currency and the folder of a new plan, and makes it. */
#include "config.h"

#include "ui/pnr-new-plan-window.h"

#include "base/pnr-currency.h"
#include "plan/pnr-plan.h"
#include "ui/pnr-window.h"

#include <glib/gi18n.h>
#include <locale.h>
#include <string.h>

struct _PnrNewPlanWindow {
  AdwWindow parent_instance;

  GtkEntry *name_entry;
  GtkDropDown *currency_drop_down;
  GtkLabel *folder_label;
  GtkButton *folder_button;
  GtkButton *create_button;
  GtkLabel *problem_label;
  GtkLabel *files_label;

  PnrApplication *application;
  GtkWindow *asked_from;
  char *folder;
  GListModel *files; /* to import into the new plan */
};

G_DEFINE_FINAL_TYPE (PnrNewPlanWindow, pnr_new_plan_window, ADW_TYPE_WINDOW)

static char *
pnr_new_plan_window_dup_path (PnrNewPlanWindow *self)
{
  g_autofree char *name = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->name_entry)));
  g_autofree char *file = NULL;

  g_strdelimit (g_strstrip (name), G_DIR_SEPARATOR_S, '-');
  file = g_strconcat (name, ".pannier", NULL);
  return name[0] == '\0' || name[0] == '.' ? NULL : g_build_filename (self->folder, file, NULL);
}

static void
pnr_new_plan_window_validate (PnrNewPlanWindow *self)
{
  g_autofree char *path = pnr_new_plan_window_dup_path (self);
  gboolean is_taken = path != NULL && g_file_test (path, G_FILE_TEST_EXISTS);
  g_autofree char *folder = g_path_get_basename (self->folder);

  gtk_label_set_label (self->folder_label, folder);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->folder_label), self->folder);
  gtk_widget_set_visible (GTK_WIDGET (self->problem_label), is_taken);
  if (is_taken)
    gtk_label_set_label (
        self->problem_label,
        _ ("There is a plan of this name in the folder already. Choose another name."));
  if (is_taken)
    gtk_widget_add_css_class (GTK_WIDGET (self->name_entry), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->name_entry), "error");
  gtk_widget_set_sensitive (GTK_WIDGET (self->create_button), path != NULL && !is_taken);
}

static void
create_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  const char *const *words = task_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (PnrPlan) plan = pnr_plan_create (words[0], words[1], &error);

  if (plan == NULL) {
    g_task_return_error (task, g_steal_pointer (&error));
    return;
  }
  pnr_plan_close (plan);
  g_task_return_boolean (task, TRUE);
}

static void
created_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  PnrNewPlanWindow *self = PNR_NEW_PLAN_WINDOW (source);
  const char *const *words = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;

  if (g_task_propagate_boolean (G_TASK (result), &error)) {
    g_autoptr (GFile) file = g_file_new_for_path (words[0]);

    GtkWindow *window = pnr_application_open_plan (self->application, file, self->asked_from);

    if (self->files != NULL)
      pnr_window_import_files (PNR_WINDOW (window), self->files);
    gtk_window_destroy (GTK_WINDOW (self));
    return;
  }
  gtk_label_set_label (self->problem_label, error->message);
  gtk_widget_set_visible (GTK_WIDGET (self->problem_label), TRUE);
  gtk_widget_set_sensitive (GTK_WIDGET (self->create_button), TRUE);
}

static void
create_clicked_cb (PnrNewPlanWindow *self)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, created_cb, NULL);
  GtkStringObject *currency = gtk_drop_down_get_selected_item (self->currency_drop_down);
  char **words = g_new0 (char *, 3);

  if (!gtk_widget_get_sensitive (GTK_WIDGET (self->create_button))) {
    g_strfreev (words);
    return;
  }
  words[0] = pnr_new_plan_window_dup_path (self);
  words[1] = g_strndup (gtk_string_object_get_string (currency), 3);
  gtk_widget_set_sensitive (GTK_WIDGET (self->create_button), FALSE);
  g_mkdir_with_parents (self->folder, 0755);
  g_task_set_task_data (task, words, (GDestroyNotify) g_strfreev);
  g_task_run_in_thread (task, create_in_thread);
}

static void
folder_response_cb (GtkNativeDialog *dialog, int response, PnrNewPlanWindow *self)
{
  if (response == GTK_RESPONSE_ACCEPT) {
    g_autoptr (GFile) folder = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));

    g_free (self->folder);
    self->folder = g_file_get_path (folder);
    pnr_new_plan_window_validate (self);
  }
  g_object_unref (dialog);
}

static void
folder_clicked_cb (PnrNewPlanWindow *self)
{
  GtkFileChooserNative *dialog =
      gtk_file_chooser_native_new (_ ("Folder of the New Plan"), GTK_WINDOW (self),
                                   GTK_FILE_CHOOSER_ACTION_SELECT_FOLDER, _ ("_Choose"), NULL);

  g_signal_connect_object (dialog, "response", G_CALLBACK (folder_response_cb), self, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

/* The locale's currency is the likeliest; it moves to where the drop-down starts. */
static void
pnr_new_plan_window_choose_currency (PnrNewPlanWindow *self)
{
  g_autofree char *code = g_strndup (localeconv ()->int_curr_symbol, 3);
  GListModel *currencies = gtk_drop_down_get_model (self->currency_drop_down);

  for (guint i = 0; i < g_list_model_get_n_items (currencies); i++) {
    g_autoptr (GtkStringObject) currency = g_list_model_get_item (currencies, i);

    if (code[0] != '\0' && g_str_has_prefix (gtk_string_object_get_string (currency), code))
      gtk_drop_down_set_selected (self->currency_drop_down, i);
  }
}

static void
pnr_new_plan_window_dispose (GObject *object)
{
  PnrNewPlanWindow *self = PNR_NEW_PLAN_WINDOW (object);

  g_clear_weak_pointer (&self->asked_from);
  g_clear_pointer (&self->folder, g_free);
  g_clear_object (&self->files);
  gtk_widget_dispose_template (GTK_WIDGET (self), PNR_TYPE_NEW_PLAN_WINDOW);

  G_OBJECT_CLASS (pnr_new_plan_window_parent_class)->dispose (object);
}

static void
pnr_new_plan_window_class_init (PnrNewPlanWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pnr_new_plan_window_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/pannier/Pannier/ui/pnr-new-plan-window.ui");
  gtk_widget_class_bind_template_child (widget_class, PnrNewPlanWindow, name_entry);
  gtk_widget_class_bind_template_child (widget_class, PnrNewPlanWindow, currency_drop_down);
  gtk_widget_class_bind_template_child (widget_class, PnrNewPlanWindow, folder_label);
  gtk_widget_class_bind_template_child (widget_class, PnrNewPlanWindow, folder_button);
  gtk_widget_class_bind_template_child (widget_class, PnrNewPlanWindow, create_button);
  gtk_widget_class_bind_template_child (widget_class, PnrNewPlanWindow, problem_label);
  gtk_widget_class_bind_template_child (widget_class, PnrNewPlanWindow, files_label);
  gtk_widget_class_bind_template_callback (widget_class, pnr_new_plan_window_validate);
  gtk_widget_class_bind_template_callback (widget_class, create_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, folder_clicked_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
pnr_new_plan_window_init (PnrNewPlanWindow *self)
{
  const char *documents = g_get_user_special_dir (G_USER_DIRECTORY_DOCUMENTS);

  gtk_widget_init_template (GTK_WIDGET (self));
  self->folder = documents != NULL ? g_strdup (documents)
                                   : g_build_filename (g_get_user_data_dir (), "pannier", NULL);
  pnr_new_plan_window_choose_currency (self);
  pnr_new_plan_window_validate (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->name_entry));
}

PnrNewPlanWindow *
pnr_new_plan_window_new (PnrApplication *application, GtkWindow *parent)
{
  PnrNewPlanWindow *self = g_object_new (PNR_TYPE_NEW_PLAN_WINDOW, "transient-for", parent,
                                         "application", application, NULL);

  self->application = application;
  g_set_weak_pointer (&self->asked_from, parent);
  return self;
}

/**
 * pnr_new_plan_window_set_files:
 * @self: a new window
 * @files: (transfer none): tables of a shop
 *
 * Shows their preview as soon as the plan is made.
 */
void
pnr_new_plan_window_set_files (PnrNewPlanWindow *self, GListModel *files)
{
  guint n_files = g_list_model_get_n_items (files);
  g_autoptr (GFile) first = g_list_model_get_item (files, 0);
  g_autofree char *name = g_file_get_basename (first);
  g_autofree char *sentence = NULL;

  g_return_if_fail (PNR_IS_NEW_PLAN_WINDOW (self));

  g_set_object (&self->files, files);
  sentence =
      n_files == 1
          ? g_strdup_printf (_ ("Next you see how “%s” is read, before it is imported."), name)
          : g_strdup_printf (_ ("Next you see how the %u files are read, before they are "
                                "imported."),
                             n_files);
  gtk_label_set_label (self->files_label, sentence);
  gtk_widget_set_visible (GTK_WIDGET (self->files_label), TRUE);
}

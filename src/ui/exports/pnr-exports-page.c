/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Exports: choose a target, see what it cannot express, write the files. */
#include "config.h"

#include "ui/exports/pnr-exports-page.h"

#include "base/pnr-report.h"
#include "plan/pnr-plan-guard.h"
#include "plan/pnr-plan-jobs.h"
#include "ui/exports/pnr-export-target.h"
#include "ui/pnr-job-view.h"
#include "ui/pnr-steady-layout.h"
#include "ui/pnr-unfold.h"
#include "ui/pnr-wording.h"

#include <glib/gi18n.h>
#include <inttypes.h>

/* Enough of a hash to compare by eye; the tooltip has all of it. */
#define SHOWN_HASH 12
/* More rows than anybody reads; the file of losses has all. */
#define MOST_LOSSES 100

struct _PnrExportsPage {
  AdwBin parent_instance;

  GtkStack *stack;
  GtkScrolledWindow *scroller;
  GtkListBox *target_list;
  GtkWidget *files_group;
  GtkListBox *file_list;
  GtkWidget *problem_group;
  AdwActionRow *problem_row;
  AdwPreferencesGroup *loss_group;
  GtkListBox *loss_list;
  PnrJobView *job_view;

  PnrSession *session;
  char *target;
  char *folder;
  guint look_id;
  guint look_number;
};

enum {
  PROP_0,
  PROP_SESSION,
  PROP_TARGET,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (PnrExportsPage, pnr_exports_page, ADW_TYPE_BIN)

static void
clear_list (GtkListBox *list)
{
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (list, 0)) != NULL)
    gtk_list_box_remove (list, GTK_WIDGET (row));
}

static GtkWidget *
add_row (GtkListBox *list, const char *title, const char *subtitle)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 0);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
  gtk_list_box_append (list, row);
  return row;
}

static void
pnr_exports_page_describe_losses (PnrExportsPage *self, guint n_losses)
{
  g_autofree char *sentence =
      n_losses == 0 ? g_strdup (_ ("Everything in this plan can be written."))
                    : g_strdup_printf (ngettext ("%u thing in this plan cannot be said in these "
                                                 "files. The export lists it.",
                                                 "%u things in this plan cannot be said in these "
                                                 "files. The export lists them.",
                                                 n_losses),
                                       n_losses);

  adw_preferences_group_set_description (self->loss_group, sentence);
}

static void
pnr_exports_page_show_losses (PnrExportsPage *self, PnrExportReport *report)
{
  guint n_losses = pnr_export_report_get_n_losses (report);

  clear_list (self->loss_list);
  pnr_exports_page_describe_losses (self, n_losses);
  for (guint i = 0; i < MIN (n_losses, MOST_LOSSES); i++) {
    const char *object;
    const char *what;
    const char *fallback;
    g_autofree char *title = NULL;

    pnr_export_report_get_loss (report, i, &object, &what, &fallback);
    title = g_strdup_printf ("%s: %s", object, what);
    add_row (self->loss_list, title, fallback);
  }
  if (n_losses > MOST_LOSSES) {
    g_autofree char *rest = g_strdup_printf (
        ngettext ("And %u more", "And %u more", n_losses - MOST_LOSSES), n_losses - MOST_LOSSES);

    add_row (self->loss_list, rest, _ ("The exported list of losses has all of them."));
  }
  pnr_unfold_rows (GTK_WIDGET (self->loss_list));
  gtk_widget_set_visible (GTK_WIDGET (self->loss_list), n_losses > 0);
}

static void
pnr_exports_page_show_problem (PnrExportsPage *self, const char *sentence)
{
  gtk_widget_set_visible (self->problem_group, sentence != NULL);
  if (sentence != NULL)
    adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->problem_row), sentence);
}

/* What an export would lose is read and looked up away from the window's thread. */
typedef struct {
  PnrPlan *plan;
  char *target;
  char *folder; /* where the files shall go, when that is known */
  guint number;
} PnrPreflight;

static void
pnr_preflight_free (gpointer data)
{
  PnrPreflight *preflight = data;

  g_object_unref (preflight->plan);
  g_free (preflight->target);
  g_free (preflight->folder);
  g_free (preflight);
}

static void
look_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  PnrPreflight *preflight = task_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (PnrContents) contents = pnr_plan_read_contents (preflight->plan, &error);
  PnrExportReport *report =
      contents != NULL && pnr_plan_guard_pass (contents, preflight->target, &error)
          ? pnr_export_preflight (contents, preflight->target, &error)
          : NULL;

  if (report != NULL)
    g_task_return_pointer (task, report, (GDestroyNotify) pnr_export_report_free);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static void
looked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  PnrExportsPage *self = PNR_EXPORTS_PAGE (source);
  PnrPreflight *preflight = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;
  g_autoptr (PnrExportReport) report = g_task_propagate_pointer (G_TASK (result), &error);

  if (self->stack == NULL || preflight->number != self->look_number)
    return;
  pnr_exports_page_show_problem (self, error != NULL ? error->message : NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->loss_group), report != NULL);
  if (report != NULL)
    pnr_exports_page_show_losses (self, report);
}

static void
pnr_exports_page_look_at (PnrExportsPage *self, const char *folder, GAsyncReadyCallback callback)
{
  PnrPreflight *preflight = g_new0 (PnrPreflight, 1);
  g_autoptr (GTask) task = g_task_new (self, NULL, callback, NULL);

  preflight->plan = g_object_ref (pnr_session_get_plan (self->session));
  preflight->target = g_strdup (self->target);
  preflight->folder = g_strdup (folder);
  preflight->number = ++self->look_number;
  g_task_set_task_data (task, preflight, pnr_preflight_free);
  g_task_run_in_thread (task, look_in_thread);
}

static gboolean
look_cb (gpointer user_data)
{
  PnrExportsPage *self = user_data;

  self->look_id = 0;
  pnr_exports_page_look_at (self, NULL, looked_cb);
  return G_SOURCE_REMOVE;
}

/* Only while somebody looks: the page looks again when it is shown. */
static void
pnr_exports_page_look (PnrExportsPage *self)
{
  if (self->look_id == 0 && self->session != NULL && gtk_widget_get_mapped (GTK_WIDGET (self)))
    self->look_id = g_idle_add (look_cb, self);
}

static void
pnr_exports_page_set_target (PnrExportsPage *self, const char *target)
{
  if (g_strcmp0 (self->target, target) == 0)
    return;
  g_free (self->target);
  self->target = g_strdup (target);
  gtk_widget_set_visible (self->files_group, FALSE);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TARGET]);
  pnr_exports_page_look (self);
}

static void
pnr_exports_page_show_files (PnrExportsPage *self, PnrExportReport *report)
{
  g_autoptr (GVariant) variant = g_variant_ref_sink (pnr_export_report_to_variant (report));
  g_autoptr (GVariant) files = pnr_report_get (variant, "files");
  g_autofree char *folder = g_filename_display_name (self->folder);

  clear_list (self->file_list);
  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (self->files_group), folder);
  for (gsize i = 0; i < pnr_report_list_length (files); i++) {
    g_autoptr (GVariant) file = pnr_report_list_get (files, i);
    g_autofree char *name = pnr_report_dup_text (file, "name");
    g_autofree char *sha256 = pnr_report_dup_text (file, "sha256");
    g_autofree char *subtitle = NULL;
    gint64 n_rows = 0;

    pnr_report_get_count (file, "rows", &n_rows);
    if (n_rows > 0)
      /* Translators: how many rows a file has, and the beginning of its SHA-256 hash. */
      subtitle = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%'" PRId64 " row · sha256 %.*s…",
                                               "%'" PRId64 " rows · sha256 %.*s…", n_rows),
                                  n_rows, SHOWN_HASH, sha256);
    else
      subtitle = g_strdup_printf ("sha256 %.*s…", SHOWN_HASH, sha256);
    gtk_widget_set_tooltip_text (add_row (self->file_list, name, subtitle), sha256);
  }
  pnr_unfold_rows (GTK_WIDGET (self->file_list));
  gtk_widget_set_visible (self->files_group, TRUE);
}

static void
exported_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PnrExportsPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (PnrExportReport) report = pnr_plan_export_finish (PNR_PLAN (source), result, &error);

  if (self->stack == NULL)
    return;
  pnr_job_view_stop (self->job_view);
  gtk_stack_set_visible_child_name (self->stack, "form");
  if (report != NULL) {
    pnr_exports_page_show_problem (self, NULL);
    pnr_exports_page_show_files (self, report);
    pnr_exports_page_show_losses (self, report);
    pnr_session_say (self->session, _ ("The files are written"));
  } else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED)) {
    gtk_widget_set_visible (self->files_group, FALSE);
    pnr_exports_page_show_problem (self, error->message);
  }
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "exports.open-folder", report != NULL);
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scroller), 0.0);
}

static void
pnr_exports_page_export (PnrExportsPage *self, const char *folder)
{
  g_autofree char *title =
      g_strdup_printf (_ ("Exporting to %s"), pnr_export_target_get_title (self->target));
  PnrProgress *progress = pnr_job_view_start (self->job_view, title);

  g_free (self->folder);
  self->folder = g_strdup (folder);
  gtk_stack_set_visible_child_name (self->stack, "job");
  pnr_plan_export_async (pnr_session_get_plan (self->session), self->target, self->folder, progress,
                         exported_cb, g_object_ref (self));
}

static void
replace_response_cb (AdwMessageDialog *dialog, const char *response, PnrExportsPage *self)
{
  const char *folder = g_object_get_data (G_OBJECT (dialog), "folder");

  if (g_str_equal (response, "replace") && !pnr_job_view_is_running (self->job_view))
    pnr_exports_page_export (self, folder);
}

/* Files cannot be got back by an undo, so whoever would lose some is asked. */
static void
pnr_exports_page_ask (PnrExportsPage *self, const char *folder, GStrv present)
{
  guint n_present = g_strv_length (present);
  GtkWidget *dialog =
      adw_message_dialog_new (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))),
                              ngettext ("Replace File?", "Replace Files?", n_present), NULL);
  g_autofree char *names = g_strjoinv ("\n", present);

  adw_message_dialog_format_body (
      ADW_MESSAGE_DIALOG (dialog),
      ngettext (
          "This file is in the folder already. What it holds is lost when it is replaced.\n%s",
          "These files are in the folder already. What they hold is lost when they are "
          "replaced.\n%s",
          n_present),
      names);
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _ ("_Cancel"), "replace",
                                    _ ("_Replace"), NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "replace",
                                              ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  g_object_set_data_full (G_OBJECT (dialog), "folder", g_strdup (folder), g_free);
  g_signal_connect_object (dialog, "response", G_CALLBACK (replace_response_cb), self, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
looked_for_files_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  PnrExportsPage *self = PNR_EXPORTS_PAGE (source);
  PnrPreflight *preflight = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;
  g_autoptr (PnrExportReport) report = g_task_propagate_pointer (G_TASK (result), &error);
  g_auto (GStrv) present = NULL;

  if (self->stack == NULL || preflight->number != self->look_number)
    return;
  if (report == NULL) {
    pnr_exports_page_show_problem (self, error->message);
    return;
  }
  present = pnr_export_report_dup_present (report, preflight->folder);
  if (present[0] == NULL)
    pnr_exports_page_export (self, preflight->folder);
  else
    pnr_exports_page_ask (self, preflight->folder, present);
}

static void
folder_response_cb (GtkNativeDialog *dialog, int response, PnrExportsPage *self)
{
  g_autoptr (GFile) folder = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
  g_autofree char *path = folder != NULL ? g_file_get_path (folder) : NULL;

  if (response == GTK_RESPONSE_ACCEPT && path != NULL)
    pnr_exports_page_look_at (self, path, looked_for_files_cb);
  g_object_unref (dialog);
}

static void
exports_export (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  PnrExportsPage *self = PNR_EXPORTS_PAGE (widget);
  GtkFileChooserNative *dialog;

  if (pnr_job_view_is_running (self->job_view))
    return;
  pnr_session_settle (self->session);
  dialog = gtk_file_chooser_native_new (_ ("Export to Folder"),
                                        GTK_WINDOW (gtk_widget_get_root (widget)),
                                        GTK_FILE_CHOOSER_ACTION_SELECT_FOLDER, _ ("_Export"), NULL);
  if (self->folder != NULL) {
    g_autoptr (GFile) folder = g_file_new_for_path (self->folder);

    gtk_file_chooser_set_current_folder (GTK_FILE_CHOOSER (dialog), folder, NULL);
  }
  g_signal_connect_object (dialog, "response", G_CALLBACK (folder_response_cb), self, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

static void
exports_open_folder (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  PnrExportsPage *self = PNR_EXPORTS_PAGE (widget);
  g_autoptr (GFile) folder = g_file_new_for_path (self->folder);
  g_autofree char *uri = g_file_get_uri (folder);

  gtk_show_uri (GTK_WINDOW (gtk_widget_get_root (widget)), uri, GDK_CURRENT_TIME);
}

static void
pnr_exports_page_add_target (PnrExportsPage *self, const char *target, GtkCheckButton **group)
{
  GtkWidget *row = add_row (self->target_list, pnr_export_target_get_title (target),
                            pnr_export_target_get_purpose (target));
  GtkWidget *check = gtk_check_button_new ();

  gtk_check_button_set_group (GTK_CHECK_BUTTON (check), *group);
  *group = GTK_CHECK_BUTTON (check);
  gtk_widget_set_valign (check, GTK_ALIGN_CENTER);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (check), "exports.target");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (check), "s", target);
  gtk_accessible_update_property (GTK_ACCESSIBLE (check), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  pnr_export_target_get_title (target), -1);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), check);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), check);
}

static void
pnr_exports_page_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (pnr_exports_page_parent_class)->map (widget);

  pnr_exports_page_look (PNR_EXPORTS_PAGE (widget));
}

static void
pnr_exports_page_constructed (GObject *object)
{
  PnrExportsPage *self = PNR_EXPORTS_PAGE (object);
  PnrPlan *plan = pnr_session_get_plan (self->session);
  PnrNounList *lists[] = { pnr_plan_get_products (plan), pnr_plan_get_relations (plan),
                           pnr_plan_get_bundles (plan), pnr_plan_get_scenarios (plan) };
  GtkCheckButton *group = NULL;

  G_OBJECT_CLASS (pnr_exports_page_parent_class)->constructed (object);

  for (const char *const *target = pnr_export_get_targets (); *target != NULL; target++)
    pnr_exports_page_add_target (self, *target, &group);
  pnr_unfold_rows (GTK_WIDGET (self->target_list));
  for (gsize i = 0; i < G_N_ELEMENTS (lists); i++)
    g_signal_connect_object (lists[i], "items-changed", G_CALLBACK (pnr_exports_page_look), self,
                             G_CONNECT_SWAPPED);
  pnr_exports_page_set_target (self, pnr_export_get_targets ()[0]);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "exports.open-folder", FALSE);
}

static void
pnr_exports_page_dispose (GObject *object)
{
  PnrExportsPage *self = PNR_EXPORTS_PAGE (object);

  g_clear_handle_id (&self->look_id, g_source_remove);
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), PNR_TYPE_EXPORTS_PAGE);
  self->stack = NULL;
  g_clear_object (&self->session);

  G_OBJECT_CLASS (pnr_exports_page_parent_class)->dispose (object);
}

static void
pnr_exports_page_finalize (GObject *object)
{
  PnrExportsPage *self = PNR_EXPORTS_PAGE (object);

  g_free (self->target);
  g_free (self->folder);

  G_OBJECT_CLASS (pnr_exports_page_parent_class)->finalize (object);
}

static void
pnr_exports_page_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  switch (prop_id) {
  case PROP_TARGET:
    g_value_set_string (value, PNR_EXPORTS_PAGE (object)->target);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
  }
}

static void
pnr_exports_page_set_property (GObject *object, guint prop_id, const GValue *value,
                               GParamSpec *pspec)
{
  switch (prop_id) {
  case PROP_SESSION:
    PNR_EXPORTS_PAGE (object)->session = g_value_dup_object (value);
    break;
  case PROP_TARGET:
    pnr_exports_page_set_target (PNR_EXPORTS_PAGE (object), g_value_get_string (value));
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
  }
}

static void
pnr_exports_page_class_init (PnrExportsPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = pnr_exports_page_constructed;
  object_class->dispose = pnr_exports_page_dispose;
  object_class->finalize = pnr_exports_page_finalize;
  object_class->get_property = pnr_exports_page_get_property;
  object_class->set_property = pnr_exports_page_set_property;
  widget_class->map = pnr_exports_page_map;

  properties[PROP_SESSION] =
      g_param_spec_object ("session", NULL, NULL, PNR_TYPE_SESSION,
                           G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  properties[PROP_TARGET] =
      g_param_spec_string ("target", NULL, NULL, NULL,
                           G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_install_property_action (widget_class, "exports.target", "target");
  gtk_widget_class_install_action (widget_class, "exports.export", NULL, exports_export);
  gtk_widget_class_install_action (widget_class, "exports.open-folder", NULL, exports_open_folder);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Return, GDK_CONTROL_MASK,
                                       "exports.export", NULL);

  g_type_ensure (PNR_TYPE_JOB_VIEW);
  gtk_widget_class_set_layout_manager_type (widget_class, PNR_TYPE_STEADY_LAYOUT);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/pannier/Pannier/ui/exports/pnr-exports-page.ui");
  gtk_widget_class_bind_template_child (widget_class, PnrExportsPage, stack);
  gtk_widget_class_bind_template_child (widget_class, PnrExportsPage, scroller);
  gtk_widget_class_bind_template_child (widget_class, PnrExportsPage, target_list);
  gtk_widget_class_bind_template_child (widget_class, PnrExportsPage, files_group);
  gtk_widget_class_bind_template_child (widget_class, PnrExportsPage, file_list);
  gtk_widget_class_bind_template_child (widget_class, PnrExportsPage, problem_group);
  gtk_widget_class_bind_template_child (widget_class, PnrExportsPage, problem_row);
  gtk_widget_class_bind_template_child (widget_class, PnrExportsPage, loss_group);
  gtk_widget_class_bind_template_child (widget_class, PnrExportsPage, loss_list);
  gtk_widget_class_bind_template_child (widget_class, PnrExportsPage, job_view);
}

static void
pnr_exports_page_init (PnrExportsPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

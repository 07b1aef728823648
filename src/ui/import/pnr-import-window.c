/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An import from the first look at the files to the list of rows that were left out. */
#include "config.h"

#include "ui/import/pnr-import-window.h"

#include "plan/pnr-plan-jobs.h"
#include "ui/import/pnr-preview-view.h"
#include "ui/import/pnr-problem-item.h"
#include "ui/pnr-job-view.h"
#include "ui/pnr-wording.h"

#include <glib/gi18n.h>

struct _PnrImportWindow {
  AdwWindow parent_instance;

  GtkStack *stack;
  GtkBox *preview_box;
  GtkButton *import_button;
  GtkButton *close_button;
  GtkButton *undo_button;
  PnrJobView *job_view;
  GtkImage *result_icon;
  GtkLabel *result_title;
  GtkListBox *count_list;
  GtkWidget *problem_box;
  GtkLabel *problem_count_label;
  GtkColumnView *problem_view;
  GtkLabel *problem_label;
  GtkLabel *failure_label;

  PnrSession *session;
};

G_DEFINE_FINAL_TYPE (PnrImportWindow, pnr_import_window, ADW_TYPE_WINDOW)

/* Whether every file is ready or cannot be read at all, and at least one of them is ready. */
static void
view_changed_cb (PnrImportWindow *self)
{
  gboolean is_ready = FALSE;
  gboolean is_waiting = FALSE;
  gboolean is_looking = FALSE;

  for (GtkWidget *view = gtk_widget_get_first_child (GTK_WIDGET (self->preview_box)); view != NULL;
       view = gtk_widget_get_next_sibling (view)) {
    PnrPreviewState state = pnr_preview_view_get_state (PNR_PREVIEW_VIEW (view));

    is_ready |= state == PNR_PREVIEW_READY;
    is_looking |= state == PNR_PREVIEW_LOOKING;
    is_waiting |= state == PNR_PREVIEW_LOOKING || state == PNR_PREVIEW_INCOMPLETE;
  }
  gtk_widget_set_sensitive (GTK_WIDGET (self->import_button), is_ready && !is_waiting);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->import_button),
                               is_waiting && !is_looking ? _ ("A column has to be chosen first")
                                                         : NULL);
  if (!is_looking && g_str_equal (gtk_stack_get_visible_child_name (self->stack), "looking")) {
    gtk_stack_set_visible_child_name (self->stack, "preview");
    /* Until now only Cancel could have it. */
    if (!gtk_widget_grab_focus (GTK_WIDGET (self->import_button)))
      gtk_widget_child_focus (GTK_WIDGET (self->preview_box), GTK_DIR_TAB_FORWARD);
  }
}

static void
pnr_import_window_offer_leaving_out (PnrImportWindow *self)
{
  GtkWidget *first = gtk_widget_get_first_child (GTK_WIDGET (self->preview_box));
  gboolean are_several = first != NULL && gtk_widget_get_next_sibling (first) != NULL;

  for (GtkWidget *view = first; view != NULL; view = gtk_widget_get_next_sibling (view))
    pnr_preview_view_set_removable (PNR_PREVIEW_VIEW (view), are_several);
}

static void
view_left_out_cb (PnrImportWindow *self, PnrPreviewView *view)
{
  gtk_box_remove (self->preview_box, GTK_WIDGET (view));
  pnr_import_window_offer_leaving_out (self);
  view_changed_cb (self);
  gtk_widget_child_focus (GTK_WIDGET (self->preview_box), GTK_DIR_TAB_FORWARD);
}

static void
pnr_import_window_add_file (PnrImportWindow *self, const char *path)
{
  PnrPlan *plan = pnr_session_get_plan (self->session);
  GtkWidget *view = pnr_preview_view_new (path, pnr_plan_get_currency (plan));

  g_signal_connect_object (view, "changed", G_CALLBACK (view_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (view, "left-out", G_CALLBACK (view_left_out_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_box_append (self->preview_box, view);
}

static void
pnr_import_window_add_count (PnrImportWindow *self, const char *title, gint64 count)
{
  GtkWidget *row;
  GtkWidget *label;
  g_autofree char *text = NULL;

  if (count == 0)
    return;
  row = adw_action_row_new ();
  text = pnr_wording_dup_count (count);
  label = gtk_label_new (text);
  gtk_widget_add_css_class (label, "numeric");
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), label);
  gtk_list_box_append (self->count_list, row);
}

static void
pnr_import_window_show_counts (PnrImportWindow *self, const PnrImportCounts *counts)
{
  pnr_import_window_add_count (self, _ ("New products"), counts->products_new);
  pnr_import_window_add_count (self, _ ("Changed products"), counts->products_changed);
  pnr_import_window_add_count (self, _ ("Products as before"), counts->products_unchanged);
  pnr_import_window_add_count (self, _ ("New orders"), counts->orders_new);
  pnr_import_window_add_count (self, _ ("Orders known already"), counts->orders_existing);
  pnr_import_window_add_count (self, _ ("Order lines"), counts->order_lines);
  pnr_import_window_add_count (self, _ ("Rows read"), counts->rows_read);
  pnr_import_window_add_count (self, _ ("Rows as before"), counts->rows_unchanged);
  pnr_import_window_add_count (self, _ ("Rows left out"), counts->rows_rejected);
}

/* The table cuts long sentences, so that its rows are of one height. */
static void
problem_selected_cb (PnrImportWindow *self, GParamSpec *pspec, GtkSingleSelection *selection)
{
  GObject *problem = gtk_single_selection_get_selected_item (selection);
  g_autofree char *message = NULL;

  if (problem != NULL)
    g_object_get (problem, "message", &message, NULL);
  gtk_label_set_label (self->problem_label, message != NULL ? message : "");
}

static void
pnr_import_window_show_problems (PnrImportWindow *self, GPtrArray *problems)
{
  g_autoptr (GListStore) items = g_list_store_new (PNR_TYPE_PROBLEM_ITEM);
  g_autoptr (GPtrArray) additions = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GtkSingleSelection) selection = NULL;
  g_autofree char *count = NULL;

  for (guint i = 0; i < problems->len; i++)
    g_ptr_array_add (additions, pnr_problem_item_new (g_ptr_array_index (problems, i)));
  g_list_store_splice (items, 0, 0, additions->pdata, additions->len);
  selection = gtk_single_selection_new (g_object_ref (G_LIST_MODEL (items)));
  g_signal_connect_object (selection, "notify::selected-item", G_CALLBACK (problem_selected_cb),
                           self, G_CONNECT_SWAPPED);
  gtk_column_view_set_model (self->problem_view, GTK_SELECTION_MODEL (selection));
  problem_selected_cb (self, NULL, selection);
  count = g_strdup_printf (ngettext ("%'u row needs a look", "%'u rows need a look", problems->len),
                           problems->len);
  gtk_label_set_label (self->problem_count_label, count);
  gtk_widget_set_visible (self->problem_box, problems->len > 0);
}

static void
pnr_import_window_show_report (PnrImportWindow *self, PnrImportReport *report)
{
  const PnrImportCounts *counts = pnr_import_report_get_counts (report);
  gboolean has_changed = counts->rows_imported > 0;

  gtk_label_set_label (self->result_title,
                       has_changed ? _ ("Imported") : _ ("Nothing New in These Files"));
  gtk_image_set_from_icon_name (self->result_icon,
                                has_changed ? "emblem-ok-symbolic" : "emblem-default-symbolic");
  pnr_import_window_show_counts (self, counts);
  pnr_import_window_show_problems (self, pnr_import_report_get_problems (report));
  gtk_widget_set_visible (GTK_WIDGET (self->undo_button), has_changed);
  gtk_stack_set_visible_child_name (self->stack, "result");
  gtk_button_set_label (self->close_button, _ ("_Done"));
  gtk_widget_grab_focus (GTK_WIDGET (self->close_button));
  if (has_changed)
    pnr_session_history_changed (self->session);
}

static void
import_done_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PnrImportWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (PnrImportReport) report = pnr_plan_import_finish (PNR_PLAN (source), result, &error);

  if (self->stack == NULL)
    return;
  pnr_job_view_stop (self->job_view);
  if (report != NULL) {
    pnr_import_window_show_report (self, report);
  } else {
    gboolean is_cancelled = g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);

    gtk_label_set_label (self->failure_label,
                         is_cancelled ? _ ("The import was stopped. Nothing was changed.")
                                      : error->message);
    /* What was asked for is no mistake. */
    gtk_widget_set_css_classes (GTK_WIDGET (self->failure_label),
                                (const char *[]){ is_cancelled ? "dim-label" : "error", NULL });
    gtk_widget_set_visible (GTK_WIDGET (self->failure_label), TRUE);
    gtk_widget_set_visible (GTK_WIDGET (self->import_button), TRUE);
    gtk_stack_set_visible_child_name (self->stack, "preview");
  }
}

/* What cannot be read stays out; its sentence has been shown. */
static void
import_clicked_cb (PnrImportWindow *self)
{
  PnrProgress *progress = pnr_job_view_start (self->job_view, _ ("Importing"));
  g_autoptr (GPtrArray) options =
      g_ptr_array_new_with_free_func ((GDestroyNotify) pnr_import_options_free);
  g_autoptr (GPtrArray) paths = g_ptr_array_new ();

  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->preview_box));
       child != NULL; child = gtk_widget_get_next_sibling (child)) {
    PnrPreviewView *view = PNR_PREVIEW_VIEW (child);

    if (pnr_preview_view_get_state (view) != PNR_PREVIEW_READY)
      continue;
    g_ptr_array_add (paths, (char *) pnr_preview_view_get_path (view));
    g_ptr_array_add (options, pnr_preview_view_dup_options (view));
  }
  g_ptr_array_add (paths, NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->failure_label), FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->import_button), FALSE);
  gtk_stack_set_visible_child_name (self->stack, "job");
  pnr_plan_import_async (pnr_session_get_plan (self->session), (const char *const *) paths->pdata,
                         (const PnrImportOptions *const *) options->pdata, progress, import_done_cb,
                         g_object_ref (self));
}

static void
undo_clicked_cb (PnrImportWindow *self)
{
  GtkWindow *parent = gtk_window_get_transient_for (GTK_WINDOW (self));

  gtk_widget_activate_action (GTK_WIDGET (parent), "win.undo", NULL);
  pnr_session_history_changed (self->session);
  gtk_window_close (GTK_WINDOW (self));
}

static gboolean
pnr_import_window_close_request (GtkWindow *window)
{
  PnrImportWindow *self = PNR_IMPORT_WINDOW (window);

  pnr_job_view_cancel (self->job_view);
  return GTK_WINDOW_CLASS (pnr_import_window_parent_class)->close_request (window);
}

/* A plan that is closed waits for its import, so the import ends first. */
static gboolean
parent_closed_cb (PnrImportWindow *self)
{
  gtk_window_close (GTK_WINDOW (self));
  return GDK_EVENT_PROPAGATE;
}

static void
pnr_import_window_dispose (GObject *object)
{
  PnrImportWindow *self = PNR_IMPORT_WINDOW (object);

  /* A selection that goes after the label would still speak to it. */
  if (self->problem_view != NULL)
    gtk_column_view_set_model (self->problem_view, NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), PNR_TYPE_IMPORT_WINDOW);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (pnr_import_window_parent_class)->dispose (object);
}

static void
pnr_import_window_class_init (PnrImportWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pnr_import_window_dispose;
  GTK_WINDOW_CLASS (klass)->close_request = pnr_import_window_close_request;

  g_type_ensure (PNR_TYPE_JOB_VIEW);
  g_type_ensure (PNR_TYPE_PROBLEM_ITEM);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/pannier/Pannier/ui/import/pnr-import-window.ui");
  gtk_widget_class_bind_template_child (widget_class, PnrImportWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, PnrImportWindow, preview_box);
  gtk_widget_class_bind_template_child (widget_class, PnrImportWindow, import_button);
  gtk_widget_class_bind_template_child (widget_class, PnrImportWindow, close_button);
  gtk_widget_class_bind_template_child (widget_class, PnrImportWindow, undo_button);
  gtk_widget_class_bind_template_child (widget_class, PnrImportWindow, job_view);
  gtk_widget_class_bind_template_child (widget_class, PnrImportWindow, result_icon);
  gtk_widget_class_bind_template_child (widget_class, PnrImportWindow, result_title);
  gtk_widget_class_bind_template_child (widget_class, PnrImportWindow, count_list);
  gtk_widget_class_bind_template_child (widget_class, PnrImportWindow, problem_box);
  gtk_widget_class_bind_template_child (widget_class, PnrImportWindow, problem_count_label);
  gtk_widget_class_bind_template_child (widget_class, PnrImportWindow, problem_view);
  gtk_widget_class_bind_template_child (widget_class, PnrImportWindow, problem_label);
  gtk_widget_class_bind_template_child (widget_class, PnrImportWindow, failure_label);
  gtk_widget_class_bind_template_callback (widget_class, import_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, undo_clicked_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
pnr_import_window_init (PnrImportWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * pnr_import_window_new:
 * @parent: the window of the plan
 * @session: its session
 * @files: (element-type GFile): what to import
 *
 * Returns: (transfer none): a window that looks at the files and waits for the merchant
 */
PnrImportWindow *
pnr_import_window_new (GtkWindow *parent, PnrSession *session, GListModel *files)
{
  PnrImportWindow *self = g_object_new (PNR_TYPE_IMPORT_WINDOW, "transient-for", parent,
                                        "application", gtk_window_get_application (parent), NULL);

  self->session = g_object_ref (session);
  g_signal_connect_object (parent, "close-request", G_CALLBACK (parent_closed_cb), self,
                           G_CONNECT_SWAPPED);
  for (guint i = 0; i < g_list_model_get_n_items (files); i++) {
    g_autoptr (GFile) file = g_list_model_get_item (files, i);
    g_autofree char *path = g_file_get_path (file);

    if (path != NULL)
      pnr_import_window_add_file (self, path);
  }
  pnr_import_window_offer_leaving_out (self);
  return self;
}

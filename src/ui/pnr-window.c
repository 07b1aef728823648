/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The window on one plan: sections at the left, the page of the chosen one, toasts. */
#include "config.h"

#include "ui/pnr-window-private.h"

#include "plan/pnr-plan-jobs.h"
#include "plan/pnr-plan-keeping.h"
#include "ui/bundles/pnr-bundles-page.h"
#include "ui/catalogue/pnr-catalogue-page.h"
#include "ui/exports/pnr-exports-page.h"
#include "ui/log/pnr-log-page.h"
#include "ui/overview/pnr-overview-page.h"
#include "ui/pnr-late-menu.h"
#include "ui/pnr-new-plan-window.h"
#include "ui/pnr-notice.h"
#include "ui/pnr-section-row.h"
#include "ui/pnr-start-page.h"
#include "ui/pnr-tab-stop.h"
#include "ui/relationships/pnr-relationships-page.h"
#include "ui/scenarios/pnr-scenarios-page.h"
#include "ui/suggestions/pnr-suggestions-page.h"

#include <glib/gi18n.h>

/* How long a plan may open without a word. */
#define PATIENCE_MS 500
#define PLAN_MIME_TYPE "application/vnd.pannier.plan+sqlite3"

G_DEFINE_FINAL_TYPE (PnrWindow, pnr_window, ADW_TYPE_APPLICATION_WINDOW)

/* In the order of a merchant's work. */
static const struct {
  const char *name;
  const char *title;
  const char *icon_name;
  GType (*get_type) (void);
  PnrNounList *(*get_list) (PnrPlan *plan);
} sections[] = {
  { "overview", N_ ("Overview"), "pnr-overview-symbolic", pnr_overview_page_get_type, NULL },
  { "catalogue", N_ ("Catalogue"), "pnr-catalogue-symbolic", pnr_catalogue_page_get_type,
    pnr_plan_get_products },
  { "suggestions", N_ ("Suggestions"), "pnr-suggestions-symbolic", pnr_suggestions_page_get_type,
    NULL },
  { "relationships", N_ ("Relationships"), "pnr-relationships-symbolic",
    pnr_relationships_page_get_type, pnr_plan_get_relations },
  { "bundles", N_ ("Bundles"), "pnr-bundles-symbolic", pnr_bundles_page_get_type,
    pnr_plan_get_bundles },
  { "scenarios", N_ ("Scenarios"), "pnr-scenarios-symbolic", pnr_scenarios_page_get_type,
    pnr_plan_get_scenarios },
  { "exports", N_ ("Exports"), "pnr-exports-symbolic", pnr_exports_page_get_type, NULL },
  { "log", N_ ("Log"), "pnr-log-symbolic", pnr_log_page_get_type, NULL },
};

static void
session_said_cb (PnrWindow *self, const char *sentence, gboolean is_undoable)
{
  if (self->toaster == NULL) /* what was on its way when the window went */
    return;
  if (is_undoable)
    pnr_toaster_offer (self->toaster, sentence, _ ("_Undo"), "win.undo");
  else
    pnr_toaster_say (self->toaster, sentence);
}

static void
session_returned_cb (PnrWindow *self, const char *sentence, gint64 former_action)
{
  g_autofree char *action =
      g_strdup_printf ("win.return-to(int64 %" G_GINT64_FORMAT ")", former_action);

  /* Not “Undo”: that is a step, and this may be many. */
  if (self->toaster != NULL)
    pnr_toaster_offer (self->toaster, sentence, _ ("_Go Back"), action);
}

static void
session_failed_cb (PnrWindow *self, const char *sentence)
{
  if (self->toaster != NULL)
    pnr_toaster_fail (self->toaster, sentence);
}

/* What was repaired, or what is at risk, stays until it has been read. */
static void
plan_noticed_cb (PnrWindow *self)
{
  const char *notice = pnr_plan_get_notice (pnr_session_get_plan (self->session));

  if (notice != NULL)
    session_failed_cb (self, notice);
}

static void
plan_changed_cb (PnrWindow *self)
{
  PnrPlan *plan = pnr_session_get_plan (self->session);
  gint64 n_orders = pnr_plan_get_n_orders (plan);
  g_autofree char *subtitle = n_orders > 0
                                  ? g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%'d order",
                                                                  "%'d orders", (gulong) n_orders),
                                                     (int) MIN (n_orders, G_MAXINT))
                                  : g_strdup ("");

  /* What was typed last is saved while the window goes. */
  if (self->plan_title == NULL)
    return;
  gtk_window_set_title (GTK_WINDOW (self), pnr_plan_get_name (plan));
  adw_window_title_set_title (self->plan_title, pnr_plan_get_name (plan));
  adw_window_title_set_subtitle (self->plan_title, subtitle);
  gtk_label_set_label (self->read_only_label, pnr_plan_get_read_only_reason (plan) != NULL
                                                  ? pnr_plan_get_read_only_reason (plan)
                                                  : _ ("This plan can be read but not changed."));
  pnr_notice_show (self->read_only_revealer, pnr_plan_is_read_only (plan));
  pnr_window_update_actions (self);
}

static void
pnr_window_fill_sections (PnrWindow *self)
{
  PnrPlan *plan = pnr_session_get_plan (self->session);

  for (gsize i = 0; i < G_N_ELEMENTS (sections); i++) {
    GListModel *list =
        sections[i].get_list != NULL ? G_LIST_MODEL (sections[i].get_list (plan)) : NULL;

    gtk_list_box_append (
        self->section_list,
        pnr_section_row_new (sections[i].name, _ (sections[i].title), sections[i].icon_name, list));
  }
}

/* Without orders there is nothing to look over, but perhaps products to look at. */
static const char *
get_first_page (PnrPlan *plan)
{
  return pnr_plan_get_n_orders (plan) > 0 ? "overview" : "catalogue";
}

/* Takes over the opened plan; pages are built when they are first looked at. */
static void
pnr_window_take_plan (PnrWindow *self, PnrPlan *plan)
{
  self->session = pnr_session_new (plan);
  g_signal_connect_object (self->session, "said", G_CALLBACK (session_said_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->session, "returned", G_CALLBACK (session_returned_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->session, "failed", G_CALLBACK (session_failed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (plan, "notify", G_CALLBACK (plan_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (plan, "notify::newest-action", G_CALLBACK (pnr_toaster_withdraw),
                           self->toaster, G_CONNECT_SWAPPED);
  pnr_window_fill_sections (self);
  g_signal_connect_object (plan, "notify::notice", G_CALLBACK (plan_noticed_cb), self,
                           G_CONNECT_SWAPPED);
  plan_changed_cb (self);
  plan_noticed_cb (self);
  pnr_window_watch_saving (self);
  pnr_window_watch_walks (self);
  pnr_window_watch_file (self);
  pnr_window_show_page (self,
                        self->page_to_show != NULL ? self->page_to_show : get_first_page (plan));
  g_clear_pointer (&self->page_to_show, g_free);
  gtk_stack_set_visible_child_name (self->root_stack, "plan");
  if (self->files_to_import != NULL)
    pnr_window_import_files (self, self->files_to_import);
  g_clear_object (&self->files_to_import);
}

static void
pnr_window_remember_file (PnrWindow *self)
{
  g_autofree char *uri = g_file_get_uri (self->file);
  GtkRecentData data = {
    .display_name = (char *) pnr_plan_get_name (pnr_session_get_plan (self->session)),
    .mime_type = (char *) PLAN_MIME_TYPE,
    .app_name = (char *) g_get_application_name (),
    .app_exec = (char *) "pannier %u",
  };

  gtk_recent_manager_add_full (gtk_recent_manager_get_default (), uri, &data);
}

void
pnr_window_say_problem (PnrWindow *self, const GError *error)
{
  g_autofree char *description = g_markup_escape_text (error->message, -1);

  adw_status_page_set_description (self->problem_page, description);
  gtk_stack_set_visible_child_name (self->root_stack, "problem");
}

/* Whoever opens what never was a plan has a file of the shop in hand. */
static gboolean
is_table_of_other_name (GFile *file, const GError *error)
{
  g_autofree char *name = g_file_get_basename (file);

  return pnr_plan_is_no_plan (error) && !g_str_has_suffix (name, ".pannier");
}

/* A damaged plan is not the end: older states of it may be there, or most of its rows. */
static void
pnr_window_show_problem (PnrWindow *self, const GError *error)
{
  gboolean is_table = self->file != NULL && is_table_of_other_name (self->file, error);
  gboolean is_damage = self->file != NULL && !is_table && pnr_plan_is_damage (error);

  g_clear_object (&self->table);
  if (is_table)
    self->table = g_object_ref (self->file);
  gtk_widget_set_visible (self->table_button, is_table);
  g_free (self->damaged_path);
  self->damaged_path = is_damage ? g_file_get_path (self->file) : NULL;
  gtk_widget_set_visible (self->restore_button, FALSE);
  gtk_widget_set_visible (self->rescue_button, is_damage);
  g_clear_object (&self->file);
  pnr_window_say_problem (self, error);
  if (is_damage)
    pnr_window_offer_older_state (self);
}

static void
open_done_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PnrWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (PnrPlan) plan = pnr_plan_open_finish (result, &error);

  g_clear_handle_id (&self->opening_id, g_source_remove);
  if (self->root_stack == NULL)
    return;
  pnr_job_view_stop (self->job_view);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED)) {
    g_clear_object (&self->file);
    pnr_window_show_start (self);
    return;
  }
  if (plan == NULL) {
    pnr_window_show_problem (self, error);
    return;
  }
  pnr_window_take_plan (self, plan);
  pnr_window_remember_file (self);
}

/* Most plans are there at once; one that is large and new here is looked through first, and who
 * does not want to wait for that can stop it. */
static gboolean
still_opening_cb (gpointer user_data)
{
  PnrWindow *self = user_data;

  self->opening_id = 0;
  gtk_stack_set_visible_child_name (self->root_stack, "job");
  return G_SOURCE_REMOVE;
}

/* Runs before each frame. The first shows the empty window, and the plan must not delay it: reading
 * the file would take turns with the painting where there are few processors. */
static gboolean
pnr_window_open_tick_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  PnrWindow *self = PNR_WINDOW (widget);
  g_autofree char *path = g_file_get_path (self->file);

  if (!self->is_painted) {
    self->is_painted = TRUE;
    return G_SOURCE_CONTINUE;
  }
  self->opening_id = g_timeout_add (PATIENCE_MS, still_opening_cb, self);
  pnr_plan_open_async (path, pnr_job_view_start (self->job_view, _ ("Opening the plan")),
                       open_done_cb, g_object_ref (self));
  return G_SOURCE_REMOVE;
}

typedef struct {
  char *path;
  char *sample;
  PnrProgress *progress;
} PnrSampleOrder;

static void
pnr_sample_order_free (gpointer data)
{
  PnrSampleOrder *order = data;

  g_free (order->path);
  g_free (order->sample);
  g_object_unref (order->progress);
  g_free (order);
}

static void
create_sample_in_thread (GTask *task, gpointer source, gpointer task_data,
                         GCancellable *cancellable)
{
  PnrSampleOrder *order = task_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (PnrPlan) plan =
      pnr_plan_create_sample (order->path, order->sample, order->progress, &error);

  if (plan == NULL) {
    g_task_return_error (task, g_steal_pointer (&error));
    return;
  }
  pnr_plan_close (plan);
  g_task_return_boolean (task, TRUE);
}

static void
sample_created_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  PnrWindow *self = PNR_WINDOW (source);
  PnrSampleOrder *order = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;

  if (self->root_stack == NULL)
    return;
  pnr_job_view_stop (self->job_view);
  if (g_task_propagate_boolean (G_TASK (result), &error)) {
    g_autoptr (GFile) file = g_file_new_for_path (order->path);

    pnr_window_open_plan (self, file);
  } else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED)) {
    pnr_window_show_start (self);
  } else {
    pnr_window_show_problem (self, error);
  }
}

/* A sample is an ordinary plan in the data folder; it is made once and then opened again. */
static void
sample_chosen_cb (PnrWindow *self, const char *sample)
{
  g_autofree char *folder = g_build_filename (g_get_user_data_dir (), "pannier", NULL);
  g_autofree char *name = g_strconcat (sample, ".pannier", NULL);
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autoptr (GTask) task = NULL;
  PnrSampleOrder *order;

  if (g_file_test (path, G_FILE_TEST_EXISTS)) {
    g_autoptr (GFile) file = g_file_new_for_path (path);

    pnr_application_open_plan (PNR_APPLICATION (gtk_window_get_application (GTK_WINDOW (self))),
                               file, GTK_WINDOW (self));
    return;
  }
  g_mkdir_with_parents (folder, 0700);
  order = g_new0 (PnrSampleOrder, 1);
  order->path = g_steal_pointer (&path);
  order->sample = g_strdup (sample);
  order->progress =
      g_object_ref (pnr_job_view_start (self->job_view, _ ("Making the sample plan")));
  gtk_stack_set_visible_child_name (self->root_stack, "job");
  task = g_task_new (self, NULL, sample_created_cb, NULL);
  g_task_set_task_data (task, order, pnr_sample_order_free);
  g_task_run_in_thread (task, create_sample_in_thread);
}

static void
plan_chosen_cb (PnrWindow *self, GFile *file)
{
  pnr_application_open_plan (PNR_APPLICATION (gtk_window_get_application (GTK_WINDOW (self))), file,
                             GTK_WINDOW (self));
}

static void
start_again_clicked_cb (PnrWindow *self)
{
  pnr_window_show_start (self);
}

static void
section_activated_cb (PnrWindow *self, PnrSectionRow *row)
{
  pnr_window_show_page (self, pnr_section_row_get_name (row));
}

/* A list box moves its selection with the focus; here it marks the page that is shown. */
static void
section_selected_cb (PnrWindow *self, PnrSectionRow *selected)
{
  GtkListBoxRow *row;
  const char *shown;

  if (selected == NULL || self->page_stack == NULL)
    return;
  shown = gtk_stack_get_visible_child_name (self->page_stack);
  if (g_strcmp0 (pnr_section_row_get_name (selected), shown) == 0)
    return;
  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->section_list, i)) != NULL; i++) {
    if (g_strcmp0 (pnr_section_row_get_name (PNR_SECTION_ROW (row)), shown) == 0)
      gtk_list_box_select_row (self->section_list, row);
  }
}

static gboolean
pnr_window_takes_files (PnrWindow *self)
{
  return self->session != NULL ? !pnr_plan_is_read_only (pnr_session_get_plan (self->session))
                               : pnr_window_is_empty (self);
}

/* Whoever comes with files need not look for the button first. */
static void
pnr_window_offer_plan_for (PnrWindow *self, GListModel *files)
{
  PnrNewPlanWindow *window = pnr_new_plan_window_new (
      PNR_APPLICATION (gtk_window_get_application (GTK_WINDOW (self))), GTK_WINDOW (self));

  pnr_new_plan_window_set_files (window, files);
  gtk_window_present (GTK_WINDOW (window));
}

static void
table_clicked_cb (PnrWindow *self)
{
  g_autoptr (GListStore) tables = g_list_store_new (G_TYPE_FILE);

  g_list_store_append (tables, self->table);
  pnr_window_offer_plan_for (self, G_LIST_MODEL (tables));
}

static gboolean
files_dropped_cb (PnrWindow *self, const GValue *value)
{
  GdkFileList *list = g_value_get_boxed (value);
  g_autoptr (GListStore) tables = g_list_store_new (G_TYPE_FILE);
  g_autoptr (GSList) files = gdk_file_list_get_files (list);

  /* A drop is not followed by a leave. */
  gtk_widget_set_visible (self->drop_hint, FALSE);
  for (GSList *l = files; l != NULL; l = l->next) {
    g_autofree char *name = g_file_get_basename (l->data);

    if (g_str_has_suffix (name, ".pannier"))
      plan_chosen_cb (self, l->data);
    else
      g_list_store_append (tables, l->data);
  }
  if (g_list_model_get_n_items (G_LIST_MODEL (tables)) == 0)
    return TRUE;
  if (!pnr_window_takes_files (self))
    return FALSE;
  if (self->session != NULL)
    pnr_window_import_files (self, G_LIST_MODEL (tables));
  else
    pnr_window_offer_plan_for (self, G_LIST_MODEL (tables));
  return TRUE;
}

static GdkDragAction
drag_entered_cb (PnrWindow *self)
{
  adw_status_page_set_description (self->drop_page,
                                   self->session != NULL
                                       ? _ ("Files of products and orders go into this plan.")
                                       : _ ("Files of products and orders go into a new plan."));
  gtk_widget_set_visible (self->drop_hint, pnr_window_takes_files (self));
  return GDK_ACTION_COPY;
}

static void
drag_left_cb (PnrWindow *self)
{
  gtk_widget_set_visible (self->drop_hint, FALSE);
}

static gboolean
pnr_window_close_request (GtkWindow *window)
{
  PnrWindow *self = PNR_WINDOW (window);
  int width;
  int height;

  if (self->session != NULL)
    pnr_session_settle (self->session);
  if (pnr_window_ask_before_closing (self))
    return GDK_EVENT_STOP;
  gtk_window_get_default_size (window, &width, &height);
  g_settings_set_boolean (self->settings, "window-maximized", gtk_window_is_maximized (window));
  if (!gtk_window_is_maximized (window) && width >= 360 && height >= 290) {
    g_settings_set_int (self->settings, "window-width", width);
    g_settings_set_int (self->settings, "window-height", height);
  }
  pnr_window_leave (self);
  return GDK_EVENT_STOP;
}

static void
pnr_window_dispose (GObject *object)
{
  PnrWindow *self = PNR_WINDOW (object);

  g_clear_handle_id (&self->opening_id, g_source_remove);
  if (self->job_view != NULL)
    pnr_window_leave_walks (self);
  pnr_window_leave_file (self);
  g_clear_object (&self->toaster);
  gtk_widget_dispose_template (GTK_WIDGET (self), PNR_TYPE_WINDOW);
  if (self->session != NULL) {
    pnr_outbox_give_up (pnr_session_get_outbox (self->session));
    pnr_plan_close (pnr_session_get_plan (self->session));
  }
  g_clear_object (&self->session);
  g_clear_object (&self->file);
  g_clear_pointer (&self->damaged_path, g_free);
  g_clear_object (&self->table);
  g_clear_pointer (&self->made_path, g_free);
  g_clear_pointer (&self->page_to_show, g_free);
  g_clear_object (&self->files_to_import);
  g_clear_object (&self->settings);

  G_OBJECT_CLASS (pnr_window_parent_class)->dispose (object);
  pnr_window_end_leaving (self);
}

static void
pnr_window_class_init (PnrWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pnr_window_dispose;
  GTK_WINDOW_CLASS (klass)->close_request = pnr_window_close_request;

  g_type_ensure (PNR_TYPE_JOB_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/pannier/Pannier/ui/pnr-window.ui");
  gtk_widget_class_bind_template_child (widget_class, PnrWindow, toast_overlay);
  gtk_widget_class_bind_template_child (widget_class, PnrWindow, root_stack);
  gtk_widget_class_bind_template_child (widget_class, PnrWindow, start_menu_button);
  gtk_widget_class_bind_template_child (widget_class, PnrWindow, start_menu);
  gtk_widget_class_bind_template_child (widget_class, PnrWindow, primary_menu_button);
  gtk_widget_class_bind_template_child (widget_class, PnrWindow, primary_menu);
  gtk_widget_class_bind_template_child (widget_class, PnrWindow, start_box);
  gtk_widget_class_bind_template_child (widget_class, PnrWindow, job_view);
  gtk_widget_class_bind_template_child (widget_class, PnrWindow, problem_page);
  gtk_widget_class_bind_template_child (widget_class, PnrWindow, table_button);
  gtk_widget_class_bind_template_child (widget_class, PnrWindow, restore_button);
  gtk_widget_class_bind_template_child (widget_class, PnrWindow, rescue_button);
  gtk_widget_class_bind_template_child (widget_class, PnrWindow, leaflet);
  gtk_widget_class_bind_template_child (widget_class, PnrWindow, sidebar);
  gtk_widget_class_bind_template_child (widget_class, PnrWindow, content);
  gtk_widget_class_bind_template_child (widget_class, PnrWindow, section_list);
  gtk_widget_class_bind_template_child (widget_class, PnrWindow, plan_title);
  gtk_widget_class_bind_template_child (widget_class, PnrWindow, page_title);
  gtk_widget_class_bind_template_child (widget_class, PnrWindow, undo_button);
  gtk_widget_class_bind_template_child (widget_class, PnrWindow, redo_button);
  gtk_widget_class_bind_template_child (widget_class, PnrWindow, read_only_revealer);
  gtk_widget_class_bind_template_child (widget_class, PnrWindow, read_only_label);
  gtk_widget_class_bind_template_child (widget_class, PnrWindow, unsaved_revealer);
  gtk_widget_class_bind_template_child (widget_class, PnrWindow, unsaved_label);
  gtk_widget_class_bind_template_child (widget_class, PnrWindow, save_copy_button);
  gtk_widget_class_bind_template_child (widget_class, PnrWindow, lost_revealer);
  gtk_widget_class_bind_template_child (widget_class, PnrWindow, lost_label);
  gtk_widget_class_bind_template_child (widget_class, PnrWindow, reload_button);
  gtk_widget_class_bind_template_child (widget_class, PnrWindow, page_stack);
  gtk_widget_class_bind_template_child (widget_class, PnrWindow, drop_hint);
  gtk_widget_class_bind_template_child (widget_class, PnrWindow, drop_page);
  gtk_widget_class_bind_template_callback (widget_class, start_again_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, table_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, pnr_window_restore_damaged);
  gtk_widget_class_bind_template_callback (widget_class, pnr_window_rescue_damaged);
  gtk_widget_class_bind_template_callback (widget_class, section_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, section_selected_cb);
}

static void
pnr_window_accept_files (PnrWindow *self)
{
  GtkDropTarget *target = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);

  g_signal_connect_swapped (target, "drop", G_CALLBACK (files_dropped_cb), self);
  g_signal_connect_swapped (target, "enter", G_CALLBACK (drag_entered_cb), self);
  g_signal_connect_swapped (target, "leave", G_CALLBACK (drag_left_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (target));
}

static void
pnr_window_init (PnrWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  pnr_late_menu_give (self->start_menu_button, self->start_menu);
  pnr_late_menu_give (self->primary_menu_button, self->primary_menu);
  self->toaster = pnr_toaster_new (self->toast_overlay);
  self->settings = g_settings_new (PNR_APPLICATION_ID);
  gtk_window_set_default_size (GTK_WINDOW (self),
                               g_settings_get_int (self->settings, "window-width"),
                               g_settings_get_int (self->settings, "window-height"));
  if (g_settings_get_boolean (self->settings, "window-maximized"))
    gtk_window_maximize (GTK_WINDOW (self));
  pnr_window_install_actions (self);
  pnr_window_accept_files (self);
  pnr_window_keys_keep (GTK_WINDOW (self));
  pnr_window_keys_pass (GTK_WINDOW (self), self->page_stack);
  pnr_tab_stop_make (GTK_WIDGET (self->section_list));
}

PnrWindow *
pnr_window_new (PnrApplication *application)
{
  return g_object_new (PNR_TYPE_WINDOW, "application", application, NULL);
}

static void
pnr_window_build_start (PnrWindow *self)
{
  self->start_page = g_object_new (PNR_TYPE_START_PAGE, NULL);
  g_signal_connect_swapped (self->start_page, "sample-chosen", G_CALLBACK (sample_chosen_cb), self);
  g_signal_connect_swapped (self->start_page, "plan-chosen", G_CALLBACK (plan_chosen_cb), self);
  gtk_box_append (self->start_box, self->start_page);
}

static gboolean
build_start_cb (gpointer user_data)
{
  PnrWindow *self = user_data;

  if (self->start_box != NULL && self->start_page == NULL && self->file == NULL)
    pnr_window_build_start (self);
  return G_SOURCE_REMOVE;
}

/* The first frame is the longest of all: fonts are read and the whole window is painted. So it is
 * left to the empty window, and the page is made between two frames. */
static gboolean
pnr_window_start_tick_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  PnrWindow *self = PNR_WINDOW (widget);

  if (!self->is_painted) {
    self->is_painted = TRUE;
    return G_SOURCE_CONTINUE;
  }
  g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, build_start_cb, g_object_ref (self), g_object_unref);
  return G_SOURCE_REMOVE;
}

/* What a window without a plan shows. A window that opens a plan at once never builds it. */
void
pnr_window_show_start (PnrWindow *self)
{
  g_return_if_fail (PNR_IS_WINDOW (self));

  if (self->start_page == NULL && self->is_painted)
    pnr_window_build_start (self);
  else if (self->start_page == NULL)
    gtk_widget_add_tick_callback (GTK_WIDGET (self), pnr_window_start_tick_cb, NULL, NULL);
  gtk_stack_set_visible_child_name (self->root_stack, "start");
}

/**
 * pnr_window_open_plan:
 * @self: a window without a plan
 * @file: a plan file
 *
 * Shows that the plan is being opened, then the plan, or why it could not be opened.
 */
void
pnr_window_open_plan (PnrWindow *self, GFile *file)
{
  g_return_if_fail (PNR_IS_WINDOW (self));
  g_return_if_fail (self->session == NULL);

  g_set_object (&self->file, file);
  gtk_stack_set_visible_child_name (self->root_stack, "opening");
  gtk_widget_add_tick_callback (GTK_WIDGET (self), pnr_window_open_tick_cb, NULL, NULL);
}

gboolean
pnr_window_is_empty (PnrWindow *self)
{
  g_return_val_if_fail (PNR_IS_WINDOW (self), FALSE);

  return self->file == NULL && !pnr_job_view_is_running (self->job_view);
}

static char *
dup_file_id (GFile *file)
{
  g_autoptr (GFileInfo) info = g_file_query_info (file, G_FILE_ATTRIBUTE_ID_FILE, 0, NULL, NULL);

  return info != NULL ? g_strdup (g_file_info_get_attribute_string (info, G_FILE_ATTRIBUTE_ID_FILE))
                      : NULL;
}

/* A link gives one file a second name. */
static gboolean
is_same_file (GFile *file, GFile *other)
{
  g_autofree char *id = NULL, *other_id = NULL;

  if (g_file_equal (file, other))
    return TRUE;
  id = dup_file_id (file);
  other_id = dup_file_id (other);
  return id != NULL && g_strcmp0 (id, other_id) == 0;
}

gboolean
pnr_window_shows (PnrWindow *self, GFile *file)
{
  g_return_val_if_fail (PNR_IS_WINDOW (self), FALSE);

  return self->file != NULL && is_same_file (self->file, file);
}

PnrSession *
pnr_window_get_session (PnrWindow *self)
{
  g_return_val_if_fail (PNR_IS_WINDOW (self), NULL);

  return self->session;
}

/* Builds the page when it is first asked for. */
void
pnr_window_show_page (PnrWindow *self, const char *name)
{
  pnr_session_settle (self->session);
  for (gsize i = 0; i < G_N_ELEMENTS (sections); i++) {
    if (g_str_equal (sections[i].name, name)) {
      if (gtk_stack_get_child_by_name (self->page_stack, name) == NULL)
        gtk_stack_add_named (self->page_stack,
                             g_object_new (sections[i].get_type (), "session", self->session, NULL),
                             name);
      gtk_stack_set_visible_child_name (self->page_stack, name);
      adw_window_title_set_title (self->page_title, _ (sections[i].title));
      gtk_list_box_select_row (self->section_list,
                               gtk_list_box_get_row_at_index (self->section_list, (int) i));
      adw_leaflet_set_visible_child (self->leaflet, self->content);
      pnr_window_update_actions (self);
      return;
    }
  }
}

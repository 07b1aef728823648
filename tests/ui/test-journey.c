/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One walk through the window by its actions: open, look at every page, bundle, undo, redo. */
#include "config.h"

#include "plan/pnr-plan-jobs.h"
#include "ui/import/pnr-import-window.h"
#include "ui/pnr-new-plan-window.h"
#include "ui/pnr-window.h"

#include <glib/gstdio.h>

#define PATIENCE_US (30 * G_USEC_PER_SEC)

static char *path;

typedef gboolean (*Condition) (PnrWindow *window);

static void
wait_for (PnrWindow *window, Condition condition)
{
  gint64 end = g_get_monotonic_time () + PATIENCE_US;

  while (!condition (window) && g_get_monotonic_time () < end)
    g_main_context_iteration (NULL, TRUE);
  g_assert_true (condition (window));
}

static PnrPlan *
get_plan (PnrWindow *window)
{
  return pnr_session_get_plan (pnr_window_get_session (window));
}

static guint
count_bundles (PnrWindow *window)
{
  return g_list_model_get_n_items (G_LIST_MODEL (pnr_plan_get_bundles (get_plan (window))));
}

static gboolean
has_plan (PnrWindow *window)
{
  return pnr_window_get_session (window) != NULL;
}

static gboolean
has_one_bundle (PnrWindow *window)
{
  return count_bundles (window) == 1;
}

static gboolean
has_two_bundles (PnrWindow *window)
{
  return count_bundles (window) == 2;
}

static gboolean
can_redo (PnrWindow *window)
{
  return pnr_plan_get_redo_name (get_plan (window)) != NULL;
}

/* The sidebar marks the page that is shown, wherever the focus walks in it. */
static void
walk_sidebar (PnrWindow *window)
{
  GtkListBox *list = GTK_LIST_BOX (
      gtk_widget_get_template_child (GTK_WIDGET (window), PNR_TYPE_WINDOW, "section_list"));
  GtkListBoxRow *shown = gtk_list_box_get_selected_row (list);

  for (int i = 0; gtk_list_box_get_row_at_index (list, i) != NULL; i++) {
    gtk_list_box_select_row (list, gtk_list_box_get_row_at_index (list, i));
    g_assert_true (gtk_list_box_get_selected_row (list) == shown);
  }
}

static const char *
get_page (PnrWindow *window)
{
  return gtk_stack_get_visible_child_name (GTK_STACK (
      gtk_widget_get_template_child (GTK_WIDGET (window), PNR_TYPE_WINDOW, "page_stack")));
}

/* Every accelerator of the program stands for something that is there. */
static void
check_accelerators (PnrWindow *window)
{
  GtkApplication *application = gtk_window_get_application (GTK_WINDOW (window));
  g_auto (GStrv) described = gtk_application_list_action_descriptions (application);

  g_assert_cmpuint (g_strv_length (described), >, 10);
  for (char **action = described; *action != NULL; action++) {
    g_autofree char *name = NULL;
    g_autoptr (GVariant) target = NULL;
    gboolean is_of_window = g_str_has_prefix (*action, "win.");

    g_assert_true (g_action_parse_detailed_name (*action, &name, &target, NULL));
    g_assert_true (g_action_group_has_action (
        is_of_window ? G_ACTION_GROUP (window) : G_ACTION_GROUP (application), name + 4));
  }
}

static void
go (PnrWindow *window)
{
  g_autoptr (PnrBundle) bundle =
      g_list_model_get_item (G_LIST_MODEL (pnr_plan_get_bundles (get_plan (window))), 0);
  gint64 product_id = pnr_bundle_get_component (bundle, 0)->product_id;

  check_accelerators (window);
  gtk_widget_activate_action (GTK_WIDGET (window), "win.show-product", "x", product_id);
  g_assert_cmpstr (get_page (window), ==, "relationships");
  g_assert_cmpint (pnr_session_get_product_id (pnr_window_get_session (window)), ==, product_id);
  gtk_widget_activate_action (GTK_WIDGET (window), "win.show-bundle", "x",
                              pnr_bundle_get_id (bundle));
  g_assert_cmpstr (get_page (window), ==, "bundles");
  gtk_widget_activate_action (GTK_WIDGET (window), "win.go-to", NULL);
  gtk_window_close (
      gtk_application_get_active_window (gtk_window_get_application (GTK_WINDOW (window))));
}

static GtkLabel *
find_label (GtkWidget *widget)
{
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child)) {
    GtkLabel *label = GTK_IS_LABEL (child) ? GTK_LABEL (child) : find_label (child);

    if (label != NULL)
      return label;
  }
  return NULL;
}

static gboolean
is_folded (PnrWindow *window)
{
  return adw_leaflet_get_folded (ADW_LEAFLET (
      gtk_widget_get_template_child (GTK_WIDGET (window), PNR_TYPE_WINDOW, "leaflet")));
}

static gboolean
has_whole_title (PnrWindow *window)
{
  GtkLabel *title = find_label (GTK_WIDGET (
      gtk_widget_get_template_child (GTK_WIDGET (window), PNR_TYPE_WINDOW, "page_title")));

  return !pango_layout_is_ellipsized (gtk_label_get_layout (title));
}

/* In the narrowest window it can still be read which page this is. */
static void
check_narrow_titles (PnrWindow *window, const char *const *pages, gsize n_pages)
{
  gtk_window_set_default_size (GTK_WINDOW (window), 360, 640);
  wait_for (window, is_folded);
  for (gsize i = 0; i < n_pages; i++) {
    gtk_widget_activate_action (GTK_WIDGET (window), "win.page", "s", pages[i]);
    gtk_test_widget_wait_for_draw (GTK_WIDGET (window));
    wait_for (window, has_whole_title);
  }
}

static GtkEventController *
find_drop_target (PnrWindow *window)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (GTK_WIDGET (window));

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++) {
    g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

    if (GTK_IS_DROP_TARGET (controller))
      return controller;
  }
  g_assert_not_reached ();
}

/* Files that are held over the window are told where they would go, until they are dropped. The
 * window they open must be of the type @expected. */
static void
drop (PnrWindow *window, GType expected)
{
  GtkEventController *target = find_drop_target (window);
  GtkWidget *hint = GTK_WIDGET (
      gtk_widget_get_template_child (GTK_WIDGET (window), PNR_TYPE_WINDOW, "drop_hint"));
  g_autoptr (GFile) file = g_file_new_for_path ("/nowhere/orders.csv");
  g_auto (GValue) value = G_VALUE_INIT;
  gboolean is_taken = FALSE;
  GdkDragAction action;
  GtkWindow *opened;

  g_signal_emit_by_name (target, "enter", 1.0, 1.0, &action);
  g_assert_true (gtk_widget_get_visible (hint));
  g_value_init (&value, GDK_TYPE_FILE_LIST);
  g_value_take_boxed (&value, gdk_file_list_new_from_array (&file, 1));
  g_signal_emit_by_name (target, "drop", &value, 1.0, 1.0, &is_taken);
  g_assert_true (is_taken);
  g_assert_false (gtk_widget_get_visible (hint));
  opened = gtk_application_get_active_window (gtk_window_get_application (GTK_WINDOW (window)));
  g_assert_true (g_type_is_a (G_OBJECT_TYPE (opened), expected));
  gtk_window_close (opened);
}

static gboolean
has_problem (PnrWindow *window)
{
  GtkStack *stack = GTK_STACK (
      gtk_widget_get_template_child (GTK_WIDGET (window), PNR_TYPE_WINDOW, "root_stack"));

  return g_strcmp0 (gtk_stack_get_visible_child_name (stack), "problem") == 0;
}

/* Whoever opens a file of the shop instead of a plan is offered to import it. */
static void
open_table (GApplication *application)
{
  g_autofree char *table = g_strconcat (path, ".csv", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (table);
  PnrWindow *window;
  GtkWidget *offer, *rescue;
  GtkWindow *fresh;

  g_assert_true (g_file_set_contents (table, "sku,name\nA,Apron\n", -1, NULL));
  pnr_application_open_plan (PNR_APPLICATION (application), file, NULL);
  window = PNR_WINDOW (gtk_application_get_active_window (GTK_APPLICATION (application)));
  wait_for (window, has_problem);
  offer = GTK_WIDGET (
      gtk_widget_get_template_child (GTK_WIDGET (window), PNR_TYPE_WINDOW, "table_button"));
  rescue = GTK_WIDGET (
      gtk_widget_get_template_child (GTK_WIDGET (window), PNR_TYPE_WINDOW, "rescue_button"));
  g_assert_true (gtk_widget_get_visible (offer));
  g_assert_false (gtk_widget_get_visible (rescue));
  g_signal_emit_by_name (offer, "clicked");
  fresh = gtk_application_get_active_window (GTK_APPLICATION (application));
  g_assert_true (PNR_IS_NEW_PLAN_WINDOW (fresh));
  gtk_window_close (fresh);
  gtk_window_close (GTK_WINDOW (window));
  g_unlink (table);
}

static void
walk (GApplication *application)
{
  static const char *const pages[] = { "suggestions", "relationships", "bundles",  "scenarios",
                                       "exports",     "log",           "overview", "catalogue" };
  g_autoptr (GFile) file = g_file_new_for_path (path);
  PnrWindow *window;
  GListModel *products;
  gint64 ids[2];

  open_table (application);
  window = pnr_window_new (PNR_APPLICATION (application));
  pnr_window_show_start (window);
  gtk_window_present (GTK_WINDOW (window));
  drop (window, PNR_TYPE_NEW_PLAN_WINDOW);
  pnr_application_open_plan (PNR_APPLICATION (application), file, GTK_WINDOW (window));
  window = PNR_WINDOW (gtk_application_get_active_window (GTK_APPLICATION (application)));
  wait_for (window, has_plan);
  g_assert_true (pnr_window_shows (window, file));
  for (gsize i = 0; i < G_N_ELEMENTS (pages); i++) {
    gtk_widget_activate_action (GTK_WIDGET (window), "win.page", "s", pages[i]);
    gtk_test_widget_wait_for_draw (GTK_WIDGET (window));
    walk_sidebar (window);
  }

  products = G_LIST_MODEL (pnr_plan_get_products (get_plan (window)));
  for (guint i = 0; i < 2; i++) {
    g_autoptr (PnrProduct) product = g_list_model_get_item (products, i);

    ids[i] = pnr_product_get_id (product);
  }
  pnr_session_add_bundle (pnr_window_get_session (window), PNR_BUNDLE_KIND_MIXED, ids, 2);
  wait_for (window, has_two_bundles);
  gtk_widget_activate_action (GTK_WIDGET (window), "win.undo", NULL);
  wait_for (window, has_one_bundle);
  wait_for (window, can_redo);
  gtk_widget_activate_action (GTK_WIDGET (window), "win.redo", NULL);
  wait_for (window, has_two_bundles);
  gtk_widget_activate_action (GTK_WIDGET (window), "win.undo", NULL);
  wait_for (window, has_one_bundle);
  go (window);
  drop (window, PNR_TYPE_IMPORT_WINDOW);
  check_narrow_titles (window, pages, G_N_ELEMENTS (pages));
  /* The shortcuts can be asked for, and nobody has built them before. */
  g_assert_true (g_action_group_get_action_enabled (G_ACTION_GROUP (window), "show-help-overlay"));
  g_assert_null (gtk_application_window_get_help_overlay (GTK_APPLICATION_WINDOW (window)));
  gtk_window_close (GTK_WINDOW (window));
}

static void
activate_cb (GApplication *application)
{
  /* Instead of the start page. */
  g_signal_stop_emission_by_name (application, "activate");
  g_application_hold (application);
  walk (application);
  g_application_release (application);
}

static void
test_journey (void)
{
  g_autoptr (PnrApplication) application = pnr_application_new ();

  g_application_set_flags (G_APPLICATION (application), G_APPLICATION_NON_UNIQUE);
  g_signal_connect (application, "activate", G_CALLBACK (activate_cb), NULL);
  g_assert_cmpint (g_application_run (G_APPLICATION (application), 0, NULL), ==, 0);
}

int
main (int argc, char *argv[])
{
  g_autofree char *folder = g_dir_make_tmp ("pannier-ui-XXXXXX", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (PnrPlan) plan = NULL;
  int status;

  g_test_init (&argc, &argv, NULL);
  path = g_build_filename (folder, "suits.pannier", NULL);
  plan = pnr_plan_create_sample (path, "suits", NULL, &error);
  g_assert_no_error (error);
  pnr_plan_close (plan);
  g_clear_object (&plan);
  g_test_add_func ("/ui/journey", test_journey);
  status = g_test_run ();
  g_unlink (path);
  g_rmdir (folder);
  g_free (path);
  return status;
}

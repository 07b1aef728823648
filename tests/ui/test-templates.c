/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every template can be built without a warning, shown, and let go of. */
#include "config.h"

#include "plan/pnr-plan-jobs.h"
#include "ui/bundles/pnr-bundles-page.h"
#include "ui/bundles/pnr-component-row.h"
#include "ui/bundles/pnr-kind-gallery.h"
#include "ui/bundles/pnr-price-finder.h"
#include "ui/catalogue/pnr-catalogue-page.h"
#include "ui/catalogue/pnr-product-inspector.h"
#include "ui/charts/pnr-chart-view.h"
#include "ui/exports/pnr-exports-page.h"
#include "ui/import/pnr-import-window.h"
#include "ui/import/pnr-preview-view.h"
#include "ui/log/pnr-log-page.h"
#include "ui/overview/pnr-overview-page.h"
#include "ui/overview/pnr-period-bar.h"
#include "ui/pnr-job-view.h"
#include "ui/pnr-lineage-view.h"
#include "ui/pnr-new-plan-window.h"
#include "ui/pnr-product-picker.h"
#include "ui/pnr-start-page.h"
#include "ui/pnr-window.h"
#include "ui/relationships/pnr-relation-chooser.h"
#include "ui/relationships/pnr-relation-inspector.h"
#include "ui/relationships/pnr-relationships-page.h"
#include "ui/scenarios/pnr-scenarios-page.h"
#include "ui/suggestions/pnr-suggestions-page.h"

#include <glib/gstdio.h>

static PnrSession *session;

static void
spin (void)
{
  for (int i = 0; i < 50; i++)
    g_main_context_iteration (NULL, FALSE);
}

/* Numbers and sliders let the wheel through: it scrolls the page past them. */
static void
assert_wheel_is_left (GtkWidget *widget)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (widget);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++) {
    g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

    if ((GTK_IS_SPIN_BUTTON (widget) || GTK_IS_SCALE (widget))
        && GTK_IS_EVENT_CONTROLLER_SCROLL (controller))
      g_assert_cmpint (
          gtk_event_controller_scroll_get_flags (GTK_EVENT_CONTROLLER_SCROLL (controller)), ==,
          GTK_EVENT_CONTROLLER_SCROLL_NONE);
  }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    assert_wheel_is_left (child);
}

/* Shows the widget in a window, so that it is measured, allocated and drawn once. */
static void
show_and_drop (GtkWidget *widget)
{
  GtkWidget *window = gtk_window_new ();

  g_object_add_weak_pointer (G_OBJECT (widget), (gpointer *) &widget);
  gtk_window_set_default_size (GTK_WINDOW (window), 1000, 700);
  if (GTK_IS_LIST_BOX_ROW (widget)) {
    GtkWidget *list = gtk_list_box_new ();

    gtk_list_box_append (GTK_LIST_BOX (list), widget);
    gtk_window_set_child (GTK_WINDOW (window), list);
  } else {
    gtk_window_set_child (GTK_WINDOW (window), widget);
  }
  gtk_window_present (GTK_WINDOW (window));
  gtk_test_widget_wait_for_draw (window);
  spin ();
  assert_wheel_is_left (widget);
  gtk_window_destroy (GTK_WINDOW (window));
  /* A job in a worker may hold its page until it ends. */
  for (int i = 0; i < 500 && widget != NULL; i++) {
    spin ();
    g_usleep (10000);
  }
  if (widget != NULL)
    g_test_message ("something still holds the %s", G_OBJECT_TYPE_NAME (widget));
  g_assert_null (widget);
}

static void
test_parts (void)
{
  GType types[] = { PNR_TYPE_JOB_VIEW,          PNR_TYPE_START_PAGE,
                    PNR_TYPE_PRODUCT_INSPECTOR, PNR_TYPE_PRODUCT_PICKER,
                    PNR_TYPE_PREVIEW_VIEW,      PNR_TYPE_CHART_VIEW,
                    PNR_TYPE_COMPONENT_ROW,     PNR_TYPE_RELATION_INSPECTOR,
                    PNR_TYPE_LINEAGE_VIEW,      PNR_TYPE_PRICE_FINDER,
                    PNR_TYPE_PERIOD_BAR };

  for (gsize i = 0; i < G_N_ELEMENTS (types); i++)
    show_and_drop (g_object_new (types[i], NULL));
}

static void
test_shortcuts (void)
{
  g_autoptr (GtkBuilder) builder =
      gtk_builder_new_from_resource ("/org/pannier/Pannier/ui/gtk/help-overlay.ui");
  GObject *overlay = gtk_builder_get_object (builder, "help_overlay");

  g_assert_true (GTK_IS_SHORTCUTS_WINDOW (overlay));
  gtk_window_destroy (GTK_WINDOW (overlay));
}

static void
test_pages (void)
{
  GType types[] = { PNR_TYPE_CATALOGUE_PAGE, PNR_TYPE_RELATIONSHIPS_PAGE, PNR_TYPE_BUNDLES_PAGE,
                    PNR_TYPE_SCENARIOS_PAGE, PNR_TYPE_EXPORTS_PAGE,       PNR_TYPE_SUGGESTIONS_PAGE,
                    PNR_TYPE_LOG_PAGE,       PNR_TYPE_OVERVIEW_PAGE };

  for (gsize i = 0; i < G_N_ELEMENTS (types); i++)
    show_and_drop (g_object_new (types[i], "session", session, NULL));
}

static void
test_chooser (void)
{
  GtkWidget *window = gtk_window_new ();
  GtkWidget *chooser = pnr_relation_chooser_new (window);

  gtk_window_present (GTK_WINDOW (window));
  pnr_relation_chooser_ask (PNR_RELATION_CHOOSER (chooser), 1, 1, "Jacket", "Tie", TRUE);
  spin ();
  gtk_widget_unparent (chooser);
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
test_windows (void)
{
  g_autoptr (GListStore) files = g_list_store_new (G_TYPE_FILE);
  GtkWidget *window = gtk_window_new ();
  GtkWidget *import =
      GTK_WIDGET (pnr_import_window_new (GTK_WINDOW (window), session, G_LIST_MODEL (files)));
  GtkWidget *fresh = g_object_new (PNR_TYPE_NEW_PLAN_WINDOW, NULL);
  GtkWidget *shell = g_object_new (PNR_TYPE_WINDOW, NULL);

  GtkWidget *gallery = GTK_WIDGET (pnr_kind_gallery_new (window));

  gtk_window_present (GTK_WINDOW (gallery));
  gtk_window_present (GTK_WINDOW (import));
  gtk_window_present (GTK_WINDOW (fresh));
  gtk_window_present (GTK_WINDOW (shell));
  spin ();
  assert_wheel_is_left (shell);
  gtk_window_destroy (GTK_WINDOW (gallery));
  gtk_window_destroy (GTK_WINDOW (import));
  gtk_window_destroy (GTK_WINDOW (fresh));
  gtk_window_destroy (GTK_WINDOW (shell));
  gtk_window_destroy (GTK_WINDOW (window));
}

int
main (int argc, char *argv[])
{
  g_autofree char *folder = g_dir_make_tmp ("pannier-ui-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "suits.pannier", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (PnrPlan) plan = NULL;
  int status;

  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  plan = pnr_plan_create_sample (path, "suits", NULL, &error);
  g_assert_no_error (error);
  session = pnr_session_new (plan);
  g_test_add_func ("/ui/templates/shortcuts", test_shortcuts);
  g_test_add_func ("/ui/templates/parts", test_parts);
  g_test_add_func ("/ui/templates/pages", test_pages);
  g_test_add_func ("/ui/templates/chooser", test_chooser);
  g_test_add_func ("/ui/templates/windows", test_windows);
  status = g_test_run ();
  spin ();
  g_clear_object (&session);
  pnr_plan_close (plan);
  g_unlink (path);
  g_rmdir (folder);
  return status;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The chart view without a pointer: keys read points, the table holds what the chart holds. */
#include "config.h"

#include "drawing/pnr-compare-chart.h"
#include "ui/charts/pnr-chart-area.h"
#include "ui/charts/pnr-chart-table.h"
#include "ui/charts/pnr-chart-view.h"

typedef struct {
  GtkWidget *window;
  PnrChartView *view;
  PnrChartArea *area;
  PnrChart *chart;
} Fixture;

static void
settle (guint milliseconds)
{
  gint64 end = g_get_monotonic_time () + milliseconds * 1000;

  while (g_get_monotonic_time () < end) {
    if (!g_main_context_iteration (NULL, FALSE))
      g_usleep (1000);
  }
}

static PnrOutcome *
make_outcome (void)
{
  PnrOutcome *outcome = pnr_outcome_new ("EUR");

  for (int metric = 0; metric < PNR_N_METRICS; metric++) {
    outcome->estimates[PNR_SIDE_BASELINE][metric] = (PnrEstimate){ 100.0, 1.0, 90.0, 110.0 };
    outcome->estimates[PNR_SIDE_SCENARIO][metric] = (PnrEstimate){ 120.0, 1.0, 105.0, 130.0 };
    outcome->estimates[PNR_SIDE_DELTA][metric] = (PnrEstimate){ 20.0, 1.0, 5.0, 30.0 };
  }
  return outcome;
}

static GtkWidget *
find_type (GtkWidget *widget, GType type)
{
  if (G_TYPE_CHECK_INSTANCE_TYPE (widget, type))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child)) {
    GtkWidget *found = find_type (child, type);

    if (found != NULL)
      return found;
  }
  return NULL;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (PnrOutcome) outcome = make_outcome ();

  fixture->chart = PNR_CHART (pnr_compare_chart_new (outcome));
  fixture->view = PNR_CHART_VIEW (g_object_ref_sink (pnr_chart_view_new ()));
  fixture->area = PNR_CHART_AREA (find_type (GTK_WIDGET (fixture->view), PNR_TYPE_CHART_AREA));
  fixture->window = gtk_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 640, 480);
  gtk_window_set_child (GTK_WINDOW (fixture->window), GTK_WIDGET (fixture->view));
  gtk_window_present (GTK_WINDOW (fixture->window));
  pnr_chart_view_set_chart (fixture->view, fixture->chart);
  settle (200);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  settle (50);
  g_assert_finalize_object (fixture->view);
  g_assert_finalize_object (fixture->chart);
}

/* Bindings are reached as the keyboard reaches them: through the widget's shortcuts. */
static void
press (Fixture *fixture, guint key)
{
  GListModel *shortcuts = NULL;
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (GTK_WIDGET (fixture->area));

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++) {
    g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

    if (!GTK_IS_SHORTCUT_CONTROLLER (controller))
      continue;
    shortcuts = G_LIST_MODEL (controller);
    for (guint j = 0; j < g_list_model_get_n_items (shortcuts); j++) {
      g_autoptr (GtkShortcut) shortcut = g_list_model_get_item (shortcuts, j);
      GtkShortcutTrigger *trigger = gtk_shortcut_get_trigger (shortcut);

      if (GTK_IS_KEYVAL_TRIGGER (trigger)
          && gtk_keyval_trigger_get_keyval (GTK_KEYVAL_TRIGGER (trigger)) == key) {
        gtk_shortcut_action_activate (gtk_shortcut_get_action (shortcut), 0,
                                      GTK_WIDGET (fixture->area),
                                      gtk_shortcut_get_arguments (shortcut));
        return;
      }
    }
  }
  g_assert_not_reached ();
}

static void
assert_reads (Fixture *fixture, guint point)
{
  g_autofree char *reading = pnr_chart_dup_point_reading (fixture->chart, point);

  g_assert_cmpstr (pnr_chart_area_get_reading (fixture->area), ==, reading);
}

static void
test_walk (Fixture *fixture, gconstpointer data)
{
  guint n_points = pnr_chart_get_n_points (fixture->chart);

  g_assert_cmpuint (n_points, >, 2);
  g_assert_null (pnr_chart_area_get_reading (fixture->area));
  press (fixture, GDK_KEY_Right);
  assert_reads (fixture, 0);
  press (fixture, GDK_KEY_Right);
  assert_reads (fixture, 1);
  press (fixture, GDK_KEY_End);
  assert_reads (fixture, n_points - 1);
  press (fixture, GDK_KEY_Right);
  assert_reads (fixture, n_points - 1);
  press (fixture, GDK_KEY_Left);
  assert_reads (fixture, n_points - 2);
  press (fixture, GDK_KEY_Home);
  assert_reads (fixture, 0);
  press (fixture, GDK_KEY_Escape);
  g_assert_null (pnr_chart_area_get_reading (fixture->area));
}

static void
test_table (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) rows = pnr_chart_dup_rows (fixture->chart);
  GtkWidget *table = find_type (GTK_WIDGET (fixture->view), PNR_TYPE_CHART_TABLE);
  GListModel *shown = pnr_chart_table_get_rows (PNR_CHART_TABLE (table));

  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (fixture->view), "chart.show-table", NULL));
  g_assert_true (pnr_chart_view_get_shows_table (fixture->view));
  g_assert_cmpuint (g_list_model_get_n_items (shown), ==, rows->len);
  for (guint i = 0; i < rows->len; i++) {
    char **cells = g_ptr_array_index (rows, i);
    g_autoptr (GtkStringList) row = g_list_model_get_item (shown, i);

    g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (row)), ==, g_strv_length (cells));
    for (guint column = 0; cells[column] != NULL; column++)
      g_assert_cmpstr (gtk_string_list_get_string (row, column), ==, cells[column]);
  }
}

static void
copied_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  char **text = user_data;

  *text = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (source), result, &error);
  g_assert_no_error (error);
}

static void
test_copy (Fixture *fixture, gconstpointer data)
{
  GdkClipboard *clipboard = gtk_widget_get_clipboard (GTK_WIDGET (fixture->view));
  g_autofree char *text = NULL;

  pnr_chart_view_set_stamp (fixture->view, "Data 0123");
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (fixture->view), "chart.copy", NULL));
  g_assert_true (
      gdk_content_formats_contain_mime_type (gdk_clipboard_get_formats (clipboard), "image/png"));
  g_assert_true (gdk_content_formats_contain_mime_type (gdk_clipboard_get_formats (clipboard),
                                                        "image/svg+xml"));
  gdk_clipboard_read_text_async (clipboard, NULL, copied_cb, &text);
  while (text == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_true (g_str_has_prefix (text, pnr_chart_get_title (fixture->chart)));
  g_assert_true (g_str_has_suffix (text, "Data 0123\n"));
}

static void
test_names (Fixture *fixture, gconstpointer data)
{
  gtk_test_accessible_assert_role (fixture->area, GTK_ACCESSIBLE_ROLE_IMG);
  gtk_test_accessible_assert_property (fixture->area, GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       pnr_chart_get_title (fixture->chart));
}

static void
test_empty (Fixture *fixture, gconstpointer data)
{
  pnr_chart_view_set_empty_text (fixture->view, "Nothing to show");
  pnr_chart_view_set_chart (fixture->view, NULL);
  settle (50);
  gtk_widget_activate_action (GTK_WIDGET (fixture->view), "chart.copy", NULL);
  g_assert_false (gtk_widget_get_mapped (GTK_WIDGET (fixture->area)));
}

int
main (int argc, char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

#define ADD(path, test) g_test_add (path, Fixture, NULL, set_up, test, tear_down)
  ADD ("/chart-view/walk", test_walk);
  ADD ("/chart-view/table", test_table);
  ADD ("/chart-view/copy", test_copy);
  ADD ("/chart-view/names", test_names);
  ADD ("/chart-view/empty", test_empty);
#undef ADD

  return g_test_run ();
}

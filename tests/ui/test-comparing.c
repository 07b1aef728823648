/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Scenarios side by side and looked at closer, without a pointer. */
#include "config.h"

#include "stage.h"

#include "drawing/pnr-tornado-chart.h"
#include "model/pnr-objective.h"
#include "ui/charts/pnr-chart-view.h"
#include "ui/scenarios/pnr-assumption-row.h"
#include "ui/scenarios/pnr-scenario-compare.h"
#include "ui/scenarios/pnr-scenario-editor.h"
#include "ui/scenarios/pnr-scenario-result.h"
#include "ui/scenarios/pnr-scenarios-page.h"
#include "ui/scenarios/pnr-study-section.h"

#include <string.h>

typedef struct {
  Stage stage;
  GtkWidget *page;
} Fixture;

static gpointer
get_child (GtkWidget *widget, const char *name)
{
  return gtk_widget_get_template_child (widget, G_OBJECT_TYPE (widget), name);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  stage_set_up_sample (&fixture->stage, "suits");
  fixture->page = g_object_new (PNR_TYPE_SCENARIOS_PAGE, "session", fixture->stage.session, NULL);
  stage_show (&fixture->stage, fixture->page);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  stage_tear_down (&fixture->stage);
}

static void
wait_child (gpointer stack, const char *name)
{
  gint64 end = g_get_monotonic_time () + STAGE_PATIENCE_US;

  while (g_strcmp0 (gtk_stack_get_visible_child_name (stack), name) != 0
         && g_get_monotonic_time () < end)
    stage_settle (10);
  g_assert_cmpstr (gtk_stack_get_visible_child_name (stack), ==, name);
}

static PnrScenario *
get_scenario (Fixture *fixture, guint index)
{
  g_autoptr (PnrScenario) scenario =
      g_list_model_get_item (G_LIST_MODEL (pnr_plan_get_scenarios (fixture->stage.plan)), index);

  return scenario;
}

static void
wait_scenarios (Fixture *fixture, guint n)
{
  GListModel *scenarios = G_LIST_MODEL (pnr_plan_get_scenarios (fixture->stage.plan));
  gint64 end = g_get_monotonic_time () + STAGE_PATIENCE_US;

  while (g_list_model_get_n_items (scenarios) != n && g_get_monotonic_time () < end)
    stage_settle (10);
  g_assert_cmpuint (g_list_model_get_n_items (scenarios), ==, n);
}

/* A scenario and its copy are the same, and nobody calls one of them the winner. */
static void
test_compare_twins (Fixture *fixture, gconstpointer data)
{
  GtkWidget *compare = get_child (fixture->page, "compare");

  gtk_widget_activate_action (compare, "comparison.run", NULL);
  wait_child (get_child (compare, "stack"), "nothing");
  g_assert_true (gtk_widget_activate_action (fixture->page, "scenario.duplicate", NULL));
  wait_scenarios (fixture, 2);
  g_assert_true (gtk_widget_activate_action (fixture->page, "scenario.compare", NULL));
  g_assert_true (gtk_widget_activate_action (compare, "comparison.run", NULL));
  wait_child (get_child (compare, "stack"), "comparison");
  g_assert_nonnull (
      strstr (gtk_label_get_label (get_child (compare, "verdict_label")), "Too close to call"));
  g_assert_nonnull (strstr (gtk_label_get_label (get_child (compare, "other_label")), "Revenue"));
  g_assert_nonnull (pnr_chart_view_get_chart (get_child (compare, "changes_view")));
  g_assert_null (pnr_chart_view_get_chart (get_child (compare, "gains_view")));
  gtk_expander_set_expanded (get_child (compare, "gains_expander"), TRUE);
  g_assert_nonnull (pnr_chart_view_get_chart (get_child (compare, "gains_view")));
}

/* The objective is one undoable change of the plan, and no row among the assumptions. */
static void
test_objective (Fixture *fixture, gconstpointer data)
{
  GtkWidget *editor = get_child (fixture->page, "editor");
  gint64 end = g_get_monotonic_time () + STAGE_PATIENCE_US;

  adw_combo_row_set_selected (get_child (editor, "objective_row"), PNR_OBJECTIVE_REVENUE);
  while (pnr_objective_of_scenario (get_scenario (fixture, 0)) != PNR_OBJECTIVE_REVENUE
         && g_get_monotonic_time () < end)
    stage_settle (10);
  g_assert_cmpint (pnr_objective_of_scenario (get_scenario (fixture, 0)), ==,
                   PNR_OBJECTIVE_REVENUE);
  stage_settle (100);
  g_assert_cmpuint (adw_combo_row_get_selected (get_child (editor, "objective_row")), ==,
                    PNR_OBJECTIVE_REVENUE);
  g_assert_true (pnr_plan_undo (fixture->stage.plan, NULL, NULL));
  stage_settle (100);
  g_assert_cmpuint (adw_combo_row_get_selected (get_child (editor, "objective_row")), ==,
                    PNR_OBJECTIVE_CONTRIBUTION);
}

/* The first bar that stands for something the scenario keeps; what orders tell has no row. */
static guint
find_assumed_bar (PnrTornadoChart *chart)
{
  guint n_points = pnr_chart_get_n_points (PNR_CHART (chart)), point = 0;

  while (point < n_points && pnr_tornado_chart_get_assumption (chart, point) == NULL)
    point++;
  g_assert_cmpuint (point, <, n_points);
  return point;
}

/* Nothing is calculated before a section is opened; Return on a bar leads to its assumption. */
static void
test_from_bar_to_assumption (Fixture *fixture, gconstpointer data)
{
  GtkWidget *result = get_child (fixture->page, "result");
  GtkWidget *section = get_child (result, "tornado_section");
  PnrChartView *view = get_child (section, "chart_view");
  GtkWidget *focus;
  guint point;

  g_assert_true (gtk_widget_activate_action (fixture->page, "scenario.simulate", NULL));
  wait_child (get_child (result, "stack"), "outcome");
  stage_settle (100);
  g_assert_null (pnr_chart_view_get_chart (view));
  gtk_expander_set_expanded (get_child (section, "expander"), TRUE);
  wait_child (get_child (section, "stack"), "chart");
  g_assert_true (PNR_IS_TORNADO_CHART (pnr_chart_view_get_chart (view)));
  point = find_assumed_bar (PNR_TORNADO_CHART (pnr_chart_view_get_chart (view)));
  g_signal_emit_by_name (view, "point-activated", point);
  stage_settle (200);
  g_assert_cmpstr (gtk_stack_get_visible_child_name (get_child (fixture->page, "detail_stack")), ==,
                   "settings");
  focus = gtk_window_get_focus (GTK_WINDOW (fixture->stage.window));
  g_assert_nonnull (focus);
  g_assert_nonnull (gtk_widget_get_ancestor (focus, PNR_TYPE_ASSUMPTION_ROW));
  g_assert_cmpstr (pnr_assumption_row_get_name (PNR_ASSUMPTION_ROW (
                       gtk_widget_get_ancestor (focus, PNR_TYPE_ASSUMPTION_ROW))),
                   ==,
                   pnr_tornado_chart_get_assumption (
                       PNR_TORNADO_CHART (pnr_chart_view_get_chart (view)), point));
}

/* Opened like the other studies, it is a sentence and a line for each bundle under a head. */
static void
test_past_orders (Fixture *fixture, gconstpointer data)
{
  GtkWidget *result = get_child (fixture->page, "result");
  GtkWidget *section = get_child (result, "replay_section");
  GtkWidget *table = get_child (section, "replay_table");
  GtkListBox *list = get_child (table, "offer_list");
  const char *stamp;

  g_assert_true (gtk_widget_activate_action (fixture->page, "scenario.simulate", NULL));
  wait_child (get_child (result, "stack"), "outcome");
  g_assert_null (gtk_list_box_get_row_at_index (list, 0));
  gtk_expander_set_expanded (get_child (section, "expander"), TRUE);
  wait_child (get_child (section, "stack"), "table");
  g_assert_nonnull (gtk_list_box_get_row_at_index (list, 1));
  g_assert_null (gtk_list_box_get_row_at_index (list, 2));
  g_assert_true (g_str_has_prefix (gtk_label_get_label (get_child (table, "sentence_label")),
                                   "33 of 6000 past orders"));
  stamp = gtk_label_get_label (get_child (table, "stamp_label"));
  g_assert_true (g_str_has_prefix (stamp, "Pannier "));
  g_assert_cmpuint (strlen (stamp), >, strlen ("Pannier 0 · 0123456789"));
}

int
main (int argc, char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

#define ADD(path, test) g_test_add (path, Fixture, NULL, set_up, test, tear_down)
  ADD ("/comparing/twins", test_compare_twins);
  ADD ("/comparing/objective", test_objective);
  ADD ("/comparing/from-bar-to-assumption", test_from_bar_to_assumption);
  ADD ("/comparing/past-orders", test_past_orders);
#undef ADD

  return g_test_run ();
}

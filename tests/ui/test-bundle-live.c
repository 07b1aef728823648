/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Figures and charts that follow the price of a bundle. */
#include "config.h"

#include "stage.h"

#include "plan/pnr-plan-taker-words.h"
#include "plan/pnr-plan-trial.h"
#include "ui/bundles/pnr-bundle-live.h"
#include "ui/bundles/pnr-sheet-row.h"
#include "ui/charts/pnr-chart-view.h"
#include "ui/pnr-tip.h"
#include "ui/scenarios/pnr-metric-row.h"

#include <string.h>

typedef struct {
  Stage stage;
  PnrBundleLive *live;
  PnrBundle *bundle;
} Fixture;

static gpointer
get_child (Fixture *fixture, const char *name)
{
  return gtk_widget_get_template_child (GTK_WIDGET (fixture->live), PNR_TYPE_BUNDLE_LIVE, name);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (PnrBundle) stored = NULL;

  stage_set_up_sample (&fixture->stage, "suits");
  stored = g_list_model_get_item (G_LIST_MODEL (pnr_plan_get_bundles (fixture->stage.plan)), 0);
  fixture->bundle = pnr_bundle_copy (stored);
  fixture->live = g_object_new (PNR_TYPE_BUNDLE_LIVE, NULL);
  pnr_bundle_live_set_session (fixture->live, fixture->stage.session);
  pnr_bundle_live_show_bundle (fixture->live, fixture->bundle);
  stage_show (&fixture->stage, GTK_WIDGET (fixture->live));
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_object_unref (fixture->bundle);
  stage_tear_down (&fixture->stage);
}

/* Row @index as it is heard. */
static const char *
get_spoken (Fixture *fixture, const char *list, int index)
{
  GtkListBoxRow *row = gtk_list_box_get_row_at_index (get_child (fixture, list), index);

  return row != NULL ? pnr_tip_get (GTK_WIDGET (row)) : NULL;
}

static gboolean
has_text (GtkWidget *widget, const char *text)
{
  if (GTK_IS_LABEL (widget) && g_str_equal (gtk_label_get_label (GTK_LABEL (widget)), text))
    return TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (has_text (child, text))
      return TRUE;
  return FALSE;
}

static void
wait_for_text (GtkWidget *widget, const char *text)
{
  gint64 end = g_get_monotonic_time () + STAGE_PATIENCE_US;

  while (!has_text (widget, text) && g_get_monotonic_time () < end)
    g_main_context_iteration (NULL, TRUE);
  g_assert_true (has_text (widget, text));
}

static void
move_to (Fixture *fixture, gint64 price_minor)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PnrPlanTrial) trial = NULL;
  g_autofree char *contribution = NULL;
  g_autofree char *takers = NULL;
  const PnrEstimate *scenario;

  pnr_bundle_set_price_value (fixture->bundle, price_minor);
  pnr_bundle_live_show_bundle (fixture->live, fixture->bundle);
  trial = pnr_plan_try_bundle (fixture->stage.plan, fixture->bundle, NULL, &error);
  g_assert_no_error (error);
  scenario = &trial->outcome->estimates[PNR_SIDE_SCENARIO][PNR_METRIC_CONTRIBUTION];
  contribution =
      pnr_metric_row_dup_figure (trial->outcome, PNR_METRIC_CONTRIBUTION, scenario->value);
  takers = pnr_takers_dup_sentence (&trial->outcome->takers);
  wait_for_text (get_child (fixture, "figure_list"), contribution);
  wait_for_text (get_child (fixture, "takers_list"), takers);
}

static char *
dup_figure (GtkListBoxRow *row)
{
  GObject *label = gtk_widget_get_template_child (GTK_WIDGET (row), PNR_TYPE_SHEET_ROW, "figure_1");

  return g_strdup (gtk_label_get_label (GTK_LABEL (label)));
}

/* Returns: what a chart says when it is another than @before, at the latest in the end. */
static char *
wait_for_description (PnrChartView *view, const char *before)
{
  gint64 end = g_get_monotonic_time () + STAGE_PATIENCE_US;
  char *description = pnr_chart_dup_description (pnr_chart_view_get_chart (view));

  while (g_strcmp0 (description, before) == 0 && g_get_monotonic_time () < end) {
    g_main_context_iteration (NULL, TRUE);
    g_free (description);
    description = pnr_chart_dup_description (pnr_chart_view_get_chart (view));
  }
  return description;
}

static void
test_follows (Fixture *fixture, gconstpointer data)
{
  PnrChartView *values = get_child (fixture, "values_view");
  PnrChartView *waterfall = get_child (fixture, "waterfall_view");
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  move_to (fixture, 16900);
  g_assert_cmpstr (gtk_stack_get_visible_child_name (get_child (fixture, "stack")), ==, "figures");
  g_assert_null (pnr_chart_view_get_chart (values));
  gtk_expander_set_expanded (get_child (fixture, "values_expander"), TRUE);
  gtk_expander_set_expanded (get_child (fixture, "waterfall_expander"), TRUE);
  before = pnr_chart_dup_description (pnr_chart_view_get_chart (values));
  g_assert_nonnull (pnr_chart_view_get_chart (waterfall));
  move_to (fixture, 15000);
  after = wait_for_description (values, before);
  g_assert_cmpstr (before, !=, after);
  /* Below the head, whose columns explain themselves. */
  g_assert_nonnull (strstr (get_spoken (fixture, "figure_list", 1), "less cost of goods"));
  g_assert_nonnull (get_spoken (fixture, "takers_list", 0));
}

/* The figures and the two charts follow, each in a turn of its own. */
static void
test_in_turns (Fixture *fixture, gconstpointer data)
{
  PnrChartView *views[] = { get_child (fixture, "values_view"),
                            get_child (fixture, "waterfall_view") };
  GtkListBoxRow *row;
  g_autofree char *heard = NULL;
  PnrChart *charts[2];
  guint n_changes[3] = { 0 };
  gint64 end = g_get_monotonic_time () + STAGE_PATIENCE_US;

  move_to (fixture, 16900);
  gtk_expander_set_expanded (get_child (fixture, "values_expander"), TRUE);
  gtk_expander_set_expanded (get_child (fixture, "waterfall_expander"), TRUE);
  row = gtk_list_box_get_row_at_index (get_child (fixture, "figure_list"), 1);
  heard = dup_figure (row);
  for (guint i = 0; i < 2; i++)
    charts[i] = pnr_chart_view_get_chart (views[i]);
  for (guint step = 0; n_changes[0] < 3 || n_changes[1] < 3 || n_changes[2] < 3; step++) {
    g_autofree char *now = NULL;
    guint n_now = 0;

    g_assert_cmpint (g_get_monotonic_time (), <, end);
    pnr_bundle_set_price_value (fixture->bundle, 12000 + step % 48 * 100);
    pnr_bundle_live_show_bundle (fixture->live, fixture->bundle);
    g_main_context_iteration (NULL, TRUE);
    now = dup_figure (row);
    if (!g_str_equal (now, heard)) {
      n_changes[2]++;
      n_now++;
    }
    g_free (heard);
    heard = g_steal_pointer (&now);
    for (guint i = 0; i < 2; i++) {
      if (pnr_chart_view_get_chart (views[i]) == charts[i])
        continue;
      charts[i] = pnr_chart_view_get_chart (views[i]);
      n_changes[i]++;
      n_now++;
    }
    g_assert_cmpuint (n_now, <=, 1);
  }
}

static void
test_obstacle (Fixture *fixture, gconstpointer data)
{
  pnr_bundle_set_components (fixture->bundle, NULL, 0);
  pnr_bundle_live_show_bundle (fixture->live, fixture->bundle);
  g_assert_cmpstr (gtk_stack_get_visible_child_name (get_child (fixture, "stack")), ==, "obstacle");
  g_assert_nonnull (
      strstr (gtk_label_get_label (get_child (fixture, "obstacle_label")), "Add products"));
}

int
main (int argc, char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  g_test_add ("/bundle-live/follows", Fixture, NULL, set_up, test_follows, tear_down);
  g_test_add ("/bundle-live/in-turns", Fixture, NULL, set_up, test_in_turns, tear_down);
  g_test_add ("/bundle-live/obstacle", Fixture, NULL, set_up, test_obstacle, tear_down);
  return g_test_run ();
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Two to four scenarios side by side: who is ahead, what each changes, who gains. */
#include "config.h"

#include "ui/scenarios/pnr-scenario-compare.h"

#include "drawing/pnr-side-by-side-chart.h"
#include "drawing/pnr-win-win-chart.h"
#include "plan/pnr-plan-comparison.h"
#include "ui/charts/pnr-chart-view.h"
#include "ui/pnr-job-view.h"
#include "ui/pnr-side-scroller.h"
#include "ui/pnr-steady-layout.h"
#include "ui/pnr-tip.h"
#include "ui/pnr-wording.h"
#include "ui/scenarios/pnr-compare-row.h"

#include <glib/gi18n.h>
#include <math.h>

/* Enough of a hash to tell two data sets apart by eye. */
#define SHOWN_HASH 12

struct _PnrScenarioCompare {
  AdwBin parent_instance;

  GtkListBox *scenario_list;
  GtkStack *stack;
  PnrJobView *job_view;
  GtkLabel *failure_label;
  GtkLabel *verdict_label;
  GtkLabel *other_label;
  PnrChartView *changes_view;
  GtkListBox *metric_list;
  GtkExpander *gains_expander;
  PnrChartView *gains_view;
  GtkLabel *stamp_label;

  PnrSession *session;
  PnrComparison *comparison;
  gboolean is_running;
  guint n_metrics; /* rows of the table that are there already */
  guint tick_id;
};

enum {
  FAILED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PnrScenarioCompare, pnr_scenario_compare, ADW_TYPE_BIN)

static GtkCheckButton *
get_check (PnrScenarioCompare *self, int index)
{
  GtkListBoxRow *row = gtk_list_box_get_row_at_index (self->scenario_list, index);

  return row != NULL ? g_object_get_data (G_OBJECT (row), "check") : NULL;
}

static guint
pnr_scenario_compare_count (PnrScenarioCompare *self)
{
  GtkCheckButton *check;
  guint n = 0;

  for (int i = 0; (check = get_check (self, i)) != NULL; i++)
    n += gtk_check_button_get_active (check);
  return n;
}

/* More than four columns cannot be read side by side; whoever wants another takes one away. */
static void
pnr_scenario_compare_update (PnrScenarioCompare *self)
{
  guint n = pnr_scenario_compare_count (self);
  GtkCheckButton *check;

  for (int i = 0; (check = get_check (self, i)) != NULL; i++)
    gtk_widget_set_sensitive (GTK_WIDGET (check),
                              n < PNR_COMPARISON_MOST || gtk_check_button_get_active (check));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "comparison.run",
                                 n >= 2 && n <= PNR_COMPARISON_MOST && !self->is_running);
}

static GtkWidget *
create_scenario_row (gpointer item, gpointer user_data)
{
  PnrScenarioCompare *self = user_data;
  PnrScenario *scenario = item;
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *check = gtk_check_button_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 2);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), check);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), check);
  gtk_widget_set_valign (check, GTK_ALIGN_CENTER);
  g_object_bind_property (scenario, "name", row, "title", G_BINDING_SYNC_CREATE);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row),
                               pnr_objective_get_title (pnr_objective_of_scenario (scenario)));
  gtk_accessible_update_property (GTK_ACCESSIBLE (check), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  pnr_scenario_get_name (scenario), -1);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (check),
                               pnr_scenario_compare_count (self) < PNR_COMPARISON_MOST);
  g_object_set_data (G_OBJECT (row), "check", check);
  g_object_set_data_full (G_OBJECT (row), "scenario", g_object_ref (scenario), g_object_unref);
  g_signal_connect_object (check, "toggled", G_CALLBACK (pnr_scenario_compare_update), self,
                           G_CONNECT_SWAPPED);
  return row;
}

static void
chart_failed_cb (PnrScenarioCompare *self, const char *sentence)
{
  g_signal_emit (self, signals[FAILED], 0, sentence);
}

/* The picture of who gains is made when somebody opens it. */
static void
gains_expanded_cb (PnrScenarioCompare *self)
{
  g_autoptr (PnrWinWinChart) chart = NULL;

  if (self->comparison == NULL || !gtk_expander_get_expanded (self->gains_expander)
      || pnr_chart_view_get_chart (self->gains_view) != NULL)
    return;
  chart = pnr_win_win_chart_new ();
  for (guint i = 0; i < self->comparison->n_scenarios; i++)
    pnr_win_win_chart_add (chart, self->comparison->names[i], self->comparison->outcomes[i]);
  pnr_chart_view_set_chart (self->gains_view, PNR_CHART (chart));
}

static const PnrMetric shown_metrics[] = {
  PNR_METRIC_CONTRIBUTION, PNR_METRIC_REVENUE,
  PNR_METRIC_AOV,          PNR_METRIC_STORE_AOV,
  PNR_METRIC_ORDERS,       PNR_METRIC_UNITS,
  PNR_METRIC_MARGIN_SHARE, PNR_METRIC_COST,
  PNR_METRIC_SHIPPING,     PNR_METRIC_SHIPPING_PER_ORDER,
  PNR_METRIC_SINGLE_SALES, PNR_METRIC_SURPLUS,
  PNR_METRIC_LTV,          PNR_METRIC_TAKE_RATE,
  PNR_METRIC_TAKERS,       PNR_METRIC_CANNIBALISATION,
};

/* A row is some twenty labels, so each frame gets one. */
static gboolean
add_metric_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  PnrScenarioCompare *self = PNR_SCENARIO_COMPARE (widget);

  if (self->comparison == NULL || self->n_metrics >= G_N_ELEMENTS (shown_metrics)) {
    self->tick_id = 0;
    return G_SOURCE_REMOVE;
  }
  gtk_list_box_append (self->metric_list,
                       pnr_compare_row_new (self->comparison, shown_metrics[self->n_metrics++]));
  return G_SOURCE_CONTINUE;
}

static void
pnr_scenario_compare_fill_metrics (PnrScenarioCompare *self)
{
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (self->metric_list, 0)) != NULL)
    gtk_list_box_remove (self->metric_list, GTK_WIDGET (row));
  gtk_list_box_append (self->metric_list, pnr_compare_row_new_head (self->comparison));
  self->n_metrics = 0;
  if (self->tick_id == 0)
    self->tick_id = gtk_widget_add_tick_callback (GTK_WIDGET (self), add_metric_cb, NULL, NULL);
}

static char *
dup_stamp (PnrComparison *comparison)
{
  g_autofree char *shoppers = pnr_wording_dup_count (comparison->outcomes[0]->n_shoppers);

  /* Translators: a hash of the data, a number of shoppers, a number of products. */
  return g_strdup_printf (_ ("Data %.*s · %s simulated shoppers, the same for all · %u products"),
                          SHOWN_HASH, comparison->inputs_hash, shoppers, comparison->n_products);
}

/* What is wanted decides the first sentence; the other measure is said as well. */
static void
pnr_scenario_compare_show (PnrScenarioCompare *self)
{
  PnrComparison *comparison = self->comparison;
  PnrObjective other = pnr_objective_get_metric (comparison->objective) == PNR_METRIC_REVENUE
                           ? PNR_OBJECTIVE_CONTRIBUTION
                           : PNR_OBJECTIVE_REVENUE;
  g_autoptr (PnrSideBySideChart) chart = pnr_side_by_side_chart_new (comparison);
  g_autofree char *verdict = pnr_comparison_dup_verdict (comparison, comparison->objective);
  g_autofree char *by_other = pnr_comparison_dup_verdict (comparison, other);
  g_autofree char *second = g_strdup_printf ("%s: %s", pnr_objective_get_title (other), by_other);
  g_autofree char *stamp = dup_stamp (comparison);
  g_autofree char *explanation = NULL;
  g_autofree char *other_explanation = NULL;

  explanation = pnr_compare_row_dup_explanation (comparison->outcomes[0],
                                                 pnr_objective_get_metric (comparison->objective));
  other_explanation =
      pnr_compare_row_dup_explanation (comparison->outcomes[0], pnr_objective_get_metric (other));
  pnr_tip_set (GTK_WIDGET (self->verdict_label), explanation);
  pnr_tip_set (GTK_WIDGET (self->other_label), other_explanation);
  gtk_label_set_label (self->verdict_label, verdict);
  gtk_label_set_label (self->other_label, second);
  gtk_label_set_label (self->stamp_label, stamp);
  pnr_chart_view_set_chart (self->changes_view, PNR_CHART (chart));
  pnr_chart_view_set_stamp (self->changes_view, stamp);
  pnr_chart_view_set_chart (self->gains_view, NULL);
  pnr_chart_view_set_stamp (self->gains_view, stamp);
  pnr_scenario_compare_fill_metrics (self);
  gtk_stack_set_visible_child_name (self->stack, "comparison");
  gains_expanded_cb (self);
}

static void
compared_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PnrScenarioCompare) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (PnrComparison) comparison =
      pnr_plan_compare_finish (PNR_PLAN (source), result, &error);

  self->is_running = FALSE;
  if (self->stack == NULL)
    return;
  pnr_job_view_stop (self->job_view);
  pnr_scenario_compare_update (self);
  if (comparison != NULL) {
    g_clear_pointer (&self->comparison, pnr_comparison_unref);
    self->comparison = g_steal_pointer (&comparison);
    pnr_scenario_compare_show (self);
  } else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED)) {
    gtk_stack_set_visible_child_name (self->stack,
                                      self->comparison != NULL ? "comparison" : "nothing");
  } else {
    gtk_label_set_label (self->failure_label, error->message);
    gtk_stack_set_visible_child_name (self->stack, "failure");
  }
}

/**
 * pnr_scenario_compare_run:
 * @self: a comparison
 *
 * Compares the scenarios that are ticked, on common shoppers.
 */
void
pnr_scenario_compare_run (PnrScenarioCompare *self)
{
  PnrSimulationSettings settings = PNR_SIMULATION_SETTINGS_INIT;
  g_autoptr (GPtrArray) scenarios = g_ptr_array_new ();
  PnrProgress *progress;
  GtkCheckButton *check;

  g_return_if_fail (PNR_IS_SCENARIO_COMPARE (self));

  if (self->is_running)
    return;
  for (int i = 0; (check = get_check (self, i)) != NULL; i++)
    if (gtk_check_button_get_active (check))
      g_ptr_array_add (
          scenarios,
          g_object_get_data (G_OBJECT (gtk_list_box_get_row_at_index (self->scenario_list, i)),
                             "scenario"));
  self->is_running = TRUE;
  progress = pnr_job_view_start (self->job_view, _ ("Comparing scenarios"));
  gtk_stack_set_visible_child_name (self->stack, "job");
  pnr_plan_compare_async (pnr_session_get_plan (self->session), scenarios, &settings, progress,
                          compared_cb, g_object_ref (self));
  pnr_scenario_compare_update (self);
}

static void
comparison_run (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  pnr_scenario_compare_run (PNR_SCENARIO_COMPARE (widget));
}

static void
pnr_scenario_compare_dispose (GObject *object)
{
  PnrScenarioCompare *self = PNR_SCENARIO_COMPARE (object);

  if (self->tick_id != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->tick_id);
  self->tick_id = 0;
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), PNR_TYPE_SCENARIO_COMPARE);
  self->stack = NULL;
  g_clear_pointer (&self->comparison, pnr_comparison_unref);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (pnr_scenario_compare_parent_class)->dispose (object);
}

static void
pnr_scenario_compare_class_init (PnrScenarioCompareClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pnr_scenario_compare_dispose;

  signals[FAILED] = g_signal_new ("failed", PNR_TYPE_SCENARIO_COMPARE, G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);

  gtk_widget_class_install_action (widget_class, "comparison.run", NULL, comparison_run);
  g_type_ensure (PNR_TYPE_CHART_VIEW);
  g_type_ensure (PNR_TYPE_JOB_VIEW);
  gtk_widget_class_set_layout_manager_type (widget_class, PNR_TYPE_STEADY_LAYOUT);
  g_type_ensure (PNR_TYPE_SIDE_SCROLLER);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/pannier/Pannier/ui/scenarios/pnr-scenario-compare.ui");
  gtk_widget_class_bind_template_child (widget_class, PnrScenarioCompare, scenario_list);
  gtk_widget_class_bind_template_child (widget_class, PnrScenarioCompare, stack);
  gtk_widget_class_bind_template_child (widget_class, PnrScenarioCompare, job_view);
  gtk_widget_class_bind_template_child (widget_class, PnrScenarioCompare, failure_label);
  gtk_widget_class_bind_template_child (widget_class, PnrScenarioCompare, verdict_label);
  gtk_widget_class_bind_template_child (widget_class, PnrScenarioCompare, other_label);
  gtk_widget_class_bind_template_child (widget_class, PnrScenarioCompare, changes_view);
  gtk_widget_class_bind_template_child (widget_class, PnrScenarioCompare, metric_list);
  gtk_widget_class_bind_template_child (widget_class, PnrScenarioCompare, gains_expander);
  gtk_widget_class_bind_template_child (widget_class, PnrScenarioCompare, gains_view);
  gtk_widget_class_bind_template_child (widget_class, PnrScenarioCompare, stamp_label);
  gtk_widget_class_bind_template_callback (widget_class, chart_failed_cb);
  gtk_widget_class_bind_template_callback (widget_class, gains_expanded_cb);
}

static void
pnr_scenario_compare_init (PnrScenarioCompare *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
pnr_scenario_compare_set_session (PnrScenarioCompare *self, PnrSession *session)
{
  PnrPlan *plan = pnr_session_get_plan (session);

  g_return_if_fail (PNR_IS_SCENARIO_COMPARE (self));
  g_return_if_fail (self->session == NULL);

  self->session = g_object_ref (session);
  gtk_list_box_bind_model (self->scenario_list, G_LIST_MODEL (pnr_plan_get_scenarios (plan)),
                           create_scenario_row, self, NULL);
  g_signal_connect_object (pnr_plan_get_scenarios (plan), "items-changed",
                           G_CALLBACK (pnr_scenario_compare_update), self,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  pnr_scenario_compare_update (self);
}

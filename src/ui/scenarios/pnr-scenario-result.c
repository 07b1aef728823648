/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a simulation of a scenario said: verdict, chart, table, takers, assumptions, warnings. */
#include "config.h"

#include "ui/scenarios/pnr-scenario-result.h"

#include "drawing/pnr-compare-chart.h"
#include "drawing/pnr-order-shift-chart.h"
#include "drawing/pnr-side-by-side-chart.h"
#include "drawing/pnr-win-win-chart.h"
#include "plan/pnr-plan-relation-words.h"
#include "plan/pnr-plan-taker-words.h"
#include "ui/charts/pnr-chart-view.h"
#include "ui/pnr-notice.h"
#include "ui/pnr-steady-layout.h"
#include "ui/pnr-tip.h"
#include "ui/pnr-unfold.h"
#include "ui/pnr-wording.h"
#include "ui/scenarios/pnr-assumption-words.h"
#include "ui/scenarios/pnr-compare-row.h"
#include "ui/scenarios/pnr-metric-row.h"
#include "ui/scenarios/pnr-price-section.h"
#include "ui/scenarios/pnr-study-section.h"
#include "ui/scenarios/pnr-takers-words.h"

#include <glib/gi18n.h>
#include <inttypes.h>
#include <math.h>

/* Enough of a hash to tell two data sets apart by eye. */
#define SHOWN_HASH 12

struct _PnrScenarioResult {
  AdwBin parent_instance;

  GtkStack *stack;
  PnrJobView *job_view;
  AdwStatusPage *failure_page;
  GtkRevealer *stale_revealer;
  GtkScrolledWindow *scroller;
  GtkWidget *parts;
  GtkLabel *verdict_label;
  GtkLabel *objective_label;
  GtkLabel *takers_label;
  GtkListBox *warning_list;
  PnrChartView *chart_view;
  PnrChartView *values_view;
  GtkListBox *metric_list;
  PnrStudySection *tornado_section;
  PnrStudySection *waterfall_section;
  PnrStudySection *shipping_section;
  PnrStudySection *replay_section;
  PnrPriceSection *price_section;
  GtkExpander *gains_expander;
  PnrChartView *gains_view;
  GtkWidget *takers_group;
  GtkListBox *takers_list;
  GtkWidget *relations_group;
  GtkListBox *relations_list;
  GtkListBox *assumed_list;
  GtkLabel *stamp_label;

  GtkSizeGroup *columns[PNR_METRIC_ROW_N_COLUMNS];
  PnrOutcome *outcome;
  char *name;
  gpointer studied; /* the outcome that the sections belong to; only compared */
};

enum {
  FAILED,
  ASSUMPTION_WANTED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PnrScenarioResult, pnr_scenario_result, ADW_TYPE_BIN)

static void
chart_failed_cb (PnrScenarioResult *self, const char *sentence)
{
  g_signal_emit (self, signals[FAILED], 0, sentence);
}

static void
assumption_wanted_cb (PnrScenarioResult *self, const char *name)
{
  g_signal_emit (self, signals[ASSUMPTION_WANTED], 0, name);
}

/* The picture of who gains is made when somebody opens it. */
static void
gains_expanded_cb (PnrScenarioResult *self)
{
  g_autoptr (PnrWinWinChart) chart = NULL;

  if (self->outcome == NULL || self->name == NULL
      || !gtk_expander_get_expanded (self->gains_expander)
      || pnr_chart_view_get_chart (self->gains_view) != NULL)
    return;
  chart = pnr_win_win_chart_new ();
  pnr_win_win_chart_add (chart, self->name, self->outcome);
  pnr_chart_view_set_chart (self->gains_view, PNR_CHART (chart));
}

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
  gtk_list_box_append (list, row);
  return row;
}

static void
add_figure (GtkWidget *row, const char *figure, const char *detail)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *label = gtk_label_new (figure);

  gtk_label_set_xalign (GTK_LABEL (label), 1.0f);
  gtk_widget_add_css_class (label, "numeric");
  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (box), label);
  if (detail != NULL) {
    label = gtk_label_new (detail);
    gtk_label_set_xalign (GTK_LABEL (label), 1.0f);
    gtk_widget_add_css_class (label, "numeric");
    gtk_widget_add_css_class (label, "dim-label");
    gtk_widget_add_css_class (label, "caption");
    gtk_box_append (GTK_BOX (box), label);
  }
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), box);
}

/* Read over the line, and with it by whoever hears it. */
static void
explain (GtkWidget *row, const char *explanation)
{
  pnr_tip_set (row, explanation);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  explanation, -1);
}

static void
pnr_scenario_result_fill_warnings (PnrScenarioResult *self)
{
  clear_list (self->warning_list);
  gtk_widget_set_visible (GTK_WIDGET (self->warning_list), self->outcome->warnings->len > 0);
  for (guint i = 0; i < self->outcome->warnings->len; i++) {
    GtkWidget *row =
        add_row (self->warning_list, g_ptr_array_index (self->outcome->warnings, i), "");
    GtkWidget *icon = gtk_image_new_from_icon_name ("dialog-warning-symbolic");

    gtk_widget_add_css_class (icon, "warning");
    adw_action_row_add_prefix (ADW_ACTION_ROW (row), icon);
  }
}

static void
pnr_scenario_result_fill_metrics (PnrScenarioResult *self)
{
  static const PnrMetric order[] = {
    PNR_METRIC_CONTRIBUTION,
    PNR_METRIC_REVENUE,
    PNR_METRIC_AOV,
    PNR_METRIC_STORE_AOV,
    PNR_METRIC_ORDERS,
    PNR_METRIC_UNITS,
    PNR_METRIC_CONVERSION,
    PNR_METRIC_MARGIN_SHARE,
    PNR_METRIC_COST,
    PNR_METRIC_SHIPPING,
    PNR_METRIC_SHIPPING_PER_ORDER,
    PNR_METRIC_SINGLE_SALES,
    PNR_METRIC_SURPLUS,
    PNR_METRIC_LTV,
    PNR_METRIC_TAKE_RATE,
    PNR_METRIC_TAKERS,
    PNR_METRIC_CANNIBALISATION,
  };

  clear_list (self->metric_list);
  gtk_list_box_append (self->metric_list, pnr_metric_row_new_head (self->columns));
  for (gsize i = 0; i < G_N_ELEMENTS (order); i++) {
    if (isfinite (self->outcome->estimates[PNR_SIDE_SCENARIO][order[i]].value))
      gtk_list_box_append (self->metric_list,
                           pnr_metric_row_new (self->outcome, order[i], self->columns));
  }
}

static void
pnr_scenario_result_fill_takers (PnrScenarioResult *self)
{
  const PnrTakers *takers = &self->outcome->takers;
  const struct {
    const char *title;
    double share;
  } groups[] = {
    { _ ("Bought everything in it anyway"), takers->giveaway },
    { _ ("Bought a part of it"), takers->trade_up },
    { _ ("Bought something else"), takers->switched },
    { _ ("Bought nothing"), takers->fresh },
  };

  g_autofree char *explanation = pnr_takers_words_dup_explanation (self->outcome);

  clear_list (self->takers_list);
  gtk_widget_set_visible (self->takers_group, isfinite (takers->giveaway));
  for (gsize i = 0; i < G_N_ELEMENTS (groups); i++) {
    g_autofree char *share = pnr_wording_dup_share (groups[i].share, 1);
    GtkWidget *row = add_row (self->takers_list, groups[i].title, "");

    add_figure (row, share, NULL);
    explain (row, explanation);
  }
}

static char *
dup_relation_explanation (PnrOutcome *outcome, const PnrRelationOutcome *told)
{
  g_autofree char *exposure = pnr_wording_dup_share (told->exposure, 0);
  g_autofree char *shoppers = pnr_wording_dup_count (outcome->n_shoppers);

  /* Translators: a share of shoppers, a number of shoppers, a hash of the data. */
  return g_strdup_printf (_ ("Those who take it ÷ those who have the product it leads from in the "
                             "basket and see it; %s of those with the product do.\nFrom %s "
                             "simulated shoppers; data %.*s"),
                          exposure, shoppers, SHOWN_HASH,
                          outcome->inputs_hash != NULL ? outcome->inputs_hash : "");
}

static void
add_relation (PnrScenarioResult *self, const PnrRelationOutcome *told)
{
  g_autofree char *title = pnr_relation_outcome_dup_title (told);
  g_autofree char *sentence = pnr_relation_outcome_dup_sentence (told);
  /* Translators: where something is shown, then a sentence about it. */
  g_autofree char *subtitle =
      g_strdup_printf (_ ("%s. %s"), pnr_relation_outcome_get_place (told), sentence);
  GtkWidget *row = add_row (self->relations_list, title, subtitle);
  g_autofree char *rate = NULL, *shown = NULL, *taken = NULL, *detail = NULL, *explanation = NULL;

  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
  if (!told->relation->is_offered) {
    add_figure (row, "–", NULL);
    return;
  }
  rate = isfinite (told->take_rate) ? pnr_wording_dup_share (told->take_rate, 1) : g_strdup ("–");
  shown = pnr_wording_dup_count ((gint64) llround (told->shown));
  taken = pnr_wording_dup_count ((gint64) llround (told->taken));
  /* Translators: orders in which it was taken, and in which it was shown. */
  detail = g_strdup_printf (_ ("%s of %s"), taken, shown);
  explanation = dup_relation_explanation (self->outcome, told);
  add_figure (row, rate, detail);
  explain (row, explanation);
}

static void
pnr_scenario_result_fill_relations (PnrScenarioResult *self)
{
  clear_list (self->relations_list);
  gtk_widget_set_visible (self->relations_group, self->outcome->relations->len > 0);
  for (guint i = 0; i < self->outcome->relations->len; i++)
    add_relation (self, g_ptr_array_index (self->outcome->relations, i));
}

static void
pnr_scenario_result_fill_assumed (PnrScenarioResult *self)
{
  clear_list (self->assumed_list);
  for (guint i = 0; i < self->outcome->assumed->len; i++) {
    const PnrAssumed *assumed = g_ptr_array_index (self->outcome->assumed, i);
    g_autofree char *value = pnr_assumption_words_dup_figure (assumed->value);
    g_autofree char *low = pnr_assumption_words_dup_figure (assumed->low);
    g_autofree char *high = pnr_assumption_words_dup_figure (assumed->high);
    g_autofree char *range =
        assumed->low < assumed->high ? g_strdup_printf (_ ("%s to %s"), low, high) : NULL;
    /* Translators: a number and where it is from. */
    g_autofree char *explanation =
        g_strdup_printf (_ ("The figures rest on %s, their intervals on draws from its range.\n"
                            "Source: %s"),
                         value, assumed->source != NULL ? assumed->source : "");
    GtkWidget *row = add_row (self->assumed_list, assumed->name, assumed->source);

    add_figure (row, value, range);
    explain (row, explanation);
  }
}

static char *
pnr_scenario_result_dup_stamp (PnrScenarioResult *self)
{
  g_autofree char *hash =
      g_strndup (self->outcome->inputs_hash != NULL ? self->outcome->inputs_hash : "", SHOWN_HASH);
  g_autofree char *shoppers = pnr_wording_dup_count (self->outcome->n_shoppers);

  /* Translators: a hash of the data, a number of shoppers, the number that chance starts from. */
  return g_strdup_printf (_ ("Data %s · %s simulated shoppers · seed %" PRIu64), hash, shoppers,
                          self->outcome->seed);
}

static void
pnr_scenario_result_dispose (GObject *object)
{
  PnrScenarioResult *self = PNR_SCENARIO_RESULT (object);

  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), PNR_TYPE_SCENARIO_RESULT);
  for (gsize i = 0; i < G_N_ELEMENTS (self->columns); i++)
    g_clear_object (&self->columns[i]);
  g_clear_pointer (&self->outcome, pnr_outcome_unref);
  g_clear_pointer (&self->name, g_free);

  G_OBJECT_CLASS (pnr_scenario_result_parent_class)->dispose (object);
}

static void
pnr_scenario_result_class_init (PnrScenarioResultClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pnr_scenario_result_dispose;

  signals[FAILED] = g_signal_new ("failed", PNR_TYPE_SCENARIO_RESULT, G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);

  signals[ASSUMPTION_WANTED] =
      g_signal_new ("assumption-wanted", PNR_TYPE_SCENARIO_RESULT, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                    NULL, G_TYPE_NONE, 1, G_TYPE_STRING);

  g_type_ensure (PNR_TYPE_CHART_VIEW);
  g_type_ensure (PNR_TYPE_PRICE_SECTION);
  g_type_ensure (PNR_TYPE_STUDY_SECTION);
  g_type_ensure (PNR_TYPE_JOB_VIEW);
  gtk_widget_class_set_layout_manager_type (widget_class, PNR_TYPE_STEADY_LAYOUT);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/pannier/Pannier/ui/scenarios/pnr-scenario-result.ui");
  gtk_widget_class_bind_template_child (widget_class, PnrScenarioResult, stack);
  gtk_widget_class_bind_template_child (widget_class, PnrScenarioResult, job_view);
  gtk_widget_class_bind_template_child (widget_class, PnrScenarioResult, failure_page);
  gtk_widget_class_bind_template_child (widget_class, PnrScenarioResult, stale_revealer);
  gtk_widget_class_bind_template_child (widget_class, PnrScenarioResult, scroller);
  gtk_widget_class_bind_template_child (widget_class, PnrScenarioResult, parts);
  gtk_widget_class_bind_template_child (widget_class, PnrScenarioResult, verdict_label);
  gtk_widget_class_bind_template_child (widget_class, PnrScenarioResult, objective_label);
  gtk_widget_class_bind_template_child (widget_class, PnrScenarioResult, takers_label);
  gtk_widget_class_bind_template_child (widget_class, PnrScenarioResult, tornado_section);
  gtk_widget_class_bind_template_child (widget_class, PnrScenarioResult, waterfall_section);
  gtk_widget_class_bind_template_child (widget_class, PnrScenarioResult, shipping_section);
  gtk_widget_class_bind_template_child (widget_class, PnrScenarioResult, replay_section);
  gtk_widget_class_bind_template_child (widget_class, PnrScenarioResult, price_section);
  gtk_widget_class_bind_template_child (widget_class, PnrScenarioResult, gains_expander);
  gtk_widget_class_bind_template_child (widget_class, PnrScenarioResult, gains_view);
  gtk_widget_class_bind_template_child (widget_class, PnrScenarioResult, warning_list);
  gtk_widget_class_bind_template_child (widget_class, PnrScenarioResult, chart_view);
  gtk_widget_class_bind_template_child (widget_class, PnrScenarioResult, values_view);
  gtk_widget_class_bind_template_child (widget_class, PnrScenarioResult, metric_list);
  gtk_widget_class_bind_template_child (widget_class, PnrScenarioResult, takers_group);
  gtk_widget_class_bind_template_child (widget_class, PnrScenarioResult, takers_list);
  gtk_widget_class_bind_template_child (widget_class, PnrScenarioResult, relations_group);
  gtk_widget_class_bind_template_child (widget_class, PnrScenarioResult, relations_list);
  gtk_widget_class_bind_template_child (widget_class, PnrScenarioResult, assumed_list);
  gtk_widget_class_bind_template_child (widget_class, PnrScenarioResult, stamp_label);
  gtk_widget_class_bind_template_callback (widget_class, chart_failed_cb);
  gtk_widget_class_bind_template_callback (widget_class, assumption_wanted_cb);
  gtk_widget_class_bind_template_callback (widget_class, gains_expanded_cb);
}

static void
pnr_scenario_result_init (PnrScenarioResult *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  for (gsize i = 0; i < G_N_ELEMENTS (self->columns); i++)
    self->columns[i] = gtk_size_group_new (GTK_SIZE_GROUP_HORIZONTAL);
}

PnrJobView *
pnr_scenario_result_get_job_view (PnrScenarioResult *self)
{
  g_return_val_if_fail (PNR_IS_SCENARIO_RESULT (self), NULL);

  return self->job_view;
}

void
pnr_scenario_result_set_session (PnrScenarioResult *self, PnrSession *session)
{
  g_return_if_fail (PNR_IS_SCENARIO_RESULT (self));

  pnr_price_section_set_session (self->price_section, session);
}

void
pnr_scenario_result_show_nothing (PnrScenarioResult *self)
{
  g_return_if_fail (PNR_IS_SCENARIO_RESULT (self));

  gtk_stack_set_visible_child_name (self->stack, "nothing");
}

void
pnr_scenario_result_show_job (PnrScenarioResult *self)
{
  g_return_if_fail (PNR_IS_SCENARIO_RESULT (self));

  gtk_stack_set_visible_child_name (self->stack, "job");
}

void
pnr_scenario_result_show_failure (PnrScenarioResult *self, const char *sentence)
{
  g_autofree char *markup = g_markup_escape_text (sentence, -1);

  g_return_if_fail (PNR_IS_SCENARIO_RESULT (self));

  adw_status_page_set_description (self->failure_page, markup);
  gtk_stack_set_visible_child_name (self->stack, "failure");
}

/**
 * pnr_scenario_result_dup_verdict:
 * @outcome: what the simulation said
 *
 * Returns: (transfer full): whether the shop earns more, in one sentence that never calls a
 *   difference a gain while it could be nothing
 */
char *
pnr_scenario_result_dup_verdict (PnrOutcome *outcome)
{
  const PnrEstimate *delta = &outcome->estimates[PNR_SIDE_DELTA][PNR_METRIC_CONTRIBUTION];
  g_autofree char *value =
      pnr_metric_row_dup_figure (outcome, PNR_METRIC_CONTRIBUTION, fabs (delta->value));

  if (pnr_metric_row_could_be_nothing (outcome, PNR_METRIC_CONTRIBUTION))
    return g_strdup (_ ("Too close to call: the difference in contribution could be nothing."));
  if (delta->value > 0.0)
    return g_strdup_printf (_ ("The shop earns about %s more with this scenario."), value);
  return g_strdup_printf (_ ("The shop earns about %s less with this scenario."), value);
}

void
pnr_scenario_result_show_outcome (PnrScenarioResult *self, PnrOutcome *outcome)
{
  g_autoptr (PnrCompareChart) chart = NULL;
  g_autoptr (PnrOrderShiftChart) values = NULL;
  g_autofree char *explanation = NULL;
  g_autofree char *verdict = NULL;
  g_autofree char *takers = NULL;
  g_autofree char *stamp = NULL;

  g_return_if_fail (PNR_IS_SCENARIO_RESULT (self));

  gtk_stack_set_visible_child_name (self->stack, "outcome");
  if (self->outcome == outcome)
    return;
  g_clear_pointer (&self->outcome, pnr_outcome_unref);
  self->outcome = pnr_outcome_ref (outcome);
  chart = pnr_compare_chart_new (outcome);
  values = pnr_order_shift_chart_new (outcome);
  verdict = pnr_scenario_result_dup_verdict (outcome);
  takers = pnr_takers_dup_sentence (&outcome->takers);
  stamp = pnr_scenario_result_dup_stamp (self);
  gtk_label_set_label (self->verdict_label, verdict);
  gtk_label_set_label (self->takers_label, takers);
  gtk_label_set_label (self->stamp_label, stamp);
  explanation = pnr_compare_row_dup_explanation (outcome, PNR_METRIC_CONTRIBUTION);
  pnr_tip_set (GTK_WIDGET (self->verdict_label), explanation);
  g_free (explanation);
  explanation = pnr_takers_words_dup_explanation (outcome);
  pnr_tip_set (GTK_WIDGET (self->takers_label), explanation);
  pnr_chart_view_set_chart (self->chart_view, PNR_CHART (chart));
  pnr_chart_view_set_stamp (self->chart_view, stamp);
  pnr_chart_view_set_chart (self->values_view, PNR_CHART (values));
  pnr_chart_view_set_stamp (self->values_view, stamp);
  pnr_unfold_now (self->parts);
  pnr_scenario_result_fill_warnings (self);
  pnr_scenario_result_fill_metrics (self);
  pnr_scenario_result_fill_takers (self);
  pnr_scenario_result_fill_relations (self);
  pnr_scenario_result_fill_assumed (self);
  pnr_unfold_rows (GTK_WIDGET (self->metric_list));
  pnr_unfold_rows (GTK_WIDGET (self->takers_list));
  pnr_unfold_rows (GTK_WIDGET (self->relations_list));
  pnr_unfold_rows (GTK_WIDGET (self->assumed_list));
  pnr_unfold_rows (self->parts);
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scroller), 0.0);
}

/* What the objective keeps is said to be kept or not; revenue and contribution stand in the table
 * whatever the objective is. */
static char *
dup_objective_sentence (PnrScenario *scenario, PnrOutcome *outcome)
{
  PnrObjective objective = pnr_objective_of_scenario (scenario);
  PnrMetric metric = pnr_objective_get_metric (objective);
  const PnrEstimate *change = &outcome->estimates[PNR_SIDE_DELTA][metric];
  g_autofree char *figure = pnr_metric_row_dup_difference (outcome, metric, change->value);

  if (!pnr_objective_is_kept (objective, outcome))
    /* Translators: an objective, as in "Revenue". */
    return g_strdup_printf (_ ("Objective: %s. What must not suffer does suffer."),
                            pnr_objective_get_title (objective));
  if (pnr_estimate_could_be_nothing (change))
    /* Translators: an objective and a change of its measure. */
    return g_strdup_printf (_ ("Objective: %s. Change %s, which could be nothing."),
                            pnr_objective_get_title (objective), figure);
  return g_strdup_printf (_ ("Objective: %s. Change %s."), pnr_objective_get_title (objective),
                          figure);
}

/**
 * pnr_scenario_result_set_scenario:
 * @self: a result that shows an outcome
 * @plan: the plan
 * @scenario: the scenario it is of
 *
 * Says the objective; sections that look closer forget what they found for another outcome.
 */
void
pnr_scenario_result_set_scenario (PnrScenarioResult *self, PnrPlan *plan, PnrScenario *scenario)
{
  g_autofree char *objective = NULL;
  g_autofree char *explanation = NULL;

  g_return_if_fail (PNR_IS_SCENARIO_RESULT (self));
  g_return_if_fail (self->outcome != NULL);

  objective = dup_objective_sentence (scenario, self->outcome);
  explanation = pnr_compare_row_dup_explanation (
      self->outcome, pnr_objective_get_metric (pnr_objective_of_scenario (scenario)));
  pnr_tip_set (GTK_WIDGET (self->objective_label), explanation);
  gtk_label_set_label (self->objective_label, objective);
  if (self->studied == self->outcome)
    return;
  self->studied = self->outcome;
  g_free (self->name);
  self->name = g_strdup (pnr_scenario_get_name (scenario));
  pnr_chart_view_set_chart (self->gains_view, NULL);
  pnr_chart_view_set_stamp (self->gains_view, gtk_label_get_label (self->stamp_label));
  gains_expanded_cb (self);
  pnr_price_section_set_scenario (self->price_section, scenario);
  pnr_study_section_set_scenario (self->tornado_section, plan, scenario);
  pnr_study_section_set_scenario (self->waterfall_section, plan, scenario);
  pnr_study_section_set_scenario (self->shipping_section, plan, scenario);
  pnr_study_section_set_scenario (self->replay_section, plan, scenario);
}

void
pnr_scenario_result_set_stale (PnrScenarioResult *self, gboolean is_stale)
{
  g_return_if_fail (PNR_IS_SCENARIO_RESULT (self));

  pnr_notice_show (self->stale_revealer, is_stale);
}

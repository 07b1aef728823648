/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Scenarios side by side on the same shoppers, and every two of them against each other. */
#include "config.h"

#include "model/pnr-comparison.h"

#include <math.h>

#include "base/pnr-report.h"

G_DEFINE_BOXED_TYPE (PnrComparison, pnr_comparison, pnr_comparison_ref, pnr_comparison_unref)

PnrComparison *
pnr_comparison_new (const char *currency)
{
  PnrComparison *self = g_new0 (PnrComparison, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->currency = g_strdup (currency);
  return self;
}

PnrComparison *
pnr_comparison_ref (PnrComparison *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
pnr_comparison_unref (PnrComparison *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  for (guint i = 0; i < self->n_scenarios; i++) {
    g_free (self->names[i]);
    pnr_outcome_unref (self->outcomes[i]);
  }
  g_free (self->inputs_hash);
  g_free (self->currency);
  g_free (self);
}

void
pnr_comparison_add (PnrComparison *self, const char *name, PnrOutcome *outcome)
{
  g_return_if_fail (self->n_scenarios < PNR_COMPARISON_MOST);

  self->names[self->n_scenarios] = g_strdup (name);
  self->outcomes[self->n_scenarios++] = pnr_outcome_ref (outcome);
}

/* An interval that holds zero, or that is not known, says that there may be no change at all. */
gboolean
pnr_estimate_could_be_nothing (const PnrEstimate *change)
{
  return !(change->low > 0.0 || change->high < 0.0);
}

static double
get_change (PnrComparison *self, guint scenario, PnrMetric metric)
{
  return self->outcomes[scenario]->estimates[PNR_SIDE_DELTA][metric].value;
}

/**
 * pnr_comparison_get_standing:
 * @self: a comparison
 * @objective: what it shall be judged by
 *
 * Returns: who leads and whom the interval of the difference does not set apart from the leader
 */
PnrStanding
pnr_comparison_get_standing (PnrComparison *self, PnrObjective objective)
{
  PnrMetric metric = pnr_objective_get_metric (objective);
  PnrStanding standing = { 0 };

  for (guint i = 0; i < self->n_scenarios; i++) {
    if (!pnr_objective_is_kept (objective, self->outcomes[i])
        || (standing.has_leader
            && !(get_change (self, i, metric) > get_change (self, standing.leader, metric))))
      continue;
    standing.has_leader = TRUE;
    standing.leader = i;
  }
  if (!standing.has_leader)
    return standing;
  standing.beats_baseline =
      self->outcomes[standing.leader]->estimates[PNR_SIDE_DELTA][metric].low > 0.0;
  for (guint i = 0; i < self->n_scenarios; i++) {
    standing.rivals[i] =
        i != standing.leader && pnr_objective_is_kept (objective, self->outcomes[i])
        && pnr_estimate_could_be_nothing (&self->differences[i][standing.leader][metric]);
    standing.n_rivals += standing.rivals[i];
  }
  return standing;
}

static void
add_figure (GVariantDict *report, const char *key, double figure, PnrMetric metric,
            const char *currency)
{
  if (pnr_metric_is_money (metric) && isfinite (figure))
    pnr_report_add_money (report, key, (gint64) llround (figure), currency);
  else
    pnr_report_add_number (report, key, figure);
}

static GVariant *
difference_to_report (PnrComparison *self, guint a, guint b)
{
  GVariantDict *report = pnr_report_new ();

  pnr_report_add_text (report, "of", self->names[b]);
  pnr_report_add_text (report, "against", self->names[a]);
  for (int metric = 0; metric < PNR_N_METRICS; metric++) {
    const PnrEstimate *difference = &self->differences[a][b][metric];
    GVariantDict *figure = pnr_report_new ();

    add_figure (figure, "value", difference->value, metric, self->currency);
    add_figure (figure, "low", difference->low, metric, self->currency);
    add_figure (figure, "high", difference->high, metric, self->currency);
    pnr_report_add_truth (figure, "too_close_to_call", pnr_estimate_could_be_nothing (difference));
    pnr_report_add_value (report, pnr_metric_to_word (metric), pnr_report_end (figure));
  }
  return pnr_report_end (report);
}

static GVariant *
standing_to_report (PnrComparison *self)
{
  PnrStanding standing = pnr_comparison_get_standing (self, self->objective);
  GVariantDict *report = pnr_report_new ();
  GPtrArray *rivals = g_ptr_array_new ();

  for (guint i = 0; i < self->n_scenarios; i++)
    if (standing.rivals[i])
      g_ptr_array_add (rivals, g_variant_new_string (self->names[i]));
  pnr_report_add_text (report, "objective", pnr_objective_to_word (self->objective));
  pnr_report_add_text (report, "leader", standing.has_leader ? self->names[standing.leader] : NULL);
  pnr_report_add_truth (report, "beats_baseline", standing.beats_baseline);
  pnr_report_add_list (report, "too_close_to_call", rivals);
  return pnr_report_end (report);
}

/**
 * pnr_comparison_to_report:
 * @self: a comparison
 *
 * Returns: (transfer floating): the dictionary that the command line prints
 */
GVariant *
pnr_comparison_to_report (PnrComparison *self)
{
  GVariantDict *report = pnr_report_new ();
  GPtrArray *scenarios = g_ptr_array_new ();
  GPtrArray *differences = g_ptr_array_new ();

  for (guint i = 0; i < self->n_scenarios; i++) {
    GVariantDict *scenario = pnr_report_new ();

    pnr_report_add_text (scenario, "name", self->names[i]);
    pnr_report_add_value (scenario, "outcome", pnr_outcome_to_report (self->outcomes[i]));
    g_ptr_array_add (scenarios, pnr_report_end (scenario));
    for (guint k = 0; k < i; k++)
      g_ptr_array_add (differences, difference_to_report (self, k, i));
  }
  pnr_report_add_count (report, "products", self->n_products);
  pnr_report_add_text (report, "inputs_hash", self->inputs_hash);
  pnr_report_add_list (report, "scenarios", scenarios);
  pnr_report_add_list (report, "differences", differences);
  pnr_report_add_value (report, "standing", standing_to_report (self));
  return pnr_report_end (report);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a scenario is for: the measure it shall raise, and what must not suffer for it. */
#include "config.h"

#include "model/pnr-objective.h"

#include <math.h>
#include <string.h>

static const char *const words[PNR_N_OBJECTIVES] = {
  [PNR_OBJECTIVE_CONTRIBUTION] = "contribution",
  [PNR_OBJECTIVE_REVENUE] = "revenue",
  [PNR_OBJECTIVE_CONTRIBUTION_KEEP_REVENUE] = "contribution-keep-revenue",
  [PNR_OBJECTIVE_CONTRIBUTION_KEEP_SURPLUS] = "contribution-keep-surplus",
};

/* Contribution, where nothing else was chosen. */
PnrObjective
pnr_objective_of_scenario (PnrScenario *scenario)
{
  PnrAssumption *assumption = pnr_scenario_find_assumption (scenario, PNR_OBJECTIVE_ASSUMPTION);
  double value = assumption != NULL ? pnr_assumption_get_value (assumption) : 0.0;

  return value >= 0.0 && value < PNR_N_OBJECTIVES ? (PnrObjective) lround (floor (value))
                                                  : PNR_OBJECTIVE_CONTRIBUTION;
}

/**
 * pnr_objective_to_assumption:
 * @self: an objective
 *
 * Returns: (transfer full) (nullable): what a scenario keeps to remember it, NULL for the usual one
 */
PnrAssumption *
pnr_objective_to_assumption (PnrObjective self)
{
  PnrAssumption *assumption;

  g_return_val_if_fail (self < PNR_N_OBJECTIVES, NULL);

  if (self == PNR_OBJECTIVE_CONTRIBUTION)
    return NULL;
  assumption = pnr_assumption_new ();
  pnr_assumption_set_name (assumption, PNR_OBJECTIVE_ASSUMPTION);
  pnr_assumption_set_value (assumption, self);
  pnr_assumption_set_low (assumption, self);
  pnr_assumption_set_high (assumption, self);
  pnr_assumption_set_source (assumption, words[self]);
  return assumption;
}

const char *
pnr_objective_to_word (PnrObjective self)
{
  g_return_val_if_fail (self < PNR_N_OBJECTIVES, NULL);

  return words[self];
}

PnrMetric
pnr_objective_get_metric (PnrObjective self)
{
  return self == PNR_OBJECTIVE_REVENUE ? PNR_METRIC_REVENUE : PNR_METRIC_CONTRIBUTION;
}

/* Whether what must not suffer is, at its most likely, not below the baseline. */
gboolean
pnr_objective_is_kept (PnrObjective self, PnrOutcome *outcome)
{
  const PnrEstimate *change = outcome->estimates[PNR_SIDE_DELTA];

  if (self == PNR_OBJECTIVE_CONTRIBUTION_KEEP_REVENUE)
    return change[PNR_METRIC_REVENUE].value >= 0.0;
  if (self == PNR_OBJECTIVE_CONTRIBUTION_KEEP_SURPLUS)
    return change[PNR_METRIC_SURPLUS].value >= 0.0;
  return TRUE;
}

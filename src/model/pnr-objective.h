/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a scenario is for: the measure it shall raise, and what must not suffer for it. */
#pragma once

#include "model/pnr-outcome.h"
#include "model/pnr-scenario.h"

G_BEGIN_DECLS

/* The name of the assumption that keeps it; its value is one of these numbers, so they never
 * change. */
#define PNR_OBJECTIVE_ASSUMPTION "objective"

typedef enum {
  PNR_OBJECTIVE_CONTRIBUTION,
  PNR_OBJECTIVE_REVENUE,
  PNR_OBJECTIVE_CONTRIBUTION_KEEP_REVENUE,
  PNR_OBJECTIVE_CONTRIBUTION_KEEP_SURPLUS,
  PNR_N_OBJECTIVES,
} PnrObjective;

PnrObjective pnr_objective_of_scenario (PnrScenario *scenario);
PnrAssumption *pnr_objective_to_assumption (PnrObjective self);
const char *pnr_objective_to_word (PnrObjective self);
PnrMetric pnr_objective_get_metric (PnrObjective self);
gboolean pnr_objective_is_kept (PnrObjective self, PnrOutcome *outcome);

G_END_DECLS

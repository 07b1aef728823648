/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The last simulation of a scenario, and what it was made from, to tell when it is out of date. */
#pragma once

#include "model/pnr-outcome.h"
#include "plan/pnr-plan.h"

G_BEGIN_DECLS

/* @failure: why there is no outcome. @inputs: hash of everything the simulation looked at. */
typedef struct {
  PnrOutcome *outcome;
  char *failure;
  char *inputs;
} PnrScenarioRun;

PnrScenarioRun *pnr_scenario_run_new (PnrOutcome *outcome, const char *failure, const char *inputs);
void pnr_scenario_run_free (PnrScenarioRun *self);
char *pnr_scenario_run_dup_inputs (PnrPlan *plan, PnrScenario *scenario);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PnrScenarioRun, pnr_scenario_run_free)

G_END_DECLS

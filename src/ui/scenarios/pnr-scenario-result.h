/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a simulation of a scenario said: verdict, chart, table, takers, assumptions, warnings. */
#pragma once

#include <adwaita.h>

#include "model/pnr-outcome.h"
#include "ui/pnr-job-view.h"
#include "ui/pnr-session.h"

G_BEGIN_DECLS

#define PNR_TYPE_SCENARIO_RESULT (pnr_scenario_result_get_type ())
G_DECLARE_FINAL_TYPE (PnrScenarioResult, pnr_scenario_result, PNR, SCENARIO_RESULT, AdwBin)

/* Signals: "failed" (char *sentence), when a copy or a file of a chart could not be made;
 * "assumption-wanted" (char *name), when somebody asks for what is behind a bar. */

void pnr_scenario_result_set_session (PnrScenarioResult *self, PnrSession *session);
PnrJobView *pnr_scenario_result_get_job_view (PnrScenarioResult *self);
void pnr_scenario_result_show_nothing (PnrScenarioResult *self);
void pnr_scenario_result_show_job (PnrScenarioResult *self);
void pnr_scenario_result_show_failure (PnrScenarioResult *self, const char *sentence);
void pnr_scenario_result_show_outcome (PnrScenarioResult *self, PnrOutcome *outcome);
void pnr_scenario_result_set_scenario (PnrScenarioResult *self, PnrPlan *plan,
                                       PnrScenario *scenario);
void pnr_scenario_result_set_stale (PnrScenarioResult *self, gboolean is_stale);

char *pnr_scenario_result_dup_verdict (PnrOutcome *outcome);

G_END_DECLS

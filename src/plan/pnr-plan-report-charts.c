/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The closer looks at a scenario on the printed report: who gains, what adds up, what it rests on.
 *
 * The same studies and painters as in the window; each chart says its own title. */
#include "config.h"

#include "plan/pnr-plan-report-private.h"

#include "drawing/pnr-win-win-chart.h"
#include "plan/pnr-plan-study.h"

static const PnrStudyKind studies[] = { PNR_STUDY_WATERFALL, PNR_STUDY_TORNADO,
                                        PNR_STUDY_SHIPPING };

static void
add_gains (PnrDocument *document, PnrScenario *scenario, PnrOutcome *outcome)
{
  PnrWinWinChart *chart = pnr_win_win_chart_new ();

  pnr_win_win_chart_add (chart, pnr_scenario_get_name (scenario), outcome);
  pnr_document_take_chart (document, PNR_CHART (chart), PNR_REPORT_TALL_CHART);
}

/* Nothing is drawn of what the scenario says nothing about. */
static void
add_study (PnrDocument *document, PnrStudy *study)
{
  g_autoptr (PnrChart) chart = pnr_study_new_chart (study);

  if (pnr_chart_get_n_points (chart) > 0)
    pnr_document_take_chart (document, g_steal_pointer (&chart), PNR_REPORT_TALL_CHART);
}

/**
 * pnr_plan_report_add_charts:
 * @document: a report
 * @plan: a plan
 * @scenario: one of its scenarios
 * @outcome: of that scenario
 * @progress: (nullable): a progress
 * @error: a place for a sentence
 *
 * Returns: whether the report can go on
 */
gboolean
pnr_plan_report_add_charts (PnrDocument *document, PnrPlan *plan, PnrScenario *scenario,
                            PnrOutcome *outcome, PnrProgress *progress, GError **error)
{
  PnrSimulationSettings settings = PNR_SIMULATION_SETTINGS_INIT;

  add_gains (document, scenario, outcome);
  for (gsize i = 0; i < G_N_ELEMENTS (studies); i++) {
    g_autoptr (PnrStudy) study =
        pnr_plan_study (plan, studies[i], scenario, &settings, progress, error);

    if (study == NULL)
      return FALSE;
    add_study (document, study);
  }
  return TRUE;
}

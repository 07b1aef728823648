/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The job that says which tactic suits an anchor: upsell, cross-sell or bundle. */
#pragma once

#include "economy/pnr-simulation.h"
#include "model/pnr-advice.h"
#include "plan/pnr-plan.h"

G_BEGIN_DECLS

PnrAdvice *pnr_plan_advise (PnrPlan *self, PnrProduct *anchor, PnrScenario *scenario,
                            const PnrSimulationSettings *settings, PnrProgress *progress,
                            GError **error);
void pnr_plan_advise_async (PnrPlan *self, PnrProduct *anchor, PnrScenario *scenario,
                            const PnrSimulationSettings *settings, PnrProgress *progress,
                            GAsyncReadyCallback callback, gpointer user_data);
PnrAdvice *pnr_plan_advise_finish (PnrPlan *self, GAsyncResult *result, GError **error);

G_END_DECLS

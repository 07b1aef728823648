/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A bundle whose price is moved: all shoppers asked anew at every position. */
#pragma once

#include "model/pnr-outcome.h"
#include "model/pnr-waterfall.h"
#include "plan/pnr-plan.h"

G_BEGIN_DECLS

#define PNR_TYPE_PLAN_LIVE (pnr_plan_live_get_type ())
G_DECLARE_FINAL_TYPE (PnrPlanLive, pnr_plan_live, PNR, PLAN_LIVE, GObject)

/* Signal "counted": there is another outcome, or another reason why there is none. */

PnrPlanLive *pnr_plan_live_new (PnrPlan *plan);

void pnr_plan_live_ask (PnrPlanLive *self, PnrBundle *bundle, const char *inputs);
void pnr_plan_live_stop (PnrPlanLive *self);

PnrOutcome *pnr_plan_live_get_outcome (PnrPlanLive *self);
PnrWaterfall *pnr_plan_live_get_waterfall (PnrPlanLive *self);
const char *pnr_plan_live_get_failure (PnrPlanLive *self);

G_END_DECLS

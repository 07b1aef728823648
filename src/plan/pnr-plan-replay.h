/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Goes through a plan's past orders with the offers of a scenario on sale. */
#pragma once

#include "base/pnr-progress.h"
#include "model/pnr-replay.h"
#include "plan/pnr-plan.h"

G_BEGIN_DECLS

PnrReplay *pnr_plan_replay (PnrPlan *self, PnrScenario *scenario, PnrProgress *progress,
                            GError **error);

G_END_DECLS

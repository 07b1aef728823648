/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a scenario believes of an upsell or a cross-sell that nobody has made yet. */
#pragma once

#include "economy/pnr-advice.h"
#include "model/pnr-scenario.h"

G_BEGIN_DECLS

void pnr_plan_assume_tactic (PnrScenario *scenario, PnrTactic tactic, const char *sku,
                             PnrTacticTerms *terms);
PnrRange pnr_plan_assume_placement (PnrScenario *scenario, PnrPlacement placement);

G_END_DECLS

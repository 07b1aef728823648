/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The advisor: for one product the best upsell, cross-sell and bundle, or that nobody can tell. */
#pragma once

#include "ui/pnr-session.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define PNR_TYPE_SCENARIO_ADVICE (pnr_scenario_advice_get_type ())
G_DECLARE_FINAL_TYPE (PnrScenarioAdvice, pnr_scenario_advice, PNR, SCENARIO_ADVICE, AdwBin)

void pnr_scenario_advice_set_session (PnrScenarioAdvice *self, PnrSession *session);
void pnr_scenario_advice_set_scenario (PnrScenarioAdvice *self, PnrScenario *scenario);
void pnr_scenario_advice_set_anchor (PnrScenarioAdvice *self, gint64 product_id);
void pnr_scenario_advice_run (PnrScenarioAdvice *self);

G_END_DECLS

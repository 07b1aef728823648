/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is believed about a market's costs: what they are called, and draws from their ranges. */
#pragma once

#include "model/pnr-market.h"
#include "model/pnr-outcome.h"

G_BEGIN_DECLS

const char *pnr_cost_belief_get_key (PnrMarketCost cost);
const char *pnr_cost_belief_get_title (PnrMarketCost cost);
gboolean pnr_cost_belief_is_in_doubt (const PnrMarket *market, PnrMarketCost cost);
double pnr_cost_belief_to_number (const PnrMarket *market, PnrMarketCost cost, gint64 value);
PnrMarket *pnr_cost_belief_draw (const PnrMarket *market, guint draw, guint64 seed);
void pnr_cost_belief_list (const PnrMarket *market, PnrOutcome *outcome);

G_END_DECLS

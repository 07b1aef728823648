/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a scenario says of costs beside their values: between which ends they lie, and who says so.
 */
#include "config.h"

#include <math.h>

#include "base/pnr-money.h"
#include "plan/pnr-plan-market-private.h"

#define MILLION 1000000

static const struct {
  const char *name;
  gboolean is_share;
} costs[PNR_MARKET_N_COSTS] = {
  [PNR_MARKET_COST_SHIP_ORDER] = { "shipping per order", FALSE },
  [PNR_MARKET_COST_SHIP_UNIT] = { "shipping per unit", FALSE },
  [PNR_MARKET_COST_SHIP_CHARGE] = { "shipping charge", FALSE },
  [PNR_MARKET_COST_FEE_SHARE] = { "payment fee share", TRUE },
  [PNR_MARKET_COST_FEE_FIXED] = { "payment fee fixed", FALSE },
  [PNR_MARKET_COST_VAT] = { "vat share", TRUE },
};

/**
 * pnr_plan_market_take_cost_beliefs:
 * @market: a market with the values of its costs
 * @scenario: where they come from
 *
 * A range that was not stated, or does not hold the value, is the value alone.
 */
void
pnr_plan_market_take_cost_beliefs (PnrMarket *market, PnrScenario *scenario)
{
  double unit = (double) pnr_currency_get_unit (market->currency);

  for (guint c = 0; c < PNR_MARKET_N_COSTS; c++) {
    PnrAssumption *assumption = pnr_plan_find_assumption (scenario, costs[c].name);
    double parts = costs[c].is_share ? MILLION : unit;
    PnrCostBelief *belief = &market->cost_beliefs[c];
    PnrRange range;

    if (assumption == NULL)
      continue;
    range = pnr_plan_assume_range (scenario, costs[c].name, (PnrRange){ 0.0 });
    belief->low = llround (MAX (range.low, 0.0) * parts);
    belief->high = llround (MAX (range.high, 0.0) * parts);
    belief->source = g_strdup (pnr_assumption_get_source (assumption));
    if (belief->source == NULL)
      belief->source = g_strdup ("");
  }
}

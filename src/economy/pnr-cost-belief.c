/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is believed about a market's costs: what they are called, and draws from their ranges.
 *
 * A carrier's offer or a payment contract is known to the cent; a plan for next year is not. A cost
 * with a range is drawn with all other assumptions, so that an interval holds its doubt too. */
#include "config.h"

#include "economy/pnr-cost-belief.h"

#include <glib/gi18n.h>
#include <gsl/gsl_cdf.h>
#include <inttypes.h>
#include <math.h>

#include "base/pnr-currency.h"
#include "base/pnr-money.h"
#include "economy/pnr-quasi-random.h"

#define MILLION 1e6
/* A normal's 5 % and 95 % points lie this many deviations from its mean. */
#define TAIL_SCORE 1.6448536269514722
/* Far from the numbers under which pairs and offers are drawn. */
#define FIRST_SCORE 4096
/* A shop that keeps nothing of what is paid has no price to plan. */
#define MOST_FEE_PPM 990000

static const struct {
  const char *key;
  const char *title;
  gboolean is_share;
} kinds[PNR_MARKET_N_COSTS] = {
  [PNR_MARKET_COST_SHIP_ORDER] = { "shipping per order", N_ ("Shipping per order"), FALSE },
  [PNR_MARKET_COST_SHIP_UNIT] = { "shipping per unit", N_ ("Shipping per further piece"), FALSE },
  [PNR_MARKET_COST_SHIP_CHARGE] = { "shipping charge", N_ ("Shipping that the shopper pays"),
                                    FALSE },
  [PNR_MARKET_COST_FEE_SHARE] = { "payment fee share", N_ ("Payment fee, share"), TRUE },
  [PNR_MARKET_COST_FEE_FIXED] = { "payment fee fixed", N_ ("Payment fee, per order"), FALSE },
  [PNR_MARKET_COST_VAT] = { "vat share", N_ ("Tax contained in prices"), TRUE },
};

/* The name of the assumption in a plan. */
const char *
pnr_cost_belief_get_key (PnrMarketCost cost)
{
  return kinds[cost].key;
}

const char *
pnr_cost_belief_get_title (PnrMarketCost cost)
{
  return _ (kinds[cost].title);
}

gboolean
pnr_cost_belief_is_in_doubt (const PnrMarket *market, PnrMarketCost cost)
{
  return market->cost_beliefs[cost].low < market->cost_beliefs[cost].high;
}

/* In whole money, or as a share. */
double
pnr_cost_belief_to_number (const PnrMarket *market, PnrMarketCost cost, gint64 value)
{
  return (double) value
         / (kinds[cost].is_share ? MILLION : (double) pnr_currency_get_unit (market->currency));
}

/* A normal with a side of its own on either hand of the value: 5 % below the low end, 5 % above the
 * high one, and as often too dear as too cheap. */
static gint64
draw_cost (const PnrMarket *market, PnrMarketCost cost, double score)
{
  const PnrCostBelief *belief = &market->cost_beliefs[cost];
  double value = (double) pnr_market_get_cost (market, cost);
  double z = gsl_cdf_ugaussian_Pinv (score);
  double reach = z < 0.0 ? value - (double) belief->low : (double) belief->high - value;
  double drawn = MAX (value + z / TAIL_SCORE * MAX (reach, 0.0), 0.0);

  return llround (cost == PNR_MARKET_COST_FEE_SHARE ? MIN (drawn, MOST_FEE_PPM) : drawn);
}

/**
 * pnr_cost_belief_draw:
 * @market: a market
 * @draw: number of the draw
 * @seed: key of the draws
 *
 * Each cost has a number of its own, so that stating a range for one does not move the others.
 *
 * Returns: (transfer full) (nullable): the market with costs of one joint draw, of which nothing is
 *   in doubt any more; %NULL where no cost has a range
 */
PnrMarket *
pnr_cost_belief_draw (const PnrMarket *market, guint draw, guint64 seed)
{
  g_autoptr (PnrMarket) drawn = NULL;

  for (guint cost = 0; cost < PNR_MARKET_N_COSTS; cost++) {
    if (!pnr_cost_belief_is_in_doubt (market, cost))
      continue;
    if (drawn == NULL)
      drawn = pnr_market_copy (market);
    pnr_market_set_cost (
        drawn, cost,
        draw_cost (market, cost, pnr_quasi_random_hash (seed, draw, FIRST_SCORE + cost)));
    drawn->cost_beliefs[cost].low = drawn->cost_beliefs[cost].high = 0;
  }
  return g_steal_pointer (&drawn);
}

static void
list_cost (const PnrMarket *market, PnrMarketCost cost, PnrOutcome *outcome)
{
  const PnrCostBelief *belief = &market->cost_beliefs[cost];
  gint64 value = pnr_market_get_cost (market, cost);
  gboolean is_in_doubt = pnr_cost_belief_is_in_doubt (market, cost);
  gint64 low = is_in_doubt ? MIN (belief->low, value) : value;
  gint64 high = is_in_doubt ? MAX (belief->high, value) : value;

  if (belief->source == NULL)
    return;
  pnr_outcome_add_assumed (
      outcome, pnr_cost_belief_get_title (cost), pnr_cost_belief_to_number (market, cost, value),
      pnr_cost_belief_to_number (market, cost, low), pnr_cost_belief_to_number (market, cost, high),
      belief->source[0] != '\0' ? belief->source : _ ("Stated in the plan"));
}

/* A carrier's table and a promise to shoppers are known, not believed. */
static void
list_tariff (const PnrMarket *market, PnrOutcome *outcome)
{
  const PnrParcelTariff *tariff = &market->tariff;
  double unit = (double) pnr_currency_get_unit (market->currency);

  for (guint i = 0; i < tariff->n_bands; i++) {
    double cost = (double) tariff->bands[i].cost_minor / unit;
    g_autofree char *name =
        g_strdup_printf (_ ("Shipping of a parcel up to %" PRId64 " g"), tariff->bands[i].up_to);

    pnr_outcome_add_assumed (outcome, name, cost, cost, cost, _ ("Stated in the plan"));
  }
  if (tariff->free_from_minor != PNR_MONEY_UNKNOWN) {
    double from = (double) tariff->free_from_minor / unit;

    pnr_outcome_add_assumed (outcome, _ ("Worth of goods from which shipping is free"), from, from,
                             from, _ ("Stated in the plan"));
  }
}

static void
list_tax (const PnrMarketProduct *product, PnrOutcome *outcome)
{
  double share = (double) product->vat_ppm / MILLION;
  g_autofree char *name = g_strdup_printf (_ ("Tax contained in the price of “%s”"), product->name);

  if (product->vat_ppm != PNR_MARKET_VAT_OF_SHOP)
    pnr_outcome_add_assumed (outcome, name, share, share, share, _ ("Its tax class"));
}

/**
 * pnr_cost_belief_list:
 * @market: a market
 * @outcome: takes the list
 *
 * Lists every cost that is stated, what parcels cost, and the tax of every product that has a rate.
 */
void
pnr_cost_belief_list (const PnrMarket *market, PnrOutcome *outcome)
{
  for (guint cost = 0; cost < PNR_MARKET_N_COSTS; cost++)
    list_cost (market, cost, outcome);
  list_tariff (market, outcome);
  for (guint j = 0; j < market->n_products; j++)
    list_tax (&market->products[j], outcome);
}

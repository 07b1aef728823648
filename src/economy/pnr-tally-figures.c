/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What counted shoppers amount to: every figure of both sides, who takes what, what orders are
 * worth.
 *
 * Runs that differ in the offers seen are weighed by how likely that is. Everything that can be
 * counted is summed first; only then is it multiplied up to the market. */
#include "config.h"

#include <math.h>

#include "economy/pnr-break-even.h"
#include "economy/pnr-tally.h"

/* The histogram shows this share of all orders, the last bin whatever is beyond. */
#define SHOWN_SHARE 0.995

/* Means over the runs of a side, in simulated shoppers. */
typedef struct {
  double orders;
  double surplus;
  double ship_minor;
  double charge_minor;
  double revenue;
  double cost;
  double units;
  double extra_net;
  double exposed;
} Sums;

/* The same for one offer. */
typedef struct {
  double exposed;
  double taken;
  double paid_minor;
  double takers[PNR_N_TAKERS];
  double owned[PNR_MARKET_MAX_PRODUCTS];
  double changes[2];
  double instead;
} OfferSums;

static double
get_shoppers (gint64 parts)
{
  return (double) parts / PNR_TALLY_WHOLE;
}

/* How likely it is that a shopper sees just the offers of @run. */
double
pnr_tally_get_probability (const PnrShop *shop, const PnrBelief *belief, guint run)
{
  double probability = 1.0;

  for (guint b = 0; b < PNR_MARKET_MAX_BUNDLES; b++)
    if (!shop->is_drawn && (shop->uncertain >> b & 1))
      probability *= shop->seen[run] >> b & 1 ? belief->exposure[b] : 1.0 - belief->exposure[b];
  return probability;
}

static void
add_contents (const PnrPriceTable *table, const gint64 *contents, double probability, Sums *sums)
{
  for (guint c = 0; table != NULL && c < table->n_contents; c++) {
    double count = probability * get_shoppers (contents[c]);

    sums->revenue += count * table->cells[c].paid_minor;
    sums->cost += count * table->cells[c].cost_minor;
    sums->units += count * table->cells[c].units;
    sums->extra_net += count * table->cells[c].extra_net;
  }
}

static void
add_run (const PnrTallyRun *run, const PnrShop *shop, gboolean is_baseline, double probability,
         Sums *sums)
{
  sums->orders += probability * get_shoppers (run->orders);
  sums->surplus += probability * get_shoppers (run->surplus);
  sums->ship_minor += probability * get_shoppers (run->ship_minor);
  sums->charge_minor += probability * get_shoppers (run->charge_minor);
  sums->exposed += probability * get_shoppers (run->exposed);
  for (guint p = 0; p < shop->n_parts; p++) {
    const PnrShopPart *part = &shop->parts[p];

    for (guint v = 0; v < (is_baseline ? 1 : part->n_variants); v++)
      add_contents (is_baseline ? part->baseline : part->scenario[v],
                    run->contents[p] + (gsize) v * part->baseline->n_contents, probability, sums);
  }
}

static void
sum_side (const PnrTally *self, const PnrShop *shop, const PnrBelief *belief, int side, Sums *sums)
{
  *sums = (Sums){ 0 };
  if (side == PNR_SIDE_BASELINE) {
    add_run (&self->baseline, shop, TRUE, 1.0, sums);
    return;
  }
  for (guint r = 0; r < self->n_runs; r++)
    add_run (&self->runs[r], shop, FALSE, pnr_tally_get_probability (shop, belief, r), sums);
}

static void
sum_offer (const PnrTally *self, const PnrShop *shop, const PnrMarket *market,
           const PnrBelief *belief, guint b, OfferSums *sums)
{
  *sums = (OfferSums){ 0 };
  for (guint r = 0; r < self->n_runs; r++) {
    const PnrTallyOffer *counts = &self->runs[r].offers[b];
    double probability = pnr_tally_get_probability (shop, belief, r);

    sums->exposed += probability * get_shoppers (counts->exposed);
    sums->paid_minor += probability * get_shoppers (counts->paid_minor);
    sums->instead += probability * get_shoppers (counts->instead);
    for (int taker = 0; taker < PNR_N_TAKERS; taker++) {
      sums->takers[taker] += probability * get_shoppers (counts->takers[taker]);
      sums->taken += probability * get_shoppers (counts->takers[taker]);
    }
    for (int had = 0; had < 2; had++)
      sums->changes[had] += probability
                            * pnr_order_change_get_contribution (&counts->changes[had], market)
                            / PNR_TALLY_WHOLE;
    for (guint j = 0; j < PNR_MARKET_MAX_PRODUCTS; j++)
      sums->owned[j] += probability * get_shoppers (counts->owned[j]);
  }
}

static double
get_displaced (const PnrMarket *market, const OfferSums *sums)
{
  double displaced = 0.0;

  for (guint j = 0; j < market->n_products; j++)
    displaced += sums->owned[j] * market->products[j].price_minor;
  return displaced;
}

static void
fill_side (const PnrTally *self, const PnrShop *shop, const PnrMarket *market,
           const PnrBelief *belief, int side, double figures[PNR_N_METRICS])
{
  double weight = belief->n_shoppers / self->n_shoppers;
  double orders, revenue, charge, net;
  Sums sums;

  sum_side (self, shop, belief, side, &sums);
  orders = weight * sums.orders;
  revenue = weight * sums.revenue;
  charge = weight * sums.charge_minor;
  net = (revenue + charge) / (1.0 + market->costs.vat_ppm / 1e6) + weight * sums.extra_net;
  figures[PNR_METRIC_ORDERS] = orders;
  figures[PNR_METRIC_CONVERSION] = sums.orders / self->n_shoppers;
  figures[PNR_METRIC_UNITS] = weight * sums.units;
  figures[PNR_METRIC_REVENUE] = revenue;
  figures[PNR_METRIC_AOV] = orders > 0.0 ? revenue / orders : NAN;
  figures[PNR_METRIC_COST] = weight * sums.cost;
  figures[PNR_METRIC_SHIPPING] = market->tariff.n_bands > 0
                                     ? weight * sums.ship_minor
                                     : market->costs.ship_order_minor * orders
                                           + market->costs.ship_unit_minor * weight * sums.units;
  figures[PNR_METRIC_CONTRIBUTION] =
      revenue * pnr_market_get_keep (market) - weight * sums.cost - figures[PNR_METRIC_SHIPPING]
      - market->costs.fee_fixed_minor * orders + charge * pnr_market_get_keep (market)
      + weight * sums.extra_net;
  figures[PNR_METRIC_MARGIN_SHARE] = net > 0.0 ? figures[PNR_METRIC_CONTRIBUTION] / net : NAN;
  figures[PNR_METRIC_SURPLUS] = weight * sums.surplus / belief->demand.scale;
  figures[PNR_METRIC_SHIPPING_PER_ORDER] =
      orders > 0.0 ? figures[PNR_METRIC_SHIPPING] / orders : NAN;
  figures[PNR_METRIC_SINGLE_SALES] = revenue;
  figures[PNR_METRIC_TAKE_RATE] = figures[PNR_METRIC_CANNIBALISATION] = NAN;
  figures[PNR_METRIC_TAKERS] = figures[PNR_METRIC_STORE_AOV] = figures[PNR_METRIC_LTV] = NAN;
}

/* What a relationship leads to is a single sale at its own price, and no taking of a bundle. */
static gboolean
is_led (const PnrMarket *market, guint b)
{
  return market->bundles[b].offered_as != PNR_OFFERED_AS_BUNDLE;
}

/* A gift earns nothing, so what it displaces is no share of anything. */
static void
fill_offers (const PnrTally *self, const PnrShop *shop, const PnrMarket *market,
             const PnrBelief *belief, double figures[PNR_N_METRICS])
{
  double weight = belief->n_shoppers / self->n_shoppers;
  double taken = 0.0, offer_revenue = 0.0, displaced = 0.0;
  Sums sums;

  sum_side (self, shop, belief, PNR_SIDE_SCENARIO, &sums);
  for (guint b = 0; b < market->n_bundles; b++) {
    OfferSums own;

    if (is_led (market, b))
      continue;
    sum_offer (self, shop, market, belief, b, &own);
    taken += own.taken;
    offer_revenue += own.paid_minor;
    displaced += get_displaced (market, &own);
  }
  figures[PNR_METRIC_TAKE_RATE] = sums.exposed > 0.0 ? taken / sums.exposed : NAN;
  figures[PNR_METRIC_CANNIBALISATION] = offer_revenue > 0.0 ? displaced / offer_revenue : NAN;
  figures[PNR_METRIC_TAKERS] = weight * taken;
  figures[PNR_METRIC_SINGLE_SALES] -= weight * offer_revenue;
}

/* The shop's other orders stay as they are, so all of its orders change by as much as the simulated
 * ones. */
static void
fill_store (const PnrMarket *market, PnrFigures figures)
{
  const double *before = figures[PNR_SIDE_BASELINE], *after = figures[PNR_SIDE_SCENARIO];
  double orders = (double) market->n_store_orders, revenue = (double) market->store_revenue_minor;

  if (market->n_store_orders == 0)
    return;
  figures[PNR_SIDE_BASELINE][PNR_METRIC_STORE_AOV] = revenue / orders;
  figures[PNR_SIDE_SCENARIO][PNR_METRIC_STORE_AOV] =
      (revenue + after[PNR_METRIC_REVENUE] - before[PNR_METRIC_REVENUE])
      / (orders + after[PNR_METRIC_ORDERS] - before[PNR_METRIC_ORDERS]);
}

/**
 * pnr_tally_to_figures:
 * @self: counts
 * @shop: price tables
 * @market: the market behind them
 * @belief: relevant shoppers in the period, exposures and the parts of a minor unit
 * @figures: (out): every metric of both sides and the difference
 */
void
pnr_tally_to_figures (const PnrTally *self, const PnrShop *shop, const PnrMarket *market,
                      const PnrBelief *belief, PnrFigures figures)
{
  for (int side = 0; side < 2; side++)
    fill_side (self, shop, market, belief, side, figures[side]);
  fill_offers (self, shop, market, belief, figures[PNR_SIDE_SCENARIO]);
  fill_store (market, figures);
  for (int metric = 0; metric < PNR_N_METRICS; metric++)
    figures[PNR_SIDE_DELTA][metric] =
        figures[PNR_SIDE_SCENARIO][metric] - figures[PNR_SIDE_BASELINE][metric];
}

/* Sums over offers of what the break-even share is made of. @changes: of the contribution. */
typedef struct {
  double taken;
  double changes[2];
  double takers[PNR_N_TAKERS];
} TakerSums;

static void
add_takers (const OfferSums *own, TakerSums *sums)
{
  for (int taker = 0; taker < PNR_N_TAKERS; taker++)
    sums->takers[taker] += own->takers[taker];
  sums->taken += own->taken;
  for (int had = 0; had < 2; had++)
    sums->changes[had] += own->changes[had];
}

/* Where all takers are of one kind, nothing is known of the other, and the one decides. */
static PnrBreakEven
find_break_even (const TakerSums *sums)
{
  double had = sums->takers[PNR_TAKER_GIVEAWAY], others = sums->taken - had;
  double all = had > 0.0 ? sums->changes[1] / had : sums->changes[0] / others;
  double part = others > 0.0 ? sums->changes[0] / others : all;

  return pnr_break_even_of_giveaway (0.0, -all, -part);
}

static PnrTakers
rate_takers (const TakerSums *sums)
{
  PnrBreakEven even;

  if (sums->taken <= 0.0)
    return (PnrTakers){ NAN, NAN, NAN, NAN, NAN, PNR_BREAK_EVEN_NEVER };
  even = find_break_even (sums);
  return (PnrTakers){
    .giveaway = sums->takers[PNR_TAKER_GIVEAWAY] / sums->taken,
    .trade_up = sums->takers[PNR_TAKER_TRADE_UP] / sums->taken,
    .switched = sums->takers[PNR_TAKER_SWITCHED] / sums->taken,
    .fresh = sums->takers[PNR_TAKER_FRESH] / sums->taken,
    .break_even_giveaway =
        even.verdict == PNR_BREAK_EVEN_BELOW || even.verdict == PNR_BREAK_EVEN_ABOVE ? even.share
                                                                                     : NAN,
    .verdict = even.verdict,
  };
}

/**
 * pnr_tally_to_takers:
 * @self: counts
 * @shop: price tables
 * @market: the market
 * @belief: exposures
 *
 * The break-even share of giveaways is where the changes of contribution of all takers' whole
 * orders sum to nothing: gain of the others / (gain of the others - gain of giveaways), each per
 * taker.
 *
 * Returns: who takes the bundles, all of them together; NaN where nobody does
 */
PnrTakers
pnr_tally_to_takers (const PnrTally *self, const PnrShop *shop, const PnrMarket *market,
                     const PnrBelief *belief)
{
  TakerSums sums = { 0 };

  for (guint b = 0; b < market->n_bundles; b++) {
    OfferSums own;

    if (is_led (market, b))
      continue;
    sum_offer (self, shop, market, belief, b, &own);
    add_takers (&own, &sums);
  }
  return rate_takers (&sums);
}

static void
add_offer_outcome (const PnrTally *self, const PnrShop *shop, const PnrMarket *market,
                   const PnrBelief *belief, guint b, PnrOutcome *outcome)
{
  double weight = belief->n_shoppers / self->n_shoppers;
  TakerSums sums = { 0 };
  PnrOfferOutcome *offer;
  OfferSums own;

  sum_offer (self, shop, market, belief, b, &own);
  add_takers (&own, &sums);
  offer = pnr_outcome_add_offer (outcome, market->bundles[b].sku, market->bundles[b].name);
  offer->exposed = weight * own.exposed;
  offer->taken = weight * own.taken;
  offer->revenue = weight * own.paid_minor;
  offer->take_rate = own.exposed > 0.0 ? own.taken / own.exposed : NAN;
  offer->cannibalisation =
      own.paid_minor > 0.0 ? get_displaced (market, &own) / own.paid_minor : NAN;
  offer->takers = rate_takers (&sums);
}

static void
add_relation_outcome (const PnrTally *self, const PnrShop *shop, const PnrMarket *market,
                      const PnrBelief *belief, const PnrShownRelation *relation,
                      PnrOutcome *outcome)
{
  double weight = belief->n_shoppers / self->n_shoppers;
  PnrRelationOutcome *told = pnr_outcome_add_relation (outcome, relation);
  OfferSums own;

  if (!relation->is_offered)
    return;
  sum_offer (self, shop, market, belief, relation->offer, &own);
  told->exposure = market->bundles[relation->offer].exposure.value;
  told->shown = weight * own.exposed;
  told->taken = weight * own.taken;
  told->revenue = weight * own.paid_minor;
  told->take_rate = own.exposed > 0.0 ? own.taken / own.exposed : NAN;
  if (!(own.taken > 0.0))
    return;
  told->anyway = own.takers[PNR_TAKER_GIVEAWAY] / own.taken;
  told->instead = own.instead / own.taken;
  told->fresh = own.takers[PNR_TAKER_FRESH] / own.taken;
  told->beside = MAX (1.0 - told->anyway - told->instead - told->fresh, 0.0);
}

/* Fine bins of both sides together, as far as nearly all orders reach. */
static guint
get_last_bin (const double (*fine)[PNR_TALLY_N_BINS])
{
  double all = 0.0, below = 0.0;
  guint last = 0;

  for (guint bin = 0; bin < PNR_TALLY_N_BINS; bin++)
    all += fine[0][bin] + fine[1][bin];
  while (last + 1 < PNR_TALLY_N_BINS && below + fine[0][last] + fine[1][last] < SHOWN_SHARE * all) {
    below += fine[0][last] + fine[1][last];
    last++;
  }
  return last;
}

/* Fine bins that make a coarse one: a round sum again where the fine one is 1, 2 or 5 of anything.
 */
static guint
get_merged (guint last)
{
  static const guint factors[] = { 1, 2, 4, 10, 20, 40 };
  guint i = 0;

  while (i + 1 < G_N_ELEMENTS (factors) && last / factors[i] + 1 >= PNR_ORDER_VALUE_MAX_BINS)
    i++;
  return factors[i];
}

static void
fill_order_values (const PnrTally *self, const PnrShop *shop, const PnrBelief *belief,
                   PnrOrderValues *values)
{
  double weight = belief->n_shoppers / self->n_shoppers;
  double fine[2][PNR_TALLY_N_BINS] = { { 0.0 } };
  guint last, merged;

  for (guint bin = 0; bin < PNR_TALLY_N_BINS; bin++) {
    fine[0][bin] = weight * get_shoppers (self->baseline.bins[bin]);
    for (guint r = 0; r < self->n_runs; r++)
      fine[1][bin] += weight * pnr_tally_get_probability (shop, belief, r)
                      * get_shoppers (self->runs[r].bins[bin]);
  }
  last = get_last_bin ((const double (*)[PNR_TALLY_N_BINS]) fine);
  merged = get_merged (last);
  values->bin_minor = self->bin_minor * merged;
  values->n_bins = MIN (last / merged + 2, PNR_ORDER_VALUE_MAX_BINS);
  for (int side = 0; side < 2; side++)
    for (guint bin = 0; bin < PNR_TALLY_N_BINS; bin++)
      values->orders[side][MIN (bin / merged, values->n_bins - 1)] += fine[side][bin];
}

/**
 * pnr_tally_fill_outcome:
 * @self: counts
 * @shop: price tables
 * @market: the market
 * @belief: relevant shoppers and exposures
 * @outcome: takes who takes what, and what orders are worth on both sides
 */
void
pnr_tally_fill_outcome (const PnrTally *self, const PnrShop *shop, const PnrMarket *market,
                        const PnrBelief *belief, PnrOutcome *outcome)
{
  outcome->takers = pnr_tally_to_takers (self, shop, market, belief);
  for (guint b = 0; b < market->n_bundles; b++)
    if (!is_led (market, b))
      add_offer_outcome (self, shop, market, belief, b, outcome);
  for (guint i = 0; i < market->relations->len; i++)
    add_relation_outcome (self, shop, market, belief, g_ptr_array_index (market->relations, i),
                          outcome);
  fill_order_values (self, shop, belief, &outcome->order_values);
}

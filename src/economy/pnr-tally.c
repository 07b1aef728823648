/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Counts what a sample of shoppers buys without and with the bundles, and by whom offers are taken.
 *
 * Both runs meet the same shoppers, so what a taker would have bought otherwise is known, not
 * guessed. No charge of the shopper depends on the whole order, so surplus adds up over products
 * that no bundle joins, and each group of joined products is enumerated alone: 2^a + 2^b contents
 * instead of 2^(a + b). */
#include "config.h"

#include "economy/pnr-tally.h"

#include <math.h>

#include "economy/pnr-break-even.h"

/* The least product that bundles connect with @product: the name of its part of the market. */
guint
pnr_market_get_part (const PnrMarket *market, guint product)
{
  guint reached = 1u << product, before = 0;

  while (reached != before) {
    before = reached;
    for (guint b = 0; b < market->n_bundles; b++) {
      guint members = 0;

      for (guint j = 0; j < market->n_products; j++)
        members |= (guint) (market->bundles[b].quantity[j] > 0) << j;
      if (members & reached)
        reached |= members;
    }
  }
  return (guint) __builtin_ctz (reached);
}

static guint
get_withdrawn (const PnrMarket *market)
{
  guint withdrawn = 0;

  for (guint b = 0; b < market->n_bundles; b++)
    for (guint j = 0; j < market->n_products; j++)
      if (market->bundles[b].is_pure && market->bundles[b].quantity[j] > 0)
        withdrawn |= 1u << j;
  return withdrawn;
}

static guint
get_bundles_within (const PnrMarket *market, guint products)
{
  guint bundles = 0;

  for (guint b = 0; b < market->n_bundles; b++)
    for (guint j = 0; j < market->n_products; j++)
      if (market->bundles[b].quantity[j] > 0 && (products >> j & 1))
        bundles |= 1u << b;
  return bundles;
}

/**
 * pnr_shop_new:
 * @market: a market
 *
 * Returns: (transfer full): its price tables without and with the bundles; a pure bundle takes its
 *   products from single sale in the latter
 */
PnrShop *
pnr_shop_new (const PnrMarket *market)
{
  PnrShop *self = g_new0 (PnrShop, 1);

  for (guint least = 0; least < market->n_products; least++) {
    guint products = 0, bundles;

    for (guint j = 0; j < market->n_products; j++)
      products |= (guint) (pnr_market_get_part (market, j) == least) << j;
    if (products == 0)
      continue;
    bundles = get_bundles_within (market, products);
    for (guint b = 0; b < market->n_bundles; b++)
      if (bundles >> b & 1)
        self->part_of_bundle[b] = self->n_parts;
    self->tables[self->n_parts][PNR_SIDE_BASELINE] =
        pnr_price_table_new (market, &(PnrPriceTableOptions){ .products = products });
    self->tables[self->n_parts++][PNR_SIDE_SCENARIO] = pnr_price_table_new (
        market, &(PnrPriceTableOptions){ .products = products,
                                         .bundles = bundles,
                                         .not_sold_singly = get_withdrawn (market) });
  }
  return self;
}

void
pnr_shop_free (PnrShop *self)
{
  for (guint part = 0; part < self->n_parts; part++)
    for (int side = 0; side < 2; side++)
      pnr_price_table_free (self->tables[part][side]);
  g_free (self);
}

PnrTally *
pnr_tally_new (const PnrShop *shop)
{
  PnrTally *self = g_new0 (PnrTally, 1);

  for (guint part = 0; part < shop->n_parts; part++)
    for (int side = 0; side < 2; side++)
      self->contents[part][side] = g_new0 (gint64, shop->tables[part][side]->n_contents);
  return self;
}

void
pnr_tally_free (PnrTally *self)
{
  for (guint part = 0; part < PNR_MARKET_MAX_PRODUCTS; part++)
    for (int side = 0; side < 2; side++)
      g_free (self->contents[part][side]);
  g_free (self);
}

static PnrTaker
classify (const PnrPriceTable *table, const PnrMarketBundle *bundle, const guint16 *had,
          gboolean had_anything)
{
  gboolean has_all = TRUE, has_some = FALSE;

  for (guint x = 0; x < table->n_products; x++) {
    gint64 wanted = bundle->quantity[table->product[x]];

    has_all &= had[x] >= wanted;
    has_some |= wanted > 0 && had[x] > 0;
  }
  if (has_all)
    return PNR_TAKER_GIVEAWAY;
  if (has_some)
    return PNR_TAKER_TRADE_UP;
  return had_anything ? PNR_TAKER_SWITCHED : PNR_TAKER_FRESH;
}

static void
count_taker (PnrTally *self, const PnrPriceTable *table, const PnrMarket *market, guint bundles,
             const guint16 *had, gboolean had_anything)
{
  for (guint b = 0; bundles != 0; b++, bundles >>= 1) {
    PnrTaker taker;

    if (!(bundles & 1))
      continue;
    taker = classify (table, &market->bundles[b], had, had_anything);
    self->takers[b][taker]++;
    for (guint x = 0; x < table->n_products; x++)
      if (market->bundles[b].quantity[table->product[x]] > 0)
        self->owned[b][taker == PNR_TAKER_GIVEAWAY][table->product[x]] += had[x];
  }
}

typedef struct {
  gint32 values[PNR_MARKET_MAX_PRODUCTS * PNR_DEMAND_BLOCK];
  gint32 surplus[PNR_DEMAND_BLOCK];
  guint32 chosen[PNR_MARKET_MAX_PRODUCTS][2][PNR_DEMAND_BLOCK];
  guint8 buys[2][PNR_DEMAND_BLOCK];
} Block;

static void
choose_all (PnrTally *self, const PnrShop *shop, Block *block, guint n, gint32 scale)
{
  for (guint part = 0; part < shop->n_parts; part++)
    for (int side = 0; side < 2; side++) {
      guint32 *chosen = block->chosen[part][side];

      pnr_price_table_choose (shop->tables[part][side], block->values, PNR_DEMAND_BLOCK, n, scale,
                              block->surplus, chosen);
      for (guint i = 0; i < n; i++) {
        self->contents[part][side][chosen[i]]++;
        self->surplus[side] += block->surplus[i];
        block->buys[side][i] |= chosen[i] != 0;
      }
    }
}

/**
 * pnr_tally_block:
 * @self: takes the counts
 * @shop: price tables
 * @market: the market behind them
 * @demand: the shoppers' distribution
 * @first: number of the first shopper
 * @n_shoppers: at most %PNR_DEMAND_BLOCK
 * @seed: key of the draws
 * @scramble: number of the repetition
 *
 * Draws a block of shoppers and counts their choices on both sides.
 */
void
pnr_tally_block (PnrTally *self, const PnrShop *shop, const PnrMarket *market,
                 const PnrDemand *demand, guint32 first, guint n_shoppers, guint64 seed,
                 guint32 scramble)
{
  g_autofree Block *block = g_new0 (Block, 1);

  pnr_demand_draw (demand, first, n_shoppers, seed, scramble, block->values);
  choose_all (self, shop, block, n_shoppers, demand->scale);
  self->n_shoppers += n_shoppers;
  for (int side = 0; side < 2; side++)
    for (guint i = 0; i < n_shoppers; i++)
      self->orders[side] += block->buys[side][i];
  for (guint part = 0; part < shop->n_parts; part++) {
    const PnrPriceTable *before = shop->tables[part][PNR_SIDE_BASELINE];
    const PnrPriceTable *after = shop->tables[part][PNR_SIDE_SCENARIO];

    for (guint i = 0; i < n_shoppers; i++) {
      guint bundles = after->cells[block->chosen[part][PNR_SIDE_SCENARIO][i]].bundles;

      if (bundles != 0)
        count_taker (self, before, market, bundles,
                     before->cells[block->chosen[part][PNR_SIDE_BASELINE][i]].quantity,
                     block->buys[PNR_SIDE_BASELINE][i]);
    }
  }
}

void
pnr_tally_add (PnrTally *self, const PnrTally *other, const PnrShop *shop)
{
  self->n_shoppers += other->n_shoppers;
  for (int side = 0; side < 2; side++) {
    self->orders[side] += other->orders[side];
    self->surplus[side] += other->surplus[side];
    for (guint part = 0; part < shop->n_parts; part++)
      for (guint c = 0; c < shop->tables[part][side]->n_contents; c++)
        self->contents[part][side][c] += other->contents[part][side][c];
  }
  for (guint b = 0; b < PNR_MARKET_MAX_BUNDLES; b++) {
    for (int taker = 0; taker < PNR_N_TAKERS; taker++)
      self->takers[b][taker] += other->takers[b][taker];
    for (int had = 0; had < 2; had++)
      for (guint j = 0; j < PNR_MARKET_MAX_PRODUCTS; j++)
        self->owned[b][had][j] += other->owned[b][had][j];
  }
}

static void
fill_side (const PnrTally *self, const PnrShop *shop, const PnrMarket *market, int side,
           double weight, gint32 scale, double figures[PNR_N_METRICS])
{
  double orders = weight * self->orders[side];
  double revenue = 0.0, cost = 0.0, units = 0.0, net;

  for (guint part = 0; part < shop->n_parts; part++) {
    const PnrPriceTable *table = shop->tables[part][side];

    for (guint c = 0; c < table->n_contents; c++) {
      double count = (double) self->contents[part][side][c];

      revenue += count * table->cells[c].paid_minor;
      cost += count * table->cells[c].cost_minor;
      units += count * table->cells[c].units;
    }
  }
  revenue *= weight;
  net = revenue / (1.0 + market->costs.vat_ppm / 1e6);
  figures[PNR_METRIC_ORDERS] = orders;
  figures[PNR_METRIC_CONVERSION] = (double) self->orders[side] / self->n_shoppers;
  figures[PNR_METRIC_UNITS] = weight * units;
  figures[PNR_METRIC_REVENUE] = revenue;
  figures[PNR_METRIC_AOV] = orders > 0.0 ? revenue / orders : NAN;
  figures[PNR_METRIC_COST] = weight * cost;
  figures[PNR_METRIC_SHIPPING] =
      market->costs.ship_order_minor * orders + market->costs.ship_unit_minor * weight * units;
  figures[PNR_METRIC_CONTRIBUTION] = revenue * pnr_market_get_keep (market) - weight * cost
                                     - figures[PNR_METRIC_SHIPPING]
                                     - market->costs.fee_fixed_minor * orders;
  figures[PNR_METRIC_MARGIN_SHARE] = net > 0.0 ? figures[PNR_METRIC_CONTRIBUTION] / net : NAN;
  figures[PNR_METRIC_SURPLUS] = weight * self->surplus[side] / scale;
  figures[PNR_METRIC_TAKE_RATE] = figures[PNR_METRIC_CANNIBALISATION] = NAN;
}

static void
fill_offers (const PnrTally *self, const PnrMarket *market, double figures[PNR_N_METRICS])
{
  double taken = 0.0, offer_revenue = 0.0, displaced = 0.0;

  for (guint b = 0; b < market->n_bundles; b++) {
    double own = 0.0;

    for (int taker = 0; taker < PNR_N_TAKERS; taker++)
      own += (double) self->takers[b][taker];
    taken += own;
    offer_revenue += own * market->bundles[b].price_minor;
    for (guint j = 0; j < market->n_products; j++)
      displaced +=
          (double) (self->owned[b][0][j] + self->owned[b][1][j]) * market->products[j].price_minor;
  }
  figures[PNR_METRIC_TAKE_RATE] = taken / self->n_shoppers;
  figures[PNR_METRIC_CANNIBALISATION] = offer_revenue > 0.0 ? displaced / offer_revenue : NAN;
}

/**
 * pnr_tally_to_figures:
 * @self: counts
 * @shop: price tables
 * @market: the market behind them
 * @n_shoppers: relevant shoppers in the period
 * @scale: parts of a minor unit in the counted surplus
 * @figures: (out): every metric of both sides and the difference
 */
void
pnr_tally_to_figures (const PnrTally *self, const PnrShop *shop, const PnrMarket *market,
                      double n_shoppers, gint32 scale, PnrFigures figures)
{
  double weight = n_shoppers / self->n_shoppers;

  for (int side = 0; side < 2; side++)
    fill_side (self, shop, market, side, weight, scale, figures[side]);
  fill_offers (self, market, figures[PNR_SIDE_SCENARIO]);
  for (int metric = 0; metric < PNR_N_METRICS; metric++)
    figures[PNR_SIDE_DELTA][metric] =
        figures[PNR_SIDE_SCENARIO][metric] - figures[PNR_SIDE_BASELINE][metric];
}

/* What one order of these units bought singly leaves, before what any order costs. */
static double
get_single_contribution (const PnrMarket *market, guint product)
{
  return market->products[product].price_minor * pnr_market_get_keep (market)
         - market->products[product].cost_minor - market->costs.ship_unit_minor;
}

static double
get_bundle_contribution (const PnrMarket *market, guint bundle)
{
  double units = 0.0;

  for (guint j = 0; j < market->n_products; j++)
    units += (double) market->bundles[bundle].quantity[j];
  return market->bundles[bundle].price_minor * pnr_market_get_keep (market)
         - pnr_market_get_bundle_cost_minor (market, bundle)
         - market->costs.ship_unit_minor * units;
}

/**
 * pnr_tally_to_takers:
 * @self: counts
 * @market: the market
 *
 * The break-even share of giveaways compares the contributions of the bundle, of all its products
 * bought singly, and of what the other takers bought of them.
 *
 * Returns: who takes the bundles, all of them together; NaN where nobody does
 */
PnrTakers
pnr_tally_to_takers (const PnrTally *self, const PnrMarket *market)
{
  double counts[PNR_N_TAKERS] = { 0.0 };
  double taken = 0.0, others, bundle = 0.0, all = 0.0, part = 0.0, share;

  for (guint b = 0; b < market->n_bundles; b++) {
    double own = 0.0;

    for (int taker = 0; taker < PNR_N_TAKERS; taker++) {
      counts[taker] += (double) self->takers[b][taker];
      own += (double) self->takers[b][taker];
    }
    taken += own;
    bundle += own * get_bundle_contribution (market, b);
    for (guint j = 0; j < market->n_products; j++) {
      all += own * market->bundles[b].quantity[j] * get_single_contribution (market, j);
      part += (double) self->owned[b][0][j] * get_single_contribution (market, j);
    }
  }
  if (taken == 0.0)
    return (PnrTakers){ NAN, NAN, NAN, NAN, NAN };
  others = taken - counts[PNR_TAKER_GIVEAWAY];
  part = others > 0.0 ? part / others : 0.0;
  share = pnr_break_even_of_giveaway (bundle / taken, all / taken, part).share;
  return (PnrTakers){
    .giveaway = counts[PNR_TAKER_GIVEAWAY] / taken,
    .trade_up = counts[PNR_TAKER_TRADE_UP] / taken,
    .switched = counts[PNR_TAKER_SWITCHED] / taken,
    .fresh = counts[PNR_TAKER_FRESH] / taken,
    .break_even_giveaway = all / taken > part ? CLAMP (share, 0.0, 1.0) : NAN,
  };
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What shoppers choose from while one price is free: price tables by uses of that item.
 *
 * For every set of offers seen there is one table for each number of uses of the item, its own
 * price left out, and one for every other part of the market as it stands. What a basket amounts to
 * is worked out once, because a search asks a hundred thousand shoppers hundreds of times. */
#include "config.h"

#include "economy/pnr-sweep-tables-private.h"

#include <glib/gi18n.h>

#include "base/pnr-money.h"
#include "economy/pnr-economy-error.h"

/* Cells of price tables that are made for every price tried. */
#define MOST_MET_CELLS 16384

/* Whether what is paid for the whole order decides about more than itself. */
gboolean
pnr_market_needs_price_grid (const PnrMarket *market)
{
  for (guint b = 0; b < market->n_bundles; b++)
    if (market->bundles[b].kind == PNR_OFFER_GIFT)
      return TRUE;
  return market->tariff.charge_minor > 0 && market->tariff.free_from_minor != PNR_MONEY_UNKNOWN;
}

/* Whether an offer is sold at one price, which does not follow from others; what a relationship
 * shows is sold at the price of its product. */
gboolean
pnr_market_has_own_price (const PnrMarket *market, guint bundle)
{
  const PnrMarketBundle *offer = &market->bundles[bundle];

  return offer->kind != PNR_OFFER_TIER && offer->kind != PNR_OFFER_GIFT && offer->off_ppm <= 0
         && offer->offered_as == PNR_OFFERED_AS_BUNDLE;
}

/* What is paid for tiers, for a percentage off, for a bundle that parts are left out of and for
 * what a relationship shows follows from single prices. */
static gboolean
follows_prices (const PnrMarketBundle *offer)
{
  return offer->offered_as != PNR_OFFERED_AS_BUNDLE || offer->kind == PNR_OFFER_TIER
         || offer->off_ppm > 0 || offer->optional != 0;
}

/**
 * pnr_sweep_item_is_exact:
 * @item: what has a free price
 *
 * Returns: whether thresholds tell everything about it: its price alone decides what is paid for
 *   it, and nothing else hangs on that
 */
gboolean
pnr_sweep_item_is_exact (const PnrSweepItem *item)
{
  const PnrMarket *market = item->market;

  if (pnr_market_needs_price_grid (market)
      || (pnr_market_needs_meeting (market) && pnr_sweep_meeting_is_long (item)))
    return FALSE;
  if (item->bundle < market->n_bundles)
    return market->bundles[item->bundle].optional == 0;
  for (guint b = 0; b < market->n_bundles; b++)
    if (market->bundles[b].quantity[item->product] > 0 && follows_prices (&market->bundles[b]))
      return FALSE;
  return TRUE;
}

static gboolean
check_kind (const PnrMarketBundle *offer, GError **error)
{
  if (offer->kind == PNR_OFFER_TIER)
    g_set_error (error, PNR_ECONOMY_ERROR, PNR_ECONOMY_ERROR_NO_ALLOWED_PRICE,
                 _ ("“%s” takes a percentage off by tiers and has no price of its own to look for. "
                    "Simulate scenarios with other percentages and compare them instead."),
                 offer->name);
  else if (offer->kind == PNR_OFFER_GIFT)
    g_set_error (error, PNR_ECONOMY_ERROR, PNR_ECONOMY_ERROR_NO_ALLOWED_PRICE,
                 _ ("“%s” is a gift and has no price to look for. Simulate it with other order "
                    "values instead."),
                 offer->name);
  else if (offer->kind == PNR_OFFER_CHOICE && offer->off_ppm > 0)
    g_set_error (error, PNR_ECONOMY_ERROR, PNR_ECONOMY_ERROR_NO_ALLOWED_PRICE,
                 _ ("What “%s” costs depends on what is chosen. Give it one price for every "
                    "choice to look for the best."),
                 offer->name);
  else
    return TRUE;
  return FALSE;
}

/* For every set of offers that somebody may see there is a table, made anew for every price. */
gboolean
pnr_sweep_market_check (const PnrMarket *market, GError **error)
{
  if (!pnr_market_needs_meeting (market) || pnr_market_count_cells (market) <= MOST_MET_CELLS)
    return TRUE;
  g_set_error_literal (
      error, PNR_ECONOMY_ERROR, PNR_ECONOMY_ERROR_NO_ALLOWED_PRICE,
      _ ("So many offers are not seen by everybody that there are too many different baskets to "
         "look for the best price. Leave some out of the scenario."));
  return FALSE;
}

/**
 * pnr_sweep_item_check:
 * @item: what has a free price
 * @error: why its best price cannot be found
 *
 * Returns: whether there is one price to look for; whether a sweep finds it,
 *   pnr_sweep_item_is_exact() says
 */
gboolean
pnr_sweep_item_check (const PnrSweepItem *item, GError **error)
{
  return (item->bundle >= item->market->n_bundles
          || check_kind (&item->market->bundles[item->bundle], error))
         && pnr_sweep_market_check (item->market, error);
}

/* What tax leaves of the item's price beyond the usual rate, per minor unit of one item. */
static double
get_extra_keep (const PnrSweepItem *item, const PnrPriceCell *cell)
{
  const PnrMarket *market = item->market;
  double list = 0.0, extra = 0.0;

  if (item->bundle >= market->n_bundles)
    return pnr_market_get_extra_net_share (market, item->product);
  for (guint j = 0; j < market->n_products; j++)
    if (cell->chosen[item->bundle] >> j & 1) {
      double own = (double) market->bundles[item->bundle].quantity[j]
                   * (double) market->products[j].price_minor;

      list += own;
      extra += own * pnr_market_get_extra_net_share (market, j);
    }
  return list > 0.0 ? extra / list : 0.0;
}

/* What is left of an order after everything that depends on the whole of it. */
double
pnr_sweep_tables_settle (const PnrSweepTables *self, const PnrSweepBasket *order)
{
  const PnrMarket *market = self->item.market;
  gint64 ship = market->costs.ship_order_minor;

  if (order->units == 0)
    return order->contribution;
  if (market->tariff.n_bands > 0)
    ship = pnr_market_get_ship_minor (market, order->weight_g, order->units);
  return order->contribution - (double) (ship + market->costs.fee_fixed_minor)
         + order->charge_minor * self->keep;
}

/* Whether an offer is used, or more of a product bought than the offers put in. */
static gboolean
holds_item (const PnrSweepItem *item, const PnrPriceTable *table, const PnrPriceCell *cell)
{
  const PnrMarket *market = item->market;
  gint64 bought = 0;

  if (item->bundle < market->n_bundles)
    return cell->bundles >> item->bundle & 1;
  for (guint x = 0; x < table->n_products; x++)
    if (table->product[x] == item->product)
      bought = cell->quantity[x];
  for (guint b = 0; b < market->n_bundles; b++)
    if (market->bundles[b].kind != PNR_OFFER_TIER && (cell->chosen[b] >> item->product & 1))
      bought -= cell->uses[b] * market->bundles[b].quantity[item->product];
  return bought > 0;
}

/* What each content of a table amounts to. */
PnrSweepBasket *
pnr_sweep_tables_list_baskets (const PnrSweepTables *self, const PnrPriceTable *table)
{
  PnrSweepBasket *baskets = g_new (PnrSweepBasket, table->n_contents);

  for (guint c = 0; c < table->n_contents; c++) {
    const PnrPriceCell *cell = &table->cells[c];

    baskets[c] = (PnrSweepBasket){
      .paid_minor = cell->paid_minor,
      .charge_minor = cell->charge_minor,
      .weight_g = cell->weight_g,
      .contribution = cell->contribution,
      .extra_keep = get_extra_keep (&self->item, cell),
      .units = cell->units,
      .used = cell->bundles,
      .holds_item = holds_item (&self->item, table, cell),
    };
    baskets[c].settled = pnr_sweep_tables_settle (self, &baskets[c]);
  }
  return baskets;
}

static void
add_table (PnrSweepTables *self, PnrSweepRun *run, PnrPriceTable *table)
{
  run->baskets[run->n_tables] = pnr_sweep_tables_list_baskets (self, table);
  run->tables[run->n_tables++] = table;
}

/* The part that the item is in comes first, by uses of the item. */
static void
fill_tables (PnrSweepTables *self, PnrSweepRun *run, guint own_part, PnrProgress *progress)
{
  const PnrMarket *market = self->item.market;
  PnrPriceItem item = { self->item.bundle, self->item.product };
  GPtrArray *own = NULL;

  for (guint i = 0; i <= market->n_products; i++) {
    guint part = i == 0 ? own_part : i - 1;
    guint products = pnr_market_get_products_of_part (market, part);
    PnrPriceTableOptions options = {
      .products = products,
      .bundles = pnr_market_get_bundles_within (market, products) & run->shown,
      .not_sold_singly = pnr_market_get_withdrawn (market),
      .ties_go_against_shop = self->item.tie == PNR_TIE_AGAINST_SHOP,
      .progress = progress,
    };

    if (products == 0 || (i > 0 && part == own_part))
      continue;
    if (i > 0) {
      add_table (self, run, pnr_price_table_new (market, &options));
      continue;
    }
    own = pnr_price_tables_new_by_uses (market, &options, self->item.is_held ? NULL : &item);
    run->n_own = own->len;
    run->tables = g_new (PnrPriceTable *, run->n_own + market->n_products);
    run->baskets = g_new (PnrSweepBasket *, run->n_own + market->n_products);
    while (own->len > 0)
      add_table (self, run, g_ptr_array_steal_index (own, 0));
    g_ptr_array_unref (own);
  }
}

/* One of those that the item holds, or itself. */
static guint
get_product (const PnrSweepItem *item)
{
  return item->bundle < item->market->n_bundles
             ? (guint) __builtin_ctz (pnr_market_get_members (item->market, item->bundle))
             : item->product;
}

static void
fill_run (PnrSweepTables *self, PnrSweepRun *run, guint shown, PnrProgress *progress)
{
  const PnrMarket *market = self->item.market;

  run->shown = shown;
  run->is_item_seen =
      !self->item.is_held
      && (self->item.bundle >= market->n_bundles || (shown >> self->item.bundle & 1));
  for (guint b = 0; b < market->n_bundles; b++)
    run->offered |= shown >> b & 1 ? pnr_market_get_members (market, b) : 0;
  fill_tables (self, run, pnr_market_get_part (market, get_product (&self->item)), progress);
  self->n_levels = MAX (self->n_levels, run->n_own);
}

/**
 * pnr_sweep_tables_new:
 * @item: what has a free price; see pnr_sweep_item_check()
 * @progress: (nullable): can cancel; the tables are of no use then
 *
 * Returns: (transfer full): the price tables that its thresholds follow from
 */
PnrSweepTables *
pnr_sweep_tables_new (const PnrSweepItem *item, PnrProgress *progress)
{
  PnrSweepTables *self = g_new0 (PnrSweepTables, 1);
  guint all = (1u << item->market->n_bundles) - 1;

  self->item = *item;
  self->keep = pnr_market_get_keep (item->market);
  self->uncertain = pnr_market_get_uncertain (item->market);
  self->n_levels = 2;
  self->unknown = pnr_market_get_unknown (item->market);
  if (pnr_market_needs_meeting (item->market)) {
    pnr_sweep_meeting_begin (self, get_product (item), progress);
    return self;
  }
  for (guint seen = self->uncertain;; seen = (seen - 1) & self->uncertain) {
    fill_run (self, &self->runs[self->n_runs++], (all & ~self->uncertain) | seen, progress);
    if (seen == 0)
      return self;
  }
}

void
pnr_sweep_tables_free (PnrSweepTables *self)
{
  for (guint r = 0; r < self->n_runs; r++) {
    PnrSweepRun *run = &self->runs[r];

    for (guint t = 0; t < run->n_tables; t++) {
      pnr_price_table_free (run->tables[t]);
      g_free (run->baskets[t]);
    }
    g_free (run->tables);
    g_free (run->baskets);
  }
  pnr_sweep_meeting_clear (self);
  g_free (self);
}

/* Room for the steps of one shopper: one for every use of the item in every run. */
guint
pnr_sweep_tables_get_n_steps (const PnrSweepTables *self)
{
  return self->shop != NULL ? pnr_sweep_meeting_get_n_steps (self)
                            : self->n_runs * (self->n_levels - 1);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Finds for every shopper of a sample the dearest price at which she takes an item. */
#include "config.h"

#include <glib/gi18n.h>
#include <math.h>

#include "economy/pnr-belief.h"
#include "economy/pnr-parallel.h"
#include "economy/pnr-price-sweep-private.h"
#include "economy/pnr-simulation-private.h"
#include "economy/pnr-shop.h"

#define SHOPPERS_PER_DRAW 4096

/* The item's own part of the market with and without it, then every other part as it stands. */
struct _PnrSweepTables {
  PnrPriceTable *with;
  PnrPriceTable *without;
  guint n_others;
  PnrPriceTable *others[PNR_MARKET_MAX_PRODUCTS];
  double order_cost;
};

static PnrPriceTableOptions
get_options (const PnrSweepItem *item, guint products)
{
  PnrPriceTableOptions options = { .products = products };

  for (guint b = 0; b < item->market->n_bundles; b++) {
    guint members = pnr_market_get_members (item->market, b);

    if (members & products)
      options.bundles |= 1u << b;
    if (item->market->bundles[b].is_pure)
      options.not_sold_singly |= members;
  }
  return options;
}

/**
 * pnr_sweep_tables_new:
 * @item: what has a free price
 *
 * Returns: (transfer full): the price tables that its thresholds follow from
 */
PnrSweepTables *
pnr_sweep_tables_new (const PnrSweepItem *item)
{
  PnrSweepTables *self = g_new0 (PnrSweepTables, 1);
  const PnrMarket *market = item->market;
  guint product = item->bundle < market->n_bundles
                      ? (guint) __builtin_ctz (pnr_market_get_members (market, item->bundle))
                      : item->product;
  guint own_part = pnr_market_get_part (market, product);
  PnrPriceTableOptions options =
      get_options (item, pnr_market_get_products_of_part (market, own_part));
  PnrPriceItem free = { item->bundle, item->product };
  g_autoptr (GPtrArray) tables = pnr_price_tables_new_by_uses (market, &options, &free);

  self->with = g_ptr_array_steal_index (tables, 1);
  self->without = g_ptr_array_steal_index (tables, 0);
  self->order_cost = market->costs.ship_order_minor + market->costs.fee_fixed_minor;
  for (guint part = 0; part < market->n_products; part++) {
    guint products = pnr_market_get_products_of_part (market, part);
    PnrPriceTableOptions other = get_options (item, products);

    if (products != 0 && part != own_part)
      self->others[self->n_others++] = pnr_price_table_new (market, &other);
  }
  return self;
}

void
pnr_sweep_tables_free (PnrSweepTables *self)
{
  pnr_price_table_free (self->with);
  pnr_price_table_free (self->without);
  for (guint part = 0; part < self->n_others; part++)
    pnr_price_table_free (self->others[part]);
  g_free (self);
}

static void
add_other (PnrSweepShopper *shopper, const PnrPriceCell *cell, gboolean is_empty, double surplus)
{
  shopper->units_with += cell->units;
  shopper->units_without += cell->units;
  shopper->contribution_with += cell->contribution;
  shopper->contribution_without += cell->contribution;
  shopper->revenue_with += cell->paid_minor;
  shopper->revenue_without += cell->paid_minor;
  shopper->surplus_without += surplus;
  shopper->orders_without |= !is_empty;
}

/**
 * pnr_sweep_tables_serve:
 * @self: tables
 * @values: reservation prices, product-major
 * @stride: distance between products
 * @n: shoppers, at most %PNR_DEMAND_BLOCK
 * @scale: parts of a minor unit
 * @weight: shoppers that each of them stands for
 * @shoppers: (out): filled with @n records
 */
void
pnr_sweep_tables_serve (const PnrSweepTables *self, const gint32 *values, gsize stride, guint n,
                        gint32 scale, double weight, PnrSweepShopper *shoppers)
{
  g_autofree gint32 *with = g_new (gint32, n), *without = g_new (gint32, n);
  g_autofree guint32 *chosen_with = g_new (guint32, n), *chosen_without = g_new (guint32, n);

  pnr_price_table_choose (self->with, values, stride, n, scale, with, chosen_with);
  pnr_price_table_choose (self->without, values, stride, n, scale, without, chosen_without);
  for (guint i = 0; i < n; i++) {
    const PnrPriceCell *a = &self->with->cells[chosen_with[i]];
    const PnrPriceCell *b = &self->without->cells[chosen_without[i]];

    shoppers[i] = (PnrSweepShopper){
      .threshold = with[i] - without[i],
      .weight = weight,
      .units_with = a->units,
      .units_without = b->units,
      .contribution_with = a->contribution,
      .contribution_without = b->contribution,
      .revenue_with = a->paid_minor,
      .revenue_without = b->paid_minor,
      .surplus_without = (double) without[i] / scale,
      .orders_without = chosen_without[i] != 0,
    };
  }
  for (guint part = 0; part < self->n_others; part++) {
    pnr_price_table_choose (self->others[part], values, stride, n, scale, without, chosen_without);
    for (guint i = 0; i < n; i++)
      add_other (&shoppers[i], &self->others[part]->cells[chosen_without[i]],
                 chosen_without[i] == 0, (double) without[i] / scale);
  }
  for (guint i = 0; i < n; i++) {
    shoppers[i].contribution_with -= self->order_cost;
    shoppers[i].contribution_without -= shoppers[i].orders_without ? self->order_cost : 0.0;
  }
}

/* One piece is a block of the central sample, or one draw of the assumptions. */
typedef struct {
  const PnrMarket *market;
  const PnrSweepTables *tables;
  const PnrBelief *belief;
  guint64 seed;
  guint n_pieces;
  guint block_size;
  PnrSweepShopper *shoppers;
} Sample;

static void
serve_block (guint index, gpointer data)
{
  Sample *sample = data;
  g_autofree gint32 *values = g_new (gint32, PNR_MARKET_MAX_PRODUCTS * PNR_DEMAND_BLOCK);
  guint per_scramble = sample->n_pieces / PNR_SIMULATION_SCRAMBLES;
  double weight = sample->belief->n_shoppers / ((double) sample->n_pieces * sample->block_size);

  pnr_demand_draw (&sample->belief->demand, (index % per_scramble) * sample->block_size,
                   sample->block_size, sample->seed, index / per_scramble, values);
  pnr_sweep_tables_serve (sample->tables, values, PNR_DEMAND_BLOCK, sample->block_size,
                          sample->belief->demand.scale, weight,
                          sample->shoppers + (gsize) index * sample->block_size);
}

static void
serve_draw (guint index, gpointer data)
{
  Sample *sample = data;
  g_autofree gint32 *values = g_new (gint32, PNR_MARKET_MAX_PRODUCTS * PNR_DEMAND_BLOCK);
  PnrBelief belief;

  pnr_belief_fill_draw (sample->market, index, sample->seed, &belief);
  pnr_demand_draw (&belief.demand, 0, sample->block_size, sample->seed,
                   PNR_SIMULATION_SCRAMBLES + index, values);
  pnr_sweep_tables_serve (sample->tables, values, PNR_DEMAND_BLOCK, sample->block_size,
                          belief.demand.scale,
                          belief.n_shoppers / ((double) sample->n_pieces * sample->block_size),
                          sample->shoppers + (gsize) index * sample->block_size);
}

static PnrPriceSweep *
run_sample (PnrMarket *market, guint bundle, Sample *sample, PnrPieceFunc serve, guint n_threads,
            PnrProgress *progress, GError **error)
{
  g_autoptr (PnrSweepTables) tables = NULL;
  gsize n = (gsize) sample->n_pieces * sample->block_size;
  PnrBelief belief;

  if (!pnr_belief_check (market, error))
    return NULL;
  pnr_belief_fill_central (market, &belief);
  tables = pnr_sweep_tables_new (
      &(PnrSweepItem){ .market = market, .bundle = bundle, .product = G_MAXUINT });
  sample->market = market;
  sample->tables = tables;
  sample->belief = &belief;
  sample->shoppers = g_new0 (PnrSweepShopper, n);
  if (!pnr_parallel_run (sample->n_pieces, n_threads, serve, sample, progress, error)) {
    g_free (sample->shoppers);
    return NULL;
  }
  return pnr_price_sweep_new_take (sample->shoppers, n, belief.demand.scale,
                                   pnr_market_get_keep (market));
}

/**
 * pnr_price_sweep_new:
 * @market: products, counts, bundles and beliefs
 * @bundle: the bundle whose price is free; its price in @market does not matter
 * @settings: how many shoppers, which seed
 * @progress: (nullable): told the share done; can cancel
 * @error: what is missing and what to do
 *
 * Returns: (transfer full) (nullable): an immutable sweep over the most likely shoppers
 */
PnrPriceSweep *
pnr_price_sweep_new (PnrMarket *market, guint bundle, const PnrSimulationSettings *settings,
                     PnrProgress *progress, GError **error)
{
  guint per_scramble = pnr_simulation_round_shoppers (settings) / PNR_SIMULATION_SCRAMBLES;
  Sample sample = { .seed = settings->seed, .block_size = MIN (per_scramble, PNR_DEMAND_BLOCK) };
  g_autoptr (PnrMarket) own = NULL;

  g_return_val_if_fail (market != NULL && bundle < market->n_bundles, NULL);

  own = pnr_market_copy (market);
  own->bundles[bundle].price_minor = MAX (pnr_market_get_bundle_sum_minor (market, bundle), 1);
  sample.n_pieces = PNR_SIMULATION_SCRAMBLES * (per_scramble / sample.block_size);
  pnr_progress_begin_step (progress, _ ("Asking shoppers for their dearest price"));
  return run_sample (own, bundle, &sample, serve_block, settings->n_threads, progress, error);
}

/* The shoppers of every joint draw pooled: its profits are means over the assumptions. */
PnrPriceSweep *
pnr_price_sweep_new_over_draws (PnrMarket *market, guint bundle,
                                const PnrSimulationSettings *settings, PnrProgress *progress,
                                GError **error)
{
  Sample sample = { .seed = settings->seed,
                    .block_size = SHOPPERS_PER_DRAW,
                    .n_pieces = settings->n_draws };
  g_autoptr (PnrMarket) own = pnr_market_copy (market);

  own->bundles[bundle].price_minor = MAX (pnr_market_get_bundle_sum_minor (market, bundle), 1);
  pnr_progress_begin_step (progress, _ ("Trying other assumptions"));
  return run_sample (own, bundle, &sample, serve_draw, settings->n_threads, progress, error);
}

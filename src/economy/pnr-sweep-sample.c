/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Draws shoppers and asks each for the dearest price at which she takes a bundle. */
#include "config.h"

#include <glib/gi18n.h>

#include "economy/pnr-belief.h"
#include "economy/pnr-parallel.h"
#include "economy/pnr-price-sweep-private.h"
#include "economy/pnr-simulation-private.h"
#include "economy/pnr-sweep-tables-private.h"

/* One piece is a block of the central sample, or one draw of the assumptions. */
typedef struct {
  const PnrMarket *market;
  const PnrSweepTables *tables;
  const PnrBelief *belief;
  guint64 seed;
  PnrProgress *progress;
  guint n_pieces;
  guint block_size;
  PnrPriceSweep *sweep;
} Sample;

/* The shop is asked only what not everybody knows or sees. */
static void
draw_crowd (const Sample *sample, const PnrBelief *belief, guint32 first, guint32 scramble,
            PnrCrowd *crowd)
{
  PnrShop shop = { 0 };

  pnr_shop_init_chances (&shop, sample->market);
  pnr_crowd_draw (crowd, &shop, sample->market, belief, first, sample->block_size, sample->seed,
                  scramble);
}

static void
serve_block (guint index, gpointer room, gpointer data)
{
  Sample *sample = data;
  guint per_scramble = sample->n_pieces / PNR_SIMULATION_SCRAMBLES;

  draw_crowd (sample, sample->belief, (index % per_scramble) * sample->block_size,
              index / per_scramble, room);
  pnr_sweep_tables_fill (sample->tables, room, sample->belief, NULL,
                         sample->belief->n_shoppers
                             / ((double) sample->n_pieces * sample->block_size),
                         sample->sweep, index);
}

static PnrPriceSweep *
run_sample (PnrMarket *market, guint bundle, Sample *sample, PnrRoomPieceFunc serve,
            guint n_threads, PnrProgress *progress, GError **error)
{
  PnrSweepItem item = { .market = market, .bundle = bundle, .product = G_MAXUINT };
  g_autoptr (PnrSweepTables) tables = NULL;
  g_autoptr (PnrPriceSweep) sweep = NULL;
  PnrBelief belief;

  if (!pnr_belief_check (market, error) || !pnr_sweep_item_check (&item, error))
    return NULL;
  g_return_val_if_fail (pnr_sweep_item_is_exact (&item), NULL);
  pnr_belief_fill_central (market, &belief, progress);
  tables = pnr_sweep_tables_new (&item, progress);
  sample->market = market;
  sample->tables = tables;
  sample->belief = &belief;
  sample->progress = progress;
  sample->sweep = sweep = pnr_price_sweep_begin (NULL, sample->n_pieces, belief.demand.scale,
                                                 pnr_market_get_keep (market));
  if (!pnr_parallel_run_in_rooms (sample->n_pieces, n_threads,
                                  pnr_sweep_room_get_size (tables, sample->block_size), serve,
                                  sample, progress, error))
    return NULL;
  pnr_price_sweep_end (sweep);
  return g_steal_pointer (&sweep);
}

/* A market in which the offer has a price to be found: one price, whatever it follows from now. */
PnrMarket *
pnr_market_copy_with_free_price (const PnrMarket *market, guint bundle)
{
  PnrMarket *own = pnr_market_copy (market);

  own->bundles[bundle].price_minor = MAX (pnr_market_get_bundle_sum_minor (market, bundle), 1);
  if (own->bundles[bundle].kind != PNR_OFFER_CHOICE)
    own->bundles[bundle].off_ppm = 0;
  return own;
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

  own = pnr_market_copy_with_free_price (market, bundle);
  sample.n_pieces = PNR_SIMULATION_SCRAMBLES * (per_scramble / sample.block_size);
  pnr_progress_begin_step (progress, _ ("Asking shoppers for their dearest price"));
  return run_sample (own, bundle, &sample, serve_block, settings->n_threads, progress, error);
}

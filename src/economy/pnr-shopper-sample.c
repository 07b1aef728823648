/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Shoppers that have been drawn once and are asked about many prices.
 *
 * A search for several prices asks the same shoppers hundreds of times. Drawing them costs more
 * than their answer, so their values are kept: four bytes for each product and shopper. */
#include "config.h"

#include "economy/pnr-shopper-sample.h"

#include "economy/pnr-drawn-market.h"
#include "economy/pnr-parallel.h"
#include "economy/pnr-simulation-private.h"

#include <string.h>

#define SHOPPERS_PER_DRAW 4096
/* Far from every repetition that the simulation or its draws of the assumptions use. */
#define SECOND_SCRAMBLE (1u << 20)

struct _PnrSampleScratch {
  PnrPriceSweep *sweep;
};

typedef struct {
  const PnrMarket *market;
  PnrShopperSample *sample;
  const PnrBelief *belief;
  PnrSampleKind kind;
  guint64 seed;
  PnrProgress *progress;
} Drawing;

static gint32 *
get_block (const PnrShopperSample *self, guint block)
{
  return self->values + (gsize) block * self->n_products * self->block_size;
}

/* Drawn with the stride of a full block, kept with its own. */
static void
keep_block (PnrShopperSample *self, guint block, const PnrCrowd *drawn, double weight)
{
  for (guint j = 0; j < self->n_products; j++)
    memcpy (get_block (self, block) + (gsize) j * self->block_size,
            drawn->values + j * PNR_DEMAND_BLOCK, self->block_size * sizeof *drawn->values);
  memcpy (self->knows + (gsize) block * self->block_size, drawn->knows,
          self->block_size * sizeof *drawn->knows);
  memcpy (self->sees + (gsize) block * self->block_size, drawn->sees,
          self->block_size * sizeof *drawn->sees);
  for (guint i = 0; i < self->block_size; i++)
    self->weights[(gsize) block * self->block_size + i] = weight;
}

static void
draw_block (guint index, gpointer data)
{
  Drawing *drawing = data;
  PnrShopperSample *sample = drawing->sample;
  g_autofree PnrCrowd *drawn = g_new (PnrCrowd, 1);
  PnrShop shop = { 0 };
  double n = (double) sample->n_blocks * sample->block_size;
  guint per_scramble = sample->n_blocks / PNR_SIMULATION_SCRAMBLES;

  pnr_shop_init_chances (&shop, drawing->market);
  if (drawing->kind == PNR_SAMPLE_DRAWS) {
    PnrBelief *belief = &sample->beliefs[index];

    pnr_belief_fill_draw (drawing->market, index, drawing->seed, belief, drawing->progress);
    pnr_crowd_draw (drawn, &shop, drawing->market, belief, 0, sample->block_size, drawing->seed,
                    PNR_SIMULATION_SCRAMBLES + index);
    keep_block (sample, index, drawn, belief->n_shoppers / n);
    return;
  }
  pnr_crowd_draw (drawn, &shop, drawing->market, drawing->belief,
                  index % per_scramble * sample->block_size, sample->block_size, drawing->seed,
                  index / per_scramble
                      + (drawing->kind == PNR_SAMPLE_SECOND ? SECOND_SCRAMBLE : 0));
  keep_block (sample, index, drawn, drawing->belief->n_shoppers / n);
}

static PnrShopperSample *
sample_new (guint n_products, guint n_blocks, guint block_size, gint32 scale)
{
  PnrShopperSample *self = g_new0 (PnrShopperSample, 1);

  self->n_products = n_products;
  self->n_blocks = n_blocks;
  self->block_size = block_size;
  self->scale = scale;
  self->values = g_new0 (gint32, (gsize) n_blocks * block_size * n_products + 1);
  self->knows = g_new (guint16, (gsize) n_blocks * block_size + 1);
  memset (self->knows, 0xff, ((gsize) n_blocks * block_size + 1) * sizeof *self->knows);
  self->sees = g_new0 (guint16, (gsize) n_blocks * block_size + 1);
  self->weights = g_new0 (double, (gsize) n_blocks *block_size + 1);
  self->scratch = g_new0 (PnrSampleScratch, 1);
  return self;
}

/**
 * pnr_shopper_sample_new:
 * @market: products, counts and beliefs, at the prices at which the counts were made
 * @kind: which shoppers
 * @settings: how many of them, which seed, how many draws
 * @progress: (nullable): told the share done; can cancel
 * @error: what is missing and what to do
 *
 * Returns: (transfer full) (nullable): the shoppers
 */
PnrShopperSample *
pnr_shopper_sample_new (const PnrMarket *market, PnrSampleKind kind,
                        const PnrSimulationSettings *settings, PnrProgress *progress,
                        GError **error)
{
  guint per_scramble = pnr_simulation_round_shoppers (settings) / PNR_SIMULATION_SCRAMBLES;
  guint block_size = MIN (per_scramble, PNR_DEMAND_BLOCK);
  guint n_blocks = PNR_SIMULATION_SCRAMBLES * (per_scramble / block_size);
  PnrBelief belief;
  g_autoptr (PnrShopperSample) self = NULL;
  Drawing drawing = { market, NULL, &belief, kind, settings->seed, progress };

  if (!pnr_belief_check (market, error))
    return NULL;
  if (kind == PNR_SAMPLE_DRAWS) {
    block_size = SHOPPERS_PER_DRAW;
    n_blocks = settings->n_draws;
  }
  pnr_belief_fill_central (market, &belief, progress);
  self = sample_new (market->n_products, n_blocks, block_size, belief.demand.scale);
  self->seed = settings->seed;
  if (kind == PNR_SAMPLE_DRAWS)
    self->beliefs = g_new0 (PnrBelief, n_blocks + 1);
  drawing.sample = self;
  if (!pnr_parallel_run (n_blocks, settings->n_threads, draw_block, &drawing, progress, error))
    return NULL;
  return g_steal_pointer (&self);
}

/**
 * pnr_shopper_sample_new_known:
 * @n_products: products of the market
 * @n_shoppers: how many, at most %PNR_DEMAND_BLOCK
 * @values_minor: what each would pay, shopper by shopper
 * @weights: people that each one stands for
 *
 * Returns: (transfer full): shoppers that someone asked, instead of drawn ones
 */
PnrShopperSample *
pnr_shopper_sample_new_known (guint n_products, guint n_shoppers, const gint64 *values_minor,
                              const double *weights)
{
  PnrShopperSample *self = sample_new (n_products, 1, n_shoppers, 1);

  for (guint i = 0; i < n_shoppers; i++) {
    for (guint j = 0; j < n_products; j++)
      self->values[(gsize) j * n_shoppers + i] = (gint32) values_minor[i * n_products + j];
    self->weights[i] = weights[i];
  }
  return self;
}

void
pnr_shopper_sample_free (PnrShopperSample *self)
{
  g_clear_pointer (&self->scratch->sweep, pnr_price_sweep_unref);
  g_free (self->scratch);
  g_free (self->values);
  g_free (self->knows);
  g_free (self->sees);
  g_free (self->weights);
  g_free (self->beliefs);
  g_free (self);
}

gsize
pnr_shopper_sample_get_size (const PnrShopperSample *self)
{
  return (gsize) self->n_blocks * self->block_size;
}

typedef struct {
  const PnrShopperSample *sample;
  const PnrSweepItem *item;
  const PnrSweepTables *tables;
  const PnrBelief *belief;
  guint first_block;
  PnrPriceSweep *sweep;
  PnrProgress *progress;
} Asking;

/* The market of a joint draw has its costs and its worth of further units; its tables have the
 * shape of all others. */
static PnrMarket *
draw_market (const Asking *asking, guint block)
{
  const PnrShopperSample *sample = asking->sample;

  return sample->beliefs != NULL
             ? pnr_market_draw (asking->item->market, block, sample->seed, &sample->beliefs[block])
             : NULL;
}

static void
ask_block (guint index, gpointer room, gpointer data)
{
  Asking *asking = data;
  const PnrShopperSample *sample = asking->sample;
  guint block = asking->first_block + index;
  gsize first = (gsize) block * sample->block_size;
  const gint32 *values = get_block (sample, block);
  g_autoptr (PnrMarket) drawn = draw_market (asking, block);
  g_autoptr (PnrSweepTables) own = NULL;
  PnrSweepItem item = *asking->item;
  PnrCrowd *crowd = room;

  item.market = drawn;
  own = drawn != NULL ? pnr_sweep_tables_new (&item, asking->progress) : NULL;
  crowd->n = sample->block_size;
  crowd->scale = sample->scale;
  for (guint j = 0; j < sample->n_products; j++)
    memcpy (crowd->values + (gsize) j * PNR_DEMAND_BLOCK, values + (gsize) j * crowd->n,
            crowd->n * sizeof *values);
  memcpy (crowd->knows, sample->knows + first, crowd->n * sizeof *crowd->knows);
  memcpy (crowd->sees, sample->sees + first, crowd->n * sizeof *crowd->sees);
  pnr_sweep_tables_fill (own != NULL ? own : asking->tables, crowd,
                         sample->beliefs != NULL ? &sample->beliefs[block] : asking->belief,
                         sample->weights + first, 1.0, asking->sweep, index);
}

/* What is seen and lost, as it is most likely. */
static void
fill_shares (const PnrMarket *market, PnrBelief *belief)
{
  *belief = (PnrBelief){ 0 };
  for (guint b = 0; b < market->n_bundles; b++) {
    belief->exposure[b] = CLAMP (market->bundles[b].exposure.value, 0.0, 1.0);
    belief->loss[b] = CLAMP (market->bundles[b].loss.value, 0.0, 1.0);
  }
}

/**
 * pnr_shopper_sample_sweep:
 * @self: shoppers
 * @item: whose price is free, in a market whose other prices stand
 * @first_block: the first block that is asked
 * @n_blocks: how many blocks are asked
 * @n_threads: threads; 0: one per core
 * @progress: (nullable): can cancel; what the sweep tells means nothing then
 *
 * Returns: (transfer full): what the market yields at every price of @item. The profit of a part of
 *   the blocks is that of its share of all shoppers.
 */
PnrPriceSweep *
pnr_shopper_sample_sweep (const PnrShopperSample *self, const PnrSweepItem *item, guint first_block,
                          guint n_blocks, guint n_threads, PnrProgress *progress)
{
  g_autoptr (PnrSweepTables) tables = pnr_sweep_tables_new (item, progress);
  PnrSampleScratch *scratch = self->scratch;
  PnrBelief belief;
  Asking asking = { self, item, tables, &belief, first_block, NULL, progress };

  scratch->sweep = pnr_price_sweep_begin (scratch->sweep, n_blocks, self->scale,
                                          pnr_market_get_keep (item->market));
  asking.sweep = scratch->sweep;
  fill_shares (item->market, &belief);
  pnr_parallel_run_in_rooms (n_blocks, n_threads,
                             pnr_sweep_room_get_size (tables, self->block_size), ask_block, &asking,
                             progress, NULL);
  pnr_price_sweep_end (scratch->sweep);
  return pnr_price_sweep_ref (scratch->sweep);
}

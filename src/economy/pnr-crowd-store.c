/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Shoppers that were drawn for one calculation and serve the next, as long as they are the same.
 *
 * While a price is moved nothing changes but what is asked of the shoppers, and drawing them takes
 * four fifths of the time. What they are drawn from is written down; where any number of it
 * differs, they are drawn anew, so that a store changes no result. */
#include "config.h"

#include "economy/pnr-crowd-store.h"

#include "economy/pnr-simulation-private.h"

/* A larger sample is no matter of moving a price, and not worth the memory. */
#define MOST_CROWDS 256

struct _PnrCrowdStore {
  char *key;
  guint64 seed;
  guint n_blocks;
  guint block_size;
  guint n_crowds;
  PnrCrowd *crowds[MOST_CROWDS];
};

PnrCrowdStore *
pnr_crowd_store_new (void)
{
  return g_new0 (PnrCrowdStore, 1);
}

static void
forget (PnrCrowdStore *self)
{
  for (guint i = 0; i < MOST_CROWDS; i++)
    g_clear_pointer (&self->crowds[i], g_free);
  g_clear_pointer (&self->key, g_free);
}

void
pnr_crowd_store_free (PnrCrowdStore *self)
{
  forget (self);
  g_free (self);
}

static void
print_product (GString *key, const PnrBelief *belief, guint j)
{
  const PnrDemand *demand = &belief->demand;

  g_string_append_printf (key, "\n%u %a %a %a", demand->row_of[j], demand->spread[j].mean,
                          demand->spread[j].sd, belief->awareness[j]);
  for (guint k = 0; k < demand->n_products; k++)
    g_string_append_printf (key, " %a", demand->factor[j][k]);
}

/* Everything that pnr_crowd_draw() reads. */
static char *
dup_key (const PnrShop *shop, const PnrMarket *market, const PnrBelief *belief, guint64 seed,
         guint n_blocks, guint block_size)
{
  g_autoptr (GString) key = g_string_new (NULL);
  const PnrDemand *demand = &belief->demand;
  guint row_of[PNR_MARKET_MAX_BUNDLES];

  g_string_printf (key, "%" G_GUINT64_FORMAT " %u %u %u %d %d %d %u %u %d", seed, n_blocks,
                   block_size, demand->n_products, demand->family, demand->scale, demand->cap,
                   shop->unknown, shop->uncertain, shop->is_drawn);
  for (guint j = 0; j < demand->n_products; j++)
    print_product (key, belief, j);
  pnr_demand_rank_bundles (market, row_of);
  for (guint b = 0; shop->is_drawn && b < market->n_bundles; b++)
    g_string_append_printf (key, "\n%u %a", row_of[b], belief->exposure[b]);
  return g_string_free (g_steal_pointer (&key), FALSE);
}

/**
 * pnr_crowd_store_begin:
 * @self: (nullable): a store
 * @shop: price tables
 * @market: the market behind them
 * @belief: the shoppers' distribution
 * @seed: key of the draws
 * @n_blocks: blocks of each repetition
 * @block_size: shoppers of a block
 *
 * Before any thread asks for a crowd: forgets what was drawn from anything else.
 */
void
pnr_crowd_store_begin (PnrCrowdStore *self, const PnrShop *shop, const PnrMarket *market,
                       const PnrBelief *belief, guint64 seed, guint n_blocks, guint block_size)
{
  g_autofree char *key = NULL;

  if (self == NULL)
    return;
  key = dup_key (shop, market, belief, seed, n_blocks, block_size);
  if (g_strcmp0 (key, self->key) != 0) {
    forget (self);
    self->key = g_steal_pointer (&key);
  }
  self->seed = seed;
  self->n_blocks = n_blocks;
  self->block_size = block_size;
  self->n_crowds = n_blocks * PNR_SIMULATION_SCRAMBLES;
}

/**
 * pnr_crowd_store_get:
 * @self: (nullable): a store that has begun
 * @shop: price tables
 * @market: the market behind them
 * @belief: the shoppers' distribution
 * @scramble: number of the repetition
 * @block: of its shoppers
 *
 * Threads may ask at the same time, each for other crowds.
 *
 * Returns: (transfer none) (nullable): the block, drawn now or before; %NULL where none is kept
 */
const PnrCrowd *
pnr_crowd_store_get (PnrCrowdStore *self, const PnrShop *shop, const PnrMarket *market,
                     const PnrBelief *belief, guint scramble, guint block)
{
  PnrCrowd **crowd;

  if (self == NULL || self->n_crowds > MOST_CROWDS)
    return NULL;
  crowd = &self->crowds[scramble * self->n_blocks + block];
  if (*crowd == NULL) {
    *crowd = g_new (PnrCrowd, 1);
    pnr_crowd_draw (*crowd, shop, market, belief, block * self->block_size, self->block_size,
                    self->seed, scramble);
  }
  return *crowd;
}

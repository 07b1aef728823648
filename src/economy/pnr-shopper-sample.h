/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Shoppers that have been drawn once and are asked about many prices. */
#pragma once

#include "base/pnr-progress.h"
#include "economy/pnr-belief.h"
#include "economy/pnr-price-sweep-private.h"
#include "model/pnr-market.h"

G_BEGIN_DECLS

/* Which shoppers: those of the simulation, as many that it never meets, or those of every joint
 * draw of the assumptions, pooled. */
typedef enum {
  PNR_SAMPLE_CENTRAL,
  PNR_SAMPLE_SECOND,
  PNR_SAMPLE_DRAWS,
} PnrSampleKind;

/* Memory that one answer leaves to the next. */
typedef struct _PnrSampleScratch PnrSampleScratch;

/* Blocks of @block_size shoppers; the values of a block stand product by product, in parts of a
 * minor unit of which there are @scale. @knows: products that each knows. @sees: offers that chance
 * shows to each, where there are too many to run every set of them. @weights: shoppers that
 * each one stands for. @beliefs: (nullable): what each block's joint draw believes, of which @seed
 * is the key. To be asked by one thread at a time. */
typedef struct {
  guint n_products;
  guint n_blocks;
  guint block_size;
  gint32 scale;
  gint32 *values;
  guint16 *knows;
  guint16 *sees;
  double *weights;
  PnrBelief *beliefs;
  guint64 seed;
  PnrSampleScratch *scratch;
} PnrShopperSample;

PnrShopperSample *pnr_shopper_sample_new (const PnrMarket *market, PnrSampleKind kind,
                                          const PnrSimulationSettings *settings,
                                          PnrProgress *progress, GError **error);
PnrShopperSample *pnr_shopper_sample_new_known (guint n_products, guint n_shoppers,
                                                const gint64 *values_minor, const double *weights);
void pnr_shopper_sample_free (PnrShopperSample *self);

gsize pnr_shopper_sample_get_size (const PnrShopperSample *self);
PnrPriceSweep *pnr_shopper_sample_sweep (const PnrShopperSample *self, const PnrSweepItem *item,
                                         guint first_block, guint n_blocks, guint n_threads,
                                         PnrProgress *progress);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PnrShopperSample, pnr_shopper_sample_free)

G_END_DECLS

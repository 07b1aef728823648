/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A block of shoppers: what they would pay, know and see, and what each then puts in the basket. */
#pragma once

#include "economy/pnr-belief.h"
#include "economy/pnr-shop.h"

G_BEGIN_DECLS

/* @values product-major, PNR_DEMAND_BLOCK apart, in 1/@scale minor units. @knows: products, @sees:
 * offers that not everybody sees, as sets of bits. */
typedef struct {
  guint n;
  gint32 scale;
  gint32 values[PNR_MARKET_MAX_PRODUCTS * PNR_DEMAND_BLOCK];
  guint16 knows[PNR_DEMAND_BLOCK];
  guint16 sees[PNR_DEMAND_BLOCK];
} PnrCrowd;

void pnr_crowd_draw (PnrCrowd *self, const PnrShop *shop, const PnrMarket *market,
                     const PnrBelief *belief, guint32 first, guint n_shoppers, guint64 seed,
                     guint32 scramble);
void pnr_crowd_draw_encounters (PnrCrowd *self, const PnrShop *shop, const PnrMarket *market,
                                const PnrBelief *belief, guint32 first, guint n_shoppers,
                                guint64 seed, guint32 scramble);
void pnr_crowd_choose (const PnrCrowd *self, const PnrPriceTable *table, guint offered,
                       gboolean all_know, gint32 *surplus, guint32 *content);
void pnr_crowd_choose_by_variant (const PnrCrowd *self, PnrPriceTable *const *tables,
                                  const guint *offered, guint n_variants, const guint *variants,
                                  gint32 *surplus, guint32 *content);
void pnr_crowd_meet (const PnrCrowd *self, const PnrShop *shop, guint p, guint run, gint32 *surplus,
                     guint32 *content, guint16 *seen);

G_END_DECLS

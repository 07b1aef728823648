/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Counts what a sample of shoppers buys without and with the bundles, and by whom offers are taken.
 */
#pragma once

#include "base/pnr-progress.h"
#include "economy/pnr-demand.h"
#include "economy/pnr-price-table.h"
#include "model/pnr-outcome.h"

G_BEGIN_DECLS

/* Products that a bundle joins are chosen together, all others on their own. */
typedef struct {
  guint n_parts;
  PnrPriceTable *tables[PNR_MARKET_MAX_PRODUCTS][2]; /* by PNR_SIDE_BASELINE, PNR_SIDE_SCENARIO */
  guint part_of_bundle[PNR_MARKET_MAX_BUNDLES];
} PnrShop;

typedef enum {
  PNR_TAKER_GIVEAWAY,
  PNR_TAKER_TRADE_UP,
  PNR_TAKER_SWITCHED,
  PNR_TAKER_FRESH,
  PNR_N_TAKERS,
} PnrTaker;

/* Whole numbers only, so that sums do not depend on their order. @owned: units of each product in
 * the baseline baskets of a bundle's takers: [0] of those who had not bought it all, [1] of those
 * who had. @surplus in the sample's parts of a minor unit. */
typedef struct {
  gint64 n_shoppers;
  gint64 *contents[PNR_MARKET_MAX_PRODUCTS][2];
  gint64 orders[2];
  gint64 surplus[2];
  gint64 takers[PNR_MARKET_MAX_BUNDLES][PNR_N_TAKERS];
  gint64 owned[PNR_MARKET_MAX_BUNDLES][2][PNR_MARKET_MAX_PRODUCTS];
} PnrTally;

typedef double PnrFigures[PNR_N_SIDES][PNR_N_METRICS];

guint pnr_market_get_part (const PnrMarket *market, guint product);
PnrShop *pnr_shop_new (const PnrMarket *market);
void pnr_shop_free (PnrShop *self);
PnrTally *pnr_tally_new (const PnrShop *shop);
void pnr_tally_free (PnrTally *self);
void pnr_tally_block (PnrTally *self, const PnrShop *shop, const PnrMarket *market,
                      const PnrDemand *demand, guint32 first, guint n_shoppers, guint64 seed,
                      guint32 scramble);
void pnr_tally_add (PnrTally *self, const PnrTally *other, const PnrShop *shop);
void pnr_tally_to_figures (const PnrTally *self, const PnrShop *shop, const PnrMarket *market,
                           double n_shoppers, gint32 scale, PnrFigures figures);
PnrTakers pnr_tally_to_takers (const PnrTally *self, const PnrMarket *market);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PnrShop, pnr_shop_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PnrTally, pnr_tally_free)

G_END_DECLS

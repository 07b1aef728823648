/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which prices an item may have while all others stand: floors, caps, endings and steps. */
#pragma once

#include "economy/pnr-price-sweep-private.h"
#include "model/pnr-market.h"

G_BEGIN_DECLS

/* Items are numbered: bundles as in the market, then products. @shelf: the prices at which the
 * counts were made; a component moves between its cost and twice its price there. @step_minor:
 * prices are multiples of it; 0 or 1: every price. @ignores_others: as if no bundle tied the price
 * to another. */
typedef struct {
  const PnrMarket *shelf;
  const PnrPriceLimits *limits;
  gint64 step_minor;
  gboolean ignores_others;
} PnrPriceBox;

gboolean pnr_price_box_get_bounds (const PnrPriceBox *self, const PnrMarket *market, guint item,
                                   gint64 *low, gint64 *high);
gint64 pnr_price_box_get_margin_floor (const PnrPriceBox *self, const PnrMarket *market,
                                       guint bundle);
gboolean pnr_price_box_has_ending (const PnrPriceBox *self, gint64 price_minor);
gboolean pnr_price_box_allows (const PnrPriceBox *self, const PnrMarket *market, guint item);
GArray *pnr_price_box_list (const PnrPriceBox *self, const PnrPriceSweep *sweep, gint64 low,
                            gint64 high);
gint64 pnr_price_box_snap (const PnrPriceBox *self, gint64 price_minor, gint64 low, gint64 high);

gint64 pnr_market_get_item_price (const PnrMarket *market, guint item);
void pnr_market_set_item_price (PnrMarket *market, guint item, gint64 price_minor);
PnrSweepItem pnr_market_get_sweep_item (const PnrMarket *market, guint item, PnrTie tie);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What whole orders come to with the offers, less what they come to without. */
#pragma once

#include "economy/pnr-shop.h"

G_BEGIN_DECLS

/* What one shopper buys in all parts of the shop. @paid_minor: with what she pays for shipping.
 * @extra_net: in %PNR_ORDER_NET_PARTS. */
typedef struct {
  gint64 units;
  gint64 paid_minor;
  gint64 cost_minor;
  gint64 weight_g;
  gint64 extra_net;
} PnrWholeOrder;

#define PNR_ORDER_NET_PARTS 256

/* Whole numbers only, so that sums do not depend on their order. @ship_minor: by a table of
 * parcels alone; what is linear follows from the orders and units. */
typedef struct {
  gint64 orders;
  gint64 units;
  gint64 paid_minor;
  gint64 cost_minor;
  gint64 ship_minor;
  gint64 extra_net;
} PnrOrderChange;

void pnr_whole_order_add (PnrWholeOrder *self, const PnrPriceCell *cell);
PnrOrderChange pnr_order_change_between (const PnrWholeOrder *before, const PnrWholeOrder *after,
                                         const PnrShop *shop, const PnrMarket *market);
void pnr_order_change_add (PnrOrderChange *self, const PnrOrderChange *other, gint64 weight);
double pnr_order_change_get_contribution (const PnrOrderChange *self, const PnrMarket *market);

G_END_DECLS

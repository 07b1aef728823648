/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What shoppers choose from while one price is free, for those who ask them. */
#pragma once

#include "economy/pnr-price-sweep-private.h"
#include "economy/pnr-shop.h"

G_BEGIN_DECLS

/* A basket as bought, or an order of several. @contribution leaves out what depends on the whole
 * order, @settled does not. @used: the offers in it. @holds_item: whether the item is bought.
 * @extra_keep: what tax leaves of one minor unit of the item's price beyond the usual rate. */
typedef struct {
  gint64 paid_minor;
  gint64 charge_minor;
  gint64 weight_g;
  gint64 units;
  double contribution;
  double settled;
  double extra_keep;
  guint used;
  gboolean holds_item;
} PnrSweepBasket;

/* One set of offers seen. @shown: those offers. @offered: products that they make known. @tables:
 * first @n_own of the item's own part of the market, by uses of the item, then every other part as
 * it stands; @baskets: theirs, by content. */
typedef struct {
  guint shown;
  guint offered;
  gboolean is_item_seen;
  guint n_own;
  guint n_tables;
  PnrPriceTable **tables;
  PnrSweepBasket **baskets;
} PnrSweepRun;

struct _PnrSweepTables {
  PnrSweepItem item;
  double keep;
  guint uncertain;
  guint unknown;
  guint n_runs;
  PnrSweepRun runs[PNR_SHOP_MAX_RUNS];
  guint n_levels;
};

double pnr_sweep_tables_settle (const PnrSweepTables *self, const PnrSweepBasket *order);

G_END_DECLS

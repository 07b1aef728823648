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

/* Uses of an item in one basket, none included: more than pnr_sweep_meeting_is_long() lets in. */
#define PNR_SWEEP_MAX_LEVELS 32

/* @shop: (nullable): where shoppers meet the offers, if pnr_market_needs_meeting(); there are no
 * runs here then. @own_part: the item's own part of it; @levels, @level_baskets: by uses of the
 * item and variant of that part. @met: the baskets of the other parts, by variant and content. */
struct _PnrSweepTables {
  PnrSweepItem item;
  double keep;
  guint uncertain;
  guint unknown;
  guint n_runs;
  PnrSweepRun runs[PNR_SHOP_MAX_RUNS];
  guint n_levels;
  PnrShop *shop;
  guint own_part;
  PnrPriceTable **levels[PNR_SWEEP_MAX_LEVELS];
  PnrSweepBasket **level_baskets[PNR_SWEEP_MAX_LEVELS];
  PnrSweepBasket **met[PNR_SHOP_MAX_PARTS];
};

void pnr_sweep_basket_add (PnrSweepBasket *order, const PnrSweepBasket *basket);
PnrSweepBasket *pnr_sweep_tables_list_baskets (const PnrSweepTables *self,
                                               const PnrPriceTable *table);
gboolean pnr_sweep_meeting_is_long (const PnrSweepItem *item);
void pnr_sweep_meeting_begin (PnrSweepTables *self, guint product, PnrProgress *progress);
void pnr_sweep_meeting_clear (PnrSweepTables *self);
guint pnr_sweep_meeting_get_n_steps (const PnrSweepTables *self);
gsize pnr_sweep_meeting_serve (const PnrSweepTables *self, const PnrSweepAsking *asking,
                               PnrSweepShopper *steps, PnrSweepShopper *rest);
double pnr_sweep_tables_settle (const PnrSweepTables *self, const PnrSweepBasket *order);

G_END_DECLS

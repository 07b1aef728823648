/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Counts what a sample of shoppers buys without and with the offers, and by whom they are taken. */
#pragma once

#include "economy/pnr-crowd.h"
#include "economy/pnr-order-change.h"
#include "model/pnr-outcome.h"

G_BEGIN_DECLS

/* Shoppers are counted in these parts, because some of one may leave. */
#define PNR_TALLY_WHOLE 16384
#define PNR_TALLY_N_BINS 1024

typedef enum {
  PNR_TAKER_GIVEAWAY,
  PNR_TAKER_TRADE_UP,
  PNR_TAKER_SWITCHED,
  PNR_TAKER_FRESH,
  PNR_N_TAKERS,
} PnrTaker;

/* One offer in one run, in parts of shoppers, as far as it holds a product. @owned: units in the
 * baseline baskets of its takers. @paid_minor: by its takers. @instead: takers who had bought
 * another of the same alternatives. @changes: of their whole orders: [0] of takers who had not
 * bought it all, [1] of those who had. Where somebody takes several bundles, each has its share of
 * the change. */
typedef struct {
  gint64 exposed;
  gint64 instead;
  gint64 paid_minor;
  gint64 takers[PNR_N_TAKERS];
  gint64 owned[PNR_MARKET_MAX_PRODUCTS];
  PnrOrderChange changes[2];
} PnrTallyOffer;

/* One run of all shoppers, in parts of shoppers. @contents: by part of the shop, and there by
 * variant and content. @surplus in the sample's parts of a minor unit. @bins: orders by the goods
 * in them. */
typedef struct {
  gint64 exposed;
  gint64 orders;
  gint64 surplus;
  gint64 ship_minor;
  gint64 charge_minor;
  gint64 bins[PNR_TALLY_N_BINS];
  gint64 *contents[PNR_SHOP_MAX_PARTS];
  PnrTallyOffer offers[PNR_MARKET_MAX_BUNDLES];
} PnrTallyRun;

/* Whole numbers only, so that sums do not depend on their order. The baseline is one run; the
 * scenario one for each set of offers seen. */
typedef struct {
  gint64 n_shoppers;
  gint64 bin_minor;
  PnrTallyRun baseline;
  PnrTallyRun *runs;
  guint n_runs;
} PnrTally;

typedef double PnrFigures[PNR_N_SIDES][PNR_N_METRICS];

PnrTally *pnr_tally_new (const PnrShop *shop);
void pnr_tally_free (PnrTally *self);
void pnr_tally_serve (PnrTally *self, const PnrShop *shop, const PnrMarket *market,
                      const PnrBelief *belief, const PnrCrowd *crowd);
void pnr_tally_block (PnrTally *self, const PnrShop *shop, const PnrMarket *market,
                      const PnrBelief *belief, guint32 first, guint n_shoppers, guint64 seed,
                      guint32 scramble);
void pnr_tally_add (PnrTally *self, const PnrTally *other, const PnrShop *shop);

gint64 pnr_tally_get_given (const PnrPriceTable *table, const PnrMarketBundle *offer, guint b,
                            const PnrPriceCell *cell, guint x);
double pnr_tally_get_probability (const PnrShop *shop, const PnrBelief *belief, guint run);
void pnr_tally_to_figures (const PnrTally *self, const PnrShop *shop, const PnrMarket *market,
                           const PnrBelief *belief, PnrFigures figures);
PnrTakers pnr_tally_to_takers (const PnrTally *self, const PnrShop *shop, const PnrMarket *market,
                               const PnrBelief *belief);
void pnr_tally_fill_outcome (const PnrTally *self, const PnrShop *shop, const PnrMarket *market,
                             const PnrBelief *belief, PnrOutcome *outcome);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PnrTally, pnr_tally_free)

G_END_DECLS

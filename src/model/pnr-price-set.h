/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Several prices found together: for each the band of good ones, for all what they earn. */
#pragma once

#include "model/pnr-outcome.h"
#include "model/pnr-price-curve.h"

G_BEGIN_DECLS

/* One price of the set. @curve holds the best, the band and what every price would earn while the
 * others stay at their best; its tie-proof and robust prices belong to the tie-proof and the robust
 * set. @low_minor and @high_minor: what was allowed. */
typedef struct {
  gboolean is_bundle;
  PnrPriceCurve *curve;
  gint64 low_minor;
  gint64 high_minor;
} PnrPricedItem;

#define PNR_TYPE_PRICE_SET (pnr_price_set_get_type ())

/* Profits are contributions of the whole market in the period, in minor units. @gain: of the best
 * prices over the present ones, on the second sample; its range is that of the assumptions.
 * @robust_gain: the same of the robust prices, on average over the assumptions. @is_proven: no
 * better prices exist on the sample. @profit_tie_proof: what the tie-proof set earns when every
 * tie goes against the shop. All totals but @profit_on_search_sample and @surplus_change are of the
 * second sample where others were asked, those and the items' curves of the search. */
typedef struct {
  gatomicrefcount ref_count;
  char *currency;
  char *inputs_hash;
  gint64 n_shoppers;
  guint64 seed;
  gboolean is_proven;
  GPtrArray *items; /* PnrPricedItem */
  double profit;
  double profit_if_ties_go_against;
  double profit_tie_proof;
  double profit_on_second_sample;
  double profit_on_search_sample;
  double profit_at_current;
  double profit_without;
  double revenue;
  double aov;
  double surplus_change;
  PnrEstimate gain;
  PnrEstimate robust_gain;
  GPtrArray *assumed;  /* PnrAssumed */
  GPtrArray *warnings; /* char*: sentences */
} PnrPriceSet;

GType pnr_price_set_get_type (void);
PnrPriceSet *pnr_price_set_new (const char *currency);
PnrPriceSet *pnr_price_set_ref (PnrPriceSet *self);
void pnr_price_set_unref (PnrPriceSet *self);

PnrPricedItem *pnr_price_set_add_item (PnrPriceSet *self, gboolean is_bundle, const char *sku);
PnrPricedItem *pnr_price_set_get_item (PnrPriceSet *self, guint index);
void pnr_price_set_take_warning (PnrPriceSet *self, char *sentence);
GVariant *pnr_price_set_to_report (PnrPriceSet *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PnrPriceSet, pnr_price_set_unref)

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Looks for several prices at once on shoppers that have been drawn. */
#pragma once

#include "base/pnr-progress.h"
#include "economy/pnr-price-box.h"
#include "economy/pnr-shopper-sample.h"

G_BEGIN_DECLS

#define PNR_JOINT_MAX_ITEMS (PNR_MARKET_MAX_BUNDLES + PNR_MARKET_MAX_PRODUCTS)

/* @market carries the prices, which move. @items: those whose price is free, products before
 * bundles; all others stay. @least_surplus: what customers must be left with; -infinity: anything.
 */
typedef struct {
  PnrMarket *market;
  const PnrShopperSample *sample;
  const PnrPriceBox *box;
  PnrTie tie;
  double least_surplus;
  guint n_items;
  guint items[PNR_JOINT_MAX_ITEMS];
  gboolean is_local;
  guint64 seed;
  guint n_threads;
  PnrProgress *progress;
} PnrJointSearch;

gboolean pnr_joint_search_climb (PnrJointSearch *self, double *value, GError **error);
gboolean pnr_joint_search_pair_up (PnrJointSearch *self, double *value, GError **error);
gboolean pnr_joint_search_run (PnrJointSearch *self, double *value, GError **error);

gboolean pnr_joint_search_is_exact (const PnrJointSearch *self);
gboolean pnr_joint_search_is_allowed (const PnrJointSearch *self);
double pnr_joint_search_get_value (const PnrJointSearch *self);
PnrPriceSweep *pnr_joint_search_sweep (const PnrJointSearch *self, guint item);

G_END_DECLS

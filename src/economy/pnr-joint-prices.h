/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Finds the prices of all bundles of a market together, and of their components if wanted. */
#pragma once

#include "base/pnr-progress.h"
#include "economy/pnr-economy-error.h"
#include "economy/pnr-price-sweep.h"
#include "economy/pnr-shopper-sample.h"
#include "model/pnr-price-set.h"

G_BEGIN_DECLS

/* @price: what to aim for and which prices are allowed, for each of them. @step_minor: prices are
 * multiples of it; 0: every price. @moves_components: products of bundles get new prices too;
 * otherwise shelf prices are held. @protects_customers: their surplus must not fall. */
typedef struct {
  PnrPriceLimits price;
  gint64 step_minor;
  gboolean moves_components;
  gboolean protects_customers;
} PnrJointLimits;

PnrPriceSet *pnr_find_joint_prices (PnrMarket *market, const PnrJointLimits *limits,
                                    const PnrSimulationSettings *settings, PnrProgress *progress,
                                    GError **error);
PnrPriceSet *pnr_find_joint_prices_of (PnrMarket *market, const PnrShopperSample *sample,
                                       const PnrJointLimits *limits, guint n_threads,
                                       PnrProgress *progress, GError **error);

G_END_DECLS

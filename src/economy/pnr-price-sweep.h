/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The exact profit at every price of one bundle: thresholds of the shoppers, sorted and summed. */
#pragma once

#include "base/pnr-progress.h"
#include "economy/pnr-economy-error.h"
#include "economy/pnr-simulation.h"
#include "model/pnr-market.h"
#include "model/pnr-price-curve.h"

G_BEGIN_DECLS

#define PNR_TYPE_PRICE_SWEEP (pnr_price_sweep_get_type ())

/* Immutable and ref-counted: built by a worker, read by the window while a slider moves. */
typedef struct _PnrPriceSweep PnrPriceSweep;

typedef enum {
  PNR_PRICE_OBJECTIVE_MARGIN,
  PNR_PRICE_OBJECTIVE_REVENUE,
} PnrPriceObjective;

/* @margin_floor: least contribution of the bundle as a share of its net price; @max_discount: most
 * off the sum of parts as a share; NaN: no such limit. @endings_minor: wanted last two digits of
 * the price (99, 95, 0); none: every price. */
typedef struct {
  PnrPriceObjective objective;
  double margin_floor;
  double max_discount;
  const gint64 *endings_minor;
  gsize n_endings;
} PnrPriceLimits;

GType pnr_price_sweep_get_type (void);
PnrPriceSweep *pnr_price_sweep_new (PnrMarket *market, guint bundle,
                                    const PnrSimulationSettings *settings, PnrProgress *progress,
                                    GError **error);
PnrPriceSweep *pnr_price_sweep_ref (PnrPriceSweep *self);
void pnr_price_sweep_unref (PnrPriceSweep *self);

void pnr_price_sweep_evaluate (const PnrPriceSweep *self, gint64 price_minor, PnrPricePoint *point);
void pnr_price_sweep_evaluate_without (const PnrPriceSweep *self, PnrPricePoint *point);

PnrPriceCurve *pnr_find_bundle_price (PnrMarket *market, guint bundle, const PnrPriceLimits *limits,
                                      const PnrSimulationSettings *settings, PnrProgress *progress,
                                      GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PnrPriceSweep, pnr_price_sweep_unref)

G_END_DECLS

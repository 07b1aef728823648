/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How a price sweep is built, for the search and for worked cases. */
#pragma once

#include "economy/pnr-price-sweep.h"
#include "economy/pnr-price-table.h"

G_BEGIN_DECLS

/* One shopper with the item (its own price left out) and without it. @threshold: the dearest price
 * at which she takes it, in the sample's parts of a minor unit. */
typedef struct {
  gint32 threshold;
  guint16 units_with;
  guint16 units_without;
  gboolean orders_without;
  double weight;
  double contribution_with;
  double contribution_without;
  double revenue_with;
  double revenue_without;
  double surplus_without;
} PnrSweepShopper;

typedef enum {
  PNR_TIE_FOR_SHOP,
  PNR_TIE_AGAINST_SHOP,
} PnrTie;

/* The item whose price is free: a bundle or one product (the other is G_MAXUINT). */
typedef struct {
  const PnrMarket *market;
  guint bundle;
  guint product;
} PnrSweepItem;

typedef struct _PnrSweepTables PnrSweepTables;

PnrSweepTables *pnr_sweep_tables_new (const PnrSweepItem *item);
void pnr_sweep_tables_free (PnrSweepTables *self);
void pnr_sweep_tables_serve (const PnrSweepTables *self, const gint32 *values, gsize stride,
                             guint n, gint32 scale, double weight, PnrSweepShopper *shoppers);

PnrPriceSweep *pnr_price_sweep_new_take (PnrSweepShopper *shoppers, gsize n, gint32 scale,
                                         double keep);
double pnr_price_sweep_get_contribution (const PnrPriceSweep *self, gint64 price_minor, PnrTie tie);
void pnr_price_sweep_evaluate_tie (const PnrPriceSweep *self, gint64 price_minor, PnrTie tie,
                                   PnrPricePoint *point);
GArray *pnr_price_sweep_get_candidates (const PnrPriceSweep *self, gint64 low_minor,
                                        gint64 high_minor);
gsize pnr_price_sweep_count_thresholds (const PnrPriceSweep *self);
gint64 pnr_price_sweep_find_best (const PnrPriceSweep *self, GArray *candidates,
                                  PnrPriceObjective objective, PnrTie tie);
PnrPriceSweep *pnr_price_sweep_new_over_draws (PnrMarket *market, guint bundle,
                                               const PnrSimulationSettings *settings,
                                               PnrProgress *progress, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PnrSweepTables, pnr_sweep_tables_free)

G_END_DECLS

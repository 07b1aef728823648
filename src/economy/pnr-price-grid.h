/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Finds the price of a bundle by trying prices one by one, where thresholds do not tell all. */
#pragma once

#include "economy/pnr-price-trial.h"
#include "model/pnr-price-curve.h"

G_BEGIN_DECLS

gboolean pnr_price_grid_fill (PnrPriceCurve *curve, PnrMarket *market, guint bundle,
                              const PnrPriceBox *box, gint64 low, gint64 high,
                              const PnrSimulationSettings *settings, PnrProgress *progress,
                              GError **error);
gboolean pnr_price_grid_describe (PnrPriceCurve *curve, PnrPriceTrial *trial, gint64 from,
                                  gint64 to, GError **error);
char *pnr_price_grid_dup_warning (void);

G_END_DECLS

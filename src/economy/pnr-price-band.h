/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is told about a price that was found: the band round it, its curve, and what to beware of.
 */
#pragma once

#include "economy/pnr-price-box.h"
#include "model/pnr-price-curve.h"

G_BEGIN_DECLS

void pnr_price_band_fill (PnrPriceCurve *curve, const PnrPriceSweep *sweep, const PnrPriceBox *box,
                          gint64 low, gint64 high);
void pnr_price_band_fill_ending (PnrPriceCurve *curve, const PnrPriceSweep *sweep,
                                 const PnrPriceBox *box, gint64 low, gint64 high);
void pnr_price_band_fill_points (PnrPriceCurve *curve, const PnrPriceSweep *sweep, gint64 low,
                                 gint64 high);
void pnr_price_band_warn (GPtrArray *warnings, const PnrMarket *shelf, guint item,
                          PnrPriceCurve *curve, gint64 low, gint64 high);
void pnr_price_band_list_beliefs (const PnrMarket *market, GPtrArray **assumed,
                                  GPtrArray *warnings);

G_END_DECLS

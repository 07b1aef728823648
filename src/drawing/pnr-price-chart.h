/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Profit and order value against a bundle's price, with the band of prices that are nearly best. */
#pragma once

#include "drawing/pnr-chart.h"
#include "model/pnr-price-curve.h"

G_BEGIN_DECLS

#define PNR_TYPE_PRICE_CHART (pnr_price_chart_get_type ())
G_DECLARE_FINAL_TYPE (PnrPriceChart, pnr_price_chart, PNR, PRICE_CHART, PnrChart)

PnrPriceChart *pnr_price_chart_new (PnrPriceCurve *curve);

void pnr_price_chart_set_curve (PnrPriceChart *self, PnrPriceCurve *curve);
void pnr_price_chart_set_current (PnrPriceChart *self, gint64 price_minor);

gboolean pnr_price_chart_get_price_at (PnrPriceChart *self, double x, double width, double height,
                                       gint64 *price_minor);
gboolean pnr_price_chart_get_band (PnrPriceChart *self, double width, double height, double *left,
                                   double *right);

G_END_DECLS

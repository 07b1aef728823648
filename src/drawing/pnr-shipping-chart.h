/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Shipping against the size of an order: its cliffs, the share of a piece, and how usual sizes are.
 */
#pragma once

#include "drawing/pnr-chart.h"
#include "model/pnr-shipping-curve.h"

G_BEGIN_DECLS

#define PNR_TYPE_SHIPPING_CHART (pnr_shipping_chart_get_type ())
G_DECLARE_FINAL_TYPE (PnrShippingChart, pnr_shipping_chart, PNR, SHIPPING_CHART, PnrChart)

PnrShippingChart *pnr_shipping_chart_new (PnrShippingCurve *curve);

G_END_DECLS

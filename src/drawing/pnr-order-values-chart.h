/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How many orders were worth how much, with the mean and the median marked. */
#pragma once

#include "drawing/pnr-chart.h"
#include "model/pnr-overview.h"

G_BEGIN_DECLS

#define PNR_TYPE_ORDER_VALUES_CHART (pnr_order_values_chart_get_type ())
G_DECLARE_FINAL_TYPE (PnrOrderValuesChart, pnr_order_values_chart, PNR, ORDER_VALUES_CHART,
                      PnrChart)

PnrOrderValuesChart *pnr_order_values_chart_new (PnrOverview *overview);

G_END_DECLS

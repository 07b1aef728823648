/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Revenue, orders and order value over the days or weeks of a period, and of the one before it. */
#pragma once

#include "drawing/pnr-chart.h"
#include "model/pnr-overview.h"

G_BEGIN_DECLS

#define PNR_TYPE_TREND_CHART (pnr_trend_chart_get_type ())
G_DECLARE_FINAL_TYPE (PnrTrendChart, pnr_trend_chart, PNR, TREND_CHART, PnrChart)

PnrTrendChart *pnr_trend_chart_new (PnrOverview *overview);

G_END_DECLS

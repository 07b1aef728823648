/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From without a scenario to with it, step by step: units, contribution, revenue. */
#pragma once

#include "drawing/pnr-chart.h"
#include "model/pnr-waterfall.h"

G_BEGIN_DECLS

#define PNR_TYPE_WATERFALL_CHART (pnr_waterfall_chart_get_type ())
G_DECLARE_FINAL_TYPE (PnrWaterfallChart, pnr_waterfall_chart, PNR, WATERFALL_CHART, PnrChart)

PnrWaterfallChart *pnr_waterfall_chart_new (PnrWaterfall *waterfall);

G_END_DECLS

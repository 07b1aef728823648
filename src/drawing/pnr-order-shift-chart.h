/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How many orders are worth how much without and with a scenario, over one another. */
#pragma once

#include "drawing/pnr-chart.h"
#include "model/pnr-outcome.h"

G_BEGIN_DECLS

#define PNR_TYPE_ORDER_SHIFT_CHART (pnr_order_shift_chart_get_type ())
G_DECLARE_FINAL_TYPE (PnrOrderShiftChart, pnr_order_shift_chart, PNR, ORDER_SHIFT_CHART, PnrChart)

PnrOrderShiftChart *pnr_order_shift_chart_new (PnrOutcome *outcome);

G_END_DECLS

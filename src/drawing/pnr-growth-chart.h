/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What went with the change of revenue: from one period's to the other's in steps. */
#pragma once

#include "drawing/pnr-chart.h"
#include "model/pnr-overview.h"

G_BEGIN_DECLS

#define PNR_TYPE_GROWTH_CHART (pnr_growth_chart_get_type ())
G_DECLARE_FINAL_TYPE (PnrGrowthChart, pnr_growth_chart, PNR, GROWTH_CHART, PnrChart)

PnrGrowthChart *pnr_growth_chart_new (PnrOverview *overview);
char *pnr_growth_chart_dup_sentence (PnrGrowthChart *self);

G_END_DECLS

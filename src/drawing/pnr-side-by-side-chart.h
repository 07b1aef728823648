/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What each of several scenarios changes, measure by measure, with intervals on common shoppers. */
#pragma once

#include "drawing/pnr-chart.h"
#include "model/pnr-comparison.h"

G_BEGIN_DECLS

#define PNR_TYPE_SIDE_BY_SIDE_CHART (pnr_side_by_side_chart_get_type ())
G_DECLARE_FINAL_TYPE (PnrSideBySideChart, pnr_side_by_side_chart, PNR, SIDE_BY_SIDE_CHART, PnrChart)

PnrSideBySideChart *pnr_side_by_side_chart_new (PnrComparison *comparison);

char *pnr_comparison_dup_verdict (PnrComparison *comparison, PnrObjective objective);
const char *pnr_objective_get_title (PnrObjective objective);
char *pnr_metric_dup_change (PnrMetric metric, double value, const char *currency);

G_END_DECLS

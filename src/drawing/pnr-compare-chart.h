/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Baseline against scenario, metric by metric, each with its interval and its own scale. */
#pragma once

#include "drawing/pnr-chart.h"
#include "model/pnr-outcome.h"

G_BEGIN_DECLS

#define PNR_TYPE_COMPARE_CHART (pnr_compare_chart_get_type ())
G_DECLARE_FINAL_TYPE (PnrCompareChart, pnr_compare_chart, PNR, COMPARE_CHART, PnrChart)

PnrCompareChart *pnr_compare_chart_new (PnrOutcome *outcome);

void pnr_compare_chart_set_outcome (PnrCompareChart *self, PnrOutcome *outcome);
void pnr_compare_chart_set_metrics (PnrCompareChart *self, const PnrMetric *metrics,
                                    guint n_metrics);

const char *pnr_compare_chart_get_metric_title (PnrMetric metric);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One measure of a result: without, with the scenario, and the difference with its interval. */
#pragma once

#include <gtk/gtk.h>

#include "model/pnr-outcome.h"

G_BEGIN_DECLS

#define PNR_TYPE_METRIC_ROW (pnr_metric_row_get_type ())
G_DECLARE_FINAL_TYPE (PnrMetricRow, pnr_metric_row, PNR, METRIC_ROW, GtkListBoxRow)

#define PNR_METRIC_ROW_N_COLUMNS 3

GtkWidget *pnr_metric_row_new_head (GtkSizeGroup **columns);
GtkWidget *pnr_metric_row_new (PnrOutcome *outcome, PnrMetric metric, GtkSizeGroup **columns);

char *pnr_metric_row_dup_figure (PnrOutcome *outcome, PnrMetric metric, double value);
char *pnr_metric_row_dup_range (PnrOutcome *outcome, PnrMetric metric);
char *pnr_metric_row_dup_difference (PnrOutcome *outcome, PnrMetric metric, double value);
gboolean pnr_metric_row_could_be_nothing (PnrOutcome *outcome, PnrMetric metric);

G_END_DECLS

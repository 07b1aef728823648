/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Shows any chart: read by pointer, keys and ear, copied, saved, or turned into a table. */
#pragma once

#include <adwaita.h>

#include "drawing/pnr-chart.h"

G_BEGIN_DECLS

#define PNR_TYPE_CHART_VIEW (pnr_chart_view_get_type ())
G_DECLARE_FINAL_TYPE (PnrChartView, pnr_chart_view, PNR, CHART_VIEW, AdwBin)

/* Properties: "chart" (nullable), "stamp" (nullable; painted at the foot of copies and files),
 * "empty-text" (shown without a chart), "shows-table".
 *
 * Signals: "clicked" (double x, double y) where the chart was clicked, or where the point is on
 * which Return was pressed, in the coordinates of pnr_chart_view_get_area_size(), as
 * pnr_price_chart_get_price_at() wants them; "point-activated" (guint point) by either; "failed"
 * (char *sentence).
 *
 * Actions: chart.copy, chart.save, chart.show-table, chart.menu. */

GtkWidget *pnr_chart_view_new (void);

PnrChart *pnr_chart_view_get_chart (PnrChartView *self);
void pnr_chart_view_set_chart (PnrChartView *self, PnrChart *chart);
void pnr_chart_view_set_stamp (PnrChartView *self, const char *stamp);
void pnr_chart_view_set_empty_text (PnrChartView *self, const char *empty_text);
gboolean pnr_chart_view_get_shows_table (PnrChartView *self);
void pnr_chart_view_set_shows_table (PnrChartView *self, gboolean shows_table);
void pnr_chart_view_get_area_size (PnrChartView *self, double *width, double *height);

PnrPalette pnr_chart_view_find_palette (void);

G_END_DECLS

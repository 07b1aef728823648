/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The painted part of a chart view: pointer and keyboard read values from it. */
#pragma once

#include <gtk/gtk.h>

#include "drawing/pnr-chart.h"

G_BEGIN_DECLS

#define PNR_TYPE_CHART_AREA (pnr_chart_area_get_type ())
G_DECLARE_FINAL_TYPE (PnrChartArea, pnr_chart_area, PNR, CHART_AREA, GtkWidget)

/* Signals: "clicked" (double x, double y) with the primary button, or where the point is on which
 * Return was pressed; "point-activated" (guint point) by either. */

void pnr_chart_area_set_chart (PnrChartArea *self, PnrChart *chart);
gboolean pnr_chart_area_get_point (PnrChartArea *self, guint *point);
const char *pnr_chart_area_get_reading (PnrChartArea *self);
PnrPalette pnr_chart_area_get_palette (PnrChartArea *self);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Any chart on the screen: reads values under pointer and keys, copies, saves, shows its table. */
#pragma once

#include "drawing/pnr-chart.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define PNR_TYPE_CHART_VIEW (pnr_chart_view_get_type ())
G_DECLARE_FINAL_TYPE (PnrChartView, pnr_chart_view, PNR, CHART_VIEW, AdwBin)

/* Signal "pressed" (double x, double y): a click, or Return on a point, in chart coordinates. */

PnrChart *pnr_chart_view_get_chart (PnrChartView *self);
void pnr_chart_view_set_chart (PnrChartView *self, PnrChart *chart);
void pnr_chart_view_set_stamp (PnrChartView *self, const char *stamp);
void pnr_chart_view_get_size (PnrChartView *self, double *width, double *height);
gboolean pnr_chart_view_get_point (PnrChartView *self, guint *point);

PnrPalette pnr_chart_view_find_palette (void);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What stands over every chart: its title and its sentence; and what stands in an empty one. */
#pragma once

#include "drawing/pnr-chart.h"
#include "drawing/pnr-pen.h"

G_BEGIN_DECLS

#define PNR_CHART_MARGIN 12.0

double pnr_chart_head (PnrChart *chart, PnrPen *pen, double width, double height);
void pnr_chart_paint_empty (PnrChart *chart, PnrPen *pen, double width, double height);
char *pnr_chart_dup_amount (double minor, const char *currency);

G_END_DECLS

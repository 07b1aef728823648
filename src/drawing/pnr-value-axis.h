/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The axis of amounts or counts at the left of a chart: grid lines with their numbers. */
#pragma once

#include "drawing/pnr-axis.h"
#include "drawing/pnr-pen.h"

G_BEGIN_DECLS

/* How a panel's numbers are said: @divisor of the axis's units make one printed unit. */
double pnr_value_axis_choose_divisor (const char *currency, double low, double high);
char *pnr_value_axis_dup_title (const char *name, const char *currency, double divisor);
double pnr_value_axis_measure (PnrPen *pen, const PnrAxis *axis, double divisor);
void pnr_value_axis_paint (PnrPen *pen, const PnrAxis *axis, double divisor, double left,
                           double right);
void pnr_value_axis_paint_below (PnrPen *pen, const PnrAxis *axis, const char *name,
                                 const char *currency, double divisor, double top);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The ground that charts of order values stand on: amounts across, orders up, lanes for marks. */
#pragma once

#include "drawing/pnr-axis.h"
#include "drawing/pnr-chart.h"
#include "drawing/pnr-pen.h"

G_BEGIN_DECLS

/* @lanes_top: where the title of the orders stands, and below it one lane of lettering a mark. */
typedef struct {
  double left;
  double right;
  double top;
  double bottom;
  double lanes_top;
  PnrAxis values;
  double value_divisor;
  PnrAxis counts;
  double count_divisor;
} PnrOrderGround;

PnrOrderGround pnr_order_ground_lay_out (PnrChart *chart, PnrPen *pen, double width, double height,
                                         guint n_lanes, const char *currency, double low,
                                         double high, double most);
double pnr_order_ground_get_lane (const PnrOrderGround *self, PnrPen *pen, guint lane);
void pnr_order_ground_paint_axes (const PnrOrderGround *self, PnrPen *pen, const char *currency);
void pnr_order_ground_paint_bar (const PnrOrderGround *self, PnrPen *pen, double low, double high,
                                 double n_orders);
void pnr_order_ground_paint_upright (const PnrOrderGround *self, PnrPen *pen, PnrColour colour,
                                     double minor, const double *dashes, int n_dashes);
gboolean pnr_order_ground_find_bin (const PnrOrderGround *self, double x, double y, guint n_bins,
                                    guint *bin);

G_END_DECLS

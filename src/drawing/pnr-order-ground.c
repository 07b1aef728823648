/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The ground that charts of order values stand on: amounts across, orders up, lanes for marks. */
#include "config.h"

#include "drawing/pnr-order-ground.h"

#include "drawing/pnr-chart-head.h"
#include "drawing/pnr-value-axis.h"

#include <glib/gi18n.h>
#include <math.h>

/**
 * pnr_order_ground_lay_out:
 * @chart: whose head stands over the ground
 * @pen: what is written with
 * @width: of the chart
 * @height: of the chart
 * @n_lanes: how many marks are named between the head and the bars
 * @currency: of the amounts
 * @low: the least amount
 * @high: the greatest amount
 * @most: the most orders of one bar
 */
PnrOrderGround
pnr_order_ground_lay_out (PnrChart *chart, PnrPen *pen, double width, double height, guint n_lanes,
                          const char *currency, double low, double high, double most)
{
  PnrOrderGround self = { 0 };
  double line = pnr_pen_get_line_height (pen, PNR_LETTERING_SMALL);

  self.lanes_top = pnr_chart_head (chart, pen, width, height);
  self.top = pnr_order_ground_get_lane (&self, pen, n_lanes) + 3.0;
  self.bottom = MAX (height - PNR_CHART_MARGIN / 2.0 - 2.0 * line - 8.0, self.top + 8.0);
  self.counts =
      pnr_axis_linear (0.0, most, self.bottom, self.top,
                       (guint) CLAMP ((self.bottom - self.top) / (line * 2.0), 1.0, 6.0), TRUE);
  self.count_divisor = pnr_value_axis_choose_divisor (NULL, 0.0, most);
  self.left =
      PNR_CHART_MARGIN + 8.0 + pnr_value_axis_measure (pen, &self.counts, self.count_divisor);
  self.right = width - PNR_CHART_MARGIN - 4.0;
  self.values = pnr_axis_linear (low, high, self.left, self.right,
                                 (guint) CLAMP ((self.right - self.left) / 56.0, 2.0, 12.0), FALSE);
  self.value_divisor = pnr_value_axis_choose_divisor (currency, low, high);
  return self;
}

/* The top of a lane; the title of the orders stands above the first. */
double
pnr_order_ground_get_lane (const PnrOrderGround *self, PnrPen *pen, guint lane)
{
  return self->lanes_top + (lane + 1) * (pnr_pen_get_line_height (pen, PNR_LETTERING_SMALL) + 1.0);
}

void
pnr_order_ground_paint_axes (const PnrOrderGround *self, PnrPen *pen, const char *currency)
{
  g_autofree char *title = pnr_value_axis_dup_title (_ ("Orders"), NULL, self->count_divisor);

  pnr_value_axis_paint (pen, &self->counts, self->count_divisor, self->left, self->right);
  pnr_pen_write (pen, title, PNR_LETTERING_SMALL, pen->palette->dim, PNR_CHART_MARGIN,
                 self->lanes_top, self->right - PNR_CHART_MARGIN, 0.0);
  pnr_value_axis_paint_below (pen, &self->values, _ ("Order value"), currency, self->value_divisor,
                              self->bottom);
}

/* In the colour that is set. */
void
pnr_order_ground_paint_bar (const PnrOrderGround *self, PnrPen *pen, double low, double high,
                            double n_orders)
{
  double left = pnr_axis_place (&self->values, low);
  double right = pnr_axis_place (&self->values, high);
  double y = pnr_axis_place (&self->counts, n_orders);

  cairo_rectangle (pen->cr, left + 0.5, y, MAX (right - left - 1.0, 1.0), self->bottom - y);
  cairo_fill (pen->cr);
}

/* A halo keeps the line apart from the bars it crosses. */
void
pnr_order_ground_paint_upright (const PnrOrderGround *self, PnrPen *pen, PnrColour colour,
                                double minor, const double *dashes, int n_dashes)
{
  double x = pnr_axis_place (&self->values, minor);

  if (!isfinite (minor))
    return;
  x = floor (CLAMP (x, self->left, self->right)) + 0.5;
  pnr_pen_line (pen, pen->palette->background, 4.0, x, self->top, x, self->bottom);
  cairo_set_dash (pen->cr, dashes, n_dashes, 0.0);
  pnr_pen_line (pen, colour, 2.0, x, self->top, x, self->bottom);
  cairo_set_dash (pen->cr, NULL, 0, 0.0);
}

/* Of @n_bins bars of equal width. */
gboolean
pnr_order_ground_find_bin (const PnrOrderGround *self, double x, double y, guint n_bins, guint *bin)
{
  double share = (x - self->left) / MAX (self->right - self->left, 1.0);

  if (share < 0.0 || share > 1.0 || y < self->lanes_top || y > self->bottom + PNR_CHART_MARGIN)
    return FALSE;
  *bin = MIN ((guint) (share * n_bins), n_bins - 1);
  return TRUE;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Marks for up to four things in one chart, told apart by shape as well as by colour. */
#include "config.h"

#include "drawing/pnr-mark.h"

static void
trace_mark (cairo_t *cr, guint index, double x, double y, double radius)
{
  switch (index % 4) {
  case 0:
    cairo_new_sub_path (cr);
    cairo_arc (cr, x, y, radius, 0.0, 2.0 * G_PI);
    break;
  case 1:
    cairo_rectangle (cr, x - radius + 0.5, y - radius + 0.5, 2.0 * radius - 1.0,
                     2.0 * radius - 1.0);
    break;
  case 2:
    cairo_move_to (cr, x, y - radius - 1.0);
    cairo_line_to (cr, x + radius + 0.5, y + radius - 1.0);
    cairo_line_to (cr, x - radius - 0.5, y + radius - 1.0);
    cairo_close_path (cr);
    break;
  default:
    cairo_move_to (cr, x, y - radius - 1.0);
    cairo_line_to (cr, x + radius + 1.0, y);
    cairo_line_to (cr, x, y + radius + 1.0);
    cairo_line_to (cr, x - radius - 1.0, y);
    cairo_close_path (cr);
    break;
  }
}

/**
 * pnr_mark_paint:
 * @pen: a pen with a context
 * @colour: of the mark
 * @index: circle, square, triangle or lozenge
 * @x: its middle
 * @y: its middle
 * @radius: half of its width
 *
 * Paints a mark with a rim of the background.
 */
void
pnr_mark_paint (PnrPen *pen, PnrColour colour, guint index, double x, double y, double radius)
{
  cairo_new_path (pen->cr);
  trace_mark (pen->cr, index, x, y, radius);
  pnr_pen_set_colour (pen->cr, pen->palette->background);
  cairo_set_line_width (pen->cr, 3.0);
  cairo_stroke_preserve (pen->cr);
  pnr_pen_set_colour (pen->cr, colour);
  cairo_fill (pen->cr);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The rows of a chart that goes from one total to another in steps: a name, a bar, an amount. */
#include "config.h"

#include "drawing/pnr-step-row.h"

#include "drawing/pnr-chart-head.h"

#include <math.h>

/* Of the height of a row. */
#define THICKNESS 0.58

static void
pnr_step_row_clear (gpointer row)
{
  g_free (((PnrStepRow *) row)->amount);
}

/**
 * pnr_step_rows_new:
 *
 * Returns: (transfer full): an empty array of #PnrStepRow
 */
GArray *
pnr_step_rows_new (void)
{
  GArray *rows = g_array_new (FALSE, FALSE, sizeof (PnrStepRow));

  g_array_set_clear_func (rows, pnr_step_row_clear);
  return rows;
}

/**
 * pnr_step_rows_add:
 * @name: (transfer none): outlives @rows
 * @amount: (transfer full): the size of the step as it is read
 */
void
pnr_step_rows_add (GArray *rows, const char *name, char *amount, gboolean is_total, gint64 from,
                   gint64 to)
{
  PnrStepRow row = { name, amount, is_total, (double) from, (double) to };

  g_array_append_val (rows, row);
}

const PnrStepRow *
pnr_step_rows_get (GArray *rows, guint index)
{
  return &g_array_index (rows, PnrStepRow, index);
}

static PnrLettering
pnr_step_row_get_lettering (const PnrStepRow *row)
{
  return row->is_total ? PNR_LETTERING_SMALL | PNR_LETTERING_BOLD : PNR_LETTERING_SMALL;
}

/**
 * pnr_step_rows_place:
 * @width: of the whole chart, pixels
 *
 * Returns: columns that hold every name and amount, names up to two fifths of the chart
 */
PnrStepColumns
pnr_step_rows_place (GArray *rows, PnrPen *pen, double width)
{
  PnrStepColumns columns;
  double names = 0.0, amounts = 0.0;

  for (guint i = 0; i < rows->len; i++) {
    const PnrStepRow *row = pnr_step_rows_get (rows, i);
    double text_width;

    pnr_pen_measure (pen, row->name, pnr_step_row_get_lettering (row), &text_width, NULL);
    names = MAX (names, text_width);
    pnr_pen_measure (pen, row->amount, pnr_step_row_get_lettering (row), &text_width, NULL);
    amounts = MAX (amounts, text_width);
  }
  columns.names_width = MIN (names + 1.0, (width - 2.0 * PNR_CHART_MARGIN) * 0.4);
  columns.amounts_right = width - PNR_CHART_MARGIN;
  columns.left = PNR_CHART_MARGIN + columns.names_width + 10.0;
  columns.right = MAX (columns.amounts_right - amounts - 10.0, columns.left + 8.0);
  return columns;
}

/**
 * pnr_step_rows_scale:
 * @first, @n_rows: the rows that share the scale
 *
 * A change of one per cent is not seen on bars that start at zero: the scale is the stretch where
 * the steps are, and the bars of totals say where it begins.
 */
PnrAxis
pnr_step_rows_scale (GArray *rows, guint first, guint n_rows, const PnrStepColumns *columns)
{
  double low = INFINITY, high = -INFINITY, room;

  for (guint i = first; i < first + n_rows; i++) {
    low = MIN (low, pnr_step_rows_get (rows, i)->to);
    high = MAX (high, pnr_step_rows_get (rows, i)->to);
  }
  room = MAX ((high - low) * 0.35, 1.0);
  low = low >= 0.0 && low - room <= 0.0 ? 0.0 : low - room;
  high += room * 0.1;
  return pnr_axis_linear (low, high, columns->left, columns->right, 4, FALSE);
}

/* Where a total's bar does not start at zero, a ragged edge says so. */
static void
pnr_step_row_paint_break (PnrPen *pen, double x, double top, double thickness)
{
  cairo_t *cr = pen->cr;

  pnr_pen_set_colour (cr, pen->palette->background);
  for (double offset = 6.0; offset <= 11.0; offset += 5.0) {
    cairo_move_to (cr, x + offset, top + thickness + 1.0);
    cairo_line_to (cr, x + offset + 5.0, top - 1.0);
    cairo_set_line_width (cr, 2.0);
    cairo_stroke (cr);
  }
}

static PnrColour
pnr_step_row_get_colour (const PnrStepRow *row, const PnrPalette *palette)
{
  if (row->is_total)
    return palette->series[0];
  if (row->to == row->from)
    return palette->outline;
  return row->to > row->from ? palette->positive : palette->negative;
}

/* Where the bar begins: on the step before, and that of a total on zero or where the scale does. */
static double
pnr_step_row_get_start (const PnrStepRow *row, const PnrAxis *axis)
{
  return row->is_total ? CLAMP (0.0, axis->low, axis->high) : row->from;
}

static void
pnr_step_row_paint_bar (const PnrStepRow *row, PnrPen *pen, const PnrAxis *axis, double middle,
                        double thickness)
{
  double from = pnr_axis_place (axis, pnr_step_row_get_start (row, axis));
  double to = pnr_axis_place (axis, row->to);

  pnr_pen_set_colour (pen->cr, pnr_step_row_get_colour (row, pen->palette));
  cairo_rectangle (pen->cr, MIN (from, to), middle - thickness / 2.0, MAX (fabs (to - from), 1.5),
                   thickness);
  cairo_fill (pen->cr);
  if (row->is_total && axis->low > 0.0)
    pnr_step_row_paint_break (pen, from, middle - thickness / 2.0, thickness);
}

/**
 * pnr_step_row_paint:
 * @middle, @height: of the row, pixels
 * @is_last: no thread leads on to a next row
 */
void
pnr_step_row_paint (const PnrStepRow *row, PnrPen *pen, const PnrStepColumns *columns,
                    const PnrAxis *axis, double middle, double height, gboolean is_last)
{
  const PnrPalette *palette = pen->palette;
  PnrLettering lettering = pnr_step_row_get_lettering (row);
  double line = pnr_pen_get_line_height (pen, PNR_LETTERING_SMALL);
  double thickness = MAX (height * THICKNESS, 2.0);
  double thread = floor (pnr_axis_place (axis, row->to)) + 0.5;

  pnr_step_row_paint_bar (row, pen, axis, middle, thickness);
  if (!is_last)
    pnr_pen_line (pen, palette->outline, 1.0, thread, middle + thickness / 2.0, thread,
                  middle + height - thickness / 2.0);
  pnr_pen_write (pen, row->name, lettering, palette->foreground, PNR_CHART_MARGIN,
                 middle - line / 2.0, columns->names_width, 0.0);
  pnr_pen_write (pen, row->amount, lettering, palette->foreground, columns->amounts_right,
                 middle - line / 2.0, 0.0, 1.0);
}

/**
 * pnr_step_row_get_middle:
 *
 * Returns: the pixel in the middle of the bar, where the row is pointed at
 */
double
pnr_step_row_get_middle (const PnrStepRow *row, const PnrAxis *axis)
{
  return (pnr_axis_place (axis, pnr_step_row_get_start (row, axis))
          + pnr_axis_place (axis, row->to))
         / 2.0;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The axis of amounts or counts at the left of a chart: grid lines with their numbers. */
#include "config.h"

#include "drawing/pnr-value-axis.h"

#include "base/pnr-currency.h"

#include <glib/gi18n.h>
#include <math.h>

/**
 * pnr_value_axis_choose_divisor:
 * @currency: (nullable): of amounts in its minor units; %NULL for counts
 * @low: the least value
 * @high: the greatest value
 *
 * Returns: the minor units in one printed unit, which is the currency's own, or a thousand or a
 *   million of it
 */
double
pnr_value_axis_choose_divisor (const char *currency, double low, double high)
{
  double unit = currency != NULL ? (double) pnr_currency_get_unit (currency) : 1.0;
  double most = MAX (fabs (low), fabs (high)) / unit;

  return unit * (most >= 5e6 ? 1e6 : most >= 2e4 ? 1e3 : 1.0);
}

char *
pnr_value_axis_dup_title (const char *name, const char *currency, double divisor)
{
  double factor = divisor / (currency != NULL ? (double) pnr_currency_get_unit (currency) : 1.0);

  if (currency == NULL) {
    if (factor >= 1e6)
      /* Translators: what is counted, as in "Orders, million". */
      return g_strdup_printf (_ ("%s, million"), name);
    if (factor >= 1e3)
      return g_strdup_printf (_ ("%s, thousand"), name);
    return g_strdup (name);
  }
  if (factor >= 1e6)
    /* Translators: a quantity and its currency code, as in "Profit, million EUR". */
    return g_strdup_printf (_ ("%s, million %s"), name, currency);
  if (factor >= 1e3)
    return g_strdup_printf (_ ("%s, thousand %s"), name, currency);
  return g_strdup_printf (_ ("%s, %s"), name, currency);
}

double
pnr_value_axis_measure (PnrPen *pen, const PnrAxis *axis, double divisor)
{
  guint n_ticks;
  g_autofree double *ticks = pnr_axis_dup_ticks (axis, &n_ticks);
  double widest = 0.0;

  for (guint i = 0; i < n_ticks; i++) {
    g_autofree char *label = pnr_axis_dup_label (axis, ticks[i], divisor);
    double width;

    pnr_pen_measure (pen, label, PNR_LETTERING_SMALL, &width, NULL);
    widest = MAX (widest, width);
  }
  return widest;
}

void
pnr_value_axis_paint (PnrPen *pen, const PnrAxis *axis, double divisor, double left, double right)
{
  double line = pnr_pen_get_line_height (pen, PNR_LETTERING_SMALL);
  guint n_ticks;
  g_autofree double *ticks = pnr_axis_dup_ticks (axis, &n_ticks);

  for (guint i = 0; i < n_ticks; i++) {
    g_autofree char *label = pnr_axis_dup_label (axis, ticks[i], divisor);
    double y = pnr_axis_place (axis, ticks[i]);

    pnr_pen_line (pen, i == 0 || ticks[i] == 0.0 ? pen->palette->outline : pen->palette->grid, 1.0,
                  left, floor (y) + 0.5, right, floor (y) + 0.5);
    pnr_pen_write (pen, label, PNR_LETTERING_SMALL, pen->palette->dim, left - 8.0, y - line / 2.0,
                   0.0, 1.0);
  }
}

/**
 * pnr_value_axis_paint_below:
 * @pen: a pen
 * @axis: from left to right
 * @name: of what is told, translated
 * @currency: (nullable): of amounts
 * @divisor: see pnr_value_axis_choose_divisor()
 * @top: where the drawing above ends, pixels
 *
 * Ticks and their figures, those left out that would touch the one before, and the title.
 */
void
pnr_value_axis_paint_below (PnrPen *pen, const PnrAxis *axis, const char *name,
                            const char *currency, double divisor, double top)
{
  double line = pnr_pen_get_line_height (pen, PNR_LETTERING_SMALL);
  g_autofree char *title = pnr_value_axis_dup_title (name, currency, divisor);
  guint n_ticks;
  g_autofree double *ticks = pnr_axis_dup_ticks (axis, &n_ticks);
  double free_from = 0.0;

  for (guint i = 0; i < n_ticks; i++) {
    g_autofree char *label = pnr_axis_dup_label (axis, ticks[i], divisor);
    double x = pnr_axis_place (axis, ticks[i]);
    double width, left;

    pnr_pen_measure (pen, label, PNR_LETTERING_SMALL, &width, NULL);
    left = MIN (x - width / 2.0, axis->to + 8.0 - width);
    pnr_pen_line (pen, pen->palette->outline, 1.0, floor (x) + 0.5, top, floor (x) + 0.5,
                  top + 4.0);
    if (left < free_from)
      continue;
    pnr_pen_write (pen, label, PNR_LETTERING_SMALL, pen->palette->dim, left, top + 5.0, 0.0, 0.0);
    free_from = left + width + 8.0;
  }
  pnr_pen_write (pen, title, PNR_LETTERING_SMALL, pen->palette->dim, (axis->from + axis->to) / 2.0,
                 top + 5.0 + line, axis->to - axis->from, 0.5);
}

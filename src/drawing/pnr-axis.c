/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From values to places on the paper and back, with round numbers for ticks. */
#include "config.h"

#include "drawing/pnr-axis.h"

#include <math.h>

#define MAX_TICKS 64

/* The smallest of 1, 2 and 5 times a power of ten that cuts @span into at most @n_ticks. */
double
pnr_axis_nice_step (double span, guint n_ticks)
{
  double rough = span / MAX (n_ticks, 1);
  double power;

  if (!(rough > 0.0) || !isfinite (rough))
    return 1.0;
  power = pow (10.0, floor (log10 (rough)));
  for (guint i = 0; i < 3; i++) {
    static const double leads[] = { 1.0, 2.0, 5.0 };

    if (leads[i] * power >= rough * (1.0 - 1e-9))
      return leads[i] * power;
  }
  return 10.0 * power;
}

/**
 * pnr_axis_linear:
 * @low: the least value
 * @high: the greatest value
 * @from: where the least stands
 * @to: where the greatest stands
 * @n_ticks: how many ticks there is room for
 * @is_widened: whether the ends move outwards to the next tick
 *
 * Returns: an axis; a single value gets room on both sides
 */
PnrAxis
pnr_axis_linear (double low, double high, double from, double to, guint n_ticks,
                 gboolean is_widened)
{
  PnrAxis axis = { low, high, from, to, 1.0, FALSE };

  if (!(axis.high > axis.low)) {
    double room = fabs (low) > 0.0 ? fabs (low) * 0.1 : 1.0;

    axis.low -= room;
    axis.high += room;
  }
  axis.step = pnr_axis_nice_step (axis.high - axis.low, n_ticks);
  if (is_widened) {
    axis.low = floor (axis.low / axis.step + 1e-9) * axis.step;
    axis.high = ceil (axis.high / axis.step - 1e-9) * axis.step;
  }
  return axis;
}

PnrAxis
pnr_axis_logarithmic (double low, double high, double from, double to)
{
  PnrAxis axis = { low, high, from, to, 1.0, TRUE };

  g_assert (low > 0.0);
  if (!(axis.high > axis.low * 1.0001)) {
    axis.low /= 2.0;
    axis.high *= 2.0;
  }
  return axis;
}

double
pnr_axis_place (const PnrAxis *self, double value)
{
  double share;

  if (self->is_log)
    share = log (MAX (value, self->low * 1e-6) / self->low) / log (self->high / self->low);
  else
    share = (value - self->low) / (self->high - self->low);
  return self->from + share * (self->to - self->from);
}

double
pnr_axis_value (const PnrAxis *self, double place)
{
  double share = (place - self->from) / (self->to - self->from);

  if (self->is_log)
    return self->low * pow (self->high / self->low, share);
  return self->low + share * (self->high - self->low);
}

static guint
add_decade_ticks (const PnrAxis *self, double *ticks)
{
  static const double leads[] = { 1.0, 2.0, 5.0 };
  guint n = 0;

  for (double power = pow (10.0, floor (log10 (self->low))); power <= self->high; power *= 10.0) {
    for (guint i = 0; i < 3; i++) {
      double tick = leads[i] * power;

      if (tick >= self->low * 0.9999 && tick <= self->high * 1.0001 && n < MAX_TICKS)
        ticks[n++] = tick;
    }
  }
  return n;
}

double *
pnr_axis_dup_ticks (const PnrAxis *self, guint *n_ticks)
{
  double *ticks = g_new (double, MAX_TICKS);
  guint n = 0;

  if (self->is_log) {
    n = add_decade_ticks (self, ticks);
  } else {
    double first = ceil (self->low / self->step - 1e-9);

    for (guint i = 0; i < MAX_TICKS; i++) {
      double tick = (first + i) * self->step;

      if (tick > self->high + self->step * 1e-9)
        break;
      ticks[n++] = fabs (tick) < self->step * 1e-9 ? 0.0 : tick;
    }
  }
  *n_ticks = n;
  return ticks;
}

/**
 * pnr_axis_dup_label:
 * @self: an axis
 * @value: a tick of it
 * @divisor: how many of the axis's units make one printed unit
 *
 * Returns: (transfer full): the number in the merchant's locale with as many digits as the step
 *   needs, a true minus sign before negative ones
 */
char *
pnr_axis_dup_label (const PnrAxis *self, double value, double divisor)
{
  double step = (self->is_log ? value : self->step) / divisor;
  int digits = CLAMP ((int) ceil (-log10 (step) - 1e-9), 0, 6);
  g_autofree char *number = g_strdup_printf ("%'.*f", digits, fabs (value) / divisor);

  return g_strconcat (value < 0.0 ? "\u2212" : "", number, NULL);
}

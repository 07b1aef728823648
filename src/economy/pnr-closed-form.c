/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The roots and fractions behind a best price that was found as a decimal number. */

/* The idea: with uniform values profit is a polynomial of the prices, piece by piece, so a best
 * price is a root of one of low degree. The search for it knows the price to some eight digits,
 * which are enough to tell the simplest number of that kind from all others; whether it is the
 * best price is then asked of the profit itself, whose slope must vanish there to the last digits
 * of a double. A number that fails is not told. Cost: some ten thousand candidates. */
#include "config.h"

#include "economy/pnr-closed-form.h"

#include <math.h>
#include <string.h>

#define MOST_DENOMINATOR 24
#define MOST_NUMERATOR 100
#define MOST_UNDER_ROOT 12 /* below a fraction under a root */
#define MOST_SHIFT 24
#define MOST_FACTOR 3
#define MOST_DIVISOR 12
#define STEP 1e-3
#define LEAST_SLOPE 1e-10

static gboolean
pnr_closed_form_take (PnrClosedForm *self, double near, double within, double value)
{
  self->value = value;
  return fabs (value - near) <= within;
}

static gboolean
pnr_closed_form_is_lowest (int num, int den)
{
  for (int i = 2; i <= MIN (num, den); i++)
    if (num % i == 0 && den % i == 0)
      return FALSE;
  return TRUE;
}

static void
pnr_closed_form_write_power (PnrClosedForm *self, int num, int den, double power)
{
  g_autofree char *fraction =
      den == 1 ? g_strdup_printf ("%d", num) : g_strdup_printf ("%d/%d", num, den);

  if (power == 1)
    g_snprintf (self->text, sizeof self->text, "%s", fraction);
  else if (power > 1)
    g_snprintf (self->text, sizeof self->text, "(%s)^(3/2)", fraction);
  else
    g_snprintf (self->text, sizeof self->text, "sqrt(%s)", fraction);
}

/* @power of a fraction, as 1, 1.5 or 0.5. */
static gboolean
pnr_closed_form_find_power (double near, double within, double power, PnrClosedForm *form)
{
  int most = power == 1 ? MOST_DENOMINATOR : MOST_UNDER_ROOT;

  if (!(near > 0))
    return FALSE;
  for (int den = 1; den <= most; den++) {
    double num = round (pow (near, 1 / power) * den);

    if (!(num >= 1 && num <= MOST_NUMERATOR) || !pnr_closed_form_is_lowest ((int) num, den)
        || !pnr_closed_form_take (form, near, within, pow (num / den, power)))
      continue;
    pnr_closed_form_write_power (form, (int) num, den, power);
    return TRUE;
  }
  return FALSE;
}

static void
pnr_closed_form_write_root (PnrClosedForm *self, int shift, int factor, int root, int divisor)
{
  g_autofree char *times = ABS (factor) > 1 ? g_strdup_printf ("%d", ABS (factor)) : g_strdup ("");
  g_autofree char *sum =
      g_strdup_printf ("%d%c%ssqrt%d", shift, factor < 0 ? '-' : '+', times, root);

  if (divisor == 1)
    g_snprintf (self->text, sizeof self->text, "%s", sum);
  else
    g_snprintf (self->text, sizeof self->text, "(%s)/%d", sum, divisor);
}

/* (shift + factor sqrt(root)) / divisor: the roots of equations of second degree. */
static gboolean
pnr_closed_form_find_root (double near, double within, PnrClosedForm *form)
{
  static const int roots[] = { 2, 3, 5, 6, 7, 10 };

  for (int divisor = 1; divisor <= MOST_DIVISOR; divisor++)
    for (guint i = 0; i < G_N_ELEMENTS (roots); i++)
      for (int factor = -MOST_FACTOR; factor <= MOST_FACTOR; factor++) {
        double part = factor * sqrt (roots[i]);
        double shift = round (near * divisor - part);

        if (factor == 0 || !(fabs (shift) >= 1 && fabs (shift) <= MOST_SHIFT)
            || !pnr_closed_form_take (form, near, within, (shift + part) / divisor))
          continue;
        pnr_closed_form_write_root (form, (int) shift, factor, roots[i], divisor);
        return TRUE;
      }
  return FALSE;
}

/**
 * pnr_closed_form_find:
 * @near: a number
 * @within: how far off it may be; so small that numbers of the kinds looked for lie wider apart
 * @form: (out): the simplest number there
 *
 * Returns: whether there is a fraction, its root or its power 3/2, or a number with one square root
 */
gboolean
pnr_closed_form_find (double near, double within, PnrClosedForm *form)
{
  return pnr_closed_form_find_power (near, within, 1, form)
         || pnr_closed_form_find_power (near, within, 1.5, form)
         || pnr_closed_form_find_power (near, within, 0.5, form)
         || pnr_closed_form_find_root (near, within, form);
}

/**
 * pnr_closed_form_is_top:
 * @profit: tells the profit, at most of degree 4 in every price around @prices
 * @market: its data
 * @prices: where
 * @n_prices: at most %PNR_CLOSED_FORM_MOST_PRICES
 *
 * Returns: whether no price can be moved for more profit, as far as slopes tell; differences over
 *   five points have no error for such polynomials but that of doubles
 */
gboolean
pnr_closed_form_is_top (PnrClosedFormProfit profit, gconstpointer market, const double *prices,
                        guint n_prices)
{
  static const double weights[] = { 1.0 / 12, -8.0 / 12, 0, 8.0 / 12, -1.0 / 12 };
  double moved[PNR_CLOSED_FORM_MOST_PRICES];

  g_return_val_if_fail (n_prices <= PNR_CLOSED_FORM_MOST_PRICES, FALSE);

  for (guint i = 0; i < n_prices; i++) {
    double slope = 0;

    memcpy (moved, prices, n_prices * sizeof (double));
    for (int k = 0; k < 5; k++) {
      moved[i] = prices[i] + (k - 2) * STEP;
      slope += weights[k] * profit (moved, market) / STEP;
    }
    if (!(fabs (slope) <= LEAST_SLOPE))
      return FALSE;
  }
  return TRUE;
}

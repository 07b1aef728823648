/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One offer in each quadrant, and offers whose change is inside the noise. */
#include "config.h"

#include <math.h>

#include "economy/pnr-win-win.h"

static PnrEstimate
change (double value, double width)
{
  return (PnrEstimate){ .value = value, .low = value - width, .high = value + width };
}

static void
test_quadrants (void)
{
  static const struct {
    double surplus, margin, width;
    PnrWinWinQuadrant quadrant;
    double index;
  } cases[] = {
    { 100, 100, 10, PNR_WIN_WIN_BOTH, 1.0 },
    { 100, 300, 10, PNR_WIN_WIN_BOTH, 0.5 },
    { -100, 300, 10, PNR_WIN_WIN_MERCHANT_ONLY, -0.5 },
    { 300, -100, 10, PNR_WIN_WIN_CUSTOMERS_ONLY, -0.5 },
    { -100, -100, 10, PNR_WIN_WIN_NEITHER, -1.0 },
    { 100, 100, 100, PNR_WIN_WIN_NOT_CLEAR, 1.0 },
    { 100, 300, 200, PNR_WIN_WIN_NOT_CLEAR, 0.5 },
    { 300, 100, 200, PNR_WIN_WIN_NOT_CLEAR, 0.5 },
    { 0, 0, 0, PNR_WIN_WIN_NOT_CLEAR, 0.0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    PnrEstimate surplus = change (cases[i].surplus, cases[i].width);
    PnrEstimate margin = change (cases[i].margin, cases[i].width);
    PnrWinWin result = pnr_win_win_classify (&surplus, &margin);

    g_test_message ("case %" G_GSIZE_FORMAT, i);
    g_assert_cmpint (result.quadrant, ==, cases[i].quadrant);
    g_assert_cmpfloat_with_epsilon (result.index, cases[i].index, 1e-12);
  }
}

static void
test_unknown (void)
{
  PnrEstimate surplus = change (100, 10), margin = change (NAN, NAN);
  PnrWinWin result = pnr_win_win_classify (&surplus, &margin);

  g_assert_cmpint (result.quadrant, ==, PNR_WIN_WIN_NOT_CLEAR);
  g_assert_true (result.is_surplus_clear);
  g_assert_false (result.is_margin_clear);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/economy/win-win/quadrants", test_quadrants);
  g_test_add_func ("/economy/win-win/unknown", test_unknown);
  return g_test_run ();
}

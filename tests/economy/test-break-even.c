/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Break-even shares of the suit and of an upsell, and verdicts against trying every share. */
#include "config.h"

#include "economy/pnr-break-even.h"

static void
test_suit (void)
{
  PnrBreakEven share = pnr_break_even_of_giveaway (7600, 10200, 5400);

  g_assert_cmpfloat_with_epsilon (share.share, 22.0 / 48.0, 1e-12);
  g_assert_cmpint (share.verdict, ==, PNR_BREAK_EVEN_BELOW);
  g_assert_cmpint (share.of_100, ==, 46);
  g_assert_cmpint (pnr_break_even_of_giveaway (145, 200, 100).of_100, ==, 45);
  g_assert_cmpint (pnr_break_even_of_giveaway (300, 200, 100).verdict, ==, PNR_BREAK_EVEN_ALWAYS);
  g_assert_cmpint (pnr_break_even_of_giveaway (100, 200, 100).verdict, ==, PNR_BREAK_EVEN_NEVER);
  g_assert_cmpint (pnr_break_even_of_giveaway (50, 50, 50).verdict, ==, PNR_BREAK_EVEN_NEVER);
}

static void
test_upsell (void)
{
  PnrBreakEven few = pnr_break_even_of_upsell (8, 11, 0.02);
  PnrBreakEven more = pnr_break_even_of_upsell (8, 11, 0.05);

  g_assert_cmpfloat_with_epsilon (few.share, 0.16 / 3, 1e-12);
  g_assert_cmpint (few.of_100, ==, 5);
  g_assert_cmpint (few.verdict, ==, PNR_BREAK_EVEN_ABOVE);
  g_assert_cmpfloat_with_epsilon (more.share, 0.40 / 3, 1e-12);
  g_assert_cmpint (more.of_100, ==, 13);
  g_assert_cmpint (pnr_break_even_of_upsell (8, 8, 0.02).verdict, ==, PNR_BREAK_EVEN_NEVER);
  g_assert_cmpint (pnr_break_even_of_upsell (8, 9, 0.5).verdict, ==, PNR_BREAK_EVEN_NEVER);
}

static gboolean
says_it_pays (const PnrBreakEven *said, int of_100)
{
  switch (said->verdict) {
  case PNR_BREAK_EVEN_ALWAYS:
    return TRUE;
  case PNR_BREAK_EVEN_NEVER:
    return FALSE;
  case PNR_BREAK_EVEN_BELOW:
    return of_100 < said->of_100;
  default:
    return of_100 > said->of_100;
  }
}

static void
test_every_share (void)
{
  g_autoptr (GRand) dice = g_rand_new_with_seed (9);

  for (guint round = 0; round < 2000; round++) {
    int bundle = g_rand_int_range (dice, -50, 200);
    int all = g_rand_int_range (dice, -50, 200), part = g_rand_int_range (dice, -50, 200);
    PnrBreakEven said = pnr_break_even_of_giveaway (bundle, all, part);

    for (int k = 0; k <= 100; k++)
      g_assert_cmpint (says_it_pays (&said, k), ==, 100 * bundle > k * all + (100 - k) * part);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/economy/break-even/suit", test_suit);
  g_test_add_func ("/economy/break-even/upsell", test_upsell);
  g_test_add_func ("/economy/break-even/every-share", test_every_share);
  return g_test_run ();
}

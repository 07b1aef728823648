/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Volume, price and mix: fixtures of one effect each, and sums that are exact. */
#include "config.h"

#include "economy/pnr-revenue-mix.h"

static void
check (const PnrRevenueLine *lines, gsize n_lines, gint64 volume, gint64 price, gint64 mix)
{
  PnrRevenueMix parts = pnr_revenue_mix_decompose (lines, n_lines);

  g_assert_cmpint (parts.volume_minor, ==, volume);
  g_assert_cmpint (parts.price_minor, ==, price);
  g_assert_cmpint (parts.mix_minor, ==, mix);
  g_assert_cmpint (parts.change_minor, ==, volume + price + mix);
}

static void
test_pure_effects (void)
{
  /* 20 of 100 shoppers take the 25.00 one instead of the 20.00 one. */
  check ((PnrRevenueLine[]){ { 100, 200000, 80, 160000 }, { 0, 0, 20, 50000 } }, 2, 0, 0, 10000);
  check ((PnrRevenueLine[]){ { 100, 200000, 80, 160000 }, { 10, 25000, 30, 75000 } }, 2, 0, 0,
         10000);
  /* Everything sells a tenth more. */
  check ((PnrRevenueLine[]){ { 100, 200000, 110, 220000 }, { 50, 40000, 55, 44000 } }, 2, 24000, 0,
         0);
  /* Prices rise by 1.00 and nobody minds. */
  check ((PnrRevenueLine[]){ { 100, 200000, 100, 210000 } }, 1, 0, 10000, 0);
  /* A cross-sell at the average price. */
  check ((PnrRevenueLine[]){ { 100, 200000, 100, 200000 }, { 0, 0, 30, 60000 } }, 2, 60000, 0, 0);
  check ((PnrRevenueLine[]){ { 0, 0, 30, 60000 } }, 1, 60000, 0, 0);
  check ((PnrRevenueLine[]){ { 30, 60000, 0, 0 } }, 1, -60000, 0, 0);
  check (NULL, 0, 0, 0, 0);
}

static void
test_random_sums (void)
{
  g_autoptr (GRand) dice = g_rand_new_with_seed (8);

  for (guint round = 0; round < 5000; round++) {
    PnrRevenueLine lines[6];
    gsize n_lines = (gsize) g_rand_int_range (dice, 1, 7);
    gint64 change = 0;
    PnrRevenueMix mix;

    for (gsize i = 0; i < n_lines; i++) {
      lines[i] =
          (PnrRevenueLine){ g_rand_int_range (dice, 0, 50), 0, g_rand_int_range (dice, 0, 50), 0 };
      lines[i].revenue_before_minor = lines[i].units_before * g_rand_int_range (dice, 1, 9999);
      lines[i].revenue_after_minor = lines[i].units_after * g_rand_int_range (dice, 1, 9999);
      change += lines[i].revenue_after_minor - lines[i].revenue_before_minor;
    }
    mix = pnr_revenue_mix_decompose (lines, n_lines);
    g_assert_cmpint (mix.change_minor, ==, change);
    g_assert_cmpint (mix.volume_minor + mix.price_minor + mix.mix_minor, ==, change);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/economy/revenue-mix/pure-effects", test_pure_effects);
  g_test_add_func ("/economy/revenue-mix/random-sums", test_random_sums);
  return g_test_run ();
}

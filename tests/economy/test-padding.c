/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A worthless component is found in bundles of both kinds; components worth their place are not. */
#include "config.h"

#include "economy/pnr-padding.h"

#define N_SHOPPERS 2000

/* Jacket, tie, and a leaflet for 5.00 that nobody wants. */
static const PnrAllocationPart parts[] = { { "Jacket", 1, 12000, 6600 },
                                           { "Tie", 1, 3000, 900 },
                                           { "Leaflet", 1, 500, 100 } };

/* @leaflet: most anybody would pay for it. */
static void
draw (gint64 *values, gint32 leaflet)
{
  g_autoptr (GRand) dice = g_rand_new_with_seed (4);

  for (gsize s = 0; s < N_SHOPPERS; s++) {
    values[3 * s] = g_rand_int_range (dice, 9000, 15000);
    values[3 * s + 1] = g_rand_int_range (dice, 1500, 4000);
    values[3 * s + 2] = leaflet > 0 ? g_rand_int_range (dice, leaflet / 2, leaflet) : 0;
  }
}

static void
test_worthless (gconstpointer is_pure)
{
  g_autofree gint64 *values = g_new0 (gint64, 3 * N_SHOPPERS);
  PnrPaddingTest test = { parts, 3, 14000, GPOINTER_TO_INT (is_pure), values, N_SHOPPERS };
  PnrPadding found[3];

  draw (values, 0);
  g_assert_true (pnr_padding_find (&test, found, NULL));
  g_assert_cmpint (found[2].with.n_takers, >, 100);
  g_assert_cmpint (found[2].same_price.n_takers, ==, found[2].with.n_takers);
  g_assert_cmpint (found[2].same_price.gain_minor - found[2].with.gain_minor, ==,
                   100 * found[2].with.n_takers);
  g_assert_true (found[2].is_padding);
  g_assert_false (found[0].is_padding);
}

static void
test_valued (gconstpointer is_pure)
{
  g_autofree gint64 *values = g_new0 (gint64, 3 * N_SHOPPERS);
  PnrPaddingTest test = { parts, 3, 14000, GPOINTER_TO_INT (is_pure), values, N_SHOPPERS };
  PnrPadding found[3];

  draw (values, 2000);
  g_assert_true (pnr_padding_find (&test, found, NULL));
  g_assert_false (found[0].is_padding);
  g_assert_false (found[2].is_padding);
}

/* By hand: two shoppers, (100, 10) and (60, 50), a pair at 90 costing 40 and 10. */
static void
test_by_hand (void)
{
  const PnrAllocationPart pair[] = { { "A", 1, 80, 40 }, { "B", 1, 40, 10 } };
  const gint64 values[] = { 100, 10, 60, 50 };
  PnrPaddingTest test = { pair, 2, 90, TRUE, values, 2 };
  PnrPadding found[2];

  g_assert_true (pnr_padding_find (&test, found, NULL));
  g_assert_cmpint (found[0].with.n_takers, ==, 2);
  g_assert_cmpint (found[0].with.gain_minor, ==, 80);
  /* Without A at 90: nobody; at 90 - 60 = 30: the second shopper, margin 20. */
  g_assert_cmpint (found[0].same_price.n_takers, ==, 0);
  g_assert_cmpint (found[0].less_share.price_minor, ==, 30);
  g_assert_cmpint (found[0].less_share.gain_minor, ==, 20);
  /* Without B at 90: the first, margin 50; at 60: both, margin 20 each. */
  g_assert_cmpint (found[1].same_price.gain_minor, ==, 50);
  g_assert_cmpint (found[1].less_share.gain_minor, ==, 40);
  g_assert_false (found[0].is_padding || found[1].is_padding);
}

static void
test_nobody (void)
{
  const gint64 values[] = { 1, 1, 1 };
  PnrPaddingTest test = { parts, 3, 14000, TRUE, values, 1 };
  PnrPadding found[3];

  g_assert_true (pnr_padding_find (&test, found, NULL));
  for (gsize i = 0; i < 3; i++)
    g_assert_false (found[i].is_padding);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/economy/padding/worthless-pure", GINT_TO_POINTER (TRUE), test_worthless);
  g_test_add_data_func ("/economy/padding/worthless-mixed", GINT_TO_POINTER (FALSE),
                        test_worthless);
  g_test_add_data_func ("/economy/padding/valued-pure", GINT_TO_POINTER (TRUE), test_valued);
  g_test_add_data_func ("/economy/padding/valued-mixed", GINT_TO_POINTER (FALSE), test_valued);
  g_test_add_func ("/economy/padding/by-hand", test_by_hand);
  g_test_add_func ("/economy/padding/nobody", test_nobody);
  return g_test_run ();
}

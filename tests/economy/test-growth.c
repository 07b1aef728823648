/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Parts of growth: exact sums, planted changes of one factor, periods without revenue. */
#include "config.h"

#include "economy/pnr-growth.h"

static gint64
sum_parts (const PnrGrowth *growth)
{
  gint64 sum = 0;

  for (int k = 0; k < PNR_N_GROWTH; k++)
    sum += growth->parts_minor[k];
  return sum;
}

static void
test_planted (void)
{
  const PnrGrowthPeriod before = { 1000, 2000, 6000, 12000000 };
  const PnrGrowthPeriod planted[PNR_N_GROWTH] = {
    { 1100, 2200, 6600, 13200000 },
    { 1000, 2500, 7500, 15000000 },
    { 1000, 2000, 5000, 10000000 },
    { 1000, 2000, 6000, 12600000 },
  };

  for (int k = 0; k < PNR_N_GROWTH; k++) {
    PnrGrowth growth;

    g_assert_true (pnr_growth_decompose (&before, &planted[k], &growth));
    g_assert_cmpint (growth.parts_minor[k], ==, planted[k].revenue_minor - 12000000);
    g_assert_cmpint (sum_parts (&growth), ==, growth.change_minor);
  }
}

/* Twice the customers, half the price: the two cancel, to the minor unit. */
static void
test_cancelling (void)
{
  const PnrGrowthPeriod before = { 100, 200, 400, 100000 };
  const PnrGrowthPeriod after = { 200, 400, 800, 100000 };
  PnrGrowth growth;

  g_assert_true (pnr_growth_decompose (&before, &after, &growth));
  /* 100000 ln 2 */
  g_assert_cmpint (growth.parts_minor[PNR_GROWTH_CUSTOMERS], ==, 69315);
  g_assert_cmpint (growth.parts_minor[PNR_GROWTH_PRICE_PER_ITEM], ==, -69315);
  g_assert_cmpint (sum_parts (&growth), ==, 0);
}

static void
test_zero (void)
{
  const PnrGrowthPeriod none = { 0, 0, 0, 0 }, some = { 10, 12, 20, 5000 };
  const PnrGrowthPeriod given = { 10, 12, 20, 0 }, odd = { 0, 12, 20, 5000 };
  PnrGrowth growth;

  g_assert_true (pnr_growth_decompose (&none, &some, &growth));
  g_assert_cmpint (growth.parts_minor[PNR_GROWTH_CUSTOMERS], ==, 5000);
  g_assert_true (pnr_growth_decompose (&some, &none, &growth));
  g_assert_cmpint (growth.parts_minor[PNR_GROWTH_CUSTOMERS], ==, -5000);
  g_assert_true (pnr_growth_decompose (&given, &some, &growth));
  g_assert_cmpint (growth.parts_minor[PNR_GROWTH_PRICE_PER_ITEM], ==, 5000);
  g_assert_true (pnr_growth_decompose (&none, &none, &growth));
  g_assert_cmpint (sum_parts (&growth), ==, 0);
  g_assert_false (pnr_growth_decompose (&odd, &some, &growth));
}

static PnrGrowthPeriod
make_period (GRand *dice)
{
  PnrGrowthPeriod period = { .customers = g_rand_int_range (dice, 1, 100000) };

  period.orders = period.customers + g_rand_int_range (dice, 0, 100000);
  period.items = period.orders + g_rand_int_range (dice, 0, 500000);
  period.revenue_minor = 1 + (gint64) (g_rand_double (dice) * 1e12);
  return period;
}

static void
test_random_periods (void)
{
  g_autoptr (GRand) dice = g_rand_new_with_seed (5);

  for (guint round = 0; round < 10000; round++) {
    PnrGrowthPeriod before = make_period (dice), after = make_period (dice);
    PnrGrowth there, back;

    g_assert_true (pnr_growth_decompose (&before, &after, &there));
    g_assert_true (pnr_growth_decompose (&after, &before, &back));
    g_assert_cmpint (sum_parts (&there), ==, after.revenue_minor - before.revenue_minor);
    for (int k = 0; k < PNR_N_GROWTH; k++)
      g_assert_cmpint (ABS (there.parts_minor[k] + back.parts_minor[k]), <=, 2);
    g_assert_cmpint ((there.parts_minor[0] > 0) - (there.parts_minor[0] < 0), ==,
                     (after.customers > before.customers) - (after.customers < before.customers));
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/economy/growth/planted", test_planted);
  g_test_add_func ("/economy/growth/cancelling", test_cancelling);
  g_test_add_func ("/economy/growth/zero", test_zero);
  g_test_add_func ("/economy/growth/random-periods", test_random_periods);
  return g_test_run ();
}

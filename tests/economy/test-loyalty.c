/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Cohorts against counting by hand: sums, who was watched long enough, intervals of shares. */
#include "config.h"

#include "economy/pnr-loyalty.h"

#include <math.h>

#define DAY 86400
#define START 1704067200 /* 2024-01-01 */

static void
add_order (PnrLedger *ledger, gint64 customer, int day, gint64 total_minor)
{
  PnrLedgerOrder order = { .time = START + (gint64) day * DAY + 100, .total_minor = total_minor };

  order.customer = customer == 0 ? PNR_LEDGER_NOBODY : pnr_ledger_take_customer (ledger, customer);
  pnr_ledger_add_order (ledger, &order);
}

static PnrLoyalty *
measure (PnrLedger *ledger, GArray *first_products, guint within_days)
{
  PnrLifetimeTerms terms = { .horizon_weeks = 52.0, .discount = 0.1 };
  g_autoptr (GError) error = NULL;
  PnrLoyalty *loyalty =
      pnr_loyalty_measure (ledger, first_products, within_days, &terms, NULL, &error);

  g_assert_no_error (error);
  return loyalty;
}

static void
test_by_hand (void)
{
  g_autoptr (PnrLedger) ledger = pnr_ledger_new ("EUR", "x");
  g_autoptr (GArray) none = g_array_new (FALSE, FALSE, sizeof (PnrFirstProduct));
  g_autoptr (PnrLoyalty) loyalty = NULL;
  const PnrCohort *january, *february;

  add_order (ledger, 1, 0, 1000);
  add_order (ledger, 1, 0, 500); /* the same day is no return */
  add_order (ledger, 2, 3, 2000);
  add_order (ledger, 2, 33, 700); /* within thirty days */
  add_order (ledger, 3, 5, 900);
  add_order (ledger, 3, 36, 900); /* a day too late */
  add_order (ledger, 4, 40, -300);
  add_order (ledger, 5, 59, 4000); /* not watched long enough */
  add_order (ledger, 0, 60, 5000);
  add_order (ledger, 2, 70, 100);
  loyalty = measure (ledger, none, 30);
  g_assert_cmpuint (loyalty->cohorts->len, ==, 2);
  january = g_ptr_array_index (loyalty->cohorts, 0);
  february = g_ptr_array_index (loyalty->cohorts, 1);
  g_assert_cmpint (january->month, ==, 1);
  g_assert_cmpuint (january->n_customers, ==, 3);
  g_assert_cmpuint (january->n_orders, ==, 7);
  g_assert_cmpint (january->revenue_minor, ==, 6100);
  g_assert_cmpuint (january->repeat.n_watched, ==, 3);
  g_assert_cmpuint (january->repeat.n_returned, ==, 1);
  g_assert_cmpuint (february->n_customers, ==, 2);
  g_assert_cmpint (february->revenue_minor, ==, 3700);
  g_assert_cmpuint (february->repeat.n_watched, ==, 1);
  g_assert_cmpint (loyalty->unknown_minor, ==, 5000);
  g_assert_cmpint (loyalty->revenue_minor, ==, 6100 + 3700 + 5000);
  g_assert_false (loyalty->is_projected);
}

/* Whatever the orders, nobody's money is lost and nobody is counted twice. */
static void
test_sums (void)
{
  g_autoptr (GRand) dice = g_rand_new_with_seed (4);

  for (guint round = 0; round < 30; round++) {
    g_autoptr (PnrLedger) ledger = pnr_ledger_new ("EUR", "x");
    g_autoptr (GArray) none = g_array_new (FALSE, FALSE, sizeof (PnrFirstProduct));
    g_autoptr (PnrLoyalty) loyalty = NULL;
    gint64 sum = 0, all = 0;
    guint n_customers = 0, n_watched = 0, n_returned = 0;

    for (guint i = 0; i < 400; i++) {
      gint64 total = g_rand_int_range (dice, -500, 9000);

      all += total;
      add_order (ledger, g_rand_int_range (dice, 0, 90), g_rand_int_range (dice, 0, 500), total);
    }
    loyalty = measure (ledger, none, (guint) g_rand_int_range (dice, 1, 200));
    for (guint i = 0; i < loyalty->cohorts->len; i++) {
      const PnrCohort *cohort = g_ptr_array_index (loyalty->cohorts, i);

      sum += cohort->revenue_minor;
      n_customers += cohort->n_customers;
      n_watched += cohort->repeat.n_watched;
      n_returned += cohort->repeat.n_returned;
    }
    g_assert_cmpint (loyalty->revenue_minor, ==, all);
    g_assert_cmpint (sum + loyalty->unknown_minor, ==, all);
    g_assert_cmpuint (n_customers, ==, loyalty->n_customers);
    g_assert_cmpuint (n_watched, ==, loyalty->repeat.n_watched);
    g_assert_cmpuint (n_returned, ==, loyalty->repeat.n_returned);
  }
}

/* Thirty-five began with the first product and half of them came back, five with the second. */
static void
test_first_products (void)
{
  g_autoptr (PnrLedger) ledger = pnr_ledger_new ("EUR", "x");
  g_autoptr (GArray) firsts = g_array_new (FALSE, FALSE, sizeof (PnrFirstProduct));
  g_autoptr (PnrLoyalty) loyalty = NULL;
  const PnrFirstBasketRate *rate;

  for (guint32 c = 0; c < 40; c++) {
    PnrFirstProduct first = { c < 35 ? 7 : 8, c };

    g_array_append_val (firsts, first);
    add_order (ledger, c + 1, 0, 100);
    if (c % 2 == 0)
      add_order (ledger, c + 1, 10, 100);
  }
  add_order (ledger, 0, 100, 100);
  loyalty = measure (ledger, firsts, 30);
  g_assert_cmpuint (loyalty->first_products->len, ==, 1);
  rate = g_ptr_array_index (loyalty->first_products, 0);
  g_assert_cmpint (rate->product_id, ==, 7);
  g_assert_cmpuint (rate->repeat.n_watched, ==, 35);
  g_assert_cmpuint (rate->repeat.n_returned, ==, 18);
}

/* Eight of ten: 0.4902 to 0.9433, as in the textbooks. */
static void
test_interval (void)
{
  PnrRepeatShare share;

  pnr_repeat_share_set (&share, 10, 8);
  g_assert_cmpfloat_with_epsilon (share.low, 0.49016, 1e-5);
  g_assert_cmpfloat_with_epsilon (share.high, 0.94332, 1e-5);
  pnr_repeat_share_set (&share, 20, 0);
  g_assert_cmpfloat_with_epsilon (share.low, 0.0, 1e-12);
  g_assert_cmpfloat (share.high, >, 0.1);
  pnr_repeat_share_set (&share, 0, 0);
  g_assert_true (isnan (share.share) && isnan (share.low) && isnan (share.high));
}

/* Visits every other week, of customers who come in one after the other and drop out by chance. */
static void
test_projection (void)
{
  g_autoptr (PnrLedger) ledger = pnr_ledger_new ("EUR", "x");
  g_autoptr (GArray) none = g_array_new (FALSE, FALSE, sizeof (PnrFirstProduct));
  g_autoptr (GRand) dice = g_rand_new_with_seed (11);
  g_autoptr (PnrLoyalty) loyalty = NULL;

  for (gint64 c = 1; c <= 900; c++) {
    double day = g_rand_double_range (dice, 0.0, 300.0);
    double rate = g_rand_double_range (dice, 0.02, 0.08);

    do {
      add_order (ledger, c, (int) day, g_rand_int_range (dice, 3000, 7000));
      day += -log (1.0 - g_rand_double (dice)) / rate;
    } while (day < 540.0 && g_rand_double (dice) > 0.12);
  }
  loyalty = measure (ledger, none, 90);
  g_assert_true (loyalty->is_projected);
  g_assert_cmpfloat (loyalty->later_orders, >, 2.0);
  g_assert_cmpfloat (loyalty->later_orders, <, 9.0);
  g_assert_cmpfloat_with_epsilon (loyalty->later_order_minor, 5000.0, 300.0);
  g_assert_cmpfloat (loyalty->backtest_error, <, 0.15);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/economy/loyalty/by-hand", test_by_hand);
  g_test_add_func ("/economy/loyalty/sums", test_sums);
  g_test_add_func ("/economy/loyalty/first-products", test_first_products);
  g_test_add_func ("/economy/loyalty/interval", test_interval);
  g_test_add_func ("/economy/loyalty/projection", test_projection);
  return g_test_run ();
}

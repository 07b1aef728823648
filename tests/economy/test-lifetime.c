/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lifetime value: histories from orders, the gates, and what a scenario changes. */
#include "config.h"

#include <math.h>

#include "economy/pnr-customer-value.h"
#include "economy/pnr-lifetime.h"

#define DAY 86400

static void
add_order (PnrLedger *ledger, gint64 customer, gint64 day, gint64 total)
{
  PnrLedgerOrder order = { .time = day * DAY + 3600,
                           .total_minor = total,
                           .units_milli = 1000,
                           .costed_minor = total,
                           .cost_micros = total * 10000 / 2,
                           .n_lines = 1 };

  order.customer = pnr_ledger_take_customer (ledger, customer);
  pnr_ledger_add_order (ledger, &order);
}

/* Customers who come every few weeks, each at a pace of her own, and stay away for good at times.
 */
static PnrLedger *
make_ledger (guint n_customers, guint n_days)
{
  PnrLedger *ledger = pnr_ledger_new ("EUR", "hash");
  g_autoptr (GRand) random = g_rand_new_with_seed (5);

  for (guint i = 0; i < n_customers; i++) {
    double pace = 10.0 - 25.0 * log (g_rand_double_range (random, 1e-6, 1.0));
    double day = g_rand_double_range (random, 0, n_days / 2.0);

    while (day < n_days) {
      add_order (ledger, i + 1, (gint64) day, g_rand_int_range (random, 2000, 8000));
      if (g_rand_double (random) < 0.15)
        break;
      day += 1.0 - pace * log (g_rand_double_range (random, 1e-6, 1.0));
    }
  }
  return ledger;
}

static void
test_histories (void)
{
  g_autoptr (PnrLedger) ledger = pnr_ledger_new ("EUR", "hash");
  g_autofree PnrCustomerHistory *customers = NULL, *early = NULL;
  gsize n;

  add_order (ledger, 7, 100, 1000);
  add_order (ledger, 7, 107, 2000);
  add_order (ledger, 7, 107, 400);
  add_order (ledger, 8, 114, 500);
  customers = pnr_lifetime_list_histories (ledger, G_MININT64, G_MAXINT64, &n);
  g_assert_cmpuint (n, ==, 2);
  /* Two orders of one day are one visit. */
  g_assert_cmpfloat (customers[0].x, ==, 1);
  g_assert_cmpfloat (customers[0].t_x, ==, 1);
  g_assert_cmpfloat (customers[0].T, ==, 2);
  g_assert_cmpfloat (customers[0].spend, ==, 24);
  g_assert_cmpfloat (customers[1].x, ==, 0);
  early = pnr_lifetime_list_histories (ledger, G_MININT64, 107 * DAY, &n);
  g_assert_cmpuint (n, ==, 1);
  g_assert_cmpfloat (early[0].x, ==, 0);
}

static void
test_gates (void)
{
  const struct {
    guint n_customers, n_days;
    gboolean is_enough;
  } rows[] = { { 199, 400, FALSE }, { 400, 150, FALSE }, { 400, 400, TRUE } };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (PnrLedger) ledger = make_ledger (rows[i].n_customers, rows[i].n_days);
    g_autofree PnrCustomerHistory *customers = NULL;
    PnrLifetime lifetime;
    gsize n;

    customers = pnr_lifetime_list_histories (ledger, G_MININT64, G_MAXINT64, &n);
    g_assert_true (pnr_lifetime_fit (customers, n, &lifetime, NULL, NULL));
    g_assert_cmpint (lifetime.is_fitted, ==, rows[i].is_enough);
    g_assert_cmpfloat (lifetime.repeat_rate, >, 0.3);
    g_assert_cmpfloat (lifetime.repeat_rate, <, 1.0);
  }
}

/* @ship_minor: what a parcel costs, with what is believed at least and at most. */
static PnrOutcome *
fill_with_costs (PnrLedger *ledger, double extra_revenue, double retention,
                 const gint64 ship_minor[3])
{
  g_autoptr (PnrMarket) market = pnr_market_new ("EUR");
  PnrOutcome *outcome = pnr_outcome_new ("EUR");
  PnrLifetimeTerms terms = { 52.0, 0.1, { 1, 1, 1 }, { retention, retention, retention } };

  market->costs.ship_order_minor = ship_minor[0];
  market->cost_beliefs[PNR_MARKET_COST_SHIP_ORDER].low = ship_minor[1];
  market->cost_beliefs[PNR_MARKET_COST_SHIP_ORDER].high = ship_minor[2];
  outcome->estimates[PNR_SIDE_DELTA][PNR_METRIC_REVENUE] =
      (PnrEstimate){ extra_revenue, 0.0, extra_revenue, extra_revenue };
  g_assert_true (
      pnr_lifetime_fill (outcome, market, ledger, G_MININT64, G_MAXINT64, &terms, NULL, NULL));
  g_assert_true (outcome->has_ltv);
  return outcome;
}

static PnrOutcome *
fill (PnrLedger *ledger, double extra_revenue, double retention)
{
  static const gint64 nothing[3] = { 0 };

  return fill_with_costs (ledger, extra_revenue, retention, nothing);
}

/* Without an effect on returning, what changes is the value of the later orders and nothing else.
 */
static void
test_change (void)
{
  g_autoptr (PnrLedger) ledger = make_ledger (600, 500);
  double revenue = 0.0;
  g_autoptr (PnrOutcome) same = NULL, more = NULL, loyal = NULL;
  double base;

  for (guint i = 0; i < ledger->orders->len; i++)
    revenue += (double) g_array_index (ledger->orders, PnrLedgerOrder, i).total_minor;
  same = fill (ledger, 0.0, 0.0);
  more = fill (ledger, 0.05 * revenue, 0.0);
  loyal = fill (ledger, 0.0, 0.1);
  base = same->estimates[PNR_SIDE_BASELINE][PNR_METRIC_LTV].value;
  g_assert_cmpfloat (base, >, 0.0);
  g_assert_cmpfloat_with_epsilon (same->estimates[PNR_SIDE_DELTA][PNR_METRIC_LTV].value, 0.0,
                                  1e-9 * base);
  /* Half of what is paid is left, and nothing else is charged: 5 % more paid is 5 % more left. */
  g_assert_cmpfloat_with_epsilon (more->estimates[PNR_SIDE_DELTA][PNR_METRIC_LTV].value,
                                  0.05 * base, 1e-9 * base);
  g_assert_cmpfloat_with_epsilon (loyal->estimates[PNR_SIDE_DELTA][PNR_METRIC_LTV].value,
                                  0.1 * base, 1e-9 * base);
  g_assert_cmpfloat (same->ltv_backtest_error, <, 0.25);
  g_assert_cmpfloat (same->estimates[PNR_SIDE_BASELINE][PNR_METRIC_LTV].low, <, base);
}

/* A parcel of which nobody knows the cost makes every later order's value as unsure; the value
 * itself is that of the most likely cost. */
static void
test_costs_in_doubt (void)
{
  static const gint64 known[3] = { 400, 0, 0 }, doubtful[3] = { 400, 200, 600 },
                      least[3] = { 200, 0, 0 }, most[3] = { 600, 0, 0 };
  g_autoptr (PnrLedger) ledger = make_ledger (600, 500);
  g_autoptr (PnrOutcome) sure = fill_with_costs (ledger, 0.0, 0.1, known);
  g_autoptr (PnrOutcome) unsure = fill_with_costs (ledger, 0.0, 0.1, doubtful);
  g_autoptr (PnrOutcome) cheap = fill_with_costs (ledger, 0.0, 0.1, least);
  g_autoptr (PnrOutcome) dear = fill_with_costs (ledger, 0.0, 0.1, most);

  for (int side = 0; side < PNR_N_SIDES; side++) {
    const PnrEstimate *narrow = &sure->estimates[side][PNR_METRIC_LTV];
    const PnrEstimate *wide = &unsure->estimates[side][PNR_METRIC_LTV];
    double reach =
        cheap->estimates[side][PNR_METRIC_LTV].value - dear->estimates[side][PNR_METRIC_LTV].value;

    g_assert_cmpfloat (wide->value, ==, narrow->value);
    g_assert_cmpfloat (wide->high, >, narrow->high);
    g_assert_cmpfloat (wide->low, <, narrow->low);
    /* The ends of the middle nine tenths of 64 draws scatter by a ninth of their distance; this is
     * three times as much. */
    if (side == PNR_SIDE_DELTA) {
      g_assert_cmpfloat (wide->high - wide->low, >, reach * 2 / 3);
      g_assert_cmpfloat (wide->high - wide->low, <, reach * 4 / 3);
    }
  }
}

/* What a new customer who leaves with probability @p after each order is expected to order. */
static double
expect_leaving (const PnrBgNbd *model, double horizon, double p)
{
  return -expm1 (-model->r * log1p (p * horizon / model->alpha)) / p;
}

/* The same by adding up over the share @p, in steps that are fine where its density is steep. */
static double
expect_by_steps (const PnrBgNbd *model, double horizon)
{
  const guint n_steps = 20000;
  double low_end = pow (0.5, model->a), high_end = pow (0.5, model->b), sum = 0.0, weight = 0.0;

  for (guint i = 0; i < n_steps; i++) {
    double low = pow ((i + 0.5) / n_steps * low_end, 1.0 / model->a);
    double high = 1.0 - pow ((i + 0.5) / n_steps * high_end, 1.0 / model->b);
    double low_weight = low_end / model->a * pow (1.0 - low, model->b - 1.0);
    double high_weight = high_end / model->b * pow (high, model->a - 1.0);

    sum += low_weight * expect_leaving (model, horizon, low)
           + high_weight * expect_leaving (model, horizon, high);
    weight += low_weight + high_weight;
  }
  return sum / weight;
}

/* Also where hardly anybody or nearly everybody leaves, which is where a + b is below one. */
static void
test_new_customer (void)
{
  static const PnrBgNbd models[] = { { 0.8, 6.0, 2.5, 4.0 },
                                     { 1.2, 20.0, 0.7, 0.6 },
                                     { 1.2, 20.0, 0.4, 0.6 },
                                     { 1.2, 20.0, 0.3, 0.2 },
                                     { 2.0, 30.0, 0.05, 0.4 } };
  const PnrBgNbd faithful = { 2.0, 20.0, 1e-9, 0.5 };

  for (guint i = 0; i < G_N_ELEMENTS (models); i++) {
    double expected = expect_by_steps (&models[i], 52.0);

    g_assert_cmpfloat_with_epsilon (pnr_bg_nbd_expect_new (&models[i], 52.0), expected,
                                    2e-4 * expected);
  }
  g_assert_cmpfloat_with_epsilon (pnr_bg_nbd_expect_new (&faithful, 52.0), 2.0 / 20.0 * 52.0, 1e-4);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/lifetime/histories", test_histories);
  g_test_add_func ("/lifetime/gates", test_gates);
  g_test_add_func ("/lifetime/change", test_change);
  g_test_add_func ("/lifetime/new-customer", test_new_customer);
  g_test_add_func ("/lifetime/costs-in-doubt", test_costs_in_doubt);
  return g_test_run ();
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is learnt from past orders, against truths that were planted in them. */
#include "config.h"

#include <math.h>
#include <string.h>

#include "base/pnr-money.h"
#include "economy/pnr-belief.h"
#include "economy/pnr-further-unit.h"
#include "economy/pnr-past-sales.h"
#include "economy/pnr-price-response.h"
#include "economy/pnr-simulation.h"
#include "model/pnr-sale.h"

#define DAY 86400
#define WEEK (7 * DAY)
/* A Tuesday. */
#define START G_GINT64_CONSTANT (1751328000)

static PnrMarketProduct *
add_product (PnrMarket *market, const char *sku, gint64 price, gint64 cost, gint64 n_orders)
{
  PnrMarketProduct *product = pnr_market_add_product (market, sku, sku);

  product->price_minor = price;
  product->cost_minor = cost;
  product->n_orders = n_orders;
  return product;
}

/* Ties and cufflinks, and both for less. */
static PnrMarket *
make_market (void)
{
  PnrMarket *market = pnr_market_new ("EUR");
  PnrMarketBundle *bundle;

  add_product (market, "TIE", 3000, 900, 469);
  add_product (market, "CUFF", 4500, 1800, 316);
  market->n_pair_orders[0][1] = market->n_pair_orders[1][0] = 60;
  market->n_orders = 700;
  bundle = pnr_market_add_bundle (market, "SET", "SET");
  bundle->quantity[0] = bundle->quantity[1] = 1;
  bundle->price_minor = 6500;
  return market;
}

static void
add_sale (GArray *sales, gint64 order_id, gint64 time, gint64 units, gint64 total_minor)
{
  PnrSale sale = { order_id, time, units * 1000, total_minor, FALSE };

  g_array_append_val (sales, sale);
}

static PnrOutcome *
simulate (PnrMarket *market, guint n_draws)
{
  PnrSimulationSettings settings = { .seed = 7, .n_draws = n_draws };
  g_autoptr (GError) error = NULL;
  PnrOutcome *outcome = pnr_simulate (market, &settings, NULL, &error);

  g_assert_no_error (error);
  return outcome;
}

static double
get_baseline (const PnrOutcome *outcome, PnrMetric metric)
{
  return outcome->estimates[PNR_SIDE_BASELINE][metric].value;
}

static const char *
find_warning (const PnrOutcome *outcome, const char *words)
{
  for (guint i = 0; i < outcome->warnings->len; i++)
    if (strstr (g_ptr_array_index (outcome->warnings, i), words) != NULL)
      return g_ptr_array_index (outcome->warnings, i);
  return NULL;
}

static const PnrAssumed *
find_assumed (const PnrOutcome *outcome, const char *words)
{
  for (guint i = 0; i < outcome->assumed->len; i++) {
    const PnrAssumed *assumed = g_ptr_array_index (outcome->assumed, i);

    if (strstr (assumed->name, words) != NULL)
      return assumed;
  }
  return NULL;
}

static void
test_counts (void)
{
  g_autoptr (GArray) sales = g_array_new (FALSE, FALSE, sizeof (PnrSale));
  PnrMarketProduct product = { .price_minor = 2000 };
  PnrMarketProduct same = { .price_minor = 1750 };

  add_sale (sales, 1, START, 1, 2000);
  add_sale (sales, 2, START, 2, 3000);
  add_sale (sales, 3, START, 1, PNR_MONEY_UNKNOWN);
  /* One order in two lines, apart in the file. */
  add_sale (sales, 1, START, 1, 2000);
  g_array_index (sales, PnrSale, 1).is_reduced = TRUE;
  pnr_past_sales_count (sales, &product);
  pnr_past_sales_count (sales, &same);

  g_assert_cmpint (product.n_units_milli, ==, 5000);
  g_assert_cmpint (product.n_second_orders, ==, 2);
  g_assert_cmpint (product.paid_e3, ==, 1750000);
  g_assert_cmpint (product.reduced_ppm, ==, 500000);
  g_assert_cmpint (product.max_quantity, ==, 2);
  g_assert_cmpint (same.paid_e3, ==, 0);
}

/* At today's price shoppers buy what the distribution says that met the counts at the old one. */
static void
test_seen_price (void)
{
  g_autoptr (PnrMarket) market = make_market (), before = make_market ();
  g_autoptr (PnrOutcome) outcome = NULL, old = simulate (before, 0);
  PnrBelief belief;
  double orders, share;

  market->products[0].price_minor = 9900;
  market->products[0].paid_e3 = 3000 * 1000;
  market->bundles[0].price_minor = 13000;
  g_assert_cmpfloat (pnr_belief_get_elasticity (market, 0).value, ==,
                     pnr_belief_get_elasticity (before, 0).value);
  pnr_belief_fill_central (market, &belief, NULL);
  share = pnr_value_spread_rate_at (PNR_VALUE_LOG_NORMAL, belief.demand.spread[0], 9900);
  orders = share * belief.n_shoppers;
  outcome = simulate (market, 0);
  g_assert_cmpfloat_with_epsilon (
      pnr_value_spread_rate_at (PNR_VALUE_LOG_NORMAL, belief.demand.spread[0], 3000)
          * belief.n_shoppers,
      469, 1e-6 * 469);
  g_assert_cmpfloat (orders, <, 200.0);
  g_assert_cmpfloat_with_epsilon (get_baseline (outcome, PNR_METRIC_UNITS), orders + 316, 4.0);
  g_assert_nonnull (find_warning (outcome, "99.00"));
  g_assert_null (find_warning (outcome, "miss"));
  g_assert_cmpfloat (find_assumed (outcome, "was sold")->value, ==, 30.0);
  g_assert_null (find_assumed (old, "was sold"));
  g_assert_cmpuint (old->warnings->len, ==, 0);
  g_assert_cmpstr (old->inputs_hash, !=, outcome->inputs_hash);
}

/* A price one per cent off is used and not told as a change. */
static void
test_small_difference (void)
{
  g_autoptr (PnrMarket) market = make_market ();
  g_autoptr (PnrOutcome) outcome = NULL;

  market->products[0].paid_e3 = 2980 * 1000;
  outcome = simulate (market, 0);
  g_assert_cmpfloat (get_baseline (outcome, PNR_METRIC_UNITS), <, 469 + 316 - 2.0);
  g_assert_cmpuint (outcome->warnings->len, ==, 0);
}

static void
count_seconds (PnrMarket *market)
{
  market->products[0].n_units_milli = 516000;
  market->products[0].n_second_orders = 47;
  market->products[1].n_units_milli = 354000;
  market->products[1].n_second_orders = 38;
  market->products[0].max_quantity = market->products[1].max_quantity = 2;
  pnr_further_unit_settle (market);
}

static void
test_second_units (void)
{
  g_autoptr (PnrMarket) market = make_market (), fewer = make_market ();
  g_autoptr (PnrOutcome) outcome = NULL;
  const PnrAssumed *worth;
  double revenue = 516 * 3000.0 + 354 * 4500.0;

  count_seconds (market);
  outcome = simulate (market, 32);
  g_assert_cmpuint (outcome->warnings->len, ==, 0);
  g_assert_cmpfloat_with_epsilon (get_baseline (outcome, PNR_METRIC_UNITS), 870, 8.7);
  g_assert_cmpfloat_with_epsilon (get_baseline (outcome, PNR_METRIC_REVENUE), revenue,
                                  0.01 * revenue);
  worth = find_assumed (outcome, "further unit of “TIE”");
  /* exp (s (z1 - z2)) by hand, with 469 of 15633 shoppers and an elasticity of -10/7. */
  g_assert_cmpfloat_with_epsilon (worth->value, 0.25275, 0.0002);
  g_assert_cmpfloat (worth->low, <, worth->value);
  g_assert_cmpfloat (worth->high, >, worth->value);
  g_assert_null (find_assumed (outcome, "further unit relative"));
  /* Every joint draw meets the counts again, whatever else it believes. */
  g_assert_cmpfloat (outcome->estimates[PNR_SIDE_BASELINE][PNR_METRIC_UNITS].low, >, 740.0);
  g_assert_cmpfloat (outcome->estimates[PNR_SIDE_BASELINE][PNR_METRIC_UNITS].high, <, 1000.0);
  {
    g_autoptr (PnrOutcome) without = simulate (fewer, 0);

    g_assert_null (find_assumed (without, "further unit"));
  }
}

static void
test_stated_unit (void)
{
  g_autoptr (PnrMarket) market = make_market ();
  g_autoptr (PnrOutcome) outcome = NULL;

  market->products[0].further_unit = (PnrRange){ 0.5, 0.4, 0.6 };
  count_seconds (market);
  g_assert_cmpint (market->products[0].decay_e4, ==, 5000);
  outcome = simulate (market, 8);
  g_assert_cmpfloat (find_assumed (outcome, "further unit of “TIE”")->low, ==, 0.4);
  /* It contradicts the orders, and that is said. */
  g_assert_nonnull (find_warning (outcome, "above the counted"));
}

/* Where many take three or four, the units are met as well. */
static void
test_third_units (void)
{
  g_autoptr (PnrMarket) market = make_market ();
  g_autoptr (PnrOutcome) outcome = NULL;

  market->products[0].n_units_milli = 469000 + 2 * 300000;
  market->products[0].n_second_orders = 300;
  market->products[0].max_quantity = 4;
  market->products[1].n_units_milli = 316000;
  pnr_further_unit_settle (market);
  outcome = simulate (market, 0);
  g_assert_cmpfloat_with_epsilon (get_baseline (outcome, PNR_METRIC_UNITS), 1069 + 316, 13.9);
  g_assert_null (find_warning (outcome, "counted"));
}

/* Third units that the cap leaves out are missed, and that is said. */
static void
test_missed_units (void)
{
  g_autoptr (PnrMarket) market = make_market ();
  g_autoptr (PnrOutcome) outcome = NULL;

  count_seconds (market);
  market->products[0].n_units_milli = 560000;
  outcome = simulate (market, 0);
  g_assert_nonnull (find_warning (outcome, "below the counted"));
}

/* Few orders of one product lean on how the others are bought. */
static void
test_pooled (void)
{
  g_autoptr (PnrMarket) market = make_market ();

  market->products[1].n_orders = 10;
  market->products[0].n_units_milli = 516000;
  market->products[0].n_second_orders = 47;
  market->products[1].n_units_milli = 10000;
  pnr_further_unit_settle (market);
  g_assert_cmpint (market->products[0].second_ppm, ==, llround (47e6 / 469));
  g_assert_cmpint (market->products[1].second_ppm, ==, llround (1e6 * (470.0 / 479) / 20));
}

static guint
draw_poisson (GRand *random, double mean)
{
  double product = g_rand_double (random), least = exp (-mean);
  guint n = 0;

  for (; product > least; n++)
    product *= g_rand_double (random);
  return n;
}

/* @season: how much sales rise in a month in which prices are low anyway. */
static GArray *
make_history (guint32 seed, guint n_weeks, const gint64 *prices, guint n_prices, double elasticity,
              double season)
{
  GArray *sales = g_array_new (FALSE, FALSE, sizeof (PnrSale));
  GRand *random = g_rand_new_with_seed (seed);
  gint64 order_id = 1;

  for (guint w = 0; w < n_weeks; w++) {
    gint64 time = START + w * (gint64) WEEK;
    g_autoptr (GDateTime) middle = g_date_time_new_from_unix_utc (time + WEEK / 2);
    gboolean is_peak = g_date_time_get_month (middle) == 12 || g_date_time_get_month (middle) == 1;
    guint pick = (guint) g_rand_int_range (random, 0, (gint32) n_prices);
    gint64 price = prices[season > 0.0 && is_peak ? pick / 2 : pick];
    double mean = 30.0 * pow ((double) price / 2000.0, elasticity) * exp (is_peak ? season : 0.0);

    for (guint n = draw_poisson (random, mean); n > 0; n--)
      add_sale (sales, order_id++, time + g_rand_int_range (random, 0, WEEK), 1, price);
  }
  g_rand_free (random);
  return sales;
}

static gint64
get_last (guint n_weeks)
{
  return START + n_weeks * (gint64) WEEK - DAY;
}

static void
test_planted_elasticity (void)
{
  const gint64 prices[] = { 1600, 1800, 2000, 2200, 2400 };
  guint n_inside = 0, n_repeats = 40;

  for (guint seed = 1; seed <= n_repeats; seed++) {
    g_autoptr (GArray) sales = make_history (seed, 60, prices, 5, -4.0, 0.0);
    PnrPriceResponse response;
    PnrRange range;

    g_assert_true (pnr_price_response_find (sales, START, get_last (60), &response));
    g_assert_cmpuint (response.n_prices, ==, 5);
    g_assert_cmpuint (response.n_weeks, >=, 58);
    range = pnr_price_response_combine (&response, -2.5);
    n_inside += range.low <= -4.0 && -4.0 <= range.high;
    g_assert_cmpfloat (range.high - range.low, <, 1.2);
  }
  /* Nine in ten; 31 of 40 or fewer come by chance once in a hundred times. */
  g_assert_cmpuint (n_inside, >=, 32);
}

/* Cheap in December, when everybody buys: the months take that away. */
static void
test_season (void)
{
  const gint64 prices[] = { 1600, 1800, 2000, 2200 };
  double mean = 0.0;

  for (guint seed = 1; seed <= 20; seed++) {
    g_autoptr (GArray) sales = make_history (seed, 104, prices, 4, -2.0, 1.0);
    PnrPriceResponse response;

    g_assert_true (pnr_price_response_find (sales, START, get_last (104), &response));
    mean += response.elasticity / 20;
  }
  g_assert_cmpfloat_with_epsilon (mean, -2.0, 0.15);
}

static void
test_too_little (void)
{
  const gint64 two[] = { 1600, 2400 }, near[] = { 2000, 2005, 2010 },
               three[] = { 1600, 2000, 2400 };
  g_autoptr (GArray) few_prices = make_history (1, 60, two, 2, -2.0, 0.0);
  g_autoptr (GArray) one_price = make_history (1, 60, near, 3, -2.0, 0.0);
  g_autoptr (GArray) few_weeks = make_history (1, 15, three, 3, -2.0, 0.0);
  g_autoptr (GArray) none = g_array_new (FALSE, FALSE, sizeof (PnrSale));
  PnrPriceResponse response;

  g_assert_false (pnr_price_response_find (few_prices, START, get_last (60), &response));
  g_assert_false (pnr_price_response_find (one_price, START, get_last (60), &response));
  g_assert_false (pnr_price_response_find (few_weeks, START, get_last (15), &response));
  g_assert_false (pnr_price_response_find (none, 0, 0, &response));
  g_assert_false (pnr_price_response_find (none, START, get_last (60), &response));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/past/counts", test_counts);
  g_test_add_func ("/past/seen-price", test_seen_price);
  g_test_add_func ("/past/small-difference", test_small_difference);
  g_test_add_func ("/past/second-units", test_second_units);
  g_test_add_func ("/past/stated-unit", test_stated_unit);
  g_test_add_func ("/past/third-units", test_third_units);
  g_test_add_func ("/past/missed-units", test_missed_units);
  g_test_add_func ("/past/pooled", test_pooled);
  g_test_add_func ("/past/planted-elasticity", test_planted_elasticity);
  g_test_add_func ("/past/season", test_season);
  g_test_add_func ("/past/too-little", test_too_little);
  return g_test_run ();
}

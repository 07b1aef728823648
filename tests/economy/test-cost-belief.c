/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Costs with a range: drawn as often below its low end as above its high one, each by itself. */
#include "config.h"

#include <math.h>

#include "economy/pnr-belief.h"
#include "economy/pnr-cost-belief.h"
#include "economy/pnr-simulation.h"

#define N_DRAWS 4000

static void
doubt (PnrMarket *market, PnrMarketCost cost, gint64 value, gint64 low, gint64 high)
{
  pnr_market_set_cost (market, cost, value);
  market->cost_beliefs[cost].low = low;
  market->cost_beliefs[cost].high = high;
}

static PnrMarket *
make_market (void)
{
  PnrMarket *market = pnr_market_new ("EUR");
  PnrMarketBundle *set;

  for (guint j = 0; j < 2; j++) {
    PnrMarketProduct *product = pnr_market_add_product (market, j == 0 ? "A" : "B", "name");

    product->price_minor = 4000 - 1500 * j;
    product->cost_minor = 1800 - 700 * j;
    product->n_orders = 500 - 100 * j;
  }
  market->n_pair_orders[0][1] = market->n_pair_orders[1][0] = 60;
  market->n_orders = 900;
  market->relevant_shoppers = (PnrRange){ 8000, 8000, 8000 };
  set = pnr_market_add_bundle (market, "SET", "SET");
  set->quantity[0] = set->quantity[1] = 1;
  set->price_minor = 5500;
  return market;
}

static double
count_share (const PnrMarket *market, PnrMarketCost cost, gint64 from, gint64 to)
{
  guint n = 0;

  for (guint draw = 0; draw < N_DRAWS; draw++) {
    g_autoptr (PnrMarket) drawn = pnr_cost_belief_draw (market, draw, 7);
    gint64 value = pnr_market_get_cost (drawn, cost);

    n += value >= from && value < to;
  }
  return (double) n / N_DRAWS;
}

/* However crooked the range, and never below nothing. */
static void
test_share_of_draws (void)
{
  g_autoptr (PnrMarket) market = make_market ();

  doubt (market, PNR_MARKET_COST_SHIP_ORDER, 600, 500, 2000);
  doubt (market, PNR_MARKET_COST_FEE_SHARE, 30000, 1000, 40000);
  g_assert_cmpfloat_with_epsilon (count_share (market, PNR_MARKET_COST_SHIP_ORDER, G_MININT64, 500),
                                  0.05, 0.015);
  g_assert_cmpfloat_with_epsilon (count_share (market, PNR_MARKET_COST_SHIP_ORDER, G_MININT64, 600),
                                  0.5, 0.03);
  g_assert_cmpfloat_with_epsilon (
      count_share (market, PNR_MARKET_COST_SHIP_ORDER, 2001, G_MAXINT64), 0.05, 0.015);
  g_assert_cmpfloat_with_epsilon (
      count_share (market, PNR_MARKET_COST_FEE_SHARE, 40001, G_MAXINT64), 0.05, 0.015);
  g_assert_cmpfloat (count_share (market, PNR_MARKET_COST_FEE_SHARE, G_MININT64, 0), ==, 0.0);
}

/* A range more moves no other cost, no shopper, and nothing that is sure. */
static void
test_each_by_itself (void)
{
  g_autoptr (PnrMarket) market = make_market ();
  g_autoptr (PnrMarket) first = NULL;
  g_autoptr (PnrMarket) second = NULL;
  PnrBelief alone, both;

  g_assert_null (pnr_cost_belief_draw (market, 3, 7));
  doubt (market, PNR_MARKET_COST_SHIP_UNIT, 50, 10, 90);
  first = pnr_cost_belief_draw (market, 3, 7);
  pnr_belief_fill_draw (market, 3, 7, &alone, NULL);
  doubt (market, PNR_MARKET_COST_FEE_FIXED, 50, 10, 90);
  second = pnr_cost_belief_draw (market, 3, 7);
  pnr_belief_fill_draw (market, 3, 7, &both, NULL);
  g_assert_cmpint (first->costs.ship_unit_minor, ==, second->costs.ship_unit_minor);
  g_assert_cmpint (first->costs.fee_fixed_minor, ==, 0);
  g_assert_cmpint (second->costs.fee_fixed_minor, !=, second->costs.ship_unit_minor);
  g_assert_null (pnr_cost_belief_draw (second, 3, 7));
  g_assert_cmpfloat (alone.n_shoppers, ==, both.n_shoppers);
  g_assert_cmpfloat (alone.demand.spread[0].sd, ==, both.demand.spread[0].sd);
}

/* What tax a price contains tells how dear its product is, and so how shoppers react. */
static void
test_tax_tells_elasticity (void)
{
  g_autoptr (PnrMarket) market = make_market ();
  double before = pnr_belief_get_elasticity (market, 0).value;

  market->products[0].vat_ppm = 250000;
  g_assert_cmpfloat_with_epsilon (before, -4000.0 / 2200.0, 1e-12);
  g_assert_cmpfloat_with_epsilon (pnr_belief_get_elasticity (market, 0).value, -3200.0 / 1400.0,
                                  1e-12);
}

/* An order costs 6.00, or up to 20.00 more: the interval of contribution reaches as far down. */
static void
test_interval (void)
{
  PnrSimulationSettings settings = { .n_shoppers = 8192, .seed = 2, .n_draws = 400 };
  g_autoptr (PnrMarket) market = make_market ();
  g_autoptr (PnrOutcome) sure = NULL;
  g_autoptr (PnrOutcome) doubtful = NULL;
  const PnrEstimate *a, *b;
  double orders;

  for (guint j = 0; j < 2; j++)
    market->products[j].elasticity = (PnrRange){ -2.0, -2.0, -2.0 };
  market->costs.ship_order_minor = 600;
  sure = pnr_simulate (market, &settings, NULL, NULL);
  doubt (market, PNR_MARKET_COST_SHIP_ORDER, 600, 600, 2600);
  doubtful = pnr_simulate (market, &settings, NULL, NULL);
  a = &sure->estimates[PNR_SIDE_BASELINE][PNR_METRIC_CONTRIBUTION];
  b = &doubtful->estimates[PNR_SIDE_BASELINE][PNR_METRIC_CONTRIBUTION];
  orders = sure->estimates[PNR_SIDE_BASELINE][PNR_METRIC_ORDERS].value;
  g_assert_cmpfloat (a->value, ==, b->value);
  g_assert_cmpfloat_with_epsilon (a->value - b->low, 2000.0 * orders, 0.2 * 2000.0 * orders);
  g_assert_cmpfloat (a->value - a->low, <, 0.2 * (b->value - b->low));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/economy/cost-belief/share-of-draws", test_share_of_draws);
  g_test_add_func ("/economy/cost-belief/each-by-itself", test_each_by_itself);
  g_test_add_func ("/economy/cost-belief/tax-tells-elasticity", test_tax_tells_elasticity);
  g_test_add_func ("/economy/cost-belief/interval", test_interval);
  return g_test_run ();
}

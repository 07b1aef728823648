/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Prices tried one by one against the simulation, and against the exact search where both apply. */
#include "config.h"

#include <math.h>

#include "base/pnr-money.h"
#include "economy/pnr-joint-prices.h"
#include "economy/pnr-price-box.h"
#include "economy/pnr-price-grid.h"
#include "economy/pnr-price-sweep.h"
#include "economy/pnr-simulation.h"

#define N_SHOPPERS 4096

static const PnrPriceLimits no_limits = { .margin_floor = NAN, .max_discount = NAN };

/* Two products, 4.90 for shipping; together they are worth 60.00. */
static PnrMarket *
make_market (gint64 free_from_minor)
{
  PnrMarket *market = pnr_market_new ("EUR");
  PnrMarketBundle *bundle;

  for (guint j = 0; j < 2; j++) {
    PnrMarketProduct *product =
        pnr_market_add_product (market, j == 0 ? "A" : "B", j == 0 ? "A" : "B");

    product->price_minor = j == 0 ? 4000 : 2000;
    product->cost_minor = product->price_minor * 2 / 5;
    product->weight_g = 500;
    product->n_orders = 400;
  }
  market->n_pair_orders[0][1] = market->n_pair_orders[1][0] = 100;
  market->n_orders = 3000;
  market->relevant_shoppers.value = 5000;
  market->tariff.charge_minor = 490;
  market->tariff.free_from_minor = free_from_minor;
  bundle = pnr_market_add_bundle (market, "SET", "SET");
  bundle->quantity[0] = bundle->quantity[1] = 1;
  bundle->price_minor = 5400;
  return market;
}

static PnrPriceCurve *
find (PnrMarket *market, const PnrPriceLimits *limits)
{
  PnrSimulationSettings settings = { .seed = 2, .n_shoppers = N_SHOPPERS };
  g_autoptr (GError) error = NULL;
  PnrPriceCurve *curve = pnr_find_bundle_price (market, 0, limits, &settings, NULL, &error);

  g_assert_no_error (error);
  return curve;
}

static double
simulate (PnrMarket *market, gint64 price_minor, PnrMetric metric)
{
  PnrSimulationSettings settings = { .seed = 2, .n_shoppers = N_SHOPPERS };
  g_autoptr (PnrMarket) own = pnr_market_copy (market);
  g_autoptr (PnrOutcome) outcome = NULL;

  own->bundles[0].price_minor = price_minor;
  outcome = pnr_simulate (own, &settings, NULL, NULL);
  return outcome->estimates[PNR_SIDE_SCENARIO][metric].value;
}

static void
show (PnrMarket *market, PnrOfferedAs as, guint from, guint to)
{
  PnrMarketBundle *offer = pnr_market_add_bundle (market, "SHOWN", "SHOWN");

  offer->kind = PNR_OFFER_ADD_ON;
  offer->offered_as = as;
  offer->quantity[to] = offer->anchor_quantity[from] = 1;
  offer->price_minor = market->products[to].price_minor;
  offer->exposure = (PnrRange){ 0.6, 0.4, 0.8 };
  offer->loss = (PnrRange){ 0.05, 0.0, 0.1 };
  if (as == PNR_OFFERED_AS_UPSELL)
    market->products[from].alternative_group = market->products[to].alternative_group = 1;
}

/* The set of two, and so many of: a third product beside either of its parts, a dearer one instead
 * of the second, and that beside the first. */
static PnrMarket *
make_related_market (guint n_shown)
{
  static const guint ways[][3] = { { PNR_OFFERED_AS_CROSS_SELL, 0, 2 },
                                   { PNR_OFFERED_AS_UPSELL, 1, 3 },
                                   { PNR_OFFERED_AS_CROSS_SELL, 1, 2 },
                                   { PNR_OFFERED_AS_CROSS_SELL, 0, 3 } };
  PnrMarket *market = make_market (PNR_MONEY_UNKNOWN);

  market->tariff.charge_minor = 0;
  for (guint j = 2; j < 4; j++) {
    PnrMarketProduct *product =
        pnr_market_add_product (market, j == 2 ? "C" : "D", j == 2 ? "C" : "D");

    product->price_minor = j == 2 ? 1500 : 2900;
    product->cost_minor = product->price_minor / 2;
    product->n_orders = 200;
    product->awareness = (PnrRange){ 0.5, 0.4, 0.6 };
  }
  for (guint i = 0; i < n_shown; i++)
    show (market, ways[i][0], ways[i][1], ways[i][2]);
  return market;
}

/* The price found is that under which the scenario is simulated, with what relationships show;
 * from four on chance decides for each shopper what she sees. */
static void
test_relations (void)
{
  double without = 0.0;

  for (guint n_shown = 0; n_shown <= 4; n_shown++) {
    g_autoptr (PnrMarket) market = make_related_market (n_shown);
    g_autoptr (PnrPriceCurve) curve = find (market, &no_limits);
    double profit = simulate (market, curve->best_minor, PNR_METRIC_CONTRIBUTION);

    g_assert_false (curve->is_grid);
    g_assert_cmpfloat_with_epsilon (curve->profit, profit, 5e-5 * profit);
    for (guint i = 0; i < pnr_price_curve_get_n_points (curve); i += 20) {
      const PnrPricePoint *point = pnr_price_curve_get_point (curve, i);
      double own = simulate (market, point->price_minor, PNR_METRIC_CONTRIBUTION);
      double surplus = simulate (market, point->price_minor, PNR_METRIC_SURPLUS);

      /* The simulation counts those who leave in whole parts of a shopper. */
      g_assert_cmpfloat_with_epsilon (point->profit, own, 5e-5 * own);
      g_assert_cmpfloat_with_epsilon (point->surplus, surplus, 5e-5 * surplus);
      g_assert_cmpfloat (own, <=, curve->profit * (1.0 + 5e-5));
    }
    if (n_shown == 0)
      without = curve->profit;
    else
      g_assert_cmpfloat (fabs (curve->profit - without), >, 1e-3 * without);
  }
}

/* A product that is shown costs there what it costs on the shelf, also while its price is looked
 * for. */
static void
test_relations_together (void)
{
  const PnrJointLimits limits = { .price = no_limits, .step_minor = 50, .moves_components = TRUE };
  PnrSimulationSettings settings = { .seed = 2, .n_shoppers = N_SHOPPERS };
  g_autoptr (PnrMarket) market = make_related_market (2);
  g_autoptr (PnrPriceSet) set = NULL;
  guint n_moved = 0;

  show (market, PNR_OFFERED_AS_CROSS_SELL, 0, 1);
  set = pnr_find_joint_prices (market, &limits, &settings, NULL, NULL);
  g_assert_nonnull (set);
  g_assert_cmpuint (set->items->len, ==, 3);
  for (guint i = 0; i < set->items->len; i++) {
    const PnrPricedItem *item = g_ptr_array_index (set->items, i);

    for (guint j = 0; j < 2; j++)
      n_moved += g_str_equal (item->curve->bundle_sku, market->products[j].sku)
                 && item->curve->best_minor != market->products[j].price_minor;
    /* All of what is told of each price holds at the others' best. */
    g_assert_cmpfloat_with_epsilon (item->curve->profit, set->profit, 5e-5 * set->profit);
  }
  g_assert_cmpuint (n_moved, >, 0);
  pnr_market_set_item_price (market, market->n_bundles + 1, 2500);
  g_assert_cmpint (market->bundles[3].price_minor, ==, 2500);
  g_assert_cmpint (market->bundles[1].price_minor, ==, 1500);
}

/* Every figure is that of the simulation at that price, with and without what not all see. */
static void
test_against_simulation (void)
{
  g_autoptr (PnrMarket) market = make_market (5500);
  g_autoptr (PnrPriceCurve) curve = NULL;

  market->bundles[0].exposure = (PnrRange){ 0.7, 0.6, 0.8 };
  market->bundles[0].loss = (PnrRange){ 0.1, 0.0, 0.2 };
  curve = find (market, &no_limits);
  g_assert_true (curve->is_grid);
  g_assert_cmpuint (pnr_price_curve_get_n_points (curve), ==, 201);
  for (guint i = 0; i < 201; i += 20) {
    const PnrPricePoint *point = pnr_price_curve_get_point (curve, i);
    gint64 price = point->price_minor;

    g_assert_cmpfloat_with_epsilon (point->profit,
                                    simulate (market, price, PNR_METRIC_CONTRIBUTION),
                                    1e-3 * fabs (point->profit));
    g_assert_cmpfloat_with_epsilon (point->aov, simulate (market, price, PNR_METRIC_AOV),
                                    1e-3 * point->aov);
  }
  for (guint i = 0; i < 201; i++) {
    const PnrPricePoint *point = pnr_price_curve_get_point (curve, i);

    g_assert_true (point->price_minor <= 4000 || point->price_minor > 6000
                   || point->profit <= curve->profit);
  }
  g_assert_cmpfloat (curve->profit_if_ties_go_against, <=, curve->profit + 1e-6);
  g_assert_cmpint (curve->band_low_minor, <=, curve->best_minor);
  g_assert_cmpint (curve->band_high_minor, >=, curve->best_minor);
  g_assert_cmpint (curve->robust_minor, ==, PNR_MONEY_UNKNOWN);
}

/* Where nobody reaches what is sent for nothing, the exact search answers the same question. */
static void
test_against_sweep (void)
{
  g_autoptr (PnrMarket) never = make_market (PNR_MONEY_UNKNOWN), unreachable = make_market (900000);
  g_autoptr (PnrPriceCurve) exact = find (never, &no_limits);
  g_autoptr (PnrPriceCurve) grid = find (unreachable, &no_limits);

  g_assert_false (exact->is_grid);
  g_assert_true (grid->is_grid);
  for (guint i = 0; i < 201; i++)
    g_assert_cmpfloat_with_epsilon (pnr_price_curve_get_point (exact, i)->profit,
                                    pnr_price_curve_get_point (grid, i)->profit, 1e-3);
  g_assert_cmpfloat (grid->profit, <=, exact->profit + 1e-3);
  g_assert_cmpfloat (grid->profit, >=, 0.999 * exact->profit);
  g_assert_cmpfloat_with_epsilon (grid->profit_without, exact->profit_without, 1e-3);
}

static void
test_endings (void)
{
  static const gint64 endings[] = { 99 };
  PnrPriceLimits limits = no_limits;
  g_autoptr (PnrMarket) market = make_market (5500);
  g_autoptr (PnrPriceCurve) curve = NULL;

  limits.endings_minor = endings;
  limits.n_endings = 1;
  curve = find (market, &limits);
  g_assert_cmpint (curve->best_minor % 100, ==, 99);
  g_assert_cmpint (curve->tie_proof_minor % 100, ==, 99);
  g_assert_cmpint (curve->band_low_minor % 100, ==, 99);
}

/* Best, tie-proof and robust price and the band, each among the allowed; the robust one earns more
 * over the draws than the best of the central beliefs does. */
static void
test_robust (void)
{
  PnrPriceLimits limits = { .margin_floor = 0.2, .max_discount = 0.3 };
  PnrSimulationSettings settings = { .seed = 2, .n_shoppers = N_SHOPPERS, .n_draws = 8 };
  g_autoptr (PnrMarket) market = make_market (5500);
  g_autoptr (PnrShopperSample) draws = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (PnrPriceCurve) curve = NULL;
  double profit[2];

  market->cost_beliefs[PNR_MARKET_COST_SHIP_ORDER] = (PnrCostBelief){ 0, 900, NULL };
  curve = pnr_find_bundle_price (market, 0, &limits, &settings, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (curve->is_grid);
  {
    const gint64 prices[] = { curve->best_minor, curve->tie_proof_minor, curve->robust_minor,
                              curve->band_low_minor, curve->band_high_minor };

    for (guint i = 0; i < G_N_ELEMENTS (prices); i++) {
      g_assert_cmpint (prices[i], >=, 4200);
      g_assert_cmpint (prices[i], <=, 6000);
    }
  }
  g_assert_false (isnan (curve->profit_on_second_sample));
  draws = pnr_shopper_sample_new (market, PNR_SAMPLE_DRAWS, &settings, NULL, NULL);
  for (guint i = 0; i < 2; i++) {
    PnrSweepItem held = pnr_market_get_sweep_item (market, 0, PNR_TIE_FOR_SHOP);
    g_autoptr (PnrPriceSweep) sweep = NULL;

    held.is_held = TRUE;
    market->bundles[0].price_minor = i == 0 ? curve->robust_minor : curve->best_minor;
    sweep = pnr_shopper_sample_sweep (draws, &held, 0, draws->n_blocks, 1, NULL);
    profit[i] = pnr_price_sweep_get_contribution (sweep, 0, PNR_TIE_FOR_SHOP);
  }
  g_assert_cmpfloat (profit[0], >=, profit[1]);
}

/* Nobody sees the offer, so that it earns what not offering it earns of the same shoppers, whatever
 * others leave. One that takes its parts off the shelf is a loss beyond any error. */
static void
test_like_with_like (void)
{
  for (guint number = 0; number < 10; number++) {
    PnrSimulationSettings settings = { .seed = number, .n_shoppers = N_SHOPPERS, .n_draws = 2 };
    g_autoptr (PnrMarket) market = make_market (number % 2 == 0 ? PNR_MONEY_UNKNOWN : 5500);
    g_autoptr (PnrPriceCurve) unseen = NULL, bad = NULL;

    market->bundles[0].is_pure = TRUE;
    bad = pnr_find_bundle_price (market, 0, &no_limits, &settings, NULL, NULL);
    market->bundles[0].is_pure = FALSE;
    market->bundles[0].exposure = (PnrRange){ 0.0, 0.0, 0.0 };
    unseen = pnr_find_bundle_price (market, 0, &no_limits, &settings, NULL, NULL);
    g_assert_cmpfloat_with_epsilon (unseen->profit_on_second_sample,
                                    unseen->profit_without_on_second_sample, 1e-6);
    g_assert_cmpfloat (fabs (unseen->profit_on_second_sample - unseen->profit_without), >, 1e-3);
    g_assert_null (unseen->loss);
    g_assert_nonnull (bad->loss);
    g_assert_cmpfloat (bad->profit_without_on_second_sample - bad->profit_on_second_sample, >,
                       2.0 * bad->gain_error);
  }
}

static void
test_cancel (void)
{
  g_autoptr (PnrMarket) market = make_market (5500);
  g_autoptr (PnrProgress) progress = pnr_progress_new ();
  g_autoptr (GError) error = NULL;
  PnrSimulationSettings settings = { .seed = 2, .n_shoppers = N_SHOPPERS };

  pnr_progress_cancel (progress);
  g_assert_null (pnr_find_bundle_price (market, 0, &no_limits, &settings, progress, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/price-grid/against-simulation", test_against_simulation);
  g_test_add_func ("/price-grid/against-sweep", test_against_sweep);
  g_test_add_func ("/price-grid/endings", test_endings);
  g_test_add_func ("/price-grid/robust", test_robust);
  g_test_add_func ("/price-grid/like-with-like", test_like_with_like);
  g_test_add_func ("/price-grid/cancel", test_cancel);
  g_test_add_func ("/price-grid/relations", test_relations);
  g_test_add_func ("/price-grid/relations-together", test_relations_together);
  return g_test_run ();
}

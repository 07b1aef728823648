/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The simulation against closed forms and identities, and the search for a price against it. */
#include "config.h"

#include <math.h>
#include <string.h>

#include "base/pnr-money.h"
#include "economy/pnr-cannibalisation.h"
#include "economy/pnr-bivariate.h"
#include "economy/pnr-price-sweep.h"
#include "economy/pnr-quasi-random.h"
#include "economy/pnr-simulation.h"
#include "economy/pnr-tally.h"

static PnrMarketProduct *
add_product (PnrMarket *market, const char *sku, gint64 price, gint64 cost, gint64 n_orders)
{
  PnrMarketProduct *product = pnr_market_add_product (market, sku, sku);

  product->price_minor = price;
  product->cost_minor = cost;
  product->n_orders = n_orders;
  return product;
}

static void
set_pair (PnrMarket *market, guint j, guint k, gint64 n_orders)
{
  market->n_pair_orders[j][k] = market->n_pair_orders[k][j] = n_orders;
}

/* Jacket, tie, cufflinks and an unrelated pair of socks. */
static PnrMarket *
make_market (gboolean is_pure)
{
  PnrMarket *market = pnr_market_new ("EUR");
  PnrMarketBundle *bundle;

  add_product (market, "JACKET", 12000, 6600, 400);
  add_product (market, "TIE", 3000, 900, 300);
  add_product (market, "CUFF", 4500, 1800, 200);
  add_product (market, "SOCKS", 900, 300, 500);
  set_pair (market, 0, 1, 90);
  set_pair (market, 0, 2, 60);
  set_pair (market, 1, 2, 70);
  market->n_orders = 1100;
  market->relevant_shoppers = (PnrRange){ 10000, 4000, 25000 };
  market->costs = (PnrMarketCosts){ 400, 50, 20000, 25, 200000 };
  bundle = pnr_market_add_bundle (market, "SET", "SET");
  bundle->quantity[0] = bundle->quantity[1] = bundle->quantity[2] = 1;
  bundle->price_minor = 16900;
  bundle->is_pure = is_pure;
  return market;
}

static double
get_value (const PnrOutcome *outcome, PnrSide side, PnrMetric metric)
{
  return outcome->estimates[side][metric].value;
}

static void
test_baseline_meets_counts (void)
{
  g_autoptr (PnrMarket) market = make_market (FALSE);
  PnrSimulationSettings settings = { .seed = 7 };
  g_autoptr (GError) error = NULL;
  g_autoptr (PnrOutcome) outcome = pnr_simulate (market, &settings, NULL, &error);
  double units = 400 + 300 + 200 + 500;
  double revenue = 400 * 12000.0 + 300 * 3000.0 + 200 * 4500.0 + 500 * 900.0;

  g_assert_no_error (error);
  g_assert_cmpfloat_with_epsilon (get_value (outcome, PNR_SIDE_BASELINE, PNR_METRIC_UNITS), units,
                                  0.002 * units);
  g_assert_cmpfloat_with_epsilon (get_value (outcome, PNR_SIDE_BASELINE, PNR_METRIC_REVENUE),
                                  revenue, 0.002 * revenue);
  g_assert_cmpint (outcome->n_shoppers, ==, 131072);
}

static void
check_identities (const PnrOutcome *outcome, const PnrMarket *market, PnrSide side)
{
  double revenue = get_value (outcome, side, PNR_METRIC_REVENUE);
  double orders = get_value (outcome, side, PNR_METRIC_ORDERS);
  double units = get_value (outcome, side, PNR_METRIC_UNITS);
  double net = revenue / 1.2;
  double shipping = 400 * orders + 50 * units;
  double contribution =
      net - get_value (outcome, side, PNR_METRIC_COST) - shipping - 0.02 * revenue - 25 * orders;

  g_assert_cmpfloat_with_epsilon (get_value (outcome, side, PNR_METRIC_AOV), revenue / orders,
                                  1e-6);
  g_assert_cmpfloat_with_epsilon (get_value (outcome, side, PNR_METRIC_CONVERSION),
                                  orders / market->relevant_shoppers.value, 1e-9);
  g_assert_cmpfloat_with_epsilon (get_value (outcome, side, PNR_METRIC_SHIPPING), shipping,
                                  1e-9 * shipping);
  g_assert_cmpfloat_with_epsilon (get_value (outcome, side, PNR_METRIC_CONTRIBUTION), contribution,
                                  1e-9 * revenue);
  g_assert_cmpfloat_with_epsilon (get_value (outcome, side, PNR_METRIC_MARGIN_SHARE),
                                  contribution / net, 1e-9);
}

static void
test_identities (gconstpointer is_pure)
{
  g_autoptr (PnrMarket) market = make_market (GPOINTER_TO_INT (is_pure));
  PnrSimulationSettings settings = { .seed = 3, .n_shoppers = 16384, .n_draws = 16 };
  g_autoptr (GError) error = NULL;
  g_autoptr (PnrOutcome) outcome = pnr_simulate (market, &settings, NULL, &error);
  const PnrTakers *takers = &outcome->takers;

  g_assert_no_error (error);
  check_identities (outcome, market, PNR_SIDE_BASELINE);
  check_identities (outcome, market, PNR_SIDE_SCENARIO);
  for (int metric = 0; metric <= PNR_METRIC_SURPLUS; metric++) {
    const PnrEstimate *delta = &outcome->estimates[PNR_SIDE_DELTA][metric];

    g_assert_cmpfloat (delta->value, ==,
                       get_value (outcome, PNR_SIDE_SCENARIO, metric)
                           - get_value (outcome, PNR_SIDE_BASELINE, metric));
    g_assert_cmpfloat (delta->low, <=, delta->value);
    g_assert_cmpfloat (delta->high, >=, delta->value);
    g_assert_cmpfloat (delta->high - delta->low, >, 2.0 * delta->standard_error);
  }
  g_assert_cmpfloat_with_epsilon (
      takers->giveaway + takers->trade_up + takers->switched + takers->fresh, 1.0, 1e-12);
  g_assert_cmpfloat (get_value (outcome, PNR_SIDE_SCENARIO, PNR_METRIC_TAKE_RATE), >, 0.0);
  g_assert_cmpuint (outcome->assumed->len, >=, 10);
  for (guint i = 0; i < outcome->assumed->len; i++) {
    const PnrAssumed *assumed = g_ptr_array_index (outcome->assumed, i);

    g_assert_cmpfloat (assumed->low, <=, assumed->value);
    g_assert_cmpfloat (assumed->value, <=, assumed->high);
  }
  /* One more way to buy cannot leave customers worse off; fewer ways can. */
  if (!GPOINTER_TO_INT (is_pure))
    g_assert_cmpfloat (get_value (outcome, PNR_SIDE_DELTA, PNR_METRIC_SURPLUS), >, 0.0);
  else
    g_assert_cmpfloat (get_value (outcome, PNR_SIDE_DELTA, PNR_METRIC_ORDERS), <, 0.0);
}

static void
test_threads (void)
{
  g_autoptr (PnrMarket) market = make_market (FALSE);
  const guint n_threads[] = { 1, 2, 8 };
  g_autofree PnrEstimate *first = NULL;
  g_autofree char *first_curve = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (n_threads); i++) {
    PnrSimulationSettings settings = {
      .seed = 5, .n_shoppers = 65536, .n_threads = n_threads[i], .n_draws = 8
    };
    PnrPriceLimits limits = { .margin_floor = NAN, .max_discount = NAN };
    g_autoptr (PnrOutcome) outcome = pnr_simulate (market, &settings, NULL, NULL);
    g_autoptr (PnrPriceCurve) curve =
        pnr_find_bundle_price (market, 0, &limits, &settings, NULL, NULL);
    g_autoptr (GVariant) report = g_variant_ref_sink (pnr_price_curve_to_report (curve));
    g_autofree char *text = g_variant_print (report, TRUE);

    if (first == NULL) {
      first = g_memdup2 (outcome->estimates, sizeof outcome->estimates);
      first_curve = g_steal_pointer (&text);
      continue;
    }
    g_assert_cmpmem (first, sizeof outcome->estimates, outcome->estimates,
                     sizeof outcome->estimates);
    g_assert_cmpstr (first_curve, ==, text);
  }
}

/* The same products in another order are the same shoppers. */
static void
test_order_of_products (void)
{
  const guint places[] = { 2, 0 };
  double value[2];

  for (int turn = 0; turn < 2; turn++) {
    g_autoptr (PnrMarket) market = pnr_market_new ("EUR");
    g_autoptr (PnrOutcome) outcome = NULL;
    PnrMarketBundle *bundle;

    for (int i = 0; i < 3; i++) {
      int j = turn == 0 ? i : 2 - i;
      const char *const skus[] = { "A", "B", "C" };

      add_product (market, skus[j], 1000 + 500 * j, 400 + 150 * j, 300 - 50 * j);
    }
    bundle = pnr_market_add_bundle (market, "AB", "AB");
    bundle->quantity[1] = bundle->quantity[places[1 - turn]] = 1;
    bundle->price_minor = 2100;
    outcome = pnr_simulate (market, &(PnrSimulationSettings){ .n_shoppers = 16384 }, NULL, NULL);
    value[turn] = get_value (outcome, PNR_SIDE_DELTA, PNR_METRIC_REVENUE);
  }
  g_assert_cmpfloat_with_epsilon (value[0], value[1], 1e-9 * fabs (value[0]));
}

static void
test_search (void)
{
  g_autoptr (PnrMarket) market = make_market (FALSE);
  PnrSimulationSettings settings = { .seed = 5, .n_shoppers = 65536, .n_draws = 8 };
  PnrPriceLimits limits = { .margin_floor = NAN, .max_discount = NAN };
  g_autoptr (GError) error = NULL;
  g_autoptr (PnrPriceCurve) curve =
      pnr_find_bundle_price (market, 0, &limits, &settings, NULL, &error);
  g_autoptr (PnrOutcome) outcome = NULL;

  g_assert_no_error (error);
  g_assert_cmpint (curve->best_minor, >, 12000);
  g_assert_cmpint (curve->best_minor, <=, 19500);
  g_assert_cmpint (curve->band_low_minor, <=, curve->best_minor);
  g_assert_cmpint (curve->band_high_minor, >=, curve->best_minor);
  /* At its best the bundle never earns less than selling separately. */
  g_assert_cmpfloat (curve->profit, >=, curve->profit_without * (1.0 - 1e-12));
  g_assert_cmpfloat (curve->profit, >=, curve->profit_at_current);
  g_assert_cmpfloat (curve->profit_if_ties_go_against, <=, curve->profit);
  g_assert_cmpuint (pnr_price_curve_get_n_points (curve), >=, 190);
  for (guint i = 0; i < pnr_price_curve_get_n_points (curve); i++) {
    const PnrPricePoint *point = pnr_price_curve_get_point (curve, i);

    if (point->price_minor > 12000)
      g_assert_cmpfloat (point->profit, <=, curve->profit * (1.0 + 1e-12));
  }
  outcome = pnr_simulate (market, &settings, NULL, &error);
  g_assert_cmpfloat_with_epsilon (curve->profit_at_current,
                                  get_value (outcome, PNR_SIDE_SCENARIO, PNR_METRIC_CONTRIBUTION),
                                  1e-9 * curve->profit);
  g_assert_cmpfloat_with_epsilon (curve->profit_without,
                                  get_value (outcome, PNR_SIDE_BASELINE, PNR_METRIC_CONTRIBUTION),
                                  1e-9 * curve->profit);
}

static void
test_search_pure (void)
{
  g_autoptr (PnrMarket) market = make_market (TRUE);
  PnrSimulationSettings settings = { .seed = 5, .n_shoppers = 16384 };
  PnrPriceLimits limits = { .margin_floor = NAN, .max_discount = NAN };
  g_autoptr (PnrPriceCurve) curve =
      pnr_find_bundle_price (market, 0, &limits, &settings, NULL, NULL);
  g_autoptr (PnrOutcome) outcome = pnr_simulate (market, &settings, NULL, NULL);

  g_assert_cmpfloat_with_epsilon (curve->profit_at_current,
                                  get_value (outcome, PNR_SIDE_SCENARIO, PNR_METRIC_CONTRIBUTION),
                                  1e-9 * fabs (curve->profit_without));
  g_assert_cmpfloat_with_epsilon (curve->profit_without,
                                  get_value (outcome, PNR_SIDE_BASELINE, PNR_METRIC_CONTRIBUTION),
                                  1e-9 * fabs (curve->profit_without));
}

static void
test_limits (void)
{
  g_autoptr (PnrMarket) market = make_market (FALSE);
  const gint64 endings[] = { 99, 95 };
  PnrSimulationSettings settings = { .n_shoppers = 16384 };
  PnrPriceLimits limits = {
    .margin_floor = NAN, .max_discount = 0.1, .endings_minor = endings, .n_endings = 2
  };
  g_autoptr (PnrPriceCurve) curve =
      pnr_find_bundle_price (market, 0, &limits, &settings, NULL, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_true (curve->best_minor % 100 == 99 || curve->best_minor % 100 == 95);
  g_assert_cmpint (curve->best_minor, >=, 17550);
  g_assert_cmpint (curve->robust_minor, ==, PNR_MONEY_UNKNOWN);
  limits.margin_floor = 0.9;
  g_assert_null (pnr_find_bundle_price (market, 0, &limits, &settings, NULL, &error));
  g_assert_error (error, PNR_ECONOMY_ERROR, PNR_ECONOMY_ERROR_NO_ALLOWED_PRICE);
}

/* 80 takers each bring 22 more than the jacket alone, 20 each 26 less than all of it singly: worth
 * it below 22 giveaways in 48. */
static void
test_break_even (void)
{
  g_autoptr (PnrMarket) market = make_market (FALSE);
  g_autoptr (PnrShop) shop = NULL;
  g_autoptr (PnrTally) tally = NULL;
  PnrTallyOffer *offer;
  PnrBelief belief;
  PnrTakers takers;

  market->costs = (PnrMarketCosts){ 0 };
  shop = pnr_shop_new (market, NULL);
  tally = pnr_tally_new (shop);
  offer = &tally->runs[0].offers[0];
  offer->takers[PNR_TAKER_GIVEAWAY] = 20;
  offer->takers[PNR_TAKER_TRADE_UP] = 80;
  offer->paid_minor = 100 * 16900;
  offer->changes[0].paid_minor = 80 * 4900;
  offer->changes[0].cost_minor = 80 * 2700;
  offer->changes[1].paid_minor = 20 * -2600;
  pnr_belief_fill_central (market, &belief, NULL);
  takers = pnr_tally_to_takers (tally, shop, market, &belief);
  g_assert_cmpfloat_with_epsilon (takers.break_even_giveaway, 22.0 / 48.0, 1e-12);
  g_assert_cmpfloat_with_epsilon (takers.giveaway, 0.2, 1e-12);
  g_assert_cmpint (takers.verdict, ==, PNR_BREAK_EVEN_BELOW);
  g_assert_true (pnr_takers_do_pay (&takers));
  offer->changes[1].ship_minor = offer->changes[1].cost_minor = 20 * -10000;
  takers = pnr_tally_to_takers (tally, shop, market, &belief);
  g_assert_cmpint (takers.verdict, ==, PNR_BREAK_EVEN_ALWAYS);
  g_assert_true (isnan (takers.break_even_giveaway));
  offer->changes[0].cost_minor = 80 * 9900;
  takers = pnr_tally_to_takers (tally, shop, market, &belief);
  g_assert_cmpint (takers.verdict, ==, PNR_BREAK_EVEN_ABOVE);
  g_assert_false (pnr_takers_do_pay (&takers));
  offer->changes[1].cost_minor = 0;
  takers = pnr_tally_to_takers (tally, shop, market, &belief);
  g_assert_cmpint (takers.verdict, ==, PNR_BREAK_EVEN_NEVER);
  g_assert_false (pnr_takers_do_pay (&takers));
}

typedef enum {
  NO_ORDER_COSTS,
  FREE_SHIPPING,
  PARCELS,
  TWO_OFFERS,
  N_COSTS,
} Costs;

/* What depends on an order as a whole: the charge that is lost above a threshold, a parcel for it,
 * a fee for its payment. */
static void
set_costs (PnrMarket *market, Costs costs)
{
  PnrMarketBundle *second;

  market->costs = (PnrMarketCosts){ 0 };
  if (costs == NO_ORDER_COSTS)
    return;
  market->costs = (PnrMarketCosts){
    .ship_order_minor = 650, .ship_unit_minor = 20, .fee_fixed_minor = 35, .fee_ppm = 30000
  };
  market->tariff.charge_minor = 690;
  market->tariff.free_from_minor = 15000;
  if (costs == PARCELS) {
    market->tariff.bands[0] = (PnrParcelBand){ 1000, 450 };
    market->tariff.bands[1] = (PnrParcelBand){ 5000, 790 };
    market->tariff.n_bands = 2;
    for (guint j = 0; j < market->n_products; j++)
      market->products[j].weight_g = 600;
  }
  if (costs != TWO_OFFERS)
    return;
  second = pnr_market_add_bundle (market, "TIES", "Ties");
  second->quantity[1] = 3;
  second->price_minor = 8700;
}

/* Where shoppers are known to meet nothing else, what takers order is all that changes, so the
 * verdict on giveaways and the change of the contribution agree: also where a part of it depends on
 * the whole order, and when ties are bought by the handful. */
static void
test_break_even_agrees (gconstpointer costs)
{
  PnrSimulationSettings settings = { .seed = 7, .n_shoppers = 16384 };
  g_autoptr (PnrMarket) market = make_market (FALSE);
  guint n_paying = 0, n_losing = 0;

  set_costs (market, GPOINTER_TO_INT (costs));
  market->products[1].max_quantity = 5;
  market->products[1].decay_e4 = 9000;
  for (gint64 price = 16300; price < 19500; price += 75) {
    g_autoptr (PnrOutcome) outcome = NULL;
    g_autoptr (GError) error = NULL;
    double change;

    market->bundles[0].price_minor = price;
    outcome = pnr_simulate (market, &settings, NULL, &error);
    g_assert_no_error (error);
    change = get_value (outcome, PNR_SIDE_SCENARIO, PNR_METRIC_CONTRIBUTION)
             - get_value (outcome, PNR_SIDE_BASELINE, PNR_METRIC_CONTRIBUTION);
    g_assert_cmpint (pnr_takers_do_pay (&outcome->takers), ==, change > 0.0);
    n_paying += change > 0.0;
    n_losing += change < 0.0;
  }
  g_assert_cmpuint (n_paying, >, 3);
  g_assert_cmpuint (n_losing, >, 3);
}

static void
test_refusals (void)
{
  static const gint64 too_many[] = { 65535, G_MAXUINT32, G_GINT64_CONSTANT (4294967297),
                                     G_MAXINT64 };
  PnrSimulationSettings settings = { .n_shoppers = 1024 };
  g_autoptr (PnrMarket) market = make_market (FALSE);
  g_autoptr (GError) error = NULL;

  market->products[1].price_minor = PNR_MONEY_UNKNOWN;
  g_assert_null (pnr_simulate (market, &settings, NULL, &error));
  g_assert_error (error, PNR_ECONOMY_ERROR, PNR_ECONOMY_ERROR_UNKNOWN_PRICE);
  g_assert_nonnull (strstr (error->message, "TIE"));
  g_clear_error (&error);
  market->products[1].price_minor = 3000;
  market->products[2].cost_minor = PNR_MONEY_UNKNOWN;
  g_assert_null (pnr_simulate (market, &settings, NULL, &error));
  g_assert_error (error, PNR_ECONOMY_ERROR, PNR_ECONOMY_ERROR_UNKNOWN_COST);
  g_clear_error (&error);
  market->products[2].cost_minor = 1800;
  market->products[0].n_orders = 0;
  g_assert_null (pnr_simulate (market, &settings, NULL, &error));
  g_assert_error (error, PNR_ECONOMY_ERROR, PNR_ECONOMY_ERROR_NO_ORDERS);
  g_clear_error (&error);
  market->products[0].n_orders = 400;
  for (guint i = 0; i < G_N_ELEMENTS (too_many); i++) {
    market->bundles[0].quantity[0] = too_many[i];
    g_assert_null (pnr_simulate (market, &settings, NULL, &error));
    g_assert_error (error, PNR_ECONOMY_ERROR, PNR_ECONOMY_ERROR_TOO_MANY_PRODUCTS);
    g_clear_error (&error);
  }
  market->n_bundles = 0;
  g_assert_null (pnr_simulate (market, &settings, NULL, &error));
  g_assert_error (error, PNR_ECONOMY_ERROR, PNR_ECONOMY_ERROR_NO_BUNDLE);
  g_free (market->bundles[0].sku);
  g_free (market->bundles[0].name);
}

static void
test_cancel (void)
{
  g_autoptr (PnrMarket) market = make_market (FALSE);
  g_autoptr (PnrProgress) progress = pnr_progress_new ();
  PnrSimulationSettings settings = PNR_SIMULATION_SETTINGS_INIT;
  PnrPriceLimits limits = { .margin_floor = NAN, .max_discount = NAN };
  g_autoptr (GError) error = NULL;

  pnr_progress_cancel (progress);
  g_assert_null (pnr_simulate (market, &settings, progress, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  g_assert_null (pnr_find_bundle_price (market, 0, &limits, &settings, progress, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/* Every interval of 1/n holds exactly one of n points, in each dimension and each scramble. */
static void
test_points (void)
{
  for (guint dimension = 0; dimension < PNR_QUASI_RANDOM_MAX_DIMENSIONS; dimension++)
    for (guint32 scramble = 0; scramble < 3; scramble++) {
      guint8 hits[1024] = { 0 };

      for (guint32 i = 0; i < 1024; i++)
        hits[pnr_quasi_random_point (dimension, i, 42, scramble) >> 22]++;
      for (guint i = 0; i < 1024; i++)
        g_assert_cmpuint (hits[i], ==, 1);
    }
}

static char *
print_results (PnrMarket *market, PnrCrowdStore *store)
{
  PnrSimulationSettings settings = { .n_shoppers = 16384, .seed = 3, .n_draws = 4, .store = store };
  g_autoptr (PnrOutcome) outcome = pnr_simulate (market, &settings, NULL, NULL);
  g_autoptr (PnrWaterfall) waterfall = pnr_cannibalisation_split (market, &settings, NULL, NULL);
  g_autoptr (GVariant) counts = g_variant_ref_sink (pnr_outcome_to_report (outcome));
  g_autoptr (GVariant) bars = g_variant_ref_sink (pnr_waterfall_to_report (waterfall));
  g_autofree char *first = g_variant_print (counts, TRUE);
  g_autofree char *second = g_variant_print (bars, TRUE);

  return g_strconcat (first, second, NULL);
}

static void
compare_with_store (PnrMarket *market, PnrCrowdStore *store)
{
  g_autofree char *drawn = print_results (market, NULL);
  g_autofree char *kept = print_results (market, store);

  g_assert_cmpstr (drawn, ==, kept);
}

/* What a price asks of the same shoppers, and all that makes them others. */
static void
test_store (void)
{
  g_autoptr (PnrMarket) market = make_market (FALSE);
  g_autoptr (PnrCrowdStore) store = pnr_crowd_store_new ();

  compare_with_store (market, store);
  market->bundles[0].price_minor -= 300;
  compare_with_store (market, store);
  market->products[0].elasticity = (PnrRange){ -3.0, -3.5, -2.5 };
  compare_with_store (market, store);
  market->products[1].awareness = (PnrRange){ 0.6, 0.5, 0.7 };
  compare_with_store (market, store);
  market->products[1].awareness = (PnrRange){ 0.8, 0.5, 0.9 };
  compare_with_store (market, store);
  market->n_pair_orders[0][1] = market->n_pair_orders[1][0] = market->n_pair_orders[0][1] / 2;
  compare_with_store (market, store);
  market->bundles[0].exposure = (PnrRange){ 0.5, 0.4, 0.6 };
  compare_with_store (market, store);
  market->relevant_shoppers = (PnrRange){ 9000.0, 8000.0, 10000.0 };
  compare_with_store (market, store);
}

/* Orders of other products stay as they are, so the shop's mean moves by what the focus brings. */
static void
test_whole_shop (void)
{
  g_autoptr (PnrMarket) market = make_market (FALSE);
  g_autoptr (PnrOutcome) outcome = NULL, alone = NULL;
  PnrSimulationSettings settings = { .seed = 7, .n_shoppers = 16384, .n_draws = 32 };
  const PnrEstimate *change;
  double orders, revenue;

  alone = pnr_simulate (market, &settings, NULL, NULL);
  g_assert_true (isnan (get_value (alone, PNR_SIDE_SCENARIO, PNR_METRIC_STORE_AOV)));
  market->n_store_orders = 50000;
  market->store_revenue_minor = G_GINT64_CONSTANT (140000000);
  outcome = pnr_simulate (market, &settings, NULL, NULL);
  orders = 50000 + get_value (outcome, PNR_SIDE_DELTA, PNR_METRIC_ORDERS);
  revenue = 140000000 + get_value (outcome, PNR_SIDE_DELTA, PNR_METRIC_REVENUE);
  g_assert_cmpfloat_with_epsilon (get_value (outcome, PNR_SIDE_BASELINE, PNR_METRIC_STORE_AOV),
                                  2800.0, 1e-9);
  g_assert_cmpfloat_with_epsilon (get_value (outcome, PNR_SIDE_SCENARIO, PNR_METRIC_STORE_AOV),
                                  revenue / orders, 1e-9);
  change = &outcome->estimates[PNR_SIDE_DELTA][PNR_METRIC_STORE_AOV];
  g_assert_cmpfloat (change->low, <, change->high);
  g_assert_cmpstr (outcome->inputs_hash, !=, alone->inputs_hash);
}

/* What is not paid through the offer is paid singly. */
static void
test_single_sales (void)
{
  g_autoptr (PnrMarket) market = make_market (FALSE);
  PnrSimulationSettings settings = { .seed = 7, .n_shoppers = 16384, .n_draws = 8 };
  g_autoptr (PnrOutcome) outcome = pnr_simulate (market, &settings, NULL, NULL);
  const PnrOfferOutcome *offer = g_ptr_array_index (outcome->offers, 0);

  g_assert_cmpfloat (get_value (outcome, PNR_SIDE_BASELINE, PNR_METRIC_SINGLE_SALES), ==,
                     get_value (outcome, PNR_SIDE_BASELINE, PNR_METRIC_REVENUE));
  g_assert_cmpfloat_with_epsilon (get_value (outcome, PNR_SIDE_SCENARIO, PNR_METRIC_SINGLE_SALES)
                                      + offer->revenue,
                                  get_value (outcome, PNR_SIDE_SCENARIO, PNR_METRIC_REVENUE), 1e-3);
  g_assert_cmpfloat_with_epsilon (get_value (outcome, PNR_SIDE_SCENARIO, PNR_METRIC_TAKERS),
                                  offer->taken, 1e-6);
  g_assert_cmpfloat_with_epsilon (
      get_value (outcome, PNR_SIDE_SCENARIO, PNR_METRIC_SHIPPING_PER_ORDER)
          * get_value (outcome, PNR_SIDE_SCENARIO, PNR_METRIC_ORDERS),
      get_value (outcome, PNR_SIDE_SCENARIO, PNR_METRIC_SHIPPING), 1e-3);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/economy/points", test_points);
  g_test_add_func ("/economy/simulation/counts", test_baseline_meets_counts);
  g_test_add_data_func ("/economy/simulation/mixed", GINT_TO_POINTER (FALSE), test_identities);
  g_test_add_data_func ("/economy/simulation/pure", GINT_TO_POINTER (TRUE), test_identities);
  g_test_add_func ("/economy/simulation/threads", test_threads);
  g_test_add_func ("/economy/simulation/order-of-products", test_order_of_products);
  g_test_add_func ("/economy/simulation/break-even", test_break_even);
  for (int costs = 0; costs < N_COSTS; costs++) {
    g_autofree char *path = g_strdup_printf ("/economy/simulation/break-even-agrees/%d", costs);

    g_test_add_data_func (path, GINT_TO_POINTER (costs), test_break_even_agrees);
  }
  g_test_add_func ("/economy/simulation/refusals", test_refusals);
  g_test_add_func ("/economy/simulation/cancel", test_cancel);
  g_test_add_func ("/economy/search/mixed", test_search);
  g_test_add_func ("/economy/simulation/store", test_store);
  g_test_add_func ("/economy/simulation/whole-shop", test_whole_shop);
  g_test_add_func ("/economy/simulation/single-sales", test_single_sales);
  g_test_add_func ("/economy/search/pure", test_search_pure);
  g_test_add_func ("/economy/search/limits", test_limits);
  return g_test_run ();
}

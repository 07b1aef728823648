/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Scenarios on common shoppers: differences, one assumption at a time, steps that sum exactly. */
#include "config.h"

#include <math.h>

#include "economy/pnr-cannibalisation.h"
#include "base/pnr-money.h"
#include "economy/pnr-market-figures.h"
#include "economy/pnr-shipping-curve.h"
#include "economy/pnr-side-by-side.h"
#include "economy/pnr-tornado.h"

static void
add_product (PnrMarket *market, const char *sku, gint64 price, gint64 cost, gint64 n_orders)
{
  PnrMarketProduct *product = pnr_market_add_product (market, sku, sku);

  product->price_minor = price;
  product->cost_minor = cost;
  product->n_orders = n_orders;
}

static PnrMarket *
make_market (gint64 price, gboolean is_pure)
{
  PnrMarket *market = pnr_market_new ("EUR");
  PnrMarketBundle *bundle;

  add_product (market, "JACKET", 12000, 6600, 400);
  add_product (market, "TIE", 3000, 900, 300);
  add_product (market, "SOCKS", 900, 300, 500);
  market->n_pair_orders[0][1] = market->n_pair_orders[1][0] = 90;
  market->n_orders = 900;
  market->relevant_shoppers = (PnrRange){ 10000, 4000, 25000 };
  market->costs = (PnrMarketCosts){ 400, 50, 20000, 25, 200000 };
  bundle = pnr_market_add_bundle (market, "SET", "SET");
  bundle->quantity[0] = bundle->quantity[1] = 1;
  bundle->price_minor = price;
  bundle->is_pure = is_pure;
  return market;
}

static const PnrSimulationSettings settings = { .seed = 5, .n_shoppers = 16384, .n_draws = 32 };

static double
get_change (PnrOutcome *outcome, PnrMetric metric)
{
  return outcome->estimates[PNR_SIDE_DELTA][metric].value;
}

static void
test_twins_do_not_differ (void)
{
  g_autoptr (PnrMarket) first = make_market (13500, FALSE);
  g_autoptr (PnrMarket) second = make_market (13500, FALSE);
  PnrMarket *markets[] = { first, second };
  const char *names[] = { "One", "Twin" };
  g_autoptr (GError) error = NULL;
  g_autoptr (PnrComparison) comparison =
      pnr_simulate_side_by_side (markets, names, 2, &settings, NULL, &error);
  PnrStanding standing;

  g_assert_no_error (error);
  /* The shop's other orders and its customers are not part of a market by itself. */
  for (int metric = 0; metric < PNR_METRIC_STORE_AOV; metric++) {
    const PnrEstimate *difference = &comparison->differences[0][1][metric];

    g_assert_cmpfloat (difference->value, ==, 0.0);
    g_assert_cmpfloat (difference->low, ==, 0.0);
    g_assert_cmpfloat (difference->high, ==, 0.0);
    g_assert_true (pnr_estimate_could_be_nothing (difference));
  }
  standing = pnr_comparison_get_standing (comparison, PNR_OBJECTIVE_CONTRIBUTION);
  g_assert_true (standing.has_leader && standing.rivals[1] && standing.n_rivals == 1);
}

/* What is uncertain about both is the same, so the interval of the difference is much narrower than
 * those of the two changes. */
static void
test_difference_is_on_common_draws (void)
{
  g_autoptr (PnrMarket) first = make_market (13500, FALSE);
  g_autoptr (PnrMarket) second = make_market (13550, FALSE);
  PnrMarket *markets[] = { first, second };
  const char *names[] = { "One", "Dearer" };
  g_autoptr (PnrComparison) comparison =
      pnr_simulate_side_by_side (markets, names, 2, &settings, NULL, NULL);
  const PnrEstimate *own =
      &comparison->outcomes[0]->estimates[PNR_SIDE_DELTA][PNR_METRIC_CONTRIBUTION];
  const PnrEstimate *difference = &comparison->differences[0][1][PNR_METRIC_CONTRIBUTION];
  const PnrEstimate *back = &comparison->differences[1][0][PNR_METRIC_CONTRIBUTION];

  g_assert_cmpfloat (difference->value, ==,
                     get_change (comparison->outcomes[1], PNR_METRIC_CONTRIBUTION)
                         - get_change (comparison->outcomes[0], PNR_METRIC_CONTRIBUTION));
  g_assert_cmpfloat (difference->high - difference->low, <, 0.25 * (own->high - own->low));
  g_assert_cmpfloat_with_epsilon (back->low, -difference->high, 1e-6);
  g_assert_cmpfloat_with_epsilon (back->high, -difference->low, 1e-6);
}

/* The draws are those behind the intervals of a simulation by itself. */
static void
test_draws_are_the_simulations (void)
{
  g_autoptr (PnrMarket) market = make_market (13500, FALSE);
  g_autoptr (PnrOutcome) outcome = pnr_simulate (market, &settings, NULL, NULL);
  PnrFigures figures[32];
  double values[32];
  PnrEstimate estimate = { .value = get_change (outcome, PNR_METRIC_CONTRIBUTION) };

  g_assert_true (pnr_market_figures_draw (market, &settings, figures, NULL, NULL));
  for (guint i = 0; i < 32; i++)
    values[i] = figures[i][PNR_SIDE_DELTA][PNR_METRIC_CONTRIBUTION];
  pnr_market_figures_set_interval (&estimate, values, 32);
  g_assert_cmpfloat (estimate.low, ==,
                     outcome->estimates[PNR_SIDE_DELTA][PNR_METRIC_CONTRIBUTION].low);
  g_assert_cmpfloat (estimate.high, ==,
                     outcome->estimates[PNR_SIDE_DELTA][PNR_METRIC_CONTRIBUTION].high);
}

static PnrTornadoBar *
find_bar (PnrTornado *tornado, const char *assumption)
{
  for (guint i = 0; i < tornado->bars->len; i++) {
    PnrTornadoBar *bar = g_ptr_array_index (tornado->bars, i);

    if (g_strcmp0 (bar->assumption, assumption) == 0)
      return bar;
  }
  return NULL;
}

static void
test_tornado (void)
{
  g_autoptr (PnrMarket) market = make_market (13500, FALSE);
  g_autoptr (PnrOutcome) outcome = pnr_simulate (market, &settings, NULL, NULL);
  g_autoptr (PnrTornado) tornado = NULL;
  g_autoptr (PnrMarket) few = make_market (13500, FALSE);
  g_autoptr (PnrOutcome) of_few = NULL;
  PnrTornadoBar *bar;

  market->cost_beliefs[PNR_MARKET_COST_SHIP_ORDER].low = 200;
  market->cost_beliefs[PNR_MARKET_COST_SHIP_ORDER].high = 900;
  tornado = pnr_tornado_run (market, &settings, NULL, NULL);
  g_assert_cmpfloat_with_epsilon (tornado->change, get_change (outcome, PNR_METRIC_CONTRIBUTION),
                                  1e-6);
  for (guint i = 1; i < tornado->bars->len; i++)
    g_assert_cmpfloat (pnr_tornado_get_length (tornado, g_ptr_array_index (tornado->bars, i - 1)),
                       >=, pnr_tornado_get_length (tornado, g_ptr_array_index (tornado->bars, i)));
  bar = find_bar (tornado, "relevant shoppers");
  few->relevant_shoppers = (PnrRange){ 4000, 4000, 4000 };
  of_few = pnr_simulate (few, &settings, NULL, NULL);
  g_assert_cmpfloat_with_epsilon (bar->change_low, get_change (of_few, PNR_METRIC_CONTRIBUTION),
                                  1e-6);
  bar = find_bar (tornado, "shipping per order");
  g_assert_cmpfloat_with_epsilon (bar->change_low - bar->change_high,
                                  700.0 * get_change (outcome, PNR_METRIC_ORDERS), 1e-3);
  g_assert_nonnull (find_bar (tornado, "elasticity JACKET"));
  g_assert_nonnull (find_bar (tornado, "elasticity TIE"));
  g_assert_null (find_bar (tornado, "elasticity SOCKS"));
  g_assert_null (find_bar (tornado, "vat share"));
  bar = find_bar (tornado, NULL);
  g_assert_nonnull (bar);
}

static void
test_tornado_does_not_depend_on_threads (void)
{
  PnrSimulationSettings one = settings, many = settings;
  g_autoptr (PnrMarket) market = make_market (13500, FALSE);
  g_autoptr (PnrTornado) first = NULL;
  g_autoptr (PnrTornado) second = NULL;

  one.n_threads = 1;
  many.n_threads = 4;
  first = pnr_tornado_run (market, &one, NULL, NULL);
  second = pnr_tornado_run (market, &many, NULL, NULL);
  for (guint i = 0; i < first->bars->len; i++) {
    const PnrTornadoBar *a = g_ptr_array_index (first->bars, i);
    const PnrTornadoBar *b = g_ptr_array_index (second->bars, i);

    g_assert_cmpstr (a->title, ==, b->title);
    g_assert_cmpfloat (a->change_low, ==, b->change_low);
    g_assert_cmpfloat (a->change_high, ==, b->change_high);
  }
}

static void
test_tornado_can_be_cancelled (void)
{
  g_autoptr (PnrMarket) market = make_market (13500, FALSE);
  g_autoptr (PnrProgress) progress = pnr_progress_new ();
  g_autoptr (GError) error = NULL;

  pnr_progress_cancel (progress);
  g_assert_null (pnr_tornado_run (market, &settings, progress, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static gint64
get_level (const PnrWaterfallPanel *panel, guint step)
{
  return ((const PnrWaterfallStep *) g_ptr_array_index (panel->steps, step))->to;
}

static void
check_chain (const PnrWaterfallPanel *panel)
{
  gint64 level = get_level (panel, 0);

  for (guint i = 1; i + 1 < panel->steps->len; i++) {
    const PnrWaterfallStep *step = g_ptr_array_index (panel->steps, i);

    g_assert_false (step->is_total);
    g_assert_cmpint (step->from, ==, level);
    level = step->to;
  }
  g_assert_cmpint (get_level (panel, panel->steps->len - 1), ==, level);
}

/* Steps chain without a gap, and the totals are those of the simulation. */
static void
test_waterfall (gconstpointer is_pure)
{
  g_autoptr (PnrMarket) market = make_market (13500, GPOINTER_TO_INT (is_pure));
  g_autoptr (PnrOutcome) outcome = pnr_simulate (market, &settings, NULL, NULL);
  g_autoptr (PnrWaterfall) waterfall = pnr_cannibalisation_split (market, &settings, NULL, NULL);
  const PnrMetric metrics[] = { PNR_METRIC_UNITS, PNR_METRIC_CONTRIBUTION, PNR_METRIC_REVENUE };
  const double parts[] = { 10.0, 1.0, 1.0 };
  const PnrWaterfallPanel *units;

  g_assert_cmpuint (waterfall->panels->len, ==, 3);
  for (guint p = 0; p < 3; p++) {
    const PnrWaterfallPanel *panel = g_ptr_array_index (waterfall->panels, p);

    check_chain (panel);
    for (int side = 0; side < 2; side++)
      g_assert_cmpfloat_with_epsilon (
          (double) get_level (panel, side == 0 ? 0 : panel->steps->len - 1),
          outcome->estimates[side][metrics[p]].value * parts[p], 1.0);
  }
  /* Whoever bought both anyway buys no more pieces; only a pure bundle moves those who do not take
   * it. */
  units = g_ptr_array_index (waterfall->panels, 0);
  if (is_pure == NULL)
    g_assert_cmpint (get_level (units, 1), ==, get_level (units, 0));
  g_assert_cmpuint (units->steps->len, ==, is_pure != NULL ? 6 : 5);
}

/* Three parcels' bands, pieces of 600 g: 600 g, 1200 g and 1800 g cross none, one and two. */
static void
test_shipping (void)
{
  g_autoptr (PnrLedger) ledger = pnr_ledger_new ("EUR", "abc");
  const PnrParcelTariff bands = { .bands = { { 1000, 390 }, { 1500, 490 }, { 5000, 790 } },
                                  .n_bands = 3,
                                  .free_from_minor = PNR_MONEY_UNKNOWN };
  const PnrParcelTariff flat = { .order_minor = 400,
                                 .unit_minor = 50,
                                 .free_from_minor = PNR_MONEY_UNKNOWN };
  const gint64 sizes[] = { 1, 1, 1, 2, 2, 3, 0 };
  g_autoptr (PnrShippingCurve) by_weight = NULL;
  g_autoptr (PnrShippingCurve) by_piece = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++) {
    PnrLedgerOrder order = { .units_milli = 1000 * sizes[i], .n_lines = 1 };

    pnr_ledger_add_order (ledger, &order);
  }
  by_weight = pnr_shipping_curve_read (ledger, &bands, 600.0, "abc");
  by_piece = pnr_shipping_curve_read (ledger, &flat, 600.0, "abc");
  g_assert_cmpint (by_weight->n_orders, ==, 6);
  g_assert_cmpint (by_weight->n_larger, ==, 0);
  for (guint i = 0; i < 3; i++) {
    const PnrShippingPoint *weighed = &g_array_index (by_weight->points, PnrShippingPoint, i);
    const PnrShippingPoint *counted = &g_array_index (by_piece->points, PnrShippingPoint, i);
    const gint64 costs[] = { 390, 490, 790 }, steps[] = { 0, 100, 300 }, orders[] = { 3, 2, 1 };

    g_assert_cmpint (weighed->ship_minor, ==, costs[i]);
    g_assert_cmpint (weighed->step_minor, ==, steps[i]);
    g_assert_cmpint (weighed->n_orders, ==, orders[i]);
    g_assert_cmpint (counted->step_minor, ==, 0);
  }
  g_assert_cmpint (g_array_index (by_piece->points, PnrShippingPoint, 2).ship_minor, ==,
                   flat.order_minor + 3 * flat.unit_minor);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/economy/side-by-side/twins", test_twins_do_not_differ);
  g_test_add_func ("/economy/side-by-side/common-draws", test_difference_is_on_common_draws);
  g_test_add_func ("/economy/side-by-side/draws", test_draws_are_the_simulations);
  g_test_add_func ("/economy/tornado/bars", test_tornado);
  g_test_add_func ("/economy/tornado/threads", test_tornado_does_not_depend_on_threads);
  g_test_add_func ("/economy/tornado/cancel", test_tornado_can_be_cancelled);
  g_test_add_data_func ("/economy/waterfall/mixed", NULL, test_waterfall);
  g_test_add_data_func ("/economy/waterfall/pure", GINT_TO_POINTER (1), test_waterfall);
  g_test_add_func ("/economy/shipping/sizes", test_shipping);
  return g_test_run ();
}

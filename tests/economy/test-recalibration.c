/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The baseline sells what was counted where no formula says how, and what cannot be is not
 * simulated in silence. */
#include "config.h"

#include <math.h>
#include <string.h>

#include "economy/pnr-belief.h"
#include "economy/pnr-crowd.h"
#include "economy/pnr-economy-error.h"
#include "economy/pnr-simulation.h"
#include "economy/pnr-tornado.h"

#define N_ORDERS 6000
#define MOST_BOUGHT 469
/* So many that their own chance is no tenth of what may be missed, and a number for the rest. */
#define MANY (1 << 20)
#define FEW 4096

static void
add_product (PnrMarket *market, const char *sku, gint64 price_minor, gint64 cost_minor,
             gint64 n_orders)
{
  PnrMarketProduct *product = pnr_market_add_product (market, sku, sku);

  product->price_minor = price_minor;
  product->cost_minor = cost_minor;
  product->n_orders = n_orders;
  product->max_quantity = 1;
}

static void
add_pair (PnrMarket *market, guint j, guint k, gint64 n_orders)
{
  market->n_pair_orders[j][k] = market->n_pair_orders[k][j] = n_orders;
}

/* Jacket, tie and cufflinks of a shop that charges for shipping. */
static PnrMarket *
make_market (void)
{
  PnrMarket *market = pnr_market_new ("EUR");
  PnrMarketBundle *set;

  add_product (market, "JACKET", 12000, 6600, 453);
  add_product (market, "TIE", 3000, 900, MOST_BOUGHT);
  add_product (market, "CUFFS", 4500, 1800, 316);
  add_pair (market, 0, 1, 150);
  add_pair (market, 0, 2, 80);
  add_pair (market, 1, 2, 90);
  market->n_orders = N_ORDERS;
  market->costs.ship_order_minor = 650;
  market->tariff.charge_minor = 690;
  market->tariff.free_from_minor = 15000;
  set = pnr_market_add_bundle (market, "SET", "SET");
  set->quantity[0] = set->quantity[1] = set->quantity[2] = 1;
  set->price_minor = 16900;
  return market;
}

static PnrOutcome *
simulate (PnrMarket *market, gint64 n_shoppers, guint64 seed)
{
  PnrSimulationSettings settings = { .n_shoppers = n_shoppers, .seed = seed };
  g_autoptr (GError) error = NULL;
  PnrOutcome *outcome = pnr_simulate (market, &settings, NULL, &error);

  g_assert_no_error (error);
  return outcome;
}

static const char *
find_warning (const PnrOutcome *outcome, const char *words)
{
  for (guint i = 0; i < outcome->warnings->len; i++)
    if (strstr (g_ptr_array_index (outcome->warnings, i), words) != NULL)
      return g_ptr_array_index (outcome->warnings, i);
  return NULL;
}

static double
get_baseline_units (const PnrOutcome *outcome)
{
  return outcome->estimates[PNR_SIDE_BASELINE][PNR_METRIC_UNITS].value;
}

/* A charge for shipping keeps some from buying and others from buying one thing alone. */
static void
test_charge (void)
{
  for (guint seed = 0; seed < 3; seed++) {
    g_autoptr (PnrMarket) market = make_market ();
    g_autoptr (PnrOutcome) outcome = simulate (market, MANY, seed);

    g_assert_cmpfloat_with_epsilon (get_baseline_units (outcome), 453 + MOST_BOUGHT + 316,
                                    0.005 * (453 + MOST_BOUGHT + 316));
    g_assert_null (find_warning (outcome, "miss its counted orders"));
  }
}

/* A product that one in five hundred buys is met as well as the best seller. */
static void
test_rare (void)
{
  g_autoptr (PnrMarket) market = make_market ();
  g_autoptr (PnrOutcome) outcome = NULL;

  market->products[2].n_orders = 40;
  add_pair (market, 0, 2, 8);
  add_pair (market, 1, 2, 9);
  outcome = simulate (market, MANY, 1);
  g_assert_null (find_warning (outcome, "miss its counted orders"));
}

/* Products that make each other worth more are bought together more often than they were. */
static void
test_pairs (void)
{
  g_autoptr (PnrMarket) market = make_market ();
  g_autoptr (PnrOutcome) outcome = NULL;

  market->tariff.charge_minor = 0;
  outcome = simulate (market, MANY, 1);
  g_assert_null (find_warning (outcome, "hold both"));
  g_clear_pointer (&outcome, pnr_outcome_unref);
  market->theta_percent[0][1] = market->theta_percent[1][0] = 60;
  outcome = simulate (market, MANY, 1);
  g_assert_nonnull (
      find_warning (outcome, "Simulated orders that hold both “JACKET” and “TIE” are"));
  g_assert_nonnull (find_warning (outcome, "above the counted ones"));
}

/* Orders that hold a product, on the diagonal, and those that hold two. */
typedef double Orders[PNR_MARKET_MAX_PRODUCTS][PNR_MARKET_MAX_PRODUCTS];

#define N_PLANTED (64 * PNR_DEMAND_BLOCK)

/* What shoppers buy, one by one, of single products at today's prices. */
static void
count_orders (const PnrMarket *market, const PnrBelief *belief, guint32 scramble, Orders orders)
{
  g_autoptr (PnrShop) shop = pnr_shop_new (market, NULL);
  const PnrPriceTable *table = shop->parts[0].baseline;
  g_autofree PnrCrowd *crowd = g_new (PnrCrowd, 1);
  g_autofree gint32 *surplus = g_new (gint32, PNR_DEMAND_BLOCK);
  g_autofree guint32 *content = g_new (guint32, PNR_DEMAND_BLOCK);

  g_assert_cmpuint (shop->n_parts, ==, 1);
  memset (orders, 0, sizeof (Orders));
  for (guint32 first = 0; first < N_PLANTED; first += PNR_DEMAND_BLOCK) {
    pnr_crowd_draw (crowd, shop, market, belief, first, PNR_DEMAND_BLOCK, 1, scramble);
    pnr_crowd_choose (crowd, table, 0, shop->unknown == 0, surplus, content);
    for (guint i = 0; i < PNR_DEMAND_BLOCK; i++)
      for (guint x = 0; x < table->n_products; x++)
        for (guint y = 0; y < table->n_products; y++)
          orders[table->product[x]][table->product[y]] +=
              table->cells[content[i]].quantity[x] > 0 && table->cells[content[i]].quantity[y] > 0;
  }
}

/* Shoppers whose tastes are known. */
static void
plant (const PnrMarket *market, const double rho[3], PnrBelief *belief)
{
  PnrDemand *demand = &belief->demand;
  const guint *row_of = demand->row_of;
  PnrCorrelations all = { { 0.0 } };

  pnr_belief_fill_unfitted (market, belief);
  for (guint j = 0; j < 3; j++) {
    demand->spread[j] = pnr_value_spread_from_elasticity (
        PNR_VALUE_LOG_NORMAL, (double) market->products[j].price_minor, 0.05, -1.8);
    all[j][j] = 1.0;
  }
  for (guint pair = 0; pair < 3; pair++) {
    guint a = row_of[pair == 2 ? 1 : 0], b = row_of[pair == 0 ? 1 : 2];

    all[a][b] = all[b][a] = rho[pair];
  }
  pnr_correlations_factor (all, 3, demand->factor);
}

/* The shop learns what these shoppers bought, and as well how far apart their values lie. */
static void
learn (PnrMarket *market, const PnrBelief *planted, Orders orders)
{
  market->n_orders = N_PLANTED;
  market->relevant_shoppers = (PnrRange){ N_PLANTED, N_PLANTED, N_PLANTED };
  for (guint j = 0; j < market->n_products; j++) {
    double rate = orders[j][j] / N_PLANTED / market->products[j].awareness.value;
    double elasticity =
        -pnr_value_spread_from_elasticity (PNR_VALUE_LOG_NORMAL,
                                           (double) market->products[j].price_minor, rate, -1.0)
             .sd
        / planted->demand.spread[j].sd;

    market->products[j].elasticity = (PnrRange){ elasticity, elasticity, elasticity };
    market->products[j].n_orders = llround (orders[j][j]);
    for (guint k = 0; k < market->n_products; k++)
      if (k != j)
        market->n_pair_orders[j][k] = llround (orders[j][k]);
  }
}

static double
get_rho (const PnrBelief *belief, guint j, guint k)
{
  const PnrDemand *demand = &belief->demand;
  double rho = 0.0;

  for (guint axis = 0; axis < demand->n_products; axis++)
    rho += demand->factor[demand->row_of[j]][axis] * demand->factor[demand->row_of[k]][axis];
  return rho;
}

static void
check_recovered (PnrMarket *market, const double rho[3])
{
  PnrBelief planted, found;
  Orders counted, simulated;

  plant (market, rho, &planted);
  count_orders (market, &planted, 1, counted);
  learn (market, &planted, counted);
  pnr_belief_fill_central (market, &found, NULL);
  count_orders (market, &found, 2, simulated);
  for (guint j = 0; j < 3; j++)
    for (guint k = 0; k <= j; k++)
      if (counted[j][k] > 0)
        g_assert_cmpfloat_with_epsilon (simulated[j][k], counted[j][k],
                                        MAX (0.02 * counted[j][k], 2.0 * sqrt (counted[j][k])));
  for (guint j = 0; j < 3; j++)
    for (guint k = 0; k < j; k++)
      if (counted[j][k] > 0)
        g_assert_cmpfloat_with_epsilon (get_rho (&found, j, k), rho[j + k - 1], 0.03);
}

/* Tastes are found again from what was bought where a charge for shipping joins products. */
static void
test_planted_charge (void)
{
  static const double rhos[][3] = { { 0.5, 0.2, 0.35 }, { 0.0, -0.3, 0.7 }, { 0.8, 0.6, 0.75 } };

  for (guint i = 0; i < G_N_ELEMENTS (rhos); i++) {
    g_autoptr (PnrMarket) market = make_market ();

    market->products[2].awareness = (PnrRange){ 0.6, 0.6, 0.6 };
    check_recovered (market, rhos[i]);
  }
}

/* Where so many orders leave no doubt of tastes, no end of their bars lies far from the figure. */
static void
test_certain_tastes (void)
{
  static const double rho[3] = { 0.5, 0.2, 0.35 };
  PnrSimulationSettings settings = { .n_shoppers = 1 << 15 };
  g_autoptr (PnrMarket) market = make_market ();
  g_autoptr (PnrTornado) tornado = NULL;
  PnrBelief planted;
  Orders counted;
  guint n = 0;

  plant (market, rho, &planted);
  count_orders (market, &planted, 1, counted);
  learn (market, &planted, counted);
  tornado = pnr_tornado_run (market, &settings, NULL, NULL);
  for (guint i = 0; i < tornado->bars->len; i++) {
    const PnrTornadoBar *bar = g_ptr_array_index (tornado->bars, i);

    if (!g_str_has_prefix (bar->title, "Correlation"))
      continue;
    n++;
    g_assert_cmpfloat_with_epsilon (bar->change_low, tornado->change, 0.15 * tornado->change);
    g_assert_cmpfloat_with_epsilon (bar->change_high, tornado->change, 0.15 * tornado->change);
  }
  g_assert_cmpuint (n, ==, 3);
}

/* And where the buyers of one thing choose among two others. */
static void
test_planted_alternatives (void)
{
  /* What the orders cannot tell is told from the third product: one correlation times the other. */
  static const double rho[3] = { 0.7 * 0.6, 0.7, 0.6 };
  g_autoptr (PnrMarket) market = make_market ();

  market->tariff.charge_minor = 0;
  market->products[0].alternative_group = market->products[1].alternative_group = 1;
  check_recovered (market, rho);
}

/* No tastes meet all three pairs. That of which fewest were counted gives way, where mixing all
 * with none at all would leave a sixth of the others' orders unsold. */
static void
test_pairs_that_do_not_fit (void)
{
  g_autoptr (PnrMarket) market = make_market ();
  PnrBelief belief;
  Orders orders;

  market->tariff.charge_minor = 0;
  add_pair (market, 0, 1, 200);
  add_pair (market, 0, 2, 120);
  add_pair (market, 1, 2, 5);
  pnr_belief_fill_central (market, &belief, NULL);
  count_orders (market, &belief, 1, orders);
  g_assert_cmpfloat_with_epsilon (orders[0][1] * belief.n_shoppers / N_PLANTED, 200.0, 16.0);
  g_assert_cmpfloat_with_epsilon (orders[0][2] * belief.n_shoppers / N_PLANTED, 120.0, 12.0);
}

static void
set_awareness (PnrMarket *market, guint j, double share)
{
  market->products[j].awareness = (PnrRange){ share, share, share };
}

/* Whoever bought it knew it. */
static void
test_unknown (void)
{
  PnrSimulationSettings settings = { .n_shoppers = FEW };
  g_autoptr (PnrMarket) market = make_market ();
  g_autoptr (GError) error = NULL;

  set_awareness (market, 1, 0.0);
  g_assert_null (pnr_simulate (market, &settings, NULL, &error));
  g_assert_error (error, PNR_ECONOMY_ERROR, PNR_ECONOMY_ERROR_IMPOSSIBLE_BELIEF);
  g_assert_nonnull (strstr (error->message, "3.00 % of shoppers bought “TIE”"));
  g_clear_error (&error);
  set_awareness (market, 1, 0.0299);
  g_assert_null (pnr_simulate (market, &settings, NULL, &error));
  g_assert_error (error, PNR_ECONOMY_ERROR, PNR_ECONOMY_ERROR_IMPOSSIBLE_BELIEF);
}

/* All but nobody of those who know it bought it: a little more is used, and said. */
static void
test_hardly_known (void)
{
  g_autoptr (PnrMarket) market = make_market ();
  g_autoptr (PnrOutcome) outcome = NULL;

  set_awareness (market, 1, 0.031);
  outcome = simulate (market, FEW, 1);
  g_assert_nonnull (find_warning (outcome, "Only 3.10 % of shoppers are assumed to know “TIE”"));
  g_assert_nonnull (find_warning (outcome, "3.33 % were used instead"));
  g_clear_pointer (&outcome, pnr_outcome_unref);
  set_awareness (market, 1, 0.04);
  outcome = simulate (market, FEW, 1);
  g_assert_null (find_warning (outcome, "used instead"));
}

static void
test_few_shoppers (void)
{
  g_autoptr (PnrMarket) market = make_market ();
  g_autoptr (PnrOutcome) outcome = NULL;

  market->relevant_shoppers = (PnrRange){ 100.0, 50.0, 200.0 };
  outcome = simulate (market, FEW, 1);
  g_assert_nonnull (find_warning (outcome, "100 relevant shoppers are stated, fewer than the 6000 "
                                           "orders of the period need; 6000 were used instead"));
  g_clear_pointer (&outcome, pnr_outcome_unref);
  market->relevant_shoppers = (PnrRange){ 9000.0, 8000.0, 10000.0 };
  outcome = simulate (market, FEW, 1);
  g_assert_null (find_warning (outcome, "used instead"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/economy/recalibration/charge", test_charge);
  g_test_add_func ("/economy/recalibration/rare", test_rare);
  g_test_add_func ("/economy/recalibration/pairs", test_pairs);
  g_test_add_func ("/economy/recalibration/planted-charge", test_planted_charge);
  g_test_add_func ("/economy/recalibration/certain-tastes", test_certain_tastes);
  g_test_add_func ("/economy/recalibration/planted-alternatives", test_planted_alternatives);
  g_test_add_func ("/economy/recalibration/pairs-that-do-not-fit", test_pairs_that_do_not_fit);
  g_test_add_func ("/economy/recalibration/unknown", test_unknown);
  g_test_add_func ("/economy/recalibration/hardly-known", test_hardly_known);
  g_test_add_func ("/economy/recalibration/few-shoppers", test_few_shoppers);
  return g_test_run ();
}

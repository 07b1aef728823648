/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a scenario assumes about parcels, in the costs of a simulation.
 *
 * The golden case: shoes for 80.00 that cost 44.00 and weigh 1.4 kg, care and socks for 12.00 each
 * that cost 4.50 and weigh 300 g and 200 g; a parcel costs 6.00 up to 2 kg, 8.50 up to 5 kg. */
#include <math.h>

#include "economy/pnr-simulation.h"
#include "model/pnr-bundle-kind.h"
#include "plan/pnr-plan-market.h"

enum {
  SHOES = 1,
  CARE,
  SOCKS
};

typedef struct {
  PnrContents *contents;
  PnrBasketSet *baskets;
  PnrScenario *scenario;
  PnrBundle *bundle;
  GPtrArray *bundles;
} Fixture;

static void
add_product (PnrContents *contents, gint64 id, const char *sku, gint64 price_minor,
             gint64 cost_minor, gint64 weight_g)
{
  PnrProduct *product = pnr_product_new (id);

  pnr_product_set_sku (product, sku);
  pnr_product_set_price_minor (product, price_minor);
  pnr_product_set_cost_minor (product, cost_minor);
  pnr_product_set_weight_g (product, weight_g);
  pnr_contents_take (contents, product);
}

/* A hundred orders of each product. */
static PnrBasketSet *
make_baskets (void)
{
  PnrBasketSetBuilder *builder = pnr_basket_set_builder_new ();

  for (gint64 id = SHOES; id <= SOCKS; id++) {
    guint32 item = pnr_basket_set_builder_add_item (builder, id, "");

    for (guint i = 0; i < 100; i++) {
      pnr_basket_set_builder_add_entry (builder, item);
      pnr_basket_set_builder_end_basket (builder);
    }
  }
  return pnr_basket_set_builder_end (builder);
}

static void
assume (Fixture *self, const char *name, double value)
{
  PnrAssumption *assumption = pnr_assumption_new ();

  pnr_assumption_set_name (assumption, name);
  pnr_assumption_set_value (assumption, value);
  g_ptr_array_add (pnr_scenario_get_assumptions (self->scenario), assumption);
}

static void
set_up (Fixture *self, gconstpointer data)
{
  self->contents = pnr_contents_new ("Plan", "EUR");
  add_product (self->contents, SHOES, "SHOES", 8000, 4400, 1400);
  add_product (self->contents, CARE, "CARE", 1200, 450, 300);
  add_product (self->contents, SOCKS, "SOCKS", 1200, 450, 200);
  self->baskets = make_baskets ();
  self->scenario = pnr_scenario_new (1);
  self->bundle = pnr_bundle_new (9);
  pnr_bundle_set_sku (self->bundle, "SET");
  pnr_bundle_set_kind (self->bundle, PNR_BUNDLE_KIND_PURE);
  self->bundles = g_ptr_array_new ();
  g_ptr_array_add (self->bundles, self->bundle);
  assume (self, "parcel up to 5000 g", 8.50);
  assume (self, "Parcel up to 2000 g", 6.00);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  pnr_contents_unref (self->contents);
  pnr_basket_set_unref (self->baskets);
  g_object_unref (self->scenario);
  g_object_unref (self->bundle);
  g_ptr_array_unref (self->bundles);
}

static PnrMarket *
make_market (Fixture *self)
{
  g_autoptr (GError) error = NULL;
  PnrMarket *market =
      pnr_plan_market_new (self->contents, self->baskets, self->bundles, self->scenario, &error);

  g_assert_no_error (error);
  return market;
}

static PnrOutcome *
simulate (PnrMarket *market)
{
  PnrSimulationSettings settings = { .seed = 1, .n_shoppers = 4096, .n_threads = 1 };
  g_autoptr (GError) error = NULL;
  PnrOutcome *outcome = pnr_simulate (market, &settings, NULL, &error);

  g_assert_no_error (error);
  return outcome;
}

static double
get_per_order (PnrOutcome *outcome, PnrSide side, PnrMetric metric)
{
  double orders = outcome->estimates[side][PNR_METRIC_ORDERS].value;

  g_assert_cmpfloat (orders, >, 0.0);
  return outcome->estimates[side][metric].value / orders;
}

static void
assert_per_order (PnrOutcome *outcome, PnrSide side, double paid, double ship, double contribution)
{
  g_assert_cmpfloat_with_epsilon (get_per_order (outcome, side, PNR_METRIC_REVENUE), paid, 1e-6);
  g_assert_cmpfloat_with_epsilon (get_per_order (outcome, side, PNR_METRIC_SHIPPING), ship, 1e-6);
  g_assert_cmpfloat_with_epsilon (get_per_order (outcome, side, PNR_METRIC_CONTRIBUTION),
                                  contribution, 1e-6);
}

/* With everything in one pure bundle at the sum of its parts every order is that bundle. */
static void
check_bundle (Fixture *self, gint64 n_shoes, gint64 n_care, gint64 n_socks, double paid,
              double ship, double contribution)
{
  gint64 quantities[] = { n_shoes, n_care, n_socks };
  g_autoptr (PnrMarket) market = NULL;
  g_autoptr (PnrOutcome) outcome = NULL;

  for (gint64 id = SHOES; id <= SOCKS; id++)
    if (quantities[id - 1] > 0)
      pnr_bundle_set_component (self->bundle, id, quantities[id - 1], PNR_COMPONENT_ROLE_MAIN);
  market = make_market (self);
  /* Shoes alone are the whole market, and two pairs no bundle that a merchant would call pure. */
  market->bundles[0].is_pure = TRUE;
  outcome = simulate (market);
  assert_per_order (outcome, PNR_SIDE_SCENARIO, paid, ship, contribution);
}

static void
test_golden_pair (Fixture *self, gconstpointer data)
{
  check_bundle (self, 1, 1, 0, 9200.0, 600.0, 3750.0);
}

static void
test_golden_three (Fixture *self, gconstpointer data)
{
  check_bundle (self, 1, 1, 1, 10400.0, 600.0, 4500.0);
}

/* The second pair is over two kilograms. The baseline is the shoes alone. */
static void
test_golden_two_pairs (Fixture *self, gconstpointer data)
{
  g_autoptr (PnrMarket) market = NULL;
  g_autoptr (PnrOutcome) outcome = NULL;

  check_bundle (self, 2, 0, 0, 16000.0, 850.0, 6350.0);
  market = make_market (self);
  market->products[0].decay_e4 = 0;
  outcome = simulate (market);
  assert_per_order (outcome, PNR_SIDE_BASELINE, 8000.0, 600.0, 3000.0);
}

/* The shopper pays 4.90, until the two together are dear enough to be sent for nothing. */
static void
test_free_from (Fixture *self, gconstpointer data)
{
  g_autoptr (PnrMarket) market = NULL;
  g_autoptr (PnrOutcome) outcome = NULL;

  assume (self, "shipping charge", 4.90);
  check_bundle (self, 1, 1, 0, 9200.0, 600.0, 4240.0);
  assume (self, "free shipping from", 92.00);
  market = make_market (self);
  g_assert_cmpint (market->tariff.charge_minor, ==, 490);
  g_assert_cmpint (market->tariff.free_from_minor, ==, 9200);
  market->bundles[0].is_pure = TRUE;
  outcome = simulate (market);
  assert_per_order (outcome, PNR_SIDE_SCENARIO, 9200.0, 600.0, 3750.0);
}

/* What has no weight is told, and only where it matters. */
static void
test_no_weight (Fixture *self, gconstpointer data)
{
  g_autoptr (PnrMarket) market = NULL, plain = NULL;
  g_autoptr (PnrOutcome) outcome = NULL, light = NULL;

  for (gint64 id = SHOES; id <= CARE; id++)
    pnr_bundle_set_component (self->bundle, id, 1, PNR_COMPONENT_ROLE_MAIN);
  market = make_market (self);
  outcome = simulate (market);
  plain = pnr_market_copy (market);
  plain->products[1].weight_g = 0;
  light = simulate (plain);
  g_assert_cmpuint (light->warnings->len, ==, outcome->warnings->len + 1);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, func) g_test_add ("/plan/parcels/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("golden-pair", test_golden_pair);
  ADD ("golden-three", test_golden_three);
  ADD ("golden-two-pairs", test_golden_two_pairs);
  ADD ("free-from", test_free_from);
  ADD ("no-weight", test_no_weight);
#undef ADD
  return g_test_run ();
}

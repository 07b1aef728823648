/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A market's stamp tells every input from every other. */
#include "base/pnr-money.h"
#include "model/pnr-market.h"

static PnrMarket *
make_market (void)
{
  PnrMarket *market = pnr_market_new ("EUR");

  for (guint j = 0; j < 2; j++) {
    PnrMarketProduct *product = pnr_market_add_product (market, j == 0 ? "A" : "B", "name");

    product->price_minor = 1000 + 500 * j;
    product->cost_minor = 400;
    product->n_orders = 10;
  }
  pnr_market_add_bundle (market, "AB", "name")->price_minor = 1300;
  return market;
}

#define OFFSET(field) G_STRUCT_OFFSET (PnrMarket, field)

/* Every whole number of a market that its maker may fill. */
static const gsize numbers[] = {
  OFFSET (products[1].price_minor),
  OFFSET (products[1].cost_minor),
  OFFSET (products[1].weight_g),
  OFFSET (products[1].vat_ppm),
  OFFSET (products[1].n_orders),
  OFFSET (products[1].max_quantity),
  OFFSET (products[1].decay_e4),
  OFFSET (products[1].paid_e3),
  OFFSET (products[1].reduced_ppm),
  OFFSET (products[1].n_units_milli),
  OFFSET (products[1].n_second_orders),
  OFFSET (products[1].second_ppm),
  OFFSET (products[1].n_weeks),
  OFFSET (products[1].n_prices),
  OFFSET (n_pair_orders[1][0]),
  OFFSET (bundles[0].quantity[1]),
  OFFSET (bundles[0].anchor_quantity[0]),
  OFFSET (bundles[0].anchor_quantity[1]),
  OFFSET (bundles[0].price_minor),
  OFFSET (bundles[0].off_ppm),
  OFFSET (bundles[0].threshold_minor),
  OFFSET (bundles[0].handling_minor),
  OFFSET (n_orders),
  OFFSET (costs.ship_order_minor),
  OFFSET (costs.ship_unit_minor),
  OFFSET (costs.fee_ppm),
  OFFSET (costs.fee_fixed_minor),
  OFFSET (costs.vat_ppm),
  OFFSET (cost_beliefs[PNR_MARKET_COST_SHIP_ORDER].low),
  OFFSET (cost_beliefs[PNR_MARKET_COST_SHIP_ORDER].high),
  OFFSET (cost_beliefs[PNR_MARKET_COST_VAT].high),
  OFFSET (theta_percent[0][1]),
  OFFSET (tariff.charge_minor),
  OFFSET (tariff.free_from_minor),
};

static const gsize words[] = {
  OFFSET (products[1].alternative_group),
  OFFSET (bundles[0].kind),
  OFFSET (bundles[0].optional),
  OFFSET (bundles[0].n_of),
  OFFSET (bundles[0].n_least),
  OFFSET (bundles[0].n_step),
  OFFSET (bundles[0].fixed),
  OFFSET (bundles[0].tier_basis),
  OFFSET (bundles[0].is_pure),
  OFFSET (tariff.split),
};

static const gsize ranges[] = {
  OFFSET (products[1].further_unit), OFFSET (products[1].elasticity),
  OFFSET (products[1].awareness),    OFFSET (bundles[0].exposure),
  OFFSET (bundles[0].friction),      OFFSET (bundles[0].loss),
  OFFSET (relevant_shoppers),        OFFSET (complementarity),
};

static void
assert_new (GHashTable *seen, PnrMarket *market)
{
  g_assert_true (g_hash_table_add (seen, pnr_market_dup_hash (market)));
}

static void
test_stamp (void)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (PnrMarket) plain = make_market ();

  assert_new (seen, plain);
  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++) {
    g_autoptr (PnrMarket) market = pnr_market_copy (plain);

    G_STRUCT_MEMBER (gint64, market, numbers[i]) = 7;
    assert_new (seen, market);
  }
  for (guint i = 0; i < G_N_ELEMENTS (words); i++) {
    g_autoptr (PnrMarket) market = pnr_market_copy (plain);

    G_STRUCT_MEMBER (guint, market, words[i]) = 1;
    assert_new (seen, market);
  }
  for (guint i = 0; i < G_N_ELEMENTS (ranges); i++)
    for (guint end = 0; end < 3; end++) {
      g_autoptr (PnrMarket) market = pnr_market_copy (plain);

      G_STRUCT_MEMBER (double, market, ranges[i] + end * sizeof (double)) = 0.25;
      assert_new (seen, market);
    }
}

static void
test_stamp_of_lists (void)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (PnrMarket) market = make_market ();

  for (guint i = 0; i < 2; i++) {
    market->bundles[0].tiers[i] = (PnrMarketTier){ 2 + i, 50000 };
    market->bundles[0].n_tiers = i + 1;
    assert_new (seen, market);
    market->bundles[0].tiers[i].off_ppm = 60000;
    assert_new (seen, market);
  }
  for (guint i = 0; i < 2; i++) {
    market->tariff.bands[i] = (PnrParcelBand){ 1000 * (i + 1), 400 };
    market->tariff.n_bands = i + 1;
    assert_new (seen, market);
    market->tariff.bands[i].cost_minor = 500;
    assert_new (seen, market);
  }
}

/* Results kept with a plan stay valid as long as the market says nothing that it could not say
 * when they were stamped. */
static void
test_stamp_stays (void)
{
  g_autoptr (PnrMarket) market = make_market ();
  g_autofree char *hash = pnr_market_dup_hash (market);

  g_assert_cmpstr (hash, ==, "626a79d658458c33691bab802810711158acbce273b9367614bc97d1410e2a7f");
}

/* A cost that is known to the cent stamps as it did before anybody could doubt it. */
static void
test_stamp_of_doubt (void)
{
  g_autoptr (PnrMarket) plain = make_market ();
  g_autoptr (PnrMarket) sure = make_market ();
  g_autoptr (PnrMarket) copy = NULL;
  g_autofree char *hash = pnr_market_dup_hash (plain);
  g_autofree char *of_sure = NULL;

  for (guint cost = 0; cost < PNR_MARKET_N_COSTS; cost++) {
    PnrMarketCost own = cost;

    pnr_market_set_cost (plain, own, 70 + cost);
    g_assert_cmpint (pnr_market_get_cost (plain, own), ==, 70 + cost);
    sure->cost_beliefs[cost] = (PnrCostBelief){ 500, 500, g_strdup ("contract") };
  }
  for (guint cost = 0; cost < PNR_MARKET_N_COSTS; cost++)
    g_assert_cmpint (pnr_market_get_cost (plain, cost), ==, 70 + cost);
  of_sure = pnr_market_dup_hash (sure);
  g_assert_cmpstr (hash, ==, of_sure);
  copy = pnr_market_copy (sure);
  g_assert_cmpstr (copy->cost_beliefs[0].source, ==, "contract");
  g_assert_true (copy->cost_beliefs[0].source != sure->cost_beliefs[0].source);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/market/stamp", test_stamp);
  g_test_add_func ("/model/market/stamp-of-lists", test_stamp_of_lists);
  g_test_add_func ("/model/market/stamp-stays", test_stamp_stays);
  g_test_add_func ("/model/market/stamp-of-doubt", test_stamp_of_doubt);
  return g_test_run ();
}

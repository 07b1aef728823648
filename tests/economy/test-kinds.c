/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Small random markets with offers of every kind: the engine of plans against the menu of worked
 * cases, which knows no tables of marks, no parts and no whole numbers. */
#include "config.h"

#include <math.h>
#include <string.h>

#include "base/pnr-money.h"
#include "base/pnr-report.h"
#include "economy/pnr-engine-cases.h"
#include "economy/pnr-price-sweep.h"
#include "economy/pnr-recalibration.h"
#include "economy/pnr-simulation.h"
#include "economy/pnr-tally.h"

#define N_MARKETS 300
#define N_SHOPPERS 48
#define SCALE 16

static GVariant *
list_numbers (const double *numbers, guint n)
{
  GPtrArray *items = g_ptr_array_new ();

  for (guint i = 0; i < n; i++)
    g_ptr_array_add (items, g_variant_new_double (numbers[i]));
  return pnr_report_list_end (items);
}

static GVariant *
describe_product (const PnrMarket *market, guint j, guint cap, gboolean is_withdrawn)
{
  const PnrMarketProduct *product = &market->products[j];
  GVariantDict *report = pnr_report_new ();

  pnr_report_add_number (report, "price", product->price_minor);
  pnr_report_add_number (report, "cost", product->cost_minor);
  pnr_report_add_number (report, "cap", cap);
  pnr_report_add_number (report, "decay", product->decay_e4 / 1e4);
  pnr_report_add_number (report, "weight", product->weight_g);
  pnr_report_add_truth (report, "alone", !is_withdrawn);
  if (product->alternative_group != 0)
    pnr_report_add_text (report, "group", "either");
  return pnr_report_end (report);
}

static void
describe_content (const PnrMarket *market, const PnrMarketBundle *offer, GVariantDict *report)
{
  GPtrArray *lines = g_ptr_array_new ();
  double members[PNR_MARKET_MAX_PRODUCTS];
  guint n_members = 0;

  for (guint j = 0; j < market->n_products; j++)
    if (offer->quantity[j] > 0) {
      members[n_members++] = j;
      g_ptr_array_add (lines, list_numbers ((double[]){ j, offer->quantity[j] }, 2));
    }
  if (offer->kind == PNR_OFFER_CHOICE || offer->kind == PNR_OFFER_TIER) {
    pnr_report_add_value (report, "group", list_numbers (members, n_members));
    g_ptr_array_unref (lines);
  } else
    pnr_report_add_list (report, "content", lines);
}

static GVariant *
describe_offer (const PnrMarket *market, guint b)
{
  static const char *const words[] = { "bundle", "n_of_m", "tier_percent", "addon", "gift" };
  const PnrMarketBundle *offer = &market->bundles[b];
  GVariantDict *report = pnr_report_new ();
  double percents[PNR_MARKET_MAX_PRODUCTS] = { 0 };

  pnr_report_add_text (report, "id", offer->sku);
  pnr_report_add_text (report, "kind", words[offer->kind]);
  describe_content (market, offer, report);
  for (guint count = 1; count <= PNR_MARKET_MAX_PRODUCTS; count++)
    for (guint t = 0; t < offer->n_tiers; t++)
      if (count >= offer->tiers[t].from)
        percents[count - 1] = offer->tiers[t].off_ppm / 1e4;
  if (offer->n_tiers > 0)
    pnr_report_add_value (report, "percents", list_numbers (percents, PNR_MARKET_MAX_PRODUCTS));
  pnr_report_add_number (report, "n", offer->n_of);
  pnr_report_add_number (report, "price", offer->price_minor);
  pnr_report_add_number (report, "threshold", offer->threshold_minor);
  for (guint j = 0; j < market->n_products; j++)
    if (offer->anchor_quantity[j] > 0)
      pnr_report_add_number (report, "anchor", j);
  pnr_report_add_number (report, "exposure", offer->exposure.value);
  pnr_report_add_number (report, "friction", offer->friction.value);
  pnr_report_add_number (report, "loss", offer->loss.value);
  pnr_report_add_number (report, "handling", offer->handling_minor);
  return pnr_report_end (report);
}

static GVariant *
describe_costs (const PnrMarket *market)
{
  GVariantDict *report = pnr_report_new ();
  GPtrArray *bands = g_ptr_array_new ();

  pnr_report_add_number (report, "ship_order", market->costs.ship_order_minor);
  pnr_report_add_number (report, "ship_unit", market->costs.ship_unit_minor);
  pnr_report_add_number (report, "fee_rate", market->costs.fee_ppm / 1e6);
  pnr_report_add_number (report, "fee_fixed", market->costs.fee_fixed_minor);
  pnr_report_add_number (report, "vat", market->costs.vat_ppm / 1e6);
  pnr_report_add_number (report, "ship_charge", market->tariff.charge_minor);
  if (market->tariff.free_from_minor != PNR_MONEY_UNKNOWN)
    pnr_report_add_number (report, "free_ship_from", market->tariff.free_from_minor);
  for (guint i = 0; i < market->tariff.n_bands; i++)
    g_ptr_array_add (bands, list_numbers ((double[]){ market->tariff.bands[i].up_to,
                                                      market->tariff.bands[i].cost_minor },
                                          2));
  pnr_report_add_list (report, "ship_bands", bands);
  return pnr_report_end (report);
}

static GVariant *
describe_menu (const PnrMarket *market, gboolean has_offers)
{
  GVariantDict *report = pnr_report_new ();
  GPtrArray *products = g_ptr_array_new (), *offers = g_ptr_array_new ();
  GPtrArray *theta = g_ptr_array_new ();
  guint caps[PNR_MARKET_MAX_PRODUCTS];

  pnr_market_get_caps (market, caps);
  for (guint j = 0; j < market->n_products; j++) {
    gboolean is_withdrawn = has_offers && (pnr_market_get_withdrawn (market) >> j & 1);

    g_ptr_array_add (products, describe_product (market, j, caps[j], is_withdrawn));
    for (guint k = 0; k < j; k++)
      g_ptr_array_add (theta,
                       list_numbers ((double[]){ j, k, market->theta_percent[j][k] / 100.0 }, 3));
  }
  for (guint b = 0; has_offers && b < market->n_bundles; b++)
    g_ptr_array_add (offers, describe_offer (market, b));
  pnr_report_add_list (report, "products", products);
  pnr_report_add_list (report, "theta", theta);
  pnr_report_add_list (report, "offers", offers);
  pnr_report_add_value (report, "costs", describe_costs (market));
  return pnr_report_end (report);
}

static GVariant *
solve_by_menu (const PnrMarket *market, const PnrCrowd *crowd)
{
  g_autoptr (GVariant) inputs = NULL;
  g_autoptr (GError) error = NULL;
  GVariantDict *report = pnr_report_new ();
  GPtrArray *shoppers = g_ptr_array_new ();
  GVariant *answer;

  for (guint i = 0; i < crowd->n; i++) {
    GVariantDict *shopper = pnr_report_new ();
    double wtp[PNR_MARKET_MAX_PRODUCTS], aware[PNR_MARKET_MAX_PRODUCTS];

    for (guint j = 0; j < market->n_products; j++) {
      wtp[j] = (double) crowd->values[j * PNR_DEMAND_BLOCK + i] / crowd->scale;
      aware[j] = crowd->knows[i] >> j & 1;
    }
    pnr_report_add_value (shopper, "wtp", list_numbers (wtp, market->n_products));
    pnr_report_add_value (shopper, "aware", list_numbers (aware, market->n_products));
    g_ptr_array_add (shoppers, pnr_report_end (shopper));
  }
  pnr_report_add_value (report, "baseline", describe_menu (market, FALSE));
  pnr_report_add_value (report, "scenario", describe_menu (market, TRUE));
  pnr_report_add_list (report, "shoppers", shoppers);
  inputs = g_variant_ref_sink (pnr_report_end (report));
  answer = pnr_choice_case_solve ("simulate_list", inputs, NULL, &error);
  g_assert_no_error (error);
  return g_variant_ref_sink (answer);
}

typedef struct {
  GRand *rand;
  PnrMarket *market;
  guint kinds; /* which are in it */
} Dice;

static gint64
roll (Dice *dice, gint64 from, gint64 to)
{
  return g_rand_int_range (dice->rand, (gint32) from, (gint32) to + 1);
}

static void
set_price (Dice *dice, PnrMarketBundle *offer, double share)
{
  gint64 sum = 0;
  guint n = 0;

  for (guint j = 0; j < dice->market->n_products; j++) {
    sum += offer->quantity[j] * dice->market->products[j].price_minor;
    n += offer->quantity[j] > 0;
  }
  if (offer->kind == PNR_OFFER_CHOICE)
    sum = sum * offer->n_of / n;
  if (offer->kind != PNR_OFFER_TIER && offer->kind != PNR_OFFER_GIFT)
    offer->price_minor = MAX (1, (gint64) (sum * share));
}

static void
add_offer (Dice *dice)
{
  PnrMarket *market = dice->market;
  g_autofree char *sku = g_strdup_printf ("O%u", market->n_bundles);
  PnrMarketBundle *offer = pnr_market_add_bundle (market, sku, sku);
  guint first = (guint) roll (dice, 0, market->n_products - 1);
  guint second = (first + 1) % market->n_products;

  offer->kind = (PnrOfferKind) roll (dice, PNR_OFFER_BUNDLE, PNR_OFFER_GIFT);
  dice->kinds |= 1u << offer->kind;
  offer->quantity[first] = 1;
  offer->handling_minor = roll (dice, 0, 1) * 25;
  offer->friction.value = roll (dice, 0, 2) * 40;
  offer->loss.value = roll (dice, 0, 2) * 0.125;
  if (roll (dice, 0, 1))
    offer->exposure.value = 0.25 * roll (dice, 1, 3);
  offer->exposure.low = offer->exposure.high = offer->exposure.value;
  if (offer->kind == PNR_OFFER_ADD_ON || offer->kind == PNR_OFFER_GIFT)
    offer->anchor_quantity[second] = offer->kind == PNR_OFFER_ADD_ON;
  else
    offer->quantity[second] = 1 + (offer->kind == PNR_OFFER_BUNDLE && roll (dice, 0, 3) == 0);
  if (offer->kind == PNR_OFFER_CHOICE) {
    for (guint j = 0; j < market->n_products; j++)
      offer->quantity[j] = 1;
    offer->n_of = (guint) roll (dice, 2, market->n_products);
  }
  for (guint t = 0; offer->kind == PNR_OFFER_TIER && t < 2; t++)
    offer->tiers[offer->n_tiers++] = (PnrMarketTier){ 2 + t, 100000 * (t + 1) };
  offer->threshold_minor = offer->kind == PNR_OFFER_GIFT ? roll (dice, 20, 60) * 100 : 0;
  offer->is_pure = (offer->kind == PNR_OFFER_BUNDLE || offer->kind == PNR_OFFER_CHOICE)
                   && roll (dice, 0, 4) == 0;
  set_price (dice, offer, roll (dice, 70, 100) / 100.0);
}

/* Tiers count single products only, and in the whole basket, which the menu looks at as one: where
 * there is one, something joins everything. */
static void
join_everything (PnrMarket *market)
{
  market->tariff.charge_minor = 300;
}

static void
roll_costs (Dice *dice)
{
  PnrMarket *market = dice->market;

  market->costs = (PnrMarketCosts){ roll (dice, 0, 400), roll (dice, 0, 50), 20000, 30, 190000 };
  if (roll (dice, 0, 2) == 0)
    for (guint i = 0; i < 3; i++)
      market->tariff.bands[market->tariff.n_bands++] = (PnrParcelBand){ 1000 << i, 350 + 200 * i };
  if (roll (dice, 0, 3) == 0) {
    market->tariff.charge_minor = roll (dice, 100, 500);
    if (roll (dice, 0, 1))
      market->tariff.free_from_minor = roll (dice, 2000, 6000);
  }
}

static void
roll_market (Dice *dice)
{
  guint n_products = (guint) roll (dice, 2, 4), n_offers = (guint) roll (dice, 1, 3);
  gboolean has_bonds = roll (dice, 0, 3) == 0, has_alternatives = roll (dice, 0, 4) == 0;

  dice->market = pnr_market_new ("EUR");
  for (guint j = 0; j < n_products; j++) {
    g_autofree char *sku = g_strdup_printf ("P%u", j);
    PnrMarketProduct *product = pnr_market_add_product (dice->market, sku, sku);

    product->price_minor = roll (dice, 8, 40) * 100;
    product->cost_minor = product->price_minor * roll (dice, 20, 70) / 100;
    product->weight_g = roll (dice, 1, 20) * 100;
    product->n_orders = 100;
    product->max_quantity = roll (dice, 0, 3) == 0 ? 2 : 1;
    product->alternative_group = has_alternatives && j < 2;
    if (roll (dice, 0, 3) == 0)
      product->awareness = (PnrRange){ 0.5, 0.5, 0.5 };
    for (guint k = 0; has_bonds && k < j; k++)
      dice->market->theta_percent[j][k] = dice->market->theta_percent[k][j] =
          25 * roll (dice, -1, 2);
  }
  roll_costs (dice);
  for (guint b = 0; b < n_offers; b++)
    add_offer (dice);
  for (guint b = 0; b < n_offers; b++)
    if (dice->market->bundles[b].kind == PNR_OFFER_TIER)
      join_everything (dice->market);
}

/* Whole minor units, so that every share of a value is whole in parts of one. */
static void
roll_crowd (Dice *dice, PnrCrowd *crowd)
{
  crowd->n = N_SHOPPERS;
  crowd->scale = SCALE;
  for (guint i = 0; i < crowd->n; i++) {
    crowd->knows[i] = crowd->sees[i] = 0;
    for (guint j = 0; j < dice->market->n_products; j++) {
      gint64 price = dice->market->products[j].price_minor;

      crowd->values[j * PNR_DEMAND_BLOCK + i] =
          (gint32) (SCALE * roll (dice, price / 4, 2 * price));
      crowd->knows[i] |=
          (guint16) ((dice->market->products[j].awareness.value == 1.0 || roll (dice, 0, 1)) << j);
    }
  }
}

static void
assert_number (GVariant *report, const char *key, double found, double unit)
{
  double wanted = NAN;

  pnr_report_get_number (report, key, &wanted);
  if (isnan (wanted) && isnan (found))
    return;
  if (!(fabs (found - wanted) <= 1e-3 * unit + 1e-4 * fabs (wanted)))
    g_error ("%s is %.9g, the menu says %.9g", key, found, wanted);
}

static void
compare_side (GVariant *answer, const char *name, const double *figures)
{
  g_autoptr (GVariant) side = pnr_report_get (answer, name);

  assert_number (side, "orders", figures[PNR_METRIC_ORDERS], 1.0);
  assert_number (side, "goods_revenue", figures[PNR_METRIC_REVENUE], 1000.0);
  assert_number (side, "cogs_handling", figures[PNR_METRIC_COST], 1000.0);
  assert_number (side, "ship_cost", figures[PNR_METRIC_SHIPPING], 1000.0);
  assert_number (side, "contribution", figures[PNR_METRIC_CONTRIBUTION], 1000.0);
  assert_number (side, "consumer_surplus", figures[PNR_METRIC_SURPLUS], 1000.0);
  assert_number (side, "aov", figures[PNR_METRIC_AOV], 1000.0);
}

static void
compare_offers (GVariant *answer, const PnrMarket *market, const PnrOutcome *outcome)
{
  g_autoptr (GVariant) scenario = pnr_report_get (answer, "scenario");
  g_autoptr (GVariant) offers = pnr_report_get (scenario, "offers");

  for (guint b = 0; b < market->n_bundles; b++) {
    const PnrOfferOutcome *found = g_ptr_array_index (outcome->offers, b);
    g_autoptr (GVariant) offer = pnr_report_get (offers, market->bundles[b].sku);

    assert_number (offer, "exposed", found->exposed, 1.0);
    assert_number (offer, "taken", found->taken, 1.0);
    assert_number (offer, "take_rate", found->take_rate, 1.0);
    if (found->taken > 0.0) {
      assert_number (offer, "giveaway", found->takers.giveaway * found->taken, 1.0);
      assert_number (offer, "trade_up", found->takers.trade_up * found->taken, 1.0);
      assert_number (offer, "switch", found->takers.switched * found->taken, 1.0);
      assert_number (offer, "new", found->takers.fresh * found->taken, 1.0);
    }
    if (market->bundles[b].kind != PNR_OFFER_TIER) {
      assert_number (offer, "revenue", found->revenue, 1000.0);
      assert_number (offer, "cannibalisation", found->cannibalisation, 1.0);
    }
  }
}

/* What the draws would have said. */
static void
fill_belief (const PnrMarket *market, PnrBelief *belief)
{
  *belief = (PnrBelief){ .n_shoppers = N_SHOPPERS, .demand = { .scale = SCALE } };
  for (guint b = 0; b < market->n_bundles; b++) {
    belief->exposure[b] = market->bundles[b].exposure.value;
    belief->loss[b] = market->bundles[b].loss.value;
  }
}

static void
test_menu (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (4711);
  g_autofree PnrCrowd *crowd = g_new0 (PnrCrowd, 1);
  guint kinds = 0;

  for (guint turn = 0; turn < N_MARKETS; turn++) {
    Dice dice = { .rand = rand };
    g_autoptr (PnrShop) shop = NULL;
    g_autoptr (PnrTally) tally = NULL;
    g_autoptr (GVariant) answer = NULL;
    g_autoptr (PnrOutcome) outcome = pnr_outcome_new ("EUR");
    PnrFigures figures;
    PnrBelief belief;

    roll_market (&dice);
    roll_crowd (&dice, crowd);
    fill_belief (dice.market, &belief);
    shop = pnr_shop_new (dice.market, NULL);
    tally = pnr_tally_new (shop);
    pnr_tally_serve (tally, shop, dice.market, &belief, crowd);
    pnr_tally_to_figures (tally, shop, dice.market, &belief, figures);
    pnr_tally_fill_outcome (tally, shop, dice.market, &belief, outcome);
    answer = solve_by_menu (dice.market, crowd);
    g_test_message ("market %u", turn);
    compare_side (answer, "baseline", figures[PNR_SIDE_BASELINE]);
    compare_side (answer, "scenario", figures[PNR_SIDE_SCENARIO]);
    compare_offers (answer, dice.market, outcome);
    kinds |= dice.kinds;
    pnr_market_unref (dice.market);
  }
  g_assert_cmpuint (kinds, ==, (1u << (PNR_OFFER_GIFT + 1)) - 1);
}

static PnrMarketProduct *
add_product (PnrMarket *market, const char *sku, gint64 price, gint64 n_orders)
{
  PnrMarketProduct *product = pnr_market_add_product (market, sku, sku);

  product->price_minor = price;
  product->cost_minor = price * 45 / 100;
  product->weight_g = price / 4;
  product->n_orders = n_orders;
  return product;
}

static PnrMarketBundle *
add_kind (PnrMarket *market, PnrOfferKind kind, gint64 price)
{
  static const char *const skus[] = { "SET", "ANY", "STEP", "ADD", "GIFT" };
  PnrMarketBundle *offer = pnr_market_add_bundle (market, skus[kind], skus[kind]);

  offer->kind = kind;
  offer->price_minor = price;
  return offer;
}

/* Four products that share little and one that two in three know. */
static PnrMarket *
make_plain_market (void)
{
  PnrMarket *market = pnr_market_new ("EUR");

  add_product (market, "A", 4000, 300);
  add_product (market, "B", 2500, 400);
  add_product (market, "C", 1500, 350);
  add_product (market, "D", 3000, 250);
  market->n_pair_orders[0][1] = market->n_pair_orders[1][0] = 60;
  market->n_orders = 1100;
  market->relevant_shoppers = (PnrRange){ 8000, 4000, 16000 };
  market->costs = (PnrMarketCosts){ 390, 20, 19000, 30, 190000 };
  return market;
}

/* Every kind of offer that has a price to look for, and what makes the looking hard. */
static PnrMarket *
make_priced_market (void)
{
  PnrMarket *market = make_plain_market ();
  PnrMarketBundle *set = add_kind (market, PNR_OFFER_BUNDLE, 5500);
  PnrMarketBundle *any, *add;

  set->quantity[0] = set->quantity[1] = 1;
  set->loss = (PnrRange){ 0.02, 0.0, 0.05 };
  any = add_kind (market, PNR_OFFER_CHOICE, 3600);
  any->quantity[1] = any->quantity[2] = any->quantity[3] = 1;
  any->n_of = 2;
  any->handling_minor = 40;
  add = add_kind (market, PNR_OFFER_ADD_ON, 1100);
  add->quantity[2] = 1;
  add->anchor_quantity[0] = 1;
  add->exposure = (PnrRange){ 0.6, 0.4, 0.8 };
  add->friction = (PnrRange){ 50, 0, 100 };
  market->products[2].awareness = (PnrRange){ 0.7, 0.5, 0.9 };
  market->products[1].max_quantity = 2;
  market->products[3].vat_ppm = 70000;
  market->tariff.charge_minor = 200;
  for (guint i = 0; i < 3; i++)
    market->tariff.bands[market->tariff.n_bands++] = (PnrParcelBand){ 600 << i, 300 + 150 * i };
  market->theta_percent[0][2] = market->theta_percent[2][0] = 10;
  return market;
}

/* The sweep and a fresh simulation at the same price are two ways to one number. */
static void
test_sweep (void)
{
  static const double shares[] = { 0.8, 0.9, 1.0, 1.2 };
  g_autoptr (PnrMarket) market = make_priced_market ();
  PnrSimulationSettings settings = { .n_shoppers = 8192, .seed = 3 };

  for (guint b = 0; b < market->n_bundles; b++) {
    g_autoptr (GError) error = NULL;
    g_autoptr (PnrPriceSweep) sweep = pnr_price_sweep_new (market, b, &settings, NULL, &error);

    g_assert_no_error (error);
    for (guint i = 0; i < G_N_ELEMENTS (shares); i++) {
      g_autoptr (PnrMarket) own = pnr_market_copy (market);
      g_autoptr (PnrOutcome) outcome = NULL;
      const PnrEstimate *scenario;
      PnrPricePoint point;

      own->bundles[b].price_minor = (gint64) (market->bundles[b].price_minor * shares[i]) + 1;
      outcome = pnr_simulate (own, &settings, NULL, &error);
      g_assert_no_error (error);
      scenario = outcome->estimates[PNR_SIDE_SCENARIO];
      pnr_price_sweep_evaluate (sweep, own->bundles[b].price_minor, &point);
      g_assert_cmpfloat_with_epsilon (point.profit, scenario[PNR_METRIC_CONTRIBUTION].value,
                                      1e-4 * fabs (point.profit));
      g_assert_cmpfloat_with_epsilon (point.revenue, scenario[PNR_METRIC_REVENUE].value,
                                      1e-4 * point.revenue);
      g_assert_cmpfloat_with_epsilon (point.surplus, scenario[PNR_METRIC_SURPLUS].value,
                                      1e-4 * point.surplus);
      g_assert_cmpfloat_with_epsilon (point.units, scenario[PNR_METRIC_UNITS].value,
                                      1e-4 * point.units);
    }
  }
}

static void
test_search (void)
{
  g_autoptr (PnrMarket) market = make_priced_market ();
  PnrSimulationSettings settings = { .n_shoppers = 4096, .n_draws = 4 };
  PnrPriceLimits limits = { .margin_floor = NAN, .max_discount = NAN };

  for (guint b = 0; b < market->n_bundles; b++) {
    g_autoptr (GError) error = NULL;
    g_autoptr (PnrPriceCurve) curve =
        pnr_find_bundle_price (market, b, &limits, &settings, NULL, &error);

    g_assert_no_error (error);
    g_assert_cmpfloat (curve->profit, >=, curve->profit_at_current * (1.0 - 1e-12));
    g_assert_cmpint (curve->best_minor, >=, curve->cost_minor);
    g_assert_cmpint (curve->best_minor, <=, curve->sum_minor);
  }
}

static void
assert_refused (PnrMarket *market, const char *word)
{
  PnrSimulationSettings settings = { .n_shoppers = 1024 };
  PnrPriceLimits limits = { .margin_floor = NAN, .max_discount = NAN };
  g_autoptr (GError) error = NULL;

  g_assert_null (pnr_find_bundle_price (market, 0, &limits, &settings, NULL, &error));
  g_assert_error (error, PNR_ECONOMY_ERROR, PNR_ECONOMY_ERROR_NO_ALLOWED_PRICE);
  g_assert_nonnull (strstr (error->message, word));
}

static void
test_refusals (void)
{
  g_autoptr (PnrMarket) market = make_plain_market ();
  PnrMarketBundle *offer = add_kind (market, PNR_OFFER_TIER, 0);

  offer->quantity[0] = offer->quantity[1] = 1;
  offer->tiers[offer->n_tiers++] = (PnrMarketTier){ 2, 100000 };
  assert_refused (market, "percentage");
  offer->kind = PNR_OFFER_GIFT;
  offer->threshold_minor = 5000;
  assert_refused (market, "gift");
  offer->kind = PNR_OFFER_CHOICE;
  offer->n_of = 1;
  offer->off_ppm = 100000;
  assert_refused (market, "chosen");
}

static PnrMarket *
make_full_market (guint n_uncertain)
{
  PnrMarket *market = make_priced_market ();
  PnrMarketBundle *step = add_kind (market, PNR_OFFER_TIER, 0);
  PnrMarketBundle *gift = add_kind (market, PNR_OFFER_GIFT, 0);

  step->quantity[0] = step->quantity[3] = 1;
  step->tiers[step->n_tiers++] = (PnrMarketTier){ 2, 80000 };
  gift->quantity[2] = 1;
  gift->threshold_minor = 6000;
  for (guint b = 0; b < market->n_bundles; b++)
    market->bundles[b].exposure =
        b < n_uncertain ? (PnrRange){ 0.5, 0.5, 0.5 } : (PnrRange){ 1, 1, 1 };
  return market;
}

static void
test_threads (gconstpointer n_uncertain)
{
  static const guint n_threads[] = { 1, 2, 8 };
  g_autoptr (PnrMarket) market = make_full_market (GPOINTER_TO_UINT (n_uncertain));
  g_autofree char *first = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (n_threads); i++) {
    PnrSimulationSettings settings = { .n_shoppers = 16384,
                                       .n_threads = n_threads[i],
                                       .n_draws = 4 };
    g_autoptr (GError) error = NULL;
    g_autoptr (PnrOutcome) outcome = pnr_simulate (market, &settings, NULL, &error);
    g_autoptr (GVariant) report = NULL;
    g_autofree char *text = NULL;

    g_assert_no_error (error);
    report = g_variant_ref_sink (pnr_outcome_to_report (outcome));
    text = g_variant_print (report, TRUE);
    if (first == NULL)
      first = g_steal_pointer (&text);
    else
      g_assert_cmpstr (first, ==, text);
  }
}

/* Chance for each shopper comes to the same as every set of offers weighed by its probability. */
static void
test_drawn_exposure (void)
{
  PnrSimulationSettings settings = { .n_shoppers = 131072 };
  double contribution[2];

  for (guint turn = 0; turn < 2; turn++) {
    g_autoptr (PnrMarket) market = make_full_market (3);
    g_autoptr (PnrOutcome) outcome = NULL;

    /* A fourth offer that nearly everybody sees makes the rest a matter of chance. */
    if (turn == 1)
      market->bundles[3].exposure = (PnrRange){ 0.999999, 0.999999, 0.999999 };
    outcome = pnr_simulate (market, &settings, NULL, NULL);
    contribution[turn] = outcome->estimates[PNR_SIDE_SCENARIO][PNR_METRIC_CONTRIBUTION].value;
  }
  g_assert_cmpfloat_with_epsilon (contribution[0], contribution[1], 0.003 * contribution[0]);
}

/* Bonds of nothing, in a market that is looked at as one, change no bit. */
static void
test_no_theta (void)
{
  g_autofree PnrCrowd *crowd = g_new0 (PnrCrowd, 1);
  g_autofree gint32 *surplus = g_new0 (gint32, 2 * PNR_DEMAND_BLOCK);
  g_autofree guint32 *content = g_new0 (guint32, 2 * PNR_DEMAND_BLOCK);
  g_autoptr (PnrMarket) market = make_plain_market ();
  g_autoptr (PnrPriceTable) plain = NULL;
  g_autoptr (PnrPriceTable) bonded = NULL;
  g_autoptr (GRand) rand = g_rand_new_with_seed (7);

  market->products[1].max_quantity = 3;
  plain = pnr_price_table_new (market, &(PnrPriceTableOptions){ .products = 15 });
  /* Whole baskets are valued one by one only where there is a bond. */
  market->theta_percent[0][3] = market->theta_percent[3][0] = 50;
  bonded = pnr_price_table_new (market, &(PnrPriceTableOptions){ .products = 15 });
  for (guint x = 0; x < bonded->n_products; x++)
    memset (bonded->bond_percent[x], 0, sizeof bonded->bond_percent[x]);
  for (guint i = 0; i < PNR_MARKET_MAX_PRODUCTS * PNR_DEMAND_BLOCK; i++)
    crowd->values[i] = g_rand_int_range (rand, -1000, 90000);
  pnr_price_table_choose (plain, crowd->values, PNR_DEMAND_BLOCK, PNR_DEMAND_BLOCK, SCALE, surplus,
                          content);
  pnr_price_table_choose (bonded, crowd->values, PNR_DEMAND_BLOCK, PNR_DEMAND_BLOCK, SCALE,
                          surplus + PNR_DEMAND_BLOCK, content + PNR_DEMAND_BLOCK);
  g_assert_true (bonded->has_bonds);
  g_assert_cmpmem (surplus, sizeof (gint32) * PNR_DEMAND_BLOCK, surplus + PNR_DEMAND_BLOCK,
                   sizeof (gint32) * PNR_DEMAND_BLOCK);
  g_assert_cmpmem (content, sizeof (guint32) * PNR_DEMAND_BLOCK, content + PNR_DEMAND_BLOCK,
                   sizeof (guint32) * PNR_DEMAND_BLOCK);
}

/* One more way to buy, at its best price, never earns less than either way alone. */
static void
test_mixed_is_best (void)
{
  PnrSimulationSettings settings = { .n_shoppers = 4096 };
  PnrPriceLimits limits = { .margin_floor = NAN, .max_discount = NAN };

  for (guint turn = 0; turn < 8; turn++) {
    g_autoptr (PnrMarket) market = make_plain_market ();
    g_autoptr (PnrPriceCurve) mixed = NULL;
    g_autoptr (PnrPriceCurve) pure = NULL;
    PnrMarketBundle *set = add_kind (market, PNR_OFFER_BUNDLE, 5000);

    set->quantity[turn % 4] = set->quantity[(turn + 1 + turn / 4) % 4] = 1;
    mixed = pnr_find_bundle_price (market, 0, &limits, &settings, NULL, NULL);
    set->is_pure = TRUE;
    pure = pnr_find_bundle_price (market, 0, &limits, &settings, NULL, NULL);
    g_assert_cmpfloat (mixed->profit, >=, mixed->profit_without * (1.0 - 1e-12));
    g_assert_cmpfloat (mixed->profit, >=, pure->profit);
  }
}

/* Whatever stands between worth and sale, the baseline sells what was sold. */
static void
test_recalibration (void)
{
  g_autoptr (PnrMarket) market = make_full_market (0);
  PnrSimulationSettings settings = { .n_shoppers = 65536 };
  g_autoptr (PnrOutcome) outcome = NULL;
  double revenue = 0.0;

  market->tariff.charge_minor = 400;
  market->theta_percent[0][1] = market->theta_percent[1][0] = 25;
  market->products[2].alternative_group = market->products[3].alternative_group = 1;
  market->products[1].max_quantity = 1;
  for (guint j = 0; j < market->n_products; j++)
    revenue += (double) market->products[j].n_orders * market->products[j].price_minor;
  outcome = pnr_simulate (market, &settings, NULL, NULL);
  g_assert_cmpfloat_with_epsilon (outcome->estimates[PNR_SIDE_BASELINE][PNR_METRIC_REVENUE].value,
                                  revenue, 0.01 * revenue);
  market->tariff.charge_minor = 0;
  g_assert_false (pnr_market_is_additive (market));
}

/* 100 at 19 % and 50 at 7 %, together 120: 80 of it carry 19 %. */
static void
test_taxes (void)
{
  g_autoptr (PnrMarket) market = pnr_market_new ("EUR");
  g_autoptr (PnrPriceTable) table = NULL;
  PnrMarketBundle *set;

  add_product (market, "A", 10000, 10);
  add_product (market, "B", 5000, 10)->vat_ppm = 70000;
  market->costs.vat_ppm = 190000;
  set = add_kind (market, PNR_OFFER_BUNDLE, 12000);
  set->quantity[0] = set->quantity[1] = 1;
  table = pnr_price_table_new (market, &(PnrPriceTableOptions){ .products = 3, .bundles = 1 });
  g_assert_cmpint (table->cells[3].paid_minor, ==, 12000);
  g_assert_cmpfloat_with_epsilon (table->cells[3].contribution,
                                  8000 / 1.19 + 4000 / 1.07 - 4500 - 2250, 1e-9);
}

/* Set of 40 and 25 and 15 at 60; the last may stay behind and takes its share of the price along.
 */
static void
test_optional (void)
{
  g_autoptr (PnrMarket) market = make_plain_market ();
  g_autoptr (PnrPriceTable) table = NULL;
  PnrMarketBundle *set = add_kind (market, PNR_OFFER_BUNDLE, 6000);

  set->quantity[0] = set->quantity[1] = set->quantity[2] = 1;
  set->optional = 4;
  table = pnr_price_table_new (market, &(PnrPriceTableOptions){ .products = 15, .bundles = 1 });
  g_assert_cmpint (table->cells[7].paid_minor, ==, 6000);
  g_assert_cmpint (table->cells[3].paid_minor, ==, 6000 * 65 / 80);
  g_assert_cmpint (table->cells[5].paid_minor, ==, 5500);
  set->kind = PNR_OFFER_CHOICE;
  set->n_of = 2;
  set->off_ppm = 100000;
  pnr_price_table_free (g_steal_pointer (&table));
  table = pnr_price_table_new (market, &(PnrPriceTableOptions){ .products = 15, .bundles = 1 });
  g_assert_cmpint (table->cells[5].paid_minor, ==, 5500 * 9 / 10);
  g_assert_cmpint (table->cells[6].paid_minor, ==, 4000 * 9 / 10);
}

/* The histogram holds every order once. */
static void
test_order_values (void)
{
  g_autoptr (PnrMarket) market = make_full_market (2);
  PnrSimulationSettings settings = { .n_shoppers = 8192 };
  g_autoptr (PnrOutcome) outcome = pnr_simulate (market, &settings, NULL, NULL);
  const PnrOrderValues *values = &outcome->order_values;

  g_assert_cmpuint (values->n_bins, >=, 10);
  for (int side = 0; side < 2; side++) {
    double orders = outcome->estimates[side][PNR_METRIC_ORDERS].value, sum = 0.0;
    double revenue = outcome->estimates[side][PNR_METRIC_REVENUE].value, least = 0.0;

    for (guint bin = 0; bin < values->n_bins; bin++) {
      sum += values->orders[side][bin];
      least += values->orders[side][bin] * bin * values->bin_minor;
    }
    g_assert_cmpfloat_with_epsilon (sum, orders, 1e-9 * orders);
    g_assert_cmpfloat (least, <=, revenue);
    g_assert_cmpfloat (least + orders * values->bin_minor, >=, 0.99 * revenue);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/economy/kinds/menu", test_menu);
  g_test_add_func ("/economy/kinds/sweep", test_sweep);
  g_test_add_func ("/economy/kinds/search", test_search);
  g_test_add_func ("/economy/kinds/refusals", test_refusals);
  g_test_add_data_func ("/economy/kinds/threads-exact", GUINT_TO_POINTER (3), test_threads);
  g_test_add_data_func ("/economy/kinds/threads-drawn", GUINT_TO_POINTER (5), test_threads);
  g_test_add_func ("/economy/kinds/drawn-exposure", test_drawn_exposure);
  g_test_add_func ("/economy/kinds/no-theta", test_no_theta);
  g_test_add_func ("/economy/kinds/mixed-is-best", test_mixed_is_best);
  g_test_add_func ("/economy/kinds/recalibration", test_recalibration);
  g_test_add_func ("/economy/kinds/taxes", test_taxes);
  g_test_add_func ("/economy/kinds/optional", test_optional);
  g_test_add_func ("/economy/kinds/order-values", test_order_values);
  return g_test_run ();
}

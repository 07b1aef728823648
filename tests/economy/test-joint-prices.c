/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Several prices at once: against trying every price there is, and against what must always hold.
 */
#include "config.h"

#include <math.h>
#include <string.h>

#include "economy/pnr-joint-prices.h"
#include "economy/pnr-joint-search.h"
#include "economy/pnr-market-figures.h"
#include "economy/pnr-paired-gain.h"
#include "economy/pnr-price-box.h"

#define MOST_BUYERS 6

/* A market of shoppers whose values are known, small enough to try everything. */
typedef struct {
  PnrMarket *market;
  guint n_buyers;
  gint64 values[MOST_BUYERS * PNR_MARKET_MAX_PRODUCTS];
  double weights[MOST_BUYERS];
  PnrJointLimits limits;
} Case;

static void
case_clear (Case *self)
{
  pnr_market_unref (self->market);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Case, case_clear)

typedef struct {
  double profit;
  double surplus;
} Result;

/* What tax leaves of a price for these products: each its own of its share of the price, and shares
 * follow single prices. */
static double
get_net (const PnrMarket *market, guint members, const gint64 *prices)
{
  double list = 0.0, net = 0.0;

  for (guint j = 0; j < market->n_products; j++) {
    gint64 own = market->products[j].vat_ppm;
    double rate = (double) (own != PNR_MARKET_VAT_OF_SHOP ? own : market->costs.vat_ppm) / 1e6;

    list += members >> j & 1 ? (double) prices[j] : 0.0;
    net += members >> j & 1 ? (double) prices[j] / (1.0 + rate) : 0.0;
  }
  return list > 0.0 ? net / list : 1.0;
}

static guint
get_members (const PnrMarket *market, guint bundle)
{
  guint members = 0;

  for (guint j = 0; j < market->n_products; j++)
    members |= (guint) (market->bundles[bundle].quantity[j] > 0) << j;
  return members;
}

/* What one shopper does: the largest surplus, and among equals what is best, or worst, for the
 * shop.
 */
static Result
serve (const Case *self, guint buyer, const gint64 *bundle_prices, const gint64 *prices,
       gboolean has_bundles, gboolean ties_for_shop)
{
  const PnrMarket *market = self->market;
  const gint64 *values = self->values + buyer * market->n_products;
  Result best = { 0.0, 0.0 };

  for (guint bundles = 0; bundles < (has_bundles ? 1u << market->n_bundles : 1u); bundles++)
    for (guint singles = 0; singles < 1u << market->n_products; singles++) {
      guint content = singles;
      double paid = 0.0, kept = 0.0, cost = 0.0, value = 0.0;
      gboolean is_sold = bundles != 0 || singles != 0;

      for (guint b = 0; b < market->n_bundles; b++)
        for (guint j = 0; j < market->n_products; j++) {
          gboolean is_in = market->bundles[b].quantity[j] > 0;

          if (has_bundles && is_in && market->bundles[b].is_pure && (singles >> j & 1))
            is_sold = FALSE;
          if ((bundles >> b & 1) && is_in) {
            content |= 1u << j;
            cost += market->products[j].cost_minor;
          }
        }
      for (guint b = 0; b < market->n_bundles; b++)
        if (bundles >> b & 1) {
          paid += bundle_prices[b];
          kept += bundle_prices[b] * get_net (market, get_members (market, b), prices);
        }
      for (guint j = 0; j < market->n_products; j++) {
        value += content >> j & 1 ? values[j] : 0;
        if (singles >> j & 1) {
          paid += prices[j];
          kept += prices[j] * get_net (market, 1u << j, prices);
          cost += market->products[j].cost_minor;
        }
      }
      cost += market->costs.ship_order_minor;
      if (!is_sold || value - paid < best.surplus)
        continue;
      if (value - paid > best.surplus
          || (ties_for_shop ? kept - cost > best.profit : kept - cost < best.profit))
        best = (Result){ kept - cost, value - paid };
    }
  return best;
}

static Result
serve_all (const Case *self, const gint64 *bundle_prices, const gint64 *prices,
           gboolean has_bundles, gboolean ties_for_shop)
{
  Result all = { 0.0, 0.0 };

  for (guint i = 0; i < self->n_buyers; i++) {
    Result own = serve (self, i, bundle_prices, prices, has_bundles, ties_for_shop);

    all.profit += self->weights[i] * own.profit;
    all.surplus += self->weights[i] * own.surplus;
  }
  return all;
}

/* What a pure bundle withdraws keeps its price tag, which nobody pays. */
static gboolean
is_moved (const Case *self, guint product)
{
  for (guint b = 0; b < self->market->n_bundles; b++)
    if (self->market->bundles[b].is_pure && self->market->bundles[b].quantity[product] > 0)
      return FALSE;
  return self->limits.moves_components;
}

/* The rules in the words of the merchant, not of the engine. */
static gboolean
is_allowed (const Case *self, const gint64 *bundle_prices, const gint64 *prices)
{
  const PnrMarket *market = self->market;
  const PnrPriceLimits *limits = &self->limits.price;
  gint64 step = MAX (self->limits.step_minor, 1);
  double floor = isnan (limits->margin_floor) ? 0.0 : limits->margin_floor;

  for (guint b = 0; b < market->n_bundles; b++) {
    gint64 sum = 0, cost = 0, price = bundle_prices[b];

    for (guint j = 0; j < market->n_products; j++) {
      if (market->bundles[b].quantity[j] == 0)
        continue;
      sum += prices[j];
      cost += market->products[j].cost_minor;
      if (price <= prices[j])
        return FALSE;
    }
    if (price > sum || price % step != 0
        || price * get_net (market, get_members (market, b), prices) * (1.0 - floor) < cost - 1e-9)
      return FALSE;
    if (!isnan (limits->max_discount) && price < sum * (1.0 - limits->max_discount) - 1e-9)
      return FALSE;
  }
  for (guint j = 0; j < market->n_products; j++)
    if (is_moved (self, j)
        && (prices[j] % step != 0
            || prices[j] * get_net (market, 1u << j, prices) * (1.0 - floor)
                   < market->products[j].cost_minor - 1e-9
            || prices[j] > 2 * market->products[j].price_minor))
      return FALSE;
  return TRUE;
}

/* Every price of every item, one inside the other. */
static void
try_everything (const Case *self, guint item, gint64 *bundle_prices, gint64 *prices,
                double least_surplus, double *best)
{
  const PnrMarket *market = self->market;
  gint64 high = 0;

  if (item < market->n_products) {
    if (!is_moved (self, item)) {
      prices[item] = market->products[item].price_minor;
      try_everything (self, item + 1, bundle_prices, prices, least_surplus, best);
      return;
    }
    for (prices[item] = 1; prices[item] <= 2 * market->products[item].price_minor; prices[item]++)
      try_everything (self, item + 1, bundle_prices, prices, least_surplus, best);
    return;
  }
  if (item < market->n_products + market->n_bundles) {
    guint b = item - market->n_products;

    for (guint j = 0; j < market->n_products; j++)
      high += market->bundles[b].quantity[j] * prices[j];
    for (bundle_prices[b] = 1; bundle_prices[b] <= high; bundle_prices[b]++)
      try_everything (self, item + 1, bundle_prices, prices, least_surplus, best);
    return;
  }
  if (is_allowed (self, bundle_prices, prices)) {
    Result result = serve_all (self, bundle_prices, prices, TRUE, TRUE);

    if (result.surplus >= least_surplus - 1e-9)
      *best = MAX (*best, result.profit);
  }
}

static double
find_by_trying (const Case *self)
{
  gint64 bundle_prices[PNR_MARKET_MAX_BUNDLES] = { 0 }, prices[PNR_MARKET_MAX_PRODUCTS] = { 0 };
  double best = -INFINITY, least = -INFINITY;

  for (guint j = 0; j < self->market->n_products; j++)
    prices[j] = self->market->products[j].price_minor;
  if (self->limits.protects_customers)
    least = serve_all (self, bundle_prices, prices, FALSE, TRUE).surplus;
  try_everything (self, 0, bundle_prices, prices, least, &best);
  return best;
}

static void
add_bundle (PnrMarket *market, guint members, gboolean is_pure)
{
  PnrMarketBundle *bundle = pnr_market_add_bundle (market, "SET", "SET");

  for (guint j = 0; j < market->n_products; j++)
    bundle->quantity[j] = members >> j & 1;
  bundle->price_minor = pnr_market_get_bundle_sum_minor (market, market->n_bundles - 1);
  bundle->is_pure = is_pure;
}

/* Two products and their bundle, or three with one or two bundles that may share a product. */
static void
make_case (Case *self, GRand *random, guint number)
{
  guint n_products = number % 3 == 0 ? 3 : 2;

  memset (self, 0, sizeof *self);
  self->market = pnr_market_new ("EUR");
  for (guint j = 0; j < n_products; j++) {
    PnrMarketProduct *product = pnr_market_add_product (self->market, "P", "P");

    product->price_minor = g_rand_int_range (random, 3, n_products == 3 ? 6 : 12);
    product->cost_minor = g_rand_int_range (random, 0, (gint32) product->price_minor);
  }
  add_bundle (self->market, n_products == 3 && number % 2 ? 3 : (1u << n_products) - 1,
              number % 10 == 7);
  if (n_products == 3 && number % 2)
    add_bundle (self->market, 6, FALSE);
  self->market->costs.ship_order_minor = number % 4 == 3 ? 1 : 0;
  self->n_buyers = (guint) g_rand_int_range (random, 2, n_products == 3 ? 5 : MOST_BUYERS + 1);
  for (guint i = 0; i < self->n_buyers; i++) {
    self->weights[i] = g_rand_int_range (random, 1, 6);
    for (guint j = 0; j < n_products; j++)
      self->values[i * n_products + j] = g_rand_int_range (random, 0, n_products == 3 ? 9 : 20);
  }
  self->limits = (PnrJointLimits){
    .price = { .margin_floor = number % 5 == 1 ? 0.25 : NAN,
               .max_discount = number % 7 == 2 ? 0.3 : NAN },
    .step_minor = number % 6 == 4 ? 2 : 1,
    .moves_components = number % 4 != 1,
    .protects_customers = number % 8 == 5,
  };
}

static PnrShopperSample *
ask_buyers (const Case *self)
{
  return pnr_shopper_sample_new_known (self->market->n_products, self->n_buyers, self->values,
                                       self->weights);
}

static void
read_prices (const Case *self, PnrPriceSet *set, gint64 *bundle_prices, gint64 *prices)
{
  guint n_bundles = 0, n_moved = 0;

  for (guint j = 0; j < self->market->n_products; j++)
    prices[j] = self->market->products[j].price_minor;
  for (guint i = 0; i < set->items->len; i++)
    n_bundles += pnr_price_set_get_item (set, i)->is_bundle;
  g_assert_cmpuint (n_bundles, ==, self->market->n_bundles);
  for (guint i = 0; i < set->items->len; i++) {
    PnrPricedItem *item = pnr_price_set_get_item (set, i);

    if (item->is_bundle)
      bundle_prices[--n_bundles] = item->curve->best_minor;
    else
      n_moved++;
  }
  /* Both kinds are told from the last to the first. */
  for (guint j = 0, i = set->items->len; n_moved > 0 && j < self->market->n_products; j++) {
    if (is_moved (self, j))
      prices[j] = pnr_price_set_get_item (set, --i)->curve->best_minor;
  }
}

static void
test_equals_exhaustive (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (20);
  guint n_climbed = 0, n_possible = 0;

  for (guint number = 0; number < 100; number++) {
    g_auto (Case) self = { 0 };
    g_autoptr (PnrShopperSample) sample = NULL;
    g_autoptr (PnrPriceSet) set = NULL;
    g_autoptr (GError) error = NULL;
    gint64 bundle_prices[PNR_MARKET_MAX_BUNDLES] = { 0 }, prices[PNR_MARKET_MAX_PRODUCTS] = { 0 };
    double best;

    make_case (&self, random, number);
    sample = ask_buyers (&self);
    best = find_by_trying (&self);
    set = pnr_find_joint_prices_of (self.market, sample, &self.limits, 1, NULL, &error);
    if (!isfinite (best)) {
      g_assert_error (error, PNR_ECONOMY_ERROR, PNR_ECONOMY_ERROR_NO_ALLOWED_PRICE);
      continue;
    }
    g_assert_no_error (error);
    n_possible++;
    n_climbed += set->is_proven;
    read_prices (&self, set, bundle_prices, prices);
    g_test_message ("case %u: %g found, %g by trying", number, set->profit, best);
    g_assert_true (is_allowed (&self, bundle_prices, prices));
    g_assert_cmpfloat_with_epsilon (serve_all (&self, bundle_prices, prices, TRUE, TRUE).profit,
                                    set->profit, 1e-6);
    g_assert_cmpfloat_with_epsilon (set->profit, best, 1e-6);
    g_assert_cmpfloat (set->profit_tie_proof, >=, set->profit_if_ties_go_against - 1e-9);
    g_assert_cmpfloat (set->profit_tie_proof, <=, set->profit + 1e-9);
    if (self.market->n_bundles == 1)
      g_assert_cmpfloat_with_epsilon (serve_all (&self, bundle_prices, prices, TRUE, FALSE).profit,
                                      set->profit_if_ties_go_against, 1e-6);
  }
  g_test_message ("%u cases have allowed prices, %u of them proven", n_possible, n_climbed);
  g_assert_cmpuint (n_possible, >=, 80);
}

/* Products at 7 %, at 25 % and at the shop's own rate. While the parts' prices stand, the best
 * price of a bundle is the best of all prices; where they move, what is told of a price is true. */
static void
test_mixed_taxes (void)
{
  static const gint64 rates[] = { 70000, 250000, PNR_MARKET_VAT_OF_SHOP };
  g_autoptr (GRand) random = g_rand_new_with_seed (23);
  guint n_possible = 0, n_found = 0;

  for (guint number = 0; number < 100; number++) {
    g_auto (Case) self = { 0 };
    g_autoptr (PnrShopperSample) sample = NULL;
    g_autoptr (PnrPriceSet) set = NULL;
    gint64 bundle_prices[PNR_MARKET_MAX_BUNDLES] = { 0 }, prices[PNR_MARKET_MAX_PRODUCTS] = { 0 };
    double best;

    make_case (&self, random, number);
    self.limits.protects_customers = FALSE;
    self.market->costs.vat_ppm = 190000;
    for (guint j = 0; j < self.market->n_products; j++)
      self.market->products[j].vat_ppm = rates[(number + j) % G_N_ELEMENTS (rates)];
    sample = ask_buyers (&self);
    best = find_by_trying (&self);
    set = pnr_find_joint_prices_of (self.market, sample, &self.limits, 1, NULL, NULL);
    if (set == NULL) {
      g_assert_false (isfinite (best) && !self.limits.moves_components);
      continue;
    }
    read_prices (&self, set, bundle_prices, prices);
    n_possible++;
    n_found += set->profit >= best - 1e-6;
    g_assert_false (set->is_proven);
    g_assert_true (is_allowed (&self, bundle_prices, prices));
    g_assert_cmpfloat_with_epsilon (serve_all (&self, bundle_prices, prices, TRUE, TRUE).profit,
                                    set->profit, 1e-6);
    g_assert_cmpfloat (set->profit, <=, best + 1e-6);
    if (!self.limits.moves_components && self.market->n_bundles == 1)
      g_assert_cmpfloat_with_epsilon (set->profit, best, 1e-6);
  }
  g_test_message ("with mixed taxes the best of %u out of %u was found", n_found, n_possible);
  g_assert_cmpuint (n_possible, >=, 70);
  g_assert_cmpuint (n_found * 100, >=, n_possible * 90);
}

/* The climb alone, without the program that proves: never too good, and seldom short. */
static void
test_climb_alone (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (21);
  guint n_found = 0, n_possible = 0;

  for (guint number = 0; number < 100; number++) {
    g_auto (Case) self = { 0 };
    g_autoptr (PnrShopperSample) sample = NULL;
    PnrPriceBox box;
    PnrJointSearch search;
    double best, value;

    make_case (&self, random, number);
    self.limits.protects_customers = FALSE;
    sample = ask_buyers (&self);
    best = find_by_trying (&self);
    box = (PnrPriceBox){ .shelf = self.market,
                         .limits = &self.limits.price,
                         .step_minor = self.limits.step_minor };
    search = (PnrJointSearch){ .market = pnr_market_copy (self.market),
                               .sample = sample,
                               .box = &box,
                               .least_surplus = -INFINITY,
                               .n_threads = 1 };
    for (guint j = 0; j < self.market->n_products; j++)
      if (is_moved (&self, j))
        search.items[search.n_items++] = self.market->n_bundles + j;
    for (guint b = 0; b < self.market->n_bundles; b++)
      search.items[search.n_items++] = b;
    g_assert_true (pnr_joint_search_run (&search, &value, NULL));
    g_assert_cmpfloat (value, <=, best + 1e-6);
    if (isfinite (best)) {
      n_possible++;
      n_found += value >= best - 1e-6;
    }
    pnr_market_unref (search.market);
  }
  g_test_message ("the climb found the best of %u out of %u", n_found, n_possible);
  g_assert_cmpuint (n_found * 100, >=, n_possible * 90);
}

/* Where two or three pieces fit into a basket, the sweep of a product's price says of every price
 * what all shoppers do when it stands there. */
static void
test_sweep_of_pieces (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (24);

  for (guint number = 0; number < 100; number++) {
    g_auto (Case) self = { 0 };
    g_autoptr (PnrShopperSample) sample = NULL;
    PnrPriceBox box = { 0 };
    PnrJointSearch search;

    make_case (&self, random, number);
    for (guint j = 0; j < self.market->n_products; j++) {
      self.market->products[j].max_quantity = 1 + (number + j) % 3;
      self.market->products[j].decay_e4 = g_rand_int_range (random, 1000, 9000);
    }
    sample = ask_buyers (&self);
    box = (PnrPriceBox){ .shelf = self.market, .limits = &self.limits.price };
    search = (PnrJointSearch){ .market = pnr_market_copy (self.market),
                               .sample = sample,
                               .box = &box,
                               .tie = number % 2 ? PNR_TIE_AGAINST_SHOP : PNR_TIE_FOR_SHOP,
                               .least_surplus = -INFINITY,
                               .n_threads = 1 };
    for (guint item = 0; item < self.market->n_bundles + self.market->n_products; item++) {
      g_autoptr (PnrPriceSweep) sweep = pnr_joint_search_sweep (&search, item);
      gint64 before = pnr_market_get_item_price (search.market, item);

      for (gint64 price = 1; price < 30; price++) {
        pnr_market_set_item_price (search.market, item, price);
        g_assert_cmpfloat_with_epsilon (pnr_price_sweep_get_contribution (sweep, price, search.tie),
                                        pnr_joint_search_get_value (&search), 1e-6);
      }
      pnr_market_set_item_price (search.market, item, before);
    }
    pnr_market_unref (search.market);
  }
}

/* Whoever sells both ways can sell either way; a cent per buyer is what the rule costs that a
 * bundle is dearer than each of its parts. */
static void
test_mixed_holds_both (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (22);

  for (guint number = 0; number < 40; number++) {
    g_auto (Case) self = { 0 };
    g_autoptr (PnrShopperSample) sample = NULL;
    g_autoptr (PnrPriceSet) mixed = NULL, pure = NULL;
    gint64 none[PNR_MARKET_MAX_BUNDLES] = { 0 }, prices[PNR_MARKET_MAX_PRODUCTS] = { 0 };
    double separate = -INFINITY, n_people = 0.0;

    make_case (&self, random, 3 * number + 1);
    self.limits = (PnrJointLimits){ .price = { .margin_floor = NAN, .max_discount = NAN },
                                    .moves_components = TRUE };
    self.market->bundles[0].is_pure = FALSE;
    /* Room enough to price either way out of the market. */
    for (guint j = 0; j < self.market->n_products; j++)
      self.market->products[j].price_minor = 2000;
    for (guint j = 0; j < self.market->n_products; j++)
      self.market->products[j].cost_minor *= 100;
    for (guint i = 0; i < self.n_buyers * self.market->n_products; i++)
      self.values[i] *= 100;
    for (guint i = 0; i < self.n_buyers; i++)
      n_people += self.weights[i];
    sample = ask_buyers (&self);
    mixed = pnr_find_joint_prices_of (self.market, sample, &self.limits, 1, NULL, NULL);
    self.market->bundles[0].is_pure = TRUE;
    pure = pnr_find_joint_prices_of (self.market, sample, &self.limits, 1, NULL, NULL);
    /* Where nothing ties prices together, the best price of a product is somebody's value. */
    for (guint a = 0; a < self.n_buyers; a++)
      for (guint b = 0; b < self.n_buyers; b++) {
        prices[0] = CLAMP (self.values[2 * a], self.market->products[0].cost_minor,
                           2 * self.market->products[0].price_minor);
        prices[1] = CLAMP (self.values[2 * b + 1], self.market->products[1].cost_minor,
                           2 * self.market->products[1].price_minor);
        if (prices[0] > 0 && prices[1] > 0)
          separate = MAX (separate, serve_all (&self, none, prices, FALSE, TRUE).profit);
      }
    g_assert_nonnull (mixed);
    if (pure != NULL)
      g_assert_cmpfloat (mixed->profit, >=, pure->profit - n_people);
    g_assert_cmpfloat (mixed->profit, >=, separate - n_people);
  }
}

/* Four buyers of two goods; figures of the known textbook pattern, in cents. */
static void
make_four_buyers (Case *self)
{
  const gint64 values[] = { 1000, 9000, 5000, 5000, 6000, 4000, 9000, 1000 };
  const gint64 costs[] = { 2000, 3000 };

  memset (self, 0, sizeof *self);
  self->market = pnr_market_new ("EUR");
  for (guint j = 0; j < 2; j++) {
    PnrMarketProduct *product = pnr_market_add_product (self->market, "P", "P");

    product->price_minor = 7000;
    product->cost_minor = costs[j];
  }
  add_bundle (self->market, 3, FALSE);
  self->n_buyers = 4;
  memcpy (self->values, values, sizeof values);
  for (guint i = 0; i < 4; i++)
    self->weights[i] = 1.0;
  self->limits = (PnrJointLimits){ .price = { .margin_floor = NAN, .max_discount = NAN },
                                   .step_minor = 5,
                                   .moves_components = TRUE };
}

static void
test_four_buyers (void)
{
  g_auto (Case) self = { 0 };
  g_autoptr (PnrShopperSample) sample = NULL;
  g_autoptr (PnrPriceSet) set = NULL, pure = NULL;
  g_autoptr (GError) error = NULL;
  const gint64 best[] = { 10000, 9000, 9000 }, tie_proof[] = { 9995, 8990, 8990 };

  make_four_buyers (&self);
  sample = ask_buyers (&self);
  set = pnr_find_joint_prices_of (self.market, sample, &self.limits, 1, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpfloat (set->profit, ==, 23000);
  g_assert_cmpfloat (set->profit_if_ties_go_against, ==, 0);
  g_assert_cmpfloat (set->profit_tie_proof, ==, 22970);
  for (guint i = 0; i < 3; i++) {
    g_assert_cmpint (pnr_price_set_get_item (set, i)->curve->best_minor, ==, best[i]);
    g_assert_cmpint (pnr_price_set_get_item (set, i)->curve->tie_proof_minor, ==, tie_proof[i]);
  }
  self.market->bundles[0].is_pure = TRUE;
  pure = pnr_find_joint_prices_of (self.market, sample, &self.limits, 1, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpfloat (pure->profit, ==, 20000);
  g_assert_cmpfloat (pure->profit_tie_proof, ==, 19980);
}

static PnrMarket *
make_market (void)
{
  PnrMarket *market = pnr_market_new ("EUR");
  const gint64 prices[] = { 12000, 3000, 4500, 900 }, costs[] = { 6600, 900, 1800, 300 };
  const gint64 orders[] = { 400, 300, 200, 500 };

  for (guint j = 0; j < 4; j++) {
    const char *const skus[] = { "JACKET", "TIE", "CUFF", "SOCKS" };
    PnrMarketProduct *product = pnr_market_add_product (market, skus[j], skus[j]);

    product->price_minor = prices[j];
    product->cost_minor = costs[j];
    product->n_orders = orders[j];
  }
  market->n_pair_orders[0][1] = 90;
  market->n_pair_orders[1][2] = 70;
  market->n_orders = 1100;
  market->costs = (PnrMarketCosts){ 400, 50, 20000, 25, 200000 };
  add_bundle (market, 3, FALSE);
  add_bundle (market, 14, FALSE);
  market->bundles[1].quantity[3] = 2;
  market->bundles[0].price_minor = 13900;
  market->bundles[1].price_minor = 8500;
  return market;
}

/* Costs with a range, an offer that is felt to cost something and is not seen by all, and products
 * bought twice: what a draw's shoppers leave is what the same draw of the simulation says, which
 * counts those who leave in whole parts. */
static void
test_draws_are_of_simulation (void)
{
  enum {
    N_DRAWS = 6
  };
  g_autoptr (PnrMarket) market = make_market ();
  PnrSimulationSettings settings = { .n_shoppers = 32768, .seed = 3, .n_draws = N_DRAWS };
  g_autoptr (PnrShopperSample) draws = NULL;
  g_autofree PnrFigures *figures = g_new0 (PnrFigures, N_DRAWS);
  PnrSweepItem item = pnr_market_get_sweep_item (market, 0, PNR_TIE_FOR_SHOP);

  market->cost_beliefs[PNR_MARKET_COST_SHIP_ORDER] = (PnrCostBelief){ 200, 900, NULL };
  market->cost_beliefs[PNR_MARKET_COST_FEE_SHARE] = (PnrCostBelief){ 5000, 60000, NULL };
  market->bundles[0].friction = (PnrRange){ 100.0, 20.0, 300.0 };
  market->bundles[1].exposure = (PnrRange){ 0.6, 0.4, 0.8 };
  market->bundles[1].loss = (PnrRange){ 0.1, 0.0, 0.2 };
  for (guint j = 0; j < 4; j++) {
    market->products[j].max_quantity = 2;
    market->products[j].second_ppm = 100000;
  }
  g_assert_true (pnr_market_figures_draw (market, &settings, figures, NULL, NULL));
  draws = pnr_shopper_sample_new (market, PNR_SAMPLE_DRAWS, &settings, NULL, NULL);
  item.is_held = TRUE;
  for (guint d = 0; d < N_DRAWS; d++) {
    g_autoptr (PnrPriceSweep) sweep = pnr_shopper_sample_sweep (draws, &item, d, 1, 1, NULL);
    double profit = pnr_price_sweep_get_contribution (sweep, 0, PNR_TIE_FOR_SHOP) * N_DRAWS;

    g_assert_cmpfloat_with_epsilon (profit, figures[d][PNR_SIDE_SCENARIO][PNR_METRIC_CONTRIBUTION],
                                    1e-4 * fabs (profit));
    for (guint b = 0; b < 2; b++) {
      PnrSweepItem free_item = pnr_market_get_sweep_item (market, b, PNR_TIE_FOR_SHOP);
      g_autoptr (PnrPriceSweep) free_price =
          pnr_shopper_sample_sweep (draws, &free_item, d, 1, 1, NULL);

      g_assert_cmpfloat_with_epsilon (
          pnr_price_sweep_get_contribution (free_price, market->bundles[b].price_minor,
                                            PNR_TIE_FOR_SHOP)
              * N_DRAWS,
          profit, 1e-6 * fabs (profit));
    }
  }
}

static void
test_drawn (gconstpointer moves_components)
{
  g_autoptr (PnrMarket) market = make_market ();
  PnrSimulationSettings settings = { .n_shoppers = 32768, .seed = 3, .n_draws = 8 };
  PnrJointLimits limits = { .price = { .margin_floor = NAN, .max_discount = NAN },
                            .moves_components = GPOINTER_TO_INT (moves_components),
                            .protects_customers = TRUE };
  const guint n_threads[] = { 1, 2, 8 };
  g_autofree char *first = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (n_threads); i++) {
    g_autoptr (GError) error = NULL;
    g_autoptr (PnrPriceSet) set = NULL;
    g_autoptr (GVariant) report = NULL;
    g_autofree char *text = NULL;

    settings.n_threads = n_threads[i];
    set = pnr_find_joint_prices (market, &limits, &settings, NULL, &error);
    g_assert_no_error (error);
    report = g_variant_ref_sink (pnr_price_set_to_report (set));
    text = g_variant_print (report, TRUE);
    if (first != NULL) {
      g_assert_cmpstr (first, ==, text);
      continue;
    }
    first = g_steal_pointer (&text);
    g_assert_cmpuint (set->items->len, ==, limits.moves_components ? 6 : 2);
    g_assert_cmpfloat (set->profit, >=, set->profit_at_current);
    g_assert_cmpfloat (set->profit, >=, set->profit_without);
    g_assert_cmpfloat (set->profit_if_ties_go_against, <=, set->profit);
    /* Two samples of rare buyers differ by a few per cent. */
    g_assert_cmpfloat_with_epsilon (set->profit_on_search_sample, set->profit, 0.05 * set->profit);
    g_assert_cmpfloat (set->gain.value, ==, set->profit - set->profit_at_current);
    g_assert_cmpfloat (set->surplus_change, >=, -1e-6 * fabs (set->surplus_change));
    g_assert_cmpfloat (set->gain.low, <=, set->gain.high);
    for (guint k = 0; k < set->items->len; k++) {
      PnrPriceCurve *curve = pnr_price_set_get_item (set, k)->curve;

      g_assert_cmpint (curve->band_low_minor, <=, curve->best_minor);
      g_assert_cmpint (curve->band_high_minor, >=, curve->best_minor);
      /* Fewer accept a dearer price, whatever else is on sale. */
      for (guint p = 1; p < pnr_price_curve_get_n_points (curve); p++)
        g_assert_cmpfloat (pnr_price_curve_get_point (curve, p)->take_rate, <=,
                           pnr_price_curve_get_point (curve, p - 1)->take_rate + 1e-12);
    }
  }
}

/* The prices told, and those to be used, are by shoppers they were not chosen on either today's or
 * better beyond the error. */
static void
test_never_worse (void)
{
  for (guint seed = 0; seed < 10; seed++) {
    g_autoptr (PnrMarket) market = make_market ();
    PnrSimulationSettings settings = { .n_shoppers = 4096, .seed = seed, .n_draws = 2 };
    PnrJointLimits limits = { .price = { .margin_floor = NAN, .max_discount = NAN },
                              .moves_components = TRUE };
    g_autoptr (PnrShopperSample) second =
        pnr_shopper_sample_new (market, PNR_SAMPLE_SECOND, &settings, NULL, NULL);
    g_autoptr (PnrPriceSet) set = pnr_find_joint_prices (market, &limits, &settings, NULL, NULL);
    g_autoptr (PnrMarket) best = pnr_market_copy (market), safe = pnr_market_copy (market);
    PnrPairedGain gain, safe_gain;
    gboolean is_same = TRUE;

    g_assert_nonnull (set);
    for (guint i = 0; i < set->items->len; i++) {
      PnrPriceCurve *curve = pnr_price_set_get_item (set, i)->curve;
      /* Bundles come first in the set, the last of them in front, then products the same way. */
      guint item = set->items->len - 1 - i < 4 ? 2 + set->items->len - 1 - i : 1 - i;

      g_assert_cmpint (pnr_market_get_item_price (market, item), ==, curve->current_minor);
      is_same = is_same && curve->best_minor == curve->current_minor;
      pnr_market_set_item_price (best, item, curve->best_minor);
      pnr_market_set_item_price (safe, item, curve->tie_proof_minor);
    }
    g_assert_true (pnr_paired_gain_fill (&gain, best, market, second, 0, NULL, NULL));
    g_assert_true (pnr_paired_gain_fill (&safe_gain, safe, market, second, 0, NULL, NULL));
    g_assert_cmpfloat_with_epsilon (gain.with.profit - gain.without.profit, set->gain.value, 1e-6);
    g_test_message ("seed %u: gain %g, error %g, today's %d", seed, set->gain.value, gain.error,
                    is_same);
    if (is_same)
      g_assert_cmpfloat (set->gain.value, ==, 0.0);
    else
      g_assert_cmpfloat (set->gain.value, >, 2.0 * gain.error);
    g_assert_cmpfloat (safe_gain.with.profit, >=, safe_gain.without.profit);
  }
}

static void
test_cancel (void)
{
  g_autoptr (PnrMarket) market = make_market ();
  PnrSimulationSettings settings = { .n_shoppers = 32768, .n_draws = 8 };
  PnrJointLimits limits = { .price = { .margin_floor = NAN, .max_discount = NAN } };
  g_autoptr (PnrProgress) progress = pnr_progress_new ();
  g_autoptr (GError) error = NULL;

  pnr_progress_cancel (progress);
  g_assert_null (pnr_find_joint_prices (market, &limits, &settings, progress, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/joint-prices/equals-exhaustive", test_equals_exhaustive);
  g_test_add_func ("/joint-prices/mixed-taxes", test_mixed_taxes);
  g_test_add_func ("/joint-prices/climb-alone", test_climb_alone);
  g_test_add_func ("/joint-prices/sweep-of-pieces", test_sweep_of_pieces);
  g_test_add_func ("/joint-prices/mixed-holds-both", test_mixed_holds_both);
  g_test_add_func ("/joint-prices/four-buyers", test_four_buyers);
  g_test_add_func ("/joint-prices/draws-are-of-simulation", test_draws_are_of_simulation);
  g_test_add_data_func ("/joint-prices/drawn/bundles", GINT_TO_POINTER (FALSE), test_drawn);
  g_test_add_data_func ("/joint-prices/drawn/with-components", GINT_TO_POINTER (TRUE), test_drawn);
  g_test_add_func ("/joint-prices/never-worse", test_never_worse);
  g_test_add_func ("/joint-prices/cancel", test_cancel);
  return g_test_run ();
}

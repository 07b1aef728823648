/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Prices where an order's worth decides about a gift or shipping, or where tiers, choices and parts
 * to leave out follow from them: against trying every price there is. */
#include "config.h"

#include <math.h>
#include <string.h>

#include "economy/pnr-joint-prices.h"

#define N_PRODUCTS 3
#define N_CONTENTS (1u << N_PRODUCTS)
#define N_CASES 100

/* Three products, one offer with a price, and one rule. */
typedef enum {
  RULE_GIFT,
  RULE_FREE_SHIPPING,
  RULE_TIER,
  RULE_CHOICE,
  RULE_OPTIONAL,
  N_RULES,
} Rule;

typedef struct {
  Rule rule;
  PnrMarket *market;
  guint n_buyers;
  gint64 values[6 * N_PRODUCTS];
  double weights[6];
  PnrJointLimits limits;
} Case;

/* The cheapest way to a content. */
typedef struct {
  gboolean is_on_sale;
  gboolean has_gift;
  gint64 paid;
  gint64 cost;
} Cell;

typedef struct {
  double profit;
  double surplus;
} Result;

static void
consider (Cell *cell, Cell other, gboolean ties_for_shop)
{
  gint64 gain = ties_for_shop ? cell->cost - other.cost : other.cost - cell->cost;

  other.is_on_sale = TRUE;
  if (!cell->is_on_sale || other.paid < cell->paid || (other.paid == cell->paid && gain > 0))
    *cell = other;
}

static gint64
sum_of (const Case *self, const gint64 *prices, guint content, gboolean of_costs)
{
  gint64 sum = 0;

  for (guint j = 0; j < N_PRODUCTS; j++)
    if (content >> j & 1)
      sum += of_costs ? self->market->products[j].cost_minor : prices[j];
  return sum;
}

static guint
get_members (const PnrMarketBundle *offer)
{
  guint members = 0;

  for (guint j = 0; j < N_PRODUCTS; j++)
    members |= (guint) (offer->quantity[j] > 0) << j;
  return members;
}

/* So many of the members that need not be there, and all that must. */
static gboolean
is_selection (const PnrMarketBundle *offer, guint taken)
{
  guint n_most = offer->n_of, n_least = offer->n_least > 0 ? offer->n_least : n_most;
  guint n = (guint) __builtin_popcount (taken & ~offer->fixed);

  return (taken & offer->fixed) == offer->fixed && n >= n_least && n <= n_most;
}

/* What the first offer sells as @taken at @price; below zero: it does not. */
static gint64
price_taken (const Case *self, guint taken, gint64 price, const gint64 *prices)
{
  const PnrMarketBundle *offer = &self->market->bundles[0];
  guint members = get_members (offer);
  gint64 whole = sum_of (self, prices, members, FALSE);

  if (taken == 0 || (taken & ~members) != 0)
    return -1;
  if (self->rule == RULE_CHOICE)
    return is_selection (offer, taken) ? price : -1;
  if (taken == members)
    return price;
  if ((members & ~taken & ~offer->optional) != 0)
    return -1;
  return (2 * price * sum_of (self, prices, taken, FALSE) + whole) / (2 * whole);
}

static void
fill_cells (const Case *self, gint64 price, const gint64 *prices, gboolean ties_for_shop,
            Cell *cells)
{
  const PnrMarketBundle *rule = &self->market->bundles[1];

  memset (cells, 0, N_CONTENTS * sizeof *cells);
  /* Of the first offer none, one use, or two that differ. */
  for (guint first = 0; first < N_CONTENTS; first++)
    for (guint second = 0; second <= first; second++)
      for (guint singles = 0; singles < N_CONTENTS; singles++) {
        gint64 a = first != 0 ? price_taken (self, first, price, prices) : 0;
        gint64 b = second != 0 ? price_taken (self, second, price, prices) : 0;

        if (a < 0 || b < 0)
          continue;
        consider (&cells[first | second | singles],
                  (Cell){ .paid = a + b + sum_of (self, prices, singles, FALSE),
                          .cost = sum_of (self, prices, first, TRUE)
                                  + sum_of (self, prices, second, TRUE)
                                  + sum_of (self, prices, singles, TRUE) },
                  ties_for_shop);
      }
  for (guint c = 1; self->rule == RULE_TIER && c < N_CONTENTS; c++) {
    Cell cell = { .cost = sum_of (self, prices, c, TRUE) };
    guint members = c & get_members (rule);
    gint64 list = sum_of (self, prices, members, FALSE);

    if (list == 0
        || (rule->tier_basis == PNR_TIER_BY_AMOUNT ? list : __builtin_popcount (members))
               < rule->tiers[0].from)
      continue;
    cell.paid = -MIN (list, rule->tiers[0].off_minor);
    for (guint j = 0; j < N_PRODUCTS; j++)
      if (c >> j & 1)
        cell.paid += members >> j & 1
                         ? (prices[j] * (1000000 - rule->tiers[0].off_ppm) + 500000) / 1000000
                         : prices[j];
    consider (&cells[c], cell, ties_for_shop);
  }
  for (guint c = 1; self->rule == RULE_GIFT && c < N_CONTENTS; c++) {
    Cell cell = cells[c];

    if (!cell.is_on_sale || cell.has_gift || cell.paid < rule->threshold_minor
        || (c | get_members (rule)) == c)
      continue;
    cell.has_gift = TRUE;
    cell.cost += sum_of (self, prices, get_members (rule), TRUE);
    consider (&cells[c | get_members (rule)], cell, ties_for_shop);
  }
}

static Result
serve_all (const Case *self, gint64 price, const gint64 *prices, gboolean ties_for_shop)
{
  const PnrParcelTariff *tariff = &self->market->tariff;
  Cell cells[N_CONTENTS];
  Result all = { 0.0, 0.0 };

  fill_cells (self, price, prices, ties_for_shop, cells);
  for (guint i = 0; i < self->n_buyers; i++) {
    gint64 most = 0, profit = 0;

    for (guint c = 1; c < N_CONTENTS; c++) {
      gint64 charge = cells[c].paid < tariff->free_from_minor ? tariff->charge_minor : 0;
      gint64 own = sum_of (self, self->values + i * N_PRODUCTS, c, FALSE) - cells[c].paid - charge;
      gint64 left = cells[c].paid + charge - cells[c].cost;

      if (!cells[c].is_on_sale || own < most
          || (own == most && (ties_for_shop ? left <= profit : left >= profit)))
        continue;
      most = own;
      profit = left;
    }
    all.profit += self->weights[i] * (double) profit;
    all.surplus += self->weights[i] * (double) most;
  }
  return all;
}

/* The dearest selection, or everything. */
static gint64
get_content_sum (const Case *self, const gint64 *prices, gboolean of_costs)
{
  const PnrMarketBundle *offer = &self->market->bundles[0];
  gint64 most = 0;

  for (guint c = 1; c < N_CONTENTS; c++)
    if ((c & ~get_members (offer)) == 0 && (self->rule != RULE_CHOICE || is_selection (offer, c)))
      most = MAX (most, sum_of (self, prices, c, of_costs));
  return most;
}

static gboolean
is_allowed (const Case *self, gint64 price, const gint64 *prices)
{
  const PnrPriceLimits *limits = &self->limits.price;
  double floor = isnan (limits->margin_floor) ? 0.0 : limits->margin_floor;
  gint64 sum = get_content_sum (self, prices, FALSE);

  if (price > sum || price < 1
      || (double) price * (1.0 - floor) < (double) get_content_sum (self, prices, TRUE) - 1e-9
      || (!isnan (limits->max_discount)
          && (double) price < (double) sum * (1.0 - limits->max_discount) - 1e-9))
    return FALSE;
  for (guint j = 0; j < N_PRODUCTS; j++) {
    const PnrMarketProduct *product = &self->market->products[j];
    gboolean is_member = get_members (&self->market->bundles[0]) >> j & 1;

    if (is_member && price <= prices[j])
      return FALSE;
    if (prices[j] != product->price_minor
        && ((double) prices[j] * (1.0 - floor) < (double) product->cost_minor - 1e-9
            || prices[j] < 1 || prices[j] > 2 * product->price_minor))
      return FALSE;
  }
  return TRUE;
}

static gboolean
is_moved (const Case *self, guint product)
{
  guint members = get_members (&self->market->bundles[0]);

  if (self->rule == RULE_TIER)
    members |= get_members (&self->market->bundles[1]);
  return self->limits.moves_components && (members >> product & 1);
}

static double
find_by_trying (const Case *self, guint product, gint64 *prices)
{
  const PnrMarketProduct *own = &self->market->products[MIN (product, N_PRODUCTS - 1)];
  double best = -INFINITY;

  if (product < N_PRODUCTS) {
    if (!is_moved (self, product)) {
      prices[product] = own->price_minor;
      return find_by_trying (self, product + 1, prices);
    }
    for (prices[product] = 1; prices[product] <= 2 * own->price_minor; prices[product]++)
      best = MAX (best, find_by_trying (self, product + 1, prices));
    return best;
  }
  for (gint64 price = 1; price <= get_content_sum (self, prices, FALSE); price++)
    if (is_allowed (self, price, prices))
      best = MAX (best, serve_all (self, price, prices, TRUE).profit);
  return best;
}

static void
add_rule (Case *self, GRand *random)
{
  PnrMarket *market = self->market;
  PnrMarketBundle *offer = &market->bundles[0], *rule;

  if (self->rule == RULE_FREE_SHIPPING) {
    market->tariff.charge_minor = g_rand_int_range (random, 1, 4);
    market->tariff.free_from_minor = g_rand_int_range (random, 4, 12);
  } else if (self->rule == RULE_CHOICE) {
    offer->kind = PNR_OFFER_CHOICE;
    offer->quantity[2] = 1;
    /* Two of three, one beside what is always there, one or two. */
    offer->n_of = 2;
    if (g_rand_boolean (random)) {
      offer->fixed = g_rand_boolean (random) ? 1 : 0;
      offer->n_least = 1;
    }
  } else if (self->rule == RULE_OPTIONAL) {
    offer->quantity[2] = 1;
    offer->optional = 4;
  } else {
    rule = pnr_market_add_bundle (market, "RULE", "RULE");
    rule->kind = self->rule == RULE_GIFT ? PNR_OFFER_GIFT : PNR_OFFER_TIER;
    rule->quantity[2] = 1;
    rule->threshold_minor = g_rand_int_range (random, 4, 12);
    rule->quantity[0] = self->rule == RULE_TIER;
    if (self->rule == RULE_TIER)
      rule->tiers[rule->n_tiers++] =
          (PnrMarketTier){ 2, g_rand_int_range (random, 1, 5) * 100000, 0 };
    /* By what the members cost, or so much off all of them. */
    if (self->rule == RULE_TIER && g_rand_boolean (random)) {
      rule->tier_basis = PNR_TIER_BY_AMOUNT;
      rule->tiers[0].from = g_rand_int_range (random, 3, 9);
    }
    if (self->rule == RULE_TIER && g_rand_boolean (random))
      rule->tiers[0] = (PnrMarketTier){ rule->tiers[0].from, 0, g_rand_int_range (random, 1, 4) };
  }
}

static void
make_case (Case *self, GRand *random, guint number)
{
  PnrMarketBundle *offer;

  memset (self, 0, sizeof *self);
  self->rule = number % N_RULES;
  self->market = pnr_market_new ("EUR");
  for (guint j = 0; j < N_PRODUCTS; j++) {
    PnrMarketProduct *product = pnr_market_add_product (self->market, "P", "P");

    product->price_minor = g_rand_int_range (random, 3, 7);
    product->cost_minor = g_rand_int_range (random, 0, 3);
  }
  offer = pnr_market_add_bundle (self->market, "SET", "SET");
  offer->quantity[0] = offer->quantity[1] = 1;
  offer->price_minor =
      self->market->products[0].price_minor + self->market->products[1].price_minor - 1;
  add_rule (self, random);
  self->n_buyers = (guint) g_rand_int_range (random, 2, 7);
  for (guint i = 0; i < self->n_buyers; i++) {
    self->weights[i] = g_rand_int_range (random, 1, 6);
    for (guint j = 0; j < N_PRODUCTS; j++)
      self->values[i * N_PRODUCTS + j] = g_rand_int_range (random, 0, 11);
  }
  self->limits.price = (PnrPriceLimits){ .margin_floor = number % 7 == 1 ? 0.25 : NAN,
                                         .max_discount = number % 11 == 2 ? 0.3 : NAN };
}

static PnrPriceSet *
find (const Case *self, GError **error)
{
  g_autoptr (PnrShopperSample) sample =
      pnr_shopper_sample_new_known (N_PRODUCTS, self->n_buyers, self->values, self->weights);

  return pnr_find_joint_prices_of (self->market, sample, &self->limits, 1, NULL, error);
}

/* Bundles are told before products, both from the last to the first. */
static void
read_prices (const Case *self, PnrPriceSet *set, gint64 *price, gint64 *prices)
{
  guint i = 0;

  *price = pnr_price_set_get_item (set, i++)->curve->best_minor;
  for (guint j = N_PRODUCTS; j-- > 0;)
    prices[j] = is_moved (self, j) ? pnr_price_set_get_item (set, i++)->curve->best_minor
                                   : self->market->products[j].price_minor;
  g_assert_cmpuint (i, ==, set->items->len);
}

static void
check_case (const Case *self, double best, PnrPriceSet *set)
{
  PnrPriceCurve *curve = pnr_price_set_get_item (set, 0)->curve;
  gint64 prices[N_PRODUCTS], price;

  read_prices (self, set, &price, prices);
  g_assert_true (is_allowed (self, price, prices));
  g_assert_cmpfloat_with_epsilon (serve_all (self, price, prices, TRUE).profit, set->profit, 1e-6);
  g_assert_cmpfloat_with_epsilon (serve_all (self, price, prices, FALSE).profit,
                                  set->profit_if_ties_go_against, 1e-6);
  g_assert_cmpfloat (set->profit, <=, best + 1e-6);
  g_assert_cmpfloat (set->profit_tie_proof, >=, set->profit_if_ties_go_against - 1e-6);
  g_assert_cmpint (curve->band_low_minor, <=, price);
  g_assert_cmpint (curve->band_high_minor, >=, price);
  g_assert_true (is_allowed (self, curve->band_low_minor, prices));
  g_assert_true (is_allowed (self, curve->band_high_minor, prices));
}

static void
test_equals_exhaustive (gconstpointer moves_components)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (31);
  guint n_possible = 0, n_found = 0;

  for (guint number = 0; number < N_CASES; number++) {
    Case self;
    g_autoptr (PnrPriceSet) set = NULL;
    g_autoptr (GError) error = NULL;
    gint64 prices[N_PRODUCTS];
    double best;

    make_case (&self, random, number);
    self.limits.moves_components = GPOINTER_TO_INT (moves_components);
    best = find_by_trying (&self, 0, prices);
    set = find (&self, &error);
    if (set == NULL) {
      g_assert_error (error, PNR_ECONOMY_ERROR, PNR_ECONOMY_ERROR_NO_ALLOWED_PRICE);
      g_assert_false (isfinite (best) && !self.limits.moves_components);
    } else {
      g_test_message ("case %u, rule %d: %g found, %g by trying", number, self.rule, set->profit,
                      best);
      check_case (&self, best, set);
      n_possible++;
      n_found += set->profit >= best - 1e-6;
    }
    pnr_market_unref (self.market);
  }
  g_test_message ("the best of %u out of %u was found", n_found, n_possible);
  g_assert_cmpuint (n_possible, >=, 80);
  /* One price is looked at everywhere; several are climbed to. */
  g_assert_cmpuint (n_found * 100, >=, n_possible * (moves_components != NULL ? 90 : 100));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/order-rules/one-price", GINT_TO_POINTER (FALSE), test_equals_exhaustive);
  g_test_add_data_func ("/order-rules/several-prices", GINT_TO_POINTER (TRUE),
                        test_equals_exhaustive);
  return g_test_run ();
}

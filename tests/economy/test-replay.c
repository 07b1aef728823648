/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Past orders gone through with offers, against each kind's rule written out and all choices tried.
 */
#include "config.h"

#include <math.h>

#include "base/pnr-money.h"
#include "economy/pnr-replay.h"

#define N_PRODUCTS 5
#define N_PLANS 300
#define N_ORDERS 40
#define MOST_UNITS 6

typedef enum {
  SET,
  LEADER,
  ADD_ON,
  N_FOR,
  BUY_GET,
  GIFT,
  N_OFFER_KINDS,
} OfferKind;

/* Product @a and, but for @N_FOR and @BUY_GET, product @b; what @terms means depends on the kind.
 */
typedef struct {
  OfferKind kind;
  guint a;
  guint b;
  gint64 terms;
} OfferTerms;

/* Of one offer in one order. */
typedef struct {
  gboolean is_touched;
  gint64 saving;
  gint64 given_cost;
  gboolean is_part;
  gint64 step;
  gint64 step_cost;
} Expected;

typedef struct {
  PnrReplayProduct products[N_PRODUCTS];
  OfferTerms terms[N_OFFER_KINDS];
  guint n_offers;
  GPtrArray *bundles;
  PnrPastOrders *orders;
  gint64 units[N_ORDERS][N_PRODUCTS];
  gint64 prices[N_ORDERS][N_PRODUCTS];
  gint64 totals[N_ORDERS];
} Plan;

static PnrBundle *
make_bundle (const OfferTerms *terms, guint number)
{
  static const PnrBundleKind kinds[] = { PNR_BUNDLE_KIND_MIXED,   PNR_BUNDLE_KIND_LEADER,
                                         PNR_BUNDLE_KIND_ADD_ON,  PNR_BUNDLE_KIND_VOLUME,
                                         PNR_BUNDLE_KIND_BUY_GET, PNR_BUNDLE_KIND_GIFT };
  static const PnrPriceMode modes[] = { PNR_PRICE_MODE_FIXED,      PNR_PRICE_MODE_AMOUNT_OFF,
                                        PNR_PRICE_MODE_FIXED,      PNR_PRICE_MODE_N_FOR,
                                        PNR_PRICE_MODE_AMOUNT_OFF, PNR_PRICE_MODE_PERCENT_OFF };
  PnrComponentRole second = terms->kind == GIFT  ? PNR_COMPONENT_ROLE_GIFT
                            : terms->kind == SET ? PNR_COMPONENT_ROLE_AUXILIARY
                                                 : PNR_COMPONENT_ROLE_REWARD;
  PnrComponent parts[2] = { { .product_id = terms->a + 1, .quantity = 1 },
                            { .product_id = terms->b + 1, .quantity = 1, .role = second } };
  g_autofree char *sku = g_strdup_printf ("B%u", number);
  PnrBundle *bundle = pnr_bundle_new (number + 1);

  if (terms->kind == N_FOR)
    parts[0].quantity = 3;
  if (terms->kind == BUY_GET) {
    parts[0].quantity = 2;
    parts[1].product_id = terms->a + 1;
  }
  pnr_bundle_set_sku (bundle, sku);
  pnr_bundle_set_name (bundle, sku);
  pnr_bundle_set_kind (bundle, kinds[terms->kind]);
  pnr_bundle_set_price_mode (bundle, modes[terms->kind]);
  pnr_bundle_set_price_value (bundle, terms->kind == GIFT ? 1000000 : terms->terms);
  if (terms->kind == GIFT) {
    pnr_bundle_set_threshold_minor (bundle, terms->terms);
    pnr_bundle_set_components (bundle, &parts[1], 1);
  } else {
    pnr_bundle_set_components (bundle, parts, terms->kind == N_FOR ? 1 : 2);
  }
  return bundle;
}

static void
make_orders (Plan *plan, GRand *rand)
{
  const gint64 ids[N_PRODUCTS] = { 1, 2, 3, 4, 5 };

  plan->orders = pnr_past_orders_new ("EUR", "hash", ids, N_PRODUCTS);
  for (guint o = 0; o < N_ORDERS; o++) {
    gint64 total = g_rand_int_range (rand, 0, 3000), units = 1;

    for (guint p = 0; p < N_PRODUCTS; p++) {
      gint64 drawn = g_rand_int_range (rand, -4, MOST_UNITS);

      plan->units[o][p] = MAX (0, drawn);
      plan->prices[o][p] = plan->products[p].price_minor - g_rand_int_range (rand, 0, 40);
      pnr_past_orders_add_line (plan->orders, p, plan->units[o][p], plan->prices[o][p]);
      total += plan->units[o][p] * plan->prices[o][p];
      units += plan->units[o][p];
      if (plan->units[o][p] == 0)
        plan->prices[o][p] = plan->products[p].price_minor;
    }
    plan->totals[o] = total;
    pnr_past_orders_end_order (plan->orders, total, 0, units, 0);
  }
}

static void
plan_init (Plan *plan, GRand *rand)
{
  *plan = (Plan){ .n_offers = g_rand_int_range (rand, 1, N_OFFER_KINDS + 1) };
  plan->bundles = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint p = 0; p < N_PRODUCTS; p++)
    plan->products[p] = (PnrReplayProduct){ .price_minor = g_rand_int_range (rand, 100, 900),
                                            .cost_minor = g_rand_int_range (rand, 20, 100) };
  for (guint b = 0; b < plan->n_offers; b++) {
    OfferTerms *terms = &plan->terms[b];
    gint64 first, second;

    terms->kind = g_rand_int_range (rand, 0, N_OFFER_KINDS);
    terms->a = g_rand_int_range (rand, 0, N_PRODUCTS);
    terms->b = (terms->a + g_rand_int_range (rand, 1, N_PRODUCTS)) % N_PRODUCTS;
    first = plan->products[terms->a].price_minor;
    second = plan->products[terms->b].price_minor;
    terms->terms = terms->kind == SET      ? (first + second) * g_rand_int_range (rand, 6, 11) / 10
                   : terms->kind == ADD_ON ? second * g_rand_int_range (rand, 5, 11) / 10
                   : terms->kind == N_FOR  ? first * g_rand_int_range (rand, 15, 31) / 10
                   : terms->kind == GIFT   ? g_rand_int_range (rand, 1000, 6000)
                                           : g_rand_int_range (rand, 10, 95);
    g_ptr_array_add (plan->bundles, make_bundle (terms, b));
  }
  make_orders (plan, rand);
}

static void
plan_clear (Plan *plan)
{
  g_ptr_array_unref (plan->bundles);
  pnr_past_orders_unref (plan->orders);
}

/* A part that takes the rest, unless the rest costs no less with the offer. */
static void
expect_part (Expected *expected, gint64 step, gint64 list, gint64 cost)
{
  if (step >= list)
    return;
  expected->is_part = TRUE;
  expected->step = step;
  expected->step_cost = cost;
}

static Expected
expect_pair (const OfferTerms *t, gint64 na, gint64 nb, gint64 ra, gint64 rb, gint64 ca, gint64 cb)
{
  Expected expected = { 0 };
  gint64 sets = MIN (na, nb);

  if (t->kind == SET && sets > 0)
    expected.saving = sets * (ra + rb - t->terms);
  else if (t->kind == SET && na > 0)
    expect_part (&expected, t->terms - ra, rb, cb);
  else if (t->kind == SET && nb > 0)
    expect_part (&expected, t->terms - rb, ra, ca);
  else if (t->kind == LEADER && sets > 0)
    expected.saving = sets * MIN (rb, t->terms);
  else if (t->kind == LEADER && na > 0)
    expect_part (&expected, rb - MIN (rb, t->terms), rb, cb);
  else if (t->kind == ADD_ON && sets > 0)
    expected.saving = sets * (rb - t->terms);
  else if (t->kind == ADD_ON && na > 0)
    expect_part (&expected, MIN (rb, t->terms), rb, cb);
  expected.saving = MAX (0, expected.saving);
  expected.is_touched = expected.saving > 0;
  return expected;
}

static Expected
expect_many (const OfferTerms *t, gint64 n, gint64 r, gint64 c)
{
  gint64 off = MAX (0, t->kind == N_FOR ? 3 * r - t->terms : MIN (r, t->terms));
  Expected expected = { .saving = n / 3 * off };

  expected.is_touched = expected.saving > 0;
  if (n > 0 && n < 3 && (t->kind == N_FOR || n == 2))
    expect_part (&expected, (3 - n) * r - off, (3 - n) * r, (3 - n) * c);
  return expected;
}

static Expected
expect_offer (const Plan *plan, guint offer, guint order)
{
  const OfferTerms *t = &plan->terms[offer];
  gint64 na = plan->units[order][t->a], nb = plan->units[order][t->b];
  gint64 ra = plan->prices[order][t->a], rb = plan->prices[order][t->b];
  gint64 free_of_charge = nb > 0 ? rb : 0;

  if (t->kind == N_FOR || t->kind == BUY_GET)
    return expect_many (t, na, ra, plan->products[t->a].cost_minor);
  if (t->kind != GIFT)
    return expect_pair (t, na, nb, ra, rb, plan->products[t->a].cost_minor,
                        plan->products[t->b].cost_minor);
  if (plan->totals[order] - free_of_charge < t->terms)
    return (Expected){ 0 };
  return (Expected){ .is_touched = TRUE,
                     .saving = free_of_charge,
                     .given_cost = nb > 0 ? 0 : plan->products[t->b].cost_minor };
}

static gboolean
are_rivals (const OfferTerms *x, const OfferTerms *y)
{
  gboolean x_has_a = x->kind != GIFT, y_has_a = y->kind != GIFT;
  gboolean x_has_b = x->kind != N_FOR && x->kind != BUY_GET;
  gboolean y_has_b = y->kind != N_FOR && y->kind != BUY_GET;

  return (x_has_a && y_has_a && x->a == y->a) || (x_has_a && y_has_b && x->a == y->b)
         || (x_has_b && y_has_a && x->b == y->a) || (x_has_b && y_has_b && x->b == y->b);
}

/* The most that any set of offers without a common product takes off the order. */
static gint64
find_most (const Plan *plan, guint order)
{
  gint64 most = 0;

  for (guint chosen = 0; chosen < 1u << plan->n_offers; chosen++) {
    gboolean is_possible = TRUE;
    gint64 saving = 0;

    for (guint b = 0; b < plan->n_offers; b++) {
      if (!(chosen >> b & 1))
        continue;
      saving += expect_offer (plan, b, order).saving;
      for (guint other = b + 1; other < plan->n_offers; other++)
        if (chosen >> other & 1 && are_rivals (&plan->terms[b], &plan->terms[other]))
          is_possible = FALSE;
    }
    if (is_possible)
      most = MAX (most, saving);
  }
  return most;
}

static void
check_offer (const Plan *plan, guint b, const PnrReplayOffer *offer)
{
  gint64 n_touched = 0, saving = 0, given_cost = 0, n_parts = 0, step = 0, step_cost = 0;

  for (guint o = 0; o < N_ORDERS; o++) {
    Expected expected = expect_offer (plan, b, o);

    n_touched += expected.is_touched;
    saving += expected.saving;
    given_cost += expected.given_cost;
    n_parts += expected.is_part;
    step += expected.step;
    step_cost += expected.step_cost;
  }
  g_assert_cmpint (offer->n_touched, ==, n_touched);
  g_assert_cmpint (offer->given_minor, ==, saving);
  g_assert_cmpint (offer->given_contribution_minor, ==, saving + given_cost);
  g_assert_cmpint (offer->n_would_be, ==, n_parts);
  g_assert_cmpint (offer->upgrade_minor, ==, step);
  g_assert_cmpint (offer->upgrade_contribution_minor, ==, step - step_cost);
  if (offer->break_even_ppm > 0) {
    /* The least millionth that is enough. */
    g_assert_true ((step - step_cost) * offer->break_even_ppm >= (saving + given_cost) * 1000000);
    g_assert_true ((step - step_cost) * (offer->break_even_ppm - 1)
                   < (saving + given_cost) * 1000000);
  } else if (offer->break_even_ppm == 0) {
    g_assert_cmpint (saving + given_cost, ==, 0);
  } else {
    g_assert_cmpint (step - step_cost, <, saving + given_cost);
  }
}

static void
test_brute (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (20261127);
  guint n_parts = 0, n_touched = 0, n_never = 0;

  for (guint i = 0; i < N_PLANS; i++) {
    Plan plan;
    PnrReplayShop shop;
    g_autoptr (PnrReplay) replay = NULL;
    gint64 given = 0;

    plan_init (&plan, rand);
    shop = (PnrReplayShop){ .orders = plan.orders,
                            .products = plan.products,
                            .bundles = plan.bundles,
                            .costs.tariff.free_from_minor = PNR_MONEY_UNKNOWN };
    replay = pnr_replay_run (&shop, NULL, NULL);
    g_assert_cmpint (replay->n_orders, ==, N_ORDERS);
    for (guint b = 0; b < plan.n_offers; b++) {
      PnrReplayOffer *offer = g_ptr_array_index (replay->offers, b);

      check_offer (&plan, b, offer);
      n_parts += offer->n_would_be > 0;
      n_touched += offer->n_touched > 0;
      n_never += offer->break_even_ppm == PNR_REPLAY_NEVER;
    }
    for (guint o = 0; o < N_ORDERS; o++)
      given += find_most (&plan, o);
    g_assert_cmpint (replay->given_minor, ==, given);
    plan_clear (&plan);
  }
  /* All that is checked above did happen. */
  g_assert_cmpuint (n_parts, >, N_PLANS);
  g_assert_cmpuint (n_touched, >, N_PLANS);
  g_assert_cmpuint (n_never, >, 10);
}

/* A jacket at 119.00 and a tie at 23.80, both with 19 % tax, together for 130.00. */
static PnrReplayShop
make_suit (const PnrReplayProduct *products, GPtrArray *bundles)
{
  static const gint64 ids[] = { 1, 2 };
  OfferTerms terms = { SET, 0, 1, 13000 };
  PnrReplayShop shop = { .products = products, .bundles = bundles };

  g_ptr_array_add (bundles, make_bundle (&terms, 0));
  shop.orders = pnr_past_orders_new ("EUR", "hash", ids, 2);
  pnr_past_orders_add_line (shop.orders, 0, 1, 11900);
  pnr_past_orders_add_line (shop.orders, 1, 1, 2380);
  pnr_past_orders_end_order (shop.orders, 14280, 900, 2, G_MAXINT64);
  pnr_past_orders_add_line (shop.orders, 0, 1, PNR_MONEY_UNKNOWN);
  pnr_past_orders_end_order (shop.orders, 0, 800, 1, G_MAXINT64);
  /* Neither of them, so that it is counted and not kept. */
  pnr_past_orders_end_order (shop.orders, 500, 800, 1, G_MAXINT64);
  shop.costs = (PnrReplayCosts){
    .fee_ppm = 20000,
    .vat_ppm = 190000,
    .tariff = { .unit_minor = 50, .charge_minor = 595, .free_from_minor = 14000 }
  };
  shop.acceptance[PNR_REPLAY_EXPECTED] = 0.5;
  shop.acceptance[PNR_REPLAY_CEILING] = 1.0;
  return shop;
}

static void
test_costs (void)
{
  const PnrReplayProduct products[] = { { 11900, 5000, 190000, 800 }, { 2380, 900, 190000, 100 } };
  g_autoptr (GPtrArray) bundles = g_ptr_array_new_with_free_func (g_object_unref);
  PnrReplayShop shop = make_suit (products, bundles);
  g_autoptr (PnrPastOrders) orders = shop.orders;
  g_autoptr (PnrReplay) replay = pnr_replay_run (&shop, NULL, NULL);
  PnrReplayOffer *offer = g_ptr_array_index (replay->offers, 0);
  gint64 change;

  g_assert_cmpint (replay->n_orders, ==, 3);
  g_assert_cmpuint (orders->orders->len, ==, 2);
  g_assert_cmpint (replay->revenue_minor, ==, 14780);
  g_assert_cmpint (replay->n_unpriced, ==, 1);
  g_assert_cmpint (offer->given_minor, ==, 1280);
  /* Net 1076 less; the order falls below free shipping and pays 595, net 500; the fee is on what is
   * paid less, 2 % of 685. */
  g_assert_cmpint (offer->given_contribution_minor, ==, 1076 - 500 - 14);
  g_assert_cmpint (offer->n_would_be, ==, 1);
  g_assert_cmpint (offer->upgrade_minor, ==, 1100);
  /* Net 924, tie 900, one more piece in the parcel 50, fee 22: nobody should take it. */
  g_assert_cmpint (offer->upgrade_contribution_minor, ==, 924 - 900 - 50 - 22);
  g_assert_cmpint (offer->break_even_ppm, ==, PNR_REPLAY_NEVER);
  g_assert_true (pnr_replay_offer_find_change (replay, offer, PNR_REPLAY_FLOOR, &change));
  g_assert_cmpint (change, ==, -562);
  g_assert_true (pnr_replay_offer_find_change (replay, offer, PNR_REPLAY_EXPECTED, &change));
  g_assert_cmpint (change, ==, -562 - 24);
  g_assert_true (pnr_replay_offer_find_change (replay, offer, PNR_REPLAY_CEILING, &change));
  g_assert_cmpint (change, ==, -562 - 48);
}

/* Half of the shoppers see the offer: counts are as before, amounts are half; what a range of
 * exposure allows is worst where more see what is given away. */
static void
test_exposure (void)
{
  const PnrReplayProduct products[] = { { 11900, 5000, 190000, 800 }, { 2380, 900, 190000, 100 } };
  const PnrRange half = { 0.5, 0.25, 0.75 };
  g_autoptr (GPtrArray) bundles = g_ptr_array_new_with_free_func (g_object_unref);
  PnrReplayShop shop = make_suit (products, bundles);
  g_autoptr (PnrPastOrders) orders = shop.orders;
  g_autoptr (PnrReplay) replay = NULL;
  PnrReplayOffer *offer;
  gint64 change;

  shop.exposures = &half;
  replay = pnr_replay_run (&shop, NULL, NULL);
  offer = g_ptr_array_index (replay->offers, 0);
  g_assert_false (pnr_replay_is_seen_by_all (replay));
  g_assert_cmpint (replay->n_touched, ==, 1);
  g_assert_cmpint (offer->n_touched, ==, 1);
  g_assert_cmpint (replay->given_minor, ==, 640);
  g_assert_cmpint (pnr_replay_offer_expect (offer, offer->given_minor), ==, 640);
  g_assert_cmpint (replay->given_contribution_minor, ==, 281);
  g_assert_true (pnr_replay_offer_find_change (replay, offer, PNR_REPLAY_FLOOR, &change));
  g_assert_cmpint (change, ==, -422);
  g_assert_true (pnr_replay_offer_find_change (replay, offer, PNR_REPLAY_EXPECTED, &change));
  g_assert_cmpint (change, ==, -(562 + 24) / 2);
  g_assert_true (pnr_replay_offer_find_change (replay, offer, PNR_REPLAY_CEILING, &change));
  g_assert_cmpint (change, ==, llround (-0.25 * (562 + 48)));
  g_assert_cmpint (offer->break_even_ppm, ==, PNR_REPLAY_NEVER);
}

/* Two offers of the same suit, seen apart from each other: who sees both takes the cheaper one. */
static void
test_seen_apart (void)
{
  const PnrReplayProduct products[] = { { 11900, 5000, 0, 800 }, { 2380, 900, 0, 100 } };
  const PnrRange seen[] = { { 0.5, 0.5, 0.5 }, { 0.25, 0.25, 0.25 } };
  const OfferTerms dearer = { SET, 0, 1, 13500 };
  g_autoptr (GPtrArray) bundles = g_ptr_array_new_with_free_func (g_object_unref);
  PnrReplayShop shop = make_suit (products, bundles);
  g_autoptr (PnrPastOrders) orders = shop.orders;
  g_autoptr (PnrReplay) replay = NULL;

  g_ptr_array_add (bundles, make_bundle (&dearer, 1));
  shop.exposures = seen;
  replay = pnr_replay_run (&shop, NULL, NULL);
  /* 1280 less at 130.00, 780 less at 135.00. */
  g_assert_cmpint (replay->given_minor, ==, llround (0.5 * 1280 + 0.5 * 0.25 * 780));
}

/* What is given away is known without the cost, what a taker brings is not. */
static void
test_unknown_cost (void)
{
  const PnrReplayProduct products[] = { { 11900, 5000, 0, 800 },
                                        { 2380, PNR_MONEY_UNKNOWN, 0, 100 } };
  g_autoptr (GPtrArray) bundles = g_ptr_array_new_with_free_func (g_object_unref);
  PnrReplayShop shop = make_suit (products, bundles);
  g_autoptr (PnrPastOrders) orders = shop.orders;
  g_autoptr (PnrReplay) replay = pnr_replay_run (&shop, NULL, NULL);
  PnrReplayOffer *offer = g_ptr_array_index (replay->offers, 0);
  gint64 change;

  g_assert_cmpint (offer->given_minor, ==, 1280);
  g_assert_cmpint (offer->given_contribution_minor, !=, PNR_MONEY_UNKNOWN);
  g_assert_cmpint (offer->upgrade_contribution_minor, ==, PNR_MONEY_UNKNOWN);
  g_assert_cmpint (offer->break_even_ppm, ==, PNR_REPLAY_NEVER);
  g_assert_true (pnr_replay_offer_find_change (replay, offer, PNR_REPLAY_FLOOR, &change));
  g_assert_false (pnr_replay_offer_find_change (replay, offer, PNR_REPLAY_EXPECTED, &change));
}

static void
test_cancel (void)
{
  const PnrReplayProduct products[] = { { 11900, 5000, 0, 800 }, { 2380, 900, 0, 100 } };
  g_autoptr (GPtrArray) bundles = g_ptr_array_new_with_free_func (g_object_unref);
  PnrReplayShop shop = make_suit (products, bundles);
  g_autoptr (PnrPastOrders) orders = shop.orders;
  g_autoptr (PnrProgress) progress = pnr_progress_new ();
  g_autoptr (GError) error = NULL;

  pnr_progress_cancel (progress);
  g_assert_null (pnr_replay_run (&shop, progress, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/economy/replay/brute", test_brute);
  g_test_add_func ("/economy/replay/costs", test_costs);
  g_test_add_func ("/economy/replay/exposure", test_exposure);
  g_test_add_func ("/economy/replay/seen-apart", test_seen_apart);
  g_test_add_func ("/economy/replay/unknown-cost", test_unknown_cost);
  g_test_add_func ("/economy/replay/cancel", test_cancel);
  return g_test_run ();
}

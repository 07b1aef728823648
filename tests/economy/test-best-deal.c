/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Cheaper ways to a bundle and carts that give goods away, against hand sums and plain covers. */
#include "config.h"

#include "economy/pnr-best-deal.h"

enum {
  JACKET,
  TIE,
  CUFFLINKS
};

static const PnrDealLimits limits = { 5, 0, 2, 1000000 };

/* Jacket 120, tie 30, cufflinks 45; the set at 169. */
static PnrDealShop
make_suit (void)
{
  return (PnrDealShop){
    .n_products = 3,
    .list_minor = { 12000, 3000, 4500 },
    .cost_minor = { 6600, 900, 1800 },
    .n_offers = 1,
    .offers = { { .name = "Set", .quantity = { 1, 1, 1 }, .price_minor = 16900 } },
  };
}

static PnrDealOffer *
add (PnrDealShop *shop, PnrDealOffer offer)
{
  shop->offers[shop->n_offers] = offer;
  return &shop->offers[shop->n_offers++];
}

static PnrBestDeal
find_best (const PnrDealShop *shop, const PnrDealLimits *with)
{
  g_autoptr (GError) error = NULL;
  PnrBestDeal deal;

  g_assert_true (pnr_best_deal_find (shop, 0, with, NULL, &deal, &error));
  g_assert_no_error (error);
  g_assert_true (deal.effort.is_complete);
  return deal;
}

/* What a reader does with the proof: adds up lines and follows steps. */
static void
check_proof (const PnrDealShop *shop, const PnrDealCart *cart)
{
  guint8 received[PNR_DEAL_MAX_PRODUCTS] = { 0 };
  gint64 sum = 0, list = 0, cost = 0;

  for (guint i = 0; i < cart->n_lines; i++) {
    const PnrDealLine *line = &cart->lines[i];
    gint64 price = line->base_minor, line_list = 0;

    for (guint j = 0; j < shop->n_products; j++) {
      received[j] += line->quantity[j];
      line_list += line->quantity[j] * shop->list_minor[j];
      cost += line->quantity[j] * shop->cost_minor[j];
    }
    if (line->offer < 0)
      g_assert_cmpint (line->base_minor, ==, line_list);
    for (guint k = 0; k < line->n_steps; k++) {
      g_assert_cmpint (line->steps[k].price_minor, <=, price);
      price = line->steps[k].price_minor;
    }
    g_assert_cmpint (price, ==, line->price_minor);
    g_assert_cmpint (line_list, ==, line->list_minor);
    list += line_list;
    sum += price;
  }
  for (guint k = 0; k < cart->n_steps; k++) {
    g_assert_cmpint (cart->steps[k].price_minor, <, sum);
    sum = cart->steps[k].price_minor;
  }
  g_assert_cmpint (sum, ==, cart->paid_minor);
  g_assert_cmpint (list, ==, cart->list_minor);
  g_assert_cmpint (cost, ==, cart->cost_minor);
  for (guint j = 0; j < shop->n_products; j++)
    g_assert_cmpint (received[j], ==, cart->received[j]);
}

static void
test_pair (void)
{
  PnrDealShop shop = make_suit ();
  PnrDealOffer *pair;
  PnrBestDeal deal = find_best (&shop, &limits);

  g_assert_cmpint (deal.best.paid_minor, ==, 19500);
  g_assert_false (deal.is_beaten);
  pair = add (&shop, (PnrDealOffer){ .name = "Pair",
                                     .quantity = { [TIE] = 1, [CUFFLINKS] = 1 },
                                     .price_minor = 4500 });
  deal = find_best (&shop, &limits);
  g_assert_cmpint (deal.own.paid_minor, ==, 16900);
  g_assert_cmpint (deal.best.paid_minor, ==, 16500);
  g_assert_true (deal.is_beaten);
  g_assert_cmpuint (deal.best.n_lines, ==, 2);
  g_assert_cmpint (deal.best.lines[0].offer, ==, 1);
  g_assert_cmpint (deal.best.lines[0].price_minor, ==, 4500);
  g_assert_cmpint (deal.best.lines[1].offer, ==, -1);
  g_assert_cmpint (deal.best.lines[1].price_minor, ==, 12000);
  check_proof (&shop, &deal.best);
  pair->price_minor = 6000;
  deal = find_best (&shop, &limits);
  g_assert_cmpint (deal.best.paid_minor, ==, 18000);
  g_assert_false (deal.is_beaten);
}

static void
test_gift_and_extra (void)
{
  PnrDealShop shop = make_suit ();
  PnrDealLimits more = limits;
  PnrBestDeal deal;

  add (&shop, (PnrDealOffer){ .name = "Gift",
                              .kind = PNR_DEAL_GIFT,
                              .quantity = { [CUFFLINKS] = 1 },
                              .threshold_minor = 15000 });
  deal = find_best (&shop, &limits);
  g_assert_cmpint (deal.best.paid_minor, ==, 15000);
  g_assert_true (deal.is_beaten);
  check_proof (&shop, &deal.best);
  /* A fourth piece makes everything half price: taking more than wanted is the cheaper way. */
  shop = make_suit ();
  add (&shop, (PnrDealOffer){ .name = "Four pieces",
                              .kind = PNR_DEAL_PERCENT,
                              .group = 7,
                              .tier_ppm = { 0, 0, 0, 500000 },
                              .n_tiers = 4 });
  g_assert_false (find_best (&shop, &limits).is_beaten);
  more.most_extra = 1;
  deal = find_best (&shop, &more);
  g_assert_cmpint (deal.best.paid_minor, ==, 11250);
  g_assert_true (deal.is_beaten);
  g_assert_cmpint (deal.best.received[TIE], ==, 2);
}

/* A jacket at 100.00 under 20 % (A) and 10 % (B). */
static void
test_stacking (void)
{
  static const struct {
    PnrStacking a, b;
    int priority_b;
    gint64 price;
  } cases[] = {
    { PNR_STACKING_ADDITIVE, PNR_STACKING_ADDITIVE, 0, 7000 },
    { PNR_STACKING_MULTIPLICATIVE, PNR_STACKING_MULTIPLICATIVE, 0, 7200 },
    { PNR_STACKING_ADDITIVE, PNR_STACKING_MULTIPLICATIVE, 0, 7200 },
    { PNR_STACKING_BEST_ONLY, PNR_STACKING_BEST_ONLY, 0, 8000 },
    { PNR_STACKING_ADDITIVE, PNR_STACKING_BEST_ONLY, 0, 8000 },
    { PNR_STACKING_EXCLUSIVE, PNR_STACKING_ADDITIVE, 0, 8000 },
    { PNR_STACKING_EXCLUSIVE, PNR_STACKING_ADDITIVE, 1, 9000 },
    { PNR_STACKING_ADDITIVE, PNR_STACKING_EXCLUSIVE, 1, 9000 },
    { PNR_STACKING_EXCLUSIVE, PNR_STACKING_EXCLUSIVE, 0, 8000 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    PnrDealShop shop = { .n_products = 1, .list_minor = { 10000 } };
    PnrDealCart cart;

    add (&shop, (PnrDealOffer){ .kind = PNR_DEAL_PERCENT,
                                .group = 1,
                                .tier_ppm = { 200000 },
                                .n_tiers = 1,
                                .stacking = cases[i].a });
    add (&shop, (PnrDealOffer){ .kind = PNR_DEAL_PERCENT,
                                .group = 1,
                                .tier_ppm = { 100000 },
                                .n_tiers = 1,
                                .stacking = cases[i].b,
                                .priority = cases[i].priority_b });
    pnr_deal_shop_price (&shop, (guint8[16]){ 0 }, (guint8[12]){ 1 }, 0, &cart);
    g_test_message ("case %" G_GSIZE_FORMAT, i);
    g_assert_cmpint (cart.paid_minor, ==, cases[i].price);
    check_proof (&shop, &cart);
  }
}

static void
test_exclusive_bundle (void)
{
  PnrDealShop shop = make_suit ();
  PnrDealCart cart;

  add (&shop, (PnrDealOffer){
                  .kind = PNR_DEAL_PERCENT, .group = 7, .tier_ppm = { 100000 }, .n_tiers = 1 });
  add (&shop, (PnrDealOffer){ .kind = PNR_DEAL_AMOUNT, .price_minor = 5000, .needs_code = TRUE });
  pnr_deal_shop_price (&shop, (guint8[16]){ 1 }, (guint8[12]){ 0, 1 }, 0, &cart);
  g_assert_cmpint (cart.paid_minor, ==, 15210 + 2700);
  shop.offers[0].stacking = PNR_STACKING_EXCLUSIVE;
  pnr_deal_shop_price (&shop, (guint8[16]){ 1 }, (guint8[12]){ 0, 1 }, 0, &cart);
  g_assert_cmpint (cart.paid_minor, ==, 16900 + 2700);
  /* The code can take no more than the tie that is not in the set. */
  pnr_deal_shop_price (&shop, (guint8[16]){ 1 }, (guint8[12]){ 0, 1 }, 1 << 2, &cart);
  g_assert_cmpint (cart.paid_minor, ==, 16900);
  check_proof (&shop, &cart);
}

/* Two codes that nobody meant to meet: a tie for nothing. */
static void
test_free_cart (void)
{
  PnrDealShop shop = make_suit ();
  PnrDealLimits one_code = limits;
  PnrWorstCart worst;

  add (&shop, (PnrDealOffer){ .name = "NEWSLETTER",
                              .kind = PNR_DEAL_PERCENT,
                              .group = 1 << TIE,
                              .tier_ppm = { 500000 },
                              .n_tiers = 1,
                              .needs_code = TRUE });
  add (&shop,
       (PnrDealOffer){
           .name = "SORRY15", .kind = PNR_DEAL_AMOUNT, .price_minor = 1500, .needs_code = TRUE });
  g_assert_true (pnr_worst_cart_find (&shop, &limits, NULL, &worst, NULL));
  g_assert_true (worst.is_free);
  g_assert_true (worst.is_below_cost);
  g_assert_cmpint (worst.cheapest.paid_minor, ==, 0);
  g_assert_cmpint (worst.cheapest.received[TIE], ==, 1);
  g_assert_cmpuint (worst.cheapest.n_units, ==, 1);
  g_assert_cmpuint (worst.cheapest.codes, ==, 6);
  check_proof (&shop, &worst.cheapest);
  check_proof (&shop, &worst.deepest);
  one_code.most_codes = 1;
  g_assert_true (pnr_worst_cart_find (&shop, &one_code, NULL, &worst, NULL));
  g_assert_false (worst.is_free);
}

static void
test_below_cost (void)
{
  PnrDealShop shop = make_suit ();
  PnrWorstCart worst;

  g_assert_true (pnr_worst_cart_find (&shop, &limits, NULL, &worst, NULL));
  g_assert_false (worst.is_below_cost);
  /* Two jackets for 120 cost 132; two such pairs fit into five units. */
  add (&shop, (PnrDealOffer){
                  .kind = PNR_DEAL_BUY_GET, .buy = { 1 }, .quantity = { 1 }, .price_minor = 0 });
  g_assert_true (pnr_worst_cart_find (&shop, &limits, NULL, &worst, NULL));
  g_assert_true (worst.is_below_cost);
  g_assert_cmpint (worst.deepest.paid_minor - worst.deepest.cost_minor, ==, -2400);
  check_proof (&shop, &worst.deepest);
}

static void
test_stopped (void)
{
  PnrDealShop shop = make_suit ();
  PnrDealLimits few = limits;
  g_autoptr (PnrProgress) progress = pnr_progress_new ();
  g_autoptr (GError) error = NULL;
  PnrWorstCart worst;

  few.most_carts = 10;
  g_assert_true (pnr_worst_cart_find (&shop, &few, NULL, &worst, NULL));
  g_assert_false (worst.effort.is_complete);
  /* 3 carts of one unit and 6 of two; three units need 11 more. */
  g_assert_cmpuint (worst.effort.complete_units, ==, 2);
  pnr_progress_cancel (progress);
  g_assert_false (pnr_worst_cart_find (&shop, &limits, progress, &worst, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/* Cheapest cover of a content by bundles and singles, the plain recursive way. */
static gint64
cover (const PnrDealShop *shop, guint banned, const guint8 *wanted)
{
  gint64 least = 0;

  for (guint j = 0; j < shop->n_products; j++)
    least += wanted[j] * shop->list_minor[j];
  for (guint o = 0; o < shop->n_offers; o++) {
    guint8 rest[PNR_DEAL_MAX_PRODUCTS] = { 0 };
    gboolean fits = o != banned;
    gint64 price = shop->offers[o].price_minor;

    for (guint j = 0; j < shop->n_products; j++) {
      guint8 content = (guint8) (shop->offers[o].quantity[j] + shop->offers[o].buy[j]);

      fits &= content <= wanted[j];
      rest[j] = (guint8) (wanted[j] - content);
      price += shop->offers[o].buy[j] * shop->list_minor[j];
    }
    if (fits)
      least = MIN (least, price + cover (shop, banned, rest));
  }
  return least;
}

static PnrDealShop
make_random (GRand *dice)
{
  PnrDealShop shop = { .n_products = 3, .n_offers = (guint) g_rand_int_range (dice, 2, 5) };

  for (guint j = 0; j < 3; j++)
    shop.list_minor[j] = g_rand_int_range (dice, 100, 2000);
  for (guint o = 0; o < shop.n_offers; o++) {
    PnrDealOffer *offer = &shop.offers[o];
    gint64 list = 0;

    offer->kind = o > 0 && g_rand_boolean (dice) ? PNR_DEAL_BUY_GET : PNR_DEAL_BUNDLE;
    offer->quantity[g_rand_int_range (dice, 0, 3)] = 1;
    offer->quantity[g_rand_int_range (dice, 0, 3)]++;
    if (offer->kind == PNR_DEAL_BUY_GET)
      offer->buy[g_rand_int_range (dice, 0, 3)] = 1;
    for (guint j = 0; j < 3; j++)
      list += offer->quantity[j] * shop.list_minor[j];
    offer->price_minor = list * g_rand_int_range (dice, 0, 110) / 100;
  }
  return shop;
}

static void
check_worst (const PnrDealShop *shop, const PnrWorstCart *worst)
{
  double least = 2.0;

  for (guint n = 1; n < 216; n++) {
    guint8 content[PNR_DEAL_MAX_PRODUCTS] = { (guint8) (n % 6), (guint8) (n / 6 % 6),
                                              (guint8) (n / 36) };
    gint64 list = 0;

    if (content[0] + content[1] + content[2] > 5)
      continue;
    for (guint j = 0; j < 3; j++)
      list += content[j] * shop->list_minor[j];
    least = MIN (least, (double) cover (shop, G_MAXUINT, content) / list);
  }
  g_assert_cmpfloat_with_epsilon ((double) worst->cheapest.paid_minor / worst->cheapest.list_minor,
                                  least, 1e-12);
}

static void
test_random_shops (void)
{
  g_autoptr (GRand) dice = g_rand_new_with_seed (11);
  guint n_beaten = 0;

  for (guint round = 0; round < 200; round++) {
    PnrDealShop shop = make_random (dice);
    PnrBestDeal deal = find_best (&shop, &limits);
    PnrWorstCart worst;

    g_assert_true (deal.is_found);
    g_assert_cmpint (deal.best.paid_minor, ==, cover (&shop, 0, shop.offers[0].quantity));
    check_proof (&shop, &deal.best);
    n_beaten += deal.is_beaten;
    g_assert_true (pnr_worst_cart_find (&shop, &limits, NULL, &worst, NULL));
    check_worst (&shop, &worst);
    check_proof (&shop, &worst.cheapest);
  }
  g_assert_cmpuint (n_beaten, >, 5);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/economy/best-deal/pair", test_pair);
  g_test_add_func ("/economy/best-deal/gift-and-extra", test_gift_and_extra);
  g_test_add_func ("/economy/best-deal/stacking", test_stacking);
  g_test_add_func ("/economy/best-deal/exclusive-bundle", test_exclusive_bundle);
  g_test_add_func ("/economy/best-deal/free-cart", test_free_cart);
  g_test_add_func ("/economy/best-deal/below-cost", test_below_cost);
  g_test_add_func ("/economy/best-deal/stopped", test_stopped);
  g_test_add_func ("/economy/best-deal/random-shops", test_random_shops);
  return g_test_run ();
}

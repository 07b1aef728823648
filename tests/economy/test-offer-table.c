/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Prices of carts under offers of every kind: against hand sums, and against trying all partings.
 */
#include "config.h"

#include "base/pnr-money.h"
#include "economy/pnr-offer-exploit.h"
#include "model/pnr-bundle-fault.h"
#include "model/pnr-bundle-kind.h"
#include "model/pnr-bundle-quote.h"

enum {
  JACKET,
  TIE,
  CUFFLINKS
};

/* Jacket 120, tie 30, cufflinks 45; they cost 66, 9 and 18. */
static PnrOfferShop
make_shop (guint cap)
{
  return (PnrOfferShop){ .n_products = 3,
                         .products = { { 1, 12000, 6600, TRUE, cap },
                                       { 2, 3000, 900, TRUE, cap },
                                       { 3, 4500, 1800, TRUE, cap } } };
}

static PnrBundle *
add_offer (PnrOfferShop *shop, PnrBundleKind kind, PnrPriceMode mode, gint64 value)
{
  PnrBundle *bundle = pnr_bundle_new (100 + shop->n_offers);

  pnr_bundle_set_kind (bundle, kind);
  pnr_bundle_set_price_mode (bundle, mode);
  pnr_bundle_set_price_value (bundle, value);
  shop->offers[shop->n_offers++] = bundle;
  return bundle;
}

static void
add_part (PnrBundle *bundle, guint product, PnrComponentRole role, gint64 quantity)
{
  PnrComponent part = { .product_id = product + 1, .quantity = quantity, .role = role };

  pnr_bundle_change_component (bundle, pnr_bundle_get_n_components (bundle), &part);
}

static void
clear_shop (PnrOfferShop *shop)
{
  for (guint o = 0; o < shop->n_offers; o++)
    g_object_unref (shop->offers[o]);
}

static PnrOfferTable *
make_table (const PnrOfferShop *shop, guint banned)
{
  g_autoptr (GError) error = NULL;
  PnrOfferTable *table = pnr_offer_table_new (shop, banned, NULL, &error);

  g_assert_no_error (error);
  return table;
}

/* What a reader does with a proof: adds up its lines and counts the goods. */
static void
check_proof (const PnrOfferShop *shop, PnrOfferTable *table, guint content)
{
  g_autoptr (GArray) proof = pnr_offer_table_dup_proof (table, content);
  gint64 sum = 0;

  for (guint i = 0; i < proof->len; i++)
    sum += g_array_index (proof, PnrOfferLine, i).price_minor;
  g_assert_cmpint (sum, ==, pnr_offer_table_get_paid (table, content));
  for (guint o = 0; o < shop->n_offers; o++) {
    gboolean is_used = FALSE;

    for (guint i = 0; i < proof->len; i++)
      is_used |= g_array_index (proof, PnrOfferLine, i).offer == (int) o;
    g_assert_true (pnr_offer_table_makes_use (table, content, o) == is_used);
  }
  for (guint j = 0; j < shop->n_products; j++) {
    guint n = 0;

    for (guint i = 0; i < proof->len; i++)
      n += g_array_index (proof, PnrOfferLine, i).quantity[j];
    g_assert_cmpuint (n, ==, pnr_offer_table_get_quantity (table, content, j));
  }
}

static gint64
find_best (const PnrOfferShop *shop, guint banned, guint jackets, guint ties, guint cufflinks)
{
  g_autoptr (PnrOfferTable) table = make_table (shop, banned);
  guint wanted[] = { jackets, ties, cufflinks };
  guint best = pnr_offer_table_find_cheapest (table, wanted);

  if (best == PNR_OFFER_TABLE_NONE)
    return PNR_OFFER_TABLE_NOT_SOLD;
  check_proof (shop, table, best);
  return pnr_offer_table_get_paid (table, best);
}

/* The pair at 45 makes the set at 169 the dearer way: 120 + 45; at 60 it does not. */
static void
test_pair (void)
{
  PnrOfferShop shop = make_shop (2);
  PnrBundle *set = add_offer (&shop, PNR_BUNDLE_KIND_MIXED, PNR_PRICE_MODE_FIXED, 16900);
  PnrBundle *pair = add_offer (&shop, PNR_BUNDLE_KIND_MIXED, PNR_PRICE_MODE_FIXED, 4500);

  for (guint j = 0; j < 3; j++)
    add_part (set, j, PNR_COMPONENT_ROLE_MAIN, 1);
  add_part (pair, TIE, PNR_COMPONENT_ROLE_MAIN, 1);
  add_part (pair, CUFFLINKS, PNR_COMPONENT_ROLE_MAIN, 1);
  g_assert_cmpint (find_best (&shop, 0, 1, 1, 1), ==, 16500);
  g_assert_cmpint (find_best (&shop, PNR_OFFER_TABLE_NONE, 1, 1, 1), ==, 16500);
  pnr_bundle_set_price_value (pair, 6000);
  g_assert_cmpint (find_best (&shop, 0, 1, 1, 1), ==, 18000);
  g_assert_cmpint (find_best (&shop, PNR_OFFER_TABLE_NONE, 1, 1, 1), ==, 16900);
  clear_shop (&shop);
}

static void
test_kinds (void)
{
  static const PnrPriceTier tiers[] = { { 2, 100000 }, { 3, 500000 } };
  PnrOfferShop shop = make_shop (3);
  PnrBundle *offer = add_offer (&shop, PNR_BUNDLE_KIND_LEADER, PNR_PRICE_MODE_PERCENT_OFF, 500000);

  /* With a jacket the tie is 15. */
  add_part (offer, JACKET, PNR_COMPONENT_ROLE_MAIN, 1);
  add_part (offer, TIE, PNR_COMPONENT_ROLE_REWARD, 1);
  g_assert_cmpint (find_best (&shop, PNR_OFFER_TABLE_NONE, 1, 1, 0), ==, 13500);
  g_assert_cmpint (find_best (&shop, PNR_OFFER_TABLE_NONE, 0, 1, 0), ==, 3000);
  g_assert_cmpint (find_best (&shop, PNR_OFFER_TABLE_NONE, 1, 2, 0), ==, 16500);
  g_assert_cmpint (find_best (&shop, PNR_OFFER_TABLE_NONE, 2, 2, 0), ==, 27000);
  /* Three ties at half price are cheaper than two at ten per cent off: 45 against 54. */
  offer = add_offer (&shop, PNR_BUNDLE_KIND_VOLUME, PNR_PRICE_MODE_TIERS, 0);
  pnr_bundle_set_tiers (offer, tiers, 2);
  add_part (offer, TIE, PNR_COMPONENT_ROLE_MAIN, 1);
  g_assert_cmpint (find_best (&shop, PNR_OFFER_TABLE_NONE, 0, 2, 0), ==, 4500);
  /* A tie counts for the leader or for the tier, not for both: 135 + 54 or 120 + 45. */
  g_assert_cmpint (find_best (&shop, PNR_OFFER_TABLE_NONE, 1, 3, 0), ==, 16500);
  /* From 150 on the cufflinks are free. */
  offer = add_offer (&shop, PNR_BUNDLE_KIND_GIFT, PNR_PRICE_MODE_PERCENT_OFF, 1000000);
  pnr_bundle_set_threshold_minor (offer, 16500);
  add_part (offer, CUFFLINKS, PNR_COMPONENT_ROLE_GIFT, 1);
  g_assert_cmpint (find_best (&shop, PNR_OFFER_TABLE_NONE, 1, 3, 1), ==, 16500);
  g_assert_cmpint (find_best (&shop, PNR_OFFER_TABLE_NONE, 1, 0, 2), ==, 16500);
  g_assert_cmpint (find_best (&shop, 2, 1, 0, 2), ==, 21000);
  clear_shop (&shop);
}

/* Any two of three for 40: the jacket with the tie at 40 is far below its cost, and less than the
 * jacket alone. */
static void
test_odd_carts (void)
{
  PnrOfferShop shop = make_shop (2);
  PnrBundle *any = add_offer (&shop, PNR_BUNDLE_KIND_MIX_AND_MATCH, PNR_PRICE_MODE_FIXED, 4000);
  PnrBundle *free_tie = add_offer (&shop, PNR_BUNDLE_KIND_LEADER, PNR_PRICE_MODE_FIXED, 0);
  g_autoptr (PnrOfferTable) table = NULL;
  PnrOfferExploits odd;

  for (guint j = 0; j < 3; j++)
    add_part (any, j, PNR_COMPONENT_ROLE_CHOICE, 1);
  pnr_bundle_set_choice (any, 2, 2, 1);
  add_part (free_tie, CUFFLINKS, PNR_COMPONENT_ROLE_MAIN, 1);
  add_part (free_tie, TIE, PNR_COMPONENT_ROLE_REWARD, 1);
  table = make_table (&shop, PNR_OFFER_TABLE_NONE);
  pnr_offer_exploits_find (table, shop.n_offers, PNR_OFFER_TABLE_NONE, &odd);
  g_assert_cmpuint (odd.free, ==, PNR_OFFER_TABLE_NONE);
  g_assert_cmpuint (pnr_offer_table_get_units (table, odd.below_cost), ==, 2);
  g_assert_cmpuint (pnr_offer_table_get_quantity (table, odd.below_cost, JACKET), ==, 1);
  g_assert_cmpint (pnr_offer_table_get_paid (table, odd.below_cost), ==, 4000);
  g_assert_cmpint (pnr_offer_table_get_paid (table, odd.less)
                       - pnr_offer_table_get_paid (table, odd.more),
                   ==, 8000);
  check_proof (&shop, table, odd.more);
  /* 195 less 125 for the jacket and the cufflinks, less 30 for the tie. */
  g_assert_cmpuint (odd.stacked, !=, PNR_OFFER_TABLE_NONE);
  g_assert_cmpuint (odd.n_stacked, ==, 2);
  g_assert_cmpint (odd.stacked_minor, <, pnr_offer_table_get_paid (table, odd.stacked));
  /* The tie with the cufflinks is 45, which undercuts nothing but its list price. */
  pnr_offer_exploits_find (table, shop.n_offers, 1, &odd);
  g_assert_true (odd.more == PNR_OFFER_TABLE_NONE
                 || pnr_offer_table_makes_use (table, odd.more, 1));
  g_assert_true (odd.below_cost == PNR_OFFER_TABLE_NONE
                 || pnr_offer_table_makes_use (table, odd.below_cost, 1));
  clear_shop (&shop);
}

/* Five per cent off two, all of it off three: three are free. */
static void
test_free_cart (void)
{
  static const PnrPriceTier tiers[] = { { 2, 50000 }, { 3, 1000000 } };
  PnrOfferShop shop = make_shop (3);
  PnrBundle *offer = add_offer (&shop, PNR_BUNDLE_KIND_VOLUME, PNR_PRICE_MODE_TIERS, 0);
  g_autoptr (PnrOfferTable) table = NULL;
  PnrOfferExploits odd;

  pnr_bundle_set_tiers (offer, tiers, 2);
  add_part (offer, TIE, PNR_COMPONENT_ROLE_MAIN, 1);
  table = make_table (&shop, PNR_OFFER_TABLE_NONE);
  pnr_offer_exploits_find (table, shop.n_offers, PNR_OFFER_TABLE_NONE, &odd);
  g_assert_cmpuint (pnr_offer_table_get_quantity (table, odd.free, TIE), ==, 3);
  g_assert_cmpuint (pnr_offer_table_get_units (table, odd.free), ==, 3);
  g_assert_cmpint (pnr_offer_table_get_paid (table, odd.less), ==, 5700);
  clear_shop (&shop);
}

/* A part of a pure bundle is not sold beside it, nor carried in by another offer. */
static void
test_not_sold_singly (void)
{
  PnrOfferShop shop = make_shop (2);
  PnrBundle *pure = add_offer (&shop, PNR_BUNDLE_KIND_PURE, PNR_PRICE_MODE_FIXED, 14000);
  PnrBundle *tiers = add_offer (&shop, PNR_BUNDLE_KIND_LEADER, PNR_PRICE_MODE_FIXED, 1000);

  add_part (pure, JACKET, PNR_COMPONENT_ROLE_MAIN, 1);
  add_part (pure, TIE, PNR_COMPONENT_ROLE_MAIN, 1);
  add_part (tiers, CUFFLINKS, PNR_COMPONENT_ROLE_MAIN, 1);
  add_part (tiers, TIE, PNR_COMPONENT_ROLE_REWARD, 1);
  shop.products[JACKET].is_sold_singly = FALSE;
  shop.products[TIE].is_sold_singly = FALSE;
  g_assert_cmpint (find_best (&shop, PNR_OFFER_TABLE_NONE, 1, 1, 0), ==, 14000);
  g_assert_cmpint (find_best (&shop, PNR_OFFER_TABLE_NONE, 0, 1, 1), ==, 5500);
  /* A second pair of cufflinks is cheaper than a jacket, to get a second tie. */
  g_assert_cmpint (find_best (&shop, PNR_OFFER_TABLE_NONE, 0, 2, 1), ==, 11000);
  g_assert_cmpint (find_best (&shop, 0, 1, 0, 0), ==, PNR_OFFER_TABLE_NOT_SOLD);
  clear_shop (&shop);
}

/* Once is a use and nothing beside it. */
static void
test_once (void)
{
  PnrOfferShop shop = make_shop (1);
  PnrBundle *any = add_offer (&shop, PNR_BUNDLE_KIND_MIX_AND_MATCH, PNR_PRICE_MODE_FIXED, 4000);
  g_autoptr (PnrOfferTable) table = NULL;
  guint n_selections = 0;

  for (guint j = 0; j < 3; j++)
    add_part (any, j, PNR_COMPONENT_ROLE_CHOICE, 1);
  pnr_bundle_set_choice (any, 2, 2, 1);
  table = make_table (&shop, PNR_OFFER_TABLE_NONE);
  for (guint c = 0; c < pnr_offer_table_get_n_contents (table); c++) {
    gint64 price = pnr_offer_table_quote_once (table, c, 0);

    if (price == PNR_OFFER_TABLE_NOT_SOLD)
      continue;
    n_selections++;
    g_assert_cmpint (price, ==, 4000);
    g_assert_cmpuint (pnr_offer_table_get_units (table, c), ==, 2);
  }
  g_assert_cmpuint (n_selections, ==, 3);
  clear_shop (&shop);
}

#define MOST_PRODUCTS 4

/* Any offer without a fault; what cannot be is thrown away. */
static PnrBundle *
throw_offer (GRand *dice, guint n_products, gint64 id)
{
  while (TRUE) {
    g_autoptr (PnrBundle) bundle = pnr_bundle_new (id);
    PnrBundleKind kind = g_rand_int_range (dice, 0, PNR_N_BUNDLE_KINDS);
    PnrPriceMode mode = g_rand_int_range (dice, 0, PNR_N_PRICE_MODES);
    guint n_parts = g_rand_int_range (dice, 1, n_products + 1);
    guint first = g_rand_int_range (dice, 0, n_products);
    PnrPriceTier tiers[] = { { g_rand_int_range (dice, 1, 4), g_rand_int_range (dice, 0, 300000) },
                             { g_rand_int_range (dice, 4, 6), 600000 } };
    PnrBundleFault fault;

    pnr_bundle_set_kind (bundle, kind);
    pnr_bundle_set_price_mode (bundle, mode);
    pnr_bundle_set_tiers (bundle, tiers, g_rand_int_range (dice, 1, 3));
    pnr_bundle_set_price_value (
        bundle, mode == PNR_PRICE_MODE_PERCENT_OFF
                    ? (kind == PNR_BUNDLE_KIND_GIFT ? 1000000 : g_rand_int_range (dice, 0, 1000001))
                    : g_rand_int_range (dice, 0, 500));
    if (kind == PNR_BUNDLE_KIND_GIFT)
      pnr_bundle_set_threshold_minor (bundle, g_rand_int_range (dice, 1, 800));
    pnr_bundle_set_max_uses (bundle, g_rand_int_range (dice, 0, 3));
    if (kind == PNR_BUNDLE_KIND_MIX_AND_MATCH)
      pnr_bundle_set_choice (bundle, 1, g_rand_int_range (dice, 1, 3), 1);
    for (guint i = 0; i < n_parts; i++) {
      PnrComponent part = { .product_id = 1 + (first + i) % n_products,
                            .quantity = g_rand_int_range (dice, 1, 3),
                            .role = pnr_bundle_kind_get_next_role (kind, i),
                            .is_optional = i > 0 && g_rand_int_range (dice, 0, 4) == 0,
                            .off_ppm = g_rand_int_range (dice, 0, 3) * 150000,
                            .extra_minor = g_rand_int_range (dice, 0, 4) == 0 ? 20 : 0 };

      pnr_bundle_change_component (bundle, i, &part);
    }
    if (!pnr_bundle_find_fault (bundle, &fault) && !pnr_bundle_find_gap (bundle, &fault))
      return g_steal_pointer (&bundle);
  }
}

typedef struct {
  const PnrOfferShop *shop;
  guint left[MOST_PRODUCTS];
  gint64 best;
} Parting;

static gint64
price_part (const PnrOfferShop *shop, PnrBundle *bundle, const guint *units)
{
  PnrBasketLine lines[MOST_PRODUCTS];

  for (guint j = 0; j < shop->n_products; j++)
    lines[j] = (PnrBasketLine){ shop->products[j].id, units[j], shop->products[j].list_minor, 0 };
  return pnr_bundle_quote (bundle, lines, shop->n_products, 0).price_minor;
}

/* Gives every number of units of every product that is left to offer @o, then goes on. */
static void
part_on (Parting *self, guint o, guint product, guint *units, gint64 paid)
{
  const PnrOfferShop *shop = self->shop;

  while (o < shop->n_offers && pnr_bundle_get_kind (shop->offers[o]) == PNR_BUNDLE_KIND_GIFT)
    o++;
  if (o == shop->n_offers) {
    for (guint j = 0; j < shop->n_products; j++)
      paid += self->left[j] * shop->products[j].list_minor;
    self->best = MIN (self->best, paid);
    return;
  }
  /* The second half is for the compiler, which follows the calls further than there are products.
   */
  if (product == shop->n_products || product >= MOST_PRODUCTS) {
    guint none[MOST_PRODUCTS] = { 0 };

    part_on (self, o + 1, 0, none, paid + price_part (shop, shop->offers[o], units));
    return;
  }
  g_assert (product < MOST_PRODUCTS);
  for (guint n = 0, most = self->left[product]; n <= most; n++) {
    units[product] = n;
    self->left[product] = most - n;
    part_on (self, o, product + 1, units, paid);
    self->left[product] = most;
  }
  units[product] = 0;
}

/* Every gift is taken or left, in the order of the offers: the amount is what the rest costs. */
static gint64
price_by_trying (const PnrOfferShop *shop, const guint *units, guint n_gifts)
{
  Parting parting = { .shop = shop, .best = G_MAXINT64 };
  guint none[MOST_PRODUCTS] = { 0 };

  for (guint j = 0; j < shop->n_products; j++)
    parting.left[j] = units[j];
  part_on (&parting, 0, 0, none, 0);
  for (guint o = n_gifts; o-- > 0;) {
    PnrBundle *gift = shop->offers[o];
    guint rest[MOST_PRODUCTS] = { 0 };
    guint n_ways = 1;

    if (pnr_bundle_get_kind (gift) != PNR_BUNDLE_KIND_GIFT)
      continue;
    for (guint j = 0; j < shop->n_products; j++)
      n_ways *= 3;
    for (guint way = 1; way < n_ways; way++) {
      gboolean fits = TRUE, holds = FALSE;
      gint64 price;

      for (guint j = 0, code = way; j < shop->n_products; j++, code /= 3) {
        gint64 most = 0;

        for (guint i = 0; i < pnr_bundle_get_n_components (gift); i++)
          if (pnr_bundle_get_component (gift, i)->product_id == shop->products[j].id)
            most = pnr_bundle_get_component (gift, i)->quantity;
        fits = fits && code % 3 <= most && code % 3 <= units[j];
        rest[j] = units[j] - code % 3;
        holds = holds || rest[j] > 0;
      }
      if (!fits || !holds)
        continue;
      price = price_by_trying (shop, rest, o);
      if (price >= pnr_bundle_get_threshold_minor (gift))
        parting.best = MIN (parting.best, price);
    }
  }
  return parting.best;
}

static void
try_shop (GRand *dice, guint *n_offered)
{
  PnrOfferShop shop = { .n_products = g_rand_int_range (dice, 1, MOST_PRODUCTS) };
  guint n_offers = g_rand_int_range (dice, 1, 4);
  g_autoptr (PnrOfferTable) table = NULL;

  for (guint j = 0; j < shop.n_products; j++)
    shop.products[j] = (PnrOfferProduct){ j + 1, g_rand_int_range (dice, 50, 400), 50, TRUE,
                                          g_rand_int_range (dice, 1, 4) };
  for (guint o = 0; o < n_offers; o++) {
    PnrBundle *offer = throw_offer (dice, shop.n_products, 100 + o);

    /* What is not sold singly has a test of its own. */
    if (pnr_bundle_get_kind (offer) == PNR_BUNDLE_KIND_PURE)
      pnr_bundle_set_kind (offer, PNR_BUNDLE_KIND_MIXED);
    shop.offers[shop.n_offers++] = offer;
  }
  table = make_table (&shop, PNR_OFFER_TABLE_NONE);
  for (guint c = 0; c < pnr_offer_table_get_n_contents (table); c++) {
    guint units[MOST_PRODUCTS] = { 0 };

    for (guint j = 0; j < shop.n_products; j++)
      units[j] = pnr_offer_table_get_quantity (table, c, j);
    g_assert_cmpint (pnr_offer_table_get_paid (table, c), ==,
                     price_by_trying (&shop, units, shop.n_offers));
    check_proof (&shop, table, c);
    *n_offered += pnr_offer_table_get_paid (table, c) < pnr_offer_table_get_list (table, c);
  }
  clear_shop (&shop);
}

static void
test_random_shops (void)
{
  guint n_offered = 0;

  for (guint seed = 1; seed <= 250; seed++) {
    g_autoptr (GRand) dice = g_rand_new_with_seed (seed);

    try_shop (dice, &n_offered);
  }
  g_assert_cmpuint (n_offered, >, 1000);
}

static void
test_cancel (void)
{
  PnrOfferShop shop = make_shop (2);
  PnrBundle *set = add_offer (&shop, PNR_BUNDLE_KIND_MIXED, PNR_PRICE_MODE_FIXED, 16900);
  g_autoptr (PnrProgress) progress = pnr_progress_new ();
  g_autoptr (GError) error = NULL;

  add_part (set, TIE, PNR_COMPONENT_ROLE_MAIN, 1);
  pnr_progress_cancel (progress);
  g_assert_null (pnr_offer_table_new (&shop, PNR_OFFER_TABLE_NONE, progress, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  shop.products[0].cap = 100;
  shop.products[1].cap = 100;
  g_assert_false (pnr_offer_shop_has_room (&shop));
  clear_shop (&shop);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/economy/offer-table/pair", test_pair);
  g_test_add_func ("/economy/offer-table/kinds", test_kinds);
  g_test_add_func ("/economy/offer-table/odd-carts", test_odd_carts);
  g_test_add_func ("/economy/offer-table/free-cart", test_free_cart);
  g_test_add_func ("/economy/offer-table/not-sold-singly", test_not_sold_singly);
  g_test_add_func ("/economy/offer-table/once", test_once);
  g_test_add_func ("/economy/offer-table/random-shops", test_random_shops);
  g_test_add_func ("/economy/offer-table/cancel", test_cancel);
  return g_test_run ();
}

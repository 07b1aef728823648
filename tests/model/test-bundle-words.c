/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A price said in other words stays what it was; baskets at the ends of what a bundle allows. */
#include "base/pnr-money.h"
#include "model/pnr-bundle-basket.h"
#include "model/pnr-bundle-fault.h"
#include "model/pnr-bundle-kind.h"
#include "model/pnr-bundle-rephrase.h"
#include "model/pnr-product.h"

/* A 120.00, B 30.00, C 45.00, D 9.99 */
enum {
  A = 1,
  B,
  C,
  D
};

typedef struct {
  PnrNounList *products;
  PnrBundle *bundle;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  static const gint64 prices[] = { 12000, 3000, 4500, 999 };

  fixture->products = pnr_noun_list_new (PNR_TYPE_PRODUCT);
  for (guint i = 0; i < G_N_ELEMENTS (prices); i++) {
    g_autoptr (PnrProduct) product = pnr_product_new (i + 1);

    pnr_product_set_price_minor (product, prices[i]);
    pnr_product_set_cost_minor (product, prices[i] / 2);
    pnr_noun_list_put (fixture->products, PNR_NOUN (product));
  }
  fixture->bundle = pnr_bundle_new (1);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_object_unref (fixture->bundle);
  g_object_unref (fixture->products);
}

/* The products in the order of @ids, in the roles that the kind gives them. */
static void
make (Fixture *fixture, PnrBundleKind kind, const gint64 *ids, guint n_ids)
{
  pnr_bundle_set_kind (fixture->bundle, PNR_BUNDLE_KIND_MIXED);
  pnr_bundle_set_price_mode (fixture->bundle, PNR_PRICE_MODE_PERCENT_OFF);
  pnr_bundle_set_price_value (fixture->bundle, 100000);
  for (guint i = 0; i < n_ids; i++)
    pnr_bundle_set_component (fixture->bundle, ids[i], 1,
                              i == 0 ? PNR_COMPONENT_ROLE_MAIN : PNR_COMPONENT_ROLE_AUXILIARY);
  pnr_bundle_become (fixture->bundle, kind);
}

#define MAKE(fixture, kind, ...)                                          \
  make (fixture, PNR_BUNDLE_KIND_##kind, (const gint64[]){ __VA_ARGS__ }, \
        G_N_ELEMENTS (((const gint64[]){ __VA_ARGS__ })))

static gint64
get_price (Fixture *fixture)
{
  PnrBundleFault fault;

  g_assert_false (pnr_bundle_find_fault (fixture->bundle, &fault));
  return pnr_bundle_get_price_minor (fixture->bundle, fixture->products);
}

static void
change (Fixture *fixture, PnrPriceMode mode, gint64 value)
{
  pnr_bundle_change_mode (fixture->bundle, fixture->products, mode);
  g_assert_cmpint (pnr_bundle_get_price_mode (fixture->bundle), ==, mode);
  if (value >= 0)
    g_assert_cmpint (pnr_bundle_get_price_value (fixture->bundle), ==, value);
}

/* 26.00 off 195.00 are 13.3333 %; of the parts 16.00, 4.00 and 6.00. */
static void
test_set (Fixture *fixture, gconstpointer data)
{
  MAKE (fixture, MIXED, A, B, C);
  pnr_bundle_change_mode (fixture->bundle, fixture->products, PNR_PRICE_MODE_FIXED);
  pnr_bundle_aim_at_price (fixture->bundle, fixture->products, 16900);
  g_assert_cmpint (get_price (fixture), ==, 16900);
  change (fixture, PNR_PRICE_MODE_PERCENT_OFF, 133333);
  g_assert_cmpint (get_price (fixture), ==, 16900);
  change (fixture, PNR_PRICE_MODE_PER_COMPONENT, -1);
  g_assert_cmpint (pnr_bundle_get_component (fixture->bundle, 1)->off_ppm, ==, 133333);
  g_assert_cmpint (get_price (fixture), ==, 16900);
  change (fixture, PNR_PRICE_MODE_AMOUNT_OFF, 2600);
  g_assert_cmpint (pnr_bundle_get_component (fixture->bundle, 1)->off_ppm, ==, 0);
  g_assert_cmpint (get_price (fixture), ==, 16900);
  change (fixture, PNR_PRICE_MODE_FIXED, 16900);
}

static void
test_ends (Fixture *fixture, gconstpointer data)
{
  MAKE (fixture, MIXED, A, B, C);
  pnr_bundle_aim_at_price (fixture->bundle, fixture->products, 19500);
  g_assert_cmpint (pnr_bundle_get_price_value (fixture->bundle), ==, 0);
  pnr_bundle_aim_at_price (fixture->bundle, fixture->products, 25000);
  g_assert_cmpint (pnr_bundle_get_price_value (fixture->bundle), ==, 0);
  pnr_bundle_aim_at_price (fixture->bundle, fixture->products, 0);
  g_assert_cmpint (pnr_bundle_get_price_value (fixture->bundle), ==, 1000000);
  /* A fixed price is the only one that can be above the parts. */
  pnr_bundle_change_mode (fixture->bundle, fixture->products, PNR_PRICE_MODE_FIXED);
  pnr_bundle_aim_at_price (fixture->bundle, fixture->products, 25000);
  g_assert_cmpint (get_price (fixture), ==, 25000);
  pnr_bundle_set_components (fixture->bundle, NULL, 0);
  pnr_bundle_change_mode (fixture->bundle, fixture->products, PNR_PRICE_MODE_PERCENT_OFF);
  g_assert_cmpint (pnr_bundle_get_price_value (fixture->bundle), ==, 0);
}

/* Only the 30.00 of the reward can come down. */
static void
test_leader (Fixture *fixture, gconstpointer data)
{
  MAKE (fixture, LEADER, A, B);
  g_assert_cmpint (get_price (fixture), ==, 14700);
  pnr_bundle_aim_at_price (fixture->bundle, fixture->products, 14000);
  g_assert_cmpint (pnr_bundle_get_price_value (fixture->bundle), ==, 333333);
  change (fixture, PNR_PRICE_MODE_AMOUNT_OFF, 1000);
  change (fixture, PNR_PRICE_MODE_FIXED, 2000);
  g_assert_cmpint (get_price (fixture), ==, 14000);
  change (fixture, PNR_PRICE_MODE_PER_COMPONENT, -1);
  g_assert_cmpint (pnr_bundle_get_component (fixture->bundle, 0)->off_ppm, ==, 0);
  g_assert_cmpint (pnr_bundle_get_component (fixture->bundle, 1)->off_ppm, ==, 333333);
  g_assert_cmpint (get_price (fixture), ==, 14000);
  change (fixture, PNR_PRICE_MODE_PERCENT_OFF, 333333);
  pnr_bundle_aim_at_price (fixture->bundle, fixture->products, 10000);
  g_assert_cmpint (get_price (fixture), ==, 12000);
}

/* Two for 18.98 less 5 % = 18.98 - 1.00; then the same as tiers. */
static void
test_volume (Fixture *fixture, gconstpointer data)
{
  MAKE (fixture, VOLUME, D);
  g_assert_cmpint (get_price (fixture), ==, 1898);
  change (fixture, PNR_PRICE_MODE_N_FOR, 1898);
  g_assert_cmpint (pnr_bundle_get_component (fixture->bundle, 0)->quantity, ==, 2);
  g_assert_cmpint (get_price (fixture), ==, 1898);
  pnr_bundle_set_tiers (fixture->bundle, NULL, 0);
  change (fixture, PNR_PRICE_MODE_TIERS, -1);
  g_assert_cmpint (get_price (fixture), ==, 1898);
}

static void
test_mix (Fixture *fixture, gconstpointer data)
{
  MAKE (fixture, MIX_AND_MATCH, A, B, C);
  change (fixture, PNR_PRICE_MODE_TIERS, -1);
  g_assert_cmpint (get_price (fixture), ==, 13500);
  pnr_bundle_set_choice (fixture->bundle, 0, 0, 1);
  change (fixture, PNR_PRICE_MODE_PERCENT_OFF, 100000);
  g_assert_cmpint (pnr_bundle_get_choice_min (fixture->bundle), ==, 2);
  g_assert_cmpint (get_price (fixture), ==, 13500);
}

/* Two of one choice cannot be taken yet, so no value changes what it costs: 30.00 stay 30.00. */
static void
test_incomplete (Fixture *fixture, gconstpointer data)
{
  MAKE (fixture, MIX_AND_MATCH, B);
  change (fixture, PNR_PRICE_MODE_FIXED, 3000);
  change (fixture, PNR_PRICE_MODE_PERCENT_OFF, 100000);
  change (fixture, PNR_PRICE_MODE_AMOUNT_OFF, 0);
}

static gint64
price_of (Fixture *fixture, GArray *basket)
{
  g_autoptr (GArray) lines = basket;

  g_assert_nonnull (basket);
  pnr_basket_fill (lines, fixture->products);
  return pnr_bundle_quote (fixture->bundle, (const PnrBasketLine *) lines->data, lines->len, 0)
      .price_minor;
}

static void
check_ends (Fixture *fixture, gint64 lean_minor, gint64 rich_minor)
{
  PnrBundle *bundle = fixture->bundle;

  g_assert_cmpint (price_of (fixture, pnr_bundle_dup_lean_basket (bundle, fixture->products)), ==,
                   lean_minor);
  g_assert_cmpint (price_of (fixture, pnr_bundle_dup_rich_basket (bundle, fixture->products)), ==,
                   rich_minor);
}

/* Two of A, B and C for 10 % less: B and C are the cheapest, A and C the dearest. */
static void
test_choices (Fixture *fixture, gconstpointer data)
{
  PnrComponent choice;

  MAKE (fixture, MIX_AND_MATCH, A, B, C);
  check_ends (fixture, 6750, 14850);
  choice = *pnr_bundle_get_component (fixture->bundle, 0);
  choice.max_quantity = 2;
  pnr_bundle_change_component (fixture->bundle, 0, &choice);
  check_ends (fixture, 6750, 21600);
}

static void
test_optional (Fixture *fixture, gconstpointer data)
{
  PnrComponent part;

  MAKE (fixture, MIXED, A, B);
  check_ends (fixture, 13500, 13500);
  part = *pnr_bundle_get_component (fixture->bundle, 1);
  part.is_optional = TRUE;
  pnr_bundle_change_component (fixture->bundle, 1, &part);
  check_ends (fixture, 10800, 13500);
  pnr_bundle_become (fixture->bundle, PNR_BUNDLE_KIND_ADD_ON);
  check_ends (fixture, 12000, 14700);
}

/* 5 % off two, 10 % off three, whatever they are. */
static void
test_tiers (Fixture *fixture, gconstpointer data)
{
  MAKE (fixture, TIERED, A, B, C);
  check_ends (fixture, 14250, 17550);
  g_assert_cmpint (price_of (fixture, pnr_bundle_dup_tier_basket (fixture->bundle, 1)), ==, 17550);
  pnr_bundle_set_tier_basis (fixture->bundle, PNR_PRICE_TIER_BASIS_AMOUNT);
  g_assert_null (pnr_bundle_dup_tier_basket (fixture->bundle, 0));
  pnr_bundle_become (fixture->bundle, PNR_BUNDLE_KIND_MIXED);
  g_assert_null (pnr_bundle_dup_tier_basket (fixture->bundle, 0));
}

/* Two and three of 120, 30 and 45: 5 % of 150 and 10 % of 195, and back. */
static void
test_tier_words (Fixture *fixture, gconstpointer data)
{
  PnrPriceRule rule;
  PnrBundleFault fault;

  MAKE (fixture, TIERED, A, B, C);
  pnr_bundle_change_tier_effect (fixture->bundle, fixture->products,
                                 PNR_PRICE_TIER_EFFECT_AMOUNT_OFF);
  rule = pnr_bundle_get_price_rule (fixture->bundle);
  g_assert_cmpint (rule.tiers[0].value, ==, 750);
  g_assert_cmpint (rule.tiers[1].value, ==, 1950);
  pnr_bundle_change_tier_basis (fixture->bundle, fixture->products, PNR_PRICE_TIER_BASIS_AMOUNT);
  rule = pnr_bundle_get_price_rule (fixture->bundle);
  g_assert_cmpint (rule.tiers[0].start, ==, 15000);
  g_assert_cmpint (rule.tiers[1].start, ==, 19500);
  pnr_bundle_change_tier_effect (fixture->bundle, fixture->products,
                                 PNR_PRICE_TIER_EFFECT_PERCENT_OFF);
  pnr_bundle_change_tier_basis (fixture->bundle, fixture->products, PNR_PRICE_TIER_BASIS_COUNT);
  rule = pnr_bundle_get_price_rule (fixture->bundle);
  g_assert_cmpint (rule.tiers[1].start, ==, 3);
  g_assert_cmpint (rule.tiers[1].value, ==, 100000);
  for (guint i = rule.n_tiers; i < PNR_PRICE_RULE_MOST_TIERS; i++)
    g_assert_true (pnr_bundle_add_tier (fixture->bundle));
  g_assert_false (pnr_bundle_add_tier (fixture->bundle));
  g_assert_false (pnr_bundle_find_fault (fixture->bundle, &fault));
}

/* 169 for 195 are 13.3333 % off the rewards; a gift's 100 % are not taken on; one product stays. */
static void
test_turn (Fixture *fixture, gconstpointer data)
{
  MAKE (fixture, MIXED, A, B, C);
  pnr_bundle_change_mode (fixture->bundle, fixture->products, PNR_PRICE_MODE_FIXED);
  pnr_bundle_aim_at_price (fixture->bundle, fixture->products, 16900);
  pnr_bundle_turn_into (fixture->bundle, fixture->products, PNR_BUNDLE_KIND_PURE);
  g_assert_cmpint (pnr_bundle_get_price_mode (fixture->bundle), ==, PNR_PRICE_MODE_FIXED);
  pnr_bundle_turn_into (fixture->bundle, fixture->products, PNR_BUNDLE_KIND_LEADER);
  g_assert_cmpint (pnr_bundle_get_price_value (fixture->bundle), ==, 133333);
  g_assert_cmpint (get_price (fixture), ==, 18500);
  pnr_bundle_turn_into (fixture->bundle, fixture->products, PNR_BUNDLE_KIND_GIFT);
  g_assert_cmpint (get_price (fixture), ==, 0);
  pnr_bundle_turn_into (fixture->bundle, fixture->products, PNR_BUNDLE_KIND_ADD_ON);
  g_assert_cmpint (get_price (fixture), ==, 18750);
  pnr_bundle_turn_into (fixture->bundle, fixture->products, PNR_BUNDLE_KIND_VOLUME);
  g_assert_cmpint (pnr_bundle_get_n_components (fixture->bundle), ==, 1);
  g_assert_cmpint (get_price (fixture), ==, 22800);
}

/* Without products nothing is known of their prices, and still nothing contradicts itself. */
static void
test_unknown_tiers (Fixture *fixture, gconstpointer data)
{
  PnrBundleFault fault;

  pnr_bundle_become (fixture->bundle, PNR_BUNDLE_KIND_VOLUME);
  for (int i = 0; i < 2; i++) {
    pnr_bundle_change_tier_basis (fixture->bundle, fixture->products,
                                  i == 0 ? PNR_PRICE_TIER_BASIS_AMOUNT
                                         : PNR_PRICE_TIER_BASIS_COUNT);
    g_assert_false (pnr_bundle_find_fault (fixture->bundle, &fault));
    pnr_bundle_change_tier_effect (fixture->bundle, fixture->products,
                                   i == 0 ? PNR_PRICE_TIER_EFFECT_AMOUNT_OFF
                                          : PNR_PRICE_TIER_EFFECT_PERCENT_OFF);
    g_assert_false (pnr_bundle_find_fault (fixture->bundle, &fault));
    g_assert_true (pnr_bundle_add_tier (fixture->bundle));
    g_assert_false (pnr_bundle_find_fault (fixture->bundle, &fault));
  }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, test) g_test_add (path, Fixture, NULL, set_up, test, tear_down)
  ADD ("/bundle-words/set", test_set);
  ADD ("/bundle-words/ends", test_ends);
  ADD ("/bundle-words/leader", test_leader);
  ADD ("/bundle-words/volume", test_volume);
  ADD ("/bundle-words/mix", test_mix);
  ADD ("/bundle-words/incomplete", test_incomplete);
  ADD ("/bundle-words/choices", test_choices);
  ADD ("/bundle-words/optional", test_optional);
  ADD ("/bundle-words/tiers", test_tiers);
  ADD ("/bundle-words/tier-words", test_tier_words);
  ADD ("/bundle-words/unknown-tiers", test_unknown_tiers);
  ADD ("/bundle-words/turn", test_turn);
#undef ADD
  return g_test_run ();
}

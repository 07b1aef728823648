/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Prices of all nine kinds of bundles by hand, tiers between their starts, faults and gaps. */
#include "base/pnr-money.h"
#include "model/pnr-bundle-fault.h"
#include "model/pnr-bundle-kind.h"
#include "model/pnr-bundle-quote.h"
#include "model/pnr-product.h"

/* A 120.00 (cost 66.00), B 30.00 (9.00), C 45.00 (18.00), D 9.99 (4.00) */
enum {
  A = 1,
  B,
  C,
  D
};

static const gint64 prices[] = { 0, 12000, 3000, 4500, 999 };
static const gint64 costs[] = { 0, 6600, 900, 1800, 400 };

#define MAIN PNR_COMPONENT_ROLE_MAIN
#define PART PNR_COMPONENT_ROLE_AUXILIARY
#define GIFT PNR_COMPONENT_ROLE_GIFT
#define REWARD PNR_COMPONENT_ROLE_REWARD
#define CHOICE PNR_COMPONENT_ROLE_CHOICE

/* @basket: units of A, B, C and D. */
typedef struct {
  const char *what;
  gint64 basket[4];
  gint64 other_minor;
  gint64 price_minor;
  gint64 n_uses;
  gint64 next_start;
} Case;

static PnrBundle *
make (PnrBundleKind kind, PnrPriceMode mode, gint64 value, const PnrComponent *parts, guint n_parts)
{
  PnrBundle *bundle = pnr_bundle_new (1);

  pnr_bundle_set_kind (bundle, kind);
  pnr_bundle_set_price_mode (bundle, mode);
  pnr_bundle_set_price_value (bundle, value);
  pnr_bundle_set_components (bundle, parts, n_parts);
  return bundle;
}

static PnrBundleQuote
quote (PnrBundle *bundle, const gint64 *basket, gint64 other_minor)
{
  PnrBasketLine lines[4];

  for (guint i = 0; i < 4; i++)
    lines[i] = (PnrBasketLine){ i + 1, basket[i], prices[i + 1], costs[i + 1] };
  return pnr_bundle_quote (bundle, lines, 4, other_minor);
}

static void
check (PnrBundle *bundle, const Case *cases, guint n_cases)
{
  PnrBundleFault fault;

  g_assert_false (pnr_bundle_find_fault (bundle, &fault));
  g_assert_false (pnr_bundle_find_gap (bundle, &fault));
  for (guint i = 0; i < n_cases; i++) {
    PnrBundleQuote found = quote (bundle, cases[i].basket, cases[i].other_minor);
    gint64 list = 0;
    gint64 cost = 0;

    for (guint j = 0; j < 4; j++) {
      list += cases[i].basket[j] * prices[j + 1];
      cost += cases[i].basket[j] * costs[j + 1];
    }
    g_test_message ("%s", cases[i].what);
    g_assert_cmpint (found.price_minor, ==, cases[i].price_minor);
    g_assert_cmpint (found.n_uses, ==, cases[i].n_uses);
    g_assert_cmpint (found.next_start, ==, cases[i].next_start);
    g_assert_cmpint (found.list_minor, ==, list);
    g_assert_cmpint (found.saving_minor, ==, list - cases[i].price_minor);
    g_assert_cmpint (found.cost_minor, ==, cost);
    g_assert_cmpint (found.margin_minor, ==, cases[i].price_minor - cost);
  }
}

#define CHECK(bundle, cases) check (bundle, cases, G_N_ELEMENTS (cases))

static void
test_pure (void)
{
  const PnrComponent parts[] = { { .product_id = A, .quantity = 1, .role = MAIN },
                                 { .product_id = B, .quantity = 2, .role = PART } };
  const Case cases[] = {
    { "one set", { 1, 2, 0, 0 }, 0, 15000, 1, 0 },
    { "two sets", { 2, 4, 0, 0 }, 0, 30000, 2, 0 },
    { "one set and something else", { 1, 2, 0, 1 }, 0, 15999, 1, 0 },
  };
  g_autoptr (PnrBundle) bundle =
      make (PNR_BUNDLE_KIND_PURE, PNR_PRICE_MODE_FIXED, 15000, parts, G_N_ELEMENTS (parts));

  CHECK (bundle, cases);
  g_assert_true (quote (bundle, (gint64[]){ 1, 2, 5, 0 }, 0).is_sold);
  g_assert_false (quote (bundle, (gint64[]){ 1, 0, 0, 0 }, 0).is_sold);
  g_assert_false (quote (bundle, (gint64[]){ 2, 2, 0, 0 }, 0).is_sold);
}

/* The suit, and the same with per cent by product: 10 % off A, 50 % off B, C as it is. */
static void
test_mixed (void)
{
  PnrComponent parts[] = { { .product_id = A, .quantity = 1, .role = MAIN },
                           { .product_id = B, .quantity = 1, .role = PART },
                           { .product_id = C, .quantity = 1, .role = PART } };
  const Case fixed[] = {
    { "the suit", { 1, 1, 1, 0 }, 0, 16900, 1, 0 },
    { "the jacket alone", { 1, 0, 0, 0 }, 0, 12000, 0, 0 },
    { "the suit and a second tie", { 1, 2, 1, 0 }, 0, 19900, 1, 0 },
  };
  const Case by_part[] = { { "each by its own", { 1, 1, 1, 0 }, 0, 10800 + 1500 + 4500, 1, 0 } };
  const Case overridden[] = {
    /* 20 % off C, as nothing else is said of it */
    { "its own in place of the bundle's", { 1, 1, 1, 0 }, 0, 10800 + 1500 + 3600, 1, 0 },
  };
  g_autoptr (PnrBundle) bundle =
      make (PNR_BUNDLE_KIND_MIXED, PNR_PRICE_MODE_FIXED, 16900, parts, G_N_ELEMENTS (parts));

  CHECK (bundle, fixed);
  g_assert_true (quote (bundle, (gint64[]){ 1, 0, 0, 0 }, 0).is_sold);
  parts[0].off_ppm = 100000;
  parts[1].off_ppm = 500000;
  pnr_bundle_set_components (bundle, parts, G_N_ELEMENTS (parts));
  pnr_bundle_set_price_mode (bundle, PNR_PRICE_MODE_PER_COMPONENT);
  CHECK (bundle, by_part);
  pnr_bundle_set_price_mode (bundle, PNR_PRICE_MODE_PERCENT_OFF);
  pnr_bundle_set_price_value (bundle, 200000);
  CHECK (bundle, overridden);
}

/* An optional part, a part from one to three, and a choice of one of two with an extra price. */
static void
test_options (void)
{
  PnrComponent parts[] = {
    { .product_id = A, .quantity = 1, .role = MAIN },
    { .product_id = B, .quantity = 1, .role = PART, .min_quantity = 1, .max_quantity = 3 },
    { .product_id = C, .quantity = 1, .role = PART, .is_optional = TRUE },
  };
  PnrComponent choices[] = {
    { .product_id = A, .quantity = 1, .role = MAIN },
    { .product_id = B, .quantity = 1, .role = CHOICE },
    { .product_id = C, .quantity = 1, .role = CHOICE, .extra_minor = 700 },
  };
  const Case by_percent[] = {
    { "the least", { 1, 1, 0, 0 }, 0, 13500, 1, 0 },
    { "all three of B", { 1, 3, 0, 0 }, 0, 18900, 1, 0 },
    { "a fourth is not part of it", { 1, 4, 0, 0 }, 0, 21900, 1, 0 },
    { "with the option", { 1, 1, 1, 0 }, 0, 17550, 1, 0 },
    { "two sets, one with the option", { 2, 2, 1, 0 }, 0, 31050, 2, 0 },
  };
  const Case fixed[] = {
    { "what is added to a fixed price is paid for", { 1, 2, 0, 0 }, 0, 14000 + 3000, 1, 0 },
  };
  const Case chosen[] = {
    { "the cheaper choice", { 1, 1, 0, 0 }, 0, 13000, 1, 0 },
    { "the dearer one costs extra", { 1, 0, 1, 0 }, 0, 13700, 1, 0 },
    { "of both, the dearer is in the set", { 1, 1, 1, 0 }, 0, 13700 + 3000, 1, 0 },
    { "nothing chosen", { 1, 0, 0, 0 }, 0, 12000, 0, 0 },
  };
  g_autoptr (PnrBundle) bundle =
      make (PNR_BUNDLE_KIND_MIXED, PNR_PRICE_MODE_PERCENT_OFF, 100000, parts, G_N_ELEMENTS (parts));

  CHECK (bundle, by_percent);
  pnr_bundle_set_price_mode (bundle, PNR_PRICE_MODE_FIXED);
  pnr_bundle_set_price_value (bundle, 14000);
  CHECK (bundle, fixed);
  pnr_bundle_set_components (bundle, choices, G_N_ELEMENTS (choices));
  pnr_bundle_set_price_value (bundle, 13000);
  pnr_bundle_set_choice (bundle, 1, 1, 1);
  CHECK (bundle, chosen);
}

static void
test_leader (void)
{
  const PnrComponent parts[] = { { .product_id = A, .quantity = 1, .role = MAIN },
                                 { .product_id = B, .quantity = 1, .role = REWARD } };
  const Case by_percent[] = {
    { "A alone is at full price", { 1, 0, 0, 0 }, 0, 12000, 0, 0 },
    { "A and B", { 1, 1, 0, 0 }, 0, 14250, 1, 0 },
    { "two A and one B apply once", { 2, 1, 0, 0 }, 0, 26250, 1, 0 },
    { "B alone is at full price", { 0, 1, 0, 0 }, 0, 3000, 0, 0 },
    { "a second B is at full price", { 1, 2, 0, 0 }, 0, 17250, 1, 0 },
  };
  const Case fixed[] = { { "B for 20", { 1, 1, 0, 0 }, 0, 14000, 1, 0 } };
  const Case too_dear[] = { { "an offer makes nothing dearer", { 1, 1, 0, 0 }, 0, 15000, 1, 0 } };
  g_autoptr (PnrBundle) bundle = make (PNR_BUNDLE_KIND_LEADER, PNR_PRICE_MODE_PERCENT_OFF, 250000,
                                       parts, G_N_ELEMENTS (parts));

  CHECK (bundle, by_percent);
  pnr_bundle_set_price_mode (bundle, PNR_PRICE_MODE_FIXED);
  pnr_bundle_set_price_value (bundle, 2000);
  CHECK (bundle, fixed);
  pnr_bundle_set_price_value (bundle, 4000);
  CHECK (bundle, too_dear);
}

/* Any two of B, C and D for 50; then from two to three at 10 % off; then in pairs only. */
static void
test_mix_and_match (void)
{
  const PnrComponent parts[] = { { .product_id = B, .quantity = 1, .role = CHOICE },
                                 { .product_id = C, .quantity = 1, .role = CHOICE },
                                 { .product_id = D, .quantity = 1, .role = CHOICE } };
  const PnrComponent many[] = {
    { .product_id = B, .quantity = 1, .max_quantity = 9, .role = CHOICE },
    { .product_id = D, .quantity = 1, .max_quantity = 9, .role = CHOICE },
  };
  const Case fixed[] = {
    { "the two dearest", { 0, 1, 1, 1 }, 0, 5000 + 999, 1, 0 },
    { "the cheap ones", { 0, 1, 0, 1 }, 0, 5000, 1, 0 },
    { "one is no set", { 0, 0, 1, 0 }, 0, 4500, 0, 0 },
    { "the same twice is no set either", { 0, 0, 2, 0 }, 0, 9000, 0, 0 },
    { "two sets", { 0, 2, 2, 0 }, 0, 10000, 2, 0 },
  };
  const Case range[] = {
    { "two", { 0, 1, 1, 0 }, 0, 6750, 1, 0 },
    { "three", { 0, 1, 1, 1 }, 0, 7649, 1, 0 },
  };
  const Case steps[] = {
    { "five are four", { 0, 5, 0, 0 }, 0, 4 * 2700 + 3000, 2, 0 },
  };
  g_autoptr (PnrBundle) bundle =
      make (PNR_BUNDLE_KIND_MIX_AND_MATCH, PNR_PRICE_MODE_FIXED, 5000, parts, G_N_ELEMENTS (parts));

  pnr_bundle_set_choice (bundle, 2, 2, 1);
  CHECK (bundle, fixed);
  pnr_bundle_set_price_mode (bundle, PNR_PRICE_MODE_PERCENT_OFF);
  pnr_bundle_set_price_value (bundle, 100000);
  pnr_bundle_set_choice (bundle, 2, 3, 1);
  CHECK (bundle, range);
  pnr_bundle_set_components (bundle, many, G_N_ELEMENTS (many));
  pnr_bundle_set_choice (bundle, 2, 4, 2);
  CHECK (bundle, steps);
}

/* Different members count, not units. */
static void
test_tiered (void)
{
  const PnrComponent parts[] = { { .product_id = A, .quantity = 1, .role = PART },
                                 { .product_id = B, .quantity = 1, .role = PART },
                                 { .product_id = C, .quantity = 1, .role = PART } };
  const PnrPriceTier tiers[] = { { 2, 50000 }, { 3, 100000 } };
  const Case cases[] = {
    { "one member", { 0, 2, 0, 0 }, 0, 6000, 0, 2 },
    { "two members", { 0, 2, 1, 0 }, 0, 5700 + 4275, 1, 3 },
    { "three members", { 1, 1, 1, 0 }, 0, 10800 + 2700 + 4050, 1, 0 },
    { "a stranger does not count", { 0, 1, 0, 1 }, 0, 3999, 0, 2 },
  };
  g_autoptr (PnrBundle) bundle =
      make (PNR_BUNDLE_KIND_TIERED, PNR_PRICE_MODE_TIERS, 0, parts, G_N_ELEMENTS (parts));

  pnr_bundle_set_tiers (bundle, tiers, G_N_ELEMENTS (tiers));
  CHECK (bundle, cases);
}

/* From 3 on 10 %, from 6 on 20 %: four and five are between the tiers and get that of three. */
static void
test_volume (void)
{
  const PnrComponent parts[] = { { .product_id = D, .quantity = 3, .role = MAIN } };
  const PnrPriceTier tiers[] = { { 3, 100000 }, { 6, 200000 } };
  const PnrPriceTier amounts[] = { { 3000, 500 }, { 5000, 1200 } };
  const Case by_count[] = {
    { "two", { 0, 0, 0, 2 }, 0, 1998, 0, 3 },         { "three", { 0, 0, 0, 3 }, 0, 2697, 1, 6 },
    { "four", { 0, 0, 0, 4 }, 0, 3596, 1, 6 },        { "five", { 0, 0, 0, 5 }, 0, 4495, 1, 6 },
    { "six", { 0, 0, 0, 6 }, 0, 4795, 1, 0 },         { "seven", { 0, 0, 0, 7 }, 0, 5594, 1, 0 },
    { "none of it", { 1, 0, 0, 0 }, 0, 12000, 0, 3 },
  };
  const Case by_amount[] = {
    { "29.97 is below 30", { 0, 0, 0, 3 }, 0, 2997, 0, 3000 },
    { "39.96 is between", { 0, 0, 0, 4 }, 0, 3496, 1, 5000 },
    { "59.94", { 0, 0, 0, 6 }, 0, 4794, 1, 0 },
  };
  const Case three_for[] = {
    { "three for 25", { 0, 0, 0, 3 }, 0, 2500, 1, 6 },
    { "the fourth at its own price", { 0, 0, 0, 4 }, 0, 3499, 1, 6 },
    { "seven are two threes and one", { 0, 0, 0, 7 }, 0, 5999, 2, 9 },
    { "two are none", { 0, 0, 0, 2 }, 0, 1998, 0, 3 },
  };
  g_autoptr (PnrBundle) bundle =
      make (PNR_BUNDLE_KIND_VOLUME, PNR_PRICE_MODE_TIERS, 0, parts, G_N_ELEMENTS (parts));

  pnr_bundle_set_tiers (bundle, tiers, G_N_ELEMENTS (tiers));
  CHECK (bundle, by_count);
  pnr_bundle_set_tier_basis (bundle, PNR_PRICE_TIER_BASIS_AMOUNT);
  pnr_bundle_set_tier_effect (bundle, PNR_PRICE_TIER_EFFECT_AMOUNT_OFF);
  pnr_bundle_set_tiers (bundle, amounts, G_N_ELEMENTS (amounts));
  CHECK (bundle, by_amount);
  pnr_bundle_set_price_mode (bundle, PNR_PRICE_MODE_N_FOR);
  pnr_bundle_set_price_value (bundle, 2500);
  CHECK (bundle, three_for);
}

/* Buy two of B, get one C at half price; then buy two of D and get a third for nothing. */
static void
test_buy_get (void)
{
  const PnrComponent other[] = { { .product_id = B, .quantity = 2, .role = MAIN },
                                 { .product_id = C, .quantity = 1, .role = REWARD } };
  const PnrComponent same[] = { { .product_id = D, .quantity = 2, .role = MAIN },
                                { .product_id = D, .quantity = 1, .role = REWARD } };
  const Case half[] = {
    { "one B is not enough", { 0, 1, 1, 0 }, 0, 7500, 0, 0 },
    { "two B and a C", { 0, 2, 1, 0 }, 0, 8250, 1, 0 },
    { "five B and three C", { 0, 5, 3, 0 }, 0, 15000 + 13500 - 4500, 2, 0 },
  };
  const Case free[] = {
    { "two", { 0, 0, 0, 2 }, 0, 1998, 0, 0 },
    { "three", { 0, 0, 0, 3 }, 0, 1998, 1, 0 },
    { "five", { 0, 0, 0, 5 }, 0, 3996, 1, 0 },
    { "six", { 0, 0, 0, 6 }, 0, 3996, 2, 0 },
  };
  const Case once[] = { { "at most once", { 0, 0, 0, 6 }, 0, 4995, 1, 0 } };
  g_autoptr (PnrBundle) bundle = make (PNR_BUNDLE_KIND_BUY_GET, PNR_PRICE_MODE_PERCENT_OFF, 500000,
                                       other, G_N_ELEMENTS (other));

  CHECK (bundle, half);
  pnr_bundle_set_components (bundle, same, G_N_ELEMENTS (same));
  pnr_bundle_set_price_value (bundle, 1000000);
  CHECK (bundle, free);
  pnr_bundle_set_max_uses (bundle, 1);
  CHECK (bundle, once);
}

/* D comes free from 100 on, and does not help to reach them. */
static void
test_gift (void)
{
  const PnrComponent parts[] = { { .product_id = D, .quantity = 1, .role = GIFT } };
  const Case cases[] = {
    { "120 with the gift", { 1, 0, 0, 1 }, 0, 12000, 1, 0 },
    { "120 without it", { 1, 0, 0, 0 }, 0, 12000, 1, 0 },
    { "90 are not enough", { 0, 3, 0, 1 }, 0, 9999, 0, 10000 },
    { "with 10 elsewhere in the order they are", { 0, 3, 0, 1 }, 1000, 9000, 1, 0 },
    { "the second one is paid for", { 1, 0, 0, 2 }, 0, 12999, 1, 0 },
  };
  g_autoptr (PnrBundle) bundle =
      make (PNR_BUNDLE_KIND_GIFT, PNR_PRICE_MODE_PERCENT_OFF, 1000000, parts, G_N_ELEMENTS (parts));

  pnr_bundle_set_threshold_minor (bundle, 10000);
  CHECK (bundle, cases);
}

/* Beside A: B for 20, C for 20 and 10 more. */
static void
test_add_on (void)
{
  const PnrComponent parts[] = {
    { .product_id = A, .quantity = 1, .role = MAIN },
    { .product_id = B, .quantity = 1, .role = PART },
    { .product_id = C, .quantity = 1, .role = PART, .extra_minor = 1000 },
  };
  const Case fixed[] = {
    { "the anchor alone", { 1, 0, 0, 0 }, 0, 12000, 0, 0 },
    { "with the first", { 1, 1, 0, 0 }, 0, 14000, 1, 0 },
    { "with the second", { 1, 0, 1, 0 }, 0, 15000, 1, 0 },
    { "with both", { 1, 1, 1, 0 }, 0, 17000, 1, 0 },
    { "one for each anchor", { 1, 2, 0, 0 }, 0, 17000, 1, 0 },
    { "without the anchor", { 0, 1, 1, 0 }, 0, 7500, 0, 0 },
  };
  g_autoptr (PnrBundle) bundle =
      make (PNR_BUNDLE_KIND_ADD_ON, PNR_PRICE_MODE_FIXED, 2000, parts, G_N_ELEMENTS (parts));

  CHECK (bundle, fixed);
}

/* Whatever the merchant has in a bundle, each kind makes a sound one of it. */
static void
test_become (void)
{
  for (PnrBundleKind from = 0; from < PNR_N_BUNDLE_KINDS; from++) {
    for (PnrBundleKind to = 0; to < PNR_N_BUNDLE_KINDS; to++) {
      g_autoptr (PnrBundle) bundle = pnr_bundle_new (1);
      PnrBundleFault fault;

      for (gint64 id = A; id <= (to == PNR_BUNDLE_KIND_VOLUME ? A : C); id++)
        pnr_bundle_set_component (bundle, id, 1, MAIN);
      if (from != PNR_BUNDLE_KIND_VOLUME)
        pnr_bundle_become (bundle, from);
      pnr_bundle_become (bundle, to);
      g_test_message ("%d to %d", from, to);
      g_assert_false (pnr_bundle_find_fault (bundle, &fault));
      g_assert_false (pnr_bundle_find_gap (bundle, &fault));
      g_assert_cmpint (pnr_bundle_get_kind (bundle), ==, to);
    }
  }
}

static void
assert_fault (PnrBundle *bundle, const char *code)
{
  PnrBundleFault fault = { NULL, NULL, NULL };

  g_assert_true (pnr_bundle_find_fault (bundle, &fault));
  g_assert_cmpstr (fault.code, ==, code);
  g_assert_nonnull (fault.field);
  g_assert_cmpint (fault.sentence[0], !=, '\0');
}

static void
test_faults_of_terms (void)
{
  const PnrComponent pair[] = { { .product_id = A, .quantity = 1, .role = CHOICE },
                                { .product_id = B, .quantity = 1, .role = CHOICE } };
  const PnrPriceTier falling[] = { { 3, 100000 }, { 3, 200000 } };
  const PnrPriceTier shrinking[] = { { 3, 200000 }, { 6, 100000 } };
  const PnrPriceTier beyond[] = { { 1000, 2000 } };
  g_autoptr (PnrBundle) bundle = pnr_bundle_new (1);

  pnr_bundle_set_components (bundle, pair, G_N_ELEMENTS (pair));
  pnr_bundle_become (bundle, PNR_BUNDLE_KIND_MIX_AND_MATCH);
  pnr_bundle_set_choice (bundle, 3, 3, 1);
  assert_fault (bundle, "n-above-m");
  pnr_bundle_set_choice (bundle, 2, 1, 1);
  assert_fault (bundle, "choice-range");
  pnr_bundle_set_choice (bundle, 1, 2, 1);
  pnr_bundle_set_price_mode (bundle, PNR_PRICE_MODE_FIXED);
  assert_fault (bundle, "fixed-for-range");
  pnr_bundle_set_price_mode (bundle, PNR_PRICE_MODE_TIERS);
  assert_fault (bundle, "tiers-missing");
  pnr_bundle_set_tiers (bundle, falling, G_N_ELEMENTS (falling));
  assert_fault (bundle, "tiers-not-ascending");
  pnr_bundle_set_tiers (bundle, shrinking, G_N_ELEMENTS (shrinking));
  assert_fault (bundle, "tiers-not-ascending");
  pnr_bundle_set_tiers (bundle, beyond, G_N_ELEMENTS (beyond));
  pnr_bundle_set_tier_basis (bundle, PNR_PRICE_TIER_BASIS_AMOUNT);
  pnr_bundle_set_tier_effect (bundle, PNR_PRICE_TIER_EFFECT_AMOUNT_OFF);
  assert_fault (bundle, "tier-above-amount");

  pnr_bundle_become (bundle, PNR_BUNDLE_KIND_GIFT);
  pnr_bundle_set_threshold_minor (bundle, 0);
  assert_fault (bundle, "gift-without-threshold");
  pnr_bundle_set_threshold_minor (bundle, 5000);
  pnr_bundle_set_price_value (bundle, 500000);
  assert_fault (bundle, "gift-not-free");
}

static void
test_faults_of_components (void)
{
  g_autoptr (PnrBundle) bundle = pnr_bundle_new (1);
  PnrComponent part = { .product_id = A, .quantity = 2, .role = REWARD, .min_quantity = 3 };
  PnrBundleFault gap;

  g_assert_true (pnr_bundle_find_gap (bundle, &gap));
  g_assert_cmpstr (gap.code, ==, "empty");
  pnr_bundle_set_component (bundle, A, 1, REWARD);
  assert_fault (bundle, "role-of-kind");
  pnr_bundle_set_kind (bundle, PNR_BUNDLE_KIND_LEADER);
  assert_fault (bundle, "anchor-missing");
  pnr_bundle_set_component (bundle, A, 1, MAIN);
  g_assert_false (pnr_bundle_find_fault (bundle, &gap));
  g_assert_true (pnr_bundle_find_gap (bundle, &gap));
  g_assert_cmpstr (gap.code, ==, "incomplete");
  pnr_bundle_change_component (bundle, 1, &part);
  assert_fault (bundle, "twice");
  part.product_id = B;
  pnr_bundle_change_component (bundle, 1, &part);
  assert_fault (bundle, "min-above-max");
  part.min_quantity = 1;
  part.off_ppm = 1000001;
  pnr_bundle_change_component (bundle, 1, &part);
  assert_fault (bundle, "not-a-share");
  part.off_ppm = 0;
  pnr_bundle_change_component (bundle, 1, &part);
  pnr_bundle_set_price_mode (bundle, PNR_PRICE_MODE_TIERS);
  assert_fault (bundle, "mode-of-kind");
  pnr_bundle_set_price_mode (bundle, PNR_PRICE_MODE_FIXED);
  pnr_bundle_set_exception (bundle, PNR_PRICE_EXCEPTION_OTHER);
  assert_fault (bundle, "reason-missing");
  pnr_bundle_set_exception_reason (bundle, "last season");
  g_assert_false (pnr_bundle_find_fault (bundle, &gap));
}

static PnrNounList *
make_catalogue (void)
{
  PnrNounList *products = pnr_noun_list_new (PNR_TYPE_PRODUCT);

  for (gint64 id = A; id <= D; id++) {
    g_autoptr (PnrProduct) product = pnr_product_new (id);

    pnr_product_set_price_minor (product, prices[id]);
    pnr_product_set_cost_minor (product, costs[id]);
    pnr_noun_list_put (products, PNR_NOUN (product));
  }
  return products;
}

/* Cost 93 and a floor of 40 %: 155 net, 193.75 with 25 % tax. */
static void
test_floor (void)
{
  const PnrComponent suit[] = { { .product_id = A, .quantity = 1, .role = MAIN },
                                { .product_id = B, .quantity = 1, .role = PART },
                                { .product_id = C, .quantity = 1, .role = PART } };
  g_autoptr (PnrNounList) products = make_catalogue ();
  g_autoptr (PnrBundle) bundle =
      make (PNR_BUNDLE_KIND_MIXED, PNR_PRICE_MODE_FIXED, 16900, suit, G_N_ELEMENTS (suit));

  g_assert_cmpint (pnr_bundle_find_breaches (bundle, products, 0), ==, PNR_PRICE_BREACH_NONE);
  pnr_bundle_set_margin_floor_ppm (bundle, 400000);
  g_assert_cmpint (pnr_bundle_find_floor_minor (bundle, 9300, 0), ==, 15500);
  g_assert_cmpint (pnr_bundle_find_floor_minor (bundle, 9300, 250000), ==, 19375);
  g_assert_cmpint (pnr_bundle_find_breaches (bundle, products, 0), ==, PNR_PRICE_BREACH_NONE);
  g_assert_cmpint (pnr_bundle_find_breaches (bundle, products, 250000), ==,
                   PNR_PRICE_BREACH_BELOW_FLOOR);
  pnr_bundle_set_price_value (bundle, 12000);
  g_assert_cmpint (pnr_bundle_find_breaches (bundle, products, 0), ==,
                   PNR_PRICE_BREACH_NOT_ABOVE_MAIN | PNR_PRICE_BREACH_BELOW_FLOOR);
  pnr_bundle_set_price_value (bundle, 9299);
  g_assert_cmpint (pnr_bundle_find_breaches (bundle, products, 0) & PNR_PRICE_BREACH_BELOW_COST, !=,
                   0);
  pnr_bundle_set_price_value (bundle, 19501);
  g_assert_cmpint (pnr_bundle_find_breaches (bundle, products, 0), ==,
                   PNR_PRICE_BREACH_ABOVE_PARTS);
}

/* A deep tier may lose money where the first one earns some. */
static void
test_deep_tier (void)
{
  const PnrComponent parts[] = { { .product_id = D, .quantity = 1, .role = MAIN } };
  const PnrPriceTier tiers[] = { { 2, 100000 }, { 10, 700000 } };
  g_autoptr (PnrNounList) products = make_catalogue ();
  g_autoptr (PnrBundle) bundle =
      make (PNR_BUNDLE_KIND_VOLUME, PNR_PRICE_MODE_TIERS, 0, parts, G_N_ELEMENTS (parts));

  pnr_bundle_set_tiers (bundle, tiers, 1);
  g_assert_cmpint (pnr_bundle_get_price_minor (bundle, products), ==, 1798);
  g_assert_cmpint (pnr_bundle_find_breaches (bundle, products, 0), ==, PNR_PRICE_BREACH_NONE);
  pnr_bundle_set_tiers (bundle, tiers, 2);
  g_assert_cmpint (pnr_bundle_get_price_minor (bundle, products), ==, 1798);
  g_assert_cmpint (pnr_bundle_find_breaches (bundle, products, 0), ==, PNR_PRICE_BREACH_BELOW_COST);
}

static void
test_unknown (void)
{
  const PnrComponent parts[] = { { .product_id = A, .quantity = 1, .role = MAIN } };
  PnrBasketLine line = { A, 1, PNR_MONEY_UNKNOWN, 6600 };
  g_autoptr (PnrBundle) bundle =
      make (PNR_BUNDLE_KIND_MIXED, PNR_PRICE_MODE_PERCENT_OFF, 100000, parts, G_N_ELEMENTS (parts));
  PnrBundleQuote found = pnr_bundle_quote (bundle, &line, 1, 0);

  g_assert_cmpint (found.price_minor, ==, PNR_MONEY_UNKNOWN);
  g_assert_cmpint (found.margin_minor, ==, PNR_MONEY_UNKNOWN);
  g_assert_cmpint (found.cost_minor, ==, 6600);
  line.price_minor = G_MAXINT64 / 2;
  line.quantity = 3;
  g_assert_cmpint (pnr_bundle_quote (bundle, &line, 1, 0).list_minor, ==, PNR_MONEY_UNKNOWN);
}

static void
test_facts (void)
{
  for (PnrBundleKind kind = 0; kind < PNR_N_BUNDLE_KINDS; kind++) {
    g_assert_cmpint (pnr_bundle_kind_get_label (kind)[0], !=, '\0');
    g_assert_true (g_str_has_suffix (pnr_bundle_kind_get_consequence (kind), "."));
    g_assert_true (pnr_bundle_kind_takes_mode (kind, pnr_bundle_kind_get_first_mode (kind)));
    for (guint n = 0; n < 2; n++)
      g_assert_true (pnr_bundle_kind_takes_role (kind, pnr_bundle_kind_get_next_role (kind, n)));
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/bundles/pure", test_pure);
  g_test_add_func ("/bundles/mixed", test_mixed);
  g_test_add_func ("/bundles/options", test_options);
  g_test_add_func ("/bundles/leader", test_leader);
  g_test_add_func ("/bundles/mix-and-match", test_mix_and_match);
  g_test_add_func ("/bundles/tiered", test_tiered);
  g_test_add_func ("/bundles/volume", test_volume);
  g_test_add_func ("/bundles/buy-get", test_buy_get);
  g_test_add_func ("/bundles/gift", test_gift);
  g_test_add_func ("/bundles/add-on", test_add_on);
  g_test_add_func ("/bundles/become", test_become);
  g_test_add_func ("/bundles/faults-of-terms", test_faults_of_terms);
  g_test_add_func ("/bundles/faults-of-components", test_faults_of_components);
  g_test_add_func ("/bundles/floor", test_floor);
  g_test_add_func ("/bundles/deep-tier", test_deep_tier);
  g_test_add_func ("/bundles/unknown", test_unknown);
  g_test_add_func ("/bundles/facts", test_facts);
  return g_test_run ();
}

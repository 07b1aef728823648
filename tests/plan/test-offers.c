/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Bundles of every kind as a market's offers, and what a market cannot say refused by name. */
#include <string.h>

#include "model/pnr-bundle-kind.h"
#include "plan/pnr-plan-market-private.h"

enum {
  A = 1,
  B,
  C
};

typedef struct {
  PnrMarketMaker maker;
  PnrScenario *scenario;
  PnrBundle *bundle;
} Fixture;

static void
add_product (PnrContents *contents, gint64 id, const char *sku, gint64 price_minor)
{
  PnrProduct *product = pnr_product_new (id);

  pnr_product_set_sku (product, sku);
  pnr_product_set_price_minor (product, price_minor);
  pnr_product_set_cost_minor (product, price_minor / 2);
  pnr_contents_take (contents, product);
}

static void
set_up (Fixture *self, gconstpointer data)
{
  PnrContents *contents = pnr_contents_new ("Plan", "EUR");

  add_product (contents, A, "A", 12000);
  add_product (contents, B, "B", 3000);
  add_product (contents, C, "C", 4500);
  self->scenario = pnr_scenario_new (1);
  self->maker = (PnrMarketMaker){ .market = pnr_market_new ("EUR"),
                                  .contents = contents,
                                  .scenario = self->scenario };
  self->bundle = pnr_bundle_new (9);
  pnr_bundle_set_sku (self->bundle, "OFFER");
  for (gint64 id = A; id <= C; id++)
    pnr_bundle_set_component (self->bundle, id, 1, PNR_COMPONENT_ROLE_MAIN);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  pnr_market_unref (self->maker.market);
  pnr_contents_unref (self->maker.contents);
  g_object_unref (self->scenario);
  g_object_unref (self->bundle);
}

/* Returns: the first offer */
static const PnrMarketBundle *
offer (Fixture *self, guint n_offers)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (pnr_plan_market_add_bundle (&self->maker, self->bundle, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (self->maker.market->n_bundles, ==, n_offers);
  return &self->maker.market->bundles[0];
}

static void
assert_refused (Fixture *self, const char *word)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (pnr_plan_market_add_bundle (&self->maker, self->bundle, &error));
  g_assert_error (error, PNR_PLAN_ERROR, PNR_PLAN_ERROR_NOT_SIMULATED);
  g_assert_nonnull (strstr (error->message, "OFFER"));
  g_assert_nonnull (strstr (error->message, word));
}

static void
assert_quantities (const gint64 *found, gint64 a, gint64 b, gint64 c)
{
  g_assert_cmpint (found[0], ==, a);
  g_assert_cmpint (found[1], ==, b);
  g_assert_cmpint (found[2], ==, c);
}

static void
test_sets (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  const PnrMarketBundle *found = &self->maker.market->bundles[0];

  pnr_bundle_set_kind (self->bundle, PNR_BUNDLE_KIND_PURE);
  pnr_bundle_set_price_value (self->bundle, 200000);
  g_assert_true (pnr_plan_market_add_bundle (&self->maker, self->bundle, &error));
  g_assert_no_error (error);
  g_assert_cmpint (found->kind, ==, PNR_OFFER_BUNDLE);
  g_assert_true (found->is_pure);
  g_assert_cmpint (found->price_minor, ==, 15600);
  assert_quantities (found->quantity, 1, 1, 1);
}

static void
test_optional (Fixture *self, gconstpointer data)
{
  PnrComponent part = *pnr_bundle_get_component (self->bundle, 2);
  const PnrMarketBundle *found;

  part.is_optional = TRUE;
  pnr_bundle_change_component (self->bundle, 2, &part);
  pnr_bundle_set_price_value (self->bundle, 100000);
  found = offer (self, 1);
  g_assert_cmpuint (found->optional, ==, 1u << 2);
  g_assert_cmpint (found->price_minor, ==, 17550);
  pnr_bundle_set_price_mode (self->bundle, PNR_PRICE_MODE_FIXED);
  assert_refused (self, "Optional");
}

static void
test_leader (Fixture *self, gconstpointer data)
{
  const PnrMarketBundle *found;

  pnr_bundle_become (self->bundle, PNR_BUNDLE_KIND_LEADER);
  pnr_bundle_set_price_value (self->bundle, 200000);
  found = offer (self, 1);
  g_assert_cmpint (found->kind, ==, PNR_OFFER_ADD_ON);
  assert_quantities (found->anchor_quantity, 1, 0, 0);
  assert_quantities (found->quantity, 0, 1, 1);
  g_assert_cmpint (found->price_minor, ==, 6000);
}

static void
test_mix_and_match (Fixture *self, gconstpointer data)
{
  const PnrMarketBundle *found;

  pnr_bundle_become (self->bundle, PNR_BUNDLE_KIND_MIX_AND_MATCH);
  found = offer (self, 1);
  g_assert_cmpint (found->kind, ==, PNR_OFFER_CHOICE);
  g_assert_cmpuint (found->n_of, ==, 2);
  g_assert_cmpint (found->off_ppm, ==, pnr_bundle_get_price_value (self->bundle));
  assert_quantities (found->quantity, 1, 1, 1);
  pnr_bundle_set_choice (self->bundle, 1, 2, 1);
  found = offer (self, 2) + 1;
  g_assert_cmpuint (found->n_least, ==, 1);
  g_assert_cmpuint (found->n_of, ==, 2);
  g_assert_cmpuint (found->fixed, ==, 0);
}

/* One part is always there, and one or two of the others come with it. */
static void
test_part_and_choices (Fixture *self, gconstpointer data)
{
  const PnrMarketBundle *found;
  PnrComponent part;

  pnr_bundle_become (self->bundle, PNR_BUNDLE_KIND_MIX_AND_MATCH);
  part = *pnr_bundle_get_component (self->bundle, 0);
  part.role = PNR_COMPONENT_ROLE_MAIN;
  pnr_bundle_change_component (self->bundle, 0, &part);
  pnr_bundle_set_choice (self->bundle, 1, 2, 1);
  found = offer (self, 1);
  g_assert_cmpint (found->kind, ==, PNR_OFFER_CHOICE);
  g_assert_cmpuint (found->fixed, ==, 1);
  g_assert_cmpuint (found->n_least, ==, 1);
  g_assert_cmpuint (found->n_of, ==, 2);
  assert_quantities (found->quantity, 1, 1, 1);
}

static void
test_tiers (Fixture *self, gconstpointer data)
{
  const PnrPriceTier five_off = { 10000, 500 };
  const PnrMarketBundle *found;

  pnr_bundle_become (self->bundle, PNR_BUNDLE_KIND_TIERED);
  found = offer (self, 1);
  g_assert_cmpint (found->kind, ==, PNR_OFFER_TIER);
  g_assert_cmpint (found->tier_basis, ==, PNR_TIER_BY_MEMBERS);
  g_assert_cmpuint (found->n_tiers, ==, 2);
  g_assert_cmpint (found->tiers[1].from, ==, 3);
  g_assert_cmpint (found->tiers[1].off_ppm, ==, 100000);
  pnr_bundle_set_tier_basis (self->bundle, PNR_PRICE_TIER_BASIS_AMOUNT);
  found = offer (self, 2) + 1;
  g_assert_cmpint (found->tier_basis, ==, PNR_TIER_BY_AMOUNT);
  g_assert_cmpint (found->tiers[1].off_ppm, ==, 100000);
  pnr_bundle_set_tier_effect (self->bundle, PNR_PRICE_TIER_EFFECT_AMOUNT_OFF);
  pnr_bundle_set_tiers (self->bundle, &five_off, 1);
  found = offer (self, 3) + 2;
  g_assert_cmpint (found->tiers[0].from, ==, 10000);
  g_assert_cmpint (found->tiers[0].off_ppm, ==, 0);
  g_assert_cmpint (found->tiers[0].off_minor, ==, 500);
}

/* Somebody must want as many as the last tier asks for. */
static void
test_volume (Fixture *self, gconstpointer data)
{
  const PnrMarketBundle *found;

  pnr_bundle_set_component (self->bundle, A, 0, PNR_COMPONENT_ROLE_MAIN);
  pnr_bundle_set_component (self->bundle, B, 0, PNR_COMPONENT_ROLE_MAIN);
  pnr_bundle_become (self->bundle, PNR_BUNDLE_KIND_VOLUME);
  found = offer (self, 1);
  g_assert_cmpint (found->tier_basis, ==, PNR_TIER_BY_UNITS);
  g_assert_cmpint (self->maker.market->products[0].max_quantity, ==, 3);

  pnr_bundle_set_component (self->bundle, C, 3, PNR_COMPONENT_ROLE_MAIN);
  pnr_bundle_set_price_mode (self->bundle, PNR_PRICE_MODE_N_FOR);
  pnr_bundle_set_price_value (self->bundle, 10000);
  offer (self, 2);
  found = &self->maker.market->bundles[1];
  g_assert_cmpint (found->kind, ==, PNR_OFFER_BUNDLE);
  g_assert_cmpint (found->quantity[0], ==, 3);
  g_assert_cmpint (found->price_minor, ==, 10000);
}

static void
test_buy_get_same (Fixture *self, gconstpointer data)
{
  const PnrMarketBundle *found;

  pnr_bundle_set_component (self->bundle, A, 0, PNR_COMPONENT_ROLE_MAIN);
  pnr_bundle_set_component (self->bundle, B, 0, PNR_COMPONENT_ROLE_MAIN);
  pnr_bundle_become (self->bundle, PNR_BUNDLE_KIND_BUY_GET);
  pnr_bundle_set_price_value (self->bundle, 1000000);
  found = offer (self, 1);
  g_assert_cmpint (found->kind, ==, PNR_OFFER_BUNDLE);
  g_assert_cmpint (found->quantity[0], ==, 2);
  g_assert_cmpint (found->anchor_quantity[0], ==, 0);
  g_assert_cmpint (found->price_minor, ==, 4500);
}

static void
test_gift (Fixture *self, gconstpointer data)
{
  const PnrMarketBundle *found;

  pnr_bundle_become (self->bundle, PNR_BUNDLE_KIND_GIFT);
  pnr_bundle_set_threshold_minor (self->bundle, 20000);
  found = offer (self, 1);
  g_assert_cmpint (found->kind, ==, PNR_OFFER_GIFT);
  g_assert_cmpint (found->threshold_minor, ==, 20000);
  g_assert_cmpint (found->price_minor, ==, 0);
}

/* Each extra is an offer of its own. */
static void
test_add_on (Fixture *self, gconstpointer data)
{
  const PnrMarketBundle *found;

  pnr_bundle_become (self->bundle, PNR_BUNDLE_KIND_ADD_ON);
  pnr_bundle_set_price_mode (self->bundle, PNR_PRICE_MODE_FIXED);
  pnr_bundle_set_price_value (self->bundle, 2500);
  found = offer (self, 2);
  for (guint i = 0; i < 2; i++) {
    g_assert_cmpint (found[i].kind, ==, PNR_OFFER_ADD_ON);
    assert_quantities (found[i].anchor_quantity, 1, 0, 0);
    g_assert_cmpint (found[i].price_minor, ==, 2500);
  }
  assert_quantities (found[0].quantity, 0, 1, 0);
  assert_quantities (found[1].quantity, 0, 0, 1);
}

/* What is missing is said before anything is counted. */
static void
test_gap (Fixture *self, gconstpointer data)
{
  pnr_bundle_become (self->bundle, PNR_BUNDLE_KIND_LEADER);
  pnr_bundle_set_component (self->bundle, B, 0, PNR_COMPONENT_ROLE_REWARD);
  pnr_bundle_set_component (self->bundle, C, 0, PNR_COMPONENT_ROLE_REWARD);
  assert_refused (self, "reward");
}

#define ADD(name, func) g_test_add ("/plan/offers/" name, Fixture, NULL, set_up, func, tear_down)

/* A class that is a rate goes along with its product; the name of a class is none. */
static void
test_taxes (Fixture *self, gconstpointer data)
{
  static const char *const classes[] = { "25", "5,5 %", "reduced" };
  static const gint64 rates[] = { 250000, 55000, PNR_MARKET_VAT_OF_SHOP };

  for (gint64 id = A; id <= C; id++)
    pnr_product_set_tax_class (pnr_contents_get_product (self->maker.contents, id),
                               classes[id - A]);
  offer (self, 1);
  for (guint j = 0; j < G_N_ELEMENTS (rates); j++)
    g_assert_cmpint (self->maker.market->products[j].vat_ppm, ==, rates[j]);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("sets", test_sets);
  ADD ("optional", test_optional);
  ADD ("leader", test_leader);
  ADD ("mix-and-match", test_mix_and_match);
  ADD ("part-and-choices", test_part_and_choices);
  ADD ("tiers", test_tiers);
  ADD ("volume", test_volume);
  ADD ("buy-get-same", test_buy_get_same);
  ADD ("gift", test_gift);
  ADD ("add-on", test_add_on);
  ADD ("gap", test_gap);
  ADD ("taxes", test_taxes);
  return g_test_run ();
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The relationships of a plan as offers of a market, and those that are none, with the reason. */
#include <string.h>

#include "plan/pnr-plan-market-private.h"

enum {
  PHONE = 1,
  SLEEVE,
  MAX_PHONE,
  BUDS,
  UNSOLD,
  CHEAP,
  N_PRODUCTS = CHEAP
};

typedef struct {
  PnrContents *contents;
  PnrBasketSet *baskets;
  PnrScenario *scenario;
  GPtrArray *bundles;
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
relate (Fixture *self, PnrRelationKind kind, gint64 from, gint64 to)
{
  PnrRelation *relation = pnr_relation_new (100 + self->contents->relations->len);

  pnr_relation_set_kind (relation, kind);
  pnr_relation_set_from_id (relation, from);
  pnr_relation_set_to_id (relation, to);
  pnr_contents_take (self->contents, relation);
}

static void
assume (PnrScenario *scenario, const char *name, double value)
{
  g_autoptr (GPtrArray) assumptions = g_ptr_array_new_with_free_func (g_object_unref);
  PnrAssumption *assumption = pnr_assumption_new ();

  pnr_assumption_set_name (assumption, name);
  pnr_assumption_set_value (assumption, value);
  g_ptr_array_add (assumptions, assumption);
  pnr_scenario_set_assumptions (scenario, assumptions);
}

/* Each product but one in ten orders of its own, and phone and sleeve in five together. */
static PnrBasketSet *
make_baskets (void)
{
  PnrBasketSetBuilder *builder = pnr_basket_set_builder_new ();
  guint32 items[N_PRODUCTS + 1];

  for (gint64 id = 1; id <= N_PRODUCTS; id++)
    items[id] = pnr_basket_set_builder_add_item (builder, id, "item");
  for (gint64 id = 1; id <= N_PRODUCTS; id++)
    for (guint i = 0; i < 10 && id != UNSOLD; i++) {
      pnr_basket_set_builder_add_entry (builder, items[id]);
      if (id == PHONE && i < 5)
        pnr_basket_set_builder_add_entry (builder, items[SLEEVE]);
      pnr_basket_set_builder_end_basket (builder);
    }
  return pnr_basket_set_builder_end (builder);
}

static void
set_up (Fixture *self, gconstpointer data)
{
  PnrBundle *bundle = pnr_bundle_new (9);

  self->contents = pnr_contents_new ("Plan", "EUR");
  add_product (self->contents, PHONE, "PHONE", 40000);
  add_product (self->contents, SLEEVE, "SLEEVE", 3000);
  add_product (self->contents, MAX_PHONE, "MAX", 50000);
  add_product (self->contents, BUDS, "BUDS", 8000);
  add_product (self->contents, UNSOLD, "UNSOLD", 45000);
  add_product (self->contents, CHEAP, "CHEAP", 30000);
  self->baskets = make_baskets ();
  self->scenario = pnr_scenario_new (1);
  pnr_scenario_set_name (self->scenario, "Scenario");
  pnr_bundle_set_sku (bundle, "SET");
  pnr_bundle_set_component (bundle, PHONE, 1, PNR_COMPONENT_ROLE_MAIN);
  pnr_bundle_set_component (bundle, SLEEVE, 1, PNR_COMPONENT_ROLE_AUXILIARY);
  pnr_bundle_set_price_value (bundle, 100000);
  self->bundles = g_ptr_array_new_with_free_func (g_object_unref);
  g_ptr_array_add (self->bundles, bundle);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_ptr_array_unref (self->bundles);
  g_object_unref (self->scenario);
  pnr_basket_set_unref (self->baskets);
  pnr_contents_unref (self->contents);
}

static PnrMarket *
make_market (Fixture *self)
{
  g_autoptr (GError) error = NULL;
  PnrMarket *market = pnr_plan_market_new_related (self->contents, self->baskets, self->bundles,
                                                   self->scenario, &error);

  g_assert_no_error (error);
  pnr_plan_market_infer_awareness (market, self->scenario);
  return market;
}

static const PnrShownRelation *
get_shown (const PnrMarket *market, guint i)
{
  g_assert_cmpuint (i, <, market->relations->len);
  return g_ptr_array_index (market->relations, i);
}

static void
test_offered (Fixture *self, gconstpointer data)
{
  g_autoptr (PnrMarket) market = NULL;
  const PnrMarketBundle *upsell, *cross_sell;

  relate (self, PNR_RELATION_KIND_UPSELL, PHONE, MAX_PHONE);
  relate (self, PNR_RELATION_KIND_CROSS_SELL, PHONE, BUDS);
  market = make_market (self);
  g_assert_cmpuint (market->n_products, ==, 4);
  g_assert_cmpuint (market->n_bundles, ==, 3);
  upsell = &market->bundles[get_shown (market, 0)->offer];
  cross_sell = &market->bundles[get_shown (market, 1)->offer];
  g_assert_cmpint (upsell->offered_as, ==, PNR_OFFERED_AS_UPSELL);
  g_assert_cmpint (upsell->price_minor, ==, 50000);
  g_assert_cmpint (upsell->anchor_quantity[0], ==, 1);
  g_assert_cmpint (upsell->quantity[2], ==, 1);
  g_assert_cmpfloat (upsell->exposure.value, ==, 0.6);
  g_assert_cmpint (cross_sell->offered_as, ==, PNR_OFFERED_AS_CROSS_SELL);
  g_assert_cmpfloat (cross_sell->exposure.value, ==, 0.7);
  g_assert_cmpuint (market->products[0].alternative_group, ==,
                    market->products[2].alternative_group);
  g_assert_cmpuint (market->products[0].alternative_group, !=, 0);
  g_assert_cmpuint (market->products[3].alternative_group, ==, 0);
  for (guint j = 2; j < 4; j++) {
    g_assert_true (market->products[j].is_awareness_inferred);
    g_assert_cmpfloat (market->products[j].awareness.low, <, market->products[j].awareness.high);
    g_assert_cmpfloat (market->products[j].awareness.value, <, 1.0);
  }
}

/* Of two alternatives the dearer one is offered, whichever way the link goes. */
static void
test_alternative (Fixture *self, gconstpointer data)
{
  g_autoptr (PnrMarket) market = NULL;

  relate (self, PNR_RELATION_KIND_ALTERNATIVE, MAX_PHONE, PHONE);
  market = make_market (self);
  g_assert_true (get_shown (market, 0)->is_offered);
  g_assert_cmpstr (get_shown (market, 0)->from_sku, ==, "PHONE");
  g_assert_cmpstr (get_shown (market, 0)->to_sku, ==, "MAX");
}

static void
assert_left_out (Fixture *self, PnrRelationKind kind, gint64 from, gint64 to, const char *word)
{
  g_autoptr (PnrMarket) market = NULL;
  const PnrShownRelation *shown;

  relate (self, kind, from, to);
  market = make_market (self);
  shown = get_shown (market, market->relations->len - 1);
  g_assert_false (shown->is_offered);
  g_assert_nonnull (strstr (shown->note, word));
  g_assert_cmpuint (market->n_bundles, ==, 1);
}

static void
test_left_out (Fixture *self, gconstpointer data)
{
  assert_left_out (self, PNR_RELATION_KIND_UPSELL, PHONE, CHEAP, "not dearer");
  assert_left_out (self, PNR_RELATION_KIND_UPSELL, PHONE, UNSOLD, "no order");
  assert_left_out (self, PNR_RELATION_KIND_CROSS_SELL, PHONE, SLEEVE, "bundle");
  assert_left_out (self, PNR_RELATION_KIND_ALTERNATIVE, PHONE, SLEEVE, "One bundle holds both");
  assert_left_out (self, PNR_RELATION_KIND_REQUIRED, PHONE, BUDS, "needs");
}

/* Where nobody sees it the market is what it is without it, to the last bit. */
static void
test_unseen (Fixture *self, gconstpointer data)
{
  g_autoptr (PnrMarket) without = make_market (self);
  g_autofree char *hash = pnr_market_dup_hash (without);
  g_autoptr (PnrMarket) unseen = NULL;
  g_autofree char *unseen_hash = NULL;

  relate (self, PNR_RELATION_KIND_CROSS_SELL, PHONE, BUDS);
  assume (self->scenario, "cart exposure", 0.0);
  unseen = make_market (self);
  unseen_hash = pnr_market_dup_hash (unseen);
  g_assert_cmpstr (hash, ==, unseen_hash);
  g_assert_false (get_shown (unseen, 0)->is_offered);
}

/* Side by side a scenario that shows nothing knows the same products, of which as many know. */
static void
test_compared (Fixture *self, gconstpointer data)
{
  g_autoptr (PnrScenario) silent = pnr_scenario_new (2);
  g_autoptr (GPtrArray) both = g_ptr_array_new ();
  PnrMarket *markets[2];

  relate (self, PNR_RELATION_KIND_UPSELL, PHONE, MAX_PHONE);
  assume (silent, "product page exposure", 0.0);
  g_ptr_array_add (both, self->scenario);
  g_ptr_array_add (both, silent);
  for (guint i = 0; i < 2; i++) {
    PnrScenario *scenario = g_ptr_array_index (both, i);

    markets[i] = pnr_plan_market_new_among (self->contents, self->baskets, self->bundles,
                                            self->bundles, scenario, both, NULL);
    pnr_plan_market_infer_awareness (markets[i], scenario);
  }
  g_assert_true (get_shown (markets[0], 0)->is_offered);
  g_assert_false (get_shown (markets[1], 0)->is_offered);
  g_assert_true (get_shown (markets[1], 0)->takes_part);
  g_assert_cmpuint (markets[0]->n_products, ==, markets[1]->n_products);
  g_assert_cmpfloat (markets[0]->products[2].awareness.value, ==,
                     markets[1]->products[2].awareness.value);
  g_assert_cmpuint (markets[1]->products[2].alternative_group, !=, 0);
  for (guint i = 0; i < 2; i++)
    pnr_market_unref (markets[i]);
}

/* More than fit are left out with a word, and those that fit are taken. */
static void
test_too_many (Fixture *self, gconstpointer data)
{
  PnrBasketSetBuilder *builder = pnr_basket_set_builder_new ();
  g_autoptr (PnrMarket) market = NULL;
  guint n_offered = 0;

  for (gint64 id = 1; id <= 40; id++) {
    guint32 item = pnr_basket_set_builder_add_item (builder, id, "item");

    if (id > N_PRODUCTS) {
      g_autofree char *sku = g_strdup_printf ("MORE-%d", (int) id);

      add_product (self->contents, id, sku, 2000);
      relate (self, PNR_RELATION_KIND_CROSS_SELL, PHONE, id);
    }
    pnr_basket_set_builder_add_entry (builder, item);
    pnr_basket_set_builder_end_basket (builder);
  }
  pnr_basket_set_unref (self->baskets);
  self->baskets = pnr_basket_set_builder_end (builder);
  market = make_market (self);
  g_assert_cmpuint (market->relations->len, ==, 40 - N_PRODUCTS);
  for (guint i = 0; i < market->relations->len; i++) {
    n_offered += get_shown (market, i)->is_offered;
    g_assert_true (get_shown (market, i)->is_offered != (get_shown (market, i)->note != NULL));
  }
  g_assert_cmpuint (n_offered, >=, 3);
  g_assert_cmpuint (n_offered, <, PNR_MARKET_MAX_BUNDLES);
  g_assert_nonnull (strstr (get_shown (market, market->relations->len - 1)->note, "baskets"));
}

#define ADD(name, func) g_test_add ("/plan/relations/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("offered", test_offered);
  ADD ("alternative", test_alternative);
  ADD ("left-out", test_left_out);
  ADD ("unseen", test_unseen);
  ADD ("compared", test_compared);
  ADD ("too-many", test_too_many);
  return g_test_run ();
}

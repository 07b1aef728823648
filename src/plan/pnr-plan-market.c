/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Turns bundles, history and assumptions of a plan into the market that the economy works on. */
#include "config.h"

#include "plan/pnr-plan-market.h"

#include <glib/gi18n.h>
#include <math.h>

#include "base/pnr-money.h"
#include "base/pnr-text.h"
#include "plan/pnr-plan-market-private.h"
#include "plan/pnr-plan-tax.h"

G_DEFINE_QUARK (pnr - plan - error - quark, pnr_plan_error)

#define MILLION 1000000

static const PnrAssumptionKind assumption_kinds[] = {
  { "relevant shoppers", N_ ("people"), N_ ("How many considered these products in the period") },
  { "elasticity", N_ ("per cent per per cent"),
    N_ ("Change of purchases when a price rises by one per cent") },
  { "further unit", N_ ("share"),
    N_ ("What a further unit of a product is worth relative to the one before") },
  { "shipping per order", N_ ("money"), N_ ("What a parcel costs the shop") },
  { "shipping per unit", N_ ("money"), N_ ("What each further piece adds to the parcel") },
  { "shipping charge", N_ ("money"), N_ ("What the shopper pays for the shipping of an order") },
  { "free shipping from", N_ ("money"), N_ ("Worth of goods from which the shopper pays nothing") },
  { "payment fee share", N_ ("share"), N_ ("Payment fee as a share of what is paid") },
  { "payment fee fixed", N_ ("money"), N_ ("Payment fee per order") },
  { "vat share", N_ ("share"), N_ ("Tax contained in prices, as a share of the net price") },
  { "exposure", N_ ("share"), N_ ("Shoppers who see an offer") },
  { "product page exposure", N_ ("share"),
    N_ ("Of those with a product in the basket, who see what is shown instead of it on its page") },
  { "cart exposure", N_ ("share"),
    N_ ("Of those with a product in the cart, who see what is shown beside it") },
  { "awareness", N_ ("share"), N_ ("Shoppers who know a product without being shown it") },
  { "bother", N_ ("money"), N_ ("What taking an offer is felt to cost") },
  { "lost sales", N_ ("share"),
    N_ ("Shoppers who would have bought, and leave because an offer is shown that they do not "
        "want") },
  { "lifetime weeks", N_ ("weeks"), N_ ("How far lifetime value looks ahead") },
  { "discount rate", N_ ("share"), N_ ("How much less money is worth a year later") },
  { "persistence", N_ ("share"),
    N_ ("How much of a changed order value a customer's later orders keep") },
  { "retention effect", N_ ("share"),
    N_ ("By how much the offers change the number of a customer's later orders") },
  { "cross-sell acceptance", N_ ("share"),
    N_ ("Visitors who take a fitting product that is offered beside what they buy") },
  { "upsell acceptance", N_ ("share"),
    N_ ("Visitors who take a better product instead, if it were not dearer") },
  { "cross-sell lost sales", N_ ("share"),
    N_ ("Visitors who leave without buying because a further product is offered") },
  { "upsell lost sales", N_ ("share"),
    N_ ("Visitors who leave without buying because a dearer product is offered") },
  { "price step", N_ ("number"),
    /* xgettext:no-c-format */
    N_ ("How fast acceptance falls: at 1, to 37 % where the offer costs as much again") },
};

/**
 * pnr_plan_get_assumption_kinds:
 * @n_kinds: (out): how many
 *
 * Returns: (array length=n_kinds) (transfer none): the assumptions that the simulation reads
 */
const PnrAssumptionKind *
pnr_plan_get_assumption_kinds (guint *n_kinds)
{
  *n_kinds = G_N_ELEMENTS (assumption_kinds);
  return assumption_kinds;
}

/**
 * pnr_plan_find_assumption:
 * @scenario: a scenario
 * @name: the name of an assumption that the simulation reads
 *
 * Assumptions are found by folded name: "relevant_shoppers" is "relevant shoppers".
 *
 * Returns: (transfer none) (nullable): what the scenario assumes under that name
 */
PnrAssumption *
pnr_plan_find_assumption (PnrScenario *scenario, const char *name)
{
  GPtrArray *assumptions = pnr_scenario_get_assumptions (scenario);
  g_autofree char *wanted = pnr_text_fold (name);

  for (guint i = 0; i < assumptions->len; i++) {
    PnrAssumption *assumption = g_ptr_array_index (assumptions, i);
    g_autofree char *folded = pnr_text_fold (pnr_assumption_get_name (assumption));

    if (g_str_equal (folded, wanted))
      return assumption;
  }
  return NULL;
}

static PnrRange
range_of (PnrAssumption *assumption)
{
  double value = pnr_assumption_get_value (assumption);
  double low = pnr_assumption_get_low (assumption);
  double high = pnr_assumption_get_high (assumption);

  /* A range that was not stated, or does not hold the value, is the value alone. */
  if (low > value || high < value || (low == 0.0 && high == 0.0))
    low = high = value;
  return (PnrRange){ value, low, high };
}

static double
value_or (PnrScenario *scenario, const char *name, double fallback)
{
  PnrAssumption *assumption = pnr_plan_find_assumption (scenario, name);

  return assumption != NULL ? pnr_assumption_get_value (assumption) : fallback;
}

/* What the scenario says, or @fallback where it says nothing. */
PnrRange
pnr_plan_assume_range (PnrScenario *scenario, const char *name, PnrRange fallback)
{
  PnrAssumption *assumption = pnr_plan_find_assumption (scenario, name);

  return assumption != NULL ? range_of (assumption) : fallback;
}

/**
 * pnr_plan_assume_range_of:
 * @name: what is assumed, of one thing or of all
 * @sku: of a product or a bundle
 *
 * Returns: what the scenario says under "@name @sku", else under @name, else @fallback
 */
PnrRange
pnr_plan_assume_range_of (PnrScenario *scenario, const char *name, const char *sku,
                          PnrRange fallback)
{
  g_autofree char *own_name = g_strdup_printf ("%s %s", name, sku);

  return pnr_plan_assume_range (scenario, own_name,
                                pnr_plan_assume_range (scenario, name, fallback));
}

static gint64
minor_of (PnrScenario *scenario, const char *name, const char *currency)
{
  return llround (value_or (scenario, name, 0.0) * (double) pnr_currency_get_unit (currency));
}

/* What an order costs beside the goods. */
PnrMarketCosts
pnr_plan_assume_costs (PnrScenario *scenario, const char *currency)
{
  return (PnrMarketCosts){
    .ship_order_minor = minor_of (scenario, "shipping per order", currency),
    .ship_unit_minor = minor_of (scenario, "shipping per unit", currency),
    .fee_ppm = llround (value_or (scenario, "payment fee share", 0.0) * MILLION),
    .fee_fixed_minor = minor_of (scenario, "payment fee fixed", currency),
    .vat_ppm = llround (value_or (scenario, "vat share", 0.0) * MILLION),
  };
}

/* The place of a product in the market; it is added when a first bundle names it. */
gboolean
pnr_plan_market_place_product (PnrMarketMaker *self, gint64 id, guint *place, GError **error)
{
  PnrMarket *market = self->market;
  PnrProduct *product = pnr_contents_get_product (self->contents, id);
  PnrMarketProduct *added;

  for (*place = 0; *place < market->n_products; (*place)++) {
    if (self->ids[*place] == id)
      return TRUE;
  }
  if (market->n_products == PNR_MARKET_MAX_PRODUCTS) {
    g_set_error (error, PNR_PLAN_ERROR, PNR_PLAN_ERROR_TOO_LARGE,
                 _ ("The scenario's bundles hold more than %d products. Simulate fewer bundles "
                    "at a time."),
                 PNR_MARKET_MAX_PRODUCTS);
    return FALSE;
  }
  if (pnr_product_get_price_minor (product) == PNR_MONEY_UNKNOWN
      || pnr_product_get_price_minor (product) <= 0) {
    g_set_error (error, PNR_PLAN_ERROR, PNR_PLAN_ERROR_INCOMPLETE,
                 _ ("The product %s has no price. Enter one in the catalogue, then try again."),
                 pnr_product_get_sku (product));
    return FALSE;
  }
  if (pnr_product_get_cost_minor (product) == PNR_MONEY_UNKNOWN) {
    g_set_error (error, PNR_PLAN_ERROR, PNR_PLAN_ERROR_INCOMPLETE,
                 _ ("The product %s has no cost, so no margin can be told. Enter one in the "
                    "catalogue, then try again."),
                 pnr_product_get_sku (product));
    return FALSE;
  }
  self->ids[market->n_products] = id;
  added = pnr_market_add_product (market, pnr_product_get_sku (product),
                                  pnr_product_get_title (product));
  added->price_minor = pnr_product_get_price_minor (product);
  added->cost_minor = pnr_product_get_cost_minor (product);
  added->weight_g = MAX (0, pnr_product_get_weight_g (product));
  pnr_plan_tax_get_own (product, &added->vat_ppm);
  /* A range of zeros leaves the number to the economy, which then names its own assumption. */
  added->elasticity = pnr_plan_assume_range_of (self->scenario, "elasticity", added->sku,
                                                (PnrRange){ 0.0, 0.0, 0.0 });
  added->awareness =
      pnr_plan_assume_range_of (self->scenario, "awareness", added->sku, added->awareness);
  added->further_unit = pnr_plan_assume_range_of (self->scenario, "further unit", added->sku,
                                                  (PnrRange){ 0.0, 0.0, 0.0 });
  return TRUE;
}

/* One pass over the baskets counts the focus products and their pairs. */
static void
count_orders (PnrMarket *market, const gint64 *ids, PnrBasketSet *baskets)
{
  g_autofree gint8 *places = g_new (gint8, MAX (1, pnr_basket_set_get_n_items (baskets)));

  for (guint32 item = 0; item < pnr_basket_set_get_n_items (baskets); item++) {
    places[item] = -1;
    for (guint j = 0; j < market->n_products; j++) {
      if (ids[j] == pnr_basket_set_get_item_id (baskets, item))
        places[item] = (gint8) j;
    }
  }
  market->n_orders = pnr_basket_set_get_n_baskets (baskets);
  for (guint32 b = 0; b < market->n_orders; b++) {
    guint32 n_items;
    const guint32 *items = pnr_basket_set_get_basket (baskets, b, &n_items);
    int held[PNR_MARKET_MAX_PRODUCTS];
    int n_held = 0;

    for (guint32 i = 0; i < n_items; i++) {
      if (places[items[i]] >= 0)
        held[n_held++] = places[items[i]];
    }
    for (int i = 0; i < n_held; i++) {
      market->products[held[i]].n_orders++;
      for (int k = 0; k < n_held; k++)
        market->n_pair_orders[held[i]][held[k]]++;
    }
  }
}

/**
 * pnr_plan_assume_lifetime:
 * @scenario: under which assumptions
 *
 * A year at a tenth of discount, an offer that stays, and no effect on how often customers return,
 * unless the scenario says otherwise.
 *
 * Returns: the terms of lifetime value
 */
PnrLifetimeTerms
pnr_plan_assume_lifetime (PnrScenario *scenario)
{
  return (PnrLifetimeTerms){
    .horizon_weeks = CLAMP (value_or (scenario, "lifetime weeks", 52.0), 1.0, 520.0),
    .discount = CLAMP (value_or (scenario, "discount rate", 0.1), 0.0, 10.0),
    .persistence = pnr_plan_assume_range (scenario, "persistence", (PnrRange){ 1.0, 0.0, 1.0 }),
    .retention = pnr_plan_assume_range (scenario, "retention effect", (PnrRange){ 0.0, 0.0, 0.0 }),
  };
}

/* Where the scenario does not say what tax prices contain, but every product does, what shoppers
 * pay for shipping is taxed as the product that is taxed highest. */
static void
take_usual_tax (PnrMarket *market, PnrScenario *scenario)
{
  gint64 highest = 0;

  if (pnr_plan_find_assumption (scenario, "vat share") != NULL)
    return;
  for (guint j = 0; j < market->n_products; j++) {
    if (market->products[j].vat_ppm == PNR_MARKET_VAT_OF_SHOP)
      return;
    highest = MAX (highest, market->products[j].vat_ppm);
  }
  market->costs.vat_ppm = highest;
}

/* Products that are in the focus set although no bundle of the scenario holds them. */
static gboolean
add_others (PnrMarketMaker *maker, PnrBundle *other, GError **error)
{
  for (guint i = 0; i < pnr_bundle_get_n_components (other); i++) {
    guint place;

    if (!pnr_plan_market_place_product (maker, pnr_bundle_get_component (other, i)->product_id,
                                        &place, error))
      return FALSE;
  }
  return TRUE;
}

/**
 * pnr_plan_market_new_among:
 * @contents: the plan
 * @baskets: its order history
 * @bundles: (element-type PnrBundle): what is on sale beside the single products
 * @others: (nullable) (element-type PnrBundle): bundles that are not on sale, but whose products
 *   are looked at as well
 * @scenario: under which assumptions
 * @compared: (nullable) (element-type PnrScenario): who is looked at beside it, itself among them;
 *   %NULL: relationships are left out
 * @error: a place for a sentence that says what is missing
 *
 * The focus set is the products of all these bundles, and what the plan's relationships lead to
 * from there where one of @compared shows it: markets with the same set have the same shoppers.
 * Prices are shelf prices; the period is the whole history. What the scenario does not assume is
 * left to the economy.
 *
 * Returns: (transfer full) (nullable): the market
 */
PnrMarket *
pnr_plan_market_new_among (PnrContents *contents, PnrBasketSet *baskets, GPtrArray *bundles,
                           GPtrArray *others, PnrScenario *scenario, GPtrArray *compared,
                           GError **error)
{
  g_autoptr (PnrMarket) market = pnr_market_new (contents->currency);
  PnrMarketMaker maker = { .market = market, .contents = contents, .scenario = scenario };

  for (guint i = 0; i < bundles->len; i++) {
    if (!pnr_plan_market_add_bundle (&maker, g_ptr_array_index (bundles, i), error))
      return NULL;
  }
  if (market->n_bundles == 0) {
    g_set_error (error, PNR_PLAN_ERROR, PNR_PLAN_ERROR_INCOMPLETE,
                 _ ("The scenario “%s” has no bundle, so there is nothing to simulate. Switch one "
                    "on first."),
                 pnr_scenario_get_name (scenario));
    return NULL;
  }
  maker.n_on_sale = market->n_products;
  for (guint i = 0; others != NULL && i < others->len; i++) {
    if (!add_others (&maker, g_ptr_array_index (others, i), error))
      return NULL;
  }
  if (pnr_basket_set_get_n_baskets (baskets) == 0) {
    g_set_error_literal (error, PNR_PLAN_ERROR, PNR_PLAN_ERROR_INCOMPLETE,
                         _ ("The plan has no orders to learn from. Import the order history "
                            "first."));
    return NULL;
  }
  maker.n_bundled = market->n_products;
  if (compared != NULL)
    pnr_plan_market_add_relations (&maker, baskets, compared);
  count_orders (market, maker.ids, baskets);
  market->relevant_shoppers =
      pnr_plan_assume_range (scenario, "relevant shoppers", (PnrRange){ 0.0 });
  market->complementarity = pnr_plan_assume_range (scenario, "complementarity", (PnrRange){ 0.0 });
  market->costs = pnr_plan_assume_costs (scenario, market->currency);
  market->tariff = pnr_plan_assume_tariff (scenario, market->currency);
  pnr_plan_market_take_cost_beliefs (market, scenario);
  take_usual_tax (market, scenario);
  return g_steal_pointer (&market);
}

/* With what relationships show beside the bundles on sale. */
PnrMarket *
pnr_plan_market_new_related (PnrContents *contents, PnrBasketSet *baskets, GPtrArray *bundles,
                             PnrScenario *scenario, GError **error)
{
  g_autoptr (GPtrArray) itself = g_ptr_array_new ();

  g_ptr_array_add (itself, scenario);
  return pnr_plan_market_new_among (contents, baskets, bundles, NULL, scenario, itself, error);
}

/* The focus set is the products of the bundles on sale; relationships are left out. */
PnrMarket *
pnr_plan_market_new (PnrContents *contents, PnrBasketSet *baskets, GPtrArray *bundles,
                     PnrScenario *scenario, GError **error)
{
  return pnr_plan_market_new_among (contents, baskets, bundles, NULL, scenario, NULL, error);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Brings the relationships of a plan into a market: what they lead to from the scenario's products.
 *
 * A cross-sell offers its target beside the anchor, in the cart. An upsell, and an alternative
 * towards the dearer of the two, offers it instead of the anchor, on the anchor's page; nobody buys
 * both. Who is shown nothing new is shown nothing: a product that everybody knows is bought by
 * whoever wants it. One step is taken, from the products of the bundles; what cannot take part is
 * listed with the reason. */
#include "config.h"

#include <glib/gi18n.h>

#include "base/pnr-money.h"
#include "economy/pnr-acceptance.h"
#include "economy/pnr-further-unit.h"
#include "economy/pnr-shop.h"
#include "plan/pnr-plan-market-private.h"
#include "plan/pnr-plan-tactic.h"

/* Cells of price tables with one unit of each product; further units need room as well. */
#define MOST_CELLS 4096

typedef struct {
  PnrMarketMaker *maker;
  PnrBasketSet *baskets;
  GPtrArray *scenarios;
} Adding;

/* @from is a product of the market, at @place. */
typedef struct {
  PnrRelationKind kind;
  PnrOfferedAs as;
  PnrProduct *from;
  PnrProduct *to;
  guint place;
} Link;

static gboolean
find_place (const PnrMarketMaker *maker, PnrProduct *product, guint n_products, guint *place)
{
  for (*place = 0; *place < n_products; (*place)++)
    if (maker->ids[*place] == pnr_product_get_id (product))
      return TRUE;
  return FALSE;
}

static gboolean
is_in_orders (PnrBasketSet *baskets, PnrProduct *product)
{
  for (guint32 b = 0; b < pnr_basket_set_get_n_baskets (baskets); b++) {
    guint32 n_items;
    const guint32 *items = pnr_basket_set_get_basket (baskets, b, &n_items);

    for (guint32 i = 0; i < n_items; i++)
      if (pnr_basket_set_get_item_id (baskets, items[i]) == pnr_product_get_id (product))
        return TRUE;
  }
  return FALSE;
}

static PnrPlacement
get_placement (const Link *link)
{
  return link->as == PNR_OFFERED_AS_UPSELL ? PNR_PLACEMENT_PRODUCT_PAGE : PNR_PLACEMENT_CART;
}

/* What is said of this one relationship counts before what is said of the place. */
static PnrRange
get_exposure (PnrScenario *scenario, const Link *link)
{
  g_autofree char *own_name = g_strdup_printf ("exposure %s>%s", pnr_product_get_sku (link->from),
                                               pnr_product_get_sku (link->to));

  return pnr_plan_assume_range (scenario, own_name,
                                pnr_plan_assume_placement (scenario, get_placement (link)));
}

static gboolean
is_seen_in (PnrScenario *scenario, const Link *link)
{
  PnrRange exposure = get_exposure (scenario, link);

  return exposure.value > 0.0 || exposure.high > 0.0;
}

static gboolean
is_seen_in_any (const Adding *adding, const Link *link)
{
  for (guint i = 0; i < adding->scenarios->len; i++)
    if (is_seen_in (g_ptr_array_index (adding->scenarios, i), link))
      return TRUE;
  return FALSE;
}

/* (nullable): why the product that is led to cannot be simulated. */
static const char *
find_gap (const Adding *adding, const Link *link)
{
  gint64 from_price = pnr_product_get_price_minor (link->from);
  gint64 price = pnr_product_get_price_minor (link->to);
  gint64 stock = pnr_product_get_stock (link->to);

  if (price == PNR_MONEY_UNKNOWN || price <= 0)
    return _ ("What it leads to has no price. Enter one in the catalogue to simulate it.");
  if (pnr_product_get_cost_minor (link->to) == PNR_MONEY_UNKNOWN)
    return _ ("What it leads to has no cost. Enter one in the catalogue to simulate it.");
  if (link->kind == PNR_RELATION_KIND_UPSELL && price <= from_price)
    return _ ("What it leads to is not dearer, so it is no upsell.");
  if (!pnr_product_is_visible (link->to))
    return _ ("The shop does not show what it leads to.");
  if (stock != PNR_PRODUCT_STOCK_UNKNOWN && stock <= 0)
    return _ ("What it leads to is out of stock.");
  if (!is_in_orders (adding->baskets, link->to))
    return _ ("What it leads to is in no order, so nothing is known about its buyers.");
  if (!is_seen_in_any (adding, link))
    return _ ("The scenario assumes that nobody sees it.");
  return NULL;
}

static gboolean
share_an_offer (const PnrMarket *market, guint j, guint k)
{
  for (guint b = 0; b < market->n_bundles; b++) {
    const PnrMarketBundle *offer = &market->bundles[b];

    if (offer->offered_as == PNR_OFFERED_AS_BUNDLE
        && (offer->quantity[j] > 0 || offer->anchor_quantity[j] > 0)
        && (offer->quantity[k] > 0 || offer->anchor_quantity[k] > 0))
      return TRUE;
  }
  return FALSE;
}

static gboolean
are_alternatives (const PnrMarket *market, guint j, guint k)
{
  guint group = market->products[j].alternative_group;

  return group != 0 && market->products[k].alternative_group == group;
}

/* What excludes one of two excludes the other as well. */
static void
make_alternatives (PnrMarket *market, guint j, guint k)
{
  guint first = market->products[j].alternative_group;
  guint second = market->products[k].alternative_group;
  guint own = MAX (first, second);

  for (guint i = 0, is_new = own == 0; i < market->n_products && is_new; i++)
    own = MAX (own, market->products[i].alternative_group + 1);
  for (guint i = 0; i < market->n_products; i++) {
    guint *group = &market->products[i].alternative_group;

    if (i == j || i == k || (*group != 0 && (*group == first || *group == second)))
      *group = own;
  }
}

/* Leaving is asked of those who stay away from the offer alone, and there are fewer of them. */
static PnrRange
get_loss (PnrMarketMaker *maker, const Link *link, gboolean *is_stated)
{
  gboolean is_upsell = link->as == PNR_OFFERED_AS_UPSELL;
  PnrTacticTerms terms = { 0 };
  double refused;

  pnr_plan_assume_tactic (maker->scenario, is_upsell ? PNR_TACTIC_UPSELL : PNR_TACTIC_CROSS_SELL,
                          pnr_product_get_sku (link->to), &terms);
  *is_stated = pnr_plan_find_assumption (maker->scenario,
                                         is_upsell ? "upsell lost sales" : "cross-sell lost sales")
               != NULL;
  refused = MAX (1.0 - terms.acceptance.value, 0.01);
  return (PnrRange){ MIN (terms.loss.value / refused, 1.0), MIN (terms.loss.low / refused, 1.0),
                     MIN (terms.loss.high / refused, 1.0) };
}

static gboolean
is_exposure_stated (PnrMarketMaker *maker, const Link *link)
{
  g_autofree char *own_name = g_strdup_printf ("exposure %s>%s", pnr_product_get_sku (link->from),
                                               pnr_product_get_sku (link->to));

  return pnr_plan_find_assumption (maker->scenario, own_name) != NULL
         || pnr_plan_find_assumption (maker->scenario, link->as == PNR_OFFERED_AS_UPSELL
                                                           ? "product page exposure"
                                                           : "cart exposure")
                != NULL;
}

static void
add_offer (PnrMarketMaker *maker, const Link *link, guint target)
{
  g_autofree char *sku =
      g_strdup_printf ("%s>%s", pnr_product_get_sku (link->from), pnr_product_get_sku (link->to));
  g_autofree char *name =
      link->as == PNR_OFFERED_AS_UPSELL
          /* Translators: two products: the first is shown, the second is in the basket. */
          ? g_strdup_printf (_ ("%s instead of %s"), pnr_product_get_title (link->to),
                             pnr_product_get_title (link->from))
          /* Translators: two products: the first is shown, the second is in the basket. */
          : g_strdup_printf (_ ("%s beside %s"), pnr_product_get_title (link->to),
                             pnr_product_get_title (link->from));
  PnrMarketBundle *offer = pnr_market_add_bundle (maker->market, sku, name);

  offer->kind = PNR_OFFER_ADD_ON;
  offer->offered_as = link->as;
  offer->quantity[target] = 1;
  offer->anchor_quantity[link->place] = 1;
  offer->price_minor = maker->market->products[target].price_minor;
  offer->exposure = get_exposure (maker->scenario, link);
  offer->is_exposure_stated = is_exposure_stated (maker, link);
  offer->loss = get_loss (maker, link, &offer->is_loss_stated);
}

/* A product that a bundle holds is known to whoever sees the bundle; of another nobody has counted
 * who knows it, and it is inferred once more is learnt from the orders. */
static gboolean
is_known_to_all (PnrMarketMaker *maker, guint target)
{
  PnrMarketProduct *product = &maker->market->products[target];
  g_autofree char *own_name = g_strconcat ("awareness ", product->sku, NULL);

  if (pnr_plan_find_assumption (maker->scenario, own_name) != NULL
      || pnr_plan_find_assumption (maker->scenario, "awareness") != NULL)
    return product->awareness.value >= 1.0 && product->awareness.low >= 1.0;
  if (target < maker->n_bundled)
    return TRUE;
  product->is_awareness_inferred = TRUE;
  /* Until then only that it is not everybody. */
  product->awareness = (PnrRange){ 0.5, 0.0, 1.0 };
  return FALSE;
}

/* Returns: (nullable): why it is not offered */
static const char *
apply (PnrMarketMaker *maker, const Link *link, PnrShownRelation *shown)
{
  PnrMarket *market = maker->market;
  guint target;

  if (!find_place (maker, link->to, market->n_products, &target)
      && market->n_products == PNR_MARKET_MAX_PRODUCTS)
    return _ ("The scenario holds as many products as can be simulated together. Leave out a "
              "bundle to simulate it.");
  if (!pnr_plan_market_place_product (maker, pnr_product_get_id (link->to), &target, NULL))
    return _ ("What it leads to lacks a price or a cost.");
  if (share_an_offer (market, link->place, target) && link->as == PNR_OFFERED_AS_UPSELL)
    return _ ("One bundle holds both, so they are not taken for alternatives.");
  if (are_alternatives (market, link->place, target) && link->as == PNR_OFFERED_AS_CROSS_SELL)
    return _ ("They are alternatives, so nobody is offered one beside the other.");
  shown->takes_part = TRUE;
  if (link->as == PNR_OFFERED_AS_UPSELL)
    make_alternatives (market, link->place, target);
  if (is_known_to_all (maker, target))
    return target < maker->n_bundled
               ? _ ("A bundle holds what it leads to and makes it known, so showing it once more "
                    "changes nothing.")
               : _ ("Everybody is taken to know what it leads to, so showing it changes nothing.");
  if (link->place >= maker->n_on_sale || !is_seen_in (maker->scenario, link))
    return _ ("The scenario does not show it.");
  if (market->n_bundles == PNR_MARKET_MAX_BUNDLES)
    return _ ("The scenario has as many offers as can be simulated together. Leave out a bundle to "
              "simulate it.");
  shown->offer = market->n_bundles;
  shown->is_offered = TRUE;
  add_offer (maker, link, target);
  return NULL;
}

/* Whether the market would still be of a size that can be simulated. */
static gboolean
has_room (PnrMarketMaker *maker, const Link *link)
{
  g_autoptr (PnrMarket) market = pnr_market_copy (maker->market);
  PnrMarketMaker trial = *maker;
  PnrShownRelation shown = { 0 };

  trial.market = market;
  apply (&trial, link, &shown);
  return !shown.takes_part || pnr_market_count_cells (market) <= MOST_CELLS;
}

static gboolean
is_listed (const PnrMarket *market, const Link *link)
{
  for (guint i = 0; i < market->relations->len; i++) {
    const PnrShownRelation *shown = g_ptr_array_index (market->relations, i);

    if (shown->placement == get_placement (link)
        && g_strcmp0 (shown->from_sku, pnr_product_get_sku (link->from)) == 0
        && g_strcmp0 (shown->to_sku, pnr_product_get_sku (link->to)) == 0)
      return TRUE;
  }
  return FALSE;
}

static PnrShownRelation *
list_link (PnrMarket *market, const Link *link)
{
  PnrShownRelation *shown = g_new0 (PnrShownRelation, 1);

  shown->kind = link->kind;
  shown->from_sku = g_strdup (pnr_product_get_sku (link->from));
  shown->from_name = g_strdup (pnr_product_get_title (link->from));
  shown->to_sku = g_strdup (pnr_product_get_sku (link->to));
  shown->to_name = g_strdup (pnr_product_get_title (link->to));
  shown->placement = get_placement (link);
  g_ptr_array_add (market->relations, shown);
  return shown;
}

static void
add_link (Adding *adding, PnrRelationKind kind, PnrProduct *from, PnrProduct *to)
{
  Link link = { kind, PNR_OFFERED_AS_UPSELL, from, to, 0 };
  PnrMarketMaker *maker = adding->maker;
  PnrShownRelation *shown;
  const char *note;

  if (kind == PNR_RELATION_KIND_CROSS_SELL || kind == PNR_RELATION_KIND_REQUIRED)
    link.as = PNR_OFFERED_AS_CROSS_SELL;
  if (from == NULL || to == NULL || from == to
      || !find_place (maker, from, maker->n_bundled, &link.place)
      || is_listed (maker->market, &link))
    return;
  shown = list_link (maker->market, &link);
  note = kind == PNR_RELATION_KIND_REQUIRED
             ? _ ("What needs another product is sold without it in the simulation.")
             : find_gap (adding, &link);
  if (note == NULL && !has_room (maker, &link))
    note = _ ("With it there would be too many different baskets to simulate. Leave out a bundle "
              "or another relationship to simulate it.");
  if (note == NULL)
    note = apply (maker, &link, shown);
  shown->note = g_strdup (note);
}

static void
add_relation (Adding *adding, PnrRelation *relation)
{
  PnrContents *contents = adding->maker->contents;
  PnrRelationKind kind = pnr_relation_get_kind (relation);
  PnrProduct *from = pnr_contents_get_product (contents, pnr_relation_get_from_id (relation));
  PnrProduct *to = pnr_contents_get_product (contents, pnr_relation_get_to_id (relation));

  /* Of two alternatives the dearer one is offered. */
  if (kind == PNR_RELATION_KIND_ALTERNATIVE && from != NULL && to != NULL
      && pnr_product_get_price_minor (to) < pnr_product_get_price_minor (from))
    add_link (adding, kind, to, from);
  else
    add_link (adding, kind, from, to);
  if (kind == PNR_RELATION_KIND_CROSS_SELL && pnr_relation_is_two_way (relation))
    add_link (adding, kind, to, from);
}

static int
compare_positions (gconstpointer a, gconstpointer b)
{
  gint64 first = pnr_relation_get_position (*(PnrRelation *const *) a);
  gint64 second = pnr_relation_get_position (*(PnrRelation *const *) b);

  return (first > second) - (first < second);
}

/**
 * pnr_plan_market_add_relations:
 * @self: a market with its bundles
 * @baskets: the order history
 * @scenarios: (element-type PnrScenario): who is looked at, the market's own among them
 *
 * What one of @scenarios shows is a matter of all: its products are alternatives, or not known to
 * everybody, whether this market's scenario shows it or not. So the shoppers are the same. Where
 * there is no room for all, those that stand first are taken.
 */
void
pnr_plan_market_add_relations (PnrMarketMaker *self, PnrBasketSet *baskets, GPtrArray *scenarios)
{
  Adding adding = { self, baskets, scenarios };
  g_autoptr (GPtrArray) relations = g_ptr_array_copy (self->contents->relations, NULL, NULL);

  /* The sort keeps the order of what stands at one position. */
  g_ptr_array_set_free_func (relations, NULL);
  g_ptr_array_sort (relations, compare_positions);
  for (guint i = 0; i < relations->len; i++)
    add_relation (&adding, g_ptr_array_index (relations, i));
}

static guint
get_place_of_sku (const PnrMarket *market, const char *sku)
{
  guint place = 0;

  while (place < market->n_products && g_strcmp0 (market->products[place].sku, sku) != 0)
    place++;
  return place;
}

/* As the advisor believes it of the same product. */
static PnrRange
get_acceptance (const PnrMarket *market, PnrScenario *scenario, PnrTactic tactic, guint from,
                guint to)
{
  const PnrMarketProduct *anchor = &market->products[from], *target = &market->products[to];
  PnrTacticTerms terms = {
    .anchor_minor = (double) anchor->price_minor,
    .offer_minor = (double) target->price_minor,
    .relevance = pnr_advice_get_relevance (market->n_orders, anchor->n_orders, target->n_orders,
                                           market->n_pair_orders[from][to]),
  };

  pnr_plan_assume_tactic (scenario, tactic, target->sku, &terms);
  return (PnrRange){
    pnr_advice_get_acceptance (tactic, &terms, terms.acceptance.value, 0.0, terms.step.value),
    pnr_advice_get_acceptance (tactic, &terms, terms.acceptance.low, 0.0, terms.step.high),
    pnr_advice_get_acceptance (tactic, &terms, terms.acceptance.high, 0.0, terms.step.low),
  };
}

/**
 * pnr_plan_market_infer_awareness:
 * @market: a market of which everything else is learnt
 * @scenario: what is believed of upsells and cross-sells
 *
 * Where several relationships lead to a product, the one counts by which most know it already,
 * which is the cautious reading.
 */
void
pnr_plan_market_infer_awareness (PnrMarket *market, PnrScenario *scenario)
{
  gboolean is_inferred = FALSE;

  for (guint j = 0; j < market->n_products; j++) {
    PnrMarketProduct *product = &market->products[j];
    PnrRange most = { 0.0, 0.0, 0.0 };

    for (guint i = 0; i < market->relations->len && product->is_awareness_inferred; i++) {
      const PnrShownRelation *shown = g_ptr_array_index (market->relations, i);
      gboolean is_upsell = shown->placement == PNR_PLACEMENT_PRODUCT_PAGE;
      guint from = get_place_of_sku (market, shown->from_sku);
      PnrRange acceptance, known;

      if (!shown->takes_part || g_strcmp0 (shown->to_sku, product->sku) != 0)
        continue;
      acceptance = get_acceptance (market, scenario,
                                   is_upsell ? PNR_TACTIC_UPSELL : PNR_TACTIC_CROSS_SELL, from, j);
      known = pnr_acceptance_infer_awareness (
          market, is_upsell ? PNR_OFFERED_AS_UPSELL : PNR_OFFERED_AS_CROSS_SELL, from, j,
          &acceptance);
      most = (PnrRange){ MAX (most.value, known.value), MAX (most.low, known.low),
                         MAX (most.high, known.high) };
    }
    if (product->is_awareness_inferred) {
      product->awareness = most;
      is_inferred = TRUE;
    }
  }
  if (is_inferred)
    pnr_further_unit_settle_worth (market);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The live offers around one bundle: the cheapest other way to it, and the odd carts they allow.
 *
 * Only bundles that share a product with it can matter, and gifts, which any cart may earn. The
 * table of all carts has little room; what did not fit is counted, so that no answer claims more
 * than was tried. */
#include "config.h"

#include "plan/pnr-plan-deals.h"

#include "base/pnr-money.h"
#include "model/pnr-bundle-fault.h"
#include "model/pnr-bundle-quote.h"

/* A tier that asks for more units of one product is beyond what a cart is tried with. */
#define MOST_TIER_UNITS 24

/* One unit more than wanted may be the cheaper cart; two are hardly a way to buy a bundle. */
#define MOST_EXTRA 1

/* A damaged plan may say any price; carts of these can be added up. */
#define MOST_MINOR G_GINT64_CONSTANT (1000000000000000)

static gboolean
shares_product (PnrBundle *bundle, PnrBundle *other)
{
  for (guint i = 0; i < pnr_bundle_get_n_components (bundle); i++)
    if (pnr_bundle_has_product (other, pnr_bundle_get_component (bundle, i)->product_id))
      return TRUE;
  return FALSE;
}

/* Whether @other may change what a cart with @bundle costs. */
gboolean
pnr_plan_is_neighbour (PnrBundle *bundle, PnrBundle *other)
{
  return pnr_bundle_get_kind (other) == PNR_BUNDLE_KIND_GIFT || shares_product (bundle, other);
}

static gint64
count_of_roles (PnrBundle *bundle, gint64 product_id)
{
  gint64 n = 0;

  for (guint i = 0; i < pnr_bundle_get_n_components (bundle); i++)
    if (pnr_bundle_get_component (bundle, i)->product_id == product_id)
      n += pnr_component_get_most (pnr_bundle_get_component (bundle, i));
  return n;
}

/* Units of one product that a tier starts at. */
static gint64
units_of_tier (const PnrPriceRule *rule, guint tier, gint64 list_minor)
{
  gint64 start = rule->tiers[tier].start;

  if (rule->tier_basis == PNR_PRICE_TIER_BASIS_COUNT)
    return start;
  return list_minor > 0 ? (start + list_minor - 1) / list_minor : start;
}

/* The most units of a product that using the offer once can ask for; of tiers the last one that a
 * cart is tried with, or else the first. */
static gint64
find_need (PnrBundle *bundle, gint64 product_id, gint64 list_minor)
{
  PnrPriceRule rule = pnr_bundle_get_price_rule (bundle);
  gint64 need = count_of_roles (bundle, product_id);

  if (rule.mode != PNR_PRICE_MODE_TIERS || pnr_bundle_get_kind (bundle) == PNR_BUNDLE_KIND_TIERED)
    return need;
  /* Several products make up a tier together. */
  if (pnr_bundle_get_n_components (bundle) > 1)
    return MAX (need, units_of_tier (&rule, 0, list_minor) / pnr_bundle_get_n_components (bundle));
  for (guint i = rule.n_tiers; i-- > 0;)
    if (i == 0 || units_of_tier (&rule, i, list_minor) <= MOST_TIER_UNITS)
      return MAX (need, units_of_tier (&rule, i, list_minor));
  return need;
}

static guint
find_product (const PnrOfferShop *shop, gint64 id)
{
  guint place = 0;

  while (place < shop->n_products && shop->products[place].id != id)
    place++;
  return place;
}

static gboolean
is_bounded (gint64 minor)
{
  return minor >= 0 && minor <= MOST_MINOR;
}

/* %FALSE where there is no room for the product, or its price is unknown. */
static gboolean
take_product (PnrPlanDeals *self, PnrBundle *offer, gint64 id, guint extra, PnrOfferShop *shop)
{
  PnrProduct *product = pnr_contents_get_product (self->contents, id);
  guint place = find_product (shop, id);
  gint64 list = product != NULL ? pnr_product_get_price_minor (product) : PNR_MONEY_UNKNOWN;
  gint64 cost = product != NULL ? pnr_product_get_cost_minor (product) : PNR_MONEY_UNKNOWN;
  gint64 need = is_bounded (list) ? find_need (offer, id, list) + extra : G_MAXINT64;

  if (place == PNR_OFFER_TABLE_MAX_PRODUCTS || need > PNR_OFFER_TABLE_MOST_UNITS)
    return FALSE;
  if (place == shop->n_products)
    shop->products[shop->n_products++] =
        (PnrOfferProduct){ id, list, is_bounded (cost) ? cost : PNR_MONEY_UNKNOWN,
                           pnr_product_is_visible (product), 0 };
  shop->products[place].cap = MAX (shop->products[place].cap, (guint) need);
  if (pnr_bundle_get_kind (offer) == PNR_BUNDLE_KIND_PURE)
    shop->products[place].is_sold_singly = FALSE;
  return TRUE;
}

static gboolean
take_offer (PnrPlanDeals *self, PnrBundle *offer, guint extra)
{
  PnrOfferShop shop = self->shop;
  PnrBundleFault fault;

  if (pnr_bundle_find_fault (offer, &fault) || pnr_bundle_find_gap (offer, &fault)
      || shop.n_offers == PNR_OFFER_TABLE_MAX_OFFERS)
    return FALSE;
  for (guint i = 0; i < pnr_bundle_get_n_components (offer); i++)
    if (!take_product (self, offer, pnr_bundle_get_component (offer, i)->product_id, extra, &shop))
      return FALSE;
  shop.offers[shop.n_offers++] = offer;
  if (!pnr_offer_shop_has_room (&shop))
    return FALSE;
  self->shop = shop;
  return TRUE;
}

/* How many products a cart with @other holds beside those of the bundle. */
static guint
count_more (PnrPlanDeals *self, PnrBundle *other)
{
  guint n = 0;

  for (guint i = 0; i < pnr_bundle_get_n_components (other); i++)
    n += !pnr_bundle_has_product (self->bundle, pnr_bundle_get_component (other, i)->product_id);
  return MIN (n, PNR_OFFER_TABLE_MAX_PRODUCTS);
}

static gboolean
is_other (PnrPlanDeals *self, PnrBundle *other)
{
  return pnr_bundle_get_id (other) != pnr_bundle_get_id (self->bundle)
         && pnr_plan_is_neighbour (self->bundle, other);
}

/* Where there is no room for all, those that bring least else along are the likeliest other way. */
static void
gather (PnrPlanDeals *self, guint extra)
{
  self->shop = (PnrOfferShop){ 0 };
  self->extra = extra;
  self->n_left_out = 0;
  if (!take_offer (self, self->bundle, extra))
    return;
  for (guint n_more = 0; n_more <= PNR_OFFER_TABLE_MAX_PRODUCTS; n_more++)
    for (guint i = 0; i < self->contents->bundles->len; i++) {
      PnrBundle *other = g_ptr_array_index (self->contents->bundles, i);

      if (is_other (self, other) && count_more (self, other) == n_more
          && !take_offer (self, other, 0))
        self->n_left_out++;
    }
}

/**
 * pnr_plan_deals_new:
 * @contents: what is planned
 * @bundle: one of its bundles, as it is or as it is being edited
 * @progress: (nullable): asked whether to stop
 * @error: that it was stopped
 *
 * Returns: (transfer full) (nullable): the prices of all carts around @bundle; nothing is searched
 *   where it alone is too large, incomplete or without prices
 */
PnrPlanDeals *
pnr_plan_deals_new (PnrContents *contents, PnrBundle *bundle, PnrProgress *progress, GError **error)
{
  g_autoptr (PnrPlanDeals) self = g_new0 (PnrPlanDeals, 1);

  self->contents = contents;
  self->bundle = bundle;
  gather (self, MOST_EXTRA);
  /* Other offers are worth more than one unit more. */
  if (self->shop.n_offers == 0 || self->n_left_out > 0)
    gather (self, 0);
  if (self->shop.n_offers == 0)
    return g_steal_pointer (&self);
  self->with = pnr_offer_table_new (&self->shop, PNR_OFFER_TABLE_NONE, progress, error);
  if (self->with != NULL)
    self->without = pnr_offer_table_new (&self->shop, 0, progress, error);
  return self->without != NULL ? g_steal_pointer (&self) : NULL;
}

void
pnr_plan_deals_free (PnrPlanDeals *self)
{
  g_clear_pointer (&self->with, pnr_offer_table_free);
  g_clear_pointer (&self->without, pnr_offer_table_free);
  g_free (self);
}

gboolean
pnr_plan_deals_is_searched (PnrPlanDeals *self)
{
  return self->without != NULL;
}

static void
compare_selection (PnrPlanDeals *self, guint content, gint64 own, PnrPlanBestDeal *deal)
{
  guint wanted[PNR_OFFER_TABLE_MAX_PRODUCTS] = { 0 };
  guint best;
  gint64 paid;

  for (guint j = 0; j < self->shop.n_products; j++)
    wanted[j] = pnr_offer_table_get_quantity (self->without, content, j);
  best = pnr_offer_table_find_cheapest (self->without, wanted);
  paid = best != PNR_OFFER_TABLE_NONE ? pnr_offer_table_get_paid (self->without, best)
                                      : PNR_MONEY_UNKNOWN;
  if (deal->n_selections++ > 0
      && (best == PNR_OFFER_TABLE_NONE
          || (deal->best != PNR_OFFER_TABLE_NONE
              && own - paid <= deal->own_minor - deal->best_minor)))
    return;
  deal->selection = content;
  deal->own_minor = own;
  deal->best = best;
  deal->best_minor = paid;
  deal->is_beaten = best != PNR_OFFER_TABLE_NONE && paid < own;
}

/**
 * pnr_plan_deals_find_best:
 * @self: deals that were searched
 * @deal: (out): the cheapest other way to what the bundle is
 *
 * Every selection that a shopper may make of the bundle is compared.
 *
 * Returns: %FALSE where there is nothing to compare: a gift is not bought
 */
gboolean
pnr_plan_deals_find_best (PnrPlanDeals *self, PnrPlanBestDeal *deal)
{
  *deal = (PnrPlanBestDeal){ .best = PNR_OFFER_TABLE_NONE, .best_minor = PNR_MONEY_UNKNOWN };
  if (!pnr_plan_deals_is_searched (self)
      || pnr_bundle_get_kind (self->bundle) == PNR_BUNDLE_KIND_GIFT)
    return FALSE;
  for (guint c = 1; c < pnr_offer_table_get_n_contents (self->with); c++) {
    gint64 own = pnr_offer_table_quote_once (self->with, c, 0);

    if (own != PNR_OFFER_TABLE_NOT_SOLD)
      compare_selection (self, c, own, deal);
  }
  return deal->n_selections > 0;
}

/* A set that is given away has a finding of its own; one that is cheaper than a part of it is what
 * a set is for. */
static void
drop_plain_set (PnrPlanDeals *self, guint *content)
{
  g_autoptr (GArray) proof = NULL;
  int offer;

  if (*content == PNR_OFFER_TABLE_NONE)
    return;
  proof = pnr_offer_table_dup_proof (self->with, *content);
  offer = g_array_index (proof, PnrOfferLine, 0).offer;
  if (proof->len == 1 && offer >= 0 && pnr_bundle_is_plain_set (self->shop.offers[offer]))
    *content = PNR_OFFER_TABLE_NONE;
}

/* Of deals that were searched, carts that make use of the bundle; what a single set at its own
 * price does is left out. */
const PnrOfferExploits *
pnr_plan_deals_find_exploits (PnrPlanDeals *self)
{
  if (!self->has_exploits) {
    pnr_offer_exploits_find (self->with, self->shop.n_offers, 0, &self->exploits);
    drop_plain_set (self, &self->exploits.free);
    drop_plain_set (self, &self->exploits.below_cost);
    drop_plain_set (self, &self->exploits.more);
  }
  self->has_exploits = TRUE;
  return &self->exploits;
}

/* (nullable): of the bundles that a cart makes use of the one that was made first. */
PnrBundle *
pnr_plan_deals_get_first_offer (PnrPlanDeals *self, guint content)
{
  g_autoptr (GArray) proof = pnr_offer_table_dup_proof (self->with, content);
  PnrBundle *first = NULL;

  for (guint i = 0; i < proof->len; i++) {
    const PnrOfferLine *line = &g_array_index (proof, PnrOfferLine, i);
    PnrBundle *offer = line->offer >= 0 ? self->shop.offers[line->offer] : NULL;

    if (offer != NULL && (first == NULL || pnr_bundle_get_id (offer) < pnr_bundle_get_id (first)))
      first = offer;
  }
  return first;
}

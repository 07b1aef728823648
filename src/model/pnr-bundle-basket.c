/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Baskets at the ends of what a bundle allows: the least, the most, just enough for a tier.
 *
 * Where shoppers choose there is no one price; between these two lie all of them. */
#include "config.h"

#include "model/pnr-bundle-basket.h"

#include "base/pnr-money.h"
#include "model/pnr-product.h"

static void
add_units (GArray *basket, gint64 product_id, gint64 quantity)
{
  PnrBasketLine line = { product_id, quantity, PNR_MONEY_UNKNOWN, PNR_MONEY_UNKNOWN };

  if (quantity <= 0)
    return;
  for (guint i = 0; i < basket->len; i++) {
    PnrBasketLine *known = &g_array_index (basket, PnrBasketLine, i);

    if (known->product_id == product_id) {
      known->quantity += quantity;
      return;
    }
  }
  g_array_append_val (basket, line);
}

static gint64
get_price (PnrNounList *products, gint64 product_id)
{
  PnrProduct *product = pnr_noun_list_get_by_id (products, product_id);

  return product != NULL ? pnr_product_get_price_minor (product) : PNR_MONEY_UNKNOWN;
}

/* The cheapest of the choices, or the dearest; each as often as it may be picked. */
static void
add_choices (PnrBundle *self, PnrNounList *products, GArray *basket, gint64 n_units,
             gboolean takes_dearest)
{
  guint n_parts = pnr_bundle_get_n_components (self);
  g_autofree gboolean *is_taken = g_new0 (gboolean, n_parts + 1);

  while (n_units > 0) {
    const PnrComponent *best = NULL;
    guint best_index = 0;
    gint64 quantity;

    for (guint i = 0; i < n_parts; i++) {
      const PnrComponent *component = pnr_bundle_get_component (self, i);
      gint64 price = get_price (products, component->product_id);
      gint64 best_price = best != NULL ? get_price (products, best->product_id) : 0;

      if (component->role != PNR_COMPONENT_ROLE_CHOICE || is_taken[i]
          || (best != NULL && (takes_dearest ? price <= best_price : price >= best_price)))
        continue;
      best = component;
      best_index = i;
    }
    if (best == NULL)
      return;
    is_taken[best_index] = TRUE;
    quantity = MIN (n_units, pnr_component_get_most (best));
    add_units (basket, best->product_id, quantity);
    n_units -= quantity;
  }
}

/* Only sets and add-ons let a shopper leave something out or take more of it. */
static gboolean
is_open (PnrBundle *self, const PnrComponent *component)
{
  return component->is_optional
         || (pnr_bundle_get_kind (self) == PNR_BUNDLE_KIND_ADD_ON
             && component->role != PNR_COMPONENT_ROLE_MAIN);
}

static gboolean
lets_vary (PnrBundle *self)
{
  PnrBundleKind kind = pnr_bundle_get_kind (self);

  return kind <= PNR_BUNDLE_KIND_MIXED || kind == PNR_BUNDLE_KIND_MIX_AND_MATCH
         || kind == PNR_BUNDLE_KIND_ADD_ON;
}

static void
add_parts (PnrBundle *self, GArray *basket, gboolean is_rich)
{
  for (guint i = 0; i < pnr_bundle_get_n_components (self); i++) {
    const PnrComponent *component = pnr_bundle_get_component (self, i);

    if (component->role == PNR_COMPONENT_ROLE_CHOICE || (!is_rich && is_open (self, component)))
      continue;
    if (!lets_vary (self))
      add_units (basket, component->product_id, component->quantity);
    else
      add_units (basket, component->product_id,
                 is_rich ? pnr_component_get_most (component)
                         : pnr_component_get_least (component));
  }
}

static gint64
count_choices (PnrBundle *self, gint64 otherwise, gboolean is_rich)
{
  PnrPriceRule rule = pnr_bundle_get_price_rule (self);

  if (rule.mode != PNR_PRICE_MODE_TIERS || rule.n_tiers == 0)
    return otherwise;
  if (rule.tier_basis != PNR_PRICE_TIER_BASIS_COUNT)
    return 1;
  return MIN (rule.tiers[is_rich ? rule.n_tiers - 1 : 0].start, PNR_COMPONENT_MOST_UNITS);
}

/**
 * pnr_bundle_dup_lean_basket:
 * @self: a bundle
 * @products: the catalogue, for what choices cost
 *
 * Returns: (transfer full) (element-type PnrBasketLine): the least a shopper can take of it:
 *   nothing optional, the cheapest choices, no add-on, the first tier. Prices are not filled in.
 */
GArray *
pnr_bundle_dup_lean_basket (PnrBundle *self, PnrNounList *products)
{
  g_autoptr (GArray) basket = NULL;

  g_return_val_if_fail (PNR_IS_BUNDLE (self), NULL);

  basket = pnr_bundle_dup_tier_basket (self, 0);
  if (basket != NULL && pnr_bundle_get_kind (self) != PNR_BUNDLE_KIND_MIX_AND_MATCH)
    return g_steal_pointer (&basket);
  g_clear_pointer (&basket, g_array_unref);
  basket = g_array_new (FALSE, FALSE, sizeof (PnrBasketLine));
  add_parts (self, basket, FALSE);
  add_choices (self, products, basket,
               count_choices (self, pnr_bundle_get_choice_min (self), FALSE), FALSE);
  return g_steal_pointer (&basket);
}

/**
 * pnr_bundle_dup_rich_basket:
 * @self: a bundle
 * @products: the catalogue, for what choices cost
 *
 * Returns: (transfer full) (element-type PnrBasketLine): the most a shopper can take of it once:
 *   all that is optional, the dearest choices, the last tier. Prices are not filled in.
 */
GArray *
pnr_bundle_dup_rich_basket (PnrBundle *self, PnrNounList *products)
{
  g_autoptr (GArray) basket = NULL;

  g_return_val_if_fail (PNR_IS_BUNDLE (self), NULL);

  basket = pnr_bundle_get_kind (self) == PNR_BUNDLE_KIND_MIX_AND_MATCH
               ? NULL
               : pnr_bundle_dup_tier_basket (self, PNR_PRICE_RULE_MOST_TIERS);
  if (basket != NULL)
    return g_steal_pointer (&basket);
  basket = g_array_new (FALSE, FALSE, sizeof (PnrBasketLine));
  add_parts (self, basket, TRUE);
  add_choices (self, products, basket, count_choices (self, pnr_bundle_get_choice_max (self), TRUE),
               TRUE);
  return g_steal_pointer (&basket);
}

/* Units of one product or of several in turn, or so many different members. */
static void
add_for_tier (PnrBundle *self, GArray *basket, gint64 start)
{
  guint n_parts = pnr_bundle_get_n_components (self);
  gboolean counts_members = pnr_bundle_get_kind (self) == PNR_BUNDLE_KIND_TIERED;
  gint64 n_left = MIN (start, PNR_COMPONENT_MOST_UNITS);

  if (n_parts == 0)
    return;
  for (guint i = 0; n_left > 0 && (!counts_members || i < n_parts); i++, n_left--) {
    const PnrComponent *component = pnr_bundle_get_component (self, i % n_parts);

    add_units (basket, component->product_id, counts_members ? component->quantity : 1);
  }
}

/**
 * pnr_bundle_dup_tier_basket:
 * @self: a bundle
 * @tier: which of its tiers; the last one for any greater number
 *
 * Returns: (transfer full) (nullable) (element-type PnrBasketLine): just enough for the tier, or
 *   %NULL where tiers do not count products
 */
GArray *
pnr_bundle_dup_tier_basket (PnrBundle *self, guint tier)
{
  GArray *basket;
  PnrPriceRule rule;

  g_return_val_if_fail (PNR_IS_BUNDLE (self), NULL);

  rule = pnr_bundle_get_price_rule (self);
  if (rule.mode != PNR_PRICE_MODE_TIERS || rule.tier_basis != PNR_PRICE_TIER_BASIS_COUNT
      || rule.n_tiers == 0)
    return NULL;
  basket = g_array_new (FALSE, FALSE, sizeof (PnrBasketLine));
  add_for_tier (self, basket, rule.tiers[MIN (tier, rule.n_tiers - 1)].start);
  return basket;
}

/**
 * pnr_basket_fill:
 * @basket: (element-type PnrBasketLine): a basket
 * @products: the catalogue
 *
 * Fills in what each product costs, and costs the shop.
 */
void
pnr_basket_fill (GArray *basket, PnrNounList *products)
{
  g_return_if_fail (basket != NULL);

  for (guint i = 0; i < basket->len; i++) {
    PnrBasketLine *line = &g_array_index (basket, PnrBasketLine, i);
    PnrProduct *product = pnr_noun_list_get_by_id (products, line->product_id);

    if (product == NULL)
      continue;
    line->price_minor = pnr_product_get_price_minor (product);
    line->cost_minor = pnr_product_get_cost_minor (product);
  }
}

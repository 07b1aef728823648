/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The basket a bundle is shown by: its price at a glance, its floor, and what is odd about it. */
#include "config.h"

#include "model/pnr-bundle-quote.h"

#include "base/pnr-money.h"
#include "model/pnr-product.h"

#define MILLION 1000000

static PnrBasketLine *
line_for (GArray *basket, gint64 product_id)
{
  PnrBasketLine line = { product_id, 0, PNR_MONEY_UNKNOWN, PNR_MONEY_UNKNOWN };

  for (guint i = 0; i < basket->len; i++)
    if (g_array_index (basket, PnrBasketLine, i).product_id == product_id)
      return &g_array_index (basket, PnrBasketLine, i);
  g_array_append_val (basket, line);
  return &g_array_index (basket, PnrBasketLine, basket->len - 1);
}

/* One of each choice in turn, until there are enough. */
static void
add_choices (PnrBundle *self, GArray *basket, gint64 n_units)
{
  gboolean has_room = TRUE;

  for (gint64 round = 1; has_room && n_units > 0; round++) {
    has_room = FALSE;
    for (guint i = 0; i < pnr_bundle_get_n_components (self) && n_units > 0; i++) {
      const PnrComponent *component = pnr_bundle_get_component (self, i);

      if (component->role != PNR_COMPONENT_ROLE_CHOICE
          || pnr_component_get_most (component) < round)
        continue;
      line_for (basket, component->product_id)->quantity++;
      has_room = TRUE;
      n_units--;
    }
  }
}

/* Enough for the first tier where tiers count units. */
static gint64
count_for_tier (PnrBundle *self, guint tier, gint64 otherwise)
{
  PnrPriceRule rule = pnr_bundle_get_price_rule (self);

  if (rule.mode != PNR_PRICE_MODE_TIERS || rule.tier_basis != PNR_PRICE_TIER_BASIS_COUNT
      || rule.n_tiers == 0)
    return otherwise;
  return MIN (rule.tiers[MIN (tier, rule.n_tiers - 1)].start, PNR_COMPONENT_MOST_UNITS);
}

static GArray *
dup_basket (PnrBundle *self, guint tier)
{
  GArray *basket = g_array_new (FALSE, FALSE, sizeof (PnrBasketLine));
  PnrBundleKind kind = pnr_bundle_get_kind (self);

  for (guint i = 0; i < pnr_bundle_get_n_components (self); i++) {
    const PnrComponent *component = pnr_bundle_get_component (self, i);
    gint64 quantity = component->quantity;

    if (component->role == PNR_COMPONENT_ROLE_CHOICE || component->is_optional)
      continue;
    if (kind == PNR_BUNDLE_KIND_VOLUME)
      quantity = count_for_tier (self, tier, quantity);
    line_for (basket, component->product_id)->quantity += quantity;
  }
  add_choices (self, basket, count_for_tier (self, tier, pnr_bundle_get_choice_min (self)));
  return basket;
}

/* Pure or mixed, with nothing in it that a shopper may choose or change. */
gboolean
pnr_bundle_is_plain_set (PnrBundle *self)
{
  g_return_val_if_fail (PNR_IS_BUNDLE (self), FALSE);

  if (pnr_bundle_get_kind (self) > PNR_BUNDLE_KIND_MIXED)
    return FALSE;
  for (guint i = 0; i < pnr_bundle_get_n_components (self); i++) {
    const PnrComponent *component = pnr_bundle_get_component (self, i);

    if (component->role == PNR_COMPONENT_ROLE_CHOICE || component->is_optional
        || pnr_component_get_least (component) != pnr_component_get_most (component))
      return FALSE;
  }
  return TRUE;
}

/**
 * pnr_bundle_dup_usual_basket:
 * @self: a bundle
 *
 * Returns: (transfer full) (element-type PnrBasketLine): what a shopper takes who changes nothing:
 *   no optional part, the fewest choices, just enough for the first tier. Prices are not filled in.
 */
GArray *
pnr_bundle_dup_usual_basket (PnrBundle *self)
{
  g_return_val_if_fail (PNR_IS_BUNDLE (self), NULL);

  return dup_basket (self, 0);
}

/* What else the order then holds: just enough for a gift. */
gint64
pnr_bundle_get_usual_other_goods_minor (PnrBundle *self)
{
  g_return_val_if_fail (PNR_IS_BUNDLE (self), 0);

  return pnr_bundle_get_kind (self) == PNR_BUNDLE_KIND_GIFT ? pnr_bundle_get_threshold_minor (self)
                                                            : 0;
}

static PnrBundleQuote
quote_basket (PnrBundle *self, GArray *basket, PnrNounList *products)
{
  for (guint i = 0; i < basket->len; i++) {
    PnrBasketLine *line = &g_array_index (basket, PnrBasketLine, i);
    PnrProduct *product = pnr_noun_list_get_by_id (products, line->product_id);

    if (product == NULL)
      continue;
    line->price_minor = pnr_product_get_price_minor (product);
    line->cost_minor = pnr_product_get_cost_minor (product);
  }
  return pnr_bundle_quote (self, (const PnrBasketLine *) basket->data, basket->len,
                           pnr_bundle_get_usual_other_goods_minor (self));
}

static gboolean
is_set (PnrBundle *self)
{
  return pnr_bundle_get_kind (self) <= PNR_BUNDLE_KIND_MIXED
         || pnr_bundle_get_kind (self) == PNR_BUNDLE_KIND_MIX_AND_MATCH;
}

/**
 * pnr_bundle_quote_usual:
 * @self: a bundle
 * @products: the catalogue
 *
 * Returns: what the usual basket costs; a fixed price is known though those of the parts are not
 */
PnrBundleQuote
pnr_bundle_quote_usual (PnrBundle *self, PnrNounList *products)
{
  g_autoptr (GArray) basket = pnr_bundle_dup_usual_basket (self);
  PnrBundleQuote quote = quote_basket (self, basket, products);

  if (quote.price_minor == PNR_MONEY_UNKNOWN && is_set (self)
      && pnr_bundle_get_price_mode (self) == PNR_PRICE_MODE_FIXED) {
    quote.price_minor = pnr_bundle_get_price_value (self);
    if (quote.cost_minor != PNR_MONEY_UNKNOWN)
      quote.margin_minor = quote.price_minor - quote.cost_minor;
  }
  return quote;
}

/**
 * pnr_bundle_find_floor_minor:
 * @self: a bundle
 * @cost_minor: what its basket costs the shop, net, or %PNR_MONEY_UNKNOWN
 * @vat_ppm: tax that prices contain, in millionths of the net price
 *
 * Returns: the least price that leaves the margin floor, or covers the cost where there is no
 *   floor, rounded up; %PNR_MONEY_UNKNOWN where the cost is unknown
 */
gint64
pnr_bundle_find_floor_minor (PnrBundle *self, gint64 cost_minor, gint64 vat_ppm)
{
  gint64 floor_ppm;
  __int128 gross;

  g_return_val_if_fail (PNR_IS_BUNDLE (self), PNR_MONEY_UNKNOWN);

  if (cost_minor == PNR_MONEY_UNKNOWN || cost_minor < 0)
    return PNR_MONEY_UNKNOWN;
  floor_ppm = CLAMP (pnr_bundle_get_margin_floor_ppm (self), 0, MILLION - 1);
  gross = (__int128) cost_minor * (MILLION + vat_ppm);
  gross = (gross + MILLION - floor_ppm - 1) / (MILLION - floor_ppm);
  return gross > G_MAXINT64 ? PNR_MONEY_UNKNOWN : (gint64) gross;
}

/* Of what every shopper gets of it, where something else is in the bundle, too; else 0. Who wants
 * the dearest alone would take the bundle for less and leave the rest. */
static gint64
find_dearest_part (PnrBundle *self, PnrNounList *products)
{
  gint64 dearest = 0;

  if (pnr_bundle_get_n_components (self) < 2)
    return 0;
  for (guint i = 0; i < pnr_bundle_get_n_components (self); i++) {
    const PnrComponent *component = pnr_bundle_get_component (self, i);
    PnrProduct *product = pnr_noun_list_get_by_id (products, component->product_id);

    if (component->role != PNR_COMPONENT_ROLE_CHOICE && !component->is_optional && product != NULL)
      dearest = MAX (dearest, pnr_product_get_price_minor (product));
  }
  return dearest;
}

/**
 * pnr_bundle_quote_guarded:
 * @self: a bundle
 * @products: the catalogue
 *
 * Returns: the price and the cost that must fit: those of the deepest tier
 */
PnrBundleQuote
pnr_bundle_quote_guarded (PnrBundle *self, PnrNounList *products)
{
  g_autoptr (GArray) deepest = dup_basket (self, PNR_PRICE_RULE_MOST_TIERS);
  PnrBundleQuote quote = quote_basket (self, deepest, products);

  if (is_set (self))
    quote.price_minor = pnr_bundle_quote_usual (self, products).price_minor;
  if (deepest->len == 0)
    quote.price_minor = PNR_MONEY_UNKNOWN;
  return quote;
}

/**
 * pnr_bundle_find_breaches:
 * @self: a bundle
 * @products: the catalogue
 * @vat_ppm: tax that prices contain, in millionths of the net price
 *
 * A set must cost more than its dearest part and no more than all of them; every kind must cover
 * its cost and keep its floor, at its deepest tier too. Gifts are paid for by the other goods, of
 * which nothing is known here.
 *
 * Returns: what is not so, as bits; see pnr_bundle_get_exception() for the reason
 */
PnrPriceBreach
pnr_bundle_find_breaches (PnrBundle *self, PnrNounList *products, gint64 vat_ppm)
{
  PnrBundleQuote usual = pnr_bundle_quote_usual (self, products);
  PnrBundleQuote deep = pnr_bundle_quote_guarded (self, products);
  gint64 price = deep.price_minor, cost = deep.cost_minor;
  gint64 floor = pnr_bundle_find_floor_minor (self, cost, vat_ppm);
  PnrPriceBreach breaches = PNR_PRICE_BREACH_NONE;

  if (price == PNR_MONEY_UNKNOWN || pnr_bundle_get_kind (self) == PNR_BUNDLE_KIND_GIFT)
    return breaches;
  if (is_set (self) && usual.list_minor != PNR_MONEY_UNKNOWN && price > usual.list_minor)
    breaches |= PNR_PRICE_BREACH_ABOVE_PARTS;
  if (pnr_bundle_get_kind (self) <= PNR_BUNDLE_KIND_MIXED
      && find_dearest_part (self, products) >= price && find_dearest_part (self, products) > 0)
    breaches |= PNR_PRICE_BREACH_NOT_ABOVE_MAIN;
  if (floor != PNR_MONEY_UNKNOWN && price < floor)
    breaches |= PNR_PRICE_BREACH_BELOW_FLOOR;
  if (cost != PNR_MONEY_UNKNOWN
      && (__int128) price * MILLION < (__int128) cost * (MILLION + vat_ppm))
    breaches |= PNR_PRICE_BREACH_BELOW_COST;
  if (pnr_bundle_get_margin_floor_ppm (self) == PNR_BUNDLE_NO_FLOOR)
    breaches &= ~PNR_PRICE_BREACH_BELOW_FLOOR;
  return breaches;
}

/**
 * pnr_bundle_get_sum_minor:
 * @self: a bundle
 * @products: the catalogue
 *
 * Returns: what the usual basket costs when bought singly, or %PNR_MONEY_UNKNOWN
 */
gint64
pnr_bundle_get_sum_minor (PnrBundle *self, PnrNounList *products)
{
  g_return_val_if_fail (PNR_IS_BUNDLE (self), PNR_MONEY_UNKNOWN);

  return pnr_bundle_quote_usual (self, products).list_minor;
}

gint64
pnr_bundle_get_cost_minor (PnrBundle *self, PnrNounList *products)
{
  g_return_val_if_fail (PNR_IS_BUNDLE (self), PNR_MONEY_UNKNOWN);

  return pnr_bundle_quote_usual (self, products).cost_minor;
}

gint64
pnr_bundle_get_price_minor (PnrBundle *self, PnrNounList *products)
{
  g_return_val_if_fail (PNR_IS_BUNDLE (self), PNR_MONEY_UNKNOWN);

  return pnr_bundle_quote_usual (self, products).price_minor;
}

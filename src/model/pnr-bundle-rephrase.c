/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The same price in other words: another price mode, or the value that comes to a wanted price.
 *
 * The price of every kind only rises, or only falls, with the value of its rule, so the value is
 * found by halving: some twenty quotes of a small basket, whatever the kind makes of the rule. */
#include "config.h"

#include "model/pnr-bundle-rephrase.h"

#include "base/pnr-money.h"
#include "model/pnr-bundle-kind.h"
#include "model/pnr-bundle-quote.h"

#define MILLION 1000000
#define FIRST_DISCOUNT 100000

/* Whether one number says the price. */
gboolean
pnr_bundle_has_price_value (PnrBundle *self)
{
  PnrPriceMode mode;

  g_return_val_if_fail (PNR_IS_BUNDLE (self), FALSE);

  mode = pnr_bundle_get_price_mode (self);
  return mode <= PNR_PRICE_MODE_AMOUNT_OFF || mode == PNR_PRICE_MODE_N_FOR;
}

static gint64
price_at (PnrBundle *self, PnrNounList *products, gint64 value)
{
  pnr_bundle_set_price_value (self, value);
  return pnr_bundle_quote_usual (self, products).price_minor;
}

/* The first value at which the price has come to @price_minor from its start, or gone past it. */
static gint64
find_first (PnrBundle *self, PnrNounList *products, gint64 price_minor, gint64 top,
            gboolean is_strict)
{
  gboolean is_falling = pnr_bundle_get_price_mode (self) == PNR_PRICE_MODE_PERCENT_OFF
                        || pnr_bundle_get_price_mode (self) == PNR_PRICE_MODE_AMOUNT_OFF;
  gint64 low = 0;
  gint64 high = top + 1;

  while (low < high) {
    gint64 middle = low + (high - low) / 2;
    gint64 ahead = price_at (self, products, middle) - price_minor;

    if (is_falling)
      ahead = -ahead;
    if (ahead > 0 || (ahead == 0 && !is_strict))
      high = middle;
    else
      low = middle + 1;
  }
  return low;
}

/* Of all percentages that round to the price, the middle one is what a person would have typed,
 * except at the ends. */
static gint64
find_percentage (PnrBundle *self, PnrNounList *products, gint64 price_minor)
{
  gint64 first = find_first (self, products, price_minor, MILLION, FALSE);
  gint64 after = find_first (self, products, price_minor, MILLION, TRUE);

  if (first == 0 || first > MILLION)
    return MIN (first, MILLION);
  if (after > MILLION)
    return MILLION;
  return after > first ? (first + after - 1) / 2 : first;
}

/* While too little is in the bundle for its rule to apply, no value comes nearer to a price. */
static gint64
get_first_value (PnrBundle *self, gint64 price_minor)
{
  switch (pnr_bundle_get_price_mode (self)) {
  case PNR_PRICE_MODE_PERCENT_OFF:
    return FIRST_DISCOUNT;
  case PNR_PRICE_MODE_AMOUNT_OFF:
    return 0;
  default:
    return price_minor;
  }
}

/**
 * pnr_bundle_aim_at_price:
 * @self: a bundle whose rule has a value
 * @products: the catalogue
 * @price_minor: what its usual basket should cost
 *
 * The rule stays of its mode. A price out of its reach is come as near to as it can.
 */
void
pnr_bundle_aim_at_price (PnrBundle *self, PnrNounList *products, gint64 price_minor)
{
  g_autoptr (PnrBundle) trial = NULL;
  gint64 sum;
  gint64 value;

  g_return_if_fail (PNR_IS_BUNDLE (self));
  g_return_if_fail (pnr_bundle_has_price_value (self));

  trial = pnr_bundle_copy (self);
  sum = pnr_bundle_get_sum_minor (self, products);
  if (price_minor == PNR_MONEY_UNKNOWN)
    value = 0;
  else if (sum == PNR_MONEY_UNKNOWN || sum == 0)
    value = pnr_bundle_get_price_mode (self) == PNR_PRICE_MODE_FIXED ? price_minor : 0;
  else if (price_at (trial, products, 0) == price_at (trial, products, MAX (sum, MILLION)))
    value = get_first_value (self, price_minor);
  else if (pnr_bundle_get_price_mode (self) == PNR_PRICE_MODE_PERCENT_OFF)
    value = find_percentage (trial, products, price_minor);
  else
    value = MIN (find_first (trial, products, price_minor, MAX (sum, price_minor), FALSE),
                 MAX (sum, price_minor));
  pnr_bundle_set_price_value (self, value);
}

static gboolean
is_discounted (PnrBundle *self, const PnrComponent *component)
{
  switch (pnr_bundle_get_kind (self)) {
  case PNR_BUNDLE_KIND_LEADER:
  case PNR_BUNDLE_KIND_BUY_GET:
    return component->role == PNR_COMPONENT_ROLE_REWARD;
  case PNR_BUNDLE_KIND_ADD_ON:
    return component->role != PNR_COMPONENT_ROLE_MAIN;
  default:
    return TRUE;
  }
}

/* Each product that gets cheaper by as much, 0 for none by any percentage of its own. */
static void
set_own_discounts (PnrBundle *self, gint64 off_ppm)
{
  for (guint i = 0; i < pnr_bundle_get_n_components (self); i++) {
    PnrComponent component = *pnr_bundle_get_component (self, i);

    component.off_ppm = is_discounted (self, &component) ? off_ppm : 0;
    pnr_bundle_change_component (self, i, &component);
  }
}

static void
start_tiers (PnrBundle *self, gint64 start, gint64 share_ppm)
{
  PnrPriceTier tiers[] = { { start, share_ppm }, { start + 1, share_ppm } };

  tiers[1].value = MIN (MILLION, share_ppm + FIRST_DISCOUNT / 2);
  pnr_bundle_set_price_mode (self, PNR_PRICE_MODE_TIERS);
  if (pnr_bundle_get_n_tiers (self) > 0)
    return;
  pnr_bundle_set_tier_basis (self, PNR_PRICE_TIER_BASIS_COUNT);
  pnr_bundle_set_tier_effect (self, PNR_PRICE_TIER_EFFECT_PERCENT_OFF);
  pnr_bundle_set_tiers (self, tiers, G_N_ELEMENTS (tiers));
}

/* So many units for what the first tier asks for them. */
static void
start_n_for (PnrBundle *self, PnrNounList *products, PnrPriceRule former)
{
  gint64 price = pnr_bundle_get_price_minor (self, products);
  PnrComponent component;

  pnr_bundle_set_price_mode (self, PNR_PRICE_MODE_N_FOR);
  if (pnr_bundle_get_n_components (self) > 0) {
    component = *pnr_bundle_get_component (self, 0);
    if (former.tier_basis == PNR_PRICE_TIER_BASIS_COUNT && former.n_tiers > 0)
      component.quantity = MIN (former.tiers[0].start, PNR_COMPONENT_MOST_UNITS);
    component.quantity = MAX (2, component.quantity);
    pnr_bundle_change_component (self, 0, &component);
  }
  pnr_bundle_aim_at_price (self, products, price);
}

/* To a mode that one number says, or a number for each product. */
static void
change_to_value (PnrBundle *self, PnrNounList *products, PnrPriceRule former, PnrPriceMode mode)
{
  gboolean is_by_product = mode == PNR_PRICE_MODE_PER_COMPONENT;
  gint64 price = pnr_bundle_get_price_minor (self, products);

  if (former.mode == PNR_PRICE_MODE_PER_COMPONENT)
    set_own_discounts (self, 0);
  /* Tiers say how many are picked; nothing else does without them. */
  if (former.mode == PNR_PRICE_MODE_TIERS && pnr_bundle_get_choice_min (self) == 0
      && pnr_bundle_get_kind (self) == PNR_BUNDLE_KIND_MIX_AND_MATCH)
    pnr_bundle_set_choice (self, 2, 2, 1);
  pnr_bundle_set_price_mode (self, is_by_product ? PNR_PRICE_MODE_PERCENT_OFF : mode);
  pnr_bundle_aim_at_price (self, products, price);
  if (is_by_product) {
    set_own_discounts (self, pnr_bundle_get_price_value (self));
    pnr_bundle_set_price_mode (self, mode);
  }
}

/* What is saved of what it costs singly, or a usual discount where nobody knows. */
static gint64
find_saved_share (PnrBundle *self, PnrNounList *products)
{
  PnrBundleQuote quote = pnr_bundle_quote_usual (self, products);

  if (quote.saving_minor == PNR_MONEY_UNKNOWN || quote.list_minor <= 0)
    return FIRST_DISCOUNT;
  return CLAMP (pnr_money_round_ratio (quote.saving_minor, MILLION, quote.list_minor), 0, MILLION);
}

/**
 * pnr_bundle_change_mode:
 * @self: a bundle
 * @products: the catalogue
 * @mode: another price mode that its kind takes
 *
 * Another way of saying the price keeps the price, as far as it can be said in that way.
 */
void
pnr_bundle_change_mode (PnrBundle *self, PnrNounList *products, PnrPriceMode mode)
{
  PnrPriceRule former;

  g_return_if_fail (PNR_IS_BUNDLE (self));
  g_return_if_fail (pnr_bundle_kind_takes_mode (pnr_bundle_get_kind (self), mode));

  former = pnr_bundle_get_price_rule (self);
  if (former.mode == mode)
    return;
  g_object_freeze_notify (G_OBJECT (self));
  if (mode == PNR_PRICE_MODE_TIERS) {
    gint64 start = former.mode == PNR_PRICE_MODE_N_FOR && pnr_bundle_get_n_components (self) > 0
                       ? pnr_bundle_get_component (self, 0)->quantity
                       : pnr_bundle_get_choice_min (self);

    start_tiers (self, MAX (2, start), find_saved_share (self, products));
  } else if (mode == PNR_PRICE_MODE_N_FOR) {
    start_n_for (self, products, former);
  } else {
    change_to_value (self, products, former, mode);
  }
  g_object_thaw_notify (G_OBJECT (self));
}

/* Of several products a kind that takes one keeps the main one. */
static void
keep_main (PnrBundle *self)
{
  PnrComponent kept = *pnr_bundle_get_component (self, 0);

  for (guint i = pnr_bundle_get_n_components (self); i-- > 0;)
    if (pnr_bundle_get_component (self, i)->role == PNR_COMPONENT_ROLE_MAIN)
      kept = *pnr_bundle_get_component (self, i);
  pnr_bundle_set_components (self, &kept, 1);
}

/**
 * pnr_bundle_turn_into:
 * @self: a bundle
 * @products: the catalogue
 * @kind: another kind
 *
 * Does what pnr_bundle_become() does where the change is meant, and not only the word: a kind of
 * one product keeps the main one, and an amount, which would be about other goods there, goes on
 * as the share that it was.
 */
void
pnr_bundle_turn_into (PnrBundle *self, PnrNounList *products, PnrBundleKind kind)
{
  PnrPriceMode mode;
  gboolean is_among_sets;

  g_return_if_fail (PNR_IS_BUNDLE (self));

  mode = pnr_bundle_get_price_mode (self);
  is_among_sets =
      kind <= PNR_BUNDLE_KIND_MIXED && pnr_bundle_get_kind (self) <= PNR_BUNDLE_KIND_MIXED;
  if (kind == pnr_bundle_get_kind (self))
    return;
  g_object_freeze_notify (G_OBJECT (self));
  if (pnr_bundle_get_n_components (self) > pnr_bundle_kind_get_most_products (kind))
    keep_main (self);
  if (!is_among_sets && (mode == PNR_PRICE_MODE_FIXED || mode == PNR_PRICE_MODE_AMOUNT_OFF))
    pnr_bundle_change_mode (self, products, PNR_PRICE_MODE_PERCENT_OFF);
  pnr_bundle_become (self, kind);
  /* What was free as a gift need not be so as anything else. */
  if (pnr_bundle_get_price_mode (self) == PNR_PRICE_MODE_PERCENT_OFF
      && pnr_bundle_get_price_value (self) == MILLION && kind != PNR_BUNDLE_KIND_GIFT
      && kind != PNR_BUNDLE_KIND_BUY_GET)
    pnr_bundle_set_price_value (self, FIRST_DISCOUNT);
  g_object_thaw_notify (G_OBJECT (self));
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tiers said in other words: by number or by amount, a percentage or an amount off. */
#include "config.h"

#include "model/pnr-bundle-rephrase.h"

#include "base/pnr-money.h"
#include "model/pnr-bundle-basket.h"
#include "model/pnr-component.h"

#define MILLION 1000000
/* Where nothing is known to go by. */
#define USUAL_AMOUNT_MINOR 5000
#define USUAL_STEP_PPM 50000

/* What the goods of a tier cost singly, or %PNR_MONEY_UNKNOWN. */
static gint64
find_list (PnrBundle *self, PnrNounList *products, guint tier)
{
  PnrPriceRule rule = pnr_bundle_get_price_rule (self);
  g_autoptr (GArray) basket = NULL;
  PnrBundleQuote quote;

  if (rule.tier_basis == PNR_PRICE_TIER_BASIS_AMOUNT)
    return rule.tiers[tier].start;
  basket = pnr_bundle_dup_tier_basket (self, tier);
  if (basket == NULL || basket->len == 0)
    return PNR_MONEY_UNKNOWN;
  pnr_basket_fill (basket, products);
  quote = pnr_bundle_quote (self, (const PnrBasketLine *) basket->data, basket->len, 0);
  return quote.list_minor > 0 ? quote.list_minor : PNR_MONEY_UNKNOWN;
}

/* Tiers that contradict themselves would be refused: none starts or gives less than the last. */
static void
set_ascending (PnrBundle *self, PnrPriceRule *rule)
{
  gboolean is_amount = rule->tier_effect == PNR_PRICE_TIER_EFFECT_AMOUNT_OFF
                       && rule->tier_basis == PNR_PRICE_TIER_BASIS_AMOUNT;

  for (guint i = 0; i < rule->n_tiers; i++) {
    PnrPriceTier *tier = &rule->tiers[i];

    if (i > 0 && tier->start <= tier[-1].start)
      tier->start = tier[-1].start + 1;
    if (i > 0 && tier->value < tier[-1].value)
      tier->value = tier[-1].value;
    if (is_amount)
      tier->value = MIN (tier->value, tier->start);
  }
  pnr_bundle_set_tier_basis (self, rule->tier_basis);
  pnr_bundle_set_tier_effect (self, rule->tier_effect);
  pnr_bundle_set_tiers (self, rule->tiers, rule->n_tiers);
}

/**
 * pnr_bundle_change_tier_basis:
 * @self: a bundle with tiers
 * @products: the catalogue
 * @basis: what tiers start at from now on
 *
 * A tier by amount starts where the goods of the tier by number come to.
 */
void
pnr_bundle_change_tier_basis (PnrBundle *self, PnrNounList *products, PnrPriceTierBasis basis)
{
  PnrPriceRule rule;

  g_return_if_fail (PNR_IS_BUNDLE (self));

  rule = pnr_bundle_get_price_rule (self);
  if (rule.tier_basis == basis)
    return;
  for (guint i = 0; i < rule.n_tiers; i++) {
    gint64 list = find_list (self, products, i);

    if (basis == PNR_PRICE_TIER_BASIS_COUNT)
      rule.tiers[i].start = i + 2;
    else
      rule.tiers[i].start = list != PNR_MONEY_UNKNOWN ? list : USUAL_AMOUNT_MINOR * (i + 1);
  }
  rule.tier_basis = basis;
  set_ascending (self, &rule);
}

/**
 * pnr_bundle_change_tier_effect:
 * @self: a bundle with tiers
 * @products: the catalogue
 * @effect: what tiers take off from now on
 *
 * The price of just enough for each tier stays, where it is known.
 */
void
pnr_bundle_change_tier_effect (PnrBundle *self, PnrNounList *products, PnrPriceTierEffect effect)
{
  PnrPriceRule rule;

  g_return_if_fail (PNR_IS_BUNDLE (self));

  rule = pnr_bundle_get_price_rule (self);
  if (rule.tier_effect == effect)
    return;
  for (guint i = 0; i < rule.n_tiers; i++) {
    gint64 *value = &rule.tiers[i].value;
    gint64 list = find_list (self, products, i);

    if (effect == PNR_PRICE_TIER_EFFECT_PERCENT_OFF)
      *value = list != PNR_MONEY_UNKNOWN
                   ? CLAMP (pnr_money_round_ratio (*value, MILLION, list), 0, MILLION)
                   : USUAL_STEP_PPM * (i + 1);
    else
      *value = list != PNR_MONEY_UNKNOWN ? pnr_money_round_ratio (list, *value, MILLION)
                                         : USUAL_AMOUNT_MINOR / 10 * (i + 1);
  }
  rule.tier_effect = effect;
  set_ascending (self, &rule);
}

/* One more, a step above the last. Returns: whether there is room for it. */
gboolean
pnr_bundle_add_tier (PnrBundle *self)
{
  PnrPriceRule rule;
  PnrPriceTier last = { 1, 0 };
  gint64 step;

  g_return_val_if_fail (PNR_IS_BUNDLE (self), FALSE);

  rule = pnr_bundle_get_price_rule (self);
  if (rule.n_tiers >= PNR_PRICE_RULE_MOST_TIERS)
    return FALSE;
  if (rule.n_tiers > 0)
    last = rule.tiers[rule.n_tiers - 1];
  step = rule.tier_basis == PNR_PRICE_TIER_BASIS_COUNT ? 1 : MAX (last.start / 2, 1);
  rule.tiers[rule.n_tiers] = (PnrPriceTier){ last.start + step, last.value };
  if (rule.tier_effect == PNR_PRICE_TIER_EFFECT_PERCENT_OFF)
    rule.tiers[rule.n_tiers].value = MIN (MILLION, last.value + USUAL_STEP_PPM);
  else
    rule.tiers[rule.n_tiers].value += last.value / 2;
  rule.n_tiers++;
  set_ascending (self, &rule);
  return TRUE;
}

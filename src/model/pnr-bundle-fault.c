/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What contradicts itself in a bundle, and what it still lacks to be sold.
 *
 * A fault is refused wherever it comes from. A gap is not: a bundle is made product by product, and
 * a product that leaves the catalogue leaves its bundles too. With a gap it is only not sold. */
#include "config.h"

#include "model/pnr-bundle-fault.h"

#include <glib/gi18n.h>

#include "model/pnr-bundle-kind.h"

#define MILLION 1000000

static gboolean
tell (PnrBundleFault *fault, const char *field, const char *code, const char *sentence)
{
  *fault = (PnrBundleFault){ field, code, sentence };
  return TRUE;
}

static guint
count_role (PnrBundle *self, PnrComponentRole role)
{
  guint n = 0;

  for (guint i = 0; i < pnr_bundle_get_n_components (self); i++)
    n += pnr_bundle_get_component (self, i)->role == role;
  return n;
}

static gboolean
is_twice (PnrBundle *self, guint index)
{
  const PnrComponent *component = pnr_bundle_get_component (self, index);
  gboolean may_have_roles = pnr_bundle_get_kind (self) == PNR_BUNDLE_KIND_BUY_GET;

  for (guint i = 0; i < index; i++) {
    const PnrComponent *other = pnr_bundle_get_component (self, i);

    if (other->product_id == component->product_id
        && (!may_have_roles || other->role == component->role))
      return TRUE;
  }
  return FALSE;
}

static gboolean
has_component_fault (PnrBundle *self, guint index, PnrBundleFault *fault)
{
  const PnrComponent *component = pnr_bundle_get_component (self, index);

  if (!pnr_bundle_kind_takes_role (pnr_bundle_get_kind (self), component->role))
    return tell (fault, "components.role", "role-of-kind",
                 _ ("A bundle of this kind does not know this role. Give the product another one, "
                    "or the bundle another kind."));
  if (is_twice (self, index))
    return tell (fault, "components", "twice",
                 _ ("This product stands twice in the bundle; give it one quantity."));
  if (component->quantity < 1 || component->quantity > PNR_COMPONENT_MOST_UNITS)
    return tell (fault, "components.quantity", "quantity",
                 _ ("A quantity is a whole number from 1 to 999."));
  if (component->min_quantity < 0 || pnr_component_get_least (component) > component->quantity
      || pnr_component_get_most (component) < component->quantity
      || component->max_quantity > PNR_COMPONENT_MOST_UNITS)
    return tell (fault, "components.min", "min-above-max",
                 _ ("The quantity of a product lies from its least to its most, and that is at "
                    "most 999."));
  if (component->off_ppm < 0 || component->off_ppm > MILLION)
    return tell (fault, "components.off", "not-a-share",
                 _ ("From 0 to 100 per cent can be taken off a product."));
  if (component->extra_minor < 0)
    return tell (fault, "components.extra", "negative", _ ("An extra price cannot be negative."));
  if (component->weight < 0 || component->weight > PNR_COMPONENT_MOST_WEIGHT)
    return tell (fault, "components.weight", "weight",
                 _ ("A product's weight in splitting the price is a whole number from 0 to "
                    "1000000."));
  return FALSE;
}

/* How many can be picked when each is picked as often as it may be. */
static gint64
count_pickable (PnrBundle *self)
{
  gint64 n = 0;

  for (guint i = 0; i < pnr_bundle_get_n_components (self); i++) {
    const PnrComponent *component = pnr_bundle_get_component (self, i);

    if (component->role == PNR_COMPONENT_ROLE_CHOICE)
      n += pnr_component_get_most (component);
  }
  return n;
}

static gboolean
has_choice_fault (PnrBundle *self, PnrBundleFault *fault)
{
  gint64 least = pnr_bundle_get_choice_min (self);
  gint64 most = pnr_bundle_get_choice_max (self);
  gint64 step = pnr_bundle_get_choice_step (self);
  guint n_choices = count_role (self, PNR_COMPONENT_ROLE_CHOICE);
  gboolean is_by_tiers = pnr_bundle_get_price_mode (self) == PNR_PRICE_MODE_TIERS;

  if (least < 0 || most < least || most > PNR_COMPONENT_MOST_UNITS || step < 1
      || (most - least) % step != 0)
    return tell (fault, "choice", "choice-range",
                 _ ("What is picked goes from the fewest to the most in whole steps, and that is "
                    "at most 999."));
  if (least > 0
      && !pnr_bundle_kind_takes_role (pnr_bundle_get_kind (self), PNR_COMPONENT_ROLE_CHOICE))
    return tell (fault, "choice", "choice-of-kind",
                 _ ("In a bundle of this kind nothing is picked. Take the choice out, or make it "
                    "mix and match."));
  if (n_choices > 0 && least == 0 && !is_by_tiers)
    return tell (fault, "choice", "choice-missing",
                 _ ("There are choices, and nothing says how many of them are picked."));
  if (n_choices > 1 && least > count_pickable (self))
    return tell (fault, "choice", "n-above-m",
                 _ ("More are to be picked than there are choices. Pick fewer, or add products."));
  if (least < most && pnr_bundle_get_price_mode (self) == PNR_PRICE_MODE_FIXED)
    return tell (fault, "price", "fixed-for-range",
                 _ ("A fixed price is for one number of choices. Let the fewest and the most be "
                    "the same, or take a percentage off."));
  return FALSE;
}

static gboolean
has_tier_fault (const PnrPriceRule *rule, PnrBundleFault *fault)
{
  gboolean is_percent = rule->tier_effect == PNR_PRICE_TIER_EFFECT_PERCENT_OFF;

  if (rule->n_tiers == 0)
    return tell (fault, "price.tiers", "tiers-missing",
                 _ ("A price by tiers needs a tier that says from where on how much is taken "
                    "off."));
  for (guint i = 0; i < rule->n_tiers; i++) {
    const PnrPriceTier *tier = &rule->tiers[i];

    if (tier->start < 1 || (i > 0 && tier->start <= rule->tiers[i - 1].start)
        || (i > 0 && tier->value < rule->tiers[i - 1].value))
      return tell (fault, "price.tiers", "tiers-not-ascending",
                   _ ("Tiers start higher one after the other, the first from 1, and none takes "
                      "less off than the one before."));
    if (tier->value < 0 || (is_percent && tier->value > MILLION))
      return tell (fault, "price.tiers", "not-a-share",
                   _ ("A tier takes from 0 to 100 per cent off, or an amount from 0 on."));
    if (!is_percent && rule->tier_basis == PNR_PRICE_TIER_BASIS_AMOUNT && tier->value > tier->start)
      return tell (fault, "price.tiers", "tier-above-amount",
                   _ ("A tier takes more off than the amount it starts from."));
  }
  return FALSE;
}

static gboolean
has_price_fault (PnrBundle *self, PnrBundleFault *fault)
{
  PnrPriceRule rule = pnr_bundle_get_price_rule (self);
  PnrBundleKind kind = pnr_bundle_get_kind (self);

  if (!pnr_bundle_kind_takes_mode (kind, rule.mode))
    return tell (fault, "price.mode", "mode-of-kind",
                 _ ("A bundle of this kind has no such price. Choose another price mode, or "
                    "another kind."));
  if (rule.mode == PNR_PRICE_MODE_TIERS)
    return has_tier_fault (&rule, fault);
  if (rule.value < 0)
    return tell (fault, "price.value", "negative", _ ("An amount cannot be negative here."));
  if (rule.mode == PNR_PRICE_MODE_PERCENT_OFF && rule.value > MILLION)
    return tell (fault, "price.value", "not-a-share",
                 _ ("From 0 to 100 per cent can be taken off."));
  if (kind == PNR_BUNDLE_KIND_GIFT && rule.value != MILLION)
    return tell (fault, "price.value", "gift-not-free",
                 _ ("A gift is free: 100 per cent off. For something cheaper make it a leader."));
  return FALSE;
}

static gboolean
has_terms_fault (PnrBundle *self, PnrBundleFault *fault)
{
  gboolean is_gift = pnr_bundle_get_kind (self) == PNR_BUNDLE_KIND_GIFT;
  gint64 floor = pnr_bundle_get_margin_floor_ppm (self);
  const char *reason = pnr_bundle_get_exception_reason (self);

  if (is_gift && pnr_bundle_get_threshold_minor (self) <= 0)
    return tell (fault, "threshold", "gift-without-threshold",
                 _ ("Nothing says for how much must be bought to get the gift. Enter an amount."));
  if (!is_gift && pnr_bundle_get_threshold_minor (self) != 0)
    return tell (fault, "threshold", "threshold-of-kind",
                 _ ("Only a gift with purchase asks for an amount. Take it out, or make the bundle "
                    "a gift."));
  if (pnr_bundle_get_max_uses (self) < 0 || pnr_bundle_get_max_uses (self) > G_MAXINT32)
    return tell (fault, "max_uses", "max-uses",
                 _ ("How often an order may use the bundle is a whole number, or 0 for any."));
  if (floor != PNR_BUNDLE_NO_FLOOR && (floor < 0 || floor >= MILLION))
    return tell (fault, "margin_floor", "not-a-share",
                 _ ("A margin floor is a share from 0 to below 1."));
  if (pnr_bundle_get_exception (self) == PNR_PRICE_EXCEPTION_OTHER
      && (reason == NULL || *reason == '\0'))
    return tell (fault, "exception.reason", "reason-missing",
                 _ ("An exception needs its reason in words."));
  return FALSE;
}

/* What gets cheaper, but because of nothing. */
static gboolean
has_anchor_fault (PnrBundle *self, PnrBundleFault *fault)
{
  PnrBundleKind kind = pnr_bundle_get_kind (self);
  guint n_mains = count_role (self, PNR_COMPONENT_ROLE_MAIN);

  if (kind == PNR_BUNDLE_KIND_VOLUME && n_mains > 1)
    return tell (fault, "components", "one-product",
                 _ ("A volume price counts one product. For several choose tiered, or mix and "
                    "match."));
  if ((kind == PNR_BUNDLE_KIND_LEADER || kind == PNR_BUNDLE_KIND_BUY_GET
       || kind == PNR_BUNDLE_KIND_ADD_ON)
      && n_mains == 0 && pnr_bundle_get_n_components (self) > 0)
    return tell (fault, "components", "anchor-missing",
                 _ ("Nothing says what must be bought for it. Make one product the main one."));
  return FALSE;
}

/**
 * pnr_bundle_find_fault:
 * @self: a bundle
 * @fault: (out): where it is and what to do
 *
 * Returns: whether something in the bundle contradicts itself or its kind
 */
gboolean
pnr_bundle_find_fault (PnrBundle *self, PnrBundleFault *fault)
{
  g_return_val_if_fail (PNR_IS_BUNDLE (self), FALSE);

  for (guint i = 0; i < pnr_bundle_get_n_components (self); i++)
    if (has_component_fault (self, i, fault))
      return TRUE;
  return has_anchor_fault (self, fault) || has_price_fault (self, fault)
         || has_choice_fault (self, fault) || has_terms_fault (self, fault);
}

/**
 * pnr_bundle_find_gap:
 * @self: a bundle
 * @fault: (out): what is missing
 *
 * Returns: whether the bundle lacks a product without which nobody can buy it
 */
gboolean
pnr_bundle_find_gap (PnrBundle *self, PnrBundleFault *fault)
{
  static const struct {
    PnrBundleKind kind;
    PnrComponentRole role;
    guint least;
    const char *sentence;
  } needs[] = {
    { PNR_BUNDLE_KIND_LEADER, PNR_COMPONENT_ROLE_REWARD, 1,
      N_ ("A leader needs a product that gets cheaper. Add it as the reward.") },
    { PNR_BUNDLE_KIND_MIX_AND_MATCH, PNR_COMPONENT_ROLE_CHOICE, 2,
      N_ ("Mix and match needs at least two choices. Add products to pick from.") },
    { PNR_BUNDLE_KIND_TIERED, PNR_COMPONENT_ROLE_AUXILIARY, 2,
      N_ ("Tiers by number of products need at least two of them. Add products.") },
    { PNR_BUNDLE_KIND_BUY_GET, PNR_COMPONENT_ROLE_REWARD, 1,
      N_ ("Nothing says what is got. Add the reward, which may be the same product.") },
    { PNR_BUNDLE_KIND_ADD_ON, PNR_COMPONENT_ROLE_AUXILIARY, 1,
      N_ ("An add-on needs a product that is offered beside the main one. Add it.") },
  };

  g_return_val_if_fail (PNR_IS_BUNDLE (self), FALSE);

  if (pnr_bundle_get_n_components (self) == 0)
    return tell (fault, "components", "empty", _ ("A bundle needs a component."));
  for (guint i = 0; i < G_N_ELEMENTS (needs); i++)
    if (needs[i].kind == pnr_bundle_get_kind (self)
        && count_role (self, needs[i].role) < needs[i].least)
      return tell (fault, "components", "incomplete", _ (needs[i].sentence));
  return FALSE;
}

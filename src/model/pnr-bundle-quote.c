/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a basket costs under one bundle: the price, what is saved, what is earned.
 *
 * Every kind comes down to the same two questions: which units of the basket the rule takes, and
 * how much comes off them. Units that it does not take stay at their own price. All is integer
 * arithmetic; percentages of single components and of tiers are rounded line by line, half away
 * from zero, as shops do. */
#include "config.h"

#include "model/pnr-bundle-quote.h"

#include "base/pnr-money.h"
#include "model/pnr-product.h"

#define MILLION 1000000
#define ANY_NUMBER G_MAXINT64

/* @units: how many units of each component the rule takes. */
typedef struct {
  PnrBundle *bundle;
  PnrPriceRule rule;
  const PnrBasketLine *lines;
  guint n_lines;
  guint n_parts;
  gint64 *units;
  gint64 n_uses;
  gint64 next_start;
} Quoting;

static gboolean
add_up (const PnrBasketLine *lines, guint n_lines, gboolean is_cost, gint64 *sum)
{
  *sum = 0;
  for (guint i = 0; i < n_lines; i++) {
    gint64 amount = is_cost ? lines[i].cost_minor : lines[i].price_minor;

    if (lines[i].quantity == 0)
      continue;
    if (amount == PNR_MONEY_UNKNOWN || __builtin_mul_overflow (amount, lines[i].quantity, &amount)
        || __builtin_add_overflow (*sum, amount, sum)) {
      *sum = PNR_MONEY_UNKNOWN;
      return FALSE;
    }
  }
  return TRUE;
}

static const PnrComponent *
part_at (const Quoting *self, guint index)
{
  return pnr_bundle_get_component (self->bundle, index);
}

static const PnrBasketLine *
line_of (const Quoting *self, gint64 product_id)
{
  for (guint i = 0; i < self->n_lines; i++)
    if (self->lines[i].product_id == product_id)
      return &self->lines[i];
  return NULL;
}

static gint64
quantity_of (const Quoting *self, guint part)
{
  const PnrBasketLine *line = line_of (self, part_at (self, part)->product_id);

  return line != NULL ? line->quantity : 0;
}

static gint64
price_of (const Quoting *self, guint part)
{
  const PnrBasketLine *line = line_of (self, part_at (self, part)->product_id);

  return line != NULL ? line->price_minor : 0;
}

static gint64
cap_uses (const Quoting *self, gint64 n_uses)
{
  gint64 most = pnr_bundle_get_max_uses (self->bundle);

  return most > 0 ? MIN (n_uses, most) : n_uses;
}

static gint64
clamp_saving (__int128 saving)
{
  return (gint64) CLAMP (saving, -(__int128) G_MAXINT64, (__int128) G_MAXINT64);
}

/* What comes off the taken units by the percentages of their own. */
static gint64
own_saving (const Quoting *self, guint part, gint64 list)
{
  return pnr_money_round_ratio (list, part_at (self, part)->off_ppm, MILLION);
}

/* The units a fixed price pays for; what a shopper adds to them is paid for beside it. */
static gint64
included_units (const Quoting *self, guint part)
{
  const PnrComponent *component = part_at (self, part);

  if (component->role == PNR_COMPONENT_ROLE_CHOICE)
    return self->units[part];
  return MIN (self->units[part], component->quantity * self->n_uses);
}

/* @list, @own: of the units that the bundle's own rule takes; those with a percentage of their own
 * are in @own alone. */
static __int128
saving_by_rule (const Quoting *self, gint64 list, gint64 own)
{
  switch (self->rule.mode) {
  case PNR_PRICE_MODE_FIXED:
    return list - (__int128) self->rule.value * self->n_uses;
  case PNR_PRICE_MODE_PERCENT_OFF:
    return (__int128) pnr_money_round_ratio (list, self->rule.value, MILLION) + own;
  case PNR_PRICE_MODE_AMOUNT_OFF:
    return MIN ((__int128) list, (__int128) self->rule.value * self->n_uses);
  case PNR_PRICE_MODE_PER_COMPONENT:
    return own;
  default:
    return 0;
  }
}

static gboolean
is_percentage (PnrPriceMode mode)
{
  return mode == PNR_PRICE_MODE_PERCENT_OFF || mode == PNR_PRICE_MODE_PER_COMPONENT;
}

/* What comes off the taken units of all components, less what they cost extra. @least: what is not
 * undercut, as a discount never makes anything dearer. */
static gint64
saving_of_parts (const Quoting *self, gint64 least)
{
  gint64 list = 0;
  gint64 own = 0;
  __int128 extra = 0;

  for (guint i = 0; i < self->n_parts; i++) {
    const PnrComponent *component = part_at (self, i);
    gint64 price = price_of (self, i);

    if (self->units[i] == 0)
      continue;
    extra += (__int128) component->extra_minor * self->units[i];
    if (self->rule.mode == PNR_PRICE_MODE_FIXED)
      list += price * included_units (self, i);
    else if (is_percentage (self->rule.mode) && component->off_ppm > 0)
      own += own_saving (self, i, price * self->units[i]);
    else
      list += price * self->units[i];
  }
  return MAX (least, clamp_saving (saving_by_rule (self, list, own) - extra));
}

/* How often the parts that must be there allow the bundle. */
static gint64
count_uses_of_parts (const Quoting *self)
{
  gint64 n_uses = ANY_NUMBER;

  for (guint i = 0; i < self->n_parts; i++) {
    const PnrComponent *component = part_at (self, i);

    if (!component->is_optional && component->role != PNR_COMPONENT_ROLE_CHOICE)
      n_uses = MIN (n_uses, quantity_of (self, i) / pnr_component_get_least (component));
  }
  return n_uses;
}

static gint64
count_choices (const Quoting *self, gint64 n_uses)
{
  gint64 n_units = 0;

  for (guint i = 0; i < self->n_parts; i++) {
    const PnrComponent *component = part_at (self, i);
    gint64 most;

    if (component->role != PNR_COMPONENT_ROLE_CHOICE)
      continue;
    if (__builtin_mul_overflow (pnr_component_get_most (component), n_uses, &most))
      most = ANY_NUMBER;
    n_units += MIN (quantity_of (self, i), most);
  }
  return n_units;
}

/* A damaged plan may say any number. */
static gint64
bounded (gint64 n_units)
{
  return CLAMP (n_units, 0, PNR_COMPONENT_MOST_UNITS);
}

/* Choices come in steps from the fewest; the dearest are taken first, which is best for the
 * shopper. */
static void
take_choices (Quoting *self)
{
  gint64 least = bounded (pnr_bundle_get_choice_min (self->bundle)) * self->n_uses;
  gint64 most = bounded (pnr_bundle_get_choice_max (self->bundle)) * self->n_uses;
  gint64 step = MAX (1, pnr_bundle_get_choice_step (self->bundle));
  gint64 left = MIN (most, count_choices (self, self->n_uses));

  left = least + (left - least) / step * step;
  while (left > 0) {
    gint64 dearest_price = -1;
    guint dearest = self->n_parts;

    for (guint i = 0; i < self->n_parts; i++) {
      const PnrComponent *component = part_at (self, i);

      if (component->role == PNR_COMPONENT_ROLE_CHOICE && self->units[i] == 0
          && quantity_of (self, i) > 0 && price_of (self, i) > dearest_price) {
        dearest_price = price_of (self, i);
        dearest = i;
      }
    }
    if (dearest == self->n_parts)
      return;
    self->units[dearest] =
        MIN (left, MIN (quantity_of (self, dearest),
                        pnr_component_get_most (part_at (self, dearest)) * self->n_uses));
    left -= self->units[dearest];
  }
}

/* Of an optional part some of the bundles hold it and some do not. */
static gint64
units_of_part (const Quoting *self, guint part)
{
  const PnrComponent *component = part_at (self, part);
  gint64 quantity = quantity_of (self, part);
  gint64 n_holding = MIN (self->n_uses, quantity / pnr_component_get_least (component));

  return MIN (quantity, n_holding * pnr_component_get_most (component));
}

/* Pure, mixed, mix and match: sets, as often as the basket holds them. */
static gint64
quote_set (Quoting *self)
{
  gint64 choice_min = bounded (pnr_bundle_get_choice_min (self->bundle));
  gint64 n_uses = cap_uses (self, count_uses_of_parts (self));

  if (choice_min > 0)
    n_uses = MIN (n_uses, count_choices (self, ANY_NUMBER) / choice_min);
  /* With nothing but optional parts it is one set. */
  if (n_uses == ANY_NUMBER)
    n_uses = 1;
  while (n_uses > 0 && count_choices (self, n_uses) < n_uses * choice_min)
    n_uses--;
  self->n_uses = n_uses;
  if (n_uses == 0)
    return 0;
  for (guint i = 0; i < self->n_parts; i++)
    if (part_at (self, i)->role != PNR_COMPONENT_ROLE_CHOICE)
      self->units[i] = units_of_part (self, i);
  if (choice_min > 0)
    take_choices (self);
  return saving_of_parts (self, -G_MAXINT64);
}

static gint64
need_of (const Quoting *self, gint64 product_id)
{
  gint64 need = 0;

  for (guint i = 0; i < self->n_parts; i++)
    if (part_at (self, i)->product_id == product_id)
      need += part_at (self, i)->quantity;
  return need;
}

/* Leader, buy-get: anchors and rewards must all be there; two A and one B make one pair, and where
 * A is B, buy two and get one takes three. */
static gint64
quote_reward (Quoting *self)
{
  gint64 n_uses = ANY_NUMBER;

  for (guint i = 0; i < self->n_parts; i++)
    n_uses = MIN (n_uses, quantity_of (self, i) / need_of (self, part_at (self, i)->product_id));
  self->n_uses = n_uses == ANY_NUMBER ? 0 : cap_uses (self, n_uses);
  for (guint i = 0; i < self->n_parts; i++)
    if (part_at (self, i)->role == PNR_COMPONENT_ROLE_REWARD)
      self->units[i] = part_at (self, i)->quantity * self->n_uses;
  return self->n_uses > 0 ? saving_of_parts (self, 0) : 0;
}

/* Tiered counts the members that are there, volume and mix and match count units. */
static gint64
measure_tier (const Quoting *self, gint64 list)
{
  gboolean counts_members = pnr_bundle_get_kind (self->bundle) == PNR_BUNDLE_KIND_TIERED;
  gint64 count = 0;

  if (self->rule.tier_basis == PNR_PRICE_TIER_BASIS_AMOUNT)
    return list;
  for (guint i = 0; i < self->n_parts; i++)
    count += counts_members ? quantity_of (self, i) >= part_at (self, i)->quantity
                            : quantity_of (self, i);
  return count;
}

static gint64
quote_tiers (Quoting *self)
{
  gint64 list = 0;
  gint64 saving = 0;
  const PnrPriceTier *tier;

  for (guint i = 0; i < self->n_parts; i++)
    list += price_of (self, i) * quantity_of (self, i);
  tier = pnr_price_rule_find_tier (&self->rule, measure_tier (self, list));
  self->next_start = pnr_price_rule_get_next_start (&self->rule, measure_tier (self, list));
  if (tier == NULL)
    return 0;
  self->n_uses = 1;
  if (self->rule.tier_effect == PNR_PRICE_TIER_EFFECT_AMOUNT_OFF)
    return MIN (list, tier->value);
  for (guint i = 0; i < self->n_parts; i++)
    saving +=
        pnr_money_round_ratio (price_of (self, i) * quantity_of (self, i), tier->value, MILLION);
  return saving;
}

/* N for X: what is left over after the last full N stays at its own price. */
static gint64
quote_n_for (Quoting *self)
{
  gint64 n = self->n_parts > 0 ? part_at (self, 0)->quantity : 1;
  __int128 saving;

  if (self->n_parts == 0)
    return 0;
  self->n_uses = cap_uses (self, quantity_of (self, 0) / n);
  self->next_start = (quantity_of (self, 0) / n + 1) * n;
  saving = ((__int128) price_of (self, 0) * n - self->rule.value) * self->n_uses;
  return MAX (0, clamp_saving (saving));
}

/* The gift itself is not paid for, so it does not help to reach the amount. */
static gint64
quote_gift (Quoting *self, gint64 goods_minor)
{
  gint64 threshold = pnr_bundle_get_threshold_minor (self->bundle);
  gint64 saving = 0;
  gint64 paid;

  for (guint i = 0; i < self->n_parts; i++)
    saving += price_of (self, i) * MIN (quantity_of (self, i), part_at (self, i)->quantity);
  if (__builtin_sub_overflow (goods_minor, saving, &paid) || paid < threshold) {
    self->next_start = threshold;
    return 0;
  }
  self->n_uses = 1;
  return saving;
}

static gint64
saving_of_add_on (const Quoting *self, guint part)
{
  const PnrComponent *component = part_at (self, part);
  gint64 price = price_of (self, part);
  gint64 list = price * self->units[part];
  __int128 saving;

  switch (self->rule.mode) {
  case PNR_PRICE_MODE_FIXED:
    saving = list - (__int128) self->rule.value * self->units[part];
    break;
  case PNR_PRICE_MODE_AMOUNT_OFF:
    saving = (__int128) MIN (price, self->rule.value) * self->units[part];
    break;
  default:
    saving = self->rule.mode == PNR_PRICE_MODE_PERCENT_OFF && component->off_ppm == 0
                 ? pnr_money_round_ratio (list, self->rule.value, MILLION)
                 : own_saving (self, part, list);
  }
  saving -= (__int128) component->extra_minor * self->units[part];
  return MAX (0, clamp_saving (saving));
}

/* Each part is offered by itself, for every anchor once. */
static gint64
quote_add_on (Quoting *self)
{
  gint64 n_uses = ANY_NUMBER;
  gint64 saving = 0;

  for (guint i = 0; i < self->n_parts; i++)
    if (part_at (self, i)->role == PNR_COMPONENT_ROLE_MAIN)
      n_uses = MIN (n_uses, quantity_of (self, i) / part_at (self, i)->quantity);
  n_uses = n_uses == ANY_NUMBER ? 0 : cap_uses (self, n_uses);
  for (guint i = 0; i < self->n_parts; i++) {
    const PnrComponent *component = part_at (self, i);

    if (component->role == PNR_COMPONENT_ROLE_MAIN)
      continue;
    self->units[i] = MIN (quantity_of (self, i), pnr_component_get_most (component) * n_uses);
    saving += saving_of_add_on (self, i);
    self->n_uses = MAX (self->n_uses, self->units[i] > 0 ? n_uses : 0);
  }
  return saving;
}

static gint64
find_saving (Quoting *self, gint64 goods_minor)
{
  if (self->rule.mode == PNR_PRICE_MODE_TIERS)
    return quote_tiers (self);
  if (self->rule.mode == PNR_PRICE_MODE_N_FOR)
    return quote_n_for (self);
  switch (pnr_bundle_get_kind (self->bundle)) {
  case PNR_BUNDLE_KIND_LEADER:
  case PNR_BUNDLE_KIND_BUY_GET:
    return quote_reward (self);
  case PNR_BUNDLE_KIND_GIFT:
    return quote_gift (self, goods_minor);
  case PNR_BUNDLE_KIND_ADD_ON:
    return quote_add_on (self);
  default:
    return quote_set (self);
  }
}

/* Nothing of a pure bundle is sold singly, so a part that no bundle took cannot be bought. */
static gboolean
is_sold (const Quoting *self)
{
  if (pnr_bundle_get_kind (self->bundle) != PNR_BUNDLE_KIND_PURE)
    return TRUE;
  for (guint i = 0; i < self->n_parts; i++)
    if (self->units[i] != quantity_of (self, i))
      return FALSE;
  return TRUE;
}

/**
 * pnr_bundle_quote:
 * @self: a bundle that pnr_bundle_find_fault() has nothing against
 * @lines: (array length=n_lines): a basket; other products than the bundle's may be in it
 * @n_lines: how many products it holds
 * @other_goods_minor: what else is paid for in the order, for gifts that ask for an amount
 *
 * Returns: what the basket costs with this bundle on offer and no other. Where a price is unknown
 *   so are list, price and saving, where a cost is, the margin.
 */
PnrBundleQuote
pnr_bundle_quote (PnrBundle *self, const PnrBasketLine *lines, guint n_lines,
                  gint64 other_goods_minor)
{
  PnrBundleQuote quote = { .list_minor = PNR_MONEY_UNKNOWN,
                           .price_minor = PNR_MONEY_UNKNOWN,
                           .saving_minor = PNR_MONEY_UNKNOWN,
                           .cost_minor = PNR_MONEY_UNKNOWN,
                           .margin_minor = PNR_MONEY_UNKNOWN,
                           .is_sold = TRUE };
  guint n_parts = pnr_bundle_get_n_components (self);
  g_autofree gint64 *units = g_new0 (gint64, MAX (1, n_parts));
  Quoting quoting = {
    self, pnr_bundle_get_price_rule (self), lines, n_lines, n_parts, units, 0, 0
  };
  gint64 goods;

  if (add_up (lines, n_lines, FALSE, &quote.list_minor)
      && !__builtin_add_overflow (quote.list_minor, other_goods_minor, &goods)) {
    quote.saving_minor = find_saving (&quoting, goods);
    quote.saving_minor = MIN (quote.saving_minor, quote.list_minor);
    quote.is_sold = is_sold (&quoting);
    if (__builtin_sub_overflow (quote.list_minor, quote.saving_minor, &quote.price_minor))
      quote.saving_minor = quote.price_minor = PNR_MONEY_UNKNOWN;
  }
  if (add_up (lines, n_lines, TRUE, &quote.cost_minor) && quote.price_minor != PNR_MONEY_UNKNOWN)
    quote.margin_minor = quote.price_minor - quote.cost_minor;
  quote.n_uses = quoting.n_uses;
  quote.next_start = quoting.next_start;
  return quote;
}

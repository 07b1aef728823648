/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How a bundle's price follows from its parts: fixed, off the sum, by component, by tiers. */
#include "config.h"

#include "model/pnr-price-rule.h"

#include "base/pnr-money.h"

#define MILLION 1000000

/**
 * pnr_price_rule_apply:
 * @rule: a rule that looks at nothing but the sum: fixed, per cent off or amount off
 * @sum_minor: what the parts cost singly, or %PNR_MONEY_UNKNOWN
 *
 * Returns: the bundle's price in minor units, never below zero; %PNR_MONEY_UNKNOWN when the rule
 *   needs a sum that is unknown, or more than a sum
 */
gint64
pnr_price_rule_apply (PnrPriceRule rule, gint64 sum_minor)
{
  if (rule.mode == PNR_PRICE_MODE_FIXED)
    return rule.value;
  if (sum_minor == PNR_MONEY_UNKNOWN || rule.mode > PNR_PRICE_MODE_AMOUNT_OFF)
    return PNR_MONEY_UNKNOWN;
  if (rule.mode == PNR_PRICE_MODE_PERCENT_OFF)
    return MAX (0, sum_minor - pnr_money_round_ratio (sum_minor, rule.value, MILLION));
  return MAX (0, sum_minor - rule.value);
}

/**
 * pnr_price_rule_find_tier:
 * @rule: a rule with tiers, ascending
 * @measure: how many, or for how much
 *
 * A tier holds until the next one starts: four units between the tiers of three and six get that
 * of three.
 *
 * Returns: (transfer none) (nullable): the tier that holds, %NULL below the first
 */
const PnrPriceTier *
pnr_price_rule_find_tier (const PnrPriceRule *rule, gint64 measure)
{
  const PnrPriceTier *found = NULL;

  for (guint i = 0; i < rule->n_tiers && rule->tiers[i].start <= measure; i++)
    found = &rule->tiers[i];
  return found;
}

/* Where the next better tier starts; 0 in the last one. */
gint64
pnr_price_rule_get_next_start (const PnrPriceRule *rule, gint64 measure)
{
  for (guint i = 0; i < rule->n_tiers; i++)
    if (rule->tiers[i].start > measure)
      return rule->tiers[i].start;
  return 0;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How a bundle's price follows from the sum of its parts: fixed, per cent off, amount off. */
#include "config.h"

#include "model/pnr-price-rule.h"

#include "base/pnr-money.h"

#define MILLION 1000000

/**
 * pnr_price_rule_apply:
 * @rule: a rule
 * @sum_minor: what the parts cost singly, or %PNR_MONEY_UNKNOWN
 *
 * Returns: the bundle's price in minor units, never below zero; %PNR_MONEY_UNKNOWN when the rule
 *   needs a sum that is unknown
 */
gint64
pnr_price_rule_apply (PnrPriceRule rule, gint64 sum_minor)
{
  if (rule.mode == PNR_PRICE_MODE_FIXED)
    return rule.value;
  if (sum_minor == PNR_MONEY_UNKNOWN)
    return PNR_MONEY_UNKNOWN;
  if (rule.mode == PNR_PRICE_MODE_PERCENT_OFF)
    return MAX (0, sum_minor - pnr_money_round_ratio (sum_minor, rule.value, MILLION));
  return MAX (0, sum_minor - rule.value);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How a bundle's price follows from its parts: fixed, off the sum, by component, by tiers. */
#pragma once

#include "model/pnr-kinds.h"

G_BEGIN_DECLS

#define PNR_PRICE_RULE_MOST_TIERS 8

/* @start: a number or an amount in minor units; the tier holds from there up to the next one.
 * @value: millionths or minor units off. */
typedef struct {
  gint64 start;
  gint64 value;
} PnrPriceTier;

/* @value: minor units for fixed, amount off and N for; millionths of the sum for per cent off;
 * nothing for the others. Tiers count only in their own mode. */
typedef struct {
  PnrPriceMode mode;
  gint64 value;
  PnrPriceTierBasis tier_basis;
  PnrPriceTierEffect tier_effect;
  guint n_tiers;
  PnrPriceTier tiers[PNR_PRICE_RULE_MOST_TIERS];
} PnrPriceRule;

gint64 pnr_price_rule_apply (PnrPriceRule rule, gint64 sum_minor);
const PnrPriceTier *pnr_price_rule_find_tier (const PnrPriceRule *rule, gint64 measure);
gint64 pnr_price_rule_get_next_start (const PnrPriceRule *rule, gint64 measure);

G_END_DECLS

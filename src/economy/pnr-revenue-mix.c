/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A change of revenue as more goods, dearer goods and higher prices.
 *
 *   volume = (Q1 - Q0) R0 / Q0: the same goods, more of them;
 *   price  = sum over products sold in both periods of q1 (p1 - p0);
 *   mix    = the rest: the same number of goods, but others.
 * A cross-sell shows as volume, an upsell as mix. */
#include "config.h"

#include "economy/pnr-revenue-mix.h"

#include "base/pnr-money.h"

/**
 * pnr_revenue_mix_decompose:
 * @lines: (array length=n_lines): every product of either period, counts not negative
 * @n_lines: how many products
 *
 * Volume and price are rounded half away from zero, price once per product; mix takes what remains,
 * so the sum is exact. Where nothing was sold before, everything is volume.
 *
 * Returns: the three effects
 */
PnrRevenueMix
pnr_revenue_mix_decompose (const PnrRevenueLine *lines, gsize n_lines)
{
  gint64 units_before = 0, units_after = 0, before = 0, after = 0, price = 0;
  PnrRevenueMix mix = { 0 };

  for (gsize i = 0; i < n_lines; i++) {
    const PnrRevenueLine *line = &lines[i];

    units_before += line->units_before;
    units_after += line->units_after;
    before += line->revenue_before_minor;
    after += line->revenue_after_minor;
    if (line->units_before > 0 && line->units_after > 0)
      price += line->revenue_after_minor
               - pnr_money_round_ratio (line->revenue_before_minor, line->units_after,
                                        line->units_before);
  }
  mix.change_minor = after - before;
  mix.volume_minor = units_before > 0
                         ? pnr_money_round_ratio (before, units_after - units_before, units_before)
                         : mix.change_minor;
  mix.price_minor = units_before > 0 ? price : 0;
  mix.mix_minor = mix.change_minor - mix.volume_minor - mix.price_minor;
  return mix;
}

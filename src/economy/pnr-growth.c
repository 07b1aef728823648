/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where revenue growth came from: customers, orders each, items each, price each.
 *
 * Revenue is the product of the four factors. The change R1 - R0 is shared by their logarithms,
 *   part_k = L (R1, R0) ln (f1_k / f0_k),   L (a, b) = (a - b) / ln (a / b),
 * the logarithmic mean Divisia index (Ang 2004, Energy Policy 32: 1131-1139): it leaves no residual
 * and does not depend on the order of the factors. */
#include "config.h"

#include "economy/pnr-growth.h"

#include <math.h>

static gboolean
is_consistent (const gint64 counts[PNR_N_GROWTH])
{
  for (int k = 0; k < PNR_N_GROWTH; k++)
    if (counts[k] < 0 || (k > 0 && counts[k - 1] == 0 && counts[k] != 0))
      return FALSE;
  return TRUE;
}

/* Cuts the exact parts to whole minor units; what is left goes to the largest fractions cut off. */
static void
round_parts (const double exact[PNR_N_GROWTH], PnrGrowth *growth)
{
  double fraction[PNR_N_GROWTH];
  gint64 left = growth->change_minor;

  for (int k = 0; k < PNR_N_GROWTH; k++) {
    growth->parts_minor[k] = (gint64) floor (exact[k]);
    fraction[k] = exact[k] - floor (exact[k]);
    left -= growth->parts_minor[k];
  }
  while (left != 0) {
    gint64 step = left > 0 ? 1 : -1;
    int chosen = 0;

    for (int k = 1; k < PNR_N_GROWTH; k++)
      if (step * fraction[k] > step * fraction[chosen])
        chosen = k;
    growth->parts_minor[chosen] += step;
    fraction[chosen] -= (double) step;
    left -= step;
  }
}

/**
 * pnr_growth_decompose:
 * @before: the earlier period
 * @after: the later period
 * @growth: (out): the change and what each factor contributed
 *
 * The parts are rounded by largest remainder, the earlier factor first where fractions are equal.
 * Where a period has no revenue the logarithms do not exist; in the limit the whole change belongs
 * to the factor that is zero, the first of them.
 *
 * Returns: %FALSE where counts contradict each other, as orders without customers do
 */
gboolean
pnr_growth_decompose (const PnrGrowthPeriod *before, const PnrGrowthPeriod *after,
                      PnrGrowth *growth)
{
  const gint64 counts[2][PNR_N_GROWTH] = {
    { before->customers, before->orders, before->items, before->revenue_minor },
    { after->customers, after->orders, after->items, after->revenue_minor },
  };
  double exact[PNR_N_GROWTH], mean, ratio;

  *growth = (PnrGrowth){ .change_minor = after->revenue_minor - before->revenue_minor };
  if (!is_consistent (counts[0]) || !is_consistent (counts[1]))
    return FALSE;
  if (growth->change_minor == 0 && before->revenue_minor == 0)
    return TRUE;
  for (int k = 0; k < PNR_N_GROWTH; k++)
    if (counts[0][k] == 0 || counts[1][k] == 0) {
      growth->parts_minor[k] = growth->change_minor;
      return TRUE;
    }
  ratio = log ((double) after->revenue_minor / before->revenue_minor);
  mean = growth->change_minor == 0 ? (double) before->revenue_minor
                                   : (double) growth->change_minor / ratio;
  for (int k = 0; k < PNR_N_GROWTH; k++) {
    double own = (double) counts[1][k] / counts[0][k];
    double outer = k > 0 ? (double) counts[1][k - 1] / counts[0][k - 1] : 1.0;

    exact[k] = mean * log (own / outer);
  }
  round_parts (exact, growth);
  return TRUE;
}

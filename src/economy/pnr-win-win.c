/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whether an offer is better for customers and for the merchant, or only for one of them. */
#include "config.h"

#include "economy/pnr-win-win.h"

#include <math.h>

/* An interval that holds zero says "could be nothing"; one that is not a number says nothing. */
static gboolean
is_clear (const PnrEstimate *change)
{
  return change->low > 0.0 || change->high < 0.0;
}

/**
 * pnr_win_win_classify:
 * @surplus: change of the customers' surplus with its interval
 * @margin: change of the merchant's contribution with its interval
 *
 * The index is 2 min (a, b) / (|a| + |b|): positive only where both gain.
 *
 * Returns: the quadrant; not clear where either change is inside its noise
 */
PnrWinWin
pnr_win_win_classify (const PnrEstimate *surplus, const PnrEstimate *margin)
{
  double sum = fabs (surplus->value) + fabs (margin->value);
  PnrWinWin result = {
    .quadrant = PNR_WIN_WIN_NOT_CLEAR,
    .index = sum > 0.0 ? 2.0 * fmin (surplus->value, margin->value) / sum : 0.0,
    .is_surplus_clear = is_clear (surplus),
    .is_margin_clear = is_clear (margin),
  };

  if (!result.is_surplus_clear || !result.is_margin_clear)
    return result;
  if (margin->low > 0.0)
    result.quadrant = surplus->low > 0.0 ? PNR_WIN_WIN_BOTH : PNR_WIN_WIN_MERCHANT_ONLY;
  else
    result.quadrant = surplus->low > 0.0 ? PNR_WIN_WIN_CUSTOMERS_ONLY : PNR_WIN_WIN_NEITHER;
  return result;
}

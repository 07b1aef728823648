/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How a bundle's price is split over its components, to the minor unit.
 *
 * Tax, refunds, duties and revenue per article all start from this split, and shop systems differ
 * in it, so it is made once and its remainder is never lost: largest remainder (Hamilton's method)
 * over the components, then the same over the units of each. */
#include "config.h"

#include "economy/pnr-allocation.h"

#include <glib/gi18n.h>

#include "base/pnr-money.h"
#include "economy/pnr-economy-error.h"

static gboolean
get_basis (const PnrAllocationPart *part, PnrAllocationMode mode, gint64 *basis, GError **error)
{
  gint64 unit = mode == PNR_ALLOCATION_BY_COST ? part->cost_minor : part->list_minor;

  if (mode == PNR_ALLOCATION_BY_WEIGHT) {
    *basis = part->weight;
    return TRUE;
  }
  if (unit == PNR_MONEY_UNKNOWN) {
    if (mode == PNR_ALLOCATION_BY_COST)
      g_set_error (error, PNR_ECONOMY_ERROR, PNR_ECONOMY_ERROR_UNKNOWN_COST,
                   _ ("“%s” has no unit cost. Enter its cost to split the bundle’s price."),
                   part->name);
    else
      g_set_error (error, PNR_ECONOMY_ERROR, PNR_ECONOMY_ERROR_UNKNOWN_PRICE,
                   _ ("“%s” has no price. Enter its price to split the bundle’s price."),
                   part->name);
    return FALSE;
  }
  if (!__builtin_mul_overflow (unit, part->quantity, basis))
    return TRUE;
  g_set_error (error, PNR_ECONOMY_ERROR, PNR_ECONOMY_ERROR_PRICE_TOO_LARGE,
               _ ("The price of “%s” is too large to split. Plan in a larger unit of money."),
               part->name);
  return FALSE;
}

/**
 * pnr_allocation_split:
 * @price_minor: the bundle's price, not negative
 * @mode: what the shares are proportional to
 * @parts: (array length=n_parts): the components
 * @n_parts: how many
 * @shares: (array length=n_parts) (out caller-allocates): their shares, which sum to @price_minor
 * @error: names the component without a price or cost
 *
 * Shares follow list price × quantity, cost × quantity, or the merchant's weights. What is left
 * over after cutting off fractions goes one minor unit each to the largest fractions, to the
 * earlier component where fractions are equal.
 *
 * Returns: %FALSE when there is nothing to be proportional to
 */
gboolean
pnr_allocation_split (gint64 price_minor, PnrAllocationMode mode, const PnrAllocationPart *parts,
                      gsize n_parts, PnrAllocationShare *shares, GError **error)
{
  g_autofree gint64 *basis = g_new0 (gint64, n_parts);
  g_autofree gint64 *totals = g_new0 (gint64, n_parts);

  for (gsize i = 0; i < n_parts; i++) {
    g_return_val_if_fail (parts[i].quantity > 0, FALSE);
    if (!get_basis (&parts[i], mode, &basis[i], error))
      return FALSE;
  }
  if (!pnr_money_allocate (price_minor, basis, n_parts, totals)) {
    g_set_error_literal (error, PNR_ECONOMY_ERROR, PNR_ECONOMY_ERROR_NO_ALLOWED_PRICE,
                         _ ("The bundle’s price cannot be split: no component has a share above "
                            "zero. Split it by another rule or enter weights."));
    return FALSE;
  }
  for (gsize i = 0; i < n_parts; i++)
    shares[i] = (PnrAllocationShare){ .total_minor = totals[i],
                                      .unit_minor = totals[i] / parts[i].quantity,
                                      .n_dearer_units = totals[i] % parts[i].quantity };
  return TRUE;
}

/**
 * pnr_allocation_share_of_units:
 * @share: the share of a component
 * @units: how many of its units, at most its quantity
 *
 * Returns: what these units carry of the price; the dearer units are the first, so that units that
 *   come back one after the other sum to the share
 */
gint64
pnr_allocation_share_of_units (const PnrAllocationShare *share, gint64 units)
{
  return units * share->unit_minor + MIN (units, share->n_dearer_units);
}

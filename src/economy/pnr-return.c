/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What happens when components of a sold bundle come back: refund, what is kept, what is left.
 *
 * A policy is a price for whatever is kept, between nothing and what was paid, that never rises
 * when less is kept. A refund is the difference of two such prices, so however often and in
 * whatever order components come back, refunds are never below zero and never sum to more than was
 * paid. Refunding list prices, the usual mistake, has no such price: the whole set would bring the
 * customer more than she paid. */
#include "config.h"

#include "economy/pnr-return.h"

#include "base/pnr-money.h"
#include "economy/pnr-vat.h"

#define MILLION 1000000

typedef struct {
  gint64 price_minor;
  const PnrReturnTerms *terms;
  const PnrAllocationPart *parts;
  gsize n_parts;
  PnrAllocationShare *shares;
} Sale;

static gint64
get_list_minor (const Sale *sale, const gint64 *returned)
{
  gint64 list = 0;

  for (gsize i = 0; i < sale->n_parts; i++)
    list += (sale->parts[i].quantity - returned[i]) * sale->parts[i].list_minor;
  return list;
}

static gboolean
is_any_back (const Sale *sale, const gint64 *returned)
{
  for (gsize i = 0; i < sale->n_parts; i++)
    if (returned[i] > 0)
      return TRUE;
  return FALSE;
}

/* The policy: what the customer pays in the end when these units are back. */
static gint64
get_kept_minor (const Sale *sale, const gint64 *returned)
{
  gint64 kept = sale->price_minor;

  if (sale->terms->policy == PNR_REFUND_REPRICED && is_any_back (sale, returned))
    return MIN (kept, get_list_minor (sale, returned));
  for (gsize i = 0; sale->terms->policy == PNR_REFUND_SHARE && i < sale->n_parts; i++)
    kept -= pnr_allocation_share_of_units (&sale->shares[i], returned[i]);
  return kept;
}

/* Splits what is paid in the end over what is kept, for the tax in it. Without a refund for a
 * return the first invoice stands as it is. */
static gint64
get_net_minor (const Sale *sale, const gint64 *returned, gint64 kept_minor)
{
  g_autofree gint64 *weights = g_new0 (gint64, sale->n_parts);
  g_autofree gint64 *amounts = g_new0 (gint64, sale->n_parts);
  gint64 net = 0;

  for (gsize i = 0; i < sale->n_parts; i++) {
    gint64 back = sale->terms->policy == PNR_REFUND_NONE ? 0 : returned[i];
    const PnrAllocationPart *part = &sale->parts[i];

    if (kept_minor == sale->price_minor)
      weights[i] = sale->shares[i].total_minor;
    else if (sale->terms->policy == PNR_REFUND_REPRICED)
      weights[i] = (part->quantity - back) * part->list_minor;
    else
      weights[i] =
          sale->shares[i].total_minor - pnr_allocation_share_of_units (&sale->shares[i], back);
  }
  if (!pnr_money_allocate (kept_minor, weights, sale->n_parts, amounts))
    return 0;
  for (gsize i = 0; i < sale->n_parts; i++)
    net += pnr_vat_of_line (amounts[i], sale->parts[i].vat_ppm, sale->terms->is_vat_included)
               .net_minor;
  return net;
}

static gint64
get_cost_minor (const Sale *sale, const gint64 *returned)
{
  gint64 cost = 0;

  for (gsize i = 0; i < sale->n_parts; i++) {
    gint64 back = returned[i] * sale->parts[i].cost_minor;

    cost += sale->parts[i].quantity * sale->parts[i].cost_minor
            - pnr_money_round_ratio (back, sale->terms->salvage_ppm, MILLION)
            + returned[i] * sale->terms->handling_minor;
  }
  return cost;
}

/**
 * pnr_return_what_if:
 * @price_minor: what was paid for the bundle
 * @terms: refund policy and what a return costs
 * @parts: (array length=n_parts): the components, all with list price and cost
 * @n_parts: how many
 * @returned_before: (array length=n_parts) (nullable): units that came back earlier
 * @returned_now: (array length=n_parts): units that come back now
 * @result: (out): the state after the return
 * @error: why the price cannot be split
 *
 * Returns: %FALSE when the bundle's price has no split
 */
gboolean
pnr_return_what_if (gint64 price_minor, const PnrReturnTerms *terms, const PnrAllocationPart *parts,
                    gsize n_parts, const gint64 *returned_before, const gint64 *returned_now,
                    PnrReturn *result, GError **error)
{
  g_autofree PnrAllocationShare *shares = g_new0 (PnrAllocationShare, n_parts);
  g_autofree gint64 *before = g_new0 (gint64, n_parts);
  g_autofree gint64 *after = g_new0 (gint64, n_parts);
  Sale sale = { price_minor, terms, parts, n_parts, shares };
  gint64 list_back = 0;

  if (!pnr_allocation_split (price_minor, terms->mode, parts, n_parts, shares, error))
    return FALSE;
  for (gsize i = 0; i < n_parts; i++) {
    before[i] = returned_before != NULL ? returned_before[i] : 0;
    after[i] = before[i] + returned_now[i];
    g_return_val_if_fail (before[i] >= 0 && returned_now[i] >= 0 && after[i] <= parts[i].quantity,
                          FALSE);
    list_back += returned_now[i] * parts[i].list_minor;
  }
  result->kept_minor = get_kept_minor (&sale, after);
  result->refund_minor = get_kept_minor (&sale, before) - result->kept_minor;
  result->kept_list_minor = get_list_minor (&sale, after);
  result->discount_kept_minor = result->kept_list_minor - result->kept_minor;
  result->short_minor = list_back - result->refund_minor;
  result->contribution_minor =
      get_net_minor (&sale, after, result->kept_minor) - get_cost_minor (&sale, after);
  result->is_loss = result->contribution_minor < 0;
  return TRUE;
}

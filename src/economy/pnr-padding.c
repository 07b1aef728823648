/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Finds components that only pad a bundle: without them it would earn as much or more.
 *
 * Each component is left out in turn and the bundle offered to the same shoppers, once at the same
 * price and once at the price less the component's share. A component that is worth its place earns
 * less acceptance x margin when it goes, either way. */
#include "config.h"

#include "economy/pnr-padding.h"

/* Ties go to the bundle. @left_out: n_parts for nothing. What is left out can still be bought
 * singly where the bundle is mixed, so it does not speak for or against. */
static gboolean
takes (const PnrPaddingTest *test, const gint64 *values, gint64 price_minor, gsize left_out)
{
  gint64 surplus = -price_minor, singly = 0;

  for (gsize i = 0; i < test->n_parts; i++) {
    if (i == left_out)
      continue;
    surplus += values[i];
    singly += MAX (0, values[i] - test->parts[i].quantity * test->parts[i].list_minor);
  }
  return surplus >= (test->is_pure ? 0 : singly);
}

static PnrPaddingTrial
try_without (const PnrPaddingTest *test, gsize left_out, gint64 price_minor)
{
  PnrPaddingTrial trial = { .price_minor = price_minor };
  gint64 margin = price_minor;

  for (gsize i = 0; i < test->n_parts; i++)
    margin -= i == left_out ? 0 : test->parts[i].quantity * test->parts[i].cost_minor;
  for (gsize s = 0; s < test->n_shoppers; s++)
    trial.n_takers += takes (test, test->values + s * test->n_parts, price_minor, left_out);
  trial.gain_minor = trial.n_takers * margin;
  return trial;
}

/* Where nobody takes the bundle, keeping its gain of nothing proves nothing. */
static gboolean
is_no_worse (const PnrPaddingTrial *without, const PnrPaddingTrial *with)
{
  return without->gain_minor > with->gain_minor
         || (without->gain_minor == with->gain_minor && with->n_takers > 0);
}

/**
 * pnr_padding_find:
 * @test: a bundle of two components or more, and shoppers
 * @found: (array length=n_parts) (out caller-allocates): what each component is good for
 * @error: why the bundle's price cannot be split
 *
 * Cost: components × shoppers × components.
 *
 * Returns: %FALSE where the price has no split by list prices
 */
gboolean
pnr_padding_find (const PnrPaddingTest *test, PnrPadding *found, GError **error)
{
  g_autofree PnrAllocationShare *shares = g_new0 (PnrAllocationShare, test->n_parts);
  PnrPaddingTrial with = try_without (test, test->n_parts, test->price_minor);

  g_return_val_if_fail (test->n_parts >= 2, FALSE);

  if (!pnr_allocation_split (test->price_minor, PNR_ALLOCATION_BY_LIST_PRICE, test->parts,
                             test->n_parts, shares, error))
    return FALSE;
  for (gsize i = 0; i < test->n_parts; i++) {
    found[i].with = with;
    found[i].same_price = try_without (test, i, test->price_minor);
    found[i].less_share = try_without (test, i, test->price_minor - shares[i].total_minor);
    found[i].is_padding =
        is_no_worse (&found[i].same_price, &with) || is_no_worse (&found[i].less_share, &with);
  }
  return TRUE;
}

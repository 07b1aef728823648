/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The tax in a bundle's price: by the class of each component, or one rate for the whole.
 *
 * A bundle of goods of different tax classes owes tax on what each component contributes to the
 * price. Shops that cannot split it tax the whole at one rate, mostly the highest. */
#include "config.h"

#include "economy/pnr-vat.h"

#include "base/pnr-money.h"

#define MILLION 1000000

/**
 * pnr_vat_of_line:
 * @price_minor: price of the line
 * @vat_ppm: tax rate in millionths of the net price
 * @is_included: whether @price_minor holds the tax already
 *
 * The tax is rounded half up, once per line, as shops do; the other figure is what remains.
 *
 * Returns: net, tax and gross
 */
PnrVatLine
pnr_vat_of_line (gint64 price_minor, gint64 vat_ppm, gboolean is_included)
{
  gint64 base = is_included ? MILLION + vat_ppm : MILLION;
  gint64 tax = pnr_money_round_ratio (price_minor, vat_ppm, base);
  gint64 net = is_included ? price_minor - tax : price_minor;

  return (PnrVatLine){ .net_minor = net, .tax_minor = tax, .gross_minor = net + tax };
}

/**
 * pnr_vat_compare:
 * @parts: (array length=n_parts): the components with their rates
 * @shares: (array length=n_parts): the split of the bundle's price over them
 * @n_parts: how many
 * @whole_vat_ppm: the one rate to compare with, in millionths
 * @is_included: whether prices hold the tax already
 * @lines: (array length=n_parts) (out caller-allocates) (nullable): tax of each component
 *
 * Returns: the tax both ways
 */
PnrVatComparison
pnr_vat_compare (const PnrAllocationPart *parts, const PnrAllocationShare *shares, gsize n_parts,
                 gint64 whole_vat_ppm, gboolean is_included, PnrVatLine *lines)
{
  PnrVatComparison both = { 0 };
  gint64 price = 0;

  for (gsize i = 0; i < n_parts; i++) {
    PnrVatLine line = pnr_vat_of_line (shares[i].total_minor, parts[i].vat_ppm, is_included);

    price += shares[i].total_minor;
    both.by_part.net_minor += line.net_minor;
    both.by_part.tax_minor += line.tax_minor;
    both.by_part.gross_minor += line.gross_minor;
    if (lines != NULL)
      lines[i] = line;
  }
  both.whole = pnr_vat_of_line (price, whole_vat_ppm, is_included);
  both.extra_tax_minor = both.whole.tax_minor - both.by_part.tax_minor;
  return both;
}

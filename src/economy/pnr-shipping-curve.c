/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads a carrier's table against the orders of a history: cost by size, cliffs, share per piece.
 *
 * The size of an order is its pieces. Where parcels are paid by weight, each piece has the mean
 * weight of what the shop sends; single orders lie above or below. */
#include "config.h"

#include "economy/pnr-shipping-curve.h"

#include <math.h>

#define MILLI 1000
#define MOST_SIZES 40
/* Sizes beyond which one order in a hundred lies are left out of the picture. */
#define SHOWN_SHARE 0.99
/* The picture shows what comes after the usual sizes, too. */
#define LEAST_SIZES 6

static gint64
get_size (const PnrLedgerOrder *order)
{
  return (order->units_milli + MILLI - 1) / MILLI;
}

static guint
find_most_units (const gint64 *counts, gint64 n_orders)
{
  gint64 seen = 0;

  for (guint units = 1; units <= MOST_SIZES; units++) {
    seen += counts[units];
    if ((double) seen >= SHOWN_SHARE * (double) n_orders)
      return MAX (units, LEAST_SIZES);
  }
  return MOST_SIZES;
}

static gint64
get_cost (const PnrParcelTariff *tariff, double weight_g, gint64 units)
{
  return pnr_parcel_tariff_get_cost (tariff, llround (weight_g * (double) units), units);
}

/**
 * pnr_shipping_curve_read:
 * @ledger: the orders
 * @tariff: what parcels cost
 * @weight_g: of a mean piece; used where @tariff has bands
 * @inputs_hash: stamps the result
 *
 * Orders without a piece, which were sent back whole, are left out.
 *
 * Returns: (transfer full): sizes from one piece on, as far as nearly all orders go
 */
PnrShippingCurve *
pnr_shipping_curve_read (PnrLedger *ledger, const PnrParcelTariff *tariff, double weight_g,
                         const char *inputs_hash)
{
  PnrShippingCurve *curve = pnr_shipping_curve_new (ledger->currency, inputs_hash);
  gint64 counts[MOST_SIZES + 1] = { 0 };
  guint most;

  curve->weight_g = tariff->n_bands > 0 ? weight_g : 0.0;
  for (guint i = 0; i < ledger->orders->len; i++) {
    gint64 size = get_size (&g_array_index (ledger->orders, PnrLedgerOrder, i));

    if (size < 1)
      continue;
    curve->n_orders++;
    if (size <= MOST_SIZES)
      counts[size]++;
  }
  most = find_most_units (counts, curve->n_orders);
  curve->n_larger = curve->n_orders;
  for (guint units = 1; units <= most; units++) {
    PnrShippingPoint point = { units, counts[units], get_cost (tariff, weight_g, units), 0 };

    if (units > 1)
      point.step_minor = point.ship_minor - get_cost (tariff, weight_g, units - 1)
                         - (tariff->n_bands > 0 ? 0 : tariff->unit_minor);
    curve->n_larger -= counts[units];
    g_array_append_val (curve->points, point);
  }
  return curve;
}

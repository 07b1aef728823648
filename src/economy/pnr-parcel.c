/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What sending an order costs: a carrier's table by weight, and where a further item costs a step.
 *
 * Shipping is a step function of weight, so it stays the same while an order grows, until a band is
 * crossed; one step can eat the margin of the item that caused it. The cheapest parcels are a
 * covering knapsack: least cost of bands whose limits together reach the weight, solved over
 * multiples of the bands' common divisor. */
#include "config.h"

#include "economy/pnr-parcel.h"

#include <math.h>

#include "base/pnr-money.h"

/* Tables of the covering knapsack beyond this are not worth their exactness. */
#define MOST_STEPS 100000

static const PnrParcelBand *
get_last_band (const PnrParcelTariff *self)
{
  return &self->bands[self->n_bands - 1];
}

static gint64
get_parcel_cost (const PnrParcelTariff *self, gint64 weight)
{
  guint i = 0;

  while (i + 1 < self->n_bands && weight > self->bands[i].up_to)
    i++;
  return self->bands[i].cost_minor;
}

static gint64
get_full_first_cost (const PnrParcelTariff *self, gint64 weight)
{
  const PnrParcelBand *last = get_last_band (self);
  gint64 n_full = (weight - 1) / last->up_to;
  gint64 cost;

  if (__builtin_mul_overflow (n_full, last->cost_minor, &cost)
      || __builtin_add_overflow (cost, get_parcel_cost (self, weight - n_full * last->up_to),
                                 &cost))
    return G_MAXINT64;
  return cost;
}

static gint64
get_common_divisor (const PnrParcelTariff *self)
{
  gint64 divisor = 0;

  for (guint i = 0; i < self->n_bands; i++)
    for (gint64 other = self->bands[i].up_to; other != 0;) {
      gint64 rest = divisor % other;

      divisor = other;
      other = rest;
    }
  return divisor;
}

static gint64
get_cheapest_cost (const PnrParcelTariff *self, gint64 weight)
{
  gint64 divisor = get_common_divisor (self);
  gint64 n_steps = (weight - 1) / divisor + 1;
  g_autofree gint64 *least = NULL;

  if (n_steps > MOST_STEPS)
    return get_full_first_cost (self, weight);
  least = g_new0 (gint64, n_steps + 1);
  for (gint64 step = 1; step <= n_steps; step++) {
    least[step] = G_MAXINT64;
    for (guint i = 0; i < self->n_bands; i++) {
      gint64 before = MAX (0, step - self->bands[i].up_to / divisor);

      if (self->bands[i].up_to > 0)
        least[step] = MIN (least[step], least[before] + self->bands[i].cost_minor);
    }
  }
  return least[n_steps];
}

/**
 * pnr_parcel_tariff_get_cost:
 * @self: a tariff
 * @weight: of the order, in the unit of the bands
 * @units: in the order
 *
 * Up to the last band an order is one parcel at the price of the first band that holds it. The
 * cheapest split falls back to full parcels where it would take more than 100,000 steps.
 *
 * Returns: what the carrier gets; nothing for an empty order
 */
gint64
pnr_parcel_tariff_get_cost (const PnrParcelTariff *self, gint64 weight, gint64 units)
{
  if (units <= 0)
    return 0;
  if (self->n_bands == 0)
    return self->order_minor + self->unit_minor * units;
  if (weight <= get_last_band (self)->up_to || get_last_band (self)->up_to <= 0)
    return get_parcel_cost (self, weight);
  if (self->split == PNR_PARCEL_SPLIT_CHEAPEST)
    return get_cheapest_cost (self, weight);
  return get_full_first_cost (self, weight);
}

/**
 * pnr_parcel_tariff_get_charge:
 * @self: a tariff
 * @goods_minor: price of the goods in the order
 *
 * Returns: what the shopper pays for shipping
 */
gint64
pnr_parcel_tariff_get_charge (const PnrParcelTariff *self, gint64 goods_minor)
{
  gboolean is_free =
      self->free_from_minor != PNR_MONEY_UNKNOWN && goods_minor >= self->free_from_minor;

  return is_free ? 0 : self->charge_minor;
}

/**
 * pnr_parcel_tariff_get_figures:
 * @self: a tariff
 * @lines: (array length=n_lines): an order
 * @n_lines: how many lines
 *
 * Contribution = goods + charge - cost of goods - shipping.
 *
 * Returns: what the order brings, costs and leaves
 */
PnrParcelFigures
pnr_parcel_tariff_get_figures (const PnrParcelTariff *self, const PnrParcelLine *lines,
                               gsize n_lines)
{
  PnrParcelFigures figures = { 0 };
  gint64 cost = 0;

  for (gsize i = 0; i < n_lines; i++) {
    figures.goods_minor += lines[i].quantity * lines[i].price_minor;
    figures.weight += lines[i].quantity * lines[i].weight;
    figures.units += lines[i].quantity;
    cost += lines[i].quantity * lines[i].cost_minor;
  }
  if (figures.units > 0)
    figures.charge_minor = pnr_parcel_tariff_get_charge (self, figures.goods_minor);
  figures.ship_minor = pnr_parcel_tariff_get_cost (self, figures.weight, figures.units);
  figures.contribution_minor =
      figures.goods_minor + figures.charge_minor - cost - figures.ship_minor;
  figures.ship_share =
      figures.goods_minor > 0 ? (double) figures.ship_minor / figures.goods_minor : NAN;
  figures.contribution_share =
      figures.goods_minor > 0 ? (double) figures.contribution_minor / figures.goods_minor : NAN;
  return figures;
}

/**
 * pnr_parcel_tariff_share_cost:
 * @self: a tariff
 * @lines: (array length=n_lines): an order
 * @n_lines: how many lines
 * @shares_minor: (array length=n_lines) (out caller-allocates): what each line costs to send
 *
 * Shares the cost of the order by weight, by units where nothing weighs anything; exact sum.
 *
 * Returns: %FALSE for an empty order
 */
gboolean
pnr_parcel_tariff_share_cost (const PnrParcelTariff *self, const PnrParcelLine *lines,
                              gsize n_lines, gint64 *shares_minor)
{
  PnrParcelFigures figures = pnr_parcel_tariff_get_figures (self, lines, n_lines);
  g_autofree gint64 *weights = g_new0 (gint64, n_lines);
  gboolean is_by_weight = self->n_bands > 0 && figures.weight > 0;

  for (gsize i = 0; i < n_lines; i++)
    weights[i] = lines[i].quantity * (is_by_weight ? lines[i].weight : 1);
  return pnr_money_allocate (figures.ship_minor, weights, n_lines, shares_minor);
}

/**
 * pnr_parcel_tariff_find_cliffs:
 * @self: a tariff
 * @lines: (array length=n_lines): the order that is there already, may be empty
 * @n_lines: how many lines
 * @item_weight: of one unit of the product that is added
 * @most_units: how many units to add, one after the other
 *
 * Returns: (transfer full) (element-type PnrParcelCliff): the added units that make the order
 *   dearer to send
 */
GArray *
pnr_parcel_tariff_find_cliffs (const PnrParcelTariff *self, const PnrParcelLine *lines,
                               gsize n_lines, gint64 item_weight, gint64 most_units)
{
  PnrParcelFigures start = pnr_parcel_tariff_get_figures (self, lines, n_lines);
  GArray *cliffs = g_array_new (FALSE, FALSE, sizeof (PnrParcelCliff));
  gint64 before = start.ship_minor;

  for (gint64 units = 1; units <= most_units; units++) {
    gint64 weight = start.weight + units * item_weight;
    gint64 cost = pnr_parcel_tariff_get_cost (self, weight, start.units + units);
    PnrParcelCliff cliff = { units, weight, cost, cost - before };

    if (cliff.step_minor > 0 && before > 0)
      g_array_append_val (cliffs, cliff);
    before = cost;
  }
  return cliffs;
}

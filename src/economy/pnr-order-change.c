/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What whole orders come to with the offers, less what they come to without.
 *
 * What the shopper pays for shipping, the parcel and the fee for a payment depend on the order as a
 * whole, so an offer cannot be weighed against what it replaces product by product. */
#include "config.h"

#include "economy/pnr-order-change.h"

#include <math.h>

void
pnr_whole_order_add (PnrWholeOrder *self, const PnrPriceCell *cell)
{
  self->units += cell->units;
  self->paid_minor += cell->paid_minor + cell->charge_minor;
  self->cost_minor += cell->cost_minor;
  self->weight_g += cell->weight_g;
  self->extra_net += llround (cell->extra_net * PNR_ORDER_NET_PARTS);
}

static PnrOrderChange
read_order (const PnrWholeOrder *order, const PnrShop *shop, const PnrMarket *market)
{
  if (order->units == 0)
    return (PnrOrderChange){ 0 };
  return (PnrOrderChange){
    .orders = 1,
    .units = order->units,
    .paid_minor = order->paid_minor,
    .cost_minor = order->cost_minor,
    .ship_minor = market->tariff.n_bands > 0
                      ? pnr_shop_get_ship_minor (shop, market, order->weight_g, order->units)
                      : 0,
    .extra_net = order->extra_net,
  };
}

PnrOrderChange
pnr_order_change_between (const PnrWholeOrder *before, const PnrWholeOrder *after,
                          const PnrShop *shop, const PnrMarket *market)
{
  PnrOrderChange change = read_order (after, shop, market);
  PnrOrderChange without = read_order (before, shop, market);

  pnr_order_change_add (&change, &without, -1);
  return change;
}

void
pnr_order_change_add (PnrOrderChange *self, const PnrOrderChange *other, gint64 weight)
{
  self->orders += weight * other->orders;
  self->units += weight * other->units;
  self->paid_minor += weight * other->paid_minor;
  self->cost_minor += weight * other->cost_minor;
  self->ship_minor += weight * other->ship_minor;
  self->extra_net += weight * other->extra_net;
}

/* What tax, fees, the goods and the carrier leave of it. */
double
pnr_order_change_get_contribution (const PnrOrderChange *self, const PnrMarket *market)
{
  const PnrMarketCosts *costs = &market->costs;
  gint64 ship = market->tariff.n_bands > 0
                    ? self->ship_minor
                    : costs->ship_order_minor * self->orders + costs->ship_unit_minor * self->units;

  return (double) self->paid_minor * pnr_market_get_keep (market)
         + (double) self->extra_net / PNR_ORDER_NET_PARTS
         - (double) (self->cost_minor + ship + costs->fee_fixed_minor * self->orders);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which prices an item may have while all others stand: floors, caps, endings and steps.
 *
 * A bundle costs more than its dearest product and no more than its parts; a component, seen from
 * the other side, stays below every bundle that holds it and dear enough to make up its sum. */
#include "config.h"

#include "economy/pnr-price-box.h"

#include "base/pnr-money.h"
#include "economy/pnr-purchase.h"

#include <math.h>
#include <stdlib.h>

#define MOST_TIMES_SHELF 2
#define ROUNDING 1e-9

gint64
pnr_market_get_item_price (const PnrMarket *market, guint item)
{
  return item < market->n_bundles ? market->bundles[item].price_minor
                                  : market->products[item - market->n_bundles].price_minor;
}

/* What a relationship shows goes with the price of its product. */
static void
set_product_price (PnrMarket *market, guint product, gint64 price_minor)
{
  market->products[product].price_minor = price_minor;
  for (guint b = 0; b < market->n_bundles; b++)
    if (market->bundles[b].offered_as != PNR_OFFERED_AS_BUNDLE
        && market->bundles[b].quantity[product] > 0)
      market->bundles[b].price_minor = price_minor;
}

void
pnr_market_set_item_price (PnrMarket *market, guint item, gint64 price_minor)
{
  if (item < market->n_bundles)
    market->bundles[item].price_minor = price_minor;
  else
    set_product_price (market, item - market->n_bundles, price_minor);
}

PnrSweepItem
pnr_market_get_sweep_item (const PnrMarket *market, guint item, PnrTie tie)
{
  return (PnrSweepItem){ .market = market,
                         .bundle = item < market->n_bundles ? item : G_MAXUINT,
                         .product = item < market->n_bundles ? G_MAXUINT : item - market->n_bundles,
                         .tie = tie };
}

/* The least price that leaves the wanted share of the net price after costs and fees, and at least
 * the cost itself. @extra: what tax leaves of the price beyond what the usual rate leaves. */
static gint64
get_floor (const PnrMarket *market, const PnrPriceLimits *limits, gint64 cost, double extra)
{
  double share = isnan (limits->margin_floor) ? 0.0 : limits->margin_floor;
  double left = pnr_market_get_keep (market) + extra - share / (1.0 + market->costs.vat_ppm / 1e6)
                - share * extra;

  if (!(left > ROUNDING))
    return G_MAXINT64;
  return MAX (1, (gint64) MIN (ceil (cost / left - ROUNDING), 9e15));
}

static gint64
get_offer_floor (const PnrPriceBox *self, const PnrMarket *market, guint bundle)
{
  return get_floor (market, self->limits, pnr_market_get_offer_cost_minor (market, bundle),
                    pnr_market_get_offer_extra_net_share (market, bundle));
}

static void
get_bundle_bounds (const PnrPriceBox *self, const PnrMarket *market, guint bundle, gint64 *low,
                   gint64 *high)
{
  gint64 sum = pnr_market_get_offer_sum_minor (market, bundle);

  *low = get_offer_floor (self, market, bundle);
  *high = sum;
  if (self->ignores_others)
    return;
  /* An add-on may cost next to nothing. */
  for (guint j = 0; j < market->n_products; j++)
    if (market->bundles[bundle].quantity[j] > 0 && market->bundles[bundle].kind != PNR_OFFER_ADD_ON)
      *low = MAX (*low, market->products[j].price_minor + 1);
  if (!isnan (self->limits->max_discount))
    *low = MAX (*low, (gint64) ceil (sum * (1.0 - self->limits->max_discount) - ROUNDING));
}

static gint64
divide_up (gint64 dividend, gint64 divisor)
{
  return dividend <= 0 ? -(-dividend / divisor) : (dividend + divisor - 1) / divisor;
}

static gint64
divide_down (gint64 dividend, gint64 divisor)
{
  return -divide_up (-dividend, divisor);
}

static int
compare_down (const void *a, const void *b)
{
  gint64 left = *(const gint64 *) a, right = *(const gint64 *) b;

  return (left < right) - (left > right);
}

/* What a bundle holds beside a product, at single prices; of a choice, what is always there and the
 * @n_most dearest of the others. */
static gint64
get_others_minor (const PnrMarket *market, guint bundle, guint product, guint n_most)
{
  gint64 parts[PNR_MARKET_MAX_PRODUCTS] = { 0 }, sum = 0;

  for (guint j = 0; j < market->n_products; j++) {
    const PnrMarketBundle *offer = &market->bundles[bundle];
    gint64 own = j != product ? offer->quantity[j] * market->products[j].price_minor : 0;

    if (offer->kind == PNR_OFFER_CHOICE && (offer->fixed >> j & 1))
      sum += own;
    else
      parts[j] = own;
  }
  qsort (parts, market->n_products, sizeof *parts, compare_down);
  for (guint i = 0; i < MIN (n_most, market->n_products); i++)
    sum += parts[i];
  return sum;
}

/* What one bundle asks of one of its products. */
static void
narrow (const PnrPriceBox *self, const PnrMarket *market, guint bundle, guint product, gint64 *low,
        gint64 *high)
{
  const PnrMarketBundle *offer = &market->bundles[bundle];
  gint64 quantity = offer->quantity[product];
  gint64 price = offer->price_minor;
  gboolean is_chosen = offer->kind == PNR_OFFER_CHOICE && !(offer->fixed >> product & 1);
  gint64 others = get_others_minor (market, bundle, product,
                                    offer->kind == PNR_OFFER_CHOICE ? offer->n_of - is_chosen
                                                                    : market->n_products);

  /* Where the others alone are worth the price of a choice, the product may cost anything. */
  if (!is_chosen || get_others_minor (market, bundle, product, offer->n_of) < price)
    *low = MAX (*low, divide_up (price - others, quantity));
  /* An add-on may cost next to nothing. */
  if (offer->kind != PNR_OFFER_ADD_ON)
    *high = MIN (*high, price - 1);
  if (!isnan (self->limits->max_discount) && self->limits->max_discount < 1.0)
    *high = MIN (*high,
                 divide_down ((gint64) floor (price / (1.0 - self->limits->max_discount) + ROUNDING)
                                  - others,
                              quantity));
}

static void
get_product_bounds (const PnrPriceBox *self, const PnrMarket *market, guint product, gint64 *low,
                    gint64 *high)
{
  *low = get_floor (market, self->limits, market->products[product].cost_minor,
                    pnr_market_get_extra_net_share (market, product));
  *high = MOST_TIMES_SHELF * self->shelf->products[product].price_minor;
  for (guint b = 0; !self->ignores_others && b < market->n_bundles; b++)
    if (market->bundles[b].quantity[product] > 0 && pnr_market_has_own_price (market, b))
      narrow (self, market, b, product, low, high);
}

/**
 * pnr_price_box_get_bounds:
 * @self: limits
 * @market: every price as it stands
 * @item: the item whose price is free
 * @low: (out): the least price allowed
 * @high: (out): the greatest
 *
 * Returns: whether there is any price between them
 */
gboolean
pnr_price_box_get_bounds (const PnrPriceBox *self, const PnrMarket *market, guint item, gint64 *low,
                          gint64 *high)
{
  if (item < market->n_bundles)
    get_bundle_bounds (self, market, item, low, high);
  else
    get_product_bounds (self, market, item - market->n_bundles, low, high);
  return *low <= *high;
}

/* The least price that leaves the wanted margin, or %PNR_MONEY_UNKNOWN where none is wanted or no
 * price leaves it. */
gint64
pnr_price_box_get_margin_floor (const PnrPriceBox *self, const PnrMarket *market, guint bundle)
{
  gint64 floor_minor;

  if (isnan (self->limits->margin_floor))
    return PNR_MONEY_UNKNOWN;
  floor_minor = get_offer_floor (self, market, bundle);
  return floor_minor != G_MAXINT64 ? floor_minor : PNR_MONEY_UNKNOWN;
}

gboolean
pnr_price_box_has_ending (const PnrPriceBox *self, gint64 price_minor)
{
  if (self->step_minor > 1 && price_minor % self->step_minor != 0)
    return FALSE;
  for (gsize i = 0; i < self->limits->n_endings; i++)
    if (price_minor % 100 == self->limits->endings_minor[i] % 100)
      return TRUE;
  return self->limits->n_endings == 0;
}

gboolean
pnr_price_box_allows (const PnrPriceBox *self, const PnrMarket *market, guint item)
{
  gint64 price = pnr_market_get_item_price (market, item);
  gint64 low, high;

  return pnr_price_box_get_bounds (self, market, item, &low, &high) && price >= low && price <= high
         && pnr_price_box_has_ending (self, price);
}

/**
 * pnr_price_box_list:
 * @self: limits
 * @sweep: what each price yields
 * @low: the least price
 * @high: the greatest
 *
 * Returns: (transfer full) (element-type gint64): ascending prices among which the best allowed
 *   one is
 */
GArray *
pnr_price_box_list (const PnrPriceBox *self, const PnrPriceSweep *sweep, gint64 low, gint64 high)
{
  GArray *prices;

  if (self->limits->n_endings == 0 && self->step_minor <= 1)
    return pnr_price_sweep_get_candidates (sweep, low, high);
  prices = g_array_new (FALSE, FALSE, sizeof (gint64));
  for (gint64 price = low; price <= high; price++)
    if (pnr_price_box_has_ending (self, price))
      g_array_append_val (prices, price);
  return prices;
}

/* The allowed price next to @price_minor, looked for downwards first; @low where there is none. */
gint64
pnr_price_box_snap (const PnrPriceBox *self, gint64 price_minor, gint64 low, gint64 high)
{
  gint64 wanted = CLAMP (price_minor, low, MAX (low, high));

  for (gint64 price = wanted; price >= low; price--)
    if (pnr_price_box_has_ending (self, price))
      return price;
  for (gint64 price = wanted; price <= high; price++)
    if (pnr_price_box_has_ending (self, price))
      return price;
  return low;
}

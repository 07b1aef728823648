/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every offer that is live at once, and what a cart costs under all of them, step by step.
 *
 * In this order: bundles and buy-gets take units, what they do not take is bought singly; then
 * percentages on each line, amounts off the cart, gifts. A unit is in one line only. Prices are
 * rounded half up once per line and step. */
#include "config.h"

#include "economy/pnr-deal.h"

#include "base/pnr-money.h"

#define MILLION 1000000

/* Whether an offer takes units of the cart, so that the shopper chooses how often to use it. */
gboolean
pnr_deal_offer_is_item (const PnrDealOffer *self)
{
  return self->kind == PNR_DEAL_BUNDLE || self->kind == PNR_DEAL_BUY_GET;
}

static gboolean
is_live (const PnrDealShop *self, guint offer, PnrDealKind kind, guint codes, gint64 goods_minor)
{
  const PnrDealOffer *it = &self->offers[offer];

  return it->kind == kind && (!it->needs_code || (codes >> offer & 1))
         && goods_minor >= it->threshold_minor;
}

/* Offers of a kind that are live, by priority; the earlier one where that is equal. */
static guint
list_live (const PnrDealShop *self, PnrDealKind kind, guint codes, gint64 goods_minor, guint *found)
{
  guint n = 0;

  for (guint o = 0; o < self->n_offers; o++) {
    guint at = n;

    if (!is_live (self, o, kind, codes, goods_minor))
      continue;
    for (; at > 0 && self->offers[found[at - 1]].priority < self->offers[o].priority; at--)
      found[at] = found[at - 1];
    found[at] = o;
    n++;
  }
  return n;
}

static void
add_line (const PnrDealShop *self, PnrDealCart *cart, int offer, const guint8 *quantity,
          guint n_times, gint64 base_minor)
{
  PnrDealLine *line = &cart->lines[cart->n_lines++];

  *line = (PnrDealLine){ .offer = offer, .base_minor = base_minor, .price_minor = base_minor };
  for (guint j = 0; j < self->n_products; j++) {
    line->quantity[j] = (guint8) (n_times * quantity[j]);
    line->list_minor += line->quantity[j] * self->list_minor[j];
    cart->received[j] += line->quantity[j];
    cart->cost_minor += line->quantity[j] * self->cost_minor[j];
  }
  cart->list_minor += line->list_minor;
}

static void
add_item_lines (const PnrDealShop *self, const guint8 *uses, PnrDealCart *cart)
{
  for (guint o = 0; o < self->n_offers; o++) {
    const PnrDealOffer *offer = &self->offers[o];
    guint8 content[PNR_DEAL_MAX_PRODUCTS];
    gint64 price = offer->price_minor;

    if (uses[o] == 0 || !pnr_deal_offer_is_item (offer))
      continue;
    for (guint j = 0; j < self->n_products; j++) {
      gboolean buys = offer->kind == PNR_DEAL_BUY_GET;

      content[j] = (guint8) (offer->quantity[j] + (buys ? offer->buy[j] : 0));
      price += buys ? offer->buy[j] * self->list_minor[j] : 0;
      cart->n_units += uses[o] * content[j];
    }
    add_line (self, cart, (int) o, content, uses[o], uses[o] * price);
  }
}

static void
add_single_lines (const PnrDealShop *self, const guint8 *singles, PnrDealCart *cart)
{
  for (guint j = 0; j < self->n_products; j++) {
    guint8 one[PNR_DEAL_MAX_PRODUCTS] = { 0 };

    one[j] = 1;
    cart->n_units += singles[j];
    if (singles[j] > 0)
      add_line (self, cart, -1, one, singles[j], singles[j] * self->list_minor[j]);
  }
}

static gint64
get_percent_ppm (const PnrDealShop *self, guint offer, const guint8 *singles)
{
  const PnrDealOffer *it = &self->offers[offer];
  guint n_units = 0;

  for (guint j = 0; j < self->n_products; j++)
    n_units += it->group >> j & 1 ? singles[j] : 0;
  return it->n_tiers == 0 ? 0 : it->tier_ppm[CLAMP (n_units, 1, it->n_tiers) - 1];
}

/* A line of several products is discounted only where all of them are. */
static gboolean
takes_percent (const PnrDealShop *self, const PnrDealLine *line, const PnrDealOffer *offer)
{
  if (line->offer >= 0
      && (offer->stacking == PNR_STACKING_EXCLUSIVE
          || self->offers[line->offer].stacking == PNR_STACKING_EXCLUSIVE))
    return FALSE;
  for (guint j = 0; j < self->n_products; j++)
    if (line->quantity[j] > 0 && !(offer->group >> j & 1))
      return FALSE;
  return TRUE;
}

static gint64
take_off (gint64 price_minor, gint64 ppm)
{
  return pnr_money_round_ratio (price_minor, MILLION - MIN (ppm, MILLION), MILLION);
}

static void
record (PnrDealLine *line, guint offer, gint64 price_minor)
{
  line->steps[line->n_steps++] = (PnrDealStep){ offer, price_minor };
  line->price_minor = price_minor;
}

/* Percentages that add come first, so that those that multiply see what they leave. */
static void
discount_line (const PnrDealShop *self, PnrDealLine *line, const guint *found, const gint64 *ppm,
               guint n_found)
{
  gint64 added = 0, best_ppm = 0;
  guint best = 0;

  if (n_found > 0 && self->offers[found[0]].stacking == PNR_STACKING_EXCLUSIVE) {
    record (line, found[0], take_off (line->base_minor, ppm[0]));
    return;
  }
  for (guint i = 0; i < n_found; i++)
    if (self->offers[found[i]].stacking == PNR_STACKING_ADDITIVE) {
      added += ppm[i];
      record (line, found[i], take_off (line->base_minor, added));
    }
  for (guint i = 0; i < n_found; i++) {
    if (self->offers[found[i]].stacking == PNR_STACKING_MULTIPLICATIVE)
      record (line, found[i], take_off (line->price_minor, ppm[i]));
    if (self->offers[found[i]].stacking == PNR_STACKING_BEST_ONLY && ppm[i] > best_ppm) {
      best_ppm = ppm[i];
      best = found[i];
    }
  }
  if (best_ppm > 0 && take_off (line->base_minor, best_ppm) < line->price_minor) {
    line->n_steps = 0;
    record (line, best, take_off (line->base_minor, best_ppm));
  }
}

static void
discount_lines (const PnrDealShop *self, const guint8 *singles, guint codes, PnrDealCart *cart)
{
  guint live[PNR_DEAL_MAX_OFFERS], n_live;
  gint64 goods = 0;

  for (guint i = 0; i < cart->n_lines; i++)
    goods += cart->lines[i].base_minor;
  n_live = list_live (self, PNR_DEAL_PERCENT, codes, goods, live);
  for (guint i = 0; i < cart->n_lines; i++) {
    guint found[PNR_DEAL_MAX_OFFERS], n_found = 0;
    gint64 ppm[PNR_DEAL_MAX_OFFERS];

    for (guint o = 0; o < n_live; o++) {
      gint64 off = get_percent_ppm (self, live[o], singles);

      if (off <= 0 || !takes_percent (self, &cart->lines[i], &self->offers[live[o]]))
        continue;
      found[n_found] = live[o];
      ppm[n_found++] = off;
    }
    discount_line (self, &cart->lines[i], found, ppm, n_found);
  }
}

static gboolean
is_exclusive_line (const PnrDealShop *self, const PnrDealLine *line)
{
  gboolean is_exclusive =
      line->offer >= 0 && self->offers[line->offer].stacking == PNR_STACKING_EXCLUSIVE;

  for (guint i = 0; i < line->n_steps; i++)
    is_exclusive |= self->offers[line->steps[i].offer].stacking == PNR_STACKING_EXCLUSIVE;
  return is_exclusive;
}

/* An amount touches every line, so it lowers only lines that may be combined with it. */
static gint64
get_pool (const PnrDealShop *self, const PnrDealCart *cart, gboolean is_exclusive)
{
  gint64 pool = 0;

  for (guint i = 0; i < cart->n_lines; i++) {
    const PnrDealLine *line = &cart->lines[i];
    gboolean is_touched = line->offer >= 0 || line->n_steps > 0;

    if (is_exclusive ? !is_touched : !is_exclusive_line (self, line))
      pool += line->price_minor;
  }
  return pool;
}

static void
take_amount (const PnrDealShop *self, PnrDealCart *cart, guint offer, gint64 *pool)
{
  gint64 amount = MIN (*pool, self->offers[offer].price_minor);

  if (amount <= 0)
    return;
  *pool -= amount;
  cart->paid_minor -= amount;
  cart->steps[cart->n_steps++] = (PnrDealStep){ offer, cart->paid_minor };
}

static void
take_amounts (const PnrDealShop *self, guint codes, PnrDealCart *cart)
{
  guint live[PNR_DEAL_MAX_OFFERS], best = G_MAXUINT;
  guint n_live = list_live (self, PNR_DEAL_AMOUNT, codes, cart->paid_minor, live);
  gboolean is_exclusive = n_live > 0 && self->offers[live[0]].stacking == PNR_STACKING_EXCLUSIVE;
  gint64 pool = get_pool (self, cart, is_exclusive), full_pool = pool, goods = cart->paid_minor;

  for (guint i = 0; i < (is_exclusive ? 1 : n_live); i++) {
    const PnrDealOffer *offer = &self->offers[live[i]];

    if (offer->stacking == PNR_STACKING_BEST_ONLY) {
      if (best == G_MAXUINT || offer->price_minor > self->offers[best].price_minor)
        best = live[i];
    } else if (is_exclusive || offer->stacking != PNR_STACKING_EXCLUSIVE) {
      take_amount (self, cart, live[i], &pool);
    }
  }
  if (best != G_MAXUINT && MIN (full_pool, self->offers[best].price_minor) > full_pool - pool) {
    cart->n_steps = 0;
    cart->paid_minor = goods;
    take_amount (self, cart, best, &full_pool);
  }
}

/**
 * pnr_deal_shop_price:
 * @self: products and offers
 * @uses: (array): how often each bundle and buy-get is used
 * @singles: (array): units of each product bought singly
 * @codes: offers whose code was typed, as a set of bits
 * @cart: (out): lines, steps and sums
 *
 * Prices a cart under all offers that are live.
 */
void
pnr_deal_shop_price (const PnrDealShop *self, const guint8 *uses, const guint8 *singles,
                     guint codes, PnrDealCart *cart)
{
  guint gifts[PNR_DEAL_MAX_OFFERS], n_gifts;

  cart->n_lines = cart->n_steps = cart->n_units = 0;
  cart->codes = codes;
  cart->list_minor = cart->cost_minor = cart->paid_minor = 0;
  for (guint j = 0; j < PNR_DEAL_MAX_PRODUCTS; j++)
    cart->received[j] = 0;
  add_item_lines (self, uses, cart);
  add_single_lines (self, singles, cart);
  discount_lines (self, singles, codes, cart);
  for (guint i = 0; i < cart->n_lines; i++)
    cart->paid_minor += cart->lines[i].price_minor;
  take_amounts (self, codes, cart);
  n_gifts = list_live (self, PNR_DEAL_GIFT, codes, cart->paid_minor, gifts);
  for (guint i = 0; i < n_gifts && cart->n_units > 0; i++)
    add_line (self, cart, (int) gifts[i], self->offers[gifts[i]].quantity, 1, 0);
}

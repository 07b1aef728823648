/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Finds the cheapest way to a bundle's content, and the carts that give goods away.
 *
 * Thresholds, tiers and codes look at the whole cart, so a partial cart bounds nothing; the search
 * therefore tries every cart, smallest first: how often each bundle is used, what is added singly,
 * which codes are typed. With n products and k units that is C(n + k - 1, k) carts without offers.
 * Smallest first, so that a search that had to stop still says up to which size it is complete. */
#include "config.h"

#include "economy/pnr-best-deal.h"

#include <string.h>

/* Carts between two looks at the wish to stop. */
#define LOOK_EVERY 4096

typedef struct Search Search;

struct Search {
  const PnrDealShop *shop;
  const PnrDealLimits *limits;
  guint8 caps[PNR_DEAL_MAX_PRODUCTS];
  guint coded;
  guint banned; /* offers that must not be used */
  guint8 uses[PNR_DEAL_MAX_OFFERS];
  guint8 singles[PNR_DEAL_MAX_PRODUCTS];
  guint8 held[PNR_DEAL_MAX_PRODUCTS];
  PnrDealCart cart;
  void (*visit) (Search *self, gpointer data);
  gpointer data;
  PnrDealEffort *effort;
  PnrProgress *progress;
  gboolean is_stopped;
};

static void
search_codes (Search *self)
{
  guint codes = 0;

  do {
    if ((guint) __builtin_popcount (codes) <= self->limits->most_codes) {
      gboolean is_cancelled = self->effort->n_carts % LOOK_EVERY == 0 && self->progress != NULL
                              && pnr_progress_is_cancelled (self->progress);

      if (is_cancelled || self->effort->n_carts >= self->limits->most_carts) {
        self->is_stopped = TRUE;
        return;
      }
      self->effort->n_carts++;
      pnr_deal_shop_price (self->shop, self->uses, self->singles, codes, &self->cart);
      self->visit (self, self->data);
    }
    codes = (codes - self->coded) & self->coded;
  } while (codes != 0);
}

static void
search_singles (Search *self, guint product, guint n_left)
{
  guint most;

  if (product == self->shop->n_products) {
    if (n_left == 0)
      search_codes (self);
    return;
  }
  most = MIN (n_left, (guint) (self->caps[product] - self->held[product]));
  if (self->shop->not_sold_singly >> product & 1)
    most = 0;
  for (guint n = 0; n <= most && !self->is_stopped; n++) {
    self->singles[product] = (guint8) n;
    search_singles (self, product + 1, n_left - n);
  }
  self->singles[product] = 0;
}

/* Puts an offer's content into the cart once more; the units it took, 0 where it does not fit. */
static guint
hold (Search *self, const PnrDealOffer *offer, guint n_left)
{
  guint n_units = 0;

  for (guint j = 0; j < self->shop->n_products; j++) {
    guint content = offer->quantity[j] + (offer->kind == PNR_DEAL_BUY_GET ? offer->buy[j] : 0u);

    n_units += content;
    if (self->held[j] + content > self->caps[j] || n_units > n_left)
      return 0;
  }
  for (guint j = 0; j < self->shop->n_products; j++)
    self->held[j] +=
        (guint8) (offer->quantity[j] + (offer->kind == PNR_DEAL_BUY_GET ? offer->buy[j] : 0));
  return n_units;
}

static void
search_offers (Search *self, guint o, guint n_left)
{
  const PnrDealOffer *offer = &self->shop->offers[o];
  guint8 before[PNR_DEAL_MAX_PRODUCTS];
  guint n_units = 1;

  if (o == self->shop->n_offers) {
    search_singles (self, 0, n_left);
    return;
  }
  memcpy (before, self->held, sizeof before);
  search_offers (self, o + 1, n_left);
  while (pnr_deal_offer_is_item (offer) && !(self->banned >> o & 1) && !self->is_stopped
         && (offer->most_uses == 0 || self->uses[o] < offer->most_uses)) {
    n_units = hold (self, offer, n_left);
    if (n_units == 0)
      break;
    self->uses[o]++;
    n_left -= n_units;
    search_offers (self, o + 1, n_left);
  }
  self->uses[o] = 0;
  memcpy (self->held, before, sizeof before);
}

static gboolean
search_all (Search *self, guint most_units, GError **error)
{
  for (guint o = 0; o < self->shop->n_offers; o++)
    if (self->shop->offers[o].needs_code && !pnr_deal_offer_is_item (&self->shop->offers[o]))
      self->coded |= 1u << o;
  for (guint size = 1; size <= most_units && !self->is_stopped; size++) {
    search_offers (self, 0, size);
    if (!self->is_stopped)
      self->effort->complete_units = size;
  }
  self->effort->is_complete = !self->is_stopped;
  return self->progress == NULL || pnr_progress_check (self->progress, error);
}

static void
keep_cheaper (PnrDealCart *best, gboolean *is_found, const PnrDealCart *cart)
{
  if (*is_found && cart->paid_minor >= best->paid_minor)
    return;
  *is_found = TRUE;
  *best = *cart;
}

typedef struct {
  const guint8 *wanted;
  PnrDealCart *best;
  gboolean is_found;
} Wish;

static void
visit_wish (Search *self, gpointer data)
{
  Wish *wish = data;

  for (guint j = 0; j < self->shop->n_products; j++)
    if (self->cart.received[j] < wish->wanted[j])
      return;
  keep_cheaper (wish->best, &wish->is_found, &self->cart);
}

/* The bundle used once and nothing else, with the codes that help it most. */
static void
price_own (const PnrDealShop *shop, guint bundle, const PnrDealLimits *limits, PnrDealCart *own)
{
  guint8 nothing[PNR_DEAL_MAX_PRODUCTS] = { 0 };
  PnrDealEffort effort = { 0 };
  PnrDealLimits no_end = *limits;
  Wish wish = { .wanted = nothing, .best = own };
  Search search = { .shop = shop, .limits = &no_end, .visit = visit_wish, .data = &wish };

  no_end.most_carts = G_MAXUINT64;
  search.effort = &effort;
  search.uses[bundle] = 1;
  for (guint o = 0; o < shop->n_offers; o++)
    if (shop->offers[o].needs_code && !pnr_deal_offer_is_item (&shop->offers[o]))
      search.coded |= 1u << o;
  search_codes (&search);
}

/**
 * pnr_best_deal_find:
 * @shop: products and all live offers
 * @bundle: place of the bundle among the offers
 * @limits: how far to search; the size of a cart is the bundle's plus @most_extra
 * @progress: (nullable): asked whether to stop
 * @deal: (out): the bundle's own price and the cheapest other way
 * @error: set where the search was cancelled
 *
 * A shopper may take more than she wants where that is cheaper, and gifts count as received.
 *
 * Returns: %FALSE where the search was cancelled
 */
gboolean
pnr_best_deal_find (const PnrDealShop *shop, guint bundle, const PnrDealLimits *limits,
                    PnrProgress *progress, PnrBestDeal *deal, GError **error)
{
  Wish wish = { .best = &deal->best };
  Search search = { .shop = shop,
                    .limits = limits,
                    .banned = 1u << bundle,
                    .visit = visit_wish,
                    .data = &wish,
                    .effort = &deal->effort,
                    .progress = progress };
  guint most_units = limits->most_extra;

  memset (deal, 0, sizeof *deal);
  price_own (shop, bundle, limits, &deal->own);
  wish.wanted = shop->offers[bundle].quantity;
  if (shop->offers[bundle].kind == PNR_DEAL_BUY_GET)
    wish.wanted = deal->own.lines[0].quantity;
  for (guint j = 0; j < shop->n_products; j++) {
    search.caps[j] = (guint8) (wish.wanted[j] + limits->most_extra);
    most_units += wish.wanted[j];
  }
  if (!search_all (&search, most_units, error))
    return FALSE;
  deal->is_found = wish.is_found;
  deal->is_beaten = wish.is_found && deal->best.paid_minor < deal->own.paid_minor;
  return TRUE;
}

static void
visit_worst (Search *self, gpointer data)
{
  PnrWorstCart *worst = data;
  const PnrDealCart *cart = &self->cart;
  gboolean is_first = !worst->is_found;

  if (cart->list_minor <= 0)
    return;
  worst->is_found = TRUE;
  if (is_first
      || (__int128) cart->paid_minor * worst->cheapest.list_minor
             < (__int128) worst->cheapest.paid_minor * cart->list_minor)
    worst->cheapest = *cart;
  if (is_first
      || cart->paid_minor - cart->cost_minor
             < worst->deepest.paid_minor - worst->deepest.cost_minor)
    worst->deepest = *cart;
}

/**
 * pnr_worst_cart_find:
 * @shop: products and all live offers
 * @limits: how far to search
 * @progress: (nullable): asked whether to stop
 * @worst: (out): the carts a merchant would not like to see
 * @error: set where the search was cancelled
 *
 * Returns: %FALSE where the search was cancelled
 */
gboolean
pnr_worst_cart_find (const PnrDealShop *shop, const PnrDealLimits *limits, PnrProgress *progress,
                     PnrWorstCart *worst, GError **error)
{
  Search search = { .shop = shop,
                    .limits = limits,
                    .visit = visit_worst,
                    .data = worst,
                    .effort = &worst->effort,
                    .progress = progress };

  memset (worst, 0, sizeof *worst);
  for (guint j = 0; j < shop->n_products; j++)
    search.caps[j] = (guint8) MIN (limits->most_units, 255);
  if (!search_all (&search, limits->most_units, error))
    return FALSE;
  worst->is_free = worst->is_found && worst->cheapest.paid_minor == 0;
  worst->is_below_cost = worst->is_found && worst->deepest.paid_minor < worst->deepest.cost_minor;
  return TRUE;
}

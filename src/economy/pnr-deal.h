/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every offer that is live at once, and what a cart costs under all of them, step by step. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define PNR_DEAL_MAX_PRODUCTS 12
#define PNR_DEAL_MAX_OFFERS 16
#define PNR_DEAL_MAX_TIERS 8

typedef enum {
  PNR_DEAL_BUNDLE,  /* @quantity together for @price_minor */
  PNR_DEAL_BUY_GET, /* with @buy at list price, @quantity for @price_minor; zero is free */
  PNR_DEAL_PERCENT, /* @tier_ppm off products of @group, by how many of them stand singly */
  PNR_DEAL_AMOUNT,  /* @price_minor off the cart */
  PNR_DEAL_GIFT,    /* @quantity for nothing */
} PnrDealKind;

/* How a discount meets others. Additive: percentages of the first price add up. Multiplicative:
 * each comes off what the ones before left. Best only: alone, where that is cheaper than all the
 * others together. Exclusive: shares no line with another offer. */
typedef enum {
  PNR_STACKING_ADDITIVE,
  PNR_STACKING_MULTIPLICATIVE,
  PNR_STACKING_BEST_ONLY,
  PNR_STACKING_EXCLUSIVE,
} PnrStacking;

/* @tier_ppm[k - 1]: millionths off for k units, the last for more. @threshold_minor: goods in the
 * cart that percentages, amounts and gifts ask for. @priority: higher comes first, then the earlier
 * offer. @most_uses: bundles and buy-gets per cart, 0 for any number. */
typedef struct {
  const char *name;
  PnrDealKind kind;
  PnrStacking stacking;
  int priority;
  guint8 quantity[PNR_DEAL_MAX_PRODUCTS];
  guint8 buy[PNR_DEAL_MAX_PRODUCTS];
  gint64 price_minor;
  guint group;
  gint64 tier_ppm[PNR_DEAL_MAX_TIERS];
  guint n_tiers;
  gint64 threshold_minor;
  guint most_uses;
  gboolean needs_code;
} PnrDealOffer;

typedef struct {
  guint n_products;
  gint64 list_minor[PNR_DEAL_MAX_PRODUCTS];
  gint64 cost_minor[PNR_DEAL_MAX_PRODUCTS];
  guint not_sold_singly; /* a set of bits */
  guint n_offers;
  PnrDealOffer offers[PNR_DEAL_MAX_OFFERS];
} PnrDealShop;

/* What an offer made of a price. */
typedef struct {
  guint offer;
  gint64 price_minor;
} PnrDealStep;

/* One line of the proof. @offer -1: bought singly. @steps lead from @base_minor to @price_minor. */
typedef struct {
  int offer;
  guint8 quantity[PNR_DEAL_MAX_PRODUCTS];
  gint64 list_minor;
  gint64 base_minor;
  gint64 price_minor;
  guint n_steps;
  PnrDealStep steps[PNR_DEAL_MAX_OFFERS];
} PnrDealLine;

/* A priced cart. Lines sum to the first price, @steps lead from there to @paid_minor. List and cost
 * are of everything received, gifts included. */
typedef struct {
  guint n_lines;
  PnrDealLine lines[PNR_DEAL_MAX_PRODUCTS + PNR_DEAL_MAX_OFFERS];
  guint n_steps;
  PnrDealStep steps[PNR_DEAL_MAX_OFFERS];
  guint8 received[PNR_DEAL_MAX_PRODUCTS];
  guint codes;
  guint n_units; /* put into the cart; gifts come on top */
  gint64 list_minor;
  gint64 cost_minor;
  gint64 paid_minor;
} PnrDealCart;

gboolean pnr_deal_offer_is_item (const PnrDealOffer *self);
void pnr_deal_shop_price (const PnrDealShop *self, const guint8 *uses, const guint8 *singles,
                          guint codes, PnrDealCart *cart);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a basket costs under one bundle: the price, what is saved, what is earned. */
#pragma once

#include "model/pnr-bundle.h"

G_BEGIN_DECLS

/* One product of a basket, each product once. @price_minor, @cost_minor: of one unit,
 * %PNR_MONEY_UNKNOWN where nobody has said. */
typedef struct {
  gint64 product_id;
  gint64 quantity;
  gint64 price_minor;
  gint64 cost_minor;
} PnrBasketLine;

/* Amounts of the whole basket; @saving_minor is below zero where the bundle is dearer than its
 * parts. @n_uses: how often the rule applied, 0: everything at its own price. @next_start: the
 * number or amount that the next tier or the gift starts at, 0 where there is none. @is_sold: a
 * shop would sell this basket; parts of a pure bundle are not sold without it. */
typedef struct {
  gint64 list_minor;
  gint64 price_minor;
  gint64 saving_minor;
  gint64 cost_minor;
  gint64 margin_minor;
  gint64 n_uses;
  gint64 next_start;
  gboolean is_sold;
} PnrBundleQuote;

/* What in a price needs a reason, as bits. */
typedef enum {
  PNR_PRICE_BREACH_NONE = 0,
  PNR_PRICE_BREACH_NOT_ABOVE_MAIN = 1 << 0,
  PNR_PRICE_BREACH_ABOVE_PARTS = 1 << 1,
  PNR_PRICE_BREACH_BELOW_COST = 1 << 2,
  PNR_PRICE_BREACH_BELOW_FLOOR = 1 << 3,
} PnrPriceBreach;

PnrBundleQuote pnr_bundle_quote (PnrBundle *self, const PnrBasketLine *lines, guint n_lines,
                                 gint64 other_goods_minor);
gboolean pnr_bundle_is_plain_set (PnrBundle *self);
GArray *pnr_bundle_dup_usual_basket (PnrBundle *self);
gint64 pnr_bundle_get_usual_other_goods_minor (PnrBundle *self);
PnrBundleQuote pnr_bundle_quote_usual (PnrBundle *self, PnrNounList *products);
PnrBundleQuote pnr_bundle_quote_guarded (PnrBundle *self, PnrNounList *products);
gint64 pnr_bundle_find_floor_minor (PnrBundle *self, gint64 cost_minor, gint64 vat_ppm);
PnrPriceBreach pnr_bundle_find_breaches (PnrBundle *self, PnrNounList *products, gint64 vat_ppm);

G_END_DECLS

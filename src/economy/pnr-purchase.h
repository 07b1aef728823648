/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The single steps in which a basket is filled: one product, or one use of an offer. */
#pragma once

#include "model/pnr-market.h"

G_BEGIN_DECLS

/* What taking an offer is felt to cost is counted in these parts of a minor unit. */
#define PNR_BOTHER_PARTS 16

/* The place of an offer in a purchase that is none. */
#define PNR_NO_OFFER G_MAXUINT

/* @quantity and @anchor by place of the product in the market: what goes into the basket and what
 * must be there already. @extra_net: what is left of @paid_minor after tax beyond what the shop's
 * usual rate leaves. @chosen: the products of the content, as a set of bits. */
typedef struct {
  guint16 quantity[PNR_MARKET_MAX_PRODUCTS];
  guint16 anchor[PNR_MARKET_MAX_PRODUCTS];
  guint offer;
  guint chosen;
  gint64 paid_minor;
  gint64 bother;
  gint64 cost_minor;
  double extra_net;
} PnrPurchase;

guint pnr_market_get_members (const PnrMarket *market, guint bundle);
guint pnr_market_get_led (const PnrMarket *market);
guint pnr_market_get_withdrawn (const PnrMarket *market);
void pnr_market_get_caps (const PnrMarket *market, guint caps[PNR_MARKET_MAX_PRODUCTS]);
double pnr_market_get_extra_net_share (const PnrMarket *market, guint product);
gboolean pnr_market_has_mixed_taxes (const PnrMarket *market);
double pnr_market_get_offer_extra_net_share (const PnrMarket *market, guint bundle);
gint64 pnr_market_get_bother (const PnrMarket *market, guint bundle);
gint64 pnr_market_get_offer_sum_minor (const PnrMarket *market, guint bundle);
gint64 pnr_market_get_offer_cost_minor (const PnrMarket *market, guint bundle);
gint64 pnr_market_get_offer_price_minor (const PnrMarket *market, guint bundle);
gint64 pnr_minor_less_share (gint64 minor, gint64 off_ppm);

void pnr_purchase_of_gift (const PnrMarket *market, guint bundle, PnrPurchase *gift);
GArray *pnr_purchases_list (const PnrMarket *market, guint products, guint bundles,
                            guint not_sold_singly);

G_END_DECLS

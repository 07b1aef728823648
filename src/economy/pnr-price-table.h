/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The cheapest way to own each content of a basket, and the shoppers' choice from it. */
#pragma once

#include "base/pnr-progress.h"
#include "economy/pnr-choice-kernel.h"
#include "economy/pnr-purchase.h"

G_BEGIN_DECLS

#define PNR_MAX_CONTENTS 65536

/* The worth, in parts of a minor unit, of a product that a shopper does not know: less than any
 * basket could make good. */
#define PNR_VALUE_OF_UNKNOWN (-100000000)

/* One content as bought: @bundles is the set of offers used, @uses how often each, @chosen what
 * each put in, @tiered how many units the tier, if one was used, took something off,
 * @offer_paid_minor what was paid through each. @bother in 1/PNR_BOTHER_PARTS minor
 * units. @extra_net: what tax leaves beyond the usual rate. @charge_minor: what the shopper pays
 * for shipping. @contribution leaves out what depends on the whole order. */
typedef struct {
  gint64 paid_minor;
  gint64 bother;
  gint64 cost_minor;
  gint64 charge_minor;
  gint64 weight_g;
  double extra_net;
  double contribution;
  gint64 offer_paid_minor[PNR_MARKET_MAX_BUNDLES];
  guint16 chosen[PNR_MARKET_MAX_BUNDLES];
  guint8 uses[PNR_MARKET_MAX_BUNDLES];
  guint16 quantity[PNR_MARKET_MAX_PRODUCTS];
  guint16 tiered[PNR_MARKET_MAX_PRODUCTS];
  guint16 bundles;
  guint32 units;
  gboolean is_on_sale;
} PnrPriceCell;

/* What is looked up for every shopper, close together. */
typedef struct {
  gint64 paid_minor;
  gint64 charge_minor;
  gint64 weight_g;
  guint32 units;
  guint16 bundles;
} PnrPriceMark;

/* Products and offers as sets of bits by their places in the market. @bundles: the offers seen.
 * @progress: (nullable): asked whether anybody still waits while the table is made and while
 * shoppers choose from it. After a cancellation neither table nor choices mean anything. */
typedef struct {
  guint products;
  guint not_sold_singly;
  guint bundles;
  gboolean ties_go_against_shop;
  PnrProgress *progress;
} PnrPriceTableOptions;

/* What has a free price: an offer or one product; the other is %G_MAXUINT. */
typedef struct {
  guint bundle;
  guint product;
} PnrPriceItem;

/* Contents are mixed-radix numbers over the table's products. @worth_e4[x][n]: worth of n units in
 * 1/10000 of the first. @bond_percent[x][y]: what product y in the basket adds to the worth of x.
 */
typedef struct {
  guint n_products;
  guint product[PNR_MARKET_MAX_PRODUCTS];
  guint radix[PNR_MARKET_MAX_PRODUCTS];
  guint stride[PNR_MARKET_MAX_PRODUCTS];
  guint n_contents;
  PnrPriceCell *cells;
  PnrPriceMark *marks;
  gint64 *worth_e4[PNR_MARKET_MAX_PRODUCTS];
  gint64 bond_percent[PNR_MARKET_MAX_PRODUCTS][PNR_MARKET_MAX_PRODUCTS];
  gboolean has_bonds;
  guint n_low_products;
  guint n_low;
  guint n_offers;
  guint32 *offers;      /* contents on sale, in the order in which ties are resolved */
  PnrChoiceOffer *menu; /* the same for the kernel, prices left out */
  PnrChoiceGroup *groups;
  guint n_groups;
  PnrProgress *progress;
} PnrPriceTable;

double pnr_market_get_keep (const PnrMarket *market);
gint64 pnr_market_get_ship_minor (const PnrMarket *market, gint64 weight_g, gint64 units);

PnrPriceTable *pnr_price_table_new (const PnrMarket *market, const PnrPriceTableOptions *options);
GPtrArray *pnr_price_tables_new_by_uses (const PnrMarket *market,
                                         const PnrPriceTableOptions *options,
                                         const PnrPriceItem *item);
void pnr_price_table_free (PnrPriceTable *self);
void pnr_price_table_choose (const PnrPriceTable *self, const gint32 *values, gsize stride, guint n,
                             gint32 scale, gint32 *surplus, guint32 *content);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PnrPriceTable, pnr_price_table_free)

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The cheapest way to own each content of a basket, and the shoppers' choice from it. */
#pragma once

#include "economy/pnr-choice-kernel.h"
#include "model/pnr-market.h"

G_BEGIN_DECLS

/* A further unit of a product is worth half the one before, until data say otherwise. */
#define PNR_DECAY_PERCENT 50
#define PNR_MAX_CONTENTS 65536

/* One content as bought: @bundles is the set of bundles used. @contribution leaves out what an
 * order costs however large it is. */
typedef struct {
  gint64 paid_minor;
  gint64 cost_minor;
  double contribution;
  guint8 quantity[PNR_MARKET_MAX_PRODUCTS];
  guint16 units;
  guint16 bundles;
  gboolean is_on_sale;
} PnrPriceCell;

/* Products as a set of bits by their places in the market. The forced product or bundle (at most
 * one of both) is part of every content and free of charge; its costs count. */
typedef struct {
  guint products;
  guint not_sold_singly;
  guint bundles;
  guint forced_product;
  guint forced_bundle;
  const gint64 *handling_minor;
  gboolean ties_go_against_shop;
} PnrPriceTableOptions;

/* Contents are mixed-radix numbers over the table's products. */
typedef struct {
  guint n_products;
  guint product[PNR_MARKET_MAX_PRODUCTS];
  guint radix[PNR_MARKET_MAX_PRODUCTS];
  guint n_contents;
  PnrPriceCell *cells;
  guint n_low_products;
  guint n_low;
  guint n_offers;
  guint32 *offers;      /* contents on sale, in the order in which ties are resolved */
  PnrChoiceOffer *menu; /* the same for the kernel, priced in minor units */
  PnrChoiceGroup *groups;
  guint n_groups;
} PnrPriceTable;

void pnr_market_get_caps (const PnrMarket *market, guint caps[PNR_MARKET_MAX_PRODUCTS]);
double pnr_market_get_keep (const PnrMarket *market);
PnrPriceTable *pnr_price_table_new (const PnrMarket *market, const PnrPriceTableOptions *options);
void pnr_price_table_free (PnrPriceTable *self);
void pnr_price_table_choose (const PnrPriceTable *self, const gint32 *values, gsize stride, guint n,
                             gint32 scale, gint32 *surplus, guint32 *content);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PnrPriceTable, pnr_price_table_free)

G_END_DECLS

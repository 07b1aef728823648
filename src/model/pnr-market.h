/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A focus set of products as the economy sees it: prices, costs, counts, offers, assumptions. */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/* The model enumerates all contents of a basket, so the focus set is small. */
#define PNR_MARKET_MAX_PRODUCTS 12
#define PNR_MARKET_MAX_BUNDLES 8

/* A number nobody knows exactly: 90 % of what is believed lies between @low and @high. */
typedef struct {
  double value;
  double low;
  double high;
} PnrRange;

/* Prices with tax as the plan says, costs net, in minor units. @n_orders: orders of the calibration
 * window that hold the product. @elasticity: own price, below zero. */
typedef struct {
  char *sku;
  char *name;
  gint64 price_minor;
  gint64 cost_minor;
  gint64 weight_g;
  gint64 n_orders;
  PnrRange elasticity;
} PnrMarketProduct;

/* @quantity by place of the product in the market. In a scenario a pure bundle withdraws its
 * components from single sale. */
typedef struct {
  char *sku;
  char *name;
  gint64 quantity[PNR_MARKET_MAX_PRODUCTS];
  gint64 price_minor;
  gboolean is_pure;
} PnrMarketBundle;

/* What an order costs beside the goods; shares in millionths. */
typedef struct {
  gint64 ship_order_minor;
  gint64 ship_unit_minor;
  gint64 fee_ppm;
  gint64 fee_fixed_minor;
  gint64 vat_ppm;
} PnrMarketCosts;

#define PNR_TYPE_MARKET (pnr_market_get_type ())

/* Filled by its maker, then shared and never changed. @n_pair_orders[j][k]: orders holding both. */
typedef struct {
  gatomicrefcount ref_count;
  char *currency;
  guint n_products;
  PnrMarketProduct products[PNR_MARKET_MAX_PRODUCTS];
  gint64 n_pair_orders[PNR_MARKET_MAX_PRODUCTS][PNR_MARKET_MAX_PRODUCTS];
  gint64 n_orders;
  guint n_bundles;
  PnrMarketBundle bundles[PNR_MARKET_MAX_BUNDLES];
  PnrRange relevant_shoppers;
  PnrRange complementarity;
  PnrMarketCosts costs;
} PnrMarket;

GType pnr_market_get_type (void);
PnrMarket *pnr_market_new (const char *currency);
PnrMarket *pnr_market_ref (PnrMarket *self);
PnrMarket *pnr_market_copy (const PnrMarket *self);
void pnr_market_unref (PnrMarket *self);

PnrMarketProduct *pnr_market_add_product (PnrMarket *self, const char *sku, const char *name);
PnrMarketBundle *pnr_market_add_bundle (PnrMarket *self, const char *sku, const char *name);
gint64 pnr_market_get_bundle_sum_minor (const PnrMarket *self, guint bundle);
gint64 pnr_market_get_bundle_cost_minor (const PnrMarket *self, guint bundle);
char *pnr_market_dup_hash (const PnrMarket *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PnrMarket, pnr_market_unref)

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the shop sells: its identity, price, cost, stock and how often it was ordered. */
#pragma once

#include <glib-object.h>

#include "model/pnr-kinds.h"
#include "model/pnr-price-history.h"

G_BEGIN_DECLS

#define PNR_PRODUCT_STOCK_UNKNOWN G_MININT64
#define PNR_PRODUCT_WEIGHT_UNKNOWN (-1)

#define PNR_TYPE_PRODUCT (pnr_product_get_type ())
G_DECLARE_FINAL_TYPE (PnrProduct, pnr_product, PNR, PRODUCT, GObject)

PnrProduct *pnr_product_new (gint64 id);
PnrProduct *pnr_product_copy (PnrProduct *self);

gint64 pnr_product_get_id (PnrProduct *self);
const char *pnr_product_get_sku (PnrProduct *self);
void pnr_product_set_sku (PnrProduct *self, const char *sku);
const char *pnr_product_get_external_id (PnrProduct *self);
void pnr_product_set_external_id (PnrProduct *self, const char *external_id);
const char *pnr_product_get_name (PnrProduct *self);
void pnr_product_set_name (PnrProduct *self, const char *name);
PnrProductKind pnr_product_get_kind (PnrProduct *self);
void pnr_product_set_kind (PnrProduct *self, PnrProductKind kind);
const char *pnr_product_get_category (PnrProduct *self);
void pnr_product_set_category (PnrProduct *self, const char *category);
const char *pnr_product_get_brand (PnrProduct *self);
void pnr_product_set_brand (PnrProduct *self, const char *brand);
const char *pnr_product_get_parent_sku (PnrProduct *self);
void pnr_product_set_parent_sku (PnrProduct *self, const char *parent_sku);
gint64 pnr_product_get_price_minor (PnrProduct *self);
void pnr_product_set_price_minor (PnrProduct *self, gint64 price_minor);
gint64 pnr_product_get_price_since (PnrProduct *self);
void pnr_product_set_price_since (PnrProduct *self, gint64 price_since);
GArray *pnr_product_get_price_history (PnrProduct *self);
void pnr_product_set_price_history (PnrProduct *self, GArray *history);
gint64 pnr_product_get_cost_minor (PnrProduct *self);
void pnr_product_set_cost_minor (PnrProduct *self, gint64 cost_minor);
PnrCostSource pnr_product_get_cost_source (PnrProduct *self);
void pnr_product_set_cost_source (PnrProduct *self, PnrCostSource cost_source);
gint64 pnr_product_get_stock (PnrProduct *self);
void pnr_product_set_stock (PnrProduct *self, gint64 stock);
gint64 pnr_product_get_weight_g (PnrProduct *self);
void pnr_product_set_weight_g (PnrProduct *self, gint64 weight_g);
gint64 pnr_product_get_launched (PnrProduct *self);
void pnr_product_set_launched (PnrProduct *self, gint64 launched);
gboolean pnr_product_is_visible (PnrProduct *self);
void pnr_product_set_visible (PnrProduct *self, gboolean visible);
const char *pnr_product_get_tax_class (PnrProduct *self);
void pnr_product_set_tax_class (PnrProduct *self, const char *tax_class);
const char *pnr_product_get_image (PnrProduct *self);
void pnr_product_set_image (PnrProduct *self, const char *image);
const char *pnr_product_get_attributes (PnrProduct *self);
void pnr_product_set_attributes (PnrProduct *self, const char *attributes);
gint64 pnr_product_get_n_orders (PnrProduct *self);
void pnr_product_set_n_orders (PnrProduct *self, gint64 n_orders);
gint64 pnr_product_get_units_milli (PnrProduct *self);
void pnr_product_set_units_milli (PnrProduct *self, gint64 units_milli);
gint64 pnr_product_get_revenue_minor (PnrProduct *self);
void pnr_product_set_revenue_minor (PnrProduct *self, gint64 revenue_minor);

const char *pnr_product_get_title (PnrProduct *self);
gint64 pnr_product_get_margin_minor (PnrProduct *self);

G_END_DECLS

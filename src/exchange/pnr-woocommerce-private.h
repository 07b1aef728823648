/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the parts of the WooCommerce writer share: the shop as it can know the plan. */
#pragma once

#include "exchange/pnr-exchange-error.h"
#include "exchange/pnr-export-set.h"
#include "exchange/pnr-woocommerce-table.h"
#include "model/pnr-contents.h"

G_BEGIN_DECLS

/* @products: those whose SKUs the shop can tell apart; @bundles: those that can be written; @skus:
 * the SKUs of both without case; @steps: what the read-me says about each file. */
typedef struct {
  PnrContents *contents;
  PnrExportSet *set;
  PnrProgress *progress;
  GHashTable *products;
  GPtrArray *bundles;
  GHashTable *skus;
  GString *steps;
} PnrWoocommerceShop;

/* Objects that lose the same thing are told in one line: the first of them and how many. */
typedef struct {
  char *first;
  guint n_objects;
} PnrWoocommerceLoss;

void pnr_woocommerce_loss_add (PnrWoocommerceLoss *self, const char *object);
void pnr_woocommerce_loss_report (PnrWoocommerceLoss *self, PnrWoocommerceShop *shop,
                                  const char *what, const char *fallback);
void pnr_woocommerce_shop_lose (PnrWoocommerceShop *self, const char *object, const char *what,
                                const char *fallback);
gboolean pnr_woocommerce_shop_take_sku (PnrWoocommerceShop *self, const char *sku);
gboolean pnr_woocommerce_shop_has (PnrWoocommerceShop *self, PnrProduct *product);
gboolean pnr_woocommerce_shop_add_file (PnrWoocommerceShop *self, const char *name,
                                        PnrWoocommerceTable *table, guint columns, gboolean exactly,
                                        const char *step, GError **error);

gboolean pnr_woocommerce_know_bundles (PnrWoocommerceShop *self, GError **error);
gboolean pnr_woocommerce_add_products (PnrWoocommerceShop *self, GError **error);
gboolean pnr_woocommerce_add_bundles (PnrWoocommerceShop *self, GError **error);
gboolean pnr_woocommerce_add_links (PnrWoocommerceShop *self, GError **error);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rows for WooCommerce's importer, printed so that no cell is empty. */
#pragma once

#include "base/pnr-progress.h"

G_BEGIN_DECLS

typedef struct _PnrWoocommerceTable PnrWoocommerceTable;

PnrWoocommerceTable *pnr_woocommerce_table_new (const char *const *headers, guint n_columns);
void pnr_woocommerce_table_free (PnrWoocommerceTable *self);
void pnr_woocommerce_table_take_row (PnrWoocommerceTable *self, char **cells);
guint pnr_woocommerce_table_get_filled (PnrWoocommerceTable *self, guint row);
guint pnr_woocommerce_table_get_common (PnrWoocommerceTable *self);
guint pnr_woocommerce_table_count (PnrWoocommerceTable *self, guint columns, gboolean exactly);
char *pnr_woocommerce_table_print (PnrWoocommerceTable *self, guint columns, gboolean exactly,
                                   PnrProgress *progress, GError **error);

gboolean pnr_woocommerce_sku_is_expressible (const char *sku);
gboolean pnr_woocommerce_sku_is_listable (const char *sku);
void pnr_woocommerce_list_add (GString *list, const char *item);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PnrWoocommerceTable, pnr_woocommerce_table_free)

G_END_DECLS

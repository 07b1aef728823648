/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One cell of the catalogue: shows a fact of a product, and lets some be typed over. */
#pragma once

#include "ui/pnr-session.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

typedef enum {
  PNR_PRODUCT_COLUMN_NAME, /* first, so that a narrow window begins with what is best known */
  PNR_PRODUCT_COLUMN_SKU,
  PNR_PRODUCT_COLUMN_CATEGORY,
  PNR_PRODUCT_COLUMN_PRICE,
  PNR_PRODUCT_COLUMN_COST,
  PNR_PRODUCT_COLUMN_MARGIN,
  PNR_PRODUCT_COLUMN_ORDERS,
  PNR_N_PRODUCT_COLUMNS,
} PnrProductColumn;

#define PNR_TYPE_PRODUCT_CELL (pnr_product_cell_get_type ())
G_DECLARE_FINAL_TYPE (PnrProductCell, pnr_product_cell, PNR, PRODUCT_CELL, GtkWidget)

GtkWidget *pnr_product_cell_new (PnrSession *session, PnrProductColumn column);

const char *pnr_product_column_get_title (PnrProductColumn column);
gboolean pnr_product_column_is_number (PnrProductColumn column);
int pnr_product_column_compare (PnrProductColumn column, PnrProduct *a, PnrProduct *b);

PnrProduct *pnr_product_cell_get_product (PnrProductCell *self);
void pnr_product_cell_set_product (PnrProductCell *self, PnrProduct *product);
gboolean pnr_product_cell_is_editable (PnrProductCell *self);
void pnr_product_cell_start_editing (PnrProductCell *self);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Stands for one product of the canvas in the accessible tree: named, focusable, never painted. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define PNR_TYPE_PRODUCT_PROXY (pnr_product_proxy_get_type ())
G_DECLARE_FINAL_TYPE (PnrProductProxy, pnr_product_proxy, PNR, PRODUCT_PROXY, GtkWidget)

/* Signal: "opened". */

GtkWidget *pnr_product_proxy_new (gint64 product_id);

gint64 pnr_product_proxy_get_product_id (PnrProductProxy *self);
const char *pnr_product_proxy_get_label (PnrProductProxy *self);
void pnr_product_proxy_describe (PnrProductProxy *self, const char *label, gboolean is_selected);

G_END_DECLS

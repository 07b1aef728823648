/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A card of the canvas as assistive technology meets it: named, focusable, never painted. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define PNR_TYPE_CANVAS_NODE (pnr_canvas_node_get_type ())
G_DECLARE_FINAL_TYPE (PnrCanvasNode, pnr_canvas_node, PNR, CANVAS_NODE, GtkWidget)

/* Signal "opened": the card was activated. */

GtkWidget *pnr_canvas_node_new (gint64 product_id);

gint64 pnr_canvas_node_get_product_id (PnrCanvasNode *self);
void pnr_canvas_node_describe (PnrCanvasNode *self, const char *label, gboolean is_selected);

G_END_DECLS

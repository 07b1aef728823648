/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The table on which products lie and are linked: painted, moved about, worked without a pointer.
 */
#pragma once

#include "drawing/pnr-board-scene.h"
#include "ui/pnr-session.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define PNR_TYPE_CANVAS (pnr_canvas_get_type ())
G_DECLARE_FINAL_TYPE (PnrCanvas, pnr_canvas, PNR, CANVAS, GtkWidget)

/* Property: "zoom" (double, read-only, notified). Signal: "opened" (details of the selection are
 * wanted). Every gesture is also an action: "canvas.zoom-in", "canvas.zoom-out",
 * "canvas.zoom-original", "canvas.fit-all", "canvas.fit-selection", "canvas.select-all",
 * "canvas.select-none", "canvas.walk" (i: direction), "canvas.walk-link" (i), "canvas.move" ((ii):
 * steps), "canvas.connect", "canvas.accept", "canvas.remove", "canvas.bundle", "canvas.open",
 * "canvas.menu", "canvas.arrange" (i: layout), "canvas.set-kind" (i), "canvas.toggle-two-way",
 * "canvas.turn-round", "canvas.cancel". */

GtkWidget *pnr_canvas_new (PnrSession *session);

void pnr_canvas_set_session (PnrCanvas *self, PnrSession *session);
PnrBoardScene *pnr_canvas_get_scene (PnrCanvas *self);
double pnr_canvas_get_zoom (PnrCanvas *self);

/* The parts of a drag by pointer, which "canvas.cancel" ends as if it had never begun. */
void pnr_canvas_press (PnrCanvas *self, double view_x, double view_y, guint button,
                       GdkModifierType state);
gboolean pnr_canvas_drag_to (PnrCanvas *self, double view_x, double view_y);
void pnr_canvas_release (PnrCanvas *self, GdkModifierType state);

void pnr_canvas_focus_product (PnrCanvas *self, gint64 product_id);
void pnr_canvas_show_product (PnrCanvas *self, gint64 product_id);
void pnr_canvas_place_product (PnrCanvas *self, PnrProduct *product);

G_END_DECLS

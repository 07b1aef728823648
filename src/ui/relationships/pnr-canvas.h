/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The relationship canvas: shows the board's scene and turns gestures and keys into edits. */
#pragma once

#include "drawing/pnr-board-scene.h"
#include "ui/pnr-session.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define PNR_TYPE_CANVAS (pnr_canvas_get_type ())
G_DECLARE_FINAL_TYPE (PnrCanvas, pnr_canvas, PNR, CANVAS, GtkWidget)

/* Signal "opened": Return or a double click on something. */

void pnr_canvas_set_session (PnrCanvas *self, PnrSession *session);

PnrBoardScene *pnr_canvas_get_scene (PnrCanvas *self);
void pnr_canvas_zoom (PnrCanvas *self, double factor);
void pnr_canvas_zoom_to_original (PnrCanvas *self);
void pnr_canvas_fit (PnrCanvas *self, gboolean is_selection);
void pnr_canvas_arrange (PnrCanvas *self, PnrBoardLayout layout);
void pnr_canvas_show_product (PnrCanvas *self, gint64 product_id);
void pnr_canvas_remove_selected (PnrCanvas *self);
void pnr_canvas_bundle_selected (PnrCanvas *self);

G_END_DECLS

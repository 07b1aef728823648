/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The kept picture of cards and links: larger than the view, shifted while panning, repainted in
 * slices. */
#pragma once

#include <gtk/gtk.h>

#include "drawing/pnr-board-scene.h"

G_BEGIN_DECLS

typedef struct _PnrCanvasGround PnrCanvasGround;

PnrCanvasGround *pnr_canvas_ground_new (PnrBoardScene *scene);
void pnr_canvas_ground_free (PnrCanvasGround *self);

void pnr_canvas_ground_set_palette (PnrCanvasGround *self, const PnrPalette *palette);
void pnr_canvas_ground_invalidate (PnrCanvasGround *self);
gboolean pnr_canvas_ground_prepare (PnrCanvasGround *self, int width, int height, int pixel_scale,
                                    gboolean is_zooming);
gboolean pnr_canvas_ground_advance (PnrCanvasGround *self, gint64 budget_us);
void pnr_canvas_ground_show (PnrCanvasGround *self, cairo_t *cr);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PnrCanvasGround, pnr_canvas_ground_free)

G_END_DECLS

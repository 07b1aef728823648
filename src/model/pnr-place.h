/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where a product stands on a board, in board units. */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define PNR_TYPE_PLACE (pnr_place_get_type ())
G_DECLARE_FINAL_TYPE (PnrPlace, pnr_place, PNR, PLACE, GObject)

PnrPlace *pnr_place_new (gint64 id);
PnrPlace *pnr_place_copy (PnrPlace *self);

gint64 pnr_place_get_id (PnrPlace *self);
const char *pnr_place_get_board (PnrPlace *self);
void pnr_place_set_board (PnrPlace *self, const char *board);
gint64 pnr_place_get_product_id (PnrPlace *self);
void pnr_place_set_product_id (PnrPlace *self, gint64 product_id);
double pnr_place_get_x (PnrPlace *self);
void pnr_place_set_x (PnrPlace *self, double x);
double pnr_place_get_y (PnrPlace *self);
void pnr_place_set_y (PnrPlace *self, double y);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The outline round the cards of a bundle, with all other cards left outside. */
#pragma once

#include "drawing/pnr-board-scene.h"

G_BEGIN_DECLS

typedef struct {
  double x;
  double y;
} PnrBoardPoint;

typedef struct _PnrBoardBlob PnrBoardBlob;

PnrBoardBlob *pnr_board_blob_new (const PnrBoardBox *members, guint n_members,
                                  const PnrBoardBox *strangers, guint n_strangers, double room);
void pnr_board_blob_free (PnrBoardBlob *self);

gboolean pnr_board_blob_contains (const PnrBoardBlob *self, double x, double y);
guint pnr_board_blob_get_n_rings (const PnrBoardBlob *self);
const PnrBoardPoint *pnr_board_blob_get_ring (const PnrBoardBlob *self, guint index,
                                              guint *n_points);
void pnr_board_blob_trace (const PnrBoardBlob *self, cairo_t *cr);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PnrBoardBlob, pnr_board_blob_free)

G_END_DECLS

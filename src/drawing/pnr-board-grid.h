/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which boxes lie near a place: squares of the board with the numbers of what touches them. */
#pragma once

#include <glib.h>

#include "drawing/pnr-board-scene.h"

G_BEGIN_DECLS

typedef struct _PnrBoardGrid PnrBoardGrid;

PnrBoardGrid *pnr_board_grid_new (void);
void pnr_board_grid_free (PnrBoardGrid *self);
void pnr_board_grid_add (PnrBoardGrid *self, guint number, const PnrBoardBox *box);
void pnr_board_grid_remove (PnrBoardGrid *self, guint number, const PnrBoardBox *box);
void pnr_board_grid_find (PnrBoardGrid *self, const PnrBoardBox *box, GArray *numbers);
gboolean pnr_board_box_touches (const PnrBoardBox *a, const PnrBoardBox *b);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PnrBoardGrid, pnr_board_grid_free)

G_END_DECLS

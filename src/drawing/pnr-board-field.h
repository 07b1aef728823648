/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A shape as a field of signed distances on a grid, and its outline by marching squares. */
#pragma once

#include "drawing/pnr-board-blob.h"

G_BEGIN_DECLS

/* @values: the distance to the shape at each sample, row by row; below zero inside. */
typedef struct {
  double x;
  double y;
  double step;
  guint n_columns;
  guint n_rows;
  double *values;
} PnrBoardField;

typedef double (*PnrBoardDistance) (gconstpointer shape, double x, double y);

void pnr_board_field_init (PnrBoardField *self, const PnrBoardBox *bounds, double margin);
void pnr_board_field_clear (PnrBoardField *self);
void pnr_board_field_apply (PnrBoardField *self, gconstpointer shape, PnrBoardDistance distance,
                            const PnrBoardBox *box, double room, gboolean is_out);
guint *pnr_board_field_link_edges (const PnrBoardField *self, guint *n_edges);
PnrBoardPoint pnr_board_field_get_crossing (const PnrBoardField *self, guint edge);

G_END_DECLS

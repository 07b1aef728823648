/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where cards go that nobody has placed: linked ones near each other, none on top of another. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Clusters: springs pull linked cards together. Ladder: links point downwards, level by level.
 * Grid: rows in the given order. */
typedef enum {
  PNR_BOARD_LAYOUT_CLUSTERS,
  PNR_BOARD_LAYOUT_LADDER,
  PNR_BOARD_LAYOUT_GRID,
} PnrBoardLayout;

/* Top left corner in board units; a fixed spot is not moved, and others keep clear of it. */
typedef struct {
  double x;
  double y;
  gboolean is_fixed;
} PnrBoardSpot;

typedef struct {
  guint from;
  guint to;
} PnrBoardLink;

void pnr_board_layout_arrange (PnrBoardLayout layout, PnrBoardSpot *spots, guint n_spots,
                               const PnrBoardLink *links, guint n_links, guint32 seed);

G_END_DECLS

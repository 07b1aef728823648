/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where cards lie that nobody has placed: on a free spot, and the same one from then on. */
#include "config.h"

#include "ui/relationships/pnr-canvas-private.h"

#include "drawing/pnr-board-grid.h"

#define ROOM 24.0

/* A card over a hull would look like a part of the bundle. */
static gboolean
pnr_canvas_is_free (PnrCanvas *self, gint64 own_id, double x, double y)
{
  PnrBoardBox box = { x - ROOM / 2.0, y - ROOM / 2.0, PNR_BOARD_CARD_WIDTH + ROOM,
                      PNR_BOARD_CARD_HEIGHT + ROOM };
  guint n_found;
  g_autofree gint64 *found = pnr_board_scene_dup_products_in (self->scene, &box, &n_found);

  for (guint i = 0; i < pnr_board_scene_get_n_bundles (self->scene); i++) {
    PnrBoardBox hull;

    if (pnr_board_scene_get_bundle_box (self->scene, pnr_board_scene_get_bundle_id (self->scene, i),
                                        &hull)
        && pnr_board_box_touches (&box, &hull))
      return FALSE;
  }
  return n_found == 0 || (n_found == 1 && found[0] == own_id);
}

/* Looks for a place near (@x, @y) where a card covers no other, in growing rings. */
void
pnr_canvas_find_free_spot (PnrCanvas *self, gint64 own_id, double *x, double *y)
{
  double step_x = PNR_BOARD_CARD_WIDTH / 2.0 + ROOM;
  double step_y = PNR_BOARD_CARD_HEIGHT + ROOM;

  for (int ring = 0; ring < 40; ring++) {
    for (int row = -ring; row <= ring; row++) {
      for (int column = -ring; column <= ring; column++) {
        if (MAX (ABS (row), ABS (column)) == ring
            && pnr_canvas_is_free (self, own_id, *x + column * step_x, *y + row * step_y)) {
          *x = pnr_board_snap (*x + column * step_x);
          *y = pnr_board_snap (*y + row * step_y);
          return;
        }
      }
    }
  }
}

void
pnr_canvas_remember_spot (PnrCanvas *self, gint64 id, double x, double y)
{
  PnrBoardBox *spot = g_new0 (PnrBoardBox, 1);

  spot->x = x;
  spot->y = y;
  g_hash_table_insert (self->first_spots, g_memdup2 (&id, sizeof id), spot);
}

/* A product that is about to come onto the board by a link to @neighbour_id comes beside it. */
void
pnr_canvas_expect_beside (PnrCanvas *self, gint64 id, gint64 neighbour_id)
{
  PnrBoardBox own, box;

  if (pnr_board_scene_get_product_box (self->scene, id, &own)
      || !pnr_board_scene_get_product_box (self->scene, neighbour_id, &box))
    return;
  box.x -= PNR_BOARD_CARD_WIDTH + 3.0 * ROOM;
  pnr_canvas_find_free_spot (self, id, &box.x, &box.y);
  pnr_canvas_remember_spot (self, id, box.x, box.y);
}

static void
pnr_canvas_settle_card (PnrCanvas *self, gint64 id, gboolean is_first_time)
{
  PnrBoardBox *spot = g_hash_table_lookup (self->first_spots, &id);
  PnrBoardBox box;

  if (!pnr_board_scene_get_product_box (self->scene, id, &box))
    return;
  if (spot == NULL) {
    double x = box.x, y = box.y;

    if (!is_first_time)
      pnr_canvas_find_free_spot (self, id, &x, &y);
    pnr_canvas_remember_spot (self, id, x, y);
    spot = g_hash_table_lookup (self->first_spots, &id);
  }
  if (spot->x != box.x || spot->y != box.y)
    pnr_board_scene_move_product (self->scene, id, spot->x, spot->y);
}

/* A card that nobody placed keeps the first spot it was given, whatever is linked later: a new
 * link must not make the board jump. */
void
pnr_canvas_settle (PnrCanvas *self)
{
  gboolean is_first_time = g_hash_table_size (self->first_spots) == 0;

  if (!self->is_unsettled || self->is_settling || pnr_board_scene_is_dragging (self->scene))
    return;
  self->is_settling = TRUE;
  self->is_unsettled = FALSE;
  for (guint i = 0; i < pnr_board_scene_get_n_products (self->scene); i++) {
    gint64 id = pnr_board_scene_get_product_id (self->scene, i);

    if (!pnr_board_scene_is_placed (self->scene, id))
      pnr_canvas_settle_card (self, id, is_first_time);
  }
  self->is_settling = FALSE;
}

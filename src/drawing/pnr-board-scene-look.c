/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the scene holds and where each thing lies, in board units. */
#include "config.h"

#include "drawing/pnr-board-scene-private.h"

static void
unite (PnrBoardBox *bounds, const PnrBoardBox *box, gboolean is_first)
{
  double right, bottom;

  if (is_first) {
    *bounds = *box;
    return;
  }
  right = MAX (bounds->x + bounds->width, box->x + box->width);
  bottom = MAX (bounds->y + bounds->height, box->y + box->height);
  bounds->x = MIN (bounds->x, box->x);
  bounds->y = MIN (bounds->y, box->y);
  bounds->width = right - bounds->x;
  bounds->height = bottom - bounds->y;
}

guint
pnr_board_scene_get_n_products (PnrBoardScene *self)
{
  pnr_board_scene_ensure (self);
  return self->cards->len;
}

gint64
pnr_board_scene_get_product_id (PnrBoardScene *self, guint index)
{
  pnr_board_scene_ensure (self);
  return index < self->cards->len ? pnr_board_scene_get_card (self, index)->id : 0;
}

guint
pnr_board_scene_get_n_relations (PnrBoardScene *self)
{
  pnr_board_scene_ensure (self);
  return self->lines->len;
}

guint
pnr_board_scene_get_n_bundles (PnrBoardScene *self)
{
  pnr_board_scene_ensure (self);
  return self->hulls->len;
}

gint64
pnr_board_scene_get_bundle_id (PnrBoardScene *self, guint index)
{
  pnr_board_scene_ensure (self);
  return index < self->hulls->len ? pnr_board_scene_get_hull (self, index)->id : 0;
}

gboolean
pnr_board_scene_get_product_box (PnrBoardScene *self, gint64 product_id, PnrBoardBox *box)
{
  guint number;

  if (!pnr_board_scene_find_card (self, product_id, &number))
    return FALSE;
  *box = pnr_board_scene_card_box (pnr_board_scene_get_card (self, number));
  return TRUE;
}

gboolean
pnr_board_scene_get_bundle_box (PnrBoardScene *self, gint64 bundle_id, PnrBoardBox *box)
{
  pnr_board_scene_ensure (self);
  for (guint i = 0; i < self->hulls->len; i++) {
    if (pnr_board_scene_get_hull (self, i)->id == bundle_id) {
      *box = pnr_board_scene_hull_box (self, pnr_board_scene_get_hull (self, i));
      return TRUE;
    }
  }
  return FALSE;
}

gboolean
pnr_board_scene_is_placed (PnrBoardScene *self, gint64 product_id)
{
  guint number;

  return pnr_board_scene_find_card (self, product_id, &number)
         && pnr_board_scene_get_card (self, number)->is_placed;
}

void
pnr_board_scene_get_bounds (PnrBoardScene *self, PnrBoardBox *bounds)
{
  pnr_board_scene_ensure (self);
  *bounds = (PnrBoardBox){ 0 };
  for (guint i = 0; i < self->cards->len; i++) {
    PnrBoardBox box = pnr_board_scene_card_box (pnr_board_scene_get_card (self, i));

    unite (bounds, &box, i == 0);
  }
  for (guint i = 0; i < self->hulls->len; i++) {
    PnrBoardBox box = pnr_board_scene_hull_box (self, pnr_board_scene_get_hull (self, i));

    unite (bounds, &box, FALSE);
  }
}

gboolean
pnr_board_scene_get_selection_bounds (PnrBoardScene *self, PnrBoardBox *bounds)
{
  gboolean is_first = TRUE;

  pnr_board_scene_ensure (self);
  for (guint i = 0; i < self->cards->len; i++) {
    PnrBoardBox box = pnr_board_scene_card_box (pnr_board_scene_get_card (self, i));

    if (!pnr_board_scene_get_card (self, i)->is_selected)
      continue;
    unite (bounds, &box, is_first);
    is_first = FALSE;
  }
  return !is_first;
}

gint64 *
pnr_board_scene_dup_products_in (PnrBoardScene *self, const PnrBoardBox *box, guint *n_products)
{
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  pnr_board_scene_ensure (self);
  pnr_board_grid_find (self->card_grid, box, self->found);
  for (guint i = 0; i < self->found->len; i++) {
    PnrBoardCard *card = pnr_board_scene_get_card (self, g_array_index (self->found, guint, i));
    PnrBoardBox found = pnr_board_scene_card_box (card);

    if (pnr_board_box_touches (&found, box))
      g_array_append_val (ids, card->id);
  }
  *n_products = ids->len;
  return (gint64 *) (gpointer) g_array_free (ids, FALSE);
}

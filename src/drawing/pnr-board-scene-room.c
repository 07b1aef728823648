/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where cards come to lie that are dropped on others: beside them, as near as there is room. */
#include "config.h"

#include "drawing/pnr-board-scene-private.h"

#include <math.h>

/* Cards may lie over each other as long as most of each can be read. */
#define MOST_COVERED (1.0 / 3.0)
/* A card that gives way leaves room for the link to what it gave way to. */
#define GAP 24.0
/* In steps of the board; a card is 21 steps wide. */
#define FARTHEST 60

/* @boxes: where the cards were dropped; @is_moving: by number, the cards that these are. */
typedef struct {
  const PnrBoardBox *boxes;
  guint n_boxes;
  const gboolean *is_moving;
} Drop;

static double
find_overlap (double a, double b, double size)
{
  return MAX (0.0, size - fabs (a - b));
}

/* Whether the box lies over a card that stays, by more than a share of it; both with @gap round
 * them. */
static gboolean
is_over_card (PnrBoardScene *self, const Drop *drop, PnrBoardBox box, double gap,
              double most_covered)
{
  PnrBoardBox reach = { box.x - gap, box.y - gap, box.width + 2.0 * gap, box.height + 2.0 * gap };

  pnr_board_grid_find (self->card_grid, &reach, self->found);
  for (guint i = 0; i < self->found->len; i++) {
    guint number = g_array_index (self->found, guint, i);
    const PnrBoardCard *card = pnr_board_scene_get_card (self, number);

    if (!drop->is_moving[number]
        && find_overlap (box.x, card->x, PNR_BOARD_CARD_WIDTH + gap)
                   * find_overlap (box.y, card->y, PNR_BOARD_CARD_HEIGHT + gap)
               > most_covered * PNR_BOARD_CARD_WIDTH * PNR_BOARD_CARD_HEIGHT)
      return TRUE;
  }
  return FALSE;
}

static gboolean
are_over_cards (PnrBoardScene *self, const Drop *drop, double dx, double dy, double gap,
                double most_covered)
{
  for (guint i = 0; i < drop->n_boxes; i++) {
    PnrBoardBox box = drop->boxes[i];

    box.x += dx;
    box.y += dy;
    if (is_over_card (self, drop, box, gap, most_covered))
      return TRUE;
  }
  return FALSE;
}

/* Tries the steps of one square round the drop; @nearest: how far the best so far is. */
static void
try_ring (PnrBoardScene *self, const Drop *drop, int ring, double *nearest, double *dx, double *dy)
{
  for (int row = -ring; row <= ring; row++) {
    int step = ABS (row) == ring ? 1 : 2 * ring;

    for (int column = -ring; column <= ring; column += step) {
      double far = hypot (column, row);

      if (far < *nearest
          && !are_over_cards (self, drop, column * PNR_BOARD_STEP, row * PNR_BOARD_STEP, GAP,
                              0.0)) {
        *nearest = far;
        *dx = column * PNR_BOARD_STEP;
        *dy = row * PNR_BOARD_STEP;
      }
    }
  }
}

/* Stays (0, 0) where nothing would be hidden, and where there is no room anywhere near. */
static void
find_shift (PnrBoardScene *self, const Drop *drop, double *dx, double *dy)
{
  double nearest = G_MAXDOUBLE;

  *dx = *dy = 0.0;
  if (!are_over_cards (self, drop, 0.0, 0.0, 0.0, MOST_COVERED))
    return;
  for (int ring = 1; ring <= FARTHEST && ring < nearest; ring++)
    try_ring (self, drop, ring, &nearest, dx, dy);
}

/* Moves the offset of a drag to where the lifted cards hide none. */
void
pnr_board_scene_find_room_for_drag (PnrBoardScene *self)
{
  g_autofree gboolean *is_moving = g_new0 (gboolean, self->cards->len + 1);
  g_autoptr (GArray) boxes = g_array_new (FALSE, FALSE, sizeof (PnrBoardBox));
  Drop drop = { .is_moving = is_moving };
  double dx, dy;

  for (guint i = 0; i < self->cards->len; i++) {
    const PnrBoardCard *card = pnr_board_scene_get_card (self, i);
    PnrBoardBox box = pnr_board_scene_card_box (card);

    is_moving[i] = card->is_selected;
    box.x += self->drag_x;
    box.y += self->drag_y;
    if (card->is_selected)
      g_array_append_val (boxes, box);
  }
  drop.boxes = (const PnrBoardBox *) (gpointer) boxes->data;
  drop.n_boxes = boxes->len;
  find_shift (self, &drop, &dx, &dy);
  self->drag_x += dx;
  self->drag_y += dy;
}

/**
 * pnr_board_scene_find_room:
 * @self: a scene
 * @product_id: of a card that is dropped; it need not be on the board yet
 * @x: (inout): where
 * @y: (inout): where
 *
 * Moves the place to where the card hides no other, as near as there is room.
 */
void
pnr_board_scene_find_room (PnrBoardScene *self, gint64 product_id, double *x, double *y)
{
  g_autofree gboolean *is_moving = NULL;
  PnrBoardBox box = { *x, *y, PNR_BOARD_CARD_WIDTH, PNR_BOARD_CARD_HEIGHT };
  Drop drop = { .boxes = &box, .n_boxes = 1 };
  double dx, dy;
  guint number;

  g_return_if_fail (PNR_IS_BOARD_SCENE (self));

  pnr_board_scene_ensure (self);
  is_moving = g_new0 (gboolean, self->cards->len + 1);
  if (pnr_board_scene_find_card (self, product_id, &number))
    is_moving[number] = TRUE;
  drop.is_moving = is_moving;
  find_shift (self, &drop, &dx, &dy);
  *x += dx;
  *y += dy;
}

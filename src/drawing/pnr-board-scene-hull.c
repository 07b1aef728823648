/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The outlines of the bundles on the board, made when they are looked at and kept until a card
 * moves. */
#include "config.h"

#include "drawing/pnr-board-scene-private.h"

/* How far round a bundle strangers are looked for: a band goes round a card or two at most. */
#define STRANGER_REACH 600.0

static gboolean
is_member (const PnrBoardHull *hull, guint number)
{
  for (guint i = 0; i < hull->cards->len; i++) {
    if (g_array_index (hull->cards, guint, i) == number)
      return TRUE;
  }
  return FALSE;
}

static PnrBoardBox
get_bounds (const PnrBoardBox *boxes, guint n_boxes)
{
  double left = boxes[0].x, top = boxes[0].y;
  double right = left + boxes[0].width, bottom = top + boxes[0].height;

  for (guint i = 1; i < n_boxes; i++) {
    left = MIN (left, boxes[i].x);
    top = MIN (top, boxes[i].y);
    right = MAX (right, boxes[i].x + boxes[i].width);
    bottom = MAX (bottom, boxes[i].y + boxes[i].height);
  }
  return (PnrBoardBox){ left, top, right - left, bottom - top };
}

static GArray *
list_strangers (PnrBoardScene *self, const PnrBoardHull *hull, const PnrBoardBox *bounds)
{
  g_autoptr (GArray) numbers = g_array_new (FALSE, FALSE, sizeof (guint));
  GArray *strangers = g_array_new (FALSE, FALSE, sizeof (PnrBoardBox));
  PnrBoardBox reach = { bounds->x - STRANGER_REACH, bounds->y - STRANGER_REACH,
                        bounds->width + 2.0 * STRANGER_REACH,
                        bounds->height + 2.0 * STRANGER_REACH };

  pnr_board_grid_find (self->card_grid, &reach, numbers);
  for (guint i = 0; i < numbers->len; i++) {
    guint number = g_array_index (numbers, guint, i);
    PnrBoardBox box = pnr_board_scene_card_box (pnr_board_scene_get_card (self, number));

    if (!is_member (hull, number))
      g_array_append_val (strangers, box);
  }
  return strangers;
}

/* Returns: the place among the hull's cards */
static guint
find_topmost (PnrBoardScene *self, const PnrBoardHull *hull)
{
  const PnrBoardCard *best = NULL;
  guint topmost = 0;

  for (guint i = 0; i < hull->cards->len; i++) {
    const PnrBoardCard *card =
        pnr_board_scene_get_card (self, g_array_index (hull->cards, guint, i));

    if (best == NULL || card->y < best->y || (card->y == best->y && card->x < best->x)) {
      best = card;
      topmost = i;
    }
  }
  return topmost;
}

/* How many bundles before this one have their name above the same card. */
static guint
count_names_below (PnrBoardScene *self, const PnrBoardHull *hull, guint card)
{
  guint n = 0;

  for (guint i = 0; i < self->hulls->len; i++) {
    const PnrBoardHull *other = pnr_board_scene_get_hull (self, i);

    if (other == hull)
      break;
    n += g_array_index (other->cards, guint, find_topmost (self, other)) == card;
  }
  return n;
}

/* The name stands above the topmost card, which therefore reaches up a little more: by as many
 * names as bundles share that card. */
static void
make_room_for_name (PnrBoardScene *self, PnrBoardHull *hull, PnrBoardBox *members)
{
  guint topmost = find_topmost (self, hull);
  guint card = g_array_index (hull->cards, guint, topmost);
  double head = PNR_BOARD_HULL_HEAD * (1.0 + count_names_below (self, hull, card));

  members[topmost].y -= head;
  members[topmost].height += head;
  hull->name_box =
      (PnrBoardBox){ members[topmost].x - 6.0, members[topmost].y - PNR_BOARD_HULL_ROOM + 10.0,
                     members[topmost].width + 12.0, PNR_BOARD_HULL_HEAD };
}

static PnrBoardBox
get_blob_box (const PnrBoardBlob *blob, const PnrBoardBox *fallback)
{
  double left = G_MAXDOUBLE, top = G_MAXDOUBLE, right = -G_MAXDOUBLE, bottom = -G_MAXDOUBLE;

  for (guint ring = 0; ring < pnr_board_blob_get_n_rings (blob); ring++) {
    guint n_points;
    const PnrBoardPoint *points = pnr_board_blob_get_ring (blob, ring, &n_points);

    for (guint i = 0; i < n_points; i++) {
      left = MIN (left, points[i].x);
      top = MIN (top, points[i].y);
      right = MAX (right, points[i].x);
      bottom = MAX (bottom, points[i].y);
    }
  }
  if (left > right)
    return *fallback;
  return (PnrBoardBox){ left, top, right - left, bottom - top };
}

const PnrBoardBlob *
pnr_board_scene_get_blob (PnrBoardScene *self, PnrBoardHull *hull)
{
  g_autofree PnrBoardBox *members = NULL;
  g_autoptr (GArray) strangers = NULL;
  PnrBoardBox bounds;

  if (hull->blob != NULL)
    return hull->blob;
  members = g_new (PnrBoardBox, hull->cards->len);
  for (guint i = 0; i < hull->cards->len; i++)
    members[i] = pnr_board_scene_card_box (
        pnr_board_scene_get_card (self, g_array_index (hull->cards, guint, i)));
  make_room_for_name (self, hull, members);
  bounds = get_bounds (members, hull->cards->len);
  strangers = list_strangers (self, hull, &bounds);
  hull->blob = pnr_board_blob_new (members, hull->cards->len,
                                   (const PnrBoardBox *) (gpointer) strangers->data, strangers->len,
                                   PNR_BOARD_HULL_ROOM);
  hull->box = get_blob_box (hull->blob, &bounds);
  return hull->blob;
}

/* Any card that moves may come to lie in the way of any bundle. */
void
pnr_board_scene_forget_blobs (PnrBoardScene *self)
{
  for (guint i = 0; i < self->hulls->len; i++)
    g_clear_pointer (&pnr_board_scene_get_hull (self, i)->blob, pnr_board_blob_free);
}

/* What the outline fits in. */
PnrBoardBox
pnr_board_scene_hull_box (PnrBoardScene *self, PnrBoardHull *hull)
{
  pnr_board_scene_get_blob (self, hull);
  return hull->box;
}

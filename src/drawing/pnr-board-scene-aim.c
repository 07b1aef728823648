/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where the links of the scene begin and end, and what lies under a point. */
#include "config.h"

#include <math.h>

#include "drawing/pnr-board-scene-private.h"

#define PORT_DEPTH 10.0
#define LINE_REACH 6.0

/* Where the way from the middle of a card towards (@ux, @uy) leaves the card. */
static double
way_out (double ux, double uy)
{
  double across = fabs (ux) > 1e-9 ? PNR_BOARD_CARD_WIDTH / 2.0 / fabs (ux) : INFINITY;
  double down = fabs (uy) > 1e-9 ? PNR_BOARD_CARD_HEIGHT / 2.0 / fabs (uy) : INFINITY;

  return MIN (across, down);
}

/* Sets the ends of @line on the rims of its cards, which stand off by the given ways. */
void
pnr_board_scene_aim (PnrBoardScene *self, PnrBoardLine *line, double dx1, double dy1, double dx2,
                     double dy2)
{
  const PnrBoardCard *from = pnr_board_scene_get_card (self, line->from);
  const PnrBoardCard *to = pnr_board_scene_get_card (self, line->to);
  double x1 = from->x + PNR_BOARD_CARD_WIDTH / 2.0 + dx1;
  double y1 = from->y + PNR_BOARD_CARD_HEIGHT / 2.0 + dy1;
  double x2 = to->x + PNR_BOARD_CARD_WIDTH / 2.0 + dx2;
  double y2 = to->y + PNR_BOARD_CARD_HEIGHT / 2.0 + dy2;
  double length = hypot (x2 - x1, y2 - y1);
  double ux = length > 1e-9 ? (x2 - x1) / length : 1.0;
  double uy = length > 1e-9 ? (y2 - y1) / length : 0.0;
  double out = MIN (way_out (ux, uy), length / 2.0);
  /* The side to shift to must not depend on the direction of the link. */
  double side = line->from < line->to ? line->shift : -line->shift;

  line->x1 = x1 + ux * out - uy * side;
  line->y1 = y1 + uy * out + ux * side;
  line->x2 = x2 - ux * out - uy * side;
  line->y2 = y2 - uy * out + ux * side;
}

static double
distance_to_line (const PnrBoardLine *line, double x, double y)
{
  double dx = line->x2 - line->x1, dy = line->y2 - line->y1;
  double square = dx * dx + dy * dy;
  double share = square > 0.0 ? ((x - line->x1) * dx + (y - line->y1) * dy) / square : 0.0;

  share = CLAMP (share, 0.0, 1.0);
  return hypot (x - line->x1 - share * dx, y - line->y1 - share * dy);
}

static gboolean
hit_card (PnrBoardScene *self, double x, double y, double scale, PnrBoardHit *hit)
{
  PnrBoardBox point = { x, y, 0.0, 0.0 };
  double depth = MIN (PORT_DEPTH / scale, PNR_BOARD_CARD_HEIGHT / 4.0);

  pnr_board_grid_find (self->card_grid, &point, self->found);
  for (guint i = self->found->len; i-- > 0;) {
    PnrBoardCard *card = pnr_board_scene_get_card (self, g_array_index (self->found, guint, i));
    PnrBoardBox box = pnr_board_scene_card_box (card);

    if (!pnr_board_box_touches (&box, &point))
      continue;
    hit->id = card->id;
    hit->part = x < box.x + depth || x > box.x + box.width - depth || y < box.y + depth
                        || y > box.y + box.height - depth
                    ? PNR_BOARD_PART_PORT
                    : PNR_BOARD_PART_PRODUCT;
    return TRUE;
  }
  return FALSE;
}

/**
 * pnr_board_scene_hit:
 * @self: a scene
 * @x: a board coordinate
 * @y: a board coordinate
 * @scale: the zoom it is looked at with; reaches are pixels, not board units
 *
 * Returns: what is there: cards before links before hulls, the topmost first
 */
PnrBoardHit
pnr_board_scene_hit (PnrBoardScene *self, double x, double y, double scale)
{
  PnrBoardHit hit = { PNR_BOARD_PART_NONE, 0 };
  double least = LINE_REACH / scale;
  PnrBoardBox reach = { x - least, y - least, 2.0 * least, 2.0 * least };

  pnr_board_scene_ensure (self);
  if (hit_card (self, x, y, scale, &hit))
    return hit;
  pnr_board_grid_find (self->line_grid, &reach, self->found);
  for (guint i = 0; i < self->found->len; i++) {
    PnrBoardLine *line = pnr_board_scene_get_line (self, g_array_index (self->found, guint, i));
    double distance = distance_to_line (line, x, y);

    if (distance <= least) {
      least = distance;
      hit = (PnrBoardHit){ PNR_BOARD_PART_RELATION, line->id };
    }
  }
  for (guint i = self->hulls->len; hit.part == PNR_BOARD_PART_NONE && i-- > 0;) {
    PnrBoardHull *hull = pnr_board_scene_get_hull (self, i);

    if (pnr_board_blob_contains (pnr_board_scene_get_blob (self, hull), x, y))
      hit = (PnrBoardHit){ PNR_BOARD_PART_BUNDLE, hull->id };
  }
  return hit;
}

/* Sets the ends of a link in the making, from the rim of its card to a point, or to the rim of the
 * card there. Returns: whether it leads anywhere but into the card it comes from. */
gboolean
pnr_board_scene_aim_at (PnrBoardScene *self, PnrBoardLine *line, double x, double y, double scale)
{
  const PnrBoardCard *from = pnr_board_scene_get_card (self, line->from);
  double dx = x - from->x - PNR_BOARD_CARD_WIDTH / 2.0;
  double dy = y - from->y - PNR_BOARD_CARD_HEIGHT / 2.0;
  double length = MAX (hypot (dx, dy), 1e-9);
  double out = way_out (dx / length, dy / length);
  PnrBoardHit hit = { PNR_BOARD_PART_NONE, 0 };

  if (hit_card (self, x, y, scale, &hit) && hit.id != from->id
      && pnr_board_scene_find_card (self, hit.id, &line->to)) {
    pnr_board_scene_aim (self, line, 0.0, 0.0, 0.0, 0.0);
    return TRUE;
  }
  line->x1 = x - dx * (1.0 - out / length);
  line->y1 = y - dy * (1.0 - out / length);
  line->x2 = x;
  line->y2 = y;
  return out < length;
}

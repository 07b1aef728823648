/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where the window looks at the board, and what the overlay shows for the moment. */
#include "config.h"

#include "drawing/pnr-board-scene-private.h"

#define FIT_ROOM 32.0

void
pnr_board_scene_get_view (PnrBoardScene *self, double *x, double *y, double *zoom)
{
  *x = self->view_x;
  *y = self->view_y;
  *zoom = self->zoom;
}

void
pnr_board_scene_set_view (PnrBoardScene *self, double x, double y, double zoom)
{
  self->view_x = x;
  self->view_y = y;
  self->zoom = CLAMP (zoom, PNR_BOARD_ZOOM_LEAST, PNR_BOARD_ZOOM_MOST);
  pnr_board_scene_overlay_changed (self);
}

void
pnr_board_scene_to_board (PnrBoardScene *self, double view_x, double view_y, double *x, double *y)
{
  *x = self->view_x + view_x / self->zoom;
  *y = self->view_y + view_y / self->zoom;
}

void
pnr_board_scene_to_view (PnrBoardScene *self, double x, double y, double *view_x, double *view_y)
{
  *view_x = (x - self->view_x) * self->zoom;
  *view_y = (y - self->view_y) * self->zoom;
}

void
pnr_board_scene_zoom_at (PnrBoardScene *self, double view_x, double view_y, double factor)
{
  double zoom = CLAMP (self->zoom * factor, PNR_BOARD_ZOOM_LEAST, PNR_BOARD_ZOOM_MOST);
  double x, y;

  pnr_board_scene_to_board (self, view_x, view_y, &x, &y);
  pnr_board_scene_set_view (self, x - view_x / zoom, y - view_y / zoom, zoom);
}

void
pnr_board_scene_fit (PnrBoardScene *self, const PnrBoardBox *box, double view_width,
                     double view_height)
{
  double zoom = MIN ((view_width - 2.0 * FIT_ROOM) / MAX (box->width, 1.0),
                     (view_height - 2.0 * FIT_ROOM) / MAX (box->height, 1.0));

  zoom = CLAMP (zoom, PNR_BOARD_ZOOM_LEAST, 1.0);
  pnr_board_scene_set_view (self, box->x + box->width / 2.0 - view_width / 2.0 / zoom,
                            box->y + box->height / 2.0 - view_height / 2.0 / zoom, zoom);
}

/* Where a view of @length begins: the whole is centred when it fits, else @middle is, and no more
 * than the usual room is shown beyond the ends. */
static double
begin_view (double start, double whole, double middle, double length, double room)
{
  if (whole + 2.0 * room <= length)
    return start + (whole - length) / 2.0;
  return CLAMP (middle - length / 2.0, start - room, start + whole + room - length);
}

void
pnr_board_scene_fit_readable (PnrBoardScene *self, const PnrBoardBox *box,
                              const PnrBoardBox *middle, double least, double view_width,
                              double view_height)
{
  double room = FIT_ROOM / least;

  pnr_board_scene_fit (self, box, view_width, view_height);
  if (self->zoom >= least)
    return;
  pnr_board_scene_set_view (
      self,
      begin_view (box->x, box->width, middle->x + middle->width / 2.0, view_width / least, room),
      begin_view (box->y, box->height, middle->y + middle->height / 2.0, view_height / least, room),
      least);
}

void
pnr_board_scene_set_hover (PnrBoardScene *self, PnrBoardHit hover)
{
  if (self->hover.part == hover.part && self->hover.id == hover.id)
    return;
  self->hover = hover;
  pnr_board_scene_overlay_changed (self);
}

void
pnr_board_scene_set_focus (PnrBoardScene *self, gint64 product_id)
{
  if (self->focus == product_id)
    return;
  self->focus = product_id;
  pnr_board_scene_overlay_changed (self);
}

gint64
pnr_board_scene_get_focus (PnrBoardScene *self)
{
  return self->focus;
}

void
pnr_board_scene_show_focus (PnrBoardScene *self, gboolean is_shown)
{
  if (self->is_focus_shown == is_shown)
    return;
  self->is_focus_shown = is_shown;
  pnr_board_scene_overlay_changed (self);
}

void
pnr_board_scene_show_ports (PnrBoardScene *self, gboolean is_shown)
{
  self->has_ports = is_shown;
}

void
pnr_board_scene_set_band (PnrBoardScene *self, const PnrBoardBox *band)
{
  self->has_band = band != NULL;
  if (band != NULL)
    self->band = *band;
  pnr_board_scene_overlay_changed (self);
}

void
pnr_board_scene_set_connection (PnrBoardScene *self, gint64 from_id, PnrRelationKind kind, double x,
                                double y)
{
  self->connection_from = from_id;
  self->connection_kind = kind;
  self->connection_x = x;
  self->connection_y = y;
  pnr_board_scene_overlay_changed (self);
}

void
pnr_board_scene_clear_connection (PnrBoardScene *self)
{
  self->connection_from = 0;
  pnr_board_scene_overlay_changed (self);
}

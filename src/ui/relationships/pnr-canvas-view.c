/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What of the board is in view: moved, magnified, fitted, brought to what is looked for. */
#include "config.h"

#include "ui/relationships/pnr-canvas-private.h"

#include "drawing/pnr-board-grid.h"
#include "ui/relationships/pnr-relation-edits.h"

#define ROOM 24.0
/* What is fitted in stays legible. */
#define LEAST_READABLE_ZOOM 0.6

/* @dx, @dy: pixels that the view moves over the board. Whole device pixels keep the kept picture
 * sharp. */
void
pnr_canvas_pan (PnrCanvas *self, double dx, double dy)
{
  double x, y, zoom;

  pnr_board_scene_get_view (self->scene, &x, &y, &zoom);
  pnr_board_scene_set_view (self->scene, x + dx / zoom, y + dy / zoom, zoom);
  pnr_canvas_wait_for_rest (self);
}

void
pnr_canvas_zoom_at (PnrCanvas *self, double view_x, double view_y, double factor)
{
  pnr_board_scene_zoom_at (self->scene, view_x, view_y, factor);
  self->is_zooming = TRUE;
  self->is_fitted = TRUE;
  pnr_canvas_wait_for_rest (self);
  g_object_notify (G_OBJECT (self), "zoom");
}

void
pnr_canvas_fit (PnrCanvas *self, const PnrBoardBox *box)
{
  pnr_board_scene_fit (self->scene, box, gtk_widget_get_width (GTK_WIDGET (self)),
                       gtk_widget_get_height (GTK_WIDGET (self)));
  pnr_canvas_wait_for_rest (self);
  g_object_notify (G_OBJECT (self), "zoom");
}

/* Moves the view no farther than needed to show @box whole. */
void
pnr_canvas_reveal (PnrCanvas *self, const PnrBoardBox *box)
{
  PnrBoardBox view = pnr_canvas_get_view_box (self);
  double room = ROOM / pnr_canvas_get_zoom (self);
  double dx = 0.0, dy = 0.0;

  if (view.width <= 0.0)
    return;
  if (box->x - room < view.x)
    dx = box->x - room - view.x;
  else if (box->x + box->width + room > view.x + view.width)
    dx = box->x + box->width + room - view.x - view.width;
  if (box->y - room < view.y)
    dy = box->y - room - view.y;
  else if (box->y + box->height + room > view.y + view.height)
    dy = box->y + box->height + room - view.y - view.height;
  if (dx != 0.0 || dy != 0.0)
    pnr_canvas_pan (self, dx * pnr_canvas_get_zoom (self), dy * pnr_canvas_get_zoom (self));
}

/* Gives the keyboard to a product, in view and named for who cannot see it. */
void
pnr_canvas_focus_product (PnrCanvas *self, gint64 product_id)
{
  PnrBoardBox box;

  if (!pnr_board_scene_get_product_box (self->scene, product_id, &box))
    return;
  pnr_board_scene_set_focus (self->scene, product_id);
  pnr_canvas_reveal (self, &box);
  pnr_canvas_ensure_proxy (self, product_id);
  pnr_canvas_describe_proxy (self, product_id);
  pnr_canvas_allocate_proxies (self);
  gtk_widget_set_child_visible (g_hash_table_lookup (self->proxies, &product_id), TRUE);
  gtk_widget_grab_focus (g_hash_table_lookup (self->proxies, &product_id));
}

/* Cards are to be read at first sight: rather a part of a large board than all of it too small. */
void
pnr_canvas_fit_first (PnrCanvas *self, int width, int height)
{
  PnrBoardBox bounds, largest;

  self->is_fitted = TRUE;
  pnr_canvas_settle (self);
  pnr_board_scene_get_bounds (self->scene, &bounds);
  pnr_board_scene_get_largest_bounds (self->scene, &largest);
  pnr_board_scene_fit_readable (self->scene, &bounds, &largest, LEAST_READABLE_ZOOM, width, height);
  g_object_notify (G_OBJECT (self), "zoom");
  pnr_canvas_wait_for_rest (self);
}

/* Details opened beside the canvas must not cover the very card that they are about. */
void
pnr_canvas_keep_in_view (PnrCanvas *self)
{
  PnrBoardBox before = pnr_canvas_get_view_box (self);
  double zoom = pnr_canvas_get_zoom (self);
  PnrBoardBox box;

  before.width = self->seen_width / zoom;
  before.height = self->seen_height / zoom;
  if (self->mode == PNR_CANVAS_IDLE
      && pnr_board_scene_get_n_selected (self->scene, PNR_BOARD_PART_PRODUCT) == 1
      && pnr_board_scene_get_selection_bounds (self->scene, &box)
      && pnr_board_box_touches (&box, &before))
    pnr_canvas_reveal (self, &box);
}

/**
 * pnr_canvas_show_product:
 * @self: a canvas
 * @product_id: a product
 *
 * Selects the product and brings it into view, where it is on the board.
 */
void
pnr_canvas_show_product (PnrCanvas *self, gint64 product_id)
{
  PnrBoardBox box;

  g_return_if_fail (PNR_IS_CANVAS (self));

  if (!pnr_board_scene_get_product_box (self->scene, product_id, &box))
    return;
  if (!pnr_board_scene_is_selected (self->scene, PNR_BOARD_PART_PRODUCT, product_id))
    pnr_board_scene_select_only (self->scene, PNR_BOARD_PART_PRODUCT, product_id);
  pnr_board_scene_set_focus (self->scene, product_id);
  pnr_canvas_reveal (self, &box);
}

/**
 * pnr_canvas_place_product:
 * @self: a canvas
 * @product: a product
 *
 * Puts the product on a free spot near the middle of the view, or shows it where it is already.
 */
void
pnr_canvas_place_product (PnrCanvas *self, PnrProduct *product)
{
  gint64 id = pnr_product_get_id (product);
  PnrBoardBox view, box;
  double x, y;

  g_return_if_fail (PNR_IS_CANVAS (self));

  if (pnr_board_scene_get_product_box (self->scene, id, &box)) {
    pnr_canvas_show_product (self, id);
    return;
  }
  if (!pnr_canvas_is_editable (self))
    return;
  view = pnr_canvas_get_view_box (self);
  x = view.x + (view.width - PNR_BOARD_CARD_WIDTH) / 2.0;
  y = view.y + (view.height - PNR_BOARD_CARD_HEIGHT) / 2.0;
  pnr_canvas_find_free_spot (self, id, &x, &y);
  self->wanted_id = id;
  pnr_relation_edits_place (self->session, self->scene, product, x, y);
}

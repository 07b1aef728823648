/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a pressed pointer does on the canvas: select, move cards, pull links, band, pan. */
#include "config.h"

#include "ui/relationships/pnr-canvas-private.h"

#include <math.h>

/* A drag that comes so near to the side of the view moves the view, the faster the farther out. */
#define EDGE 24.0
#define EDGE_SPEED 12.0
#define EDGE_FARTHEST 96.0

PnrBoardHit
pnr_canvas_hit (PnrCanvas *self, double view_x, double view_y)
{
  double x, y;

  pnr_board_scene_to_board (self->scene, view_x, view_y, &x, &y);
  return pnr_board_scene_hit (self->scene, x, y, pnr_canvas_get_zoom (self));
}

gboolean
pnr_canvas_is_on_card (PnrBoardHit hit)
{
  return hit.part == PNR_BOARD_PART_PRODUCT || hit.part == PNR_BOARD_PART_PORT;
}

void
pnr_canvas_update_cursor (PnrCanvas *self)
{
  PnrBoardHit hit;
  const char *name = NULL;

  if (self->mode == PNR_CANVAS_PANNING) {
    name = "grabbing";
  } else if (self->mode == PNR_CANVAS_MOVING) {
    name = "move";
  } else if (self->mode == PNR_CANVAS_CONNECTING || self->mode == PNR_CANVAS_BANDING) {
    name = "crosshair";
  } else if (self->is_space_held) {
    name = "grab";
  } else {
    hit = pnr_canvas_hit (self, self->pointer_x, self->pointer_y);
    name = hit.part == PNR_BOARD_PART_PORT && pnr_canvas_is_editable (self) ? "crosshair"
           : hit.part != PNR_BOARD_PART_NONE                                ? "pointer"
                                                                            : NULL;
  }
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), name);
}

void
pnr_canvas_select_bundle (PnrCanvas *self, gint64 bundle_id, gboolean is_extending)
{
  PnrPlan *plan = pnr_session_get_plan (self->session);
  PnrBundle *bundle = pnr_noun_list_get_by_id (pnr_plan_get_bundles (plan), bundle_id);

  if (!is_extending)
    pnr_board_scene_select_none (self->scene);
  for (guint i = 0; bundle != NULL && i < pnr_bundle_get_n_components (bundle); i++)
    pnr_board_scene_set_selected (self->scene, PNR_BOARD_PART_PRODUCT,
                                  pnr_bundle_get_component (bundle, i)->product_id, TRUE);
  pnr_session_set_bundle_id (self->session, bundle_id);
}

/* Pressing selects; a card that is selected already stays so, as the whole selection may move. */
void
pnr_canvas_select_pressed (PnrCanvas *self, PnrBoardHit hit)
{
  PnrBoardPart part = pnr_canvas_is_on_card (hit) ? PNR_BOARD_PART_PRODUCT : hit.part;

  self->is_pressed_selected = pnr_board_scene_is_selected (self->scene, part, hit.id);
  if (part == PNR_BOARD_PART_PRODUCT)
    pnr_board_scene_set_focus (self->scene, hit.id);
  if (part != PNR_BOARD_PART_PRODUCT && part != PNR_BOARD_PART_RELATION)
    return;
  if (self->is_extending)
    pnr_board_scene_set_selected (self->scene, part, hit.id, !self->is_pressed_selected);
  else if (!self->is_pressed_selected)
    pnr_board_scene_select_only (self->scene, part, hit.id);
}

void
pnr_canvas_take_keyboard (PnrCanvas *self, PnrBoardHit hit)
{
  if (pnr_canvas_is_on_card (hit))
    pnr_canvas_focus_product (self, hit.id);
  else
    gtk_widget_grab_focus (GTK_WIDGET (self));
}

static PnrCanvasMode
pnr_canvas_choose_mode (PnrCanvas *self, guint button)
{
  if (button == GDK_BUTTON_MIDDLE || self->is_space_held)
    return PNR_CANVAS_PANNING;
  if (pnr_canvas_is_on_card (self->pressed) && !pnr_canvas_is_editable (self))
    return PNR_CANVAS_PANNING;
  switch (self->pressed.part) {
  case PNR_BOARD_PART_PRODUCT:
    return PNR_CANVAS_MOVING;
  case PNR_BOARD_PART_PORT:
    return PNR_CANVAS_CONNECTING;
  case PNR_BOARD_PART_RELATION:
    return PNR_CANVAS_IDLE;
  case PNR_BOARD_PART_NONE:
  case PNR_BOARD_PART_BUNDLE:
  default:
    return PNR_CANVAS_BANDING;
  }
}

/**
 * pnr_canvas_press:
 * @self: a canvas
 * @view_x: where, in pixels
 * @view_y: where, in pixels
 * @button: which button went down: the primary or the middle one
 * @state: the modifiers that are held
 */
void
pnr_canvas_press (PnrCanvas *self, double view_x, double view_y, guint button,
                  GdkModifierType state)
{
  double zoom;

  g_return_if_fail (PNR_IS_CANVAS (self));

  pnr_canvas_end_run (self, TRUE);
  self->pointer_x = self->start_x = view_x;
  self->pointer_y = self->start_y = view_y;
  self->is_extending = (state & (GDK_SHIFT_MASK | GDK_CONTROL_MASK)) != 0;
  pnr_board_scene_to_board (self->scene, view_x, view_y, &self->press_x, &self->press_y);
  pnr_board_scene_get_view (self->scene, &self->press_view_x, &self->press_view_y, &zoom);
  self->pressed = pnr_canvas_hit (self, view_x, view_y);
  self->mode = PNR_CANVAS_WAITING;
  self->wanted_mode = pnr_canvas_choose_mode (self, button);
  pnr_board_scene_keep_selection (self->scene);
  if (self->wanted_mode == PNR_CANVAS_PANNING)
    return;
  pnr_canvas_select_pressed (self, self->pressed);
  pnr_canvas_take_keyboard (self, self->pressed);
}

static void
pnr_canvas_start_mode (PnrCanvas *self)
{
  self->mode = self->wanted_mode;
  if (self->mode == PNR_CANVAS_PANNING)
    self->has_space_panned = TRUE;
  if (self->mode == PNR_CANVAS_MOVING || self->mode == PNR_CANVAS_CONNECTING)
    pnr_board_scene_set_selected (self->scene, PNR_BOARD_PART_PRODUCT, self->pressed.id, TRUE);
  if (self->mode == PNR_CANVAS_MOVING)
    pnr_board_scene_begin_drag (self->scene);
  pnr_canvas_update_cursor (self);
}

static void
pnr_canvas_drag_cards (PnrCanvas *self, double x, double y)
{
  PnrBoardBox box;

  if (!pnr_board_scene_get_product_box (self->scene, self->pressed.id, &box))
    return;
  pnr_board_scene_set_drag_offset (self->scene, pnr_board_snap (box.x + x - self->press_x) - box.x,
                                   pnr_board_snap (box.y + y - self->press_y) - box.y);
}

static void
pnr_canvas_drag_link (PnrCanvas *self, double view_x, double view_y, double x, double y)
{
  PnrBoardHit hit = pnr_canvas_hit (self, view_x, view_y);

  pnr_board_scene_set_connection (self->scene, self->pressed.id, PNR_RELATION_KIND_CROSS_SELL, x,
                                  y);
  pnr_board_scene_set_hover (self->scene, pnr_canvas_is_on_card (hit) && hit.id != self->pressed.id
                                              ? (PnrBoardHit){ PNR_BOARD_PART_PORT, hit.id }
                                              : (PnrBoardHit){ PNR_BOARD_PART_NONE, 0 });
}

static void
pnr_canvas_drag_band (PnrCanvas *self, double x, double y)
{
  PnrBoardBox band = { MIN (x, self->press_x), MIN (y, self->press_y), fabs (x - self->press_x),
                       fabs (y - self->press_y) };

  pnr_board_scene_set_band (self->scene, &band);
  pnr_board_scene_select_in (self->scene, &band, self->is_extending);
}

static void
pnr_canvas_drag_view (PnrCanvas *self)
{
  double zoom = pnr_canvas_get_zoom (self);

  pnr_board_scene_set_view (self->scene,
                            self->press_view_x - (self->pointer_x - self->start_x) / zoom,
                            self->press_view_y - (self->pointer_y - self->start_y) / zoom, zoom);
  pnr_canvas_pan (self, 0.0, 0.0);
}

static void
pnr_canvas_follow_pointer (PnrCanvas *self)
{
  double x, y;

  pnr_board_scene_to_board (self->scene, self->pointer_x, self->pointer_y, &x, &y);
  switch (self->mode) {
  case PNR_CANVAS_PANNING:
    pnr_canvas_drag_view (self);
    break;
  case PNR_CANVAS_MOVING:
    pnr_canvas_drag_cards (self, x, y);
    break;
  case PNR_CANVAS_CONNECTING:
    pnr_canvas_drag_link (self, self->pointer_x, self->pointer_y, x, y);
    break;
  case PNR_CANVAS_BANDING:
    pnr_canvas_drag_band (self, x, y);
    break;
  case PNR_CANVAS_IDLE:
  case PNR_CANVAS_WAITING:
  default:
    break;
  }
}

/* Returns: pixels a second, below zero towards the beginning */
static double
find_edge_speed (double position, double size)
{
  if (position < EDGE)
    return -EDGE_SPEED * MIN (EDGE - position, EDGE_FARTHEST);
  if (position > size - EDGE)
    return EDGE_SPEED * MIN (position - size + EDGE, EDGE_FARTHEST);
  return 0.0;
}

static gboolean
edge_tick_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  PnrCanvas *self = PNR_CANVAS (widget);
  double vx = find_edge_speed (self->pointer_x, gtk_widget_get_width (widget));
  double vy = find_edge_speed (self->pointer_y, gtk_widget_get_height (widget));
  gint64 now = gdk_frame_clock_get_frame_time (clock);
  double seconds = MIN ((now - self->edge_time) / (double) G_USEC_PER_SEC, 0.1);

  if (self->mode < PNR_CANVAS_BANDING || (vx == 0.0 && vy == 0.0)) {
    self->edge_tick = 0;
    return G_SOURCE_REMOVE;
  }
  self->edge_time = now;
  pnr_canvas_pan (self, round (vx * seconds), round (vy * seconds));
  pnr_canvas_follow_pointer (self);
  return G_SOURCE_CONTINUE;
}

static void
pnr_canvas_watch_edges (PnrCanvas *self)
{
  GtkWidget *widget = GTK_WIDGET (self);

  if (self->edge_tick != 0 || self->mode < PNR_CANVAS_BANDING
      || (find_edge_speed (self->pointer_x, gtk_widget_get_width (widget)) == 0.0
          && find_edge_speed (self->pointer_y, gtk_widget_get_height (widget)) == 0.0))
    return;
  self->edge_time = g_get_monotonic_time ();
  self->edge_tick = gtk_widget_add_tick_callback (widget, edge_tick_cb, NULL, NULL);
}

/**
 * pnr_canvas_drag_to:
 * @self: a canvas on which a button is down
 * @view_x: where the pointer is now, in pixels
 * @view_y: where the pointer is now, in pixels
 *
 * Returns: whether the press means a drag by now
 */
gboolean
pnr_canvas_drag_to (PnrCanvas *self, double view_x, double view_y)
{
  g_return_val_if_fail (PNR_IS_CANVAS (self), FALSE);

  if (self->mode == PNR_CANVAS_IDLE)
    return FALSE;
  self->pointer_x = view_x;
  self->pointer_y = view_y;
  if (self->mode == PNR_CANVAS_WAITING) {
    if (self->wanted_mode == PNR_CANVAS_IDLE
        || hypot (view_x - self->start_x, view_y - self->start_y) < PNR_CANVAS_THRESHOLD)
      return FALSE;
    pnr_canvas_start_mode (self);
  }
  pnr_canvas_follow_pointer (self);
  pnr_canvas_watch_edges (self);
  return TRUE;
}

/* A press that never became a drag. */
static void
pnr_canvas_release_click (PnrCanvas *self)
{
  if (self->wanted_mode == PNR_CANVAS_PANNING)
    return;
  if (self->pressed.part == PNR_BOARD_PART_BUNDLE)
    pnr_canvas_select_bundle (self, self->pressed.id, self->is_extending);
  else if (self->pressed.part == PNR_BOARD_PART_NONE && !self->is_extending)
    pnr_board_scene_select_none (self->scene);
  else if (pnr_canvas_is_on_card (self->pressed) && self->is_pressed_selected
           && !self->is_extending)
    pnr_board_scene_select_only (self->scene, PNR_BOARD_PART_PRODUCT, self->pressed.id);
}

static void
pnr_canvas_drop_link (PnrCanvas *self, gboolean is_two_way)
{
  PnrBoardHit hit = pnr_canvas_hit (self, self->pointer_x, self->pointer_y);

  pnr_board_scene_set_hover (self->scene, (PnrBoardHit){ PNR_BOARD_PART_NONE, 0 });
  if (pnr_canvas_is_on_card (hit) && hit.id != self->pressed.id)
    pnr_canvas_ask_kind (self, self->pressed.id, hit.id, self->pointer_x, self->pointer_y,
                         is_two_way);
  else
    pnr_board_scene_clear_connection (self->scene);
}

/**
 * pnr_canvas_release:
 * @self: a canvas on which a button is down
 * @state: the modifiers that are held
 */
void
pnr_canvas_release (PnrCanvas *self, GdkModifierType state)
{
  PnrCanvasMode mode = self->mode;

  g_return_if_fail (PNR_IS_CANVAS (self));

  self->mode = PNR_CANVAS_IDLE;
  if (mode == PNR_CANVAS_WAITING)
    pnr_canvas_release_click (self);
  else if (mode == PNR_CANVAS_MOVING)
    pnr_canvas_keep_moved (self);
  else if (mode == PNR_CANVAS_CONNECTING)
    pnr_canvas_drop_link (self, (state & GDK_SHIFT_MASK) != 0);
  else if (mode == PNR_CANVAS_BANDING)
    pnr_board_scene_set_band (self->scene, NULL);
  pnr_canvas_update_cursor (self);
}

/* Puts everything back as it was before the button was pressed. */
void
pnr_canvas_cancel_drag (PnrCanvas *self)
{
  if (self->mode == PNR_CANVAS_IDLE)
    return;
  self->mode = PNR_CANVAS_IDLE;
  pnr_board_scene_end_drag (self->scene, FALSE);
  pnr_board_scene_set_band (self->scene, NULL);
  pnr_board_scene_clear_connection (self->scene);
  pnr_board_scene_recall_selection (self->scene);
  pnr_board_scene_set_hover (self->scene, (PnrBoardHit){ PNR_BOARD_PART_NONE, 0 });
  pnr_canvas_update_cursor (self);
}

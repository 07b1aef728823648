/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The canvas under the pointer: select, move, connect, rubber band, pan, zoom. */
#include "config.h"

#include "ui/relationships/pnr-canvas-private.h"

#include <glib/gi18n.h>
#include <math.h>

/* Pixels a press may wander before it is a drag. */
#define THRESHOLD 8.0
#define WHEEL_STEP 60.0
#define ZOOM_STEP 1.1

static PnrBoardHit
pnr_canvas_hit (PnrCanvas *self, double view_x, double view_y)
{
  double x;
  double y;
  double zoom;
  double unused;

  pnr_board_scene_get_view (self->scene, &unused, &unused, &zoom);
  pnr_board_scene_to_board (self->scene, view_x, view_y, &x, &y);
  return pnr_board_scene_hit (self->scene, x, y, zoom);
}

static void
pnr_canvas_set_cursor (PnrCanvas *self, const char *name)
{
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), name);
}

static void
pnr_canvas_pan (PnrCanvas *self, double dx, double dy)
{
  double x;
  double y;
  double zoom;

  pnr_board_scene_get_view (self->scene, &x, &y, &zoom);
  pnr_board_scene_set_view (self->scene, x + dx / zoom, y + dy / zoom, zoom);
  pnr_canvas_view_changed (self);
}

static void
pnr_canvas_press_selects (PnrCanvas *self, gboolean is_extending)
{
  PnrBoardPart part =
      self->pressed.part == PNR_BOARD_PART_PORT ? PNR_BOARD_PART_PRODUCT : self->pressed.part;

  if (part == PNR_BOARD_PART_NONE) {
    if (!is_extending)
      pnr_board_scene_select_none (self->scene);
    return;
  }
  if (is_extending)
    pnr_board_scene_set_selected (
        self->scene, part, self->pressed.id,
        !pnr_board_scene_is_selected (self->scene, part, self->pressed.id));
  else if (!pnr_board_scene_is_selected (self->scene, part, self->pressed.id))
    pnr_board_scene_select_only (self->scene, part, self->pressed.id);
  if (part == PNR_BOARD_PART_PRODUCT)
    pnr_board_scene_set_focus (self->scene, self->pressed.id);
}

static void
drag_begin_cb (PnrCanvas *self, double x, double y, GtkGestureDrag *gesture)
{
  GdkModifierType state =
      gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (gesture));
  double zoom;

  gtk_widget_grab_focus (GTK_WIDGET (self));
  self->press_x = x;
  self->press_y = y;
  pnr_board_scene_get_view (self->scene, &self->view_x, &self->view_y, &zoom);
  if (self->is_space_down) {
    self->drag = PNR_CANVAS_DRAG_PAN;
    pnr_canvas_set_cursor (self, "grabbing");
    return;
  }
  self->drag = PNR_CANVAS_DRAG_PRESSED;
  self->pressed = pnr_canvas_hit (self, x, y);
  self->is_extending = (state & (GDK_SHIFT_MASK | GDK_CONTROL_MASK)) != 0;
  pnr_canvas_press_selects (self, self->is_extending);
}

/* The threshold is crossed: what was pressed decides what the drag does. */
static void
pnr_canvas_begin_drag (PnrCanvas *self)
{
  switch (self->pressed.part) {
  case PNR_BOARD_PART_PORT:
    self->drag = pnr_canvas_is_writable (self) ? PNR_CANVAS_DRAG_CONNECT : PNR_CANVAS_DRAG_NONE;
    break;
  case PNR_BOARD_PART_PRODUCT:
  case PNR_BOARD_PART_BUNDLE:
    self->drag = pnr_canvas_is_writable (self) ? PNR_CANVAS_DRAG_MOVE : PNR_CANVAS_DRAG_NONE;
    if (self->drag == PNR_CANVAS_DRAG_MOVE)
      pnr_board_scene_begin_drag (self->scene);
    break;
  case PNR_BOARD_PART_NONE:
  case PNR_BOARD_PART_RELATION:
    self->drag = PNR_CANVAS_DRAG_BAND;
    break;
  default:
    g_assert_not_reached ();
  }
}

static void
pnr_canvas_drag_band (PnrCanvas *self, double dx, double dy)
{
  PnrBoardBox band;
  double x;
  double y;

  pnr_board_scene_to_board (self->scene, MIN (self->press_x, self->press_x + dx),
                            MIN (self->press_y, self->press_y + dy), &band.x, &band.y);
  pnr_board_scene_to_board (self->scene, MAX (self->press_x, self->press_x + dx),
                            MAX (self->press_y, self->press_y + dy), &x, &y);
  band.width = x - band.x;
  band.height = y - band.y;
  pnr_board_scene_set_band (self->scene, &band);
  pnr_board_scene_select_in (self->scene, &band, self->is_extending);
}

static void
drag_update_cb (PnrCanvas *self, double dx, double dy)
{
  double zoom;
  double unused;
  double x;
  double y;

  if (self->drag == PNR_CANVAS_DRAG_PRESSED && hypot (dx, dy) >= THRESHOLD)
    pnr_canvas_begin_drag (self);
  pnr_board_scene_get_view (self->scene, &unused, &unused, &zoom);
  switch (self->drag) {
  case PNR_CANVAS_DRAG_MOVE:
    pnr_board_scene_set_drag_offset (self->scene, dx / zoom, dy / zoom);
    break;
  case PNR_CANVAS_DRAG_CONNECT:
    pnr_board_scene_to_board (self->scene, self->press_x + dx, self->press_y + dy, &x, &y);
    pnr_board_scene_set_connection (self->scene, self->pressed.id, PNR_RELATION_KIND_CROSS_SELL, x,
                                    y);
    pnr_board_scene_set_hover (self->scene,
                               pnr_canvas_hit (self, self->press_x + dx, self->press_y + dy));
    break;
  case PNR_CANVAS_DRAG_BAND:
    pnr_canvas_drag_band (self, dx, dy);
    break;
  case PNR_CANVAS_DRAG_PAN:
    pnr_board_scene_set_view (self->scene, self->view_x - dx / zoom, self->view_y - dy / zoom,
                              zoom);
    pnr_canvas_view_changed (self);
    break;
  case PNR_CANVAS_DRAG_NONE:
  case PNR_CANVAS_DRAG_PRESSED:
  default:
    break;
  }
}

static void
pnr_canvas_end_connection (PnrCanvas *self, double x, double y, gboolean is_two_way)
{
  PnrBoardHit hit = pnr_canvas_hit (self, x, y);
  gboolean is_product = hit.part == PNR_BOARD_PART_PRODUCT || hit.part == PNR_BOARD_PART_PORT;

  if (is_product && hit.id != self->pressed.id)
    pnr_canvas_ask_kind (self, self->pressed.id, hit.id, is_two_way);
  else
    pnr_board_scene_clear_connection (self->scene);
}

static void
drag_end_cb (PnrCanvas *self, double dx, double dy, GtkGestureDrag *gesture)
{
  GdkModifierType state =
      gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (gesture));
  PnrCanvasDrag drag = self->drag;

  self->drag = PNR_CANVAS_DRAG_NONE;
  if (drag == PNR_CANVAS_DRAG_MOVE) {
    pnr_board_scene_end_drag (self->scene, TRUE);
    pnr_canvas_save_places (self, _ ("Move products"), TRUE);
  } else if (drag == PNR_CANVAS_DRAG_CONNECT) {
    pnr_canvas_end_connection (self, self->press_x + dx, self->press_y + dy,
                               (state & GDK_SHIFT_MASK) != 0);
  } else if (drag == PNR_CANVAS_DRAG_BAND) {
    pnr_board_scene_set_band (self->scene, NULL);
  } else if (drag == PNR_CANVAS_DRAG_PAN) {
    pnr_canvas_set_cursor (self, self->is_space_down ? "grab" : NULL);
  }
}

/* Escape puts everything back to where the drag found it. */
void
pnr_canvas_cancel_drag (PnrCanvas *self)
{
  if (self->drag == PNR_CANVAS_DRAG_MOVE)
    pnr_board_scene_end_drag (self->scene, FALSE);
  if (self->drag == PNR_CANVAS_DRAG_BAND)
    pnr_board_scene_set_band (self->scene, NULL);
  pnr_board_scene_clear_connection (self->scene);
  self->drag = PNR_CANVAS_DRAG_NONE;
  self->is_connecting = FALSE;
}

static void
pan_begin_cb (PnrCanvas *self, double x, double y)
{
  double zoom;

  pnr_board_scene_get_view (self->scene, &self->view_x, &self->view_y, &zoom);
  pnr_canvas_set_cursor (self, "grabbing");
}

static void
pan_update_cb (PnrCanvas *self, double dx, double dy)
{
  double x;
  double y;
  double zoom;

  pnr_board_scene_get_view (self->scene, &x, &y, &zoom);
  pnr_board_scene_set_view (self->scene, self->view_x - dx / zoom, self->view_y - dy / zoom, zoom);
  pnr_canvas_view_changed (self);
}

static void
pan_end_cb (PnrCanvas *self)
{
  pnr_canvas_set_cursor (self, NULL);
}

static gboolean
scroll_cb (PnrCanvas *self, double dx, double dy, GtkEventControllerScroll *controller)
{
  GdkModifierType state =
      gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (controller));

  if ((state & GDK_CONTROL_MASK) != 0) {
    pnr_board_scene_zoom_at (self->scene, self->pointer_x, self->pointer_y, pow (ZOOM_STEP, -dy));
    pnr_canvas_view_changed (self);
  } else if ((state & GDK_SHIFT_MASK) != 0) {
    pnr_canvas_pan (self, (dx + dy) * WHEEL_STEP, 0);
  } else {
    pnr_canvas_pan (self, dx * WHEEL_STEP, dy * WHEEL_STEP);
  }
  return GDK_EVENT_STOP;
}

static void
pinch_begin_cb (PnrCanvas *self)
{
  self->pinch_factor = 1.0;
}

static void
pinch_cb (PnrCanvas *self, double factor, GtkGestureZoom *gesture)
{
  double x = self->pointer_x;
  double y = self->pointer_y;

  gtk_gesture_get_bounding_box_center (GTK_GESTURE (gesture), &x, &y);
  pnr_board_scene_zoom_at (self->scene, x, y, factor / self->pinch_factor);
  self->pinch_factor = factor;
  pnr_canvas_view_changed (self);
}

static void
motion_cb (PnrCanvas *self, double x, double y)
{
  PnrBoardHit hit;

  self->pointer_x = x;
  self->pointer_y = y;
  if (self->drag != PNR_CANVAS_DRAG_NONE)
    return;
  hit = pnr_canvas_hit (self, x, y);
  pnr_board_scene_set_hover (self->scene, hit);
  if (!self->is_space_down)
    pnr_canvas_set_cursor (self, hit.part == PNR_BOARD_PART_PORT   ? "crosshair"
                                 : hit.part == PNR_BOARD_PART_NONE ? NULL
                                                                   : "pointer");
}

static void
clicked_cb (PnrCanvas *self, int n_press, double x, double y)
{
  if (n_press == 2 && pnr_canvas_hit (self, x, y).part != PNR_BOARD_PART_NONE)
    g_signal_emit_by_name (self, "opened");
}

static void
right_pressed_cb (PnrCanvas *self, int n_press, double x, double y)
{
  self->pressed = pnr_canvas_hit (self, x, y);
  pnr_canvas_press_selects (self, FALSE);
  pnr_canvas_show_menu (self, x, y);
}

static gboolean
query_tooltip_cb (PnrCanvas *self, int x, int y, gboolean is_keyboard, GtkTooltip *tooltip)
{
  PnrBoardHit hit;
  g_autofree char *text = NULL;

  if (is_keyboard || self->drag != PNR_CANVAS_DRAG_NONE)
    return FALSE;
  hit = pnr_canvas_hit (self, x, y);
  if (hit.part == PNR_BOARD_PART_RELATION)
    text = pnr_board_scene_dup_relation_label (self->scene, hit.id);
  else if (hit.part == PNR_BOARD_PART_BUNDLE)
    text = pnr_board_scene_dup_bundle_label (self->scene, hit.id);
  else if (hit.part != PNR_BOARD_PART_NONE)
    text = pnr_board_scene_dup_product_label (self->scene, hit.id);
  gtk_tooltip_set_text (tooltip, text);
  return text != NULL;
}

static void
pnr_canvas_add_drag (PnrCanvas *self)
{
  GtkGesture *drag = gtk_gesture_drag_new ();
  GtkGesture *pan = gtk_gesture_drag_new ();

  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (drag), GDK_BUTTON_PRIMARY);
  g_signal_connect_swapped (drag, "drag-begin", G_CALLBACK (drag_begin_cb), self);
  g_signal_connect_swapped (drag, "drag-update", G_CALLBACK (drag_update_cb), self);
  g_signal_connect_swapped (drag, "drag-end", G_CALLBACK (drag_end_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drag));

  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (pan), GDK_BUTTON_MIDDLE);
  g_signal_connect_swapped (pan, "drag-begin", G_CALLBACK (pan_begin_cb), self);
  g_signal_connect_swapped (pan, "drag-update", G_CALLBACK (pan_update_cb), self);
  g_signal_connect_swapped (pan, "drag-end", G_CALLBACK (pan_end_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (pan));
}

void
pnr_canvas_add_gestures (PnrCanvas *self)
{
  GtkEventController *scroll =
      gtk_event_controller_scroll_new (GTK_EVENT_CONTROLLER_SCROLL_BOTH_AXES);
  GtkEventController *motion = gtk_event_controller_motion_new ();
  GtkGesture *pinch = gtk_gesture_zoom_new ();
  GtkGesture *click = gtk_gesture_click_new ();
  GtkGesture *right = gtk_gesture_click_new ();

  pnr_canvas_add_drag (self);
  g_signal_connect_swapped (scroll, "scroll", G_CALLBACK (scroll_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), scroll);
  g_signal_connect_swapped (motion, "motion", G_CALLBACK (motion_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), motion);
  g_signal_connect_swapped (pinch, "begin", G_CALLBACK (pinch_begin_cb), self);
  g_signal_connect_swapped (pinch, "scale-changed", G_CALLBACK (pinch_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (pinch));
  g_signal_connect_swapped (click, "pressed", G_CALLBACK (clicked_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (right), GDK_BUTTON_SECONDARY);
  g_signal_connect_swapped (right, "pressed", G_CALLBACK (right_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (right));
  gtk_widget_set_has_tooltip (GTK_WIDGET (self), TRUE);
  g_signal_connect (self, "query-tooltip", G_CALLBACK (query_tooltip_cb), NULL);
}

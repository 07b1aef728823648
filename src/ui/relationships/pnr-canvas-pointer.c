/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The canvas under a pointer: wheel, pinch, pan, rubber band, moving cards, pulling links, drops.
 */
#include "config.h"

#include "ui/relationships/pnr-canvas-private.h"

#include "ui/relationships/pnr-relation-edits.h"

#include <glib/gi18n.h>
#include <math.h>

#define WHEEL_STEP 64.0
#define ZOOM_STEP 1.15

static PnrBoardHit
pnr_canvas_hit (PnrCanvas *self, double view_x, double view_y)
{
  double x, y;

  pnr_board_scene_to_board (self->scene, view_x, view_y, &x, &y);
  return pnr_board_scene_hit (self->scene, x, y, pnr_canvas_get_zoom (self));
}

static gboolean
is_on_card (PnrBoardHit hit)
{
  return hit.part == PNR_BOARD_PART_PRODUCT || hit.part == PNR_BOARD_PART_PORT;
}

static void
pnr_canvas_update_cursor (PnrCanvas *self)
{
  PnrBoardHit hit;
  const char *name = NULL;

  if (self->mode == PNR_CANVAS_PANNING) {
    name = "grabbing";
  } else if (self->mode == PNR_CANVAS_MOVING) {
    name = "move";
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

static gboolean
scrolled_cb (PnrCanvas *self, double dx, double dy, GtkEventControllerScroll *controller)
{
  GdkModifierType state =
      gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (controller));
  gboolean is_wheel = gtk_event_controller_scroll_get_unit (controller) == GDK_SCROLL_UNIT_WHEEL;
  double step = is_wheel ? WHEEL_STEP : 1.0;

  if (state & GDK_CONTROL_MASK) {
    pnr_canvas_zoom_at (self, self->pointer_x, self->pointer_y,
                        pow (ZOOM_STEP, is_wheel ? -dy : -dy / WHEEL_STEP));
    return TRUE;
  }
  if (state & GDK_SHIFT_MASK && dx == 0.0)
    pnr_canvas_pan (self, dy * step, 0.0);
  else
    pnr_canvas_pan (self, dx * step, dy * step);
  return TRUE;
}

static void
pinch_began_cb (PnrCanvas *self)
{
  self->pinch_factor = 1.0;
}

static void
pinched_cb (PnrCanvas *self, double factor, GtkGesture *gesture)
{
  double x, y;

  if (gtk_gesture_get_bounding_box_center (gesture, &x, &y))
    pnr_canvas_zoom_at (self, x, y, factor / self->pinch_factor);
  self->pinch_factor = factor;
}

static void
pointer_moved_cb (PnrCanvas *self, double x, double y)
{
  self->pointer_x = x;
  self->pointer_y = y;
  if (self->mode == PNR_CANVAS_IDLE)
    pnr_board_scene_set_hover (self->scene, pnr_canvas_hit (self, x, y));
  pnr_canvas_update_cursor (self);
}

static void
pointer_left_cb (PnrCanvas *self)
{
  if (self->mode == PNR_CANVAS_IDLE)
    pnr_board_scene_set_hover (self->scene, (PnrBoardHit){ PNR_BOARD_PART_NONE, 0 });
}

static void
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
static void
pnr_canvas_press (PnrCanvas *self, PnrBoardHit hit)
{
  PnrBoardPart part = is_on_card (hit) ? PNR_BOARD_PART_PRODUCT : hit.part;

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

static void
pnr_canvas_take_keyboard (PnrCanvas *self, PnrBoardHit hit)
{
  if (is_on_card (hit))
    pnr_canvas_focus_product (self, hit.id);
  else
    gtk_widget_grab_focus (GTK_WIDGET (self));
}

static PnrCanvasMode
pnr_canvas_choose_mode (PnrCanvas *self, guint button)
{
  if (button == GDK_BUTTON_MIDDLE || self->is_space_held)
    return PNR_CANVAS_PANNING;
  if (is_on_card (self->pressed) && !pnr_canvas_is_editable (self))
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

static void
drag_began_cb (PnrCanvas *self, double view_x, double view_y, GtkGestureDrag *gesture)
{
  guint button = gtk_gesture_single_get_current_button (GTK_GESTURE_SINGLE (gesture));
  GdkModifierType state =
      gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (gesture));
  double zoom;

  if (button != GDK_BUTTON_PRIMARY && button != GDK_BUTTON_MIDDLE) {
    gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_DENIED);
    return;
  }
  pnr_canvas_end_run (self, TRUE);
  self->pointer_x = view_x;
  self->pointer_y = view_y;
  self->is_extending = (state & (GDK_SHIFT_MASK | GDK_CONTROL_MASK)) != 0;
  pnr_board_scene_to_board (self->scene, view_x, view_y, &self->press_x, &self->press_y);
  pnr_board_scene_get_view (self->scene, &self->press_view_x, &self->press_view_y, &zoom);
  self->pressed = pnr_canvas_hit (self, view_x, view_y);
  self->mode = PNR_CANVAS_WAITING;
  self->wanted_mode = pnr_canvas_choose_mode (self, button);
  if (self->wanted_mode == PNR_CANVAS_PANNING)
    return;
  pnr_canvas_press (self, self->pressed);
  pnr_canvas_take_keyboard (self, self->pressed);
}

static void
pnr_canvas_start_mode (PnrCanvas *self)
{
  self->mode = self->wanted_mode;
  if (self->mode == PNR_CANVAS_PANNING)
    self->has_space_panned = TRUE;
  if (self->mode == PNR_CANVAS_MOVING) {
    pnr_board_scene_set_selected (self->scene, PNR_BOARD_PART_PRODUCT, self->pressed.id, TRUE);
    pnr_board_scene_begin_drag (self->scene);
  }
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
  pnr_board_scene_set_hover (self->scene, is_on_card (hit) && hit.id != self->pressed.id
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
drag_updated_cb (PnrCanvas *self, double dx, double dy, GtkGestureDrag *gesture)
{
  double start_x, start_y, x, y, zoom;

  if (self->mode == PNR_CANVAS_IDLE
      || !gtk_gesture_drag_get_start_point (gesture, &start_x, &start_y))
    return;
  self->pointer_x = start_x + dx;
  self->pointer_y = start_y + dy;
  if (self->mode == PNR_CANVAS_WAITING) {
    if (self->wanted_mode == PNR_CANVAS_IDLE || hypot (dx, dy) < PNR_CANVAS_THRESHOLD)
      return;
    gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
    pnr_canvas_start_mode (self);
  }
  pnr_board_scene_to_board (self->scene, self->pointer_x, self->pointer_y, &x, &y);
  switch (self->mode) {
  case PNR_CANVAS_PANNING:
    zoom = pnr_canvas_get_zoom (self);
    pnr_board_scene_set_view (self->scene, self->press_view_x - dx / zoom,
                              self->press_view_y - dy / zoom, zoom);
    pnr_canvas_pan (self, 0.0, 0.0);
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
  else if (is_on_card (self->pressed) && self->is_pressed_selected && !self->is_extending)
    pnr_board_scene_select_only (self->scene, PNR_BOARD_PART_PRODUCT, self->pressed.id);
}

static void
pnr_canvas_drop_link (PnrCanvas *self, gboolean is_two_way)
{
  PnrBoardHit hit = pnr_canvas_hit (self, self->pointer_x, self->pointer_y);

  pnr_board_scene_set_hover (self->scene, (PnrBoardHit){ PNR_BOARD_PART_NONE, 0 });
  if (is_on_card (hit) && hit.id != self->pressed.id)
    pnr_canvas_ask_kind (self, self->pressed.id, hit.id, self->pointer_x, self->pointer_y,
                         is_two_way);
  else
    pnr_board_scene_clear_connection (self->scene);
}

static void
drag_ended_cb (PnrCanvas *self, double dx, double dy, GtkGestureDrag *gesture)
{
  PnrCanvasMode mode = self->mode;
  GdkModifierType state =
      gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (gesture));

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
  pnr_board_scene_set_hover (self->scene, (PnrBoardHit){ PNR_BOARD_PART_NONE, 0 });
  gtk_gesture_set_state (self->drag, GTK_EVENT_SEQUENCE_DENIED);
  pnr_canvas_update_cursor (self);
}

static void
drag_cancelled_cb (PnrCanvas *self)
{
  pnr_canvas_cancel_drag (self);
}

static void
clicked_cb (PnrCanvas *self, int n_press, double x, double y, GtkGesture *gesture)
{
  PnrBoardHit hit = pnr_canvas_hit (self, x, y);

  if (n_press != 2 || hit.part == PNR_BOARD_PART_NONE)
    return;
  if (hit.part == PNR_BOARD_PART_BUNDLE) {
    pnr_session_set_bundle_id (self->session, hit.id);
    gtk_widget_activate_action (GTK_WIDGET (self), "win.page", "s", "bundles");
  } else {
    pnr_canvas_open (self);
  }
}

static void
menu_wanted_cb (PnrCanvas *self, int n_press, double x, double y, GtkGesture *gesture)
{
  PnrBoardHit hit = pnr_canvas_hit (self, x, y);
  PnrBoardPart part = is_on_card (hit) ? PNR_BOARD_PART_PRODUCT : hit.part;

  self->is_extending = FALSE;
  gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_CLAIMED);
  if (part == PNR_BOARD_PART_BUNDLE)
    pnr_canvas_select_bundle (self, hit.id, FALSE);
  else if (part == PNR_BOARD_PART_NONE)
    pnr_board_scene_select_none (self->scene);
  else
    pnr_canvas_press (self, hit);
  pnr_canvas_take_keyboard (self, hit);
  pnr_canvas_show_menu (self, x, y);
}

static void
long_pressed_cb (PnrCanvas *self, double x, double y, GtkGesture *gesture)
{
  menu_wanted_cb (self, 1, x, y, gesture);
}

static GdkDragAction
drop_moved_cb (PnrCanvas *self, double x, double y)
{
  PnrBoardHit hit = pnr_canvas_hit (self, x, y);

  pnr_board_scene_set_hover (self->scene, is_on_card (hit)
                                              ? (PnrBoardHit){ PNR_BOARD_PART_PORT, hit.id }
                                              : (PnrBoardHit){ PNR_BOARD_PART_NONE, 0 });
  return pnr_canvas_is_editable (self) ? GDK_ACTION_COPY : 0;
}

/* Dropped on a card, the product is related to it; dropped beside, it is placed there. */
static gboolean
dropped_cb (PnrCanvas *self, const GValue *value, double view_x, double view_y)
{
  PnrProduct *product = g_value_get_object (value);
  PnrBoardHit hit = pnr_canvas_hit (self, view_x, view_y);
  double x, y;

  if (product == NULL || !pnr_canvas_is_editable (self))
    return FALSE;
  pnr_board_scene_set_hover (self->scene, (PnrBoardHit){ PNR_BOARD_PART_NONE, 0 });
  if (is_on_card (hit) && hit.id != pnr_product_get_id (product)) {
    pnr_canvas_ask_kind (self, pnr_product_get_id (product), hit.id, view_x, view_y, FALSE);
    return TRUE;
  }
  pnr_board_scene_to_board (self->scene, view_x, view_y, &x, &y);
  self->wanted_id = pnr_product_get_id (product);
  self->is_fitted = TRUE;
  pnr_relation_edits_place (self->session, self->scene, product, x - PNR_BOARD_CARD_WIDTH / 2.0,
                            y - PNR_BOARD_CARD_HEIGHT / 2.0);
  return TRUE;
}

static void
pnr_canvas_add_drag (PnrCanvas *self)
{
  GtkGesture *drag = gtk_gesture_drag_new ();
  GtkGesture *click = gtk_gesture_click_new ();

  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (drag), 0);
  g_signal_connect_swapped (drag, "drag-begin", G_CALLBACK (drag_began_cb), self);
  g_signal_connect_swapped (drag, "drag-update", G_CALLBACK (drag_updated_cb), self);
  g_signal_connect_swapped (drag, "drag-end", G_CALLBACK (drag_ended_cb), self);
  g_signal_connect_swapped (drag, "cancel", G_CALLBACK (drag_cancelled_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drag));
  self->drag = drag;
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), GDK_BUTTON_PRIMARY);
  g_signal_connect_swapped (click, "released", G_CALLBACK (clicked_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
}

static void
pnr_canvas_add_menu_gestures (PnrCanvas *self)
{
  GtkGesture *click = gtk_gesture_click_new ();
  GtkGesture *press = gtk_gesture_long_press_new ();

  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), GDK_BUTTON_SECONDARY);
  g_signal_connect_swapped (click, "pressed", G_CALLBACK (menu_wanted_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
  gtk_gesture_single_set_touch_only (GTK_GESTURE_SINGLE (press), TRUE);
  g_signal_connect_swapped (press, "pressed", G_CALLBACK (long_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (press));
}

void
pnr_canvas_install_pointer (PnrCanvas *self)
{
  GtkEventController *scroll =
      gtk_event_controller_scroll_new (GTK_EVENT_CONTROLLER_SCROLL_BOTH_AXES);
  GtkEventController *motion = gtk_event_controller_motion_new ();
  GtkGesture *pinch = gtk_gesture_zoom_new ();
  GtkDropTarget *target = gtk_drop_target_new (PNR_TYPE_PRODUCT, GDK_ACTION_COPY);

  g_signal_connect_swapped (scroll, "scroll", G_CALLBACK (scrolled_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), scroll);
  g_signal_connect_swapped (motion, "motion", G_CALLBACK (pointer_moved_cb), self);
  g_signal_connect_swapped (motion, "leave", G_CALLBACK (pointer_left_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), motion);
  g_signal_connect_swapped (pinch, "begin", G_CALLBACK (pinch_began_cb), self);
  g_signal_connect_swapped (pinch, "scale-changed", G_CALLBACK (pinched_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (pinch));
  g_signal_connect_swapped (target, "motion", G_CALLBACK (drop_moved_cb), self);
  g_signal_connect_swapped (target, "drop", G_CALLBACK (dropped_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (target));
  pnr_canvas_add_drag (self);
  pnr_canvas_add_menu_gestures (self);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The canvas under a pointer: wheel, pinch, drags, clicks, menus, drops. */
#include "config.h"

#include "ui/relationships/pnr-canvas-private.h"

#include "ui/relationships/pnr-relation-edits.h"

#include <glib/gi18n.h>
#include <math.h>

#define WHEEL_STEP 64.0
#define ZOOM_STEP 1.15

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
drag_began_cb (PnrCanvas *self, double view_x, double view_y, GtkGestureDrag *gesture)
{
  guint button = gtk_gesture_single_get_current_button (GTK_GESTURE_SINGLE (gesture));

  if (button == GDK_BUTTON_PRIMARY || button == GDK_BUTTON_MIDDLE)
    pnr_canvas_press (
        self, view_x, view_y, button,
        gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (gesture)));
  else
    gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_DENIED);
}

static void
drag_updated_cb (PnrCanvas *self, double dx, double dy, GtkGestureDrag *gesture)
{
  double x, y;

  if (gtk_gesture_drag_get_start_point (gesture, &x, &y)
      && pnr_canvas_drag_to (self, x + dx, y + dy))
    gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
}

static void
drag_ended_cb (PnrCanvas *self, double dx, double dy, GtkGestureDrag *gesture)
{
  pnr_canvas_release (
      self, gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (gesture)));
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
  PnrBoardPart part = pnr_canvas_is_on_card (hit) ? PNR_BOARD_PART_PRODUCT : hit.part;

  self->is_extending = FALSE;
  gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_CLAIMED);
  if (part == PNR_BOARD_PART_BUNDLE)
    pnr_canvas_select_bundle (self, hit.id, FALSE);
  else if (part == PNR_BOARD_PART_NONE)
    pnr_board_scene_select_none (self->scene);
  else
    pnr_canvas_select_pressed (self, hit);
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

  pnr_board_scene_set_hover (self->scene, pnr_canvas_is_on_card (hit)
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
  if (pnr_canvas_is_on_card (hit) && hit.id != pnr_product_get_id (product)) {
    pnr_canvas_expect_beside (self, pnr_product_get_id (product), hit.id);
    pnr_canvas_ask_kind (self, pnr_product_get_id (product), hit.id, view_x, view_y, FALSE);
    return TRUE;
  }
  pnr_board_scene_to_board (self->scene, view_x, view_y, &x, &y);
  x -= PNR_BOARD_CARD_WIDTH / 2.0;
  y -= PNR_BOARD_CARD_HEIGHT / 2.0;
  pnr_board_scene_find_room (self->scene, pnr_product_get_id (product), &x, &y);
  self->wanted_id = pnr_product_get_id (product);
  self->is_fitted = TRUE;
  pnr_relation_edits_place (self->session, self->scene, product, x, y);
  return TRUE;
}

/* Below the card, which it must not cover. */
static void
pnr_canvas_place_tooltip (PnrCanvas *self, gint64 product_id, GtkTooltip *tooltip)
{
  double zoom = pnr_canvas_get_zoom (self);
  PnrBoardBox box;
  double x, y;

  if (!pnr_board_scene_get_product_box (self->scene, product_id, &box))
    return;
  pnr_board_scene_to_view (self->scene, box.x, box.y, &x, &y);
  gtk_tooltip_set_tip_area (tooltip, &(GdkRectangle){ (int) x, (int) y, (int) (box.width * zoom),
                                                      (int) (box.height * zoom) });
}

/* Names are cut short on cards, and links and bundles have none or little room for theirs. */
static gboolean
tooltip_wanted_cb (PnrCanvas *self, int x, int y, gboolean is_by_key, GtkTooltip *tooltip)
{
  PnrBoardHit hit = pnr_canvas_hit (self, x, y);
  g_autofree char *text = NULL;

  if (is_by_key || self->mode != PNR_CANVAS_IDLE || gtk_widget_get_visible (self->chooser)
      || gtk_widget_get_visible (self->menu))
    return FALSE;
  if (hit.part == PNR_BOARD_PART_RELATION) {
    text = pnr_board_scene_dup_relation_label (self->scene, hit.id);
  } else if (hit.part == PNR_BOARD_PART_BUNDLE) {
    text = pnr_board_scene_dup_bundle_label (self->scene, hit.id);
  } else if (pnr_canvas_is_on_card (hit)) {
    text = pnr_session_dup_product_title (self->session, hit.id);
    pnr_canvas_place_tooltip (self, hit.id, tooltip);
  }
  gtk_tooltip_set_text (tooltip, text);
  return text != NULL;
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
  gtk_widget_set_has_tooltip (GTK_WIDGET (self), TRUE);
  g_signal_connect (self, "query-tooltip", G_CALLBACK (tooltip_wanted_cb), NULL);
  pnr_canvas_add_drag (self);
  pnr_canvas_add_menu_gestures (self);
}

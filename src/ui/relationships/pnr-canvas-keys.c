/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The canvas without a pointer: walk, find, move, connect, zoom. */
#include "config.h"

#include "ui/relationships/pnr-canvas-private.h"

#include <glib/gi18n.h>

#define ZOOM_STEP 1.25
#define MOVE_REST_MS 700
#define TYPING_PAUSE_US (1500 * 1000)

static gboolean
key_to_direction (guint keyval, PnrBoardDirection *direction)
{
  switch (keyval) {
  case GDK_KEY_Left:
  case GDK_KEY_KP_Left:
    *direction = PNR_BOARD_LEFT;
    return TRUE;
  case GDK_KEY_Right:
  case GDK_KEY_KP_Right:
    *direction = PNR_BOARD_RIGHT;
    return TRUE;
  case GDK_KEY_Up:
  case GDK_KEY_KP_Up:
    *direction = PNR_BOARD_UP;
    return TRUE;
  case GDK_KEY_Down:
  case GDK_KEY_KP_Down:
    *direction = PNR_BOARD_DOWN;
    return TRUE;
  default:
    return FALSE;
  }
}

/* The card that arrows go on from: the focused one, else the first. */
static gint64
pnr_canvas_get_focus_id (PnrCanvas *self)
{
  gint64 id = pnr_board_scene_get_focus (self->scene);

  if (id == 0 && pnr_board_scene_get_n_products (self->scene) > 0)
    id = pnr_board_scene_get_product_id (self->scene, 0);
  return id;
}

/* While a connection is being made the target is chosen, otherwise the selection follows. */
static void
pnr_canvas_go_to (PnrCanvas *self, gint64 id)
{
  PnrBoardBox box;

  if (id == 0)
    return;
  if (!self->is_connecting)
    pnr_board_scene_select_only (self->scene, PNR_BOARD_PART_PRODUCT, id);
  pnr_canvas_focus_product (self, id);
  if (self->is_connecting && pnr_board_scene_get_product_box (self->scene, id, &box))
    pnr_board_scene_set_connection (self->scene, self->from_id, PNR_RELATION_KIND_CROSS_SELL,
                                    box.x + box.width / 2, box.y + box.height / 2);
}

static gboolean
moved_rest_cb (gpointer user_data)
{
  PnrCanvas *self = user_data;

  self->places_id = 0;
  pnr_canvas_save_places (self, _ ("Move products"), TRUE);
  return G_SOURCE_REMOVE;
}

/* A run of moves is one action: it is saved when the keys rest. */
static void
pnr_canvas_move_selected (PnrCanvas *self, PnrBoardDirection direction, double distance)
{
  static const struct {
    double x;
    double y;
  } steps[] = { { -1, 0 }, { 1, 0 }, { 0, -1 }, { 0, 1 } };
  g_autofree gint64 *ids = NULL;
  guint n_ids;

  if (!pnr_canvas_is_writable (self))
    return;
  ids = pnr_board_scene_dup_selected (self->scene, PNR_BOARD_PART_PRODUCT, &n_ids);
  for (guint i = 0; i < n_ids; i++) {
    PnrBoardBox box;

    if (pnr_board_scene_get_product_box (self->scene, ids[i], &box))
      pnr_board_scene_move_product (self->scene, ids[i], box.x + steps[direction].x * distance,
                                    box.y + steps[direction].y * distance);
  }
  g_clear_handle_id (&self->places_id, g_source_remove);
  self->places_id = g_timeout_add (MOVE_REST_MS, moved_rest_cb, self);
}

static void
pnr_canvas_arrow (PnrCanvas *self, PnrBoardDirection direction, GdkModifierType state)
{
  gint64 id = pnr_canvas_get_focus_id (self);

  if ((state & GDK_CONTROL_MASK) != 0)
    pnr_canvas_move_selected (self, direction,
                              PNR_BOARD_STEP * ((state & GDK_SHIFT_MASK) != 0 ? 10 : 1));
  else if ((state & GDK_ALT_MASK) != 0)
    pnr_canvas_go_to (self, pnr_board_scene_find_linked (self->scene, id, direction));
  else if (pnr_board_scene_get_focus (self->scene) == 0)
    pnr_canvas_go_to (self, id);
  else
    pnr_canvas_go_to (self, pnr_board_scene_find_neighbour (self->scene, id, direction));
}

static void
pnr_canvas_start_connection (PnrCanvas *self)
{
  if (!pnr_canvas_is_writable (self) || pnr_canvas_get_focus_id (self) == 0)
    return;
  self->from_id = pnr_canvas_get_focus_id (self);
  self->is_connecting = TRUE;
  pnr_canvas_go_to (self, self->from_id);
  pnr_session_say (self->session,
                   _ ("Choose the other product with arrows or by typing, then press Return"));
}

static void
pnr_canvas_return (PnrCanvas *self)
{
  gint64 id = pnr_board_scene_get_focus (self->scene);

  if (self->is_connecting && id != 0 && id != self->from_id) {
    self->is_connecting = FALSE;
    pnr_canvas_ask_kind (self, self->from_id, id, FALSE);
  } else if (!self->is_connecting) {
    g_signal_emit_by_name (self, "opened");
  }
}

/* Letters typed in one go are the beginning of a name. */
static gboolean
pnr_canvas_type (PnrCanvas *self, guint keyval)
{
  gunichar letter = gdk_keyval_to_unicode (keyval);
  gint64 now = g_get_monotonic_time ();
  gboolean is_going_on = self->typed->len > 0 && now - self->typed_at < TYPING_PAUSE_US;

  if (letter == 0 || !g_unichar_isgraph (letter))
    return GDK_EVENT_PROPAGATE;
  if (!is_going_on && !self->is_connecting && (keyval == GDK_KEY_c || keyval == GDK_KEY_l)) {
    pnr_canvas_start_connection (self);
    return GDK_EVENT_STOP;
  }
  if (!is_going_on)
    g_string_truncate (self->typed, 0);
  g_string_append_unichar (self->typed, letter);
  self->typed_at = now;
  pnr_canvas_go_to (self, pnr_board_scene_find_by_name (self->scene, self->typed->str, 0));
  return GDK_EVENT_STOP;
}

static gboolean
pnr_canvas_control_key (PnrCanvas *self, guint keyval)
{
  switch (keyval) {
  case GDK_KEY_plus:
  case GDK_KEY_equal:
  case GDK_KEY_KP_Add:
    pnr_canvas_zoom (self, ZOOM_STEP);
    return GDK_EVENT_STOP;
  case GDK_KEY_minus:
  case GDK_KEY_KP_Subtract:
    pnr_canvas_zoom (self, 1 / ZOOM_STEP);
    return GDK_EVENT_STOP;
  case GDK_KEY_0:
  case GDK_KEY_KP_0:
    pnr_canvas_zoom_to_original (self);
    return GDK_EVENT_STOP;
  case GDK_KEY_a:
    pnr_board_scene_select_all (self->scene);
    return GDK_EVENT_STOP;
  default:
    return GDK_EVENT_PROPAGATE;
  }
}

static void
pnr_canvas_show_menu_at_focus (PnrCanvas *self)
{
  PnrBoardBox box;
  double x = gtk_widget_get_width (GTK_WIDGET (self)) / 2.0;
  double y = gtk_widget_get_height (GTK_WIDGET (self)) / 2.0;

  if (pnr_board_scene_get_product_box (self->scene, pnr_board_scene_get_focus (self->scene), &box))
    pnr_board_scene_to_view (self->scene, box.x + box.width / 2, box.y + box.height / 2, &x, &y);
  pnr_canvas_show_menu (self, x, y);
}

static void
pnr_canvas_escape (PnrCanvas *self)
{
  if (self->drag == PNR_CANVAS_DRAG_NONE && !self->is_connecting)
    pnr_board_scene_select_none (self->scene);
  pnr_canvas_cancel_drag (self);
}

static gboolean
key_pressed_cb (PnrCanvas *self, guint keyval, guint keycode, GdkModifierType state)
{
  PnrBoardDirection direction;

  if (key_to_direction (keyval, &direction)) {
    pnr_canvas_arrow (self, direction, state);
    return GDK_EVENT_STOP;
  }
  if ((state & GDK_CONTROL_MASK) != 0)
    return pnr_canvas_control_key (self, keyval);
  if ((state & GDK_ALT_MASK) != 0)
    return GDK_EVENT_PROPAGATE;
  switch (keyval) {
  case GDK_KEY_Escape:
    pnr_canvas_escape (self);
    return GDK_EVENT_STOP;
  case GDK_KEY_Return:
  case GDK_KEY_KP_Enter:
  case GDK_KEY_F2:
    pnr_canvas_return (self);
    return GDK_EVENT_STOP;
  case GDK_KEY_Delete:
  case GDK_KEY_BackSpace:
    if (pnr_canvas_is_writable (self))
      pnr_canvas_remove_selected (self);
    return GDK_EVENT_STOP;
  case GDK_KEY_space:
    self->is_space_down = TRUE;
    gtk_widget_set_cursor_from_name (GTK_WIDGET (self), "grab");
    return GDK_EVENT_STOP;
  case GDK_KEY_exclam:
    pnr_canvas_fit (self, FALSE);
    return GDK_EVENT_STOP;
  case GDK_KEY_at:
  case GDK_KEY_quotedbl:
    pnr_canvas_fit (self, TRUE);
    return GDK_EVENT_STOP;
  case GDK_KEY_Menu:
    pnr_canvas_show_menu_at_focus (self);
    return GDK_EVENT_STOP;
  case GDK_KEY_F10:
    if ((state & GDK_SHIFT_MASK) == 0)
      return GDK_EVENT_PROPAGATE;
    pnr_canvas_show_menu_at_focus (self);
    return GDK_EVENT_STOP;
  default:
    return pnr_canvas_type (self, keyval);
  }
}

static void
key_released_cb (PnrCanvas *self, guint keyval)
{
  if (keyval != GDK_KEY_space)
    return;
  self->is_space_down = FALSE;
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), NULL);
}

void
pnr_canvas_add_keys (PnrCanvas *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  g_signal_connect_swapped (keys, "key-released", G_CALLBACK (key_released_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}

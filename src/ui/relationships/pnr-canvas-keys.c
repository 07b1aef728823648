/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The canvas without a pointer: walking, moving, linking, finding by name. */
#include "config.h"

#include "ui/relationships/pnr-canvas-private.h"

#include "ui/relationships/pnr-relation-edits.h"

#include <glib/gi18n.h>

/* After this long, typing begins a new name. */
#define TYPING_MS 1500
/* After this long without a key, a run of moves is one finished edit. */
#define RUN_MS 700

/* Ends a run of moves by keys: kept as one edit, or put back. */
void
pnr_canvas_end_run (PnrCanvas *self, gboolean is_kept)
{
  if (self->run_source == 0)
    return;
  g_clear_handle_id (&self->run_source, g_source_remove);
  self->run_x = 0;
  self->run_y = 0;
  if (is_kept)
    pnr_canvas_keep_moved (self);
  else
    pnr_board_scene_end_drag (self->scene, FALSE);
}

static gboolean
run_ended_cb (gpointer user_data)
{
  PnrCanvas *self = user_data;

  self->run_source = 0;
  self->run_x = 0;
  self->run_y = 0;
  pnr_canvas_keep_moved (self);
  return G_SOURCE_REMOVE;
}

static void
canvas_move (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  PnrCanvas *self = PNR_CANVAS (widget);
  gint64 focus = pnr_board_scene_get_focus (self->scene);
  int dx, dy;

  if (!pnr_canvas_is_editable (self) || self->mode != PNR_CANVAS_IDLE)
    return;
  g_variant_get (parameter, "(ii)", &dx, &dy);
  if (pnr_board_scene_get_n_selected (self->scene, PNR_BOARD_PART_PRODUCT) == 0 && focus != 0)
    pnr_board_scene_select_only (self->scene, PNR_BOARD_PART_PRODUCT, focus);
  if (pnr_board_scene_get_n_selected (self->scene, PNR_BOARD_PART_PRODUCT) == 0)
    return;
  if (self->run_source == 0)
    pnr_board_scene_begin_drag (self->scene);
  g_clear_handle_id (&self->run_source, g_source_remove);
  self->run_x += dx;
  self->run_y += dy;
  pnr_board_scene_set_drag_offset (self->scene, self->run_x * PNR_BOARD_STEP,
                                   self->run_y * PNR_BOARD_STEP);
  self->run_source = g_timeout_add (RUN_MS, run_ended_cb, self);
}

static void
pnr_canvas_hint_link (PnrCanvas *self)
{
  gint64 target = pnr_board_scene_get_focus (self->scene);
  g_autofree char *from = pnr_session_dup_product_title (self->session, self->link_from_id);
  g_autofree char *to = NULL;
  g_autofree char *text = NULL;

  if (target == 0 || target == self->link_from_id) {
    text = g_strdup_printf (_ ("Relate “%s” to… Walk with the arrows or type a name"), from);
  } else {
    to = pnr_session_dup_product_title (self->session, target);
    text = g_strdup_printf (_ ("Relate “%s” to “%s”: Return makes it, Escape leaves"), from, to);
  }
  pnr_canvas_hint (self, text);
}

/* Draws the link in the making to the product that the keyboard stands on. */
static void
pnr_canvas_aim_link (PnrCanvas *self)
{
  PnrBoardBox box;

  if (!self->is_linking
      || !pnr_board_scene_get_product_box (self->scene, pnr_board_scene_get_focus (self->scene),
                                           &box))
    return;
  pnr_board_scene_set_connection (self->scene, self->link_from_id, PNR_RELATION_KIND_CROSS_SELL,
                                  box.x + box.width / 2.0, box.y + box.height / 2.0);
  pnr_canvas_hint_link (self);
}

/* Makes @id the product that the keys are about; while linking, the selection stays. */
static void
pnr_canvas_go_to (PnrCanvas *self, gint64 id)
{
  if (id == 0)
    return;
  pnr_canvas_end_run (self, TRUE);
  if (!self->is_linking)
    pnr_board_scene_select_only (self->scene, PNR_BOARD_PART_PRODUCT, id);
  pnr_canvas_focus_product (self, id);
  pnr_canvas_aim_link (self);
}

static void
canvas_walk (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  PnrCanvas *self = PNR_CANVAS (widget);

  pnr_canvas_go_to (self, pnr_board_scene_find_neighbour (self->scene,
                                                          pnr_board_scene_get_focus (self->scene),
                                                          g_variant_get_int32 (parameter)));
}

static void
canvas_walk_link (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  PnrCanvas *self = PNR_CANVAS (widget);

  pnr_canvas_go_to (self, pnr_board_scene_find_linked (self->scene,
                                                       pnr_board_scene_get_focus (self->scene),
                                                       g_variant_get_int32 (parameter)));
}

static void
canvas_connect (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  PnrCanvas *self = PNR_CANVAS (widget);
  gint64 from_id = pnr_board_scene_get_focus (self->scene);
  PnrBoardBox box;

  if (!pnr_canvas_is_editable (self)
      || !pnr_board_scene_get_product_box (self->scene, from_id, &box))
    return;
  pnr_canvas_end_run (self, TRUE);
  self->is_linking = TRUE;
  self->link_from_id = from_id;
  g_string_truncate (self->typed, 0);
  pnr_canvas_focus_product (self, from_id);
  pnr_canvas_hint_link (self);
}

/* Returns: whether a link was in the making */
gboolean
pnr_canvas_leave_link (PnrCanvas *self)
{
  if (!self->is_linking)
    return FALSE;
  self->is_linking = FALSE;
  g_string_truncate (self->typed, 0);
  pnr_board_scene_clear_connection (self->scene);
  pnr_canvas_hint (self, NULL);
  return TRUE;
}

static void
pnr_canvas_finish_link (PnrCanvas *self)
{
  gint64 target = pnr_board_scene_get_focus (self->scene);
  PnrBoardBox box;
  double x, y;

  if (target == self->link_from_id || !pnr_board_scene_get_product_box (self->scene, target, &box))
    return;
  pnr_board_scene_to_view (self->scene, box.x + box.width / 2.0, box.y + box.height, &x, &y);
  pnr_canvas_ask_kind (self, self->link_from_id, target, x, y, FALSE);
}

/* Return: makes the link in the making, else shows details. */
static void
canvas_accept (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  PnrCanvas *self = PNR_CANVAS (widget);

  if (self->is_linking)
    pnr_canvas_finish_link (self);
  else
    gtk_widget_activate_action (widget, "canvas.open", NULL);
}

/* Escape: one step back at a time. */
static void
canvas_cancel (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  PnrCanvas *self = PNR_CANVAS (widget);

  if (self->mode != PNR_CANVAS_IDLE) {
    pnr_canvas_cancel_drag (self);
    gtk_gesture_set_state (self->drag, GTK_EVENT_SEQUENCE_DENIED);
  } else if (self->run_source != 0) {
    pnr_canvas_end_run (self, FALSE);
  } else if (self->is_linking) {
    gint64 from_id = self->link_from_id;

    pnr_canvas_leave_link (self);
    pnr_canvas_focus_product (self, from_id);
  } else if (self->typed->len > 0) {
    g_string_truncate (self->typed, 0);
    pnr_canvas_hint (self, NULL);
  } else {
    pnr_board_scene_select_none (self->scene);
  }
}

static gboolean
typing_ended_cb (gpointer user_data)
{
  PnrCanvas *self = user_data;

  self->typed_source = 0;
  g_string_truncate (self->typed, 0);
  if (self->is_linking)
    pnr_canvas_hint_link (self);
  else
    pnr_canvas_hint (self, NULL);
  return G_SOURCE_REMOVE;
}

/* The first letter searches from here on; further letters first ask whether this one still fits. */
static void
pnr_canvas_type (PnrCanvas *self, gunichar letter)
{
  gint64 focus = pnr_board_scene_get_focus (self->scene);
  gboolean is_first = self->typed->len == 0;
  g_autofree char *text = NULL;
  gint64 found;

  g_string_append_unichar (self->typed, letter);
  found = pnr_board_scene_find_by_name (self->scene, self->typed->str, is_first ? focus : 0);
  if (self->is_linking && found == self->link_from_id)
    found = pnr_board_scene_find_by_name (self->scene, self->typed->str, found);
  if (found != 0)
    pnr_canvas_go_to (self, found);
  /* Translators: what is typed to find a product by its name. */
  text = found != 0 ? g_strdup_printf (_ ("Find: %s"), self->typed->str)
                    : g_strdup_printf (_ ("No product here is called “%s”"), self->typed->str);
  if (!self->is_linking || found == 0)
    pnr_canvas_hint (self, text);
  g_clear_handle_id (&self->typed_source, g_source_remove);
  self->typed_source = g_timeout_add (TYPING_MS, typing_ended_cb, self);
}

static void
pnr_canvas_toggle_focus (PnrCanvas *self)
{
  gint64 focus = pnr_board_scene_get_focus (self->scene);

  pnr_board_scene_set_selected (
      self->scene, PNR_BOARD_PART_PRODUCT, focus,
      !pnr_board_scene_is_selected (self->scene, PNR_BOARD_PART_PRODUCT, focus));
}

/* On most keyboards Shift makes another sign of a digit: what counts is the key. */
static gunichar
pnr_canvas_get_digit (PnrCanvas *self, guint keycode, guint keyval)
{
  GdkDisplay *display = gtk_widget_get_display (GTK_WIDGET (self));
  gunichar shifted = gdk_keyval_to_unicode (keyval);
  guint plain;

  if (g_unichar_isdigit (shifted)
      || !gdk_display_translate_key (display, keycode, 0, 0, &plain, NULL, NULL, NULL))
    return shifted;
  return gdk_keyval_to_unicode (plain);
}

/* Returns: whether it was Shift with a digit that has a meaning */
static gboolean
pnr_canvas_fit_by_digit (PnrCanvas *self, guint keycode, guint keyval, GdkModifierType state)
{
  gunichar digit = pnr_canvas_get_digit (self, keycode, keyval);

  if (!(state & GDK_SHIFT_MASK) || (digit != '1' && digit != '2'))
    return FALSE;
  gtk_widget_activate_action (GTK_WIDGET (self),
                              digit == '1' ? "canvas.fit-all" : "canvas.fit-selection", NULL);
  return TRUE;
}

static gboolean
key_pressed_cb (PnrCanvas *self, guint keyval, guint keycode, GdkModifierType state)
{
  gunichar letter = gdk_keyval_to_unicode (keyval);
  gboolean is_fresh = self->typed->len == 0;

  if (state & (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SUPER_MASK))
    return FALSE;
  if (keyval == GDK_KEY_space && is_fresh) {
    if (!self->is_space_held) {
      self->is_space_held = TRUE;
      self->has_space_panned = FALSE;
      gtk_widget_set_cursor_from_name (GTK_WIDGET (self), "grab");
    }
    return TRUE;
  }
  if (is_fresh && pnr_canvas_fit_by_digit (self, keycode, keyval, state))
    return TRUE;
  if (!g_unichar_isprint (letter))
    return FALSE;
  if (is_fresh && !self->is_linking && (letter == 'c' || letter == 'l')) {
    gtk_widget_activate_action (GTK_WIDGET (self), "canvas.connect", NULL);
    return TRUE;
  }
  pnr_canvas_type (self, letter);
  return TRUE;
}

static void
key_released_cb (PnrCanvas *self, guint keyval)
{
  if (keyval == GDK_KEY_Control_L || keyval == GDK_KEY_Control_R)
    pnr_canvas_end_run (self, TRUE);
  if (keyval != GDK_KEY_space || !self->is_space_held)
    return;
  self->is_space_held = FALSE;
  gtk_widget_set_cursor (GTK_WIDGET (self), NULL);
  if (!self->has_space_panned)
    pnr_canvas_toggle_focus (self);
}

static void
focus_entered_cb (PnrCanvas *self)
{
  if (pnr_board_scene_get_focus (self->scene) == 0
      && pnr_board_scene_get_n_products (self->scene) > 0)
    pnr_board_scene_set_focus (self->scene, pnr_board_scene_get_product_id (self->scene, 0));
}

static void
focus_left_cb (PnrCanvas *self)
{
  self->is_space_held = FALSE;
  pnr_canvas_end_run (self, TRUE);
}

void
pnr_canvas_install_keys (PnrCanvas *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();

  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  g_signal_connect_swapped (keys, "key-released", G_CALLBACK (key_released_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  g_signal_connect_swapped (focus, "enter", G_CALLBACK (focus_entered_cb), self);
  g_signal_connect_swapped (focus, "leave", G_CALLBACK (focus_left_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), focus);
}

static void
bind_arrows (GtkWidgetClass *widget_class)
{
  static const struct {
    guint key;
    guint keypad_key;
    int direction;
    int dx;
    int dy;
  } arrows[] = {
    { GDK_KEY_Left, GDK_KEY_KP_Left, PNR_BOARD_LEFT, -1, 0 },
    { GDK_KEY_Right, GDK_KEY_KP_Right, PNR_BOARD_RIGHT, 1, 0 },
    { GDK_KEY_Up, GDK_KEY_KP_Up, PNR_BOARD_UP, 0, -1 },
    { GDK_KEY_Down, GDK_KEY_KP_Down, PNR_BOARD_DOWN, 0, 1 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (arrows) * 2; i++) {
    gsize way = i / 2;
    guint key = i % 2 == 0 ? arrows[way].key : arrows[way].keypad_key;

    gtk_widget_class_add_binding_action (widget_class, key, 0, "canvas.walk", "i",
                                         arrows[way].direction);
    gtk_widget_class_add_binding_action (widget_class, key, GDK_ALT_MASK, "canvas.walk-link", "i",
                                         arrows[way].direction);
    gtk_widget_class_add_binding_action (widget_class, key, GDK_CONTROL_MASK, "canvas.move", "(ii)",
                                         arrows[way].dx, arrows[way].dy);
    gtk_widget_class_add_binding_action (widget_class, key, GDK_CONTROL_MASK | GDK_SHIFT_MASK,
                                         "canvas.move", "(ii)", 10 * arrows[way].dx,
                                         10 * arrows[way].dy);
  }
}

void
pnr_canvas_class_install_keys (GtkWidgetClass *widget_class)
{
  static const struct {
    guint key;
    GdkModifierType modifiers;
    const char *action;
  } bindings[] = {
    /* Menus show the last key of each action. */
    { GDK_KEY_equal, GDK_CONTROL_MASK, "canvas.zoom-in" },
    { GDK_KEY_KP_Add, GDK_CONTROL_MASK, "canvas.zoom-in" },
    { GDK_KEY_plus, GDK_CONTROL_MASK, "canvas.zoom-in" },
    { GDK_KEY_KP_Subtract, GDK_CONTROL_MASK, "canvas.zoom-out" },
    { GDK_KEY_minus, GDK_CONTROL_MASK, "canvas.zoom-out" },
    { GDK_KEY_KP_0, GDK_CONTROL_MASK, "canvas.zoom-original" },
    { GDK_KEY_0, GDK_CONTROL_MASK, "canvas.zoom-original" },
    { GDK_KEY_1, GDK_SHIFT_MASK, "canvas.fit-all" },
    { GDK_KEY_2, GDK_SHIFT_MASK, "canvas.fit-selection" },
    { GDK_KEY_a, GDK_CONTROL_MASK, "canvas.select-all" },
    { GDK_KEY_a, GDK_CONTROL_MASK | GDK_SHIFT_MASK, "canvas.select-none" },
    { GDK_KEY_b, GDK_CONTROL_MASK, "canvas.bundle" },
    { GDK_KEY_Return, 0, "canvas.accept" },
    { GDK_KEY_KP_Enter, 0, "canvas.accept" },
    { GDK_KEY_ISO_Enter, 0, "canvas.accept" },
    { GDK_KEY_F2, 0, "canvas.open" },
    { GDK_KEY_KP_Delete, 0, "canvas.remove" },
    { GDK_KEY_Delete, 0, "canvas.remove" },
    { GDK_KEY_Escape, 0, "canvas.cancel" },
    { GDK_KEY_F10, GDK_SHIFT_MASK, "canvas.menu" },
    { GDK_KEY_Menu, 0, "canvas.menu" },
  };

  gtk_widget_class_install_action (widget_class, "canvas.move", "(ii)", canvas_move);
  gtk_widget_class_install_action (widget_class, "canvas.walk", "i", canvas_walk);
  gtk_widget_class_install_action (widget_class, "canvas.walk-link", "i", canvas_walk_link);
  gtk_widget_class_install_action (widget_class, "canvas.connect", NULL, canvas_connect);
  gtk_widget_class_install_action (widget_class, "canvas.accept", NULL, canvas_accept);
  gtk_widget_class_install_action (widget_class, "canvas.cancel", NULL, canvas_cancel);
  for (gsize i = 0; i < G_N_ELEMENTS (bindings); i++)
    gtk_widget_class_add_binding_action (widget_class, bindings[i].key, bindings[i].modifiers,
                                         bindings[i].action, NULL);
  bind_arrows (widget_class);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Makes a list one stop of the Tab key; arrows move inside it. */
#include "config.h"

#include "ui/pnr-tab-stop.h"

static gboolean
key_pressed_cb (GtkWidget *list, guint keyval, guint keycode, GdkModifierType state)
{
  gboolean is_back = keyval == GDK_KEY_ISO_Left_Tab || (state & GDK_SHIFT_MASK) != 0;
  GtkNative *native = gtk_widget_get_native (list);
  GtkRoot *root = gtk_widget_get_root (list);

  if ((keyval != GDK_KEY_Tab && keyval != GDK_KEY_KP_Tab && keyval != GDK_KEY_ISO_Left_Tab)
      || (state & (GDK_CONTROL_MASK | GDK_ALT_MASK)) != 0 || native == NULL)
    return GDK_EVENT_PROPAGATE;
  /* Who types in a row goes on to the next thing to be typed. */
  if (GTK_IS_TEXT (gtk_root_get_focus (root)))
    return GDK_EVENT_PROPAGATE;
  /* A list that cannot be focused is passed over, whatever has the focus in it. */
  gtk_widget_set_can_focus (list, FALSE);
  gtk_widget_child_focus (GTK_WIDGET (native),
                          is_back ? GTK_DIR_TAB_BACKWARD : GTK_DIR_TAB_FORWARD);
  gtk_widget_set_can_focus (list, TRUE);
  return GDK_EVENT_STOP;
}

/**
 * pnr_tab_stop_make:
 * @list: a list box, list view or column view
 *
 * Up to GTK 4.12 Tab walks through every row of a list, and through a catalogue of ten thousand
 * products nobody comes out at the other end.
 */
void
pnr_tab_stop_make (GtkWidget *list)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  g_return_if_fail (GTK_IS_WIDGET (list));

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_pressed_cb), list);
  gtk_widget_add_controller (list, keys);
}

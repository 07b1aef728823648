/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The keys that work wherever the keyboard is: those that leave, and those of the page shown. */
#include "config.h"

#include "ui/pnr-window-private.h"

/* An open popover holds the keyboard, so that the window does not hear its keys: each popover that
 * takes the focus is taught them. */
static void
teach_leaving (GtkWidget *popover)
{
  static const struct {
    const char *trigger;
    const char *action;
  } keys[] = {
    { "<Control>q", "app.quit" },
    { "<Control>w", "win.close" },
  };
  GtkEventController *controller;

  if (g_object_get_data (G_OBJECT (popover), "knows-leaving") != NULL)
    return;
  g_object_set_data (G_OBJECT (popover), "knows-leaving", popover);
  controller = gtk_shortcut_controller_new ();
  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    gtk_shortcut_controller_add_shortcut (
        GTK_SHORTCUT_CONTROLLER (controller),
        gtk_shortcut_new (gtk_shortcut_trigger_parse_string (keys[i].trigger),
                          gtk_named_action_new (keys[i].action)));
  gtk_widget_add_controller (popover, controller);
}

static void
focus_moved_cb (GtkWindow *window)
{
  GtkWidget *focus = gtk_window_get_focus (window);

  for (; focus != NULL; focus = gtk_widget_get_parent (focus)) {
    if (GTK_IS_POPOVER (focus))
      teach_leaving (focus);
  }
}

/**
 * pnr_window_keys_keep:
 * @window: any window of the program
 *
 * Lets the keys that quit and close work while a popover of the window is open, too.
 */
void
pnr_window_keys_keep (GtkWindow *window)
{
  g_return_if_fail (GTK_IS_WINDOW (window));

  g_signal_connect (window, "notify::focus-widget", G_CALLBACK (focus_moved_cb), NULL);
}

static gboolean
key_pressed_cb (GtkStack *pages, guint keyval, guint keycode, GdkModifierType state,
                GtkEventControllerKey *controller)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (pages));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  GtkWidget *page = gtk_stack_get_visible_child (pages);

  if (page == NULL || !gtk_widget_get_mapped (page)
      || (focus != NULL && (gtk_widget_is_ancestor (focus, page) || GTK_IS_TEXT (focus))))
    return FALSE;
  return gtk_event_controller_key_forward (controller, page);
}

/**
 * pnr_window_keys_pass:
 * @window: a window
 * @pages: the pages in it
 *
 * Lets the keys of the page that is shown work while the focus is still in the sidebar: what
 * nothing there wants goes to the page.
 */
void
pnr_window_keys_pass (GtkWindow *window, GtkStack *pages)
{
  GtkEventController *controller = gtk_event_controller_key_new ();

  g_signal_connect_object (controller, "key-pressed", G_CALLBACK (key_pressed_cb), pages,
                           G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (window), controller);
}

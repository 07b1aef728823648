/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Leaves the wheel to the page that is scrolled with it. */
#include "config.h"

#include "ui/pnr-wheel.h"

static void
limit (GtkWidget *widget, GtkEventControllerScrollFlags flags)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (widget);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++) {
    g_autoptr (GObject) controller = g_list_model_get_item (controllers, i);

    if (GTK_IS_EVENT_CONTROLLER_SCROLL (controller))
      gtk_event_controller_scroll_set_flags (GTK_EVENT_CONTROLLER_SCROLL (controller), flags);
  }
}

static gboolean
goes_sideways_only (GtkWidget *widget)
{
  GtkPolicyType vertical;

  if (!GTK_IS_SCROLLED_WINDOW (widget))
    return FALSE;
  gtk_scrolled_window_get_policy (GTK_SCROLLED_WINDOW (widget), NULL, &vertical);
  return vertical == GTK_POLICY_NEVER;
}

/**
 * pnr_wheel_leave:
 * @widget: a part of a page
 *
 * Where the pointer comes to rest while a page is scrolled is chance. In GTK 4.8 a scrolled window
 * that goes sideways only keeps the wheel and lets the page stand still, and a number or a slider
 * is changed by it. Below @widget they no longer do so.
 */
void
pnr_wheel_leave (GtkWidget *widget)
{
  g_return_if_fail (GTK_IS_WIDGET (widget));

  if (GTK_IS_SPIN_BUTTON (widget) || GTK_IS_SCALE (widget))
    limit (widget, GTK_EVENT_CONTROLLER_SCROLL_NONE);
  else if (goes_sideways_only (widget))
    limit (widget, GTK_EVENT_CONTROLLER_SCROLL_HORIZONTAL | GTK_EVENT_CONTROLLER_SCROLL_KINETIC);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    pnr_wheel_leave (child);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lets the wheel through what scrolls sideways only, to the page around it. */
#include "config.h"

#include "ui/pnr-sideways.h"

/**
 * pnr_sideways_keep:
 * @child: something in a scrolled window that goes sideways only
 *
 * GTK 4.8's scrolled window keeps every turn of the wheel, also those it can do nothing with: a
 * page would stand still as soon as such a table is under the pointer.
 */
void
pnr_sideways_keep (GtkWidget *child)
{
  GtkWidget *scroller = gtk_widget_get_ancestor (child, GTK_TYPE_SCROLLED_WINDOW);
  g_autoptr (GListModel) controllers = NULL;

  g_return_if_fail (scroller != NULL);

  controllers = gtk_widget_observe_controllers (scroller);
  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++) {
    g_autoptr (GObject) controller = g_list_model_get_item (controllers, i);

    if (GTK_IS_EVENT_CONTROLLER_SCROLL (controller))
      gtk_event_controller_scroll_set_flags (GTK_EVENT_CONTROLLER_SCROLL (controller),
                                             GTK_EVENT_CONTROLLER_SCROLL_HORIZONTAL
                                                 | GTK_EVENT_CONTROLLER_SCROLL_KINETIC);
  }
}

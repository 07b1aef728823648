/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Gives the eye and the keyboard to the row of a list that is chosen. */
#include "config.h"

#include "ui/pnr-chosen-row.h"

/* A page that is scrolled has the row after a frame; one that is built for the jump, and has
 * thousands, fills between many. */
#define PATIENCE_US (5 * G_USEC_PER_SEC)

typedef struct {
  GtkWidget *list;
  GtkWidget *focus; /* only to be compared */
  gint64 end;
} Waiting;

/* The rows of a table; its other children are the heads, and popovers that belong to it. */
static GtkWidget *
find_list (GtkWidget *view)
{
  GtkWidget *child = view;

  if (GTK_IS_COLUMN_VIEW (view))
    child = gtk_widget_get_first_child (view);
  while (GTK_IS_COLUMN_VIEW (view) && child != NULL && !GTK_IS_LIST_VIEW (child))
    child = gtk_widget_get_next_sibling (child);
  return child;
}

static gboolean
focus_chosen (GtkWidget *list)
{
  for (GtkWidget *row = gtk_widget_get_first_child (list); row != NULL;
       row = gtk_widget_get_next_sibling (row)) {
    if ((gtk_widget_get_state_flags (row) & GTK_STATE_FLAG_SELECTED) != 0)
      return gtk_widget_get_mapped (row) && gtk_widget_grab_focus (row);
  }
  return FALSE;
}

/* Whoever goes elsewhere meanwhile is left there. */
static gboolean
tick_cb (GtkWidget *view, GdkFrameClock *clock, gpointer user_data)
{
  Waiting *waiting = user_data;
  GtkRoot *root = gtk_widget_get_root (view);

  if (root == NULL || gtk_root_get_focus (root) != waiting->focus || focus_chosen (waiting->list))
    return G_SOURCE_REMOVE;
  if (g_get_monotonic_time () < waiting->end)
    return G_SOURCE_CONTINUE;
  gtk_widget_grab_focus (waiting->list);
  return G_SOURCE_REMOVE;
}

/**
 * pnr_chosen_row_focus:
 * @view: a list box, list view or column view
 *
 * Gives the keyboard to the row that is chosen, as soon as it is there; to the list where none is.
 * Until GTK 4.12 a list view can be told to scroll to a row but not to give it the keyboard; and
 * given the keyboard itself, it scrolls back to the row that had it last.
 */
void
pnr_chosen_row_focus (GtkWidget *view)
{
  GtkWidget *list = find_list (view);
  GtkRoot *root = gtk_widget_get_root (view);
  Waiting *waiting;

  g_return_if_fail (GTK_IS_WIDGET (list));

  if (root == NULL || focus_chosen (list))
    return;
  waiting = g_new0 (Waiting, 1);
  waiting->list = list;
  waiting->focus = gtk_root_get_focus (root);
  waiting->end = g_get_monotonic_time () + PATIENCE_US;
  gtk_widget_add_tick_callback (view, tick_cb, waiting, g_free);
}

/**
 * pnr_chosen_row_reveal:
 * @view: a list view or column view
 * @position: of the row that is to be seen
 */
void
pnr_chosen_row_reveal (GtkWidget *view, guint position)
{
  GtkWidget *list = find_list (view);

  g_return_if_fail (GTK_IS_LIST_VIEW (list));

  gtk_widget_activate_action (list, "list.scroll-to-item", "u", position);
}

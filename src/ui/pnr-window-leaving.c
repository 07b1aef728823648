/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Takes a closed window apart piece by piece: freeing all of it at once would stop the other
 * windows.
 */
#include "config.h"

#include "ui/pnr-window-private.h"

/* (nullable): a table below @widget that still has columns. */
static GtkColumnView *
find_table (GtkWidget *widget)
{
  GtkColumnView *table = NULL;

  if (GTK_IS_COLUMN_VIEW (widget)
      && g_list_model_get_n_items (gtk_column_view_get_columns (GTK_COLUMN_VIEW (widget))) > 0)
    return GTK_COLUMN_VIEW (widget);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && table == NULL;
       child = gtk_widget_get_next_sibling (child))
    table = find_table (child);
  return table;
}

/* The 200 rows that GTK keeps of a table are most of what there is to free. */
static void
remove_last_column (GtkColumnView *table)
{
  GListModel *columns = gtk_column_view_get_columns (table);
  g_autoptr (GtkColumnViewColumn) last =
      g_list_model_get_item (columns, g_list_model_get_n_items (columns) - 1);

  gtk_column_view_remove_column (table, last);
}

static gboolean
leave_cb (gpointer user_data)
{
  PnrWindow *self = user_data;
  GtkWidget *page = gtk_widget_get_first_child (GTK_WIDGET (self->page_stack));
  GtkColumnView *table = page != NULL ? find_table (page) : NULL;

  if (table != NULL) {
    remove_last_column (table);
    return G_SOURCE_CONTINUE;
  }
  if (page != NULL) {
    gtk_stack_remove (self->page_stack, page);
    return G_SOURCE_CONTINUE;
  }
  self->leave_id = 0;
  gtk_window_destroy (GTK_WINDOW (self));
  return G_SOURCE_REMOVE;
}

/**
 * pnr_window_leave:
 * @self: a window that may close
 *
 * Hides the window for good. The application no longer knows it, but does not end before it is
 * gone, since the plan is closed with it.
 */
void
pnr_window_leave (PnrWindow *self)
{
  GApplication *application = G_APPLICATION (gtk_window_get_application (GTK_WINDOW (self)));

  if (self->leave_id != 0)
    return;
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  self->leave_id = g_idle_add (leave_cb, self);
  if (application == NULL)
    return;
  self->left = g_object_ref (application);
  g_application_hold (application);
  gtk_window_set_application (GTK_WINDOW (self), NULL);
}

/* To be called when nothing of the window is left. */
void
pnr_window_end_leaving (PnrWindow *self)
{
  g_clear_handle_id (&self->leave_id, g_source_remove);
  if (self->left != NULL)
    g_application_release (self->left);
  g_clear_object (&self->left);
}

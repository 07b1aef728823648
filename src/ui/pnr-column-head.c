/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Stands the head of a column of numbers over the numbers. */
#include "config.h"

#include "ui/pnr-column-head.h"

/* A head is a widget that holds a box that begins with the title. */
static GtkWidget *
find_box (GtkWidget *head, const char *title)
{
  GtkWidget *box = gtk_widget_get_first_child (head);
  GtkWidget *label = box != NULL ? gtk_widget_get_first_child (box) : NULL;

  return GTK_IS_LABEL (label) && g_strcmp0 (gtk_label_get_label (GTK_LABEL (label)), title) == 0
             ? box
             : NULL;
}

static void
mapped_cb (GtkColumnViewColumn *column, GtkWidget *view)
{
  GtkWidget *row = gtk_widget_get_first_child (view);

  for (GtkWidget *head = row != NULL ? gtk_widget_get_first_child (row) : NULL; head != NULL;
       head = gtk_widget_get_next_sibling (head)) {
    GtkWidget *box = find_box (head, gtk_column_view_column_get_title (column));

    if (box == NULL)
      continue;
    gtk_widget_set_halign (box, GTK_ALIGN_END);
    /* The arrow that tells of sorting keeps its place while there is none: before the title. */
    gtk_box_reorder_child_after (GTK_BOX (box), gtk_widget_get_first_child (box),
                                 gtk_widget_get_last_child (box));
  }
}

/**
 * pnr_column_head_align_end:
 * @view: a column view
 * @column: one of its columns, which shows numbers
 *
 * GTK begins to let heads be aligned after our floor; the heads are there when the view is shown.
 */
void
pnr_column_head_align_end (GtkColumnView *view, GtkColumnViewColumn *column)
{
  g_return_if_fail (GTK_IS_COLUMN_VIEW (view));
  g_return_if_fail (GTK_IS_COLUMN_VIEW_COLUMN (column));

  g_signal_connect_object (view, "map", G_CALLBACK (mapped_cb), column, G_CONNECT_SWAPPED);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lets a list appear a few rows a frame. */
#include "config.h"

#include "ui/pnr-unfold.h"

/* A row with a title, a subtitle and a figure takes a millisecond or two until it is laid out. */
#define ROWS_A_FRAME 3

static G_DEFINE_QUARK (pnr - folded, pnr_folded)

static gboolean
unfold_tick_cb (GtkWidget *list, GdkFrameClock *clock, gpointer user_data)
{
  guint n_shown = 0;

  for (GtkWidget *row = gtk_widget_get_first_child (list); row != NULL;
       row = gtk_widget_get_next_sibling (row)) {
    if (g_object_get_qdata (G_OBJECT (row), pnr_folded_quark ()) == NULL)
      continue;
    if (n_shown++ == ROWS_A_FRAME)
      return G_SOURCE_CONTINUE;
    g_object_set_qdata (G_OBJECT (row), pnr_folded_quark (), NULL);
    gtk_widget_set_visible (row, TRUE);
  }
  g_object_set_qdata (G_OBJECT (list), pnr_folded_quark (), NULL);
  return G_SOURCE_REMOVE;
}

/**
 * pnr_unfold_rows:
 * @list: a list that was just filled
 *
 * Hides all visible rows but the first and shows them again a few a frame, as soon as the list is
 * in a window: a page with dozens of rows would be laid out in one turn else, since every line of
 * text is measured several times. Rows that are hidden already are left alone; nobody else may show
 * or hide the others meanwhile.
 */
void
pnr_unfold_rows (GtkWidget *list)
{
  guint n_visible = 0;

  g_return_if_fail (GTK_IS_WIDGET (list));

  for (GtkWidget *row = gtk_widget_get_first_child (list); row != NULL;
       row = gtk_widget_get_next_sibling (row)) {
    if (!gtk_widget_get_visible (row) || n_visible++ < ROWS_A_FRAME)
      continue;
    g_object_set_qdata (G_OBJECT (row), pnr_folded_quark (), row);
    gtk_widget_set_visible (row, FALSE);
  }
  if (n_visible <= ROWS_A_FRAME
      || g_object_get_qdata (G_OBJECT (list), pnr_folded_quark ()) != NULL)
    return;
  g_object_set_qdata (G_OBJECT (list), pnr_folded_quark (), list);
  gtk_widget_add_tick_callback (list, unfold_tick_cb, NULL, NULL);
}

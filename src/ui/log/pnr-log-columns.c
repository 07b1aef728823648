/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The columns of the log's table: when, who, what, why, and what became of it. */
#include "config.h"

#include "ui/log/pnr-log-columns.h"

#include "ui/log/pnr-log-words.h"
#include "ui/pnr-cell-text.h"

#include <glib/gi18n.h>

/* Narrower than this, the table keeps to when and what; the rest is said below it. */
#define ROOM_FOR_WHO 560
#define ROOM_FOR_WHY 860

typedef enum {
  COLUMN_WHEN,
  COLUMN_WHO,
  COLUMN_WHAT,
  COLUMN_WHY,
  COLUMN_STATE,
  N_COLUMNS,
} PnrLogColumn;

/* -1: what room is left. */
static const int widths[N_COLUMNS] = { 168, 96, -1, 152, 224 };

/* The first cell has room for an icon, whether it bears one or not: rows have one height. */
static void
cell_setup_cb (PnrLogPage *page, GtkListItem *item, GtkListItemFactory *factory)
{
  PnrLogColumn column = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (factory), "column"));
  GtkWidget *text = pnr_cell_text_new (FALSE);
  GtkWidget *cell = text;

  if (column == COLUMN_WHEN) {
    GtkWidget *icon = gtk_image_new ();

    cell = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
    gtk_image_set_pixel_size (GTK_IMAGE (icon), 16);
    gtk_widget_set_size_request (icon, 16, 16);
    gtk_box_append (GTK_BOX (cell), icon);
    gtk_box_append (GTK_BOX (cell), text);
    gtk_widget_add_css_class (text, "numeric");
    gtk_widget_set_hexpand (text, TRUE);
  }
  g_object_set_data (G_OBJECT (cell), "item", item);
  gtk_list_item_set_child (item, cell);
}

static GtkWidget *
get_text (GtkWidget *cell)
{
  return GTK_IS_INSCRIPTION (cell) ? cell : gtk_widget_get_last_child (cell);
}

static char *
dup_cell (PnrLogPage *page, const PnrLogFacts *facts, PnrLogColumn column)
{
  switch (column) {
  case COLUMN_WHEN:
    return pnr_log_words_dup_when (facts->made, pnr_log_page_get_now (page));
  case COLUMN_WHO:
    return g_strdup (facts->who);
  case COLUMN_WHAT:
    return g_strdup (facts->what);
  case COLUMN_WHY:
    return g_strdup (facts->why);
  case COLUMN_STATE:
    return pnr_log_words_dup_state (facts, pnr_log_page_get_now (page));
  case N_COLUMNS:
  default:
    g_assert_not_reached ();
  }
}

/* Rows of a table have no name of their own. */
static void
bind_row (PnrLogPage *page, GtkWidget *cell, const PnrLogFacts *facts)
{
  GtkWidget *row = gtk_widget_get_parent (gtk_widget_get_parent (cell));
  g_autofree char *title = pnr_log_words_dup_title (facts, pnr_log_page_get_now (page));

  gtk_image_set_from_icon_name (GTK_IMAGE (gtk_widget_get_first_child (cell)),
                                pnr_log_words_get_icon (facts));
  if (row != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
}

static void
cell_bind_cb (PnrLogPage *page, GtkListItem *item, GtkListItemFactory *factory)
{
  PnrLogColumn column = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (factory), "column"));
  const PnrLogFacts *facts = pnr_log_entry_get_facts (gtk_list_item_get_item (item));
  GtkWidget *cell = gtk_list_item_get_child (item);
  g_autofree char *text = dup_cell (page, facts, column);

  pnr_cell_text_set (get_text (cell), text);
  if (column == COLUMN_WHEN)
    bind_row (page, cell, facts);
  if (facts->state != PNR_ACTION_STATE_DONE)
    gtk_widget_add_css_class (cell, "dim-label");
  if (facts->is_newest)
    gtk_widget_add_css_class (get_text (cell), "heading");
}

static void
cell_unbind_cb (PnrLogPage *page, GtkListItem *item)
{
  GtkWidget *cell = gtk_list_item_get_child (item);

  gtk_widget_remove_css_class (cell, "dim-label");
  gtk_widget_remove_css_class (get_text (cell), "heading");
}

/**
 * pnr_log_columns_add:
 * @view: an empty table
 * @page: the page it stands on, whose clock its times are told by
 */
void
pnr_log_columns_add (GtkColumnView *view, PnrLogPage *page)
{
  const char *titles[N_COLUMNS] = { C_ ("log", "When"), C_ ("log", "Who"), C_ ("log", "What"),
                                    C_ ("log", "Why"), C_ ("log", "State") };

  for (int column = 0; column < N_COLUMNS; column++) {
    GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
    g_autoptr (GtkColumnViewColumn) view_column = NULL;

    g_object_set_data (G_OBJECT (factory), "column", GINT_TO_POINTER (column));
    g_signal_connect_object (factory, "setup", G_CALLBACK (cell_setup_cb), page, G_CONNECT_SWAPPED);
    g_signal_connect_object (factory, "bind", G_CALLBACK (cell_bind_cb), page, G_CONNECT_SWAPPED);
    g_signal_connect_object (factory, "unbind", G_CALLBACK (cell_unbind_cb), page,
                             G_CONNECT_SWAPPED);
    view_column = gtk_column_view_column_new (titles[column], factory);
    gtk_column_view_column_set_resizable (view_column, TRUE);
    gtk_column_view_column_set_expand (view_column, widths[column] < 0);
    if (widths[column] > 0)
      gtk_column_view_column_set_fixed_width (view_column, widths[column]);
    gtk_column_view_append_column (view, view_column);
  }
}

/* Shows the columns for which @width has room. */
void
pnr_log_columns_arrange (GtkColumnView *view, int width)
{
  GListModel *columns = gtk_column_view_get_columns (view);
  const gboolean has_room[N_COLUMNS] = { TRUE, width >= ROOM_FOR_WHO, TRUE, width >= ROOM_FOR_WHY,
                                         width >= ROOM_FOR_WHO };

  for (guint column = 0; column < N_COLUMNS; column++) {
    g_autoptr (GtkColumnViewColumn) view_column = g_list_model_get_item (columns, column);

    if (gtk_column_view_column_get_visible (view_column) == has_room[column])
      continue;
    gtk_column_view_column_set_visible (view_column, has_room[column]);
    /* A hidden column with a width of its own would still take it from the others. */
    gtk_column_view_column_set_fixed_width (view_column, has_room[column] ? widths[column] : -1);
  }
}

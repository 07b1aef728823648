/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the toolkit by itself takes for the heaviest turns of the walk through the window: a window
 * with a few rows, and a table of FoodMart's size that loses its rows from the end. */
#include "config.h"

#include "ui/pnr-loop-watch.h"

#include <adwaita.h>

#define SETTLE_MS 600
#define N_COLUMNS 7
#define N_ROWS 1560
#define N_LEFT 32
#define N_GOING 16

static gint64 longest_cpu_us;
static gint64 longest_wall_us;

static void
turn_cb (gint64 cpu_us, gint64 wall_us, gpointer user_data)
{
  longest_cpu_us = MAX (longest_cpu_us, cpu_us);
  longest_wall_us = MAX (longest_wall_us, wall_us);
}

static gboolean
set_cb (gpointer is_over)
{
  *(gboolean *) is_over = TRUE;
  return G_SOURCE_REMOVE;
}

static void
settle (void)
{
  gboolean is_over = FALSE;

  g_timeout_add (SETTLE_MS, set_cb, &is_over);
  while (!is_over)
    g_main_context_iteration (NULL, TRUE);
}

static void
begin (void)
{
  settle ();
  longest_cpu_us = 0;
  longest_wall_us = 0;
}

static void
end (const char *name)
{
  settle ();
  g_print ("%-36s %8.1f ms %8.1f ms\n", name, (double) longest_cpu_us / 1000,
           (double) longest_wall_us / 1000);
}

static GtkWidget *
make_rows (void)
{
  GtkWidget *list = gtk_list_box_new ();

  gtk_widget_add_css_class (list, "boxed-list");
  for (int i = 0; i < 3; i++) {
    GtkWidget *row = adw_action_row_new ();

    adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), "A row");
    adw_action_row_set_subtitle (ADW_ACTION_ROW (row), "with a few words about it");
    gtk_list_box_append (GTK_LIST_BOX (list), row);
  }
  return list;
}

static GtkWidget *
make_window (GtkApplication *application, GtkWidget *child)
{
  GtkWidget *window = adw_application_window_new (application);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  gtk_box_append (GTK_BOX (box), adw_header_bar_new ());
  gtk_widget_set_vexpand (child, TRUE);
  gtk_box_append (GTK_BOX (box), child);
  gtk_window_set_default_size (GTK_WINDOW (window), 1180, 740);
  adw_application_window_set_content (ADW_APPLICATION_WINDOW (window), box);
  return window;
}

static void
open_window (GtkApplication *application)
{
  GtkWidget *page = adw_status_page_new ();

  begin ();
  adw_status_page_set_title (ADW_STATUS_PAGE (page), "A bare window");
  adw_status_page_set_child (ADW_STATUS_PAGE (page), make_rows ());
  gtk_window_present (GTK_WINDOW (make_window (application, page)));
  end ("A bare window");
}

static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  gtk_list_item_set_child (item, gtk_inscription_new (NULL));
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  gtk_inscription_set_text (GTK_INSCRIPTION (gtk_list_item_get_child (item)),
                            gtk_string_object_get_string (gtk_list_item_get_item (item)));
}

static GtkWidget *
make_table (GListModel *model)
{
  GtkSelectionModel *selection = GTK_SELECTION_MODEL (gtk_single_selection_new (model));
  GtkWidget *table = gtk_column_view_new (selection);

  for (int i = 0; i < N_COLUMNS; i++) {
    GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
    GtkColumnViewColumn *column = gtk_column_view_column_new ("Column", factory);

    g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), NULL);
    g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), NULL);
    gtk_column_view_column_set_fixed_width (column, 120);
    gtk_column_view_append_column (GTK_COLUMN_VIEW (table), column);
    g_object_unref (column);
  }
  return table;
}

static void
shorten_table (GtkApplication *application)
{
  GtkStringList *model = gtk_string_list_new (NULL);
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *window;

  for (int i = 0; i < N_ROWS; i++)
    gtk_string_list_append (model, "Washington Berry Juice");
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller),
                                 make_table (g_object_ref (G_LIST_MODEL (model))));
  window = make_window (application, scroller);
  gtk_window_present (GTK_WINDOW (window));
  begin ();
  for (guint n = N_ROWS; n > N_LEFT; n = MAX (n - N_GOING, N_LEFT)) {
    gtk_string_list_splice (model, n - N_GOING, N_GOING, NULL);
    gtk_test_widget_wait_for_draw (scroller);
  }
  end ("A bare table: rows go, 16 a turn");
  begin ();
  gtk_window_destroy (GTK_WINDOW (window));
  end ("A bare table: close");
  g_object_unref (model);
}

static void
activate_cb (GtkApplication *application)
{
  static gboolean is_busy = FALSE;

  if (is_busy)
    return;
  is_busy = TRUE;
  pnr_loop_watch_start (turn_cb, NULL);
  g_print ("%-36s %11s %11s\n", "longest turn of the toolkit's own", "CPU", "wall");
  open_window (application);
  shorten_table (application);
  g_application_quit (G_APPLICATION (application));
}

int
main (int argc, char *argv[])
{
  g_autoptr (AdwApplication) application =
      adw_application_new ("org.pannier.Bare", G_APPLICATION_NON_UNIQUE);

  g_signal_connect (application, "activate", G_CALLBACK (activate_cb), NULL);
  return g_application_run (G_APPLICATION (application), argc, argv);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Toolbars break into rows where it is narrow; heads of numbers stand over the numbers. */
#include "config.h"

#include "ui/pnr-column-head.h"
#include "ui/pnr-toolbar.h"

#include <adwaita.h>

static GtkWidget *
add_tool (GtkWidget *toolbar, int width, gboolean is_expanding)
{
  GtkWidget *tool = gtk_drawing_area_new ();

  gtk_widget_set_size_request (tool, width, 30);
  gtk_widget_set_hexpand (tool, is_expanding);
  gtk_widget_set_parent (tool, toolbar);
  return tool;
}

static double
find_x (GtkWidget *toolbar, GtkWidget *tool)
{
  graphene_rect_t bounds;

  g_assert_true (gtk_widget_compute_bounds (tool, toolbar, &bounds));
  return bounds.origin.x;
}

static double
find_y (GtkWidget *toolbar, GtkWidget *tool)
{
  graphene_rect_t bounds;

  g_assert_true (gtk_widget_compute_bounds (tool, toolbar, &bounds));
  return bounds.origin.y;
}

static void
allocate (GtkWidget *toolbar, int width)
{
  int minimum, natural;

  gtk_widget_measure (toolbar, GTK_ORIENTATION_VERTICAL, width, &minimum, &natural, NULL, NULL);
  gtk_widget_size_allocate (toolbar, &(GtkAllocation){ 0, 0, width, natural }, -1);
}

/* A toolbar without the padding of its style has widths that can be counted. */
static GtkWidget *
new_toolbar (void)
{
  GtkWidget *toolbar = g_object_ref_sink (g_object_new (PNR_TYPE_TOOLBAR, NULL));

  gtk_widget_remove_css_class (toolbar, "toolbar");
  return toolbar;
}

static void
test_rows (void)
{
  GtkWidget *toolbar = new_toolbar ();
  GtkWidget *search = add_tool (toolbar, 100, TRUE);
  GtkWidget *hidden = add_tool (toolbar, 900, FALSE);
  GtkWidget *first = add_tool (toolbar, 80, FALSE);
  GtkWidget *second = add_tool (toolbar, 120, FALSE);
  int minimum, natural;

  gtk_widget_set_visible (hidden, FALSE);
  gtk_widget_measure (toolbar, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, &natural, NULL, NULL);
  g_assert_cmpint (minimum, ==, 120);
  g_assert_cmpint (natural, ==, 312);
  gtk_widget_measure (toolbar, GTK_ORIENTATION_VERTICAL, 312, &minimum, &natural, NULL, NULL);
  g_assert_cmpint (natural, ==, 30);
  gtk_widget_measure (toolbar, GTK_ORIENTATION_VERTICAL, 311, &minimum, &natural, NULL, NULL);
  g_assert_cmpint (natural, ==, 66);
  gtk_widget_measure (toolbar, GTK_ORIENTATION_VERTICAL, 120, &minimum, &natural, NULL, NULL);
  g_assert_cmpint (natural, ==, 102);

  allocate (toolbar, 400);
  g_assert_cmpint (gtk_widget_get_width (search), ==, 188);
  g_assert_cmpfloat (find_x (toolbar, second), ==, 280.0);
  allocate (toolbar, 200);
  g_assert_cmpfloat (find_x (toolbar, first), ==, 114.0 + 6.0);
  g_assert_cmpfloat (find_y (toolbar, second), ==, 36.0);
  gtk_widget_set_direction (toolbar, GTK_TEXT_DIR_RTL);
  allocate (toolbar, 400);
  g_assert_cmpfloat (find_x (toolbar, second), ==, 0.0);
  g_assert_cmpfloat (find_x (toolbar, search), ==, 212.0);
  g_assert_finalize_object (toolbar);
}

/* What stands at the start of its room keeps its words and sends what follows to the next row. */
static void
test_whole (void)
{
  GtkWidget *toolbar = new_toolbar ();
  GtkWidget *tabs = gtk_label_new ("Settings, result, comparison");
  GtkWidget *button = add_tool (toolbar, 80, FALSE);
  int natural;

  gtk_label_set_ellipsize (GTK_LABEL (tabs), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (tabs, TRUE);
  gtk_widget_set_halign (tabs, GTK_ALIGN_START);
  gtk_widget_insert_before (tabs, toolbar, button);
  gtk_widget_measure (tabs, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &natural, NULL, NULL);
  allocate (toolbar, natural + 80);
  g_assert_cmpint (gtk_widget_get_width (tabs), ==, natural);
  g_assert_cmpfloat (find_y (toolbar, button), >, 0.0);
  g_assert_finalize_object (toolbar);
}

static void
test_head (void)
{
  GtkColumnView *view = GTK_COLUMN_VIEW (gtk_column_view_new (NULL));
  g_autoptr (GtkColumnViewColumn) name = gtk_column_view_column_new ("Name", NULL);
  g_autoptr (GtkColumnViewColumn) price = gtk_column_view_column_new ("Price", NULL);
  GtkWidget *window = gtk_window_new ();
  GtkWidget *head;

  gtk_column_view_append_column (view, name);
  gtk_column_view_append_column (view, price);
  pnr_column_head_align_end (view, price);
  gtk_window_set_child (GTK_WINDOW (window), GTK_WIDGET (view));
  gtk_window_present (GTK_WINDOW (window));
  head = gtk_widget_get_first_child (gtk_widget_get_first_child (GTK_WIDGET (view)));
  g_assert_cmpint (gtk_widget_get_halign (gtk_widget_get_first_child (head)), ==, GTK_ALIGN_FILL);
  head = gtk_widget_get_next_sibling (head);
  g_assert_cmpint (gtk_widget_get_halign (gtk_widget_get_first_child (head)), ==, GTK_ALIGN_END);
  gtk_window_destroy (GTK_WINDOW (window));
}

int
main (int argc, char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

  g_test_add_func ("/toolbar/rows", test_rows);
  g_test_add_func ("/toolbar/whole", test_whole);
  g_test_add_func ("/column-head/align", test_head);

  return g_test_run ();
}

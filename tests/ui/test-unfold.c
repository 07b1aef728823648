/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What unfolds piece by piece is whole in the end, also one list within another. */
#include "config.h"

#include "stage.h"

#include "ui/pnr-unfold.h"

#define N_ROWS 12

static GtkWidget *
make_list (void)
{
  GtkWidget *list = gtk_list_box_new ();

  for (int i = 0; i < N_ROWS; i++)
    gtk_list_box_append (GTK_LIST_BOX (list), gtk_label_new ("A row"));
  return list;
}

static guint
count_shown (GtkWidget *list)
{
  guint n_shown = 0;

  for (GtkWidget *piece = gtk_widget_get_first_child (list); piece != NULL;
       piece = gtk_widget_get_next_sibling (piece)) {
    if (gtk_widget_get_visible (piece))
      n_shown++;
  }
  return n_shown;
}

static void
wait_for_all (GtkWidget *list, guint n_pieces)
{
  gint64 end = g_get_monotonic_time () + STAGE_PATIENCE_US;

  while (count_shown (list) < n_pieces && g_get_monotonic_time () < end)
    stage_settle (10);
  g_assert_cmpuint (count_shown (list), ==, n_pieces);
}

/* The rows of a folded list wait until the list is seen, else they would come in one piece. */
static void
test_nested (Stage *stage, gconstpointer data)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *first = make_list ();
  GtkWidget *second = make_list ();

  gtk_box_append (GTK_BOX (box), first);
  gtk_box_append (GTK_BOX (box), second);
  stage_show (stage, box);
  pnr_unfold_rows (first);
  pnr_unfold_rows (second);
  pnr_unfold_rows (box);
  g_assert_cmpuint (count_shown (box), ==, 1);
  g_assert_cmpuint (count_shown (second), ==, 1);
  wait_for_all (box, 2);
  g_assert_cmpuint (count_shown (second), <, N_ROWS);
  wait_for_all (first, N_ROWS);
  wait_for_all (second, N_ROWS);
}

static void
test_piece (Stage *stage, gconstpointer data)
{
  GtkWidget *list = make_list ();
  GtkWidget *late = gtk_list_box_row_new ();

  stage_show (stage, list);
  pnr_unfold_rows (list);
  gtk_list_box_append (GTK_LIST_BOX (list), late);
  pnr_unfold_piece (late);
  g_assert_false (gtk_widget_get_visible (late));
  wait_for_all (list, N_ROWS + 1);
}

static void
set_up (Stage *stage, gconstpointer data)
{
  stage_set_up_empty (stage);
}

static void
tear_down (Stage *stage, gconstpointer data)
{
  stage_tear_down (stage);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  g_test_add ("/unfold/nested", Stage, NULL, set_up, test_nested, tear_down);
  g_test_add ("/unfold/piece", Stage, NULL, set_up, test_piece, tear_down);
  return g_test_run ();
}

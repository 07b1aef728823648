/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where the focus goes and what is chosen: lists, the sidebar, suggestions. */
#include "config.h"

#include "stage.h"

#include "plan/pnr-plan-jobs.h"
#include "ui/pnr-tab-stop.h"
#include "ui/suggestions/pnr-suggestions-page.h"

#include <adwaita.h>

typedef struct {
  Stage stage;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  stage_set_up_sample (&fixture->stage, "suits");
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  stage_tear_down (&fixture->stage);
}

static void
test_tab_stop (void)
{
  GtkWidget *window = gtk_window_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *before = gtk_button_new_with_label ("Before");
  GtkWidget *list = gtk_list_box_new ();
  GtkWidget *after = gtk_button_new_with_label ("After");

  for (int i = 0; i < 3; i++)
    gtk_list_box_append (GTK_LIST_BOX (list), gtk_label_new ("Row"));
  gtk_box_append (GTK_BOX (box), before);
  gtk_box_append (GTK_BOX (box), list);
  gtk_box_append (GTK_BOX (box), after);
  pnr_tab_stop_make (list);
  gtk_window_set_child (GTK_WINDOW (window), box);
  gtk_window_present (GTK_WINDOW (window));
  gtk_test_widget_wait_for_draw (window);

  gtk_widget_grab_focus (GTK_WIDGET (gtk_list_box_get_row_at_index (GTK_LIST_BOX (list), 0)));
  g_assert_true (stage_press (list, GDK_KEY_Tab, 0));
  g_assert_true (gtk_window_get_focus (GTK_WINDOW (window)) == after);
  gtk_widget_grab_focus (GTK_WIDGET (gtk_list_box_get_row_at_index (GTK_LIST_BOX (list), 2)));
  g_assert_true (stage_press (list, GDK_KEY_ISO_Left_Tab, GDK_SHIFT_MASK));
  g_assert_true (gtk_window_get_focus (GTK_WINDOW (window)) == before);
  g_assert_true (gtk_widget_child_focus (window, GTK_DIR_TAB_FORWARD));
  g_assert_true (gtk_widget_is_ancestor (gtk_window_get_focus (GTK_WINDOW (window)), list));
  g_assert_false (stage_press (list, GDK_KEY_Down, 0));
  gtk_window_destroy (GTK_WINDOW (window));
}

static gpointer
get_child (GtkWidget *page, const char *name)
{
  return gtk_widget_get_template_child (page, PNR_TYPE_SUGGESTIONS_PAGE, name);
}

static void
wait_for_page (GtkWidget *page, const char *name)
{
  GtkStack *stack = get_child (page, "stack");
  gint64 end = g_get_monotonic_time () + STAGE_PATIENCE_US;

  while (g_strcmp0 (gtk_stack_get_visible_child_name (stack), name) != 0
         && g_get_monotonic_time () < end)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpstr (gtk_stack_get_visible_child_name (stack), ==, name);
}

static GtkWidget *
show_suggestions (Fixture *fixture)
{
  GtkWidget *page =
      g_object_new (PNR_TYPE_SUGGESTIONS_PAGE, "session", fixture->stage.session, NULL);

  gtk_window_set_child (GTK_WINDOW (fixture->stage.window), page);
  gtk_window_present (GTK_WINDOW (fixture->stage.window));
  wait_for_page (page, "list");
  return page;
}

static guint
count_relations (Fixture *fixture)
{
  return g_list_model_get_n_items (G_LIST_MODEL (pnr_plan_get_relations (fixture->stage.plan)));
}

static guint64
count_selected (GtkWidget *page)
{
  GtkSelectionModel *model = gtk_column_view_get_model (get_child (page, "view"));
  g_autoptr (GtkBitset) selected = gtk_selection_model_get_selection (model);

  return gtk_bitset_get_size (selected);
}

/* Whatever is filtered, Accept takes what is chosen, and cannot be pressed where nothing is. */
static void
test_filter (Fixture *fixture, gconstpointer data)
{
  GtkWidget *page = show_suggestions (fixture);
  GtkDropDown *kinds = get_child (page, "kind_drop_down");
  GtkWidget *accept = get_child (page, "accept_button");
  gint64 end = g_get_monotonic_time () + STAGE_PATIENCE_US;
  guint n_relations = count_relations (fixture);

  for (guint kind = 0; kind <= PNR_RELATION_KIND_REQUIRED + 1; kind++) {
    gtk_drop_down_set_selected (kinds, kind);
    g_assert_cmpint (count_selected (page) > 0, ==, gtk_widget_get_sensitive (accept));
    g_assert_cmpint (count_selected (page) > 0, ==,
                     g_list_model_get_n_items (
                         G_LIST_MODEL (gtk_column_view_get_model (get_child (page, "view"))))
                         > 0);
  }
  gtk_drop_down_set_selected (kinds, PNR_RELATION_KIND_CROSS_SELL + 1);
  g_assert_true (gtk_widget_activate_action (page, "page.accept", NULL));
  while (count_relations (fixture) == n_relations && g_get_monotonic_time () < end)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (count_relations (fixture), ==, n_relations + 1);
}

static double
get_scrolled (GtkWidget *page)
{
  return gtk_adjustment_get_value (
      gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (get_child (page, "view"))));
}

/* The one that is stepped to is in view and has the keyboard, wherever the table was. */
static void
test_step (Fixture *fixture, gconstpointer data)
{
  GtkWidget *page = show_suggestions (fixture);
  GtkWidget *focus;

  stage_settle (200);
  g_assert_cmpfloat (get_scrolled (page), ==, 0.0);
  for (int i = 0; i < 11; i++)
    g_assert_true (gtk_widget_activate_action (page, "page.step", "b", TRUE));
  stage_settle (600);
  g_assert_cmpfloat (get_scrolled (page), >, 0.0);
  focus = gtk_window_get_focus (GTK_WINDOW (fixture->stage.window));
  g_assert_nonnull (focus);
  g_assert_true (gtk_widget_is_ancestor (focus, get_child (page, "view")));
  g_assert_true (gtk_widget_get_mapped (get_child (page, "why_label")));
  g_assert_cmpstr (gtk_label_get_label (get_child (page, "why_label")), !=, "");
}

/* Of a kind that orders cannot speak for, nobody has decided anything. */
static void
test_nothing (Fixture *fixture, gconstpointer data)
{
  GtkWidget *page = show_suggestions (fixture);
  g_autofree char *title = NULL;

  gtk_drop_down_set_selected (get_child (page, "kind_drop_down"), PNR_RELATION_KIND_REQUIRED + 1);
  wait_for_page (page, "empty");
  title = g_strdup (adw_status_page_get_title (get_child (page, "empty_page")));
  g_assert_cmpstr (title, !=, "All Decided");
  g_assert_false (gtk_widget_get_sensitive (get_child (page, "reject_button")));
}

int
main (int argc, char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

  g_test_add_func ("/keyboard/tab-stop", test_tab_stop);
  g_test_add ("/keyboard/suggestions/filter", Fixture, NULL, set_up, test_filter, tear_down);
  g_test_add ("/keyboard/suggestions/step", Fixture, NULL, set_up, test_step, tear_down);
  g_test_add ("/keyboard/suggestions/nothing", Fixture, NULL, set_up, test_nothing, tear_down);

  return g_test_run ();
}

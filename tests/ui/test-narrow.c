/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A narrow window: tables begin with the names of products, from whichever side is read. */
#include "config.h"

#include "stage.h"

#include "ui/bundles/pnr-bundles-page.h"
#include "ui/catalogue/pnr-catalogue-page.h"
#include "ui/catalogue/pnr-product-cell.h"
#include "ui/exports/pnr-exports-page.h"
#include "ui/log/pnr-log-page.h"
#include "ui/overview/pnr-overview-page.h"
#include "ui/relationships/pnr-relationships-page.h"
#include "ui/scenarios/pnr-replay-table.h"
#include "ui/scenarios/pnr-scenarios-page.h"
#include "ui/suggestions/pnr-suggestions-page.h"

#include <math.h>

#define WIDTH 360

typedef struct {
  Stage stage;
  GtkWidget *page;
  GtkWidget *view;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer direction)
{
  gtk_widget_set_default_direction (GPOINTER_TO_INT (direction));
  stage_set_up_sample (&fixture->stage, "suits");
  fixture->page = g_object_new (PNR_TYPE_CATALOGUE_PAGE, "session", fixture->stage.session, NULL);
  fixture->view =
      GTK_WIDGET (gtk_widget_get_template_child (fixture->page, PNR_TYPE_CATALOGUE_PAGE, "view"));
  gtk_window_set_default_size (GTK_WINDOW (fixture->stage.window), WIDTH, 640);
  stage_show (&fixture->stage, fixture->page);
  stage_settle (400);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  stage_tear_down (&fixture->stage);
  gtk_widget_set_default_direction (GTK_TEXT_DIR_LTR);
}

static void
test_names_first (Fixture *fixture, gconstpointer direction)
{
  GtkWidget *list = stage_find_type (fixture->view, GTK_TYPE_LIST_VIEW);
  GtkWidget *cell = gtk_widget_get_first_child (gtk_widget_get_first_child (list));
  GtkWidget *name = gtk_widget_get_first_child (cell);
  graphene_rect_t bounds;
  int width = gtk_widget_get_width (fixture->page);

  g_assert_cmpint (width, <, 2 * WIDTH);
  g_assert_true (gtk_widget_compute_bounds (name, fixture->page, &bounds));
  g_assert_cmpfloat (bounds.origin.x, >=, 0.0);
  g_assert_cmpfloat (bounds.origin.x + bounds.size.width, <=, width);
  g_assert_cmpfloat (bounds.size.width, >=, 190.0);
  if (GPOINTER_TO_INT (direction) == GTK_TEXT_DIR_RTL)
    g_assert_cmpfloat (bounds.origin.x + bounds.size.width, >=, width - 24.0);
  else
    g_assert_cmpfloat (bounds.origin.x, <=, 24.0);
}

static GtkWidget *
get_nth_child (GtkWidget *widget, int n)
{
  GtkWidget *child = gtk_widget_get_first_child (widget);

  while (n-- > 0)
    child = gtk_widget_get_next_sibling (child);
  return child;
}

static GtkWidget *
find_label (GtkWidget *widget)
{
  return stage_find_type (widget, GTK_TYPE_LABEL);
}

/* A number begins or ends where its head does, by the letters: both are drawn at their end. */
static void
test_number_heads (Fixture *fixture, gconstpointer direction)
{
  GtkWidget *list = stage_find_type (fixture->view, GTK_TYPE_LIST_VIEW);
  GtkWidget *row = gtk_widget_get_first_child (list);
  GtkWidget *heads = gtk_widget_get_first_child (fixture->view);
  gboolean is_rtl = GPOINTER_TO_INT (direction) == GTK_TEXT_DIR_RTL;

  for (int column = PNR_PRODUCT_COLUMN_PRICE; column < PNR_N_PRODUCT_COLUMNS; column++) {
    GtkWidget *cell = stage_find_type (get_nth_child (row, column), GTK_TYPE_INSCRIPTION);
    graphene_rect_t head_bounds;
    graphene_rect_t cell_bounds;

    g_assert_true (gtk_widget_compute_bounds (find_label (get_nth_child (heads, column)),
                                              fixture->view, &head_bounds));
    g_assert_true (gtk_widget_compute_bounds (cell, fixture->view, &cell_bounds));
    if (is_rtl)
      g_assert_cmpfloat (fabsf (head_bounds.origin.x - cell_bounds.origin.x), <=, 8.0f);
    else
      g_assert_cmpfloat (fabsf (head_bounds.origin.x + head_bounds.size.width - cell_bounds.origin.x
                                - cell_bounds.size.width),
                         <=, 8.0f);
    g_assert_cmpfloat (gtk_inscription_get_xalign (GTK_INSCRIPTION (cell)), ==, 1.0f);
  }
}

/* After a jump to a product its row has the keyboard, also where it has still to be scrolled to. */
static void
test_chosen_row (Fixture *fixture, gconstpointer direction)
{
  GListModel *products = G_LIST_MODEL (pnr_plan_get_products (fixture->stage.plan));
  g_autoptr (PnrNoun) last =
      g_list_model_get_item (products, g_list_model_get_n_items (products) - 1);
  GtkWidget *list = stage_find_type (fixture->view, GTK_TYPE_LIST_VIEW);
  GtkWidget *focus;

  gtk_widget_activate_action (fixture->page, "page.find", NULL);
  pnr_session_set_product_id (fixture->stage.session, pnr_noun_get_id (last));
  gtk_widget_activate_action (fixture->page, "page.focus-chosen", NULL);
  stage_settle (600);
  focus = gtk_window_get_focus (GTK_WINDOW (fixture->stage.window));
  g_assert_nonnull (focus);
  g_assert_true (gtk_widget_is_ancestor (focus, list));
  while (gtk_widget_get_parent (focus) != list)
    focus = gtk_widget_get_parent (focus);
  g_assert_true ((gtk_widget_get_state_flags (focus) & GTK_STATE_FLAG_SELECTED) != 0);
}

static void
load_style (void)
{
  g_autoptr (GtkCssProvider) provider = gtk_css_provider_new ();

  gtk_css_provider_load_from_resource (provider, "/org/pannier/Pannier/style.css");
  gtk_style_context_add_provider_for_display (gdk_display_get_default (),
                                              GTK_STYLE_PROVIDER (provider),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
}

/* No page asks for more width than the narrowest window has, nor when its height is given: what
 * wraps its lines must not ask for one long line then. */
static void
test_pages_fit (Fixture *fixture, gconstpointer direction)
{
  const GType types[] = { PNR_TYPE_OVERVIEW_PAGE,    PNR_TYPE_CATALOGUE_PAGE,
                          PNR_TYPE_SUGGESTIONS_PAGE, PNR_TYPE_RELATIONSHIPS_PAGE,
                          PNR_TYPE_BUNDLES_PAGE,     PNR_TYPE_SCENARIOS_PAGE,
                          PNR_TYPE_EXPORTS_PAGE,     PNR_TYPE_LOG_PAGE };

  load_style ();
  for (guint i = 0; i < G_N_ELEMENTS (types); i++) {
    GtkWidget *page = g_object_new (types[i], "session", fixture->stage.session, NULL);
    int minimum;
    int minimum_for_height;

    gtk_window_set_child (GTK_WINDOW (fixture->stage.window), page);
    stage_settle (1000);
    if (types[i] == PNR_TYPE_SUGGESTIONS_PAGE)
      gtk_label_set_label (
          GTK_LABEL (gtk_widget_get_template_child (page, types[i], "why_label")),
          "Bought together 100 times; chance alone would give 4 to 17. A very long word more.");
    gtk_widget_measure (page, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
    gtk_widget_measure (page, GTK_ORIENTATION_HORIZONTAL, 593, &minimum_for_height, NULL, NULL,
                        NULL);
    g_test_message ("%s needs %d, %d", G_OBJECT_TYPE_NAME (page), minimum, minimum_for_height);
    g_assert_cmpint (minimum, <=, WIDTH);
    g_assert_cmpint (minimum_for_height, <=, WIDTH);
  }
}

static gpointer
get_child (gpointer widget, const char *name)
{
  return gtk_widget_get_template_child (widget, G_OBJECT_TYPE (widget), name);
}

static void
wait_child (gpointer stack, const char *name)
{
  gint64 end = g_get_monotonic_time () + STAGE_PATIENCE_US;

  while (g_strcmp0 (gtk_stack_get_visible_child_name (stack), name) != 0
         && g_get_monotonic_time () < end)
    stage_settle (10);
  g_assert_cmpstr (gtk_stack_get_visible_child_name (stack), ==, name);
  stage_settle (500);
}

static void
assert_fits (GtkWidget *page, const char *what)
{
  int minimum;

  gtk_widget_measure (page, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  g_test_message ("%s needs %d", what, minimum);
  g_assert_cmpint (minimum, <=, WIDTH);
}

/* What a scenario says once it is asked fits as well, and so do long names of its tabs. */
static void
test_answers_fit (Fixture *fixture, gconstpointer direction)
{
  GtkWidget *page = g_object_new (PNR_TYPE_SCENARIOS_PAGE, "session", fixture->stage.session, NULL);
  GtkWidget *result = get_child (page, "result");
  GtkWidget *advice = get_child (page, "advice");

  load_style ();
  gtk_window_set_child (GTK_WINDOW (fixture->stage.window), page);
  for (GtkWidget *tab = gtk_widget_get_first_child (get_child (page, "switcher")); tab != NULL;
       tab = gtk_widget_get_next_sibling (tab))
    gtk_label_set_label (GTK_LABEL (gtk_button_get_child (GTK_BUTTON (tab))),
                         "Voreinstellungen und Ratgeber");
  g_assert_true (gtk_widget_activate_action (page, "scenario.simulate", NULL));
  wait_child (get_child (result, "stack"), "outcome");
  assert_fits (page, "result");
  g_assert_true (gtk_widget_activate_action (page, "scenario.advise", NULL));
  g_assert_true (gtk_widget_activate_action (advice, "advice.run", NULL));
  wait_child (get_child (advice, "stack"), "advice");
  assert_fits (page, "advice");
}

/* Nothing of a table sticks out beyond its rows, and none of its rows is cut off. */
static void
assert_whole (GtkWidget *list)
{
  GtkWidget *around = gtk_widget_get_parent (list);

  for (GtkWidget *row = gtk_widget_get_first_child (list); row != NULL;
       row = gtk_widget_get_next_sibling (row)) {
    GtkWidget *line = gtk_widget_get_first_child (row);
    graphene_rect_t bounds;

    for (GtkWidget *cell = gtk_widget_get_first_child (line); cell != NULL;
         cell = gtk_widget_get_next_sibling (cell)) {
      if (!gtk_widget_get_child_visible (cell) || !gtk_widget_get_visible (cell))
        continue;
      g_assert_true (gtk_widget_compute_bounds (cell, row, &bounds));
      g_assert_cmpfloat (bounds.origin.x + bounds.size.width, <=, gtk_widget_get_width (row));
    }
    g_assert_true (gtk_widget_compute_bounds (row, around, &bounds));
    g_assert_cmpfloat (bounds.origin.y + bounds.size.height, <=, gtk_widget_get_height (around));
  }
}

/* The Tab key comes to the figures of a table, where what they stand on is told. */
static void
assert_reached (GtkWidget *list)
{
  GtkWidget *row = GTK_WIDGET (gtk_list_box_get_row_at_index (GTK_LIST_BOX (list), 1));

  gtk_window_set_focus (GTK_WINDOW (gtk_widget_get_root (list)), NULL);
  g_assert_true (gtk_widget_child_focus (list, GTK_DIR_TAB_FORWARD));
  g_assert_true (gtk_widget_child_focus (list, GTK_DIR_TAB_FORWARD));
  g_assert_true (gtk_widget_is_focus (row));
}

static void
wait_rows (GtkListBox *list, int n_rows)
{
  gint64 end = g_get_monotonic_time () + STAGE_PATIENCE_US;

  while (gtk_list_box_get_row_at_index (list, n_rows - 1) == NULL && g_get_monotonic_time () < end)
    stage_settle (10);
  g_assert_nonnull (gtk_list_box_get_row_at_index (list, n_rows - 1));
  stage_settle (500);
}

static void
test_result_whole (Fixture *fixture, gconstpointer direction)
{
  GtkWidget *page = g_object_new (PNR_TYPE_SCENARIOS_PAGE, "session", fixture->stage.session, NULL);
  GtkWidget *result = get_child (page, "result");
  GtkWidget *replay = get_child (result, "replay_section");
  GtkWidget *table;

  load_style ();
  gtk_window_set_child (GTK_WINDOW (fixture->stage.window), page);
  g_assert_true (gtk_widget_activate_action (page, "scenario.simulate", NULL));
  wait_child (get_child (result, "stack"), "outcome");
  assert_whole (get_child (result, "metric_list"));
  assert_reached (get_child (result, "metric_list"));
  gtk_expander_set_expanded (get_child (replay, "expander"), TRUE);
  table = stage_find_type (replay, PNR_TYPE_REPLAY_TABLE);
  wait_rows (get_child (table, "offer_list"), 2);
  assert_fits (page, "replay");
  assert_whole (get_child (table, "offer_list"));
  assert_reached (get_child (table, "offer_list"));
}

/* No amount goes on in the next line. */
static void
assert_amounts_whole (GtkWidget *widget)
{
  if (GTK_IS_LABEL (widget)) {
    const char *text = gtk_label_get_text (GTK_LABEL (widget));
    GSList *lines = pango_layout_get_lines_readonly (gtk_label_get_layout (GTK_LABEL (widget)));

    for (GSList *line = lines->next; line != NULL; line = line->next) {
      int start = pango_layout_line_get_start_index (line->data);

      g_assert_false (g_ascii_isdigit (text[start])
                      && (g_ascii_isdigit (text[start - 1]) || g_ascii_ispunct (text[start - 1])));
      g_assert_false (g_str_has_prefix (text + start, "€"));
    }
  }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    assert_amounts_whole (child);
}

static void
test_comparison_whole (Fixture *fixture, gconstpointer direction)
{
  GtkWidget *page = g_object_new (PNR_TYPE_SCENARIOS_PAGE, "session", fixture->stage.session, NULL);
  GtkWidget *compare = get_child (page, "compare");
  GListModel *scenarios = G_LIST_MODEL (pnr_plan_get_scenarios (fixture->stage.plan));

  load_style ();
  gtk_window_set_child (GTK_WINDOW (fixture->stage.window), page);
  for (guint n = 2; n <= 3; n++) {
    gint64 end = g_get_monotonic_time () + STAGE_PATIENCE_US;

    g_assert_true (gtk_widget_activate_action (page, "scenario.duplicate", NULL));
    while (g_list_model_get_n_items (scenarios) != n && g_get_monotonic_time () < end)
      stage_settle (10);
  }
  g_assert_true (gtk_widget_activate_action (page, "scenario.compare", NULL));
  g_assert_true (gtk_widget_activate_action (compare, "comparison.run", NULL));
  wait_child (get_child (compare, "stack"), "comparison");
  assert_fits (page, "comparison");
  assert_whole (get_child (compare, "metric_list"));
  assert_reached (get_child (compare, "metric_list"));
  assert_amounts_whole (get_child (compare, "metric_list"));
}

/* Where an offset within the page is. */
static float
get_start (GtkWidget *widget, GtkWidget *page)
{
  graphene_rect_t bounds;

  g_assert_true (gtk_widget_compute_bounds (widget, page, &bounds));
  return bounds.origin.x;
}

static void
test_bundle_whole (Fixture *fixture, gconstpointer direction)
{
  GtkWidget *page = g_object_new (PNR_TYPE_BUNDLES_PAGE, "session", fixture->stage.session, NULL);
  GtkWidget *editor = get_child (page, "editor");
  GtkWidget *live = get_child (editor, "live");
  GtkWidget *sheet = get_child (editor, "sheet");

  load_style ();
  gtk_window_set_child (GTK_WINDOW (fixture->stage.window), page);
  adw_leaflet_set_visible_child (get_child (page, "leaflet"), get_child (page, "editor_box"));
  wait_rows (get_child (sheet, "check_list"), 3);
  wait_rows (get_child (live, "figure_list"), 5);
  assert_whole (get_child (live, "figure_list"));
  assert_reached (get_child (live, "figure_list"));
  assert_whole (get_child (sheet, "split_list"));
  assert_reached (get_child (sheet, "split_list"));
  assert_whole (get_child (sheet, "returns_list"));
  g_assert_cmpfloat (get_start (get_child (editor, "name_entry"), page), ==,
                     get_start (get_child (editor, "sku_entry"), page));
  g_assert_cmpint (gtk_widget_get_height (get_child (editor, "kind_row")), <=, 110);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
#define ADD(path, direction, test) \
  g_test_add (path, Fixture, GINT_TO_POINTER (direction), set_up, test, tear_down)
  ADD ("/narrow/names-first/ltr", GTK_TEXT_DIR_LTR, test_names_first);
  ADD ("/narrow/names-first/rtl", GTK_TEXT_DIR_RTL, test_names_first);
  ADD ("/narrow/number-heads/ltr", GTK_TEXT_DIR_LTR, test_number_heads);
  ADD ("/narrow/number-heads/rtl", GTK_TEXT_DIR_RTL, test_number_heads);
  ADD ("/narrow/chosen-row", GTK_TEXT_DIR_LTR, test_chosen_row);
  ADD ("/narrow/pages-fit", GTK_TEXT_DIR_LTR, test_pages_fit);
  ADD ("/narrow/answers-fit", GTK_TEXT_DIR_LTR, test_answers_fit);
  ADD ("/narrow/result-whole", GTK_TEXT_DIR_LTR, test_result_whole);
  ADD ("/narrow/comparison-whole", GTK_TEXT_DIR_LTR, test_comparison_whole);
  ADD ("/narrow/bundle-whole", GTK_TEXT_DIR_LTR, test_bundle_whole);
#undef ADD
  return g_test_run ();
}

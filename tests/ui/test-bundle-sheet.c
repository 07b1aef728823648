/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The sheet on the bundles page: the plan's figures, following the price, the mode and the stock.
 */
#include "config.h"

#include "stage.h"

#include "base/pnr-money.h"
#include "ui/bundles/pnr-bundle-editor.h"
#include "ui/bundles/pnr-bundle-sheet.h"
#include "ui/bundles/pnr-price-slider.h"
#include "ui/bundles/pnr-sheet-row.h"

#include <string.h>

typedef struct {
  Stage stage;
  PnrBundleEditor *editor;
  GtkWidget *sheet;
  PnrBundle *bundle;
} Fixture;

static gpointer
get_child (Fixture *fixture, const char *name)
{
  return gtk_widget_get_template_child (fixture->sheet, PNR_TYPE_BUNDLE_SHEET, name);
}

static gpointer
get_slider_child (Fixture *fixture, const char *name)
{
  GtkWidget *slider = stage_find_type (GTK_WIDGET (fixture->editor), PNR_TYPE_PRICE_SLIDER);

  return gtk_widget_get_template_child (slider, PNR_TYPE_PRICE_SLIDER, name);
}

/* Amounts are not torn apart at the end of a line; here they are plain. */
static const char *
plain (const char *text)
{
  g_auto (GStrv) words = g_strsplit (text, "\u00a0", -1);
  g_autofree char *joined = g_strjoinv (" ", words);

  return g_intern_string (joined);
}

static void
take_turn (void)
{
  if (!g_main_context_iteration (NULL, FALSE))
    g_usleep (1000);
}

static const char *
get_text (Fixture *fixture, const char *list, int row, const char *name)
{
  GtkListBoxRow *found = gtk_list_box_get_row_at_index (get_child (fixture, list), row);

  if (found == NULL)
    return NULL;
  return plain (gtk_label_get_label (
      GTK_LABEL (gtk_widget_get_template_child (GTK_WIDGET (found), PNR_TYPE_SHEET_ROW, name))));
}

static void
wait_for (Fixture *fixture, const char *list, int row, const char *name, const char *text)
{
  gint64 end = g_get_monotonic_time () + STAGE_PATIENCE_US;

  while (g_strcmp0 (get_text (fixture, list, row, name), text) != 0
         && g_get_monotonic_time () < end)
    take_turn ();
  g_assert_cmpstr (get_text (fixture, list, row, name), ==, text);
}

/* The row of the checks whose title begins so, or -1. */
static int
find_check (Fixture *fixture, const char *beginning)
{
  const char *title;

  for (int i = 0; (title = get_text (fixture, "check_list", i, "title_label")) != NULL; i++)
    if (strstr (title, beginning) != NULL)
      return i;
  return -1;
}

static void
wait_for_check (Fixture *fixture, const char *beginning)
{
  gint64 end = g_get_monotonic_time () + STAGE_PATIENCE_US;

  while (find_check (fixture, beginning) < 0 && g_get_monotonic_time () < end)
    take_turn ();
  g_assert_cmpint (find_check (fixture, beginning), >=, 0);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  stage_set_up_sample (&fixture->stage, "suits");
  fixture->bundle =
      g_list_model_get_item (G_LIST_MODEL (pnr_plan_get_bundles (fixture->stage.plan)), 0);
  fixture->editor = g_object_new (PNR_TYPE_BUNDLE_EDITOR, NULL);
  pnr_bundle_editor_set_session (fixture->editor, fixture->stage.session);
  pnr_bundle_editor_set_bundle (fixture->editor, fixture->bundle);
  fixture->sheet = stage_find_type (GTK_WIDGET (fixture->editor), PNR_TYPE_BUNDLE_SHEET);
  stage_show (&fixture->stage, GTK_WIDGET (fixture->editor));
  wait_for_check (fixture, "The price covers the cost");
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_object_unref (fixture->bundle);
  stage_tear_down (&fixture->stage);
}

static void
test_figures (Fixture *fixture, gconstpointer data)
{
  g_assert_cmpstr (get_text (fixture, "split_list", 2, "figure_1"), ==, "26.00 €");
  g_assert_cmpstr (get_text (fixture, "split_list", 3, "figure_1"), ==, "39.00 €");
  g_assert_cmpstr (get_text (fixture, "split_list", 4, "figure_1"), ==, "169.00 €");
  g_assert_cmpstr (get_text (fixture, "split_list", 4, "figure_3"), ==, "76.00 €");
  g_assert_cmpstr (get_text (fixture, "returns_list", 2, "figure_0"), ==, "26.00 €");
  g_assert_cmpstr (get_text (fixture, "returns_list", 2, "figure_1"), ==, "4.00 €");
  g_assert_cmpstr (get_text (fixture, "returns_list", 2, "detail_0"), ==, "margin −17.00 €");
  g_assert_cmpstr (get_text (fixture, "deal_list", 0, "title_label"), ==,
                   "The bundle is the best deal");
  g_assert_cmpstr (get_text (fixture, "deal_list", 4, "figure_0"), ==, "195.00 €");
  g_assert_cmpstr (get_text (fixture, "stock_list", 0, "figure_0"), ==, "140");
  g_assert_cmpint (find_check (fixture, "The price covers the cost"), >=, 0);
  wait_for_check (fixture, "of takers would have bought everything anyway");
  g_assert_cmpint (find_check (fixture, "Being tried"), <, 0);
}

static void
test_explained (Fixture *fixture, gconstpointer data)
{
  GtkListBoxRow *row = gtk_list_box_get_row_at_index (get_child (fixture, "split_list"), 1);
  g_auto (GStrv) lines = g_strsplit (gtk_widget_get_tooltip_text (GTK_WIDGET (row)), "\n", -1);
  g_autofree char *tip = g_strjoinv (" ", lines);
  const char *label = "Jacket “Navigator”, navy, JKT-NAVY, 120.00\u00a0€, 104.00\u00a0€ 61.5 %, "
                      "0.00\u00a0€ 0.0 %, 38.00\u00a0€ 36.5 %";

  g_assert_true (gtk_widget_get_focusable (GTK_WIDGET (row)));
  g_assert_nonnull (strstr (tip, "price of the bundle × list price"));
  g_assert_nonnull (strstr (plain (tip), "cost from the catalogue, 66.00 €"));
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, label);
}

/* 169 by 66 : 9 : 18, and the same rows as before. */
static void
test_mode (Fixture *fixture, gconstpointer data)
{
  GtkListBoxRow *row = gtk_list_box_get_row_at_index (get_child (fixture, "split_list"), 1);

  gtk_drop_down_set_selected (get_child (fixture, "mode_drop_down"), 1);
  wait_for (fixture, "split_list", 1, "figure_1", "119.94 €");
  g_assert_cmpstr (get_text (fixture, "split_list", 2, "figure_1"), ==, "16.35 €");
  g_assert_cmpstr (get_text (fixture, "split_list", 4, "figure_1"), ==, "169.00 €");
  wait_for (fixture, "returns_list", 2, "figure_0", "16.35 €");
  g_assert_true (gtk_list_box_get_row_at_index (get_child (fixture, "split_list"), 1) == row);
}

/* Every step is shown at once; resting, they are one action. */
static void
test_slide (Fixture *fixture, gconstpointer data)
{
  GtkAdjustment *adjustment = get_slider_child (fixture, "adjustment");
  GtkLabel *saving = get_slider_child (fixture, "saving_label");
  GtkLabel *pays = get_slider_child (fixture, "pays_label");
  gint64 end = g_get_monotonic_time () + STAGE_PATIENCE_US;
  PnrNounList *products = pnr_plan_get_products (fixture->stage.plan);

  g_assert_nonnull (strstr (gtk_label_get_label (pays), "fewer than 46 of 100"));
  for (double price = 16800.0; price >= 12000.0; price -= 100.0)
    gtk_adjustment_set_value (adjustment, price);
  g_assert_cmpstr (plain (gtk_label_get_label (saving)), ==,
                   "120.00 €: the customer saves 75.00 €, that is 38.5 %");
  g_assert_nonnull (strstr (gtk_label_get_label (pays), "Does not pay"));
  wait_for (fixture, "split_list", 4, "figure_1", "120.00 €");
  wait_for_check (fixture, "Not dearer than its dearest product");
  while (pnr_bundle_get_price_minor (fixture->bundle, products) != 12000
         && g_get_monotonic_time () < end)
    take_turn ();
  g_assert_cmpint (pnr_bundle_get_price_minor (fixture->bundle, products), ==, 12000);
  g_assert_true (pnr_plan_undo (fixture->stage.plan, NULL, NULL));
  wait_for (fixture, "split_list", 4, "figure_1", "169.00 €");
}

static void
append_text (GtkWidget *widget, GString *text)
{
  if (GTK_IS_LABEL (widget))
    g_string_append_printf (text, "%s\n", gtk_label_get_label (GTK_LABEL (widget)));
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    append_text (child, text);
}

/* Returns: whether the list reads otherwise than @text, which then says what it reads. */
static gboolean
has_changed (Fixture *fixture, const char *list, GString *text)
{
  g_autoptr (GString) before = g_string_new (text->str);

  g_string_truncate (text, 0);
  append_text (get_child (fixture, list), text);
  return !g_string_equal (before, text);
}

/* However fast the price moves, no turn fills two sections, and every section has its turn. */
static void
test_in_turns (Fixture *fixture, gconstpointer data)
{
  static const char *const lists[] = { "split_list", "returns_list", "deal_list", "check_list" };
  GtkAdjustment *adjustment = get_slider_child (fixture, "adjustment");
  GString *texts[G_N_ELEMENTS (lists)];
  guint n_changes[G_N_ELEMENTS (lists)] = { 0 };
  gint64 end = g_get_monotonic_time () + STAGE_PATIENCE_US;

  for (gsize i = 0; i < G_N_ELEMENTS (lists); i++) {
    texts[i] = g_string_new (NULL);
    has_changed (fixture, lists[i], texts[i]);
  }
  for (guint step = 0; n_changes[0] < 3 || n_changes[1] < 3 || n_changes[2] < 3 || n_changes[3] < 3;
       step++) {
    guint n_now = 0;

    g_assert_cmpint (g_get_monotonic_time (), <, end);
    gtk_adjustment_set_value (adjustment, 12000.0 + step % 48 * 100.0);
    take_turn ();
    for (gsize i = 0; i < G_N_ELEMENTS (lists); i++) {
      gboolean is_changed = has_changed (fixture, lists[i], texts[i]);

      n_changes[i] += is_changed;
      n_now += is_changed;
    }
    g_assert_cmpuint (n_now, <=, 1);
  }
  for (gsize i = 0; i < G_N_ELEMENTS (lists); i++)
    g_string_free (texts[i], TRUE);
}

static void
commit (Fixture *fixture, gpointer noun)
{
  g_autoptr (PnrEdit) edit = pnr_edit_new ("Change");
  g_autoptr (GError) error = NULL;

  pnr_edit_put (edit, noun);
  pnr_plan_commit (fixture->stage.plan, edit, &error);
  g_assert_no_error (error);
}

/* A cheaper pair elsewhere in the plan, and less stock, reach the sheet without a touch. */
static void
test_neighbours (Fixture *fixture, gconstpointer data)
{
  g_autoptr (PnrBundle) pair = pnr_bundle_new (pnr_plan_take_id (fixture->stage.plan));
  g_autoptr (PnrProduct) tie = NULL;

  pnr_bundle_set_sku (pair, "PAIR");
  pnr_bundle_set_name (pair, "Tie and cufflinks");
  pnr_bundle_set_kind (pair, PNR_BUNDLE_KIND_MIXED);
  pnr_bundle_set_price_mode (pair, PNR_PRICE_MODE_FIXED);
  pnr_bundle_set_price_value (pair, 4500);
  for (guint i = 1; i < 3; i++)
    pnr_bundle_set_component (pair, pnr_bundle_get_component (fixture->bundle, i)->product_id, 1,
                              PNR_COMPONENT_ROLE_AUXILIARY);
  commit (fixture, pair);
  wait_for (fixture, "deal_list", 0, "title_label", "The bundle is not the best deal");
  g_assert_cmpstr (get_text (fixture, "deal_list", 3, "figure_0"), ==, "165.00 €");
  tie = pnr_product_copy (pnr_session_find_product (
      fixture->stage.session, pnr_bundle_get_component (fixture->bundle, 1)->product_id));
  pnr_product_set_stock (tie, 3);
  commit (fixture, tie);
  wait_for (fixture, "stock_list", 0, "figure_0", "3");
}

/* Several pieces on one line are named, too, with the SKU below. */
static void
test_pieces (Fixture *fixture, gconstpointer data)
{
  g_autoptr (PnrBundle) changed = pnr_bundle_copy (fixture->bundle);
  PnrComponent jacket = *pnr_bundle_get_component (changed, 0);
  gint64 end = g_get_monotonic_time () + STAGE_PATIENCE_US;
  int row = 0;

  jacket.quantity = 2;
  pnr_bundle_change_component (changed, 0, &jacket);
  commit (fixture, changed);
  while (g_get_monotonic_time () < end) {
    const char *title;

    for (row = 0; (title = get_text (fixture, "deal_list", row, "title_label")) != NULL; row++)
      if (strcmp (title, "2 × Jacket “Navigator”, navy") == 0)
        break;
    if (title != NULL)
      break;
    take_turn ();
  }
  g_assert_cmpstr (get_text (fixture, "deal_list", row, "title_label"), ==,
                   "2 × Jacket “Navigator”, navy");
  g_assert_cmpstr (get_text (fixture, "deal_list", row, "subtitle_label"), ==, "2 × JKT-NAVY");
}

static void
test_obstacle (Fixture *fixture, gconstpointer data)
{
  g_autoptr (PnrProduct) tie = pnr_product_copy (pnr_session_find_product (
      fixture->stage.session, pnr_bundle_get_component (fixture->bundle, 1)->product_id));
  GtkStack *stack = get_child (fixture, "stack");
  gint64 price = pnr_product_get_price_minor (tie);

  pnr_product_set_price_minor (tie, PNR_MONEY_UNKNOWN);
  commit (fixture, tie);
  stage_settle (50);
  g_assert_cmpstr (gtk_stack_get_visible_child_name (stack), ==, "obstacle");
  g_assert_nonnull (strstr (gtk_label_get_label (get_child (fixture, "obstacle_label")), "tie"));
  pnr_product_set_price_minor (tie, price);
  pnr_product_set_cost_minor (tie, PNR_MONEY_UNKNOWN);
  commit (fixture, tie);
  wait_for_check (fixture, "Floor not known");
  g_assert_cmpstr (gtk_stack_get_visible_child_name (stack), ==, "sheet");
  g_assert_false (gtk_widget_get_visible (get_child (fixture, "returns_list")));
}

static void
assert_leaves_wheel (GtkWidget *widget)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (widget);
  guint n_checked = 0;

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++) {
    g_autoptr (GObject) controller = g_list_model_get_item (controllers, i);

    if (!GTK_IS_EVENT_CONTROLLER_SCROLL (controller))
      continue;
    g_assert_cmpuint (
        gtk_event_controller_scroll_get_flags (GTK_EVENT_CONTROLLER_SCROLL (controller))
            & GTK_EVENT_CONTROLLER_SCROLL_VERTICAL,
        ==, 0);
    n_checked++;
  }
  g_assert_cmpuint (n_checked, >, 0);
}

/* Neither a table that goes sideways nor a number may take the wheel from the page. */
static void
test_wheel (Fixture *fixture, gconstpointer data)
{
  const char *const lists[] = { "split_list", "returns_list" };

  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    assert_leaves_wheel (
        gtk_widget_get_ancestor (get_child (fixture, lists[i]), GTK_TYPE_SCROLLED_WINDOW));
  assert_leaves_wheel (stage_find_type (GTK_WIDGET (fixture->editor), GTK_TYPE_SPIN_BUTTON));
  assert_leaves_wheel (stage_find_type (GTK_WIDGET (fixture->editor), GTK_TYPE_SCALE));
}

int
main (int argc, char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

  g_test_add ("/bundle-sheet/figures", Fixture, NULL, set_up, test_figures, tear_down);
  g_test_add ("/bundle-sheet/explained", Fixture, NULL, set_up, test_explained, tear_down);
  g_test_add ("/bundle-sheet/mode", Fixture, NULL, set_up, test_mode, tear_down);
  g_test_add ("/bundle-sheet/slide", Fixture, NULL, set_up, test_slide, tear_down);
  g_test_add ("/bundle-sheet/in-turns", Fixture, NULL, set_up, test_in_turns, tear_down);
  g_test_add ("/bundle-sheet/neighbours", Fixture, NULL, set_up, test_neighbours, tear_down);
  g_test_add ("/bundle-sheet/wheel", Fixture, NULL, set_up, test_wheel, tear_down);
  g_test_add ("/bundle-sheet/pieces", Fixture, NULL, set_up, test_pieces, tear_down);
  g_test_add ("/bundle-sheet/obstacle", Fixture, NULL, set_up, test_obstacle, tear_down);

  return g_test_run ();
}

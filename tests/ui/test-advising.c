/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The advisor and the prices found together, without a pointer: what they say, when they are out of
 * date, what they change. */
#include "config.h"

#include "stage.h"

#include "ui/bundles/pnr-sheet-row.h"
#include "ui/pnr-tip-bar.h"
#include "ui/pnr-tip.h"
#include "ui/scenarios/pnr-price-section.h"
#include "ui/scenarios/pnr-scenario-advice.h"
#include "ui/scenarios/pnr-scenarios-page.h"

#include <string.h>

typedef struct {
  Stage stage;
  GtkWidget *page;
} Fixture;

static gpointer
get_child (gpointer widget, const char *name)
{
  return gtk_widget_get_template_child (widget, G_OBJECT_TYPE (widget), name);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  stage_set_up_sample (&fixture->stage, "suits");
  fixture->page = g_object_new (PNR_TYPE_SCENARIOS_PAGE, "session", fixture->stage.session, NULL);
  stage_show (&fixture->stage, fixture->page);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  stage_tear_down (&fixture->stage);
}

/* Prices of a whole scenario take seconds to find, and a sanitizer many times that. */
static void
wait_child (gpointer stack, const char *name)
{
  gint64 end = g_get_monotonic_time () + 4 * STAGE_PATIENCE_US;

  while (g_strcmp0 (gtk_stack_get_visible_child_name (stack), name) != 0
         && g_get_monotonic_time () < end)
    stage_settle (10);
  g_assert_cmpstr (gtk_stack_get_visible_child_name (stack), ==, name);
}

static guint
count_rows (gpointer list)
{
  guint n = 0;

  while (gtk_list_box_get_row_at_index (list, (int) n) != NULL)
    n++;
  return n;
}

static GtkWidget *
advise (Fixture *fixture)
{
  GtkWidget *advice = get_child (fixture->page, "advice");

  g_assert_true (gtk_widget_activate_action (fixture->page, "scenario.advise", NULL));
  g_assert_true (gtk_widget_activate_action (advice, "advice.run", NULL));
  wait_child (get_child (advice, "stack"), "advice");
  return advice;
}

/* The jacket of the suit is asked about first; untested, its tactics are too close to call. */
static void
test_advise (Fixture *fixture, gconstpointer data)
{
  GtkWidget *advice = advise (fixture);
  GtkListBox *best = get_child (advice, "best_list");
  const char *sentence = gtk_label_get_label (get_child (advice, "verdict_label"));

  g_assert_true (g_str_has_prefix (sentence, "Too close to call"));
  g_assert_cmpuint (count_rows (best), ==, 4);
  g_assert_cmpuint (count_rows (get_child (advice, "others_list")), ==, 2);
  for (int i = 1; i < 4; i++) {
    GtkWidget *row = GTK_WIDGET (gtk_list_box_get_row_at_index (best, i));
    const char *tip = gtk_widget_get_tooltip_text (row);

    g_assert_true (gtk_widget_get_focusable (row));
    g_assert_nonnull (strstr (tip, "Per 100 visitors:"));
    g_assert_nonnull (strstr (tip, "Acceptance:"));
    g_assert_nonnull (strstr (tip, "It pays:"));
  }
}

static void
test_stale (Fixture *fixture, gconstpointer data)
{
  GtkWidget *advice = advise (fixture);
  GtkWidget *stale = get_child (advice, "stale_label");
  gint64 end = g_get_monotonic_time () + STAGE_PATIENCE_US;

  g_assert_false (gtk_widget_get_visible (stale));
  pnr_session_add_scenario (fixture->stage.session, NULL);
  while (!gtk_widget_get_visible (stale) && g_get_monotonic_time () < end)
    stage_settle (10);
  g_assert_true (gtk_widget_get_visible (stale));
}

static void
test_nothing (Fixture *fixture, gconstpointer data)
{
  GtkWidget *advice = get_child (fixture->page, "advice");
  GListModel *products = G_LIST_MODEL (pnr_plan_get_products (fixture->stage.plan));

  for (guint i = 0; i < g_list_model_get_n_items (products); i++) {
    g_autoptr (PnrProduct) product = g_list_model_get_item (products, i);

    if (g_str_equal (pnr_product_get_sku (product), "JKT-TWEED"))
      pnr_scenario_advice_set_anchor (PNR_SCENARIO_ADVICE (advice), pnr_product_get_id (product));
  }
  advise (fixture);
  g_assert_nonnull (
      strstr (gtk_label_get_label (get_child (advice, "verdict_label")), "nothing to offer"));
  g_assert_false (gtk_widget_get_visible (get_child (advice, "best_list")));
  g_assert_false (gtk_widget_get_visible (get_child (advice, "others_group")));
}

/* Whoever leaves the page does not wait for the answer. */
static void
test_leave (Fixture *fixture, gconstpointer data)
{
  GtkWidget *advice = get_child (fixture->page, "advice");

  g_assert_true (gtk_widget_activate_action (advice, "advice.run", NULL));
  gtk_window_set_child (GTK_WINDOW (fixture->stage.window), NULL);
  stage_settle (100);
}

/* Every line of figures says formula and source where it is pointed at, and below the page while
 * the keyboard is on it. */
static void
test_explained (Fixture *fixture, gconstpointer data)
{
  static const char *const lists[] = { "metric_list", "takers_list", "assumed_list" };
  GtkWidget *result = get_child (fixture->page, "result");
  GtkWidget *bar = stage_find_type (fixture->page, PNR_TYPE_TIP_BAR);
  GtkWidget *row = NULL;

  g_assert_true (gtk_widget_activate_action (fixture->page, "scenario.simulate", NULL));
  wait_child (get_child (result, "stack"), "outcome");
  for (guint i = 0; i < G_N_ELEMENTS (lists); i++) {
    guint n = count_rows (get_child (result, lists[i]));

    g_assert_cmpuint (n, >, 3);
    for (int k = i == 0 ? 1 : 0; k < (int) n; k++) {
      row = GTK_WIDGET (gtk_list_box_get_row_at_index (get_child (result, lists[i]), k));
      g_assert_nonnull (gtk_widget_get_tooltip_text (row));
    }
  }
  row = GTK_WIDGET (gtk_list_box_get_row_at_index (get_child (result, "takers_list"), 0));
  stage_settle (300);
  g_assert_false (gtk_widget_get_visible (get_child (bar, "revealer")));
  gtk_widget_grab_focus (row);
  gtk_window_set_focus_visible (GTK_WINDOW (fixture->stage.window), TRUE);
  stage_settle (50);
  g_assert_true (gtk_widget_get_visible (get_child (bar, "revealer")));
  g_assert_cmpstr (gtk_label_get_label (get_child (bar, "label")), ==, pnr_tip_get (row));
  gtk_window_set_focus_visible (GTK_WINDOW (fixture->stage.window), FALSE);
  g_assert_false (gtk_widget_get_visible (get_child (bar, "revealer")));
}

static gint64
get_bundle_price (Fixture *fixture)
{
  PnrPlan *plan = fixture->stage.plan;
  g_autoptr (PnrBundle) bundle =
      g_list_model_get_item (G_LIST_MODEL (pnr_plan_get_bundles (plan)), 0);

  return pnr_bundle_get_price_minor (bundle, pnr_plan_get_products (plan));
}

static void
wait_price (Fixture *fixture, gint64 price_minor, gboolean is_that)
{
  gint64 end = g_get_monotonic_time () + STAGE_PATIENCE_US;

  while ((get_bundle_price (fixture) == price_minor) != is_that && g_get_monotonic_time () < end)
    stage_settle (5);
  g_assert_true ((get_bundle_price (fixture) == price_minor) == is_that);
}

/* So low that hardly any other price is worse. */
static void
give_away (Fixture *fixture)
{
  g_autoptr (PnrBundle) bundle =
      g_list_model_get_item (G_LIST_MODEL (pnr_plan_get_bundles (fixture->stage.plan)), 0);
  g_autoptr (PnrBundle) cheap = pnr_bundle_copy (bundle);
  g_autoptr (PnrEdit) edit = pnr_edit_new ("Lower the price");

  pnr_bundle_set_price_value (cheap, 10500);
  pnr_edit_put (edit, cheap);
  g_assert_true (pnr_plan_commit (fixture->stage.plan, edit, NULL));
  stage_settle (50);
}

/* All prices found together are taken by one action, and given back by one undo. */
static void
test_prices (Fixture *fixture, gconstpointer data)
{
  GtkWidget *result = get_child (fixture->page, "result");
  GtkWidget *section = get_child (result, "price_section");
  gint64 before, newest;

  give_away (fixture);
  before = get_bundle_price (fixture);
  newest = pnr_plan_get_newest_action (fixture->stage.plan);
  g_assert_true (gtk_widget_activate_action (fixture->page, "scenario.simulate", NULL));
  wait_child (get_child (result, "stack"), "outcome");
  g_assert_true (gtk_widget_activate_action (section, "prices.find", NULL));
  wait_child (get_child (section, "stack"), "prices");
  g_assert_cmpuint (count_rows (get_child (section, "price_list")), ==, 2);
  g_assert_cmpint (get_bundle_price (fixture), ==, before);
  g_assert_true (gtk_widget_activate_action (section, "prices.use", NULL));
  wait_price (fixture, before, FALSE);
  stage_settle (100);
  g_assert_cmpint (pnr_plan_get_newest_action (fixture->stage.plan), ==, newest + 1);
  g_assert_true (gtk_widget_get_visible (get_child (section, "stale_label")));
  g_assert_true (pnr_plan_undo (fixture->stage.plan, NULL, NULL));
  wait_price (fixture, before, TRUE);
  stage_settle (100);
  g_assert_false (gtk_widget_get_visible (get_child (section, "stale_label")));
}

/* Prices that are no gain on shoppers they were not chosen on are told, but not to be used. */
static void
test_no_gain (Fixture *fixture, gconstpointer data)
{
  GtkWidget *section = get_child (get_child (fixture->page, "result"), "price_section");
  gint64 before = get_bundle_price (fixture);
  g_autoptr (PnrPriceSet) set = pnr_price_set_new ("EUR");
  PnrPricedItem *item = pnr_price_set_add_item (set, TRUE, "SUIT-SET");

  item->curve->current_minor = before;
  item->curve->best_minor = item->curve->tie_proof_minor = before - 100;
  set->gain = (PnrEstimate){ .value = -45, .low = -900, .high = 700 };
  pnr_price_section_show_set (PNR_PRICE_SECTION (section), set);
  g_assert_true (
      g_str_has_prefix (gtk_label_get_label (get_child (section, "gain_label")), "The present"));
  gtk_widget_activate_action (section, "prices.use", NULL);
  stage_settle (200);
  g_assert_cmpint (get_bundle_price (fixture), ==, before);
}

/* What is folded away takes no part in moving the focus: GTK complains of whoever has no window. */
static void
test_folded (Fixture *fixture, gconstpointer data)
{
  GtkWidget *result = get_child (fixture->page, "result");
  GtkExpander *expander = get_child (result, "gains_expander");

  g_assert_true (gtk_widget_activate_action (fixture->page, "scenario.simulate", NULL));
  wait_child (get_child (result, "stack"), "outcome");
  stage_settle (300);
  g_assert_false (gtk_widget_get_visible (gtk_expander_get_child (expander)));
  for (guint i = 0; i < 60; i++)
    gtk_widget_child_focus (fixture->stage.window, GTK_DIR_TAB_FORWARD);
  gtk_expander_set_expanded (expander, TRUE);
  g_assert_true (gtk_widget_get_visible (gtk_expander_get_child (expander)));
}

int
main (int argc, char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

#define ADD(path, test) g_test_add (path, Fixture, NULL, set_up, test, tear_down)
  ADD ("/advising/advise", test_advise);
  ADD ("/advising/stale", test_stale);
  ADD ("/advising/nothing", test_nothing);
  ADD ("/advising/leave", test_leave);
  ADD ("/advising/prices", test_prices);
  ADD ("/advising/no-gain", test_no_gain);
  ADD ("/advising/explained", test_explained);
  ADD ("/advising/folded", test_folded);
#undef ADD

  return g_test_run ();
}

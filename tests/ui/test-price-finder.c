/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The price that is found for a bundle: the one any other part of Pannier finds, while it holds. */
#include "config.h"

#include "stage.h"

#include "plan/pnr-plan-jobs.h"
#include "ui/bundles/pnr-amount-entry.h"
#include "ui/bundles/pnr-price-finder.h"
#include "ui/bundles/pnr-price-limits-view.h"
#include "ui/charts/pnr-chart-view.h"

#include <math.h>
#include <string.h>

typedef struct {
  Stage stage;
  PnrPriceFinder *finder;
  PnrBundle *bundle;
} Fixture;

static gpointer
get_child (Fixture *fixture, const char *name)
{
  return gtk_widget_get_template_child (GTK_WIDGET (fixture->finder), PNR_TYPE_PRICE_FINDER, name);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  stage_set_up_sample (&fixture->stage, "suits");
  fixture->bundle =
      g_list_model_get_item (G_LIST_MODEL (pnr_plan_get_bundles (fixture->stage.plan)), 0);
  fixture->finder = g_object_new (PNR_TYPE_PRICE_FINDER, NULL);
  pnr_price_finder_set_session (fixture->finder, fixture->stage.session);
  pnr_price_finder_show_bundle (fixture->finder, fixture->bundle);
  stage_show (&fixture->stage, GTK_WIDGET (fixture->finder));
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_object_unref (fixture->bundle);
  stage_tear_down (&fixture->stage);
}

static void
search (Fixture *fixture)
{
  GtkStack *stack = get_child (fixture, "stack");
  gint64 end = g_get_monotonic_time () + STAGE_PATIENCE_US;

  g_signal_emit_by_name (get_child (fixture, "suggest_button"), "clicked");
  g_assert_cmpstr (gtk_stack_get_visible_child_name (stack), ==, "job");
  while (g_str_equal (gtk_stack_get_visible_child_name (stack), "job")
         && g_get_monotonic_time () < end)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpstr (gtk_stack_get_visible_child_name (stack), ==, "curve");
}

static void
change_price (Fixture *fixture, gint64 by_minor)
{
  PnrProduct *product = pnr_session_find_product (
      fixture->stage.session, pnr_bundle_get_component (fixture->bundle, 0)->product_id);
  g_autoptr (PnrProduct) changed = pnr_product_copy (product);
  g_autoptr (PnrEdit) edit = pnr_edit_new ("Change price");
  g_autoptr (GError) error = NULL;

  pnr_product_set_price_minor (changed, pnr_product_get_price_minor (product) + by_minor);
  pnr_edit_put (edit, changed);
  pnr_plan_commit (fixture->stage.plan, edit, &error);
  g_assert_no_error (error);
  pnr_price_finder_show_bundle (fixture->finder, fixture->bundle);
}

static gboolean
is_stale (Fixture *fixture)
{
  gboolean can_take = gtk_widget_get_sensitive (get_child (fixture, "apply_button"));
  GtkRevealer *notice = get_child (fixture, "stale_revealer");
  gboolean is_told = gtk_revealer_get_reveal_child (notice);

  g_assert_cmpint (gtk_widget_get_visible (GTK_WIDGET (notice)), ==,
                   is_told || gtk_revealer_get_child_revealed (notice));
  g_assert_cmpint (can_take, ==, !is_told);
  return is_told;
}

static void
test_stale (Fixture *fixture, gconstpointer data)
{
  search (fixture);
  g_assert_false (is_stale (fixture));
  change_price (fixture, 500);
  g_assert_true (is_stale (fixture));
  change_price (fixture, -500);
  g_assert_false (is_stale (fixture));
  change_price (fixture, 500);
  search (fixture);
  g_assert_false (is_stale (fixture));
}

/* Who asks without settings of its own, here or at the command line, gets the same answer. */
static void
test_same (Fixture *fixture, gconstpointer data)
{
  PnrPriceLimits limits = { .margin_floor = NAN, .max_discount = NAN };
  PnrSimulationSettings settings = PNR_SIMULATION_SETTINGS_INIT;
  g_autoptr (GError) error = NULL;
  g_autoptr (PnrPriceCurve) curve =
      pnr_plan_optimise (fixture->stage.plan, fixture->bundle, &limits, &settings, NULL, &error);
  g_autofree char *best = NULL;
  g_autofree char *stamp = NULL;
  g_autofree char *seed = g_strdup_printf ("seed %d", PNR_SIMULATION_DEFAULT_SEED);

  g_assert_no_error (error);
  g_assert_cmpuint (curve->seed, ==, PNR_SIMULATION_DEFAULT_SEED);
  search (fixture);
  best = pnr_session_format_money (fixture->stage.session, curve->best_minor);
  g_object_get (get_child (fixture, "chart_view"), "stamp", &stamp, NULL);
  g_assert_nonnull (strstr (gtk_button_get_label (get_child (fixture, "apply_button")), best));
  g_assert_true (g_str_has_suffix (stamp, seed));
}

static gpointer
get_limit (Fixture *fixture, const char *name)
{
  return gtk_widget_get_template_child (get_child (fixture, "limits_view"),
                                        PNR_TYPE_PRICE_LIMITS_VIEW, name);
}

static void
take_cb (PnrPriceFinder *finder, gint64 price_minor, gint64 *taken)
{
  *taken = price_minor;
}

/* Limits are the search's, and a price that was found under others is out of date. */
static void
test_limits (Fixture *fixture, gconstpointer data)
{
  PnrNounList *products = pnr_plan_get_products (fixture->stage.plan);
  gint64 sum = pnr_bundle_get_sum_minor (fixture->bundle, products);
  gint64 taken = 0;

  g_signal_connect (fixture->finder, "taken", G_CALLBACK (take_cb), &taken);
  search (fixture);
  gtk_drop_down_set_selected (get_limit (fixture, "ending_drop_down"), 2);
  g_assert_true (is_stale (fixture));
  gtk_editable_set_text (
      GTK_EDITABLE (stage_find_type (get_limit (fixture, "discount_entry"), GTK_TYPE_ENTRY)), "5");
  search (fixture);
  g_assert_false (is_stale (fixture));
  g_signal_emit_by_name (get_child (fixture, "apply_button"), "clicked");
  g_assert_cmpint (taken % 100, ==, 95);
  g_assert_cmpint (taken, >=, sum - sum / 20);
  g_signal_handlers_disconnect_by_data (fixture->finder, &taken);
}

/* Folded limits are one stop of the Tab key, and what is folded away is not asked. */
static void
test_folded (Fixture *fixture, gconstpointer data)
{
  GtkWidget *view = get_child (fixture, "limits_view");

  g_assert_true (gtk_widget_child_focus (view, GTK_DIR_TAB_FORWARD));
  g_assert_false (gtk_widget_child_focus (view, GTK_DIR_TAB_FORWARD));
}

/* Of every warning of the search the finder tells: in its sentence, or under it. */
static void
test_warnings (Fixture *fixture, gconstpointer data)
{
  PnrPriceLimits limits = { .margin_floor = NAN, .max_discount = NAN };
  PnrSimulationSettings settings = PNR_SIMULATION_SETTINGS_INIT;
  g_autoptr (PnrPriceCurve) curve =
      pnr_plan_optimise (fixture->stage.plan, fixture->bundle, &limits, &settings, NULL, NULL);
  const char *sentence;
  GtkWidget *child;
  guint n_told = 0;

  search (fixture);
  sentence = gtk_label_get_label (get_child (fixture, "band_label"));
  g_assert_cmpuint (curve->warnings->len, >, 0);
  child = gtk_widget_get_first_child (get_child (fixture, "warning_box"));
  for (guint i = 0; i < curve->warnings->len; i++) {
    const char *warning = g_ptr_array_index (curve->warnings, i);

    if (warning == curve->loss || warning == curve->flat)
      continue;
    g_assert_nonnull (child);
    g_assert_cmpstr (gtk_label_get_label (GTK_LABEL (child)), ==, warning);
    child = gtk_widget_get_next_sibling (child);
    n_told++;
  }
  g_assert_null (child);
  g_assert_cmpint (gtk_widget_get_visible (get_child (fixture, "warning_box")), ==, n_told > 0);
  g_assert_cmpint (strstr (sentence, "hardly matters") != NULL, ==, curve->flat != NULL);
  g_assert_cmpint (strstr (sentence, "Not offering it") != NULL, ==, curve->loss != NULL);
  g_assert_cmpint (pnr_price_curve_get_profit (curve) + 2.0 * curve->gain_error
                       < pnr_price_curve_get_profit_without (curve),
                   ==, curve->loss != NULL);
  g_assert_cmpfloat (pnr_price_curve_get_profit (curve), ==, curve->profit_on_second_sample);
}

/* A kind without one price says so, and what to do instead. */
static void
test_unsuited (Fixture *fixture, gconstpointer data)
{
  static const PnrBundleKind kinds[] = { PNR_BUNDLE_KIND_TIERED, PNR_BUNDLE_KIND_VOLUME,
                                         PNR_BUNDLE_KIND_GIFT, PNR_BUNDLE_KIND_BUY_GET };
  GtkLabel *label = get_child (fixture, "obstacle_label");

  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++) {
    g_autoptr (PnrBundle) bundle = pnr_bundle_copy (fixture->bundle);

    pnr_bundle_set_kind (bundle, kinds[i]);
    pnr_price_finder_show_bundle (fixture->finder, bundle);
    g_assert_false (gtk_widget_get_visible (get_child (fixture, "suggest_button")));
    g_assert_false (gtk_widget_get_visible (get_child (fixture, "limits_view")));
    g_assert_true (gtk_widget_get_visible (GTK_WIDGET (label)));
    g_assert_nonnull (strstr (gtk_label_get_label (label), "instead"));
  }
  pnr_price_finder_show_bundle (fixture->finder, fixture->bundle);
  g_assert_true (gtk_widget_get_visible (get_child (fixture, "suggest_button")));
}

int
main (int argc, char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

  g_test_add ("/price-finder/stale", Fixture, NULL, set_up, test_stale, tear_down);
  g_test_add ("/price-finder/folded", Fixture, NULL, set_up, test_folded, tear_down);
  g_test_add ("/price-finder/limits", Fixture, NULL, set_up, test_limits, tear_down);
  g_test_add ("/price-finder/warnings", Fixture, NULL, set_up, test_warnings, tear_down);
  g_test_add ("/price-finder/unsuited", Fixture, NULL, set_up, test_unsuited, tear_down);
  g_test_add ("/price-finder/same", Fixture, NULL, set_up, test_same, tear_down);

  return g_test_run ();
}

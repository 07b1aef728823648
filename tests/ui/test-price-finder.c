/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The price that is found for a bundle: the one any other part of Pannier finds, while it holds. */
#include "config.h"

#include "stage.h"

#include "plan/pnr-plan-jobs.h"
#include "ui/bundles/pnr-price-finder.h"
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

int
main (int argc, char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

  g_test_add ("/price-finder/stale", Fixture, NULL, set_up, test_stale, tear_down);
  g_test_add ("/price-finder/same", Fixture, NULL, set_up, test_same, tear_down);

  return g_test_run ();
}

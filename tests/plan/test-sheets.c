/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A bundle's sheet, its price at once and its trial: the same beside the window as without one. */
#include <glib/gstdio.h>
#include <math.h>

#include "base/pnr-money.h"
#include "model/pnr-bundle-basket.h"
#include "model/pnr-bundle-kind.h"
#include "plan/pnr-plan-jobs.h"
#include "plan/pnr-plan-pricing.h"
#include "plan/pnr-plan-sheet.h"
#include "plan/pnr-plan-trial.h"

typedef struct {
  char *folder;
  char *path;
  PnrPlan *plan;
  PnrBundle *bundle;
  GAsyncResult *result;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture->folder = g_dir_make_tmp ("pannier-sheet-XXXXXX", NULL);
  fixture->path = g_build_filename (fixture->folder, "sheet.pannier", NULL);
  fixture->plan = pnr_plan_create_sample (fixture->path, "suits", NULL, &error);
  g_assert_no_error (error);
  fixture->bundle = g_list_model_get_item (G_LIST_MODEL (pnr_plan_get_bundles (fixture->plan)), 0);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_object_unref (fixture->bundle);
  pnr_plan_close (fixture->plan);
  g_object_unref (fixture->plan);
  g_unlink (fixture->path);
  g_rmdir (fixture->folder);
  g_free (fixture->path);
  g_free (fixture->folder);
}

static void
done_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Fixture *fixture = user_data;

  fixture->result = g_object_ref (result);
}

static void
wait_for_result (Fixture *fixture)
{
  while (fixture->result == NULL)
    g_main_context_iteration (NULL, TRUE);
}

/* What is copied for the sheet is all that the sheet of the whole plan says. */
static void
test_aside (Fixture *fixture, gconstpointer data)
{
  g_autoptr (PnrContents) contents = pnr_plan_get_contents (fixture->plan);
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) whole =
      pnr_plan_report_sheet (contents, fixture->bundle, PNR_ALLOCATION_BY_LIST_PRICE, NULL, &error);
  g_autoptr (GVariant) aside = NULL;

  g_assert_no_error (error);
  pnr_plan_report_sheet_async (fixture->plan, fixture->bundle, PNR_ALLOCATION_BY_LIST_PRICE, NULL,
                               done_cb, fixture);
  wait_for_result (fixture);
  aside = pnr_plan_report_sheet_finish (fixture->plan, fixture->result, &error);
  g_assert_no_error (error);
  g_assert_true (g_variant_equal (whole, aside));
  g_clear_object (&fixture->result);
}

static void
test_cancel (Fixture *fixture, gconstpointer data)
{
  g_autoptr (PnrProgress) progress = pnr_progress_new ();
  g_autoptr (GError) error = NULL;

  pnr_progress_cancel (progress);
  pnr_plan_report_sheet_async (fixture->plan, fixture->bundle, PNR_ALLOCATION_BY_COST, progress,
                               done_cb, fixture);
  wait_for_result (fixture);
  g_assert_null (pnr_plan_report_sheet_finish (fixture->plan, fixture->result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_object (&fixture->result);
  g_clear_error (&error);
  g_assert_null (pnr_plan_try_bundle (fixture->plan, fixture->bundle, progress, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/* 169 less 93 leaves 76; all singly leave 102, the jacket alone 54: (76 - 54) / (102 - 54). */
static void
test_pricing (Fixture *fixture, gconstpointer data)
{
  g_autoptr (PnrBundle) cheap = pnr_bundle_copy (fixture->bundle);
  PnrBundlePricing pricing;

  pnr_plan_price_bundle (fixture->plan, fixture->bundle, &pricing);
  g_assert_cmpint (pricing.sum_minor, ==, 19500);
  g_assert_cmpint (pricing.price_minor, ==, 16900);
  g_assert_cmpint (pricing.dearest_minor, ==, 12000);
  g_assert_cmpint (pricing.floor_minor, ==, 9300);
  g_assert_cmpint (pricing.margin_minor, ==, 7600);
  g_assert_cmpint (pricing.singly_minor, ==, 10200);
  g_assert_cmpint (pricing.main_minor, ==, 5400);
  g_assert_true (pricing.has_pays);
  g_assert_cmpint (pricing.pays.verdict, ==, PNR_BREAK_EVEN_BELOW);
  g_assert_cmpint (pricing.pays.of_100, ==, 46);
  pnr_bundle_set_price_value (cheap, 14000);
  pnr_plan_price_bundle (fixture->plan, cheap, &pricing);
  g_assert_cmpint (pricing.pays.verdict, ==, PNR_BREAK_EVEN_NEVER);
  pnr_bundle_set_components (cheap, NULL, 0);
  pnr_plan_price_bundle (fixture->plan, cheap, &pricing);
  g_assert_false (pricing.has_pays);
}

/* 25 % of the net price are 33.80 of 169; the floor is what leaves the cost after tax. */
static void
test_taxed (Fixture *fixture, gconstpointer data)
{
  g_autoptr (PnrEdit) edit = pnr_edit_new ("Tax");
  g_autoptr (GError) error = NULL;
  PnrBundlePricing pricing;

  for (guint i = 0; i < pnr_bundle_get_n_components (fixture->bundle); i++) {
    g_autoptr (PnrProduct) taxed = pnr_product_copy (
        pnr_noun_list_get_by_id (pnr_plan_get_products (fixture->plan),
                                 pnr_bundle_get_component (fixture->bundle, i)->product_id));

    pnr_product_set_tax_class (taxed, "25 %");
    pnr_edit_put (edit, taxed);
  }
  pnr_plan_commit (fixture->plan, edit, &error);
  g_assert_no_error (error);
  pnr_plan_price_bundle (fixture->plan, fixture->bundle, &pricing);
  g_assert_cmpint (pricing.tax_minor, ==, 3380);
  g_assert_cmpint (pricing.margin_minor, ==, 16900 - 3380 - 9300);
  g_assert_cmpint (pricing.floor_minor, ==, 11625);
  pnr_bundle_set_margin_floor_ppm (fixture->bundle, 400000);
  pnr_plan_price_bundle (fixture->plan, fixture->bundle, &pricing);
  g_assert_cmpint (pricing.keep_minor, ==, 19375);
}

/* A floor of 50 % over a cost of 93 asks for 186, and no price below it is offered. */
static void
test_kept (Fixture *fixture, gconstpointer data)
{
  PnrPriceLimits limits = { .margin_floor = NAN, .max_discount = NAN };
  PnrSimulationSettings settings = PNR_SIMULATION_SETTINGS_INIT;
  g_autoptr (PnrBundle) bundle = pnr_bundle_copy (fixture->bundle);
  g_autoptr (PnrPriceCurve) without = NULL;
  g_autoptr (PnrPriceCurve) with = NULL;
  g_autoptr (GError) error = NULL;
  PnrBundlePricing pricing;

  pnr_plan_price_bundle (fixture->plan, bundle, &pricing);
  g_assert_cmpint (pricing.keep_minor, ==, PNR_MONEY_UNKNOWN);
  pnr_bundle_set_margin_floor_ppm (bundle, 500000);
  pnr_plan_price_bundle (fixture->plan, bundle, &pricing);
  g_assert_cmpint (pricing.keep_minor, ==, 18600);
  without = pnr_plan_optimise (fixture->plan, fixture->bundle, &limits, &settings, NULL, &error);
  g_assert_no_error (error);
  with = pnr_plan_optimise (fixture->plan, bundle, &limits, &settings, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (without->best_minor, <, 18600);
  g_assert_cmpint (with->best_minor, >=, 18600);
}

/* What the usual basket of another kind leaves: parts that nobody takes cost nothing. */
static void
test_kinds (Fixture *fixture, gconstpointer data)
{
  g_autoptr (PnrBundle) bundle = pnr_bundle_copy (fixture->bundle);
  g_autoptr (GArray) basket = NULL;
  PnrBundlePricing pricing;

  /* Jacket 120 (66) and tie 30 (9) of jacket, tie and cufflinks 45 (18), 10 % off. */
  pnr_bundle_become (bundle, PNR_BUNDLE_KIND_MIX_AND_MATCH);
  pnr_bundle_set_price_mode (bundle, PNR_PRICE_MODE_PERCENT_OFF);
  pnr_bundle_set_price_value (bundle, 100000);
  pnr_plan_price_bundle (fixture->plan, bundle, &pricing);
  g_assert_cmpint (pricing.sum_minor, ==, 15000);
  g_assert_cmpint (pricing.price_minor, ==, 13500);
  g_assert_cmpint (pricing.margin_minor, ==, 13500 - 7500);
  g_assert_false (pricing.has_pays);
  basket = pnr_bundle_dup_lean_basket (bundle, pnr_plan_get_products (fixture->plan));
  pnr_plan_price_basket (fixture->plan, bundle, basket, &pricing);
  g_assert_cmpint (pricing.price_minor, ==, 6750);
  g_assert_cmpint (pricing.margin_minor, ==, 6750 - 2700);
  pnr_bundle_become (bundle, PNR_BUNDLE_KIND_GIFT);
  pnr_plan_price_bundle (fixture->plan, bundle, &pricing);
  g_assert_cmpint (pricing.price_minor, ==, 0);
  g_assert_cmpint (pricing.margin_minor, ==, -9300);
}

static void
test_trial (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PnrPlanTrial) trial =
      pnr_plan_try_bundle (fixture->plan, fixture->bundle, NULL, &error);
  const PnrTakers *takers;

  g_assert_no_error (error);
  takers = &trial->outcome->takers;
  g_assert_cmpfloat_with_epsilon (
      takers->giveaway + takers->trade_up + takers->switched + takers->fresh, 1.0, 1e-9);
  g_assert_cmpuint (trial->n_parts, ==, 3);
  for (guint i = 0; i < trial->n_parts; i++) {
    const PnrPadding *padding = &trial->padding[i];

    g_assert_cmpint (padding->with.n_takers, >, 0);
    g_assert_cmpint (padding->with.n_takers, <, trial->n_tried);
    g_assert_cmpint (padding->with.gain_minor, ==, padding->with.n_takers * 7600);
  }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/sheet/aside", Fixture, NULL, set_up, test_aside, tear_down);
  g_test_add ("/sheet/cancel", Fixture, NULL, set_up, test_cancel, tear_down);
  g_test_add ("/sheet/pricing", Fixture, NULL, set_up, test_pricing, tear_down);
  g_test_add ("/sheet/taxed", Fixture, NULL, set_up, test_taxed, tear_down);
  g_test_add ("/sheet/kept", Fixture, NULL, set_up, test_kept, tear_down);
  g_test_add ("/sheet/kinds", Fixture, NULL, set_up, test_kinds, tear_down);
  g_test_add ("/sheet/trial", Fixture, NULL, set_up, test_trial, tear_down);

  return g_test_run ();
}

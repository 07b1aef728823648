/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A bundle's sheet, its price at once and its trial: the same beside the window as without one. */
#include <glib/gstdio.h>
#include <math.h>

#include "base/pnr-money.h"
#include "base/pnr-report.h"
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
      pnr_plan_report_sheet (contents, fixture->bundle, PNR_SHEET_SPLIT_LIST_PRICE, NULL, &error);
  g_autoptr (GVariant) aside = NULL;

  g_assert_no_error (error);
  pnr_plan_report_sheet_async (fixture->plan, fixture->bundle, PNR_SHEET_SPLIT_LIST_PRICE, NULL,
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
  pnr_plan_report_sheet_async (fixture->plan, fixture->bundle, PNR_SHEET_SPLIT_COST, progress,
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
  g_assert_cmpint (with->best_minor, >=, with->floor_minor);
  g_assert_cmpint (with->floor_minor, >=, 18600);
  g_assert_cmpint (without->floor_minor, ==, PNR_MONEY_UNKNOWN);
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

/* Of two products neither pads: what one less leaves is no bundle. */
static void
test_no_padding (Fixture *fixture, gconstpointer data)
{
  g_autoptr (PnrBundle) pair = pnr_bundle_copy (fixture->bundle);
  PnrComponent two[2] = { *pnr_bundle_get_component (pair, 0),
                          *pnr_bundle_get_component (pair, 1) };
  g_autoptr (GError) error = NULL;
  g_autoptr (PnrPlanTrial) trial = NULL;

  pnr_bundle_set_components (pair, two, 2);
  trial = pnr_plan_try_bundle (fixture->plan, pair, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (trial->n_parts, ==, 2);
  g_assert_null (trial->padding);
}

static void
add_product (PnrContents *contents, gint64 id, const char *sku, gint64 price, gint64 cost)
{
  PnrProduct *product = pnr_product_new (id);

  pnr_product_set_sku (product, sku);
  pnr_product_set_price_minor (product, price);
  pnr_product_set_cost_minor (product, cost);
  pnr_contents_take (contents, product);
}

static PnrContents *
make_contents (void)
{
  PnrContents *contents = pnr_contents_new ("Plan", "EUR");

  add_product (contents, 1, "JACKET", 12000, 6600);
  add_product (contents, 2, "TIE", 3000, 900);
  add_product (contents, 3, "CUFFS", 4500, 1800);
  return contents;
}

static PnrBundle *
make_bundle (PnrContents *contents, PnrBundleKind kind, PnrPriceMode mode, gint64 value)
{
  PnrBundle *bundle = pnr_bundle_new (9);

  pnr_bundle_set_sku (bundle, "OFFER");
  pnr_bundle_set_kind (bundle, kind);
  pnr_bundle_set_price_mode (bundle, mode);
  pnr_bundle_set_price_value (bundle, value);
  pnr_contents_take (contents, bundle);
  return bundle;
}

static void
add_part (PnrBundle *bundle, gint64 id, PnrComponentRole role, gint64 weight)
{
  PnrComponent part = { .product_id = id, .quantity = 1, .role = role, .weight = weight };

  pnr_bundle_change_component (bundle, pnr_bundle_get_n_components (bundle), &part);
}

static GVariant *
make_sheet (PnrContents *contents, PnrBundle *bundle, PnrSheetSplit split)
{
  g_autoptr (GError) error = NULL;
  GVariant *sheet = pnr_plan_report_sheet (contents, bundle, split, NULL, &error);

  g_assert_no_error (error);
  return sheet;
}

/* "104.00 26.00 39.00" */
static char *
dup_column (GVariant *sheet, const char *list, const char *key)
{
  g_autoptr (GVariant) rows = pnr_report_get (sheet, list);
  GString *column = g_string_new (NULL);

  for (gsize i = 0; i < pnr_report_list_length (rows); i++) {
    g_autoptr (GVariant) row = pnr_report_list_get (rows, i);
    g_autofree char *text = pnr_report_dup_text (row, key);

    g_string_append_printf (column, "%s%s", i > 0 ? " " : "", text);
  }
  return g_string_free (column, FALSE);
}

static void
assert_column (PnrContents *contents, PnrBundle *bundle, PnrSheetSplit split, const char *list,
               const char *key, const char *wanted)
{
  g_autoptr (GVariant) sheet = make_sheet (contents, bundle, split);
  g_autofree char *column = dup_column (sheet, list, key);

  g_assert_cmpstr (column, ==, wanted);
}

/* By weights 2 : 1 : 0 the price of 169 is 112.67 and 56.33; without any it is as by list price. */
static void
test_weights (void)
{
  g_autoptr (PnrContents) contents = make_contents ();
  PnrBundle *set = make_bundle (contents, PNR_BUNDLE_KIND_MIXED, PNR_PRICE_MODE_FIXED, 16900);
  g_autoptr (GVariant) sheet = NULL;
  g_autofree char *split = NULL;

  add_part (set, 1, PNR_COMPONENT_ROLE_MAIN, 0);
  add_part (set, 2, PNR_COMPONENT_ROLE_AUXILIARY, 0);
  add_part (set, 3, PNR_COMPONENT_ROLE_AUXILIARY, 0);
  sheet = make_sheet (contents, set, PNR_SHEET_SPLIT_WEIGHT);
  split = pnr_report_dup_text (sheet, "split_by");
  g_assert_cmpstr (split, ==, "list-price");
  for (guint i = 0; i < 2; i++) {
    PnrComponent part = *pnr_bundle_get_component (set, i);

    part.weight = 2 - i;
    pnr_bundle_change_component (set, i, &part);
  }
  assert_column (contents, set, PNR_SHEET_SPLIT_WEIGHT, "components", "share", "112.67 56.33 0.00");
  assert_column (contents, set, PNR_SHEET_SPLIT_LIST_PRICE, "components", "share",
                 "104.00 26.00 39.00");
  assert_column (contents, set, PNR_SHEET_SPLIT_CHARGE, "components", "share",
                 "104.00 26.00 39.00");
}

/* With the jacket the tie is half price: 135 in all, of which the jacket keeps 120. */
static void
test_charges (void)
{
  g_autoptr (PnrContents) contents = make_contents ();
  PnrBundle *leader =
      make_bundle (contents, PNR_BUNDLE_KIND_LEADER, PNR_PRICE_MODE_PERCENT_OFF, 500000);

  add_part (leader, 1, PNR_COMPONENT_ROLE_MAIN, 0);
  add_part (leader, 2, PNR_COMPONENT_ROLE_REWARD, 0);
  assert_column (contents, leader, PNR_SHEET_SPLIT_CHARGE, "components", "share", "120.00 15.00");
  assert_column (contents, leader, PNR_SHEET_SPLIT_LIST_PRICE, "components", "share",
                 "108.00 27.00");
}

/* Beside the jacket the tie is 20 and the cufflinks 35: 175, and each pair by itself. */
static void
test_add_on (void)
{
  g_autoptr (PnrContents) contents = make_contents ();
  PnrBundle *add_on =
      make_bundle (contents, PNR_BUNDLE_KIND_ADD_ON, PNR_PRICE_MODE_AMOUNT_OFF, 1000);

  add_part (add_on, 1, PNR_COMPONENT_ROLE_MAIN, 0);
  add_part (add_on, 2, PNR_COMPONENT_ROLE_AUXILIARY, 0);
  add_part (add_on, 3, PNR_COMPONENT_ROLE_AUXILIARY, 0);
  assert_column (contents, add_on, PNR_SHEET_SPLIT_CHARGE, "components", "share",
                 "120.00 20.00 35.00");
  assert_column (contents, add_on, PNR_SHEET_SPLIT_CHARGE, "selections", "price", "140.00 155.00");
  assert_column (contents, add_on, PNR_SHEET_SPLIT_CHARGE, "selections", "margin", "65.00 71.00");
}

/* From 150 on the cufflinks come for nothing, or carry 45 of 195 of what is paid. */
static void
test_gift (void)
{
  g_autoptr (PnrContents) contents = make_contents ();
  PnrBundle *gift =
      make_bundle (contents, PNR_BUNDLE_KIND_GIFT, PNR_PRICE_MODE_PERCENT_OFF, 1000000);

  pnr_bundle_set_threshold_minor (gift, 15000);
  add_part (gift, 3, PNR_COMPONENT_ROLE_GIFT, 0);
  assert_column (contents, gift, PNR_SHEET_SPLIT_CHARGE, "components", "share", "0.00 150.00");
  assert_column (contents, gift, PNR_SHEET_SPLIT_LIST_PRICE, "components", "share", "34.62 115.38");
  assert_column (contents, gift, PNR_SHEET_SPLIT_CHARGE, "components", "margin", "-18.00 (null)");
}

/* Any two for 100: the jacket with the cufflinks leaves 16, the tie with them 73. */
static void
test_selections (void)
{
  g_autoptr (PnrContents) contents = make_contents ();
  PnrBundle *any =
      make_bundle (contents, PNR_BUNDLE_KIND_MIX_AND_MATCH, PNR_PRICE_MODE_FIXED, 10000);

  for (gint64 id = 1; id <= 3; id++)
    add_part (any, id, PNR_COMPONENT_ROLE_CHOICE, 0);
  pnr_bundle_set_choice (any, 2, 2, 1);
  assert_column (contents, any, PNR_SHEET_SPLIT_LIST_PRICE, "selections", "products",
                 "JACKET, CUFFS TIE, CUFFS");
  assert_column (contents, any, PNR_SHEET_SPLIT_LIST_PRICE, "selections", "margin", "16.00 73.00");
  assert_column (contents, any, PNR_SHEET_SPLIT_LIST_PRICE, "components", "share", "80.00 20.00");
}

static GVariant *
report (Fixture *fixture)
{
  g_autoptr (PnrContents) contents = pnr_plan_get_contents (fixture->plan);
  g_autoptr (GError) error = NULL;
  GVariant *sheet =
      pnr_plan_report_sheet (contents, fixture->bundle, PNR_SHEET_SPLIT_LIST_PRICE, NULL, &error);

  g_assert_no_error (error);
  return sheet;
}

/* Nothing is known of before today. */
static void
forget_prices (Fixture *fixture)
{
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;
  GListModel *products = G_LIST_MODEL (pnr_plan_get_products (fixture->plan));
  g_autoptr (PnrEdit) edit = pnr_edit_new ("Dates");
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < g_list_model_get_n_items (products); i++) {
    g_autoptr (PnrProduct) product = g_list_model_get_item (products, i);
    g_autoptr (PnrProduct) copy = pnr_product_copy (product);

    pnr_product_set_price_since (copy, now);
    pnr_edit_put (edit, copy);
  }
  g_assert_true (pnr_plan_commit (fixture->plan, edit, &error));
  g_assert_no_error (error);
}

/* Ten days ago each product was one crown dearer or one cheaper than today, and long before that
 * it cost what it does now. */
static void
give_history (Fixture *fixture, gint64 difference)
{
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;
  GListModel *products = G_LIST_MODEL (pnr_plan_get_products (fixture->plan));
  g_autoptr (PnrEdit) edit = pnr_edit_new ("Histories");
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < g_list_model_get_n_items (products); i++) {
    g_autoptr (PnrProduct) product = g_list_model_get_item (products, i);
    g_autoptr (PnrProduct) copy = pnr_product_copy (product);
    const PnrPastAsk ask = { now - 100 * 86400, pnr_product_get_price_minor (product) + difference,
                             PNR_PRICE_ORIGIN_EDIT };
    g_autoptr (GArray) history = pnr_price_history_append (NULL, &ask);

    pnr_product_set_price_history (copy, history);
    pnr_product_set_price_since (copy, now - 10 * 86400);
    pnr_edit_put (edit, copy);
  }
  g_assert_true (pnr_plan_commit (fixture->plan, edit, &error));
  g_assert_no_error (error);
}

static gint64
read_minor (Fixture *fixture, GVariant *reference, const char *key)
{
  g_autofree char *text = pnr_report_dup_text (reference, key);
  gint64 minor = 0;

  g_assert_true (pnr_money_parse (text, pnr_plan_get_currency (fixture->plan), '.', &minor));
  return minor;
}

/* A saving counts from the lowest prices, not from today's. */
static void
test_reference_price (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GVariant) constant = report (fixture);
  g_autoptr (GVariant) constant_price = pnr_report_get (constant, "reference_price");
  g_autoptr (GVariant) unknown = NULL;
  g_autofree char *reason = NULL;
  g_autoptr (GVariant) raised = NULL;
  g_autoptr (GVariant) raised_price = NULL;
  g_autoptr (GVariant) lowered = NULL;
  g_autoptr (GVariant) lowered_price = NULL;

  /* The sample has asked its prices for as long as it took orders. */
  g_assert_cmpint (read_minor (fixture, constant_price, "lowest"), ==,
                   read_minor (fixture, constant_price, "separate"));
  forget_prices (fixture);
  unknown = report (fixture);
  reason = pnr_report_dup_text (unknown, "reference_price_reason");
  g_assert_nonnull (reason);
  give_history (fixture, -100);
  raised = report (fixture);
  raised_price = pnr_report_get (raised, "reference_price");
  g_assert_nonnull (raised_price);
  g_assert_true (pnr_report_get_truth (raised_price, "is_above_lowest", FALSE));
  g_assert_cmpint (read_minor (fixture, raised_price, "lowest"), <,
                   read_minor (fixture, raised_price, "separate"));
  g_assert_cmpint (read_minor (fixture, raised_price, "saving"), ==,
                   read_minor (fixture, raised_price, "lowest")
                       - read_minor (fixture, raised, "price"));
  give_history (fixture, 100);
  lowered = report (fixture);
  lowered_price = pnr_report_get (lowered, "reference_price");
  g_assert_false (pnr_report_get_truth (lowered_price, "is_above_lowest", TRUE));
  g_assert_cmpint (read_minor (fixture, lowered_price, "lowest"), >,
                   read_minor (fixture, lowered_price, "separate"));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/sheet/reference-price", Fixture, NULL, set_up, test_reference_price, tear_down);
  g_test_add ("/sheet/aside", Fixture, NULL, set_up, test_aside, tear_down);
  g_test_add ("/sheet/cancel", Fixture, NULL, set_up, test_cancel, tear_down);
  g_test_add ("/sheet/pricing", Fixture, NULL, set_up, test_pricing, tear_down);
  g_test_add ("/sheet/taxed", Fixture, NULL, set_up, test_taxed, tear_down);
  g_test_add ("/sheet/kept", Fixture, NULL, set_up, test_kept, tear_down);
  g_test_add ("/sheet/kinds", Fixture, NULL, set_up, test_kinds, tear_down);
  g_test_add ("/sheet/trial", Fixture, NULL, set_up, test_trial, tear_down);
  g_test_add ("/sheet/no-padding", Fixture, NULL, set_up, test_no_padding, tear_down);
  g_test_add_func ("/sheet/weights", test_weights);
  g_test_add_func ("/sheet/charges", test_charges);
  g_test_add_func ("/sheet/add-on", test_add_on);
  g_test_add_func ("/sheet/gift", test_gift);
  g_test_add_func ("/sheet/selections", test_selections);

  return g_test_run ();
}

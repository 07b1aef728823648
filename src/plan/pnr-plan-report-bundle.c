/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The pages of a report that tell of one bundle: its price, its sheet, the prices that would do. */
#include "config.h"

#include <glib/gi18n.h>
#include <inttypes.h>
#include <math.h>

#include "base/pnr-money.h"
#include "base/pnr-report.h"
#include "drawing/pnr-price-chart.h"
#include "model/pnr-bundle-quote.h"
#include "plan/pnr-plan-market.h"
#include "plan/pnr-plan-report-private.h"
#include "plan/pnr-plan-sheet.h"
#include "plan/pnr-plan-trial.h"

/* Money in a sheet is written for machines. */
static char *
dup_money (GVariant *report, const char *key, const char *currency)
{
  g_autofree char *plain = pnr_report_dup_text (report, key);
  gint64 minor;

  if (plain == NULL || !pnr_money_parse (plain, currency, '.', &minor))
    return g_strdup ("–");
  return pnr_money_format (minor, currency);
}

static char *
dup_share_of (GVariant *report, const char *key)
{
  double share;

  return pnr_report_get_number (report, key, &share) ? pnr_report_dup_share (share)
                                                     : g_strdup ("–");
}

static void
add_facts (PnrDocument *document, PnrContents *contents, PnrBundle *bundle, GVariant *sheet,
           const PnrPriceCurve *curve)
{
  GPtrArray *rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  g_autofree char *price = dup_money (sheet, "price", contents->currency);
  g_autofree char *sum = pnr_money_format (curve->sum_minor, contents->currency);
  g_autofree char *cost = pnr_money_format (curve->cost_minor, contents->currency);
  g_autofree char *low = pnr_money_format (curve->band_low_minor, contents->currency);
  g_autofree char *high = pnr_money_format (curve->band_high_minor, contents->currency);
  g_autofree char *band = g_strdup_printf (_ ("%s to %s"), low, high);

  g_ptr_array_add (rows, pnr_report_row (_ ("SKU"), pnr_bundle_get_sku (bundle), NULL));
  g_ptr_array_add (rows, pnr_report_row (_ ("Price"), price, NULL));
  g_ptr_array_add (rows, pnr_report_row (_ ("Its products singly"), sum, NULL));
  g_ptr_array_add (rows, pnr_report_row (_ ("Cost of its products"), cost, NULL));
  g_ptr_array_add (rows, pnr_report_row (_ ("Prices with nearly the best profit"), band, NULL));
  pnr_document_take_table (document, pnr_report_row ("", "", NULL), rows, 1);
}

static void
add_components (PnrDocument *document, GVariant *sheet, const char *currency)
{
  g_autoptr (GVariant) components = pnr_report_get (sheet, "components");
  GPtrArray *rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);

  for (gsize i = 0; i < pnr_report_list_length (components); i++) {
    g_autoptr (GVariant) part = pnr_report_list_get (components, i);
    g_autofree char *name = pnr_report_dup_text (part, "name");
    g_autofree char *list = dup_money (part, "list", currency);
    g_autofree char *share = dup_money (part, "share", currency);
    g_autofree char *vat = dup_money (part, "vat", currency);
    g_autofree char *net = dup_money (part, "net", currency);
    g_autofree char *margin = dup_money (part, "margin", currency);
    g_autofree char *margin_share = dup_share_of (part, "margin_share");
    g_autofree char *count = NULL;
    gint64 quantity = 1;

    pnr_report_get_count (part, "quantity", &quantity);
    count = g_strdup_printf ("%" PRId64, quantity);
    g_ptr_array_add (
        rows, pnr_report_row (name, count, list, share, vat, net, margin, margin_share, NULL));
  }
  pnr_document_add_note (document, _ ("How the price is split over its products, by their list "
                                      "prices, and the tax in it:"));
  pnr_document_take_table (document,
                           pnr_report_row (_ ("Product"), _ ("Units"), _ ("List price"),
                                           _ ("Share"), _ ("Tax"), _ ("Net"), _ ("Margin"),
                                           _ ("Margin share"), NULL),
                           rows, 1);
}

static const char *
get_policy_title (const char *policy)
{
  if (g_strcmp0 (policy, "share") == 0)
    return _ ("Its share of the price is paid back");
  if (g_strcmp0 (policy, "repriced") == 0)
    return _ ("What is kept is charged singly");
  return _ ("Nothing is paid back");
}

static void
add_returns (PnrDocument *document, GVariant *sheet, PnrContents *contents)
{
  g_autoptr (GVariant) returns = pnr_report_get (sheet, "returns");
  GPtrArray *rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);

  for (gsize i = 0; i < pnr_report_list_length (returns); i++) {
    g_autoptr (GVariant) line = pnr_report_list_get (returns, i);
    g_autofree char *sku = pnr_report_dup_text (line, "sku");
    g_autofree char *policy = pnr_report_dup_text (line, "policy");
    g_autofree char *refund = dup_money (line, "refund", contents->currency);
    g_autofree char *kept = dup_money (line, "kept", contents->currency);
    g_autofree char *left = dup_money (line, "contribution", contents->currency);
    PnrProduct *product = pnr_contents_find_product (contents, sku);

    g_ptr_array_add (rows, pnr_report_row (product != NULL ? pnr_product_get_title (product) : sku,
                                           get_policy_title (policy), refund, kept, left, NULL));
  }
  pnr_document_add_note (document, _ ("What remains when one product of it comes back:"));
  pnr_document_take_table (document,
                           pnr_report_row (_ ("Returned"), _ ("Rule"), _ ("Paid back"),
                                           _ ("Kept paid"), _ ("Contribution"), NULL),
                           rows, 2);
}

static void
add_best_deal (PnrDocument *document, GVariant *sheet, const char *currency)
{
  g_autoptr (GVariant) deal = pnr_report_get (sheet, "best_deal");
  g_autofree char *price = NULL;
  g_autofree char *sentence = NULL;

  if (deal == NULL)
    return;
  price = dup_money (deal, "price", currency);
  sentence = pnr_report_get_truth (deal, "is_beaten", FALSE)
                 ? g_strdup_printf (_ ("Its products can be had for %s in another way, which is "
                                       "cheaper than the bundle."),
                                    price)
                 : g_strdup_printf (_ ("The cheapest other way to its products costs %s."), price);
  pnr_document_add_text (document, sentence);
}

static void
add_stock (PnrDocument *document, GVariant *sheet)
{
  g_autoptr (GVariant) stock = pnr_report_get (sheet, "stock");
  g_autofree char *sentence = NULL;
  gint64 alone, beside;

  if (stock == NULL || !pnr_report_get_count (stock, "alone", &alone)
      || !pnr_report_get_count (stock, "beside_others", &beside))
    return;
  sentence = g_strdup_printf (_ ("The stock is enough for %" PRId64 " of it, and for %" PRId64
                                 " when the other bundles sell as many as they can."),
                              alone, beside);
  pnr_document_add_text (document, sentence);
}

/**
 * pnr_plan_report_add_bundle:
 * @document: the report
 * @plan: the plan
 * @contents: a snapshot of it
 * @bundle: one bundle of it
 * @progress: (nullable): a progress
 * @error: a place for a sentence
 *
 * A bundle of which there is no sheet, for want of a price or of one price only, says so in its
 * place.
 *
 * Returns: whether it was added; FALSE on cancel and when what a search needs is not known
 */
gboolean
pnr_plan_report_add_bundle (PnrDocument *document, PnrPlan *plan, PnrContents *contents,
                            PnrBundle *bundle, PnrProgress *progress, GError **error)
{
  PnrSimulationSettings settings = PNR_SIMULATION_SETTINGS_INIT;
  PnrPriceLimits limits = { .margin_floor = NAN, .max_discount = NAN };
  g_autoptr (GError) refusal = NULL;
  g_autoptr (GError) missing = NULL;
  g_autoptr (GVariant) sheet = NULL;
  g_autoptr (PnrPriceCurve) curve = NULL;

  curve = pnr_plan_optimise (plan, bundle, &limits, &settings, progress, &refusal);
  if (curve == NULL && !g_error_matches (refusal, PNR_PLAN_ERROR, PNR_PLAN_ERROR_NOT_SIMULATED)
      && !g_error_matches (refusal, PNR_ECONOMY_ERROR, PNR_ECONOMY_ERROR_NO_ALLOWED_PRICE)) {
    g_propagate_error (error, g_steal_pointer (&refusal));
    return FALSE;
  }
  pnr_document_add_heading (document, pnr_bundle_get_name (bundle));
  if (curve == NULL) {
    pnr_document_add_text (document, refusal->message);
    return TRUE;
  }
  sheet = pnr_plan_report_sheet (contents, bundle, PNR_SHEET_SPLIT_LIST_PRICE, progress, &missing);
  if (sheet == NULL && !pnr_progress_check (progress, error))
    return FALSE;
  if (sheet != NULL) {
    add_facts (document, contents, bundle, sheet, curve);
    add_best_deal (document, sheet, contents->currency);
    add_stock (document, sheet);
    add_components (document, sheet, contents->currency);
    add_returns (document, sheet, contents);
  } else {
    pnr_document_add_text (document, missing->message);
  }
  pnr_document_take_chart (document, PNR_CHART (pnr_price_chart_new (curve)), PNR_REPORT_CHART);
  return TRUE;
}

/**
 * pnr_plan_report_add_padding:
 * @document: the report
 * @plan: the plan
 * @contents: a snapshot of it
 * @bundle: one bundle of it
 * @n_warnings: (inout): grows by the sentences added
 * @progress: (nullable): a progress
 * @error: a place for a cancellation
 *
 * Warns of the products without which the bundle would earn as much, as its page does. A bundle
 * that cannot be tried alone has nothing said of it.
 *
 * Returns: whether it was not cancelled
 */
gboolean
pnr_plan_report_add_padding (PnrDocument *document, PnrPlan *plan, PnrContents *contents,
                             PnrBundle *bundle, guint *n_warnings, PnrProgress *progress,
                             GError **error)
{
  g_autoptr (PnrPlanTrial) trial = NULL;

  /* An anchor is no padding, and of choices nobody takes all. */
  if (!pnr_bundle_is_plain_set (bundle))
    return TRUE;
  trial = pnr_plan_try_bundle (plan, bundle, progress, NULL);
  for (guint i = 0; trial != NULL && trial->padding != NULL && i < trial->n_parts; i++) {
    const PnrComponent *component = pnr_bundle_get_component (bundle, i);
    PnrProduct *product = pnr_contents_get_product (contents, component->product_id);
    g_autofree char *sentence = NULL;

    if (!trial->padding[i].is_padding)
      continue;
    /* Translators: a bundle, a product. */
    sentence = g_strdup_printf (_ ("“%s”: without “%s” the bundle would earn as much or more."),
                                pnr_bundle_get_name (bundle), pnr_product_get_title (product));
    pnr_document_add_text (document, sentence);
    ++*n_warnings;
  }
  return pnr_progress_check (progress, error);
}

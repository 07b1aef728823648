/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One bundle of any kind as a report: what its usual basket costs, tier by tier, and what is odd.
 */
#include "config.h"

#include "plan/pnr-plan-quote.h"

#include "base/pnr-money.h"
#include "base/pnr-report.h"
#include "model/pnr-bundle-fault.h"
#include "model/pnr-bundle-kind.h"
#include "model/pnr-bundle-quote.h"
#include "plan/pnr-plan-guard.h"
#include "plan/pnr-plan-sheet-private.h"

#define MILLION 1e6

static void
add_basket (PnrContents *contents, PnrBundle *bundle, GVariantDict *report)
{
  g_autoptr (GArray) basket = pnr_bundle_dup_usual_basket (bundle);
  GPtrArray *rows = g_ptr_array_new ();

  for (guint i = 0; i < basket->len; i++) {
    const PnrBasketLine *line = &g_array_index (basket, PnrBasketLine, i);
    PnrProduct *product = pnr_contents_get_product (contents, line->product_id);
    GVariantDict *row = pnr_report_new ();

    pnr_report_add_text (row, "sku", product != NULL ? pnr_product_get_sku (product) : NULL);
    pnr_report_add_count (row, "quantity", line->quantity);
    pnr_report_add_money (
        row, "list", product != NULL ? pnr_product_get_price_minor (product) : PNR_MONEY_UNKNOWN,
        contents->currency);
    g_ptr_array_add (rows, pnr_report_end (row));
  }
  pnr_report_add_list (report, "basket", rows);
}

static void
add_tiers (PnrContents *contents, PnrBundle *bundle, GVariantDict *report)
{
  PnrPriceRule rule = pnr_bundle_get_price_rule (bundle);
  GPtrArray *rows = g_ptr_array_new ();

  for (guint i = 0; rule.mode == PNR_PRICE_MODE_TIERS && i < rule.n_tiers; i++) {
    GVariantDict *row = pnr_report_new ();

    if (rule.tier_basis == PNR_PRICE_TIER_BASIS_COUNT)
      pnr_report_add_count (row, "from", rule.tiers[i].start);
    else
      pnr_report_add_money (row, "from", rule.tiers[i].start, contents->currency);
    if (rule.tier_effect == PNR_PRICE_TIER_EFFECT_PERCENT_OFF)
      pnr_report_add_number (row, "off", (double) rule.tiers[i].value / MILLION);
    else
      pnr_report_add_money (row, "off", rule.tiers[i].value, contents->currency);
    g_ptr_array_add (rows, pnr_report_end (row));
  }
  pnr_report_add_list (report, "tiers", rows);
}

static void
add_breaches (PnrContents *contents, PnrBundle *bundle, GVariantDict *report)
{
  static const struct {
    PnrPriceBreach breach;
    const char *word;
  } words[] = {
    { PNR_PRICE_BREACH_NOT_ABOVE_MAIN, "not-above-main" },
    { PNR_PRICE_BREACH_ABOVE_PARTS, "above-parts" },
    { PNR_PRICE_BREACH_BELOW_COST, "below-cost" },
    { PNR_PRICE_BREACH_BELOW_FLOOR, "below-floor" },
  };
  PnrPriceBreach breaches = pnr_plan_guard_find (contents, bundle);
  GPtrArray *list = g_ptr_array_new ();

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (breaches & words[i].breach)
      g_ptr_array_add (list, g_variant_new_string (words[i].word));
  pnr_report_add_list (report, "breaches", list);
  pnr_report_add_text (
      report, "exception",
      pnr_kind_to_word (PNR_TYPE_PRICE_EXCEPTION, pnr_bundle_get_exception (bundle)));
}

/**
 * pnr_plan_report_quote:
 * @contents: what is planned
 * @bundle: one of its bundles, of any kind
 * @progress: (nullable): asked whether to stop
 * @error: that it was stopped
 *
 * Returns: (transfer full) (nullable): "kind" and its "consequence"; the usual "basket" with
 * "list", "price", "saving", "cost", "margin" and "floor"; "tiers"; "breaches" of what a price must
 * be, and the "exception" that excuses them; "problem", a sentence where it cannot be sold as it
 * is; else "best_deal", "odd_carts" and "stock" among all bundles of the plan. The
 * floor and the breaches look at what is left without tax.
 */
GVariant *
pnr_plan_report_quote (PnrContents *contents, PnrBundle *bundle, PnrProgress *progress,
                       GError **error)
{
  g_autoptr (PnrNounList) products = pnr_plan_guard_list_parts (contents, bundle);
  PnrBundleQuote quote = pnr_bundle_quote_usual (bundle, products);
  const char *currency = contents->currency;
  GVariantDict *report = pnr_report_new ();
  g_autoptr (GVariant) whole = NULL;
  gboolean is_made = TRUE;
  PnrBundleFault fault;

  pnr_report_add_text (report, "sku", pnr_bundle_get_sku (bundle));
  pnr_report_add_text (report, "name", pnr_bundle_get_name (bundle));
  pnr_report_add_text (report, "kind",
                       pnr_kind_to_word (PNR_TYPE_BUNDLE_KIND, pnr_bundle_get_kind (bundle)));
  pnr_report_add_text (report, "consequence",
                       pnr_bundle_kind_get_consequence (pnr_bundle_get_kind (bundle)));
  add_basket (contents, bundle, report);
  pnr_report_add_money (report, "list", quote.list_minor, currency);
  pnr_report_add_money (report, "price", quote.price_minor, currency);
  pnr_report_add_money (report, "saving", quote.saving_minor, currency);
  pnr_report_add_money (report, "cost", quote.cost_minor, currency);
  pnr_report_add_money (report, "margin", quote.margin_minor, currency);
  pnr_report_add_money (
      report, "floor",
      pnr_bundle_find_floor_minor (bundle, quote.cost_minor,
                                   pnr_plan_guard_find_vat_ppm (contents, bundle)),
      currency);
  pnr_report_add_money (report, "threshold", pnr_bundle_get_threshold_minor (bundle), currency);
  add_tiers (contents, bundle, report);
  add_breaches (contents, bundle, report);
  if (pnr_bundle_find_fault (bundle, &fault) || pnr_bundle_find_gap (bundle, &fault))
    pnr_report_add_text (report, "problem", fault.sentence);
  else if (quote.price_minor != PNR_MONEY_UNKNOWN)
    is_made = pnr_plan_sheet_add (report, contents, bundle, PNR_SHEET_SPLIT_CHARGE, progress, error)
              != PNR_MONEY_UNKNOWN;
  whole = g_variant_ref_sink (pnr_report_end (report));
  return is_made ? g_steal_pointer (&whole) : NULL;
}

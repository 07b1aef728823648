/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The hard guard of prices: nothing below cost or its own margin floor reaches a shop unexplained.
 *
 * Prices include tax and costs do not, so tax is out before they are compared. A reason that was
 * typed in, as a clearance, lets a price pass: the merchant knows. */
#include "config.h"

#include "plan/pnr-plan-guard.h"

#include <glib/gi18n.h>
#include <math.h>

#include "base/pnr-money.h"
#include "plan/pnr-plan-market.h"
#include "plan/pnr-plan-sheet-parts.h"

#define MILLION 1e6

/* Returns: (transfer full): the products of a bundle, those that are still there */
PnrNounList *
pnr_plan_guard_list_parts (PnrContents *contents, PnrBundle *bundle)
{
  PnrNounList *products = pnr_noun_list_new (PNR_TYPE_PRODUCT);

  for (guint i = 0; i < pnr_bundle_get_n_components (bundle); i++) {
    PnrProduct *product =
        pnr_contents_get_product (contents, pnr_bundle_get_component (bundle, i)->product_id);

    if (product != NULL)
      pnr_noun_list_put (products, PNR_NOUN (product));
  }
  return products;
}

/* In proportion to this the price is split, so it says whose tax it contains. */
static double
weigh_part (PnrContents *contents, const PnrComponent *part)
{
  PnrProduct *product = pnr_contents_get_product (contents, part->product_id);
  gint64 list = product != NULL ? pnr_product_get_price_minor (product) : PNR_MONEY_UNKNOWN;

  return list != PNR_MONEY_UNKNOWN && list > 0 ? (double) list * (double) part->quantity : 1.0;
}

/**
 * pnr_plan_guard_find_vat_ppm:
 * @contents: what is planned
 * @bundle: one of its bundles
 *
 * Returns: the tax that the bundle's price contains, in millionths of the net price: its parts'
 *   rates, each for its share of the price
 */
gint64
pnr_plan_guard_find_vat_ppm (PnrContents *contents, PnrBundle *bundle)
{
  PnrTaxRate assumed = pnr_sheet_find_assumed_rate (contents, bundle);
  double gross = 0.0, net = 0.0;

  for (guint i = 0; i < pnr_bundle_get_n_components (bundle); i++) {
    const PnrComponent *part = pnr_bundle_get_component (bundle, i);
    PnrProduct *product = pnr_contents_get_product (contents, part->product_id);
    PnrTaxRate rate = product != NULL ? pnr_plan_tax_find (product, assumed) : assumed;
    double weight = weigh_part (contents, part);

    gross += weight;
    net += weight / (1.0 + (double) rate.vat_ppm / MILLION);
  }
  return net > 0.0 ? llround ((gross / net - 1.0) * MILLION) : 0;
}

/* Whatever the price breaks, with a reason or without. */
PnrPriceBreach
pnr_plan_guard_find (PnrContents *contents, PnrBundle *bundle)
{
  g_autoptr (PnrNounList) products = pnr_plan_guard_list_parts (contents, bundle);

  return pnr_bundle_find_breaches (bundle, products,
                                   pnr_plan_guard_find_vat_ppm (contents, bundle));
}

/* What the price breaks and nobody gave a reason for. */
PnrPriceBreach
pnr_plan_guard_find_unexcused (PnrContents *contents, PnrBundle *bundle)
{
  if (pnr_bundle_get_exception (bundle) != PNR_PRICE_EXCEPTION_NONE)
    return PNR_PRICE_BREACH_NONE;
  return pnr_plan_guard_find (contents, bundle);
}

static char *
fill (PnrContents *contents, const char *format, gint64 first, gint64 second)
{
  g_autofree char *a = pnr_money_format (first, contents->currency);
  g_autofree char *b = pnr_money_format (second, contents->currency);
  g_autoptr (GString) sentence = g_string_new (format);

  g_string_replace (sentence, "{first}", a, 1);
  g_string_replace (sentence, "{second}", b, 1);
  return g_strdup (sentence->str);
}

/**
 * pnr_plan_guard_say:
 * @contents: what is planned
 * @bundle: one of its bundles
 * @breach: one of the bits of %PNR_PLAN_GUARD_HARD that its price has
 *
 * Returns: (transfer full): a sentence with the price of what is sold deepest, and what it must be
 */
char *
pnr_plan_guard_say (PnrContents *contents, PnrBundle *bundle, PnrPriceBreach breach)
{
  g_autoptr (PnrNounList) products = pnr_plan_guard_list_parts (contents, bundle);
  gint64 vat_ppm = pnr_plan_guard_find_vat_ppm (contents, bundle);
  PnrBundleQuote quote = pnr_bundle_quote_guarded (bundle, products);
  gint64 net = llround ((double) quote.price_minor / (1.0 + (double) vat_ppm / MILLION));

  if (breach == PNR_PRICE_BREACH_BELOW_FLOOR)
    /* Translators: {first} and {second} are amounts of money. */
    return fill (
        contents, _ ("The bundle is sold for {first}, and its own margin floor asks for {second}."),
        quote.price_minor, pnr_bundle_find_floor_minor (bundle, quote.cost_minor, vat_ppm));
  if (vat_ppm > 0)
    /* Translators: {first} and {second} are amounts of money. */
    return fill (contents,
                 _ ("Without its tax the bundle brings {first}, and its parts cost you {second}."),
                 net, quote.cost_minor);
  /* Translators: {first} and {second} are amounts of money. */
  return fill (contents, _ ("The bundle is sold for {first} and its parts cost you {second}."),
               quote.price_minor, quote.cost_minor);
}

/**
 * pnr_plan_guard_pass:
 * @contents: what is planned
 * @target: which shop; Pannier JSON is the plan itself, which may be on its way to be mended
 * @error: the first bundle that must not pass, and what to do
 *
 * Returns: whether the shop may have all of it
 */
gboolean
pnr_plan_guard_pass (PnrContents *contents, const char *target, GError **error)
{
  if (g_str_equal (target, "json"))
    return TRUE;
  for (guint i = 0; i < contents->bundles->len; i++) {
    PnrBundle *bundle = g_ptr_array_index (contents->bundles, i);
    PnrPriceBreach breach = pnr_plan_guard_find_unexcused (contents, bundle) & PNR_PLAN_GUARD_HARD;
    g_autofree char *sentence = NULL;

    if (breach == PNR_PRICE_BREACH_NONE)
      continue;
    sentence =
        pnr_plan_guard_say (contents, bundle,
                            breach & PNR_PRICE_BREACH_BELOW_COST ? PNR_PRICE_BREACH_BELOW_COST
                                                                 : PNR_PRICE_BREACH_BELOW_FLOOR);
    /* Translators: the SKU of a bundle, and a sentence on its price. */
    g_set_error (error, PNR_PLAN_ERROR, PNR_PLAN_ERROR_GUARDED,
                 _ ("“%s” keeps this plan out of the shop: %s Raise its price, or choose an "
                    "exception with its reason among the bundle’s limits."),
                 pnr_bundle_get_sku (bundle), sentence);
    return FALSE;
  }
  return TRUE;
}

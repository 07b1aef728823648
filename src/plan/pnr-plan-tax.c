/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What tax the price of a product contains, and how that is known.
 *
 * Prices include tax. A product's rate is its tax class where that is a number of per cent; shops
 * that name their classes ("reduced") get the one rate that a scenario with the bundle assumes. */
#include "config.h"

#include "plan/pnr-plan-tax.h"

#include <math.h>

#include "model/pnr-tax-class.h"

#define MILLION 1000000

/**
 * pnr_plan_tax_assume:
 * @scenario: one of the plan's; the first that says something counts
 * @bundle: one of its bundles
 * @rate: (out): what it assumes
 *
 * Returns: whether the scenario offers the bundle and says what tax its prices contain
 */
gboolean
pnr_plan_tax_assume (PnrScenario *scenario, PnrBundle *bundle, PnrTaxRate *rate)
{
  PnrAssumption *assumption = pnr_scenario_find_assumption (scenario, "vat share");
  double share = assumption != NULL ? pnr_assumption_get_value (assumption) : NAN;

  if (!(share >= 0.0 && share <= 1.0)
      || !pnr_scenario_has_bundle (scenario, pnr_bundle_get_id (bundle)))
    return FALSE;
  *rate = (PnrTaxRate){ llround (share * MILLION), PNR_TAX_FROM_ASSUMPTION };
  return TRUE;
}

/**
 * pnr_plan_tax_get_own:
 * @product: one of the plan's
 * @vat_ppm: (inout): the rate, in millionths of the net price; left alone where there is none
 *
 * Returns: whether the product's tax class is a rate
 */
gboolean
pnr_plan_tax_get_own (PnrProduct *product, gint64 *vat_ppm)
{
  return pnr_tax_class_parse (pnr_product_get_tax_class (product), vat_ppm);
}

PnrTaxRate
pnr_plan_tax_find (PnrProduct *product, PnrTaxRate assumed)
{
  PnrTaxRate rate = { 0, PNR_TAX_FROM_CLASS };

  return pnr_tax_class_parse (pnr_product_get_tax_class (product), &rate.vat_ppm) ? rate : assumed;
}

/**
 * pnr_plan_tax_find_net_share:
 * @contents: the plan
 * @usual_ppm: the rate of products whose class is none
 *
 * Returns: what tax leaves of what the shop has taken for its products, at their present prices; 0
 *   where no class is a rate
 */
double
pnr_plan_tax_find_net_share (PnrContents *contents, gint64 usual_ppm)
{
  double gross = 0.0, net = 0.0;
  gboolean has_rate = FALSE;

  for (guint i = 0; i < contents->products->len; i++) {
    PnrProduct *product = g_ptr_array_index (contents->products, i);
    double sold = (double) pnr_product_get_units_milli (product);
    double price = (double) pnr_product_get_price_minor (product);
    gint64 vat_ppm = usual_ppm;

    if (!(price > 0.0) || !(sold > 0.0))
      continue;
    has_rate |= pnr_plan_tax_get_own (product, &vat_ppm);
    gross += sold * price;
    net += sold * price / (1.0 + (double) vat_ppm / MILLION);
  }
  return has_rate && gross > 0.0 ? net / gross : 0.0;
}

/* As reports say it; nothing for %PNR_TAX_FROM_NOTHING. */
const char *
pnr_tax_source_to_word (PnrTaxSource source)
{
  static const char *const words[] = { NULL, "tax class", "assumption" };

  return words[source];
}

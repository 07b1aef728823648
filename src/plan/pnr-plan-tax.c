/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What tax the price of a product contains, and how that is known.
 *
 * Prices include tax. A product's rate is its tax class where that is a number of per cent; shops
 * that name their classes ("reduced") get the one rate that a scenario with the bundle assumes. */
#include "config.h"

#include "plan/pnr-plan-tax.h"

#include <math.h>
#include <string.h>

#include "base/pnr-money.h"

#define MILLION 1000000

/* "25", "25 %" and "5,5%" are rates; "standard" is the name of one. */
static gboolean
parse_rate (const char *tax_class, gint64 *vat_ppm)
{
  g_autofree char *text = g_strdelimit (g_strdup (tax_class != NULL ? tax_class : ""), ",", '.');

  g_strstrip (text);
  if (g_str_has_suffix (text, "%"))
    text[strlen (text) - 1] = '\0';
  g_strchomp (text);
  if (*text == '\0' || strspn (text, "0123456789.") != strlen (text))
    return FALSE;
  return pnr_decimal_parse (text, '.', 4, vat_ppm) && *vat_ppm <= MILLION;
}

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

PnrTaxRate
pnr_plan_tax_find (PnrProduct *product, PnrTaxRate assumed)
{
  PnrTaxRate rate = { 0, PNR_TAX_FROM_CLASS };

  return parse_rate (pnr_product_get_tax_class (product), &rate.vat_ppm) ? rate : assumed;
}

/* As reports say it; nothing for %PNR_TAX_FROM_NOTHING. */
const char *
pnr_tax_source_to_word (PnrTaxSource source)
{
  static const char *const words[] = { NULL, "tax class", "assumption" };

  return words[source];
}

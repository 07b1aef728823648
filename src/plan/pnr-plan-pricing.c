/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a price means for a bundle, at once: saving, tax, margin, floor, and when it pays.
 *
 * The same arithmetic as the sheet's, without its searches: cheap enough for every step of a
 * slider. */
#include "config.h"

#include "plan/pnr-plan-pricing.h"

#include "base/pnr-money.h"
#include "economy/pnr-allocation.h"
#include "economy/pnr-vat.h"
#include "plan/pnr-plan-tax.h"

#define MILLION 1000000

static PnrTaxRate
find_assumed_rate (PnrPlan *plan, PnrBundle *bundle)
{
  GListModel *scenarios = G_LIST_MODEL (pnr_plan_get_scenarios (plan));
  PnrTaxRate rate = { 0, PNR_TAX_FROM_NOTHING };

  for (guint i = 0; i < g_list_model_get_n_items (scenarios); i++) {
    g_autoptr (PnrScenario) scenario = g_list_model_get_item (scenarios, i);

    if (pnr_plan_tax_assume (scenario, bundle, &rate))
      break;
  }
  return rate;
}

/* %FALSE where a product is gone or has no price. */
static gboolean
fill_parts (PnrPlan *plan, PnrBundle *bundle, PnrAllocationPart *parts)
{
  PnrTaxRate assumed = find_assumed_rate (plan, bundle);

  for (guint i = 0; i < pnr_bundle_get_n_components (bundle); i++) {
    const PnrComponent *component = pnr_bundle_get_component (bundle, i);
    PnrProduct *product =
        pnr_noun_list_get_by_id (pnr_plan_get_products (plan), component->product_id);

    if (product == NULL || pnr_product_get_price_minor (product) == PNR_MONEY_UNKNOWN)
      return FALSE;
    parts[i] = (PnrAllocationPart){ .name = pnr_product_get_title (product),
                                    .quantity = component->quantity,
                                    .list_minor = pnr_product_get_price_minor (product),
                                    .cost_minor = pnr_product_get_cost_minor (product),
                                    .vat_ppm = pnr_plan_tax_find (product, assumed).vat_ppm };
  }
  return TRUE;
}

/* What a taker would have bought anyway: the component in the main role; of several, and of none,
 * the dearest of them. */
static guint
find_main (PnrBundle *bundle, const PnrAllocationPart *parts)
{
  gboolean has_role = FALSE;
  gint64 most_minor = -1;
  guint found = 0;

  for (guint i = 0; i < pnr_bundle_get_n_components (bundle); i++) {
    gboolean is_main = pnr_bundle_get_component (bundle, i)->role == PNR_COMPONENT_ROLE_MAIN;
    gint64 list_minor = parts[i].list_minor * parts[i].quantity;

    if (is_main < has_role || (is_main == has_role && list_minor <= most_minor))
      continue;
    has_role = is_main;
    most_minor = list_minor;
    found = i;
  }
  return found;
}

static void
add_costs (PnrBundle *bundle, const PnrAllocationPart *parts, PnrBundlePricing *pricing)
{
  pricing->cost_minor = pricing->floor_minor = pricing->singly_minor = pricing->main_minor = 0;
  for (guint i = 0; i < pnr_bundle_get_n_components (bundle); i++) {
    gint64 list = parts[i].list_minor * parts[i].quantity;
    gint64 cost = parts[i].cost_minor * parts[i].quantity;
    gint64 margin = pnr_vat_of_line (list, parts[i].vat_ppm, TRUE).net_minor - cost;

    pricing->cost_minor += cost;
    pricing->floor_minor += pnr_money_round_ratio (cost, MILLION + parts[i].vat_ppm, MILLION);
    pricing->singly_minor += margin;
    if (i == find_main (bundle, parts))
      pricing->main_minor = margin;
  }
}

static void
split_price (const PnrAllocationPart *parts, guint n_parts, PnrBundlePricing *pricing)
{
  g_autofree PnrAllocationShare *shares = g_new0 (PnrAllocationShare, n_parts);
  g_autofree PnrVatLine *lines = g_new0 (PnrVatLine, n_parts);

  if (!pnr_allocation_split (pricing->price_minor, PNR_ALLOCATION_BY_LIST_PRICE, parts, n_parts,
                             shares, NULL))
    return;
  pricing->tax_minor = pnr_vat_compare (parts, shares, n_parts, 0, TRUE, lines).by_part.tax_minor;
  if (pricing->cost_minor != PNR_MONEY_UNKNOWN)
    pricing->margin_minor = pricing->price_minor - pricing->tax_minor - pricing->cost_minor;
}

static void
add_names (PnrBundle *bundle, const PnrAllocationPart *parts, PnrBundlePricing *pricing)
{
  for (guint i = pnr_bundle_get_n_components (bundle); i-- > 0;)
    pricing->dearest_minor = MAX (pricing->dearest_minor, parts[i].list_minor);
  pricing->main_title = parts[find_main (bundle, parts)].name;
}

/**
 * pnr_plan_price_bundle:
 * @self: a plan
 * @bundle: one of its bundles, as it is or as it is being edited
 * @pricing: (out caller-allocates): what its price means; its texts live as long as the products
 */
void
pnr_plan_price_bundle (PnrPlan *self, PnrBundle *bundle, PnrBundlePricing *pricing)
{
  PnrNounList *products = pnr_plan_get_products (self);
  guint n_parts = pnr_bundle_get_n_components (bundle);
  g_autofree PnrAllocationPart *parts = g_new0 (PnrAllocationPart, n_parts);

  *pricing = (PnrBundlePricing){ .sum_minor = pnr_bundle_get_sum_minor (bundle, products),
                                 .price_minor = pnr_bundle_get_price_minor (bundle, products),
                                 .cost_minor = pnr_bundle_get_cost_minor (bundle, products),
                                 .floor_minor = PNR_MONEY_UNKNOWN,
                                 .tax_minor = PNR_MONEY_UNKNOWN,
                                 .margin_minor = PNR_MONEY_UNKNOWN,
                                 .singly_minor = PNR_MONEY_UNKNOWN,
                                 .main_minor = PNR_MONEY_UNKNOWN };
  if (n_parts == 0 || !fill_parts (self, bundle, parts))
    return;
  if (pricing->cost_minor != PNR_MONEY_UNKNOWN)
    add_costs (bundle, parts, pricing);
  add_names (bundle, parts, pricing);
  if (pricing->price_minor != PNR_MONEY_UNKNOWN)
    split_price (parts, n_parts, pricing);
  pricing->has_pays = n_parts > 1 && pricing->margin_minor != PNR_MONEY_UNKNOWN;
  if (pricing->has_pays)
    pricing->pays =
        pnr_break_even_of_giveaway ((double) pricing->margin_minor, (double) pricing->singly_minor,
                                    (double) pricing->main_minor);
}

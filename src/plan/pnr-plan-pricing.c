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
#include "model/pnr-bundle-basket.h"
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
fill_parts (PnrPlan *plan, PnrBundle *bundle, GArray *basket, PnrAllocationPart *parts)
{
  PnrTaxRate assumed = find_assumed_rate (plan, bundle);

  for (guint i = 0; i < basket->len; i++) {
    const PnrBasketLine *line = &g_array_index (basket, PnrBasketLine, i);
    PnrProduct *product = pnr_noun_list_get_by_id (pnr_plan_get_products (plan), line->product_id);

    if (product == NULL || pnr_product_get_price_minor (product) == PNR_MONEY_UNKNOWN)
      return FALSE;
    parts[i] = (PnrAllocationPart){ .name = pnr_product_get_title (product),
                                    .quantity = line->quantity,
                                    .list_minor = pnr_product_get_price_minor (product),
                                    .cost_minor = pnr_product_get_cost_minor (product),
                                    .vat_ppm = pnr_plan_tax_find (product, assumed).vat_ppm };
  }
  return TRUE;
}

static gboolean
has_main_role (PnrBundle *bundle, gint64 product_id)
{
  for (guint i = 0; i < pnr_bundle_get_n_components (bundle); i++) {
    const PnrComponent *component = pnr_bundle_get_component (bundle, i);

    if (component->product_id == product_id && component->role == PNR_COMPONENT_ROLE_MAIN)
      return TRUE;
  }
  return FALSE;
}

/* What a taker would have bought anyway: the component in the main role; of several, and of none,
 * the dearest of them. */
static guint
find_main (PnrBundle *bundle, GArray *basket, const PnrAllocationPart *parts)
{
  gboolean has_role = FALSE;
  gint64 most_minor = -1;
  guint found = 0;

  for (guint i = 0; i < basket->len; i++) {
    gboolean is_main = has_main_role (bundle, g_array_index (basket, PnrBasketLine, i).product_id);
    gint64 list_minor = parts[i].list_minor * parts[i].quantity;

    if (is_main < has_role || (is_main == has_role && list_minor <= most_minor))
      continue;
    has_role = is_main;
    most_minor = list_minor;
    found = i;
  }
  return found;
}

/* Net and gross of the parts singly give the share of any price of theirs that is no tax. */
static gint64
find_keep (PnrBundle *bundle, gint64 cost_minor, gint64 net_minor, gint64 list_minor)
{
  gint64 floor_ppm = pnr_bundle_get_margin_floor_ppm (bundle);
  __int128 divisor = (__int128) net_minor * (MILLION - floor_ppm);
  __int128 gross;

  if (floor_ppm == PNR_BUNDLE_NO_FLOOR || floor_ppm >= MILLION || net_minor <= 0)
    return PNR_MONEY_UNKNOWN;
  gross = ((__int128) cost_minor * list_minor * MILLION + divisor - 1) / divisor;
  return gross > G_MAXINT64 ? PNR_MONEY_UNKNOWN : (gint64) gross;
}

static void
add_costs (PnrBundle *bundle, GArray *basket, const PnrAllocationPart *parts,
           PnrBundlePricing *pricing)
{
  guint main = find_main (bundle, basket, parts);
  gint64 net_minor = 0;

  pricing->cost_minor = pricing->floor_minor = pricing->singly_minor = pricing->main_minor = 0;
  for (guint i = 0; i < basket->len; i++) {
    gint64 list = parts[i].list_minor * parts[i].quantity;
    gint64 cost = parts[i].cost_minor * parts[i].quantity;
    gint64 net = pnr_vat_of_line (list, parts[i].vat_ppm, TRUE).net_minor;

    net_minor += net;
    pricing->cost_minor += cost;
    pricing->floor_minor += pnr_money_round_ratio (cost, MILLION + parts[i].vat_ppm, MILLION);
    pricing->singly_minor += net - cost;
    if (i == main)
      pricing->main_minor = net - cost;
  }
  pricing->keep_minor = find_keep (bundle, pricing->cost_minor, net_minor, pricing->sum_minor);
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
add_names (PnrBundle *bundle, GArray *basket, const PnrAllocationPart *parts,
           PnrBundlePricing *pricing)
{
  for (guint i = basket->len; i-- > 0;)
    pricing->dearest_minor = MAX (pricing->dearest_minor, parts[i].list_minor);
  pricing->main_title = parts[find_main (bundle, basket, parts)].name;
}

/* Whether some would have bought the main product alone, and others all of the basket. */
static gboolean
has_singles (PnrBundle *bundle)
{
  return pnr_bundle_is_plain_set (bundle) || pnr_bundle_get_kind (bundle) == PNR_BUNDLE_KIND_LEADER;
}

static void
add_margins (PnrPlan *self, PnrBundle *bundle, GArray *basket, PnrBundlePricing *pricing)
{
  g_autofree PnrAllocationPart *parts = g_new0 (PnrAllocationPart, basket->len + 1);

  if (basket->len == 0 || !fill_parts (self, bundle, basket, parts))
    return;
  if (pricing->cost_minor != PNR_MONEY_UNKNOWN)
    add_costs (bundle, basket, parts, pricing);
  add_names (bundle, basket, parts, pricing);
  if (pricing->price_minor != PNR_MONEY_UNKNOWN)
    split_price (parts, basket->len, pricing);
  pricing->has_pays =
      basket->len > 1 && has_singles (bundle) && pricing->margin_minor != PNR_MONEY_UNKNOWN;
  if (pricing->has_pays)
    pricing->pays =
        pnr_break_even_of_giveaway ((double) pricing->margin_minor, (double) pricing->singly_minor,
                                    (double) pricing->main_minor);
}

static PnrBundlePricing
begin_with_quote (PnrBundleQuote quote)
{
  return (PnrBundlePricing){ .sum_minor = quote.list_minor,
                             .price_minor = quote.price_minor,
                             .cost_minor = quote.cost_minor,
                             .floor_minor = PNR_MONEY_UNKNOWN,
                             .keep_minor = PNR_MONEY_UNKNOWN,
                             .tax_minor = PNR_MONEY_UNKNOWN,
                             .margin_minor = PNR_MONEY_UNKNOWN,
                             .singly_minor = PNR_MONEY_UNKNOWN,
                             .main_minor = PNR_MONEY_UNKNOWN };
}

/**
 * pnr_plan_price_bundle:
 * @self: a plan
 * @bundle: one of its bundles, as it is or as it is being edited
 * @pricing: (out caller-allocates): what its price means; its texts live as long as the products
 *
 * Of the usual basket: see pnr_bundle_dup_usual_basket().
 */
void
pnr_plan_price_bundle (PnrPlan *self, PnrBundle *bundle, PnrBundlePricing *pricing)
{
  g_autoptr (GArray) basket = pnr_bundle_dup_usual_basket (bundle);

  *pricing = begin_with_quote (pnr_bundle_quote_usual (bundle, pnr_plan_get_products (self)));
  add_margins (self, bundle, basket, pricing);
}

/**
 * pnr_plan_price_basket:
 * @self: a plan
 * @bundle: one of its bundles, as it is or as it is being edited
 * @basket: (element-type PnrBasketLine): a basket with the bundle on offer; gets its prices
 * @pricing: (out caller-allocates): what its price means
 */
void
pnr_plan_price_basket (PnrPlan *self, PnrBundle *bundle, GArray *basket, PnrBundlePricing *pricing)
{
  pnr_basket_fill (basket, pnr_plan_get_products (self));
  *pricing =
      begin_with_quote (pnr_bundle_quote (bundle, (const PnrBasketLine *) basket->data, basket->len,
                                          pnr_bundle_get_usual_other_goods_minor (bundle)));
  add_margins (self, bundle, basket, pricing);
}

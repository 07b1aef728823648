/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One bundle on one sheet: its price by product, tax, returns, cheaper ways and shared stock. */
#include "config.h"

#include "plan/pnr-plan-sheet.h"

#include <glib/gi18n.h>
#include <math.h>

#include "base/pnr-money.h"
#include "base/pnr-report.h"
#include "economy/pnr-economy-error.h"
#include "economy/pnr-return.h"
#include "economy/pnr-vat.h"
#include "plan/pnr-plan-deals.h"
#include "plan/pnr-plan-sheet-private.h"
#include "plan/pnr-plan-tax.h"

#define MILLION 1000000

/* @shares: of the price, by @mode. @by_cost: %NULL where a cost is unknown. @whole_vat_ppm: the
 * highest rate of a component, which a shop that taxes the bundle as one product has to take. */
typedef struct {
  PnrContents *contents;
  PnrBundle *bundle;
  PnrAllocationMode mode;
  gint64 price_minor;
  guint n_parts;
  PnrAllocationPart *parts;
  const char **rate_sources;
  PnrAllocationShare *shares;
  PnrAllocationShare *by_cost;
  PnrVatLine *vat_lines;
  PnrVatComparison vat;
  gint64 whole_vat_ppm;
} Sheet;

static void
sheet_free (Sheet *self)
{
  g_free (self->parts);
  g_free (self->rate_sources);
  g_free (self->shares);
  g_free (self->by_cost);
  g_free (self->vat_lines);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Sheet, sheet_free)

static PnrProduct *
get_product (Sheet *self, guint index)
{
  return pnr_contents_get_product (self->contents,
                                   pnr_bundle_get_component (self->bundle, index)->product_id);
}

/* The first scenario that offers the bundle and says what tax its prices contain. */
static PnrTaxRate
find_assumed_rate (Sheet *self)
{
  PnrTaxRate rate = { 0, PNR_TAX_FROM_NOTHING };

  for (guint i = 0; i < self->contents->scenarios->len; i++)
    if (pnr_plan_tax_assume (g_ptr_array_index (self->contents->scenarios, i), self->bundle, &rate))
      break;
  return rate;
}

static void
fill_parts (Sheet *self)
{
  PnrTaxRate assumed = find_assumed_rate (self);

  for (guint i = 0; i < self->n_parts; i++) {
    PnrProduct *product = get_product (self, i);
    PnrAllocationPart *part = &self->parts[i];
    PnrTaxRate rate = pnr_plan_tax_find (product, assumed);

    part->name = pnr_product_get_title (product);
    part->quantity = pnr_bundle_get_component (self->bundle, i)->quantity;
    part->list_minor = pnr_product_get_price_minor (product);
    part->cost_minor = pnr_product_get_cost_minor (product);
    part->vat_ppm = rate.vat_ppm;
    self->rate_sources[i] = pnr_tax_source_to_word (rate.source);
    self->whole_vat_ppm = MAX (self->whole_vat_ppm, part->vat_ppm);
  }
}

static gboolean
split_price (Sheet *self, GError **error)
{
  if (!pnr_allocation_split (self->price_minor, self->mode, self->parts, self->n_parts,
                             self->shares, error))
    return FALSE;
  if (!pnr_allocation_split (self->price_minor, PNR_ALLOCATION_BY_COST, self->parts, self->n_parts,
                             self->by_cost, NULL))
    g_clear_pointer (&self->by_cost, g_free);
  self->vat = pnr_vat_compare (self->parts, self->shares, self->n_parts, self->whole_vat_ppm, TRUE,
                               self->vat_lines);
  return TRUE;
}

static Sheet *
sheet_new (PnrContents *contents, PnrBundle *bundle, PnrAllocationMode mode, GError **error)
{
  g_autoptr (Sheet) self = g_new0 (Sheet, 1);

  self->contents = contents;
  self->bundle = bundle;
  self->mode = mode;
  self->n_parts = pnr_bundle_get_n_components (bundle);
  if (self->n_parts == 0) {
    g_set_error (error, PNR_ECONOMY_ERROR, PNR_ECONOMY_ERROR_NO_BUNDLE,
                 _ ("“%s” holds no product. Add products to the bundle first."),
                 pnr_bundle_get_name (bundle));
    return NULL;
  }
  self->price_minor = pnr_plan_sheet_price_bundle (contents, bundle);
  if (self->price_minor == PNR_MONEY_UNKNOWN) {
    g_set_error (error, PNR_ECONOMY_ERROR, PNR_ECONOMY_ERROR_UNKNOWN_PRICE,
                 _ ("“%s” has no price. Enter the prices of its products, or a price of its own."),
                 pnr_bundle_get_name (bundle));
    return NULL;
  }
  self->parts = g_new0 (PnrAllocationPart, self->n_parts);
  self->rate_sources = g_new0 (const char *, self->n_parts);
  self->shares = g_new0 (PnrAllocationShare, self->n_parts);
  self->by_cost = g_new0 (PnrAllocationShare, self->n_parts);
  self->vat_lines = g_new0 (PnrVatLine, self->n_parts);
  fill_parts (self);
  return split_price (self, error) ? g_steal_pointer (&self) : NULL;
}

/* The floor is the least share of the price, with tax, that still covers the component's cost. */
static void
add_cost (Sheet *self, guint index, GVariantDict *row)
{
  const char *currency = self->contents->currency;
  const PnrAllocationPart *part = &self->parts[index];
  gboolean is_known = part->cost_minor != PNR_MONEY_UNKNOWN;
  gint64 cost = is_known ? part->cost_minor * part->quantity : PNR_MONEY_UNKNOWN;
  gint64 net = self->vat_lines[index].net_minor;

  pnr_report_add_money (row, "cost", cost, currency);
  pnr_report_add_money (row, "margin", is_known ? net - cost : PNR_MONEY_UNKNOWN, currency);
  pnr_report_add_number (row, "margin_share",
                         is_known && net != 0 ? (double) (net - cost) / (double) net : NAN);
  pnr_report_add_money (row, "floor",
                        is_known ? pnr_money_round_ratio (cost, MILLION + part->vat_ppm, MILLION)
                                 : PNR_MONEY_UNKNOWN,
                        currency);
  pnr_report_add_truth (row, "is_below_cost", is_known && net < cost);
}

static GVariant *
report_part (Sheet *self, guint index)
{
  const char *currency = self->contents->currency;
  const PnrAllocationPart *part = &self->parts[index];
  GVariantDict *row = pnr_report_new ();

  pnr_report_add_text (row, "sku", pnr_product_get_sku (get_product (self, index)));
  pnr_report_add_text (row, "name", part->name);
  pnr_report_add_count (row, "quantity", part->quantity);
  pnr_report_add_money (row, "list", part->list_minor * part->quantity, currency);
  pnr_report_add_money (row, "share", self->shares[index].total_minor, currency);
  pnr_report_add_money (
      row, "share_by_cost",
      self->by_cost != NULL ? self->by_cost[index].total_minor : PNR_MONEY_UNKNOWN, currency);
  pnr_report_add_number (row, "vat_rate", (double) part->vat_ppm / MILLION);
  pnr_report_add_text (row, "vat_rate_from", self->rate_sources[index]);
  pnr_report_add_money (row, "vat", self->vat_lines[index].tax_minor, currency);
  pnr_report_add_money (row, "net", self->vat_lines[index].net_minor, currency);
  add_cost (self, index, row);
  return pnr_report_end (row);
}

static void
add_parts (Sheet *self, GVariantDict *sheet)
{
  GPtrArray *rows = g_ptr_array_new ();

  for (guint i = 0; i < self->n_parts; i++)
    g_ptr_array_add (rows, report_part (self, i));
  pnr_report_add_list (sheet, "components", rows);
}

static void
add_vat (Sheet *self, GVariantDict *sheet)
{
  const char *currency = self->contents->currency;
  GVariantDict *vat = pnr_report_new ();

  pnr_report_add_money (vat, "by_product", self->vat.by_part.tax_minor, currency);
  pnr_report_add_money (vat, "whole", self->vat.whole.tax_minor, currency);
  pnr_report_add_number (vat, "whole_rate", (double) self->whole_vat_ppm / MILLION);
  pnr_report_add_money (vat, "extra", self->vat.extra_tax_minor, currency);
  pnr_report_add_value (sheet, "vat", pnr_report_end (vat));
}

/* All units of one component come back, in a state to be sold again. */
static gboolean
report_return (Sheet *self, guint index, PnrRefundPolicy policy, GPtrArray *rows, GError **error)
{
  static const char *const policies[] = { "share", "repriced", "none" };
  const char *currency = self->contents->currency;
  const PnrReturnTerms terms = {
    .policy = policy, .mode = self->mode, .salvage_ppm = MILLION, .is_vat_included = TRUE
  };
  g_autofree gint64 *returned = g_new0 (gint64, self->n_parts);
  PnrReturn result;
  GVariantDict *row;

  returned[index] = self->parts[index].quantity;
  if (!pnr_return_what_if (self->price_minor, &terms, self->parts, self->n_parts, NULL, returned,
                           &result, error))
    return FALSE;
  row = pnr_report_new ();
  pnr_report_add_text (row, "sku", pnr_product_get_sku (get_product (self, index)));
  pnr_report_add_text (row, "policy", policies[policy]);
  pnr_report_add_money (row, "refund", result.refund_minor, currency);
  pnr_report_add_money (row, "kept", result.kept_minor, currency);
  pnr_report_add_money (row, "kept_list", result.kept_list_minor, currency);
  pnr_report_add_money (row, "contribution", result.contribution_minor, currency);
  pnr_report_add_truth (row, "is_loss", result.is_loss);
  g_ptr_array_add (rows, pnr_report_end (row));
  return TRUE;
}

/* Without every cost nobody can say what a return leaves, so there are no rows. */
static gboolean
add_returns (Sheet *self, GVariantDict *sheet, GError **error)
{
  GPtrArray *rows = g_ptr_array_new ();
  gboolean is_known = TRUE;
  gboolean is_made = TRUE;

  for (guint i = 0; i < self->n_parts; i++)
    is_known = is_known && self->parts[i].cost_minor != PNR_MONEY_UNKNOWN;
  for (guint i = 0; is_known && is_made && i < self->n_parts; i++)
    for (PnrRefundPolicy policy = PNR_REFUND_SHARE; is_made && policy <= PNR_REFUND_NONE; policy++)
      is_made = report_return (self, i, policy, rows, error);
  pnr_report_add_list (sheet, "returns", rows);
  return is_made;
}

gint64
pnr_plan_sheet_price_bundle (PnrContents *contents, PnrBundle *bundle)
{
  g_autoptr (PnrNounList) products = pnr_noun_list_new (PNR_TYPE_PRODUCT);

  for (guint i = 0; i < pnr_bundle_get_n_components (bundle); i++) {
    const PnrComponent *component = pnr_bundle_get_component (bundle, i);

    pnr_noun_list_put (products,
                       PNR_NOUN (pnr_contents_get_product (contents, component->product_id)));
  }
  return pnr_bundle_get_price_minor (bundle, products);
}

/**
 * pnr_plan_sheet_add_offers:
 * @sheet: a report under construction
 * @contents: what is planned
 * @bundle: one of its bundles
 * @progress: (nullable): asked whether to stop
 * @error: that it was stopped
 *
 * Adds "best_deal", which is nothing where nobody could look, "odd_carts" and "stock".
 *
 * Returns: %FALSE where it was stopped
 */
gboolean
pnr_plan_sheet_add_offers (GVariantDict *sheet, PnrContents *contents, PnrBundle *bundle,
                           PnrProgress *progress, GError **error)
{
  g_autoptr (PnrPlanDeals) deals = pnr_plan_deals_new (contents, bundle, progress, error);
  GVariant *best;

  if (deals == NULL)
    return FALSE;
  best = pnr_plan_deals_report (deals);
  if (best != NULL)
    pnr_report_add_value (sheet, "best_deal", best);
  else
    pnr_report_add_text (sheet, "best_deal", NULL);
  pnr_report_add_value (sheet, "odd_carts", pnr_plan_deals_report_odd_carts (deals));
  return pnr_plan_sheet_add_stock (sheet, contents, bundle, progress, error);
}

/**
 * pnr_plan_report_sheet:
 * @contents: what is planned
 * @bundle: one of its bundles, as it is or as it is being edited
 * @mode: what its products' shares of the price are proportional to; not by weight, which no plan
 *   keeps
 * @progress: (nullable): asked whether to stop
 * @error: which product lacks a price, or that the search was cancelled
 *
 * Blocks, from any thread; the search for cheaper ways ends after a fixed number of carts and says
 * how far it came.
 *
 * Returns: (transfer full) (nullable): "components" with each one's share of the price by @mode
 *   and by cost, tax, margin and floor; "vat" by product and at one rate; "returns" for each
 *   component under each policy; "best_deal" and "stock" among all bundles of the plan
 */
GVariant *
pnr_plan_report_sheet (PnrContents *contents, PnrBundle *bundle, PnrAllocationMode mode,
                       PnrProgress *progress, GError **error)
{
  g_autoptr (Sheet) self = sheet_new (contents, bundle, mode, error);
  g_autoptr (GVariant) report = NULL;
  GVariantDict *sheet;
  gboolean is_made;

  if (self == NULL)
    return NULL;
  sheet = pnr_report_new ();
  pnr_report_add_text (sheet, "sku", pnr_bundle_get_sku (bundle));
  pnr_report_add_text (sheet, "name", pnr_bundle_get_name (bundle));
  pnr_report_add_money (sheet, "price", self->price_minor, contents->currency);
  add_parts (self, sheet);
  add_vat (self, sheet);
  is_made = add_returns (self, sheet, error)
            && pnr_plan_sheet_add_offers (sheet, contents, bundle, progress, error);
  report = g_variant_ref_sink (pnr_report_end (sheet));
  return is_made ? g_steal_pointer (&report) : NULL;
}

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
#include "plan/pnr-plan-sheet-parts.h"
#include "plan/pnr-plan-sheet-private.h"

#define MILLION 1000000

/* @shares: of the price, by @split, which is what was asked for where that is possible. @mode: the
 * same for the arithmetic, with the weights in the parts. @by_cost: %NULL where a cost is unknown.
 * @whole_vat_ppm: the highest rate of a component, which a shop that taxes the bundle as one
 * product has to take. */
typedef struct {
  PnrContents *contents;
  PnrBundle *bundle;
  PnrSheetSplit split;
  PnrAllocationMode mode;
  PnrSheetParts *sale;
  gint64 price_minor;
  guint n_parts;
  PnrAllocationPart *parts;
  PnrAllocationShare *shares;
  PnrAllocationShare *by_cost;
  PnrVatLine *vat_lines;
  PnrVatComparison vat;
  gint64 whole_vat_ppm;
} Sheet;

static void
sheet_free (Sheet *self)
{
  g_clear_pointer (&self->sale, pnr_sheet_parts_free);
  g_free (self->shares);
  g_free (self->by_cost);
  g_free (self->vat_lines);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Sheet, sheet_free)

static const char *
get_part_sku (Sheet *self, guint index)
{
  return self->sale->products[index] != NULL ? pnr_product_get_sku (self->sale->products[index])
                                             : NULL;
}

static gboolean
has_weights (Sheet *self)
{
  for (guint i = 0; i < self->n_parts; i++)
    if (self->parts[i].weight > 0)
      return TRUE;
  return FALSE;
}

/* What cannot be split as asked is split by list prices, and the sheet says by what it was. */
static void
choose_mode (Sheet *self)
{
  static const PnrAllocationMode modes[PNR_N_SHEET_SPLITS] = {
    [PNR_SHEET_SPLIT_LIST_PRICE] = PNR_ALLOCATION_BY_LIST_PRICE,
    [PNR_SHEET_SPLIT_COST] = PNR_ALLOCATION_BY_COST,
    [PNR_SHEET_SPLIT_WEIGHT] = PNR_ALLOCATION_BY_WEIGHT,
    [PNR_SHEET_SPLIT_CHARGE] = PNR_ALLOCATION_BY_WEIGHT,
  };

  if ((self->split == PNR_SHEET_SPLIT_COST && self->by_cost == NULL)
      || (self->split == PNR_SHEET_SPLIT_WEIGHT && !has_weights (self)))
    self->split = PNR_SHEET_SPLIT_LIST_PRICE;
  for (guint i = 0; self->split == PNR_SHEET_SPLIT_CHARGE && i < self->n_parts; i++)
    self->parts[i].weight = self->sale->charges[i];
  self->mode = modes[self->split];
}

static gboolean
split_price (Sheet *self, GError **error)
{
  if (!pnr_allocation_split (self->price_minor, PNR_ALLOCATION_BY_COST, self->parts, self->n_parts,
                             self->by_cost, NULL))
    g_clear_pointer (&self->by_cost, g_free);
  choose_mode (self);
  if (!pnr_allocation_split (self->price_minor, self->mode, self->parts, self->n_parts,
                             self->shares, error))
    return FALSE;
  for (guint i = 0; i < self->n_parts; i++)
    self->whole_vat_ppm = MAX (self->whole_vat_ppm, self->parts[i].vat_ppm);
  self->vat = pnr_vat_compare (self->parts, self->shares, self->n_parts, self->whole_vat_ppm, TRUE,
                               self->vat_lines);
  return TRUE;
}

static Sheet *
sheet_new (PnrContents *contents, PnrBundle *bundle, PnrSheetSplit split, GError **error)
{
  g_autoptr (Sheet) self = g_new0 (Sheet, 1);

  self->contents = contents;
  self->bundle = bundle;
  self->split = split;
  if (pnr_bundle_get_n_components (bundle) == 0) {
    g_set_error (error, PNR_ECONOMY_ERROR, PNR_ECONOMY_ERROR_NO_BUNDLE,
                 _ ("“%s” holds no product. Add products to the bundle first."),
                 pnr_bundle_get_name (bundle));
    return NULL;
  }
  self->sale = pnr_sheet_parts_new (contents, bundle);
  self->n_parts = self->sale->n_parts;
  self->parts = self->sale->parts;
  self->price_minor = self->sale->price_minor;
  if (self->price_minor == PNR_MONEY_UNKNOWN || self->n_parts == 0) {
    g_set_error (error, PNR_ECONOMY_ERROR, PNR_ECONOMY_ERROR_UNKNOWN_PRICE,
                 _ ("“%s” has no price. Enter the prices of its products, or a price of its own."),
                 pnr_bundle_get_name (bundle));
    return NULL;
  }
  self->shares = g_new0 (PnrAllocationShare, self->n_parts);
  self->by_cost = g_new0 (PnrAllocationShare, self->n_parts);
  self->vat_lines = g_new0 (PnrVatLine, self->n_parts);
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

  pnr_report_add_text (row, "sku", get_part_sku (self, index));
  pnr_report_add_text (row, "name", part->name);
  pnr_report_add_count (row, "quantity", part->quantity);
  pnr_report_add_money (row, "list", part->list_minor * part->quantity, currency);
  pnr_report_add_money (row, "share", self->shares[index].total_minor, currency);
  pnr_report_add_money (
      row, "share_by_cost",
      self->by_cost != NULL ? self->by_cost[index].total_minor : PNR_MONEY_UNKNOWN, currency);
  pnr_report_add_money (row, "charge", self->sale->charges[index], currency);
  pnr_report_add_number (row, "vat_rate", (double) part->vat_ppm / MILLION);
  pnr_report_add_text (row, "vat_rate_from",
                       pnr_tax_source_to_word (self->sale->rates[index].source));
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
  pnr_report_add_text (row, "sku", get_part_sku (self, index));
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

/* Adds "best_deal", which is nothing where nobody could look, "odd_carts", "selections" and
 * "stock"; %FALSE where it was stopped. */
static gboolean
add_offers (Sheet *self, GVariantDict *sheet, PnrProgress *progress, GError **error)
{
  g_autoptr (PnrPlanDeals) deals =
      pnr_plan_deals_new (self->contents, self->bundle, progress, error);
  GVariant *best;

  if (deals == NULL)
    return FALSE;
  best = pnr_plan_deals_report (deals);
  if (best != NULL)
    pnr_report_add_value (sheet, "best_deal", best);
  else
    pnr_report_add_text (sheet, "best_deal", NULL);
  pnr_report_add_value (sheet, "odd_carts", pnr_plan_deals_report_odd_carts (deals));
  pnr_report_add_value (sheet, "selections", pnr_plan_sheet_report_selections (deals));
  return pnr_plan_sheet_add_stock (sheet, self->contents, self->bundle, progress, error);
}

/**
 * pnr_plan_sheet_add:
 * @sheet: a report under construction
 * @contents: what is planned
 * @bundle: one of its bundles
 * @split: how its price is split
 * @progress: (nullable): asked whether to stop
 * @error: which product lacks a price, or that it was stopped
 *
 * Adds all that pnr_plan_report_sheet() says but the name and the price.
 *
 * Returns: the price, %PNR_MONEY_UNKNOWN where @error is set
 */
gint64
pnr_plan_sheet_add (GVariantDict *sheet, PnrContents *contents, PnrBundle *bundle,
                    PnrSheetSplit split, PnrProgress *progress, GError **error)
{
  static const char *const words[PNR_N_SHEET_SPLITS] = { "list-price", "cost", "weight", "charge" };
  g_autoptr (Sheet) self = sheet_new (contents, bundle, split, error);

  if (self == NULL)
    return PNR_MONEY_UNKNOWN;
  pnr_report_add_text (sheet, "split_by", words[self->split]);
  add_parts (self, sheet);
  add_vat (self, sheet);
  pnr_plan_sheet_add_reference (sheet, self->sale, contents->currency);
  if (!add_returns (self, sheet, error) || !add_offers (self, sheet, progress, error))
    return PNR_MONEY_UNKNOWN;
  return self->price_minor;
}

/**
 * pnr_plan_report_sheet:
 * @contents: what is planned
 * @bundle: one of its bundles, as it is or as it is being edited
 * @split: what its products' shares of the price are proportional to
 * @progress: (nullable): asked whether to stop
 * @error: which product lacks a price, or that the search was cancelled
 *
 * Blocks, from any thread; the search for cheaper ways is bounded and says what it left out.
 *
 * Returns: (transfer full) (nullable): "components" of a usual sale with each one's share of the
 *   price by @split and by cost, what is charged for it, tax, margin and floor; "split_by", which
 *   is "list-price" where a cost or all weights are missing; "vat" by product and at one rate;
 *   "returns" for each component under each policy; "selections"; "reference_price", see
 *   pnr_plan_sheet_add_reference(); "best_deal", "odd_carts" and
 *   "stock" among all bundles of the plan
 */
GVariant *
pnr_plan_report_sheet (PnrContents *contents, PnrBundle *bundle, PnrSheetSplit split,
                       PnrProgress *progress, GError **error)
{
  GVariantDict *sheet = pnr_report_new ();
  gint64 price = pnr_plan_sheet_add (sheet, contents, bundle, split, progress, error);
  g_autoptr (GVariant) report = NULL;

  pnr_report_add_text (sheet, "sku", pnr_bundle_get_sku (bundle));
  pnr_report_add_text (sheet, "name", pnr_bundle_get_name (bundle));
  pnr_report_add_money (sheet, "price", price, contents->currency);
  report = g_variant_ref_sink (pnr_report_end (sheet));
  return price != PNR_MONEY_UNKNOWN ? g_steal_pointer (&report) : NULL;
}

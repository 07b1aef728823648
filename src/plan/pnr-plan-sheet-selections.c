/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What shoppers may make of a bundle: the selections that leave most and least, each add-on. */
#include "config.h"

#include "plan/pnr-plan-sheet-private.h"

#include "base/pnr-money.h"
#include "base/pnr-report.h"
#include "economy/pnr-vat.h"
#include "plan/pnr-plan-sheet-parts.h"

/* @margin_minor: net of tax, by list price; %PNR_MONEY_UNKNOWN where a cost is. @rank: by what
 * selections are compared; without costs, what they take off. */
typedef struct {
  guint content;
  gint64 price_minor;
  gint64 tax_minor;
  gint64 margin_minor;
  gint64 rank;
} Selection;

static gint64
find_tax (PnrPlanDeals *deals, guint content, gint64 price)
{
  PnrTaxRate assumed = pnr_sheet_find_assumed_rate (deals->contents, deals->bundle);
  PnrAllocationPart parts[PNR_OFFER_TABLE_MAX_PRODUCTS];
  PnrAllocationShare shares[PNR_OFFER_TABLE_MAX_PRODUCTS];
  PnrVatLine lines[PNR_OFFER_TABLE_MAX_PRODUCTS];
  guint n_parts = 0;

  for (guint j = 0; j < deals->shop.n_products; j++) {
    const PnrOfferProduct *product = &deals->shop.products[j];
    guint quantity = pnr_offer_table_get_quantity (deals->with, content, j);

    if (quantity > 0)
      parts[n_parts++] = (PnrAllocationPart){
        .name = "",
        .quantity = quantity,
        .list_minor = product->list_minor,
        .cost_minor = product->cost_minor,
        .vat_ppm =
            pnr_plan_tax_find (pnr_contents_get_product (deals->contents, product->id), assumed)
                .vat_ppm
      };
  }
  if (!pnr_allocation_split (price, PNR_ALLOCATION_BY_LIST_PRICE, parts, n_parts, shares, NULL))
    return 0;
  return pnr_vat_compare (parts, shares, n_parts, 0, TRUE, lines).by_part.tax_minor;
}

static Selection
look_at (PnrPlanDeals *deals, guint content, gint64 price)
{
  gint64 cost = pnr_offer_table_get_cost (deals->with, content);
  Selection self = { .content = content,
                     .price_minor = price,
                     .tax_minor = find_tax (deals, content, price),
                     .margin_minor = PNR_MONEY_UNKNOWN };

  if (cost != PNR_MONEY_UNKNOWN)
    self.margin_minor = price - self.tax_minor - cost;
  self.rank = cost != PNR_MONEY_UNKNOWN ? self.margin_minor
                                        : price - pnr_offer_table_get_list (deals->with, content);
  return self;
}

static void
add_row (PnrPlanDeals *deals, GPtrArray *rows, const char *what, const Selection *selection)
{
  const char *currency = deals->contents->currency;
  g_autofree char *products = pnr_plan_deals_describe (deals, deals->with, selection->content);
  GVariantDict *row = pnr_report_new ();

  pnr_report_add_text (row, "what", what);
  pnr_report_add_text (row, "products", products);
  pnr_report_add_money (row, "list", pnr_offer_table_get_list (deals->with, selection->content),
                        currency);
  pnr_report_add_money (row, "price", selection->price_minor, currency);
  pnr_report_add_money (row, "vat", selection->tax_minor, currency);
  pnr_report_add_money (row, "cost", pnr_offer_table_get_cost (deals->with, selection->content),
                        currency);
  pnr_report_add_money (row, "margin", selection->margin_minor, currency);
  g_ptr_array_add (rows, pnr_report_end (row));
}

static GArray *
list_selections (PnrPlanDeals *deals)
{
  GArray *all = g_array_new (FALSE, FALSE, sizeof (Selection));

  for (guint c = 1; c < pnr_offer_table_get_n_contents (deals->with); c++) {
    gint64 price = pnr_offer_table_quote_once (deals->with, c, 0);
    Selection selection;

    if (price == PNR_OFFER_TABLE_NOT_SOLD)
      continue;
    selection = look_at (deals, c, price);
    g_array_append_val (all, selection);
  }
  return all;
}

/**
 * pnr_plan_sheet_report_selections:
 * @deals: what is on offer around a bundle
 *
 * Returns: (transfer floating): the "worst" and the "best" of all selections, for the shop; of an
 *   add-on each "pair"; nothing where there is only one, or they are too many to try
 */
GVariant *
pnr_plan_sheet_report_selections (PnrPlanDeals *deals)
{
  gboolean is_add_on = pnr_bundle_get_kind (deals->bundle) == PNR_BUNDLE_KIND_ADD_ON;
  gboolean is_gift = pnr_bundle_get_kind (deals->bundle) == PNR_BUNDLE_KIND_GIFT;
  GPtrArray *rows = g_ptr_array_new ();
  g_autoptr (GArray) all = NULL;
  guint worst = 0, best = 0;

  if (!pnr_plan_deals_is_searched (deals) || is_gift)
    return pnr_report_list_end (rows);
  all = list_selections (deals);
  for (guint i = 0; i < all->len; i++) {
    const Selection *selection = &g_array_index (all, Selection, i);

    if (is_add_on && all->len > 1)
      add_row (deals, rows, "pair", selection);
    if (selection->rank < g_array_index (all, Selection, worst).rank)
      worst = i;
    if (selection->rank > g_array_index (all, Selection, best).rank)
      best = i;
  }
  if (!is_add_on && all->len > 1) {
    add_row (deals, rows, "worst", &g_array_index (all, Selection, worst));
    add_row (deals, rows, "best", &g_array_index (all, Selection, best));
  }
  return pnr_report_list_end (rows);
}

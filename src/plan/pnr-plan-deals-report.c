/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Says which carts were found around a bundle, product by product, with what each line costs. */
#include "config.h"

#include "plan/pnr-plan-deals.h"

#include "base/pnr-money.h"
#include "base/pnr-report.h"

static void
append_product (PnrPlanDeals *self, GString *text, guint product, guint quantity)
{
  PnrProduct *noun = pnr_contents_get_product (self->contents, self->shop.products[product].id);

  if (quantity == 0)
    return;
  if (text->len > 0)
    g_string_append (text, ", ");
  if (quantity > 1)
    g_string_append_printf (text, "%u × ", quantity);
  g_string_append (text, pnr_product_get_sku (noun));
}

/* "2 × TIE-SILK, JKT-NAVY" */
char *
pnr_plan_deals_describe (PnrPlanDeals *self, PnrOfferTable *table, guint content)
{
  GString *text = g_string_new (NULL);

  for (guint j = 0; j < self->shop.n_products; j++)
    append_product (self, text, j, pnr_offer_table_get_quantity (table, content, j));
  return g_string_free (text, FALSE);
}

static char *
describe_line (PnrPlanDeals *self, const PnrOfferLine *line)
{
  GString *text = g_string_new (NULL);

  for (guint j = 0; j < self->shop.n_products; j++)
    append_product (self, text, j, line->quantity[j]);
  return g_string_free (text, FALSE);
}

/* "PAIR (TIE, CUFFS) 45.00 € + JACKET 120.00 €" */
char *
pnr_plan_deals_describe_cart (PnrPlanDeals *self, PnrOfferTable *table, guint content)
{
  g_autoptr (GArray) proof = pnr_offer_table_dup_proof (table, content);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < proof->len; i++) {
    const PnrOfferLine *line = &g_array_index (proof, PnrOfferLine, i);
    g_autofree char *products = describe_line (self, line);
    g_autofree char *price = pnr_money_format (line->price_minor, self->contents->currency);

    if (i > 0)
      g_string_append (text, " + ");
    if (line->offer >= 0)
      g_string_append_printf (text, "%s (%s) %s",
                              pnr_bundle_get_sku (self->shop.offers[line->offer]), products, price);
    else
      g_string_append_printf (text, "%s %s", products, price);
  }
  return g_string_free (text, FALSE);
}

static void
add_proof (PnrPlanDeals *self, PnrOfferTable *table, guint content, GVariantDict *report)
{
  GPtrArray *rows = g_ptr_array_new ();
  g_autoptr (GArray) proof = content != PNR_OFFER_TABLE_NONE
                                 ? pnr_offer_table_dup_proof (table, content)
                                 : g_array_new (FALSE, FALSE, sizeof (PnrOfferLine));

  for (guint i = 0; i < proof->len; i++) {
    const PnrOfferLine *line = &g_array_index (proof, PnrOfferLine, i);
    g_autofree char *products = describe_line (self, line);
    GVariantDict *row = pnr_report_new ();
    PnrBundle *offer = line->offer >= 0 ? self->shop.offers[line->offer] : NULL;

    pnr_report_add_text (row, "offer", offer != NULL ? pnr_bundle_get_sku (offer) : NULL);
    pnr_report_add_text (row, "products", products);
    pnr_report_add_money (row, "price", line->price_minor, self->contents->currency);
    g_ptr_array_add (rows, pnr_report_end (row));
  }
  pnr_report_add_list (report, "proof", rows);
}

/**
 * pnr_plan_deals_report:
 * @self: deals
 *
 * Returns: (transfer floating) (nullable): the cheapest other way to the bundle; nothing where
 *   nobody looked, or there is nothing to compare
 */
GVariant *
pnr_plan_deals_report (PnrPlanDeals *self)
{
  const char *currency = self->contents->currency;
  g_autofree char *selection = NULL;
  PnrPlanBestDeal deal;
  GVariantDict *report;

  if (!pnr_plan_deals_find_best (self, &deal))
    return NULL;
  selection = pnr_plan_deals_describe (self, self->with, deal.selection);
  report = pnr_report_new ();
  pnr_report_add_truth (report, "is_beaten", deal.is_beaten);
  pnr_report_add_text (report, "selection", selection);
  pnr_report_add_count (report, "selections", deal.n_selections);
  pnr_report_add_money (report, "own", deal.own_minor, currency);
  pnr_report_add_money (report, "price", deal.best_minor, currency);
  add_proof (self, self->without, deal.best, report);
  pnr_report_add_truth (report, "is_complete", self->n_left_out == 0);
  pnr_report_add_count (report, "extra_units", self->extra);
  pnr_report_add_count (report, "offers_left_out", self->n_left_out);
  return pnr_report_end (report);
}

static GVariantDict *
report_cart (PnrPlanDeals *self, const char *what, guint content, gint64 price)
{
  const char *currency = self->contents->currency;
  g_autofree char *products = pnr_plan_deals_describe (self, self->with, content);
  GVariantDict *row = pnr_report_new ();

  pnr_report_add_text (row, "what", what);
  pnr_report_add_text (row, "products", products);
  pnr_report_add_money (row, "price", price, currency);
  pnr_report_add_money (row, "list", pnr_offer_table_get_list (self->with, content), currency);
  pnr_report_add_money (row, "cost", pnr_offer_table_get_cost (self->with, content), currency);
  return row;
}

static void
add_cart (PnrPlanDeals *self, GPtrArray *rows, const char *what, guint content, guint less)
{
  GVariantDict *row;

  if (content == PNR_OFFER_TABLE_NONE)
    return;
  row = report_cart (self, what, content, pnr_offer_table_get_paid (self->with, content));
  if (less != PNR_OFFER_TABLE_NONE) {
    g_autofree char *products = pnr_plan_deals_describe (self, self->with, less);

    pnr_report_add_text (row, "than_products", products);
    pnr_report_add_money (row, "than", pnr_offer_table_get_paid (self->with, less),
                          self->contents->currency);
  }
  add_proof (self, self->with, content, row);
  g_ptr_array_add (rows, pnr_report_end (row));
}

/* What each offer would take off by itself, which such a shop adds up. */
static void
add_stacked_cart (PnrPlanDeals *self, GPtrArray *rows, const PnrOfferExploits *found)
{
  const char *currency = self->contents->currency;
  GVariantDict *row;
  GPtrArray *savings;

  if (found->stacked == PNR_OFFER_TABLE_NONE)
    return;
  row = report_cart (self, "stacked", found->stacked, found->stacked_minor);
  pnr_report_add_money (row, "than", pnr_offer_table_get_paid (self->with, found->stacked),
                        currency);
  savings = g_ptr_array_new ();
  for (guint o = 0; o < self->shop.n_offers; o++) {
    gint64 saving = pnr_offer_table_get_saving (self->with, found->stacked, o);
    GVariantDict *line;

    if (saving <= 0)
      continue;
    line = pnr_report_new ();
    pnr_report_add_text (line, "offer", pnr_bundle_get_sku (self->shop.offers[o]));
    pnr_report_add_money (line, "saving", saving, currency);
    g_ptr_array_add (savings, pnr_report_end (line));
  }
  pnr_report_add_list (row, "savings", savings);
  g_ptr_array_add (rows, pnr_report_end (row));
}

/**
 * pnr_plan_deals_report_odd_carts:
 * @self: deals
 *
 * Returns: (transfer floating): carts that are "free", "below-cost" or "more-for-less", each with
 *   its proof, and the one that is cheapest where offers are "stacked" on the same units
 */
GVariant *
pnr_plan_deals_report_odd_carts (PnrPlanDeals *self)
{
  GPtrArray *rows = g_ptr_array_new ();

  if (pnr_plan_deals_is_searched (self)) {
    const PnrOfferExploits *found = pnr_plan_deals_find_exploits (self);

    add_cart (self, rows, "free", found->free, PNR_OFFER_TABLE_NONE);
    add_cart (self, rows, "below-cost", found->below_cost, PNR_OFFER_TABLE_NONE);
    add_cart (self, rows, "more-for-less", found->more, found->less);
    add_stacked_cart (self, rows, found);
  }
  return pnr_report_list_end (rows);
}

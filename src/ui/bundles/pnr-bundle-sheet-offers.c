/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The part of the sheet that looks at all offers: the cheapest other way, and the shared stock. */
#include "config.h"

#include "ui/bundles/pnr-bundle-sheet-private.h"

#include "base/pnr-report.h"
#include "ui/pnr-wording.h"

#include <glib/gi18n.h>

static void
fill_verdict (PnrBundleSheet *self, GVariant *deal, PnrSheetRow *row)
{
  g_autofree char *price = pnr_bundle_sheet_dup_money (self, deal, "price");
  g_autofree char *own = pnr_session_format_money (self->session, self->pricing.price_minor);
  gboolean is_found = pnr_bundle_sheet_get_minor (self, deal, "price") != PNR_MONEY_UNKNOWN;
  gboolean is_beaten = pnr_report_get_truth (deal, "is_beaten", FALSE);
  gboolean is_complete = pnr_report_get_truth (deal, "is_complete", FALSE);
  const char *effort = is_complete
                           ? _ ("All carts of single products and other bundles were tried.")
                           : _ ("Not all carts could be tried, so a cheaper way may exist.");

  pnr_sheet_row_set_tone (row, is_beaten ? PNR_SHEET_TONE_BAD : PNR_SHEET_TONE_GOOD);
  if (is_beaten)
    pnr_sheet_row_show (row, _ ("The bundle is not the best deal"), effort);
  else
    pnr_sheet_row_show (row,
                        is_found ? _ ("The bundle is the best deal")
                                 : _ ("There is no other way to these products"),
                        effort);
  if (is_found)
    pnr_sheet_row_set_cell (row, 0, own, _ ("bundle"), NULL);
  pnr_sheet_row_explain (row, _ ("Prices of the catalogue and of all bundles of this plan; one "
                                 "unit more than wanted is allowed."));
}

/* What the cart holds in names: a line of the proof says it by SKU. */
static char *
dup_line_title (PnrBundleSheet *self, GVariant *line)
{
  g_autofree char *products = pnr_report_dup_text (line, "products");
  g_autofree char *offer = pnr_report_dup_text (line, "offer");

  return pnr_bundle_sheet_dup_name (self, offer != NULL ? offer : products);
}

static void
fill_line (PnrBundleSheet *self, GVariant *line, PnrSheetRow *row)
{
  g_autofree char *title = dup_line_title (self, line);
  g_autofree char *products = pnr_report_dup_text (line, "products");
  g_autofree char *price = pnr_bundle_sheet_dup_money (self, line, "price");

  pnr_sheet_row_show (row, title, products);
  pnr_sheet_row_set_cell (row, 0, price, NULL, NULL);
  pnr_sheet_row_explain (row, NULL);
}

static void
fill_cart (PnrBundleSheet *self, GVariant *deal, PnrSheetRow *row)
{
  g_autofree char *price = pnr_bundle_sheet_dup_money (self, deal, "price");

  pnr_sheet_row_show (row, _ ("Cheapest other cart"), NULL);
  pnr_sheet_row_set_cell (row, 0, price, NULL, _ ("Sum of the rows above."));
  pnr_sheet_row_set_total (row);
  pnr_sheet_row_explain (row, NULL);
}

void
pnr_bundle_sheet_fill_deal (PnrBundleSheet *self)
{
  g_autoptr (GVariant) deal = pnr_report_get (self->report, "best_deal");
  g_autoptr (GVariant) proof = pnr_report_get (deal, "proof");
  PnrSheetRow *row = pnr_sheet_row_at (self->deal_list, 0, self->deal_columns);
  guint n_lines = deal != NULL ? (guint) pnr_report_list_length (proof) : 0;

  if (deal == NULL) {
    pnr_sheet_row_show (row, _ ("Not searched"),
                        _ ("The bundle holds more products or units than the search can try."));
    pnr_sheet_row_set_tone (row, PNR_SHEET_TONE_OPEN);
    pnr_sheet_row_explain (row, NULL);
  } else {
    fill_verdict (self, deal, row);
  }
  for (guint i = 0; i < n_lines; i++) {
    g_autoptr (GVariant) line = pnr_report_list_get (proof, i);

    fill_line (self, line, pnr_sheet_row_at (self->deal_list, i + 1, self->deal_columns));
  }
  if (n_lines > 0)
    fill_cart (self, deal, pnr_sheet_row_at (self->deal_list, n_lines + 1, self->deal_columns));
  pnr_sheet_row_end (self->deal_list, n_lines > 0 ? n_lines + 2 : 1);
}

static char *
dup_units (GVariant *stock, const char *key)
{
  gint64 units;

  return pnr_report_get_count (stock, key, &units) ? pnr_wording_dup_count (units)
                                                   : g_strdup (_ ("no limit"));
}

static void
fill_alone (PnrBundleSheet *self, GVariant *stock, PnrSheetRow *row)
{
  g_autofree char *alone = dup_units (stock, "alone");
  g_autofree char *sku = pnr_report_dup_text (stock, "scarcest");
  g_autofree char *units = dup_units (stock, "scarcest_stock");
  g_autofree char *name = sku != NULL ? pnr_bundle_sheet_dup_name (self, sku) : NULL;
  g_autofree char *subtitle = NULL;

  if (name != NULL)
    /* Translators: a product and how many units of it are in stock. */
    subtitle = g_strdup_printf (_ ("“%s” runs out first: %s in stock"), name, units);
  else
    subtitle = g_strdup (_ ("The stock of none of its products is counted. Import stock, or type "
                            "it in the catalogue."));
  pnr_sheet_row_show (row, _ ("Bundles from the stock"), subtitle);
  pnr_sheet_row_set_cell (row, 0, alone, NULL,
                          _ ("The least of stock ÷ quantity over its products, if nothing else is "
                             "sold. Stock from the catalogue."));
  pnr_sheet_row_set_tone (row,
                          g_str_equal (alone, "0") ? PNR_SHEET_TONE_BAD : PNR_SHEET_TONE_PLAIN);
  pnr_sheet_row_explain (row, NULL);
}

static void
fill_beside (PnrBundleSheet *self, GVariant *stock, PnrSheetRow *row)
{
  g_autofree char *beside = dup_units (stock, "beside_others");
  g_autofree char *all = dup_units (stock, "all_bundles");
  gboolean is_exact = pnr_report_get_truth (stock, "is_exact", FALSE);
  gint64 n_offers = 1;
  g_autofree char *subtitle = NULL;

  pnr_report_get_count (stock, "offers", &n_offers);
  subtitle = g_strdup_printf (
      /* Translators: the number of bundles that share products, and how many can be sold in all. */
      g_dngettext (GETTEXT_PACKAGE, "%'u bundle shares products; %s can be sold in all",
                   "%'u bundles share products; %s can be sold in all", (gulong) n_offers),
      (guint) n_offers, all);
  pnr_sheet_row_show (row, _ ("Beside the other bundles"), subtitle);
  pnr_sheet_row_set_cell (
      row, 0, beside, NULL,
      is_exact ? _ ("Its part when as many bundles as possible are sold from the shared stock.")
               : _ ("Its part in the best way found to sell as many bundles as possible; a better "
                    "way may exist."));
  pnr_sheet_row_explain (row, NULL);
}

void
pnr_bundle_sheet_fill_stock (PnrBundleSheet *self)
{
  g_autoptr (GVariant) stock = pnr_report_get (self->report, "stock");
  gint64 n_offers = 1;

  pnr_report_get_count (stock, "offers", &n_offers);
  fill_alone (self, stock, pnr_sheet_row_at (self->stock_list, 0, self->stock_columns));
  if (n_offers > 1)
    fill_beside (self, stock, pnr_sheet_row_at (self->stock_list, 1, self->stock_columns));
  pnr_sheet_row_end (self->stock_list, n_offers > 1 ? 2 : 1);
}

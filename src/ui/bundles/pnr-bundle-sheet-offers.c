/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The part of the sheet that looks at all offers: the cheapest other way, and the shared stock. */
#include "config.h"

#include "ui/bundles/pnr-bundle-sheet-private.h"

#include "base/pnr-report.h"
#include "ui/pnr-wording.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

/* Of several selections the one that is compared is named. */
static char *
dup_effort (GVariant *deal)
{
  const char *effort = pnr_report_get_truth (deal, "is_complete", FALSE)
                           ? _ ("All carts of single products and other bundles were tried.")
                           : _ ("Not all carts could be tried, so a cheaper way may exist.");
  g_autofree char *selection = pnr_report_dup_text (deal, "selection");
  gint64 n_selections = 1;

  pnr_report_get_count (deal, "selections", &n_selections);
  if (n_selections < 2)
    return g_strdup (effort);
  /* Translators: a list of SKUs, then a sentence on how far the search went. */
  return g_strdup_printf (_ ("Of all selections %s comes nearest to another way. %s"), selection,
                          effort);
}

static void
fill_verdict (PnrBundleSheet *self, GVariant *deal, PnrSheetRow *row)
{
  g_autofree char *own = pnr_bundle_sheet_dup_money (self, deal, "own");
  g_autofree char *effort = dup_effort (deal);
  gboolean is_found = pnr_bundle_sheet_get_minor (self, deal, "price") != PNR_MONEY_UNKNOWN;
  gboolean is_beaten = pnr_report_get_truth (deal, "is_beaten", FALSE);
  gint64 n_extra = 0;

  pnr_report_get_count (deal, "extra_units", &n_extra);
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
  pnr_sheet_row_explain (
      row, n_extra > 0
               ? _ ("Prices of the catalogue and of all bundles of this plan; one unit more than "
                    "wanted is allowed, and what another bundle adds.")
               : _ ("Prices of the catalogue and of all bundles of this plan; what another bundle "
                    "adds is allowed."));
}

/* "2 × TIE, JACKET" in names. */
static char *
dup_names (PnrBundleSheet *self, const char *products)
{
  g_auto (GStrv) parts = g_strsplit (products, ", ", -1);

  for (guint i = 0; parts[i] != NULL; i++) {
    char *times = strstr (parts[i], " × ");
    char *sku = times != NULL ? times + strlen (" × ") : parts[i];
    g_autofree char *name = pnr_bundle_sheet_dup_name (self, sku);
    g_autofree char *count = times != NULL ? g_strndup (parts[i], sku - parts[i]) : g_strdup ("");

    g_free (parts[i]);
    parts[i] = g_strconcat (count, name, NULL);
  }
  return g_strjoinv (", ", parts);
}

/* What the cart holds in names: a line of the proof says it by SKU. */
static char *
dup_line_title (PnrBundleSheet *self, GVariant *line)
{
  g_autofree char *products = pnr_report_dup_text (line, "products");
  g_autofree char *offer = pnr_report_dup_text (line, "offer");

  return offer != NULL ? pnr_bundle_sheet_dup_name (self, offer) : dup_names (self, products);
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

static void
fill_not_searched (PnrBundleSheet *self, PnrSheetRow *row)
{
  if (pnr_bundle_get_kind (self->bundle) == PNR_BUNDLE_KIND_GIFT)
    pnr_sheet_row_show (row, _ ("A gift is not bought"),
                        _ ("It comes with other goods, so there is no other way to compare."));
  else
    pnr_sheet_row_show (row, _ ("Not searched"),
                        _ ("The bundle is incomplete, or holds more products or units than the "
                           "search can try."));
  pnr_sheet_row_set_tone (row, PNR_SHEET_TONE_OPEN);
  pnr_sheet_row_explain (row, NULL);
}

static guint
fill_best (PnrBundleSheet *self)
{
  g_autoptr (GVariant) deal = pnr_report_get (self->report, "best_deal");
  g_autoptr (GVariant) proof = pnr_report_get (deal, "proof");
  PnrSheetRow *row = pnr_sheet_row_at (self->deal_list, 0, self->deal_columns);
  guint n_lines = deal != NULL ? (guint) pnr_report_list_length (proof) : 0;

  if (deal == NULL)
    fill_not_searched (self, row);
  else
    fill_verdict (self, deal, row);
  for (guint i = 0; i < n_lines; i++) {
    g_autoptr (GVariant) line = pnr_report_list_get (proof, i);

    fill_line (self, line, pnr_sheet_row_at (self->deal_list, i + 1, self->deal_columns));
  }
  if (n_lines > 0)
    fill_cart (self, deal, pnr_sheet_row_at (self->deal_list, n_lines + 1, self->deal_columns));
  return n_lines > 0 ? n_lines + 2 : 1;
}

/* "Any Two (JACKET, TIE) 50.00 + CUFFS 45.00" */
static char *
dup_proof (PnrBundleSheet *self, GVariant *cart)
{
  g_autoptr (GVariant) proof = pnr_report_get (cart, "proof");
  GString *text = g_string_new (NULL);

  for (gsize i = 0; i < pnr_report_list_length (proof); i++) {
    g_autoptr (GVariant) line = pnr_report_list_get (proof, i);
    g_autofree char *offer = pnr_report_dup_text (line, "offer");
    g_autofree char *products = pnr_report_dup_text (line, "products");
    g_autofree char *price = pnr_bundle_sheet_dup_money (self, line, "price");
    g_autofree char *name = offer != NULL ? pnr_bundle_sheet_dup_name (self, offer) : NULL;

    g_string_append (text, i > 0 ? " + " : "");
    if (name != NULL)
      g_string_append_printf (text, "%s (%s) %s", name, products, price);
    else
      g_string_append_printf (text, "%s %s", products, price);
  }
  return g_string_free (text, FALSE);
}

/* "Suit Set −26.00, Pair −15.00" */
static char *
dup_savings (PnrBundleSheet *self, GVariant *cart)
{
  g_autoptr (GVariant) savings = pnr_report_get (cart, "savings");
  GString *text = g_string_new (NULL);

  for (gsize i = 0; i < pnr_report_list_length (savings); i++) {
    g_autoptr (GVariant) line = pnr_report_list_get (savings, i);
    g_autofree char *offer = pnr_report_dup_text (line, "offer");
    g_autofree char *name = pnr_bundle_sheet_dup_name (self, offer);
    g_autofree char *saving = pnr_bundle_sheet_dup_money (self, line, "saving");

    g_string_append_printf (text, "%s%s −%s", i > 0 ? ", " : "", name, saving);
  }
  return g_string_free (text, FALSE);
}

/* Where offers are added up only in a shop that does so, it is no fault yet. */
static void
fill_stacked (PnrBundleSheet *self, GVariant *cart, PnrSheetRow *row)
{
  g_autofree char *products = pnr_report_dup_text (cart, "products");
  g_autofree char *than = pnr_bundle_sheet_dup_money (self, cart, "than");
  g_autofree char *price = pnr_bundle_sheet_dup_money (self, cart, "price");
  g_autofree char *savings = dup_savings (self, cart);
  gint64 cost = pnr_bundle_sheet_get_minor (self, cart, "cost");
  gboolean is_below =
      cost != PNR_MONEY_UNKNOWN && pnr_bundle_sheet_get_minor (self, cart, "price") < cost;
  /* Translators: a list of SKUs, then bundles with what each takes off. */
  g_autofree char *subtitle = g_strdup_printf (_ ("%s: %s"), products, savings);
  g_autofree char *detail = NULL;

  /* Translators: an amount. */
  detail = g_strdup_printf (_ ("not %s"), than);
  pnr_sheet_row_show (row, _ ("Where the shop adds offers up"), subtitle);
  pnr_sheet_row_set_tone (row, is_below ? PNR_SHEET_TONE_BAD : PNR_SHEET_TONE_OPEN);
  pnr_sheet_row_set_cell (row, 0, price, detail, NULL);
  pnr_sheet_row_explain (row, _ ("The cart that such a shop sells deepest below its list price. "
                                 "Elsewhere every unit gets one offer only."));
}

static void
fill_odd_cart (PnrBundleSheet *self, GVariant *cart, PnrSheetRow *row)
{
  g_autofree char *what = pnr_report_dup_text (cart, "what");
  g_autofree char *price = pnr_bundle_sheet_dup_money (self, cart, "price");
  g_autofree char *proof = dup_proof (self, cart);
  const char *explanation = _ ("The smallest such cart of all that could be tried.");
  g_autofree char *than = NULL;
  g_autofree char *detail = NULL;

  if (g_str_equal (what, "stacked")) {
    fill_stacked (self, cart, row);
    return;
  }
  if (g_str_equal (what, "more-for-less")) {
    g_autofree char *products = pnr_report_dup_text (cart, "than_products");
    g_autofree char *title = NULL;

    than = pnr_bundle_sheet_dup_money (self, cart, "than");
    /* Translators: an amount. */
    detail = g_strdup_printf (_ ("less than %s"), than);
    /* Translators: a list of SKUs. */
    title = g_strdup_printf (_ ("More is cheaper than %s"), products);
    pnr_sheet_row_show (row, title, proof);
    pnr_sheet_row_set_tone (row, PNR_SHEET_TONE_OPEN);
    explanation = _ ("One unit more makes this cart cheaper.");
  } else {
    gboolean is_free = g_str_equal (what, "free");

    than = pnr_bundle_sheet_dup_money (self, cart, is_free ? "list" : "cost");
    /* Translators: an amount. */
    detail = g_strdup_printf (is_free ? _ ("list price %s") : _ ("cost %s"), than);
    pnr_sheet_row_show (row, is_free ? _ ("A cart is free") : _ ("A cart is below its cost"),
                        proof);
    pnr_sheet_row_set_tone (row, PNR_SHEET_TONE_BAD);
  }
  pnr_sheet_row_set_cell (row, 0, price, detail, NULL);
  pnr_sheet_row_explain (row, explanation);
}

void
pnr_bundle_sheet_fill_deal (PnrBundleSheet *self)
{
  g_autoptr (GVariant) carts = pnr_report_get (self->report, "odd_carts");
  guint n_rows = fill_best (self);

  for (gsize i = 0; carts != NULL && i < pnr_report_list_length (carts); i++) {
    g_autoptr (GVariant) cart = pnr_report_list_get (carts, i);

    fill_odd_cart (self, cart, pnr_sheet_row_at (self->deal_list, n_rows++, self->deal_columns));
  }
  pnr_sheet_row_end (self->deal_list, n_rows);
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

  if (pnr_report_get_truth (stock, "is_limited_by_choices", FALSE))
    subtitle = g_strdup (_ ("What is picked from runs out first, all choices together"));
  else if (name != NULL)
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
      is_exact
          ? _ ("What is surely left for it when the other bundles sell as many as they can.")
          : _ ("What is left for it when the other bundles sell as many as they can, as far as "
               "was found; it may be less."));
  pnr_sheet_row_explain (row, NULL);
}

static gboolean
fill_cover (PnrBundleSheet *self, GVariant *stock, guint n_rows)
{
  g_autofree char *sku = pnr_report_dup_text (stock, "first_gone");
  g_autofree char *name = sku != NULL ? pnr_bundle_sheet_dup_name (self, sku) : NULL;
  g_autofree char *figure = NULL;
  g_autofree char *subtitle = NULL;
  PnrSheetRow *row;
  double days;

  if (name == NULL || !pnr_report_get_number (stock, "days_of_cover", &days))
    return FALSE;
  row = pnr_sheet_row_at (self->stock_list, n_rows, self->stock_columns);
  figure = g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE, "%'.0f day", "%'.0f days", (gulong) MIN (days, 1e9)),
      floor (days));
  /* Translators: a product. */
  subtitle = g_strdup_printf (_ ("“%s” is gone first"), name);
  pnr_sheet_row_show (row, _ ("Stock at the present pace"), subtitle);
  pnr_sheet_row_set_cell (row, 0, figure, NULL,
                          _ ("The least of stock ÷ units a day over its products, at the average "
                             "of the whole order history. What the bundle sells comes on top."));
  pnr_sheet_row_explain (row, NULL);
  return TRUE;
}

void
pnr_bundle_sheet_fill_stock (PnrBundleSheet *self)
{
  g_autoptr (GVariant) stock = pnr_report_get (self->report, "stock");
  gint64 n_offers = 1;
  guint n_rows;

  pnr_report_get_count (stock, "offers", &n_offers);
  fill_alone (self, stock, pnr_sheet_row_at (self->stock_list, 0, self->stock_columns));
  if (n_offers > 1)
    fill_beside (self, stock, pnr_sheet_row_at (self->stock_list, 1, self->stock_columns));
  n_rows = n_offers > 1 ? 2 : 1;
  n_rows += fill_cover (self, stock, n_rows) ? 1 : 0;
  pnr_sheet_row_end (self->stock_list, n_rows);
}

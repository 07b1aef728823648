/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The part of the sheet about money by product: its share of the price, tax, what a return costs.
 */
#include "config.h"

#include "ui/bundles/pnr-bundle-sheet-private.h"

#include "base/pnr-money.h"
#include "base/pnr-report.h"
#include "plan/pnr-plan-sheet.h"
#include "ui/pnr-wording.h"

#include <glib/gi18n.h>

static char *
dup_share (GVariant *report, const char *key)
{
  double share;

  return pnr_report_get_number (report, key, &share) ? pnr_wording_dup_share (share, 1) : NULL;
}

/* Of the split that was made; where it could not be the one asked for, the note says so. */
static const char *
get_split_tip (PnrBundleSheet *self)
{
  g_autofree char *split = pnr_report_dup_text (self->report, "split_by");

  if (g_strcmp0 (split, "cost") == 0)
    return _ ("Part of price: price of the bundle × cost of this product ÷ cost of all, rounded "
              "so that the parts sum to the price to the cent.");
  if (g_strcmp0 (split, "weight") == 0)
    return _ ("Part of price: price of the bundle × weight of this product ÷ weights of all, "
              "rounded so that the parts sum to the price to the cent.");
  if (g_strcmp0 (split, "charge") == 0)
    return _ ("Part of price: what the shop charges for the product. An anchor keeps its price, a "
              "gift costs nothing; in a set each has its share by list price.");
  return _ ("Part of price: price of the bundle × list price of this product ÷ list prices of "
            "all, rounded so that the parts sum to the price to the cent.");
}

/* (nullable): why the price is not split as it was asked for. */
static const char *
get_split_note (PnrBundleSheet *self)
{
  g_autofree char *split = pnr_report_dup_text (self->report, "split_by");
  guint asked = gtk_drop_down_get_selected (self->mode_drop_down);

  if (g_strcmp0 (split, "list-price") != 0)
    return NULL;
  if (asked == PNR_SHEET_SPLIT_COST)
    return _ ("The cost of a product is missing, so the price is split by list price.");
  if (asked == PNR_SHEET_SPLIT_WEIGHT)
    return _ ("No product of the bundle has a weight yet, so the price is split by list price.");
  return NULL;
}

/* The list may be wider than the sheet and is scrolled sideways, so its height must not depend on
 * its width. */
static PnrSheetRow *
split_row_at (PnrBundleSheet *self, guint index)
{
  PnrSheetRow *row = pnr_sheet_row_at (self->split_list, index, self->split_columns);

  pnr_sheet_row_keep_to_line (row);
  return row;
}

static void
fill_head (PnrBundleSheet *self)
{
  PnrSheetRow *row = split_row_at (self, 0);

  pnr_sheet_row_show (row, _ ("Product"), NULL);
  pnr_sheet_row_set_cell (row, 0, _ ("List price"), NULL, NULL);
  pnr_sheet_row_set_cell (row, 1, _ ("Part of price"), NULL, NULL);
  pnr_sheet_row_set_cell (row, 2, _ ("VAT in it"), NULL, NULL);
  pnr_sheet_row_set_cell (row, 3, _ ("Margin"), NULL, NULL);
  pnr_sheet_row_set_head (row);
  pnr_sheet_row_explain (row, NULL);
}

static const char *
get_rate_source (GVariant *part)
{
  g_autofree char *source = pnr_report_dup_text (part, "vat_rate_from");

  if (source == NULL)
    return _ ("No rate is known: type a percentage as the product's tax class, or assume a tax in "
              "a scenario with this bundle. Until then no tax is counted.");
  return g_str_equal (source, "tax class") ? _ ("The rate is the product's tax class.")
                                           : _ ("The rate is the assumption of a scenario with "
                                                "this bundle.");
}

static void
fill_part_cells (PnrBundleSheet *self, GVariant *part, PnrSheetRow *row)
{
  gint64 share = pnr_bundle_sheet_get_minor (self, part, "share");
  g_autofree char *list = pnr_bundle_sheet_dup_money (self, part, "list");
  g_autofree char *amount = pnr_bundle_sheet_dup_money (self, part, "share");
  g_autofree char *tax = pnr_bundle_sheet_dup_money (self, part, "vat");
  g_autofree char *margin = pnr_bundle_sheet_dup_money (self, part, "margin");
  g_autofree char *net = pnr_bundle_sheet_dup_money (self, part, "net");
  g_autofree char *cost = pnr_bundle_sheet_dup_money (self, part, "cost");
  g_autofree char *floor = pnr_bundle_sheet_dup_money (self, part, "floor");
  gint64 price = pnr_bundle_sheet_get_minor (self, self->report, "price");
  g_autofree char *share_text =
      pnr_wording_dup_share (price > 0 ? (double) share / (double) price : 0.0, 1);
  g_autofree char *rate = dup_share (part, "vat_rate");
  g_autofree char *margin_share = dup_share (part, "margin_share");
  g_autofree char *tax_tip = NULL;
  g_autofree char *margin_tip = NULL;

  pnr_sheet_row_set_cell (row, 0, list, NULL, _ ("List price: catalogue price × quantity."));
  pnr_sheet_row_set_cell (row, 1, amount, share_text, get_split_tip (self));
  /* Translators: one or two sentences on where the rate is from. */
  tax_tip =
      g_strdup_printf (_ ("VAT: part of price × rate ÷ (1 + rate). %s"), get_rate_source (part));
  pnr_sheet_row_set_cell (row, 2, tax, rate, tax_tip);
  /* Translators: amounts: net price, cost, lowest part of the price. */
  margin_tip = g_strdup_printf (_ ("Margin: part of price without tax, %s, − cost from the "
                                   "catalogue, %s. The cost is covered from a part of %s on."),
                                net, cost, floor);
  pnr_sheet_row_set_cell (row, 3, margin, margin_share, margin_tip);
}

static void
fill_part (PnrBundleSheet *self, GVariant *part, PnrSheetRow *row)
{
  g_autofree char *name = pnr_report_dup_text (part, "name");
  g_autofree char *sku = pnr_report_dup_text (part, "sku");
  g_autofree char *subtitle = NULL;
  gint64 quantity = 1;
  gboolean is_below_cost = pnr_report_get_truth (part, "is_below_cost", FALSE);

  pnr_report_get_count (part, "quantity", &quantity);
  if (is_below_cost)
    subtitle = g_strdup (_ ("Its part is below its cost"));
  else if (quantity > 1)
    subtitle = g_strdup_printf ("%s · × %" G_GINT64_FORMAT, sku, quantity);
  else if (sku == NULL)
    subtitle = g_strdup (_ ("from the amount on that the gift asks for"));
  pnr_sheet_row_show (row, name, subtitle != NULL ? subtitle : sku);
  pnr_sheet_row_set_tone (row, is_below_cost ? PNR_SHEET_TONE_BAD : PNR_SHEET_TONE_PLAIN);
  fill_part_cells (self, part, row);
  pnr_sheet_row_explain (row, NULL);
}

static gint64
add_up (PnrBundleSheet *self, GVariant *parts, const char *key)
{
  gint64 sum = 0;

  for (gsize i = 0; i < pnr_report_list_length (parts); i++) {
    g_autoptr (GVariant) part = pnr_report_list_get (parts, i);
    gint64 minor = pnr_bundle_sheet_get_minor (self, part, key);

    if (minor == PNR_MONEY_UNKNOWN)
      return PNR_MONEY_UNKNOWN;
    sum += minor;
  }
  return sum;
}

static void
fill_total (PnrBundleSheet *self, GVariant *parts, PnrSheetRow *row)
{
  static const char *const keys[] = { "list", "share", "vat", "margin" };

  pnr_sheet_row_show (row, _ ("Bundle"), NULL);
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++) {
    g_autofree char *sum = pnr_session_format_money (self->session, add_up (self, parts, keys[i]));

    pnr_sheet_row_set_cell (row, i, sum, NULL, NULL);
  }
  pnr_sheet_row_set_total (row);
  pnr_sheet_row_explain (row, _ ("Sums of the rows above."));
}

static void
fill_tax (PnrBundleSheet *self)
{
  g_autoptr (GVariant) tax = pnr_report_get (self->report, "vat");
  gint64 extra = pnr_bundle_sheet_get_minor (self, tax, "extra");
  g_autofree char *by_product = pnr_bundle_sheet_dup_money (self, tax, "by_product");
  g_autofree char *whole = pnr_bundle_sheet_dup_money (self, tax, "whole");
  g_autofree char *extra_text = pnr_session_format_money (self->session, extra);
  g_autofree char *rate = dup_share (tax, "whole_rate");
  g_autofree char *sentence = NULL;

  if (pnr_bundle_sheet_get_minor (self, tax, "whole") == 0)
    sentence = g_strdup (_ ("No tax is counted. Type percentages as tax classes in the catalogue, "
                            "or assume a tax in a scenario with this bundle."));
  else if (extra == 0)
    /* Translators: an amount, a rate. */
    sentence = g_strdup_printf (_ ("VAT by product: %s. Taxed as one product at %s it is the "
                                   "same."),
                                by_product, rate);
  else
    /* Translators: an amount, a rate, an amount, an amount. */
    sentence = g_strdup_printf (_ ("VAT by product: %s. Taxed as one product at %s, the highest "
                                   "rate in it: %s, which is %s more."),
                                by_product, rate, whole, extra_text);
  if (get_split_note (self) != NULL) {
    g_autofree char *noted = g_strconcat (get_split_note (self), " ", sentence, NULL);

    gtk_label_set_label (self->tax_label, noted);
  } else {
    gtk_label_set_label (self->tax_label, sentence);
  }
}

/* The rule in full; what is computed by it is a fact about prices, no advice about law. */
static const char *
get_reference_tip (void)
{
  return _ ("Sum of the lowest price of each product in the 30 days before its reduction began, or "
            "before today where it is not reduced; a reduction in steps counts from its first. "
            "Directive 98/6/EC, Article 6a. Not legal advice.");
}

static char *
dup_reference_sentence (PnrBundleSheet *self, GVariant *reference)
{
  gint64 saving = pnr_bundle_sheet_get_minor (self, reference, "saving");
  g_autofree char *lowest = pnr_bundle_sheet_dup_money (self, reference, "lowest");
  g_autofree char *separate = pnr_bundle_sheet_dup_money (self, reference, "separate");
  g_autofree char *saved = pnr_session_format_money (self->session, saving);
  g_autofree char *end = NULL;

  /* Translators: an amount. */
  end = saving > 0 ? g_strdup_printf (_ ("so a saving of %s may be announced."), saved)
                   : g_strdup (_ ("so no saving may be announced."));
  if (pnr_report_get_truth (reference, "is_above_lowest", FALSE))
    /* Translators: amounts: lowest in 30 days, today; then “so a saving of … may be announced”. */
    return g_strdup_printf (_ ("Lowest in 30 days: %s, less than the %s of today, %s"), lowest,
                            separate, end);
  /* Translators: an amount; then “so a saving of … may be announced”. */
  return g_strdup_printf (_ ("Lowest in 30 days: %s, %s"), lowest, end);
}

static void
fill_reference (PnrBundleSheet *self)
{
  g_autoptr (GVariant) reference = pnr_report_get (self->report, "reference_price");
  g_autofree char *reason = pnr_report_dup_text (self->report, "reference_price_reason");
  g_autofree char *sentence = NULL;

  gtk_widget_remove_css_class (GTK_WIDGET (self->reference_label), "warning");
  gtk_widget_add_css_class (GTK_WIDGET (self->reference_label), "dim-label");
  if (reason != NULL) {
    /* Translators: a sentence that says why. */
    sentence = g_strdup_printf (_ ("Lowest in 30 days: unknown. %s"), reason);
  } else if (reference != NULL) {
    sentence = dup_reference_sentence (self, reference);
    if (pnr_report_get_truth (reference, "is_above_lowest", FALSE)) {
      gtk_widget_remove_css_class (GTK_WIDGET (self->reference_label), "dim-label");
      gtk_widget_add_css_class (GTK_WIDGET (self->reference_label), "warning");
    }
  }
  gtk_label_set_label (self->reference_label, sentence != NULL ? sentence : "");
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->reference_label), get_reference_tip ());
}

/* What shoppers may make of it besides: below the usual sale, in the same columns. */
static void
fill_selection (PnrBundleSheet *self, GVariant *selection, PnrSheetRow *row)
{
  g_autofree char *what = pnr_report_dup_text (selection, "what");
  g_autofree char *products = pnr_report_dup_text (selection, "products");
  g_autofree char *list = pnr_bundle_sheet_dup_money (self, selection, "list");
  g_autofree char *price = pnr_bundle_sheet_dup_money (self, selection, "price");
  g_autofree char *tax = pnr_bundle_sheet_dup_money (self, selection, "vat");
  g_autofree char *margin = pnr_bundle_sheet_dup_money (self, selection, "margin");
  gint64 left = pnr_bundle_sheet_get_minor (self, selection, "margin");
  const char *title = _ ("This add-on alone");

  if (g_str_equal (what, "worst"))
    title = _ ("Worst selection");
  else if (g_str_equal (what, "best"))
    title = _ ("Best selection");
  pnr_sheet_row_show (row, title, products);
  pnr_sheet_row_set_cell (row, 0, list, NULL, NULL);
  pnr_sheet_row_set_cell (row, 1, price, NULL, NULL);
  pnr_sheet_row_set_cell (row, 2, tax, NULL, NULL);
  pnr_sheet_row_set_cell (row, 3, margin, NULL, NULL);
  pnr_sheet_row_set_tone (row, left != PNR_MONEY_UNKNOWN && left < 0 ? PNR_SHEET_TONE_BAD
                                                                     : PNR_SHEET_TONE_PLAIN);
  pnr_sheet_row_explain (
      row, _ ("Of all selections of the fewest products the one that leaves least, or "
              "most; price with tax, margin without."));
}

static guint
fill_selections (PnrBundleSheet *self, guint n_rows)
{
  g_autoptr (GVariant) selections = pnr_report_get (self->report, "selections");

  for (gsize i = 0; selections != NULL && i < pnr_report_list_length (selections); i++) {
    g_autoptr (GVariant) selection = pnr_report_list_get (selections, i);

    fill_selection (self, selection, split_row_at (self, n_rows++));
  }
  return n_rows;
}

void
pnr_bundle_sheet_fill_split (PnrBundleSheet *self)
{
  g_autoptr (GVariant) parts = pnr_report_get (self->report, "components");
  gsize n_parts = pnr_report_list_length (parts);

  fill_head (self);
  for (guint i = 0; i < n_parts; i++) {
    g_autoptr (GVariant) part = pnr_report_list_get (parts, i);

    fill_part (self, part, split_row_at (self, i + 1));
  }
  fill_total (self, parts, split_row_at (self, (guint) n_parts + 1));
  pnr_sheet_row_end (self->split_list, fill_selections (self, (guint) n_parts + 2));
  fill_tax (self);
  fill_reference (self);
}

static void
fill_returns_head (PnrBundleSheet *self)
{
  PnrSheetRow *row = pnr_sheet_row_at (self->returns_list, 0, self->returns_columns);

  pnr_sheet_row_show (row, _ ("Comes back"), NULL);
  pnr_sheet_row_set_cell (row, 0, _ ("Refund of its part"), NULL, NULL);
  pnr_sheet_row_set_cell (row, 1, _ ("Rest at list price"), NULL, NULL);
  pnr_sheet_row_set_head (row);
  pnr_sheet_row_explain (row, NULL);
}

/* As the table above splits it: with rates that differ, the tax depends on the split. */
static gint64
get_margin (PnrBundleSheet *self)
{
  g_autoptr (GVariant) parts = pnr_report_get (self->report, "components");

  return add_up (self, parts, "margin");
}

/* What the merchant keeps of the order after it, and how much that is less than before. */
static void
fill_return_cell (PnrBundleSheet *self, GVariant *result, PnrSheetRow *row, guint cell)
{
  gint64 left = pnr_bundle_sheet_get_minor (self, result, "contribution");
  gint64 lost = get_margin (self) - left;
  g_autofree char *refund = pnr_bundle_sheet_dup_money (self, result, "refund");
  g_autofree char *kept = pnr_bundle_sheet_dup_money (self, result, "kept");
  g_autofree char *left_text = pnr_session_format_money (self->session, left);
  g_autofree char *lost_text = pnr_session_format_money (self->session, ABS (lost));
  g_autofree char *detail = NULL;
  g_autofree char *tip = NULL;

  /* Translators: an amount of margin. */
  detail = g_strdup_printf (lost > 0 ? _ ("margin −%s") : _ ("margin +%s"), lost_text);
  tip = g_strdup_printf (
      /* Translators: the rule, then amounts: refund, what the customer has paid, margin. */
      _ ("%s Refund %s; the customer has paid %s for what she keeps; the order leaves a margin of "
         "%s."),
      cell == 0 ? _ ("Its part: what the table above gives to the product.")
                : _ ("Rest at list price: what she keeps is charged at list price, at most what "
                     "she paid; the remainder is refunded."),
      refund, kept, left_text);
  pnr_sheet_row_set_cell (row, cell, refund, detail, tip);
  if (pnr_report_get_truth (result, "is_loss", FALSE))
    pnr_sheet_row_set_tone (row, PNR_SHEET_TONE_BAD);
}

static void
fill_return (PnrBundleSheet *self, GVariant *result, PnrSheetRow *row)
{
  g_autofree char *policy = pnr_report_dup_text (result, "policy");

  if (g_str_equal (policy, "share"))
    fill_return_cell (self, result, row, 0);
  else if (g_str_equal (policy, "repriced"))
    fill_return_cell (self, result, row, 1);
}

static void
show_returns_hint (PnrBundleSheet *self, gboolean has_rows)
{
  const char *hint = _ ("Where bundles come back whole or not at all, nothing is refunded.");

  if (!has_rows && pnr_bundle_get_kind (self->bundle) == PNR_BUNDLE_KIND_GIFT)
    hint = _ ("Which goods earn the gift is not known here, so no return of them can be told.");
  else if (!has_rows)
    hint = _ ("What a return costs can be told once the cost of every product is known. Type the "
              "costs in the catalogue or import them.");
  gtk_label_set_label (self->returns_hint, hint);
}

void
pnr_bundle_sheet_fill_returns (PnrBundleSheet *self)
{
  g_autoptr (GVariant) results = pnr_report_get (self->report, "returns");
  g_autofree char *sku = NULL;
  PnrSheetRow *row = NULL;
  guint n_rows = 0;

  for (gsize i = 0; i < pnr_report_list_length (results); i++) {
    g_autoptr (GVariant) result = pnr_report_list_get (results, i);
    g_autofree char *result_sku = pnr_report_dup_text (result, "sku");

    if (n_rows == 0)
      fill_returns_head (self);
    if (g_strcmp0 (sku, result_sku) != 0) {
      g_autofree char *name = pnr_bundle_sheet_dup_name (self, result_sku);

      row = pnr_sheet_row_at (self->returns_list, ++n_rows, self->returns_columns);
      pnr_sheet_row_show (row, name, NULL);
    }
    fill_return (self, result, row);
    pnr_sheet_row_explain (row, NULL);
    g_free (sku);
    sku = g_steal_pointer (&result_sku);
  }
  pnr_sheet_row_end (self->returns_list, n_rows > 0 ? n_rows + 1 : 0);
  show_returns_hint (self, n_rows > 0);
}

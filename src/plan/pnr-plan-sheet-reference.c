/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a bundle's saving may be announced against: the lowest prices of its products in the thirty
 * days before, beside what they cost singly today. A computed fact, not legal advice. */
#include "config.h"

#include "plan/pnr-plan-sheet-private.h"

#include <glib/gi18n.h>

#include "base/pnr-money.h"
#include "base/pnr-report.h"
#include "economy/pnr-reference-price.h"

static const char rule[] = "Directive 98/6/EC, Article 6a";

static void
add_day (GVariantDict *report, const char *key, gint64 seconds)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (seconds);
  g_autofree char *day = time != NULL ? g_date_time_format (time, "%Y-%m-%d") : NULL;

  pnr_report_add_text (report, key, day);
}

/* (nullable): why the reference price of @product is unknown. */
static char *
dup_reason (PnrProduct *product, const PnrReferencePrice *reference)
{
  const char *title = pnr_product_get_title (product);
  g_autoptr (GDateTime) from = g_date_time_new_from_unix_utc (reference->from);
  g_autofree char *day = from != NULL ? g_date_time_format (from, "%Y-%m-%d") : NULL;

  switch (reference->state) {
  case PNR_REFERENCE_NO_PRICE:
    return g_strdup_printf (_ ("“%s” has no price."), title);
  case PNR_REFERENCE_NO_DATES:
    return g_strdup_printf (_ ("Since when “%s” has its price is not known."), title);
  case PNR_REFERENCE_TOO_SHORT:
    /* Translators: a product, a day. */
    return g_strdup_printf (_ ("The prices of “%s” are known only from %s on."), title, day);
  default:
    return NULL;
  }
}

static GVariant *
report_part (PnrProduct *product, gint64 quantity, const PnrReferencePrice *reference,
             const char *currency)
{
  GVariantDict *row = pnr_report_new ();

  pnr_report_add_text (row, "sku", pnr_product_get_sku (product));
  pnr_report_add_money (row, "lowest", reference->price_minor * quantity, currency);
  add_day (row, "from", reference->from);
  add_day (row, "until", reference->until);
  pnr_report_add_truth (row, "is_since_launch", reference->state == PNR_REFERENCE_SINCE_LAUNCH);
  return pnr_report_end (row);
}

static void
refuse (GVariantDict *sheet, const char *reason)
{
  pnr_report_add_text (sheet, "reference_price", NULL);
  pnr_report_add_text (sheet, "reference_price_reason", reason);
}

/**
 * pnr_plan_sheet_add_reference:
 * @sheet: a report under construction
 * @sale: a usual sale of the bundle
 * @currency: of the plan
 *
 * Adds "reference_price": "lowest", the sum of the lowest prices; "separate", what the same
 * products cost singly today; "saving", what the bundle is below "lowest"; "is_above_lowest",
 * whether today's prices are above it, so that a saving counted from them is more than may be
 * announced; the "rule" and its "parts". Nothing with "reference_price_reason" where one price is
 * unknown.
 */
void
pnr_plan_sheet_add_reference (GVariantDict *sheet, const PnrSheetParts *sale, const char *currency)
{
  gint64 now = g_get_real_time () / G_USEC_PER_SEC, lowest = 0, separate = 0;
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_variant_unref);
  GPtrArray *parts = g_ptr_array_new ();
  GVariantDict *report;

  for (guint i = 0; i < sale->n_parts; i++) {
    PnrProduct *product = sale->products[i];
    gint64 quantity = sale->parts[i].quantity;
    PnrReferencePrice reference;

    if (product == NULL)
      continue;
    reference = pnr_reference_price_find (product, now);
    if (!pnr_reference_price_is_known (&reference)) {
      g_autofree char *reason = dup_reason (product, &reference);

      g_ptr_array_unref (parts);
      refuse (sheet, reason);
      return;
    }
    lowest += reference.price_minor * quantity;
    separate += pnr_product_get_price_minor (product) * quantity;
    g_ptr_array_add (rows,
                     g_variant_ref_sink (report_part (product, quantity, &reference, currency)));
  }
  for (guint i = 0; i < rows->len; i++)
    g_ptr_array_add (parts, g_ptr_array_index (rows, i));
  report = pnr_report_new ();
  pnr_report_add_money (report, "lowest", lowest, currency);
  pnr_report_add_money (report, "separate", separate, currency);
  pnr_report_add_money (report, "saving", lowest - sale->price_minor, currency);
  pnr_report_add_truth (report, "is_above_lowest", separate > lowest);
  pnr_report_add_text (report, "rule", rule);
  pnr_report_add_list (report, "parts", parts);
  pnr_report_add_value (sheet, "reference_price", pnr_report_end (report));
}

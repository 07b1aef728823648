/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Several prices found together: for each the band of good ones, for all what they earn. */
#include "config.h"

#include "model/pnr-price-set.h"

#include <math.h>

#include "base/pnr-money.h"
#include "base/pnr-report.h"

G_DEFINE_BOXED_TYPE (PnrPriceSet, pnr_price_set, pnr_price_set_ref, pnr_price_set_unref)

static void
priced_item_free (PnrPricedItem *item)
{
  pnr_price_curve_unref (item->curve);
  g_free (item);
}

PnrPriceSet *
pnr_price_set_new (const char *currency)
{
  PnrPriceSet *self = g_new0 (PnrPriceSet, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->currency = g_strdup (currency);
  self->items = g_ptr_array_new_with_free_func ((GDestroyNotify) priced_item_free);
  self->warnings = g_ptr_array_new_with_free_func (g_free);
  self->gain = self->robust_gain = (PnrEstimate){ NAN, NAN, NAN, NAN };
  return self;
}

PnrPriceSet *
pnr_price_set_ref (PnrPriceSet *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
pnr_price_set_unref (PnrPriceSet *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_free (self->currency);
  g_free (self->inputs_hash);
  g_ptr_array_unref (self->items);
  g_clear_pointer (&self->assumed, g_ptr_array_unref);
  g_ptr_array_unref (self->warnings);
  g_free (self);
}

/* Returns: (transfer none): the added item, to be filled */
PnrPricedItem *
pnr_price_set_add_item (PnrPriceSet *self, gboolean is_bundle, const char *sku)
{
  PnrPricedItem *item = g_new0 (PnrPricedItem, 1);

  item->is_bundle = is_bundle;
  item->curve = pnr_price_curve_new (self->currency, sku);
  g_ptr_array_add (self->items, item);
  return item;
}

PnrPricedItem *
pnr_price_set_get_item (PnrPriceSet *self, guint index)
{
  return g_ptr_array_index (self->items, index);
}

void
pnr_price_set_take_warning (PnrPriceSet *self, char *sentence)
{
  g_ptr_array_add (self->warnings, sentence);
}

static void
add_amount (GVariantDict *report, const char *key, double amount, const char *currency)
{
  pnr_report_add_money (report, key, isfinite (amount) ? llround (amount) : PNR_MONEY_UNKNOWN,
                        currency);
}

static GVariant *
item_to_report (const PnrPricedItem *item, const char *currency)
{
  PnrPriceCurve *curve = item->curve;
  GVariantDict *report = pnr_report_new ();
  GPtrArray *points = g_ptr_array_new ();

  pnr_report_add_text (report, "kind", item->is_bundle ? "bundle" : "product");
  pnr_report_add_text (report, "sku", curve->bundle_sku);
  pnr_report_add_money (report, "price", curve->best_minor, currency);
  pnr_report_add_money (report, "band_low", curve->band_low_minor, currency);
  pnr_report_add_money (report, "band_high", curve->band_high_minor, currency);
  pnr_report_add_money (report, "tie_proof_price", curve->tie_proof_minor, currency);
  pnr_report_add_money (report, "robust_price", curve->robust_minor, currency);
  pnr_report_add_money (report, "current_price", curve->current_minor, currency);
  pnr_report_add_money (report, "least_allowed", item->low_minor, currency);
  pnr_report_add_money (report, "greatest_allowed", item->high_minor, currency);
  add_amount (report, "profit", curve->profit, currency);
  add_amount (report, "profit_at_current", curve->profit_at_current, currency);
  for (guint i = 0; i < curve->points->len; i++)
    g_ptr_array_add (points,
                     pnr_price_point_to_report (pnr_price_curve_get_point (curve, i), currency));
  pnr_report_add_list (report, "curve", points);
  return pnr_report_end (report);
}

static GVariant *
gain_to_report (const PnrEstimate *gain, const char *currency)
{
  GVariantDict *report = pnr_report_new ();

  add_amount (report, "value", gain->value, currency);
  add_amount (report, "low", gain->low, currency);
  add_amount (report, "high", gain->high, currency);
  return pnr_report_end (report);
}

/**
 * pnr_price_set_to_report:
 * @self: a price set
 *
 * Returns: (transfer floating): the dictionary that the command line prints
 */
GVariant *
pnr_price_set_to_report (PnrPriceSet *self)
{
  GVariantDict *report = pnr_report_new ();
  GPtrArray *items = g_ptr_array_new ();

  for (guint i = 0; i < self->items->len; i++)
    g_ptr_array_add (items, item_to_report (pnr_price_set_get_item (self, i), self->currency));
  pnr_report_add_list (report, "prices", items);
  add_amount (report, "profit", self->profit, self->currency);
  add_amount (report, "profit_if_ties_go_against", self->profit_if_ties_go_against, self->currency);
  add_amount (report, "profit_tie_proof", self->profit_tie_proof, self->currency);
  pnr_report_add_text (report, "profit_sample",
                       isfinite (self->profit_on_second_sample) ? "second" : "search");
  pnr_report_add_text (report, "curve_sample", "search");
  add_amount (report, "profit_on_search_sample", self->profit_on_search_sample, self->currency);
  add_amount (report, "profit_on_second_sample", self->profit_on_second_sample, self->currency);
  add_amount (report, "profit_at_current", self->profit_at_current, self->currency);
  add_amount (report, "profit_without", self->profit_without, self->currency);
  add_amount (report, "revenue", self->revenue, self->currency);
  add_amount (report, "aov", self->aov, self->currency);
  add_amount (report, "surplus_change", self->surplus_change, self->currency);
  pnr_report_add_value (report, "gain", gain_to_report (&self->gain, self->currency));
  pnr_report_add_value (report, "robust_gain", gain_to_report (&self->robust_gain, self->currency));
  pnr_report_add_truth (report, "is_proven", self->is_proven);
  pnr_report_add_count (report, "shoppers", self->n_shoppers);
  pnr_report_add_count (report, "seed", (gint64) self->seed);
  pnr_report_add_text (report, "inputs_hash", self->inputs_hash);
  pnr_report_add_list (report, "assumptions", pnr_assumed_to_reports (self->assumed));
  pnr_report_add_list (report, "warnings", pnr_warnings_to_reports (self->warnings));
  return pnr_report_end (report);
}

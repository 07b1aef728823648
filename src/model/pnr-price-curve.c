/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a bundle earns at each price, the band of prices that are nearly best, and the safe one. */
#include "config.h"

#include "model/pnr-price-curve.h"

#include <math.h>

#include "base/pnr-money.h"
#include "base/pnr-report.h"
#include "model/pnr-outcome.h"

G_DEFINE_BOXED_TYPE (PnrPriceCurve, pnr_price_curve, pnr_price_curve_ref, pnr_price_curve_unref)

PnrPriceCurve *
pnr_price_curve_new (const char *currency, const char *bundle_sku)
{
  PnrPriceCurve *self = g_new0 (PnrPriceCurve, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->currency = g_strdup (currency);
  self->bundle_sku = g_strdup (bundle_sku);
  self->points = g_array_new (FALSE, FALSE, sizeof (PnrPricePoint));
  self->robust_minor = self->ending_minor = self->floor_minor = PNR_MONEY_UNKNOWN;
  self->profit_on_second_sample = self->profit_without_on_second_sample = self->gain_error = NAN;
  self->warnings = g_ptr_array_new_with_free_func (g_free);
  return self;
}

PnrPriceCurve *
pnr_price_curve_ref (PnrPriceCurve *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
pnr_price_curve_unref (PnrPriceCurve *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_free (self->currency);
  g_free (self->bundle_sku);
  g_free (self->inputs_hash);
  g_free (self->priced);
  g_free (self->scenario);
  g_array_unref (self->points);
  g_clear_pointer (&self->assumed, g_ptr_array_unref);
  g_ptr_array_unref (self->warnings);
  g_free (self);
}

void
pnr_price_curve_add_point (PnrPriceCurve *self, const PnrPricePoint *point)
{
  g_array_append_vals (self->points, point, 1);
}

/* What the best price earns, of shoppers it was not chosen on where some were asked: those it was
 * chosen on flatter it. */
double
pnr_price_curve_get_profit (PnrPriceCurve *self)
{
  return isfinite (self->profit_on_second_sample) ? self->profit_on_second_sample : self->profit;
}

/* What not offering it earns, of the same shoppers. */
double
pnr_price_curve_get_profit_without (PnrPriceCurve *self)
{
  return isfinite (self->profit_without_on_second_sample) ? self->profit_without_on_second_sample
                                                          : self->profit_without;
}

guint
pnr_price_curve_get_n_points (PnrPriceCurve *self)
{
  return self->points->len;
}

const PnrPricePoint *
pnr_price_curve_get_point (PnrPriceCurve *self, guint index)
{
  return &g_array_index (self->points, PnrPricePoint, index);
}

static void
add_amount (GVariantDict *report, const char *key, double amount, const char *currency)
{
  pnr_report_add_money (report, key, isfinite (amount) ? llround (amount) : PNR_MONEY_UNKNOWN,
                        currency);
}

GVariant *
pnr_price_point_to_report (const PnrPricePoint *point, const char *currency)
{
  GVariantDict *report = pnr_report_new ();

  pnr_report_add_money (report, "price", point->price_minor, currency);
  add_amount (report, "profit", point->profit, currency);
  add_amount (report, "revenue", point->revenue, currency);
  add_amount (report, "aov", point->aov, currency);
  pnr_report_add_number (report, "take_rate", point->take_rate);
  return pnr_report_end (report);
}

/**
 * pnr_price_curve_to_report:
 * @self: a curve
 *
 * Returns: (transfer floating): the dictionary that the command line prints
 */
GVariant *
pnr_price_curve_to_report (PnrPriceCurve *self)
{
  GVariantDict *report = pnr_report_new ();
  GPtrArray *curve = g_ptr_array_new ();

  pnr_report_add_text (report, "bundle", self->bundle_sku);
  if (self->priced != NULL)
    pnr_report_add_text (report, "priced", self->priced);
  pnr_report_add_text (report, "scenario", self->scenario);
  pnr_report_add_money (report, "price", self->best_minor, self->currency);
  pnr_report_add_text (report, "optimum", self->is_grid ? "grid" : "exact");
  pnr_report_add_money (report, "band_low", self->band_low_minor, self->currency);
  pnr_report_add_money (report, "band_high", self->band_high_minor, self->currency);
  pnr_report_add_money (report, "tie_proof_price", self->tie_proof_minor, self->currency);
  pnr_report_add_money (report, "robust_price", self->robust_minor, self->currency);
  pnr_report_add_money (report, "ending_price", self->ending_minor, self->currency);
  pnr_report_add_money (report, "current_price", self->current_minor, self->currency);
  pnr_report_add_money (report, "sum_of_parts", self->sum_minor, self->currency);
  add_amount (report, "profit", self->profit, self->currency);
  add_amount (report, "profit_if_ties_go_against", self->profit_if_ties_go_against, self->currency);
  add_amount (report, "profit_on_second_sample", self->profit_on_second_sample, self->currency);
  add_amount (report, "profit_at_current", self->profit_at_current, self->currency);
  add_amount (report, "profit_without", self->profit_without, self->currency);
  add_amount (report, "profit_without_on_second_sample", self->profit_without_on_second_sample,
              self->currency);
  add_amount (report, "gain_error", self->gain_error, self->currency);
  pnr_report_add_count (report, "shoppers", self->n_shoppers);
  pnr_report_add_count (report, "seed", (gint64) self->seed);
  pnr_report_add_text (report, "inputs_hash", self->inputs_hash);
  for (guint i = 0; i < self->points->len; i++)
    g_ptr_array_add (
        curve, pnr_price_point_to_report (pnr_price_curve_get_point (self, i), self->currency));
  pnr_report_add_list (report, "curve", curve);
  pnr_report_add_list (report, "assumptions", pnr_assumed_to_reports (self->assumed));
  pnr_report_add_list (report, "warnings", pnr_warnings_to_reports (self->warnings));
  return pnr_report_end (report);
}

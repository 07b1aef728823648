/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How customers come back: by the month and the product they began with, and what they will bring.
 */
#include "config.h"

#include "model/pnr-loyalty.h"

#include <math.h>

#include "base/pnr-report.h"

/* A normal's middle 95 % lies this many deviations to either side of its mean. */
#define SCORE_95 1.959963984540054

G_DEFINE_BOXED_TYPE (PnrLoyalty, pnr_loyalty, pnr_loyalty_ref, pnr_loyalty_unref)

static void
first_product_free (PnrFirstBasketRate *rate)
{
  g_free (rate->sku);
  g_free (rate->title);
  g_free (rate);
}

PnrLoyalty *
pnr_loyalty_new (const char *currency, const char *data_hash)
{
  PnrLoyalty *self = g_new0 (PnrLoyalty, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->currency = g_strdup (currency);
  self->data_hash = g_strdup (data_hash);
  self->cohorts = g_ptr_array_new_with_free_func (g_free);
  self->first_products = g_ptr_array_new_with_free_func ((GDestroyNotify) first_product_free);
  self->later_orders = self->later_order_minor = self->backtest_error = NAN;
  pnr_repeat_share_set (&self->repeat, 0, 0);
  return self;
}

PnrLoyalty *
pnr_loyalty_ref (PnrLoyalty *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
pnr_loyalty_unref (PnrLoyalty *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_free (self->currency);
  g_free (self->data_hash);
  g_ptr_array_unref (self->cohorts);
  g_ptr_array_unref (self->first_products);
  g_free (self);
}

PnrCohort *
pnr_loyalty_add_cohort (PnrLoyalty *self, int year, int month)
{
  PnrCohort *cohort = g_new0 (PnrCohort, 1);

  cohort->year = year;
  cohort->month = month;
  g_ptr_array_add (self->cohorts, cohort);
  return cohort;
}

PnrFirstBasketRate *
pnr_loyalty_add_first_product (PnrLoyalty *self, gint64 product_id)
{
  PnrFirstBasketRate *rate = g_new0 (PnrFirstBasketRate, 1);

  rate->product_id = product_id;
  g_ptr_array_add (self->first_products, rate);
  return rate;
}

/**
 * pnr_repeat_share_set:
 * @self: a share
 * @n_watched: how many could have come back
 * @n_returned: how many did
 *
 * The score interval of a share (E. B. Wilson, JASA 22, 1927, 209–212); it stays inside 0 to 1 and
 * holds for few customers, too.
 */
void
pnr_repeat_share_set (PnrRepeatShare *self, guint n_watched, guint n_returned)
{
  double n = n_watched, z2 = SCORE_95 * SCORE_95;
  double share = n_watched > 0 ? n_returned / n : NAN;
  double middle = (share + z2 / (2.0 * n)) / (1.0 + z2 / n);
  double reach = SCORE_95 / (1.0 + z2 / n) * sqrt (share * (1.0 - share) / n + z2 / (4.0 * n * n));

  *self = (PnrRepeatShare){ n_watched, n_returned, share, middle - reach, middle + reach };
  if (n_watched == 0)
    self->low = self->high = NAN;
}

static GVariant *
repeat_to_report (const PnrRepeatShare *repeat)
{
  GVariantDict *report = pnr_report_new ();

  pnr_report_add_count (report, "watched", repeat->n_watched);
  pnr_report_add_count (report, "returned", repeat->n_returned);
  pnr_report_add_number (report, "value", repeat->share);
  pnr_report_add_number (report, "low", repeat->low);
  pnr_report_add_number (report, "high", repeat->high);
  return pnr_report_end (report);
}

static GVariant *
cohort_to_report (PnrLoyalty *self, const PnrCohort *cohort)
{
  GVariantDict *report = pnr_report_new ();
  g_autofree char *month = g_strdup_printf ("%04d-%02d", cohort->year, cohort->month);

  pnr_report_add_text (report, "month", month);
  pnr_report_add_count (report, "customers", cohort->n_customers);
  pnr_report_add_count (report, "orders", cohort->n_orders);
  pnr_report_add_money (report, "revenue", cohort->revenue_minor, self->currency);
  pnr_report_add_money (
      report, "revenue_per_customer",
      (gint64) llround ((double) cohort->revenue_minor / MAX (cohort->n_customers, 1)),
      self->currency);
  pnr_report_add_value (report, "repeat", repeat_to_report (&cohort->repeat));
  return pnr_report_end (report);
}

static GVariant *
first_product_to_report (const PnrFirstBasketRate *rate)
{
  GVariantDict *report = pnr_report_new ();

  pnr_report_add_text (report, "sku", rate->sku);
  pnr_report_add_text (report, "name", rate->title);
  pnr_report_add_count (report, "customers", rate->n_customers);
  pnr_report_add_value (report, "repeat", repeat_to_report (&rate->repeat));
  return pnr_report_end (report);
}

static GVariant *
projection_to_report (PnrLoyalty *self)
{
  GVariantDict *report = pnr_report_new ();

  pnr_report_add_number (report, "horizon_weeks", self->horizon_weeks);
  pnr_report_add_number (report, "discount", self->discount);
  pnr_report_add_number (report, "later_orders", self->later_orders);
  pnr_report_add_money (report, "later_order_value", (gint64) llround (self->later_order_minor),
                        self->currency);
  pnr_report_add_money (report, "later_revenue",
                        (gint64) llround (self->later_orders * self->later_order_minor),
                        self->currency);
  pnr_report_add_number (report, "backtest_mape", self->backtest_error);
  return pnr_report_end (report);
}

/**
 * pnr_loyalty_to_report:
 * @self: what is known of customers
 *
 * Returns: (transfer floating): the dictionary that the command line prints
 */
GVariant *
pnr_loyalty_to_report (PnrLoyalty *self)
{
  GVariantDict *report = pnr_report_new ();
  GPtrArray *cohorts = g_ptr_array_new (), *products = g_ptr_array_new ();

  for (guint i = 0; i < self->cohorts->len; i++)
    g_ptr_array_add (cohorts, cohort_to_report (self, g_ptr_array_index (self->cohorts, i)));
  for (guint i = 0; i < self->first_products->len; i++)
    g_ptr_array_add (products,
                     first_product_to_report (g_ptr_array_index (self->first_products, i)));
  pnr_report_add_count (report, "customers", self->n_customers);
  pnr_report_add_count (report, "orders", self->n_orders);
  pnr_report_add_money (report, "revenue", self->revenue_minor, self->currency);
  pnr_report_add_money (report, "revenue_without_customer", self->unknown_minor, self->currency);
  pnr_report_add_count (report, "within_days", self->within_days);
  pnr_report_add_value (report, "repeat", repeat_to_report (&self->repeat));
  pnr_report_add_list (report, "cohorts", cohorts);
  pnr_report_add_list (report, "first_products", products);
  if (self->is_projected)
    pnr_report_add_value (report, "projection", projection_to_report (self));
  else
    pnr_report_add_text (report, "projection", NULL);
  pnr_report_add_text (report, "data_hash", self->data_hash);
  return pnr_report_end (report);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the orders of a period came to, against another period: figures, course, order values. */
#include "config.h"

#include "model/pnr-overview.h"

#include "base/pnr-money.h"
#include "base/pnr-report.h"
#include "model/pnr-ledger.h"

G_DEFINE_BOXED_TYPE (PnrOverview, pnr_overview, pnr_overview_ref, pnr_overview_unref)

PnrOverview *
pnr_overview_new (const char *currency, const char *data_hash)
{
  PnrOverview *self = g_new0 (PnrOverview, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->currency = g_strdup (currency);
  self->data_hash = g_strdup (data_hash);
  self->first_order = PNR_LEDGER_TIME_UNKNOWN;
  self->last_order = PNR_LEDGER_TIME_UNKNOWN;
  self->trend = g_array_new (FALSE, TRUE, sizeof (PnrTrendPoint));
  self->bins = g_array_new (FALSE, TRUE, sizeof (PnrValueBin));
  return self;
}

PnrOverview *
pnr_overview_ref (PnrOverview *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
pnr_overview_unref (PnrOverview *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_free (self->currency);
  g_free (self->data_hash);
  g_array_unref (self->trend);
  g_array_unref (self->bins);
  g_free (self);
}

static void
add_time (GVariantDict *report, const char *key, gint64 time)
{
  g_autoptr (GDateTime) moment =
      time != PNR_LEDGER_TIME_UNKNOWN ? g_date_time_new_from_unix_utc (time) : NULL;
  g_autofree char *text = moment != NULL ? g_date_time_format (moment, "%Y-%m-%dT%H:%M:%SZ") : NULL;

  pnr_report_add_text (report, key, text);
}

static void
add_units (GVariantDict *report, gint64 units_milli)
{
  if (units_milli % 1000 == 0)
    pnr_report_add_count (report, "units", units_milli / 1000);
  else
    pnr_report_add_number (report, "units", (double) units_milli / 1000.0);
}

static GVariant *
part_to_report (const PnrOrdersSum *part, const char *currency)
{
  GVariantDict *report = pnr_report_new ();

  pnr_report_add_count (report, "orders", part->n_orders);
  pnr_report_add_money (report, "revenue", part->revenue_minor, currency);
  add_units (report, part->units_milli);
  return pnr_report_end (report);
}

static GVariant *
figures_to_report (const PnrPeriodFigures *figures, const char *currency)
{
  GVariantDict *report = pnr_report_new ();

  add_time (report, "from", figures->from);
  add_time (report, "to", figures->to);
  pnr_report_add_count (report, "orders", figures->n_orders);
  pnr_report_add_count (report, "order_lines", figures->n_lines);
  pnr_report_add_count (report, "lines_without_cost", figures->n_uncosted);
  add_units (report, figures->units_milli);
  pnr_report_add_number (report, "units_per_order", figures->units_per_order);
  pnr_report_add_money (report, "revenue", figures->revenue_minor, currency);
  pnr_report_add_money (report, "aov", figures->aov_minor, currency);
  pnr_report_add_money (report, "aov_median", figures->median_minor, currency);
  pnr_report_add_money (report, "aov_p10", figures->p10_minor, currency);
  pnr_report_add_money (report, "aov_p90", figures->p90_minor, currency);
  pnr_report_add_money (report, "tax", figures->tax_minor, currency);
  pnr_report_add_money (report, "contribution", figures->contribution_minor, currency);
  pnr_report_add_money (report, "contribution_per_order", figures->contribution_per_order_minor,
                        currency);
  pnr_report_add_number (report, "margin_share", figures->margin_share);
  pnr_report_add_count (report, "customers", figures->n_customers);
  pnr_report_add_count (report, "new_customers", figures->n_new_customers);
  pnr_report_add_count (report, "returning_customers",
                        figures->n_customers - figures->n_new_customers);
  pnr_report_add_number (report, "orders_per_customer", figures->orders_per_customer);
  pnr_report_add_value (report, "first_orders",
                        part_to_report (&figures->parts[PNR_ORDERS_FIRST], currency));
  pnr_report_add_value (report, "repeat_orders",
                        part_to_report (&figures->parts[PNR_ORDERS_REPEAT], currency));
  pnr_report_add_value (report, "anonymous_orders",
                        part_to_report (&figures->parts[PNR_ORDERS_ANONYMOUS], currency));
  return pnr_report_end (report);
}

static GVariant *
growth_to_report (const PnrGrowthFigures *growth, const char *currency)
{
  static const char *const words[PNR_N_GROWTH_PARTS] = {
    [PNR_GROWTH_PART_CUSTOMERS] = "customers",
    [PNR_GROWTH_PART_ORDERS_PER_CUSTOMER] = "orders_per_customer",
    [PNR_GROWTH_PART_ITEMS_PER_ORDER] = "items_per_order",
    [PNR_GROWTH_PART_PRICE_PER_ITEM] = "price_per_item",
  };
  GVariantDict *report = pnr_report_new ();

  pnr_report_add_money (report, "change", growth->change_minor, currency);
  pnr_report_add_truth (report, "orders_stand_for_customers", !growth->has_customers);
  for (guint i = 0; i < PNR_N_GROWTH_PARTS; i++)
    pnr_report_add_money (report, words[i], growth->parts_minor[i], currency);
  pnr_report_add_money (report, "volume", growth->volume_minor, currency);
  pnr_report_add_money (report, "price_mix", growth->price_mix_minor, currency);
  return pnr_report_end (report);
}

/**
 * pnr_overview_to_report:
 * @self: an overview
 *
 * Returns: (transfer floating): the dictionary that the command line prints
 */
GVariant *
pnr_overview_to_report (PnrOverview *self)
{
  GVariantDict *report = pnr_report_new ();

  pnr_report_add_value (report, "period", figures_to_report (&self->figures, self->currency));
  pnr_report_add_count (report, "orders_without_date", self->n_undated);
  if (self->has_comparison) {
    pnr_report_add_value (report, "comparison",
                          figures_to_report (&self->comparison, self->currency));
    pnr_report_add_truth (report, "comparison_is_partial", self->is_comparison_partial);
  }
  if (self->has_growth)
    pnr_report_add_value (report, "growth", growth_to_report (&self->growth, self->currency));
  return pnr_report_end (report);
}

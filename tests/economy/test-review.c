/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The figures of a period against figures that were worked out by hand. */
#include "config.h"

#include <math.h>

#include "base/pnr-money.h"
#include "economy/pnr-economy-error.h"
#include "economy/pnr-review.h"

#define DAY 86400
#define NEW_YEAR G_GINT64_CONSTANT (1704067200) /* 2024-01-01 */

static gint64
day (int n)
{
  return NEW_YEAR + (gint64) n * DAY;
}

/* In currency units with cents; half of the total was cost, in every line but those without one. */
static void
add (PnrLedger *ledger, gint64 time, gint64 customer, const char *channel, gint64 total_minor,
     gint64 units, guint n_lines, guint n_uncosted)
{
  gboolean is_costed = n_uncosted == 0;
  PnrLedgerOrder order = {
    .time = time,
    .total_minor = total_minor,
    .units_milli = units * 1000,
    .costed_minor = is_costed ? total_minor : 0,
    /* A quarter of the price without tax is tax on top. */
    .net_micros = is_costed ? total_minor * 10000 * 4 / 5 : 0,
    .cost_micros = is_costed ? total_minor * 10000 / 2 : 0,
    .customer = customer != 0 ? pnr_ledger_take_customer (ledger, customer) : PNR_LEDGER_NOBODY,
    .channel = pnr_ledger_take_name (ledger->channels, channel),
    .n_lines = n_lines,
    .n_uncosted = n_uncosted,
  };

  pnr_ledger_add_order (ledger, &order);
}

/* Anna buys on days 0, 5 and 12, Bert on days 10 and 13, nobody on day 11. Bert's second order is
 * one that was wholly given back; the order without a date is Anna's. The day of the last is 13. */
static PnrLedger *
make_ledger (void)
{
  PnrLedger *ledger = pnr_ledger_new ("EUR", "hash");

  add (ledger, day (12) + 3600, 7, "web", 3000, 2, 2, 0);
  add (ledger, day (0), 7, "web", 1000, 1, 1, 0);
  add (ledger, day (5) + 100, 7, "shop", 2000, 4, 2, 0);
  add (ledger, day (10), 9, NULL, 5000, 2, 2, 2);
  add (ledger, day (11), 0, "web", 2501, 1, 1, 0);
  add (ledger, day (13) + 86399, 9, "web", 0, 0, 2, 0);
  add (ledger, PNR_LEDGER_TIME_UNKNOWN, 7, "web", 1500, 1, 1, 0);
  return ledger;
}

static PnrOverview *
review (const PnrOverviewRequest *request)
{
  g_autoptr (PnrLedger) ledger = make_ledger ();
  g_autoptr (GError) error = NULL;
  PnrOverview *overview = pnr_review_ledger (ledger, request, NULL, &error);

  g_assert_no_error (error);
  return overview;
}

static void
test_whole_history (void)
{
  PnrOverviewRequest request = { .comparison = PNR_COMPARISON_PREVIOUS };
  g_autoptr (PnrOverview) overview = review (&request);
  const PnrPeriodFigures *figures = &overview->figures;

  g_assert_false (overview->has_comparison);
  g_assert_cmpuint (overview->n_undated, ==, 1);
  g_assert_cmpuint (figures->n_orders, ==, 7);
  g_assert_cmpint (figures->revenue_minor, ==, 15001);
  g_assert_cmpint (figures->units_milli, ==, 11000);
  g_assert_cmpint (figures->aov_minor, ==, 2143); /* 15001 ÷ 7 = 2143.0 */
  g_assert_cmpint (figures->median_minor, ==, 2000);
  g_assert_cmpint (figures->p10_minor, ==, 0);
  g_assert_cmpint (figures->p90_minor, ==, 5000);
  g_assert_cmpuint (figures->n_customers, ==, 2);
  g_assert_cmpuint (figures->n_new_customers, ==, 2);
  g_assert_cmpfloat_with_epsilon (figures->orders_per_customer, 3.0, 1e-12);
  g_assert_cmpint (figures->n_lines, ==, 11);
  g_assert_cmpint (figures->n_uncosted, ==, 2);
  g_assert_cmpfloat_with_epsilon (figures->costed_share, 9.0 / 11.0, 1e-12);
  /* Of 10001 the tax is 2000.2 and the cost 5000.5; over all seven orders. */
  g_assert_cmpint (figures->tax_minor, ==, 2000);
  g_assert_cmpint (figures->contribution_minor, ==, 3000);
  g_assert_cmpint (figures->contribution_per_order_minor, ==, 429);
  g_assert_cmpfloat_with_epsilon (figures->margin_share, 0.375, 1e-4);
  g_assert_cmpuint (figures->parts[PNR_ORDERS_FIRST].n_orders, ==, 2);
  g_assert_cmpint (figures->parts[PNR_ORDERS_FIRST].revenue_minor, ==, 6000);
  g_assert_cmpuint (figures->parts[PNR_ORDERS_REPEAT].n_orders, ==, 4);
  g_assert_cmpuint (figures->parts[PNR_ORDERS_ANONYMOUS].n_orders, ==, 1);
  g_assert_cmpint (figures->parts[PNR_ORDERS_ANONYMOUS].revenue_minor, ==, 2501);
}

static void
test_last_days (void)
{
  PnrOverviewRequest request = { .kind = PNR_PERIOD_LAST_DAYS,
                                 .n_days = 4,
                                 .comparison = PNR_COMPARISON_PREVIOUS };
  g_autoptr (PnrOverview) overview = review (&request);
  const PnrPeriodFigures *figures = &overview->figures;
  const PnrPeriodFigures *before = &overview->comparison;

  g_assert_cmpint (figures->from, ==, day (10));
  g_assert_cmpint (figures->to, ==, day (14));
  g_assert_cmpuint (figures->n_orders, ==, 4);
  g_assert_cmpint (figures->revenue_minor, ==, 10501);
  g_assert_cmpint (figures->median_minor, ==, 2751); /* (2501 + 3000) ÷ 2 */
  g_assert_cmpuint (figures->n_customers, ==, 2);
  g_assert_cmpuint (figures->n_new_customers, ==, 1); /* Bert */
  g_assert_cmpfloat_with_epsilon (figures->orders_per_customer, 1.5, 1e-12);
  g_assert_true (overview->has_comparison);
  g_assert_false (overview->is_comparison_partial);
  g_assert_cmpint (before->from, ==, day (6));
  g_assert_cmpint (before->to, ==, day (10));
  g_assert_cmpuint (before->n_orders, ==, 0);
  g_assert_cmpint (before->aov_minor, ==, PNR_MONEY_UNKNOWN);
  g_assert_true (isnan (before->margin_share));
}

static void
test_dates_and_comparisons (void)
{
  PnrOverviewRequest request = {
    .kind = PNR_PERIOD_DATES, .from = day (5), .to = day (13), .comparison = PNR_COMPARISON_PREVIOUS
  };
  g_autoptr (PnrOverview) overview = review (&request);
  g_autoptr (PnrOverview) year = NULL;
  g_autoptr (PnrOverview) empty = NULL;

  g_assert_cmpuint (overview->figures.n_orders, ==, 4);
  g_assert_true (overview->has_comparison);
  g_assert_true (overview->is_comparison_partial);
  g_assert_cmpuint (overview->comparison.n_orders, ==, 1);
  request.comparison = PNR_COMPARISON_YEAR_EARLIER;
  year = review (&request);
  g_assert_false (year->has_comparison);
  request.from = day (366 + 5); /* 2024 has 366 days */
  request.to = day (366 + 13);
  empty = review (&request);
  g_assert_cmpuint (empty->figures.n_orders, ==, 0);
  g_assert_cmpuint (empty->bins->len, ==, 0);
  g_assert_true (empty->has_comparison);
  g_assert_cmpint (empty->comparison.from, ==, day (5));
  g_assert_cmpuint (empty->comparison.n_orders, ==, 4);
}

static void
test_channels (void)
{
  PnrOverviewRequest request = { .channel = "web" };
  g_autoptr (PnrOverview) web = review (&request);
  g_autoptr (PnrOverview) shop = NULL;
  g_autoptr (PnrOverview) none = NULL;
  g_autoptr (PnrOverview) unknown = NULL;

  request.channel = "shop";
  shop = review (&request);
  request.channel = "";
  none = review (&request);
  request.channel = "fax";
  unknown = review (&request);
  g_assert_cmpint (web->figures.revenue_minor + shop->figures.revenue_minor
                       + none->figures.revenue_minor,
                   ==, 15001);
  /* Anna's first order was in the web, so that in the shop was none. */
  g_assert_cmpuint (shop->figures.parts[PNR_ORDERS_REPEAT].n_orders, ==, 1);
  g_assert_cmpuint (unknown->figures.n_orders, ==, 0);
}

static void
test_course (void)
{
  PnrOverviewRequest request = { .kind = PNR_PERIOD_DATES, .to = day (14), .from = day (-51) };
  g_autoptr (PnrOverview) weeks = review (&request);
  g_autoptr (PnrOverview) days = NULL;
  const PnrTrendPoint *points = (const PnrTrendPoint *) weeks->trend->data;
  gint64 revenue = 0;

  g_assert_cmpuint (weeks->step_days, ==, 7);
  g_assert_cmpuint (weeks->trend->len, ==, 10); /* 65 days */
  g_assert_cmpuint (points[0].n_days, ==, 2);
  g_assert_cmpint (points[0].from, ==, day (-51));
  g_assert_cmpint (points[1].from, ==, day (-49));
  g_assert_cmpuint (points[9].n_orders, ==, 4);
  g_assert_cmpuint (points[8].n_orders, ==, 2);
  for (guint i = 0; i < weeks->trend->len; i++)
    revenue += points[i].revenue_minor;
  g_assert_cmpint (revenue, ==, weeks->figures.revenue_minor);
  request.from = day (4);
  request.comparison = PNR_COMPARISON_PREVIOUS;
  days = review (&request);
  g_assert_cmpuint (days->trend->len, ==, 10);
  g_assert_cmpint (g_array_index (days->trend, PnrTrendPoint, 1).revenue_minor, ==, 2000);
  g_assert_cmpint (g_array_index (days->trend, PnrTrendPoint, 6).revenue_before_minor, ==, 1000);
}

static void
test_bins (void)
{
  PnrOverviewRequest request = { 0 };
  g_autoptr (PnrOverview) overview = review (&request);
  guint n_orders = 0;

  g_assert_cmpuint (overview->bins->len, >, 5);
  for (guint i = 0; i < overview->bins->len; i++) {
    const PnrValueBin *bin = &g_array_index (overview->bins, PnrValueBin, i);

    n_orders += bin->n_orders;
    if (i > 0)
      g_assert_cmpint (bin->low_minor, ==,
                       g_array_index (overview->bins, PnrValueBin, i - 1).high_minor);
  }
  g_assert_cmpuint (n_orders, ==, 7);
  g_assert_cmpuint (g_array_index (overview->bins, PnrValueBin, 0).n_orders, ==, 1);
  g_assert_false (overview->has_lower_bins);
  g_assert_false (overview->has_higher_bins);
}

/* The same customers order as often as many items as before, only dearer ones. */
static void
test_pure_price_growth (void)
{
  g_autoptr (PnrLedger) ledger = pnr_ledger_new ("EUR", "hash");
  PnrOverviewRequest request = { .kind = PNR_PERIOD_LAST_DAYS,
                                 .n_days = 10,
                                 .comparison = PNR_COMPARISON_PREVIOUS };
  g_autoptr (PnrOverview) overview = NULL;
  g_autoptr (PnrOverview) anonymous = NULL;
  const PnrGrowthFigures *growth;
  gint64 sum = 0;

  for (int i = 0; i < 3; i++) {
    add (ledger, day (1 + i), 7 + i, NULL, 1000 + i, 2, 1, 0);
    add (ledger, day (11 + i), 7 + i, NULL, 1517 + 3 * i, 2, 1, 0);
  }
  add (ledger, day (19), 9, NULL, 0, 0, 1, 0);
  overview = pnr_review_ledger (ledger, &request, NULL, NULL);
  growth = &overview->growth;
  g_assert_true (overview->has_growth && growth->has_customers);
  g_assert_cmpint (growth->change_minor, ==,
                   overview->figures.revenue_minor - overview->comparison.revenue_minor);
  for (guint i = 0; i < PNR_N_GROWTH_PARTS; i++)
    sum += growth->parts_minor[i];
  g_assert_cmpint (sum, ==, growth->change_minor);
  g_assert_cmpint (growth->parts_minor[PNR_GROWTH_PART_CUSTOMERS], ==, 0);
  g_assert_cmpint (growth->price_mix_minor, ==, growth->change_minor);
  g_assert_cmpint (growth->volume_minor, ==, 0);
  add (ledger, day (18), 0, NULL, 1000, 1, 1, 0);
  anonymous = pnr_review_ledger (ledger, &request, NULL, NULL);
  growth = &anonymous->growth;
  g_assert_true (anonymous->has_growth);
  g_assert_false (growth->has_customers);
  g_assert_cmpint (growth->parts_minor[PNR_GROWTH_PART_ORDERS_PER_CUSTOMER], ==, 0);
  g_assert_cmpint (growth->volume_minor + growth->price_mix_minor, ==, growth->change_minor);
}

static void
test_nothing (void)
{
  g_autoptr (PnrLedger) ledger = pnr_ledger_new ("EUR", "hash");
  PnrOverviewRequest request = { .kind = PNR_PERIOD_LAST_DAYS, .n_days = 30 };
  g_autoptr (PnrOverview) overview = pnr_review_ledger (ledger, &request, NULL, NULL);
  g_autoptr (GVariant) report = g_variant_ref_sink (pnr_overview_to_report (overview));

  g_assert_cmpuint (overview->figures.n_orders, ==, 0);
  g_assert_cmpuint (overview->trend->len, ==, 0);
  g_assert_cmpint (overview->figures.median_minor, ==, PNR_MONEY_UNKNOWN);
  g_assert_nonnull (report);
}

static void
test_too_large (void)
{
  g_autoptr (PnrLedger) ledger = pnr_ledger_new ("EUR", "hash");
  PnrOverviewRequest request = { 0 };
  g_autoptr (PnrOverview) overview = NULL;
  g_autoptr (GError) error = NULL;
  PnrLedgerOrder order = { .time = G_MAXINT64 - 1,
                           .total_minor = G_MAXINT64 - 1,
                           .customer = PNR_LEDGER_NOBODY,
                           .n_lines = 1 };

  pnr_ledger_add_order (ledger, &order);
  pnr_ledger_add_order (ledger, &order);
  overview = pnr_review_ledger (ledger, &request, NULL, &error);
  g_assert_null (overview);
  g_assert_error (error, PNR_ECONOMY_ERROR, PNR_ECONOMY_ERROR_AMOUNT_TOO_LARGE);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/economy/review/whole-history", test_whole_history);
  g_test_add_func ("/economy/review/last-days", test_last_days);
  g_test_add_func ("/economy/review/dates-and-comparisons", test_dates_and_comparisons);
  g_test_add_func ("/economy/review/channels", test_channels);
  g_test_add_func ("/economy/review/course", test_course);
  g_test_add_func ("/economy/review/bins", test_bins);
  g_test_add_func ("/economy/review/pure-price-growth", test_pure_price_growth);
  g_test_add_func ("/economy/review/nothing", test_nothing);
  g_test_add_func ("/economy/review/too-large", test_too_large);
  return g_test_run ();
}

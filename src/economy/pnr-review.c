/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a period of the order history came to: its figures, its course, its order values.
 *
 * Two passes over the ledger, one line per order: the first finds every customer's first order, the
 * second sums both periods at once. The values of the orders are sorted for their quantiles, so a
 * review costs O(n log n); a million orders take well under a second. Days are days in UTC, as in
 * the plan file. */
#include "config.h"

#include "economy/pnr-review.h"

#include <glib/gi18n.h>
#include <math.h>

#include "base/pnr-money.h"
#include "economy/pnr-economy-error.h"
#include "economy/pnr-growth.h"
#include "economy/pnr-review-course.h"

#define DAY G_GINT64_CONSTANT (86400)
#define MICROS 1000000
#define BATCH 65536

/* Midnight of 1 January of the years 1 and 9999: what a calendar can show. */
#define EARLIEST G_GINT64_CONSTANT (-62135596800)
#define LATEST G_GINT64_CONSTANT (253370764800)

/* No name of the ledger: nothing has this channel. */
#define NO_NAME G_MAXUINT

typedef struct {
  gboolean takes_undated;
  gint64 from;
  gint64 to;
  PnrPeriodFigures *figures;
  GArray *values;
  guint8 *seen;
  gint64 costed_minor;
  gint64 net_micros;
  gint64 cost_micros;
  guint n_identified;
} Period;

typedef struct {
  PnrLedger *ledger;
  PnrOverview *overview;
  guint channel;
  guint group;
  gboolean any_channel;
  gboolean any_group;
  guint32 *first_orders; /* by customer */
  Period periods[2];
} Review;

static guint
find_name (GPtrArray *names, const char *name)
{
  guint index;

  return name != NULL && g_ptr_array_find_with_equal_func (names, name, g_str_equal, &index)
             ? index
             : NO_NAME;
}

static gboolean
is_earlier (const PnrLedgerOrder *order, const PnrLedgerOrder *other)
{
  if (order->time == PNR_LEDGER_TIME_UNKNOWN)
    return FALSE;
  return other->time == PNR_LEDGER_TIME_UNKNOWN || order->time < other->time;
}

/* Dated orders come before undated ones, then the order of the file decides. */
static void
find_first_orders (Review *review)
{
  const PnrLedgerOrder *orders = (const PnrLedgerOrder *) review->ledger->orders->data;
  PnrOverview *overview = review->overview;

  for (guint32 i = 0; i < review->ledger->n_customers; i++)
    review->first_orders[i] = G_MAXUINT32;
  for (guint32 i = 0; i < review->ledger->orders->len; i++) {
    const PnrLedgerOrder *order = &orders[i];
    guint32 *first =
        order->customer != PNR_LEDGER_NOBODY ? &review->first_orders[order->customer] : NULL;

    if (first != NULL && (*first == G_MAXUINT32 || is_earlier (order, &orders[*first])))
      *first = i;
    if (order->time == PNR_LEDGER_TIME_UNKNOWN) {
      overview->n_undated++;
      continue;
    }
    if (overview->first_order == PNR_LEDGER_TIME_UNKNOWN || order->time < overview->first_order)
      overview->first_order = order->time;
    overview->last_order = MAX (overview->last_order, order->time);
  }
}

static gint64
day_of (gint64 time)
{
  gint64 within = CLAMP (time, EARLIEST, LATEST);

  return within >= 0 ? within / DAY : -((-within + DAY - 1) / DAY);
}

static gint64
shift_year (gint64 time)
{
  g_autoptr (GDateTime) moment = g_date_time_new_from_unix_utc (time);
  g_autoptr (GDateTime) earlier = moment != NULL ? g_date_time_add_years (moment, -1) : NULL;

  return earlier != NULL ? g_date_time_to_unix (earlier) : time - 365 * DAY;
}

static void
set_period (Review *review, const PnrOverviewRequest *request)
{
  PnrOverview *overview = review->overview;
  Period *period = &review->periods[0];
  gboolean is_dated = overview->last_order != PNR_LEDGER_TIME_UNKNOWN;

  period->takes_undated =
      request->kind == PNR_PERIOD_ALL || (request->kind == PNR_PERIOD_LAST_DAYS && !is_dated);
  period->from = period->to = PNR_LEDGER_TIME_UNKNOWN;
  if (request->kind == PNR_PERIOD_DATES) {
    period->from = CLAMP (request->from, EARLIEST, LATEST);
    period->to = CLAMP (request->to, period->from, LATEST);
  } else if (is_dated) {
    period->to = (day_of (overview->last_order) + 1) * DAY;
    period->from = request->kind == PNR_PERIOD_ALL
                       ? day_of (overview->first_order) * DAY
                       : period->to - (gint64) MAX (request->n_days, 1) * DAY;
  }
}

/* A comparison with a time before all data would say that everything has grown. */
static void
set_comparison (Review *review, const PnrOverviewRequest *request)
{
  PnrOverview *overview = review->overview;
  const Period *period = &review->periods[0];
  Period *before = &review->periods[1];

  if (request->comparison == PNR_COMPARISON_NONE || request->kind == PNR_PERIOD_ALL
      || period->from == PNR_LEDGER_TIME_UNKNOWN)
    return;
  if (request->comparison == PNR_COMPARISON_PREVIOUS) {
    before->from = period->from - (period->to - period->from);
    before->to = period->from;
  } else {
    before->from = shift_year (period->from);
    before->to = shift_year (period->to);
  }
  overview->has_comparison = overview->first_order != PNR_LEDGER_TIME_UNKNOWN
                             && before->to > overview->first_order
                             && before->from <= overview->last_order;
  overview->is_comparison_partial =
      overview->has_comparison && before->from < day_of (overview->first_order) * DAY;
}

static gboolean
is_in (const Period *period, const PnrLedgerOrder *order)
{
  return period->takes_undated || (order->time >= period->from && order->time < period->to);
}

static gboolean
add_sum (gint64 *sum, gint64 amount)
{
  return !__builtin_add_overflow (*sum, amount, sum);
}

static gboolean
add_order (Review *review, Period *period, guint32 index, const PnrLedgerOrder *order)
{
  PnrPeriodFigures *figures = period->figures;
  gboolean is_first =
      order->customer != PNR_LEDGER_NOBODY && review->first_orders[order->customer] == index;
  PnrOrdersPart part = order->customer == PNR_LEDGER_NOBODY ? PNR_ORDERS_ANONYMOUS
                       : is_first                           ? PNR_ORDERS_FIRST
                                                            : PNR_ORDERS_REPEAT;

  figures->n_orders++;
  figures->n_lines += order->n_lines;
  figures->n_uncosted += order->n_uncosted;
  figures->n_unpriced += order->n_unpriced;
  figures->n_new_customers += is_first;
  figures->parts[part].n_orders++;
  g_array_append_val (period->values, order->total_minor);
  if (order->customer != PNR_LEDGER_NOBODY) {
    period->n_identified++;
    figures->n_customers += !period->seen[order->customer];
    period->seen[order->customer] = 1;
  }
  return add_sum (&figures->revenue_minor, order->total_minor)
         && add_sum (&figures->units_milli, order->units_milli)
         && add_sum (&figures->parts[part].revenue_minor, order->total_minor)
         && add_sum (&figures->parts[part].units_milli, order->units_milli)
         && add_sum (&period->costed_minor, order->costed_minor)
         && add_sum (&period->net_micros, order->net_micros)
         && add_sum (&period->cost_micros, order->cost_micros);
}

static gboolean
add_orders (Review *review, PnrProgress *progress, GError **error)
{
  const PnrLedgerOrder *orders = (const PnrLedgerOrder *) review->ledger->orders->data;
  guint n_periods = review->overview->has_comparison ? 2 : 1;

  for (guint32 i = 0; i < review->ledger->orders->len; i++) {
    const PnrLedgerOrder *order = &orders[i];

    if (i % BATCH == 0 && !pnr_progress_check (progress, error))
      return FALSE;
    if ((!review->any_channel && order->channel != review->channel)
        || (!review->any_group && order->group != review->group))
      continue;
    for (guint j = 0; j < n_periods; j++) {
      if (!is_in (&review->periods[j], order))
        continue;
      if (!add_order (review, &review->periods[j], i, order)) {
        g_set_error_literal (error, PNR_ECONOMY_ERROR, PNR_ECONOMY_ERROR_AMOUNT_TOO_LARGE,
                             _ ("The amounts of the orders are too large to be added up. Look for "
                                "a wrong amount in the newest import, and undo it."));
        return FALSE;
      }
      pnr_review_course_add (review->overview, j, review->periods[j].to, order);
    }
  }
  return TRUE;
}

static int
compare_amounts (gconstpointer a, gconstpointer b)
{
  gint64 first = *(const gint64 *) a;
  gint64 second = *(const gint64 *) b;

  return (first > second) - (first < second);
}

/* The least value that at least @n_tenths tenths of the orders do not exceed. */
static gint64
quantile (GArray *values, guint n_tenths)
{
  guint64 rank = ((guint64) values->len * n_tenths + 9) / 10;

  return g_array_index (values, gint64, MAX (rank, 1) - 1);
}

/* Half away from zero between the two middle ones of an even number. */
static gint64
median (GArray *values)
{
  guint middle = values->len / 2;
  gint64 high = g_array_index (values, gint64, middle);

  if (values->len % 2 == 1)
    return high;
  return pnr_money_round_ratio (high + g_array_index (values, gint64, middle - 1), 1, 2);
}

static void
find_earnings (Period *period, const char *currency)
{
  PnrPeriodFigures *figures = period->figures;
  gint64 micros_per_minor = MICROS / pnr_currency_get_unit (currency);
  gint64 earned_micros = period->net_micros - period->cost_micros;

  figures->costed_share =
      (double) (figures->n_lines - figures->n_uncosted) / (double) figures->n_lines;
  if (figures->n_lines == figures->n_uncosted)
    return;
  figures->tax_minor =
      period->costed_minor - pnr_money_round_ratio (period->net_micros, 1, micros_per_minor);
  figures->contribution_minor = pnr_money_round_ratio (earned_micros, 1, micros_per_minor);
  figures->contribution_per_order_minor =
      pnr_money_round_ratio (earned_micros, 1, micros_per_minor * figures->n_orders);
  if (period->net_micros > 0)
    figures->margin_share = (double) earned_micros / (double) period->net_micros;
}

/* An order history without amounts says how much was bought and not for how much. */
static void
forget_revenue (PnrPeriodFigures *figures)
{
  figures->revenue_minor = PNR_MONEY_UNKNOWN;
  for (guint i = 0; i < PNR_N_ORDERS_PARTS; i++)
    figures->parts[i].revenue_minor = PNR_MONEY_UNKNOWN;
}

static void
find_values (Period *period)
{
  PnrPeriodFigures *figures = period->figures;

  g_array_sort (period->values, compare_amounts);
  figures->aov_minor = pnr_money_round_ratio (figures->revenue_minor, 1, figures->n_orders);
  figures->median_minor = median (period->values);
  figures->p10_minor = quantile (period->values, 1);
  figures->p90_minor = quantile (period->values, 9);
}

static void
end_period (Period *period, const char *currency)
{
  PnrPeriodFigures *figures = period->figures;

  figures->from = period->from;
  figures->to = period->to;
  figures->aov_minor = figures->median_minor = PNR_MONEY_UNKNOWN;
  figures->p10_minor = figures->p90_minor = PNR_MONEY_UNKNOWN;
  figures->contribution_minor = figures->contribution_per_order_minor = PNR_MONEY_UNKNOWN;
  figures->tax_minor = PNR_MONEY_UNKNOWN;
  figures->margin_share = figures->costed_share = figures->units_per_order = NAN;
  figures->orders_per_customer = NAN;
  if (figures->n_orders == 0)
    return;
  figures->units_per_order = (double) figures->units_milli / 1000.0 / figures->n_orders;
  if (figures->n_customers > 0)
    figures->orders_per_customer = (double) period->n_identified / figures->n_customers;
  if (figures->n_unpriced == figures->n_lines) {
    forget_revenue (figures);
    return;
  }
  find_values (period);
  find_earnings (period, currency);
}

static PnrGrowthPeriod
count_growth (const PnrPeriodFigures *figures, gboolean has_customers)
{
  return (PnrGrowthPeriod){
    .customers = has_customers ? figures->n_customers : figures->n_orders,
    .orders = figures->n_orders,
    .items = figures->units_milli,
    .revenue_minor = figures->revenue_minor,
  };
}

/* Where some orders have no customer, orders stand for customers. Price and what was bought for it
 * is all that is not volume. */
static void
find_growth (PnrOverview *overview)
{
  PnrGrowthFigures *figures = &overview->growth;
  gboolean has_customers = overview->figures.parts[PNR_ORDERS_ANONYMOUS].n_orders == 0
                           && overview->comparison.parts[PNR_ORDERS_ANONYMOUS].n_orders == 0;
  PnrGrowthPeriod before = count_growth (&overview->comparison, has_customers);
  PnrGrowthPeriod after = count_growth (&overview->figures, has_customers);
  PnrGrowth growth;

  G_STATIC_ASSERT ((int) PNR_N_GROWTH == (int) PNR_N_GROWTH_PARTS);
  if (before.revenue_minor <= 0 || after.revenue_minor <= 0 || before.items <= 0 || after.items <= 0
      || !pnr_growth_decompose (&before, &after, &growth))
    return;
  overview->has_growth = TRUE;
  figures->has_customers = has_customers;
  figures->change_minor = growth.change_minor;
  for (guint i = 0; i < PNR_N_GROWTH_PARTS; i++)
    figures->parts_minor[i] = growth.parts_minor[i];
  figures->price_mix_minor = growth.parts_minor[PNR_GROWTH_PRICE_PER_ITEM];
  figures->volume_minor = growth.change_minor - figures->price_mix_minor;
}

static gboolean
run_review (Review *review, const PnrOverviewRequest *request, PnrProgress *progress,
            GError **error)
{
  PnrOverview *overview = review->overview;

  find_first_orders (review);
  set_period (review, request);
  set_comparison (review, request);
  pnr_review_course_begin (overview, review->periods[0].from, review->periods[0].to);
  if (!add_orders (review, progress, error))
    return FALSE;
  end_period (&review->periods[0], overview->currency);
  if (overview->has_comparison) {
    end_period (&review->periods[1], overview->currency);
    find_growth (overview);
  }
  pnr_review_course_bin (overview, review->periods[0].values);
  return TRUE;
}

/**
 * pnr_review_ledger:
 * @ledger: a history
 * @request: which period of it, against which, of which channel and customer group
 * @progress: (nullable): a progress
 * @error: a place for a sentence
 *
 * Orders without a date count only where the whole history is asked for, or where no order has one
 * and days back from the last would mean nothing. The whole history is compared with
 * nothing. Whether an order is its customer's first is decided over the whole history, whatever is
 * asked for.
 *
 * Returns: (transfer full) (nullable): the overview
 */
PnrOverview *
pnr_review_ledger (PnrLedger *ledger, const PnrOverviewRequest *request, PnrProgress *progress,
                   GError **error)
{
  g_autoptr (PnrOverview) overview = pnr_overview_new (ledger->currency, ledger->data_hash);
  g_autofree guint32 *first_orders = g_new (guint32, ledger->n_customers + 1);
  g_autofree guint8 *seen = g_new0 (guint8, ledger->n_customers + 1);
  g_autofree guint8 *seen_before = g_new0 (guint8, ledger->n_customers + 1);
  g_autoptr (GArray) values = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GArray) values_before = g_array_new (FALSE, FALSE, sizeof (gint64));
  Review review = {
    .ledger = ledger,
    .overview = overview,
    .any_channel = request->channel == NULL,
    .any_group = request->group == NULL,
    .channel = find_name (ledger->channels, request->channel),
    .group = find_name (ledger->groups, request->group),
    .first_orders = first_orders,
    .periods = { { .figures = &overview->figures, .values = values, .seen = seen },
                 { .figures = &overview->comparison,
                   .values = values_before,
                   .seen = seen_before } },
  };

  if (!run_review (&review, request, progress, error))
    return NULL;
  return g_steal_pointer (&overview);
}

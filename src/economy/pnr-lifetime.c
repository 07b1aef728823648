/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a new customer's later orders are worth, learnt from the orders of those who are known.
 *
 * How often customers return and what they spend then is fitted to their histories (BG/NBD and
 * Gamma-Gamma). A scenario changes what an order is worth; whether later orders keep that, and
 * whether more or fewer of them come, no order line says: both are assumptions. Cost: a thousand
 * likelihoods of at most two thousand customers. */
#include "config.h"

#include "economy/pnr-lifetime.h"

#include <glib/gi18n.h>
#include <math.h>
#include <stdlib.h>

#include "base/pnr-money.h"
#include "economy/pnr-cost-belief.h"
#include "economy/pnr-market-figures.h"
#include "economy/pnr-price-table.h"

#define DAY 86400
#define WEEK (7.0 * DAY)
#define LEAST_CUSTOMERS 200
#define LEAST_RETURNED 100
#define LEAST_WEEKS 26.0
/* More do not change the answer, only the wait. */
#define MOST_FITTED 2000
#define N_GROUPS 5
#define N_BACKTEST_POINTS 4
#define MOST_BACKTESTED 1000
#define N_COST_DRAWS 64

typedef struct {
  guint32 customer;
  gint64 day;
  double amount;
} Visit;

static int
compare_visits (const void *a, const void *b)
{
  const Visit *left = a, *right = b;

  if (left->customer != right->customer)
    return left->customer < right->customer ? -1 : 1;
  return (left->day > right->day) - (left->day < right->day);
}

/* Orders of a customer on one day are one visit; what nets to nothing or less is none. */
static GArray *
list_visits (PnrLedger *ledger, gint64 from, gint64 to)
{
  g_autoptr (GArray) orders = g_array_new (FALSE, FALSE, sizeof (Visit));
  GArray *visits = g_array_new (FALSE, FALSE, sizeof (Visit));
  double unit = (double) pnr_currency_get_unit (ledger->currency);

  for (guint i = 0; i < ledger->orders->len; i++) {
    const PnrLedgerOrder *order = &g_array_index (ledger->orders, PnrLedgerOrder, i);
    Visit visit = { order->customer, order->time / DAY, (double) order->total_minor / unit };

    if (order->customer != PNR_LEDGER_NOBODY && order->time != PNR_LEDGER_TIME_UNKNOWN
        && order->time >= from && order->time < to && order->total_minor > 0)
      g_array_append_val (orders, visit);
  }
  g_array_sort (orders, compare_visits);
  for (guint i = 0; i < orders->len; i++) {
    const Visit *visit = &g_array_index (orders, Visit, i);
    Visit *last = visits->len > 0 ? &g_array_index (visits, Visit, visits->len - 1) : NULL;

    if (last != NULL && last->customer == visit->customer && last->day == visit->day)
      last->amount += visit->amount;
    else
      g_array_append_val (visits, *visit);
  }
  return visits;
}

static gint64
find_last_day (const GArray *visits)
{
  gint64 last = 0;

  for (guint i = 0; i < visits->len; i++)
    last = MAX (last, g_array_index (visits, Visit, i).day);
  return last;
}

static PnrCustomerHistory *
make_histories (const GArray *visits, gint64 last_day, gsize *n_customers)
{
  PnrCustomerHistory *customers = g_new0 (PnrCustomerHistory, visits->len + 1);
  gsize n = 0;
  gint64 first_day = 0;

  for (guint i = 0; i < visits->len; i++) {
    const Visit *visit = &g_array_index (visits, Visit, i);

    if (i == 0 || g_array_index (visits, Visit, i - 1).customer != visit->customer) {
      first_day = visit->day;
      customers[n++].T = (double) (last_day - first_day) / 7.0;
      continue;
    }
    customers[n - 1].x += 1.0;
    customers[n - 1].t_x = (double) (visit->day - first_day) / 7.0;
    customers[n - 1].spend += visit->amount;
  }
  for (gsize i = 0; i < n; i++)
    if (customers[i].x > 0.0)
      customers[i].spend /= customers[i].x;
  *n_customers = n;
  return customers;
}

/**
 * pnr_lifetime_list_histories:
 * @ledger: the orders
 * @from: only orders from this second on
 * @to: only orders before this second
 * @n_customers: (out): how many customers are known
 *
 * Returns: (transfer full): for each of them the visits after the first, in weeks, watched until
 * the last day of the orders
 */
PnrCustomerHistory *
pnr_lifetime_list_histories (PnrLedger *ledger, gint64 from, gint64 to, gsize *n_customers)
{
  g_autoptr (GArray) visits = list_visits (ledger, from, to);

  return make_histories (visits, find_last_day (visits), n_customers);
}

static int
compare_purchases (const void *a, const void *b)
{
  double left = ((const PnrCustomerHistory *) a)->x, right = ((const PnrCustomerHistory *) b)->x;

  return (left > right) - (left < right);
}

/* Every so-manieth customer, by the number of purchases; @offset tells disjoint choices apart. */
static PnrCustomerHistory *
choose (const PnrCustomerHistory *customers, gsize n_customers, gsize stride, gsize offset,
        gboolean must_return, gsize *n_chosen)
{
  PnrCustomerHistory *chosen = g_new (PnrCustomerHistory, n_customers / stride + 2);
  gsize n = 0;

  for (gsize i = offset; i < n_customers; i += stride)
    if (!must_return || customers[i].x > 0.0)
      chosen[n++] = customers[i];
  *n_chosen = n;
  qsort (chosen, n, sizeof *chosen, compare_purchases);
  return chosen;
}

/* A customer watched for no time at all tells nothing, and returning needs two visits. */
static gboolean
fit_models (const PnrCustomerHistory *customers, gsize n_customers, gsize stride, gsize offset,
            PnrLifetime *lifetime, PnrProgress *progress, GError **error)
{
  gsize n_all, n_returned;
  g_autofree PnrCustomerHistory *all =
      choose (customers, n_customers, stride, offset, FALSE, &n_all);
  g_autofree PnrCustomerHistory *returned =
      choose (customers, n_customers, stride, offset, TRUE, &n_returned);
  double likelihood;

  if (!pnr_bg_nbd_fit (all, n_all, &lifetime->orders, NULL, &likelihood, progress, error)
      || !pnr_gamma_gamma_fit (returned, n_returned, &lifetime->spend, NULL, &likelihood, progress,
                               error))
    return FALSE;
  /* The mean of the population exists for q above one only. */
  if (lifetime->spend.q > 1.05) {
    lifetime->expected_spend =
        lifetime->spend.p * lifetime->spend.gamma / (lifetime->spend.q - 1.0);
  } else {
    lifetime->expected_spend = 0.0;
    for (gsize i = 0; i < n_returned; i++)
      lifetime->expected_spend += returned[i].spend / n_returned;
  }
  return TRUE;
}

/**
 * pnr_lifetime_fit:
 * @customers: histories
 * @n_customers: how many
 * @lifetime: (out): what they say; not fitted where there are too few of them
 * @progress: (nullable): a progress; can cancel
 * @error: a place for a cancellation
 *
 * Returns: whether it was not cancelled
 */
gboolean
pnr_lifetime_fit (const PnrCustomerHistory *customers, gsize n_customers, PnrLifetime *lifetime,
                  PnrProgress *progress, GError **error)
{
  g_autoptr (GError) unsettled = NULL;

  *lifetime = (PnrLifetime){ .n_customers = (guint) n_customers };
  for (gsize i = 0; i < n_customers; i++) {
    lifetime->n_returned += customers[i].x > 0.0;
    lifetime->n_weeks = MAX (lifetime->n_weeks, customers[i].T);
  }
  lifetime->repeat_rate =
      n_customers > 0 ? (double) lifetime->n_returned / (double) n_customers : NAN;
  if (n_customers < LEAST_CUSTOMERS || lifetime->n_returned < LEAST_RETURNED
      || lifetime->n_weeks < LEAST_WEEKS)
    return TRUE;
  lifetime->is_fitted =
      fit_models (customers, n_customers, (n_customers + MOST_FITTED - 1) / MOST_FITTED, 0,
                  lifetime, progress, &unsettled);
  return pnr_progress_check (progress, error);
}

/* There is no value at a = 1, but on both sides of it. */
static double
expect_new (const PnrBgNbd *model, double weeks)
{
  PnrBgNbd above = *model, below = *model;

  if (fabs (model->a - 1.0) >= 1e-5)
    return pnr_bg_nbd_expect_new (model, weeks);
  above.a = model->a + 1e-5;
  below.a = model->a - 1e-5;
  return 0.5 * (pnr_bg_nbd_expect_new (&above, weeks) + pnr_bg_nbd_expect_new (&below, weeks));
}

/**
 * pnr_lifetime_count_orders:
 * @model: how customers return
 * @horizon_weeks: how far to look ahead
 * @discount: per year
 *
 * Returns: expected later orders of a new customer, each counted at its present value
 */
double
pnr_lifetime_count_orders (const PnrBgNbd *model, double horizon_weeks, double discount)
{
  double before = 0.0, sum = 0.0, weekly = pow (1.0 + discount, 1.0 / 52.0);

  for (double week = 1.0; week <= horizon_weeks; week += 1.0) {
    double now = expect_new (model, week);

    sum += (now - before) * pow (weekly, -week);
    before = now;
  }
  return sum;
}

/* What an order of @spend leaves, and the costs of the whole store's orders behind it.
 * @cost_share: of the
 * goods in what is paid; @net_share: what tax leaves of it, 0 where the market says. */
typedef struct {
  double cost_share;
  double net_share;
  double units;
  double n_orders;
  double revenue;
  double goods_share;
  double shipping;
} Store;

/* What the market's costs make of the orders. */
static void
set_costs (Store *store, const PnrMarket *market)
{
  double unit = (double) pnr_currency_get_unit (market->currency);
  double net =
      store->net_share > 0.0 ? store->net_share : 1.0 / (1.0 + market->costs.vat_ppm / 1e6);

  store->goods_share = net - store->cost_share;
  store->shipping = (market->costs.ship_order_minor
                     + market->costs.ship_unit_minor * store->units / MAX (store->n_orders, 1.0))
                    / unit;
}

static Store
look_at_store (const PnrOutcome *outcome, const PnrMarket *market, double net_share,
               PnrLedger *ledger, gint64 from, gint64 to)
{
  const PnrEstimate *baseline = outcome->estimates[PNR_SIDE_BASELINE];
  double unit = (double) pnr_currency_get_unit (market->currency);
  double costed = 0.0, cost = 0.0;
  gboolean is_whole = from == G_MININT64 && to == G_MAXINT64;
  Store store = { .net_share = net_share };

  for (guint i = 0; i < ledger->orders->len; i++) {
    const PnrLedgerOrder *order = &g_array_index (ledger->orders, PnrLedgerOrder, i);

    if (!is_whole
        && (order->time == PNR_LEDGER_TIME_UNKNOWN || order->time < from || order->time >= to))
      continue;
    store.n_orders += 1.0;
    store.revenue += (double) order->total_minor / unit;
    costed += (double) order->costed_minor / unit;
    cost += (double) order->cost_micros / 1e6;
    store.units += (double) order->units_milli / 1e3;
  }
  store.cost_share = costed > 0.0
                         ? cost / costed
                         : baseline[PNR_METRIC_COST].value / baseline[PNR_METRIC_REVENUE].value;
  set_costs (&store, market);
  return store;
}

static double
value_of_order (const Store *store, const PnrMarket *market, double spend)
{
  double unit = (double) pnr_currency_get_unit (market->currency);

  return spend * (store->goods_share - market->costs.fee_ppm / 1e6) - store->shipping
         - market->costs.fee_fixed_minor / unit;
}

/* How the value of an average order of the whole store changes, as a share. */
static double
get_change (const Store *store, double extra_revenue, double extra_orders, double unit)
{
  double before = store->revenue / store->n_orders;
  double after = (store->revenue + extra_revenue / unit) / (store->n_orders + extra_orders);

  return after / before - 1.0;
}

/* @orders: later orders of a new customer, at present value. */
static double
get_value (const PnrLifetime *lifetime, double orders, const Store *store, const PnrMarket *market,
           double change, double persistence, double retention)
{
  double spend = lifetime->expected_spend * (1.0 + persistence * change);

  return (double) pnr_currency_get_unit (market->currency) * orders * (1.0 + retention)
         * value_of_order (store, market, spend);
}

/* The scatter of what disjoint groups of customers say is the error of what all of them say. */
static gboolean
find_error (const PnrCustomerHistory *customers, gsize n_customers, const Store *store,
            const PnrMarket *market, const PnrLifetimeTerms *terms, double *standard_error,
            PnrProgress *progress, GError **error)
{
  gsize stride = N_GROUPS * ((n_customers + MOST_FITTED - 1) / MOST_FITTED);
  double sum = 0.0, squares = 0.0;

  *standard_error = NAN;
  for (gsize group = 0; group < N_GROUPS; group++) {
    PnrLifetime own = { 0 };
    g_autoptr (GError) unsettled = NULL;
    double value;

    if (!fit_models (customers, n_customers, stride, group, &own, progress, &unsettled))
      return pnr_progress_check (progress, error);
    value = get_value (
        &own, pnr_lifetime_count_orders (&own.orders, terms->horizon_weeks, terms->discount), store,
        market, 0.0, 0.0, 0.0);
    sum += value;
    squares += value * value;
  }
  *standard_error = sqrt (MAX (squares - sum * sum / N_GROUPS, 0.0) / (N_GROUPS - 1) / N_GROUPS);
  return TRUE;
}

static void
list_terms (PnrOutcome *outcome, const PnrLifetimeTerms *terms)
{
  const char *source = _ ("Stated in the plan, or assumed");

  pnr_outcome_add_assumed (outcome, _ ("Weeks that lifetime value looks ahead"),
                           terms->horizon_weeks, terms->horizon_weeks, terms->horizon_weeks,
                           source);
  pnr_outcome_add_assumed (outcome, _ ("Discount on later money, per year"), terms->discount,
                           terms->discount, terms->discount, source);
  pnr_outcome_add_assumed (outcome, _ ("Share of a changed order value that later orders keep"),
                           terms->persistence.value, terms->persistence.low,
                           terms->persistence.high, source);
  pnr_outcome_add_assumed (outcome, _ ("Change of the number of later orders by the offers"),
                           terms->retention.value, terms->retention.low, terms->retention.high,
                           source);
}

/* What the drawn costs make of it: both sides and their difference, the latter at the best and the
 * worst that the other assumptions allow. */
typedef struct {
  double base;
  double value;
  double lowest;
  double highest;
} Values;

static Values
get_values (const PnrLifetime *lifetime, double orders, const Store *store, const PnrMarket *market,
            const PnrLifetimeTerms *terms, const double changes[3])
{
  Values values = { .base = get_value (lifetime, orders, store, market, 0.0, 0.0, 0.0),
                    .value = get_value (lifetime, orders, store, market, changes[0],
                                        terms->persistence.value, terms->retention.value),
                    .lowest = INFINITY,
                    .highest = -INFINITY };

  for (guint c = 1; c < 3; c++)
    for (guint corner = 0; corner < 4; corner++) {
      double own = get_value (lifetime, orders, store, market, changes[c],
                              corner & 1 ? terms->persistence.low : terms->persistence.high,
                              corner & 2 ? terms->retention.low : terms->retention.high);

      values.lowest = MIN (values.lowest, own);
      values.highest = MAX (values.highest, own);
    }
  return values;
}

/* The middle 90 % of a figure over the costs of the joint draws; the figure itself where no cost is
 * in doubt. */
static PnrEstimate
spread_over_costs (const Values *drawn, gsize offset, double less, double value)
{
  PnrEstimate spread = { .value = value };
  double numbers[N_COST_DRAWS];

  for (guint d = 0; d < N_COST_DRAWS; d++)
    numbers[d] = G_STRUCT_MEMBER (double, &drawn[d], offset) - less * drawn[d].base;
  pnr_market_figures_set_interval (&spread, numbers, N_COST_DRAWS);
  return spread;
}

static void
draw_values (const PnrLifetime *lifetime, double orders, const Store *store,
             const PnrMarket *market, const PnrLifetimeTerms *terms, const double changes[3],
             guint64 seed, Values *drawn)
{
  for (guint d = 0; d < N_COST_DRAWS; d++) {
    g_autoptr (PnrMarket) own = pnr_cost_belief_draw (market, d, seed);
    Store costs = *store;

    if (own != NULL)
      set_costs (&costs, own);
    drawn[d] = get_values (lifetime, orders, &costs, own != NULL ? own : market, terms, changes);
  }
}

/* Costs and customers are uncertain apart from each other. */
static void
widen (PnrEstimate *estimate, double value, double low, double high, double standard_error)
{
  double error = 1.645 * standard_error;

  *estimate = (PnrEstimate){ value, standard_error, value - hypot (value - low, error),
                             value + hypot (high - value, error) };
}

static void
fill_sides (PnrOutcome *outcome, const PnrLifetime *lifetime, const Store *store,
            const PnrMarket *market, const PnrLifetimeTerms *terms, double standard_error)
{
  double unit = (double) pnr_currency_get_unit (market->currency);
  const PnrEstimate *revenue = &outcome->estimates[PNR_SIDE_DELTA][PNR_METRIC_REVENUE];
  const PnrEstimate *orders = &outcome->estimates[PNR_SIDE_DELTA][PNR_METRIC_ORDERS];
  double changes[] = { get_change (store, revenue->value, orders->value, unit),
                       get_change (store, revenue->low, orders->high, unit),
                       get_change (store, revenue->high, orders->low, unit) };
  double later =
      pnr_lifetime_count_orders (&lifetime->orders, terms->horizon_weeks, terms->discount);
  Values central = get_values (lifetime, later, store, market, terms, changes);
  Values drawn[N_COST_DRAWS];
  double base = central.base, value = central.value;
  PnrEstimate ends[2], change[2];
  PnrEstimate *estimates = outcome->estimates[PNR_SIDE_BASELINE];

  draw_values (lifetime, later, store, market, terms, changes, outcome->seed, drawn);
  ends[0] = spread_over_costs (drawn, G_STRUCT_OFFSET (Values, base), 0.0, base);
  widen (&estimates[PNR_METRIC_LTV], base, ends[0].low, ends[0].high, standard_error);
  ends[0] = spread_over_costs (drawn, G_STRUCT_OFFSET (Values, lowest), 0.0, central.lowest);
  ends[1] = spread_over_costs (drawn, G_STRUCT_OFFSET (Values, highest), 0.0, central.highest);
  change[0] =
      spread_over_costs (drawn, G_STRUCT_OFFSET (Values, lowest), 1.0, central.lowest - base);
  change[1] =
      spread_over_costs (drawn, G_STRUCT_OFFSET (Values, highest), 1.0, central.highest - base);
  /* Where no assumptions were drawn there is no range. */
  if (!isfinite (changes[1]))
    ends[0].low = ends[1].high = change[0].low = change[1].high = NAN;
  outcome->estimates[PNR_SIDE_DELTA][PNR_METRIC_LTV] =
      (PnrEstimate){ value - base, 0.0, change[0].low, change[1].high };
  outcome->estimates[PNR_SIDE_SCENARIO][PNR_METRIC_LTV] =
      (PnrEstimate){ value, standard_error, ends[0].low - 1.645 * standard_error,
                     ends[1].high + 1.645 * standard_error };
}

/**
 * pnr_lifetime_fill:
 * @outcome: a simulation's outcome; takes lifetime values, repeat rate and the terms they rest on
 * @market: the market that was simulated
 * @ledger: the orders
 * @from: only orders from this second on
 * @to: only orders before this second
 * @terms: how far to look ahead, and what is assumed of later orders
 * @progress: (nullable): a progress; can cancel
 * @error: a place for a cancellation
 *
 * The value is the contribution of a new customer's orders after the first. With fewer than 200
 * customers, 100 who returned or 26 weeks there is none, only the observed repeat rate.
 *
 * Returns: whether it was not cancelled
 */
gboolean
pnr_lifetime_fill (PnrOutcome *outcome, const PnrMarket *market, PnrLedger *ledger, gint64 from,
                   gint64 to, const PnrLifetimeTerms *terms, PnrProgress *progress, GError **error)
{
  gsize n_customers;
  g_autofree PnrCustomerHistory *customers =
      pnr_lifetime_list_histories (ledger, from, to, &n_customers);
  Store store = look_at_store (outcome, market, terms->net_share, ledger, from, to);
  PnrLifetime lifetime;
  double standard_error;

  if (!pnr_lifetime_fit (customers, n_customers, &lifetime, progress, error))
    return FALSE;
  outcome->n_customers = lifetime.n_customers;
  outcome->repeat_rate = lifetime.repeat_rate;
  if (!lifetime.is_fitted || store.n_orders == 0.0) {
    pnr_outcome_take_warning (
        outcome, g_strdup (_ ("There is too little history of known customers to tell lifetime "
                              "value: it takes 200 customers, 100 who returned, and 26 weeks.")));
    return TRUE;
  }
  if (!find_error (customers, n_customers, &store, market, terms, &standard_error, progress, error)
      || !pnr_lifetime_backtest (ledger, from, to, &outcome->ltv_backtest_error, progress, error))
    return FALSE;
  list_terms (outcome, terms);
  fill_sides (outcome, &lifetime, &store, market, terms, standard_error);
  outcome->has_ltv = TRUE;
  return TRUE;
}

/* Visits of customers known before @split, up to so many weeks after it. */
static double
count_later (const GArray *visits, gint64 split_day, double weeks, gsize stride)
{
  double n = 0.0;
  gsize index = 0;
  gboolean is_known = FALSE;

  for (guint i = 0; i < visits->len; i++) {
    const Visit *visit = &g_array_index (visits, Visit, i);

    if (i == 0 || g_array_index (visits, Visit, i - 1).customer != visit->customer) {
      is_known = visit->day <= split_day && index % stride == 0;
      index += visit->day <= split_day;
    }
    n += is_known && visit->day > split_day && (double) (visit->day - split_day) <= 7.0 * weeks;
  }
  return n;
}

/**
 * pnr_lifetime_backtest:
 * @ledger: the orders
 * @from: only orders from this second on
 * @to: only orders before this second
 * @error_share: (out): mean absolute error of the predicted number of visits, as a share; NaN where
 *   there is too little history
 * @progress: (nullable): a progress; can cancel
 * @error: a place for a cancellation
 *
 * Fits to the first two thirds of the time and predicts, for the customers known by then, how many
 * visits the last third brings, up to four moments of it.
 *
 * Returns: whether it was not cancelled
 */
gboolean
pnr_lifetime_backtest (PnrLedger *ledger, gint64 from, gint64 to, double *error_share,
                       PnrProgress *progress, GError **error)
{
  g_autoptr (GArray) visits = list_visits (ledger, from, to);
  gint64 last = find_last_day (visits), first = last, split;
  g_autofree PnrCustomerHistory *customers = NULL;
  gsize n_customers, stride, n_points = 0;
  PnrLifetime lifetime;

  *error_share = NAN;
  for (guint i = 0; i < visits->len; i++)
    first = MIN (first, g_array_index (visits, Visit, i).day);
  split = first + (last - first) * 2 / 3;
  customers = pnr_lifetime_list_histories (ledger, from, MIN (to, (split + 1) * DAY), &n_customers);
  if (!pnr_lifetime_fit (customers, n_customers, &lifetime, progress, error))
    return FALSE;
  if (!lifetime.is_fitted || fabs (lifetime.orders.a - 1.0) < 1e-5)
    return TRUE;
  stride = (n_customers + MOST_BACKTESTED - 1) / MOST_BACKTESTED;
  *error_share = 0.0;
  for (guint point = 1; point <= N_BACKTEST_POINTS; point++) {
    double weeks = (double) (last - split) / 7.0 * point / N_BACKTEST_POINTS;
    double seen = count_later (visits, split, weeks, stride), expected = 0.0;

    for (gsize i = 0; i < n_customers; i += stride)
      expected += pnr_bg_nbd_expect (&lifetime.orders, customers[i].x, customers[i].t_x,
                                     customers[i].T, weeks);
    if (!pnr_progress_check (progress, error))
      return FALSE;
    if (seen > 0.0) {
      *error_share += fabs (expected / seen - 1.0);
      n_points++;
    }
  }
  *error_share = n_points > 0 ? *error_share / n_points : NAN;
  return TRUE;
}

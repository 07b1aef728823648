/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tells from orders how customers come back, by the month and the product they began with.
 *
 * Who began less than so many days before the last order was not watched long enough to count as
 * one who stayed away, and is left out of the shares; out of revenue nobody is, so that the cohorts
 * sum to the orders. Coming back is an order on a later day. */
#include "config.h"

#include "economy/pnr-loyalty.h"

#include <math.h>

#include "base/pnr-money.h"

#define DAY 86400
/* Fewer say nothing about a product. */
#define LEAST_BEGINNERS 30
#define MOST_PRODUCTS 50

typedef struct {
  gint64 first_time;
  gint64 second_day;
  guint n_orders;
  gint64 revenue_minor;
} Customer;

static gboolean
is_known (const PnrLedgerOrder *order)
{
  return order->customer != PNR_LEDGER_NOBODY && order->time != PNR_LEDGER_TIME_UNKNOWN;
}

static Customer *
gather (PnrLedger *ledger, gint64 *last_day)
{
  Customer *customers = g_new (Customer, ledger->n_customers + 1);

  *last_day = G_MININT64;
  for (guint c = 0; c < ledger->n_customers; c++)
    customers[c] = (Customer){ G_MAXINT64, G_MAXINT64, 0, 0 };
  for (guint i = 0; i < ledger->orders->len; i++) {
    const PnrLedgerOrder *order = &g_array_index (ledger->orders, PnrLedgerOrder, i);

    if (order->time != PNR_LEDGER_TIME_UNKNOWN)
      *last_day = MAX (*last_day, order->time / DAY);
    if (!is_known (order))
      continue;
    customers[order->customer].first_time =
        MIN (customers[order->customer].first_time, order->time);
    customers[order->customer].n_orders++;
    customers[order->customer].revenue_minor += order->total_minor;
  }
  for (guint i = 0; i < ledger->orders->len; i++) {
    const PnrLedgerOrder *order = &g_array_index (ledger->orders, PnrLedgerOrder, i);
    Customer *customer = is_known (order) ? &customers[order->customer] : NULL;

    if (customer != NULL && order->time / DAY > customer->first_time / DAY)
      customer->second_day = MIN (customer->second_day, order->time / DAY);
  }
  return customers;
}

static gboolean
is_watched (const Customer *customer, gint64 last_day, guint within_days)
{
  return customer->n_orders > 0 && customer->first_time / DAY + within_days <= last_day;
}

static gboolean
has_returned (const Customer *customer, guint within_days)
{
  return customer->second_day != G_MAXINT64
         && customer->second_day - customer->first_time / DAY <= within_days;
}

typedef struct {
  const Customer *customers;
  gint64 last_day;
  guint within_days;
} Watch;

/* One more of those who began in some way. */
static void
count_one (const Watch *watch, guint customer, PnrRepeatShare *repeat)
{
  if (!is_watched (&watch->customers[customer], watch->last_day, watch->within_days))
    return;
  repeat->n_watched++;
  repeat->n_returned += has_returned (&watch->customers[customer], watch->within_days);
}

static int
compare_cohorts (gconstpointer a, gconstpointer b)
{
  const PnrCohort *left = *(PnrCohort *const *) a, *right = *(PnrCohort *const *) b;

  return left->year != right->year ? left->year - right->year : left->month - right->month;
}

static PnrCohort *
find_cohort (PnrLoyalty *self, GHashTable *cohorts, gint64 time)
{
  g_autoptr (GDateTime) moment = g_date_time_new_from_unix_utc (time);
  int year = moment != NULL ? g_date_time_get_year (moment) : 0;
  int month = moment != NULL ? g_date_time_get_month (moment) : 0;
  gpointer key = GINT_TO_POINTER (year * 12 + month);
  PnrCohort *cohort = g_hash_table_lookup (cohorts, key);

  if (cohort == NULL) {
    cohort = pnr_loyalty_add_cohort (self, year, month);
    g_hash_table_insert (cohorts, key, cohort);
  }
  return cohort;
}

static void
settle (PnrRepeatShare *repeat)
{
  pnr_repeat_share_set (repeat, repeat->n_watched, repeat->n_returned);
}

static void
fill_cohorts (PnrLoyalty *self, const Watch *watch, guint n_customers)
{
  g_autoptr (GHashTable) cohorts = g_hash_table_new (NULL, NULL);

  for (guint c = 0; c < n_customers; c++) {
    const Customer *customer = &watch->customers[c];
    PnrCohort *cohort;

    if (customer->n_orders == 0)
      continue;
    cohort = find_cohort (self, cohorts, customer->first_time);
    cohort->n_customers++;
    cohort->n_orders += customer->n_orders;
    cohort->revenue_minor += customer->revenue_minor;
    count_one (watch, c, &cohort->repeat);
    self->n_customers++;
    count_one (watch, c, &self->repeat);
  }
  for (guint i = 0; i < self->cohorts->len; i++)
    settle (&((PnrCohort *) g_ptr_array_index (self->cohorts, i))->repeat);
  settle (&self->repeat);
  g_ptr_array_sort (self->cohorts, compare_cohorts);
}

static int
compare_rates (gconstpointer a, gconstpointer b)
{
  const PnrFirstBasketRate *left = *(PnrFirstBasketRate *const *) a;
  const PnrFirstBasketRate *right = *(PnrFirstBasketRate *const *) b;

  if (left->repeat.n_watched != right->repeat.n_watched)
    return left->repeat.n_watched > right->repeat.n_watched ? -1 : 1;
  return (left->product_id > right->product_id) - (left->product_id < right->product_id);
}

static void
fill_products (PnrLoyalty *self, const Watch *watch, GArray *first_products)
{
  g_autoptr (GHashTable) rates = g_hash_table_new (g_int64_hash, g_int64_equal);

  for (guint i = 0; i < first_products->len; i++) {
    const PnrFirstProduct *first = &g_array_index (first_products, PnrFirstProduct, i);
    PnrFirstBasketRate *rate = g_hash_table_lookup (rates, &first->product_id);

    if (rate == NULL) {
      rate = pnr_loyalty_add_first_product (self, first->product_id);
      g_hash_table_insert (rates, &rate->product_id, rate);
    }
    rate->n_customers++;
    count_one (watch, first->customer, &rate->repeat);
  }
  for (guint i = self->first_products->len; i-- > 0;) {
    PnrFirstBasketRate *rate = g_ptr_array_index (self->first_products, i);

    if (rate->repeat.n_watched < LEAST_BEGINNERS)
      g_ptr_array_remove_index_fast (self->first_products, i);
    else
      settle (&rate->repeat);
  }
  g_ptr_array_sort (self->first_products, compare_rates);
  if (self->first_products->len > MOST_PRODUCTS)
    g_ptr_array_set_size (self->first_products, MOST_PRODUCTS);
}

static gboolean
project (PnrLoyalty *self, PnrLedger *ledger, const PnrLifetimeTerms *terms, PnrProgress *progress,
         GError **error)
{
  gsize n_customers;
  g_autofree PnrCustomerHistory *histories =
      pnr_lifetime_list_histories (ledger, G_MININT64, G_MAXINT64, &n_customers);
  PnrLifetime lifetime;

  self->horizon_weeks = terms->horizon_weeks;
  self->discount = terms->discount;
  if (!pnr_lifetime_fit (histories, n_customers, &lifetime, progress, error))
    return FALSE;
  if (!lifetime.is_fitted)
    return TRUE;
  self->later_orders =
      pnr_lifetime_count_orders (&lifetime.orders, terms->horizon_weeks, terms->discount);
  self->later_order_minor =
      lifetime.expected_spend * (double) pnr_currency_get_unit (ledger->currency);
  self->is_projected = isfinite (self->later_orders) && isfinite (self->later_order_minor);
  return pnr_lifetime_backtest (ledger, G_MININT64, G_MAXINT64, &self->backtest_error, progress,
                                error);
}

/**
 * pnr_loyalty_measure:
 * @ledger: the orders
 * @first_products: (element-type PnrFirstProduct): what each customer's first order held
 * @within_days: who comes back within so many days of the first order has returned
 * @terms: how far a projection looks ahead
 * @progress: (nullable): a progress; can cancel
 * @error: a place for a cancellation
 *
 * Returns: (transfer full) (nullable): what is known of the customers
 */
PnrLoyalty *
pnr_loyalty_measure (PnrLedger *ledger, GArray *first_products, guint within_days,
                     const PnrLifetimeTerms *terms, PnrProgress *progress, GError **error)
{
  g_autoptr (PnrLoyalty) self = pnr_loyalty_new (ledger->currency, ledger->data_hash);
  gint64 last_day;
  g_autofree Customer *customers = gather (ledger, &last_day);
  Watch watch = { customers, last_day, within_days };

  self->within_days = within_days;
  for (guint i = 0; i < ledger->orders->len; i++) {
    const PnrLedgerOrder *order = &g_array_index (ledger->orders, PnrLedgerOrder, i);

    self->n_orders++;
    self->revenue_minor += order->total_minor;
    if (!is_known (order))
      self->unknown_minor += order->total_minor;
  }
  fill_cohorts (self, &watch, ledger->n_customers);
  fill_products (self, &watch, first_products);
  if (!project (self, ledger, terms, progress, error))
    return NULL;
  return g_steal_pointer (&self);
}

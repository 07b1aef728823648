/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Worked cases of customer lifetime value: fitting, predicting orders and spend, adding them up. */
#include "config.h"

#include "economy/pnr-exact-cases.h"

#include <glib/gi18n.h>
#include <gsl/gsl_errno.h>
#include <math.h>

#include "economy/pnr-case-input.h"
#include "economy/pnr-customer-value.h"

#define LEAST 1e-6
#define MOST 1e6
#define MOST_WEEKS 5200

static gboolean
pnr_value_case_read_orders (GVariant *inputs, PnrBgNbd *model, GError **error)
{
  if (!pnr_case_number_within (inputs, "r", LEAST, MOST, &model->r, error)
      || !pnr_case_number_within (inputs, "alpha", LEAST, MOST, &model->alpha, error)
      || !pnr_case_number_within (inputs, "a", LEAST, MOST, &model->a, error)
      || !pnr_case_number_within (inputs, "b", LEAST, MOST, &model->b, error))
    return FALSE;
  if (fabs (model->a - 1) > 1e-7 && model->a + model->b > 1)
    return TRUE;
  pnr_case_fail (error, _ ("The field “%s” must not be 1, and a and b must add up to more than 1."),
                 "a");
  return FALSE;
}

static gboolean
pnr_value_case_read_spend (GVariant *inputs, PnrGammaGamma *model, GError **error)
{
  return pnr_case_number_within (inputs, "p", LEAST, MOST, &model->p, error)
         && pnr_case_number_within (inputs, "q", 1 + LEAST, MOST, &model->q, error)
         && pnr_case_number_within (inputs, "gamma", LEAST, MOST, &model->gamma, error);
}

static gboolean
pnr_value_case_read_history (GVariant *inputs, PnrCustomerHistory *history, GError **error)
{
  return pnr_case_number_within (inputs, "x", 0, MOST, &history->x, error)
         && pnr_case_number_within (inputs, "T", 0, MOST, &history->T, error)
         && pnr_case_number_within (inputs, "t_x", 0, history->T, &history->t_x, error);
}

static GVariant *
pnr_value_case_predict (GVariant *inputs, PnrProgress *progress, GError **error)
{
  PnrCustomerHistory history;
  PnrBgNbd model;
  double horizon;
  GVariantDict *report;

  if (!pnr_value_case_read_orders (inputs, &model, error)
      || !pnr_value_case_read_history (inputs, &history, error)
      || !pnr_case_number_within (inputs, "horizon", 0, MOST_WEEKS, &horizon, error))
    return NULL;
  report = pnr_report_new ();
  pnr_report_add_number (report, "p_alive",
                         pnr_bg_nbd_alive (&model, history.x, history.t_x, history.T));
  pnr_report_add_number (report, "expected_transactions",
                         pnr_bg_nbd_expect (&model, history.x, history.t_x, history.T, horizon));
  pnr_report_add_number (report, "expected_new_customer", pnr_bg_nbd_expect_new (&model, horizon));
  return pnr_report_end (report);
}

static GVariant *
pnr_value_case_spend (GVariant *inputs, PnrProgress *progress, GError **error)
{
  PnrGammaGamma model;
  double x, spend;
  GVariantDict *report;

  if (!pnr_value_case_read_spend (inputs, &model, error)
      || !pnr_case_number_within (inputs, "x", 0, MOST, &x, error)
      || !pnr_case_number_within (inputs, "mean_spend", 0, 1e12, &spend, error))
    return NULL;
  report = pnr_report_new ();
  pnr_report_add_number (report, "conditional_mean", pnr_gamma_gamma_expect (&model, x, spend));
  pnr_report_add_number (report, "population_mean", pnr_gamma_gamma_expect (&model, 0, 0));
  return pnr_report_end (report);
}

/* Orders expected in each week to come, each worth less the later it is. */
static double
pnr_value_case_discounted (const PnrBgNbd *model, const PnrCustomerHistory *history, double horizon,
                           double weekly_discount)
{
  double before = 0, sum = 0;

  for (guint week = 1; week <= horizon; week++) {
    double until = pnr_bg_nbd_expect (model, history->x, history->t_x, history->T, week);

    sum += (until - before) / pow (1 + weekly_discount, week);
    before = until;
  }
  return sum;
}

typedef struct {
  double gross_margin;
  double fee_rate;
  double per_order; /* what an order costs whatever its value */
} PnrOrderCosts;

static gboolean
pnr_value_case_read_costs (GVariant *inputs, PnrOrderCosts *costs, GError **error)
{
  double ship_order, ship_unit, units, fee_fixed;

  if (!pnr_case_number (inputs, "gross_margin", &costs->gross_margin, error)
      || !pnr_case_number (inputs, "fee_rate", &costs->fee_rate, error)
      || !pnr_case_number (inputs, "ship_order", &ship_order, error)
      || !pnr_case_number (inputs, "ship_unit", &ship_unit, error)
      || !pnr_case_number (inputs, "units_per_order", &units, error)
      || !pnr_case_number (inputs, "fee_fixed", &fee_fixed, error))
    return FALSE;
  costs->per_order = ship_order + ship_unit * units + fee_fixed;
  return TRUE;
}

static GVariant *
pnr_value_case_lifetime (GVariant *inputs, PnrProgress *progress, GError **error)
{
  g_autoptr (GVariant) orders_model = pnr_case_object (inputs, "bgnbd", error);
  g_autoptr (GVariant) spend_model =
      orders_model != NULL ? pnr_case_object (inputs, "gamma_gamma", error) : NULL;
  double horizon, discount, lift, orders, spend, share, contribution, lifted;
  PnrCustomerHistory history;
  PnrGammaGamma gamma_gamma;
  PnrOrderCosts costs;
  PnrBgNbd bg_nbd;
  GVariantDict *report;

  if (spend_model == NULL || !pnr_value_case_read_orders (orders_model, &bg_nbd, error)
      || !pnr_value_case_read_spend (spend_model, &gamma_gamma, error)
      || !pnr_value_case_read_history (inputs, &history, error)
      || !pnr_case_number_within (inputs, "mean_spend", 0, 1e12, &history.spend, error)
      || !pnr_case_number_within (inputs, "horizon_weeks", 0, MOST_WEEKS, &horizon, error)
      || !pnr_case_number_within (inputs, "weekly_discount", 0, 1, &discount, error)
      || !pnr_case_number (inputs, "order_value_lift", &lift, error)
      || !pnr_value_case_read_costs (inputs, &costs, error))
    return NULL;
  orders = pnr_value_case_discounted (&bg_nbd, &history, horizon, discount);
  spend = pnr_gamma_gamma_expect (&gamma_gamma, history.x, history.spend);
  share = costs.gross_margin - costs.fee_rate;
  contribution = spend * share - costs.per_order;
  lifted = spend * (1 + lift) * share - costs.per_order;
  report = pnr_report_new ();
  pnr_report_add_number (report, "discounted_orders", orders);
  pnr_report_add_number (report, "spend", spend);
  pnr_report_add_number (report, "contribution_per_order", contribution);
  pnr_report_add_number (report, "lifetime", orders * contribution);
  pnr_report_add_number (report, "lifetime_with_lift", orders * lifted);
  pnr_report_add_number (report, "change", orders * (lifted - contribution));
  return pnr_report_end (report);
}

/* A filter is a column and its least value: "T_days >= 240". */
static gboolean
pnr_value_case_read_filter (GVariant *inputs, double *least_days, GError **error)
{
  g_autofree char *filter = pnr_report_dup_text (inputs, "filter");
  g_auto (GStrv) words = NULL;
  char *end = NULL;

  *least_days = 0;
  if (filter == NULL)
    return TRUE;
  words = g_strsplit (filter, " ", -1);
  if (g_strv_length (words) == 3 && g_str_equal (words[0], "T_days")
      && g_str_equal (words[1], ">=")) {
    *least_days = g_ascii_strtod (words[2], &end);
    if (end != words[2] && *end == '\0')
      return TRUE;
  }
  pnr_case_fail (error, _ ("The field “%s” must read like “T_days >= 240”."), "filter");
  return FALSE;
}

static gboolean
pnr_value_case_read_row (GVariant *row, PnrCustomerHistory *history)
{
  double numbers[5];

  if (pnr_report_list_length (row) != 5)
    return FALSE;
  for (gsize i = 0; i < 5; i++) {
    g_autoptr (GVariant) cell = pnr_report_list_get (row, i);

    if (!pnr_variant_as_number (cell, &numbers[i]) || !(numbers[i] >= 0))
      return FALSE;
  }
  *history = (PnrCustomerHistory){ .x = numbers[1],
                                   .t_x = numbers[2] / 7,
                                   .T = numbers[3] / 7,
                                   .spend = numbers[4] / 100 / MAX (numbers[1], 1) };
  return history->t_x <= history->T;
}

static GArray *
pnr_value_case_read_customers (GVariant *inputs, GError **error)
{
  g_autoptr (GVariant) data = pnr_case_object (inputs, "data", error);
  g_autoptr (GVariant) rows = data != NULL ? pnr_case_list (data, "rows", error) : NULL;
  g_autoptr (GArray) customers = g_array_new (FALSE, FALSE, sizeof (PnrCustomerHistory));
  double least_days;

  if (rows == NULL || !pnr_value_case_read_filter (inputs, &least_days, error))
    return NULL;
  for (gsize i = 0; i < pnr_report_list_length (rows); i++) {
    g_autoptr (GVariant) row = pnr_report_list_get (rows, i);
    PnrCustomerHistory history;

    if (!pnr_value_case_read_row (row, &history)) {
      pnr_case_fail (error, _ ("The field “%s” has a bad customer in row %u."), "rows",
                     (guint) i + 1);
      return NULL;
    }
    if (history.T >= least_days / 7 - 1e-9)
      g_array_append_val (customers, history);
  }
  return g_steal_pointer (&customers);
}

static GVariant *
pnr_value_case_fit_orders (const GArray *customers, PnrProgress *progress, GError **error)
{
  double errors[4], log_likelihood;
  GVariantDict *report;
  PnrBgNbd model;

  if (!pnr_bg_nbd_fit ((PnrCustomerHistory *) customers->data, customers->len, &model, errors,
                       &log_likelihood, progress, error))
    return NULL;
  report = pnr_report_new ();
  pnr_report_add_number (report, "r", model.r);
  pnr_report_add_number (report, "alpha", model.alpha);
  pnr_report_add_number (report, "a", model.a);
  pnr_report_add_number (report, "b", model.b);
  pnr_report_add_number (report, "log_likelihood", log_likelihood);
  pnr_report_add_value (report, "standard_errors", pnr_case_numbers_new (errors, 4));
  return pnr_report_end (report);
}

static GVariant *
pnr_value_case_fit_spend (const GArray *customers, PnrProgress *progress, GError **error)
{
  g_autoptr (GArray) returning = g_array_new (FALSE, FALSE, sizeof (PnrCustomerHistory));
  double errors[3], log_likelihood;
  GVariantDict *report;
  PnrGammaGamma model;

  for (guint i = 0; i < customers->len; i++) {
    PnrCustomerHistory history = g_array_index (customers, PnrCustomerHistory, i);

    if (history.x >= 1 && history.spend > 0)
      g_array_append_val (returning, history);
  }
  if (!pnr_gamma_gamma_fit ((PnrCustomerHistory *) returning->data, returning->len, &model, errors,
                            &log_likelihood, progress, error))
    return NULL;
  report = pnr_report_new ();
  pnr_report_add_count (report, "customers", returning->len);
  pnr_report_add_number (report, "p", model.p);
  pnr_report_add_number (report, "q", model.q);
  pnr_report_add_number (report, "gamma", model.gamma);
  pnr_report_add_number (report, "log_likelihood", log_likelihood);
  pnr_report_add_value (report, "standard_errors", pnr_case_numbers_new (errors, 3));
  return pnr_report_end (report);
}

static GVariant *
pnr_value_case_fit (GVariant *inputs, PnrProgress *progress, GError **error)
{
  g_autoptr (GArray) customers = pnr_value_case_read_customers (inputs, error);
  g_autoptr (GVariant) orders = NULL;
  GVariantDict *report;
  GVariant *spend;

  if (customers == NULL)
    return NULL;
  orders = pnr_value_case_fit_orders (customers, progress, error);
  if (orders == NULL)
    return NULL;
  g_variant_ref_sink (orders);
  spend = pnr_value_case_fit_spend (customers, progress, error);
  if (spend == NULL)
    return NULL;
  report = pnr_report_new ();
  pnr_report_add_count (report, "customers", customers->len);
  pnr_report_add_value (report, "bgnbd", orders);
  pnr_report_add_value (report, "gamma_gamma", spend);
  return pnr_report_end (report);
}

GVariant *
pnr_customer_value_case_solve (const char *task, GVariant *inputs, PnrProgress *progress,
                               GError **error)
{
  static const struct {
    const char *task;
    GVariant *(*solve) (GVariant *inputs, PnrProgress *progress, GError **error);
  } tasks[] = {
    { "fit", pnr_value_case_fit },
    { "predict", pnr_value_case_predict },
    { "conditional_spend", pnr_value_case_spend },
    { "lifetime_contribution", pnr_value_case_lifetime },
  };

  gsl_set_error_handler_off ();
  for (gsize i = 0; i < G_N_ELEMENTS (tasks); i++)
    if (g_str_equal (tasks[i].task, task))
      return tasks[i].solve (inputs, progress, error);
  pnr_case_unknown_task ("ltv", task, error);
  return NULL;
}

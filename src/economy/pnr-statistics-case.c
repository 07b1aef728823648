/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Averages of orders and their standard errors: plain, per customer, paired and adjusted. */
#include "config.h"

#include "economy/pnr-exact-cases.h"

#include <glib/gi18n.h>
#include <gsl/gsl_cdf.h>
#include <gsl/gsl_statistics_double.h>
#include <math.h>

#include "economy/pnr-case-input.h"

/* Two lists of equal length with at least two members: below that there is no spread. */
static gboolean
pnr_statistics_read_pair (GVariant *inputs, const char *first_key, const char *second_key,
                          double **first, double **second, gsize *n, GError **error)
{
  *first = pnr_case_numbers (inputs, first_key, n, error);
  if (*first == NULL)
    return FALSE;
  if (*n < 2) {
    pnr_case_fail (error, _ ("The field “%s” needs at least two numbers."), first_key);
    return FALSE;
  }
  *second = g_new0 (double, *n);
  return pnr_case_fill (inputs, second_key, *n, *second, error);
}

static GVariant *
pnr_statistics_mean_ci (GVariant *inputs, GError **error)
{
  gsize n = 0;
  g_autofree double *orders = pnr_case_numbers (inputs, "order_values", &n, error);
  double level, z, mean, se, ci[2];
  GVariantDict *report;

  if (orders == NULL)
    return NULL;
  if (n < 2) {
    pnr_case_fail (error, _ ("The field “%s” needs at least two numbers."), "order_values");
    return NULL;
  }
  if (!pnr_report_get_number (inputs, "z", &z)) {
    if (!pnr_case_number_within (inputs, "level", 0.01, 0.999999, &level, error))
      return NULL;
    z = gsl_cdf_ugaussian_Pinv (0.5 + level / 2);
  }
  mean = gsl_stats_mean (orders, 1, n);
  se = gsl_stats_sd (orders, 1, n) / sqrt ((double) n);
  ci[0] = mean - z * se;
  ci[1] = mean + z * se;
  report = pnr_report_new ();
  pnr_report_add_number (report, "aov", mean);
  pnr_report_add_number (report, "se", se);
  pnr_report_add_value (report, "ci", pnr_case_numbers_new (ci, 2));
  pnr_report_add_number (report, "bootstrap_se_limit", se * sqrt ((double) (n - 1) / (double) n));
  return pnr_report_end (report);
}

/* The mean of all orders when whole customers were drawn (Cochran, Sampling Techniques, ch. 6):
 * ratio R of sums, variance (s_yy - 2 R s_yd + R^2 s_dd) / (n mean(d)^2). */
static gboolean
pnr_statistics_ratio (GVariant *inputs, const char *revenue_key, const char *orders_key,
                      double *ratio, double *variance, GError **error)
{
  g_autofree double *revenue = NULL, *orders = NULL;
  double mean_orders, spread;
  gsize n = 0;

  if (!pnr_statistics_read_pair (inputs, revenue_key, orders_key, &revenue, &orders, &n, error))
    return FALSE;
  mean_orders = gsl_stats_mean (orders, 1, n);
  if (mean_orders <= 0) {
    pnr_case_fail (error, _ ("The field “%s” must hold some orders."), orders_key);
    return FALSE;
  }
  *ratio = gsl_stats_mean (revenue, 1, n) / mean_orders;
  spread = gsl_stats_variance (revenue, 1, n)
           - 2 * *ratio * gsl_stats_covariance (revenue, 1, orders, 1, n)
           + *ratio * *ratio * gsl_stats_variance (orders, 1, n);
  *variance = MAX (spread, 0) / ((double) n * mean_orders * mean_orders);
  return TRUE;
}

static GVariant *
pnr_statistics_ratio_delta (GVariant *inputs, GError **error)
{
  double ratio, variance;
  GVariantDict *report;

  if (!pnr_statistics_ratio (inputs, "customer_revenue", "customer_orders", &ratio, &variance,
                             error))
    return NULL;
  report = pnr_report_new ();
  pnr_report_add_number (report, "aov", ratio);
  pnr_report_add_number (report, "se", sqrt (variance));
  return pnr_report_end (report);
}

static GVariant *
pnr_statistics_ratio_difference (GVariant *inputs, GError **error)
{
  g_autoptr (GVariant) a = pnr_case_object (inputs, "a", error);
  g_autoptr (GVariant) b = a != NULL ? pnr_case_object (inputs, "b", error) : NULL;
  double ratio_a, ratio_b, variance_a, variance_b, se;
  GVariantDict *report;

  if (b == NULL || !pnr_statistics_ratio (a, "revenue", "orders", &ratio_a, &variance_a, error)
      || !pnr_statistics_ratio (b, "revenue", "orders", &ratio_b, &variance_b, error))
    return NULL;
  se = sqrt (variance_a + variance_b);
  report = pnr_report_new ();
  pnr_report_add_number (report, "difference", ratio_b - ratio_a);
  pnr_report_add_number (report, "se", se);
  pnr_report_add_number (report, "z", (ratio_b - ratio_a) / se);
  return pnr_report_end (report);
}

/* The same orders before and after: what they share cancels in the difference. */
static GVariant *
pnr_statistics_paired (GVariant *inputs, GError **error)
{
  g_autofree double *before = NULL, *after = NULL, *change = NULL;
  double unpaired;
  GVariantDict *report;
  gsize n = 0;

  if (!pnr_statistics_read_pair (inputs, "before", "after", &before, &after, &n, error))
    return NULL;
  change = g_new (double, n);
  for (gsize i = 0; i < n; i++)
    change[i] = after[i] - before[i];
  unpaired = gsl_stats_variance (before, 1, n) + gsl_stats_variance (after, 1, n);
  report = pnr_report_new ();
  pnr_report_add_number (report, "difference", gsl_stats_mean (change, 1, n));
  pnr_report_add_number (report, "se", gsl_stats_sd (change, 1, n) / sqrt ((double) n));
  pnr_report_add_number (report, "unpaired_se", sqrt (unpaired / (double) n));
  return pnr_report_end (report);
}

/* Deng, Xu, Kohavi, Walker (2013), CUPED: what is known from before takes spread away. */
static GVariant *
pnr_statistics_cuped (GVariant *inputs, GError **error)
{
  g_autofree double *outcome = NULL, *covariate = NULL;
  double population, theta, variance, covariance, spread;
  GVariantDict *report;
  gsize n = 0;

  if (!pnr_statistics_read_pair (inputs, "outcome", "covariate", &outcome, &covariate, &n, error)
      || !pnr_case_number (inputs, "covariate_population_mean", &population, error))
    return NULL;
  spread = gsl_stats_variance (covariate, 1, n);
  if (spread <= 0) {
    pnr_case_fail (error, _ ("The field “%s” must not be the same everywhere."), "covariate");
    return NULL;
  }
  variance = gsl_stats_variance (outcome, 1, n);
  covariance = gsl_stats_covariance (outcome, 1, covariate, 1, n);
  theta = covariance / spread;
  report = pnr_report_new ();
  pnr_report_add_number (report, "theta", theta);
  pnr_report_add_number (report, "adjusted_mean",
                         gsl_stats_mean (outcome, 1, n)
                             - theta * (gsl_stats_mean (covariate, 1, n) - population));
  pnr_report_add_number (report, "adjusted_var", variance - theta * covariance);
  pnr_report_add_number (report, "corr", covariance / sqrt (variance * spread));
  return pnr_report_end (report);
}

static GVariant *
pnr_statistics_orders_needed (GVariant *inputs, GError **error)
{
  double variation, half_width, z, n;
  GVariantDict *report;

  if (!pnr_case_number_within (inputs, "coefficient_of_variation", 0, 1e6, &variation, error)
      || !pnr_case_number_within (inputs, "half_width", 1e-9, 1e9, &half_width, error)
      || !pnr_case_number_within (inputs, "z", 0, 100, &z, error))
    return NULL;
  n = z * variation / half_width;
  report = pnr_report_new ();
  pnr_report_add_number (report, "orders", ceil (n * n));
  return pnr_report_end (report);
}

GVariant *
pnr_statistics_case_solve (const char *task, GVariant *inputs, PnrProgress *progress,
                           GError **error)
{
  static const struct {
    const char *task;
    GVariant *(*solve) (GVariant *inputs, GError **error);
  } tasks[] = {
    { "mean_ci", pnr_statistics_mean_ci },
    { "ratio_delta", pnr_statistics_ratio_delta },
    { "ratio_difference", pnr_statistics_ratio_difference },
    { "paired_difference", pnr_statistics_paired },
    { "cuped", pnr_statistics_cuped },
    { "orders_for_precision", pnr_statistics_orders_needed },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (tasks); i++)
    if (g_str_equal (tasks[i].task, task))
      return tasks[i].solve (inputs, error);
  pnr_case_unknown_task ("statistics", task, error);
  return NULL;
}

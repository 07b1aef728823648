/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Answers worked cases of calibration and of correlation from counts. */
#include "config.h"

#include <glib/gi18n.h>

#include "base/pnr-report.h"
#include "economy/pnr-bivariate.h"
#include "economy/pnr-calibration.h"
#include "economy/pnr-economy-error.h"
#include "economy/pnr-engine-cases.h"

static GVariant *
refuse (const char *task, GError **error)
{
  g_set_error (error, PNR_ECONOMY_ERROR, PNR_ECONOMY_ERROR_BAD_CASE,
               _ ("The case asks for “%s” but lacks a number for it. Check its inputs."), task);
  return NULL;
}

static gboolean
get_numbers (GVariant *inputs, const char *const *keys, double *numbers)
{
  for (gsize i = 0; keys[i] != NULL; i++)
    if (!pnr_report_get_number (inputs, keys[i], &numbers[i]))
      return FALSE;
  return TRUE;
}

static PnrValueFamily
get_family (GVariant *inputs)
{
  g_autofree char *kind = pnr_report_dup_text (inputs, "kind");

  return g_strcmp0 (kind, "normal") == 0 ? PNR_VALUE_NORMAL : PNR_VALUE_LOG_NORMAL;
}

static void
add_spread (GVariantDict *report, PnrValueFamily family, PnrValueSpread spread)
{
  gboolean is_log = family == PNR_VALUE_LOG_NORMAL;

  pnr_report_add_number (report, is_log ? "log_mean" : "mean", spread.mean);
  pnr_report_add_number (report, is_log ? "log_sd" : "sd", spread.sd);
}

static GVariant *
solve_rate_and_elasticity (GVariant *inputs)
{
  const char *const keys[] = { "price", "rate", "elasticity", NULL };
  PnrValueFamily family = get_family (inputs);
  double number[3];
  GVariantDict *report;
  PnrValueSpread spread;

  if (!get_numbers (inputs, keys, number))
    return NULL;
  spread = pnr_value_spread_from_elasticity (family, number[0], number[1], number[2]);
  report = pnr_report_new ();
  add_spread (report, family, spread);
  pnr_report_add_number (report, "rate_at_minus_10_percent",
                         pnr_value_spread_rate_at (family, spread, 0.9 * number[0]));
  pnr_report_add_number (report, "rate_at_plus_10_percent",
                         pnr_value_spread_rate_at (family, spread, 1.1 * number[0]));
  return pnr_report_end (report);
}

static GVariant *
solve_two_prices (GVariant *inputs)
{
  PnrValueFamily family = get_family (inputs);
  gsize n_prices = 0, n_rates = 0;
  g_autofree double *price = pnr_report_dup_numbers (inputs, "price", &n_prices);
  g_autofree double *rate = pnr_report_dup_numbers (inputs, "rate", &n_rates);
  GVariantDict *report;

  if (n_prices != 2 || n_rates != 2)
    return NULL;
  report = pnr_report_new ();
  add_spread (report, family, pnr_value_spread_from_prices (family, price, rate));
  return pnr_report_end (report);
}

static GVariant *
solve_decay (GVariant *inputs)
{
  const char *const keys[] = { "log_sd", "share_buying_at_least_one", "share_buying_at_least_two",
                               NULL };
  double number[3];
  GVariantDict *report;

  if (!get_numbers (inputs, keys, number))
    return NULL;
  report = pnr_report_new ();
  pnr_report_add_number (report, "decay", pnr_second_unit_decay (number[0], number[1], number[2]));
  return pnr_report_end (report);
}

/**
 * pnr_calibration_case_solve:
 * @task: rate_and_elasticity, two_prices or second_unit_decay
 * @inputs: the case's inputs
 * @progress: (nullable): not needed, a case takes no time
 * @error: what the case lacks
 *
 * Returns: (transfer floating) (nullable): the results, named as the case names them
 */
GVariant *
pnr_calibration_case_solve (const char *task, GVariant *inputs, PnrProgress *progress,
                            GError **error)
{
  GVariant *result = NULL;

  if (g_strcmp0 (task, "rate_and_elasticity") == 0)
    result = solve_rate_and_elasticity (inputs);
  else if (g_strcmp0 (task, "two_prices") == 0)
    result = solve_two_prices (inputs);
  else if (g_strcmp0 (task, "second_unit_decay") == 0)
    result = solve_decay (inputs);
  return result != NULL ? result : refuse (task, error);
}

static GVariant *
solve_correlation (GVariant *inputs)
{
  const char *const keys[] = { "both", "first_only", "second_only", "neither", NULL };
  double number[4];
  PnrTetrachoric result;
  GVariantDict *report;

  if (!get_numbers (inputs, keys, number))
    return NULL;
  result =
      pnr_tetrachoric_from_counts ((PnrPairCounts){ number[0], number[1], number[2], number[3] });
  report = pnr_report_new ();
  pnr_report_add_number (report, "rho", result.rho);
  pnr_report_add_number (report, "se", result.standard_error);
  pnr_report_add_number (report, "lift", result.lift);
  return pnr_report_end (report);
}

static GVariant *
solve_upper (GVariant *inputs)
{
  const char *const keys[] = { "h", "k", "rho", NULL };
  double number[3];
  GVariantDict *report;

  if (!get_numbers (inputs, keys, number))
    return NULL;
  report = pnr_report_new ();
  pnr_report_add_number (report, "p", pnr_bivariate_upper (number[0], number[1], number[2]));
  return pnr_report_end (report);
}

/**
 * pnr_tetrachoric_case_solve:
 * @task: correlation_from_counts or bivariate_upper_probability
 * @inputs: the case's inputs
 * @progress: (nullable): not needed, a case takes no time
 * @error: what the case lacks
 *
 * Returns: (transfer floating) (nullable): the results, named as the case names them
 */
GVariant *
pnr_tetrachoric_case_solve (const char *task, GVariant *inputs, PnrProgress *progress,
                            GError **error)
{
  GVariant *result = NULL;

  if (g_strcmp0 (task, "correlation_from_counts") == 0)
    result = solve_correlation (inputs);
  else if (g_strcmp0 (task, "bivariate_upper_probability") == 0)
    result = solve_upper (inputs);
  return result != NULL ? result : refuse (task, error);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Answers worked cases of calibration and of correlation from counts. */
#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "economy/pnr-bivariate.h"
#include "economy/pnr-calibration.h"
#include "economy/pnr-case-input.h"
#include "economy/pnr-engine-cases.h"

/* A share that a normal quantile exists for, and the smallest price or count told apart from 0. */
#define LEAST 1e-9
#define MOST 1e9

static gboolean
get_family (GVariant *inputs, PnrValueFamily *family, GError **error)
{
  g_autoptr (GVariant) given = pnr_report_get (inputs, "kind");
  g_autofree char *kind = given != NULL ? pnr_case_text (inputs, "kind", error) : NULL;

  *family = g_strcmp0 (kind, "normal") == 0 ? PNR_VALUE_NORMAL : PNR_VALUE_LOG_NORMAL;
  if (given == NULL)
    return TRUE;
  if (kind != NULL && *family != PNR_VALUE_NORMAL && strcmp (kind, "lognormal") != 0) {
    pnr_case_fail (error, _ ("There is no demand of the kind “%s”."), kind);
    return FALSE;
  }
  return kind != NULL;
}

static void
add_spread (GVariantDict *report, PnrValueFamily family, PnrValueSpread spread)
{
  gboolean is_log = family == PNR_VALUE_LOG_NORMAL;

  pnr_report_add_number (report, is_log ? "log_mean" : "mean", spread.mean);
  pnr_report_add_number (report, is_log ? "log_sd" : "sd", spread.sd);
}

static GVariant *
solve_rate_and_elasticity (GVariant *inputs, GError **error)
{
  PnrValueFamily family;
  double price, rate, elasticity;
  GVariantDict *report;
  PnrValueSpread spread;

  if (!get_family (inputs, &family, error)
      || !pnr_case_number_within (inputs, "price", LEAST, MOST, &price, error)
      || !pnr_case_number_within (inputs, "rate", LEAST, 1.0 - LEAST, &rate, error)
      || !pnr_case_number_within (inputs, "elasticity", -1000.0, -0.001, &elasticity, error))
    return NULL;
  spread = pnr_value_spread_from_elasticity (family, price, rate, elasticity);
  report = pnr_report_new ();
  add_spread (report, family, spread);
  pnr_report_add_number (report, "rate_at_minus_10_percent",
                         pnr_value_spread_rate_at (family, spread, 0.9 * price));
  pnr_report_add_number (report, "rate_at_plus_10_percent",
                         pnr_value_spread_rate_at (family, spread, 1.1 * price));
  return pnr_report_end (report);
}

static GVariant *
solve_two_prices (GVariant *inputs, GError **error)
{
  PnrValueFamily family;
  double price[2], rate[2];
  GVariantDict *report;

  if (!get_family (inputs, &family, error) || !pnr_case_fill (inputs, "price", 2, price, error)
      || !pnr_case_fill (inputs, "rate", 2, rate, error))
    return NULL;
  if (!(price[0] >= LEAST && price[1] >= LEAST && price[0] != price[1])) {
    pnr_case_fail (error, _ ("The field “%s” must hold two different prices above 0."), "price");
    return NULL;
  }
  if (!(MIN (rate[0], rate[1]) >= LEAST && MAX (rate[0], rate[1]) <= 1.0 - LEAST
        && rate[0] != rate[1] && (rate[0] > rate[1]) == (price[0] < price[1]))) {
    pnr_case_fail (error,
                   _ ("The field “%s” must hold two shares between 0 and 1, the smaller one at the "
                      "higher price."),
                   "rate");
    return NULL;
  }
  report = pnr_report_new ();
  add_spread (report, family, pnr_value_spread_from_prices (family, price, rate));
  return pnr_report_end (report);
}

static GVariant *
solve_decay (GVariant *inputs, GError **error)
{
  double log_sd, one, two;
  GVariantDict *report;

  if (!pnr_case_number_within (inputs, "log_sd", LEAST, 100.0, &log_sd, error)
      || !pnr_case_number_within (inputs, "share_buying_at_least_one", LEAST, 1.0 - LEAST, &one,
                                  error)
      || !pnr_case_number_within (inputs, "share_buying_at_least_two", LEAST, one, &two, error))
    return NULL;
  report = pnr_report_new ();
  pnr_report_add_number (report, "decay", pnr_second_unit_decay (log_sd, one, two));
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
  if (g_strcmp0 (task, "rate_and_elasticity") == 0)
    return solve_rate_and_elasticity (inputs, error);
  if (g_strcmp0 (task, "two_prices") == 0)
    return solve_two_prices (inputs, error);
  if (g_strcmp0 (task, "second_unit_decay") == 0)
    return solve_decay (inputs, error);
  pnr_case_unknown_task ("calibration", task, error);
  return NULL;
}

static GVariant *
solve_correlation (GVariant *inputs, GError **error)
{
  static const char *const keys[] = { "both", "first_only", "second_only", "neither" };
  double number[4];
  PnrTetrachoric result;
  GVariantDict *report;

  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    if (!pnr_case_number_within (inputs, keys[i], 0.0, MOST, &number[i], error))
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
solve_upper (GVariant *inputs, GError **error)
{
  double h, k, rho;
  GVariantDict *report;

  if (!pnr_case_number_within (inputs, "h", -MOST, MOST, &h, error)
      || !pnr_case_number_within (inputs, "k", -MOST, MOST, &k, error)
      || !pnr_case_number_within (inputs, "rho", -1.0, 1.0, &rho, error))
    return NULL;
  report = pnr_report_new ();
  pnr_report_add_number (report, "p", pnr_bivariate_upper (h, k, rho));
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
  if (g_strcmp0 (task, "correlation_from_counts") == 0)
    return solve_correlation (inputs, error);
  if (g_strcmp0 (task, "bivariate_upper_probability") == 0)
    return solve_upper (inputs, error);
  pnr_case_unknown_task ("tetrachoric", task, error);
  return NULL;
}

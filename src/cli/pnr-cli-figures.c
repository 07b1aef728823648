/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The verbs that calculate: info, check, simulate, optimise, market. */
#include "config.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#include "base/pnr-money.h"
#include "cli/pnr-cli-period.h"
#include "cli/pnr-cli.h"
#include "economy/pnr-loyalty.h"
#include "model/pnr-bundle-quote.h"
#include "plan/pnr-plan-advice.h"
#include "plan/pnr-plan-check.h"
#include "plan/pnr-plan-comparison.h"
#include "plan/pnr-plan-jobs.h"
#include "plan/pnr-plan-loyalty.h"
#include "plan/pnr-plan-market-file.h"
#include "plan/pnr-plan-overview.h"
#include "plan/pnr-plan-quote.h"
#include "plan/pnr-plan-sheet.h"
#include "plan/pnr-plan-study.h"

/* Where a share was not typed. */
#define NO_SHARE (-G_MAXDOUBLE)

static gboolean
is_period_asked (const PnrCliPeriod *period)
{
  return period->from != NULL || period->to != NULL || period->n_days != 0
         || period->compare != NULL || period->channel != NULL || period->group != NULL;
}

static PnrCliStatus
report_bundle (PnrCliRun *run, PnrPlan *plan, const char *sku)
{
  g_autoptr (PnrContents) contents = pnr_plan_get_contents (plan);
  PnrBundle *bundle = pnr_plan_find_bundle (contents, sku, &run->error);

  if (bundle != NULL && pnr_bundle_is_plain_set (bundle))
    run->report = pnr_plan_report_sheet (contents, bundle, PNR_SHEET_SPLIT_LIST_PRICE,
                                         run->progress, &run->error);
  else if (bundle != NULL)
    run->report = pnr_plan_report_quote (contents, bundle, run->progress, &run->error);
  return run->report != NULL ? PNR_CLI_DONE : PNR_CLI_FAILED;
}

static PnrCliStatus
report_loyalty (PnrCliRun *run, PnrPlan *plan, guint within_days)
{
  g_autoptr (PnrLoyalty) loyalty =
      pnr_plan_measure_loyalty (plan, within_days, run->progress, &run->error);

  return loyalty != NULL ? pnr_cli_end (run, pnr_loyalty_to_report (loyalty)) : PNR_CLI_FAILED;
}

PnrCliStatus
pnr_cli_info (PnrCliRun *run)
{
  g_auto (PnrCliPeriod) period = { 0 };
  g_autofree char *sku = NULL;
  gboolean is_of_customers = FALSE;
  gint64 within_days = 0;
  const GOptionEntry entries[] = {
    { "bundle", 0, 0, G_OPTION_ARG_STRING, &sku, NULL, NULL },
    { "customers", 0, 0, G_OPTION_ARG_NONE, &is_of_customers, NULL, NULL },
    { "within-days", 0, 0, G_OPTION_ARG_INT64, &within_days, NULL, NULL },
    PNR_CLI_PERIOD_ENTRIES (period),
    { NULL }
  };
  PnrOverviewRequest request = { 0 };
  g_autoptr (PnrPlan) plan = NULL;
  GVariant *report;

  if (!pnr_cli_parse (run, entries, 1, 1) || !pnr_cli_period_read (&period, run, &request))
    return PNR_CLI_USAGE;
  if (sku != NULL && is_period_asked (&period))
    return pnr_cli_misuse (run, _ ("--bundle tells of the plan, not of a period of its orders; "
                                   "leave out the other options"));
  if (is_of_customers && (sku != NULL || is_period_asked (&period)))
    return pnr_cli_misuse (run, _ ("--customers tells of the whole history; leave out the other "
                                   "options"));
  if (within_days < 0 || within_days > PNR_LOYALTY_MOST_DAYS
      || (within_days > 0 && !is_of_customers))
    return pnr_cli_misuse (run,
                           _ ("--within-days takes a number from 1 to %d and goes with "
                              "--customers"),
                           PNR_LOYALTY_MOST_DAYS);
  plan = pnr_cli_open_plan_to_read (run);
  if (plan == NULL)
    return PNR_CLI_FAILED;
  if (sku != NULL)
    return report_bundle (run, plan, sku);
  if (is_of_customers)
    return report_loyalty (run, plan, (guint) within_days);
  report = pnr_plan_report_period (plan, &request, run->progress, &run->error);
  if (report == NULL)
    return PNR_CLI_FAILED;
  run->report = report;
  return PNR_CLI_DONE;
}

static PnrSimulationSettings
default_settings (const PnrCliRun *run)
{
  PnrSimulationSettings settings = PNR_SIMULATION_SETTINGS_INIT;

  settings.n_threads = (guint) MAX (0, run->n_threads);
  return settings;
}

static GPtrArray *
find_scenarios (PnrCliRun *run, PnrContents *contents, const char *const *names)
{
  g_autoptr (GPtrArray) scenarios = g_ptr_array_new ();

  for (guint i = 0; names[i] != NULL; i++) {
    PnrScenario *scenario = pnr_plan_find_scenario (contents, names[i], &run->error);

    if (scenario == NULL)
      return NULL;
    g_ptr_array_add (scenarios, scenario);
  }
  return g_steal_pointer (&scenarios);
}

static GVariant *
report_study (PnrCliRun *run, PnrPlan *plan, PnrStudyKind kind, PnrScenario *scenario,
              const PnrSimulationSettings *settings)
{
  g_autoptr (PnrStudy) study =
      pnr_plan_study (plan, kind, scenario, settings, run->progress, &run->error);

  return study != NULL ? pnr_study_to_report (study) : NULL;
}

static GVariant *
report_comparison (PnrCliRun *run, PnrPlan *plan, GPtrArray *scenarios,
                   const PnrSimulationSettings *settings)
{
  g_autoptr (PnrComparison) comparison =
      pnr_plan_compare (plan, scenarios, settings, run->progress, &run->error);

  return comparison != NULL ? pnr_comparison_to_report (comparison) : NULL;
}

static GVariant *
report_outcome (PnrCliRun *run, PnrPlan *plan, PnrScenario *scenario, const PnrOrderWindow *window,
                const PnrSimulationSettings *settings)
{
  g_autoptr (PnrOutcome) outcome =
      pnr_plan_simulate_window (plan, scenario, window, settings, run->progress, &run->error);

  return outcome != NULL ? pnr_outcome_to_report (outcome) : NULL;
}

PnrCliStatus
pnr_cli_simulate (PnrCliRun *run)
{
  g_auto (GStrv) names = NULL;
  g_autofree char *study = NULL, *from = NULL, *to = NULL;
  gint64 n_shoppers = PNR_SIMULATION_DEFAULT_SHOPPERS;
  gint64 seed = PNR_SIMULATION_DEFAULT_SEED;
  const GOptionEntry entries[] = {
    { "scenario", 0, 0, G_OPTION_ARG_STRING_ARRAY, &names, NULL, NULL },
    { "study", 0, 0, G_OPTION_ARG_STRING, &study, NULL, NULL },
    { "shoppers", 0, 0, G_OPTION_ARG_INT64, &n_shoppers, NULL, NULL },
    { "seed", 0, 0, G_OPTION_ARG_INT64, &seed, NULL, NULL },
    { "from", 0, 0, G_OPTION_ARG_STRING, &from, NULL, NULL },
    { "to", 0, 0, G_OPTION_ARG_STRING, &to, NULL, NULL },
    { NULL },
  };
  PnrSimulationSettings settings = default_settings (run);
  PnrOrderWindow window;
  g_autoptr (PnrPlan) plan = NULL;
  g_autoptr (PnrContents) contents = NULL;
  g_autoptr (GPtrArray) scenarios = NULL;
  PnrStudyKind kind;
  GVariant *report;

  if (!pnr_cli_parse (run, entries, 1, 1))
    return PNR_CLI_USAGE;
  if (names == NULL)
    return pnr_cli_misuse (run, _ ("simulate needs --scenario NAME"));
  if (study != NULL && !pnr_study_kind_from_word (study, &kind))
    return pnr_cli_misuse (run, _ ("there is no study “%s”"), study);
  if (study != NULL && names[1] != NULL)
    return pnr_cli_misuse (run, _ ("--study looks at one scenario at a time"));
  if (n_shoppers < 1 || n_shoppers > 1 << 24)
    return pnr_cli_misuse (run, _ ("--shoppers takes a number from 1 to 16777216"));
  if (!pnr_cli_period_read_window (run, from, to, &window))
    return PNR_CLI_USAGE;
  settings.n_shoppers = n_shoppers;
  settings.seed = (guint64) seed;
  plan = pnr_cli_open_plan_to_read (run);
  if (plan == NULL)
    return PNR_CLI_FAILED;
  contents = pnr_plan_get_contents (plan);
  scenarios = find_scenarios (run, contents, (const char *const *) names);
  if (scenarios == NULL)
    return PNR_CLI_FAILED;
  if (study != NULL)
    report = report_study (run, plan, kind, g_ptr_array_index (scenarios, 0), &settings);
  else if (scenarios->len > 1)
    report = report_comparison (run, plan, scenarios, &settings);
  else
    report = report_outcome (run, plan, g_ptr_array_index (scenarios, 0), &window, &settings);
  return report != NULL ? pnr_cli_end (run, report) : PNR_CLI_FAILED;
}

PnrCliStatus
pnr_cli_advise (PnrCliRun *run)
{
  g_autofree char *sku = NULL, *name = NULL;
  gint64 seed = PNR_SIMULATION_DEFAULT_SEED;
  gint64 n_shoppers = PNR_SIMULATION_DEFAULT_SHOPPERS;
  const GOptionEntry entries[] = { { "anchor", 0, 0, G_OPTION_ARG_STRING, &sku, NULL, NULL },
                                   { "scenario", 0, 0, G_OPTION_ARG_STRING, &name, NULL, NULL },
                                   { "shoppers", 0, 0, G_OPTION_ARG_INT64, &n_shoppers, NULL,
                                     NULL },
                                   { "seed", 0, 0, G_OPTION_ARG_INT64, &seed, NULL, NULL },
                                   { NULL } };
  PnrSimulationSettings settings = default_settings (run);
  g_autoptr (PnrPlan) plan = NULL;
  g_autoptr (PnrContents) contents = NULL;
  g_autoptr (PnrAdvice) advice = NULL;
  PnrProduct *anchor;
  PnrScenario *scenario = NULL;

  if (!pnr_cli_parse (run, entries, 1, 1))
    return PNR_CLI_USAGE;
  if (sku == NULL)
    return pnr_cli_misuse (run, _ ("advise needs --anchor SKU"));
  if (n_shoppers < 1 || n_shoppers > 1 << 24)
    return pnr_cli_misuse (run, _ ("--shoppers takes a number from 1 to 16777216"));
  settings.seed = (guint64) seed;
  settings.n_shoppers = n_shoppers;
  plan = pnr_cli_open_plan_to_read (run);
  if (plan == NULL)
    return PNR_CLI_FAILED;
  contents = pnr_plan_get_contents (plan);
  anchor = pnr_plan_find_product (contents, sku, &run->error);
  if (name != NULL)
    scenario = pnr_plan_find_scenario (contents, name, run->error == NULL ? &run->error : NULL);
  if (run->error == NULL)
    advice = pnr_plan_advise (plan, anchor, scenario, &settings, run->progress, &run->error);
  return advice != NULL ? pnr_cli_end (run, pnr_advice_to_report (advice)) : PNR_CLI_FAILED;
}

/* "0.99,0.95" becomes the minor units a price may end in. */
static gboolean
parse_endings (PnrCliRun *run, const char *text, const char *currency, GArray *endings)
{
  g_auto (GStrv) words = g_strsplit (text, ",", -1);

  for (guint i = 0; words[i] != NULL; i++) {
    gint64 ending;

    if (!pnr_money_parse (words[i], currency, '.', &ending) || ending < 0
        || ending >= pnr_currency_get_unit (currency)) {
      pnr_cli_misuse (run, _ ("“%s” is not a price ending; write 0.99 or 0.95,0.99"), words[i]);
      return FALSE;
    }
    g_array_append_val (endings, ending);
  }
  return TRUE;
}

static PnrCliStatus
optimise_bundle (PnrCliRun *run, PnrPlan *plan, const char *sku, const char *name,
                 const PnrPriceLimits *limits, const PnrSimulationSettings *settings)
{
  g_autoptr (PnrContents) contents = pnr_plan_get_contents (plan);
  PnrBundle *bundle = pnr_plan_find_bundle (contents, sku, &run->error);
  PnrScenario *scenario = NULL;
  g_autoptr (PnrPriceCurve) curve = NULL;

  if (bundle == NULL)
    return PNR_CLI_FAILED;
  if (name != NULL)
    scenario = pnr_plan_find_scenario (contents, name, &run->error);
  if (name != NULL && scenario == NULL)
    return PNR_CLI_FAILED;
  curve = pnr_plan_optimise_under (plan, bundle, scenario, limits, settings, run->progress,
                                   &run->error);
  return curve != NULL ? pnr_cli_end (run, pnr_price_curve_to_report (curve)) : PNR_CLI_FAILED;
}

static PnrCliStatus
optimise_scenario (PnrCliRun *run, PnrPlan *plan, const char *name, const PnrJointLimits *limits,
                   const PnrSimulationSettings *settings)
{
  g_autoptr (PnrContents) contents = pnr_plan_get_contents (plan);
  PnrScenario *scenario = pnr_plan_find_scenario (contents, name, &run->error);
  g_autoptr (PnrPriceSet) set = NULL;

  if (scenario == NULL)
    return PNR_CLI_FAILED;
  set = pnr_plan_optimise_scenario (plan, scenario, limits, settings, run->progress, &run->error);
  return set != NULL ? pnr_cli_end (run, pnr_price_set_to_report (set)) : PNR_CLI_FAILED;
}

/* Limits that nobody set are no numbers; “nan” that was typed is none either, and is wrong. */
static gboolean
take_share (double typed, double *share)
{
  if (typed != NO_SHARE)
    *share = typed;
  return typed == NO_SHARE || (typed >= 0.0 && typed <= 1.0);
}

PnrCliStatus
pnr_cli_optimise (PnrCliRun *run)
{
  g_autofree char *sku = NULL, *scenario = NULL;
  gboolean moves_components = FALSE, protects_customers = FALSE;
  g_autofree char *objective = NULL;
  g_autofree char *endings_text = NULL;
  g_autoptr (GArray) endings = g_array_new (FALSE, FALSE, sizeof (gint64));
  PnrPriceLimits limits = { .margin_floor = NAN, .max_discount = NAN };
  double floor = NO_SHARE, discount = NO_SHARE;
  gint64 seed = PNR_SIMULATION_DEFAULT_SEED;
  gint64 n_shoppers = PNR_SIMULATION_DEFAULT_SHOPPERS;
  const GOptionEntry entries[] = {
    { "bundle", 0, 0, G_OPTION_ARG_STRING, &sku, NULL, NULL },
    { "scenario", 0, 0, G_OPTION_ARG_STRING, &scenario, NULL, NULL },
    { "with-components", 0, 0, G_OPTION_ARG_NONE, &moves_components, NULL, NULL },
    { "no-worse-for-customers", 0, 0, G_OPTION_ARG_NONE, &protects_customers, NULL, NULL },
    { "objective", 0, 0, G_OPTION_ARG_STRING, &objective, NULL, NULL },
    { "margin-floor", 0, 0, G_OPTION_ARG_DOUBLE, &floor, NULL, NULL },
    { "max-discount", 0, 0, G_OPTION_ARG_DOUBLE, &discount, NULL, NULL },
    { "endings", 0, 0, G_OPTION_ARG_STRING, &endings_text, NULL, NULL },
    { "seed", 0, 0, G_OPTION_ARG_INT64, &seed, NULL, NULL },
    { "shoppers", 0, 0, G_OPTION_ARG_INT64, &n_shoppers, NULL, NULL },
    { NULL },
  };
  PnrSimulationSettings settings = default_settings (run);
  g_autoptr (PnrPlan) plan = NULL;

  if (!pnr_cli_parse (run, entries, 1, 1))
    return PNR_CLI_USAGE;
  if (sku == NULL && scenario == NULL)
    return pnr_cli_misuse (run, _ ("optimise needs --bundle SKU or --scenario NAME"));
  if (sku != NULL && (moves_components || protects_customers))
    return pnr_cli_misuse (run, _ ("--with-components and --no-worse-for-customers go with "
                                   "--scenario"));
  if (n_shoppers < 1 || n_shoppers > 1 << 24)
    return pnr_cli_misuse (run, _ ("--shoppers takes a number from 1 to 16777216"));
  if (!take_share (floor, &limits.margin_floor) || limits.margin_floor >= 1.0
      || !take_share (discount, &limits.max_discount))
    return pnr_cli_misuse (run, _ ("--max-discount takes a share from 0 to 1, --margin-floor one "
                                   "from 0 to below 1"));
  if (g_strcmp0 (objective, "revenue") == 0)
    limits.objective = PNR_PRICE_OBJECTIVE_REVENUE;
  else if (objective != NULL && g_strcmp0 (objective, "margin") != 0)
    return pnr_cli_misuse (run, _ ("--objective takes revenue or margin, not “%s”"), objective);
  settings.seed = (guint64) seed;
  settings.n_shoppers = n_shoppers;
  plan = pnr_cli_open_plan_to_read (run);
  if (plan == NULL)
    return PNR_CLI_FAILED;
  if (endings_text != NULL
      && !parse_endings (run, endings_text, pnr_plan_get_currency (plan), endings))
    return PNR_CLI_USAGE;
  limits.endings_minor = (const gint64 *) endings->data;
  limits.n_endings = endings->len;
  if (sku != NULL)
    return optimise_bundle (run, plan, sku, scenario, &limits, &settings);
  return optimise_scenario (run, plan, scenario,
                            &(PnrJointLimits){ .price = limits,
                                               .moves_components = moves_components,
                                               .protects_customers = protects_customers },
                            &settings);
}

PnrCliStatus
pnr_cli_market (PnrCliRun *run)
{
  const GOptionEntry entries[] = { { NULL } };
  GVariant *report;
  guint n_failed;

  if (!pnr_cli_parse (run, entries, 1, 1))
    return PNR_CLI_USAGE;
  report = pnr_plan_market_file_run (run->arguments[1], run->progress, &n_failed, &run->error);
  if (report == NULL)
    return PNR_CLI_FAILED;
  pnr_cli_end (run, report);
  return run->error != NULL ? PNR_CLI_FAILED : n_failed > 0 ? PNR_CLI_FINDINGS : PNR_CLI_DONE;
}

PnrCliStatus
pnr_cli_check (PnrCliRun *run)
{
  const GOptionEntry entries[] = { { NULL } };
  g_autoptr (PnrPlan) plan = NULL;
  g_autoptr (GPtrArray) findings = NULL;

  if (!pnr_cli_parse (run, entries, 1, 1))
    return PNR_CLI_USAGE;
  plan = pnr_cli_open_plan_to_read (run);
  if (plan != NULL)
    findings = pnr_plan_check (plan, run->progress, &run->error);
  if (findings == NULL)
    findings = pnr_plan_find_in_error (run->arguments[1], run->error, run->progress);
  if (findings == NULL)
    return PNR_CLI_FAILED;
  g_clear_error (&run->error);
  pnr_cli_end (run, pnr_plan_report_findings (findings));
  return findings->len > 0 ? PNR_CLI_FINDINGS : PNR_CLI_DONE;
}

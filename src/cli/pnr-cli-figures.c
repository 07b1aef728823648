/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The verbs that calculate: info, simulate, optimise, market. */
#include "config.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#include "base/pnr-money.h"
#include "cli/pnr-cli.h"
#include "plan/pnr-plan-jobs.h"
#include "plan/pnr-plan-market-file.h"
#include "plan/pnr-plan-overview.h"

#define MOST_DAYS 100000
#define SECONDS_PER_DAY 86400

typedef struct {
  char *from;
  char *to;
  int n_days;
  char *compare;
  char *channel;
  char *group;
} PeriodOptions;

/* "2024-01-31" becomes the midnight it begins with. */
static gboolean
parse_date (PnrCliRun *run, const char *option, const char *text, gint64 *midnight)
{
  g_autofree char *moment = g_strconcat (text, "T00:00:00Z", NULL);
  g_autoptr (GDateTime) time = g_date_time_new_from_iso8601 (moment, NULL);

  if (time == NULL) {
    pnr_cli_misuse (run, _ ("%s takes a date like 2024-01-31, not “%s”"), option, text);
    return FALSE;
  }
  *midnight = g_date_time_to_unix (time);
  return TRUE;
}

static gboolean
parse_comparison (PnrCliRun *run, const char *text, PnrComparisonKind *comparison)
{
  if (text == NULL)
    return TRUE;
  if (strcmp (text, "previous") == 0) {
    *comparison = PNR_COMPARISON_PREVIOUS;
    return TRUE;
  }
  if (strcmp (text, "year") == 0) {
    *comparison = PNR_COMPARISON_YEAR_EARLIER;
    return TRUE;
  }
  pnr_cli_misuse (run, _ ("--compare takes previous or year, not “%s”"), text);
  return FALSE;
}

/* The words of @options in @request; both dates belong to the period. */
static gboolean
parse_period (PnrCliRun *run, const PeriodOptions *options, PnrOverviewRequest *request)
{
  gboolean has_dates = options->from != NULL || options->to != NULL;

  request->from = G_MININT64;
  request->to = G_MAXINT64;
  request->channel = options->channel;
  request->group = options->group;
  if (options->n_days < 0 || options->n_days > MOST_DAYS || (options->n_days > 0 && has_dates)) {
    pnr_cli_misuse (run,
                    _ ("--days takes a number of days up to %d, and goes without --from and "
                       "--to"),
                    MOST_DAYS);
    return FALSE;
  }
  if ((options->from != NULL && !parse_date (run, "--from", options->from, &request->from))
      || (options->to != NULL && !parse_date (run, "--to", options->to, &request->to))
      || !parse_comparison (run, options->compare, &request->comparison))
    return FALSE;
  if (options->to != NULL)
    request->to += SECONDS_PER_DAY;
  if (request->to <= request->from) {
    pnr_cli_misuse (run, _ ("--to takes a date that is not before --from"));
    return FALSE;
  }
  if (request->comparison != PNR_COMPARISON_NONE
      && (has_dates ? options->from == NULL || options->to == NULL : options->n_days == 0)) {
    pnr_cli_misuse (run, _ ("--compare needs a period: --days, or both --from and --to"));
    return FALSE;
  }
  request->n_days = (guint) options->n_days;
  request->kind = has_dates             ? PNR_PERIOD_DATES
                  : options->n_days > 0 ? PNR_PERIOD_LAST_DAYS
                                        : PNR_PERIOD_ALL;
  return TRUE;
}

static void
period_options_clear (PeriodOptions *options)
{
  g_free (options->from);
  g_free (options->to);
  g_free (options->compare);
  g_free (options->channel);
  g_free (options->group);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (PeriodOptions, period_options_clear)

PnrCliStatus
pnr_cli_info (PnrCliRun *run)
{
  g_auto (PeriodOptions) options = { 0 };
  const GOptionEntry entries[] = {
    { "from", 0, 0, G_OPTION_ARG_STRING, &options.from, NULL, NULL },
    { "to", 0, 0, G_OPTION_ARG_STRING, &options.to, NULL, NULL },
    { "days", 0, 0, G_OPTION_ARG_INT, &options.n_days, NULL, NULL },
    { "compare", 0, 0, G_OPTION_ARG_STRING, &options.compare, NULL, NULL },
    { "channel", 0, 0, G_OPTION_ARG_STRING, &options.channel, NULL, NULL },
    { "group", 0, 0, G_OPTION_ARG_STRING, &options.group, NULL, NULL },
    { NULL },
  };
  PnrOverviewRequest request = { 0 };
  g_autoptr (PnrPlan) plan = NULL;
  GVariant *report;

  if (!pnr_cli_parse (run, entries, 1, 1) || !parse_period (run, &options, &request))
    return PNR_CLI_USAGE;
  plan = pnr_cli_open_plan (run);
  if (plan == NULL)
    return PNR_CLI_FAILED;
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

PnrCliStatus
pnr_cli_simulate (PnrCliRun *run)
{
  g_autofree char *name = NULL;
  gint64 n_shoppers = 0;
  gint64 seed = PNR_SIMULATION_DEFAULT_SEED;
  const GOptionEntry entries[] = {
    { "scenario", 0, 0, G_OPTION_ARG_STRING, &name, NULL, NULL },
    { "shoppers", 0, 0, G_OPTION_ARG_INT64, &n_shoppers, NULL, NULL },
    { "seed", 0, 0, G_OPTION_ARG_INT64, &seed, NULL, NULL },
    { NULL },
  };
  PnrSimulationSettings settings = default_settings (run);
  g_autoptr (PnrPlan) plan = NULL;
  g_autoptr (PnrContents) contents = NULL;
  g_autoptr (PnrOutcome) outcome = NULL;
  PnrScenario *scenario;

  if (!pnr_cli_parse (run, entries, 1, 1))
    return PNR_CLI_USAGE;
  if (name == NULL)
    return pnr_cli_misuse (run, _ ("simulate needs --scenario NAME"));
  if (n_shoppers < 0 || n_shoppers > 1 << 24)
    return pnr_cli_misuse (run, _ ("--shoppers takes a number from 1 to 16777216"));
  settings.n_shoppers = n_shoppers;
  settings.seed = (guint64) seed;
  plan = pnr_cli_open_plan (run);
  if (plan == NULL)
    return PNR_CLI_FAILED;
  contents = pnr_plan_get_contents (plan);
  scenario = pnr_plan_find_scenario (contents, name, &run->error);
  if (scenario == NULL)
    return PNR_CLI_FAILED;
  outcome = pnr_plan_simulate (plan, scenario, &settings, run->progress, &run->error);
  return outcome != NULL ? pnr_cli_end (run, pnr_outcome_to_report (outcome)) : PNR_CLI_FAILED;
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

PnrCliStatus
pnr_cli_optimise (PnrCliRun *run)
{
  g_autofree char *sku = NULL;
  g_autofree char *objective = NULL;
  g_autofree char *endings_text = NULL;
  g_autoptr (GArray) endings = g_array_new (FALSE, FALSE, sizeof (gint64));
  PnrPriceLimits limits = { .margin_floor = NAN, .max_discount = NAN };
  gint64 seed = PNR_SIMULATION_DEFAULT_SEED;
  gint64 n_shoppers = 0;
  const GOptionEntry entries[] = {
    { "bundle", 0, 0, G_OPTION_ARG_STRING, &sku, NULL, NULL },
    { "objective", 0, 0, G_OPTION_ARG_STRING, &objective, NULL, NULL },
    { "margin-floor", 0, 0, G_OPTION_ARG_DOUBLE, &limits.margin_floor, NULL, NULL },
    { "max-discount", 0, 0, G_OPTION_ARG_DOUBLE, &limits.max_discount, NULL, NULL },
    { "endings", 0, 0, G_OPTION_ARG_STRING, &endings_text, NULL, NULL },
    { "seed", 0, 0, G_OPTION_ARG_INT64, &seed, NULL, NULL },
    { "shoppers", 0, 0, G_OPTION_ARG_INT64, &n_shoppers, NULL, NULL },
    { NULL },
  };
  PnrSimulationSettings settings = default_settings (run);
  g_autoptr (PnrPlan) plan = NULL;
  g_autoptr (PnrContents) contents = NULL;
  g_autoptr (PnrPriceCurve) curve = NULL;
  PnrBundle *bundle;

  if (!pnr_cli_parse (run, entries, 1, 1))
    return PNR_CLI_USAGE;
  if (sku == NULL)
    return pnr_cli_misuse (run, _ ("optimise needs --bundle SKU"));
  if (n_shoppers < 0 || n_shoppers > 1 << 24)
    return pnr_cli_misuse (run, _ ("--shoppers takes a number from 1 to 16777216"));
  if (limits.margin_floor > 1.0 || limits.max_discount < 0.0 || limits.max_discount > 1.0
      || isinf (limits.margin_floor))
    return pnr_cli_misuse (run, _ ("--max-discount takes a share from 0 to 1, --margin-floor one "
                                   "up to 1"));
  if (g_strcmp0 (objective, "revenue") == 0)
    limits.objective = PNR_PRICE_OBJECTIVE_REVENUE;
  else if (objective != NULL && g_strcmp0 (objective, "margin") != 0)
    return pnr_cli_misuse (run, _ ("--objective takes revenue or margin, not “%s”"), objective);
  settings.seed = (guint64) seed;
  settings.n_shoppers = n_shoppers;
  plan = pnr_cli_open_plan (run);
  if (plan == NULL)
    return PNR_CLI_FAILED;
  if (endings_text != NULL
      && !parse_endings (run, endings_text, pnr_plan_get_currency (plan), endings))
    return PNR_CLI_USAGE;
  limits.endings_minor = (const gint64 *) endings->data;
  limits.n_endings = endings->len;
  contents = pnr_plan_get_contents (plan);
  bundle = pnr_plan_find_bundle (contents, sku, &run->error);
  if (bundle == NULL)
    return PNR_CLI_FAILED;
  curve = pnr_plan_optimise (plan, bundle, &limits, &settings, run->progress, &run->error);
  return curve != NULL ? pnr_cli_end (run, pnr_price_curve_to_report (curve)) : PNR_CLI_FAILED;
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

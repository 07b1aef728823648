/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The verbs that read and write files: new, import, apply, export, chart. */
#include "config.h"

#include <glib/gi18n.h>

#include "base/pnr-currency.h"
#include "cli/pnr-cli-period.h"
#include "cli/pnr-cli.h"
#include "drawing/pnr-picture-file.h"
#include "plan/pnr-plan-chart.h"
#include "plan/pnr-plan-jobs.h"

#define DEFAULT_CURRENCY "EUR"

static GVariant *
report_plan (PnrPlan *plan)
{
  GVariantDict *report = pnr_report_new ();

  pnr_report_add_path (report, "plan", pnr_plan_get_path (plan));
  pnr_report_add_text (report, "currency", pnr_plan_get_currency (plan));
  return pnr_report_end (report);
}

PnrCliStatus
pnr_cli_new (PnrCliRun *run)
{
  g_autofree char *currency = NULL;
  g_autofree char *sample = NULL;
  g_autoptr (PnrPlan) plan = NULL;
  const GOptionEntry entries[] = {
    { "currency", 0, 0, G_OPTION_ARG_STRING, &currency, NULL, NULL },
    { "sample", 0, 0, G_OPTION_ARG_STRING, &sample, NULL, NULL },
    { NULL },
  };

  if (!pnr_cli_parse (run, entries, 1, 1))
    return PNR_CLI_USAGE;
  if (currency != NULL && !pnr_currency_is_active (currency))
    return pnr_cli_misuse (run,
                           _ ("“%s” is not a currency of ISO 4217; write its code of three capital "
                              "letters, such as EUR or USD"),
                           currency);
  if (sample != NULL && currency != NULL)
    return pnr_cli_misuse (run, _ ("a sample has a currency of its own; leave out --currency"));
  if (sample != NULL)
    plan = pnr_plan_create_sample (run->arguments[1], sample, run->progress, &run->error);
  else
    plan = pnr_plan_create (run->arguments[1], currency != NULL ? currency : DEFAULT_CURRENCY,
                            &run->error);
  if (plan == NULL)
    return PNR_CLI_FAILED;
  return pnr_cli_end (run, report_plan (plan));
}

static gboolean
parse_shape (const char *word, PnrImportShape *shape)
{
  static const struct {
    const char *word;
    PnrImportShape shape;
  } shapes[] = {
    { "auto", PNR_IMPORT_AUTO },
    { "products", PNR_IMPORT_PRODUCTS },
    { "orders", PNR_IMPORT_ORDERS },
    { "baskets", PNR_IMPORT_BASKETS },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (shapes); i++) {
    if (g_strcmp0 (word, shapes[i].word) == 0) {
      *shape = shapes[i].shape;
      return TRUE;
    }
  }
  return FALSE;
}

static PnrCliStatus
refuse_encoding (PnrCliRun *run, const char *name)
{
  g_autoptr (GString) names = g_string_new (NULL);

  for (PnrEncoding i = PNR_ENCODING_UTF8; i <= PNR_ENCODING_LAST; i++)
    g_string_append_printf (names, "%s, ", pnr_encoding_get_name (i));
  return pnr_cli_misuse (run, _ ("--encoding takes %sor auto, not “%s”"), names->str, name);
}

PnrCliStatus
pnr_cli_import (PnrCliRun *run)
{
  g_autofree char *shape = NULL;
  g_autofree char *profile = NULL;
  g_autofree char *encoding = NULL;
  g_autofree char *why = NULL;
  g_auto (GStrv) maps = NULL;
  gboolean is_dry_run = FALSE;
  gboolean is_strict = FALSE;
  const GOptionEntry entries[] = {
    { "as", 0, 0, G_OPTION_ARG_STRING, &shape, NULL, NULL },
    { "profile", 0, 0, G_OPTION_ARG_STRING, &profile, NULL, NULL },
    { "map", 0, 0, G_OPTION_ARG_STRING_ARRAY, &maps, NULL, NULL },
    { "encoding", 0, 0, G_OPTION_ARG_STRING, &encoding, NULL, NULL },
    { "dry-run", 0, 0, G_OPTION_ARG_NONE, &is_dry_run, NULL, NULL },
    { "strict", 0, 0, G_OPTION_ARG_NONE, &is_strict, NULL, NULL },
    { "why", 0, 0, G_OPTION_ARG_STRING, &why, NULL, NULL },
    { NULL },
  };
  PnrImportOptions options = { 0 };
  g_autoptr (PnrPlan) plan = NULL;
  g_autoptr (PnrImportReport) report = NULL;

  if (!pnr_cli_parse (run, entries, 2, 0))
    return PNR_CLI_USAGE;
  if (shape != NULL && !parse_shape (shape, &options.shape))
    return pnr_cli_misuse (run, _ ("--as takes products, orders, baskets or auto, not “%s”"),
                           shape);
  if (encoding != NULL && !pnr_encoding_parse (encoding, &options.encoding))
    return refuse_encoding (run, encoding);
  options.profile = profile != NULL ? profile : "auto";
  options.maps = (const char *const *) maps;
  plan = is_dry_run ? pnr_cli_open_plan_to_try (run) : pnr_cli_open_plan (run);
  if (plan == NULL)
    return PNR_CLI_FAILED;
  report = pnr_plan_import (plan, (const char *const *) run->arguments + 2, &options, is_dry_run,
                            why, run->progress, &run->error);
  if (report == NULL)
    return PNR_CLI_FAILED;
  pnr_cli_end (run, pnr_import_report_to_report (report));
  return is_strict && pnr_import_report_get_counts (report)->rows_rejected > 0 ? PNR_CLI_FINDINGS
                                                                               : PNR_CLI_DONE;
}

/* The first problem in words, for who does not look at the list; the list is printed as well. */
static GError *
say_nothing_applied (const char *path, GVariant *report)
{
  g_autofree char *name = g_filename_display_basename (path);
  g_autoptr (GVariant) problems = pnr_report_get (report, "problems");
  g_autoptr (GVariant) first = pnr_report_list_get (problems, 0);
  g_autofree char *place = pnr_report_dup_text (first, "path");
  g_autofree char *value = pnr_report_dup_text (first, "value");
  g_autofree char *message = pnr_report_dup_text (first, "message");

  return g_error_new (PNR_EXCHANGE_ERROR, PNR_EXCHANGE_ERROR_REFUSED,
                      _ ("Nothing in “%s” could be applied, and the plan is as it was. The first "
                         "problem is at %s%s%s%s: %s Correct the file and apply it again."),
                      name, place, value != NULL ? " “" : "", value != NULL ? value : "",
                      value != NULL ? "”" : "", message);
}

/* An entry can be rejected for one of its parts while the others are taken, as a board is. */
static gboolean
has_changed_anything (GVariant *report)
{
  static const char *const changes[] = { "added", "changed", "removed" };

  for (guint i = 0; i < G_N_ELEMENTS (changes); i++) {
    gint64 count = 0;

    if (pnr_report_get_count (report, changes[i], &count) && count > 0)
      return TRUE;
  }
  return FALSE;
}

/* As with markets: what was left out is a finding, and a file of nothing else has failed. */
static PnrCliStatus
judge_applied (PnrCliRun *run, GVariant *report)
{
  g_autoptr (GVariant) problems = pnr_report_get (report, "problems");
  gint64 n_entries = 0;
  gint64 n_rejected = 0;

  if (pnr_report_list_length (problems) == 0)
    return PNR_CLI_DONE;
  pnr_report_get_count (report, "entries", &n_entries);
  pnr_report_get_count (report, "rejected", &n_rejected);
  if (n_entries > n_rejected || has_changed_anything (report))
    return PNR_CLI_FINDINGS;
  return pnr_cli_fail (run, say_nothing_applied (run->arguments[2], report));
}

PnrCliStatus
pnr_cli_apply (PnrCliRun *run)
{
  g_autofree char *why = NULL;
  const GOptionEntry entries[] = {
    { "why", 0, 0, G_OPTION_ARG_STRING, &why, NULL, NULL },
    { NULL },
  };
  g_autoptr (PnrPlan) plan = NULL;
  GVariant *report;

  if (!pnr_cli_parse (run, entries, 2, 2))
    return PNR_CLI_USAGE;
  plan = pnr_cli_open_plan (run);
  if (plan == NULL)
    return PNR_CLI_FAILED;
  report = pnr_plan_apply_file (plan, run->arguments[2], why, &run->error);
  if (report == NULL)
    return PNR_CLI_FAILED;
  pnr_cli_end (run, report);
  return judge_applied (run, run->report);
}

PnrCliStatus
pnr_cli_export (PnrCliRun *run)
{
  g_autofree char *target = NULL;
  g_autofree char *folder = NULL;
  const GOptionEntry entries[] = {
    { "to", 0, 0, G_OPTION_ARG_STRING, &target, NULL, NULL },
    { "out", 0, 0, G_OPTION_ARG_FILENAME, &folder, NULL, NULL },
    { NULL },
  };
  g_autoptr (PnrPlan) plan = NULL;
  g_autoptr (PnrExportReport) report = NULL;

  if (!pnr_cli_parse (run, entries, 1, 1))
    return PNR_CLI_USAGE;
  if (target == NULL || folder == NULL)
    return pnr_cli_misuse (run, _ ("export needs --to TARGET and --out DIR"));
  plan = pnr_cli_open_plan_to_read (run);
  if (plan == NULL)
    return PNR_CLI_FAILED;
  report = pnr_plan_export (plan, target, folder, run->progress, &run->error);
  return report != NULL ? pnr_cli_end (run, pnr_export_report_to_variant (report)) : PNR_CLI_FAILED;
}

static gboolean
parse_size (const char *text, int *width, int *height)
{
  g_auto (GStrv) sides = g_strsplit (text, "x", 3);
  guint64 numbers[2];

  if (g_strv_length (sides) != 2)
    return FALSE;
  for (guint i = 0; i < 2; i++)
    if (!g_ascii_string_to_unsigned (sides[i], 10, 1, G_MAXINT, &numbers[i], NULL))
      return FALSE;
  *width = (int) numbers[0];
  *height = (int) numbers[1];
  return TRUE;
}

PnrCliStatus
pnr_cli_chart (PnrCliRun *run)
{
  g_auto (PnrCliPeriod) period = { 0 };
  g_auto (GStrv) scenarios = NULL;
  g_autofree char *bundle = NULL;
  g_autofree char *size = NULL;
  g_autofree char *path = NULL;
  const GOptionEntry entries[] = {
    { "scenario", 0, 0, G_OPTION_ARG_STRING_ARRAY, &scenarios, NULL, NULL },
    { "bundle", 0, 0, G_OPTION_ARG_STRING, &bundle, NULL, NULL },
    { "size", 0, 0, G_OPTION_ARG_STRING, &size, NULL, NULL },
    { "out", 0, 0, G_OPTION_ARG_FILENAME, &path, NULL, NULL },
    PNR_CLI_PERIOD_ENTRIES (period),
    { NULL },
  };
  PnrPlanChartRequest request = { .width = 960, .height = 600 };
  g_autoptr (PnrPlan) plan = NULL;
  GVariant *report;

  if (!pnr_cli_parse (run, entries, 2, 2) || !pnr_cli_period_read (&period, run, &request.period))
    return PNR_CLI_USAGE;
  if (path == NULL || pnr_picture_get_format (path) == NULL)
    return pnr_cli_misuse (run, _ ("chart needs --out FILE.svg, FILE.pdf or FILE.png"));
  if (size != NULL && !parse_size (size, &request.width, &request.height))
    return pnr_cli_misuse (run, _ ("--size is written WIDTHxHEIGHT, as in 960x600"));
  request.kind = run->arguments[2];
  request.scenario = scenarios != NULL ? scenarios[0] : NULL;
  request.scenarios = (const char *const *) scenarios;
  request.bundle = bundle;
  request.path = path;
  plan = pnr_cli_open_plan_to_read (run);
  if (plan == NULL)
    return PNR_CLI_FAILED;
  report = pnr_plan_draw_chart (plan, &request, run->progress, &run->error);
  return report != NULL ? pnr_cli_end (run, report) : PNR_CLI_FAILED;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The verb that hands a scenario over: report. */
#include "config.h"

#include <glib/gi18n.h>

#include "cli/pnr-cli.h"
#include "drawing/pnr-picture-file.h"
#include "plan/pnr-plan-jobs.h"
#include "plan/pnr-plan-market.h"
#include "plan/pnr-plan-report.h"

/* The scenario that was asked for, or the only one there is. */
static PnrScenario *
choose_scenario (PnrCliRun *run, PnrContents *contents, const char *name)
{
  if (name == NULL && contents->scenarios->len == 1)
    return g_ptr_array_index (contents->scenarios, 0);
  if (name != NULL)
    return pnr_plan_find_scenario (contents, name, &run->error);
  g_set_error_literal (&run->error, PNR_PLAN_ERROR, PNR_PLAN_ERROR_UNKNOWN_NAME,
                       _ ("Say with --scenario NAME which scenario to report."));
  return NULL;
}

PnrCliStatus
pnr_cli_report (PnrCliRun *run)
{
  g_autofree char *name = NULL;
  g_autofree char *path = NULL;
  const GOptionEntry entries[] = {
    { "scenario", 0, 0, G_OPTION_ARG_STRING, &name, NULL, NULL },
    { "out", 0, 0, G_OPTION_ARG_FILENAME, &path, NULL, NULL },
    { NULL },
  };
  g_autoptr (PnrPlan) plan = NULL;
  g_autoptr (PnrContents) contents = NULL;
  PnrScenario *scenario;
  GVariant *report;

  if (!pnr_cli_parse (run, entries, 1, 1))
    return PNR_CLI_USAGE;
  if (path == NULL || g_strcmp0 (pnr_picture_get_format (path), "pdf") != 0)
    return pnr_cli_misuse (run, _ ("report needs --out FILE.pdf"));
  plan = pnr_cli_open_plan_to_read (run);
  if (plan == NULL)
    return PNR_CLI_FAILED;
  contents = pnr_plan_get_contents (plan);
  scenario = choose_scenario (run, contents, name);
  if (scenario == NULL)
    return PNR_CLI_FAILED;
  report = pnr_plan_write_report (plan, scenario, path, run->progress, &run->error);
  return report != NULL ? pnr_cli_end (run, report) : PNR_CLI_FAILED;
}

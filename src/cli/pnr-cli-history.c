/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The verbs of the history: undo, redo, revert, log. */
#include "config.h"

#include <glib/gi18n.h>

#include "base/pnr-report.h"
#include "cli/pnr-cli.h"
#include "plan/pnr-plan-log.h"

/* The number of actions given after the plan, 1 where none is. */
static gboolean
parse_count (PnrCliRun *run, guint64 *count)
{
  *count = 1;
  if (run->arguments[2] == NULL
      || g_ascii_string_to_unsigned (run->arguments[2], 10, 1, 100000, count, NULL))
    return TRUE;
  pnr_cli_misuse (run, _ ("“%s” is not a number of actions"), run->arguments[2]);
  return FALSE;
}

static GVariant *
action_report (const char *name)
{
  GVariantDict *report = pnr_report_new ();

  pnr_report_add_text (report, "what", name);
  return pnr_report_end (report);
}

/* Fewer than was asked for is no failure, but is said. */
static char *
dup_shortfall (guint n_done, guint n_asked, gboolean is_undo)
{
  if (n_done == n_asked)
    return NULL;
  if (n_done == 0)
    return g_strdup (is_undo ? _ ("There is nothing left to undo.")
                             : _ ("There is nothing left to redo."));
  return is_undo ? g_strdup_printf (ngettext ("Only %u action was left to undo, and it was undone.",
                                              "Only %u actions were left to undo, and they were "
                                              "undone.",
                                              n_done),
                                    n_done)
                 : g_strdup_printf (ngettext ("Only %u action was left to redo, and it was redone.",
                                              "Only %u actions were left to redo, and they were "
                                              "redone.",
                                              n_done),
                                    n_done);
}

static GVariant *
report_steps (GPtrArray *names, guint n_asked, gboolean is_undo)
{
  g_autofree char *shortfall = dup_shortfall (names->len, n_asked, is_undo);
  GPtrArray *actions = g_ptr_array_new ();
  GVariantDict *report = pnr_report_new ();

  for (guint i = 0; i < names->len; i++)
    g_ptr_array_add (actions, action_report (names->pdata[i]));
  if (shortfall != NULL)
    pnr_report_add_text (report, "message", shortfall);
  pnr_report_add_list (report, "actions", actions);
  return pnr_report_end (report);
}

static PnrCliStatus
walk_history (PnrCliRun *run, gboolean is_undo)
{
  g_autofree char *why = NULL;
  const GOptionEntry entries[] = {
    { "why", 0, 0, G_OPTION_ARG_STRING, &why, NULL, NULL },
    { NULL },
  };
  g_autoptr (PnrPlan) plan = NULL;
  g_autoptr (GPtrArray) names = NULL;
  guint64 count;

  if (!pnr_cli_parse (run, entries, 1, 2) || !parse_count (run, &count))
    return PNR_CLI_USAGE;
  plan = pnr_cli_open_plan (run);
  if (plan == NULL)
    return PNR_CLI_FAILED;
  names = is_undo ? pnr_plan_undo_several (plan, (guint) count, why, run->progress, &run->error)
                  : pnr_plan_redo_several (plan, (guint) count, why, run->progress, &run->error);
  if (names == NULL)
    return PNR_CLI_FAILED;
  return pnr_cli_end (run, report_steps (names, (guint) count, is_undo));
}

PnrCliStatus
pnr_cli_undo (PnrCliRun *run)
{
  return walk_history (run, TRUE);
}

PnrCliStatus
pnr_cli_redo (PnrCliRun *run)
{
  return walk_history (run, FALSE);
}

PnrCliStatus
pnr_cli_log (PnrCliRun *run)
{
  int n_newest = 0;
  const GOptionEntry entries[] = {
    { "top", 0, 0, G_OPTION_ARG_INT, &n_newest, NULL, NULL },
    { NULL },
  };
  g_autoptr (PnrPlan) plan = NULL;
  GVariantDict *report;
  GVariant *actions;

  if (!pnr_cli_parse (run, entries, 1, 1))
    return PNR_CLI_USAGE;
  if (n_newest < 0)
    return pnr_cli_misuse (run, _ ("--top takes a number from 1 on"));
  plan = pnr_cli_open_plan_to_read (run);
  if (plan == NULL)
    return PNR_CLI_FAILED;
  actions = pnr_plan_dup_log (plan, (guint) n_newest, &run->error);
  if (actions == NULL)
    return PNR_CLI_FAILED;
  report = pnr_report_new ();
  pnr_report_add_value (report, "actions", actions);
  return pnr_cli_end (run, pnr_report_end (report));
}

PnrCliStatus
pnr_cli_revert (PnrCliRun *run)
{
  g_autofree char *why = NULL;
  const GOptionEntry entries[] = {
    { "why", 0, 0, G_OPTION_ARG_STRING, &why, NULL, NULL },
    { NULL },
  };
  g_autoptr (PnrPlan) plan = NULL;
  GVariantDict *report;
  guint64 action;

  if (!pnr_cli_parse (run, entries, 2, 2))
    return PNR_CLI_USAGE;
  if (!g_ascii_string_to_unsigned (run->arguments[2], 10, 0, G_MAXINT64, &action, NULL)) {
    pnr_cli_misuse (run,
                    _ ("“%s” is not the number of an action; see “log”, and take 0 for the moment "
                       "before the first"),
                    run->arguments[2]);
    return PNR_CLI_USAGE;
  }
  plan = pnr_cli_open_plan (run);
  if (plan == NULL || !pnr_plan_return_to (plan, (gint64) action, why, run->progress, &run->error))
    return PNR_CLI_FAILED;
  report = pnr_report_new ();
  pnr_report_add_count (report, "newest_action", pnr_plan_get_newest_action (plan));
  return pnr_cli_end (run, pnr_report_end (report));
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The verbs of keeping: copy, snapshots, restore, rescue. */
#include "config.h"

#include <glib/gi18n.h>

#include "base/pnr-report.h"
#include "cli/pnr-cli.h"
#include "plan/pnr-plan-keeping.h"
#include "plan/pnr-plan-market.h"

static PnrCliStatus
end_with_plan (PnrCliRun *run, const char *path)
{
  GVariantDict *report = pnr_report_new ();

  pnr_report_add_path (report, "plan", path);
  return pnr_cli_end (run, pnr_report_end (report));
}

PnrCliStatus
pnr_cli_copy (PnrCliRun *run)
{
  const GOptionEntry entries[] = { { NULL } };
  g_autoptr (PnrPlan) plan = NULL;

  if (!pnr_cli_parse (run, entries, 2, 2))
    return PNR_CLI_USAGE;
  plan = pnr_cli_open_plan_to_read (run);
  if (plan == NULL
      || !pnr_plan_save_copy (plan, run->arguments[2], FALSE, NULL, run->progress, &run->error))
    return PNR_CLI_FAILED;
  return end_with_plan (run, run->arguments[2]);
}

static char *
dup_time (gint64 seconds)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (seconds);

  return g_date_time_format (time, "%Y-%m-%dT%H:%M:%SZ");
}

static GVariant *
report_snapshot (PnrSnapshot *snapshot)
{
  const PnrSnapshotFacts *facts = pnr_snapshot_get_facts (snapshot);
  GVariantDict *report = pnr_report_new ();
  g_autofree char *taken = dup_time (facts->taken);

  g_autofree char *name = g_path_get_basename (facts->path);

  pnr_report_add_text (report, "taken", taken);
  pnr_report_add_text (report, "kind", facts->has_orders ? "whole" : "planning");
  pnr_report_add_text (report, "name", name);
  pnr_report_add_count (report, "bytes", facts->n_bytes);
  pnr_report_add_truth (report, "has_orders", facts->has_orders);
  pnr_report_add_text (report, "last_action", facts->last_action);
  pnr_report_add_text (report, "perhaps_of", facts->perhaps_of);
  pnr_report_add_text (report, "shared_with", facts->shared_with);
  return pnr_report_end (report);
}

/* A plan that is gone may still have snapshots; a name that was mistyped has none. */
static gboolean
is_of_no_plan (PnrCliRun *run, GPtrArray *snapshots)
{
  g_autofree char *shown = g_filename_display_name (run->arguments[1]);

  if (snapshots->len > 0 || g_file_test (run->arguments[1], G_FILE_TEST_EXISTS))
    return FALSE;
  g_set_error (&run->error, PNR_PLAN_ERROR, PNR_PLAN_ERROR_UNKNOWN_NAME,
               _ ("“%s” is not there, and no snapshot of it is."), shown);
  return TRUE;
}

/* "now", or a time as the list of snapshots tells it. */
static gboolean
parse_time (PnrCliRun *run, const char *text, gint64 *seconds)
{
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  g_autoptr (GDateTime) time = g_date_time_new_from_iso8601 (text, utc);

  if (time == NULL && !g_str_equal (text, "now")) {
    g_set_error (&run->error, PNR_PLAN_ERROR, PNR_PLAN_ERROR_UNKNOWN_NAME,
                 _ ("“%s” is no time for --remove-before. Write one as “snapshots” tells it, such "
                    "as 2026-01-31T12:00:00Z, or “now” for all."),
                 text);
    return FALSE;
  }
  *seconds = time != NULL ? g_date_time_to_unix (time) : G_MAXINT64;
  return TRUE;
}

/* (out) @n_removed: nothing is removed where no time is given */
static gboolean
remove_before (PnrCliRun *run, const char *before, guint *n_removed)
{
  gint64 seconds;

  *n_removed = 0;
  return before == NULL
         || (parse_time (run, before, &seconds)
             && pnr_plan_remove_snapshots (run->arguments[1], seconds, n_removed, &run->error));
}

static void
warn_of_doubt (PnrCliRun *run, PnrSnapshot *snapshot)
{
  const char *other = pnr_snapshot_get_facts (snapshot)->perhaps_of;
  g_autofree char *told = NULL;

  if (other == NULL || run->is_quiet)
    return;
  /* Translators: a path. */
  told =
      g_strdup_printf (_ ("Possibly of another plan: these snapshots were taken of “%s”."), other);
  g_printerr ("pannier-cli: %s\n", told);
}

/* What was to be removed and is another plan's is kept, and that is said. Returns: how many */
static guint
warn_of_shared (PnrCliRun *run, GPtrArray *snapshots, const char *before)
{
  const char *owner = NULL;
  g_autofree char *told = NULL;
  gint64 seconds = 0;
  guint n_kept = 0;

  if (before == NULL || !parse_time (run, before, &seconds))
    return 0;
  for (guint i = 0; i < snapshots->len; i++) {
    const PnrSnapshotFacts *facts = pnr_snapshot_get_facts (snapshots->pdata[i]);

    if (facts->taken >= seconds || facts->shared_with == NULL)
      continue;
    owner = facts->shared_with;
    n_kept++;
  }
  if (n_kept == 0 || run->is_quiet)
    return n_kept;
  told = pnr_plan_dup_shared_sentence (n_kept, owner);
  g_printerr ("pannier-cli: %s\n", told);
  return n_kept;
}

PnrCliStatus
pnr_cli_snapshots (PnrCliRun *run)
{
  g_autofree char *before = NULL;
  const GOptionEntry entries[] = {
    { "remove-before", 0, 0, G_OPTION_ARG_STRING, &before, NULL, NULL },
    { NULL },
  };
  g_autoptr (GPtrArray) snapshots = NULL;
  g_autoptr (GPtrArray) list = NULL;
  GVariantDict *report;
  guint n_removed;

  if (!pnr_cli_parse (run, entries, 1, 1))
    return PNR_CLI_USAGE;
  if (!remove_before (run, before, &n_removed))
    return PNR_CLI_FAILED;
  snapshots = pnr_plan_list_snapshots (run->arguments[1]);
  if (is_of_no_plan (run, snapshots))
    return PNR_CLI_FAILED;
  if (snapshots->len > 0)
    warn_of_doubt (run, snapshots->pdata[0]);
  list = g_ptr_array_new ();
  for (guint i = 0; i < snapshots->len; i++)
    g_ptr_array_add (list, report_snapshot (snapshots->pdata[i]));
  report = pnr_report_new ();
  if (before != NULL) {
    pnr_report_add_count (report, "removed", n_removed);
    pnr_report_add_count (report, "kept", warn_of_shared (run, snapshots, before));
  }
  pnr_report_add_list (report, "snapshots", g_steal_pointer (&list));
  return pnr_cli_end (run, pnr_report_end (report));
}

static gboolean
is_meant (PnrSnapshot *snapshot, const char *when)
{
  const PnrSnapshotFacts *facts = pnr_snapshot_get_facts (snapshot);
  g_autofree char *taken = dup_time (facts->taken);
  g_autofree char *name = g_path_get_basename (facts->path);

  return g_str_equal (taken, when) || g_str_equal (name, when);
}

/* The snapshot taken at @when, or of that name; the newest where that is NULL. Of two of one second
 * the first in the list is the whole one. */
static PnrSnapshot *
find_snapshot (PnrCliRun *run, GPtrArray *snapshots, const char *when)
{
  g_autofree char *shown = g_filename_display_name (run->arguments[1]);

  for (guint i = 0; i < snapshots->len; i++) {
    if (when == NULL || is_meant (snapshots->pdata[i], when))
      return snapshots->pdata[i];
  }
  g_set_error (&run->error, PNR_PLAN_ERROR, PNR_PLAN_ERROR_UNKNOWN_NAME,
               _ ("There is no such snapshot of “%s”; see “snapshots”."), shown);
  return NULL;
}

/* What may be of another plan is taken only by who chose it. */
static gboolean
is_chosen (PnrCliRun *run, PnrSnapshot *snapshot, const char *when)
{
  const char *other = pnr_snapshot_get_facts (snapshot)->perhaps_of;
  g_autofree char *shown = g_filename_display_name (run->arguments[1]);

  if (other == NULL || when != NULL)
    return TRUE;
  g_set_error (&run->error, PNR_PLAN_ERROR, PNR_PLAN_ERROR_UNKNOWN_NAME,
               _ ("The snapshots found for “%s” are possibly of another plan: they were taken of "
                  "“%s”. If that is the one you mean, name a snapshot with --from; see "
                  "“snapshots”."),
               shown, other);
  return FALSE;
}

PnrCliStatus
pnr_cli_restore (PnrCliRun *run)
{
  g_autofree char *when = NULL;
  const GOptionEntry entries[] = {
    { "from", 0, 0, G_OPTION_ARG_STRING, &when, NULL, NULL },
    { NULL },
  };
  g_autoptr (GPtrArray) snapshots = NULL;
  g_autofree char *taken = NULL;
  PnrSnapshot *snapshot;
  GVariantDict *report;

  if (!pnr_cli_parse (run, entries, 2, 2))
    return PNR_CLI_USAGE;
  snapshots = pnr_plan_list_snapshots (run->arguments[1]);
  snapshot = find_snapshot (run, snapshots, when);
  if (snapshot == NULL || !is_chosen (run, snapshot, when)
      || !pnr_plan_restore (snapshot, run->arguments[2], &run->error))
    return PNR_CLI_FAILED;
  warn_of_doubt (run, snapshot);
  if (!pnr_snapshot_get_facts (snapshot)->has_orders && !run->is_quiet)
    g_printerr ("pannier-cli: %s\n",
                _ ("This snapshot holds what was planned, but not the orders. Import them again, "
                   "or choose a snapshot with orders; see “snapshots”."));
  report = pnr_report_new ();
  taken = dup_time (pnr_snapshot_get_facts (snapshot)->taken);
  pnr_report_add_path (report, "plan", run->arguments[2]);
  pnr_report_add_text (report, "taken", taken);
  pnr_report_add_text (report, "kind",
                       pnr_snapshot_get_facts (snapshot)->has_orders ? "whole" : "planning");
  pnr_report_add_truth (report, "has_orders", pnr_snapshot_get_facts (snapshot)->has_orders);
  return pnr_cli_end (run, pnr_report_end (report));
}

PnrCliStatus
pnr_cli_rescue (PnrCliRun *run)
{
  const GOptionEntry entries[] = { { NULL } };
  GVariant *report;

  if (!pnr_cli_parse (run, entries, 2, 2))
    return PNR_CLI_USAGE;
  report = pnr_plan_rescue (run->arguments[1], run->arguments[2], run->progress, &run->error);
  return report != NULL ? pnr_cli_end (run, report) : PNR_CLI_FAILED;
}

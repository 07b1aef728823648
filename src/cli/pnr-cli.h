/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The command line: global options, the table of verbs, what a verb is handed and hands back. */
#pragma once

#include "base/pnr-progress.h"
#include "base/pnr-report-table.h"
#include "base/pnr-report.h"
#include "plan/pnr-plan.h"

G_BEGIN_DECLS

typedef enum {
  PNR_CLI_DONE = 0,
  PNR_CLI_FAILED = 1,
  PNR_CLI_USAGE = 2,
  PNR_CLI_FINDINGS = 3,
} PnrCliStatus;

/* One run of one verb. A verb leaves its result in @report and its failure in @error. */
typedef struct {
  const char *verb;
  gboolean is_json;
  gboolean is_quiet;
  int n_threads;
  char **arguments; /* the verb's own words, without options once these are parsed */
  PnrProgress *progress;
  GVariant *report;
  PnrReportTable *rows; /* the part of the report that may be long */
  gboolean is_csv;      /* of the rows */
  GError *error;
} PnrCliRun;

typedef struct {
  const char *name;
  const char *synopsis;
  const char *summary;
  PnrCliStatus (*run) (PnrCliRun *run);
} PnrCliVerb;

int pnr_cli_run (int argc, char **argv);

gboolean pnr_cli_parse (PnrCliRun *run, const GOptionEntry *entries, guint n_least, guint n_most);
PnrCliStatus pnr_cli_fail (PnrCliRun *run, GError *error);
PnrCliStatus pnr_cli_misuse (PnrCliRun *run, const char *format, ...) G_GNUC_PRINTF (2, 3);
PnrCliStatus pnr_cli_end (PnrCliRun *run, GVariant *report);
PnrPlan *pnr_cli_open_plan (PnrCliRun *run);
PnrPlan *pnr_cli_open_plan_to_read (PnrCliRun *run);
PnrPlan *pnr_cli_open_plan_to_try (PnrCliRun *run);

/* The verbs, by room. */
PnrCliStatus pnr_cli_new (PnrCliRun *run);
PnrCliStatus pnr_cli_import (PnrCliRun *run);
PnrCliStatus pnr_cli_apply (PnrCliRun *run);
PnrCliStatus pnr_cli_export (PnrCliRun *run);
PnrCliStatus pnr_cli_chart (PnrCliRun *run);
PnrCliStatus pnr_cli_report (PnrCliRun *run);
PnrCliStatus pnr_cli_info (PnrCliRun *run);
PnrCliStatus pnr_cli_check (PnrCliRun *run);
PnrCliStatus pnr_cli_simulate (PnrCliRun *run);
PnrCliStatus pnr_cli_advise (PnrCliRun *run);
PnrCliStatus pnr_cli_optimise (PnrCliRun *run);
PnrCliStatus pnr_cli_market (PnrCliRun *run);
PnrCliStatus pnr_cli_mine (PnrCliRun *run);
PnrCliStatus pnr_cli_suggest (PnrCliRun *run);
PnrCliStatus pnr_cli_undo (PnrCliRun *run);
PnrCliStatus pnr_cli_redo (PnrCliRun *run);
PnrCliStatus pnr_cli_log (PnrCliRun *run);
PnrCliStatus pnr_cli_revert (PnrCliRun *run);
PnrCliStatus pnr_cli_copy (PnrCliRun *run);
PnrCliStatus pnr_cli_snapshots (PnrCliRun *run);
PnrCliStatus pnr_cli_restore (PnrCliRun *run);
PnrCliStatus pnr_cli_rescue (PnrCliRun *run);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The options that say which orders are looked at, shared by info and the charts of orders. */
#pragma once

#include "cli/pnr-cli.h"
#include "model/pnr-overview.h"
#include "plan/pnr-plan-jobs.h"

G_BEGIN_DECLS

/* As written on the command line; lives on the stack: g_auto (PnrCliPeriod) period = { 0 }. */
typedef struct {
  char *from;
  char *to;
  int n_days;
  char *compare;
  char *channel;
  char *group;
} PnrCliPeriod;

#define PNR_CLI_PERIOD_ENTRIES(period)                                         \
  { "from", 0, 0, G_OPTION_ARG_STRING, &(period).from, NULL, NULL },           \
      { "to", 0, 0, G_OPTION_ARG_STRING, &(period).to, NULL, NULL },           \
      { "days", 0, 0, G_OPTION_ARG_INT, &(period).n_days, NULL, NULL },        \
      { "compare", 0, 0, G_OPTION_ARG_STRING, &(period).compare, NULL, NULL }, \
      { "channel", 0, 0, G_OPTION_ARG_STRING, &(period).channel, NULL, NULL }, \
  {                                                                            \
    "group", 0, 0, G_OPTION_ARG_STRING, &(period).group, NULL, NULL            \
  }

gboolean pnr_cli_period_read (const PnrCliPeriod *options, PnrCliRun *run,
                              PnrOverviewRequest *request);
gboolean pnr_cli_period_read_window (PnrCliRun *run, const char *from, const char *to,
                                     PnrOrderWindow *window);
void pnr_cli_period_clear (PnrCliPeriod *options);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (PnrCliPeriod, pnr_cli_period_clear)

G_END_DECLS

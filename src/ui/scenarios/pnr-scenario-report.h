/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Asks where to, and writes the report of a scenario there. */
#pragma once

#include "model/pnr-scenario.h"
#include "ui/pnr-job-view.h"
#include "ui/pnr-session.h"

G_BEGIN_DECLS

/* Called when the writing begins and when it has ended. */
typedef void (*PnrScenarioReportFunc) (GtkWidget *page, gboolean is_running);

void pnr_scenario_report_ask (GtkWidget *page, PnrSession *session, PnrScenario *scenario,
                              PnrJobView *job_view, PnrScenarioReportFunc func);

G_END_DECLS

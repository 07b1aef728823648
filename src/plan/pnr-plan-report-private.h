/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the rooms that fill a report share. */
#pragma once

#include "drawing/pnr-document.h"
#include "model/pnr-contents.h"
#include "plan/pnr-plan-jobs.h"

G_BEGIN_DECLS

/* Heights of charts, as on a screen: what has rows needs more of it. */
#define PNR_REPORT_CHART 330.0
#define PNR_REPORT_TALL_CHART 420.0

GStrv pnr_report_row (const char *first, ...) G_GNUC_NULL_TERMINATED;
char *pnr_report_dup_share (double share);
gboolean pnr_plan_report_add_charts (PnrDocument *document, PnrPlan *plan, PnrScenario *scenario,
                                     PnrOutcome *outcome, PnrProgress *progress, GError **error);
gboolean pnr_plan_report_add_bundle (PnrDocument *document, PnrPlan *plan, PnrContents *contents,
                                     PnrBundle *bundle, PnrProgress *progress, GError **error);
gboolean pnr_plan_report_add_replay (PnrDocument *document, PnrPlan *plan, PnrScenario *scenario,
                                     PnrProgress *progress, GError **error);
gboolean pnr_plan_report_add_padding (PnrDocument *document, PnrPlan *plan, PnrContents *contents,
                                      PnrBundle *bundle, guint *n_warnings, PnrProgress *progress,
                                      GError **error);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A scenario as a report to hand over: its outcome, its bundles, what was assumed. */
#pragma once

#include "base/pnr-progress.h"
#include "plan/pnr-plan.h"

G_BEGIN_DECLS

GVariant *pnr_plan_write_report (PnrPlan *self, PnrScenario *scenario, const char *path,
                                 PnrProgress *progress, GError **error);
void pnr_plan_write_report_async (PnrPlan *self, PnrScenario *scenario, const char *path,
                                  PnrProgress *progress, GAsyncReadyCallback callback,
                                  gpointer user_data);
GVariant *pnr_plan_write_report_finish (PnrPlan *self, GAsyncResult *result, GError **error);

G_END_DECLS

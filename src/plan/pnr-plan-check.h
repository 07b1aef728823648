/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The health of a plan: its file, and what is planned in it. */
#pragma once

#include "base/pnr-progress.h"
#include "plan/check/pnr-finding.h"
#include "plan/pnr-plan.h"

G_BEGIN_DECLS

/* (element-type PnrFinding), errors first. */
GPtrArray *pnr_plan_check (PnrPlan *self, PnrProgress *progress, GError **error);
GPtrArray *pnr_plan_find_in_error (const char *path, const GError *error, PnrProgress *progress);

GVariant *pnr_plan_report_findings (GPtrArray *findings);

G_END_DECLS

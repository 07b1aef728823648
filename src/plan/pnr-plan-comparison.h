/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The job that sets scenarios of a plan against each other on the same shoppers. */
#pragma once

#include "economy/pnr-side-by-side.h"
#include "plan/pnr-plan.h"

G_BEGIN_DECLS

PnrComparison *pnr_plan_compare (PnrPlan *self, GPtrArray *scenarios,
                                 const PnrSimulationSettings *settings, PnrProgress *progress,
                                 GError **error);
void pnr_plan_compare_async (PnrPlan *self, GPtrArray *scenarios,
                             const PnrSimulationSettings *settings, PnrProgress *progress,
                             GAsyncReadyCallback callback, gpointer user_data);
PnrComparison *pnr_plan_compare_finish (PnrPlan *self, GAsyncResult *result, GError **error);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The job that says how the customers of a plan come back. */
#pragma once

#include "base/pnr-progress.h"
#include "model/pnr-loyalty.h"
#include "plan/pnr-plan.h"

G_BEGIN_DECLS

/* @within_days 0: the usual number. */
PnrLoyalty *pnr_plan_measure_loyalty (PnrPlan *self, guint within_days, PnrProgress *progress,
                                      GError **error);
void pnr_plan_measure_loyalty_async (PnrPlan *self, guint within_days, PnrProgress *progress,
                                     GAsyncReadyCallback callback, gpointer user_data);
PnrLoyalty *pnr_plan_measure_loyalty_finish (PnrPlan *self, GAsyncResult *result, GError **error);

G_END_DECLS

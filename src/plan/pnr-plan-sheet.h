/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One bundle on one sheet: its price by product, tax, returns, cheaper ways and shared stock. */
#pragma once

#include "base/pnr-progress.h"
#include "economy/pnr-allocation.h"
#include "model/pnr-contents.h"
#include "plan/pnr-plan.h"

G_BEGIN_DECLS

GVariant *pnr_plan_report_sheet (PnrContents *contents, PnrBundle *bundle, PnrAllocationMode mode,
                                 PnrProgress *progress, GError **error);

void pnr_plan_report_sheet_async (PnrPlan *self, PnrBundle *bundle, PnrAllocationMode mode,
                                  PnrProgress *progress, GAsyncReadyCallback callback,
                                  gpointer user_data);
GVariant *pnr_plan_report_sheet_finish (PnrPlan *self, GAsyncResult *result, GError **error);

PnrContents *pnr_plan_dup_neighbourhood (PnrPlan *self, PnrBundle *bundle);

G_END_DECLS

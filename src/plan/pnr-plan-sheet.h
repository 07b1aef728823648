/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One bundle on one sheet: its price by product, tax, returns, cheaper ways and shared stock. */
#pragma once

#include "base/pnr-progress.h"
#include "model/pnr-contents.h"
#include "plan/pnr-plan.h"

G_BEGIN_DECLS

/* What the shares of the price are proportional to: list price × quantity, cost × quantity, the
 * weights that the merchant gave; or what the shop charges, which keeps anchors at their price and
 * gifts at nothing. */
typedef enum {
  PNR_SHEET_SPLIT_LIST_PRICE,
  PNR_SHEET_SPLIT_COST,
  PNR_SHEET_SPLIT_WEIGHT,
  PNR_SHEET_SPLIT_CHARGE,
} PnrSheetSplit;

#define PNR_N_SHEET_SPLITS (PNR_SHEET_SPLIT_CHARGE + 1)

GVariant *pnr_plan_report_sheet (PnrContents *contents, PnrBundle *bundle, PnrSheetSplit split,
                                 PnrProgress *progress, GError **error);

void pnr_plan_report_sheet_async (PnrPlan *self, PnrBundle *bundle, PnrSheetSplit split,
                                  PnrProgress *progress, GAsyncReadyCallback callback,
                                  gpointer user_data);
GVariant *pnr_plan_report_sheet_finish (PnrPlan *self, GAsyncResult *result, GError **error);

PnrContents *pnr_plan_dup_neighbourhood (PnrPlan *self, PnrBundle *bundle);

G_END_DECLS

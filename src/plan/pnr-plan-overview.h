/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The plan at a glance: what a period of its orders came to, and what wants looking after. */
#pragma once

#include "base/pnr-progress.h"
#include "model/pnr-ledger.h"
#include "model/pnr-overview.h"
#include "plan/pnr-plan-attention.h"
#include "plan/pnr-plan.h"

G_BEGIN_DECLS

/* @ledger: what the overview was made from, for asking again for another period of the same
 * history. @attentions: only where the ledger was read anew, else @has_attentions is %FALSE. */
typedef struct {
  PnrLedger *ledger;
  PnrOverview *overview;
  gboolean has_attentions;
  PnrPlanAttentions attentions;
} PnrPlanReview;

void pnr_plan_review_free (PnrPlanReview *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PnrPlanReview, pnr_plan_review_free)

PnrPlanReview *pnr_plan_review (PnrPlan *self, PnrLedger *ledger, const PnrOverviewRequest *request,
                                PnrProgress *progress, GError **error);
void pnr_plan_review_async (PnrPlan *self, PnrLedger *ledger, const PnrOverviewRequest *request,
                            PnrProgress *progress, GAsyncReadyCallback callback,
                            gpointer user_data);
PnrPlanReview *pnr_plan_review_finish (PnrPlan *self, GAsyncResult *result, GError **error);

GVariant *pnr_plan_report_period (PnrPlan *self, const PnrOverviewRequest *request,
                                  PnrProgress *progress, GError **error);

G_END_DECLS

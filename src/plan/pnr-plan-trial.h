/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One bundle tried on simulated shoppers: who gains, who takes it, and what only pads it. */
#pragma once

#include "economy/pnr-padding.h"
#include "economy/pnr-win-win.h"
#include "model/pnr-contents.h"
#include "model/pnr-outcome.h"
#include "plan/pnr-plan.h"

G_BEGIN_DECLS

/* @padding: for each component of the bundle in its order, on @n_tried shoppers; %NULL where
 * one product less would leave no bundle to compare with. */
typedef struct {
  PnrOutcome *outcome;
  PnrWinWin win_win;
  guint n_parts;
  PnrPadding *padding;
  guint n_tried;
} PnrPlanTrial;

void pnr_plan_trial_free (PnrPlanTrial *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PnrPlanTrial, pnr_plan_trial_free)

PnrScenario *pnr_plan_find_judging_scenario (PnrContents *contents, PnrBundle *bundle);

PnrPlanTrial *pnr_plan_try_bundle (PnrPlan *self, PnrBundle *bundle, PnrProgress *progress,
                                   GError **error);
void pnr_plan_try_bundle_async (PnrPlan *self, PnrBundle *bundle, PnrProgress *progress,
                                GAsyncReadyCallback callback, gpointer user_data);
PnrPlanTrial *pnr_plan_try_bundle_finish (PnrPlan *self, GAsyncResult *result, GError **error);

G_END_DECLS

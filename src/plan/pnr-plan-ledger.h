/* SPDX-License-Identifier: GPL-3.0-or-later */
/* All orders of the shop behind a simulation of some of its products. */
#pragma once

#include "model/pnr-contents.h"
#include "model/pnr-ledger.h"
#include "plan/pnr-plan-jobs.h"

G_BEGIN_DECLS

PnrLedger *pnr_plan_read_ledger (PnrPlan *self, PnrContents *contents, PnrProgress *progress,
                                 GError **error);
void pnr_plan_count_store (PnrMarket *market, PnrLedger *ledger, const PnrOrderWindow *window);
gboolean pnr_plan_add_lifetime (PnrOutcome *outcome, const PnrMarket *market, PnrLedger *ledger,
                                const PnrOrderWindow *window, PnrContents *contents,
                                PnrScenario *scenario, PnrProgress *progress, GError **error);

G_END_DECLS

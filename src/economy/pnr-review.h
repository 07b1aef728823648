/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a period of the order history came to: its figures, its course, its order values. */
#pragma once

#include "base/pnr-progress.h"
#include "model/pnr-ledger.h"
#include "model/pnr-overview.h"

G_BEGIN_DECLS

PnrOverview *pnr_review_ledger (PnrLedger *ledger, const PnrOverviewRequest *request,
                                PnrProgress *progress, GError **error);

G_END_DECLS

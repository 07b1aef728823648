/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How far a simulated baseline is from the orders that it was learnt from. */
#pragma once

#include "economy/pnr-belief.h"
#include "economy/pnr-tally.h"

G_BEGIN_DECLS

void pnr_residual_list (const PnrTally *tally, const PnrShop *shop, const PnrMarket *market,
                        const PnrBelief *belief, PnrOutcome *outcome);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Moves what shoppers would pay until a market that is no sum of its products sells what it sold.
 */
#pragma once

#include "economy/pnr-pair-fit.h"

G_BEGIN_DECLS

gboolean pnr_market_is_additive (const PnrMarket *market);
void pnr_belief_recalibrate (const PnrMarket *market, const double *rates, PnrPairFit *pairs,
                             gboolean is_fine, PnrBelief *belief, PnrProgress *progress);

G_END_DECLS

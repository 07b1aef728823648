/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a plan states about its shoppers and its own orders rule out. */
#pragma once

#include "model/pnr-market.h"
#include "model/pnr-outcome.h"

G_BEGIN_DECLS

gboolean pnr_contradiction_check (const PnrMarket *market, GError **error);
void pnr_contradiction_list (const PnrMarket *market, PnrOutcome *outcome);

G_END_DECLS

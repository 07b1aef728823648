/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The market as one joint draw of the assumptions believes it. */
#pragma once

#include "economy/pnr-belief.h"

G_BEGIN_DECLS

PnrMarket *pnr_market_draw (const PnrMarket *market, guint draw, guint64 seed,
                            const PnrBelief *belief);

G_END_DECLS

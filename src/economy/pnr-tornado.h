/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Moves one assumption at a time to either end of its range and watches the contribution. */
#pragma once

#include "economy/pnr-simulation.h"
#include "model/pnr-tornado.h"

G_BEGIN_DECLS

/* What an order costs at the low and at the high end; a cost whose ends are equal is not tried. */
typedef struct {
  PnrMarketCosts low;
  PnrMarketCosts high;
} PnrCostRanges;

PnrTornado *pnr_tornado_run (PnrMarket *market, const PnrCostRanges *costs,
                             const PnrSimulationSettings *settings, PnrProgress *progress,
                             GError **error);

G_END_DECLS

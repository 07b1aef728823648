/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Moves one assumption at a time to either end of its range and watches the contribution. */
#pragma once

#include "economy/pnr-simulation.h"
#include "model/pnr-tornado.h"

G_BEGIN_DECLS

PnrTornado *pnr_tornado_run (PnrMarket *market, const PnrSimulationSettings *settings,
                             PnrProgress *progress, GError **error);

G_END_DECLS

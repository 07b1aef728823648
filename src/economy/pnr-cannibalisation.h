/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Splits a scenario's change of units and contribution by what its buyers did without it. */
#pragma once

#include "economy/pnr-simulation.h"
#include "model/pnr-waterfall.h"

G_BEGIN_DECLS

PnrWaterfall *pnr_cannibalisation_split (PnrMarket *market, const PnrSimulationSettings *settings,
                                         PnrProgress *progress, GError **error);

G_END_DECLS

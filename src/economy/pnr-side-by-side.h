/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Runs several markets on the same shoppers and sets every two of them against each other. */
#pragma once

#include "economy/pnr-simulation.h"
#include "model/pnr-comparison.h"

G_BEGIN_DECLS

PnrComparison *pnr_simulate_side_by_side (PnrMarket *const *markets, const char *const *names,
                                          guint n_markets, const PnrSimulationSettings *settings,
                                          PnrProgress *progress, GError **error);

G_END_DECLS

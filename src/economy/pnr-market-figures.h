/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The figures of a market under one set of beliefs, and under each joint draw of them. */
#pragma once

#include "economy/pnr-belief.h"
#include "economy/pnr-simulation.h"
#include "economy/pnr-tally.h"

G_BEGIN_DECLS

void pnr_market_figures_get (const PnrMarket *market, const PnrShop *shop, const PnrBelief *belief,
                             const PnrSimulationSettings *settings, PnrFigures figures,
                             PnrProgress *progress);
gboolean pnr_market_figures_draw (const PnrMarket *market, const PnrSimulationSettings *settings,
                                  PnrFigures *figures, PnrProgress *progress, GError **error);
void pnr_market_figures_set_interval (PnrEstimate *estimate, double *values, guint n_values);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the simulation and the search for a price share about the size of samples. */
#pragma once

#include "economy/pnr-simulation.h"

G_BEGIN_DECLS

/* Independent repetitions inside every sample, whose scatter is the error of the simulation. */
#define PNR_SIMULATION_SCRAMBLES 8

gint64 pnr_simulation_round_shoppers (const PnrSimulationSettings *settings);
char *pnr_simulation_dup_rounding (const PnrSimulationSettings *settings);

G_END_DECLS

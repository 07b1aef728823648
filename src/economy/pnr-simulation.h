/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Runs a market without and with its bundles on the same shoppers and says what changes. */
#pragma once

#include "base/pnr-progress.h"
#include "economy/pnr-crowd-store.h"
#include "economy/pnr-economy-error.h"
#include "model/pnr-market.h"
#include "model/pnr-outcome.h"

G_BEGIN_DECLS

#define PNR_SIMULATION_DEFAULT_SHOPPERS 131072
#define PNR_SIMULATION_DEFAULT_DRAWS 64
#define PNR_SIMULATION_DEFAULT_SEED 1

/* @n_shoppers 0: 131,072, others are rounded up to a power of two. @n_threads 0: all cores; it
 * never changes a result. @n_draws: joint draws of the assumptions behind the intervals; 0: none,
 * and the intervals are NaN. @store: (nullable): keeps the shoppers for whoever asks the same ones
 * again, one calculation after the other. */
typedef struct {
  gint64 n_shoppers;
  guint64 seed;
  guint n_threads;
  guint n_draws;
  PnrCrowdStore *store;
} PnrSimulationSettings;

/* Whoever has no settings of their own takes these, so that all say the same of one plan. */
#define PNR_SIMULATION_SETTINGS_INIT                                              \
  {                                                                               \
    .seed = PNR_SIMULATION_DEFAULT_SEED, .n_draws = PNR_SIMULATION_DEFAULT_DRAWS, \
  }

PnrOutcome *pnr_simulate (PnrMarket *market, const PnrSimulationSettings *settings,
                          PnrProgress *progress, GError **error);

G_END_DECLS

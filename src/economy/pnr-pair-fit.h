/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Finds the correlations with which products are bought together as often as they were. */
#pragma once

#include "economy/pnr-belief.h"
#include "economy/pnr-taste.h"

G_BEGIN_DECLS

/* Shares of all shoppers who buy two products in one order, by their places, the first above the
 * second. */
typedef double PnrPairShares[PNR_MARKET_MAX_PRODUCTS][PNR_MARKET_MAX_PRODUCTS];

/* Correlations by row: @rho as shoppers are drawn from them, @told as they follow from counts,
 * whether they fit together or not. @is_strained: @rho had to be made to fit together. */
typedef struct {
  PnrCorrelations told;
  PnrCorrelations rho;
  PnrPairShares wanted;
  gboolean is_strained;
} PnrPairFit;

void pnr_pair_fit_init (PnrPairFit *self, const PnrMarket *market, const double *rates,
                        PnrBelief *belief);
void pnr_pair_fit_expect (const PnrPairFit *self, const double *worthwhile, const PnrMarket *market,
                          const PnrBelief *belief, PnrPairShares shares);
gboolean pnr_pair_fit_move (PnrPairFit *self, const double *worthwhile, const PnrMarket *market,
                            const PnrPairShares shares, double n_shoppers, PnrBelief *belief);
void pnr_pair_fit_settle (PnrPairFit *self, const PnrMarket *market, const double *rates,
                          PnrBelief *belief);

G_END_DECLS

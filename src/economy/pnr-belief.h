/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is believed about a market's shoppers: central values, ranges, and joint draws from them. */
#pragma once

#include "base/pnr-progress.h"
#include "economy/pnr-demand.h"
#include "economy/pnr-economy-error.h"
#include "model/pnr-market.h"
#include "model/pnr-outcome.h"

G_BEGIN_DECLS

/* One consistent set of beliefs, ready to draw shoppers from. Shares by place in the market: of
 * those who know a product, who see an offer, who leave over an unwanted one. @bother_minor: what
 * taking an offer is felt to cost. @decay_e4: worth of a further unit relative to the one before.
 */
typedef struct {
  double n_shoppers;
  PnrDemand demand;
  double awareness[PNR_MARKET_MAX_PRODUCTS];
  double exposure[PNR_MARKET_MAX_BUNDLES];
  double loss[PNR_MARKET_MAX_BUNDLES];
  double bother_minor[PNR_MARKET_MAX_BUNDLES];
  gint64 decay_e4[PNR_MARKET_MAX_PRODUCTS];
} PnrBelief;

gboolean pnr_belief_check (const PnrMarket *market, GError **error);
PnrRange pnr_belief_get_shoppers (const PnrMarket *market);
PnrRange pnr_belief_get_elasticity (const PnrMarket *market, guint product);
void pnr_belief_get_awareness (const PnrMarket *market, double n_shoppers, double *awareness);
void pnr_belief_fill_central (const PnrMarket *market, PnrBelief *belief, PnrProgress *progress);
void pnr_belief_fill_rough (const PnrMarket *market, PnrBelief *belief, PnrProgress *progress);
void pnr_belief_fill_unfitted (const PnrMarket *market, PnrBelief *belief);
void pnr_belief_fill_draw (const PnrMarket *market, guint draw, guint64 seed, PnrBelief *belief,
                           PnrProgress *progress);
double pnr_belief_draw_share (const PnrRange *range, double score);
const char *pnr_belief_get_awareness_source (const PnrMarketProduct *product);
char *pnr_belief_dup_elasticity_source (const PnrMarketProduct *product);
void pnr_belief_list (const PnrMarket *market, PnrOutcome *outcome);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What an upsell, a cross-sell or a bundle does to 100 visitors who are about to buy an anchor. */
#pragma once

#include "economy/pnr-simulation.h"
#include "model/pnr-advice.h"

G_BEGIN_DECLS

/* A product offered beside an anchor or instead of it. Money in minor units.
 *
 * @anchor_minor, @offer_minor: prices; of an upsell, of the dearer product. @anchor_margin:
 * contribution of an order of the anchor. @offer_margin: of an upsell, of an order of the dearer
 * product; of a cross-sell, what the target adds to an order. @already: of a cross-sell, the share
 * of the anchor's orders that hold the target without being offered it. @relevance: 0-1, see
 * pnr_advice_get_relevance(). @acceptance: share of visitors who take an offer that fits perfectly
 * and costs nothing. @is_measured: @acceptance was measured of this very offer, at its price.
 * @step: how fast acceptance falls as the extra price grows. */
typedef struct {
  double anchor_minor;
  double offer_minor;
  double anchor_margin;
  double offer_margin;
  double already;
  double relevance;
  gboolean is_measured;
  PnrRange acceptance;
  PnrRange loss;
  PnrRange step;
} PnrTacticTerms;

double pnr_advice_get_relevance (gint64 n_orders, gint64 n_anchor, gint64 n_target, gint64 n_both);
double pnr_advice_get_acceptance (PnrTactic tactic, const PnrTacticTerms *terms, double prior,
                                  double loss, double step);
double pnr_advice_get_order_margin (gint64 price_minor, gint64 cost_minor,
                                    const PnrMarketCosts *costs);
double pnr_advice_get_extra_margin (gint64 price_minor, gint64 cost_minor,
                                    const PnrMarketCosts *costs);
void pnr_advice_judge (const PnrTacticTerms *terms, guint64 seed, PnrAdviceOffer *offer);
gboolean pnr_advice_judge_bundle (PnrMarket *market, guint anchor,
                                  const PnrSimulationSettings *settings, PnrAdvice *advice,
                                  PnrAdviceOffer *offer, PnrProgress *progress, GError **error);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A market under construction: which product of the plan stands at which place. */
#pragma once

#include "plan/pnr-plan-market.h"

G_BEGIN_DECLS

typedef struct {
  PnrMarket *market;
  PnrContents *contents;
  PnrScenario *scenario;
  gint64 ids[PNR_MARKET_MAX_PRODUCTS];
} PnrMarketMaker;

gboolean pnr_plan_market_place_product (PnrMarketMaker *self, gint64 id, guint *place,
                                        GError **error);

/* See pnr-plan-market-costs.c. */
void pnr_plan_market_take_cost_beliefs (PnrMarket *market, PnrScenario *scenario);

/* See pnr-plan-market-offers.c. */
gboolean pnr_plan_market_add_bundle (PnrMarketMaker *self, PnrBundle *bundle, GError **error);

G_END_DECLS

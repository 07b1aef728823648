/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A market under construction: which product of the plan stands at which place. */
#pragma once

#include "plan/pnr-plan-market.h"

G_BEGIN_DECLS

/* Products come in the order in which they are placed: @n_on_sale of bundles on sale, up to
 * @n_bundled of bundles that are only looked at, then those that relationships lead to. */
typedef struct {
  PnrMarket *market;
  PnrContents *contents;
  PnrScenario *scenario;
  gint64 ids[PNR_MARKET_MAX_PRODUCTS];
  guint n_bundled;
  guint n_on_sale;
} PnrMarketMaker;

gboolean pnr_plan_market_place_product (PnrMarketMaker *self, gint64 id, guint *place,
                                        GError **error);

/* See pnr-plan-market-costs.c. */
void pnr_plan_market_take_cost_beliefs (PnrMarket *market, PnrScenario *scenario);

/* See pnr-plan-market-offers.c. */
gboolean pnr_plan_market_add_bundle (PnrMarketMaker *self, PnrBundle *bundle, GError **error);

/* See pnr-plan-market-relations.c. */
void pnr_plan_market_add_relations (PnrMarketMaker *self, PnrBasketSet *baskets,
                                    GPtrArray *scenarios);

G_END_DECLS

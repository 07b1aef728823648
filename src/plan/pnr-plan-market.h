/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Turns bundles, history and assumptions of a plan into the market that the economy works on. */
#pragma once

#include "economy/pnr-lifetime.h"
#include "model/pnr-basket-set.h"
#include "model/pnr-contents.h"
#include "model/pnr-market.h"

G_BEGIN_DECLS

#define PNR_PLAN_ERROR (pnr_plan_error_quark ())

typedef enum {
  PNR_PLAN_ERROR_UNKNOWN_NAME,
  PNR_PLAN_ERROR_INCOMPLETE,
  PNR_PLAN_ERROR_TOO_LARGE,
  PNR_PLAN_ERROR_UNKNOWN_CHART,
  PNR_PLAN_ERROR_CONTRADICTION,
  PNR_PLAN_ERROR_NOT_SIMULATED,
  PNR_PLAN_ERROR_GUARDED,
} PnrPlanError;

GQuark pnr_plan_error_quark (void);

/* The assumptions a scenario may set, in the order they are listed to people. */
typedef struct {
  const char *name;
  const char *unit;
  const char *description;
} PnrAssumptionKind;

PnrAssumption *pnr_plan_find_assumption (PnrScenario *scenario, const char *name);
const PnrAssumptionKind *pnr_plan_get_assumption_kinds (guint *n_kinds);

PnrMarket *pnr_plan_market_new_among (PnrContents *contents, PnrBasketSet *baskets,
                                      GPtrArray *bundles, GPtrArray *others, PnrScenario *scenario,
                                      GPtrArray *compared, GError **error);
PnrMarket *pnr_plan_market_new (PnrContents *contents, PnrBasketSet *baskets, GPtrArray *bundles,
                                PnrScenario *scenario, GError **error);
PnrMarket *pnr_plan_market_reprice (const PnrMarket *market, PnrContents *contents,
                                    PnrBundle *bundle, PnrScenario *scenario, GError **error);
PnrMarket *pnr_plan_market_new_related (PnrContents *contents, PnrBasketSet *baskets,
                                        GPtrArray *bundles, PnrScenario *scenario, GError **error);
void pnr_plan_market_infer_awareness (PnrMarket *market, PnrScenario *scenario);

PnrRange pnr_plan_assume_range (PnrScenario *scenario, const char *name, PnrRange fallback);
PnrRange pnr_plan_assume_range_of (PnrScenario *scenario, const char *name, const char *sku,
                                   PnrRange fallback);
PnrMarketCosts pnr_plan_assume_costs (PnrScenario *scenario, const char *currency);
PnrParcelTariff pnr_plan_assume_tariff (PnrScenario *scenario, const char *currency);
PnrLifetimeTerms pnr_plan_assume_lifetime (PnrScenario *scenario);

G_END_DECLS

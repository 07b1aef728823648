/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Teaches a market what the plan's orders say beyond which products were bought together. */
#pragma once

#include "model/pnr-basket-set.h"
#include "model/pnr-market.h"
#include "plan/pnr-plan-jobs.h"

G_BEGIN_DECLS

PnrMarket *pnr_plan_market_learn (PnrPlan *self, const PnrOrderWindow *window,
                                  PnrBasketSet *baskets, PnrMarket *market, PnrProgress *progress,
                                  GError **error);

G_END_DECLS

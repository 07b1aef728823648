/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Turns prices that were found together into one change of the plan. */
#pragma once

#include "model/pnr-price-set.h"
#include "plan/pnr-plan.h"

G_BEGIN_DECLS

gint64 pnr_plan_choose_price (const PnrPricedItem *item);
PnrEdit *pnr_plan_edit_prices (PnrPlan *self, PnrPriceSet *set);

G_END_DECLS

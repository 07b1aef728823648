/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What past orders say about one product: what was paid, and how many units an order held. */
#pragma once

#include "model/pnr-market.h"
#include "model/pnr-outcome.h"

G_BEGIN_DECLS

void pnr_past_sales_count (GArray *sales, PnrMarketProduct *product);
void pnr_past_sales_list (const PnrMarket *market, guint product, PnrOutcome *outcome);

G_END_DECLS

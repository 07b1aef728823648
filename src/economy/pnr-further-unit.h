/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a second unit of a product is worth, from the orders that hold two. */
#pragma once

#include "economy/pnr-calibration.h"
#include "model/pnr-market.h"

G_BEGIN_DECLS

double pnr_further_unit_get_decay (const PnrMarket *market, guint product, PnrValueFamily family,
                                   PnrValueSpread spread, double rate, double share_of_second);
void pnr_further_unit_settle (PnrMarket *market);
void pnr_further_unit_settle_worth (PnrMarket *market);
gboolean pnr_further_unit_is_doubtful (const PnrMarket *market);
char *pnr_further_unit_dup_name (const PnrMarketProduct *product);
gboolean pnr_further_unit_describe (const PnrMarket *market, guint product, PnrValueSpread spread,
                                    double rate, PnrRange *range, char **source);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How much tastes for two products go together, as far as orders that hold both can tell. */
#pragma once

#include "economy/pnr-calibration.h"

G_BEGIN_DECLS

#define PNR_GREATEST_TASTE 0.99

gint64 pnr_taste_count_pair (const PnrMarket *market, guint j, guint k);
gboolean pnr_taste_are_alternatives (const PnrMarket *market, guint j, guint k);
void pnr_taste_fill (const PnrMarket *market, double n_shoppers, const double *awareness,
                     const guint *row_of,
                     const double scores[PNR_MARKET_MAX_PRODUCTS][PNR_MARKET_MAX_PRODUCTS],
                     PnrCorrelations rho);
PnrRange pnr_taste_get_range (const PnrMarket *market, guint j, guint k, double n_shoppers,
                              const double *awareness);
const char *pnr_taste_get_source (const PnrMarket *market, guint j, guint k);

G_END_DECLS

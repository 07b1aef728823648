/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Draws simulated shoppers: what each would pay at most for each product of the focus set. */
#pragma once

#include "economy/pnr-calibration.h"

G_BEGIN_DECLS

/* Shoppers are drawn and served in blocks of this many. */
#define PNR_DEMAND_BLOCK 4096

/* Reservation prices are integers in 1/@scale of a minor unit, never above @cap.
 * @factor[row][axis]: see pnr_correlations_factor(); rows stand in the order of @row_of, which
 * depends on the products alone and not on their places in the market. */
typedef struct {
  guint n_products;
  PnrValueFamily family;
  PnrValueSpread spread[PNR_MARKET_MAX_PRODUCTS];
  guint row_of[PNR_MARKET_MAX_PRODUCTS];
  PnrCorrelations factor;
  gint32 scale;
  gint32 cap;
} PnrDemand;

void pnr_demand_rank_products (const PnrMarket *market, guint row_of[PNR_MARKET_MAX_PRODUCTS]);
void pnr_demand_rank_bundles (const PnrMarket *market, guint row_of[PNR_MARKET_MAX_BUNDLES]);
void pnr_demand_draw_axes (guint n_products, guint32 first, guint n_shoppers, guint64 seed,
                           guint32 scramble, double *axes);
void pnr_demand_value (const PnrDemand *demand, const double *axes, guint n_shoppers,
                       gint32 *values);
void pnr_demand_draw (const PnrDemand *demand, guint32 first, guint n_shoppers, guint64 seed,
                      guint32 scramble, gint32 *values);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Turns what a shop has seen (prices, purchase rates, pair counts) into what shoppers would pay. */
#pragma once

#include <glib.h>

#include "economy/pnr-bivariate.h"
#include "model/pnr-market.h"

G_BEGIN_DECLS

/* How far tastes for two products are believed to go together before any order is read. */
#define PNR_PRIOR_CORRELATION_SD 0.3

typedef enum {
  PNR_VALUE_LOG_NORMAL,
  PNR_VALUE_NORMAL,
} PnrValueFamily;

/* Reservation prices of one product: of their logarithms for the log-normal family. */
typedef struct {
  double mean;
  double sd;
} PnrValueSpread;

typedef double PnrCorrelations[PNR_MARKET_MAX_PRODUCTS][PNR_MARKET_MAX_PRODUCTS];

PnrValueSpread pnr_value_spread_from_elasticity (PnrValueFamily family, double price, double rate,
                                                 double elasticity);
PnrValueSpread pnr_value_spread_from_prices (PnrValueFamily family, const double price[2],
                                             const double rate[2]);
double pnr_value_spread_rate_at (PnrValueFamily family, PnrValueSpread spread, double price);
double pnr_second_unit_decay (double log_sd, double share_of_one, double share_of_two);
double pnr_shrink_correlation (PnrTetrachoric measured, double *standard_error);
void pnr_correlations_repair (PnrCorrelations rho, guint n_products);
gboolean pnr_correlations_project (PnrCorrelations rho, guint n_products);
void pnr_correlations_factor (PnrCorrelations rho, guint n_products, PnrCorrelations factor);

G_END_DECLS

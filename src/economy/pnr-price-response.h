/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How a product's weekly sales moved with its price, from past orders. */
#pragma once

#include "model/pnr-market.h"

G_BEGIN_DECLS

/* @n_prices: levels of price that are more than a hundredth apart. */
typedef struct {
  double elasticity;
  double standard_error;
  guint n_weeks;
  guint n_prices;
} PnrPriceResponse;

gboolean pnr_price_response_find (GArray *sales, gint64 first_time, gint64 last_time,
                                  PnrPriceResponse *response);
PnrRange pnr_price_response_combine (const PnrPriceResponse *self, double prior);

G_END_DECLS

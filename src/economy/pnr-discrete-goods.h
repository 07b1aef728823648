/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The best prices of two goods and their bundle when the shoppers' values are a list. */
#pragma once

#include "base/pnr-progress.h"

G_BEGIN_DECLS

typedef enum {
  PNR_SELLING_COMPONENTS,
  PNR_SELLING_PURE,
  PNR_SELLING_MIXED,
} PnrSelling;

typedef struct {
  gsize n_shoppers;
  const double *values; /* two per shopper */
  const double *weights;
  double cost[2];
} PnrDiscreteGoods;

typedef struct {
  double price[3]; /* good 1, good 2, both; infinite where not for sale */
  double profit;
  double revenue;
  double surplus;
  double count[4]; /* none, good 1, good 2, both */
} PnrDiscreteSale;

void pnr_discrete_goods_sell (const PnrDiscreteGoods *goods, const double price[3],
                              gboolean against_seller, PnrDiscreteSale *sale);
gboolean pnr_discrete_goods_optimise (const PnrDiscreteGoods *goods, PnrSelling selling,
                                      double tick, PnrDiscreteSale *best, PnrProgress *progress,
                                      GError **error);

G_END_DECLS

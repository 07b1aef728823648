/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Three goods with independent uniform values and a price for every content. */
#pragma once

#include "base/pnr-progress.h"

G_BEGIN_DECLS

/* A content is a set of goods: bit 0 is good 1. */
#define PNR_N_TRIPLE_CONTENTS 8

typedef struct {
  double low[3];
  double high[3];
  double cost[3];
} PnrThreeGoods;

typedef struct {
  double share[PNR_N_TRIPLE_CONTENTS];
  double revenue;
  double profit;
  double consumer_surplus;
  double sd_profit;
} PnrThreeGoodsSale;

void pnr_three_goods_sell (const PnrThreeGoods *goods, const double price[PNR_N_TRIPLE_CONTENTS],
                           PnrThreeGoodsSale *sale);
void pnr_three_goods_price_by_size (const double *by_size, double price[PNR_N_TRIPLE_CONTENTS]);
gboolean pnr_three_goods_optimise (const PnrThreeGoods *goods, gboolean is_component,
                                   gboolean is_pure, double *by_size, PnrProgress *progress,
                                   GError **error);

G_END_DECLS

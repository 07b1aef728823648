/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Two goods and their bundle before a continuum of shoppers: who buys what, by exact integrals. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum {
  PNR_TASTE_UNIFORM,
  PNR_TASTE_NORMAL,
  PNR_TASTE_LOGNORMAL,
} PnrTaste;

typedef enum {
  PNR_CONTENT_NONE,
  PNR_CONTENT_1,
  PNR_CONTENT_2,
  PNR_CONTENT_BOTH,
  PNR_N_CONTENTS,
} PnrContent;

typedef enum {
  PNR_STRATEGY_COMPONENTS,
  PNR_STRATEGY_PURE,
  PNR_STRATEGY_MIXED,
  PNR_STRATEGY_PARTIAL, /* good 1 and the bundle; good 2 not alone */
  PNR_N_STRATEGIES,
} PnrStrategy;

/* place and spread: lowest and highest value (uniform), mean and sd (normal), or those of the
 * logarithm (lognormal). Both goods together are worth (1 + theta)(v1 + v2). */
typedef struct {
  PnrTaste taste;
  double place[2];
  double spread[2];
  double rho;
  double theta;
  double cost[2];
} PnrTwoGoods;

typedef struct {
  double share[PNR_N_CONTENTS];
  double units[2];
  double revenue;
  double profit;
  double consumer_surplus;
  double sd_profit;
} PnrTwoGoodsSale;

guint pnr_strategy_n_prices (PnrStrategy strategy);
void pnr_strategy_paid (PnrStrategy strategy, const double *prices, double paid[PNR_N_CONTENTS]);
void pnr_two_goods_choose (const PnrTwoGoods *goods, const double paid[PNR_N_CONTENTS],
                           gboolean is_fine, double share[PNR_N_CONTENTS], double *surplus);
void pnr_two_goods_sell (const PnrTwoGoods *goods, PnrStrategy strategy, const double *prices,
                         gboolean is_fine, PnrTwoGoodsSale *sale);

G_END_DECLS

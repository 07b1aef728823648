/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The most profitable prices of two goods and their bundle, and how sharply they are known. */
#pragma once

#include "base/pnr-progress.h"
#include "economy/pnr-two-goods.h"

G_BEGIN_DECLS

gboolean pnr_two_goods_optimise (const PnrTwoGoods *goods, PnrStrategy strategy, double *prices,
                                 gboolean *is_identified, PnrProgress *progress, GError **error);
void pnr_single_good_optimise (double mean, double sd, double cost, double *price, double *profit);

G_END_DECLS

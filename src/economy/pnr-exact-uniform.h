/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Two goods with uniform values at given prices: shares and profit as fractions. */
#pragma once

#include "economy/pnr-two-goods.h"

G_BEGIN_DECLS

/* Each text is NULL where its fraction has too many digits; @share[k] also where content k is not
 * for sale. */
typedef struct {
  char *share[PNR_N_CONTENTS];
  char *profit;
} PnrExactSale;

void pnr_exact_uniform_sell (const PnrTwoGoods *goods, PnrStrategy strategy, const double *prices,
                             PnrExactSale *sale);
void pnr_exact_sale_clear (PnrExactSale *self);

G_END_DECLS

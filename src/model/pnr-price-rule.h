/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How a bundle's price follows from the sum of its parts: fixed, per cent off, amount off. */
#pragma once

#include "model/pnr-kinds.h"

G_BEGIN_DECLS

/* @value: minor units for fixed and amount off; millionths of the sum for per cent off. */
typedef struct {
  PnrPriceMode mode;
  gint64 value;
} PnrPriceRule;

gint64 pnr_price_rule_apply (PnrPriceRule rule, gint64 sum_minor);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where revenue growth came from: customers, orders each, items each, price each. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum {
  PNR_GROWTH_CUSTOMERS,
  PNR_GROWTH_ORDERS_PER_CUSTOMER,
  PNR_GROWTH_ITEMS_PER_ORDER,
  PNR_GROWTH_PRICE_PER_ITEM,
  PNR_N_GROWTH,
} PnrGrowthFactor;

/* Counts and revenue of one period. A count is zero only where all behind it are. */
typedef struct {
  gint64 customers;
  gint64 orders;
  gint64 items;
  gint64 revenue_minor;
} PnrGrowthPeriod;

/* @parts_minor sum to @change_minor. */
typedef struct {
  gint64 change_minor;
  gint64 parts_minor[PNR_N_GROWTH];
} PnrGrowth;

gboolean pnr_growth_decompose (const PnrGrowthPeriod *before, const PnrGrowthPeriod *after,
                               PnrGrowth *growth);

G_END_DECLS

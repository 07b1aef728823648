/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a product of a bundle cost when the bundle was last decided. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A value; lists of it are sorted by @bundle_id. Money of one unit, %PNR_MONEY_UNKNOWN where
 * nobody had said. Products whose price and cost never changed since are in no list. */
typedef struct {
  gint64 bundle_id;
  gint64 product_id;
  gint64 price_minor;
  gint64 cost_minor;
} PnrPastPrice;

G_END_DECLS

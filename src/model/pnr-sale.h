/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One line of a past order, as far as the economy learns from it. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define PNR_SALE_TIME_UNKNOWN G_MININT64

/* A value. @total_minor: what was paid for the line, %PNR_MONEY_UNKNOWN where nobody said.
 * @is_reduced: the line had a discount or belonged to a promotion. */
typedef struct {
  gint64 order_id;
  gint64 time;
  gint64 quantity_milli;
  gint64 total_minor;
  gboolean is_reduced;
} PnrSale;

G_END_DECLS

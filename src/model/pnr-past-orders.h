/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What past orders held of a few products and what was paid for it, as compact arrays. */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/* @product: an index into the ids. @price_minor: paid for one unit, on average and rounded half
 * away from zero; %PNR_MONEY_UNKNOWN where the history says nothing. */
typedef struct {
  guint32 product;
  guint32 units;
  gint64 price_minor;
} PnrPastLine;

/* The order as a whole, refunds netted. @end: of its lines. @weight_g: as far as it is known. */
typedef struct {
  gint64 total_minor;
  guint32 end;
  guint32 weight_g;
  guint32 units;
} PnrPastOrder;

#define PNR_TYPE_PAST_ORDERS (pnr_past_orders_get_type ())

/* Filled by its maker, then never changed, so that threads share it. Orders that hold none of the
 * products and are worth less than their maker asked for are in @n_orders and
 * @total_minor alone. */
typedef struct {
  gatomicrefcount ref_count;
  char *currency;
  char *data_hash;
  gint64 n_orders;
  gint64 total_minor;
  GArray *product_ids; /* gint64 */
  GArray *orders;      /* PnrPastOrder */
  GArray *lines;       /* PnrPastLine */
} PnrPastOrders;

GType pnr_past_orders_get_type (void);
PnrPastOrders *pnr_past_orders_new (const char *currency, const char *data_hash,
                                    const gint64 *product_ids, guint n_products);
PnrPastOrders *pnr_past_orders_ref (PnrPastOrders *self);
void pnr_past_orders_unref (PnrPastOrders *self);

void pnr_past_orders_add_line (PnrPastOrders *self, guint32 product, gint64 units,
                               gint64 price_minor);
void pnr_past_orders_end_order (PnrPastOrders *self, gint64 total_minor, gint64 weight_g,
                                gint64 units, gint64 least_total_minor);
const PnrPastLine *pnr_past_orders_get_lines (PnrPastOrders *self, guint order, guint *n_lines);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PnrPastOrders, pnr_past_orders_unref)

G_END_DECLS

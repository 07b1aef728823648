/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What past orders held of a few products and what was paid for it, as compact arrays. */
#include "config.h"

#include "model/pnr-past-orders.h"

G_DEFINE_BOXED_TYPE (PnrPastOrders, pnr_past_orders, pnr_past_orders_ref, pnr_past_orders_unref)

PnrPastOrders *
pnr_past_orders_new (const char *currency, const char *data_hash, const gint64 *product_ids,
                     guint n_products)
{
  PnrPastOrders *self = g_new0 (PnrPastOrders, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->currency = g_strdup (currency);
  self->data_hash = g_strdup (data_hash);
  self->product_ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->orders = g_array_new (FALSE, FALSE, sizeof (PnrPastOrder));
  self->lines = g_array_new (FALSE, FALSE, sizeof (PnrPastLine));
  g_array_append_vals (self->product_ids, product_ids, n_products);
  return self;
}

PnrPastOrders *
pnr_past_orders_ref (PnrPastOrders *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
pnr_past_orders_unref (PnrPastOrders *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_array_unref (self->lines);
  g_array_unref (self->orders);
  g_array_unref (self->product_ids);
  g_free (self->data_hash);
  g_free (self->currency);
  g_free (self);
}

/* What was sent back whole is not in the order. */
void
pnr_past_orders_add_line (PnrPastOrders *self, guint32 product, gint64 units, gint64 price_minor)
{
  PnrPastLine line = { product, (guint32) CLAMP (units, 0, G_MAXINT32), price_minor };

  if (line.units > 0)
    g_array_append_val (self->lines, line);
}

/**
 * pnr_past_orders_end_order:
 * @self: orders under construction
 * @total_minor: worth of the goods
 * @weight_g: what it weighs, as far as that is known
 * @units: how many pieces it holds
 * @least_total_minor: what an order without any of the products must be worth to be kept
 *
 * Ends the order of the lines added since the one before.
 */
void
pnr_past_orders_end_order (PnrPastOrders *self, gint64 total_minor, gint64 weight_g, gint64 units,
                           gint64 least_total_minor)
{
  PnrPastOrder order = { total_minor, self->lines->len, (guint32) CLAMP (weight_g, 0, G_MAXINT32),
                         (guint32) CLAMP (units, 0, G_MAXINT32) };
  guint32 start = self->orders->len > 0
                      ? g_array_index (self->orders, PnrPastOrder, self->orders->len - 1).end
                      : 0;

  self->n_orders++;
  self->total_minor += total_minor;
  if (order.end > start || total_minor >= least_total_minor)
    g_array_append_val (self->orders, order);
}

/* (array length=n_lines) (transfer none): each product at most once. */
const PnrPastLine *
pnr_past_orders_get_lines (PnrPastOrders *self, guint order, guint *n_lines)
{
  guint32 start = order > 0 ? g_array_index (self->orders, PnrPastOrder, order - 1).end : 0;

  *n_lines = g_array_index (self->orders, PnrPastOrder, order).end - start;
  return (const PnrPastLine *) self->lines->data + start;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Of all past orders the lines of a few products, read in short ranges so that nobody waits. */
#include "config.h"

#include "store/pnr-past-order-reader.h"

#include "base/pnr-money.h"
#include "store/pnr-order-walk.h"
#include "store/pnr-product-numbers.h"
#include "store/pnr-statement.h"
#include "store/pnr-steady-read.h"

#define MILLI 1000

/* Refunds are lines of their own, so the lines of a product are netted. Last: how many of them say
 * nothing of what was paid. */
static const char *const lines_sql =
    "SELECT order_id, product_id, sum (quantity_milli), ifnull (sum (total_minor), 0), "
    "sum (quantity_milli * product_weight (product_id) / 1000), sum (total_minor IS NULL) "
    "FROM orders "
    "JOIN order_line ON order_line.order_id = orders.id "
    "WHERE orders.id > ? AND orders.id <= ? AND is_cancelled = 0 "
    "GROUP BY order_id, product_id "
    "ORDER BY order_id";

/* The order whose lines come at present. */
typedef struct {
  PnrPastOrders *orders;
  GHashTable *places; /* of product ids, from 1 */
  gint64 least_total_minor;
  gboolean has_order;
  gint64 order_id;
  gint64 total_minor;
  gint64 weight_g;
  gint64 units_milli;
} Reader;

static void
end_order (Reader *self)
{
  if (self->has_order)
    pnr_past_orders_end_order (self->orders, self->total_minor, self->weight_g,
                               (self->units_milli + MILLI - 1) / MILLI, self->least_total_minor);
  self->has_order = FALSE;
}

static void
take_line (Reader *self, PnrStatement *row)
{
  gint64 order_id = pnr_statement_get_number (row, 0), product = pnr_statement_get_number (row, 1);
  gint64 milli = pnr_statement_get_number (row, 2), total = pnr_statement_get_number (row, 3);
  guint place = GPOINTER_TO_UINT (g_hash_table_lookup (self->places, &product));

  if (!self->has_order || self->order_id != order_id) {
    end_order (self);
    self->has_order = TRUE;
    self->order_id = order_id;
    self->total_minor = self->weight_g = self->units_milli = 0;
  }
  self->total_minor += total;
  self->weight_g += pnr_statement_get_number (row, 4);
  self->units_milli += milli;
  if (place > 0 && milli >= MILLI)
    pnr_past_orders_add_line (self->orders, place - 1, milli / MILLI,
                              pnr_statement_get_number (row, 5) > 0 || total < 0
                                  ? PNR_MONEY_UNKNOWN
                                  : pnr_money_round_ratio (total, MILLI, milli));
}

static gboolean
read_range (PnrDb *db, gint64 after, gint64 last, gpointer data, GError **error)
{
  Reader *self = data;
  PnrStatement *rows = pnr_db_get_statement (db, lines_sql, error);
  gboolean has_row;

  if (rows == NULL)
    return FALSE;
  pnr_statement_bind_number (rows, 1, after);
  pnr_statement_bind_number (rows, 2, last);
  while (pnr_statement_step (rows, &has_row, error)) {
    if (!has_row) {
      end_order (self);
      return TRUE;
    }
    take_line (self, rows);
  }
  return FALSE;
}

/* Which orders are wanted. */
typedef struct {
  PnrPastOrders *empty;
  gint64 least_total_minor;
} Wanted;

static gpointer
read_once (PnrDb *db, gpointer data, PnrProgress *progress, GError **error)
{
  const Wanted *wanted = data;
  const PnrPastOrders *empty = wanted->empty;
  g_autoptr (PnrPastOrders) orders =
      pnr_past_orders_new (empty->currency, empty->data_hash,
                           (const gint64 *) empty->product_ids->data, empty->product_ids->len);
  g_autoptr (GHashTable) places = g_hash_table_new (g_int64_hash, g_int64_equal);
  Reader reader = { .orders = orders,
                    .places = places,
                    .least_total_minor = wanted->least_total_minor };

  for (guint i = 0; i < orders->product_ids->len; i++)
    g_hash_table_insert (places, &g_array_index (orders->product_ids, gint64, i),
                         GUINT_TO_POINTER (i + 1));
  return pnr_product_numbers_define (db, error)
                 && pnr_order_walk (db, read_range, &reader, progress, error)
             ? g_steal_pointer (&orders)
             : NULL;
}

/**
 * pnr_past_order_reader_read:
 * @db: a connection
 * @empty: which products to look for
 * @least_total_minor: what an order without any of them must be worth to be kept
 * @progress: (nullable): where to tell how far it is
 * @error: a place for a sentence
 *
 * Orders that were not cancelled and have lines. When another connection writes meanwhile, reading
 * starts again.
 *
 * Returns: (transfer full) (nullable): the orders
 */
PnrPastOrders *
pnr_past_order_reader_read (PnrDb *db, PnrPastOrders *empty, gint64 least_total_minor,
                            PnrProgress *progress, GError **error)
{
  Wanted wanted = { empty, least_total_minor };

  return pnr_steady_read (db, read_once, &wanted, (GDestroyNotify) pnr_past_orders_unref, progress,
                          error);
}

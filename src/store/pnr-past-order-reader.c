/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Of all past orders the lines of a few products, read in short ranges so that nobody waits. */
#include "config.h"

#include "store/pnr-past-order-reader.h"

#include <glib/gi18n.h>

#include "base/pnr-money.h"
#include "store/pnr-statement.h"
#include "store/pnr-store-error.h"

#define MILLI 1000

/* A long read would hold up every commit. */
#define RANGE 10000
#define TRIES 3

/* Refunds are lines of their own, so the lines of a product are netted. Last: how many of them say
 * nothing of what was paid. */
static const char *const lines_sql =
    "SELECT order_id, product_id, sum (quantity_milli), ifnull (sum (total_minor), 0), "
    "sum (quantity_milli * max (0, ifnull (weight_g, 0)) / 1000), sum (total_minor IS NULL) "
    "FROM orders "
    "JOIN order_line ON order_line.order_id = orders.id "
    "JOIN product ON product.id = order_line.product_id "
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
read_range (PnrDb *db, Reader *self, gint64 after, gint64 last, GError **error)
{
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

/* Where the next range ends: ids may have gaps of any width. */
static gboolean
find_range_end (PnrDb *db, gint64 after, gint64 *last, gboolean *has_more, GError **error)
{
  PnrStatement *row = pnr_db_get_statement (
      db,
      "SELECT max (id), count (*) FROM (SELECT id FROM orders WHERE id > ? ORDER BY id LIMIT ?)",
      error);
  gboolean has_row;

  if (row == NULL)
    return FALSE;
  pnr_statement_bind_number (row, 1, after);
  pnr_statement_bind_number (row, 2, RANGE);
  if (!pnr_statement_step (row, &has_row, error))
    return FALSE;
  *has_more = pnr_statement_get_number (row, 1) > 0;
  *last = pnr_statement_get_number (row, 0);
  pnr_statement_reset (row);
  return TRUE;
}

static gboolean
read_all (PnrDb *db, Reader *self, PnrProgress *progress, GError **error)
{
  gint64 after = G_MININT64, n_orders, last;
  guint n_ranges = 0;
  gboolean has_more;

  if (!pnr_db_read_number (db, "SELECT count (*) FROM orders", &n_orders, error))
    return FALSE;
  for (;;) {
    if (!pnr_progress_check (progress, error)
        || !find_range_end (db, after, &last, &has_more, error))
      return FALSE;
    if (!has_more)
      return TRUE;
    if (!read_range (db, self, after, last, error))
      return FALSE;
    after = last;
    n_ranges++;
    pnr_progress_set_fraction (progress, MIN (n_ranges * (double) RANGE / (double) n_orders, 1.0));
  }
}

static PnrPastOrders *
read_once (PnrDb *db, PnrPastOrders *empty, gint64 least_total_minor, PnrProgress *progress,
           GError **error)
{
  g_autoptr (PnrPastOrders) orders =
      pnr_past_orders_new (empty->currency, empty->data_hash,
                           (const gint64 *) empty->product_ids->data, empty->product_ids->len);
  g_autoptr (GHashTable) places = g_hash_table_new (g_int64_hash, g_int64_equal);
  Reader reader = { .orders = orders, .places = places, .least_total_minor = least_total_minor };

  for (guint i = 0; i < orders->product_ids->len; i++)
    g_hash_table_insert (places, &g_array_index (orders->product_ids, gint64, i),
                         GUINT_TO_POINTER (i + 1));
  return read_all (db, &reader, progress, error) ? g_steal_pointer (&orders) : NULL;
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
  for (guint i = 0; i < TRIES; i++) {
    g_autoptr (PnrPastOrders) orders = NULL;
    gint64 before, after;

    if (!pnr_db_read_number (db, "PRAGMA data_version", &before, error))
      return NULL;
    orders = read_once (db, empty, least_total_minor, progress, error);
    if (orders == NULL || !pnr_db_read_number (db, "PRAGMA data_version", &after, error))
      return NULL;
    if (before == after)
      return g_steal_pointer (&orders);
  }
  g_set_error_literal (error, PNR_STORE_ERROR, PNR_STORE_ERROR_BUSY,
                       _ ("The plan kept changing while its orders were read. Try again when the "
                          "import is done."));
  return NULL;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The order history summed up by order, read in short ranges so that nobody waits to write. */
#include "config.h"

#include "store/pnr-ledger-reader.h"

#include "base/pnr-money.h"
#include "store/pnr-line-money.h"
#include "store/pnr-order-walk.h"
#include "store/pnr-product-numbers.h"
#include "store/pnr-statement.h"
#include "store/pnr-steady-read.h"

#define MICROS 1000000

static const char *const orders_sql =
    "SELECT order_id, ordered_at, channel, customer_id, customer_group, count (*), "
    "sum (cost IS NULL), sum (quantity_milli), ifnull (sum (total_minor), 0), " PNR_COSTED_SUM
    ", ifnull (sum (cost), 0), sum (total_minor IS NULL), " PNR_NET_SUM " "
    "FROM (SELECT order_id, ordered_at, channel, customer_id, customer_group, quantity_milli, "
    "total_minor, " PNR_LINE_COST " AS cost, " PNR_LINE_RATE " AS rate "
    "FROM orders "
    "JOIN order_line ON order_line.order_id = orders.id "
    "LEFT JOIN customer ON customer.id = orders.customer_id "
    "WHERE orders.id > ?3 AND orders.id <= ?4 AND is_cancelled = 0) "
    "GROUP BY order_id "
    "ORDER BY order_id";

/* @usual_vat_ppm: of products whose tax class is not a rate. */
typedef struct {
  PnrLedger *ledger;
  gint64 usual_vat_ppm;
} Reader;

static void
take_order (PnrLedger *ledger, PnrStatement *row)
{
  PnrLedgerOrder order = {
    .time = pnr_statement_get_known (row, 1, PNR_LEDGER_TIME_UNKNOWN),
    .channel = pnr_ledger_take_name (ledger->channels, pnr_statement_get_text (row, 2)),
    .customer = pnr_statement_is_null (row, 3)
                    ? PNR_LEDGER_NOBODY
                    : pnr_ledger_take_customer (ledger, pnr_statement_get_number (row, 3)),
    .group = pnr_ledger_take_name (ledger->groups, pnr_statement_get_text (row, 4)),
    .n_lines = (guint32) pnr_statement_get_number (row, 5),
    .n_uncosted = (guint32) pnr_statement_get_number (row, 6),
    .units_milli = pnr_statement_get_number (row, 7),
    .total_minor = pnr_statement_get_number (row, 8),
    .costed_minor = pnr_statement_get_number (row, 9),
    .cost_micros = pnr_statement_get_number (row, 10),
    .n_unpriced = (guint32) pnr_statement_get_number (row, 11),
    .net_micros = pnr_statement_get_number (row, 12),
  };

  pnr_ledger_add_order (ledger, &order);
}

static gboolean
read_range (PnrDb *db, gint64 after, gint64 last, gpointer data, GError **error)
{
  const Reader *self = data;
  PnrStatement *rows = pnr_db_get_statement (db, orders_sql, error);
  gboolean has_row;

  if (rows == NULL)
    return FALSE;
  pnr_statement_bind_number (rows, 1, MICROS / pnr_currency_get_unit (self->ledger->currency));
  pnr_statement_bind_number (rows, 2, self->usual_vat_ppm);
  pnr_statement_bind_number (rows, 3, after);
  pnr_statement_bind_number (rows, 4, last);
  while (pnr_statement_step (rows, &has_row, error)) {
    if (!has_row)
      return TRUE;
    take_order (self->ledger, rows);
  }
  return FALSE;
}

/* @data: a reader whose ledger says what is wanted. */
static gpointer
read_once (PnrDb *db, gpointer data, PnrProgress *progress, GError **error)
{
  const Reader *wanted = data;
  g_autoptr (PnrLedger) ledger =
      pnr_ledger_new (wanted->ledger->currency, wanted->ledger->data_hash);
  Reader reader = { ledger, wanted->usual_vat_ppm };

  return pnr_product_numbers_define (db, error)
                 && pnr_order_walk (db, read_range, &reader, progress, error)
             ? g_steal_pointer (&ledger)
             : NULL;
}

/**
 * pnr_ledger_reader_read:
 * @db: a connection
 * @currency: the plan's currency
 * @data_hash: the fingerprint of the data
 * @usual_vat_ppm: tax in prices of products whose tax class is not a rate
 * @progress: (nullable): where to tell how far it is
 * @error: a place for a sentence
 *
 * Orders that were not cancelled and have lines. When another connection writes meanwhile, reading
 * starts again.
 *
 * Returns: (transfer full) (nullable): the ledger
 */
PnrLedger *
pnr_ledger_reader_read (PnrDb *db, const char *currency, const char *data_hash,
                        gint64 usual_vat_ppm, PnrProgress *progress, GError **error)
{
  g_autoptr (PnrLedger) empty = pnr_ledger_new (currency, data_hash);

  Reader wanted = { empty, usual_vat_ppm };

  return pnr_steady_read (db, read_once, &wanted, (GDestroyNotify) pnr_ledger_unref, progress,
                          error);
}

static const char *const first_sql =
    "SELECT orders.id, ordered_at, customer_id, product_id "
    "FROM orders "
    "JOIN order_line ON order_line.order_id = orders.id "
    "WHERE orders.id > ? AND orders.id <= ? AND is_cancelled = 0 AND customer_id IS NOT NULL "
    "AND ordered_at IS NOT NULL AND quantity_milli > 0 "
    "ORDER BY orders.id";

/* The earliest order seen of one customer. */
typedef struct {
  gint64 time;
  gint64 order;
  GArray *products; /* gint64 */
} FirstOrder;

static void
first_order_clear (gpointer data)
{
  g_array_unref (((FirstOrder *) data)->products);
}

static void
take_line (PnrLedger *ledger, GArray *firsts, PnrStatement *row)
{
  gint64 order = pnr_statement_get_number (row, 0), time = pnr_statement_get_number (row, 1);
  gint64 product = pnr_statement_get_number (row, 3);
  guint32 customer = pnr_ledger_take_customer (ledger, pnr_statement_get_number (row, 2));
  FirstOrder *first;

  while (firsts->len <= customer) {
    FirstOrder none = { G_MAXINT64, 0, g_array_new (FALSE, FALSE, sizeof (gint64)) };

    g_array_append_val (firsts, none);
  }
  first = &g_array_index (firsts, FirstOrder, customer);
  if (time < first->time) {
    first->time = time;
    first->order = order;
    g_array_set_size (first->products, 0);
  } else if (order != first->order) {
    return;
  }
  for (guint i = 0; i < first->products->len; i++)
    if (g_array_index (first->products, gint64, i) == product)
      return;
  g_array_append_val (first->products, product);
}

static GArray *
list_first_products (const GArray *firsts)
{
  GArray *products = g_array_new (FALSE, FALSE, sizeof (PnrFirstProduct));

  for (guint32 customer = 0; customer < firsts->len; customer++) {
    const GArray *own = g_array_index (firsts, FirstOrder, customer).products;

    for (guint i = 0; i < own->len; i++) {
      PnrFirstProduct product = { g_array_index (own, gint64, i), customer };

      g_array_append_val (products, product);
    }
  }
  return products;
}

/* A ledger and the first orders of its customers. */
typedef struct {
  PnrLedger *ledger;
  GArray *firsts;
} FirstReader;

static gboolean
read_first_range (PnrDb *db, gint64 after, gint64 last, gpointer data, GError **error)
{
  const FirstReader *self = data;
  PnrStatement *rows = pnr_db_get_statement (db, first_sql, error);
  gboolean has_row;

  if (rows == NULL)
    return FALSE;
  pnr_statement_bind_number (rows, 1, after);
  pnr_statement_bind_number (rows, 2, last);
  while (pnr_statement_step (rows, &has_row, error)) {
    if (!has_row)
      return TRUE;
    take_line (self->ledger, self->firsts, rows);
  }
  return FALSE;
}

/**
 * pnr_ledger_reader_read_first_products:
 * @db: a connection
 * @ledger: what pnr_ledger_reader_read() gave, not yet shared
 * @progress: (nullable): where to tell how far it is
 * @error: a place for a sentence
 *
 * Returns: (transfer full) (nullable) (element-type PnrFirstProduct): what was kept of the first
 *   order of each customer of @ledger, by customer
 */
GArray *
pnr_ledger_reader_read_first_products (PnrDb *db, PnrLedger *ledger, PnrProgress *progress,
                                       GError **error)
{
  g_autoptr (GArray) firsts = g_array_new (FALSE, FALSE, sizeof (FirstOrder));
  FirstReader reader = { ledger, firsts };

  g_array_set_clear_func (firsts, first_order_clear);
  return pnr_order_walk (db, read_first_range, &reader, progress, error)
             ? list_first_products (firsts)
             : NULL;
}

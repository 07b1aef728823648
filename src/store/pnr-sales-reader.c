/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The lines of past orders that hold one product, read in short ranges so that nobody waits to
 * write. */
#include "config.h"

#include "store/pnr-sales-reader.h"

#include "base/pnr-money.h"
#include "model/pnr-sale.h"
#include "store/pnr-statement.h"

/* A long read would hold up every commit. */
#define RANGE 10000

/* Orders as baskets have them: not cancelled, lines with a quantity above zero. */
static const char *const sales_sql =
    "SELECT order_line.id, order_id, ordered_at, quantity_milli, total_minor, "
    "discount_minor > 0 OR ifnull (promotion, '') <> '', is_cancelled "
    "FROM order_line "
    "JOIN orders ON orders.id = order_line.order_id "
    "WHERE product_id = (SELECT id FROM product WHERE sku = ?) AND order_line.id > ? "
    "ORDER BY order_line.id "
    "LIMIT ?";

static gboolean
is_within (gint64 time, gint64 from, gint64 to)
{
  return (from == G_MININT64 && to == G_MAXINT64)
         || (time != PNR_SALE_TIME_UNKNOWN && time >= from && time < to);
}

static void
take_sale (GArray *sales, PnrStatement *row, gint64 from, gint64 to)
{
  PnrSale sale = {
    .order_id = pnr_statement_get_number (row, 1),
    .time = pnr_statement_get_known (row, 2, PNR_SALE_TIME_UNKNOWN),
    .quantity_milli = pnr_statement_get_number (row, 3),
    .total_minor = pnr_statement_get_known (row, 4, PNR_MONEY_UNKNOWN),
    .is_reduced = pnr_statement_get_number (row, 5) != 0,
  };

  if (sale.quantity_milli > 0 && pnr_statement_get_number (row, 6) == 0
      && is_within (sale.time, from, to))
    g_array_append_val (sales, sale);
}

/**
 * pnr_sales_reader_read:
 * @db: a connection
 * @sku: of a product
 * @from: only orders from this second on; the least number: all
 * @to: only orders before this second; the greatest number: all
 * @progress: (nullable): can cancel
 * @error: a place for a sentence
 *
 * Returns: (transfer full) (nullable) (element-type PnrSale): its lines in the order of their ids
 */
GArray *
pnr_sales_reader_read (PnrDb *db, const char *sku, gint64 from, gint64 to, PnrProgress *progress,
                       GError **error)
{
  g_autoptr (GArray) sales = g_array_new (FALSE, FALSE, sizeof (PnrSale));
  gint64 after = G_MININT64;
  guint n_rows;

  do {
    PnrStatement *rows = pnr_db_get_statement (db, sales_sql, error);
    gboolean has_row = TRUE;

    if (rows == NULL)
      return NULL;
    pnr_statement_bind_text (rows, 1, sku);
    pnr_statement_bind_number (rows, 2, after);
    pnr_statement_bind_number (rows, 3, RANGE);
    for (n_rows = 0; has_row; n_rows += has_row) {
      if (!pnr_statement_step (rows, &has_row, error))
        return NULL;
      if (!has_row)
        break;
      after = pnr_statement_get_number (rows, 0);
      take_sale (sales, rows, from, to);
    }
    if (!pnr_progress_check (progress, error))
      return NULL;
  } while (n_rows == RANGE);
  return g_steal_pointer (&sales);
}

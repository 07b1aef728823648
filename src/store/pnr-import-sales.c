/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What an import sold of each product: summed line by line, or anew when the rows come mixed. */
#include "config.h"

#include "store/pnr-import-sales.h"

#include "base/pnr-money.h"
#include "store/pnr-statement.h"

static void
add_to_averages (PnrImportProduct *product, const PnrLineRecord *line)
{
  if (line->quantity_milli <= 0)
    return;
  /* A reduction is sales, but no price at which anything is sold. */
  if (line->total_minor != PNR_MONEY_UNKNOWN && line->total_minor >= 0) {
    product->total_minor += line->total_minor;
    product->total_milli += line->quantity_milli;
  }
  if (line->cost_micros != PNR_MONEY_UNKNOWN && line->cost_micros >= 0) {
    product->cost_micros += line->cost_micros;
    product->cost_milli += line->quantity_milli;
  }
}

/**
 * pnr_import_sales_add:
 * @product: what was ordered
 * @order: by which order
 * @line: how, as the file states it
 * @total_minor: the line's amount, perhaps reckoned from the product's price
 * @line_number: how many lines the import brought before this one
 *
 * As long as the lines of an order stand together, an order is new to a product when it is not the
 * order of the product's last line.
 *
 * Returns: whether they do not stand together, so that orders must be counted anew at the end
 */
gboolean
pnr_import_sales_add (PnrImportProduct *product, PnrImportOrder *order, const PnrLineRecord *line,
                      gint64 total_minor, gint64 line_number)
{
  gboolean is_torn = order->last_line != 0 && order->last_line != line_number;

  order->last_line = line_number + 1;
  add_to_averages (product, line);
  if (order->is_cancelled)
    return is_torn;
  if (product->last_order_id != order->id)
    product->n_orders++;
  product->last_order_id = order->id;
  product->units_milli += line->quantity_milli;
  if (total_minor != PNR_MONEY_UNKNOWN)
    product->revenue_minor += total_minor;
  return is_torn;
}

static gboolean
put_product (PnrDb *db, PnrImportProduct *product, GError **error)
{
  PnrStatement *put = pnr_db_get_statement (
      db,
      "INSERT INTO product_sales (product_id, n_orders, units_milli, revenue_minor) "
      "VALUES (?, ?, ?, ?) "
      "ON CONFLICT (product_id) DO UPDATE SET "
      "n_orders = n_orders + excluded.n_orders, "
      "units_milli = units_milli + excluded.units_milli, "
      "revenue_minor = revenue_minor + excluded.revenue_minor",
      error);

  if (put == NULL)
    return FALSE;
  pnr_statement_bind_number (put, 1, product->id);
  pnr_statement_bind_number (put, 2, product->n_orders);
  pnr_statement_bind_number (put, 3, product->units_milli);
  pnr_statement_bind_number (put, 4, product->revenue_minor);
  return pnr_statement_run (put, error);
}

/* Orders come whole, once, so what was sold before and what came now can be added up. */
gboolean
pnr_import_sales_put (PnrDb *db, PnrImportCatalogue *catalogue, GError **error)
{
  GPtrArray *products = pnr_import_catalogue_get_products (catalogue);

  for (guint i = 0; i < products->len; i++) {
    PnrImportProduct *product = g_ptr_array_index (products, i);

    if (product->n_orders > 0 && !put_product (db, product, error))
      return FALSE;
  }
  return TRUE;
}

/* The same sums by SQL: for files whose orders are torn apart, and for orders called off late. */
gboolean
pnr_import_sales_recount (PnrDb *db, gint64 last_line_before, GError **error)
{
  PnrStatement *add = pnr_db_get_statement (
      db,
      "INSERT INTO product_sales (product_id, n_orders, units_milli, revenue_minor) "
      "SELECT product_id, count (DISTINCT order_id), sum (quantity_milli), "
      "ifnull (sum (total_minor), 0) "
      "FROM order_line JOIN orders ON orders.id = order_line.order_id "
      "WHERE order_line.id > ? AND is_cancelled = 0 "
      "GROUP BY product_id "
      "ON CONFLICT (product_id) DO UPDATE SET "
      "n_orders = n_orders + excluded.n_orders, "
      "units_milli = units_milli + excluded.units_milli, "
      "revenue_minor = revenue_minor + excluded.revenue_minor",
      error);

  if (add == NULL)
    return FALSE;
  pnr_statement_bind_number (add, 1, last_line_before);
  return pnr_statement_run (add, error);
}

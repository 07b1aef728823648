/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Products as rows, with what was sold of them read alongside. */
#include "config.h"

#include "store/pnr-product-table.h"

#include "base/pnr-money.h"
#include "store/pnr-price-record.h"

/* An amount below zero is a reduction, not what a product costs or is sold for: no front end and
 * no file format takes it, so no row may bring it in either. */
static gint64
amount_from_row (PnrStatement *row, int column)
{
  gint64 minor = pnr_statement_get_known (row, column, PNR_MONEY_UNKNOWN);

  return minor < 0 ? PNR_MONEY_UNKNOWN : minor;
}

static gpointer
product_from_row (PnrDb *db, PnrStatement *row, GError **error)
{
  PnrProduct *product = pnr_product_new (pnr_statement_get_number (row, 0));

  pnr_product_set_sku (product, pnr_statement_get_text (row, 1));
  pnr_product_set_external_id (product, pnr_statement_get_text (row, 2));
  pnr_product_set_name (product, pnr_statement_get_text (row, 3));
  pnr_product_set_kind (product, pnr_statement_get_kind (row, 4, PNR_TYPE_PRODUCT_KIND));
  pnr_product_set_category (product, pnr_statement_get_text (row, 5));
  pnr_product_set_brand (product, pnr_statement_get_text (row, 6));
  pnr_product_set_parent_sku (product, pnr_statement_get_text (row, 7));
  pnr_product_set_price_minor (product, amount_from_row (row, 8));
  pnr_product_set_cost_minor (product, amount_from_row (row, 9));
  pnr_product_set_cost_source (product, pnr_statement_get_kind (row, 10, PNR_TYPE_COST_SOURCE));
  pnr_product_set_stock (product, pnr_statement_get_known (row, 11, PNR_PRODUCT_STOCK_UNKNOWN));
  pnr_product_set_weight_g (product, pnr_statement_get_known (row, 12, PNR_PRODUCT_WEIGHT_UNKNOWN));
  pnr_product_set_launched (product, pnr_statement_get_known (row, 13, 0));
  pnr_product_set_visible (product, pnr_statement_get_number (row, 14));
  pnr_product_set_tax_class (product, pnr_statement_get_text (row, 15));
  pnr_product_set_image (product, pnr_statement_get_text (row, 16));
  pnr_product_set_attributes (product, pnr_statement_get_text (row, 17));
  pnr_product_set_n_orders (product, pnr_statement_get_number (row, 18));
  pnr_product_set_units_milli (product, pnr_statement_get_number (row, 19));
  pnr_product_set_revenue_minor (product, pnr_statement_get_number (row, 20));
  pnr_product_set_price_since (product, pnr_statement_get_known (row, 21, 0));
  if (pnr_statement_get_number (row, 22) != 0 && !pnr_price_record_read (db, product, error))
    g_clear_object (&product);
  return product;
}

static gboolean
pnr_product_table_read (PnrDb *db, gint64 id, PnrTableTakeFunc take, gpointer data, GError **error)
{
  return pnr_table_read_rows (
      db,
      "SELECT "
      "id, sku, external_id, name, kind, category, brand, parent_sku, "
      "price_minor, cost_minor, cost_source, stock, weight_g, launched, "
      "visible, tax_class, image, attributes, ifnull (n_orders, 0), "
      "ifnull (units_milli, 0), ifnull (revenue_minor, 0), price_since, "
      "EXISTS (SELECT 1 FROM price_history WHERE price_history.product_id = product.id) "
      "FROM product LEFT JOIN product_sales ON product_sales.product_id = product.id "
      "WHERE product.id BETWEEN ? AND ? "
      "ORDER BY product.id",
      id, product_from_row, take, data, error);
}

static gboolean
put_row (PnrDb *db, PnrProduct *product, gint64 price_since, GError **error)
{
  PnrStatement *put =
      pnr_db_get_statement (db,
                            "INSERT INTO product ("
                            "id, sku, external_id, name, kind, category, brand, parent_sku, "
                            "price_minor, cost_minor, cost_source, stock, weight_g, launched, "
                            "visible, tax_class, image, attributes, price_since) "
                            "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) "
                            "ON CONFLICT (id) DO UPDATE SET "
                            "sku = excluded.sku, external_id = excluded.external_id, "
                            "name = excluded.name, kind = excluded.kind, "
                            "category = excluded.category, brand = excluded.brand, "
                            "parent_sku = excluded.parent_sku, price_minor = excluded.price_minor, "
                            "cost_minor = excluded.cost_minor, cost_source = excluded.cost_source, "
                            "stock = excluded.stock, weight_g = excluded.weight_g, "
                            "launched = excluded.launched, visible = excluded.visible, "
                            "tax_class = excluded.tax_class, image = excluded.image, "
                            "attributes = excluded.attributes, "
                            "price_since = excluded.price_since",
                            error);

  if (put == NULL)
    return FALSE;
  pnr_statement_bind_number (put, 1, pnr_product_get_id (product));
  pnr_statement_bind_text (put, 2, pnr_product_get_sku (product));
  pnr_statement_bind_text (put, 3, pnr_product_get_external_id (product));
  pnr_statement_bind_text (put, 4, pnr_product_get_name (product));
  pnr_statement_bind_kind (put, 5, PNR_TYPE_PRODUCT_KIND, pnr_product_get_kind (product));
  pnr_statement_bind_text (put, 6, pnr_product_get_category (product));
  pnr_statement_bind_text (put, 7, pnr_product_get_brand (product));
  pnr_statement_bind_text (put, 8, pnr_product_get_parent_sku (product));
  pnr_statement_bind_known (put, 9, pnr_product_get_price_minor (product), PNR_MONEY_UNKNOWN);
  pnr_statement_bind_known (put, 10, pnr_product_get_cost_minor (product), PNR_MONEY_UNKNOWN);
  pnr_statement_bind_kind (put, 11, PNR_TYPE_COST_SOURCE, pnr_product_get_cost_source (product));
  pnr_statement_bind_known (put, 12, pnr_product_get_stock (product), PNR_PRODUCT_STOCK_UNKNOWN);
  pnr_statement_bind_known (put, 13, pnr_product_get_weight_g (product),
                            PNR_PRODUCT_WEIGHT_UNKNOWN);
  pnr_statement_bind_known (put, 14, pnr_product_get_launched (product), 0);
  pnr_statement_bind_number (put, 15, pnr_product_is_visible (product));
  pnr_statement_bind_text (put, 16, pnr_product_get_tax_class (product));
  pnr_statement_bind_text (put, 17, pnr_product_get_image (product));
  pnr_statement_bind_text (put, 18, pnr_product_get_attributes (product));
  pnr_statement_bind_known (put, 19, price_since, 0);
  return pnr_statement_run (put, error);
}

/**
 * pnr_product_table_put_as:
 * @db: a connection
 * @product: a product, which stays as it is
 * @writer: who states its price
 * @error: a place for a sentence
 *
 * A price that is another now goes into the history of the product, unless @product says itself
 * since when its price is asked or what it was before.
 *
 * Returns: whether it was written
 */
gboolean
pnr_product_table_put_as (PnrDb *db, PnrProduct *product, PnrPriceWriter writer, GError **error)
{
  g_auto (PnrPriceRecord) record = { 0 };

  return pnr_price_record_begin (&record, db, product, writer, error)
         && put_row (db, product, record.since, error)
         && pnr_price_record_end (&record, db, product, error);
}

static gboolean
pnr_product_table_put (PnrDb *db, gpointer noun, GError **error)
{
  return pnr_product_table_put_as (db, noun, PNR_PRICE_WRITER_EDIT, error);
}

static gboolean
pnr_product_table_remove (PnrDb *db, gint64 id, GError **error)
{
  return pnr_table_remove_row (db, "DELETE FROM product WHERE id = ?", id, error);
}

const PnrTable pnr_product_table = {
  .get_type = pnr_product_get_type,
  .read = pnr_product_table_read,
  .put = pnr_product_table_put,
  .remove = pnr_product_table_remove,
};

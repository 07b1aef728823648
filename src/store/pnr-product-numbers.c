/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What sums over order lines need of each product, read once and not line by line.
 *
 * A product's cost stands behind its name, which may be 16 MiB long: where every line looks its
 * product up, a plan of a few such products and many orders would be read for minutes. */
#include "config.h"

#include "store/pnr-product-numbers.h"

#include "model/pnr-tax-class.h"
#include "store/pnr-statement.h"

typedef struct {
  gint64 id;
  gint64 cost_minor;
  gint64 weight_g;
  gint64 vat_ppm;
  gboolean has_cost;
  gboolean has_rate;
} Numbers;

/* (element-type Numbers), known by their ids */
static GHashTable *
read_numbers (PnrDb *db, GError **error)
{
  g_autoptr (GHashTable) all = g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL, g_free);
  PnrStatement *rows =
      pnr_db_get_statement (db, "SELECT id, cost_minor, weight_g, tax_class FROM product", error);
  gboolean has_row = rows != NULL;

  while (has_row && pnr_statement_step (rows, &has_row, error)) {
    Numbers *numbers;

    if (!has_row)
      return g_steal_pointer (&all);
    numbers = g_new0 (Numbers, 1);
    numbers->id = pnr_statement_get_number (rows, 0);
    numbers->has_cost = !pnr_statement_is_null (rows, 1);
    numbers->cost_minor = pnr_statement_get_number (rows, 1);
    numbers->weight_g = pnr_statement_get_number (rows, 2);
    numbers->has_rate = pnr_tax_class_parse (pnr_statement_get_text (rows, 3), &numbers->vat_ppm);
    g_hash_table_add (all, numbers);
  }
  return NULL;
}

static const Numbers *
find (sqlite3_context *context, sqlite3_value *id)
{
  gint64 key = sqlite3_value_int64 (id);

  return g_hash_table_lookup (sqlite3_user_data (context), &key);
}

static void
cost_cb (sqlite3_context *context, int n_values, sqlite3_value **values)
{
  const Numbers *numbers = find (context, values[0]);

  if (numbers != NULL && numbers->has_cost)
    sqlite3_result_int64 (context, numbers->cost_minor);
}

static void
weight_cb (sqlite3_context *context, int n_values, sqlite3_value **values)
{
  const Numbers *numbers = find (context, values[0]);

  sqlite3_result_int64 (context, numbers != NULL ? MAX (numbers->weight_g, 0) : 0);
}

static void
rate_cb (sqlite3_context *context, int n_values, sqlite3_value **values)
{
  const Numbers *numbers = find (context, values[0]);

  if (numbers != NULL && numbers->has_rate)
    sqlite3_result_int64 (context, numbers->vat_ppm);
}

static int
define (PnrDb *db, const char *name, GHashTable *all,
        void (*function) (sqlite3_context *, int, sqlite3_value **))
{
  return sqlite3_create_function_v2 (pnr_db_get_handle (db), name, 1,
                                     SQLITE_UTF8 | SQLITE_DIRECTONLY, g_hash_table_ref (all),
                                     function, NULL, NULL, (GDestroyNotify) g_hash_table_unref);
}

/**
 * pnr_product_numbers_define:
 * @db: a connection
 * @error: a place for a sentence
 *
 * From now on product_cost (id), in minor units or nothing, product_weight (id), in grams, and
 * product_rate (id), the tax in millionths of the net price where the tax class is a rate, are
 * functions of this connection's statements. They tell what was in the plan at this moment.
 *
 * Returns: whether they are
 */
gboolean
pnr_product_numbers_define (PnrDb *db, GError **error)
{
  g_autoptr (GHashTable) all = read_numbers (db, error);
  int result;

  if (all == NULL)
    return FALSE;
  result = define (db, "product_cost", all, cost_cb);
  if (result == SQLITE_OK)
    result = define (db, "product_weight", all, weight_cb);
  if (result == SQLITE_OK)
    result = define (db, "product_rate", all, rate_cb);
  return result == SQLITE_OK || pnr_db_set_error (db, result, error);
}

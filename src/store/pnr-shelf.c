/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where the orders of an undone import wait for redo, inside the plan. */
#include "config.h"

#include "store/pnr-shelf.h"

#include "store/pnr-statement.h"

/* The newest import is undone first, so its lines are the last ones. */
#define FIRST_LINE "(SELECT first_line_id FROM import_batch WHERE id = ?1)"

/* An import only adds to these tables, so undoing it is moving its rows aside, whatever their
 * number, in one transaction: no changeset of a million rows, no copy of the file. */

static gboolean
run_on_batches (PnrDb *db, const char *const *statements, guint n_statements, gint64 first_batch,
                gint64 last_batch, GError **error)
{
  for (guint i = 0; i < n_statements; i++) {
    PnrStatement *move = pnr_db_get_statement (db, statements[i], error);

    if (move == NULL)
      return FALSE;
    pnr_statement_bind_number (move, 1, first_batch);
    pnr_statement_bind_number (move, 2, last_batch);
    if (!pnr_statement_run (move, error))
      return FALSE;
  }
  return TRUE;
}

gboolean
pnr_shelf_put_away (PnrDb *db, gint64 first_batch, gint64 last_batch, GError **error)
{
  static const char *const statements[] = {
    "INSERT INTO shelved_order_line SELECT *, ?1 FROM order_line WHERE id >= " FIRST_LINE,
    "DELETE FROM order_line WHERE id >= " FIRST_LINE,
    "INSERT INTO shelved_orders SELECT * FROM orders WHERE import_batch_id BETWEEN ? AND ?",
    "DELETE FROM orders WHERE import_batch_id BETWEEN ? AND ?",
    "INSERT INTO shelved_customer SELECT * FROM customer WHERE import_batch_id BETWEEN ? AND ?",
    "DELETE FROM customer WHERE import_batch_id BETWEEN ? AND ?",
    "INSERT INTO shelved_import_reject "
    "SELECT * FROM import_reject WHERE import_batch_id BETWEEN ? AND ?",
    "DELETE FROM import_reject WHERE import_batch_id BETWEEN ? AND ?",
  };

  return run_on_batches (db, statements, G_N_ELEMENTS (statements), first_batch, last_batch, error);
}

gboolean
pnr_shelf_take_out (PnrDb *db, gint64 first_batch, gint64 last_batch, GError **error)
{
  static const char *const statements[] = {
    "INSERT INTO import_reject "
    "SELECT * FROM shelved_import_reject WHERE import_batch_id BETWEEN ? AND ? ORDER BY id",
    "DELETE FROM shelved_import_reject WHERE import_batch_id BETWEEN ? AND ?",
    "INSERT INTO customer "
    "SELECT * FROM shelved_customer WHERE import_batch_id BETWEEN ? AND ? ORDER BY id",
    "DELETE FROM shelved_customer WHERE import_batch_id BETWEEN ? AND ?",
    "INSERT INTO orders "
    "SELECT * FROM shelved_orders WHERE import_batch_id BETWEEN ? AND ? ORDER BY id",
    "DELETE FROM shelved_orders WHERE import_batch_id BETWEEN ? AND ?",
    "INSERT INTO order_line "
    "SELECT id, order_id, product_id, quantity_milli, total_minor, discount_minor, cost_micros, "
    "promotion "
    "FROM shelved_order_line WHERE import_batch_id BETWEEN ? AND ? ORDER BY id",
    "DELETE FROM shelved_order_line WHERE import_batch_id BETWEEN ? AND ?",
  };

  return run_on_batches (db, statements, G_N_ELEMENTS (statements), first_batch, last_batch, error);
}

gboolean
pnr_shelf_clear (PnrDb *db, GError **error)
{
  return pnr_db_run (db,
                     "DELETE FROM shelved_order_line;"
                     "DELETE FROM shelved_orders;"
                     "DELETE FROM shelved_customer;"
                     "DELETE FROM shelved_import_reject",
                     error);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where the orders of an undone import wait for redo, inside the plan. */
#include "config.h"

#include "store/pnr-shelf.h"

#include "store/pnr-line-index.h"
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

/* Whether the lines of an import are all there are: then they come and go without indexes, and a
 * table is emptied as a whole. */
static gboolean
lines_are_all (PnrDb *db, const char *sql, gint64 first_batch, gboolean *are_all, GError **error)
{
  PnrStatement *find = pnr_db_get_statement (db, sql, error);
  gboolean has_row;

  if (find == NULL)
    return FALSE;
  pnr_statement_bind_number (find, 1, first_batch);
  if (!pnr_statement_step (find, &has_row, error))
    return FALSE;
  *are_all = has_row && pnr_statement_get_number (find, 0) != 0;
  pnr_statement_reset (find);
  return TRUE;
}

static gboolean
put_lines_away (PnrDb *db, gint64 first_batch, gint64 last_batch, GError **error)
{
  static const char *const some[] = {
    "INSERT INTO shelved_order_line SELECT *, ?1 FROM order_line WHERE id >= " FIRST_LINE,
    "DELETE FROM order_line WHERE id >= " FIRST_LINE,
  };
  static const char *const all[] = {
    "INSERT INTO shelved_order_line SELECT *, ?1 FROM order_line",
    "DELETE FROM order_line",
  };
  gboolean are_all;

  if (!lines_are_all (db, "SELECT NOT EXISTS (SELECT 1 FROM order_line WHERE id < " FIRST_LINE ")",
                      first_batch, &are_all, error))
    return FALSE;
  if (!are_all)
    return run_on_batches (db, some, G_N_ELEMENTS (some), first_batch, last_batch, error);
  return pnr_line_index_drop (db, error)
         && run_on_batches (db, all, G_N_ELEMENTS (all), first_batch, last_batch, error)
         && pnr_line_index_make (db, error);
}

#define LINE_COLUMNS \
  "id, order_id, product_id, quantity_milli, total_minor, discount_minor, cost_micros, promotion "

static gboolean
take_lines_out (PnrDb *db, gint64 first_batch, gint64 last_batch, GError **error)
{
  static const char *const fill[] = {
    "INSERT INTO order_line SELECT " LINE_COLUMNS
    "FROM shelved_order_line WHERE import_batch_id BETWEEN ? AND ? ORDER BY id",
  };
  static const char *const some[] = {
    "DELETE FROM shelved_order_line WHERE import_batch_id BETWEEN ? AND ?",
  };
  static const char *const all[] = { "DELETE FROM shelved_order_line" };
  gboolean is_empty;
  gboolean are_all;

  if (!lines_are_all (db, "SELECT NOT EXISTS (SELECT 1 FROM order_line)", first_batch, &is_empty,
                      error)
      || !lines_are_all (
          db, "SELECT NOT EXISTS (SELECT 1 FROM shelved_order_line WHERE import_batch_id <> ?)",
          first_batch, &are_all, error))
    return FALSE;
  return (!is_empty || pnr_line_index_drop (db, error))
         && run_on_batches (db, fill, 1, first_batch, last_batch, error)
         && run_on_batches (db, are_all ? all : some, 1, first_batch, last_batch, error)
         && (!is_empty || pnr_line_index_make (db, error));
}

/* Lines say nothing about customers, but for offers that may have been made to one of whom nobody
 * knows yet. Without offers their pages need not be overwritten when they are given back; for a
 * million lines that is a second less. */
static gboolean
move_lines (PnrDb *db, gboolean (*move) (PnrDb *, gint64, gint64, GError **), gint64 first_batch,
            gint64 last_batch, GError **error)
{
  gint64 has_offers;
  gboolean is_moved =
      pnr_db_read_number (
          db,
          "SELECT EXISTS (SELECT 1 FROM order_line WHERE promotion IS NOT NULL) "
          "OR EXISTS (SELECT 1 FROM shelved_order_line WHERE promotion IS NOT NULL)",
          &has_offers, error)
      && pnr_db_run (db, "PRAGMA cache_size = -65536", error)
      && (has_offers || pnr_db_run (db, "PRAGMA secure_delete = FAST", error))
      && move (db, first_batch, last_batch, error);

  return pnr_db_run (db, "PRAGMA secure_delete = ON", is_moved ? error : NULL) && is_moved;
}

gboolean
pnr_shelf_put_away (PnrDb *db, gint64 first_batch, gint64 last_batch, GError **error)
{
  static const char *const statements[] = {
    "INSERT INTO shelved_orders SELECT * FROM orders WHERE import_batch_id BETWEEN ? AND ?",
    "DELETE FROM orders WHERE import_batch_id BETWEEN ? AND ?",
    "INSERT INTO shelved_customer SELECT * FROM customer WHERE import_batch_id BETWEEN ? AND ?",
    "DELETE FROM customer WHERE import_batch_id BETWEEN ? AND ?",
    "INSERT INTO shelved_import_reject "
    "SELECT * FROM import_reject WHERE import_batch_id BETWEEN ? AND ?",
    "DELETE FROM import_reject WHERE import_batch_id BETWEEN ? AND ?",
  };

  return move_lines (db, put_lines_away, first_batch, last_batch, error)
         && run_on_batches (db, statements, G_N_ELEMENTS (statements), first_batch, last_batch,
                            error);
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
  };

  return run_on_batches (db, statements, G_N_ELEMENTS (statements), first_batch, last_batch, error)
         && move_lines (db, take_lines_out, first_batch, last_batch, error);
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

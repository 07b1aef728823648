/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Places of products on boards, as rows; a board is made when its first product is placed. */
#include "config.h"

#include "store/pnr-table.h"

#include "model/pnr-place.h"

static gboolean
find_board (PnrDb *db, const char *name, gint64 *id, GError **error)
{
  PnrStatement *find = pnr_db_get_statement (db, "SELECT id FROM board WHERE name = ?", error);
  gboolean has_row;

  if (find == NULL)
    return FALSE;
  pnr_statement_bind_text (find, 1, name);
  if (!pnr_statement_step (find, &has_row, error))
    return FALSE;
  *id = has_row ? pnr_statement_get_number (find, 0) : 0;
  pnr_statement_reset (find);
  return TRUE;
}

static gboolean
make_board (PnrDb *db, const char *name, gint64 *id, GError **error)
{
  PnrStatement *make;

  if (!find_board (db, name, id, error))
    return FALSE;
  if (*id != 0)
    return TRUE;
  make = pnr_db_get_statement (db, "INSERT INTO board (name) VALUES (?)", error);
  if (make == NULL)
    return FALSE;
  pnr_statement_bind_text (make, 1, name);
  if (!pnr_statement_run (make, error))
    return FALSE;
  *id = sqlite3_last_insert_rowid (pnr_db_get_handle (db));
  return TRUE;
}

static gpointer
place_from_row (PnrDb *db, PnrStatement *row, GError **error)
{
  PnrPlace *place = pnr_place_new (pnr_statement_get_number (row, 0));

  pnr_place_set_product_id (place, pnr_statement_get_number (row, 1));
  pnr_place_set_x (place, pnr_statement_get_real (row, 2));
  pnr_place_set_y (place, pnr_statement_get_real (row, 3));
  pnr_place_set_board (place, pnr_statement_get_text (row, 4));
  return place;
}

static gboolean
pnr_place_table_read (PnrDb *db, gint64 id, PnrTableTakeFunc take, gpointer data, GError **error)
{
  return pnr_table_read_rows (db,
                              "SELECT "
                              "board_place.id, product_id, x, y, board.name "
                              "FROM board_place JOIN board ON board.id = board_place.board_id "
                              "WHERE board_place.id BETWEEN ? AND ? "
                              "ORDER BY board_place.id",
                              id, place_from_row, take, data, error);
}

static gboolean
pnr_place_table_put (PnrDb *db, gpointer noun, GError **error)
{
  PnrPlace *place = noun;
  PnrStatement *put =
      pnr_db_get_statement (db,
                            "INSERT INTO board_place ("
                            "id, product_id, x, y, board_id) "
                            "VALUES (?, ?, ?, ?, ?) "
                            "ON CONFLICT (id) DO UPDATE SET "
                            "product_id = excluded.product_id, x = excluded.x, y = excluded.y, "
                            "board_id = excluded.board_id",
                            error);
  const char *board = pnr_place_get_board (place);
  gint64 board_id;

  if (put == NULL)
    return FALSE;
  pnr_statement_bind_number (put, 1, pnr_place_get_id (place));
  pnr_statement_bind_number (put, 2, pnr_place_get_product_id (place));
  pnr_statement_bind_real (put, 3, pnr_place_get_x (place));
  pnr_statement_bind_real (put, 4, pnr_place_get_y (place));
  if (!make_board (db, board != NULL ? board : "", &board_id, error))
    return FALSE;
  pnr_statement_bind_number (put, 5, board_id);
  return pnr_statement_run (put, error);
}

static gboolean
pnr_place_table_remove (PnrDb *db, gint64 id, GError **error)
{
  return pnr_table_remove_row (db, "DELETE FROM board_place WHERE id = ?", id, error);
}

const PnrTable pnr_place_table = {
  .get_type = pnr_place_get_type,
  .read = pnr_place_table_read,
  .put = pnr_place_table_put,
  .remove = pnr_place_table_remove,
};

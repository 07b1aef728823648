/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Suggestions turned down or put off, as rows. */
#include "config.h"

#include "store/pnr-table.h"

#include "model/pnr-verdict.h"

static gpointer
verdict_from_row (PnrDb *db, PnrStatement *row, GError **error)
{
  PnrVerdict *verdict = pnr_verdict_new (pnr_statement_get_number (row, 0));

  pnr_verdict_set_kind (verdict, pnr_statement_get_kind (row, 1, PNR_TYPE_RELATION_KIND));
  pnr_verdict_set_from_id (verdict, pnr_statement_get_number (row, 2));
  pnr_verdict_set_to_id (verdict, pnr_statement_get_number (row, 3));
  pnr_verdict_set_reason (verdict, pnr_statement_get_text (row, 4));
  pnr_verdict_set_until (verdict, pnr_statement_get_number (row, 5));
  pnr_verdict_set_author (verdict, pnr_statement_get_text (row, 6));
  pnr_verdict_set_created (verdict, pnr_statement_get_number (row, 7));
  return verdict;
}

static gboolean
pnr_verdict_table_read (PnrDb *db, gint64 id, PnrTableTakeFunc take, gpointer data, GError **error)
{
  return pnr_table_read_rows (db,
                              "SELECT "
                              "id, kind, from_id, to_id, reason, until, author, created "
                              "FROM verdict "
                              "WHERE verdict.id BETWEEN ? AND ? "
                              "ORDER BY verdict.id",
                              id, verdict_from_row, take, data, error);
}

static gboolean
pnr_verdict_table_put (PnrDb *db, gpointer noun, GError **error)
{
  PnrVerdict *verdict = noun;
  PnrStatement *put =
      pnr_db_get_statement (db,
                            "INSERT INTO verdict ("
                            "id, kind, from_id, to_id, reason, until, author, created) "
                            "VALUES (?, ?, ?, ?, ?, ?, ?, ?) "
                            "ON CONFLICT (id) DO UPDATE SET "
                            "kind = excluded.kind, from_id = excluded.from_id, "
                            "to_id = excluded.to_id, reason = excluded.reason, "
                            "until = excluded.until, author = excluded.author, "
                            "created = excluded.created",
                            error);

  if (put == NULL)
    return FALSE;
  pnr_statement_bind_number (put, 1, pnr_verdict_get_id (verdict));
  pnr_statement_bind_kind (put, 2, PNR_TYPE_RELATION_KIND, pnr_verdict_get_kind (verdict));
  pnr_statement_bind_number (put, 3, pnr_verdict_get_from_id (verdict));
  pnr_statement_bind_number (put, 4, pnr_verdict_get_to_id (verdict));
  pnr_statement_bind_text (put, 5, pnr_verdict_get_reason (verdict));
  pnr_statement_bind_number (put, 6, pnr_verdict_get_until (verdict));
  pnr_statement_bind_text (put, 7, pnr_verdict_get_author (verdict));
  pnr_statement_bind_number (put, 8, pnr_verdict_get_created (verdict));
  return pnr_statement_run (put, error);
}

static gboolean
pnr_verdict_table_remove (PnrDb *db, gint64 id, GError **error)
{
  return pnr_table_remove_row (db, "DELETE FROM verdict WHERE id = ?", id, error);
}

const PnrTable pnr_verdict_table = {
  .get_type = pnr_verdict_get_type,
  .read = pnr_verdict_table_read,
  .put = pnr_verdict_table_put,
  .remove = pnr_verdict_table_remove,
};

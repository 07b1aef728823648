/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Relations between products as rows. */
#include "config.h"

#include "store/pnr-table.h"

#include "model/pnr-relation.h"
#include "store/pnr-lineage-columns.h"

static gpointer
relation_from_row (PnrDb *db, PnrStatement *row, GError **error)
{
  PnrRelation *relation = pnr_relation_new (pnr_statement_get_number (row, 0));

  pnr_relation_set_kind (relation, pnr_statement_get_kind (row, 1, PNR_TYPE_RELATION_KIND));
  pnr_relation_set_from_id (relation, pnr_statement_get_number (row, 2));
  pnr_relation_set_to_id (relation, pnr_statement_get_number (row, 3));
  pnr_relation_set_two_way (relation, pnr_statement_get_number (row, 4));
  pnr_relation_set_position (relation, pnr_statement_get_number (row, 5));
  pnr_relation_set_strength_ppm (relation,
                                 pnr_statement_get_known (row, 6, PNR_RELATION_STRENGTH_UNKNOWN));
  pnr_relation_set_note (relation, pnr_statement_get_text (row, 7));
  pnr_lineage_columns_read (row, 8, PNR_DECISION (relation));
  return relation;
}

static gboolean
pnr_relation_table_read (PnrDb *db, gint64 id, PnrTableTakeFunc take, gpointer data, GError **error)
{
  return pnr_table_read_rows (
      db,
      "SELECT "
      "id, kind, from_id, to_id, two_way, position, strength_ppm, note, " PNR_LINEAGE_COLUMNS " "
      "FROM relation "
      "WHERE relation.id BETWEEN ? AND ? "
      "ORDER BY relation.id",
      id, relation_from_row, take, data, error);
}

static gboolean
pnr_relation_table_put (PnrDb *db, gpointer noun, GError **error)
{
  PnrRelation *relation = noun;
  PnrStatement *put = pnr_db_get_statement (
      db,
      "INSERT INTO relation ("
      "id, kind, from_id, to_id, two_way, position, strength_ppm, note, " PNR_LINEAGE_COLUMNS ") "
      "VALUES (?, ?, ?, ?, ?, ?, ?, ?, " PNR_LINEAGE_PARAMETERS ") "
      "ON CONFLICT (id) DO UPDATE SET "
      "kind = excluded.kind, from_id = excluded.from_id, "
      "to_id = excluded.to_id, two_way = excluded.two_way, "
      "position = excluded.position, strength_ppm = excluded.strength_ppm, "
      "note = excluded.note, " PNR_LINEAGE_UPDATES,
      error);

  if (put == NULL)
    return FALSE;
  pnr_statement_bind_number (put, 1, pnr_relation_get_id (relation));
  pnr_statement_bind_kind (put, 2, PNR_TYPE_RELATION_KIND, pnr_relation_get_kind (relation));
  pnr_statement_bind_number (put, 3, pnr_relation_get_from_id (relation));
  pnr_statement_bind_number (put, 4, pnr_relation_get_to_id (relation));
  pnr_statement_bind_number (put, 5, pnr_relation_is_two_way (relation));
  pnr_statement_bind_number (put, 6, pnr_relation_get_position (relation));
  pnr_statement_bind_known (put, 7, pnr_relation_get_strength_ppm (relation),
                            PNR_RELATION_STRENGTH_UNKNOWN);
  pnr_statement_bind_text (put, 8, pnr_relation_get_note (relation));
  pnr_lineage_columns_bind (put, 9, PNR_DECISION (relation));
  return pnr_statement_run (put, error);
}

static gboolean
pnr_relation_table_remove (PnrDb *db, gint64 id, GError **error)
{
  return pnr_table_remove_row (db, "DELETE FROM relation WHERE id = ?", id, error);
}

const PnrTable pnr_relation_table = {
  .get_type = pnr_relation_get_type,
  .read = pnr_relation_table_read,
  .put = pnr_relation_table_put,
  .remove = pnr_relation_table_remove,
};

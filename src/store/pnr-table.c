/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How each noun is kept: read all, read one, put, remove. One room per noun fills this in. */
#include "config.h"

#include "store/pnr-table.h"

/* Parents before children: in this order everything a noun points to is there already. */
const PnrTable *
pnr_table_at (guint index)
{
  static const PnrTable *const tables[PNR_N_TABLES] = {
    &pnr_product_table,  &pnr_relation_table, &pnr_bundle_table,
    &pnr_scenario_table, &pnr_place_table,    &pnr_verdict_table,
  };

  return tables[index];
}

const PnrTable *
pnr_table_of (GType type)
{
  for (guint i = 0; i < PNR_N_TABLES; i++) {
    if (pnr_table_at (i)->get_type () == type)
      return pnr_table_at (i);
  }
  return NULL;
}

/**
 * pnr_table_read_rows:
 * @db: a connection
 * @sql: a query with the least and the greatest id as its parameters
 * @id: the id of the only row wanted; 0: all rows
 * @from_row: makes a noun of a row
 * @take: receives each noun
 * @data: passed to @take
 * @error: a place for a sentence
 *
 * Returns: whether all rows could be read
 */
gboolean
pnr_table_read_rows (PnrDb *db, const char *sql, gint64 id, PnrTableRowFunc from_row,
                     PnrTableTakeFunc take, gpointer data, GError **error)
{
  PnrStatement *rows = pnr_db_get_statement (db, sql, error);
  gboolean has_row;

  if (rows == NULL)
    return FALSE;
  pnr_statement_bind_number (rows, 1, id != 0 ? id : G_MININT64);
  pnr_statement_bind_number (rows, 2, id != 0 ? id : G_MAXINT64);
  while (pnr_statement_step (rows, &has_row, error)) {
    gpointer noun;

    if (!has_row)
      return TRUE;
    noun = from_row (db, rows, error);
    if (noun == NULL)
      return FALSE;
    take (noun, data);
  }
  return FALSE;
}

gboolean
pnr_table_remove_row (PnrDb *db, const char *sql, gint64 id, GError **error)
{
  PnrStatement *statement = pnr_db_get_statement (db, sql, error);

  if (statement == NULL)
    return FALSE;
  pnr_statement_bind_number (statement, 1, id);
  return pnr_statement_run (statement, error);
}

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

gboolean
pnr_table_remove_row (PnrDb *db, const char *sql, gint64 id, GError **error)
{
  PnrStatement *statement = pnr_db_get_statement (db, sql, error);

  if (statement == NULL)
    return FALSE;
  pnr_statement_bind_number (statement, 1, id);
  return pnr_statement_run (statement, error);
}

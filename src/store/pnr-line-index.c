/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The indexes of the order lines, taken down while very many lines come or go at once. */
#include "config.h"

#include "store/pnr-line-index.h"

#include "store/pnr-statement.h"

/* Lines without indexes, which are then sorted at once, are twice as fast as entry by entry. The
 * texts are those of the schema, which is compared to the byte. What stands behind the two in the
 * list of indexes is kept in mind, for undo leaves that list as it was, too. */
gboolean
pnr_line_index_drop (PnrDb *db, GError **error)
{
  return pnr_db_run (db,
                     "CREATE TEMP TABLE IF NOT EXISTS later_index (id INTEGER PRIMARY KEY, "
                     "name TEXT, sql TEXT);"
                     "DELETE FROM later_index;"
                     "INSERT INTO later_index (name, sql) "
                     "SELECT name, sql FROM main.sqlite_schema "
                     "WHERE type = 'index' AND sql IS NOT NULL AND rowid >= "
                     "(SELECT min (rowid) FROM main.sqlite_schema "
                     "WHERE name IN ('order_line_order', 'order_line_product')) "
                     "ORDER BY rowid;"
                     "DROP INDEX main.order_line_order;"
                     "DROP INDEX main.order_line_product",
                     error);
}

/* No row may be read while an index is dropped. Copies of the plan may be attached, which have
 * indexes of the same names. */
static char *
dup_statements (PnrDb *db, GError **error)
{
  g_autoptr (GString) statements = g_string_new (NULL);
  PnrStatement *rows =
      pnr_db_get_statement (db, "SELECT name, sql FROM later_index ORDER BY id", error);
  gboolean has_row = rows != NULL;

  while (has_row && pnr_statement_step (rows, &has_row, error)) {
    if (!has_row)
      return g_string_free (g_steal_pointer (&statements), FALSE);
    g_string_append_printf (statements, "DROP INDEX IF EXISTS main.%s;%s;",
                            pnr_statement_get_text (rows, 0), pnr_statement_get_text (rows, 1));
  }
  return NULL;
}

/* In memory SQLite sorts a million entries in one call, which nothing can stop for a second. As
 * pieces of a cache's size it is twice as fast and looks around in between; the pieces wait in a
 * file without a name. The plan's own pages may not be written out because the cache seems small.
 * The later indexes are small. */
gboolean
pnr_line_index_make (PnrDb *db, GError **error)
{
  g_autofree char *statements = dup_statements (db, error);
  gboolean is_made =
      statements != NULL
      && pnr_db_run (db, "PRAGMA cache_spill = OFF; PRAGMA cache_size = -4096", error)
      && pnr_db_run (db, statements, error);

  return pnr_db_run (db, "PRAGMA cache_size = -65536; PRAGMA cache_spill = ON",
                     is_made ? error : NULL)
         && is_made;
}

/* Where sorting happens cannot be said inside a transaction. */
gboolean
pnr_line_index_begin (PnrDb *db, GError **error)
{
  return pnr_db_run (db, "PRAGMA temp_store = FILE", error);
}

void
pnr_line_index_end (PnrDb *db)
{
  pnr_db_run (db, "PRAGMA temp_store = MEMORY", NULL);
}

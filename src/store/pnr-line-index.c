/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The indexes of the order lines, taken down while very many lines come or go at once. */
#include "config.h"

#include "store/pnr-line-index.h"

/* Lines without indexes, which are then sorted at once, are twice as fast as entry by entry. The
 * texts are those of the schema, which is compared to the byte. */
gboolean
pnr_line_index_drop (PnrDb *db, GError **error)
{
  return pnr_db_run (db,
                     "DROP INDEX order_line_order;"
                     "DROP INDEX order_line_product",
                     error);
}

/* In memory SQLite sorts a million entries in one call, which nothing can stop for a second. As
 * pieces of a cache's size it is twice as fast and looks around in between; the pieces wait in a
 * file without a name. The plan's own pages may not be written out because the cache seems small.
 */
gboolean
pnr_line_index_make (PnrDb *db, GError **error)
{
  gboolean is_made = pnr_db_run (db, "PRAGMA cache_spill = OFF; PRAGMA cache_size = -4096", error)
                     && pnr_db_run (db,
                                    "CREATE INDEX order_line_order ON order_line (order_id);"
                                    "CREATE INDEX order_line_product ON order_line (product_id)",
                                    error);

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

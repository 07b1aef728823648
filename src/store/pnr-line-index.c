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

gboolean
pnr_line_index_make (PnrDb *db, GError **error)
{
  return pnr_db_run (db,
                     "CREATE INDEX order_line_order ON order_line (order_id);"
                     "CREATE INDEX order_line_product ON order_line (product_id)",
                     error);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* All orders in short ranges of ids: a long read would hold up every commit. */
#include "config.h"

#include "store/pnr-order-walk.h"

#include "store/pnr-statement.h"

#define RANGE 10000

/* Where the next range ends: ids may have gaps of any width. */
static gboolean
find_range_end (PnrDb *db, gint64 after, gint64 *last, gboolean *has_more, GError **error)
{
  PnrStatement *row = pnr_db_get_statement (db,
                                            "SELECT max (id), count (*) "
                                            "FROM (SELECT id FROM orders "
                                            "WHERE id > ? "
                                            "ORDER BY id "
                                            "LIMIT ?)",
                                            error);
  gboolean has_row;

  if (row == NULL)
    return FALSE;
  pnr_statement_bind_number (row, 1, after);
  pnr_statement_bind_number (row, 2, RANGE);
  if (!pnr_statement_step (row, &has_row, error))
    return FALSE;
  *has_more = pnr_statement_get_number (row, 1) > 0;
  *last = pnr_statement_get_number (row, 0);
  pnr_statement_reset (row);
  return TRUE;
}

/**
 * pnr_order_walk:
 * @db: a connection
 * @read_range: what reads one range
 * @data: passed to @read_range
 * @progress: (nullable): where to tell how far it is; can cancel between two ranges
 * @error: a place for a sentence
 *
 * Calls @read_range for one range of ids after the other, in ascending order, until there are no
 * more orders. Between two ranges others may write.
 *
 * Returns: whether all were read
 */
gboolean
pnr_order_walk (PnrDb *db, PnrOrderRangeFunc read_range, gpointer data, PnrProgress *progress,
                GError **error)
{
  gint64 after = G_MININT64, n_orders, last;
  guint n_ranges = 0;
  gboolean has_more;

  if (!pnr_db_read_number (db, "SELECT count (*) FROM orders", &n_orders, error))
    return FALSE;
  for (;;) {
    if (!pnr_progress_check (progress, error)
        || !find_range_end (db, after, &last, &has_more, error))
      return FALSE;
    if (!has_more)
      return TRUE;
    if (!read_range (db, after, last, data, error))
      return FALSE;
    after = last;
    n_ranges++;
    pnr_progress_set_fraction (progress, MIN (n_ranges * (double) RANGE / (double) n_orders, 1.0));
  }
}

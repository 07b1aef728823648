/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A reading in several transactions that is of one state of the plan all the same. */
#include "config.h"

#include "store/pnr-steady-read.h"

#include <glib/gi18n.h>

#include "store/pnr-statement.h"
#include "store/pnr-store-error.h"

#define TRIES 3

/**
 * pnr_steady_read:
 * @db: a connection
 * @read: what reads
 * @data: passed to @read
 * @drop: frees what @read returned
 * @progress: (nullable): passed to @read
 * @error: a place for a sentence
 *
 * When another connection writes meanwhile, what was read is dropped and @read starts again, a few
 * times.
 *
 * Returns: (transfer full) (nullable): what @read returned
 */
gpointer
pnr_steady_read (PnrDb *db, PnrSteadyReadFunc read, gpointer data, GDestroyNotify drop,
                 PnrProgress *progress, GError **error)
{
  for (guint i = 0; i < TRIES; i++) {
    gint64 before, after;
    gpointer all;
    gboolean is_known;

    if (!pnr_db_read_number (db, "PRAGMA data_version", &before, error))
      return NULL;
    all = read (db, data, progress, error);
    if (all == NULL)
      return NULL;
    is_known = pnr_db_read_number (db, "PRAGMA data_version", &after, error);
    if (is_known && before == after)
      return all;
    drop (all);
    if (!is_known)
      return NULL;
  }
  g_set_error_literal (error, PNR_STORE_ERROR, PNR_STORE_ERROR_BUSY,
                       _ ("The plan kept changing while its orders were read. Try again when the "
                          "import is done."));
  return NULL;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A small plan with everything of a large one but its orders.
 *
 * Orders are read again from the shop's files, whose names are kept; what was planned is nowhere
 * else. The log comes along, and what takes its actions back. */
#include "config.h"

#include "store/pnr-planning-copy.h"

#include <glib/gstdio.h>

#include "store/pnr-plan-file.h"
#include "store/pnr-schema.h"
#include "store/pnr-statement.h"

static const char fill_sql[] =
    "INSERT INTO copy.plan SELECT * FROM main.plan;"
    "INSERT INTO copy.product SELECT * FROM main.product;"
    "INSERT INTO copy.price_history SELECT * FROM main.price_history;"
    "INSERT INTO copy.product_sales SELECT * FROM main.product_sales;"
    "INSERT INTO copy.import_batch SELECT * FROM main.import_batch;"
    "INSERT INTO copy.relation SELECT * FROM main.relation;"
    "INSERT INTO copy.verdict SELECT * FROM main.verdict;"
    "INSERT INTO copy.bundle SELECT * FROM main.bundle;"
    "INSERT INTO copy.bundle_tier SELECT * FROM main.bundle_tier;"
    "INSERT INTO copy.bundle_component SELECT * FROM main.bundle_component;"
    "INSERT INTO copy.scenario SELECT * FROM main.scenario;"
    "INSERT INTO copy.scenario_bundle SELECT * FROM main.scenario_bundle;"
    "INSERT INTO copy.assumption SELECT * FROM main.assumption;"
    "INSERT INTO copy.board SELECT * FROM main.board;"
    "INSERT INTO copy.board_place SELECT * FROM main.board_place;"
    "INSERT INTO copy.change SELECT * FROM main.change;"
    "INSERT INTO copy.change_piece SELECT * FROM main.change_piece;";

/* An import that was undone waits with its orders, which do not come along, so it cannot be done
 * again, nor what was undone after it. */
static const char drop_redo_sql[] =
    "DELETE FROM copy.change_piece WHERE change_id IN "
    "(SELECT id FROM copy.change WHERE state = 'undone');"
    "UPDATE copy.change SET n_bytes = 0, state = 'discarded' WHERE state = 'undone'";

static gboolean
lay_out (const char *path, GError **error)
{
  g_autoptr (PnrDb) copy = pnr_db_create (path, error);

  return copy != NULL && pnr_schema_lay_out (copy, error);
}

static gboolean
attach (PnrDb *db, const char *path, GError **error)
{
  g_autoptr (PnrStatement) attach = pnr_statement_new (db, "ATTACH ? AS copy", error);

  if (attach == NULL)
    return FALSE;
  pnr_statement_bind_text (attach, 1, path);
  return pnr_statement_run (attach, error);
}

static gboolean
drop_undone_imports (PnrDb *db, GError **error)
{
  gint64 n_imports;

  return pnr_db_read_number (db,
                             "SELECT count (*) FROM copy.change "
                             "WHERE state = 'undone' AND first_batch_id IS NOT NULL",
                             &n_imports, error)
         && (n_imports == 0 || pnr_db_run (db, drop_redo_sql, error));
}

/* Only the copy is written to, so there is one journal, and it is the copy's. The whole file is
 * flushed once, when it is put in its place. */
static gboolean
fill (PnrDb *db, const char *path, GError **error)
{
  gboolean is_filled;

  if (!attach (db, path, error))
    return FALSE;
  is_filled = pnr_db_run (db, "PRAGMA copy.synchronous = OFF; BEGIN", error)
              && pnr_db_run (db, fill_sql, error) && drop_undone_imports (db, error)
              && pnr_db_commit (db, error);
  pnr_db_roll_back (db);
  return pnr_db_run (db, "DETACH copy", is_filled ? error : NULL) && is_filled;
}

/**
 * pnr_planning_copy_write:
 * @db: a connection to a plan, outside a transaction
 * @path: where the copy shall be; nothing may be there yet
 * @error: a place for a sentence
 *
 * Returns: whether it is there, whole
 */
gboolean
pnr_planning_copy_write (PnrDb *db, const char *path, GError **error)
{
  g_autofree char *unfinished = pnr_plan_file_begin (path, FALSE, error);

  if (unfinished == NULL)
    return FALSE;
  if (lay_out (unfinished, error) && fill (db, unfinished, error)
      && pnr_plan_file_end (unfinished, path, FALSE, error))
    return TRUE;
  pnr_plan_file_abandon (unfinished);
  return FALSE;
}

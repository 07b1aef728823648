/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The log of a plan, read: every action, and to which of them one can return. */
#include "config.h"

#include "store/pnr-history-log.h"

#include "model/pnr-log-entry.h"
#include "store/pnr-statement.h"

/* What the newer lines say about the ones below them. */
typedef struct {
  gboolean has_done;
  gboolean is_cut;
} LogWalk;

/* Undone actions can be done again in turn. One that was done can be returned to as long as every
 * newer one still has what takes it back. */
static PnrLogEntry *
entry_from_row (PnrStatement *row, LogWalk *walk)
{
  PnrLogFacts facts = {
    .id = pnr_statement_get_number (row, 0),
    .made = pnr_statement_get_number (row, 1),
    .who = pnr_statement_get_text (row, 2),
    .what = pnr_statement_get_text (row, 3),
    .why = pnr_statement_get_text (row, 4),
    .state = pnr_statement_get_kind (row, 5, PNR_TYPE_ACTION_STATE),
    .undone = pnr_statement_get_number (row, 6),
    .undone_by = pnr_statement_get_text (row, 7),
    .undone_why = pnr_statement_get_text (row, 8),
    .redone = pnr_statement_get_number (row, 9),
    .redone_by = pnr_statement_get_text (row, 10),
    .redone_why = pnr_statement_get_text (row, 11),
  };

  if (facts.state == PNR_ACTION_STATE_DONE) {
    facts.is_newest = !walk->has_done;
    facts.can_return = !walk->is_cut;
    walk->has_done = TRUE;
    walk->is_cut = walk->is_cut || pnr_statement_get_number (row, 12) == 0;
  } else {
    facts.can_return = facts.state == PNR_ACTION_STATE_UNDONE;
  }
  return pnr_log_entry_new (&facts);
}

/**
 * pnr_history_log_read:
 * @db: a connection
 * @n_newest: how many actions at most, 0 for all
 * @error: a place for a sentence
 *
 * Returns: (transfer full) (nullable) (element-type PnrLogEntry): the newest first
 */
GPtrArray *
pnr_history_log_read (PnrDb *db, guint n_newest, GError **error)
{
  g_autoptr (GPtrArray) entries = g_ptr_array_new_with_free_func (g_object_unref);
  LogWalk walk = { FALSE, FALSE };
  PnrStatement *rows = pnr_db_get_statement (
      db,
      "SELECT id, made_at, who, what, why, state, ifnull (undone_at, 0), undone_by, undone_why, "
      "ifnull (redone_at, 0), redone_by, redone_why, n_bytes "
      "FROM change "
      "ORDER BY id DESC "
      "LIMIT ?",
      error);
  gboolean has_row;

  if (rows == NULL)
    return NULL;
  pnr_statement_bind_number (rows, 1, n_newest != 0 ? (gint64) n_newest : G_GINT64_CONSTANT (-1));
  while (pnr_statement_step (rows, &has_row, error)) {
    if (!has_row)
      return g_steal_pointer (&entries);
    g_ptr_array_add (entries, entry_from_row (rows, &walk));
  }
  return NULL;
}

static gboolean
read_name (PnrDb *db, const char *sql, char **name, GError **error)
{
  PnrStatement *find = pnr_db_get_statement (db, sql, error);
  gboolean has_row;

  if (find == NULL || !pnr_statement_step (find, &has_row, error))
    return FALSE;
  *name = has_row ? g_strdup (pnr_statement_get_text (find, 0)) : NULL;
  pnr_statement_reset (find);
  return TRUE;
}

/* What Undo and Redo would take on next; %NULL where there is nothing. */
gboolean
pnr_history_log_read_names (PnrDb *db, char **undo_name, char **redo_name, GError **error)
{
  return read_name (db,
                    "SELECT what FROM ("
                    "SELECT * FROM change WHERE state = 'done' ORDER BY id DESC LIMIT 1) "
                    "WHERE n_bytes > 0",
                    undo_name, error)
         && read_name (db, "SELECT what FROM change WHERE state = 'undone' ORDER BY id LIMIT 1",
                       redo_name, error);
}

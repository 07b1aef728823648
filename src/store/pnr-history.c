/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The memory of a plan: every action with what takes it back, kept in the plan itself. */
#include "config.h"

#include "store/pnr-history.h"

#include <glib/gi18n.h>

#include "store/pnr-changeset.h"
#include "store/pnr-reading.h"
#include "store/pnr-shelf.h"
#include "store/pnr-statement.h"
#include "store/pnr-way-back.h"

/* A changeset above a row's limit goes in several rows. */
#define PIECE_SIZE (8 * 1024 * 1024)

/* Taken back are the newest thousand actions or 64 MiB of them; the newest one always. */
#define KEPT_ACTIONS "1000"
#define KEPT_BYTES "67108864"
#define LARGEST_KEPT 67108864

/* Where the pieces begin that were read from a snapshot, to do an import again that is too large to
 * be kept. */
#define FIRST_COMPARED 1000000

/* @customers: of earlier imports that this one changes; its own come and go with its orders. */
struct _PnrRecording {
  sqlite3_session *session;
  sqlite3_session *customers;
};

/* Children before parents. A changeset keeps this order, so that when it removes a product, what
 * pointed to it is gone already and no cascade gets in its way. */
static const char *const recorded_tables[] = {
  "assumption",    "scenario_bundle", "scenario", "bundle_tier",  "bundle_component",
  "bundle",        "board_place",     "board",    "relation",     "verdict",
  "product_sales", "price_history",   "product",  "import_batch",
};

/* Of customers only what an import says anew of those that were known. */
gboolean
pnr_history_records (const char *table)
{
  for (gsize i = 0; i < G_N_ELEMENTS (recorded_tables); i++) {
    if (g_str_equal (recorded_tables[i], table))
      return TRUE;
  }
  return g_str_equal (table, "customer");
}

PnrRecording *
pnr_recording_new (PnrDb *db, GError **error)
{
  g_autoptr (PnrRecording) self = g_new0 (PnrRecording, 1);
  int result = sqlite3session_create (pnr_db_get_handle (db), "main", &self->session);

  for (gsize i = 0; result == SQLITE_OK && i < G_N_ELEMENTS (recorded_tables); i++)
    result = sqlite3session_attach (self->session, recorded_tables[i]);
  if (result == SQLITE_OK)
    result = sqlite3session_create (pnr_db_get_handle (db), "main", &self->customers);
  if (result == SQLITE_OK)
    result = sqlite3session_attach (self->customers, "customer");
  if (result != SQLITE_OK) {
    pnr_db_set_error (db, result, error);
    return NULL;
  }
  pnr_recording_watch_customers (self, FALSE);
  return g_steal_pointer (&self);
}

void
pnr_recording_free (PnrRecording *self)
{
  g_clear_pointer (&self->session, sqlite3session_delete);
  g_clear_pointer (&self->customers, sqlite3session_delete);
  g_free (self);
}

/* While one of an earlier import is changed. */
void
pnr_recording_watch_customers (PnrRecording *self, gboolean is_watched)
{
  sqlite3session_enable (self->customers, is_watched);
}

static GBytes *
end_session (PnrDb *db, sqlite3_session **session, GError **error)
{
  gpointer data = NULL;
  int size = 0;
  int result = sqlite3session_changeset (*session, &size, &data);

  g_clear_pointer (session, sqlite3session_delete);
  if (result == SQLITE_OK)
    return g_bytes_new_with_free_func (data, size, sqlite3_free, data);
  sqlite3_free (data);
  pnr_db_set_error (db, result, error);
  return NULL;
}

/* A changeset names its tables, so that two of them one after the other are one. */
static GBytes *
join (GBytes *first, GBytes *second)
{
  GByteArray *whole;

  if (g_bytes_get_size (first) == 0)
    return g_bytes_ref (second);
  if (g_bytes_get_size (second) == 0)
    return g_bytes_ref (first);
  whole = g_byte_array_new ();
  g_byte_array_append (whole, g_bytes_get_data (first, NULL), g_bytes_get_size (first));
  g_byte_array_append (whole, g_bytes_get_data (second, NULL), g_bytes_get_size (second));
  return g_byte_array_free_to_bytes (whole);
}

static const char *
author (void)
{
  const char *name = g_getenv ("PANNIER_AUTHOR");

  return name != NULL && *name != '\0' ? name : g_get_user_name ();
}

static gboolean
drop_redo_branch (PnrDb *db, GError **error)
{
  gint64 n_undone;

  if (!pnr_db_read_number (db, "SELECT EXISTS (SELECT 1 FROM change WHERE state = 'undone')",
                           &n_undone, error))
    return FALSE;
  return n_undone == 0
         || (pnr_db_run (db,
                         "DELETE FROM change_piece WHERE change_id IN "
                         "(SELECT id FROM change WHERE state = 'undone');"
                         "UPDATE change SET state = 'discarded', n_bytes = 0, snapshot = NULL "
                         "WHERE state = 'undone'",
                         error)
             && pnr_shelf_clear (db, error));
}

static gboolean
insert_pieces (PnrDb *db, gint64 change_id, gint64 first, GBytes *changeset, GError **error)
{
  gsize size;
  const char *data = g_bytes_get_data (changeset, &size);

  for (gsize at = 0; at < size; at += PIECE_SIZE) {
    PnrStatement *insert = pnr_db_get_statement (
        db, "INSERT INTO change_piece (change_id, position, data) VALUES (?, ?, ?)", error);

    if (insert == NULL)
      return FALSE;
    pnr_statement_bind_number (insert, 1, change_id);
    pnr_statement_bind_number (insert, 2, first + (gint64) (at / PIECE_SIZE));
    pnr_statement_bind_blob (insert, 3, data + at, MIN (PIECE_SIZE, size - at));
    if (!pnr_statement_run (insert, error))
      return FALSE;
  }
  return TRUE;
}

/* The greatest id that any noun had after any action of the log. */
gboolean
pnr_history_read_last_id (PnrDb *db, gint64 *last_id, GError **error)
{
  return pnr_db_read_number (db, "SELECT ifnull (last_id, 0) FROM change ORDER BY id DESC LIMIT 1",
                             last_id, error);
}

/* What was removed keeps its id: snapshots, and whoever saw it, know it by that. */
static gboolean
read_last_id_ever (PnrDb *db, gint64 *last_id, GError **error)
{
  gint64 last_known;

  if (!pnr_history_read_last_id (db, &last_known, error)
      || !pnr_reading_read_last_id (db, last_id, error))
    return FALSE;
  *last_id = MAX (*last_id, last_known);
  return TRUE;
}

/* @n_bytes: of what is kept with it; more than none, or the action could not be taken back */
static gboolean
insert_line (PnrDb *db, const PnrAction *action, gint64 n_bytes, const char *before, GError **error)
{
  PnrStatement *insert = pnr_db_get_statement (
      db,
      "INSERT INTO change (made_at, who, what, why, state, n_bytes, first_batch_id, "
      "last_batch_id, snapshot, last_id) "
      "VALUES (?, ?, ?, ?, 'done', ?, ?, ?, ?, ?)",
      error);
  gint64 last_id;

  if (insert == NULL || !read_last_id_ever (db, &last_id, error))
    return FALSE;
  pnr_statement_bind_number (insert, 1, g_get_real_time () / G_USEC_PER_SEC);
  pnr_statement_bind_text (insert, 2, author ());
  pnr_statement_bind_text (insert, 3, action->what);
  pnr_statement_bind_text (insert, 4, action->why);
  pnr_statement_bind_number (insert, 5, n_bytes);
  pnr_statement_bind_known (insert, 6, action->first_batch, 0);
  pnr_statement_bind_known (insert, 7, action->last_batch, 0);
  pnr_statement_bind_text (insert, 8, before);
  pnr_statement_bind_number (insert, 9, last_id);
  return pnr_statement_run (insert, error);
}

/* What is too large would push all older actions out of the history, and is found again by the
 * snapshot of before it. No snapshot tells of the customers. */
static gboolean
insert_change (PnrDb *db, const PnrAction *action, GBytes *changeset, GBytes *customers,
               GError **error)
{
  gsize size = g_bytes_get_size (changeset);
  gboolean is_found_again = size > LARGEST_KEPT && action->before != NULL;
  g_autoptr (GBytes) kept = is_found_again ? g_bytes_ref (customers) : join (customers, changeset);

  return insert_line (db, action, (gint64) MAX (g_bytes_get_size (kept), (gsize) 1),
                      is_found_again ? action->before : NULL, error)
         && insert_pieces (db, sqlite3_last_insert_rowid (pnr_db_get_handle (db)), 0, kept, error);
}

/* The log keeps every action; what is too old only loses the means to take it back. */
static gboolean
forget_oldest (PnrDb *db, GError **error)
{
  return pnr_db_run (
      db,
      "CREATE TEMP TABLE IF NOT EXISTS too_old (id INTEGER PRIMARY KEY);"
      "INSERT INTO too_old "
      "SELECT id FROM ("
      "SELECT id, row_number () OVER newest AS place, sum (n_bytes) OVER newest AS bytes "
      "FROM change "
      "WHERE state = 'done' AND n_bytes > 0 "
      "WINDOW newest AS (ORDER BY id DESC)) "
      "WHERE place > 1 AND (place > " KEPT_ACTIONS " OR bytes > " KEPT_BYTES ");"
      "DELETE FROM change_piece WHERE change_id IN (SELECT id FROM too_old);"
      "UPDATE change SET n_bytes = 0, snapshot = NULL WHERE id IN (SELECT id FROM too_old);"
      "DELETE FROM too_old",
      error);
}

/**
 * pnr_history_record:
 * @db: a connection inside the action's transaction
 * @recording: what was begun before the action changed anything
 * @action: what was done
 * @changeset: (out): the changed rows; empty when nothing changed, then nothing is recorded
 * @error: a place for a sentence
 *
 * Returns: whether the action is in the log, with what takes it back
 */
gboolean
pnr_history_record (PnrDb *db, PnrRecording *recording, const PnrAction *action, GBytes **changeset,
                    GError **error)
{
  g_autoptr (GBytes) customers = end_session (db, &recording->customers, error);

  *changeset = customers != NULL ? end_session (db, &recording->session, error) : NULL;
  if (*changeset == NULL)
    return FALSE;
  if (g_bytes_get_size (*changeset) == 0 && g_bytes_get_size (customers) == 0)
    return TRUE;
  return drop_redo_branch (db, error) && insert_change (db, action, *changeset, customers, error)
         && forget_oldest (db, error);
}

typedef struct {
  gint64 id;
  gint64 first_batch;
  gint64 last_batch;
  char *snapshot; /* (nullable) */
} PastAction;

static void
past_action_clear (PastAction *self)
{
  g_free (self->snapshot);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (PastAction, past_action_clear)

static gboolean
find_action (PnrDb *db, const char *sql, PastAction *action, GError **error)
{
  PnrStatement *find = pnr_db_get_statement (db, sql, error);
  gboolean has_row;

  if (find == NULL || !pnr_statement_step (find, &has_row, error))
    return FALSE;
  if (!has_row) {
    g_set_error_literal (error, PNR_STORE_ERROR, PNR_STORE_ERROR_NOTHING_TO_DO,
                         _ ("There is nothing left to undo or redo."));
    return FALSE;
  }
  action->id = pnr_statement_get_number (find, 0);
  action->first_batch = pnr_statement_get_number (find, 1);
  action->last_batch = pnr_statement_get_number (find, 2);
  action->snapshot = g_strdup (pnr_statement_get_text (find, 3));
  pnr_statement_reset (find);
  return TRUE;
}

static GBytes *
read_pieces (PnrDb *db, gint64 change_id, GError **error)
{
  g_autoptr (GByteArray) whole = g_byte_array_new ();
  PnrStatement *rows = pnr_db_get_statement (
      db, "SELECT data FROM change_piece WHERE change_id = ? ORDER BY position", error);
  gboolean has_row;

  if (rows == NULL)
    return NULL;
  pnr_statement_bind_number (rows, 1, change_id);
  while (pnr_statement_step (rows, &has_row, error)) {
    g_autoptr (GBytes) piece = NULL;

    if (!has_row)
      return g_byte_array_free_to_bytes (g_steal_pointer (&whole));
    piece = pnr_statement_dup_blob (rows, 0);
    g_byte_array_append (whole, g_bytes_get_data (piece, NULL), g_bytes_get_size (piece));
  }
  return NULL;
}

/* The history came with the file, so it is looked at like everything else in it. */
GBytes *
pnr_history_read_changeset (PnrDb *db, gint64 change_id, GError **error)
{
  g_autoptr (GBytes) whole = read_pieces (db, change_id, error);

  if (whole == NULL || !pnr_changeset_check (db, whole, error))
    return NULL;
  return g_steal_pointer (&whole);
}

static GBytes *
invert (PnrDb *db, GBytes *changeset, GError **error)
{
  gpointer data = NULL;
  int size = 0;
  int result = sqlite3changeset_invert (g_bytes_get_size (changeset),
                                        g_bytes_get_data (changeset, NULL), &size, &data);

  if (result == SQLITE_OK)
    return g_bytes_new_with_free_func (data, size, sqlite3_free, data);
  pnr_db_set_error (db, result, error);
  return NULL;
}

/* @n_batches: how many files the changeset brings; fewer than none where it has a hand in others
 * than @action's. */
static int
count_batches (sqlite3_changeset_iter *rows, const PastAction *action, int *n_batches)
{
  int result = SQLITE_OK;

  for (*n_batches = 0; *n_batches >= 0 && (result = sqlite3changeset_next (rows)) == SQLITE_ROW;) {
    sqlite3_value *id = NULL;
    const char *table;
    int n_columns;
    int operation;

    sqlite3changeset_op (rows, &table, &n_columns, &operation, NULL);
    if (!g_str_equal (table, "import_batch"))
      continue;
    if (operation == SQLITE_INSERT)
      sqlite3changeset_new (rows, 0, &id);
    if (id == NULL || sqlite3_value_int64 (id) < action->first_batch
        || sqlite3_value_int64 (id) > action->last_batch)
      *n_batches = -1;
    else
      (*n_batches)++;
  }
  return result;
}

/* Orders come and go by the files that the log names, and with these: so the files must be those
 * that the action brought, all of them and no other. */
static gboolean
check_batches (PnrDb *db, GBytes *done, const PastAction *action, GError **error)
{
  gint64 n_named = action->first_batch != 0 ? action->last_batch - action->first_batch + 1 : 0;
  sqlite3_changeset_iter *rows = NULL;
  int n_batches = 0;
  int result = sqlite3changeset_start (&rows, g_bytes_get_size (done),
                                       (gpointer) g_bytes_get_data (done, NULL));

  if (result == SQLITE_OK)
    result = count_batches (rows, action, &n_batches);
  sqlite3changeset_finalize (rows);
  if (result != SQLITE_DONE && result != SQLITE_ROW && result != SQLITE_OK)
    return pnr_db_set_error (db, result, error);
  return n_batches == n_named || pnr_changeset_refuse (error);
}

/* A row that is not as the history left it: the plan was changed behind it, so stop. */
static int
conflict_cb (void *data, int kind, sqlite3_changeset_iter *row)
{
  return SQLITE_CHANGESET_ABORT;
}

static gboolean
apply (PnrDb *db, GBytes *changeset, GError **error)
{
  int result = sqlite3changeset_apply (pnr_db_get_handle (db), g_bytes_get_size (changeset),
                                       (gpointer) g_bytes_get_data (changeset, NULL), NULL,
                                       conflict_cb, NULL);

  if (result == SQLITE_OK)
    return TRUE;
  if (result != SQLITE_ABORT && result != SQLITE_CONSTRAINT)
    return pnr_db_set_error (db, result, error);
  g_set_error_literal (error, PNR_STORE_ERROR, PNR_STORE_ERROR_CONFLICT,
                       _ ("The plan was changed by another program since then, so this step cannot "
                          "be taken back or repeated. Nothing was changed."));
  return FALSE;
}

/* The log keeps who took an action back, or did it again, when and why. */
static gboolean
mark (PnrDb *db, const char *sql, gint64 id, const char *why, GError **error)
{
  PnrStatement *update = pnr_db_get_statement (db, sql, error);

  if (update == NULL)
    return FALSE;
  pnr_statement_bind_number (update, 1, g_get_real_time () / G_USEC_PER_SEC);
  pnr_statement_bind_text (update, 2, author ());
  pnr_statement_bind_text (update, 3, why);
  pnr_statement_bind_number (update, 4, id);
  return pnr_statement_run (update, error);
}

static gboolean
mark_undone (PnrDb *db, gint64 id, const char *why, GError **error)
{
  return mark (db,
               "UPDATE change SET state = 'undone', undone_at = ?, undone_by = ?, undone_why = ? "
               "WHERE id = ?",
               id, why, error);
}

static gboolean
mark_done (PnrDb *db, gint64 id, const char *why, GError **error)
{
  return mark (db,
               "UPDATE change SET state = 'done', redone_at = ?, redone_by = ?, redone_why = ? "
               "WHERE id = ?",
               id, why, error);
}

/* What is too large to be kept while it stands is kept while it is undone, like the orders that
 * wait for redo. */
static GBytes *
compare_with_before (PnrDb *db, const PastAction *action, GError **error)
{
  g_autoptr (GBytes) kept = read_pieces (db, action->id, error);
  g_autoptr (GBytes) compared = NULL;

  if (kept == NULL || (g_bytes_get_size (kept) > 0 && !pnr_changeset_check (db, kept, error)))
    return NULL;
  compared = pnr_way_back_read (db, action->snapshot, action->id, recorded_tables,
                                G_N_ELEMENTS (recorded_tables), error);
  if (compared == NULL || !insert_pieces (db, action->id, FIRST_COMPARED, compared, error))
    return NULL;
  return join (kept, compared);
}

static gboolean
forget_compared (PnrDb *db, const PastAction *action, GError **error)
{
  PnrStatement *forget = pnr_db_get_statement (
      db, "DELETE FROM change_piece WHERE change_id = ? AND position >= ?", error);

  if (forget == NULL)
    return FALSE;
  pnr_statement_bind_number (forget, 1, action->id);
  pnr_statement_bind_number (forget, 2, FIRST_COMPARED);
  return pnr_statement_run (forget, error);
}

/**
 * pnr_history_undo:
 * @db: a connection inside a transaction
 * @why: (nullable): for the log, in the merchant's words
 * @changeset: (out): the rows that changed
 * @is_import: (out): whether an import was taken back
 * @error: a place for a sentence
 *
 * Returns: whether the newest action is taken back
 */
gboolean
pnr_history_undo (PnrDb *db, const char *why, GBytes **changeset, gboolean *is_import,
                  GError **error)
{
  g_autoptr (GBytes) done = NULL;
  g_auto (PastAction) action = { 0 };

  if (!find_action (db,
                    "SELECT id, first_batch_id, last_batch_id, snapshot FROM ("
                    "SELECT * FROM change WHERE state = 'done' ORDER BY id DESC LIMIT 1) "
                    "WHERE n_bytes > 0",
                    &action, error))
    return FALSE;
  *is_import = action.first_batch != 0;
  done = action.snapshot != NULL ? compare_with_before (db, &action, error)
                                 : pnr_history_read_changeset (db, action.id, error);
  if (done == NULL || !check_batches (db, done, &action, error))
    return FALSE;
  *changeset = invert (db, done, error);
  if (*changeset == NULL)
    return FALSE;
  if (*is_import && !pnr_shelf_put_away (db, action.first_batch, action.last_batch, error))
    return FALSE;
  return apply (db, *changeset, error) && mark_undone (db, action.id, why, error);
}

gboolean
pnr_history_redo (PnrDb *db, const char *why, GBytes **changeset, gboolean *is_import,
                  GError **error)
{
  g_auto (PastAction) action = { 0 };

  if (!find_action (db,
                    "SELECT id, first_batch_id, last_batch_id, snapshot FROM change "
                    "WHERE state = 'undone' ORDER BY id LIMIT 1",
                    &action, error))
    return FALSE;
  *is_import = action.first_batch != 0;
  *changeset = pnr_history_read_changeset (db, action.id, error);
  if (*changeset == NULL || !check_batches (db, *changeset, &action, error)
      || !apply (db, *changeset, error))
    return FALSE;
  if (*is_import && !pnr_shelf_take_out (db, action.first_batch, action.last_batch, error))
    return FALSE;
  return (action.snapshot == NULL || forget_compared (db, &action, error))
         && mark_done (db, action.id, why, error);
}

static gboolean
read_ends (PnrDb *db, gint64 *last_done, gint64 *first_undone, GError **error)
{
  return pnr_db_read_number (db, "SELECT max (id) FROM change WHERE state = 'done'", last_done,
                             error)
         && pnr_db_read_number (db, "SELECT min (id) FROM change WHERE state = 'undone'",
                                first_undone, error);
}

static void
set_unreachable (GError **error, gint64 id, gboolean is_known)
{
  g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, id);

  if (is_known)
    g_set_error_literal (error, PNR_STORE_ERROR, PNR_STORE_ERROR_NOTHING_TO_DO,
                         _ ("The plan cannot be brought to this action: it was undone, and "
                            "something else was done since then. Nothing was changed."));
  else
    g_set_error (error, PNR_STORE_ERROR, PNR_STORE_ERROR_NOTHING_TO_DO,
                 _ ("There is no action %s in the log of this plan. Nothing was changed."), number);
}

static gboolean
check_is_reachable (PnrDb *db, gint64 id, GError **error)
{
  PnrStatement *find;
  gboolean is_reachable;
  gboolean has_row;

  /* Before the first action; undoing tells whether that can be reached. */
  if (id == 0)
    return TRUE;
  find = pnr_db_get_statement (db, "SELECT state IN ('done', 'undone') FROM change WHERE id = ?",
                               error);
  if (find == NULL)
    return FALSE;
  pnr_statement_bind_number (find, 1, id);
  if (!pnr_statement_step (find, &has_row, error))
    return FALSE;
  is_reachable = has_row && pnr_statement_get_number (find, 0) != 0;
  pnr_statement_reset (find);
  if (!is_reachable)
    set_unreachable (error, id, has_row);
  return is_reachable;
}

/**
 * pnr_history_next_step:
 * @db: a connection inside a transaction
 * @id: an action of the log, or 0 for the moment before the first
 * @step: (out): what to do next to bring the plan to the moment right after @id
 * @error: a place for a sentence
 *
 * Returns: whether the plan can be brought there
 */
gboolean
pnr_history_next_step (PnrDb *db, gint64 id, PnrHistoryStep *step, GError **error)
{
  gint64 last_done;
  gint64 first_undone;

  if (!check_is_reachable (db, id, error) || !read_ends (db, &last_done, &first_undone, error))
    return FALSE;
  if (last_done > id)
    *step = PNR_HISTORY_STEP_UNDO;
  else if (first_undone != 0 && first_undone <= id)
    *step = PNR_HISTORY_STEP_REDO;
  else
    *step = PNR_HISTORY_STEP_NONE;
  return TRUE;
}

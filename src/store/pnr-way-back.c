/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The way back over an import whose changeset is too large for the plan: the copy of before it.
 *
 * A snapshot holds all that the history records, so what the import changed is what differs between
 * the snapshot and the plan right after the import. SQLite compares the two, table by table, and
 * gives the changeset that was not kept. */
#include "config.h"

#include "store/pnr-way-back.h"

#include <glib/gi18n.h>
#include <stdlib.h>
#include <string.h>

#include "store/pnr-plan-file.h"
#include "store/pnr-schema.h"
#include "store/pnr-snapshot-finder.h"
#include "store/pnr-soundness.h"
#include "store/pnr-statement.h"

/* A walk may lead over several such imports, and SQLite lets go of none of the copies before its
 * transaction ends. */
#define MOST_COPIES 8
static const char *const copy_names[MOST_COPIES] = {
  "before_1", "before_2", "before_3", "before_4", "before_5", "before_6", "before_7", "before_8",
};

static gboolean
refuse_lost (GError **error)
{
  g_set_error_literal (error, PNR_STORE_ERROR, PNR_STORE_ERROR_NOT_FOUND,
                       _ ("This import was too large for the history, and the snapshot that was "
                          "taken before it is no longer there or no longer readable, so the import "
                          "cannot be taken back. Nothing was changed."));
  return FALSE;
}

static int
count_copies (PnrDb *db)
{
  int n = 0;

  while (n < MOST_COPIES && sqlite3_db_filename (pnr_db_get_handle (db), copy_names[n]) != NULL)
    n++;
  return n;
}

static gboolean
attach (PnrDb *db, const char *path, const char **name, GError **error)
{
  int n_copies = count_copies (db);
  g_autofree char *sql = NULL;
  g_autoptr (PnrStatement) attach = NULL;

  if (n_copies == MOST_COPIES) {
    g_set_error_literal (error, PNR_STORE_ERROR, PNR_STORE_ERROR_INVALID,
                         _ ("These are too many imports of this size to be taken back at once. "
                            "Nothing was changed. Take back fewer actions at a time."));
    return FALSE;
  }
  *name = copy_names[n_copies];
  sql = g_strdup_printf ("ATTACH ? AS %s", *name);
  sqlite3_limit (pnr_db_get_handle (db), SQLITE_LIMIT_ATTACHED, MOST_COPIES);
  attach = pnr_statement_new (db, sql, error);
  if (attach == NULL)
    return FALSE;
  pnr_statement_bind_text (attach, 1, path);
  return pnr_statement_run (attach, error);
}

/* Nothing that is done to the plan may reach its copy. */
static gboolean
attach_to_read (PnrDb *db, const char *path, const char **name, GError **error)
{
  g_autofree char *address = g_filename_to_uri (path, NULL, error);
  g_autofree char *read_only = address != NULL ? g_strconcat (address, "?mode=ro", NULL) : NULL;

  return address != NULL && attach (db, read_only, name, error);
}

/* After the transaction. */
void
pnr_way_back_leave (PnrDb *db)
{
  for (int i = count_copies (db); i > 0; i--) {
    g_autofree char *sql = g_strdup_printf ("DETACH %s", copy_names[i - 1]);

    pnr_db_run (db, sql, NULL);
  }
  sqlite3_limit (pnr_db_get_handle (db), SQLITE_LIMIT_ATTACHED, 1);
}

/* Its salt tells a plan and its copies from all others, the number of its last action the moment.
 */
static gboolean
is_of_before (PnrDb *db, PnrDb *copy, gint64 change_id)
{
  static const char salt_sql[] = "SELECT salt FROM plan WHERE id = 1";
  g_autoptr (PnrStatement) ours = pnr_statement_new (db, salt_sql, NULL);
  g_autoptr (PnrStatement) theirs = pnr_statement_new (copy, salt_sql, NULL);
  g_autoptr (GBytes) our_salt = NULL;
  g_autoptr (GBytes) their_salt = NULL;
  gboolean has_ours = FALSE, has_theirs = FALSE;
  gint64 last_action;

  if (ours == NULL || theirs == NULL || !pnr_statement_step (ours, &has_ours, NULL)
      || !pnr_statement_step (theirs, &has_theirs, NULL) || !has_ours || !has_theirs
      || !pnr_db_read_number (copy, "SELECT max (id) FROM change", &last_action, NULL))
    return FALSE;
  our_salt = pnr_statement_dup_blob (ours, 0);
  their_salt = pnr_statement_dup_blob (theirs, 0);
  return g_bytes_equal (our_salt, their_salt) && last_action == change_id - 1;
}

/* A snapshot lies where anyone may have changed it, so it is looked at as a stranger's plan is. */
static gboolean
is_sound (PnrDb *db, const char *path, gint64 change_id)
{
  g_autoptr (PnrPlanFile) file = pnr_plan_file_open (path, TRUE, NULL);
  g_autoptr (PnrDb) copy =
      file != NULL ? pnr_db_open (pnr_plan_file_get_path (file), TRUE, NULL) : NULL;
  gboolean is_newest;

  if (copy == NULL)
    return FALSE;
  pnr_db_watch (copy, pnr_db_get_cancellable (db));
  return pnr_schema_check (copy, NULL) && pnr_schema_is_newest (copy, &is_newest, NULL) && is_newest
         && pnr_soundness_check_pages (copy, NULL) && is_of_before (db, copy, change_id);
}

/* The plan may have been moved since then, so every shelf is looked at. */
static gboolean
attach_snapshot (PnrDb *db, const char *snapshot, gint64 change_id, const char **name,
                 GError **error)
{
  g_autoptr (GPtrArray) paths = pnr_snapshot_finder_list_named (snapshot);

  for (guint i = 0; i < paths->len; i++) {
    g_autofree char *real = realpath (paths->pdata[i], NULL);

    if (real != NULL && is_sound (db, real, change_id))
      return attach_to_read (db, real, name, error);
  }
  return g_cancellable_is_cancelled (pnr_db_get_cancellable (db))
             ? pnr_db_set_error (db, SQLITE_INTERRUPT, error)
             : refuse_lost (error);
}

/* Tables without rows. */
static gboolean
attach_nothing (PnrDb *db, const char **name, GError **error)
{
  g_autoptr (PnrDb) empty = pnr_db_new_in_memory (error);
  sqlite3_int64 size = 0;
  guchar *bytes;
  int result;

  if (empty == NULL || !pnr_schema_lay_out (empty, error) || !attach (db, ":memory:", name, error))
    return FALSE;
  bytes = sqlite3_serialize (pnr_db_get_handle (empty), "main", &size, 0);
  if (bytes == NULL)
    return pnr_db_set_error (db, SQLITE_NOMEM, error);
  result = sqlite3_deserialize (pnr_db_get_handle (db), *name, bytes, size, size,
                                SQLITE_DESERIALIZE_FREEONCLOSE | SQLITE_DESERIALIZE_READONLY);
  return result == SQLITE_OK || pnr_db_set_error (db, result, error);
}

static GBytes *
compare (PnrDb *db, const char *copy, const char *const *tables, guint n_tables, GError **error)
{
  sqlite3_session *session = NULL;
  gpointer data = NULL;
  int size = 0;
  int result = sqlite3session_create (pnr_db_get_handle (db), "main", &session);

  for (guint i = 0; result == SQLITE_OK && i < n_tables; i++) {
    result = sqlite3session_attach (session, tables[i]);
    if (result == SQLITE_OK)
      result = sqlite3session_diff (session, copy, tables[i], NULL);
  }
  if (result == SQLITE_OK)
    result = sqlite3session_changeset (session, &size, &data);
  g_clear_pointer (&session, sqlite3session_delete);
  if (result == SQLITE_OK)
    return g_bytes_new_with_free_func (data, size, sqlite3_free, data);
  sqlite3_free (data);
  pnr_db_set_error (db, result, error);
  return NULL;
}

/**
 * pnr_way_back_read:
 * @db: a connection inside a transaction, to a plan as it was right after an import
 * @snapshot: the name of the snapshot from before it, or %PNR_WAY_BACK_FROM_NOTHING
 * @change_id: the import in the log
 * @tables: (array length=n_tables): what the history records
 * @n_tables: how many
 * @error: a place for a sentence
 *
 * After the transaction pnr_way_back_leave() must be called.
 *
 * Returns: (transfer full) (nullable): what the import changed, as a changeset
 */
GBytes *
pnr_way_back_read (PnrDb *db, const char *snapshot, gint64 change_id, const char *const *tables,
                   guint n_tables, GError **error)
{
  const char *copy = NULL;

  if (!(g_str_equal (snapshot, PNR_WAY_BACK_FROM_NOTHING)
            ? attach_nothing (db, &copy, error)
            : attach_snapshot (db, snapshot, change_id, &copy, error)))
    return NULL;
  return compare (db, copy, tables, n_tables, error);
}

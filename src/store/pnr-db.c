/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One connection to a plan file: opened with care, used by the thread that opened it. */
#include "config.h"

#include "store/pnr-db.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <unistd.h>

#include "store/pnr-calm-vfs.h"
#include "store/pnr-statement.h"

/* A look is an atomic read; a step of a statement takes a tenth of a microsecond or less. */
#define STEPS_PER_LOOK 4000

/* Reading the tables of a sound plan takes some thousand steps. A forged tree whose branches all
 * lead to the same page could take longer than anyone lives. */
#define MOST_SCHEMA_STEPS 1000000

/* How long another program may take over its writing, and how often it is asked. */
#define MOST_WAITING (5 * G_USEC_PER_SEC)
#define GLANCE_WAITING (G_USEC_PER_SEC / 4)
#define WAIT_STEP (25 * 1000)

struct _PnrDb {
  sqlite3 *handle;
  GCancellable *cancellable;
  GThread *thread;
  GHashTable *statements;
  sqlite3_stmt *roll_back;
  gint64 most_waiting;
  gint64 waits_since;
  gboolean is_stuck;
  gboolean is_damaged;
  gboolean is_corrupt;
  gboolean keeps_log;
};

static PnrStoreError
code_of (int result)
{
  switch (result & 0xff) {
  case SQLITE_FULL:
    return PNR_STORE_ERROR_DISK_FULL;
  case SQLITE_READONLY:
    if (result == SQLITE_READONLY_DBMOVED)
      return PNR_STORE_ERROR_MOVED;
    if (result == SQLITE_READONLY_ROLLBACK)
      return PNR_STORE_ERROR_HOT_JOURNAL;
    return PNR_STORE_ERROR_READ_ONLY;
  case SQLITE_PERM:
  case SQLITE_AUTH:
    return PNR_STORE_ERROR_READ_ONLY;
  case SQLITE_BUSY:
  case SQLITE_LOCKED:
    return PNR_STORE_ERROR_BUSY;
  case SQLITE_CORRUPT:
  case SQLITE_INTERRUPT:
    return PNR_STORE_ERROR_DAMAGED;
  case SQLITE_NOTADB:
    return PNR_STORE_ERROR_NOT_A_PLAN;
  case SQLITE_IOERR:
  case SQLITE_CANTOPEN:
    return PNR_STORE_ERROR_IO;
  case SQLITE_NOMEM:
    return PNR_STORE_ERROR_NO_MEMORY;
  case SQLITE_CONSTRAINT:
    if (result == SQLITE_CONSTRAINT_UNIQUE || result == SQLITE_CONSTRAINT_PRIMARYKEY)
      return PNR_STORE_ERROR_EXISTS;
    if (result == SQLITE_CONSTRAINT_FOREIGNKEY)
      return PNR_STORE_ERROR_CONFLICT;
    return PNR_STORE_ERROR_INVALID;
  case SQLITE_TOOBIG:
  case SQLITE_MISMATCH:
    return PNR_STORE_ERROR_INVALID;
  default:
    return PNR_STORE_ERROR_FAILED;
  }
}

static gboolean
is_failed_reading (int result)
{
  return result == SQLITE_IOERR_READ || result == SQLITE_IOERR_SHORT_READ
         || result == SQLITE_IOERR_FSTAT || result == SQLITE_IOERR_ACCESS;
}

static const char *
sentence_of (PnrStoreError code, int result)
{
  if (is_failed_reading (result))
    return _ ("The disk reported an error while the plan was read. Nothing was changed. Copy the "
              "plan to another disk and open it there.");
  switch (code) {
  case PNR_STORE_ERROR_DISK_FULL:
    return _ (
        "The disk is full, so nothing was changed in the plan. Free some space and try again.");
  case PNR_STORE_ERROR_READ_ONLY:
    return _ ("This plan is in a place where nothing may be written. You can look at everything; "
              "save a copy elsewhere to change it.");
  case PNR_STORE_ERROR_MOVED:
    return _ ("The plan was moved, replaced or deleted by another program while it was open here, "
              "so nothing more is written to it.");
  case PNR_STORE_ERROR_HOT_JOURNAL:
    return _ ("This plan was not closed properly and must be repaired before it can be shown. Copy "
              "it together with the “-journal” file beside it to a folder you can write to, then "
              "open it there.");
  case PNR_STORE_ERROR_BUSY:
    return _ ("Another program is writing to this plan just now, such as an import in another "
              "window. Nothing was changed here. Try again when it has finished.");
  case PNR_STORE_ERROR_DAMAGED:
    return _ ("This plan is damaged. Nothing has been changed. Restore a snapshot of it, or rescue "
              "what can be read.");
  case PNR_STORE_ERROR_NOT_A_PLAN:
    return _ ("This file is not a Pannier plan.");
  case PNR_STORE_ERROR_IO:
    return _ ("The disk reported an error while the plan was saved. The plan on it is as it was "
              "before. Try again, or copy the plan to another disk.");
  case PNR_STORE_ERROR_NO_MEMORY:
    return _ ("There is not enough memory for this step. Your plan is safe.");
  case PNR_STORE_ERROR_EXISTS:
    return _ ("Something with this SKU or name is already in the plan. Nothing was changed; choose "
              "another one.");
  case PNR_STORE_ERROR_CONFLICT:
    return _ ("Something else in the plan still needs this, or what it needs is no longer there. "
              "Nothing was changed.");
  case PNR_STORE_ERROR_INVALID:
    if ((result & 0xff) == SQLITE_TOOBIG)
      return _ ("The texts of one thing are together longer than the 16 MiB that a plan can keep. "
                "Nothing was changed; shorten them and try again.");
    return _ ("A value is missing or out of its range. Nothing was changed.");
  default:
    return _ ("The plan could not be read or written. Nothing was changed.");
  }
}

gboolean
pnr_db_has_log (const char *path)
{
  g_autofree char *log = g_strconcat (path, "-wal", NULL);

  return g_file_test (log, G_FILE_TEST_EXISTS);
}

/* Where nothing may be written no index of a log can be made, and without one it is not read. */
static gboolean
fails_for_log (PnrDb *self, int result)
{
  const char *path = self->handle != NULL ? sqlite3_db_filename (self->handle, "main") : NULL;

  return (result == SQLITE_CANTOPEN || result == SQLITE_READONLY_CANTINIT
          || result == SQLITE_READONLY_RECOVERY)
         && path != NULL && pnr_db_has_log (path);
}

/**
 * pnr_db_set_error:
 * @self: a connection
 * @result: what SQLite answered
 * @error: a place for the sentence
 *
 * Returns: %FALSE, so that callers can return it
 */
gboolean
pnr_db_set_error (PnrDb *self, int result, GError **error)
{
  PnrStoreError code = code_of (result);

  if ((result == SQLITE_INTERRUPT || code == PNR_STORE_ERROR_BUSY)
      && g_cancellable_is_cancelled (self->cancellable)) {
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CANCELLED,
                         _ ("Cancelled. Nothing was changed."));
    return FALSE;
  }
  if (fails_for_log (self, result)) {
    g_set_error_literal (error, PNR_STORE_ERROR, PNR_STORE_ERROR_HOT_JOURNAL,
                         _ ("Another program left changes of this plan in a file beside it that "
                            "ends in “-wal”, and they can only be read where something may be "
                            "written. Copy both files to a folder you can write to, then open the "
                            "plan there."));
    return FALSE;
  }
  if (result == SQLITE_ERROR && g_str_equal (sqlite3_errmsg (self->handle), "integer overflow")) {
    g_set_error_literal (error, PNR_STORE_ERROR, PNR_STORE_ERROR_INVALID,
                         _ ("The amounts of the orders are too large to be added up. Look for a "
                            "wrong amount in the newest import, and undo it."));
    return FALSE;
  }
  if (code == PNR_STORE_ERROR_DAMAGED || code == PNR_STORE_ERROR_IO)
    self->is_damaged = TRUE;
  if (code == PNR_STORE_ERROR_DAMAGED)
    self->is_corrupt = TRUE;
  g_debug ("SQLite %d: %s", result, sqlite3_errmsg (self->handle));
  g_set_error_literal (error, PNR_STORE_ERROR, code, sentence_of (code, result));
  return FALSE;
}

static int
look_cb (void *cancellable)
{
  return g_cancellable_is_cancelled (cancellable);
}

/**
 * pnr_db_watch:
 * @self: a connection
 * @cancellable: (nullable): ends statements with %G_IO_ERROR_CANCELLED once it is cancelled, which
 *   rolls back their transaction; %NULL lets them run to their end again
 *
 * A statement over a million rows is one call, so it has to look by itself whether to go on.
 */
void
pnr_db_watch (PnrDb *self, GCancellable *cancellable)
{
  g_assert (self->thread == g_thread_self ());

  sqlite3_progress_handler (self->handle, STEPS_PER_LOOK, cancellable != NULL ? look_cb : NULL,
                            cancellable);
  g_set_object (&self->cancellable, cancellable);
}

/* For what is looked at on its behalf; NULL where nothing ends it. */
GCancellable *
pnr_db_get_cancellable (PnrDb *self)
{
  return self->cancellable;
}

/* Whether a page or the disk failed it at any time. */
gboolean
pnr_db_is_damaged (PnrDb *self)
{
  return self->is_damaged;
}

/* Whether a page was met at any time that is not as it must be: then nothing more is written. */
gboolean
pnr_db_is_corrupt (PnrDb *self)
{
  return self->is_corrupt;
}

/* Nothing is read or written in a transaction that should have been rolled back and could not. */
gboolean
pnr_db_settle (PnrDb *self, GError **error)
{
  if (self->is_stuck)
    pnr_db_roll_back (self);
  return !self->is_stuck || pnr_db_set_error (self, SQLITE_NOMEM, error);
}

sqlite3 *
pnr_db_get_handle (PnrDb *self)
{
  g_assert (self->thread == g_thread_self ());
  return self->handle;
}

/* Somebody else is writing: waits for a while, unless that is no longer wanted. */
static int
wait_cb (void *data, int n_waits)
{
  PnrDb *self = data;
  gint64 now = g_get_monotonic_time ();

  if (n_waits == 0)
    self->waits_since = now;
  if (now - self->waits_since >= self->most_waiting
      || g_cancellable_is_cancelled (self->cancellable))
    return 0;
  g_usleep (WAIT_STEP);
  return 1;
}

static int
interrupt_cb (void *data)
{
  return 1;
}

/* Whether a statement is stopped that takes more steps than reading a sound plan's tables. */
void
pnr_db_set_bound (PnrDb *self, gboolean is_bound)
{
  if (is_bound)
    sqlite3_progress_handler (self->handle, MOST_SCHEMA_STEPS, interrupt_cb, NULL);
  else
    pnr_db_watch (self, self->cancellable);
}

static void
pnr_db_limit (PnrDb *self)
{
  static const struct {
    int id;
    int most;
  } limits[] = {
    { SQLITE_LIMIT_LENGTH, 16 * 1024 * 1024 },
    { SQLITE_LIMIT_SQL_LENGTH, 100000 },
    { SQLITE_LIMIT_COLUMN, 100 },
    { SQLITE_LIMIT_EXPR_DEPTH, 40 },
    { SQLITE_LIMIT_COMPOUND_SELECT, 10 },
    { SQLITE_LIMIT_VDBE_OP, 25000 },
    { SQLITE_LIMIT_FUNCTION_ARG, 16 },
    { SQLITE_LIMIT_ATTACHED, 1 },
    { SQLITE_LIMIT_LIKE_PATTERN_LENGTH, 100 },
    { SQLITE_LIMIT_TRIGGER_DEPTH, 1 },
    { SQLITE_LIMIT_WORKER_THREADS, 0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (limits); i++)
    sqlite3_limit (self->handle, limits[i].id, limits[i].most);
}

/* A plan may come from a stranger: what it could bring along besides rows is switched off before
 * the first statement. */
static gboolean
pnr_db_harden (PnrDb *self, GError **error)
{
  static const struct {
    int option;
    int value;
  } options[] = {
    { SQLITE_DBCONFIG_DEFENSIVE, 1 },
    { SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0 },
    { SQLITE_DBCONFIG_ENABLE_TRIGGER, 0 },
    { SQLITE_DBCONFIG_ENABLE_VIEW, 0 },
    { SQLITE_DBCONFIG_DQS_DML, 0 },
    { SQLITE_DBCONFIG_DQS_DDL, 0 },
    { SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0 },
    { SQLITE_DBCONFIG_ENABLE_FTS3_TOKENIZER, 0 },
  };
  static const char *const pragmas[] = {
    "PRAGMA cell_size_check = ON", "PRAGMA mmap_size = 0",       "PRAGMA trusted_schema = OFF",
    "PRAGMA foreign_keys = ON",    "PRAGMA synchronous = EXTRA", "PRAGMA temp_store = MEMORY",
    "PRAGMA secure_delete = ON",
  };

  sqlite3_extended_result_codes (self->handle, 1);
  /* Before the first statement, for that may be what has to wait. */
  sqlite3_busy_handler (self->handle, wait_cb, self);
  for (gsize i = 0; i < G_N_ELEMENTS (options); i++)
    sqlite3_db_config (self->handle, options[i].option, options[i].value, NULL);
  pnr_db_limit (self);
  /* Some of these read the tables first. */
  pnr_db_set_bound (self, TRUE);
  for (gsize i = 0; i < G_N_ELEMENTS (pragmas); i++) {
    if (!pnr_db_run (self, pragmas[i], error))
      return FALSE;
  }
  pnr_db_set_bound (self, FALSE);
  return TRUE;
}

/* What another program left in a log is part of the plan, yet a plan that is only looked at, or
 * refused after that, shall be as it was: the log is read without an index of it beside the plan,
 * and not written into the plan by closing it. For that nobody else may use it meanwhile. */
static gboolean
pnr_db_keep_log (PnrDb *self, GError **error)
{
  sqlite3_db_config (self->handle, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, NULL);
  sqlite3_busy_handler (self->handle, wait_cb, self);
  self->keeps_log = TRUE;
  return pnr_db_run (self, "PRAGMA locking_mode = EXCLUSIVE", error);
}

/* The index of a log that is no more; nobody uses it, for the plan is ours alone just now. */
static void
pnr_db_drop_log_index (PnrDb *self)
{
  const char *path = sqlite3_db_filename (self->handle, "main");
  g_autofree char *index = g_strconcat (path, "-shm", NULL);

  if (!pnr_db_has_log (path))
    g_unlink (index);
}

/* Before the first edit: what a log says goes into the plan, and the log goes. */
gboolean
pnr_db_end_log (PnrDb *self, GError **error)
{
  gint64 version;

  if (!self->keeps_log)
    return pnr_db_run (self, "PRAGMA journal_mode = DELETE", error);
  if (!pnr_db_run (self, "PRAGMA journal_mode = DELETE", error))
    return FALSE;
  pnr_db_drop_log_index (self);
  return pnr_db_run (self, "PRAGMA locking_mode = NORMAL", error)
         && pnr_db_read_number (self, "PRAGMA schema_version", &version, error);
}

static PnrDb *
pnr_db_connect (const char *path, int flags, gint64 most_waiting, GError **error)
{
  g_autoptr (PnrDb) self = g_new0 (PnrDb, 1);
  int result;

  self->thread = g_thread_self ();
  self->most_waiting = most_waiting;
  self->statements = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) pnr_statement_free);
  /* A path begins with a slash, so only what is attached can be an address. */
  result = sqlite3_open_v2 (path, &self->handle, flags | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_URI,
                            pnr_calm_vfs_get_name ());
  if (result != SQLITE_OK) {
    pnr_db_set_error (self, result, error);
    return NULL;
  }
  if ((flags & SQLITE_OPEN_READWRITE) && pnr_db_has_log (path) && !pnr_db_keep_log (self, error))
    return NULL;
  if (!pnr_db_harden (self, error))
    return NULL;
  /* Ready beforehand, because memory may be what is missing when it is needed. */
  result = sqlite3_prepare_v2 (self->handle, "ROLLBACK", -1, &self->roll_back, NULL);
  if (result != SQLITE_OK) {
    pnr_db_set_error (self, result, error);
    return NULL;
  }
  return g_steal_pointer (&self);
}

/* Only who could write can lock a plan, and only a locked log is read without a trace. */
static gboolean
is_writable_place (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);

  return g_access (path, W_OK) == 0 && g_access (folder, W_OK) == 0;
}

static PnrDb *
pnr_db_open_with (const char *path, gboolean is_read_only, gint64 most_waiting, GError **error)
{
  gboolean keeps_log = is_read_only && pnr_db_has_log (path) && is_writable_place (path);
  int flags = is_read_only && !keeps_log ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE;
  g_autoptr (PnrDb) self = pnr_db_connect (path, flags | SQLITE_OPEN_NOFOLLOW, most_waiting, error);

  if (self == NULL || (keeps_log && !pnr_db_run (self, "PRAGMA query_only = ON", error)))
    return NULL;
  return g_steal_pointer (&self);
}

/**
 * pnr_db_open:
 * @path: a real path, already looked at
 * @is_read_only: whether nothing shall be written
 * @error: a place for a sentence
 *
 * Returns: (transfer full) (nullable): a connection of the calling thread
 */
PnrDb *
pnr_db_open (const char *path, gboolean is_read_only, GError **error)
{
  return pnr_db_open_with (path, is_read_only, MOST_WAITING, error);
}

/* To read a little of it at once or not at all, whoever is writing to it. */
PnrDb *
pnr_db_open_for_a_glance (const char *path, GError **error)
{
  return pnr_db_open_with (path, TRUE, GLANCE_WAITING, error);
}

/* An empty file at @path becomes an empty plan; the head is set before the first table. */
PnrDb *
pnr_db_create (const char *path, GError **error)
{
  static const char *const pragmas[] = {
    "PRAGMA page_size = 4096",
    "PRAGMA encoding = 'UTF-8'",
    "PRAGMA auto_vacuum = NONE",
    "PRAGMA journal_mode = DELETE",
    "PRAGMA application_id = 1347309138",
  };
  g_autoptr (PnrDb) self =
      pnr_db_connect (path, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, MOST_WAITING, error);

  G_STATIC_ASSERT (PNR_DB_APPLICATION_ID == 1347309138);
  if (self == NULL)
    return NULL;
  for (gsize i = 0; i < G_N_ELEMENTS (pragmas); i++) {
    if (!pnr_db_run (self, pragmas[i], error))
      return NULL;
  }
  return g_steal_pointer (&self);
}

PnrDb *
pnr_db_new_in_memory (GError **error)
{
  return pnr_db_connect (":memory:", SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, MOST_WAITING,
                         error);
}

/* On the disk where it is large, under no name, and gone with its connection. */
PnrDb *
pnr_db_new_temporary (GError **error)
{
  return pnr_db_connect ("", SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, MOST_WAITING, error);
}

void
pnr_db_close (PnrDb *self)
{
  g_assert (self->thread == g_thread_self ());

  g_hash_table_unref (self->statements);
  sqlite3_finalize (self->roll_back);
  sqlite3_close_v2 (self->handle);
  g_clear_object (&self->cancellable);
  g_free (self);
}

/**
 * pnr_db_get_statement:
 * @self: a connection
 * @sql: a statement, always given as the same literal: it is known again by its address
 * @error: a place for a sentence
 *
 * Returns: (transfer none) (nullable): the statement, prepared once, without bound values
 */
PnrStatement *
pnr_db_get_statement (PnrDb *self, const char *sql, GError **error)
{
  PnrStatement *statement;

  g_assert (self->thread == g_thread_self ());

  if (!pnr_db_settle (self, error))
    return NULL;
  statement = g_hash_table_lookup (self->statements, sql);
  if (statement != NULL) {
    pnr_statement_reset (statement);
    return statement;
  }
  statement = pnr_statement_new (self, sql, error);
  if (statement != NULL)
    g_hash_table_insert (self->statements, (char *) sql, statement);
  return statement;
}

/* Runs statements without values, one or several. */
gboolean
pnr_db_run (PnrDb *self, const char *sql, GError **error)
{
  int result;

  g_assert (self->thread == g_thread_self ());

  if (!pnr_db_settle (self, error))
    return FALSE;
  result = sqlite3_exec (self->handle, sql, NULL, NULL, NULL);
  return result == SQLITE_OK || pnr_db_set_error (self, result, error);
}

/* The first column of the first row; 0 where there is none. */
gboolean
pnr_db_read_number (PnrDb *self, const char *sql, gint64 *number, GError **error)
{
  g_autoptr (PnrStatement) statement = pnr_statement_new (self, sql, error);
  gboolean has_row;

  if (statement == NULL || !pnr_statement_step (statement, &has_row, error))
    return FALSE;
  *number = has_row ? pnr_statement_get_number (statement, 0) : 0;
  return TRUE;
}

/* Where the mark of a log is hidden, another program may have written by that log meanwhile without
 * a trace in the head: what will be changed is read anew. */
gboolean
pnr_db_begin (PnrDb *self, GError **error)
{
  if (pnr_calm_vfs_hides_mark (self->handle))
    sqlite3_db_release_memory (self->handle);
  return pnr_db_run (self, "BEGIN IMMEDIATE", error);
}

/* SQLite itself looks only when a transaction begins, and an import may take minutes. What is in
 * memory or under no name has no place to leave. */
static gboolean
pnr_db_has_moved (PnrDb *self)
{
  const char *path = sqlite3_db_filename (self->handle, "main");
  int has_moved = 0;

  return path != NULL && *path != '\0'
         && sqlite3_file_control (self->handle, "main", SQLITE_FCNTL_HAS_MOVED, &has_moved)
                == SQLITE_OK
         && has_moved;
}

/* It cannot be taken back any more, and doing it again would be refused or done twice. */
static gboolean
pnr_db_check_landed (PnrDb *self, GError **error)
{
  if (!pnr_db_has_moved (self))
    return TRUE;
  g_set_error_literal (error, PNR_STORE_ERROR, PNR_STORE_ERROR_FAILED,
                       _ ("The plan was moved, replaced or deleted by another program just while "
                          "this change was saved, so the change went into a file that is no longer "
                          "at its place. If the plan was moved or renamed, open it where it is "
                          "now: the change is in it. If it was replaced or deleted, make the "
                          "change again in the plan that you will go on with."));
  return FALSE;
}

/* A commit that fails leaves nothing half done: the transaction is rolled back. Where only the
 * folder could not be flushed the journal is gone, so the change stays and is no failure. */
gboolean
pnr_db_commit (PnrDb *self, GError **error)
{
  int result;

  g_assert (self->thread == g_thread_self ());

  result = pnr_db_has_moved (self) ? SQLITE_READONLY_DBMOVED
                                   : sqlite3_exec (self->handle, "COMMIT", NULL, NULL, NULL);
  if (result == SQLITE_OK)
    return pnr_db_check_landed (self, error);
  if (result != SQLITE_IOERR_DIR_FSYNC)
    pnr_db_set_error (self, result, error);
  pnr_db_roll_back (self);
  return result == SQLITE_IOERR_DIR_FSYNC && pnr_db_check_landed (self, error);
}

void
pnr_db_roll_back (PnrDb *self)
{
  GHashTableIter iter;
  gpointer statement;

  g_hash_table_iter_init (&iter, self->statements);
  while (g_hash_table_iter_next (&iter, NULL, &statement))
    pnr_statement_reset (statement);
  if (!sqlite3_get_autocommit (self->handle)) {
    sqlite3_step (self->roll_back);
    sqlite3_reset (self->roll_back);
  }
  self->is_stuck = !sqlite3_get_autocommit (self->handle);
}

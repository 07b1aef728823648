/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The tables of a plan, by version: lays them out, brings old plans forward, refuses strangers. */
#include "config.h"

#include "store/pnr-schema.h"

#include <gio/gio.h>
#include <glib/gi18n.h>

#include "store/pnr-backup.h"
#include "store/pnr-soundness.h"
#include "store/pnr-statement.h"
#include "pnr-store-resources.h"

/**
 * pnr_schema_get_sql:
 * @version: a version, from 1
 *
 * Returns: (transfer none): the statements that lead from the version before it to @version
 */
const char *
pnr_schema_get_sql (guint version)
{
  g_autofree char *path = g_strdup_printf ("/org/pannier/store/schema/%03u.sql", version);
  g_autoptr (GBytes) sql = g_resource_lookup_data (pnr_store_resources_get_resource (), path,
                                                   G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);

  g_assert (sql != NULL);
  /* Resources are part of the program and end with a zero byte. */
  return g_bytes_get_data (sql, NULL);
}

static gboolean
pnr_schema_step (PnrDb *db, guint version, GError **error)
{
  g_autofree char *pragma = g_strdup_printf ("PRAGMA user_version = %u", version);

  return pnr_db_run (db, pnr_schema_get_sql (version), error) && pnr_db_run (db, pragma, error);
}

static gboolean
pnr_schema_climb (PnrDb *db, guint from, guint to, GError **error)
{
  for (guint version = from + 1; version <= to; version++) {
    if (!pnr_schema_step (db, version, error))
      return FALSE;
  }
  return TRUE;
}

gboolean
pnr_schema_lay_out_version (PnrDb *db, guint version, GError **error)
{
  if (!pnr_db_begin (db, error))
    return FALSE;
  if (pnr_schema_climb (db, 0, version, error))
    return pnr_db_commit (db, error);
  pnr_db_roll_back (db);
  return FALSE;
}

gboolean
pnr_schema_lay_out (PnrDb *db, GError **error)
{
  return pnr_schema_lay_out_version (db, PNR_SCHEMA_VERSION, error);
}

/* Every object of the schema as one text, in an order of its own. The two tables of SQLite's own
 * make no difference; anything else may bear their names. */
static GPtrArray *
pnr_schema_list (PnrDb *db, GError **error)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (PnrStatement) rows = pnr_statement_new (
      db,
      "SELECT type || char (31) || name || char (31) || tbl_name || char (31) || ifnull (sql, '') "
      "FROM sqlite_schema "
      "WHERE (type, name, tbl_name, sql) IS NOT ('table', 'sqlite_stat1', 'sqlite_stat1', "
      "'CREATE TABLE sqlite_stat1(tbl,idx,stat)') "
      "AND (type, name, tbl_name, sql) IS NOT ('table', 'sqlite_sequence', 'sqlite_sequence', "
      "'CREATE TABLE sqlite_sequence(name,seq)') "
      "ORDER BY 1",
      error);
  gboolean has_row;

  if (rows == NULL)
    return NULL;
  while (pnr_statement_step (rows, &has_row, error)) {
    if (!has_row)
      return g_steal_pointer (&list);
    g_ptr_array_add (list, g_strdup (pnr_statement_get_text (rows, 0)));
  }
  return NULL;
}

static gboolean
lists_are_equal (GPtrArray *a, GPtrArray *b)
{
  if (a->len != b->len)
    return FALSE;
  for (guint i = 0; i < a->len; i++) {
    if (g_strcmp0 (g_ptr_array_index (a, i), g_ptr_array_index (b, i)) != 0)
      return FALSE;
  }
  return TRUE;
}

/**
 * pnr_schema_check:
 * @db: a connection to a plan
 * @error: a place for a sentence
 *
 * A plan that holds one object more, less or other than this program would make for its version is
 * not opened: what it adds could run when rows are touched.
 *
 * Returns: whether the plan's tables are ours to the byte
 */
gboolean
pnr_schema_check (PnrDb *db, GError **error)
{
  g_autoptr (PnrDb) fresh = NULL;
  g_autoptr (GPtrArray) ours = NULL;
  g_autoptr (GPtrArray) theirs = NULL;
  gint64 version;

  if (!pnr_db_read_number (db, "PRAGMA user_version", &version, error))
    return FALSE;
  if (version < 1 || version > PNR_SCHEMA_VERSION)
    return pnr_soundness_refuse (error);
  pnr_db_set_bound (db, TRUE);
  theirs = pnr_schema_list (db, error);
  pnr_db_set_bound (db, FALSE);
  fresh = theirs != NULL ? pnr_db_new_in_memory (error) : NULL;
  if (fresh == NULL || !pnr_schema_climb (fresh, 0, version, error))
    return FALSE;
  ours = pnr_schema_list (fresh, error);
  if (ours == NULL)
    return FALSE;
  if (lists_are_equal (ours, theirs))
    return TRUE;
  g_set_error_literal (error, PNR_STORE_ERROR, PNR_STORE_ERROR_FOREIGN_SCHEMA,
                       _ ("This file contains parts that Pannier did not put there. It was not "
                          "opened, to keep your computer safe."));
  return FALSE;
}

static gboolean
pnr_schema_climb_checked (PnrDb *db, guint from, GError **error)
{
  if (!pnr_db_begin (db, error))
    return FALSE;
  if (pnr_schema_climb (db, from, PNR_SCHEMA_VERSION, error) && pnr_schema_check (db, error)
      && pnr_soundness_check_references (db, error))
    return pnr_db_commit (db, error);
  pnr_db_roll_back (db);
  return FALSE;
}

/* References are looked at once, after the last step: a table that is made anew is dropped first,
 * and would take what points to it along. */
static gboolean
pnr_schema_climb_apart (PnrDb *db, guint from, GError **error)
{
  gboolean is_newest;

  if (!pnr_db_run (db, "PRAGMA foreign_keys = OFF", error))
    return FALSE;
  is_newest = pnr_schema_climb_checked (db, from, error);
  return pnr_db_run (db, "PRAGMA foreign_keys = ON", is_newest ? error : NULL) && is_newest;
}

gboolean
pnr_schema_is_newest (PnrDb *db, gboolean *is_newest, GError **error)
{
  gint64 version;

  if (!pnr_db_read_number (db, "PRAGMA user_version", &version, error))
    return FALSE;
  *is_newest = version == PNR_SCHEMA_VERSION;
  return TRUE;
}

/**
 * pnr_schema_bring_forward:
 * @db: a connection to a plan whose tables were checked
 * @path: where the plan is; a copy of it is left beside it first
 * @error: a place for a sentence
 *
 * Returns: whether the plan has the newest tables now; when not, it is as it was
 */
gboolean
pnr_schema_bring_forward (PnrDb *db, const char *path, GError **error)
{
  gint64 version;

  if (!pnr_db_read_number (db, "PRAGMA user_version", &version, error))
    return FALSE;
  if (version == PNR_SCHEMA_VERSION)
    return TRUE;
  return pnr_backup_before_version (db, path, PNR_SCHEMA_VERSION, error)
         && pnr_schema_climb_apart (db, version, error);
}

/**
 * pnr_schema_dup_forward:
 * @db: a connection to a plan whose tables were checked; it is only read
 * @error: a place for a sentence
 *
 * Returns: (transfer full) (nullable): a temporary copy with the newest tables, which cannot be
 *   written to; it goes with its connection
 */
PnrDb *
pnr_schema_dup_forward (PnrDb *db, GError **error)
{
  g_autoptr (PnrDb) copy = pnr_db_new_temporary (error);
  gint64 version;

  if (copy == NULL || !pnr_db_read_number (db, "PRAGMA user_version", &version, error)
      || !pnr_backup_pages (db, copy, NULL, error) || !pnr_schema_climb_apart (copy, version, error)
      || !pnr_db_run (copy, "PRAGMA query_only = ON", error))
    return NULL;
  return g_steal_pointer (&copy);
}

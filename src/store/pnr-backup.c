/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A whole copy of a plan beside it, taken before its tables change. */
#include "config.h"

#include "store/pnr-backup.h"

#include <glib/gstdio.h>

#include "store/pnr-plan-file.h"

#define PAGES_PER_STEP 256

/* Through SQLite, never by hand: a second descriptor of our own would drop its locks. */
static gboolean
copy_pages (PnrDb *source, PnrDb *target, GError **error)
{
  sqlite3_backup *backup =
      sqlite3_backup_init (pnr_db_get_handle (target), "main", pnr_db_get_handle (source), "main");
  int result;

  if (backup == NULL)
    return pnr_db_set_error (target, sqlite3_errcode (pnr_db_get_handle (target)), error);
  do
    result = sqlite3_backup_step (backup, PAGES_PER_STEP);
  while (result == SQLITE_OK);
  sqlite3_backup_finish (backup);
  return result == SQLITE_DONE || pnr_db_set_error (target, result, error);
}

static gboolean
copy_to (PnrDb *db, const char *path, GError **error)
{
  g_autoptr (PnrDb) target = pnr_db_create (path, error);

  return target != NULL && copy_pages (db, target, error);
}

/* "Spring.pannier" → "Spring (before version 2).pannier"; one that is there already is kept. */
gboolean
pnr_backup_before_version (PnrDb *db, const char *path, guint version, GError **error)
{
  g_autofree char *stem = g_str_has_suffix (path, ".pannier")
                              ? g_strndup (path, strlen (path) - strlen (".pannier"))
                              : g_strdup (path);
  g_autofree char *kept = g_strdup_printf ("%s (before version %u).pannier", stem, version);
  g_autofree char *unfinished = NULL;

  if (g_file_test (kept, G_FILE_TEST_EXISTS))
    return TRUE;
  unfinished = pnr_plan_file_begin (kept, error);
  if (unfinished == NULL)
    return FALSE;
  if (copy_to (db, unfinished, error) && pnr_plan_file_end (unfinished, kept, error))
    return TRUE;
  g_unlink (unfinished);
  return FALSE;
}

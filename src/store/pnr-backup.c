/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whole copies of a plan: made through SQLite, checked, and put in their place at once. */
#include "config.h"

#include "store/pnr-backup.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <string.h>

#include "store/pnr-plan-file.h"
#include "store/pnr-soundness.h"

#define PAGES_PER_STEP 256

static gboolean
step_pages (sqlite3_backup *backup, PnrProgress *progress, int *result, GError **error)
{
  do {
    int n_pages;

    if (!pnr_progress_check (progress, error))
      return FALSE;
    *result = sqlite3_backup_step (backup, PAGES_PER_STEP);
    n_pages = sqlite3_backup_pagecount (backup);
    if (n_pages > 0)
      pnr_progress_set_fraction (progress,
                                 1.0 - (double) sqlite3_backup_remaining (backup) / n_pages);
  } while (*result == SQLITE_OK);
  return TRUE;
}

/* Through SQLite, never by hand: a second descriptor of our own would drop its locks. */
gboolean
pnr_backup_pages (PnrDb *source, PnrDb *target, PnrProgress *progress, GError **error)
{
  sqlite3_backup *backup =
      sqlite3_backup_init (pnr_db_get_handle (target), "main", pnr_db_get_handle (source), "main");
  int result = SQLITE_OK;
  gboolean is_finished;

  if (backup == NULL)
    return pnr_db_set_error (target, sqlite3_errcode (pnr_db_get_handle (target)), error);
  is_finished = step_pages (backup, progress, &result, error);
  sqlite3_backup_finish (backup);
  return is_finished && (result == SQLITE_DONE || pnr_db_set_error (target, result, error));
}

/* A copy that was cut short can be an empty but valid database: the pages are counted. */
static gboolean
check_copy (PnrDb *source, PnrDb *copy, GError **error)
{
  gint64 n_pages;
  gint64 n_copied;

  return pnr_db_read_number (source, "PRAGMA page_count", &n_pages, error)
         && pnr_db_read_number (copy, "PRAGMA page_count", &n_copied, error)
         && (n_pages == n_copied || pnr_soundness_refuse (error))
         && pnr_soundness_check_pages (copy, error);
}

static gboolean
fill_copy (PnrDb *db, const char *path, PnrBackupFunc finish, gpointer data, PnrProgress *progress,
           GError **error)
{
  g_autoptr (PnrDb) copy = pnr_db_create (path, error);

  return copy != NULL && pnr_backup_pages (db, copy, progress, error)
         && check_copy (db, copy, error) && (finish == NULL || finish (copy, data, error));
}

/**
 * pnr_backup_copy:
 * @db: a connection
 * @path: where the copy shall be
 * @replaces: whether it may take the place of another file
 * @finish: (nullable): what to do with the copy before it is in its place
 * @data: for @finish
 * @progress: (nullable): how far it is, and whether to stop
 * @error: a place for a sentence
 *
 * Returns: whether a whole copy is there; when not, @path is as it was
 */
gboolean
pnr_backup_copy (PnrDb *db, const char *path, gboolean replaces, PnrBackupFunc finish,
                 gpointer data, PnrProgress *progress, GError **error)
{
  g_autofree char *unfinished = pnr_plan_file_begin (path, replaces, error);

  if (unfinished == NULL)
    return FALSE;
  pnr_progress_begin_step (progress, _ ("Copying the plan"));
  if (fill_copy (db, unfinished, finish, data, progress, error)
      && pnr_plan_file_end (unfinished, path, replaces, error))
    return TRUE;
  pnr_plan_file_abandon (unfinished);
  return FALSE;
}

/* "Spring collec" is enough to know "Spring collection" by. @stem: a path */
static gboolean
shorten (char *stem)
{
  const char *folder_end = strrchr (stem, G_DIR_SEPARATOR);
  gsize first = folder_end != NULL ? (gsize) (folder_end - stem) + 1 : 0;
  gsize length = strlen (stem);

  while (length > first + 1 && (stem[length - 1] & 0xc0) == 0x80)
    length--;
  if (length <= first + 1)
    return FALSE;
  stem[length - 1] = '\0';
  return TRUE;
}

/* What is there already stays, whatever it is: it may be the copy of another plan. */
static char *
find_free_name (char *stem, guint version)
{
  for (guint n = 1;;) {
    g_autofree char *name =
        n == 1 ? g_strdup_printf ("%s (before version %u).pannier", stem, version)
               : g_strdup_printf ("%s (before version %u, copy %u).pannier", stem, version, n);
    struct stat about;

    if (!pnr_plan_file_check_name (name, NULL) && shorten (stem))
      continue;
    if (g_lstat (name, &about) != 0)
      return g_steal_pointer (&name);
    n++;
  }
}

/* "Spring.pannier" → "Spring (before version 2).pannier"; a name that leaves no room for that is
 * cut. */
gboolean
pnr_backup_before_version (PnrDb *db, const char *path, guint version, GError **error)
{
  g_autofree char *stem = g_str_has_suffix (path, ".pannier")
                              ? g_strndup (path, strlen (path) - strlen (".pannier"))
                              : g_strdup (path);
  g_autofree char *kept = find_free_name (stem, version);

  return pnr_backup_copy (db, kept, FALSE, NULL, NULL, NULL, error);
}

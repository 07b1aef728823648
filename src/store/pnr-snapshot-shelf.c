/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where older states of a plan are kept: a folder per plan in the user's state folder.
 *
 * A snapshot is a plan like any other. Names are times of UTC, so that they sort: the newest ten
 * stay, and the newest of each of the last seven days and four weeks, of whole copies the newest
 * two, and no more than a gigabyte in all. */
#include "config.h"

#include "store/pnr-snapshot-shelf.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>

#include "store/pnr-backup.h"
#include "store/pnr-planning-copy.h"
#include "store/pnr-snapshot-names.h"
#include "store/pnr-soundness.h"
#include "store/pnr-statement.h"

#define NAMES_GROUP "Names"

#define DAYS_KEPT 7
#define WEEKS_KEPT 4
#define WHOLE_KEPT 2
#define NEWEST_KEPT 10
#define MOST_BYTES ((gint64) 1024 * 1024 * 1024)

/* What has been kept so far, the newest first. */
typedef struct {
  gint64 day;
  guint n_days;
  gint64 week;
  guint n_weeks;
  guint n_planning;
  guint n_whole;
  gint64 n_bytes;
} Kept;

static gboolean
is_first_of (gint64 *last, guint *count, gint64 period, guint most)
{
  if (*count > 0 && *last == period)
    return FALSE;
  *last = period;
  return ++*count <= most;
}

static gboolean
is_worth_keeping (const char *name, gint64 n_bytes, Kept *kept)
{
  gint64 day = pnr_snapshot_names_get_time (name) / (24 * 60 * 60);
  gboolean is_newest = kept->n_bytes == 0;
  gboolean is_kept;

  if (g_str_has_suffix (name, PNR_SNAPSHOT_WHOLE_SUFFIX)) {
    is_kept = ++kept->n_whole <= WHOLE_KEPT;
  } else {
    gboolean is_of_day = is_first_of (&kept->day, &kept->n_days, day, DAYS_KEPT);
    gboolean is_of_week = is_first_of (&kept->week, &kept->n_weeks, (day + 3) / 7, WEEKS_KEPT);

    is_kept = ++kept->n_planning <= NEWEST_KEPT || is_of_day || is_of_week;
  }
  kept->n_bytes += is_kept ? n_bytes : 0;
  return is_newest || (is_kept && kept->n_bytes <= MOST_BYTES);
}

/* (element-type utf8 utf8): what the history of the plan cannot do without */
static GHashTable *
list_needed (PnrDb *db)
{
  GHashTable *needed = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (PnrStatement) rows =
      pnr_statement_new (db, "SELECT snapshot FROM change WHERE snapshot IS NOT NULL", NULL);
  gboolean has_row = rows != NULL;

  while (has_row && pnr_statement_step (rows, &has_row, NULL) && has_row)
    g_hash_table_add (needed, g_strdup (pnr_statement_get_text (rows, 0)));
  return needed;
}

static void
prune (PnrDb *db, const char *shelf)
{
  g_autoptr (GPtrArray) names = pnr_snapshot_names_list (shelf);
  g_autoptr (GHashTable) needed = list_needed (db);
  Kept kept = { 0 };

  for (guint i = 0; i < names->len; i++) {
    g_autofree char *path = g_build_filename (shelf, names->pdata[i], NULL);
    GStatBuf about;

    if (g_stat (path, &about) == 0 && !is_worth_keeping (names->pdata[i], about.st_size, &kept)
        && !g_hash_table_contains (needed, names->pdata[i]))
      g_unlink (path);
  }
}

/* @mark differs as soon as anyone has written to the plan. By its path, for a descriptor of our own
 * would drop the locks of SQLite when it is closed. */
static char *
dup_mark (PnrDb *db, const char *path)
{
  GStatBuf about;
  gint64 n_actions;

  if (g_stat (path, &about) != 0
      || !pnr_db_read_number (db, "SELECT count (*) FROM change", &n_actions, NULL))
    return NULL;
  return g_strdup_printf ("%" G_GUINT64_FORMAT " %" G_GINT64_FORMAT " %" G_GINT64_FORMAT
                          ".%09ld %" G_GINT64_FORMAT,
                          (guint64) about.st_ino, (gint64) about.st_size,
                          (gint64) about.st_mtim.tv_sec, about.st_mtim.tv_nsec, n_actions);
}

static const char *
key_of_kind (PnrSnapshotKind kind)
{
  return kind == PNR_SNAPSHOT_WHOLE ? "whole" : "planning";
}

/* (nullable): the snapshot that was kept since anybody last wrote to the plan, and has as much */
static char *
dup_kept_already (const char *shelf, const char *mark, PnrSnapshotKind kind)
{
  g_autoptr (GKeyFile) about = g_key_file_new ();
  g_autofree char *file = g_build_filename (shelf, PNR_SNAPSHOT_ABOUT_FILE, NULL);

  g_key_file_load_from_file (about, file, G_KEY_FILE_NONE, NULL);
  for (PnrSnapshotKind had = kind; mark != NULL && had <= PNR_SNAPSHOT_WHOLE; had++) {
    g_autofree char *known =
        g_key_file_get_string (about, PNR_SNAPSHOT_MARKS_GROUP, key_of_kind (had), NULL);
    g_autofree char *name = g_key_file_get_string (about, NAMES_GROUP, key_of_kind (had), NULL);
    g_autofree char *path = name != NULL ? g_build_filename (shelf, name, NULL) : NULL;

    if (path != NULL && g_strcmp0 (known, mark) == 0 && g_file_test (path, G_FILE_TEST_EXISTS))
      return g_steal_pointer (&name);
  }
  return NULL;
}

static void
note_mark (const char *shelf, const char *name, const char *mark, PnrSnapshotKind kind)
{
  g_autoptr (GKeyFile) about = g_key_file_new ();
  g_autofree char *file = g_build_filename (shelf, PNR_SNAPSHOT_ABOUT_FILE, NULL);

  if (mark == NULL)
    return;
  g_key_file_load_from_file (about, file, G_KEY_FILE_NONE, NULL);
  g_key_file_set_string (about, PNR_SNAPSHOT_MARKS_GROUP, key_of_kind (kind), mark);
  g_key_file_set_string (about, NAMES_GROUP, key_of_kind (kind), name);
  g_key_file_save_to_file (about, file, NULL);
}

/* Finds the shelf again when the plan itself can no longer say whose it is. */
static void
note_path (const char *shelf, const char *path)
{
  g_autoptr (GKeyFile) about = g_key_file_new ();
  g_autofree char *file = g_build_filename (shelf, PNR_SNAPSHOT_ABOUT_FILE, NULL);
  g_autofree char *note = pnr_snapshot_names_dup_note (path);
  g_autofree char *known = NULL;

  g_key_file_load_from_file (about, file, G_KEY_FILE_NONE, NULL);
  known = g_key_file_get_string (about, PNR_SNAPSHOT_ABOUT_GROUP, "path", NULL);
  if (g_strcmp0 (known, note) == 0)
    return;
  g_key_file_set_string (about, PNR_SNAPSHOT_ABOUT_GROUP, "path", note);
  g_key_file_save_to_file (about, file, NULL);
}

/* @is_exact: what was kept in the same second may be of before another action, and is not enough */
static char *
dup_name (const char *shelf, PnrSnapshotKind kind, gboolean is_exact, gboolean *is_there)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autofree char *time = g_date_time_format (now, PNR_SNAPSHOT_TIME_FORMAT);
  const char *suffix =
      kind == PNR_SNAPSHOT_WHOLE ? PNR_SNAPSHOT_WHOLE_SUFFIX : PNR_SNAPSHOT_PLANNING_SUFFIX;

  for (guint n = 1;; n++) {
    g_autofree char *name =
        n == 1 ? g_strconcat (time, suffix, NULL) : g_strdup_printf ("%s-%u%s", time, n, suffix);
    g_autofree char *path = g_build_filename (shelf, name, NULL);

    *is_there = g_file_test (path, G_FILE_TEST_EXISTS);
    if (!*is_there || !is_exact)
      return g_steal_pointer (&name);
  }
}

static gboolean
make_shelf (const char *shelf, GError **error)
{
  g_autofree char *shown = g_filename_display_name (shelf);

  if (g_mkdir_with_parents (shelf, 0700) == 0)
    return TRUE;
  g_set_error (error, PNR_STORE_ERROR, PNR_STORE_ERROR_IO,
               _ ("No snapshot could be kept in “%s”. Make sure that you may write there."), shown);
  return FALSE;
}

static gboolean
write_snapshot (PnrDb *db, const char *shelf, const char *name, PnrSnapshotKind kind,
                GError **error)
{
  g_autofree char *snapshot = g_build_filename (shelf, name, NULL);

  return kind == PNR_SNAPSHOT_WHOLE ? pnr_backup_copy (db, snapshot, FALSE, NULL, NULL, NULL, error)
                                    : pnr_planning_copy_write (db, snapshot, error);
}

/**
 * pnr_snapshot_shelf_add:
 * @db: a connection to a plan, outside a transaction
 * @path: where the plan is
 * @kind: with or without the orders
 * @is_exact: whether one of a moment ago is not good enough
 * @error: a place for a sentence
 *
 * Returns: (transfer full) (nullable): the name of the snapshot
 */
char *
pnr_snapshot_shelf_add (PnrDb *db, const char *path, PnrSnapshotKind kind, gboolean is_exact,
                        GError **error)
{
  g_autofree char *shelf = pnr_snapshot_names_get_shelf (db, path);
  g_autofree char *mark = dup_mark (db, path);
  g_autofree char *kept = shelf != NULL ? dup_kept_already (shelf, mark, kind) : NULL;
  g_autofree char *name = NULL;
  gboolean is_there;

  if (shelf == NULL) {
    pnr_soundness_refuse (error);
    return NULL;
  }
  if (kept != NULL)
    return g_steal_pointer (&kept);
  if (!make_shelf (shelf, error))
    return NULL;
  name = dup_name (shelf, kind, is_exact, &is_there);
  if (is_there)
    return g_steal_pointer (&name);
  if (!write_snapshot (db, shelf, name, kind, error))
    return NULL;
  note_path (shelf, path);
  note_mark (shelf, name, mark, kind);
  prune (db, shelf);
  return g_steal_pointer (&name);
}

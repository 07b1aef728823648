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
#include <string.h>

#include "store/pnr-backup.h"
#include "store/pnr-plan-file.h"
#include "store/pnr-planning-copy.h"
#include "store/pnr-soundness.h"
#include "store/pnr-statement.h"

#define NAME_FORMAT "%Y%m%dT%H%M%SZ"
#define NAME_SIZE 16
#define WHOLE_SUFFIX "-whole.pannier"
#define PLANNING_SUFFIX ".pannier"
#define ABOUT_FILE "about"
#define ABOUT_GROUP "Plan"
#define MARKS_GROUP "Marks"
#define NAMES_GROUP "Names"

#define DAYS_KEPT 7
#define WEEKS_KEPT 4
#define WHOLE_KEPT 2
#define NEWEST_KEPT 10
#define MOST_BYTES ((gint64) 1024 * 1024 * 1024)

static char *
path_of_shelves (void)
{
  return g_build_filename (g_get_user_state_dir (), "pannier", "snapshots", NULL);
}

static char *
read_uuid (PnrDb *db)
{
  PnrStatement *row = pnr_db_get_statement (db, "SELECT uuid FROM plan WHERE id = 1", NULL);
  gboolean has_row;
  char *uuid = NULL;

  if (row == NULL || !pnr_statement_step (row, &has_row, NULL))
    return NULL;
  if (has_row && g_uuid_string_is_valid (pnr_statement_get_text (row, 0)))
    uuid = g_strdup (pnr_statement_get_text (row, 0));
  pnr_statement_reset (row);
  return uuid;
}

/* A plan that was copied by hand bears the same name inside; where it is tells the two apart. */
static char *
path_of_shelf (PnrDb *db, const char *path)
{
  g_autofree char *shelves = path_of_shelves ();
  g_autofree char *uuid = read_uuid (db);
  g_autofree char *real = g_canonicalize_filename (path, NULL);
  g_autofree char *place = g_compute_checksum_for_string (G_CHECKSUM_SHA256, real, -1);
  g_autofree char *name = g_strdup_printf ("%s-%.8s", uuid, place);

  return uuid != NULL ? g_build_filename (shelves, name, NULL) : NULL;
}

/* The time in the name, 0 where it is not one of ours. */
static gint64
time_of_name (const char *name)
{
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  g_autofree char *text = g_strndup (name, NAME_SIZE);
  g_autoptr (GDateTime) time = NULL;

  if (!g_str_has_suffix (name, PLANNING_SUFFIX))
    return 0;
  time = g_date_time_new_from_iso8601 (text, utc);
  return time != NULL ? g_date_time_to_unix (time) : 0;
}

/* Of two of the same second the whole one comes first: it has what the other has, and more. */
static int
compare_names_newest_first (gconstpointer a, gconstpointer b)
{
  const char *first = *(const char *const *) a;
  const char *second = *(const char *const *) b;
  int order = strncmp (second, first, NAME_SIZE);

  if (order != 0)
    return order;
  return g_str_has_suffix (second, WHOLE_SUFFIX) - g_str_has_suffix (first, WHOLE_SUFFIX);
}

/* (element-type utf8) */
static GPtrArray *
list_names (const char *shelf)
{
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GDir) folder = g_dir_open (shelf, 0, NULL);
  const char *name;

  while (folder != NULL && (name = g_dir_read_name (folder)) != NULL) {
    if (time_of_name (name) != 0)
      g_ptr_array_add (names, g_strdup (name));
  }
  g_ptr_array_sort (names, compare_names_newest_first);
  return names;
}

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
  gint64 day = time_of_name (name) / (24 * 60 * 60);
  gboolean is_newest = kept->n_bytes == 0;
  gboolean is_kept;

  if (g_str_has_suffix (name, WHOLE_SUFFIX)) {
    is_kept = ++kept->n_whole <= WHOLE_KEPT;
  } else {
    gboolean is_of_day = is_first_of (&kept->day, &kept->n_days, day, DAYS_KEPT);
    gboolean is_of_week = is_first_of (&kept->week, &kept->n_weeks, (day + 3) / 7, WEEKS_KEPT);

    is_kept = ++kept->n_planning <= NEWEST_KEPT || is_of_day || is_of_week;
  }
  kept->n_bytes += is_kept ? n_bytes : 0;
  return is_newest || (is_kept && kept->n_bytes <= MOST_BYTES);
}

static void
prune (const char *shelf)
{
  g_autoptr (GPtrArray) names = list_names (shelf);
  Kept kept = { 0 };

  for (guint i = 0; i < names->len; i++) {
    g_autofree char *path = g_build_filename (shelf, names->pdata[i], NULL);
    GStatBuf about;

    if (g_stat (path, &about) == 0 && !is_worth_keeping (names->pdata[i], about.st_size, &kept))
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

/* Whether nobody has written to the plan since a snapshot of it was kept that has as much. */
static gboolean
is_kept_already (const char *shelf, const char *mark, PnrSnapshotKind kind)
{
  g_autoptr (GKeyFile) about = g_key_file_new ();
  g_autofree char *file = g_build_filename (shelf, ABOUT_FILE, NULL);

  g_key_file_load_from_file (about, file, G_KEY_FILE_NONE, NULL);
  for (PnrSnapshotKind had = kind; mark != NULL && had <= PNR_SNAPSHOT_WHOLE; had++) {
    g_autofree char *known = g_key_file_get_string (about, MARKS_GROUP, key_of_kind (had), NULL);
    g_autofree char *name = g_key_file_get_string (about, NAMES_GROUP, key_of_kind (had), NULL);
    g_autofree char *path = name != NULL ? g_build_filename (shelf, name, NULL) : NULL;

    if (path != NULL && g_strcmp0 (known, mark) == 0 && g_file_test (path, G_FILE_TEST_EXISTS))
      return TRUE;
  }
  return FALSE;
}

static void
note_mark (const char *shelf, const char *name, const char *mark, PnrSnapshotKind kind)
{
  g_autoptr (GKeyFile) about = g_key_file_new ();
  g_autofree char *file = g_build_filename (shelf, ABOUT_FILE, NULL);

  if (mark == NULL)
    return;
  g_key_file_load_from_file (about, file, G_KEY_FILE_NONE, NULL);
  g_key_file_set_string (about, MARKS_GROUP, key_of_kind (kind), mark);
  g_key_file_set_string (about, NAMES_GROUP, key_of_kind (kind), name);
  g_key_file_save_to_file (about, file, NULL);
}

/* Where a plan is, as a text that can be read again: a name on the disk may be any bytes. */
static char *
dup_note (const char *path)
{
  return g_utf8_validate (path, -1, NULL) ? g_strdup (path)
                                          : g_uri_escape_string (path, "/", FALSE);
}

/* Finds the shelf again when the plan itself can no longer say whose it is. */
static void
note_path (const char *shelf, const char *path)
{
  g_autoptr (GKeyFile) about = g_key_file_new ();
  g_autofree char *file = g_build_filename (shelf, ABOUT_FILE, NULL);
  g_autofree char *note = dup_note (path);
  g_autofree char *known = NULL;

  g_key_file_load_from_file (about, file, G_KEY_FILE_NONE, NULL);
  known = g_key_file_get_string (about, ABOUT_GROUP, "path", NULL);
  if (g_strcmp0 (known, note) == 0)
    return;
  g_key_file_set_string (about, ABOUT_GROUP, "path", note);
  g_key_file_save_to_file (about, file, NULL);
}

/**
 * pnr_snapshot_shelf_add:
 * @db: a connection to a plan, outside a transaction
 * @path: where the plan is
 * @kind: with or without the orders
 * @error: a place for a sentence
 *
 * Returns: whether the plan as it is now is on the shelf
 */
gboolean
pnr_snapshot_shelf_add (PnrDb *db, const char *path, PnrSnapshotKind kind, GError **error)
{
  g_autofree char *shelf = path_of_shelf (db, path);
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autofree char *time = g_date_time_format (now, NAME_FORMAT);
  g_autofree char *name =
      g_strconcat (time, kind == PNR_SNAPSHOT_WHOLE ? WHOLE_SUFFIX : PLANNING_SUFFIX, NULL);
  g_autofree char *snapshot = shelf != NULL ? g_build_filename (shelf, name, NULL) : NULL;
  g_autofree char *mark = dup_mark (db, path);

  if (shelf == NULL)
    return pnr_soundness_refuse (error);
  if (is_kept_already (shelf, mark, kind))
    return TRUE;
  if (g_mkdir_with_parents (shelf, 0700) != 0) {
    g_autofree char *shown = g_filename_display_name (shelf);

    g_set_error (error, PNR_STORE_ERROR, PNR_STORE_ERROR_IO,
                 _ ("No snapshot could be kept in “%s”. Make sure that you may write there."),
                 shown);
    return FALSE;
  }
  if (g_file_test (snapshot, G_FILE_TEST_EXISTS))
    return TRUE;
  if (kind == PNR_SNAPSHOT_WHOLE ? !pnr_backup_copy (db, snapshot, FALSE, NULL, NULL, NULL, error)
                                 : !pnr_planning_copy_write (db, snapshot, error))
    return FALSE;
  note_path (shelf, path);
  note_mark (shelf, name, mark, kind);
  prune (shelf);
  return TRUE;
}

static PnrDb *
open_head (const char *path, PnrPlanFile **file)
{
  *file = pnr_plan_file_open (path, TRUE, NULL);
  return *file != NULL ? pnr_db_open (pnr_plan_file_get_path (*file), TRUE, NULL) : NULL;
}

static char *
find_uuid (const char *path)
{
  g_autoptr (PnrPlanFile) file = NULL;
  g_autoptr (PnrDb) db = open_head (path, &file);

  return db != NULL ? read_uuid (db) : NULL;
}

static char *
find_shelf_by_head (const char *path)
{
  g_autoptr (PnrPlanFile) file = NULL;
  g_autoptr (PnrDb) db = open_head (path, &file);

  return db != NULL ? path_of_shelf (db, pnr_plan_file_get_path (file)) : NULL;
}

/* @uuid: of the plan, where that can still be read. A plan that was moved is found again by it: it
 * is no longer where its shelf says. */
static gboolean
shelf_is_of (const char *shelf, const char *path, const char *uuid)
{
  g_autoptr (GKeyFile) about = g_key_file_new ();
  g_autofree char *file = g_build_filename (shelf, ABOUT_FILE, NULL);
  g_autofree char *name = g_path_get_basename (shelf);
  g_autofree char *note = dup_note (path);
  g_autofree char *known = NULL;

  g_key_file_load_from_file (about, file, G_KEY_FILE_NONE, NULL);
  known = g_key_file_get_string (about, ABOUT_GROUP, "path", NULL);
  return g_strcmp0 (known, note) == 0
         || (uuid != NULL && known != NULL && g_str_has_prefix (name, uuid)
             && !g_file_test (known, G_FILE_TEST_EXISTS));
}

static char *
find_shelf_by_note (const char *path)
{
  g_autofree char *shelves = path_of_shelves ();
  g_autofree char *real = g_canonicalize_filename (path, NULL);
  g_autofree char *uuid = find_uuid (path);
  g_autoptr (GDir) folder = g_dir_open (shelves, 0, NULL);
  const char *name;

  while (folder != NULL && (name = g_dir_read_name (folder)) != NULL) {
    g_autofree char *shelf = g_build_filename (shelves, name, NULL);

    if (shelf_is_of (shelf, real, uuid))
      return g_steal_pointer (&shelf);
  }
  return NULL;
}

static char *
read_last_action (const char *path)
{
  g_autoptr (PnrDb) db = pnr_db_open (path, TRUE, NULL);
  PnrStatement *row = db != NULL ? pnr_db_get_statement (db,
                                                         "SELECT what FROM change "
                                                         "WHERE state = 'done' "
                                                         "ORDER BY id DESC LIMIT 1",
                                                         NULL)
                                 : NULL;
  gboolean has_row;

  if (row == NULL || !pnr_statement_step (row, &has_row, NULL) || !has_row)
    return NULL;
  return g_strdup (pnr_statement_get_text (row, 0));
}

static PnrSnapshot *
describe (const char *shelf, const char *name)
{
  g_autofree char *path = g_build_filename (shelf, name, NULL);
  g_autofree char *last_action = read_last_action (path);
  GStatBuf about = { 0 };
  PnrSnapshotFacts facts = { path, time_of_name (name), 0, last_action,
                             g_str_has_suffix (name, WHOLE_SUFFIX) };

  g_stat (path, &about);
  facts.n_bytes = about.st_size;
  return pnr_snapshot_new (&facts);
}

/**
 * pnr_snapshot_shelf_list:
 * @path: a plan, perhaps a damaged one
 *
 * Returns: (transfer full) (element-type PnrSnapshot): its snapshots, the newest first
 */
GPtrArray *
pnr_snapshot_shelf_list (const char *path)
{
  GPtrArray *snapshots = g_ptr_array_new_with_free_func (g_object_unref);
  g_autofree char *shelf = find_shelf_by_head (path);
  g_autoptr (GPtrArray) names = NULL;

  if (shelf == NULL || !g_file_test (shelf, G_FILE_TEST_IS_DIR)) {
    g_free (shelf);
    shelf = find_shelf_by_note (path);
  }
  names = shelf != NULL ? list_names (shelf) : NULL;
  for (guint i = 0; names != NULL && i < names->len; i++)
    g_ptr_array_add (snapshots, describe (shelf, names->pdata[i]));
  return snapshots;
}

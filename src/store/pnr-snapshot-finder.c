/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The snapshots of a plan, found by what the plan or what is left of it says of itself, or by where
 * it is or was. */
#include "config.h"

#include "store/pnr-snapshot-finder.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "model/pnr-snapshot.h"
#include "store/pnr-plan-file.h"
#include "store/pnr-snapshot-names.h"
#include "store/pnr-statement.h"

/* "6fa459ea-ee8a-3ca4-894e-db77e160355e" */
#define UUID_SIZE 36
#define DASH_OFFSET 8
#define BLOCK_SIZE (1024 * 1024)

/* What is known of a plan whose snapshots are looked for. @uuid: NULL where not even its pages
 * tell;
 * @shelf: where they should be, NULL where it does not open. */
typedef struct {
  char *path;
  char *uuid;
  char *shelf;
  guint64 inode;
  guint64 size;
} Traces;

static void
traces_clear (Traces *self)
{
  g_free (self->path);
  g_free (self->uuid);
  g_free (self->shelf);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Traces, traces_clear)

static void
traces_read_head (Traces *self, PnrPlanFile *file)
{
  g_autoptr (PnrDb) db = pnr_db_open_for_a_glance (pnr_plan_file_get_path (file), NULL);

  if (db == NULL)
    return;
  self->uuid = pnr_snapshot_names_read_uuid (db);
  self->shelf = pnr_snapshot_names_get_shelf (db, pnr_plan_file_get_path (file));
}

/* (element-type utf8 utf8): the plans that have shelves */
static GHashTable *
list_uuids (void)
{
  GHashTable *uuids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autofree char *shelves = pnr_snapshot_names_get_folder ();
  g_autoptr (GDir) folder = g_dir_open (shelves, 0, NULL);
  const char *name;

  while (folder != NULL && (name = g_dir_read_name (folder)) != NULL) {
    g_autofree char *uuid = g_strndup (name, UUID_SIZE);

    if (g_uuid_string_is_valid (uuid))
      g_hash_table_add (uuids, g_steal_pointer (&uuid));
  }
  return uuids;
}

/* The plan's own number is a text, and lies in its pages as it is, whatever became of what leads
 * there. Its first dash is found quickly. */
static char *
find_uuid_in (const char *bytes, gsize size, GHashTable *uuids)
{
  const char *end = bytes + size;
  const char *dash = bytes;

  while ((dash = memchr (dash, '-', (gsize) (end - dash))) != NULL) {
    const char *start = dash - DASH_OFFSET;

    dash++;
    if (start >= bytes && end - start >= UUID_SIZE && start[DASH_OFFSET + 5] == '-') {
      g_autofree char *uuid = g_strndup (start, UUID_SIZE);

      if (g_hash_table_contains (uuids, uuid))
        return g_steal_pointer (&uuid);
    }
  }
  return NULL;
}

static char *
find_uuid_in_pages (int descriptor)
{
  g_autoptr (GHashTable) uuids = list_uuids ();
  g_autofree char *bytes = g_malloc (BLOCK_SIZE);
  gssize n_bytes = 0;

  /* Blocks overlap, for the number may lie across their border. */
  for (gint64 at = 0; g_hash_table_size (uuids) > 0; at += n_bytes - UUID_SIZE) {
    char *uuid;

    n_bytes = pread (descriptor, bytes, BLOCK_SIZE, at);
    uuid = n_bytes > 0 ? find_uuid_in (bytes, (gsize) n_bytes, uuids) : NULL;
    if (uuid != NULL || n_bytes <= UUID_SIZE)
      return uuid;
  }
  return NULL;
}

/* What opens as a plan may be open here, and then a descriptor of our own would drop its locks;
 * what does not is open nowhere. */
static void
traces_read (Traces *self, const char *path)
{
  g_autoptr (PnrPlanFile) file = pnr_plan_file_open (path, TRUE, NULL);
  int descriptor;
  GStatBuf about;

  self->path = g_canonicalize_filename (path, NULL);
  if (g_stat (path, &about) == 0) {
    self->inode = (guint64) about.st_ino;
    self->size = (guint64) about.st_size;
  }
  if (file != NULL) {
    traces_read_head (self, file);
    if (self->uuid == NULL)
      self->uuid = find_uuid_in_pages (pnr_plan_file_get_descriptor (file));
    return;
  }
  descriptor = open (path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  if (descriptor < 0)
    return;
  self->uuid = find_uuid_in_pages (descriptor);
  close (descriptor);
}

/* Marks begin with the number the disk had for the plan, which it keeps when it is renamed, and
 * with its size, which never shrinks. A number alone may be that of a newer file. */
static gboolean
is_same_file (GKeyFile *about, const Traces *traces)
{
  g_auto (GStrv) kinds = g_key_file_get_keys (about, PNR_SNAPSHOT_MARKS_GROUP, NULL, NULL);

  for (guint i = 0; traces->inode != 0 && kinds != NULL && kinds[i] != NULL; i++) {
    g_autofree char *mark = g_key_file_get_string (about, PNR_SNAPSHOT_MARKS_GROUP, kinds[i], NULL);
    char *rest = NULL;

    if (mark != NULL && g_ascii_strtoull (mark, &rest, 10) == traces->inode
        && traces->size >= g_ascii_strtoull (rest, NULL, 10))
      return TRUE;
  }
  return FALSE;
}

static gboolean
has_same_name (const char *known, const char *path)
{
  g_autofree char *known_name = g_path_get_basename (known);
  g_autofree char *name = g_path_get_basename (path);

  return g_str_equal (known_name, name);
}

/* How much speaks for a shelf, 0: nothing. A plan that was moved is no longer where its shelf says;
 * one that was copied still is, and then the other one is its origin. */
static guint
rate_shelf (const char *shelf, const Traces *traces)
{
  g_autoptr (GKeyFile) about = g_key_file_new ();
  g_autofree char *file = g_build_filename (shelf, PNR_SNAPSHOT_ABOUT_FILE, NULL);
  g_autofree char *name = g_path_get_basename (shelf);
  g_autofree char *note = pnr_snapshot_names_dup_note (traces->path);
  g_autofree char *known = NULL;
  gboolean is_ours = traces->uuid != NULL && g_str_has_prefix (name, traces->uuid);
  gboolean is_gone;

  g_key_file_load_from_file (about, file, G_KEY_FILE_NONE, NULL);
  known = g_key_file_get_string (about, PNR_SNAPSHOT_ABOUT_GROUP, "path", NULL);
  if (known == NULL)
    return 0;
  if (g_str_equal (known, note))
    return traces->uuid == NULL || is_ours ? 6 : 3;
  is_gone = !g_file_test (known, G_FILE_TEST_EXISTS);
  if (traces->uuid != NULL)
    return is_ours ? (is_gone ? 5 : 4) : 0;
  if (!is_gone)
    return 0;
  return is_same_file (about, traces) ? 2 : has_same_name (known, note) ? 1 : 0;
}

static char *
find_shelf (const Traces *traces)
{
  g_autofree char *shelves = pnr_snapshot_names_get_folder ();
  g_autoptr (GDir) folder = g_dir_open (shelves, 0, NULL);
  char *best = NULL;
  guint most = 0;
  const char *name;

  if (traces->shelf != NULL && g_file_test (traces->shelf, G_FILE_TEST_IS_DIR))
    return g_strdup (traces->shelf);
  while (folder != NULL && (name = g_dir_read_name (folder)) != NULL) {
    g_autofree char *shelf = g_build_filename (shelves, name, NULL);
    guint rate = rate_shelf (shelf, traces);

    if (rate > most) {
      most = rate;
      g_free (best);
      best = g_steal_pointer (&shelf);
    }
  }
  return best;
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
  PnrSnapshotFacts facts = { path, pnr_snapshot_names_get_time (name), 0, last_action,
                             g_str_has_suffix (name, PNR_SNAPSHOT_WHOLE_SUFFIX) };

  g_stat (path, &about);
  facts.n_bytes = about.st_size;
  return pnr_snapshot_new (&facts);
}

/**
 * pnr_snapshot_finder_list:
 * @path: a plan, perhaps a damaged one
 *
 * Returns: (transfer full) (element-type PnrSnapshot): its snapshots, the newest first
 */
GPtrArray *
pnr_snapshot_finder_list (const char *path)
{
  GPtrArray *snapshots = g_ptr_array_new_with_free_func (g_object_unref);
  g_auto (Traces) traces = { 0 };
  g_autofree char *shelf = NULL;
  g_autoptr (GPtrArray) names = NULL;

  traces_read (&traces, path);
  shelf = find_shelf (&traces);
  names = shelf != NULL ? pnr_snapshot_names_list (shelf) : NULL;
  for (guint i = 0; names != NULL && i < names->len; i++)
    g_ptr_array_add (snapshots, describe (shelf, names->pdata[i]));
  return snapshots;
}

/* (transfer full) (element-type filename): what is called @name on any shelf; none where no
 * snapshot can be called so */
GPtrArray *
pnr_snapshot_finder_list_named (const char *name)
{
  GPtrArray *paths = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *shelves = pnr_snapshot_names_get_folder ();
  g_autoptr (GDir) folder = g_dir_open (shelves, 0, NULL);
  const char *shelf;

  if (strchr (name, G_DIR_SEPARATOR) != NULL || pnr_snapshot_names_get_time (name) == 0)
    return paths;
  while (folder != NULL && (shelf = g_dir_read_name (folder)) != NULL) {
    g_autofree char *path = g_build_filename (shelves, shelf, name, NULL);

    if (g_file_test (path, G_FILE_TEST_IS_REGULAR))
      g_ptr_array_add (paths, g_steal_pointer (&path));
  }
  return paths;
}

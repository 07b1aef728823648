/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The snapshots of a plan, found by what the plan or what is left of it says of itself, or by where
 * it is or was. */
#define _GNU_SOURCE
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

/* The first table of a plan, and so its first page but one, holds the plan's own number. */
#define PAGE_SIZE 4096

/* "6fa459ea-ee8a-3ca4-894e-db77e160355e" */
#define UUID_SIZE 36
#define DASH_OFFSET 8
#define BLOCK_SIZE (1024 * 1024)
/* Of a large plan the beginning has products enough. */
#define MOST_SEARCHED (64 * BLOCK_SIZE)

/* What is known of a plan whose snapshots are looked for. @uuid: NULL where not even its pages
 * tell; @shelf: where they should be, NULL where it does not open; @file: what opens as a plan may
 * be open here, and then a descriptor of our own would drop its locks; what does not is open
 * nowhere, and then @file is NULL. */
typedef struct {
  char *path;
  char *uuid;
  char *shelf;
  guint64 inode;
  guint64 size;
  PnrPlanFile *file;
  int descriptor;
} Traces;

static void
traces_clear (Traces *self)
{
  if (self->file == NULL && self->descriptor >= 0)
    close (self->descriptor);
  g_clear_pointer (&self->file, pnr_plan_file_close);
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
 * there. Its first dash is found quickly. @uuids: (nullable): which count; any where NULL */
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

      if (uuids != NULL ? g_hash_table_contains (uuids, uuid) : g_uuid_string_is_valid (uuid))
        return g_steal_pointer (&uuid);
    }
  }
  return NULL;
}

/* Where the page of that number can be read, it tells whose the plan is, be it of a stranger. */
static char *
find_uuid_in_own_page (int descriptor)
{
  char page[PAGE_SIZE];
  gssize n_bytes = pread (descriptor, page, sizeof page, PAGE_SIZE);

  return n_bytes > 0 ? find_uuid_in (page, (gsize) n_bytes, NULL) : NULL;
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

static void
traces_read (Traces *self, const char *path)
{
  GStatBuf about;

  self->path = g_canonicalize_filename (path, NULL);
  self->file = pnr_plan_file_open (path, TRUE, NULL);
  if (g_stat (path, &about) == 0) {
    self->inode = (guint64) about.st_ino;
    self->size = (guint64) about.st_size;
  }
  if (self->file != NULL)
    traces_read_head (self, self->file);
  self->descriptor = self->file != NULL ? pnr_plan_file_get_descriptor (self->file)
                                        : open (path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  if (self->descriptor < 0 || self->uuid != NULL)
    return;
  self->uuid = find_uuid_in_own_page (self->descriptor);
  if (self->uuid == NULL)
    self->uuid = find_uuid_in_pages (self->descriptor);
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

/* (element-type utf8): what the products of a snapshot are called, the longest first */
static GPtrArray *
list_words (const char *shelf)
{
  GPtrArray *words = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) names = pnr_snapshot_names_list (shelf);
  g_autofree char *path = names->len > 0 ? g_build_filename (shelf, names->pdata[0], NULL) : NULL;
  g_autoptr (PnrDb) db = path != NULL ? pnr_db_open (path, TRUE, NULL) : NULL;
  g_autoptr (PnrStatement) rows =
      db != NULL ? pnr_statement_new (db,
                                      "SELECT word "
                                      "FROM (SELECT sku AS word FROM product "
                                      "UNION SELECT name FROM product) "
                                      "WHERE length (word) >= 4 "
                                      "ORDER BY length (word) DESC, word LIMIT 16",
                                      NULL)
                 : NULL;
  gboolean has_row = rows != NULL;

  while (has_row && pnr_statement_step (rows, &has_row, NULL) && has_row)
    g_ptr_array_add (words, g_strdup (pnr_statement_get_text (rows, 0)));
  return words;
}

/* What is found of the words of a snapshot is taken off them. */
static void
cross_out (GPtrArray *words, const char *bytes, gsize size)
{
  for (guint i = words->len; i > 0; i--) {
    const char *word = words->pdata[i - 1];

    if (memmem (bytes, size, word, strlen (word)) != NULL)
      g_ptr_array_remove_index_fast (words, i - 1);
  }
}

/* Files of one name are made in many folders; the same products in two of them tell a plan. */
static gboolean
has_same_products (const char *shelf, const Traces *traces)
{
  g_autoptr (GPtrArray) words = list_words (shelf);
  g_autofree char *bytes = g_malloc (BLOCK_SIZE);
  guint n_words = words->len;
  gssize n_bytes;

  if (traces->descriptor < 0)
    return FALSE;
  for (gint64 at = 0; at < MOST_SEARCHED && words->len > n_words / 2; at += n_bytes) {
    n_bytes = pread (traces->descriptor, bytes, BLOCK_SIZE, at);
    if (n_bytes <= 0)
      break;
    cross_out (words, bytes, (gsize) n_bytes);
  }
  return n_words > 0 && words->len <= n_words / 2;
}

/* How much speaks for a shelf. SAME_FILE and below are doubtful: numbers of the disk are given
 * again, and anything can be put where a plan was. */
typedef enum {
  MATCH_NONE,
  MATCH_SAME_NAME,
  MATCH_SAME_PLACE,
  MATCH_SAME_FILE,
  MATCH_SAME_FILE_AND_PRODUCTS,
  MATCH_OF_ORIGIN,
  MATCH_OF_MOVED,
  MATCH_OWN,
} Match;

/* Of a plan that is gone, or was damaged until nothing in it tells its number. */
static Match
match_without_uuid (const char *shelf, GKeyFile *about, const char *known, const Traces *traces)
{
  g_autofree char *note = pnr_snapshot_names_dup_note (traces->path);

  if (traces->inode == 0)
    return g_str_equal (known, note) ? MATCH_OWN : MATCH_NONE;
  if (!g_str_equal (known, note) && g_file_test (known, G_FILE_TEST_EXISTS))
    return MATCH_NONE;
  if (is_same_file (about, traces))
    return has_same_products (shelf, traces) ? MATCH_SAME_FILE_AND_PRODUCTS : MATCH_SAME_FILE;
  if (g_str_equal (known, note))
    return MATCH_SAME_PLACE;
  return has_same_name (known, note) && has_same_products (shelf, traces) ? MATCH_SAME_NAME
                                                                          : MATCH_NONE;
}

/* A plan that was moved is no longer where its shelf says; one that was copied still is, and then
 * the other one is its origin. @known: (out): where the plan of the shelf was last */
static Match
match_shelf (const char *shelf, const Traces *traces, char **known)
{
  g_autoptr (GKeyFile) about = g_key_file_new ();
  g_autofree char *file = g_build_filename (shelf, PNR_SNAPSHOT_ABOUT_FILE, NULL);
  g_autofree char *name = g_path_get_basename (shelf);
  g_autofree char *note = pnr_snapshot_names_dup_note (traces->path);

  g_key_file_load_from_file (about, file, G_KEY_FILE_NONE, NULL);
  *known = g_key_file_get_string (about, PNR_SNAPSHOT_ABOUT_GROUP, "path", NULL);
  if (*known == NULL)
    return MATCH_NONE;
  if (traces->uuid == NULL)
    return match_without_uuid (shelf, about, *known, traces);
  if (!g_str_has_prefix (name, traces->uuid))
    return MATCH_NONE;
  if (g_str_equal (*known, note))
    return MATCH_OWN;
  return g_file_test (*known, G_FILE_TEST_EXISTS) ? MATCH_OF_ORIGIN : MATCH_OF_MOVED;
}

/* @owner: (out): where the plan of the shelf was last, if it is or may be another one
 * @match: (out): how much speaks for the shelf */
static char *
find_shelf (const Traces *traces, char **owner, Match *match)
{
  g_autofree char *shelves = pnr_snapshot_names_get_folder ();
  g_autoptr (GDir) folder = g_dir_open (shelves, 0, NULL);
  char *best = NULL;
  const char *name;

  *owner = NULL;
  *match = MATCH_OWN;
  if (traces->shelf != NULL && g_file_test (traces->shelf, G_FILE_TEST_IS_DIR))
    return g_strdup (traces->shelf);
  *match = MATCH_NONE;
  while (folder != NULL && (name = g_dir_read_name (folder)) != NULL) {
    g_autofree char *shelf = g_build_filename (shelves, name, NULL);
    g_autofree char *known = NULL;
    Match found = match_shelf (shelf, traces, &known);

    if (found <= *match)
      continue;
    *match = found;
    g_free (best);
    best = g_steal_pointer (&shelf);
    g_free (*owner);
    *owner = g_steal_pointer (&known);
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
describe (const char *shelf, const char *name, const char *owner, Match match)
{
  g_autofree char *path = g_build_filename (shelf, name, NULL);
  g_autofree char *last_action = read_last_action (path);
  GStatBuf about = { 0 };
  PnrSnapshotFacts facts = { path,
                             pnr_snapshot_names_get_time (name),
                             0,
                             last_action,
                             g_str_has_suffix (name, PNR_SNAPSHOT_WHOLE_SUFFIX),
                             match <= MATCH_SAME_FILE ? owner : NULL,
                             match == MATCH_OF_ORIGIN ? owner : NULL };

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
  g_auto (Traces) traces = { .descriptor = -1 };
  g_autofree char *owner = NULL;
  g_autofree char *shelf = NULL;
  g_autoptr (GPtrArray) names = NULL;
  Match match;

  traces_read (&traces, path);
  shelf = find_shelf (&traces, &owner, &match);
  names = shelf != NULL ? pnr_snapshot_names_list (shelf) : NULL;
  for (guint i = 0; names != NULL && i < names->len; i++)
    g_ptr_array_add (snapshots, describe (shelf, names->pdata[i], owner, match));
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

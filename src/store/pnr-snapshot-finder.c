/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The snapshots of a plan, found by what the plan says of itself, or by where it is. */
#include "config.h"

#include "store/pnr-snapshot-finder.h"

#include <glib/gstdio.h>
#include <string.h>

#include "model/pnr-snapshot.h"
#include "store/pnr-plan-file.h"
#include "store/pnr-snapshot-names.h"
#include "store/pnr-statement.h"

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

  return db != NULL ? pnr_snapshot_names_read_uuid (db) : NULL;
}

static char *
find_shelf_by_head (const char *path)
{
  g_autoptr (PnrPlanFile) file = NULL;
  g_autoptr (PnrDb) db = open_head (path, &file);

  return db != NULL ? pnr_snapshot_names_get_shelf (db, pnr_plan_file_get_path (file)) : NULL;
}

/* @uuid: of the plan, where that can still be read. A plan that was moved is found again by it: it
 * is no longer where its shelf says. */
static gboolean
shelf_is_of (const char *shelf, const char *path, const char *uuid)
{
  g_autoptr (GKeyFile) about = g_key_file_new ();
  g_autofree char *file = g_build_filename (shelf, PNR_SNAPSHOT_ABOUT_FILE, NULL);
  g_autofree char *name = g_path_get_basename (shelf);
  g_autofree char *note = pnr_snapshot_names_dup_note (path);
  g_autofree char *known = NULL;

  g_key_file_load_from_file (about, file, G_KEY_FILE_NONE, NULL);
  known = g_key_file_get_string (about, PNR_SNAPSHOT_ABOUT_GROUP, "path", NULL);
  return g_strcmp0 (known, note) == 0
         || (uuid != NULL && known != NULL && g_str_has_prefix (name, uuid)
             && !g_file_test (known, G_FILE_TEST_EXISTS));
}

static char *
find_shelf_by_note (const char *path)
{
  g_autofree char *shelves = pnr_snapshot_names_get_folder ();
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
  g_autofree char *shelf = find_shelf_by_head (path);
  g_autoptr (GPtrArray) names = NULL;

  if (shelf == NULL || !g_file_test (shelf, G_FILE_TEST_IS_DIR)) {
    g_free (shelf);
    shelf = find_shelf_by_note (path);
  }
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

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is kept of a plan besides itself: copies the merchant asks for, and snapshots. */
#include "config.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <stdlib.h>

#include "model/pnr-snapshot.h"
#include "store/pnr-backup.h"
#include "store/pnr-reading.h"
#include "store/pnr-rescue.h"
#include "store/pnr-schema.h"
#include "store/pnr-snapshot-finder.h"
#include "store/pnr-snapshot-shelf.h"
#include "store/pnr-soundness.h"
#include "store/pnr-statement.h"
#include "store/pnr-store-private.h"
#include "store/pnr-way-back.h"

#define DAY_SECONDS (24 * 60 * 60)
/* What a whole copy may cost before an import, which can be taken back by one without orders too.
 */
#define LARGEST_WHOLE (64 * 1024 * 1024)

/* To be told once, with the next change. */
void
pnr_store_note (PnrStore *self, const char *sentence)
{
  if (self->notice == NULL)
    self->notice = g_strdup (sentence);
}

static gboolean
pnr_store_has_history (PnrStore *self)
{
  gint64 n_actions = 0;

  return pnr_db_read_number (self->db, "SELECT EXISTS (SELECT 1 FROM change)", &n_actions, NULL)
         && n_actions != 0;
}

/* A snapshot that cannot be kept stops nothing, but is said. Returns: (transfer full) (nullable) */
static char *
pnr_store_keep (PnrStore *self, PnrSnapshotKind kind, gboolean is_exact)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *sentence = NULL;
  char *name = pnr_snapshot_shelf_add (self->db, self->path, kind, is_exact, &error);

  if (name != NULL)
    return name;
  if (g_error_matches (error, PNR_STORE_ERROR, PNR_STORE_ERROR_DISK_FULL))
    sentence = g_strdup (_ ("Your changes are saved, but there is no room on the disk for a "
                            "snapshot of the plan. Free some space in your state folder."));
  else
    sentence = g_strdup_printf (_ ("Your changes are saved, but no snapshot of the plan could be "
                                   "kept beside it: %s"),
                                error->message);
  pnr_store_note (self, sentence);
  return NULL;
}

/* Before the first action of a session, and once a day while it lasts. */
void
pnr_store_keep_daily (PnrStore *self)
{
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;

  if (self->is_read_only || self->is_copy || now < self->next_snapshot
      || !pnr_store_has_history (self))
    return;
  self->next_snapshot = now + DAY_SECONDS;
  g_free (pnr_store_keep (self, PNR_SNAPSHOT_PLANNING, FALSE));
}

/* Nothing was planned and nothing imported. */
static gboolean
pnr_store_is_empty (PnrStore *self)
{
  gint64 last_id;
  gint64 n_batches;

  return !pnr_store_has_history (self) && pnr_reading_read_last_id (self->db, &last_id, NULL)
         && last_id == 0
         && pnr_db_read_number (self->db, "SELECT EXISTS (SELECT 1 FROM import_batch)", &n_batches,
                                NULL)
         && n_batches == 0;
}

/* By these an import is taken back that is too large for the history. */
static char *
pnr_store_dup_before (PnrStore *self)
{
  GStatBuf about;

  if (self->is_read_only || self->is_copy)
    return NULL;
  if (pnr_store_is_empty (self))
    return g_strdup (PNR_WAY_BACK_FROM_NOTHING);
  if (g_stat (self->path, &about) != 0)
    return NULL;
  return pnr_store_keep (
      self, about.st_size <= LARGEST_WHOLE ? PNR_SNAPSHOT_WHOLE : PNR_SNAPSHOT_PLANNING, TRUE);
}

void
pnr_store_keep_before_import (PnrStore *self)
{
  g_free (self->before_import);
  self->before_import = pnr_store_dup_before (self);
}

/* A copy goes its own way from here: its snapshots are not those of the plan it came from. */
static gboolean
become_another_plan (PnrDb *copy, gpointer path, GError **error)
{
  g_autofree char *uuid = g_uuid_string_random ();
  g_autofree char *name = pnr_plan_file_dup_plan_name (path);
  PnrStatement *update =
      pnr_db_get_statement (copy, "UPDATE plan SET uuid = ?, name = ? WHERE id = 1", error);

  if (update == NULL)
    return FALSE;
  pnr_statement_bind_text (update, 1, uuid);
  pnr_statement_bind_text (update, 2, name);
  return pnr_statement_run (update, error);
}

/**
 * pnr_store_save_copy:
 * @self: a plan, perhaps one whose file is gone
 * @path: where the copy shall be
 * @replaces: whether it may take the place of another file
 * @progress: (nullable): how far it is, and whether to stop
 * @error: a place for a sentence
 *
 * Returns: whether a whole, checked copy is there; when not, @path is as it was
 */
gboolean
pnr_store_save_copy (PnrStore *self, const char *path, gboolean replaces, PnrProgress *progress,
                     GError **error)
{
  g_return_val_if_fail (PNR_IS_STORE (self), FALSE);

  if (self->intake != NULL) {
    g_set_error_literal (error, PNR_STORE_ERROR, PNR_STORE_ERROR_BUSY,
                         _ ("An import is under way. Wait until it is done, or cancel it."));
    return FALSE;
  }
  return pnr_backup_copy (self->db, path, replaces, become_another_plan, (gpointer) path, progress,
                          error);
}

GPtrArray *
pnr_store_list_snapshots (const char *path)
{
  return pnr_snapshot_finder_list (path);
}

/**
 * pnr_store_remove_snapshots:
 * @path: a plan
 * @before: seconds of UTC; snapshots taken from then on stay
 * @n_removed: (out): how many were removed, on failure too
 * @error: a place for a sentence
 *
 * What was kept of a plan may hold what the plan itself no longer does: customers' names that
 * nobody knew for such. What is of another plan, or may be, stays: a copy made by hand shares the
 * snapshots of the plan it was made of, which cannot do without them.
 *
 * Returns: whether none of its own is left from before that time
 */
gboolean
pnr_store_remove_snapshots (const char *path, gint64 before, guint *n_removed, GError **error)
{
  g_autoptr (GPtrArray) snapshots = pnr_snapshot_finder_list (path);

  *n_removed = 0;
  for (guint i = 0; i < snapshots->len; i++) {
    const PnrSnapshotFacts *facts = pnr_snapshot_get_facts (snapshots->pdata[i]);

    if (facts->taken >= before || facts->perhaps_of != NULL || facts->shared_with != NULL)
      continue;
    if (g_unlink (facts->path) != 0) {
      g_autofree char *shown = g_filename_display_name (facts->path);

      g_set_error (error, PNR_STORE_ERROR, PNR_STORE_ERROR_IO,
                   _ ("The snapshot “%s” could not be removed. Make sure that you may write in its "
                      "folder, and try again."),
                   shown);
      return FALSE;
    }
    (*n_removed)++;
  }
  return TRUE;
}

/**
 * pnr_store_restore:
 * @snapshot: the path of a snapshot
 * @path: where the plan shall be; nothing may be there yet
 * @error: a place for a sentence
 *
 * Returns: whether the snapshot stands there as a plan
 */
gboolean
pnr_store_restore (const char *snapshot, const char *path, GError **error)
{
  g_autoptr (PnrStore) store = pnr_store_open (snapshot, PNR_STORE_OPEN_READ_ONLY, error);

  return store != NULL && pnr_backup_copy (store->db, path, FALSE, NULL, NULL, NULL, error);
}

GVariant *
pnr_store_rescue (const char *path, const char *target, PnrProgress *progress, GError **error)
{
  return pnr_rescue_plan (path, target, progress, error);
}

/**
 * pnr_store_list_faults_of:
 * @path: a plan that could not be opened because it is damaged; it is only read
 * @progress: (nullable): whether to stop
 *
 * Returns: (transfer full) (nullable) (element-type PnrFileFault): what is wrong with it; %NULL
 *   where not even its tables can be listed
 */
GPtrArray *
pnr_store_list_faults_of (const char *path, PnrProgress *progress)
{
  g_autofree char *real = realpath (path, NULL);
  g_autofree char *name = g_filename_display_basename (path);
  g_autoptr (PnrDb) db = real != NULL ? pnr_db_open (real, TRUE, NULL) : NULL;

  if (db == NULL || !pnr_schema_check (db, NULL))
    return NULL;
  pnr_db_watch (db, progress != NULL ? pnr_progress_get_cancellable (progress) : NULL);
  return pnr_soundness_list_faults (db, name, NULL);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is kept of a plan besides itself: copies, snapshots, and what can be rescued of it. */
#include "config.h"

#include "plan/pnr-plan-keeping.h"

#include <glib/gi18n.h>
#include <string.h>

#include "plan/pnr-act.h"
#include "plan/pnr-plan-private.h"

typedef struct {
  char *path;
  char *target;
  gboolean replaces;
  GPtrArray *unsaved;
  PnrProgress *progress;
} KeepingJob;

static KeepingJob *
keeping_job_new (const char *path, const char *target, PnrProgress *progress)
{
  KeepingJob *job = g_new0 (KeepingJob, 1);

  job->path = g_strdup (path);
  job->target = g_strdup (target);
  job->progress = progress != NULL ? g_object_ref (progress) : NULL;
  return job;
}

static void
keeping_job_free (gpointer data)
{
  KeepingJob *job = data;

  g_free (job->path);
  g_free (job->target);
  g_clear_pointer (&job->unsaved, g_ptr_array_unref);
  g_clear_object (&job->progress);
  g_free (job);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KeepingJob, keeping_job_free)

static gboolean
do_act (PnrStore *store, PnrAct *act, GError **error)
{
  switch (pnr_act_get_kind (act)) {
  case PNR_ACT_EDIT:
    return pnr_store_apply_edit (store, pnr_act_get_edit (act), NULL, error);
  case PNR_ACT_UNDO:
    return pnr_store_undo (store, NULL, error);
  case PNR_ACT_REDO:
    return pnr_store_redo (store, NULL, error);
  case PNR_ACT_RETURN:
    return pnr_store_return_to (store, pnr_act_get_action_id (act), NULL, NULL, error);
  default:
    g_assert_not_reached ();
  }
}

/* The copy is a plan of its own by now, and takes what the first one could not. */
static gboolean
add_unsaved (const char *path, GPtrArray *unsaved, GError **error)
{
  g_autoptr (PnrStore) copy = pnr_store_open (path, PNR_STORE_OPEN_DEFAULT, error);

  for (guint i = 0; copy != NULL && i < unsaved->len; i++) {
    if (!do_act (copy, unsaved->pdata[i], error))
      return FALSE;
  }
  return copy != NULL;
}

static gpointer
save_copy (PnrStore *store, gpointer data, PnrStoreChange **change, GError **error)
{
  KeepingJob *job = data;
  gboolean is_saved = pnr_store_save_copy (store, job->target, job->replaces, job->progress, error);

  if (is_saved && job->unsaved != NULL && job->unsaved->len > 0)
    is_saved = add_unsaved (job->target, job->unsaved, error);
  return GINT_TO_POINTER (is_saved);
}

static KeepingJob *
copy_job_new (const char *path, gboolean replaces, GPtrArray *unsaved, PnrProgress *progress)
{
  KeepingJob *job = keeping_job_new (NULL, path, progress);

  job->replaces = replaces;
  job->unsaved = unsaved != NULL ? g_ptr_array_ref (unsaved) : NULL;
  return job;
}

/**
 * pnr_plan_save_copy:
 * @self: a plan, perhaps one whose file is gone
 * @path: where the copy shall be
 * @replaces: whether it may take the place of another file
 * @unsaved: (nullable) (element-type PnrAct): what is to be done in the copy besides
 * @progress: (nullable): how far it is, and whether to stop
 * @error: a place for a sentence
 *
 * Returns: whether a whole, checked copy is there
 */
gboolean
pnr_plan_save_copy (PnrPlan *self, const char *path, gboolean replaces, GPtrArray *unsaved,
                    PnrProgress *progress, GError **error)
{
  g_autoptr (KeepingJob) job = copy_job_new (path, replaces, unsaved, progress);

  return pnr_plan_run_on_store (self, save_copy, job, error) != NULL;
}

void
pnr_plan_save_copy_async (PnrPlan *self, const char *path, gboolean replaces, GPtrArray *unsaved,
                          PnrProgress *progress, GAsyncReadyCallback callback, gpointer user_data)
{
  pnr_plan_call_later (self, save_copy, copy_job_new (path, replaces, unsaved, progress),
                       keeping_job_free, NULL, callback, user_data);
}

gboolean
pnr_plan_save_copy_finish (PnrPlan *self, GAsyncResult *result, GError **error)
{
  return pnr_plan_call_finish (self, result, error) != NULL;
}

/* What was planned since then goes. Products that orders point to stay: they were really sold. */
static void
edit_towards (PnrEdit *edit, GPtrArray *now, GPtrArray *then)
{
  g_autoptr (GHashTable) kept = g_hash_table_new (g_int64_hash, g_int64_equal);
  g_autoptr (GArray) ids = g_array_sized_new (FALSE, FALSE, sizeof (gint64), then->len);

  for (guint i = 0; i < then->len; i++) {
    gint64 id = pnr_noun_get_id (then->pdata[i]);

    g_array_append_val (ids, id);
  }
  for (guint i = 0; i < ids->len; i++)
    g_hash_table_add (kept, &g_array_index (ids, gint64, i));
  for (guint i = 0; i < now->len; i++) {
    gint64 id = pnr_noun_get_id (now->pdata[i]);

    if (!g_hash_table_contains (kept, &id) && !PNR_IS_PRODUCT (now->pdata[i]))
      pnr_edit_remove (edit, now->pdata[i]);
  }
  for (guint i = 0; i < then->len; i++)
    pnr_edit_put (edit, then->pdata[i]);
}

static PnrEdit *
edit_to_snapshot (PnrStore *store, PnrStore *snapshot, const char *name, GError **error)
{
  g_autoptr (PnrContents) now = pnr_store_read_contents (store, error);
  g_autoptr (PnrContents) then = now != NULL ? pnr_store_read_contents (snapshot, error) : NULL;
  PnrEdit *edit;

  if (then == NULL)
    return NULL;
  edit = pnr_edit_new (name);
  edit_towards (edit, now->products, then->products);
  edit_towards (edit, now->relations, then->relations);
  edit_towards (edit, now->bundles, then->bundles);
  edit_towards (edit, now->scenarios, then->scenarios);
  edit_towards (edit, now->places, then->places);
  edit_towards (edit, now->verdicts, then->verdicts);
  return edit;
}

static char *
name_return (PnrSnapshot *snapshot)
{
  g_autoptr (GDateTime) time =
      g_date_time_new_from_unix_local (pnr_snapshot_get_facts (snapshot)->taken);
  g_autofree char *when = time != NULL ? g_date_time_format (time, "%c") : g_strdup ("");

  /* Translators: the time of a snapshot. */
  return g_strdup_printf (_ ("Return to the plan of %s"), when);
}

static gpointer
return_to_snapshot (PnrStore *store, gpointer data, PnrStoreChange **change, GError **error)
{
  PnrSnapshot *snapshot = data;
  g_autofree char *name = name_return (snapshot);
  g_autoptr (PnrStore) then =
      pnr_store_open (pnr_snapshot_get_facts (snapshot)->path, PNR_STORE_OPEN_READ_ONLY, error);
  g_autoptr (PnrEdit) edit = then != NULL ? edit_to_snapshot (store, then, name, error) : NULL;

  return GINT_TO_POINTER (edit != NULL && pnr_store_apply_edit (store, edit, change, error));
}

/**
 * pnr_plan_return_to_snapshot:
 * @self: a plan
 * @snapshot: one of its snapshots
 * @error: a place for a sentence
 *
 * Everything that is planned becomes what it was then. Orders, and products that came with them,
 * stay as they are.
 *
 * Returns: whether it did, as one action that can be undone
 */
gboolean
pnr_plan_return_to_snapshot (PnrPlan *self, PnrSnapshot *snapshot, GError **error)
{
  return pnr_plan_run_on_store (self, return_to_snapshot, snapshot, error) != NULL;
}

void
pnr_plan_return_to_snapshot_async (PnrPlan *self, PnrSnapshot *snapshot,
                                   GAsyncReadyCallback callback, gpointer user_data)
{
  pnr_plan_call_later (self, return_to_snapshot, g_object_ref (snapshot), g_object_unref, NULL,
                       callback, user_data);
}

gboolean
pnr_plan_return_to_snapshot_finish (PnrPlan *self, GAsyncResult *result, GError **error)
{
  return pnr_plan_call_finish (self, result, error) != NULL;
}

GPtrArray *
pnr_plan_list_snapshots (const char *path)
{
  return pnr_store_list_snapshots (path);
}

static void
list_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  KeepingJob *job = data;

  g_task_return_pointer (task, pnr_plan_list_snapshots (job->path),
                         (GDestroyNotify) g_ptr_array_unref);
}

static void
run_in_thread (KeepingJob *job, GTaskThreadFunc func, GAsyncReadyCallback callback,
               gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, NULL, callback, user_data);

  g_task_set_task_data (task, job, keeping_job_free);
  g_task_run_in_thread (task, func);
}

void
pnr_plan_list_snapshots_async (const char *path, GAsyncReadyCallback callback, gpointer user_data)
{
  run_in_thread (keeping_job_new (path, NULL, NULL), list_in_thread, callback, user_data);
}

GPtrArray *
pnr_plan_list_snapshots_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

gboolean
pnr_plan_remove_snapshots (const char *path, gint64 before, guint *n_removed, GError **error)
{
  return pnr_store_remove_snapshots (path, before, n_removed, error);
}

static void
remove_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  KeepingJob *job = data;
  GError *error = NULL;
  guint n_removed;

  if (pnr_plan_remove_snapshots (job->path, G_MAXINT64, &n_removed, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

void
pnr_plan_remove_all_snapshots_async (const char *path, GAsyncReadyCallback callback,
                                     gpointer user_data)
{
  run_in_thread (keeping_job_new (path, NULL, NULL), remove_in_thread, callback, user_data);
}

gboolean
pnr_plan_remove_all_snapshots_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

/* Why snapshots stay when all are removed. @owner: where the plan is that they belong to */
char *
pnr_plan_dup_shared_sentence (guint n_snapshots, const char *owner)
{
  return g_strdup_printf (ngettext ("%u snapshot belongs to “%s”, of which this plan is a copy, "
                                    "and is kept.",
                                    "%u snapshots belong to “%s”, of which this plan is a copy, "
                                    "and are kept.",
                                    n_snapshots),
                          n_snapshots, owner);
}

/* Whether a plan did not open for what is in it, so that an older state of it would help. */
gboolean
pnr_plan_is_damage (const GError *error)
{
  return g_error_matches (error, PNR_STORE_ERROR, PNR_STORE_ERROR_DAMAGED)
         || g_error_matches (error, PNR_STORE_ERROR, PNR_STORE_ERROR_NOT_A_PLAN)
         || g_error_matches (error, PNR_STORE_ERROR, PNR_STORE_ERROR_FOREIGN_SCHEMA);
}

/* Whether what was opened is a file of another kind. */
gboolean
pnr_plan_is_no_plan (const GError *error)
{
  return g_error_matches (error, PNR_STORE_ERROR, PNR_STORE_ERROR_NOT_A_PLAN);
}

/**
 * pnr_plan_name_snapshot:
 * @path: a plan that did not open
 * @error: (inout) (optional): why; where it is damage, the sentence is told to go on
 *
 * Says which snapshot there is to go back to, if any.
 */
void
pnr_plan_name_snapshot (const char *path, GError **error)
{
  g_autoptr (GPtrArray) snapshots = NULL;
  const PnrSnapshotFacts *newest;
  g_autoptr (GDateTime) time = NULL;
  g_autofree char *when = NULL;
  g_autofree char *sentence = NULL;
  g_autofree char *told = NULL;

  if (error == NULL || !g_error_matches (*error, PNR_STORE_ERROR, PNR_STORE_ERROR_DAMAGED))
    return;
  snapshots = pnr_plan_list_snapshots (path);
  if (snapshots->len == 0)
    return;
  newest = pnr_snapshot_get_facts (snapshots->pdata[0]);
  time = g_date_time_new_from_unix_local (newest->taken);
  if (time == NULL)
    return;
  /* Translators: a date and a time, for g_date_time_format(). */
  when = g_date_time_format (time, C_ ("time", "%x, %H:%M"));
  sentence = newest->perhaps_of == NULL
                 ? g_strdup_printf (_ ("The newest snapshot is of %s."), when)
                 /* Translators: a date and a time, then a path. */
                 : g_strdup_printf (_ ("There is a snapshot of %s, but possibly of another plan: "
                                       "it was taken of “%s”."),
                                    when, newest->perhaps_of);
  told = (*error)->message;
  (*error)->message = g_strconcat (told, " ", sentence, NULL);
}

/**
 * pnr_plan_dup_free_path:
 * @path: a plan
 * @what: what another file beside it would be: "restored"
 *
 * Returns: (transfer full): "Spring (restored).pannier" or "Spring (restored 2).pannier", where
 *   nothing stands yet
 */
char *
pnr_plan_dup_free_path (const char *path, const char *what)
{
  g_autofree char *stem = g_str_has_suffix (path, ".pannier")
                              ? g_strndup (path, strlen (path) - strlen (".pannier"))
                              : g_strdup (path);

  for (guint number = 1;; number++) {
    g_autofree char *count = number > 1 ? g_strdup_printf (" %u", number) : g_strdup ("");
    g_autofree char *free_path = g_strdup_printf ("%s (%s%s).pannier", stem, what, count);

    if (!g_file_test (free_path, G_FILE_TEST_EXISTS))
      return g_steal_pointer (&free_path);
  }
}

gboolean
pnr_plan_restore (PnrSnapshot *snapshot, const char *target, GError **error)
{
  return pnr_store_restore (pnr_snapshot_get_facts (snapshot)->path, target, error);
}

static void
restore_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  KeepingJob *job = data;
  g_autoptr (GError) error = NULL;

  if (pnr_store_restore (job->path, job->target, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

void
pnr_plan_restore_async (PnrSnapshot *snapshot, const char *target, GAsyncReadyCallback callback,
                        gpointer user_data)
{
  run_in_thread (keeping_job_new (pnr_snapshot_get_facts (snapshot)->path, target, NULL),
                 restore_in_thread, callback, user_data);
}

gboolean
pnr_plan_restore_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * pnr_plan_rescue:
 * @path: a damaged plan; it is only read
 * @target: where the new plan shall be; nothing may be there yet
 * @progress: (nullable): how far it is, and whether to stop
 * @error: a place for a sentence
 *
 * Returns: (transfer full) (nullable): per table how many rows were found and lost
 */
GVariant *
pnr_plan_rescue (const char *path, const char *target, PnrProgress *progress, GError **error)
{
  GVariant *report = pnr_store_rescue (path, target, progress, error);

  return report != NULL ? g_variant_take_ref (report) : NULL;
}

static void
rescue_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  KeepingJob *job = data;
  g_autoptr (GError) error = NULL;
  GVariant *report = pnr_plan_rescue (job->path, job->target, job->progress, &error);

  if (report != NULL)
    g_task_return_pointer (task, report, (GDestroyNotify) g_variant_unref);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

void
pnr_plan_rescue_async (const char *path, const char *target, PnrProgress *progress,
                       GAsyncReadyCallback callback, gpointer user_data)
{
  run_in_thread (keeping_job_new (path, target, progress), rescue_in_thread, callback, user_data);
}

GVariant *
pnr_plan_rescue_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

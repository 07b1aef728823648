/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The log of the open document: who did what and when, and the way back to any point of it. */
#include "config.h"

#include "plan/pnr-plan-log.h"

#include <glib/gi18n.h>

#include "base/pnr-report.h"
#include "plan/pnr-plan-private.h"

static gpointer
read_log (PnrStore *store, gpointer data, PnrStoreChange **change, GError **error)
{
  return pnr_store_read_log (store, GPOINTER_TO_UINT (data), error);
}

GPtrArray *
pnr_plan_read_log (PnrPlan *self, guint n_newest, GError **error)
{
  return pnr_plan_run_on_store (self, read_log, GUINT_TO_POINTER (n_newest), error);
}

void
pnr_plan_read_log_async (PnrPlan *self, guint n_newest, GAsyncReadyCallback callback,
                         gpointer user_data)
{
  pnr_plan_call_later (self, read_log, GUINT_TO_POINTER (n_newest), NULL,
                       (GDestroyNotify) g_ptr_array_unref, callback, user_data);
}

GPtrArray *
pnr_plan_read_log_finish (PnrPlan *self, GAsyncResult *result, GError **error)
{
  return pnr_plan_call_finish (self, result, error);
}

static char *
dup_time (gint64 seconds)
{
  g_autoptr (GDateTime) time = seconds != 0 ? g_date_time_new_from_unix_utc (seconds) : NULL;

  return time != NULL ? g_date_time_format (time, "%Y-%m-%dT%H:%M:%SZ") : NULL;
}

static GVariant *
report_entry (PnrLogEntry *entry)
{
  const PnrLogFacts *facts = pnr_log_entry_get_facts (entry);
  GVariantDict *report = pnr_report_new ();
  g_autofree char *when = dup_time (facts->made);
  g_autofree char *undone = dup_time (facts->undone);
  g_autofree char *redone = dup_time (facts->redone);

  pnr_report_add_count (report, "id", facts->id);
  pnr_report_add_text (report, "when", when);
  pnr_report_add_text (report, "who", facts->who);
  pnr_report_add_text (report, "what", facts->what);
  pnr_report_add_text (report, "why", facts->why);
  pnr_report_add_truth (report, "undone", facts->state != PNR_ACTION_STATE_DONE);
  pnr_report_add_text (report, "undone_at", undone);
  pnr_report_add_text (report, "undone_by", facts->undone_by);
  pnr_report_add_text (report, "undone_why", facts->undone_why);
  pnr_report_add_text (report, "redone_at", redone);
  pnr_report_add_text (report, "redone_by", facts->redone_by);
  pnr_report_add_text (report, "redone_why", facts->redone_why);
  pnr_report_add_truth (report, "can_return", facts->can_return);
  return pnr_report_end (report);
}

/**
 * pnr_plan_dup_log:
 * @self: a plan
 * @n_newest: how many actions, 0 for all that are kept
 * @error: a place for a sentence
 *
 * Returns: (transfer full) (nullable): the actions as a report, newest first
 */
GVariant *
pnr_plan_dup_log (PnrPlan *self, guint n_newest, GError **error)
{
  g_autoptr (GPtrArray) log = pnr_plan_read_log (self, n_newest, error);
  g_autoptr (GPtrArray) entries = g_ptr_array_new ();

  if (log == NULL)
    return NULL;
  for (guint i = 0; i < log->len; i++)
    g_ptr_array_add (entries, report_entry (g_ptr_array_index (log, i)));
  return g_variant_take_ref (pnr_report_list_end (g_steal_pointer (&entries)));
}

typedef struct {
  gint64 action_id;
  const char *why;
  PnrProgress *progress;
} Return;

static Return *
return_new (gint64 action_id, PnrProgress *progress)
{
  Return *self = g_new0 (Return, 1);

  self->action_id = action_id;
  self->progress = progress != NULL ? g_object_ref (progress) : NULL;
  return self;
}

static void
return_free (gpointer data)
{
  Return *self = data;

  g_clear_object (&self->progress);
  g_free (self);
}

/* The way may lead over imports of a million lines. */
static gpointer
return_to (PnrStore *store, gpointer data, PnrStoreChange **change, GError **error)
{
  Return *way = data;
  gboolean is_done;

  pnr_progress_begin_step (way->progress, _ ("Going through the log"));
  pnr_store_watch (store, way->progress);
  is_done = pnr_store_return_to (store, way->action_id, way->why, change, error);
  pnr_store_watch (store, NULL);
  return GINT_TO_POINTER (is_done);
}

typedef struct {
  gboolean (*walk) (PnrStore *store, guint n_most, const char *why, GPtrArray *names,
                    PnrStoreChange **change, GError **error);
  guint n_most;
  const char *why;
  GPtrArray *names;
  PnrProgress *progress;
} Steps;

static gpointer
take_steps (PnrStore *store, gpointer data, PnrStoreChange **change, GError **error)
{
  Steps *steps = data;
  gboolean is_done;

  pnr_progress_begin_step (steps->progress, _ ("Going through the log"));
  pnr_store_watch (store, steps->progress);
  is_done = steps->walk (store, steps->n_most, steps->why, steps->names, change, error);
  pnr_store_watch (store, NULL);
  return GINT_TO_POINTER (is_done);
}

/**
 * pnr_plan_undo_several:
 * @self: a plan
 * @n_most: how many actions to take back; fewer where there are no more
 * @why: (nullable): for the log, in the merchant's words
 * @progress: (nullable): whether to stop
 * @error: a place for a sentence
 *
 * Returns: (transfer full) (nullable) (element-type utf8): the names of those that were taken back,
 *   all of them at once; %NULL when nothing was changed
 */
GPtrArray *
pnr_plan_undo_several (PnrPlan *self, guint n_most, const char *why, PnrProgress *progress,
                       GError **error)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  Steps steps = { pnr_store_undo_several, n_most, why, names, progress };

  return pnr_plan_run_on_store (self, take_steps, &steps, error) != NULL ? g_steal_pointer (&names)
                                                                         : NULL;
}

GPtrArray *
pnr_plan_redo_several (PnrPlan *self, guint n_most, const char *why, PnrProgress *progress,
                       GError **error)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  Steps steps = { pnr_store_redo_several, n_most, why, names, progress };

  return pnr_plan_run_on_store (self, take_steps, &steps, error) != NULL ? g_steal_pointer (&names)
                                                                         : NULL;
}

/**
 * pnr_plan_return_to:
 * @self: a plan
 * @action_id: an action of the log, or 0 for the moment before the first
 * @why: (nullable): for the log, in the merchant's words
 * @progress: (nullable): whether to stop
 * @error: a place for a sentence
 *
 * Returns: whether the plan is as it was right after that action; when not, it is as before
 */
gboolean
pnr_plan_return_to (PnrPlan *self, gint64 action_id, const char *why, PnrProgress *progress,
                    GError **error)
{
  Return way = { action_id, why, progress };

  return pnr_plan_run_on_store (self, return_to, &way, error) != NULL;
}

void
pnr_plan_return_to_async (PnrPlan *self, gint64 action_id, PnrProgress *progress,
                          GAsyncReadyCallback callback, gpointer user_data)
{
  pnr_plan_call_later (self, return_to, return_new (action_id, progress), return_free, NULL,
                       callback, user_data);
}

gboolean
pnr_plan_return_to_finish (PnrPlan *self, GAsyncResult *result, GError **error)
{
  return pnr_plan_call_finish (self, result, error) != NULL;
}

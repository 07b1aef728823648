/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The jobs that fill a plan: shop files as one undoable action, and the sample shops. */
#include "config.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>

#include "base/pnr-text.h"
#include "exchange/pnr-sample-shop.h"
#include "plan/pnr-plan-jobs.h"
#include "plan/pnr-plan-private.h"

typedef struct {
  PnrPlan *plan;
  char **paths;
  PnrImportOptions **options; /* one for each path */
  gboolean is_dry_run;
  PnrProgress *progress;
  PnrSampleShop *shop; /* instead of files */
  char *action;
  char *why;
} ImportJob;

static void
import_job_free (ImportJob *job)
{
  g_clear_object (&job->plan);
  for (guint i = 0; job->options != NULL && job->options[i] != NULL; i++)
    pnr_import_options_free (job->options[i]);
  g_free (job->options);
  g_strfreev (job->paths);
  g_free (job->action);
  g_free (job->why);
  g_clear_object (&job->progress);
  g_clear_object (&job->shop);
  g_free (job);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ImportJob, import_job_free)

static char *
name_import (const char *const *paths)
{
  guint n_paths = g_strv_length ((char **) paths);
  g_autofree char *name = g_filename_display_basename (paths[0]);
  g_autofree char *nameless = pnr_text_drop_addresses (name);
  const char *first = nameless != NULL ? nameless : "…";

  if (n_paths == 1)
    return g_strdup_printf (_ ("Import “%s”"), first);
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "Import “%s” and %u more file",
                                       "Import “%s” and %u more files", n_paths - 1),
                          first, n_paths - 1);
}

static ImportJob *
import_job_new (PnrPlan *plan, const char *const *paths, const PnrImportOptions *const *options,
                gboolean is_dry_run, PnrProgress *progress)
{
  ImportJob *job = g_new0 (ImportJob, 1);
  guint n_paths = g_strv_length ((char **) paths);

  job->plan = g_object_ref (plan);
  job->paths = g_strdupv ((char **) paths);
  job->options = g_new0 (PnrImportOptions *, n_paths + 1);
  for (guint i = 0; i < n_paths; i++)
    job->options[i] = pnr_import_options_copy (options[i]);
  job->is_dry_run = is_dry_run;
  job->progress = progress != NULL ? g_object_ref (progress) : NULL;
  job->action = name_import (paths);
  return job;
}

static gboolean
read_into (ImportJob *job, PnrIntake *intake, PnrImportReport *report, GError **error)
{
  if (job->shop != NULL)
    return pnr_sample_shop_deliver (job->shop, intake, report, job->progress, error);
  return pnr_import_files_each ((const char *const *) job->paths,
                                (const PnrImportOptions *const *) job->options, intake, report,
                                job->progress, error);
}

/* One transaction: an import that fails or is cancelled has imported nothing. */
static PnrImportReport *
import_into (PnrStore *store, ImportJob *job, PnrStoreChange **change, GError **error)
{
  g_autoptr (PnrImportReport) report = pnr_import_report_new ();
  g_autoptr (PnrIntake) intake = pnr_store_begin_import (store, job->action, error);
  gboolean is_read;

  if (intake == NULL)
    return NULL;
  pnr_store_explain_import (store, job->why);
  is_read = read_into (job, intake, report, error);
  if (!is_read || job->is_dry_run) {
    pnr_store_finish_import (store, intake, PNR_STORE_IMPORT_DROP, NULL, is_read ? error : NULL);
    return is_read ? g_steal_pointer (&report) : NULL;
  }
  if (pnr_import_report_get_counts (report)->files_hidden > 0)
    pnr_store_rename_import (store, _ ("Import of files"));
  pnr_progress_begin_step (job->progress, _ ("Saving"));
  if (!pnr_store_finish_import (store, intake, PNR_STORE_IMPORT_KEEP, change, error))
    return NULL;
  return g_steal_pointer (&report);
}

static gpointer
import_on_store (PnrStore *store, gpointer data, PnrStoreChange **change, GError **error)
{
  ImportJob *job = data;
  PnrImportReport *report;

  pnr_store_watch (store, job->progress);
  report = import_into (store, job, change, error);
  pnr_store_watch (store, NULL);
  return report;
}

/**
 * pnr_plan_import:
 * @self: a plan
 * @paths: files of one shop: catalogue, orders, in any order
 * @options: how to read all of them
 * @is_dry_run: read and count, keep nothing
 * @why: (nullable): what the log shall say of the reason
 * @progress: (nullable): a progress
 * @error: a place for a sentence
 *
 * Returns: (transfer full) (nullable): what became of every row
 */
PnrImportReport *
pnr_plan_import (PnrPlan *self, const char *const *paths, const PnrImportOptions *options,
                 gboolean is_dry_run, const char *why, PnrProgress *progress, GError **error)
{
  guint n_paths = g_strv_length ((char **) paths);
  g_autofree const PnrImportOptions **each = g_new (const PnrImportOptions *, n_paths + 1);
  g_autoptr (ImportJob) job = NULL;

  for (guint i = 0; i < n_paths; i++)
    each[i] = options;
  job = import_job_new (self, paths, each, is_dry_run, progress);
  job->why = g_strdup (why);
  return pnr_plan_run_on_store (self, import_on_store, job, error);
}

static void
import_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  g_autoptr (GError) error = NULL;
  PnrImportReport *report = pnr_plan_run_on_store (source, import_on_store, data, &error);

  if (report != NULL)
    g_task_return_pointer (task, report, g_object_unref);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

/* @options: how to read each of the files, one for each path. */
void
pnr_plan_import_async (PnrPlan *self, const char *const *paths,
                       const PnrImportOptions *const *options, PnrProgress *progress,
                       GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, callback, user_data);

  g_task_set_source_tag (task, pnr_plan_import_async);
  g_task_set_task_data (task, import_job_new (self, paths, options, FALSE, progress),
                        (GDestroyNotify) import_job_free);
  g_task_run_in_thread (task, import_in_thread);
}

PnrImportReport *
pnr_plan_import_finish (PnrPlan *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static gboolean
fill_sample (PnrPlan *plan, PnrSampleShop *shop, PnrProgress *progress, GError **error)
{
  g_autoptr (ImportJob) job = g_new0 (ImportJob, 1);
  g_autoptr (PnrImportReport) report = NULL;
  g_autoptr (GBytes) planning = pnr_sample_shop_get_planning (shop);
  g_autoptr (GVariant) applied = NULL;

  job->plan = g_object_ref (plan);
  job->shop = g_object_ref (shop);
  job->progress = progress != NULL ? g_object_ref (progress) : NULL;
  job->action =
      g_strdup_printf (_ ("Import the sample shop “%s”"), pnr_sample_shop_get_title (shop));
  pnr_progress_begin_step (progress, _ ("Filling the sample plan"));
  report = pnr_plan_run_on_store (plan, import_on_store, job, error);
  if (report == NULL)
    return FALSE;
  applied = pnr_plan_apply_bytes (plan, planning, _ ("First planning of the sample"), error);
  if (applied == NULL)
    return FALSE;
  g_variant_ref_sink (applied);
  return TRUE;
}

/**
 * pnr_plan_create_sample:
 * @path: where the plan will be; nothing may stand there
 * @sample: "suits", "footwear" or "phones"
 * @progress: (nullable): a progress
 * @error: a place for a sentence
 *
 * Returns: (transfer full) (nullable): the open plan of the sample shop
 */
PnrPlan *
pnr_plan_create_sample (const char *path, const char *sample, PnrProgress *progress, GError **error)
{
  g_autoptr (PnrSampleShop) shop = pnr_sample_shop_new (sample, error);
  g_autoptr (PnrPlan) plan = NULL;

  if (shop == NULL)
    return NULL;
  plan = pnr_plan_create (path, pnr_sample_shop_get_currency (shop), error);
  if (plan == NULL)
    return NULL;
  if (!fill_sample (plan, shop, progress, error)) {
    pnr_plan_close (plan);
    g_unlink (path);
    return NULL;
  }
  return g_steal_pointer (&plan);
}

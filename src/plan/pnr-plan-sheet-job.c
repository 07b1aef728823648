/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Makes a bundle's sheet beside the window, from copies of what the sheet is about. */
#include "config.h"

#include "plan/pnr-plan-deals.h"
#include "plan/pnr-plan-private.h"
#include "plan/pnr-plan-sheet.h"

typedef struct {
  PnrContents *contents;
  PnrBundle *bundle;
  PnrSheetSplit split;
  PnrProgress *progress;
} SheetJob;

static void
sheet_job_free (SheetJob *job)
{
  pnr_contents_unref (job->contents);
  g_object_unref (job->bundle);
  g_clear_object (&job->progress);
  g_free (job);
}

static gint
compare_ids (gconstpointer a, gconstpointer b)
{
  gint64 first = *(const gint64 *) a, second = *(const gint64 *) b;

  return (first > second) - (first < second);
}

static void
name_products (PnrBundle *bundle, GArray *ids)
{
  for (guint i = 0; i < pnr_bundle_get_n_components (bundle); i++) {
    gint64 id = pnr_bundle_get_component (bundle, i)->product_id;

    g_array_append_val (ids, id);
  }
}

static void
take_products (PnrContents *contents, PnrNounList *products, GArray *ids)
{
  g_array_sort (ids, compare_ids);
  for (guint i = 0; i < ids->len; i++) {
    gint64 id = g_array_index (ids, gint64, i);
    PnrProduct *product = pnr_noun_list_get_by_id (products, id);

    if (product != NULL && (i == 0 || id != g_array_index (ids, gint64, i - 1)))
      pnr_contents_take (contents, pnr_product_copy (product));
  }
}

/**
 * pnr_plan_dup_neighbourhood:
 * @self: a plan
 * @bundle: one of its bundles, as it is or as it is being edited
 *
 * On the main thread: a few copies cost less than reading the plan file would, and hold what the
 * window shows.
 *
 * Returns: (transfer full): all scenarios, the bundles whose offers may meet that of @bundle, and
 *   the products of all these bundles
 */
PnrContents *
pnr_plan_dup_neighbourhood (PnrPlan *self, PnrBundle *bundle)
{
  PnrContents *contents = pnr_contents_new (pnr_plan_get_name (self), pnr_plan_get_currency (self));
  GListModel *bundles = G_LIST_MODEL (pnr_plan_get_bundles (self));
  GListModel *scenarios = G_LIST_MODEL (pnr_plan_get_scenarios (self));
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  contents->history_days = self->history_days;
  name_products (bundle, ids);
  for (guint i = 0; i < g_list_model_get_n_items (bundles); i++) {
    g_autoptr (PnrBundle) other = g_list_model_get_item (bundles, i);
    gboolean is_same = pnr_bundle_get_id (other) == pnr_bundle_get_id (bundle);

    if (!is_same && !pnr_plan_is_neighbour (bundle, other))
      continue;
    name_products (other, ids);
    pnr_contents_take (contents, pnr_bundle_copy (is_same ? bundle : other));
  }
  for (guint i = 0; i < g_list_model_get_n_items (scenarios); i++) {
    g_autoptr (PnrScenario) scenario = g_list_model_get_item (scenarios, i);

    pnr_contents_take (contents, pnr_scenario_copy (scenario));
  }
  take_products (contents, pnr_plan_get_products (self), ids);
  return contents;
}

static void
report_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  SheetJob *job = data;
  GError *error = NULL;
  GVariant *sheet =
      pnr_plan_report_sheet (job->contents, job->bundle, job->split, job->progress, &error);

  if (sheet != NULL)
    g_task_return_pointer (task, sheet, (GDestroyNotify) g_variant_unref);
  else
    g_task_return_error (task, error);
}

void
pnr_plan_report_sheet_async (PnrPlan *self, PnrBundle *bundle, PnrSheetSplit split,
                             PnrProgress *progress, GAsyncReadyCallback callback,
                             gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, callback, user_data);
  SheetJob *job = g_new0 (SheetJob, 1);

  job->contents = pnr_plan_dup_neighbourhood (self, bundle);
  job->bundle = pnr_bundle_copy (bundle);
  job->split = split;
  job->progress = progress != NULL ? g_object_ref (progress) : NULL;
  g_task_set_source_tag (task, pnr_plan_report_sheet_async);
  g_task_set_task_data (task, job, (GDestroyNotify) sheet_job_free);
  g_task_run_in_thread (task, report_in_thread);
}

GVariant *
pnr_plan_report_sheet_finish (PnrPlan *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

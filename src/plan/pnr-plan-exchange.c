/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The jobs that speak to the outside: shop files out, Pannier JSON in, figures and the log. */
#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "exchange/pnr-json-reader.h"
#include "exchange/pnr-plan-json.h"
#include "plan/pnr-plan-guard.h"
#include "plan/pnr-plan-jobs.h"
#include "plan/pnr-plan-market.h"
#include "plan/pnr-plan-private.h"

typedef struct {
  char *target;
  char *folder;
  PnrProgress *progress;
} ExportJob;

static void
export_job_free (ExportJob *job)
{
  g_free (job->target);
  g_free (job->folder);
  g_clear_object (&job->progress);
  g_free (job);
}

/**
 * pnr_plan_export:
 * @self: a plan
 * @target: "json" or "woocommerce"
 * @folder: where the files go; created when missing
 * @progress: (nullable): a progress
 * @error: a place for a sentence
 *
 * Shops get no bundle below its cost or floor that nobody gave a reason for.
 *
 * Returns: (transfer full) (nullable): the files written and what they could not say
 */
PnrExportReport *
pnr_plan_export (PnrPlan *self, const char *target, const char *folder, PnrProgress *progress,
                 GError **error)
{
  g_autoptr (PnrContents) contents = pnr_plan_read_contents (self, error);

  if (contents == NULL || !pnr_plan_guard_pass (contents, target, error))
    return NULL;
  return pnr_export (contents, target, folder, progress, error);
}

static void
export_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  ExportJob *job = data;
  g_autoptr (GError) error = NULL;
  PnrExportReport *report =
      pnr_plan_export (source, job->target, job->folder, job->progress, &error);

  if (report != NULL)
    g_task_return_pointer (task, report, (GDestroyNotify) pnr_export_report_free);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

void
pnr_plan_export_async (PnrPlan *self, const char *target, const char *folder, PnrProgress *progress,
                       GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, callback, user_data);
  ExportJob *job = g_new0 (ExportJob, 1);

  job->target = g_strdup (target);
  job->folder = g_strdup (folder);
  job->progress = progress != NULL ? g_object_ref (progress) : NULL;
  g_task_set_source_tag (task, pnr_plan_export_async);
  g_task_set_task_data (task, job, (GDestroyNotify) export_job_free);
  g_task_run_in_thread (task, export_in_thread);
}

PnrExportReport *
pnr_plan_export_finish (PnrPlan *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* A decision that names nobody is whose who applies it: lineage has no gaps. */
static void
sign (PnrNoun *noun)
{
  PnrDecision *decision = PNR_IS_DECISION (noun) ? PNR_DECISION (noun) : NULL;

  if (decision == NULL || pnr_decision_get_author (decision) != NULL)
    return;
  pnr_decision_set_author (decision, g_get_real_name ());
  if (pnr_decision_get_created (decision) == 0)
    pnr_decision_set_created (decision, g_get_real_time () / G_USEC_PER_SEC);
}

/* Of the bundles that were put: what no shop may have is a problem as soon as it is there. */
static gboolean
warn_of_prices (PnrPlan *self, PnrEdit *edit, PnrApplyReport *report, GError **error)
{
  g_autoptr (PnrContents) contents = pnr_plan_read_contents (self, error);

  for (guint i = 0; contents != NULL && i < pnr_edit_get_n_puts (edit); i++) {
    PnrNoun *noun = pnr_edit_get_put (edit, i);
    PnrBundle *bundle = PNR_IS_BUNDLE (noun) ? PNR_BUNDLE (noun) : NULL;
    PnrPriceBreach breach =
        bundle != NULL ? pnr_plan_guard_find_unexcused (contents, bundle) & PNR_PLAN_GUARD_HARD
                       : PNR_PRICE_BREACH_NONE;
    gboolean is_below_cost = (breach & PNR_PRICE_BREACH_BELOW_COST) != 0;
    g_autofree char *what = NULL;
    g_autofree char *sentence = NULL;

    if (breach == PNR_PRICE_BREACH_NONE)
      continue;
    what = pnr_plan_guard_say (contents, bundle,
                               is_below_cost ? PNR_PRICE_BREACH_BELOW_COST
                                             : PNR_PRICE_BREACH_BELOW_FLOOR);
    /* Translators: a sentence on a price. */
    sentence = g_strdup_printf (_ ("%s The bundle was kept; raise its price, or give an exception "
                                   "with its reason. Until then no shop gets it."),
                                what);
    pnr_apply_report_add_problem (report, "bundles.price", pnr_bundle_get_sku (bundle),
                                  is_below_cost ? "below-cost" : "below-floor", sentence);
  }
  return contents != NULL;
}

static gboolean
puts_bundle (PnrEdit *edit)
{
  gboolean has_bundle = FALSE;

  for (guint i = 0; i < pnr_edit_get_n_puts (edit); i++)
    has_bundle |= PNR_IS_BUNDLE (pnr_edit_get_put (edit, i));
  return has_bundle;
}

/* New nouns take ids above the plan's last one, so that none of them meets an older one. */
static GVariant *
apply_document (PnrPlan *self, GVariant *document, const char *action, const char *why,
                GError **error)
{
  g_autoptr (PnrContents) contents = pnr_plan_read_contents (self, error);
  g_autoptr (PnrApplyReport) report = pnr_apply_report_new ();
  g_autoptr (PnrEdit) read =
      contents != NULL ? pnr_plan_json_read (document, contents, report, error) : NULL;
  g_autoptr (PnrEdit) edit = NULL;

  if (read == NULL)
    return NULL;
  edit = pnr_edit_new (action);
  pnr_edit_set_reason (edit, why);
  for (guint i = 0; i < pnr_edit_get_n_removals (read); i++)
    pnr_edit_remove (edit, pnr_edit_get_removal (read, i));
  for (guint i = 0; i < pnr_edit_get_n_puts (read); i++) {
    sign (pnr_edit_get_put (read, i));
    pnr_edit_put (edit, pnr_edit_get_put (read, i));
  }
  if (pnr_edit_get_n_puts (edit) + pnr_edit_get_n_removals (edit) > 0
      && !pnr_plan_commit (self, edit, error))
    return NULL;
  if (puts_bundle (edit) && !warn_of_prices (self, edit, report, error))
    return NULL;
  return g_variant_take_ref (pnr_apply_report_to_variant (report));
}

/**
 * pnr_plan_apply_file:
 * @self: a plan
 * @path: a Pannier JSON file
 * @why: (nullable): what the log shall say of the reason
 * @error: a place for a sentence
 *
 * Adds, changes and removes what the file says, as one action. What cannot be applied is a problem
 * in the result and does not hold up the rest.
 *
 * Returns: (transfer full) (nullable): added, changed, removed, problems
 */
GVariant *
pnr_plan_apply_file (PnrPlan *self, const char *path, const char *why, GError **error)
{
  g_autoptr (GVariant) document = pnr_json_read_file (path, error);
  g_autofree char *name = g_filename_display_basename (path);
  g_autofree char *action = g_strdup_printf (_ ("Apply “%s”"), name);
  g_autoptr (GError) cause = NULL;
  GVariant *report;

  if (document == NULL)
    return NULL;
  report = apply_document (self, document, action, why, &cause);
  if (g_error_matches (cause, PNR_EXCHANGE_ERROR, PNR_EXCHANGE_ERROR_REFUSED))
    g_prefix_error (&cause, _ ("“%s”: "), name);
  if (cause != NULL)
    g_propagate_error (error, g_steal_pointer (&cause));
  return report;
}

GVariant *
pnr_plan_apply_bytes (PnrPlan *self, GBytes *json, const char *action, GError **error)
{
  gsize length;
  const char *text = g_bytes_get_data (json, &length);
  g_autoptr (GVariant) document = pnr_json_read_text (text, (gssize) length, error);

  return document != NULL ? apply_document (self, document, action, NULL, error) : NULL;
}

static gpointer
read_info (PnrStore *store, gpointer data, PnrStoreChange **change, GError **error)
{
  return pnr_store_read_info (store, error);
}

/* Counts and key figures of the whole history, (transfer full). */
GVariant *
pnr_plan_dup_info (PnrPlan *self, GError **error)
{
  GVariant *info = pnr_plan_run_on_store (self, read_info, NULL, error);

  return info != NULL ? g_variant_take_ref (info) : NULL;
}

PnrProduct *
pnr_plan_find_product (PnrContents *contents, const char *sku, GError **error)
{
  PnrProduct *found = pnr_contents_find_product (contents, sku);

  if (found == NULL)
    g_set_error (error, PNR_PLAN_ERROR, PNR_PLAN_ERROR_UNKNOWN_NAME,
                 _ ("There is no product “%s” in this plan. Look its SKU up in the catalogue."),
                 sku);
  return found;
}

/**
 * pnr_plan_find_bundle:
 * @contents: a plan's contents
 * @sku: a bundle's SKU
 * @error: a place for a sentence that lists the bundles there are
 *
 * Returns: (transfer none) (nullable): the bundle
 */
PnrBundle *
pnr_plan_find_bundle (PnrContents *contents, const char *sku, GError **error)
{
  PnrBundle *found = pnr_contents_find_bundle (contents, sku);
  g_autoptr (GString) known = g_string_new (NULL);

  if (found != NULL)
    return found;
  for (guint i = 0; i < contents->bundles->len; i++)
    g_string_append_printf (known, "%s%s", i > 0 ? ", " : "",
                            pnr_bundle_get_sku (g_ptr_array_index (contents->bundles, i)));
  g_set_error (error, PNR_PLAN_ERROR, PNR_PLAN_ERROR_UNKNOWN_NAME,
               _ ("There is no bundle “%s” in this plan. Its bundles: %s."), sku,
               known->len > 0 ? known->str : _ ("none"));
  return NULL;
}

PnrScenario *
pnr_plan_find_scenario (PnrContents *contents, const char *name, GError **error)
{
  PnrScenario *found = pnr_contents_find_scenario (contents, name);
  g_autoptr (GString) known = g_string_new (NULL);

  if (found != NULL)
    return found;
  for (guint i = 0; i < contents->scenarios->len; i++)
    g_string_append_printf (known, "%s“%s”", i > 0 ? ", " : "",
                            pnr_scenario_get_name (g_ptr_array_index (contents->scenarios, i)));
  g_set_error (error, PNR_PLAN_ERROR, PNR_PLAN_ERROR_UNKNOWN_NAME,
               _ ("There is no scenario “%s” in this plan. Its scenarios: %s."), name,
               known->len > 0 ? known->str : _ ("none"));
  return NULL;
}

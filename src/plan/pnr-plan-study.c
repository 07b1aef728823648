/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The jobs that look closer at one scenario, which end in a chart or a table. */
#include "config.h"

#include "plan/pnr-plan-study.h"

#include <glib/gi18n.h>
#include <stdlib.h>
#include <string.h>

#include "base/pnr-money.h"
#include "drawing/pnr-shipping-chart.h"
#include "drawing/pnr-tornado-chart.h"
#include "drawing/pnr-waterfall-chart.h"
#include "economy/pnr-cannibalisation.h"
#include "economy/pnr-shipping-curve.h"
#include "economy/pnr-tornado.h"
#include "plan/pnr-plan-jobs.h"
#include "plan/pnr-plan-market.h"
#include "plan/pnr-plan-past.h"
#include "plan/pnr-plan-private.h"
#include "plan/pnr-plan-replay.h"

G_DEFINE_BOXED_TYPE (PnrStudy, pnr_study, pnr_study_ref, pnr_study_unref)

typedef struct {
  PnrPlan *plan;
  PnrStudyKind kind;
  PnrScenario *scenario;
  PnrSimulationSettings settings;
  PnrProgress *progress;
} StudyJob;

static void
study_job_free (StudyJob *job)
{
  g_object_unref (job->plan);
  g_object_unref (job->scenario);
  g_clear_object (&job->progress);
  g_free (job);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (StudyJob, study_job_free)

static StudyJob *
study_job_new (PnrPlan *plan, PnrStudyKind kind, PnrScenario *scenario,
               const PnrSimulationSettings *settings, PnrProgress *progress)
{
  StudyJob *job = g_new0 (StudyJob, 1);

  job->plan = g_object_ref (plan);
  job->kind = kind;
  job->scenario = pnr_scenario_copy (scenario);
  job->settings = *settings;
  job->progress = progress != NULL ? g_object_ref (progress) : NULL;
  return job;
}

static PnrStudy *
pnr_study_new (PnrStudyKind kind)
{
  PnrStudy *self = g_new0 (PnrStudy, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->kind = kind;
  return self;
}

PnrStudy *
pnr_study_ref (PnrStudy *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
pnr_study_unref (PnrStudy *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_free (self->inputs_hash);
  g_clear_pointer (&self->tornado, pnr_tornado_unref);
  g_clear_pointer (&self->waterfall, pnr_waterfall_unref);
  g_clear_pointer (&self->shipping, pnr_shipping_curve_unref);
  g_clear_pointer (&self->replay, pnr_replay_unref);
  g_free (self);
}

/**
 * pnr_study_new_chart:
 * @self: a study
 *
 * Returns: (transfer full) (nullable): its chart; main thread only, as every chart. A replay is a
 *   table and has none.
 */
PnrChart *
pnr_study_new_chart (PnrStudy *self)
{
  switch (self->kind) {
  case PNR_STUDY_TORNADO:
    return PNR_CHART (pnr_tornado_chart_new (self->tornado));
  case PNR_STUDY_WATERFALL:
    return PNR_CHART (pnr_waterfall_chart_new (self->waterfall));
  case PNR_STUDY_SHIPPING:
    return PNR_CHART (pnr_shipping_chart_new (self->shipping));
  case PNR_STUDY_REPLAY:
    return NULL;
  case PNR_N_STUDIES:
  default:
    g_assert_not_reached ();
  }
}

GVariant *
pnr_study_to_report (PnrStudy *self)
{
  switch (self->kind) {
  case PNR_STUDY_TORNADO:
    return pnr_tornado_to_report (self->tornado);
  case PNR_STUDY_WATERFALL:
    return pnr_waterfall_to_report (self->waterfall);
  case PNR_STUDY_SHIPPING:
    return pnr_shipping_curve_to_report (self->shipping);
  case PNR_STUDY_REPLAY:
    return pnr_replay_to_report (self->replay);
  case PNR_N_STUDIES:
  default:
    g_assert_not_reached ();
  }
}

static const char *const study_words[PNR_N_STUDIES] = {
  [PNR_STUDY_TORNADO] = "tornado",
  [PNR_STUDY_WATERFALL] = "waterfall",
  [PNR_STUDY_SHIPPING] = "shipping",
  [PNR_STUDY_REPLAY] = "replay",
};

gboolean
pnr_study_kind_from_word (const char *word, PnrStudyKind *kind)
{
  for (guint i = 0; i < PNR_N_STUDIES; i++) {
    if (g_strcmp0 (study_words[i], word) == 0) {
      *kind = i;
      return TRUE;
    }
  }
  return FALSE;
}

static PnrMarket *
read_market (StudyJob *job, GError **error)
{
  g_autoptr (PnrBasketSet) baskets = pnr_plan_read_baskets (job->plan, job->progress, error);
  g_autoptr (PnrContents) contents = NULL;
  g_autoptr (GPtrArray) bundles = g_ptr_array_new ();
  PnrMarket *market;

  if (baskets == NULL)
    return NULL;
  contents = pnr_plan_read_contents (job->plan, error);
  if (contents == NULL)
    return NULL;
  for (guint i = 0; i < contents->bundles->len; i++) {
    PnrBundle *bundle = g_ptr_array_index (contents->bundles, i);

    if (pnr_scenario_has_bundle (job->scenario, pnr_bundle_get_id (bundle)))
      g_ptr_array_add (bundles, bundle);
  }
  market = pnr_plan_market_new_related (contents, baskets, bundles, job->scenario, error);
  market = pnr_plan_market_learn (job->plan, NULL, baskets, market, job->progress, error);
  if (market != NULL)
    pnr_plan_market_infer_awareness (market, job->scenario);
  return market;
}

/* Of what the shop has sent so far, as far as its weight is known. */
static double
get_mean_weight (PnrContents *contents)
{
  double weight = 0.0, units = 0.0;

  for (guint i = 0; i < contents->products->len; i++) {
    PnrProduct *product = g_ptr_array_index (contents->products, i);
    double sold = (double) pnr_product_get_units_milli (product);

    if (pnr_product_get_weight_g (product) == PNR_PRODUCT_WEIGHT_UNKNOWN || sold <= 0.0)
      continue;
    weight += sold * (double) pnr_product_get_weight_g (product);
    units += sold;
  }
  return units > 0.0 ? weight / units : 0.0;
}

static gboolean
find_shipping (StudyJob *job, PnrStudy *study, GError **error)
{
  g_autoptr (PnrStore) store = NULL;
  g_autoptr (PnrContents) contents = NULL;
  g_autoptr (PnrLedger) ledger = NULL;
  PnrParcelTariff tariff;

  pnr_progress_begin_step (job->progress, _ ("Reading the orders"));
  store = pnr_plan_open_reader (job->plan, error);
  if (store == NULL)
    return FALSE;
  contents = pnr_store_read_contents (store, error);
  if (contents != NULL)
    ledger = pnr_store_read_ledger (store, contents, job->progress, error);
  pnr_store_close (store);
  if (ledger == NULL)
    return FALSE;
  tariff = pnr_plan_assume_tariff (job->scenario, contents->currency);
  study->inputs_hash = g_strdup (contents->data_hash);
  study->shipping =
      pnr_shipping_curve_read (ledger, &tariff, get_mean_weight (contents), contents->data_hash);
  return TRUE;
}

static gboolean
find_in_market (StudyJob *job, PnrStudy *study, GError **error)
{
  g_autoptr (PnrMarket) market = read_market (job, error);

  if (market == NULL)
    return FALSE;
  study->inputs_hash = pnr_market_dup_hash (market);
  if (job->kind == PNR_STUDY_WATERFALL) {
    study->waterfall = pnr_cannibalisation_split (market, &job->settings, job->progress, error);
    return study->waterfall != NULL;
  }
  study->tornado = pnr_tornado_run (market, &job->settings, job->progress, error);
  return study->tornado != NULL;
}

static gboolean
find_replay (StudyJob *job, PnrStudy *study, GError **error)
{
  study->replay = pnr_plan_replay (job->plan, job->scenario, job->progress, error);
  if (study->replay == NULL)
    return FALSE;
  study->inputs_hash = g_strdup (study->replay->inputs_hash);
  return TRUE;
}

static gboolean
find (StudyJob *job, PnrStudy *study, GError **error)
{
  switch (job->kind) {
  case PNR_STUDY_SHIPPING:
    return find_shipping (job, study, error);
  case PNR_STUDY_REPLAY:
    return find_replay (job, study, error);
  default:
    return find_in_market (job, study, error);
  }
}

static PnrStudy *
run_study (StudyJob *job, GError **error)
{
  g_autoptr (PnrStudy) study = pnr_study_new (job->kind);

  return find (job, study, error) ? g_steal_pointer (&study) : NULL;
}

/**
 * pnr_plan_study:
 * @self: a plan
 * @kind: what to look at
 * @scenario: one of its scenarios
 * @settings: how many shoppers, which seed
 * @progress: (nullable): a progress
 * @error: a place for a sentence
 *
 * Returns: (transfer full) (nullable): what was found
 */
PnrStudy *
pnr_plan_study (PnrPlan *self, PnrStudyKind kind, PnrScenario *scenario,
                const PnrSimulationSettings *settings, PnrProgress *progress, GError **error)
{
  g_autoptr (StudyJob) job = study_job_new (self, kind, scenario, settings, progress);

  return run_study (job, error);
}

static void
study_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  g_autoptr (GError) error = NULL;
  PnrStudy *study = run_study (data, &error);

  if (study != NULL)
    g_task_return_pointer (task, study, (GDestroyNotify) pnr_study_unref);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

void
pnr_plan_study_async (PnrPlan *self, PnrStudyKind kind, PnrScenario *scenario,
                      const PnrSimulationSettings *settings, PnrProgress *progress,
                      GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, callback, user_data);

  g_task_set_source_tag (task, pnr_plan_study_async);
  g_task_set_task_data (task, study_job_new (self, kind, scenario, settings, progress),
                        (GDestroyNotify) study_job_free);
  g_task_run_in_thread (task, study_in_thread);
}

PnrStudy *
pnr_plan_study_finish (PnrPlan *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

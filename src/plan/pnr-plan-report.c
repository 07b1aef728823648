/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A scenario as a report to hand over: its outcome, its bundles, what was assumed.
 *
 * Every figure is asked for where the window and the command line ask, and charts are painted by
 * the same painters, so that the paper says what the screen says. */
#include "config.h"

#include "plan/pnr-plan-report.h"

#include <glib/gi18n.h>
#include <inttypes.h>
#include <math.h>
#include <stdarg.h>

#include "base/pnr-money.h"
#include "base/pnr-report.h"
#include "drawing/pnr-compare-chart.h"
#include "drawing/pnr-order-shift-chart.h"
#include "model/pnr-objective.h"
#include "plan/check/pnr-check-walk.h"
#include "plan/check/pnr-finding.h"
#include "plan/pnr-plan-relation-words.h"
#include "plan/pnr-plan-taker-words.h"
#include "plan/pnr-plan-report-private.h"

#define SHOWN_HASH 12
#define SHOWN_DIGITS "%.6g"

/* One row of a table; NULL ends it. */
GStrv
pnr_report_row (const char *first, ...)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  va_list cells;

  va_start (cells, first);
  for (const char *cell = first; cell != NULL; cell = va_arg (cells, const char *))
    g_strv_builder_add (builder, cell);
  va_end (cells);
  return g_strv_builder_end (builder);
}

char *
pnr_report_dup_share (double share)
{
  return isfinite (share) ? g_strdup_printf (_ ("%.1f %%"), 100.0 * share) : g_strdup ("–");
}

static char *
dup_number (double number)
{
  return isfinite (number) ? g_strdup_printf (SHOWN_DIGITS, number) : g_strdup ("–");
}

static const char *
get_objective_sentence (PnrObjective objective)
{
  static const char *const sentences[PNR_N_OBJECTIVES] = {
    [PNR_OBJECTIVE_CONTRIBUTION] = N_ ("The scenario is judged by its contribution."),
    [PNR_OBJECTIVE_REVENUE] = N_ ("The scenario is judged by its revenue."),
    [PNR_OBJECTIVE_CONTRIBUTION_KEEP_REVENUE] =
        N_ ("The scenario is judged by its contribution; revenue must not fall."),
    [PNR_OBJECTIVE_CONTRIBUTION_KEEP_SURPLUS] =
        N_ ("The scenario is judged by its contribution; what customers gain must not fall."),
  };

  return _ (sentences[objective]);
}

static void
add_summary (PnrDocument *document, PnrScenario *scenario, PnrOutcome *outcome)
{
  PnrMetric metrics[PNR_N_METRICS];
  PnrChart *chart = PNR_CHART (pnr_compare_chart_new (outcome));
  g_autoptr (PnrChart) whole = PNR_CHART (pnr_compare_chart_new (outcome));

  for (int metric = 0; metric < PNR_N_METRICS; metric++)
    metrics[metric] = (PnrMetric) metric;
  pnr_compare_chart_set_metrics (PNR_COMPARE_CHART (whole), metrics, PNR_N_METRICS);
  pnr_document_add_heading (document, _ ("Summary"));
  pnr_document_add_text (document, get_objective_sentence (pnr_objective_of_scenario (scenario)));
  pnr_document_take_chart (document, chart, PNR_REPORT_TALL_CHART);
  pnr_document_take_table (document, pnr_chart_dup_headers (whole), pnr_chart_dup_rows (whole), 1);
  pnr_document_add_note (
      document,
      /* xgettext:no-c-format */
      _ ("Per period of the order history. Lowest and highest likely: 90 % of "
         "what follows from all assumptions together lies between them; where there "
         "is no difference, of the figure itself."));
}

/* Where the means of many orders and of few dear ones would look the same. */
static void
add_order_values (PnrDocument *document, PnrOutcome *outcome)
{
  pnr_document_add_heading (document, _ ("Order values"));
  pnr_document_take_chart (document, PNR_CHART (pnr_order_shift_chart_new (outcome)),
                           PNR_REPORT_CHART);
}

static void
add_takers (PnrDocument *document, const PnrTakers *takers)
{
  g_autofree char *sentence = pnr_takers_dup_sentence (takers);
  GPtrArray *rows;
  const struct {
    const char *title;
    double share;
  } groups[] = {
    { _ ("Bought everything in it anyway"), takers->giveaway },
    { _ ("Bought a part of it"), takers->trade_up },
    { _ ("Bought something else"), takers->switched },
    { _ ("Bought nothing"), takers->fresh },
  };

  if (!isfinite (takers->giveaway))
    return;
  rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  for (gsize i = 0; i < G_N_ELEMENTS (groups); i++) {
    g_autofree char *share = pnr_report_dup_share (groups[i].share);

    g_ptr_array_add (rows, pnr_report_row (groups[i].title, share, NULL));
  }
  pnr_document_add_heading (document, _ ("Who takes the offers"));
  pnr_document_add_text (document, sentence);
  pnr_document_take_table (
      document, pnr_report_row (_ ("Without the scenario they"), _ ("Takers"), NULL), rows, 1);
}

static void
add_relations (PnrDocument *document, PnrOutcome *outcome)
{
  GPtrArray *rows;

  if (outcome->relations->len == 0)
    return;
  rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  for (guint i = 0; i < outcome->relations->len; i++) {
    const PnrRelationOutcome *told = g_ptr_array_index (outcome->relations, i);
    g_autofree char *title = pnr_relation_outcome_dup_title (told);
    g_autofree char *sentence = pnr_relation_outcome_dup_sentence (told);
    /* Translators: where something is shown, then a sentence about it. */
    g_autofree char *told_of =
        g_strdup_printf (_ ("%s. %s"), pnr_relation_outcome_get_place (told), sentence);
    g_autofree char *shown =
        isfinite (told->shown) ? g_strdup_printf ("%.0f", told->shown) : g_strdup ("–");
    g_autofree char *taken =
        isfinite (told->taken) ? g_strdup_printf ("%.0f", told->taken) : g_strdup ("–");
    g_autofree char *rate = pnr_report_dup_share (told->take_rate);

    g_ptr_array_add (rows, pnr_report_row (title, told_of, shown, taken, rate, NULL));
  }
  pnr_document_add_heading (document, _ ("Relationships shown"));
  pnr_document_add_text (document, _ ("What leads from the products in a basket to others, and who "
                                      "takes it."));
  pnr_document_take_table (document,
                           pnr_report_row (_ ("Relationship"), _ ("Takers without the scenario"),
                                           _ ("Shown"), _ ("Taken"), _ ("Share"), NULL),
                           rows, 2);
}

static void
add_assumptions (PnrDocument *document, PnrOutcome *outcome)
{
  GPtrArray *rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);

  for (guint i = 0; i < outcome->assumed->len; i++) {
    const PnrAssumed *assumed = g_ptr_array_index (outcome->assumed, i);
    g_autofree char *value = dup_number (assumed->value);
    g_autofree char *low = dup_number (assumed->low);
    g_autofree char *high = dup_number (assumed->high);

    g_ptr_array_add (rows,
                     pnr_report_row (assumed->name, assumed->source != NULL ? assumed->source : "",
                                     value, low, high, NULL));
  }
  pnr_document_add_heading (document, _ ("Assumptions"));
  pnr_document_add_note (document, _ ("Numbers that no order can tell. Every figure of this report "
                                      "depends on them."));
  pnr_document_take_table (
      document,
      pnr_report_row (_ ("Assumption"), _ ("Source"), _ ("Value"), _ ("Low"), _ ("High"), NULL),
      rows, 2);
}

/* What is wrong with the offers of the scenario, as the check of the plan tells it. */
static gboolean
add_findings (PnrDocument *document, PnrContents *contents, PnrScenario *scenario,
              PnrProgress *progress, guint *n_told, GError **error)
{
  g_autoptr (GPtrArray) findings = pnr_check_walk (contents, NULL, progress, error);

  for (guint i = 0; findings != NULL && i < findings->len; i++) {
    const PnrFinding *finding = g_ptr_array_index (findings, i);
    g_autofree char *sentence = NULL;

    if (finding->type != PNR_TYPE_BUNDLE || !pnr_scenario_has_bundle (scenario, finding->id)
        || finding->severity == PNR_SEVERITY_NOTE)
      continue;
    sentence = g_strdup_printf ("%s: %s", finding->object, finding->message);
    pnr_document_add_text (document, sentence);
    (*n_told)++;
  }
  return findings != NULL;
}

static gboolean
add_checks (PnrDocument *document, PnrPlan *plan, PnrContents *contents, PnrScenario *scenario,
            PnrOutcome *outcome, PnrProgress *progress, GError **error)
{
  guint n_told = outcome->warnings->len;

  pnr_document_add_heading (document, _ ("Checks"));
  for (guint i = 0; i < outcome->warnings->len; i++)
    pnr_document_add_text (document, g_ptr_array_index (outcome->warnings, i));
  if (!add_findings (document, contents, scenario, progress, &n_told, error))
    return FALSE;
  for (guint i = 0; i < contents->bundles->len; i++) {
    PnrBundle *bundle = g_ptr_array_index (contents->bundles, i);

    if (pnr_scenario_has_bundle (scenario, pnr_bundle_get_id (bundle))
        && !pnr_plan_report_add_padding (document, plan, contents, bundle, &n_told, progress,
                                         error))
      return FALSE;
  }
  if (n_told == 0)
    pnr_document_add_text (document, _ ("The simulation and the check of its offers have nothing "
                                        "to warn of."));
  pnr_document_add_note (document,
                         _ ("What competitors do, whether shoppers come back for it, and stock "
                            "that runs out are not part of the model."));
  return TRUE;
}

static PnrDocument *
begin_document (PnrContents *contents, PnrScenario *scenario, PnrOutcome *outcome)
{
  g_autofree char *title = g_strdup_printf (_ ("Scenario “%s”"), pnr_scenario_get_name (scenario));
  g_autofree char *subtitle =
      g_strdup_printf (_ ("Plan “%s”, in %s"), contents->name, contents->currency);
  g_autofree char *stamp = g_strdup_printf (
      _ ("Pannier %s · data %.*s · %" PRId64 " simulated shoppers · seed %" PRIu64), PNR_VERSION,
      SHOWN_HASH, outcome->inputs_hash, outcome->n_shoppers, outcome->seed);
  PnrDocument *document = pnr_document_new (title, subtitle, stamp);
  const char *note = pnr_scenario_get_note (scenario);

  if (note != NULL && note[0] != '\0')
    pnr_document_add_text (document, note);
  return document;
}

static gboolean
add_bundles (PnrDocument *document, PnrPlan *plan, PnrContents *contents, PnrScenario *scenario,
             PnrProgress *progress, GError **error)
{
  for (guint i = 0; i < contents->bundles->len; i++) {
    PnrBundle *bundle = g_ptr_array_index (contents->bundles, i);

    if (pnr_scenario_has_bundle (scenario, pnr_bundle_get_id (bundle))
        && !pnr_plan_report_add_bundle (document, plan, contents, bundle, progress, error))
      return FALSE;
  }
  return TRUE;
}

/**
 * pnr_plan_write_report:
 * @self: a plan
 * @scenario: one of its scenarios
 * @path: where to, ending in .pdf
 * @progress: (nullable): a progress
 * @error: a place for a sentence
 *
 * Returns: (transfer full) (nullable): the file, its pages and the hash of the inputs
 */
GVariant *
pnr_plan_write_report (PnrPlan *self, PnrScenario *scenario, const char *path,
                       PnrProgress *progress, GError **error)
{
  PnrSimulationSettings settings = PNR_SIMULATION_SETTINGS_INIT;
  g_autoptr (PnrContents) contents = pnr_plan_read_contents (self, error);
  g_autoptr (PnrOutcome) outcome = NULL;
  g_autoptr (PnrDocument) document = NULL;
  GVariantDict *report;

  if (contents == NULL)
    return NULL;
  outcome = pnr_plan_simulate (self, scenario, &settings, progress, error);
  if (outcome == NULL)
    return NULL;
  document = begin_document (contents, scenario, outcome);
  add_summary (document, scenario, outcome);
  add_order_values (document, outcome);
  add_takers (document, &outcome->takers);
  add_relations (document, outcome);
  if (!pnr_plan_report_add_charts (document, self, scenario, outcome, progress, error)
      || !add_bundles (document, self, contents, scenario, progress, error)
      || !pnr_plan_report_add_replay (document, self, scenario, progress, error))
    return NULL;
  add_assumptions (document, outcome);
  if (!add_checks (document, self, contents, scenario, outcome, progress, error))
    return NULL;
  if (!pnr_progress_check (progress, error) || !pnr_document_save (document, path, error))
    return NULL;
  report = pnr_report_new ();
  pnr_report_add_path (report, "file", path);
  pnr_report_add_text (report, "scenario", pnr_scenario_get_name (scenario));
  pnr_report_add_count (report, "pages", pnr_document_count_pages (document));
  pnr_report_add_text (report, "data_hash", outcome->inputs_hash);
  return g_variant_ref_sink (pnr_report_end (report));
}

typedef struct {
  PnrScenario *scenario;
  char *path;
  PnrProgress *progress;
} Job;

static void
job_free (gpointer data)
{
  Job *job = data;

  g_object_unref (job->scenario);
  g_free (job->path);
  g_clear_object (&job->progress);
  g_free (job);
}

static void
write_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Job *job = data;
  g_autoptr (GError) error = NULL;
  GVariant *report =
      pnr_plan_write_report (source, job->scenario, job->path, job->progress, &error);

  if (report != NULL)
    g_task_return_pointer (task, report, (GDestroyNotify) g_variant_unref);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

void
pnr_plan_write_report_async (PnrPlan *self, PnrScenario *scenario, const char *path,
                             PnrProgress *progress, GAsyncReadyCallback callback,
                             gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, callback, user_data);
  Job *job = g_new0 (Job, 1);

  job->scenario = pnr_scenario_copy (scenario);
  job->path = g_strdup (path);
  job->progress = progress != NULL ? g_object_ref (progress) : NULL;
  g_task_set_source_tag (task, pnr_plan_write_report_async);
  g_task_set_task_data (task, job, job_free);
  g_task_run_in_thread (task, write_in_thread);
}

GVariant *
pnr_plan_write_report_finish (PnrPlan *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

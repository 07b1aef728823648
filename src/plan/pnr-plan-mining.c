/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The jobs that look into the history: baskets, frequent sets and rules, suggestions. */
#include "config.h"

#include <glib/gi18n.h>

#include "mining/pnr-ranking.h"
#include "mining/pnr-suggester.h"
#include "plan/pnr-plan-jobs.h"
#include "plan/pnr-plan-market.h"
#include "plan/pnr-plan-private.h"

/* A pair seen less often than this is never proposed, so rarer ones need not be counted. */
#define LEAST_TOGETHER 5

/* More rows than this are for nobody to read and for no machine to hold as one document. */
#define MOST_ROWS 1000000

typedef struct {
  PnrPlan *plan;
  PnrProgress *progress;
  char *bar;
} SuggestJob;

static void
suggest_job_free (SuggestJob *job)
{
  g_object_unref (job->plan);
  g_clear_object (&job->progress);
  g_free (job->bar);
  g_free (job);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SuggestJob, suggest_job_free)

static PnrBasketSet *
read_baskets (const char *path, gint64 from, gint64 to, PnrProgress *progress, GError **error)
{
  g_autoptr (PnrStore) store = pnr_store_open (path, PNR_STORE_OPEN_READ_ONLY, error);
  PnrBasketSet *baskets;

  if (store == NULL)
    return NULL;
  pnr_progress_begin_step (progress, _ ("Reading the orders"));
  baskets = pnr_store_read_baskets_between (store, from, to, progress, error);
  pnr_store_close (store);
  return baskets;
}

/**
 * pnr_plan_read_baskets:
 * @self: a plan
 * @progress: (nullable): a progress
 * @error: a place for a sentence
 *
 * Returns: (transfer full) (nullable): which products were bought together, cancelled orders and
 *   returns left out
 */
PnrBasketSet *
pnr_plan_read_baskets (PnrPlan *self, PnrProgress *progress, GError **error)
{
  return read_baskets (pnr_plan_get_path (self), G_MININT64, G_MAXINT64, progress, error);
}

/**
 * pnr_plan_read_baskets_between:
 * @self: a plan
 * @window: (nullable): which orders; %NULL: all of them
 * @progress: (nullable): a progress
 * @error: a place for a sentence
 *
 * Returns: (transfer full) (nullable): the baskets of the orders in @window
 */
PnrBasketSet *
pnr_plan_read_baskets_between (PnrPlan *self, const PnrOrderWindow *window, PnrProgress *progress,
                               GError **error)
{
  return read_baskets (pnr_plan_get_path (self), window != NULL ? window->from : G_MININT64,
                       window != NULL ? window->to : G_MAXINT64, progress, error);
}

static PnrRuleSet *
mine_baskets (PnrBasketSet *baskets, const PnrMineRequest *request, PnrProgress *progress,
              GError **error)
{
  pnr_progress_begin_step (progress, _ ("Counting"));
  switch (request->kind) {
  case PNR_MINING_PAIRS:
    return pnr_mine_pairs (baskets, &request->settings, progress, error);
  case PNR_MINING_ITEMSETS:
    return pnr_mine_itemsets (baskets, &request->settings, progress, error);
  default:
    return pnr_mine_rules (baskets, &request->settings, progress, error);
  }
}

/* The best few need an order of their own: what chance explains least, or what sold most. */
static PnrMeasure
choose_order (const PnrMineRequest *request)
{
  if (request->sort != PNR_N_MEASURES || request->n_top == 0)
    return request->sort;
  return request->kind == PNR_MINING_PAIRS ? PNR_MEASURE_COUNT : PNR_MEASURE_Q_VALUE;
}

static GVariant *
report_baskets (PnrBasketSet *baskets, const PnrMineRequest *request, PnrReportTable **rows,
                PnrProgress *progress, GError **error)
{
  g_autoptr (PnrRuleSet) found = mine_baskets (baskets, request, progress, error);
  guint32 n_rows;

  if (found == NULL)
    return NULL;
  n_rows = request->kind == PNR_MINING_ITEMSETS ? pnr_rule_set_get_n_itemsets (found)
                                                : pnr_rule_set_get_n_rules (found);
  if (request->n_top == 0 && n_rows > MOST_ROWS) {
    g_set_error (error, PNR_PLAN_ERROR, PNR_PLAN_ERROR_TOO_LARGE,
                 _ ("%u results were found, too many for one list. Raise the minimum count or "
                    "confidence, or ask for the best ones with --top."),
                 n_rows);
    return NULL;
  }
  if (choose_order (request) != PNR_N_MEASURES)
    pnr_rule_set_sort (found, choose_order (request));
  *rows = pnr_mining_report_rows (found, request->kind, request->n_top);
  return g_variant_take_ref (pnr_mining_report (found, request->kind));
}

/**
 * pnr_plan_mine:
 * @self: a plan
 * @request: what to find
 * @rows: (out) (transfer full): what was found
 * @progress: (nullable): a progress
 * @error: a place for a sentence
 *
 * Returns: (transfer full) (nullable): figures about it, as the command line prints them
 */
GVariant *
pnr_plan_mine (PnrPlan *self, const PnrMineRequest *request, PnrReportTable **rows,
               PnrProgress *progress, GError **error)
{
  g_autoptr (PnrBasketSet) baskets = pnr_plan_read_baskets (self, progress, error);

  return baskets != NULL ? report_baskets (baskets, request, rows, progress, error) : NULL;
}

/**
 * pnr_plan_mine_file:
 * @path: a file of orders or baskets
 * @options: how to read it
 * @request: what to find
 * @rows: (out) (transfer full): what was found
 * @progress: (nullable): a progress
 * @error: a place for a sentence
 *
 * Returns: (transfer full) (nullable): figures about it, without a plan being made
 */
GVariant *
pnr_plan_mine_file (const char *path, const PnrImportOptions *options,
                    const PnrMineRequest *request, PnrReportTable **rows, PnrProgress *progress,
                    GError **error)
{
  g_autoptr (PnrImportReport) report = pnr_import_report_new ();
  g_autoptr (PnrBasketSet) baskets = pnr_read_baskets (path, options, report, progress, error);

  return baskets != NULL ? report_baskets (baskets, request, rows, progress, error) : NULL;
}

static SuggestJob *
suggest_job_new (PnrPlan *plan, PnrProgress *progress)
{
  SuggestJob *job = g_new0 (SuggestJob, 1);

  job->plan = g_object_ref (plan);
  job->progress = progress != NULL ? g_object_ref (progress) : NULL;
  return job;
}

static PnrNounList *
list_products (PnrContents *contents)
{
  PnrNounList *products = pnr_noun_list_new (PNR_TYPE_PRODUCT);

  pnr_noun_list_replace (products,
                         g_ptr_array_copy (contents->products, (GCopyFunc) g_object_ref, NULL));
  return products;
}

static GPtrArray *
run_suggest (SuggestJob *job, GError **error)
{
  g_autoptr (PnrBasketSet) baskets = pnr_plan_read_baskets (job->plan, job->progress, error);
  g_autoptr (PnrContents) contents =
      baskets != NULL ? pnr_plan_read_contents (job->plan, error) : NULL;
  g_autoptr (PnrNounList) products = contents != NULL ? list_products (contents) : NULL;
  PnrMiningSettings settings = { .min_count = LEAST_TOGETHER };
  g_autoptr (PnrRuleSet) pairs = NULL;
  PnrSuggesterContext context = { .products = products };

  if (contents == NULL)
    return NULL;
  context.verdicts = contents->verdicts;
  context.relations = contents->relations;
  context.now = g_get_real_time () / G_USEC_PER_SEC;
  pnr_progress_begin_step (job->progress, _ ("Comparing with chance"));
  pairs = pnr_mine_pairs (baskets, &settings, job->progress, error);
  if (pairs == NULL)
    return NULL;
  job->bar = pnr_suggester_dup_bar (baskets);
  return pnr_suggester_propose (pairs, &context, job->progress, error);
}

/**
 * pnr_plan_suggest:
 * @self: a plan
 * @bar: (out) (optional) (transfer full): what is asked of a pair, as a sentence
 * @progress: (nullable): a progress
 * @error: a place for a sentence
 *
 * Returns: (transfer container) (element-type PnrSuggestion) (nullable): proposals, best first,
 *   without those turned down and those the plan has
 */
GPtrArray *
pnr_plan_suggest (PnrPlan *self, char **bar, PnrProgress *progress, GError **error)
{
  g_autoptr (SuggestJob) job = suggest_job_new (self, progress);
  GPtrArray *suggestions = run_suggest (job, error);

  if (bar != NULL)
    *bar = g_steal_pointer (&job->bar);
  return suggestions;
}

static void
suggest_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *suggestions = run_suggest (data, &error);

  if (suggestions != NULL)
    g_task_return_pointer (task, suggestions, (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

void
pnr_plan_suggest_async (PnrPlan *self, PnrProgress *progress, GAsyncReadyCallback callback,
                        gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, callback, user_data);

  g_task_set_source_tag (task, pnr_plan_suggest_async);
  g_task_set_task_data (task, suggest_job_new (self, progress), (GDestroyNotify) suggest_job_free);
  g_task_run_in_thread (task, suggest_in_thread);
}

GPtrArray *
pnr_plan_suggest_finish (PnrPlan *self, GAsyncResult *result, char **bar, GError **error)
{
  SuggestJob *job;

  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  job = g_task_get_task_data (G_TASK (result));
  if (bar != NULL)
    *bar = g_steal_pointer (&job->bar);
  return g_task_propagate_pointer (G_TASK (result), error);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The job that says which tactic suits an anchor: upsell, cross-sell or bundle.
 *
 * Candidates are what the plan already holds: relations that start at the anchor, accepted
 * suggestions among them, and bundles with the anchor in them. */
#include "config.h"

#include "plan/pnr-plan-advice.h"

#include <glib/gi18n.h>

#include "base/pnr-money.h"
#include "economy/pnr-advice.h"
#include "plan/pnr-plan-jobs.h"
#include "plan/pnr-plan-market.h"
#include "plan/pnr-plan-past.h"
#include "plan/pnr-plan-tactic.h"
#include "plan/pnr-plan-tax.h"

typedef struct {
  PnrPlan *plan;
  PnrProduct *anchor;
  PnrScenario *scenario; /* NULL: the plan's first */
  PnrSimulationSettings settings;
  PnrProgress *progress;
  PnrContents *contents;
  PnrBasketSet *baskets;
  PnrMarketCosts costs;
  PnrAdvice *advice;
} AdviceJob;

static void
advice_job_free (AdviceJob *job)
{
  g_object_unref (job->plan);
  g_object_unref (job->anchor);
  g_clear_object (&job->scenario);
  g_clear_object (&job->progress);
  g_clear_pointer (&job->contents, pnr_contents_unref);
  g_clear_pointer (&job->baskets, pnr_basket_set_unref);
  g_clear_pointer (&job->advice, pnr_advice_unref);
  g_free (job);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AdviceJob, advice_job_free)

static AdviceJob *
advice_job_new (PnrPlan *plan, PnrProduct *anchor, PnrScenario *scenario,
                const PnrSimulationSettings *settings, PnrProgress *progress)
{
  AdviceJob *job = g_new0 (AdviceJob, 1);

  job->plan = g_object_ref (plan);
  job->anchor = pnr_product_copy (anchor);
  job->scenario = scenario != NULL ? pnr_scenario_copy (scenario) : NULL;
  job->settings = *settings;
  job->progress = progress != NULL ? g_object_ref (progress) : NULL;
  return job;
}

/* Orders with the anchor, with the target, and with both. */
typedef struct {
  gint64 n_anchor;
  gint64 n_target;
  gint64 n_both;
} PairCounts;

static PairCounts
count_pair (PnrBasketSet *baskets, gint64 anchor_id, gint64 target_id)
{
  PairCounts counts = { 0 };

  for (guint32 b = 0; b < pnr_basket_set_get_n_baskets (baskets); b++) {
    guint32 n_items;
    const guint32 *items = pnr_basket_set_get_basket (baskets, b, &n_items);
    gboolean has_anchor = FALSE, has_target = FALSE;

    for (guint32 i = 0; i < n_items; i++) {
      gint64 id = pnr_basket_set_get_item_id (baskets, items[i]);

      has_anchor |= id == anchor_id;
      has_target |= id == target_id;
    }
    counts.n_anchor += has_anchor;
    counts.n_target += has_target;
    counts.n_both += has_anchor && has_target;
  }
  return counts;
}

/* %NULL, or why nothing can be told of the product. */
static char *
dup_gap (PnrProduct *product)
{
  if (pnr_product_get_price_minor (product) == PNR_MONEY_UNKNOWN
      || pnr_product_get_price_minor (product) <= 0)
    return g_strdup_printf (
        _ ("The product %s has no price. Enter one in the catalogue, then try again."),
        pnr_product_get_sku (product));
  if (pnr_product_get_cost_minor (product) == PNR_MONEY_UNKNOWN)
    return g_strdup_printf (_ ("The product %s has no cost, so no margin can be told. Enter one in "
                               "the catalogue, then try again."),
                            pnr_product_get_sku (product));
  return NULL;
}

/* What an order costs where this product's own tax counts. */
static PnrMarketCosts
get_costs (AdviceJob *job, PnrProduct *product)
{
  PnrMarketCosts costs = job->costs;

  pnr_plan_tax_get_own (product, &costs.vat_ppm);
  return costs;
}

static double
get_order_margin (AdviceJob *job, PnrProduct *product)
{
  PnrMarketCosts costs = get_costs (job, product);

  return pnr_advice_get_order_margin (pnr_product_get_price_minor (product),
                                      pnr_product_get_cost_minor (product), &costs);
}

static double
get_extra_margin (AdviceJob *job, PnrProduct *product)
{
  PnrMarketCosts costs = get_costs (job, product);

  return pnr_advice_get_extra_margin (pnr_product_get_price_minor (product),
                                      pnr_product_get_cost_minor (product), &costs);
}

static void
list_assumed (AdviceJob *job, const char *name, PnrRange range)
{
  PnrAssumption *assumption = pnr_plan_find_assumption (job->scenario, name);
  const char *source = assumption != NULL ? pnr_assumption_get_source (assumption) : NULL;

  if (source == NULL || source[0] == '\0')
    source = assumption != NULL ? _ ("Stated in the plan")
                                : _ ("Assumed until a test of your own says otherwise");
  pnr_advice_add_assumed (job->advice, name, range.value, range.low, range.high, source);
}

/* An acceptance stated for this one target was measured with it. */
static void
fill_assumptions (AdviceJob *job, PnrTactic tactic, const char *sku, PnrTacticTerms *terms,
                  PnrAdviceOffer *offer)
{
  gboolean is_upsell = tactic == PNR_TACTIC_UPSELL;
  const char *name = is_upsell ? "upsell acceptance" : "cross-sell acceptance";
  g_autofree char *own_name = g_strconcat (name, " ", sku, NULL);

  pnr_plan_assume_tactic (job->scenario, tactic, sku, terms);
  list_assumed (job, terms->is_measured ? own_name : name, terms->acceptance);
  list_assumed (job, is_upsell ? "upsell lost sales" : "cross-sell lost sales", terms->loss);
  if (!terms->is_measured)
    list_assumed (job, "price step", terms->step);
  offer->source =
      g_strdup (terms->is_measured ? _ ("Stated for this product")
                : is_upsell        ? _ ("Assumed acceptance of upsells, less what the dearer price "
                                               "puts off")
                            : _ ("Assumed acceptance of cross-sells, by how often both are bought "
                                 "together, less what its price puts off"));
}

static void
judge_product (AdviceJob *job, PnrTactic tactic, PnrProduct *target)
{
  PairCounts counts =
      count_pair (job->baskets, pnr_product_get_id (job->anchor), pnr_product_get_id (target));
  gint64 price = pnr_product_get_price_minor (target);
  PnrAdviceOffer *offer =
      pnr_advice_add_offer (job->advice, tactic, pnr_product_get_id (target),
                            pnr_product_get_sku (target), pnr_product_get_title (target));
  PnrTacticTerms terms = {
    .anchor_minor = (double) pnr_product_get_price_minor (job->anchor),
    .offer_minor = (double) price,
    .anchor_margin = get_order_margin (job, job->anchor),
    .offer_margin = tactic == PNR_TACTIC_UPSELL ? get_order_margin (job, target)
                                                : get_extra_margin (job, target),
    .already = counts.n_anchor > 0 ? (double) counts.n_both / (double) counts.n_anchor : 0.0,
    .relevance = pnr_advice_get_relevance (pnr_basket_set_get_n_baskets (job->baskets),
                                           counts.n_anchor, counts.n_target, counts.n_both),
  };

  offer->price_minor =
      tactic == PNR_TACTIC_UPSELL ? price - pnr_product_get_price_minor (job->anchor) : price;
  fill_assumptions (job, tactic, pnr_product_get_sku (target), &terms, offer);
  pnr_advice_judge (&terms, job->settings.seed, offer);
}

static gboolean
is_listed (AdviceJob *job, PnrTactic tactic, gint64 id)
{
  for (guint i = 0; i < job->advice->offers->len; i++) {
    const PnrAdviceOffer *offer = g_ptr_array_index (job->advice->offers, i);

    if (offer->tactic == tactic && offer->id == id)
      return TRUE;
  }
  return FALSE;
}

static void
judge_relation (AdviceJob *job, PnrRelation *relation)
{
  gint64 anchor_id = pnr_product_get_id (job->anchor);
  gint64 from = pnr_relation_get_from_id (relation), to = pnr_relation_get_to_id (relation);
  PnrRelationKind kind = pnr_relation_get_kind (relation);
  PnrTactic tactic = kind == PNR_RELATION_KIND_UPSELL ? PNR_TACTIC_UPSELL : PNR_TACTIC_CROSS_SELL;
  g_autofree char *gap = NULL;
  PnrProduct *target;

  if (kind != PNR_RELATION_KIND_UPSELL && kind != PNR_RELATION_KIND_CROSS_SELL)
    return;
  if (to == anchor_id && pnr_relation_is_two_way (relation))
    to = from;
  else if (from != anchor_id)
    return;
  target = pnr_contents_get_product (job->contents, to);
  if (target == NULL || to == anchor_id || is_listed (job, tactic, to))
    return;
  gap = dup_gap (target);
  if (gap != NULL)
    pnr_advice_add_warning (job->advice, gap);
  else
    judge_product (job, tactic, target);
}

static gboolean
find_place (const PnrMarket *market, const char *sku, guint *place)
{
  for (*place = 0; *place < market->n_products; (*place)++)
    if (g_strcmp0 (market->products[*place].sku, sku) == 0)
      return TRUE;
  return FALSE;
}

static gboolean
simulate_bundle (AdviceJob *job, PnrBundle *bundle, PnrAdviceOffer *offer, GError **error)
{
  g_autoptr (GPtrArray) one = g_ptr_array_new ();
  g_autoptr (PnrMarket) market = NULL;
  guint place;

  g_ptr_array_add (one, bundle);
  market = pnr_plan_market_new (job->contents, job->baskets, one, job->scenario, error);
  market = pnr_plan_market_learn (job->plan, NULL, job->baskets, g_steal_pointer (&market),
                                  job->progress, error);
  if (market == NULL || !find_place (market, pnr_product_get_sku (job->anchor), &place))
    return FALSE;
  offer->price_minor = market->bundles[0].price_minor;
  return pnr_advice_judge_bundle (market, place, &job->settings, job->advice, offer, job->progress,
                                  error);
}

/* A bundle that cannot be simulated is left out with a word, the others still count. */
static gboolean
judge_bundle (AdviceJob *job, PnrBundle *bundle, GError **error)
{
  g_autoptr (GError) own = NULL;
  PnrAdviceOffer *offer =
      pnr_advice_add_offer (job->advice, PNR_TACTIC_BUNDLE, pnr_bundle_get_id (bundle),
                            pnr_bundle_get_sku (bundle), pnr_bundle_get_name (bundle));

  if (simulate_bundle (job, bundle, offer, &own)) {
    offer->source = g_strdup (_ ("Simulated by itself, without what relationships show: shoppers "
                                 "who find the bundle worth its price"));
    return TRUE;
  }
  pnr_advice_remove_offer (job->advice, offer);
  if (g_error_matches (own, G_IO_ERROR, G_IO_ERROR_CANCELLED)) {
    g_propagate_error (error, g_steal_pointer (&own));
    return FALSE;
  }
  if (own != NULL)
    pnr_advice_add_warning (job->advice, own->message);
  return TRUE;
}

static gboolean
judge_all (AdviceJob *job, GError **error)
{
  GPtrArray *relations = job->contents->relations, *bundles = job->contents->bundles;

  for (guint i = 0; i < relations->len; i++) {
    if (!pnr_progress_check (job->progress, error))
      return FALSE;
    judge_relation (job, g_ptr_array_index (relations, i));
  }
  for (guint i = 0; i < bundles->len; i++) {
    PnrBundle *bundle = g_ptr_array_index (bundles, i);

    if (pnr_bundle_has_product (bundle, pnr_product_get_id (job->anchor))
        && !judge_bundle (job, bundle, error))
      return FALSE;
  }
  return TRUE;
}

static void
begin_advice (AdviceJob *job)
{
  if (job->scenario == NULL)
    job->scenario = job->contents->scenarios->len > 0
                        ? g_object_ref (g_ptr_array_index (job->contents->scenarios, 0))
                        : pnr_scenario_new (0);
  job->costs = pnr_plan_assume_costs (job->scenario, job->contents->currency);
  job->advice = pnr_advice_new (job->contents->currency, pnr_product_get_sku (job->anchor),
                                pnr_product_get_title (job->anchor));
  job->advice->inputs_hash = g_strdup (job->contents->data_hash);
  job->advice->n_orders = count_pair (job->baskets, pnr_product_get_id (job->anchor), 0).n_anchor;
}

static PnrAdvice *
run_advice (AdviceJob *job, GError **error)
{
  g_autofree char *gap = dup_gap (job->anchor);

  if (gap != NULL) {
    g_set_error_literal (error, PNR_PLAN_ERROR, PNR_PLAN_ERROR_INCOMPLETE, gap);
    return NULL;
  }
  job->baskets = pnr_plan_read_baskets (job->plan, job->progress, error);
  if (job->baskets == NULL)
    return NULL;
  job->contents = pnr_plan_read_contents (job->plan, error);
  if (job->contents == NULL)
    return NULL;
  begin_advice (job);
  if (!judge_all (job, error))
    return NULL;
  pnr_advice_rank (job->advice);
  return pnr_advice_ref (job->advice);
}

/**
 * pnr_plan_advise:
 * @self: a plan
 * @anchor: one of its products
 * @scenario: (nullable): under which assumptions; %NULL: those of the first scenario
 * @settings: how many shoppers, which seed
 * @progress: (nullable): a progress
 * @error: a place for a sentence
 *
 * Returns: (transfer full) (nullable): what can be offered with @anchor, the best first
 */
PnrAdvice *
pnr_plan_advise (PnrPlan *self, PnrProduct *anchor, PnrScenario *scenario,
                 const PnrSimulationSettings *settings, PnrProgress *progress, GError **error)
{
  g_autoptr (AdviceJob) job = advice_job_new (self, anchor, scenario, settings, progress);

  return run_advice (job, error);
}

static void
advise_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  g_autoptr (GError) error = NULL;
  PnrAdvice *advice = run_advice (data, &error);

  if (advice != NULL)
    g_task_return_pointer (task, advice, (GDestroyNotify) pnr_advice_unref);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

void
pnr_plan_advise_async (PnrPlan *self, PnrProduct *anchor, PnrScenario *scenario,
                       const PnrSimulationSettings *settings, PnrProgress *progress,
                       GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, callback, user_data);

  g_task_set_source_tag (task, pnr_plan_advise_async);
  g_task_set_task_data (task, advice_job_new (self, anchor, scenario, settings, progress),
                        (GDestroyNotify) advice_job_free);
  g_task_run_in_thread (task, advise_in_thread);
}

PnrAdvice *
pnr_plan_advise_finish (PnrPlan *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tells rules from chance: p values, corrected for everything that was looked at. */
#include "config.h"

#include "mining/pnr-significance.h"

#include <math.h>
#include <stdlib.h>

#include "mining/pnr-association.h"
#include "mining/pnr-crew.h"

/* Workers judge this many rules at a time. */
#define BLOCK 1024

/**
 * pnr_significance_get_chance_lift:
 * @baskets: all baskets
 *
 * Of two items thrown into baskets at random, the sizes of the baskets s held as they are, the
 * count of both is this factor times what independence expects: N Σ s(s−1) / (Σ s)². It is 1 when
 * basket sizes are Poisson and far above 1 where a few baskets are very large.
 *
 * Returns: the lift that basket sizes alone give
 */
double
pnr_significance_get_chance_lift (PnrBasketSet *baskets)
{
  guint32 n_baskets = pnr_basket_set_get_n_baskets (baskets);
  const guint32 *offsets = pnr_basket_set_get_offsets (baskets);
  double n_entries = pnr_basket_set_get_n_entries (baskets);
  double n_pairs = 0;

  for (guint32 i = 0; i < n_baskets; i++) {
    double size = offsets[i + 1] - offsets[i];

    n_pairs += size * (size - 1);
  }
  return n_entries > 0 ? n_baskets * n_pairs / (n_entries * n_entries) : 1.0;
}

typedef struct {
  double log10_p;
  guint32 index;
} RankedP;

static int
compare_ranked (gconstpointer a, gconstpointer b)
{
  const RankedP *first = a;
  const RankedP *second = b;

  if (first->log10_p != second->log10_p)
    return first->log10_p < second->log10_p ? -1 : 1;
  return first->index < second->index ? -1 : 1;
}

/**
 * pnr_significance_correct:
 * @log10_p: (array length=n_values): log10 of the p values that were computed
 * @n_values: how many
 * @n_tests: how many candidates there were; those without a value count as p = 1
 *
 * Y. Benjamini, Y. Hochberg, "Controlling the false discovery rate", JRSS B 57 (1995):
 * q(i) = min over j >= i of p(j) n_tests / j.
 *
 * Returns: (transfer full): log10 of the q values, in the order of @log10_p
 */
double *
pnr_significance_correct (const double *log10_p, guint32 n_values, double n_tests)
{
  g_autofree RankedP *ranked = g_new (RankedP, (gsize) n_values + 1);
  double *log10_q = g_new (double, (gsize) n_values + 1);
  double least = 0.0;

  for (guint32 i = 0; i < n_values; i++)
    ranked[i] = (RankedP){ log10_p[i], i };
  qsort (ranked, n_values, sizeof *ranked, compare_ranked);
  for (guint32 rank = n_values; rank > 0; rank--) {
    const RankedP *at = &ranked[rank - 1];

    least = MIN (least, at->log10_p + log10 (MAX (n_tests, n_values) / rank));
    log10_q[at->index] = least;
  }
  return log10_q;
}

typedef struct {
  PnrRule *rules;
  guint32 n_rules;
  guint32 n_baskets;
} JudgeJob;

static gboolean
judge_block (guint32 block, guint worker, gpointer data)
{
  JudgeJob *job = data;
  guint32 end = MIN ((block + 1) * BLOCK, job->n_rules);

  for (guint32 i = block * BLOCK; i < end; i++) {
    PnrRule *rule = &job->rules[i];
    PnrAssociation counts = { job->n_baskets, rule->count_if, rule->count_then, rule->count };

    rule->log10_p = pnr_association_get (&counts, PNR_MEASURE_FISHER_GREATER_LOG10_P);
    pnr_association_get_lift_interval (&counts, &rule->lift_low, &rule->lift_high);
  }
  return TRUE;
}

static gboolean
judge (PnrRuleSet *rules, guint n_threads, PnrProgress *progress, GError **error)
{
  JudgeJob job = { pnr_rule_set_get_rules_for_editing (rules), pnr_rule_set_get_n_rules (rules),
                   pnr_basket_set_get_n_baskets (pnr_rule_set_get_baskets (rules)) };

  return pnr_crew_run (n_threads, (job.n_rules + BLOCK - 1) / BLOCK, judge_block, &job, progress,
                       error);
}

/**
 * pnr_significance_judge:
 * @rules: rules with counts
 * @n_tests: candidates the q values are corrected for
 * @n_threads: how many threads compute
 * @progress: (nullable): told and asked
 * @error: a place for %G_IO_ERROR_CANCELLED
 *
 * Fills in p values (Fisher's exact test, one-sided), q values and intervals of the lift.
 *
 * Returns: whether nobody cancelled
 */
gboolean
pnr_significance_judge (PnrRuleSet *rules, double n_tests, guint n_threads, PnrProgress *progress,
                        GError **error)
{
  PnrRule *all = pnr_rule_set_get_rules_for_editing (rules);
  guint32 n_rules = pnr_rule_set_get_n_rules (rules);
  g_autofree double *log10_p = g_new (double, (gsize) n_rules + 1);
  g_autofree double *log10_q = NULL;

  if (!judge (rules, n_threads, progress, error))
    return FALSE;
  for (guint32 i = 0; i < n_rules; i++)
    log10_p[i] = all[i].log10_p;
  log10_q = pnr_significance_correct (log10_p, n_rules, n_tests);
  for (guint32 i = 0; i < n_rules; i++)
    all[i].log10_q = log10_q[i];
  pnr_rule_set_set_n_tests (rules, (guint64) MIN (n_tests, 9e18));
  return TRUE;
}

/**
 * pnr_significance_judge_among:
 * @rules: rules with counts, each of them one of @candidates
 * @candidates: everything that was looked at
 * @n_threads: how many threads compute
 * @progress: (nullable): told and asked
 * @error: a place for %G_IO_ERROR_CANCELLED
 *
 * Like pnr_significance_judge(), with q values that do not depend on which candidates became rules.
 *
 * Returns: whether nobody cancelled
 */
gboolean
pnr_significance_judge_among (PnrRuleSet *rules, PnrCandidateTally *candidates, guint n_threads,
                              PnrProgress *progress, GError **error)
{
  PnrRule *all = pnr_rule_set_get_rules_for_editing (rules);

  if (!judge (rules, n_threads, progress, error)
      || !pnr_candidate_tally_correct (candidates, n_threads, progress, error))
    return FALSE;
  for (guint32 i = 0; i < pnr_rule_set_get_n_rules (rules); i++)
    all[i].log10_q = pnr_candidate_tally_get_log10_q (
        candidates, all[i].n_if + all[i].n_then, all[i].count, all[i].count_if, all[i].count_then);
  pnr_rule_set_set_n_tests (rules, pnr_candidate_tally_get_n_candidates (candidates));
  return TRUE;
}

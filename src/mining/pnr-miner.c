/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The front door of mining: baskets in, pairs, itemsets and rules out. */
#include "config.h"

#include "mining/pnr-miner.h"

#include <glib/gi18n.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "mining/pnr-itemset-search.h"
#include "mining/pnr-pair-counter.h"
#include "mining/pnr-rule-maker.h"
#include "mining/pnr-significance.h"

/* Rounding of support × baskets below this is not a basket more. */
#define ROUNDING 1e-12

static guint
get_n_threads (const PnrMiningSettings *settings)
{
  return CLAMP (settings->n_threads, 1, 64);
}

static guint64
get_max_results (const PnrMiningSettings *settings)
{
  guint64 most = settings->max_results > 0 ? settings->max_results : PNR_MINING_MOST_RESULTS;

  return MIN (most, G_MAXINT32);
}

/**
 * pnr_mining_settings_get_min_count:
 * @self: settings
 * @n_baskets: all baskets
 *
 * A share of 0.001 of 9,835 baskets is 10 baskets: the smallest whole number not below 9.835.
 *
 * Returns: the minimum as a number of baskets, 1 at least
 */
guint32
pnr_mining_settings_get_min_count (const PnrMiningSettings *self, guint32 n_baskets)
{
  double exact = self->min_support * n_baskets;
  double whole = round (exact);

  if (!(self->min_support > 0))
    return MAX (self->min_count, 1);
  if (fabs (exact - whole) > ROUNDING * MAX (exact, 1.0))
    whole = ceil (exact);
  return (guint32) CLAMP (whole, 1.0, (double) G_MAXUINT32);
}

static gboolean
check_share (double share, const char *name, GError **error)
{
  if (share >= 0 && share <= 1)
    return TRUE;
  g_set_error (error, PNR_MINING_ERROR, PNR_MINING_ERROR_SETTINGS,
               /* Translators: %s is "support", "confidence" or "q value". */
               _ ("The limit for %s is %g; give a share between 0 and 1."), name, share);
  return FALSE;
}

static gboolean
check_settings (const PnrMiningSettings *settings, GError **error)
{
  return check_share (settings->min_support, _ ("support"), error)
         && check_share (settings->min_confidence, _ ("confidence"), error)
         && check_share (settings->fdr, _ ("q value"), error);
}

static PnrRuleSet *
begin (PnrBasketSet *baskets, const PnrMiningSettings *settings, PnrProgress *progress,
       GError **error)
{
  PnrRuleSet *found;
  guint32 min_count;

  if (!check_settings (settings, error) || !pnr_progress_check (progress, error))
    return NULL;
  min_count = pnr_mining_settings_get_min_count (settings, pnr_basket_set_get_n_baskets (baskets));
  found = pnr_rule_set_new (baskets, min_count);
  pnr_rule_set_set_chance_lift (found, pnr_significance_get_chance_lift (baskets));
  return found;
}

/* Drops the rules that miss a limit, after all of them had their say in the q values. */
static void
keep_wanted (PnrRuleSet *rules, const PnrMiningSettings *settings, gboolean is_two_way)
{
  PnrRule *all = pnr_rule_set_get_rules_for_editing (rules);
  guint32 n_rules = pnr_rule_set_get_n_rules (rules);
  double most_q = settings->fdr > 0 ? log10 (settings->fdr) : INFINITY;
  guint32 n_kept = 0;

  for (guint32 i = 0; i < n_rules; i++) {
    const PnrRule *rule = &all[i];
    guint32 least = is_two_way ? MIN (rule->count_if, rule->count_then) : rule->count_if;

    if (rule->log10_q <= most_q && pnr_rule_set_get_lift (rules, rule) >= settings->min_lift
        && (double) rule->count / least >= settings->min_confidence)
      all[n_kept++] = *rule;
  }
  pnr_rule_set_truncate_rules (rules, n_kept);
}

typedef struct {
  const char *name;
  guint32 rank;
} NamedRank;

static int
compare_names (gconstpointer a, gconstpointer b)
{
  const NamedRank *first = a;
  const NamedRank *second = b;
  int order = strcmp (first->name, second->name);

  return order != 0 ? order : first->rank < second->rank ? -1 : 1;
}

/* For every rank, its place among the names in code-point order. */
static guint32 *
order_names (const PnrOccurrences *occurrences, PnrBasketSet *baskets)
{
  g_autofree NamedRank *named = g_new (NamedRank, (gsize) occurrences->n_items + 1);
  guint32 *order = g_new (guint32, (gsize) occurrences->n_items + 1);

  for (guint32 rank = 0; rank < occurrences->n_items; rank++)
    named[rank] =
        (NamedRank){ pnr_basket_set_get_item_name (baskets, occurrences->names[rank]), rank };
  qsort (named, occurrences->n_items, sizeof *named, compare_names);
  for (guint32 i = 0; i < occurrences->n_items; i++)
    order[named[i].rank] = i;
  return order;
}

static void
add_pairs (PnrRuleSet *found, const PnrOccurrences *occurrences, const PnrPairTable *table)
{
  g_autofree guint32 *order = order_names (occurrences, pnr_rule_set_get_baskets (found));

  for (guint32 rank = 0; rank < occurrences->n_items; rank++) {
    for (guint64 i = table->first[rank]; i < table->first[rank + 1]; i++) {
      guint32 partner = table->partners[i];
      gboolean is_first = order[rank] < order[partner];
      guint32 a = is_first ? rank : partner;
      guint32 b = is_first ? partner : rank;
      guint32 items[] = { occurrences->names[a], occurrences->names[b] };
      PnrRule rule = { .first = pnr_rule_set_add_items (found, items, 2),
                       .n_if = 1,
                       .n_then = 1,
                       .count = table->counts[i],
                       .count_if = pnr_occurrences_get_count (occurrences, a),
                       .count_then = pnr_occurrences_get_count (occurrences, b) };

      pnr_rule_set_add_rule (found, &rule);
    }
  }
}

/**
 * pnr_mine_pairs:
 * @baskets: all baskets
 * @settings: limits; a pair passes the minimum confidence when one of its directions does
 * @progress: (nullable): told and asked
 * @error: a place for an error
 *
 * Each unordered pair is one rule with one item on each side, the item whose name comes first (in
 * code points) on the left. The q values are corrected for all pairs of items that are frequent
 * themselves; those met too seldom count as p = 1.
 *
 * Returns: (transfer full) (nullable): the pairs, by item frequency
 */
PnrRuleSet *
pnr_mine_pairs (PnrBasketSet *baskets, const PnrMiningSettings *settings, PnrProgress *progress,
                GError **error)
{
  g_autoptr (PnrRuleSet) found = begin (baskets, settings, progress, error);
  g_autoptr (PnrOccurrences) occurrences = NULL;
  g_autoptr (PnrPairTable) table = NULL;
  guint32 min_count;
  double n_items;

  if (found == NULL)
    return NULL;
  pnr_progress_begin_step (progress, _ ("Counting pairs"));
  min_count = pnr_rule_set_get_min_count (found);
  occurrences = pnr_occurrences_new (baskets, min_count);
  table = pnr_pair_table_new (occurrences, min_count, get_n_threads (settings),
                              get_max_results (settings), progress, error);
  if (table == NULL)
    return NULL;
  add_pairs (found, occurrences, table);
  n_items = occurrences->n_items;
  pnr_progress_begin_step (progress, _ ("Testing against chance"));
  if (!pnr_significance_judge (found, n_items * (n_items - 1) / 2, get_n_threads (settings),
                               progress, error))
    return NULL;
  keep_wanted (found, settings, TRUE);
  return g_steal_pointer (&found);
}

/**
 * pnr_mine_itemsets:
 * @baskets: all baskets
 * @settings: limits; those of rules are not read
 * @progress: (nullable): told and asked
 * @error: a place for an error
 *
 * Returns: (transfer full) (nullable): all sets of one item and more that enough baskets share
 */
PnrRuleSet *
pnr_mine_itemsets (PnrBasketSet *baskets, const PnrMiningSettings *settings, PnrProgress *progress,
                   GError **error)
{
  g_autoptr (PnrRuleSet) found = begin (baskets, settings, progress, error);
  g_autoptr (PnrOccurrences) occurrences = NULL;
  guint32 min_count;

  if (found == NULL)
    return NULL;
  pnr_progress_begin_step (progress, _ ("Searching sets"));
  min_count = pnr_rule_set_get_min_count (found);
  occurrences = pnr_occurrences_new (baskets, min_count);
  if (!pnr_itemset_search (occurrences, min_count, settings->max_items, get_n_threads (settings),
                           get_max_results (settings), found, progress, error))
    return NULL;
  return g_steal_pointer (&found);
}

/* Every choice of items that are frequent by themselves is a candidate, and every split of it. */
static void
set_totals (PnrCandidateTally *candidates, PnrRuleSet *itemsets, gboolean any_split)
{
  guint32 n_single = 0, most = 0;
  double choices = 1.0;

  for (guint32 i = 0; i < pnr_rule_set_get_n_itemsets (itemsets); i++) {
    guint32 n_items = pnr_rule_set_get_itemset (itemsets, i)->n_items;

    n_single += n_items == 1;
    most = MAX (most, n_items);
  }
  for (guint32 size = 1; size <= most; size++) {
    double splits = any_split ? exp2 (size) - 2.0 : size;

    choices *= (n_single - size + 1.0) / size;
    pnr_candidate_tally_set_total (candidates, size, choices * splits);
  }
}

/**
 * pnr_mine_rules:
 * @baskets: all baskets
 * @settings: limits
 * @progress: (nullable): told and asked
 * @error: a place for an error
 *
 * Rules of any size, at least one item on each side, one on the right unless any split is wanted.
 * The q values are corrected, size by size, for all splits of all sets of items that are frequent
 * by themselves, so that they do not depend on which of them the limits let pass; those of two
 * items are those of the pairs.
 *
 * Returns: (transfer full) (nullable): the rules
 */
PnrRuleSet *
pnr_mine_rules (PnrBasketSet *baskets, const PnrMiningSettings *settings, PnrProgress *progress,
                GError **error)
{
  g_autoptr (PnrRuleSet) found = begin (baskets, settings, progress, error);
  g_autoptr (PnrRuleSet) itemsets = NULL;
  g_autoptr (PnrCandidateTally) candidates = NULL;

  if (found == NULL)
    return NULL;
  candidates = pnr_candidate_tally_new (pnr_basket_set_get_n_baskets (baskets));
  itemsets = pnr_mine_itemsets (baskets, settings, progress, error);
  if (itemsets == NULL)
    return NULL;
  set_totals (candidates, itemsets, settings->any_split);
  pnr_progress_begin_step (progress, _ ("Making rules"));
  if (!pnr_rule_maker_split (itemsets, settings->min_confidence, settings->any_split,
                             get_max_results (settings), found, candidates, progress, error))
    return NULL;
  pnr_progress_begin_step (progress, _ ("Testing against chance"));
  if (!pnr_significance_judge_among (found, candidates, get_n_threads (settings), progress, error))
    return NULL;
  keep_wanted (found, settings, FALSE);
  return g_steal_pointer (&found);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Puts rules in the order of any measure. */
#include "config.h"

#include "mining/pnr-ranking.h"

#include <math.h>

typedef struct {
  double key;
  PnrRule rule;
} RankedRule;

/**
 * pnr_rule_set_get_measure:
 * @self: rules
 * @rule: one of them
 * @measure: what to tell
 *
 * Returns: the measure; p and q values as numbers that may underflow to 0
 */
double
pnr_rule_set_get_measure (PnrRuleSet *self, const PnrRule *rule, PnrMeasure measure)
{
  PnrAssociation counts = { pnr_basket_set_get_n_baskets (pnr_rule_set_get_baskets (self)),
                            rule->count_if, rule->count_then, rule->count };

  switch (measure) {
  case PNR_MEASURE_FISHER_GREATER_LOG10_P:
    return rule->log10_p;
  case PNR_MEASURE_P_VALUE:
    return pow (10, rule->log10_p);
  case PNR_MEASURE_Q_VALUE:
    return pow (10, rule->log10_q);
  default:
    return pnr_association_get (&counts, measure);
  }
}

/* Larger comes first. Small probabilities are compared by their logarithms, which differ still
 * where the numbers are all 0. What is not defined comes last. */
static double
get_key (PnrRuleSet *self, const PnrRule *rule, PnrMeasure measure)
{
  double value;

  if (measure == PNR_MEASURE_P_VALUE)
    value = rule->log10_p;
  else if (measure == PNR_MEASURE_Q_VALUE)
    value = rule->log10_q;
  else
    value = pnr_rule_set_get_measure (self, rule, measure);
  if (isnan (value))
    return -INFINITY;
  return pnr_measure_is_better_when_smaller (measure) ? -value : value;
}

static int
compare_items (PnrRuleSet *self, guint32 first_a, guint32 n_a, guint32 first_b, guint32 n_b)
{
  PnrBasketSet *baskets = pnr_rule_set_get_baskets (self);
  const guint32 *a = pnr_rule_set_get_items (self, first_a);
  const guint32 *b = pnr_rule_set_get_items (self, first_b);

  for (guint32 i = 0; i < MIN (n_a, n_b); i++) {
    int order = g_strcmp0 (pnr_basket_set_get_item_name (baskets, a[i]),
                           pnr_basket_set_get_item_name (baskets, b[i]));

    if (order != 0)
      return order;
    if (a[i] != b[i])
      return a[i] < b[i] ? -1 : 1;
  }
  return n_a < n_b ? -1 : n_a > n_b;
}

static int
compare_rules (gconstpointer a, gconstpointer b, gpointer data)
{
  const RankedRule *first = a;
  const RankedRule *second = b;
  const PnrRule *x = &first->rule;
  const PnrRule *y = &second->rule;

  if (first->key != second->key)
    return first->key > second->key ? -1 : 1;
  if (x->count != y->count)
    return x->count > y->count ? -1 : 1;
  if (x->n_if != y->n_if)
    return x->n_if < y->n_if ? -1 : 1;
  return compare_items (data, x->first, (guint32) x->n_if + x->n_then, y->first,
                        (guint32) y->n_if + y->n_then);
}

/**
 * pnr_rule_set_sort:
 * @self: rules that nobody else holds yet
 * @measure: what decides
 *
 * Best first: large values, but small probabilities. Then larger counts, then names.
 */
void
pnr_rule_set_sort (PnrRuleSet *self, PnrMeasure measure)
{
  guint32 n_rules = pnr_rule_set_get_n_rules (self);
  PnrRule *rules = pnr_rule_set_get_rules_for_editing (self);
  g_autofree RankedRule *ranked = g_new (RankedRule, (gsize) n_rules + 1);

  for (guint32 i = 0; i < n_rules; i++) {
    ranked[i].key = get_key (self, &rules[i], measure);
    ranked[i].rule = rules[i];
  }
  g_qsort_with_data (ranked, (int) n_rules, sizeof *ranked, compare_rules, self);
  for (guint32 i = 0; i < n_rules; i++)
    rules[i] = ranked[i].rule;
}

static int
compare_itemsets (gconstpointer a, gconstpointer b, gpointer data)
{
  const PnrItemset *first = pnr_rule_set_get_itemset (data, *(const guint32 *) a);
  const PnrItemset *second = pnr_rule_set_get_itemset (data, *(const guint32 *) b);

  if (first->count != second->count)
    return first->count > second->count ? -1 : 1;
  if (first->n_items != second->n_items)
    return first->n_items < second->n_items ? -1 : 1;
  return compare_items (data, first->first, first->n_items, second->first, second->n_items);
}

/**
 * pnr_rule_set_rank_itemsets:
 * @self: itemsets
 *
 * Returns: (transfer full): the numbers of all itemsets, larger counts first, then smaller sets,
 *   then names
 */
guint32 *
pnr_rule_set_rank_itemsets (PnrRuleSet *self)
{
  guint32 n_itemsets = pnr_rule_set_get_n_itemsets (self);
  guint32 *ranking = g_new (guint32, (gsize) n_itemsets + 1);

  for (guint32 i = 0; i < n_itemsets; i++)
    ranking[i] = i;
  g_qsort_with_data (ranking, (int) n_itemsets, sizeof *ranking, compare_itemsets, self);
  return ranking;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What mining found: frequent itemsets and rules with their statistics, as compact arrays. */
#include "config.h"

#include "model/pnr-rule-set.h"

struct _PnrRuleSet {
  gatomicrefcount ref_count;
  PnrBasketSet *baskets;
  guint32 min_count;
  guint64 n_tests;
  double chance_lift;
  GArray *pool;
  GArray *itemsets;
  GArray *rules;
};

G_DEFINE_BOXED_TYPE (PnrRuleSet, pnr_rule_set, pnr_rule_set_ref, pnr_rule_set_unref)

PnrRuleSet *
pnr_rule_set_new (PnrBasketSet *baskets, guint32 min_count)
{
  PnrRuleSet *self = g_new0 (PnrRuleSet, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->baskets = pnr_basket_set_ref (baskets);
  self->min_count = min_count;
  self->chance_lift = 1.0;
  self->pool = g_array_new (FALSE, FALSE, sizeof (guint32));
  self->itemsets = g_array_new (FALSE, FALSE, sizeof (PnrItemset));
  self->rules = g_array_new (FALSE, FALSE, sizeof (PnrRule));
  return self;
}

PnrRuleSet *
pnr_rule_set_ref (PnrRuleSet *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
pnr_rule_set_unref (PnrRuleSet *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  pnr_basket_set_unref (self->baskets);
  g_array_unref (self->pool);
  g_array_unref (self->itemsets);
  g_array_unref (self->rules);
  g_free (self);
}

/**
 * pnr_rule_set_add_items:
 * @self: a set under construction
 * @items: (array length=n_items): items of a set or rule
 * @n_items: how many
 *
 * Returns: where in the pool they stand now
 */
guint32
pnr_rule_set_add_items (PnrRuleSet *self, const guint32 *items, guint32 n_items)
{
  guint32 first = self->pool->len;

  g_array_append_vals (self->pool, items, n_items);
  return first;
}

void
pnr_rule_set_add_itemset (PnrRuleSet *self, const PnrItemset *itemset)
{
  g_array_append_vals (self->itemsets, itemset, 1);
}

void
pnr_rule_set_add_rule (PnrRuleSet *self, const PnrRule *rule)
{
  g_array_append_vals (self->rules, rule, 1);
}

/* For the miner alone, which sorts and corrects the rules before it hands the set out. */
PnrRule *
pnr_rule_set_get_rules_for_editing (PnrRuleSet *self)
{
  return (PnrRule *) self->rules->data;
}

void
pnr_rule_set_truncate_rules (PnrRuleSet *self, guint32 n_rules)
{
  g_array_set_size (self->rules, n_rules);
}

void
pnr_rule_set_set_n_tests (PnrRuleSet *self, guint64 n_tests)
{
  self->n_tests = n_tests;
}

void
pnr_rule_set_set_chance_lift (PnrRuleSet *self, double chance_lift)
{
  self->chance_lift = chance_lift;
}

PnrBasketSet *
pnr_rule_set_get_baskets (PnrRuleSet *self)
{
  return self->baskets;
}

guint32
pnr_rule_set_get_min_count (PnrRuleSet *self)
{
  return self->min_count;
}

/* How many candidates the q values were corrected for: all, not only those that passed. */
guint64
pnr_rule_set_get_n_tests (PnrRuleSet *self)
{
  return self->n_tests;
}

/* The lift that basket sizes alone would give: N Σ s(s−1) / (Σ s)². */
double
pnr_rule_set_get_chance_lift (PnrRuleSet *self)
{
  return self->chance_lift;
}

guint32
pnr_rule_set_get_n_itemsets (PnrRuleSet *self)
{
  return self->itemsets->len;
}

const PnrItemset *
pnr_rule_set_get_itemset (PnrRuleSet *self, guint32 index)
{
  return &g_array_index (self->itemsets, PnrItemset, index);
}

guint32
pnr_rule_set_get_n_rules (PnrRuleSet *self)
{
  return self->rules->len;
}

const PnrRule *
pnr_rule_set_get_rule (PnrRuleSet *self, guint32 index)
{
  return &g_array_index (self->rules, PnrRule, index);
}

const guint32 *
pnr_rule_set_get_items (PnrRuleSet *self, guint32 first)
{
  return &g_array_index (self->pool, guint32, first);
}

double
pnr_rule_set_get_lift (PnrRuleSet *self, const PnrRule *rule)
{
  double n = pnr_basket_set_get_n_baskets (self->baskets);

  return n * rule->count / ((double) rule->count_if * rule->count_then);
}

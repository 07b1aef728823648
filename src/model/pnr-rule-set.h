/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What mining found: frequent itemsets and rules with their statistics, as compact arrays. */
#pragma once

#include <glib-object.h>

#include "model/pnr-basket-set.h"

G_BEGIN_DECLS

/* The items of a set stand in the pool from @first on, @n_items of them, ascending. */
typedef struct {
  guint32 first;
  guint32 n_items;
  guint32 count;
} PnrItemset;

/* In the pool from @first on stand the @n_if items of the left side, then the @n_then items of the
 * right side. Counts are baskets. p and q values are kept as log10: they underflow a double. */
typedef struct {
  guint32 first;
  guint16 n_if;
  guint16 n_then;
  guint32 count;
  guint32 count_if;
  guint32 count_then;
  double log10_p;
  double log10_q;
  double lift_low;
  double lift_high;
} PnrRule;

#define PNR_TYPE_RULE_SET (pnr_rule_set_get_type ())

typedef struct _PnrRuleSet PnrRuleSet;

GType pnr_rule_set_get_type (void);
PnrRuleSet *pnr_rule_set_new (PnrBasketSet *baskets, guint32 min_count);
PnrRuleSet *pnr_rule_set_ref (PnrRuleSet *self);
void pnr_rule_set_unref (PnrRuleSet *self);

/* Building: by the miner, before the set is handed out. */
guint32 pnr_rule_set_add_items (PnrRuleSet *self, const guint32 *items, guint32 n_items);
void pnr_rule_set_add_itemset (PnrRuleSet *self, const PnrItemset *itemset);
void pnr_rule_set_add_rule (PnrRuleSet *self, const PnrRule *rule);
PnrRule *pnr_rule_set_get_rules_for_editing (PnrRuleSet *self);
void pnr_rule_set_truncate_rules (PnrRuleSet *self, guint32 n_rules);
void pnr_rule_set_set_n_tests (PnrRuleSet *self, guint64 n_tests);
void pnr_rule_set_set_chance_lift (PnrRuleSet *self, double chance_lift);

PnrBasketSet *pnr_rule_set_get_baskets (PnrRuleSet *self);
guint32 pnr_rule_set_get_min_count (PnrRuleSet *self);
guint64 pnr_rule_set_get_n_tests (PnrRuleSet *self);
double pnr_rule_set_get_chance_lift (PnrRuleSet *self);
guint32 pnr_rule_set_get_n_itemsets (PnrRuleSet *self);
const PnrItemset *pnr_rule_set_get_itemset (PnrRuleSet *self, guint32 index);
guint32 pnr_rule_set_get_n_rules (PnrRuleSet *self);
const PnrRule *pnr_rule_set_get_rule (PnrRuleSet *self, guint32 index);
const guint32 *pnr_rule_set_get_items (PnrRuleSet *self, guint32 first);

double pnr_rule_set_get_lift (PnrRuleSet *self, const PnrRule *rule);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PnrRuleSet, pnr_rule_set_unref)

G_END_DECLS

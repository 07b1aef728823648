/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Puts rules in the order of any measure. */
#pragma once

#include "mining/pnr-association.h"
#include "model/pnr-rule-set.h"

G_BEGIN_DECLS

double pnr_rule_set_get_measure (PnrRuleSet *self, const PnrRule *rule, PnrMeasure measure);
void pnr_rule_set_sort (PnrRuleSet *self, PnrMeasure measure);
guint32 *pnr_rule_set_rank_itemsets (PnrRuleSet *self);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Splits frequent itemsets into "who buys this also buys that". */
#pragma once

#include "base/pnr-progress.h"
#include "mining/pnr-candidate-tally.h"
#include "model/pnr-rule-set.h"

G_BEGIN_DECLS

gboolean pnr_rule_maker_split (PnrRuleSet *itemsets, double min_confidence, gboolean any_split,
                               guint64 max_rules, PnrRuleSet *found, PnrCandidateTally *candidates,
                               PnrProgress *progress, GError **error);

G_END_DECLS

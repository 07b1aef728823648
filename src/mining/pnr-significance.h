/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tells rules from chance: p values, corrected for everything that was looked at. */
#pragma once

#include "base/pnr-progress.h"
#include "mining/pnr-candidate-tally.h"
#include "model/pnr-rule-set.h"

G_BEGIN_DECLS

double pnr_significance_get_chance_lift (PnrBasketSet *baskets);
double *pnr_significance_correct (const double *log10_p, guint32 n_values, double n_tests);
gboolean pnr_significance_judge (PnrRuleSet *rules, double n_tests, guint n_threads,
                                 PnrProgress *progress, GError **error);
gboolean pnr_significance_judge_among (PnrRuleSet *rules, PnrCandidateTally *candidates,
                                       guint n_threads, PnrProgress *progress, GError **error);

G_END_DECLS

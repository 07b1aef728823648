/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The front door of mining: baskets in, pairs, itemsets and rules out. */
#pragma once

#include "base/pnr-progress.h"
#include "mining/pnr-mining-error.h"
#include "model/pnr-rule-set.h"

G_BEGIN_DECLS

/* More results than this are refused unless the caller sets another limit. */
#define PNR_MINING_MOST_RESULTS 10000000

/* All zero is a sound start: everything bought together at least once, one item on the right. */
typedef struct {
  /* Baskets that must share a set; 0 is 1. Not read when @min_support is above 0. */
  guint32 min_count;
  /* Share of baskets, 0 to 1. */
  double min_support;
  double min_confidence;
  double min_lift;
  /* Largest itemset, both sides of a rule together; 0 for no limit. */
  guint max_items;
  gboolean any_split;
  /* Keep rules with a q value of at most this; 0 keeps all. */
  double fdr;
  guint n_threads;
  /* 0 is PNR_MINING_MOST_RESULTS. */
  guint64 max_results;
} PnrMiningSettings;

guint32 pnr_mining_settings_get_min_count (const PnrMiningSettings *self, guint32 n_baskets);

PnrRuleSet *pnr_mine_pairs (PnrBasketSet *baskets, const PnrMiningSettings *settings,
                            PnrProgress *progress, GError **error);
PnrRuleSet *pnr_mine_itemsets (PnrBasketSet *baskets, const PnrMiningSettings *settings,
                               PnrProgress *progress, GError **error);
PnrRuleSet *pnr_mine_rules (PnrBasketSet *baskets, const PnrMiningSettings *settings,
                            PnrProgress *progress, GError **error);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Finds every set of items that enough baskets share. */
#pragma once

#include "base/pnr-progress.h"
#include "mining/pnr-occurrences.h"
#include "model/pnr-rule-set.h"

G_BEGIN_DECLS

gboolean pnr_itemset_search (const PnrOccurrences *occurrences, guint32 min_count, guint max_items,
                             guint n_threads, guint64 max_results, PnrRuleSet *found,
                             PnrProgress *progress, GError **error);

G_END_DECLS

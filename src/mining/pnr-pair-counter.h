/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How often each item meets each more frequent one. */
#pragma once

#include "base/pnr-progress.h"
#include "mining/pnr-occurrences.h"

G_BEGIN_DECLS

/* One item's counting: @counter is all zero between items and has a place for every rank below. */
typedef struct {
  guint32 *counter;
  guint32 *partners;
  guint32 *counts;
  guint32 n_partners;
} PnrPairCounter;

/* The partners of rank r, ascending and all below r, stand from first[r] to first[r + 1]. */
typedef struct {
  guint64 *first;
  guint32 *partners;
  guint32 *counts;
  guint64 n_pairs;
} PnrPairTable;

void pnr_pair_counter_init (PnrPairCounter *self, guint32 n_items);
void pnr_pair_counter_clear (PnrPairCounter *self);
guint64 pnr_pair_counter_count (PnrPairCounter *self, const PnrOccurrences *occurrences,
                                guint32 rank, guint32 min_count);

PnrPairTable *pnr_pair_table_new (const PnrOccurrences *occurrences, guint32 min_count,
                                  guint n_threads, guint64 max_pairs, PnrProgress *progress,
                                  GError **error);
void pnr_pair_table_free (PnrPairTable *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PnrPairTable, pnr_pair_table_free)

G_END_DECLS

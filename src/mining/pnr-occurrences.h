/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The frequent items of all baskets, renumbered by frequency, and where each of them occurs. */
#pragma once

#include "model/pnr-basket-set.h"

G_BEGIN_DECLS

/* Stands before the first code of every basket. */
#define PNR_OCCURRENCES_END G_MAXUINT32

/* Rank 0 is the most frequent item. In @codes the baskets follow each other, each opened by
 * PNR_OCCURRENCES_END and then ascending: what stands to the left of a code, down to the opening,
 * are the more frequent items of its basket. Item of rank r occurs at the positions
 * places[first[r]] up to places[first[r + 1]]. @names gives a rank's item in the basket set. */
typedef struct {
  guint32 n_items;
  guint32 *names;
  guint32 *codes;
  guint32 *first;
  guint32 *places;
} PnrOccurrences;

PnrOccurrences *pnr_occurrences_new (PnrBasketSet *baskets, guint32 min_count);
void pnr_occurrences_free (PnrOccurrences *self);
guint32 pnr_occurrences_get_count (const PnrOccurrences *self, guint32 rank);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PnrOccurrences, pnr_occurrences_free)

G_END_DECLS

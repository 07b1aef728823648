/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every candidate that was tested, by its counts alone, so that q values know them all. */
#pragma once

#include "base/pnr-progress.h"

G_BEGIN_DECLS

typedef struct _PnrCandidateTally PnrCandidateTally;

PnrCandidateTally *pnr_candidate_tally_new (guint32 n_baskets);
void pnr_candidate_tally_free (PnrCandidateTally *self);

void pnr_candidate_tally_add (PnrCandidateTally *self, guint32 n_items, guint32 count,
                              guint32 count_if, guint32 count_then);
void pnr_candidate_tally_set_total (PnrCandidateTally *self, guint32 n_items, double total);
guint64 pnr_candidate_tally_get_n_candidates (const PnrCandidateTally *self);
gboolean pnr_candidate_tally_correct (PnrCandidateTally *self, guint n_threads,
                                      PnrProgress *progress, GError **error);
double pnr_candidate_tally_get_log10_q (const PnrCandidateTally *self, guint32 n_items,
                                        guint32 count, guint32 count_if, guint32 count_then);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PnrCandidateTally, pnr_candidate_tally_free)

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How the lineage of a decision is said to people: evidence, data, author, approval. */
#pragma once

#include "model/pnr-decision.h"

G_BEGIN_DECLS

char *pnr_lineage_words_dup_evidence (PnrDecision *decision);
char *pnr_lineage_words_dup_measure (PnrDecision *decision);
char *pnr_lineage_words_dup_window (PnrDecision *decision);
char *pnr_lineage_words_dup_data (PnrDecision *decision);
char *pnr_lineage_words_dup_author (PnrDecision *decision);
char *pnr_lineage_words_dup_approval (PnrDecision *decision);

G_END_DECLS

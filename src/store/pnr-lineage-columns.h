/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The lineage of a decision as columns, the same in every table of decisions. */
#pragma once

#include "model/pnr-decision.h"
#include "store/pnr-statement.h"

G_BEGIN_DECLS

#define PNR_N_LINEAGE_COLUMNS 10
#define PNR_LINEAGE_COLUMNS                                                              \
  "evidence, measure, measure_ppm, window_from, window_to, data_hash, author, created, " \
  "approver, approved"
#define PNR_LINEAGE_PARAMETERS "?, ?, ?, ?, ?, ?, ?, ?, ?, ?"
#define PNR_LINEAGE_UPDATES                                                                    \
  "evidence = excluded.evidence, measure = excluded.measure, "                                 \
  "measure_ppm = excluded.measure_ppm, window_from = excluded.window_from, "                   \
  "window_to = excluded.window_to, data_hash = excluded.data_hash, author = excluded.author, " \
  "created = excluded.created, approver = excluded.approver, approved = excluded.approved"

void pnr_lineage_columns_read (PnrStatement *row, int first_column, PnrDecision *decision);
void pnr_lineage_columns_bind (PnrStatement *put, int first_parameter, PnrDecision *decision);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The lineage of a decision as columns, the same in every table of decisions. */
#include "config.h"

#include "store/pnr-lineage-columns.h"

/* After everything else is set, for that would withdraw the approval. */
void
pnr_lineage_columns_read (PnrStatement *row, int first_column, PnrDecision *decision)
{
  int at = first_column;

  pnr_decision_set_evidence (decision, pnr_statement_get_kind (row, at++, PNR_TYPE_EVIDENCE));
  pnr_decision_set_measure (decision, pnr_statement_get_text (row, at++));
  pnr_decision_set_measure_ppm (decision, pnr_statement_get_number (row, at++));
  pnr_decision_set_window_from (decision, pnr_statement_get_number (row, at++));
  pnr_decision_set_window_to (decision, pnr_statement_get_number (row, at++));
  pnr_decision_set_data_hash (decision, pnr_statement_get_text (row, at++));
  pnr_decision_set_author (decision, pnr_statement_get_text (row, at++));
  pnr_decision_set_created (decision, pnr_statement_get_number (row, at++));
  pnr_decision_set_approver (decision, pnr_statement_get_text (row, at++));
  pnr_decision_set_approved (decision, pnr_statement_get_number (row, at++));
  g_assert (at - first_column == PNR_N_LINEAGE_COLUMNS);
}

void
pnr_lineage_columns_bind (PnrStatement *put, int first_parameter, PnrDecision *decision)
{
  int at = first_parameter;

  pnr_statement_bind_kind (put, at++, PNR_TYPE_EVIDENCE, pnr_decision_get_evidence (decision));
  pnr_statement_bind_text (put, at++, pnr_decision_get_measure (decision));
  pnr_statement_bind_number (put, at++, pnr_decision_get_measure_ppm (decision));
  pnr_statement_bind_number (put, at++, pnr_decision_get_window_from (decision));
  pnr_statement_bind_number (put, at++, pnr_decision_get_window_to (decision));
  pnr_statement_bind_text (put, at++, pnr_decision_get_data_hash (decision));
  pnr_statement_bind_text (put, at++, pnr_decision_get_author (decision));
  pnr_statement_bind_number (put, at++, pnr_decision_get_created (decision));
  pnr_statement_bind_text (put, at++, pnr_decision_get_approver (decision));
  pnr_statement_bind_number (put, at++, pnr_decision_get_approved (decision));
  g_assert (at - first_parameter == PNR_N_LINEAGE_COLUMNS);
}

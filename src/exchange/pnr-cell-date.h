/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Dates in cells: which order of day and month a whole column uses, and the time a cell states. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct {
  gint64 n_day_first;
  gint64 n_month_first;
  gint64 n_ambiguous;
} PnrDateEvidence;

void pnr_date_evidence_add (PnrDateEvidence *evidence, const char *text);
gboolean pnr_date_evidence_is_month_first (const PnrDateEvidence *evidence);

gboolean pnr_cell_date_parse (const char *text, gboolean month_first, gint64 *seconds);
gboolean pnr_cell_time_parse (const char *text, gint64 *seconds_of_day);

G_END_DECLS

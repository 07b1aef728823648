/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Numbers in cells: which decimal mark a whole column uses, and what a cell says under that mark.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Votes of a column's cells; "1.234" votes for nothing and is only counted, with the mark that the
 * first such cell has. */
typedef struct {
  gint64 n_dot;
  gint64 n_comma;
  gint64 n_ambiguous;
  char ambiguous_mark;
} PnrMarkEvidence;

void pnr_mark_evidence_add (PnrMarkEvidence *evidence, const char *text);
char pnr_mark_evidence_decide (const PnrMarkEvidence *evidence, char fallback);

gboolean pnr_cell_number_parse (const char *text, char mark, guint digits, gint64 *scaled);
gboolean pnr_cell_number_fits_currency (const char *text, const char *currency);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What only the rows of a file can tell: its decimal marks, the order of its dates, its length.
 *
 * Every cell of the number and date columns is looked at: one row at the end may be the only one
 * that tells 1/2/2026 from 2/1/2026. */
#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "exchange/pnr-cell-date.h"
#include "exchange/pnr-cell-number.h"
#include "exchange/pnr-table-layout-private.h"

#define ROWS_PER_CHECK 8192

typedef struct {
  PnrMarkEvidence *marks;
  PnrDateEvidence dates;
  guint n_number_columns;
  guint *number_columns;
  int date_column;
} Evidence;

static void
look_at_row (const PnrRecord *record, Evidence *evidence)
{
  for (guint i = 0; i < evidence->n_number_columns; i++) {
    guint column = evidence->number_columns[i];

    if (column < record->n_cells)
      pnr_mark_evidence_add (&evidence->marks[column], record->cells[column]);
  }
  if (evidence->date_column >= 0 && (guint) evidence->date_column < record->n_cells)
    pnr_date_evidence_add (&evidence->dates, record->cells[evidence->date_column]);
}

static gboolean
are_cells_whole (const PnrRecord *record)
{
  for (guint i = 0; i < record->n_cells; i++) {
    if (!g_utf8_validate (record->cells[i], -1, NULL))
      return FALSE;
  }
  return TRUE;
}

static void
note_mended_headers (PnrTableLayout *self)
{
  g_autofree char *message = g_strdup_printf (
      _ ("“%s” is written in UTF-8, its header with a letter that is not; it was read as "
         "Windows-1252."),
      self->name);

  pnr_table_layout_note (self, NULL, "stray-byte", message);
}

static gboolean
look_at_rows (PnrTableLayout *self, Evidence *evidence, PnrProgress *progress, GError **error)
{
  PnrByteSource *source;
  g_autoptr (PnrRecordCutter) cutter = pnr_table_layout_open (self, &source, error);
  PnrRecord record = { 0 };
  PnrCutResult result;
  gboolean is_header = self->shape != PNR_IMPORT_BASKETS;
  gboolean are_headers_whole = TRUE;

  if (cutter == NULL)
    return FALSE;
  while ((result = pnr_record_cutter_next (cutter, &record, error)) == PNR_CUT_RECORD) {
    if (record.row % ROWS_PER_CHECK == 0 && !pnr_progress_check (progress, error))
      return FALSE;
    if (record.is_blank)
      continue;
    if (is_header) {
      is_header = FALSE;
      are_headers_whole = are_cells_whole (&record);
      continue;
    }
    self->n_rows++;
    if ((record.faults & PNR_RECORD_UNUSABLE) == 0)
      look_at_row (&record, evidence);
  }
  self->encoding = pnr_byte_source_get_encoding (source);
  if (self->encoding == PNR_ENCODING_UTF8)
    self->n_strays = pnr_byte_source_count_strays (source);
  if (self->n_strays > 0 && !are_headers_whole)
    note_mended_headers (self);
  return result == PNR_CUT_END;
}

static void
decide_marks (PnrTableLayout *self, const Evidence *evidence)
{
  PnrMarkEvidence all = { 0 };
  char fallback;

  for (guint i = 0; i < self->n_columns; i++) {
    all.n_dot += evidence->marks[i].n_dot;
    all.n_comma += evidence->marks[i].n_comma;
  }
  fallback = pnr_mark_evidence_decide (&all, self->delimiter == ';' ? ',' : '.');
  for (guint i = 0; i < evidence->n_number_columns; i++) {
    guint column = evidence->number_columns[i];
    const PnrMarkEvidence *own = &evidence->marks[column];

    self->marks[column] = pnr_mark_evidence_decide (own, fallback);
    if (own->n_ambiguous > 0 && own->n_dot + own->n_comma == 0 && all.n_dot + all.n_comma == 0) {
      g_autofree char *message = g_strdup_printf (
          _ ("Column %s of “%s” only holds numbers like “1%c234”, which can be read in two ways; "
             "“%c” was taken as its decimal mark. Check a few prices."),
          self->headers[column], self->name, own->ambiguous_mark, self->marks[column]);

      pnr_table_layout_note (self, self->headers[column], "ambiguous-number", message);
    }
  }
}

static void
decide_dates (PnrTableLayout *self, const PnrDateEvidence *dates)
{
  g_autofree char *message = NULL;

  self->has_date_order = dates->n_day_first + dates->n_month_first + dates->n_ambiguous > 0;
  self->month_first = pnr_date_evidence_is_month_first (dates);
  self->has_dates_in_doubt =
      dates->n_ambiguous > 0 && dates->n_day_first + dates->n_month_first == 0;
  if (!self->has_dates_in_doubt)
    return;
  message = g_strdup_printf (_ ("The dates of “%s” can be read with the day or the month first; "
                                "they were read with the %s first. Check a few of them."),
                             self->name, self->month_first ? _ ("month") : _ ("day"));
  pnr_table_layout_note (self, self->headers[self->columns[PNR_FIELD_DATE]], "ambiguous-date",
                         message);
}

/* Millionths of a gram per unit of the weight column, from its header; kilograms without one. */
static guint64
weight_unit (const char *folded_header)
{
  if (strstr (folded_header, "(g)") != NULL || strstr (folded_header, "gram") != NULL)
    return 1000000;
  if (strstr (folded_header, "(lb") != NULL)
    return 453592370;
  if (strstr (folded_header, "(oz") != NULL)
    return 28349523;
  return 1000000000;
}

gboolean
pnr_table_layout_read_evidence (PnrTableLayout *self, PnrProgress *progress, GError **error)
{
  g_autofree PnrMarkEvidence *marks = g_new0 (PnrMarkEvidence, self->n_columns + 1);
  g_autofree guint *number_columns = g_new0 (guint, self->n_columns + 1);
  Evidence evidence = { .marks = marks, .number_columns = number_columns, .date_column = -1 };

  if (self->shape != PNR_IMPORT_BASKETS) {
    for (guint i = 0; i < self->n_columns; i++) {
      if (pnr_import_field_is_number (self->fields[i]))
        number_columns[evidence.n_number_columns++] = i;
    }
    evidence.date_column = self->columns[PNR_FIELD_DATE];
    self->grams_micro = self->columns[PNR_FIELD_WEIGHT] >= 0
                            ? weight_unit (self->folded[self->columns[PNR_FIELD_WEIGHT]])
                            : 0;
  }
  if (!look_at_rows (self, &evidence, progress, error))
    return FALSE;
  if (self->shape != PNR_IMPORT_BASKETS) {
    decide_marks (self, &evidence);
    decide_dates (self, &evidence.dates);
  }
  return TRUE;
}

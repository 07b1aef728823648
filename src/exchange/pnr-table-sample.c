/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The first records of a file, looked at to find out what parts its cells. */
#include "config.h"

#include "exchange/pnr-table-sample.h"

#include "exchange/pnr-record-cutter.h"

#define SAMPLE_RECORDS 50

/**
 * pnr_table_sample_skip_separator_line:
 * @head: the beginning of a file
 * @delimiter: (inout): set to what the line names
 *
 * "sep=;" is a word to the spreadsheet, not a header.
 *
 * Returns: the bytes of such a line; 0 without one
 */
gsize
pnr_table_sample_skip_separator_line (const GString *head, char *delimiter)
{
  gsize length;

  if (head->len < 5 || g_ascii_strncasecmp (head->str, "sep=", 4) != 0)
    return 0;
  length = head->str[4] == '\r' || head->str[4] == '\n' ? 4 : 5;
  if (head->str[length] != '\r' && head->str[length] != '\n')
    return 0;
  *delimiter = head->str[4];
  return length + (head->str[length] == '\r' && head->str[length + 1] == '\n' ? 2 : 1);
}

/* The shape of the frequent-set miners' files: numbers of items, parted by blanks. */
gboolean
pnr_table_sample_is_numbers_and_blanks (const char *text, gsize length)
{
  gboolean has_blank = FALSE;
  gboolean has_digit = FALSE;

  for (gsize i = 0; i < length; i++) {
    if (g_ascii_isdigit (text[i]))
      has_digit = TRUE;
    else if (text[i] == ' ' || text[i] == '\t')
      has_blank |= has_digit;
    else if (text[i] != '\r' && text[i] != '\n')
      return FALSE;
  }
  return has_blank;
}

/* How many of the first records have as many columns as the first one. */
static PnrTableSample
sample_records (const char *text, gsize length, gboolean is_whole, char delimiter)
{
  g_autoptr (PnrRecordCutter) cutter =
      pnr_record_cutter_new_for_text (text, length, delimiter, PNR_RECORD_MOST_ITEMS);
  guint counts[SAMPLE_RECORDS + 1];
  PnrRecord record = { 0 };
  PnrTableSample sample = { 0 };

  while (sample.n_records <= SAMPLE_RECORDS
         && pnr_record_cutter_next (cutter, &record, NULL) == PNR_CUT_RECORD) {
    if (!record.is_blank)
      counts[sample.n_records++] = record.n_cells;
  }
  if (sample.n_records > 1 && (!is_whole || sample.n_records > SAMPLE_RECORDS))
    sample.n_records--;
  for (guint i = 0; i < sample.n_records; i++) {
    sample.n_columns = counts[0];
    sample.n_alike += counts[i] == counts[0];
    sample.n_most = MAX (sample.n_most, counts[i]);
  }
  return sample;
}

/**
 * pnr_table_sample_choose_delimiter:
 * @text: the first records, past a separator line
 * @length: of @text in bytes
 * @is_whole: whether the file ends with @text, so that its last record is complete
 * @best: (out): the records as that delimiter cuts them
 *
 * Returns: the delimiter that cuts most records alike; of equals, that which cuts more columns
 */
char
pnr_table_sample_choose_delimiter (const char *text, gsize length, gboolean is_whole,
                                   PnrTableSample *best)
{
  char chosen = ',';

  *best = sample_records (text, length, is_whole, ',');
  for (const char *delimiter = ";\t|"; *delimiter != '\0'; delimiter++) {
    PnrTableSample sample = sample_records (text, length, is_whole, *delimiter);
    double alike = sample.n_records > 0 ? (double) sample.n_alike / sample.n_records : 0;
    double best_alike = best->n_records > 0 ? (double) best->n_alike / best->n_records : 0;

    if (sample.n_most < 2)
      continue;
    if (best->n_most < 2 || (sample.n_columns > 1 && best->n_columns < 2)
        || (alike > best_alike && sample.n_columns > 1)
        || (alike == best_alike && sample.n_columns > best->n_columns)) {
      *best = sample;
      chosen = *delimiter;
    }
  }
  return chosen;
}

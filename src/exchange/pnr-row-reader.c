/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Walks over a file's rows, accounts for each of them, and gives their cells typed. */
#include "config.h"

#include "exchange/pnr-row-reader.h"

#include <glib/gi18n.h>
#include <inttypes.h>
#include <string.h>

#include "base/pnr-money.h"
#include "base/pnr-text.h"
#include "exchange/pnr-cell-number.h"
#include "exchange/pnr-encoding.h"

#define ROWS_PER_CHECK 4096
#define MOST_WARNINGS 200

/* Rows are named as spreadsheets show them, grouped in thousands. */
static char *
row_to_string (gint64 row)
{
  g_autofree char *plain = g_strdup_printf ("%" PRId64, row);
  gsize length = strlen (plain);
  GString *text = g_string_new (NULL);

  for (gsize i = 0; i < length; i++) {
    if (i > 0 && (length - i) % 3 == 0)
      g_string_append_c (text, ',');
    g_string_append_c (text, plain[i]);
  }
  return g_string_free (text, FALSE);
}

static PnrProblem *
reader_problem (PnrRowReader *self, int column, const char *code, const char *value,
                gboolean is_reject, const char *reason)
{
  const PnrTableLayout *layout = self->layout;
  const char *header =
      column >= 0 && (guint) column < layout->n_columns ? layout->headers[column] : NULL;
  g_autofree char *row = row_to_string (self->record.row);
  g_autofree char *cut = value != NULL ? pnr_text_quote_short (value) : NULL;
  g_autofree char *place = header != NULL ? g_strdup_printf (_ ("Row %s, column %s"), row, header)
                                          : g_strdup_printf (_ ("Row %s"), row);

  return pnr_problem_new (layout->name, self->record.row, header, code, value, is_reject,
                          "%s: %s%s%s.%s%s", place, cut != NULL ? cut : "", cut != NULL ? " " : "",
                          reason, is_reject ? " " : "",
                          is_reject ? _ ("The row was left out.") : "");
}

/**
 * pnr_row_reader_refuse:
 * @self: a reader
 * @column: the column at fault, -1 for the row
 * @code: a word for programs
 * @value: (nullable): what stands there
 * @reason: the rest of the sentence after the value, without a full stop
 *
 * Returns: %FALSE, for the row function to return
 */
gboolean
pnr_row_reader_refuse (PnrRowReader *self, int column, const char *code, const char *value,
                       const char *reason)
{
  if (self->fault == NULL)
    self->fault = reader_problem (self, column, code, value, TRUE, reason);
  return FALSE;
}

/* Whether @name, NULL or a SKU or a name of column @column, is not too long for one. It is not
 * repeated, for what is so long may be a whole text about somebody. */
gboolean
pnr_row_reader_check_name (PnrRowReader *self, int column, const char *name)
{
  return name == NULL || pnr_text_fits_name (name)
         || pnr_row_reader_refuse (self, column, "too-long", NULL,
                                   _ ("the text has more than 1,000 letters, too many for a SKU or "
                                      "a name"));
}

/* A file that is odd throughout is told so a limited number of times. */
void
pnr_row_reader_warn (PnrRowReader *self, int column, const char *code, const char *value,
                     const char *reason)
{
  self->n_warnings++;
  if (self->n_warnings < MOST_WARNINGS)
    pnr_import_report_take_problem (self->report,
                                    reader_problem (self, column, code, value, FALSE, reason));
  else if (self->n_warnings == MOST_WARNINGS)
    pnr_import_report_take_problem (
        self->report, reader_problem (self, -1, "more-warnings", NULL, FALSE,
                                      _ ("this and later oddities of the file are not listed")));
}

/* What an intake says is a whole sentence already. */
static void
refuse_with_sentence (PnrRowReader *self, const char *sentence)
{
  g_autofree char *row = row_to_string (self->record.row);

  if (self->fault == NULL)
    self->fault = pnr_problem_new (self->layout->name, self->record.row, NULL, "refused", NULL,
                                   TRUE, _ ("Row %s: %s"), row, sentence);
}

static gboolean
reader_reject (PnrRowReader *self, PnrProblem *problem, GError **error)
{
  self->counts.rows_rejected++;
  pnr_import_report_take_problem (self->report, problem);
  return pnr_intake_add_reject (self->intake, problem->row, problem->column, problem->value,
                                problem->message, error);
}

static gboolean
refuse_record (PnrRowReader *self)
{
  guint faults = self->record.faults;
  g_autofree char *reason = NULL;

  if (faults & PNR_RECORD_UNCLOSED_QUOTE) {
    reason = g_strdup_printf (_ ("the quotation mark opened in line %" PRId64
                                 " is never closed, so everything after it is unreadable"),
                              self->record.quote_line);
    return pnr_row_reader_refuse (self, -1, "unclosed-quote", NULL, reason);
  }
  if (faults & PNR_RECORD_ROW_TOO_LARGE)
    return pnr_row_reader_refuse (self, -1, "row-too-large", NULL, _ ("it is above 16 MiB"));
  if (faults & PNR_RECORD_TOO_MANY_COLUMNS)
    return pnr_row_reader_refuse (self, -1, "too-many-columns", NULL,
                                  self->layout->shape == PNR_IMPORT_BASKETS
                                      ? _ ("it holds more than 100,000 products")
                                      : _ ("it has more than 1,000 columns"));
  if (faults & PNR_RECORD_CELL_TOO_LARGE)
    return pnr_row_reader_refuse (self, -1, "cell-too-large", NULL,
                                  _ ("one of its cells is above 1 MiB"));
  reason = g_strdup_printf (_ ("line %" PRId64 " holds a NUL byte, which no text has"),
                            self->record.line);
  return pnr_row_reader_refuse (self, -1, "nul-byte", NULL, reason);
}

/* A row that another program added with its own sign between the cells. */
static gboolean
is_uncut (PnrRowReader *self)
{
  return self->layout->shape != PNR_IMPORT_BASKETS && self->layout->n_columns > 1
         && self->record.n_cells == 1 && strpbrk (self->record.cells[0], ";,|\t") != NULL;
}

static void
refuse_uncut (PnrRowReader *self)
{
  g_autofree char *reason = g_strdup_printf (
      _ ("is one cell where the heading has %u; another sign stands between its parts"),
      self->layout->n_columns);

  pnr_row_reader_refuse (self, -1, "uncut-row", self->record.cells[0], reason);
}

static gboolean
is_column_read (const PnrTableLayout *layout, guint column)
{
  return layout->shape == PNR_IMPORT_BASKETS
         || (column < layout->n_columns && layout->fields[column] != PNR_FIELD_NONE);
}

/* A file of UTF-8 with rows from a program that wrote them otherwise. Of orders the text is not
 * repeated, because it may name who ordered. */
static void
mend_record (PnrRowReader *self)
{
  PnrRecord *record = &self->record;

  for (guint i = 0; i < record->n_cells; i++) {
    if (g_utf8_validate (record->cells[i], -1, NULL))
      continue;
    record->cells[i] = pnr_encoding_mend_utf8 (record->cells[i]);
    record->lengths[i] = strlen (record->cells[i]);
    g_ptr_array_add (self->scratch, record->cells[i]);
    if (is_column_read (self->layout, i))
      pnr_row_reader_warn (self, (int) i, "stray-byte",
                           self->layout->shape == PNR_IMPORT_PRODUCTS ? record->cells[i] : NULL,
                           _ ("has a letter that is not written in UTF-8, as the rest of the file "
                              "is; it was read as Windows-1252"));
  }
}

static void
warn_about_record (PnrRowReader *self)
{
  const PnrRecord *record = &self->record;

  if (record->faults & PNR_RECORD_STRAY_QUOTE)
    pnr_row_reader_warn (self, -1, "stray-quote", NULL,
                         _ ("a quotation mark inside a cell was kept as it stands"));
  if (self->layout->shape == PNR_IMPORT_BASKETS)
    return;
  for (guint i = self->layout->n_columns; i < record->n_cells; i++) {
    if (record->lengths[i] > 0) {
      pnr_row_reader_warn (self, -1, "ragged-row", record->cells[i],
                           _ ("stands right of the last column and was not read"));
      return;
    }
  }
}

/* Accounts for one record, whatever becomes of it. */
static gboolean
reader_take_record (PnrRowReader *self, PnrRowFunc func, gpointer data, GError **error)
{
  g_autoptr (GError) refusal = NULL;
  PnrIntakeFate fate = PNR_INTAKE_NEW;
  gboolean is_kept;

  self->counts.rows_read++;
  g_ptr_array_set_size (self->scratch, 0);
  is_kept = (self->record.faults & PNR_RECORD_UNUSABLE) == 0;
  if (!is_kept) {
    refuse_record (self);
  } else if (is_uncut (self)) {
    refuse_uncut (self);
    is_kept = FALSE;
  } else {
    if (self->layout->n_strays > 0)
      mend_record (self);
    if (self->record.faults != 0 || self->record.n_cells > self->layout->n_columns)
      warn_about_record (self);
    is_kept = func (self, data, &fate, &refusal);
  }
  if (is_kept) {
    self->counts.rows_imported += fate != PNR_INTAKE_UNCHANGED;
    self->counts.rows_unchanged += fate == PNR_INTAKE_UNCHANGED;
    return TRUE;
  }
  if (refusal != NULL && !g_error_matches (refusal, PNR_INTAKE_ERROR, PNR_INTAKE_ERROR_REJECTED)) {
    g_propagate_error (error, g_steal_pointer (&refusal));
    return FALSE;
  }
  if (refusal != NULL)
    refuse_with_sentence (self, refusal->message);
  g_assert (self->fault != NULL);
  return reader_reject (self, g_steal_pointer (&self->fault), error);
}

static gboolean
reader_check (PnrRowReader *self, PnrByteSource *source, GError **error)
{
  goffset size = MAX (pnr_byte_source_get_size (source), 1);

  if (!pnr_progress_check (self->progress, error))
    return FALSE;
  pnr_progress_set_fraction (
      self->progress,
      self->progress_from
          + self->progress_share * (double) pnr_byte_source_get_position (source) / (double) size);
  return TRUE;
}

static gboolean
reader_walk (PnrRowReader *self, PnrRowFunc func, gpointer data, GError **error)
{
  PnrByteSource *source;
  g_autoptr (PnrRecordCutter) cutter = pnr_table_layout_open (self->layout, &source, error);
  gboolean is_header = self->layout->shape != PNR_IMPORT_BASKETS;
  PnrCutResult result;

  if (cutter == NULL)
    return FALSE;
  while ((result = pnr_record_cutter_next (cutter, &self->record, error)) == PNR_CUT_RECORD) {
    if (self->record.row % ROWS_PER_CHECK == 0 && !reader_check (self, source, error))
      return FALSE;
    if (self->record.is_blank)
      continue;
    if (is_header) {
      is_header = FALSE;
      continue;
    }
    if (!reader_take_record (self, func, data, error))
      return FALSE;
  }
  return result == PNR_CUT_END;
}

/**
 * pnr_row_reader_run:
 * @self: a reader whose layout, intake and report are set
 * @func: hands a row to the intake
 * @data: for @func
 * @error: a place for an error
 *
 * Returns: whether all rows were read; each of them was imported, known already, or rejected
 */
gboolean
pnr_row_reader_run (PnrRowReader *self, PnrRowFunc func, gpointer data, GError **error)
{
  gboolean is_read;

  self->currency = pnr_intake_get_currency (self->intake);
  self->digits = self->currency != NULL ? pnr_currency_get_digits (self->currency) : 2;
  self->scratch = g_ptr_array_new_with_free_func (g_free);
  is_read = reader_walk (self, func, data, error);
  g_clear_pointer (&self->scratch, g_ptr_array_unref);
  g_clear_pointer (&self->fault, pnr_problem_free);
  return is_read;
}

static gboolean
is_guarded (char first)
{
  return first == '=' || first == '+' || first == '-' || first == '@' || first == '\t'
         || first == '\r';
}

static gboolean
is_ascii (const char *text)
{
  for (; *text != '\0'; text++) {
    if ((guchar) *text >= 0x80)
      return FALSE;
  }
  return TRUE;
}

/* The cell of a column without blanks around it; NULL for an empty one. */
const char *
pnr_row_reader_get_at (PnrRowReader *self, int column)
{
  char *cell;
  gsize length;

  if (column < 0 || (guint) column >= self->record.n_cells)
    return NULL;
  cell = self->record.cells[column];
  length = self->record.lengths[column];
  if (self->layout->profile->guards_formulas && cell[0] == '\'' && is_guarded (cell[1])) {
    cell++;
    length--;
  }
  while (length > 0 && g_ascii_isspace (cell[length - 1]))
    cell[--length] = '\0';
  self->record.lengths[column] = length + (gsize) (cell - self->record.cells[column]);
  while (g_ascii_isspace (*cell))
    cell++;
  if (*cell == '\0')
    return NULL;
  if (is_ascii (cell))
    return cell;
  g_ptr_array_add (self->scratch, pnr_text_clean (cell));
  cell = self->scratch->pdata[self->scratch->len - 1];
  return *cell != '\0' ? cell : NULL;
}

const char *
pnr_row_reader_get (PnrRowReader *self, PnrImportField field)
{
  return pnr_row_reader_get_at (self, self->layout->columns[field]);
}

/**
 * pnr_row_reader_get_number:
 * @self: a reader
 * @field: a number
 * @digits: how many digits after the mark
 * @value: (inout): unchanged when the cell is empty or there is no such column
 *
 * Returns: %FALSE after refusing the row, whose cell is no number
 */
gboolean
pnr_row_reader_get_number (PnrRowReader *self, PnrImportField field, guint digits, gint64 *value)
{
  int column = self->layout->columns[field];
  const char *cell = pnr_row_reader_get_at (self, column);

  if (cell == NULL)
    return TRUE;
  if (pnr_cell_number_parse (cell, self->layout->marks[column], digits, value))
    return TRUE;
  return pnr_row_reader_refuse (self, column, "not-a-number", cell, _ ("is not a number"));
}

static gboolean
is_bare_number (const char *cell)
{
  for (; *cell != '\0'; cell++) {
    if (!g_ascii_isdigit (*cell) && *cell != '.' && *cell != ',' && *cell != '-')
      return FALSE;
  }
  return TRUE;
}

/* A number that may carry a currency sign, which has to be the plan's. */
gboolean
pnr_row_reader_get_amount (PnrRowReader *self, PnrImportField field, guint digits, gint64 *value)
{
  int column = self->layout->columns[field];
  const char *cell = pnr_row_reader_get_at (self, column);

  if (cell != NULL && self->currency != NULL && !is_bare_number (cell)
      && !pnr_cell_number_fits_currency (cell, self->currency))
    return pnr_row_reader_refuse (self, column, "other-currency", cell,
                                  _ ("is not in the currency of this plan"));
  return pnr_row_reader_get_number (self, field, digits, value);
}

gboolean
pnr_row_reader_check_currency (PnrRowReader *self)
{
  const char *cell = pnr_row_reader_get (self, PNR_FIELD_CURRENCY);

  if (cell == NULL || self->currency == NULL || g_ascii_strcasecmp (cell, self->currency) == 0)
    return TRUE;
  return pnr_row_reader_refuse (self, self->layout->columns[PNR_FIELD_CURRENCY], "other-currency",
                                cell, _ ("is not the currency of this plan"));
}

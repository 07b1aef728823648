/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Everything that is decided about a file once, before its rows are read.
 *
 * The file is read twice: the first reading decides its delimiter, columns and marks, the second,
 * elsewhere, takes the rows. */
#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "exchange/pnr-table-layout-private.h"
#include "exchange/pnr-table-sample.h"

#define HEAD_BYTES (256 * 1024)

/* A warning about the file itself. */
void
pnr_table_layout_note (PnrTableLayout *self, const char *column, const char *code,
                       const char *message)
{
  g_ptr_array_add (self->notes,
                   pnr_problem_new (self->name, 0, column, code, NULL, FALSE, "%s", message));
}

void
pnr_table_layout_free (PnrTableLayout *self)
{
  g_free (self->path);
  g_free (self->name);
  g_strfreev (self->headers);
  g_strfreev (self->folded);
  g_free (self->fields);
  g_free (self->are_unread);
  g_free (self->marks);
  g_clear_pointer (&self->order_columns, g_array_unref);
  g_clear_pointer (&self->maps_used, g_ptr_array_unref);
  g_clear_pointer (&self->line_columns, g_array_unref);
  g_clear_pointer (&self->notes, g_ptr_array_unref);
  g_free (self);
}

static GString *
read_head (PnrTableLayout *self, gboolean *is_whole, GError **error)
{
  g_autoptr (PnrByteSource) source = pnr_byte_source_open (self->path, self->encoding, error);
  GString *head;
  gssize n_bytes = 1;

  if (source == NULL)
    return NULL;
  self->size = pnr_byte_source_get_size (source);
  head = g_string_sized_new (HEAD_BYTES);
  while (n_bytes > 0 && head->len < HEAD_BYTES) {
    n_bytes = pnr_byte_source_read (source, head->str + head->len, HEAD_BYTES - head->len, error);
    if (n_bytes > 0)
      g_string_set_size (head, head->len + (gsize) n_bytes);
  }
  if (n_bytes < 0) {
    g_string_free (head, TRUE);
    return NULL;
  }
  *is_whole = n_bytes == 0;
  return head;
}

/* A header that occurs twice gets a number, so that each column can be named. */
static char *
name_column (PnrTableLayout *self, GHashTable *taken, const char *header)
{
  g_autofree char *valid = g_utf8_make_valid (header, -1);
  g_autofree char *name = g_strdup (g_strstrip (valid));
  g_autofree char *message = NULL;

  for (guint copy = 2; *valid != '\0' && g_hash_table_contains (taken, name); copy++) {
    g_free (name);
    name = g_strdup_printf ("%s (%u)", valid, copy);
  }
  g_hash_table_add (taken, g_strdup (name));
  if (strcmp (name, valid) != 0) {
    message = g_strdup_printf (_ ("“%s” has the column “%s” more than once; the later one is "
                                  "called “%s” here."),
                               self->name, valid, name);
    pnr_table_layout_note (self, valid, "duplicate-header", message);
  }
  return g_steal_pointer (&name);
}

static gboolean
set_headers (PnrTableLayout *self, const PnrRecord *record, GError **error)
{
  g_autoptr (GHashTable) taken = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  if ((record->faults & PNR_RECORD_UNUSABLE) != 0 || record->n_cells > PNR_RECORD_MOST_COLUMNS) {
    g_set_error (error, PNR_EXCHANGE_ERROR, PNR_EXCHANGE_ERROR_TOO_LARGE,
                 _ ("“%s” cannot be a table: its first row is damaged or has more than %d columns. "
                    "Check how the file was saved."),
                 self->name, PNR_RECORD_MOST_COLUMNS);
    return FALSE;
  }
  self->n_columns = record->n_cells;
  self->headers = g_new0 (char *, self->n_columns + 1);
  self->folded = g_new0 (char *, self->n_columns + 1);
  for (guint i = 0; i < self->n_columns; i++) {
    /* The rest of the file is not yet known, so a code page is told by the header alone. */
    g_autofree char *cell = pnr_encoding_mend_utf8 (record->cells[i]);

    self->headers[i] = name_column (self, taken, cell);
    self->folded[i] = pnr_import_header_fold (self->headers[i]);
  }
  self->fields = g_new0 (PnrImportField, self->n_columns);
  self->are_unread = g_new0 (gboolean, self->n_columns);
  self->marks = g_strnfill (self->n_columns, ' ');
  return TRUE;
}

static gboolean
refuse_profile (const PnrTableLayout *self, GError **error)
{
  if (self->profile == NULL || self->profile->refusal == NULL)
    return FALSE;
  g_set_error (error, PNR_EXCHANGE_ERROR, PNR_EXCHANGE_ERROR_NO_COLUMN, "“%s”: %s", self->name,
               _ (self->profile->refusal));
  return TRUE;
}

/**
 * pnr_table_layout_check:
 * @self: a layout
 * @error: a place for %PNR_EXCHANGE_ERROR_NO_COLUMN
 *
 * Returns: whether the columns without which nothing can be read are there
 */
gboolean
pnr_table_layout_check (const PnrTableLayout *self, GError **error)
{
  PnrImportField missing = pnr_table_layout_find_missing (self);
  g_autofree char *list = NULL;

  if (refuse_profile (self, error))
    return FALSE;
  if (missing == PNR_FIELD_NONE)
    return TRUE;
  list = g_strjoinv (", ", self->headers);
  if (g_utf8_strlen (list, -1) > 600)
    *g_utf8_offset_to_pointer (list, 600) = '\0';
  g_set_error (error, PNR_EXCHANGE_ERROR, PNR_EXCHANGE_ERROR_NO_COLUMN,
               _ ("“%s” has no column that is certainly %s. Its columns are: %s."), self->name,
               missing == PNR_FIELD_ORDER  ? _ ("the order, try --map order=COLUMN")
               : missing == PNR_FIELD_ITEM ? _ ("the product, try --map item=COLUMN")
                                           : _ ("the SKU, try --map sku=COLUMN"),
               list);
  return FALSE;
}

static gboolean
read_headers (PnrTableLayout *self, const char *text, gsize length, GError **error)
{
  g_autoptr (PnrRecordCutter) cutter =
      pnr_record_cutter_new_for_text (text, length, self->delimiter, PNR_RECORD_MOST_COLUMNS);
  PnrRecord record = { 0 };

  do {
    if (pnr_record_cutter_next (cutter, &record, NULL) != PNR_CUT_RECORD) {
      g_set_error (error, PNR_EXCHANGE_ERROR, PNR_EXCHANGE_ERROR_NOT_TEXT,
                   _ ("“%s” is empty; there is nothing to import in it."), self->name);
      return FALSE;
    }
  } while (record.is_blank);
  return set_headers (self, &record, error);
}

static gboolean
choose_profile (PnrTableLayout *self, const char *name, GError **error)
{
  if (name == NULL || strcmp (name, "auto") == 0)
    self->profile = pnr_import_profile_detect ((const char *const *) self->folded);
  else
    self->profile = pnr_import_profile_find (name);
  if (self->profile != NULL)
    return TRUE;
  g_set_error (error, PNR_EXCHANGE_ERROR, PNR_EXCHANGE_ERROR_BAD_MAP,
               _ ("There is no profile “%s”. Leave it out to let Pannier look at the file."), name);
  return FALSE;
}

static gboolean
refuse_markup (PnrTableLayout *self, const GString *head, GError **error)
{
  const char *at = head->str;

  while (g_ascii_isspace (*at))
    at++;
  if (*at != '<' && *at != '{' && *at != '[')
    return TRUE;
  g_set_error (error, PNR_EXCHANGE_ERROR, PNR_EXCHANGE_ERROR_NOT_TEXT,
               _ ("“%s” is %s, not a table. Save the table as CSV and import that file."),
               self->name, *at == '<' ? _ ("a web page or XML") : _ ("JSON"));
  return FALSE;
}

/* A file is a list of baskets when told so, or when no header is known and the rows are ragged. */
static gboolean
decide_shape (PnrTableLayout *self, const PnrImportOptions *options, const PnrTableSample *sample,
              GError **error)
{
  if (!choose_profile (self, options->profile, error)
      || !pnr_table_layout_assign_columns (self, options, error))
    return FALSE;
  if (options->shape == PNR_IMPORT_AUTO && self->n_maps_used == 0 && sample->n_most > 1
      && sample->n_alike < sample->n_records && !pnr_table_layout_has_item (self)
      && !pnr_table_layout_has_order_key (self))
    self->shape = PNR_IMPORT_BASKETS;
  return TRUE;
}

static gboolean
decide (PnrTableLayout *self, const PnrImportOptions *options, const GString *head,
        gboolean is_whole, GError **error)
{
  PnrTableSample sample = { 0 };
  gsize skipped = pnr_table_sample_skip_separator_line (head, &self->delimiter);
  const char *text = head->str + skipped;
  gsize length = head->len - skipped;

  if (!refuse_markup (self, head, error))
    return FALSE;
  self->has_separator_line = skipped > 0;
  if (options->shape != PNR_IMPORT_PRODUCTS && options->shape != PNR_IMPORT_ORDERS
      && pnr_table_sample_is_numbers_and_blanks (text, length)) {
    self->delimiter = ' ';
    self->shape = PNR_IMPORT_BASKETS;
    self->profile = pnr_import_profile_find ("plain");
    return TRUE;
  }
  if (skipped == 0)
    self->delimiter = pnr_table_sample_choose_delimiter (text, length, is_whole, &sample);
  if (options->shape == PNR_IMPORT_BASKETS) {
    self->shape = PNR_IMPORT_BASKETS;
    self->profile = pnr_import_profile_find ("plain");
    return TRUE;
  }
  return read_headers (self, text, length, error) && decide_shape (self, options, &sample, error);
}

/**
 * pnr_table_layout_look:
 * @path: a file
 * @options: what the merchant decided
 * @progress: (nullable): a progress
 * @error: a place for an error
 *
 * Returns: (transfer full) (nullable): how the file is to be read
 */
PnrTableLayout *
pnr_table_layout_look (const char *path, const PnrImportOptions *options, PnrProgress *progress,
                       GError **error)
{
  g_autoptr (PnrTableLayout) self = g_new0 (PnrTableLayout, 1);
  g_autoptr (GString) head = NULL;
  gboolean is_whole = FALSE;

  self->path = g_strdup (path);
  self->name = g_filename_display_basename (path);
  self->encoding = options->encoding;
  self->order_columns = g_array_new (FALSE, FALSE, sizeof (int));
  self->line_columns = g_array_new (FALSE, FALSE, sizeof (guint));
  self->notes = g_ptr_array_new_with_free_func ((GDestroyNotify) pnr_problem_free);
  for (int i = 0; i <= PNR_FIELD_LAST; i++)
    self->columns[i] = -1;
  head = read_head (self, &is_whole, error);
  if (head == NULL || !decide (self, options, head, is_whole, error)
      || !pnr_table_layout_read_evidence (self, progress, error))
    return NULL;
  if (self->shape != PNR_IMPORT_BASKETS)
    pnr_table_layout_note_useless_maps (self);
  return g_steal_pointer (&self);
}

/* A cutter at the file's first record, past a separator line. */
PnrRecordCutter *
pnr_table_layout_open (const PnrTableLayout *self, PnrByteSource **source, GError **error)
{
  g_autoptr (PnrRecordCutter) cutter = NULL;

  *source = pnr_byte_source_open (self->path, self->encoding, error);
  if (*source == NULL)
    return NULL;
  cutter = pnr_record_cutter_new (*source, self->delimiter,
                                  self->shape == PNR_IMPORT_BASKETS ? PNR_RECORD_MOST_ITEMS
                                                                    : PNR_RECORD_MOST_COLUMNS);
  if (self->has_separator_line && !pnr_record_cutter_skip (cutter, error))
    return NULL;
  return g_steal_pointer (&cutter);
}

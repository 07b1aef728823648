/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Everything that is decided about a file once, before its rows are read. */

/* The file is read twice. The first reading chooses the delimiter from the first records, the
 * meaning of the columns from the headers, and then looks at every cell of the number and date
 * columns: one row at the end may be the only one that tells 1/2/2026 from 2/1/2026. */
#include "config.h"

#include "exchange/pnr-table-layout.h"

#include <glib/gi18n.h>
#include <string.h>

#include "exchange/pnr-cell-date.h"
#include "exchange/pnr-cell-number.h"

#define HEAD_BYTES (256 * 1024)
#define SAMPLE_RECORDS 50
#define ROWS_PER_CHECK 8192

static void
layout_note (PnrTableLayout *self, const char *column, const char *code, const char *message)
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
  g_autoptr (PnrByteSource) source = pnr_byte_source_open (self->path, PNR_ENCODING_BYTES, error);
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

/* "sep=;" is a word to the spreadsheet, not a header. */
static gsize
separator_line_length (const GString *head, char *delimiter)
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

static gboolean
is_integers_and_blanks (const char *text, gsize length)
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

typedef struct {
  guint n_records;
  guint n_columns;
  guint n_alike;
  guint n_most;
} Sample;

/* How many of the first records have as many columns as the first one. */
static Sample
sample_records (const char *text, gsize length, gboolean is_whole, char delimiter)
{
  g_autoptr (PnrRecordCutter) cutter =
      pnr_record_cutter_new_for_text (text, length, delimiter, PNR_RECORD_MOST_ITEMS);
  guint counts[SAMPLE_RECORDS + 1];
  PnrRecord record = { 0 };
  Sample sample = { 0 };

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

static char
choose_delimiter (const char *text, gsize length, gboolean is_whole, Sample *best)
{
  char chosen = ',';

  *best = sample_records (text, length, is_whole, ',');
  for (const char *delimiter = ";\t|"; *delimiter != '\0'; delimiter++) {
    Sample sample = sample_records (text, length, is_whole, *delimiter);
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
    layout_note (self, valid, "duplicate-header", message);
  }
  return g_steal_pointer (&name);
}

/* Headers in a code page are made readable here, because the rest of the file is not yet known. */
static char *
decode_header (const char *cell)
{
  g_autofree char *decoded = NULL;

  if (g_utf8_validate (cell, -1, NULL))
    return g_strdup (cell);
  decoded = g_convert (cell, -1, "UTF-8", "WINDOWS-1252", NULL, NULL, NULL);
  return decoded != NULL ? g_steal_pointer (&decoded) : g_utf8_make_valid (cell, -1);
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
    g_autofree char *cell = decode_header (record->cells[i]);

    self->headers[i] = name_column (self, taken, cell);
    self->folded[i] = pnr_import_header_fold (self->headers[i]);
  }
  self->fields = g_new0 (PnrImportField, self->n_columns);
  self->are_unread = g_new0 (gboolean, self->n_columns);
  self->marks = g_strnfill (self->n_columns, ' ');
  return TRUE;
}

/* Gives every field the most certain of the columns that may mean it. */
static void
assign_fields (PnrTableLayout *self, gboolean of_orders)
{
  guint priorities[PNR_FIELD_LAST + 1];

  for (int i = 0; i <= PNR_FIELD_LAST; i++)
    self->columns[i] = -1;
  g_array_set_size (self->line_columns, 0);
  for (guint i = 0; i < self->n_columns; i++) {
    guint priority;
    PnrImportField field =
        pnr_import_field_from_header (self->profile, of_orders, self->folded[i], &priority);

    self->fields[i] = PNR_FIELD_NONE;
    if (field == PNR_FIELD_NONE)
      continue;
    if (field == PNR_FIELD_LINE_CELL)
      g_array_append_val (self->line_columns, i);
    else if (self->columns[field] >= 0 && priorities[field] <= priority)
      continue;
    if (self->columns[field] >= 0 && field != PNR_FIELD_LINE_CELL)
      self->fields[self->columns[field]] = PNR_FIELD_NONE;
    self->columns[field] = (int) i;
    self->fields[i] = field;
    priorities[field] = priority;
  }
}

static gboolean
has_field (const PnrTableLayout *self, PnrImportField field)
{
  return self->columns[field] >= 0;
}

static void
move_field (PnrTableLayout *self, PnrImportField from, PnrImportField to)
{
  if (!has_field (self, from) || has_field (self, to))
    return;
  self->columns[to] = self->columns[from];
  self->fields[self->columns[to]] = to;
  self->columns[from] = -1;
}

/* "pizza_id": where no column has a known name, one called "… id" names the product; the next
 * such column of a catalogue names what the product is a variant of. */
static void
assign_own_ids (PnrTableLayout *self, gboolean of_orders)
{
  PnrImportField wanted = of_orders ? PNR_FIELD_ITEM : PNR_FIELD_SKU;

  if (!of_orders && !has_field (self, PNR_FIELD_NAME) && !has_field (self, PNR_FIELD_PRICE))
    return;
  if (self->profile->knows_all_columns || has_field (self, wanted)
      || has_field (self, PNR_FIELD_EXTERNAL_ID) || has_field (self, PNR_FIELD_SKU)
      || (of_orders && (has_field (self, PNR_FIELD_ITEM_NAME) || has_field (self, PNR_FIELD_NAME)))
      || (!of_orders && has_field (self, PNR_FIELD_ITEM)))
    return;
  for (guint i = 0; i < self->n_columns; i++) {
    if (self->fields[i] != PNR_FIELD_NONE || self->are_unread[i]
        || !g_str_has_suffix (self->folded[i], " id") || g_str_has_prefix (self->folded[i], "order")
        || (!of_orders && i > 0 && !has_field (self, PNR_FIELD_SKU)))
      continue;
    self->fields[i] = wanted;
    self->columns[wanted] = (int) i;
    if (of_orders || wanted == PNR_FIELD_PARENT || has_field (self, PNR_FIELD_PARENT))
      return;
    wanted = PNR_FIELD_PARENT;
  }
}

static gboolean
has_order_key (const PnrTableLayout *self)
{
  return has_field (self, PNR_FIELD_ORDER)
         || (has_field (self, PNR_FIELD_CUSTOMER)
             && (has_field (self, PNR_FIELD_DATE) || has_field (self, PNR_FIELD_DAY)));
}

static gboolean
has_item (const PnrTableLayout *self)
{
  return has_field (self, PNR_FIELD_ITEM) || has_field (self, PNR_FIELD_SKU)
         || has_field (self, PNR_FIELD_EXTERNAL_ID) || has_field (self, PNR_FIELD_ITEM_NAME)
         || has_field (self, PNR_FIELD_NAME) || self->line_columns->len > 0
         || has_field (self, PNR_FIELD_LINE_TEXT);
}

static int
find_column (const PnrTableLayout *self, const char *name)
{
  g_autofree char *folded = pnr_import_header_fold (name);
  guint64 number;

  for (guint i = 0; i < self->n_columns; i++) {
    if (strcmp (self->headers[i], name) == 0)
      return (int) i;
  }
  for (guint i = 0; i < self->n_columns; i++) {
    if (*folded != '\0' && strcmp (self->folded[i], folded) == 0)
      return (int) i;
  }
  if (g_ascii_string_to_unsigned (name, 10, 1, self->n_columns, &number, NULL))
    return (int) number - 1;
  return -1;
}

static void
unmap_column (PnrTableLayout *self, int column)
{
  PnrImportField old = self->fields[column];

  if (old != PNR_FIELD_NONE && self->columns[old] == column)
    self->columns[old] = -1;
  for (guint i = 0; i < self->line_columns->len; i++) {
    if (g_array_index (self->line_columns, guint, i) == (guint) column)
      g_array_remove_index (self->line_columns, i--);
  }
  self->fields[column] = PNR_FIELD_NONE;
}

static void
map_column (PnrTableLayout *self, PnrImportField field, int column)
{
  unmap_column (self, column);
  self->are_unread[column] = field == PNR_FIELD_NONE;
  if (field == PNR_FIELD_NONE)
    return;
  if (has_field (self, field))
    self->fields[self->columns[field]] = PNR_FIELD_NONE;
  self->columns[field] = column;
  self->fields[column] = field;
}

/* "order=date+till+number" makes one key of several columns, which keep their own meaning. */
static gboolean
map_order_columns (PnrTableLayout *self, const char *names)
{
  g_auto (GStrv) parts = g_strsplit (names, "+", -1);

  g_array_set_size (self->order_columns, 0);
  for (char **part = parts; *part != NULL; part++) {
    int column = find_column (self, *part);

    if (column < 0)
      return FALSE;
    g_array_append_val (self->order_columns, column);
  }
  return self->order_columns->len > 0;
}

static gboolean
apply_map (PnrTableLayout *self, const char *map, GError **error)
{
  const char *equals = strchr (map, '=');
  g_autofree char *name = equals != NULL ? g_strndup (map, equals - map) : g_strdup (map);
  PnrImportField field = pnr_import_field_from_name (name);
  int column;

  if (equals == NULL || (field == PNR_FIELD_NONE && strcmp (name, "none") != 0)) {
    g_set_error (error, PNR_EXCHANGE_ERROR, PNR_EXCHANGE_ERROR_BAD_MAP,
                 _ ("“%s” maps nothing: write FIELD=COLUMN with a field such as sku, name, price, "
                    "order, date, item or quantity."),
                 map);
    return FALSE;
  }
  column = find_column (self, equals + 1);
  if (column >= 0) {
    map_column (self, field, column);
    self->n_maps_used++;
    if (field == PNR_FIELD_ORDER)
      g_array_set_size (self->order_columns, 0);
  } else if (field == PNR_FIELD_ORDER && strchr (equals, '+') != NULL) {
    if (map_order_columns (self, equals + 1)) {
      self->columns[PNR_FIELD_ORDER] = g_array_index (self->order_columns, int, 0);
      self->n_maps_used++;
    } else {
      g_array_set_size (self->order_columns, 0);
    }
  }
  return TRUE;
}

static gboolean
apply_maps (PnrTableLayout *self, const char *const *maps, GError **error)
{
  self->n_maps_used = 0;
  memset (self->are_unread, 0, self->n_columns * sizeof *self->are_unread);
  g_clear_pointer (&self->maps_used, g_ptr_array_unref);
  self->maps_used = g_ptr_array_new_with_free_func (g_free);
  for (; maps != NULL && *maps != NULL; maps++) {
    guint n_before = self->n_maps_used;

    if (!apply_map (self, *maps, error))
      return FALSE;
    if (self->n_maps_used > n_before)
      g_ptr_array_add (self->maps_used, g_strdup (*maps));
  }
  return TRUE;
}

/* A map that the rows have no use for is told, not passed over. */
static void
note_useless_maps (PnrTableLayout *self)
{
  gboolean of_orders = self->shape == PNR_IMPORT_ORDERS;

  for (guint i = 0; self->maps_used != NULL && i < self->maps_used->len; i++) {
    const char *map = g_ptr_array_index (self->maps_used, i);
    g_autofree char *name = g_strndup (map, strchr (map, '=') - map);
    g_autofree char *message = NULL;

    if (pnr_import_field_is_read (pnr_import_field_from_name (name), of_orders))
      continue;
    message = of_orders
                  ? g_strdup_printf (_ ("“%s” was not used: “%s” holds orders, whose rows say "
                                        "nothing about that."),
                                     map, self->name)
                  : g_strdup_printf (_ ("“%s” was not used: “%s” holds products, whose rows say "
                                        "nothing about that."),
                                     map, self->name);
    layout_note (self, NULL, "unused-map", message);
  }
}

/* The key is the order column, else day, customer and store together. */
static void
set_order_columns (PnrTableLayout *self)
{
  static const PnrImportField parts[] = { PNR_FIELD_DATE, PNR_FIELD_DAY, PNR_FIELD_CUSTOMER,
                                          PNR_FIELD_STORE };

  if (self->order_columns->len > 0)
    return;
  if (has_field (self, PNR_FIELD_ORDER)) {
    g_array_append_val (self->order_columns, self->columns[PNR_FIELD_ORDER]);
    return;
  }
  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++) {
    if (has_field (self, parts[i]) && (i != 1 || self->order_columns->len == 0))
      g_array_append_val (self->order_columns, self->columns[parts[i]]);
  }
}

static void
settle_products (PnrTableLayout *self)
{
  if (!has_field (self, PNR_FIELD_SKU) && has_field (self, PNR_FIELD_ITEM)) {
    move_field (self, PNR_FIELD_ITEM, PNR_FIELD_SKU);
    /* Files that call the product by its name in orders call it so here: it is its own name. */
    if (!has_field (self, PNR_FIELD_NAME))
      self->columns[PNR_FIELD_NAME] = self->columns[PNR_FIELD_SKU];
  }
  move_field (self, PNR_FIELD_ITEM_NAME, PNR_FIELD_NAME);
  move_field (self, PNR_FIELD_UNIT_PRICE, PNR_FIELD_PRICE);
}

static void
settle_orders (PnrTableLayout *self)
{
  /* Where a number and a text both say the product, "Item" is its name. */
  if (has_field (self, PNR_FIELD_SKU) && has_field (self, PNR_FIELD_ITEM))
    move_field (self, PNR_FIELD_ITEM, PNR_FIELD_ITEM_NAME);
  move_field (self, PNR_FIELD_SKU, PNR_FIELD_ITEM);
  move_field (self, PNR_FIELD_NAME, PNR_FIELD_ITEM_NAME);
  move_field (self, PNR_FIELD_PRICE, PNR_FIELD_UNIT_PRICE);
  /* Beside prices of a unit stands the cost of a unit, beside totals that of the line. */
  if (has_field (self, PNR_FIELD_LINE_TOTAL) && !has_field (self, PNR_FIELD_UNIT_PRICE))
    move_field (self, PNR_FIELD_COST, PNR_FIELD_COST_TOTAL);
  set_order_columns (self);
}

static gboolean
assign_columns (PnrTableLayout *self, const PnrImportOptions *options, GError **error)
{
  gboolean of_orders = options->shape == PNR_IMPORT_ORDERS;

  if (options->shape == PNR_IMPORT_AUTO) {
    assign_fields (self, TRUE);
    if (!apply_maps (self, options->maps, error))
      return FALSE;
    of_orders = has_order_key (self);
    g_array_set_size (self->order_columns, 0);
  }
  assign_fields (self, of_orders);
  if (!apply_maps (self, options->maps, error))
    return FALSE;
  assign_own_ids (self, of_orders);
  self->shape = of_orders ? PNR_IMPORT_ORDERS : PNR_IMPORT_PRODUCTS;
  if (of_orders)
    settle_orders (self);
  else
    settle_products (self);
  self->is_order_heads = of_orders && !has_item (self) && has_field (self, PNR_FIELD_ORDER)
                         && has_field (self, PNR_FIELD_DATE) && !self->profile->knows_all_columns;
  return TRUE;
}

/* A field without which nothing can be read and for which no column is certain. */
PnrImportField
pnr_table_layout_find_missing (const PnrTableLayout *self)
{
  if (self->is_empty || self->shape == PNR_IMPORT_BASKETS)
    return PNR_FIELD_NONE;
  if (self->shape == PNR_IMPORT_ORDERS) {
    if (self->order_columns->len == 0)
      return PNR_FIELD_ORDER;
    return has_item (self) || self->is_order_heads ? PNR_FIELD_NONE : PNR_FIELD_ITEM;
  }
  return has_field (self, PNR_FIELD_SKU) || has_field (self, PNR_FIELD_EXTERNAL_ID) ? PNR_FIELD_NONE
                                                                                    : PNR_FIELD_SKU;
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
look_at_rows (PnrTableLayout *self, Evidence *evidence, PnrProgress *progress, GError **error)
{
  PnrByteSource *source;
  g_autoptr (PnrRecordCutter) cutter = pnr_table_layout_open (self, &source, error);
  PnrRecord record = { 0 };
  PnrCutResult result;
  gboolean is_header = self->shape != PNR_IMPORT_BASKETS;

  if (cutter == NULL)
    return FALSE;
  while ((result = pnr_record_cutter_next (cutter, &record, error)) == PNR_CUT_RECORD) {
    if (record.row % ROWS_PER_CHECK == 0 && !pnr_progress_check (progress, error))
      return FALSE;
    if (record.is_blank)
      continue;
    if (is_header) {
      is_header = FALSE;
      continue;
    }
    self->n_rows++;
    if ((record.faults & PNR_RECORD_UNUSABLE) == 0)
      look_at_row (&record, evidence);
  }
  self->encoding = pnr_byte_source_get_encoding (source);
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
          _ ("Column %s of “%s” only holds numbers like “1.234”, which can be read in two ways; "
             "“%c” was taken as its decimal mark. Check a few prices."),
          self->headers[column], self->name, self->marks[column]);

      layout_note (self, self->headers[column], "ambiguous-number", message);
    }
  }
}

static void
decide_dates (PnrTableLayout *self, const PnrDateEvidence *dates)
{
  g_autofree char *message = NULL;

  self->month_first = pnr_date_evidence_is_month_first (dates);
  self->has_dates_in_doubt =
      dates->n_ambiguous > 0 && dates->n_day_first + dates->n_month_first == 0;
  if (!self->has_dates_in_doubt)
    return;
  message = g_strdup_printf (_ ("The dates of “%s” can be read with the day or the month first; "
                                "they were read with the %s first. Check a few of them."),
                             self->name, self->month_first ? _ ("month") : _ ("day"));
  layout_note (self, self->headers[self->columns[PNR_FIELD_DATE]], "ambiguous-date", message);
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

static gboolean
look_at_all (PnrTableLayout *self, PnrProgress *progress, GError **error)
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
    self->grams_micro = has_field (self, PNR_FIELD_WEIGHT)
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
decide_shape (PnrTableLayout *self, const PnrImportOptions *options, const Sample *sample,
              GError **error)
{
  if (!choose_profile (self, options->profile, error) || !assign_columns (self, options, error))
    return FALSE;
  if (options->shape == PNR_IMPORT_AUTO && self->n_maps_used == 0 && sample->n_most > 1
      && sample->n_alike < sample->n_records && !has_item (self) && !has_order_key (self))
    self->shape = PNR_IMPORT_BASKETS;
  return TRUE;
}

static gboolean
decide (PnrTableLayout *self, const PnrImportOptions *options, const GString *head,
        gboolean is_whole, GError **error)
{
  Sample sample = { 0 };
  gsize skipped = separator_line_length (head, &self->delimiter);
  const char *text = head->str + skipped;
  gsize length = head->len - skipped;

  if (!refuse_markup (self, head, error))
    return FALSE;
  self->has_separator_line = skipped > 0;
  if (options->shape != PNR_IMPORT_PRODUCTS && options->shape != PNR_IMPORT_ORDERS
      && is_integers_and_blanks (text, length)) {
    self->delimiter = ' ';
    self->shape = PNR_IMPORT_BASKETS;
    self->profile = pnr_import_profile_find ("plain");
    return TRUE;
  }
  if (skipped == 0)
    self->delimiter = choose_delimiter (text, length, is_whole, &sample);
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
  self->order_columns = g_array_new (FALSE, FALSE, sizeof (int));
  self->line_columns = g_array_new (FALSE, FALSE, sizeof (guint));
  self->notes = g_ptr_array_new_with_free_func ((GDestroyNotify) pnr_problem_free);
  for (int i = 0; i <= PNR_FIELD_LAST; i++)
    self->columns[i] = -1;
  head = read_head (self, &is_whole, error);
  if (head == NULL || !decide (self, options, head, is_whole, error)
      || !look_at_all (self, progress, error))
    return NULL;
  if (self->shape != PNR_IMPORT_BASKETS)
    note_useless_maps (self);
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

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Writes reports as JSON text whose bytes depend on nothing but their values. */
#include "config.h"

#include "exchange/pnr-json-writer.h"

#include <math.h>
#include <string.h>

#define INDENT 2

typedef struct {
  GString *text;
  gboolean sorts_keys;
} JsonWriter;

typedef struct {
  const char *key;
  GVariant *value;
} JsonMember;

static void json_writer_add (JsonWriter *self, GVariant *value, guint depth);

static void
json_writer_add_text (JsonWriter *self, const char *text)
{
  g_string_append_c (self->text, '"');
  for (const char *c = text; *c != '\0'; c++) {
    if (*c == '"' || *c == '\\')
      g_string_append_printf (self->text, "\\%c", *c);
    else if (*c == '\n')
      g_string_append (self->text, "\\n");
    else if (*c == '\t')
      g_string_append (self->text, "\\t");
    else if (*c == '\r')
      g_string_append (self->text, "\\r");
    else if ((guchar) *c < 0x20)
      g_string_append_printf (self->text, "\\u%04x", (guint) *c);
    else
      g_string_append_c (self->text, *c);
  }
  g_string_append_c (self->text, '"');
}

/* The fewest digits that read back as the same number; a mark stays, so that the kind does too. */
static void
json_writer_add_number (JsonWriter *self, double number)
{
  static const char *const formats[] = { "%.15g", "%.16g", "%.17g" };
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];

  if (!isfinite (number)) {
    g_string_append (self->text, "null");
    return;
  }
  for (guint i = 0; i < G_N_ELEMENTS (formats); i++) {
    g_ascii_formatd (buffer, sizeof buffer, formats[i], number);
    if (g_ascii_strtod (buffer, NULL) == number)
      break;
  }
  g_string_append (self->text, buffer);
  if (strpbrk (buffer, ".e") == NULL)
    g_string_append (self->text, ".0");
}

static void
json_writer_break_line (JsonWriter *self, guint depth)
{
  g_string_append_printf (self->text, "\n%*s", (int) (depth * INDENT), "");
}

static int
json_member_compare (gconstpointer a, gconstpointer b)
{
  return strcmp (((const JsonMember *) a)->key, ((const JsonMember *) b)->key);
}

static void
json_member_clear (gpointer member)
{
  g_variant_unref (((JsonMember *) member)->value);
}

static void
json_writer_add_object (JsonWriter *self, GVariant *object, guint depth)
{
  g_autoptr (GArray) members = g_array_new (FALSE, FALSE, sizeof (JsonMember));
  GVariantIter iter;
  JsonMember member;

  g_array_set_clear_func (members, json_member_clear);
  g_variant_iter_init (&iter, object);
  while (g_variant_iter_next (&iter, "{&sv}", &member.key, &member.value))
    g_array_append_val (members, member);
  if (self->sorts_keys)
    g_array_sort (members, json_member_compare);

  g_string_append_c (self->text, '{');
  for (guint i = 0; i < members->len; i++) {
    JsonMember *shown = &g_array_index (members, JsonMember, i);

    if (i > 0)
      g_string_append_c (self->text, ',');
    json_writer_break_line (self, depth + 1);
    json_writer_add_text (self, shown->key);
    g_string_append (self->text, ": ");
    json_writer_add (self, shown->value, depth + 1);
  }
  if (members->len > 0)
    json_writer_break_line (self, depth);
  g_string_append_c (self->text, '}');
}

static void
json_writer_add_list (JsonWriter *self, GVariant *list, guint depth)
{
  gsize n_items = g_variant_n_children (list);

  g_string_append_c (self->text, '[');
  for (gsize i = 0; i < n_items; i++) {
    g_autoptr (GVariant) item = g_variant_get_child_value (list, i);

    if (i > 0)
      g_string_append_c (self->text, ',');
    json_writer_break_line (self, depth + 1);
    json_writer_add (self, item, depth + 1);
  }
  if (n_items > 0)
    json_writer_break_line (self, depth);
  g_string_append_c (self->text, ']');
}

static void
json_writer_add (JsonWriter *self, GVariant *value, guint depth)
{
  if (g_variant_is_of_type (value, G_VARIANT_TYPE_VARIANT)) {
    g_autoptr (GVariant) inner = g_variant_get_variant (value);

    json_writer_add (self, inner, depth);
  } else if (g_variant_is_of_type (value, G_VARIANT_TYPE_MAYBE)) {
    g_autoptr (GVariant) inner = g_variant_get_maybe (value);

    if (inner != NULL)
      json_writer_add (self, inner, depth);
    else
      g_string_append (self->text, "null");
  } else if (g_variant_is_of_type (value, G_VARIANT_TYPE_STRING)) {
    json_writer_add_text (self, g_variant_get_string (value, NULL));
  } else if (g_variant_is_of_type (value, G_VARIANT_TYPE_INT64)) {
    g_string_append_printf (self->text, "%" G_GINT64_FORMAT, g_variant_get_int64 (value));
  } else if (g_variant_is_of_type (value, G_VARIANT_TYPE_DOUBLE)) {
    json_writer_add_number (self, g_variant_get_double (value));
  } else if (g_variant_is_of_type (value, G_VARIANT_TYPE_BOOLEAN)) {
    g_string_append (self->text, g_variant_get_boolean (value) ? "true" : "false");
  } else if (g_variant_is_of_type (value, G_VARIANT_TYPE_VARDICT)) {
    json_writer_add_object (self, value, depth);
  } else if (g_variant_is_container (value)) {
    json_writer_add_list (self, value, depth);
  } else {
    g_critical ("A report holds a value of type %s", g_variant_get_type_string (value));
    g_string_append (self->text, "null");
  }
}

static char *
json_write (GVariant *value, gboolean sorts_keys)
{
  JsonWriter writer = { g_string_new (NULL), sorts_keys };
  g_autoptr (GVariant) kept = g_variant_ref_sink (value);

  json_writer_add (&writer, kept, 0);
  g_string_append_c (writer.text, '\n');
  return g_string_free (writer.text, FALSE);
}

/**
 * pnr_json_write:
 * @value: a report; a floating one is consumed
 *
 * A dictionary under construction forgets the order of its keys, so they are sorted by byte.
 *
 * Returns: (transfer full): indented JSON in UTF-8 that ends with a line break
 */
char *
pnr_json_write (GVariant *value)
{
  return json_write (value, TRUE);
}

/* Text that is not yet handed on grows to about this. */
#define CHUNK 65536

typedef struct {
  JsonWriter writer;
  PnrReportTable *rows;
  guint *order;
  PnrJsonSink sink;
  gpointer data;
} RowsWriter;

static void
rows_writer_hand_on (RowsWriter *self, gsize least)
{
  GString *text = self->writer.text;

  if (text->len < least)
    return;
  self->sink (text->str, text->len, self->data);
  g_string_truncate (text, 0);
}

static void
rows_writer_add_cell (RowsWriter *self, const PnrReportCell *cell)
{
  JsonWriter *writer = &self->writer;
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];

  if (cell->kind == PNR_CELL_COUNT) {
    g_string_append_printf (writer->text, "%" G_GINT64_FORMAT, cell->count);
  } else if (cell->kind == PNR_CELL_NUMBER && isfinite (cell->number)) {
    g_ascii_formatd (buffer, sizeof buffer, "%.15g", cell->number);
    g_string_append (writer->text, buffer);
    if (strpbrk (buffer, ".e") == NULL)
      g_string_append (writer->text, ".0");
  } else if (cell->kind == PNR_CELL_NUMBER) {
    g_string_append (writer->text, "null");
  } else {
    g_string_append_c (writer->text, '[');
    for (guint i = 0; i < cell->n_texts; i++) {
      g_string_append (writer->text, i > 0 ? ", " : "");
      json_writer_add_text (writer, cell->texts[i]);
    }
    g_string_append_c (writer->text, ']');
  }
}

static int
rows_writer_compare (gconstpointer a, gconstpointer b, gpointer data)
{
  PnrReportTable *rows = data;

  return strcmp (pnr_report_table_get_column (rows, *(const guint *) a),
                 pnr_report_table_get_column (rows, *(const guint *) b));
}

/* Statistics need no more than fifteen digits, and one number costs as much as a row of texts. */
static void
rows_writer_add_rows (RowsWriter *self)
{
  GString *text = self->writer.text;
  guint n_columns = pnr_report_table_get_n_columns (self->rows);
  guint32 n_rows = pnr_report_table_get_n_rows (self->rows);

  g_string_append_c (text, '[');
  for (guint32 i = 0; i < n_rows; i++) {
    const PnrReportCell *cells = pnr_report_table_read (self->rows, i);

    g_string_append (text, i > 0 ? "," : "");
    json_writer_break_line (&self->writer, 2);
    g_string_append_c (text, '{');
    for (guint c = 0; c < n_columns; c++) {
      g_string_append (text, c > 0 ? "," : "");
      json_writer_break_line (&self->writer, 3);
      json_writer_add_text (&self->writer,
                            pnr_report_table_get_column (self->rows, self->order[c]));
      g_string_append (text, ": ");
      rows_writer_add_cell (self, &cells[self->order[c]]);
    }
    json_writer_break_line (&self->writer, 2);
    g_string_append_c (text, '}');
    rows_writer_hand_on (self, CHUNK);
  }
  if (n_rows > 0)
    json_writer_break_line (&self->writer, 1);
  g_string_append_c (text, ']');
}

static void
rows_writer_add_key (RowsWriter *self, const char *key, gboolean is_first)
{
  g_string_append (self->writer.text, is_first ? "" : ",");
  json_writer_break_line (&self->writer, 1);
  json_writer_add_text (&self->writer, key);
  g_string_append (self->writer.text, ": ");
}

static int
compare_texts (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static void
rows_writer_add_report (RowsWriter *self, GVariant *report)
{
  g_autoptr (GPtrArray) keys = g_ptr_array_new ();
  GVariantIter iter;
  const char *key;

  g_variant_iter_init (&iter, report);
  while (g_variant_iter_next (&iter, "{&sv}", &key, NULL))
    g_ptr_array_add (keys, (char *) key);
  g_ptr_array_add (keys, (char *) pnr_report_table_get_key (self->rows));
  g_ptr_array_sort (keys, compare_texts);
  g_string_append_c (self->writer.text, '{');
  for (guint i = 0; i < keys->len; i++) {
    g_autoptr (GVariant) value = NULL;

    key = g_ptr_array_index (keys, i);
    rows_writer_add_key (self, key, i == 0);
    if (key == pnr_report_table_get_key (self->rows)) {
      rows_writer_add_rows (self);
      continue;
    }
    value = g_variant_lookup_value (report, key, NULL);
    json_writer_add (&self->writer, value, 1);
  }
  g_string_append (self->writer.text, "\n}\n");
}

/**
 * pnr_json_write_with_rows:
 * @report: a report
 * @rows: its rows, a list of objects among its keys
 * @sink: takes the text piece by piece
 * @data: for @sink
 *
 * Like pnr_json_write() for results of any length.
 */
void
pnr_json_write_with_rows (GVariant *report, PnrReportTable *rows, PnrJsonSink sink, gpointer data)
{
  guint n_columns = pnr_report_table_get_n_columns (rows);
  g_autoptr (GString) text = g_string_sized_new (2 * CHUNK);
  g_autofree guint *order = g_new (guint, n_columns + 1);
  RowsWriter self = { { text, TRUE }, rows, order, sink, data };

  for (guint c = 0; c < n_columns; c++)
    order[c] = c;
  g_qsort_with_data (order, (int) n_columns, sizeof *order, rows_writer_compare, rows);
  rows_writer_add_report (&self, report);
  rows_writer_hand_on (&self, 0);
}

/**
 * pnr_json_write_in_order:
 * @value: a value whose dictionaries were built key by key; a floating one is consumed
 *
 * Returns: (transfer full): like pnr_json_write(), with the keys as they were built
 */
char *
pnr_json_write_in_order (GVariant *value)
{
  return json_write (value, FALSE);
}

/**
 * pnr_json_append_in_order:
 * @text: JSON being written
 * @value: like that of pnr_json_write_in_order(); a floating one is consumed
 * @depth: how many objects and lists are open around it
 */
void
pnr_json_append_in_order (GString *text, GVariant *value, guint depth)
{
  JsonWriter writer = { text, FALSE };
  g_autoptr (GVariant) kept = g_variant_ref_sink (value);

  json_writer_add (&writer, kept, depth);
}

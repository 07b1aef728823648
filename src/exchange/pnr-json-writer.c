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

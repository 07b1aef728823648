/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads strict JSON into values that travel between rooms, and refuses what is hostile. */
#include "config.h"

#include "exchange/pnr-json-reader.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

/* A scan that is strict about depth, numbers, escapes and duplicate keys has already seen every
 * value, so it builds them itself: the text is walked once and the stack stays below 64 levels. */
typedef struct {
  const char *start;
  const char *end;
  const char *at;
  guint depth;
} JsonReader;

static GVariant *json_reader_read_value (JsonReader *self, GError **error);

static gboolean
json_reader_fail (JsonReader *self, const char *place, const char *reason, GError **error)
{
  guint64 line = 1;
  const char *line_start = self->start;

  for (const char *c = self->start; c < place; c++) {
    if (*c == '\n') {
      line++;
      line_start = c + 1;
    }
  }
  g_set_error (error, PNR_EXCHANGE_ERROR, PNR_EXCHANGE_ERROR_BAD_JSON,
               /* Translators: the last %s is a sentence such as "A comma is missing." */
               _ ("Line %" PRIu64 ", column %ld: %s"), line,
               g_utf8_strlen (line_start, place - line_start) + 1, reason);
  return FALSE;
}

static void
json_reader_skip_blanks (JsonReader *self)
{
  while (self->at < self->end && strchr (" \t\n\r", *self->at) != NULL && *self->at != '\0')
    self->at++;
}

static gboolean
json_reader_take (JsonReader *self, char wanted)
{
  if (self->at == self->end || *self->at != wanted)
    return FALSE;
  self->at++;
  return TRUE;
}

static gboolean
json_reader_read_hex (JsonReader *self, gunichar *unit)
{
  *unit = 0;
  if (self->end - self->at < 4)
    return FALSE;
  for (guint i = 0; i < 4; i++) {
    int digit = g_ascii_xdigit_value (self->at[i]);

    if (digit < 0)
      return FALSE;
    *unit = *unit * 16 + (gunichar) digit;
  }
  self->at += 4;
  return TRUE;
}

/* Characters beyond the first 65,536 are written as two units, the second in DC00–DFFF. */
static gboolean
json_reader_read_unicode (JsonReader *self, GString *text, const char *place, GError **error)
{
  gunichar unit, low;

  if (!json_reader_read_hex (self, &unit))
    return json_reader_fail (self, place, _ ("“\\u” needs four hexadecimal digits."), error);
  if (unit >= 0xd800 && unit < 0xdc00) {
    if (!json_reader_take (self, '\\') || !json_reader_take (self, 'u')
        || !json_reader_read_hex (self, &low) || low < 0xdc00 || low > 0xdfff)
      return json_reader_fail (self, place, _ ("This is half a character."), error);
    unit = 0x10000 + ((unit - 0xd800) << 10) + (low - 0xdc00);
  } else if (unit >= 0xdc00 && unit <= 0xdfff) {
    return json_reader_fail (self, place, _ ("This is half a character."), error);
  }
  if (unit == 0)
    return json_reader_fail (self, place, _ ("A text cannot hold the character zero."), error);
  g_string_append_unichar (text, unit);
  return TRUE;
}

static gboolean
json_reader_read_escape (JsonReader *self, GString *text, GError **error)
{
  static const char marks[] = "\"\\/bfnrt";
  static const char meanings[] = "\"\\/\b\f\n\r\t";
  const char *place = self->at - 1;
  const char *mark;

  if (json_reader_take (self, 'u'))
    return json_reader_read_unicode (self, text, place, error);
  mark = self->at < self->end && *self->at != '\0' ? strchr (marks, *self->at) : NULL;
  if (mark == NULL)
    return json_reader_fail (self, place, _ ("JSON knows no such escape."), error);
  g_string_append_c (text, meanings[mark - marks]);
  self->at++;
  return TRUE;
}

static char *
json_reader_read_text (JsonReader *self, GError **error)
{
  const char *place = self->at++;
  g_autoptr (GString) text = g_string_new (NULL);

  while (self->at < self->end && *self->at != '"') {
    const char *run = self->at;

    while (self->at < self->end && (guchar) *self->at >= 0x20 && *self->at != '"'
           && *self->at != '\\')
      self->at++;
    g_string_append_len (text, run, self->at - run);
    if (self->at == self->end || *self->at == '"')
      break;
    if (*self->at != '\\') {
      json_reader_fail (self, self->at,
                        _ ("A text holds a control character or goes over the end of its line."),
                        error);
      return NULL;
    }
    self->at++;
    if (!json_reader_read_escape (self, text, error))
      return NULL;
  }
  if (!json_reader_take (self, '"')) {
    json_reader_fail (self, place, _ ("This text is never closed."), error);
    return NULL;
  }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static gboolean
json_reader_skip_digits (JsonReader *self)
{
  const char *first = self->at;

  while (self->at < self->end && g_ascii_isdigit (*self->at))
    self->at++;
  return self->at > first;
}

static GVariant *
json_reader_read_number (JsonReader *self, GError **error)
{
  const char *place = self->at;
  g_autofree char *text = NULL;
  gboolean is_whole = TRUE;
  gboolean is_well_formed;
  double number;

  json_reader_take (self, '-');
  is_well_formed = json_reader_take (self, '0') || json_reader_skip_digits (self);
  if (json_reader_take (self, '.')) {
    is_whole = FALSE;
    is_well_formed &= json_reader_skip_digits (self);
  }
  if (json_reader_take (self, 'e') || json_reader_take (self, 'E')) {
    is_whole = FALSE;
    if (!json_reader_take (self, '-'))
      json_reader_take (self, '+');
    is_well_formed &= json_reader_skip_digits (self);
  }
  if (!is_well_formed
      || (self->at < self->end && (g_ascii_isalnum (*self->at) || *self->at == '.'))) {
    json_reader_fail (self, place, _ ("This is not a number as JSON writes it."), error);
    return NULL;
  }
  text = g_strndup (place, self->at - place);
  if (is_whole) {
    errno = 0;
    gint64 count = g_ascii_strtoll (text, NULL, 10);
    if (errno == 0)
      return g_variant_new_int64 (count);
  }
  number = g_ascii_strtod (text, NULL);
  if (!isfinite (number)) {
    json_reader_fail (self, place, _ ("This number is too large."), error);
    return NULL;
  }
  return g_variant_new_double (number);
}

static GVariant *
json_reader_read_list (JsonReader *self, GError **error)
{
  g_auto (GVariantBuilder) builder = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE ("av"));

  self->at++;
  json_reader_skip_blanks (self);
  if (json_reader_take (self, ']'))
    return g_variant_builder_end (&builder);
  do {
    GVariant *item = json_reader_read_value (self, error);

    if (item == NULL)
      return NULL;
    g_variant_builder_add (&builder, "v", item);
    json_reader_skip_blanks (self);
  } while (json_reader_take (self, ','));
  if (!json_reader_take (self, ']')) {
    json_reader_fail (self, self->at, _ ("A comma or “]” is missing."), error);
    return NULL;
  }
  return g_variant_builder_end (&builder);
}

static char *
json_reader_read_key (JsonReader *self, GHashTable *seen, GError **error)
{
  g_autofree char *key = NULL;
  const char *place;

  json_reader_skip_blanks (self);
  place = self->at;
  if (self->at == self->end || *self->at != '"') {
    json_reader_fail (self, place, _ ("A name in double quotes is missing."), error);
    return NULL;
  }
  key = json_reader_read_text (self, error);
  if (key == NULL)
    return NULL;
  if (!g_hash_table_add (seen, g_strdup (key))) {
    g_autofree char *reason = g_strdup_printf (_ ("“%.80s” is given twice."), key);
    g_autofree char *valid = g_utf8_make_valid (reason, -1);

    json_reader_fail (self, place, valid, error);
    return NULL;
  }
  json_reader_skip_blanks (self);
  if (!json_reader_take (self, ':')) {
    json_reader_fail (self, self->at, _ ("A colon is missing."), error);
    return NULL;
  }
  return g_steal_pointer (&key);
}

static GVariant *
json_reader_read_object (JsonReader *self, GError **error)
{
  g_auto (GVariantBuilder) builder = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE_VARDICT);
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  self->at++;
  json_reader_skip_blanks (self);
  if (json_reader_take (self, '}'))
    return g_variant_builder_end (&builder);
  do {
    g_autofree char *key = json_reader_read_key (self, seen, error);
    GVariant *value = key != NULL ? json_reader_read_value (self, error) : NULL;

    if (value == NULL)
      return NULL;
    g_variant_builder_add (&builder, "{sv}", key, value);
    json_reader_skip_blanks (self);
  } while (json_reader_take (self, ','));
  if (!json_reader_take (self, '}')) {
    json_reader_fail (self, self->at, _ ("A comma or “}” is missing."), error);
    return NULL;
  }
  return g_variant_builder_end (&builder);
}

static GVariant *
json_reader_read_word (JsonReader *self, GError **error)
{
  static const char *const words[] = { "null", "true", "false" };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++) {
    gsize length = strlen (words[i]);

    if ((gsize) (self->end - self->at) < length || memcmp (self->at, words[i], length) != 0)
      continue;
    self->at += length;
    return i == 0 ? g_variant_new_maybe (G_VARIANT_TYPE_VARIANT, NULL)
                  : g_variant_new_boolean (i == 1);
  }
  json_reader_fail (
      self, self->at,
      self->at == self->end
          ? _ ("The text ends before its value does.")
          : _ ("JSON knows no such value. Write a text between quotation marks, a number, "
               "true, false, null, a list or an object."),
      error);
  return NULL;
}

static GVariant *
json_reader_read_value (JsonReader *self, GError **error)
{
  GVariant *value;
  char first;

  json_reader_skip_blanks (self);
  first = self->at < self->end ? *self->at : '\0';
  if (first == '"') {
    char *text = json_reader_read_text (self, error);

    return text != NULL ? g_variant_new_take_string (text) : NULL;
  }
  if (first == '-' || g_ascii_isdigit (first))
    return json_reader_read_number (self, error);
  if (first != '{' && first != '[')
    return json_reader_read_word (self, error);
  if (self->depth == PNR_JSON_DEPTH_MAX) {
    json_reader_fail (self, self->at, _ ("Values are nested more than 64 levels deep."), error);
    return NULL;
  }
  self->depth++;
  value =
      first == '{' ? json_reader_read_object (self, error) : json_reader_read_list (self, error);
  self->depth--;
  /* A tree of small objects takes twenty times the memory of its bytes. */
  if (value != NULL)
    g_variant_get_data (value);
  return value;
}

static gboolean
json_refuse_size (GError **error)
{
  g_set_error (error, PNR_EXCHANGE_ERROR, PNR_EXCHANGE_ERROR_TOO_LARGE,
               _ ("The JSON text is larger than 256 MiB. Split it into several files."));
  return FALSE;
}

/**
 * pnr_json_read_text:
 * @text: JSON in UTF-8, with or without a byte order mark
 * @length: its bytes, or -1 when it ends with a zero
 *
 * Comments, single quotes, hexadecimal numbers, duplicate keys, more than 64 levels and numbers
 * that no double holds are refused; whole numbers beyond 64 bits become doubles.
 *
 * Returns: (transfer full) (nullable): objects a{sv}, lists av, x, d, b, s, and mv for null
 */
GVariant *
pnr_json_read_text (const char *text, gssize length, GError **error)
{
  gsize size = length < 0 ? strlen (text) : (gsize) length;
  JsonReader reader = { text, text + size, text, 0 };
  g_autoptr (GVariant) value = NULL;
  const char *invalid;

  if (size > PNR_JSON_BYTES_MAX) {
    json_refuse_size (error);
    return NULL;
  }
  if (!g_utf8_validate_len (text, size, &invalid)) {
    json_reader_fail (&reader, invalid, _ ("The text is not UTF-8. Save it as UTF-8."), error);
    return NULL;
  }
  if (size >= 3 && memcmp (text, "\xef\xbb\xbf", 3) == 0)
    reader.at += 3;
  value = json_reader_read_value (&reader, error);
  if (value == NULL)
    return NULL;
  g_variant_ref_sink (value);
  json_reader_skip_blanks (&reader);
  if (reader.at < reader.end) {
    json_reader_fail (&reader, reader.at, _ ("Something follows the end of the JSON text."), error);
    return NULL;
  }
  return g_steal_pointer (&value);
}

/* A file tells its size before it is read; a pipe does not, and is stopped when it is too long. */
static gboolean
json_file_is_too_large (FILE *file)
{
  struct stat facts;

  return fstat (fileno (file), &facts) == 0 && S_ISREG (facts.st_mode)
         && facts.st_size > PNR_JSON_BYTES_MAX;
}

static GString *
json_read_bytes (FILE *file)
{
  g_autoptr (GString) bytes = g_string_new (NULL);
  char block[65536];
  gsize n_read;

  while (bytes->len <= PNR_JSON_BYTES_MAX && (n_read = fread (block, 1, sizeof block, file)) > 0)
    g_string_append_len (bytes, block, n_read);
  return ferror (file) ? NULL : g_steal_pointer (&bytes);
}

/**
 * pnr_json_read_file:
 * @path: a file, or a pipe that ends
 *
 * Returns: (transfer full) (nullable): see pnr_json_read_text(); errors begin with the file's name
 */
GVariant *
pnr_json_read_file (const char *path, GError **error)
{
  g_autofree char *shown = g_filename_display_name (path);
  g_autoptr (GString) bytes = NULL;
  GVariant *value;
  FILE *file;
  int failure;

  file = fopen (path, "rbe");
  if (file != NULL && json_file_is_too_large (file)) {
    fclose (file);
    json_refuse_size (error);
    g_prefix_error (error, _ ("“%s”: "), shown);
    return NULL;
  }
  if (file != NULL)
    bytes = json_read_bytes (file);
  failure = errno;
  g_clear_pointer (&file, fclose);
  if (bytes == NULL) {
    g_set_error (error, PNR_EXCHANGE_ERROR, PNR_EXCHANGE_ERROR_UNREADABLE,
                 _ ("“%s” cannot be read: %s."), shown, g_strerror (failure));
    return NULL;
  }
  value = pnr_json_read_text (bytes->str, bytes->len, error);
  if (value == NULL)
    g_prefix_error (error, _ ("“%s”: "), shown);
  return value;
}

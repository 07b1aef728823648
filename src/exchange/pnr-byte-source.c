/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A file as a stream of UTF-8 bytes, whatever it is packed in and whatever it is encoded in. */
#include "config.h"

#include "exchange/pnr-byte-source.h"

#include <glib/gi18n.h>
#include <string.h>

#include "base/pnr-failure.h"
#include "exchange/pnr-exchange-error.h"

#define HEAD_BYTES 4096

struct _PnrByteSource {
  char *name;
  GInputStream *file;
  GInputStream *bytes;
  PnrEncoding encoding;
  goffset size;
  PnrUtf8Census census;
};

static gboolean
name_not_text (const char *name, const char *what, GError **error)
{
  g_set_error (error, PNR_EXCHANGE_ERROR, PNR_EXCHANGE_ERROR_NOT_TEXT,
               _ ("“%s” is %s, not a table of text. Save the table as CSV and import that file."),
               name, what);
  return FALSE;
}

/* What a file is by its first bytes, when it is certainly no text. */
static const char *
known_format (const guchar *head, gsize length)
{
  static const struct {
    const char *magic;
    gsize length;
    const char *what;
  } formats[] = {
    { "\x89PNG", 4, N_ ("a picture") },
    { "\xff\xd8\xff", 3, N_ ("a picture") },
    { "GIF8", 4, N_ ("a picture") },
    { "SQLite format 3", 16, N_ ("a database") },
    { "PK\x03\x04", 4, N_ ("a spreadsheet or an archive") },
    { "\xd0\xcf\x11\xe0", 4, N_ ("a spreadsheet") },
    { "%PDF", 4, N_ ("a PDF") },
    { "\x7f"
      "ELF",
      4, N_ ("a program") },
    { "BZh", 3, N_ ("a compressed archive") },
    { "\xfd"
      "7zXZ",
      5, N_ ("a compressed archive") },
    { "(\xb5/\xfd", 4, N_ ("a compressed archive") },
    { "7z\xbc\xaf", 4, N_ ("a compressed archive") },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (formats); i++) {
    if (length >= formats[i].length && memcmp (head, formats[i].magic, formats[i].length) == 0)
      return _ (formats[i].what);
  }
  return NULL;
}

/* Plain letters in UTF-16 have a NUL in every second byte, and nearly only there. */
static PnrEncoding
encoding_from_nuls (const guchar *head, gsize length)
{
  gsize n_even = 0;
  gsize n_odd = 0;

  length = MIN (length, 1024);
  for (gsize i = 0; i < length; i++) {
    if (head[i] == 0) {
      n_even += i % 2 == 0;
      n_odd += i % 2 == 1;
    }
  }
  if (n_odd * 4 > length && n_even * 20 < n_odd)
    return PNR_ENCODING_UTF16LE;
  if (n_even * 4 > length && n_odd * 20 < n_even)
    return PNR_ENCODING_UTF16BE;
  return PNR_ENCODING_BYTES;
}

static PnrEncoding
encoding_from_head (const guchar *head, gsize length, gsize *mark_length)
{
  *mark_length = 2;
  if (length >= 2 && head[0] == 0xff && head[1] == 0xfe)
    return PNR_ENCODING_UTF16LE;
  if (length >= 2 && head[0] == 0xfe && head[1] == 0xff)
    return PNR_ENCODING_UTF16BE;
  *mark_length = 3;
  if (length >= 3 && memcmp (head, "\xef\xbb\xbf", 3) == 0)
    return PNR_ENCODING_BYTES;
  *mark_length = 0;
  return encoding_from_nuls (head, length);
}

/* Text has next to no control characters besides line ends and TAB. */
static gboolean
looks_binary (const guchar *head, gsize length)
{
  gsize n_controls = 0;

  for (gsize i = 0; i < length; i++) {
    n_controls += (head[i] < 0x20 && head[i] != '\n' && head[i] != '\r' && head[i] != '\t')
                  || head[i] == 0x7f;
  }
  return n_controls > 4 && n_controls * 50 > length;
}

static gboolean
fill_head (GBufferedInputStream *stream, GError **error)
{
  gssize n_bytes = 1;

  while (n_bytes > 0 && g_buffered_input_stream_get_available (stream) < HEAD_BYTES)
    n_bytes = g_buffered_input_stream_fill (stream, HEAD_BYTES, NULL, error);
  return n_bytes >= 0;
}

/* Puts a stage that inflates, decodes or buffers behind the ones there are. */
static void
take_stage (PnrByteSource *self, GInputStream *stage)
{
  g_object_unref (self->bytes);
  self->bytes = stage;
}

static gboolean
add_buffer (PnrByteSource *self, GError **error)
{
  take_stage (self, g_buffered_input_stream_new_sized (self->bytes, 64 * 1024));
  return fill_head (G_BUFFERED_INPUT_STREAM (self->bytes), error);
}

static void
add_converter (PnrByteSource *self, GConverter *converter)
{
  take_stage (self, g_converter_input_stream_new (self->bytes, converter));
}

static gboolean
add_decoder (PnrByteSource *self, GError **error)
{
  const char *charset = pnr_encoding_get_name (self->encoding);
  g_autoptr (GCharsetConverter) converter = g_charset_converter_new ("UTF-8", charset, error);

  if (converter == NULL)
    return FALSE;
  g_charset_converter_set_use_fallback (converter, TRUE);
  add_converter (self, G_CONVERTER (converter));
  return TRUE;
}

static gboolean
inflate_if_packed (PnrByteSource *self, GError **error)
{
  gsize length;
  const guchar *head =
      g_buffered_input_stream_peek_buffer (G_BUFFERED_INPUT_STREAM (self->bytes), &length);

  if (length >= 2 && head[0] == 0x1f && head[1] == 0x8b) {
    g_autoptr (GZlibDecompressor) inflater =
        g_zlib_decompressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP);

    add_converter (self, G_CONVERTER (inflater));
    return add_buffer (self, error);
  }
  return TRUE;
}

/* Two bytes a letter, of which the last one may be cut in half. */
static gboolean
is_utf16 (PnrEncoding encoding)
{
  return encoding == PNR_ENCODING_UTF16LE || encoding == PNR_ENCODING_UTF16BE;
}

static gboolean
is_read_as_it_stands (PnrEncoding encoding)
{
  return encoding == PNR_ENCODING_BYTES || encoding == PNR_ENCODING_UTF8
         || encoding == PNR_ENCODING_WINDOWS_1252;
}

/* What the merchant or an earlier reading decided stands above what the first bytes look like. */
static gboolean
choose_encoding (PnrByteSource *self, PnrEncoding encoding, GError **error)
{
  gsize length;
  gsize mark_length;
  const guchar *head =
      g_buffered_input_stream_peek_buffer (G_BUFFERED_INPUT_STREAM (self->bytes), &length);
  const char *what = known_format (head, length);

  if (what != NULL)
    return name_not_text (self->name, what, error);
  self->encoding = encoding_from_head (head, length, &mark_length);
  if (encoding != PNR_ENCODING_BYTES)
    self->encoding = encoding;
  if (is_read_as_it_stands (self->encoding) && looks_binary (head, length))
    return name_not_text (self->name, _ ("a file of another program"), error);
  if (g_input_stream_skip (self->bytes, mark_length, NULL, error) < 0)
    return FALSE;
  return is_read_as_it_stands (self->encoding) || add_decoder (self, error);
}

static gboolean
open_file (PnrByteSource *self, const char *path, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFileInfo) info = NULL;

  info = g_file_query_info (file, G_FILE_ATTRIBUTE_STANDARD_TYPE "," G_FILE_ATTRIBUTE_STANDARD_SIZE,
                            G_FILE_QUERY_INFO_NONE, NULL, error);
  if (info == NULL)
    return FALSE;
  if (g_file_info_get_file_type (info) == G_FILE_TYPE_DIRECTORY) {
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_IS_DIRECTORY, _ ("it is a folder"));
    return FALSE;
  }
  if (g_file_info_get_file_type (info) != G_FILE_TYPE_REGULAR) {
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_REGULAR_FILE, _ ("it is not a file"));
    return FALSE;
  }
  self->size = g_file_info_get_size (info);
  self->file = G_INPUT_STREAM (g_file_read (file, NULL, error));
  if (self->file == NULL)
    return FALSE;
  self->bytes = g_object_ref (self->file);
  return add_buffer (self, error) && inflate_if_packed (self, error);
}

/* Every failure of the disk or of a packed stream becomes one sentence that names the file. */
static void
set_unreadable (const char *name, const GError *cause, GError **error)
{
  g_set_error (error, PNR_EXCHANGE_ERROR, PNR_EXCHANGE_ERROR_UNREADABLE,
               _ ("“%s” could not be read: %s. Nothing was imported from it."), name,
               pnr_failure_get_reason (cause));
}

/**
 * pnr_byte_source_open:
 * @path: a plain or gzip-packed file
 * @encoding: what an earlier reading of the whole file found, or %PNR_ENCODING_BYTES
 * @error: a place for an error
 *
 * Returns: (nullable): a source, or %NULL when there is no such file or it is certainly not text
 */
PnrByteSource *
pnr_byte_source_open (const char *path, PnrEncoding encoding, GError **error)
{
  g_autoptr (PnrByteSource) self = g_new0 (PnrByteSource, 1);
  g_autoptr (GError) cause = NULL;

  self->name = g_path_get_basename (path);
  if (!open_file (self, path, &cause) || !choose_encoding (self, encoding, &cause)) {
    if (cause->domain == PNR_EXCHANGE_ERROR)
      g_propagate_error (error, g_steal_pointer (&cause));
    else
      set_unreadable (self->name, cause, error);
    return NULL;
  }
  return g_steal_pointer (&self);
}

void
pnr_byte_source_free (PnrByteSource *self)
{
  g_free (self->name);
  g_clear_object (&self->bytes);
  g_clear_object (&self->file);
  g_free (self);
}

/* Writes from the start of @buffer what stands at its end; a letter grows to three bytes at most,
 * and the caller reads only a third of the room, so that writing never overtakes reading. */
static gsize
decode_windows_1252 (char *buffer, gsize at, gsize end)
{
  gsize written = 0;

  for (; at < end; at++) {
    guchar byte = (guchar) buffer[at];

    if (byte < 0x80)
      buffer[written++] = (char) byte;
    else
      written +=
          (gsize) g_unichar_to_utf8 (pnr_encoding_windows_1252_to_unichar (byte), buffer + written);
  }
  return written;
}

/**
 * pnr_byte_source_read:
 * @self: a source
 * @buffer: room for @size bytes
 * @size: at least 3
 * @error: a place for an error
 *
 * Returns: how many bytes were put into @buffer, 0 at the end, -1 on failure
 */
gssize
pnr_byte_source_read (PnrByteSource *self, char *buffer, gsize size, GError **error)
{
  g_autoptr (GError) cause = NULL;
  gsize offset = self->encoding == PNR_ENCODING_WINDOWS_1252 ? size - size / 3 : 0;
  gssize n_bytes = g_input_stream_read (self->bytes, buffer + offset, size - offset, NULL, &cause);

  if (n_bytes < 0) {
    if (is_utf16 (self->encoding) && g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_PARTIAL_INPUT))
      g_set_error (error, PNR_EXCHANGE_ERROR, PNR_EXCHANGE_ERROR_UNREADABLE,
                   _ ("“%s” ends in the middle of a letter, so something is missing. Copy it or "
                      "export it again; nothing was imported from it."),
                   self->name);
    else
      set_unreadable (self->name, cause, error);
    return -1;
  }
  if (self->encoding == PNR_ENCODING_BYTES || self->encoding == PNR_ENCODING_UTF8)
    pnr_utf8_census_add (&self->census, buffer, (gsize) n_bytes);
  if (offset > 0)
    return (gssize) decode_windows_1252 (buffer, offset, offset + (gsize) n_bytes);
  return n_bytes;
}

/**
 * pnr_byte_source_get_encoding:
 * @self: a source that was read to its end
 *
 * Returns: its encoding, of bytes that could be several the one they give evidence of
 */
PnrEncoding
pnr_byte_source_get_encoding (PnrByteSource *self)
{
  if (self->encoding != PNR_ENCODING_BYTES)
    return self->encoding;
  return pnr_utf8_census_decide (&self->census);
}

/**
 * pnr_byte_source_count_strays:
 * @self: a source
 *
 * Returns: how many of the bytes read are part of no letter of UTF-8
 */
gint64
pnr_byte_source_count_strays (PnrByteSource *self)
{
  pnr_utf8_census_end (&self->census);
  return self->census.n_strays;
}

goffset
pnr_byte_source_get_size (PnrByteSource *self)
{
  return self->size;
}

/* Counted in bytes of the file on disk, so that a packed file tells its progress too. */
goffset
pnr_byte_source_get_position (PnrByteSource *self)
{
  return MIN (g_seekable_tell (G_SEEKABLE (self->file)), self->size);
}

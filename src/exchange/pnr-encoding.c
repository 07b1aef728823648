/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The encodings a shop file comes in, and the evidence for which one it is. */

/* A letter of UTF-8 beyond ASCII is a lead byte with the right number of following bytes out of a
 * narrow range. Text in a code page makes such a sequence by accident about once in some hundred
 * letters, since it needs an accented letter with one or two signs right behind it; so a file with
 * one letter of UTF-8 to ten stray bytes has been written by two programs, one of which knew
 * UTF-8. It is read letter by letter, each stray byte as Windows-1252: nothing is lost either way,
 * and the rows with stray bytes are told. */
#include "config.h"

#include "exchange/pnr-encoding.h"

#include <string.h>

#define MOST_STRAYS_PER_LETTER 10

static const char *const names[] = {
  "UTF-8",       "UTF-8",     "Windows-1252", "Windows-1250", "Windows-1251",
  "ISO-8859-15", "Macintosh", "UTF-16LE",     "UTF-16BE",
};
G_STATIC_ASSERT (G_N_ELEMENTS (names) == PNR_ENCODING_LAST + 1);

/* 0x80 to 0x9f of Windows-1252; the five unused places become the replacement character. */
static const guint16 windows_1252[32] = {
  0x20ac, 0xfffd, 0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021, 0x02c6, 0x2030, 0x0160,
  0x2039, 0x0152, 0xfffd, 0x017d, 0xfffd, 0xfffd, 0x2018, 0x2019, 0x201c, 0x201d, 0x2022,
  0x2013, 0x2014, 0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0xfffd, 0x017e, 0x0178,
};

/* Overlong forms, surrogates and what is above U+10FFFF are no letters: The Unicode Standard,
 * table 3-7. */
static void
census_begin_letter (PnrUtf8Census *self, guchar lead)
{
  if (lead < 0xc2 || lead > 0xf4) {
    self->n_strays++;
    return;
  }
  self->n_awaited = lead >= 0xf0 ? 3 : lead >= 0xe0 ? 2 : 1;
  self->n_held = 1;
  self->lowest = lead == 0xe0 ? 0xa0 : lead == 0xf0 ? 0x90 : 0x80;
  self->highest = lead == 0xed ? 0x9f : lead == 0xf4 ? 0x8f : 0xbf;
}

static void
census_continue_letter (PnrUtf8Census *self)
{
  self->n_held++;
  self->n_letters += --self->n_awaited == 0;
  self->lowest = 0x80;
  self->highest = 0xbf;
}

static gboolean
are_eight_ascii (const char *bytes)
{
  guint64 eight;

  memcpy (&eight, bytes, 8);
  return (eight & G_GUINT64_CONSTANT (0x8080808080808080)) == 0;
}

void
pnr_utf8_census_add (PnrUtf8Census *self, const char *bytes, gsize length)
{
  for (gsize i = 0; i < length; i++) {
    guchar byte = (guchar) bytes[i];

    if (self->n_awaited > 0 && byte >= self->lowest && byte <= self->highest) {
      census_continue_letter (self);
      continue;
    }
    pnr_utf8_census_end (self);
    while (i + 8 <= length && are_eight_ascii (bytes + i))
      i += 8;
    if (i < length && (guchar) bytes[i] >= 0x80)
      census_begin_letter (self, (guchar) bytes[i]);
  }
}

/* A letter that was begun and not ended is so many stray bytes. */
void
pnr_utf8_census_end (PnrUtf8Census *self)
{
  if (self->n_awaited > 0)
    self->n_strays += self->n_held;
  self->n_awaited = 0;
}

PnrEncoding
pnr_utf8_census_decide (const PnrUtf8Census *self)
{
  return self->n_strays > self->n_letters * MOST_STRAYS_PER_LETTER ? PNR_ENCODING_WINDOWS_1252
                                                                   : PNR_ENCODING_UTF8;
}

const char *
pnr_encoding_get_name (PnrEncoding encoding)
{
  return names[encoding];
}

/**
 * pnr_encoding_parse:
 * @name: as people write it: "utf8", "UTF-8", "windows-1252"; "auto" leaves it to the file
 * @encoding: (out): what it names
 *
 * Returns: whether there is such an encoding
 */
gboolean
pnr_encoding_parse (const char *name, PnrEncoding *encoding)
{
  g_auto (GStrv) parts = g_strsplit (name, "-", -1);
  g_autofree char *plain = g_strjoinv ("", parts);

  *encoding = PNR_ENCODING_BYTES;
  if (g_ascii_strcasecmp (plain, "auto") == 0)
    return TRUE;
  for (PnrEncoding i = PNR_ENCODING_UTF8; i <= PNR_ENCODING_LAST; i++) {
    g_auto (GStrv) own_parts = g_strsplit (names[i], "-", -1);
    g_autofree char *own = g_strjoinv ("", own_parts);

    if (g_ascii_strcasecmp (plain, own) == 0) {
      *encoding = i;
      return TRUE;
    }
  }
  return FALSE;
}

gunichar
pnr_encoding_windows_1252_to_unichar (guchar byte)
{
  return byte >= 0x80 && byte < 0xa0 ? windows_1252[byte - 0x80] : byte;
}

/**
 * pnr_encoding_mend_utf8:
 * @text: a text of UTF-8 in which single bytes may come from another program
 *
 * Returns: (transfer full): @text with each stray byte read as Windows-1252
 */
char *
pnr_encoding_mend_utf8 (const char *text)
{
  GString *mended = g_string_new (NULL);
  const char *stray;

  while (!g_utf8_validate (text, -1, &stray)) {
    g_string_append_len (mended, text, stray - text);
    g_string_append_unichar (mended, pnr_encoding_windows_1252_to_unichar ((guchar) *stray));
    text = stray + 1;
  }
  g_string_append (mended, text);
  return g_string_free (mended, FALSE);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The encodings a shop file comes in, and the evidence for which one it is. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* BYTES: UTF-8 or a code page, which only the whole file can tell. */
typedef enum {
  PNR_ENCODING_BYTES,
  PNR_ENCODING_UTF8,
  PNR_ENCODING_WINDOWS_1252,
  PNR_ENCODING_WINDOWS_1250,
  PNR_ENCODING_WINDOWS_1251,
  PNR_ENCODING_ISO_8859_15,
  PNR_ENCODING_MACINTOSH,
  PNR_ENCODING_UTF16LE,
  PNR_ENCODING_UTF16BE,
  PNR_ENCODING_LAST = PNR_ENCODING_UTF16BE
} PnrEncoding;

/* Counts what stands beyond ASCII: letters written in UTF-8, and bytes that belong to none. The
 * other members follow a letter from one block of bytes into the next. */
typedef struct {
  gint64 n_letters;
  gint64 n_strays;
  guint n_awaited;
  guint n_held;
  guchar lowest;
  guchar highest;
} PnrUtf8Census;

void pnr_utf8_census_add (PnrUtf8Census *self, const char *bytes, gsize length);
void pnr_utf8_census_end (PnrUtf8Census *self);
PnrEncoding pnr_utf8_census_decide (const PnrUtf8Census *self);

const char *pnr_encoding_get_name (PnrEncoding encoding);
gboolean pnr_encoding_parse (const char *name, PnrEncoding *encoding);
gunichar pnr_encoding_windows_1252_to_unichar (guchar byte);
char *pnr_encoding_mend_utf8 (const char *text);

G_END_DECLS

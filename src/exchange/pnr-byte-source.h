/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A file as a stream of UTF-8 bytes, whatever it is packed in and whatever it is encoded in. */
#pragma once

#include <gio/gio.h>

#include "exchange/pnr-encoding.h"

G_BEGIN_DECLS

typedef struct _PnrByteSource PnrByteSource;

PnrByteSource *pnr_byte_source_open (const char *path, PnrEncoding encoding, GError **error);
void pnr_byte_source_free (PnrByteSource *self);
gssize pnr_byte_source_read (PnrByteSource *self, char *buffer, gsize size, GError **error);
PnrEncoding pnr_byte_source_get_encoding (PnrByteSource *self);
goffset pnr_byte_source_get_size (PnrByteSource *self);
goffset pnr_byte_source_get_position (PnrByteSource *self);
gint64 pnr_byte_source_count_strays (PnrByteSource *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PnrByteSource, pnr_byte_source_free)

G_END_DECLS

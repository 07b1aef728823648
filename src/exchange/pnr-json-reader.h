/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads strict JSON into values that travel between rooms, and refuses what is hostile. */
#pragma once

#include <glib.h>

#include "exchange/pnr-exchange-error.h"

G_BEGIN_DECLS

#define PNR_JSON_DEPTH_MAX 64
#define PNR_JSON_BYTES_MAX (256 * 1024 * 1024)

GVariant *pnr_json_read_text (const char *text, gssize length, GError **error);
GVariant *pnr_json_read_file (const char *path, GError **error);

G_END_DECLS

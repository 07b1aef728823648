/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Finds the names in a document that nobody reads, so that it can be said aloud. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

GPtrArray *pnr_known_keys_find_strangers (GVariant *document, const char *const *known, guint most);
const char *pnr_known_keys_find_nearest (const char *name, const char *const *known);

G_END_DECLS

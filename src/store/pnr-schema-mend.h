/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Gives the copy of a damaged plan a list of its tables again. */
#pragma once

#include "store/pnr-db.h"

G_BEGIN_DECLS

gboolean pnr_schema_mend (const char *copy, guint page_size, GPtrArray *shapes, GError **error);

G_END_DECLS

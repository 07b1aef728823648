/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The bytes of a damaged plan, copied so that SQLite can begin with them. */
#pragma once

#include "base/pnr-progress.h"

G_BEGIN_DECLS

gboolean pnr_damaged_copy_make (const char *path, const char *copy, guint *page_size,
                                PnrProgress *progress, GError **error);

G_END_DECLS

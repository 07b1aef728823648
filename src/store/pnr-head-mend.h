/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Gives the copy of a damaged plan a head that SQLite can begin with. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

guint pnr_head_mend_find_page_size (const char *path);
guint pnr_head_mend_count_missing (const char *path, guint page_size, guint *n_stated);
gboolean pnr_head_mend (int descriptor, guint page_size);

G_END_DECLS

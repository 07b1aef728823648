/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is left of old rows between the rows of a page. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

gpointer pnr_page_gap_dup_cleared (gconstpointer page, gsize size, gboolean is_first);

G_END_DECLS

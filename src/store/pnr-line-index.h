/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The indexes of the order lines, taken down while very many lines come or go at once. */
#pragma once

#include "store/pnr-db.h"

G_BEGIN_DECLS

/* Around the transaction in which the indexes are made anew. */
gboolean pnr_line_index_begin (PnrDb *db, GError **error);
void pnr_line_index_end (PnrDb *db);

gboolean pnr_line_index_drop (PnrDb *db, GError **error);
gboolean pnr_line_index_make (PnrDb *db, GError **error);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The indexes of the order lines, taken down while very many lines come or go at once. */
#pragma once

#include "store/pnr-db.h"

G_BEGIN_DECLS

gboolean pnr_line_index_drop (PnrDb *db, GError **error);
gboolean pnr_line_index_make (PnrDb *db, GError **error);

G_END_DECLS

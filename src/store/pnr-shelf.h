/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where the orders of an undone import wait for redo, inside the plan. */
#pragma once

#include "store/pnr-db.h"

G_BEGIN_DECLS

gboolean pnr_shelf_put_away (PnrDb *db, gint64 first_batch, gint64 last_batch, GError **error);
gboolean pnr_shelf_take_out (PnrDb *db, gint64 first_batch, gint64 last_batch, GError **error);
gboolean pnr_shelf_clear (PnrDb *db, GError **error);

G_END_DECLS

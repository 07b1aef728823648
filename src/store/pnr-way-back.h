/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The way back over an import whose changeset is too large for the plan: the copy of before it. */
#pragma once

#include "store/pnr-db.h"

G_BEGIN_DECLS

/* In the place of a snapshot's name: the plan held nothing before the import. */
#define PNR_WAY_BACK_FROM_NOTHING "nothing"

GBytes *pnr_way_back_read (PnrDb *db, const char *snapshot, gint64 change_id,
                           const char *const *tables, guint n_tables, GError **error);
void pnr_way_back_leave (PnrDb *db);

G_END_DECLS

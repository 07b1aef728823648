/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Is a piece of history what SQLite would have written? Looked at before it is ever applied. */
#pragma once

#include "store/pnr-db.h"

G_BEGIN_DECLS

gboolean pnr_changeset_check (PnrDb *db, GBytes *changeset, GError **error);
gboolean pnr_changeset_refuse (GError **error);

G_END_DECLS

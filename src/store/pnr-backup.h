/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A whole copy of a plan beside it, taken before its tables change. */
#pragma once

#include "store/pnr-db.h"

G_BEGIN_DECLS

gboolean pnr_backup_before_version (PnrDb *db, const char *path, guint version, GError **error);

G_END_DECLS

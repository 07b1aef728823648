/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A small plan with everything of a large one but its orders. */
#pragma once

#include "store/pnr-db.h"

G_BEGIN_DECLS

gboolean pnr_planning_copy_write (PnrDb *db, const char *path, GError **error);

G_END_DECLS

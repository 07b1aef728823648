/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What products cost when each bundle was last decided, read from the history of the plan. */
#pragma once

#include "store/pnr-db.h"

G_BEGIN_DECLS

GArray *pnr_price_memory_read (PnrDb *db, GError **error);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* All orders in short ranges of ids: a long read would hold up every commit. */
#pragma once

#include "base/pnr-progress.h"
#include "store/pnr-db.h"

G_BEGIN_DECLS

/* Reads the orders whose ids are above @after and not above @last. */
typedef gboolean (*PnrOrderRangeFunc) (PnrDb *db, gint64 after, gint64 last, gpointer data,
                                       GError **error);

gboolean pnr_order_walk (PnrDb *db, PnrOrderRangeFunc read_range, gpointer data,
                         PnrProgress *progress, GError **error);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Of all past orders the lines of a few products, read in short ranges so that nobody waits. */
#pragma once

#include "base/pnr-progress.h"
#include "model/pnr-past-orders.h"
#include "store/pnr-db.h"

G_BEGIN_DECLS

PnrPastOrders *pnr_past_order_reader_read (PnrDb *db, PnrPastOrders *empty,
                                           gint64 least_total_minor, PnrProgress *progress,
                                           GError **error);

G_END_DECLS

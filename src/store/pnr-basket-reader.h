/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The order history as baskets in memory, read in short ranges so that nobody waits to write. */
#pragma once

#include "base/pnr-progress.h"
#include "model/pnr-basket-set.h"
#include "store/pnr-db.h"

G_BEGIN_DECLS

PnrBasketSet *pnr_basket_reader_read (PnrDb *db, gint64 from, gint64 to, PnrProgress *progress,
                                      GError **error);

G_END_DECLS

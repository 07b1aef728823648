/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The lines of past orders that hold one product. */
#pragma once

#include "base/pnr-progress.h"
#include "store/pnr-db.h"

G_BEGIN_DECLS

GArray *pnr_sales_reader_read (PnrDb *db, const char *sku, gint64 from, gint64 to,
                               PnrProgress *progress, GError **error);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What sums over order lines need of each product, read once and not line by line. */
#pragma once

#include "store/pnr-db.h"

G_BEGIN_DECLS

gboolean pnr_product_numbers_define (PnrDb *db, GError **error);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Products as rows, with what was sold of them read alongside. */
#pragma once

#include "model/pnr-product.h"
#include "store/pnr-price-record.h"
#include "store/pnr-table.h"

G_BEGIN_DECLS

gboolean pnr_product_table_put_as (PnrDb *db, PnrProduct *product, PnrPriceWriter writer,
                                   GError **error);

G_END_DECLS

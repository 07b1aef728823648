/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What an import sold of each product: summed line by line, or anew when the rows come mixed. */
#pragma once

#include "store/pnr-import-catalogue.h"
#include "store/pnr-import-orders.h"

G_BEGIN_DECLS

gboolean pnr_import_sales_add (PnrImportProduct *product, PnrImportOrder *order,
                               const PnrLineRecord *line, gint64 total_minor, gint64 line_number);
gboolean pnr_import_sales_put (PnrDb *db, PnrImportCatalogue *catalogue, GError **error);
gboolean pnr_import_sales_recount (PnrDb *db, gint64 last_line_before, GError **error);

G_END_DECLS

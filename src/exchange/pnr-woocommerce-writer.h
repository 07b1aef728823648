/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Writes the plan as the product CSV that WooCommerce's own importer reads. */
#pragma once

#include "exchange/pnr-exchange-error.h"
#include "exchange/pnr-export-report.h"
#include "model/pnr-contents.h"

G_BEGIN_DECLS

char *pnr_woocommerce_write_links (PnrContents *contents, PnrExportReport *report, gint64 *n_rows,
                                   GError **error);
char *pnr_woocommerce_write_products (PnrContents *contents, PnrExportReport *report,
                                      gint64 *n_rows, GError **error);

G_END_DECLS

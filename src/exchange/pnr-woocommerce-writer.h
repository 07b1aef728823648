/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Writes the plan as the product CSVs that WooCommerce's own importer reads. */
#pragma once

#include "exchange/pnr-exchange-error.h"
#include "exchange/pnr-export-set.h"
#include "model/pnr-contents.h"

G_BEGIN_DECLS

gboolean pnr_woocommerce_write (PnrContents *contents, PnrExportSet *set, PnrProgress *progress,
                                GError **error);

G_END_DECLS

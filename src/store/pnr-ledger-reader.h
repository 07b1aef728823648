/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The order history summed up by order, read in short ranges so that nobody waits to write. */
#pragma once

#include "base/pnr-progress.h"
#include "model/pnr-ledger.h"
#include "store/pnr-db.h"

G_BEGIN_DECLS

PnrLedger *pnr_ledger_reader_read (PnrDb *db, const char *currency, const char *data_hash,
                                   gint64 usual_vat_ppm, PnrProgress *progress, GError **error);
GArray *pnr_ledger_reader_read_first_products (PnrDb *db, PnrLedger *ledger, PnrProgress *progress,
                                               GError **error);

G_END_DECLS

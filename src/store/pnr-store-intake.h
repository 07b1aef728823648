/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Imported rows on their way into the plan: one transaction, prepared statements, caches of ids. */
#pragma once

#include "model/pnr-intake.h"
#include "store/pnr-history.h"

G_BEGIN_DECLS

/* Amounts beyond this are mistakes, and sums of a million of them still fit. Plain numbers, for
 * they are also said to SQLite. */
#define PNR_STORE_INTAKE_LARGEST_AMOUNT 9000000000000
#define PNR_STORE_INTAKE_LARGEST_COST 90000000000000000

#define PNR_TYPE_STORE_INTAKE (pnr_store_intake_get_type ())
G_DECLARE_FINAL_TYPE (PnrStoreIntake, pnr_store_intake, PNR, STORE_INTAKE, GObject)

PnrStoreIntake *pnr_store_intake_new (PnrDb *db, PnrRecording *recording, const char *currency,
                                      gint64 *next_id, GError **error);

gboolean pnr_store_intake_finish (PnrStoreIntake *self, GError **error);
gboolean pnr_store_intake_has_news (PnrStoreIntake *self);
void pnr_store_intake_get_batches (PnrStoreIntake *self, gint64 *first, gint64 *last);

G_END_DECLS

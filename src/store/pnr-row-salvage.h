/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The rows of one table of a damaged plan, as many as can be read. */
#pragma once

#include "base/pnr-progress.h"
#include "store/pnr-db.h"

G_BEGIN_DECLS

/* What has a greater id, or none at all, is lost: above the last id there must be room for what
 * will be added, or the new plan takes no change. */
#define PNR_ROW_SALVAGE_LAST_ID 2305843009213693952

/* @n_expected: how many there were, -1 where even that cannot be read. */
typedef struct {
  gint64 n_found;
  gint64 n_expected;
} PnrRowSalvage;

gboolean pnr_row_salvage_copy (PnrDb *damaged, PnrDb *fresh, const char *table,
                               PnrRowSalvage *salvage, PnrProgress *progress, GError **error);

G_END_DECLS

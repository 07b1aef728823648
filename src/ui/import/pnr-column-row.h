/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A column of a file: its header, what stands in it, and the field it is read as. */
#pragma once

#include <adwaita.h>

#include "exchange/pnr-importer.h"

G_BEGIN_DECLS

#define PNR_TYPE_COLUMN_ROW (pnr_column_row_get_type ())
G_DECLARE_FINAL_TYPE (PnrColumnRow, pnr_column_row, PNR, COLUMN_ROW, AdwActionRow)

/* Signal "chosen" (const char *field): the merchant wants the column read as @field. */

void pnr_column_row_show (PnrColumnRow *self, const char *header, const char *examples,
                          PnrImportShape shape, const char *field);

G_END_DECLS

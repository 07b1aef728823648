/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the rooms that decide about a file's layout share. */
#pragma once

#include "exchange/pnr-table-layout.h"

G_BEGIN_DECLS

void pnr_table_layout_note (PnrTableLayout *self, const char *column, const char *code,
                            const char *message);
gboolean pnr_table_layout_has_order_key (const PnrTableLayout *self);
gboolean pnr_table_layout_has_item (const PnrTableLayout *self);
gboolean pnr_table_layout_assign_columns (PnrTableLayout *self, const PnrImportOptions *options,
                                          GError **error);
void pnr_table_layout_note_useless_maps (PnrTableLayout *self);
gboolean pnr_table_layout_read_evidence (PnrTableLayout *self, PnrProgress *progress,
                                         GError **error);

G_END_DECLS

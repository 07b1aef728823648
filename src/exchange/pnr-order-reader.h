/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rows of order histories as orders and their lines. */
#pragma once

#include "exchange/pnr-row-reader.h"

G_BEGIN_DECLS

typedef struct _PnrOrderReader PnrOrderReader;

PnrOrderReader *pnr_order_reader_new (gboolean is_plain);
void pnr_order_reader_free (PnrOrderReader *self);
gint64 pnr_order_reader_get_n_continued (PnrOrderReader *self);
gboolean pnr_order_reader_row (PnrRowReader *rows, gpointer data, PnrIntakeFate *fate,
                               GError **error);
gboolean pnr_basket_reader_row (PnrRowReader *rows, gpointer data, PnrIntakeFate *fate,
                                GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PnrOrderReader, pnr_order_reader_free)

G_END_DECLS

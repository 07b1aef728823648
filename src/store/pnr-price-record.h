/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Keeps the price that a product had when it gets another one. */
#pragma once

#include "model/pnr-product.h"
#include "store/pnr-db.h"

G_BEGIN_DECLS

/* An average over orders is no price that was asked, so since when is not known. */
typedef enum {
  PNR_PRICE_WRITER_IMPORT,
  PNR_PRICE_WRITER_EDIT,
  PNR_PRICE_WRITER_AVERAGE,
} PnrPriceWriter;

/* @since: of the new price, 0: unknown. @history: as it shall be; @n_kept of its rows are there
 * already, @n_stored is how many there are. */
typedef struct {
  gint64 since;
  GArray *history;
  guint n_kept;
  guint n_stored;
} PnrPriceRecord;

gboolean pnr_price_record_read (PnrDb *db, PnrProduct *product, GError **error);
gboolean pnr_price_record_begin (PnrPriceRecord *self, PnrDb *db, PnrProduct *product,
                                 PnrPriceWriter writer, GError **error);
gboolean pnr_price_record_end (PnrPriceRecord *self, PnrDb *db, PnrProduct *product,
                               GError **error);
void pnr_price_record_clear (PnrPriceRecord *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (PnrPriceRecord, pnr_price_record_clear)

G_END_DECLS

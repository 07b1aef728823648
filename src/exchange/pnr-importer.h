/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads a shop's catalogue and order files into whoever keeps the rows. */
#pragma once

#include "base/pnr-progress.h"
#include "exchange/pnr-encoding.h"
#include "exchange/pnr-exchange-error.h"
#include "model/pnr-basket-set.h"
#include "model/pnr-import-report.h"
#include "model/pnr-intake.h"

G_BEGIN_DECLS

typedef enum {
  PNR_IMPORT_AUTO,
  PNR_IMPORT_PRODUCTS,
  PNR_IMPORT_ORDERS,
  PNR_IMPORT_BASKETS,
} PnrImportShape;

/* @profile is a name such as "online-retail", "plain" (nothing is corrected) or NULL for "auto".
 * @maps is a NULL-terminated list of "FIELD=COLUMN", or NULL; "none=COLUMN" leaves it unread.
 * @encoding is %PNR_ENCODING_BYTES when the file is to tell it. */
typedef struct {
  PnrImportShape shape;
  const char *profile;
  const char *const *maps;
  PnrEncoding encoding;
} PnrImportOptions;

PnrImportOptions *pnr_import_options_copy (const PnrImportOptions *self);
void pnr_import_options_free (PnrImportOptions *self);

gboolean pnr_import_files (const char *const *paths, const PnrImportOptions *options,
                           PnrIntake *intake, PnrImportReport *report, PnrProgress *progress,
                           GError **error);
gboolean pnr_import_files_each (const char *const *paths, const PnrImportOptions *const *options,
                                PnrIntake *intake, PnrImportReport *report, PnrProgress *progress,
                                GError **error);
PnrBasketSet *pnr_read_baskets (const char *path, const PnrImportOptions *options,
                                PnrImportReport *report, PnrProgress *progress, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PnrImportOptions, pnr_import_options_free)

G_END_DECLS

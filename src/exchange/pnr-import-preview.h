/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How a file would be read: what was decided about it, and its first rows. */
#pragma once

#include "exchange/pnr-importer.h"

G_BEGIN_DECLS

#define PNR_IMPORT_PREVIEW_ROWS 20

/* All decisions are the ones that pnr_import_files() takes with the same options. @fields has one
 * entry per header, NULL for a column that is not read; @marks one letter per header: '.', ',' or
 * a blank where no number stands. @delimiter is one character. @rows: GStrv per row.
 * @refusal: why the file cannot be read at all; @missing: the field for which a column must be
 * named first; else @trial is what reading it to its end would report. */
typedef struct {
  char *encoding;
  char *delimiter;
  char decimal_mark;
  char *date_order;
  PnrImportShape shape;
  gboolean is_order_heads;
  char *profile;
  char **headers;
  char **fields;
  char *marks;
  gint64 n_rows;
  GPtrArray *rows;
  char *missing;
  char *refusal;
  PnrImportReport *trial;
} PnrImportPreview;

PnrImportPreview *pnr_import_preview_new (const char *path, const PnrImportOptions *options,
                                          const char *currency, PnrProgress *progress,
                                          GError **error);
void pnr_import_preview_free (PnrImportPreview *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PnrImportPreview, pnr_import_preview_free)

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Everything that is decided about a file once, before its rows are read. */
#pragma once

#include "exchange/pnr-import-field.h"
#include "exchange/pnr-importer.h"
#include "exchange/pnr-record-cutter.h"

G_BEGIN_DECLS

/* @columns: the column of each field, -1 for none. @order_columns: the columns whose cells make
 * the order's key. @marks: each column's decimal mark. @notes: warnings about the file itself.
 * @n_strays: bytes in a file of UTF-8 that are part of no letter. */
typedef struct {
  char *path;
  char *name;
  PnrEncoding encoding;
  gint64 n_strays;
  char delimiter;
  gboolean has_separator_line;
  gboolean is_empty;
  PnrImportShape shape;
  gboolean is_order_heads;
  const PnrImportProfile *profile;
  guint n_columns;
  char **headers;
  char **folded;
  PnrImportField *fields;
  gboolean *are_unread; /* columns that the merchant does not want read */
  int columns[PNR_FIELD_LAST + 1];
  GArray *order_columns;
  GArray *line_columns;
  char *marks;
  gboolean has_date_order; /* dates are written in which day or month can stand first */
  gboolean month_first;
  gboolean has_dates_in_doubt;
  guint64 grams_micro;
  gint64 n_rows;
  goffset size;
  guint n_maps_used;
  GPtrArray *maps_used; /* char*: the FIELD=COLUMN that found their column */
  GPtrArray *notes;
} PnrTableLayout;

PnrTableLayout *pnr_table_layout_look (const char *path, const PnrImportOptions *options,
                                       PnrProgress *progress, GError **error);
void pnr_table_layout_free (PnrTableLayout *self);
PnrImportField pnr_table_layout_find_missing (const PnrTableLayout *self);
gboolean pnr_table_layout_check (const PnrTableLayout *self, GError **error);
PnrRecordCutter *pnr_table_layout_open (const PnrTableLayout *self, PnrByteSource **source,
                                        GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PnrTableLayout, pnr_table_layout_free)

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a document's pages and its tables share. */
#pragma once

#include "drawing/pnr-document.h"
#include "drawing/pnr-pen.h"

G_BEGIN_DECLS

/* A4 in points. */
#define PNR_SHEET_WIDTH 595.28
#define PNR_SHEET_HEIGHT 841.89
#define PNR_SHEET_MARGIN 46.0
#define PNR_SHEET_ROOM (PNR_SHEET_WIDTH - 2.0 * PNR_SHEET_MARGIN)

/* @n_words: columns of words, which come first and are set flush left; figures are set flush
 * right. */
typedef struct {
  GStrv headers;
  GPtrArray *rows; /* GStrv */
  guint n_words;
  guint n_columns;
  double *widths;
} PnrSheetTable;

PnrSheetTable *pnr_sheet_table_new_take (GStrv headers, GPtrArray *rows, guint n_words);
void pnr_sheet_table_free (PnrSheetTable *self);
double pnr_sheet_table_paint_head (PnrSheetTable *self, PnrPen *pen, double y);
double pnr_sheet_table_paint_row (PnrSheetTable *self, PnrPen *pen, guint row, double y);
double pnr_sheet_table_measure_head (PnrSheetTable *self, PnrPen *pen);
double pnr_sheet_table_measure_row (PnrSheetTable *self, PnrPen *pen, guint row);

G_END_DECLS

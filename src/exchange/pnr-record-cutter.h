/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Cuts separated text into records and cells, one record in memory at a time. */
#pragma once

#include "exchange/pnr-byte-source.h"

G_BEGIN_DECLS

#define PNR_RECORD_LARGEST_CELL (1024 * 1024)
#define PNR_RECORD_LARGEST_ROW (16 * 1024 * 1024)
#define PNR_RECORD_MOST_COLUMNS 1000
/* A basket in one line has as many cells as products. */
#define PNR_RECORD_MOST_ITEMS 100000

typedef enum {
  PNR_RECORD_FINE = 0,
  PNR_RECORD_STRAY_QUOTE = 1 << 0,
  PNR_RECORD_UNCLOSED_QUOTE = 1 << 1,
  PNR_RECORD_NUL = 1 << 2,
  PNR_RECORD_CELL_TOO_LARGE = 1 << 3,
  PNR_RECORD_ROW_TOO_LARGE = 1 << 4,
  PNR_RECORD_TOO_MANY_COLUMNS = 1 << 5,
} PnrRecordFaults;

/* Faults that leave a record without trustworthy cells. */
#define PNR_RECORD_UNUSABLE (~(guint) PNR_RECORD_STRAY_QUOTE)

typedef enum {
  PNR_CUT_RECORD,
  PNR_CUT_END,
  PNR_CUT_FAILED,
} PnrCutResult;

/* @cells are NUL-terminated, may be changed, and live until the next cut. @row counts records,
 * blank ones included; @line is the text line in which the record begins, @quote_line the one in
 * which an unclosed quotation mark opens. */
typedef struct {
  char **cells;
  gsize *lengths;
  guint n_cells;
  guint faults;
  gint64 row;
  gint64 line;
  gint64 quote_line;
  gboolean is_blank;
} PnrRecord;

typedef struct _PnrRecordCutter PnrRecordCutter;

PnrRecordCutter *pnr_record_cutter_new (PnrByteSource *source, char delimiter, guint most_cells);
PnrRecordCutter *pnr_record_cutter_new_for_text (const char *text, gsize length, char delimiter,
                                                 guint most_cells);
void pnr_record_cutter_free (PnrRecordCutter *self);
PnrCutResult pnr_record_cutter_next (PnrRecordCutter *self, PnrRecord *record, GError **error);
gboolean pnr_record_cutter_skip (PnrRecordCutter *self, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PnrRecordCutter, pnr_record_cutter_free)

G_END_DECLS

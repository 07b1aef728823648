/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Many rows of a report, told one at a time, so that nobody holds all of them as a document. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum {
  PNR_CELL_COUNT,
  PNR_CELL_NUMBER,
  PNR_CELL_TEXTS,
} PnrCellKind;

/* What is infinite or not defined is a number that is not finite. @texts belong to the table and
 * stay until the next row is read. */
typedef struct {
  PnrCellKind kind;
  gint64 count;
  double number;
  const char *const *texts;
  guint n_texts;
} PnrReportCell;

typedef void (*PnrReadRowFunc) (gpointer data, guint32 row, PnrReportCell *cells);

typedef struct _PnrReportTable PnrReportTable;

PnrReportTable *pnr_report_table_new (const char *key, const char *const *columns, guint32 n_rows,
                                      PnrReadRowFunc read_row, gpointer data,
                                      GDestroyNotify free_data);
void pnr_report_table_free (PnrReportTable *self);

const char *pnr_report_table_get_key (const PnrReportTable *self);
guint pnr_report_table_get_n_columns (const PnrReportTable *self);
const char *pnr_report_table_get_column (const PnrReportTable *self, guint column);
guint32 pnr_report_table_get_n_rows (const PnrReportTable *self);
const PnrReportCell *pnr_report_table_read (PnrReportTable *self, guint32 row);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PnrReportTable, pnr_report_table_free)

G_END_DECLS

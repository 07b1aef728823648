/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Many rows of a report, told one at a time, so that nobody holds all of them as a document. */
#include "config.h"

#include "base/pnr-report-table.h"

struct _PnrReportTable {
  char *key;
  char **columns;
  guint n_columns;
  guint32 n_rows;
  PnrReadRowFunc read_row;
  gpointer data;
  GDestroyNotify free_data;
  PnrReportCell *cells;
};

/**
 * pnr_report_table_new:
 * @key: under which name the rows stand in the report
 * @columns: (array zero-terminated=1): names of the cells of a row
 * @n_rows: how many rows
 * @read_row: fills in the cells of a row, as many as there are columns
 * @data: (transfer full): for @read_row
 * @free_data: frees it
 *
 * Returns: (transfer full): the table
 */
PnrReportTable *
pnr_report_table_new (const char *key, const char *const *columns, guint32 n_rows,
                      PnrReadRowFunc read_row, gpointer data, GDestroyNotify free_data)
{
  PnrReportTable *self = g_new0 (PnrReportTable, 1);

  self->key = g_strdup (key);
  self->columns = g_strdupv ((char **) columns);
  self->n_columns = g_strv_length (self->columns);
  self->n_rows = n_rows;
  self->read_row = read_row;
  self->data = data;
  self->free_data = free_data;
  self->cells = g_new0 (PnrReportCell, self->n_columns + 1);
  return self;
}

void
pnr_report_table_free (PnrReportTable *self)
{
  self->free_data (self->data);
  g_free (self->key);
  g_strfreev (self->columns);
  g_free (self->cells);
  g_free (self);
}

const char *
pnr_report_table_get_key (const PnrReportTable *self)
{
  return self->key;
}

guint
pnr_report_table_get_n_columns (const PnrReportTable *self)
{
  return self->n_columns;
}

const char *
pnr_report_table_get_column (const PnrReportTable *self, guint column)
{
  return self->columns[column];
}

guint32
pnr_report_table_get_n_rows (const PnrReportTable *self)
{
  return self->n_rows;
}

/* The cells of one row, in the order of the columns, until the next row is read. */
const PnrReportCell *
pnr_report_table_read (PnrReportTable *self, guint32 row)
{
  self->read_row (self->data, row, self->cells);
  return self->cells;
}

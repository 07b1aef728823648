/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Prints the rows of a report while they are told: JSON, CSV for spreadsheets, or columns. */
#include "config.h"

#include "cli/pnr-cli-rows.h"

#include <math.h>
#include <string.h>

#include "cli/pnr-cli-table.h"
#include "exchange/pnr-json-writer.h"

static void
write_json (const char *text, gsize length, gpointer data)
{
  fwrite (text, 1, length, data);
}

void
pnr_cli_rows_print_json (FILE *stream, GVariant *report, PnrReportTable *rows)
{
  pnr_json_write_with_rows (report, rows, write_json, stream);
}

/* A person opens this file: a name must not run as a formula. */
static void
append_csv_texts (GString *line, const PnrReportCell *cell)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < cell->n_texts; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? " + " : "", cell->texts[i]);
  if (text->len > 0 && strchr ("=+-@\t\r", text->str[0]) != NULL)
    g_string_prepend_c (text, '\'');
  g_string_replace (text, "\"", "\"\"", 0);
  g_string_append_printf (line, "\"%s\"", text->str);
}

static void
append_csv_cell (GString *line, const PnrReportCell *cell)
{
  char number[G_ASCII_DTOSTR_BUF_SIZE];

  if (cell->kind == PNR_CELL_TEXTS)
    append_csv_texts (line, cell);
  else if (cell->kind == PNR_CELL_COUNT)
    g_string_append_printf (line, "%" G_GINT64_FORMAT, cell->count);
  else if (isfinite (cell->number))
    g_string_append (line, g_ascii_formatd (number, sizeof number, "%.15g", cell->number));
}

void
pnr_cli_rows_print_csv (FILE *stream, PnrReportTable *rows)
{
  guint n_columns = pnr_report_table_get_n_columns (rows);
  g_autoptr (GString) line = g_string_new (NULL);

  for (guint c = 0; c < n_columns; c++)
    g_string_append_printf (line, "%s%s", c > 0 ? "," : "", pnr_report_table_get_column (rows, c));
  fprintf (stream, "%s\n", line->str);
  for (guint32 i = 0; i < pnr_report_table_get_n_rows (rows) && !ferror (stream); i++) {
    const PnrReportCell *cells = pnr_report_table_read (rows, i);

    g_string_truncate (line, 0);
    for (guint c = 0; c < n_columns; c++) {
      if (c > 0)
        g_string_append_c (line, ',');
      append_csv_cell (line, &cells[c]);
    }
    g_string_append_c (line, '\n');
    fwrite (line->str, 1, line->len, stream);
  }
}

static void
fill_cell (GString *text, const PnrReportCell *cell)
{
  g_string_truncate (text, 0);
  if (cell->kind == PNR_CELL_COUNT)
    g_string_append_printf (text, "%" G_GINT64_FORMAT, cell->count);
  else if (cell->kind == PNR_CELL_NUMBER && isfinite (cell->number))
    g_string_append_printf (text, "%.5g", cell->number);
  else if (cell->kind == PNR_CELL_NUMBER)
    g_string_append (text, "–");
  for (guint i = 0; cell->kind == PNR_CELL_TEXTS && i < cell->n_texts; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? ", " : "", cell->texts[i]);
  if (cell->kind == PNR_CELL_TEXTS)
    pnr_cli_table_shorten (text);
}

/* As wide as the widest cell, which takes a walk of its own. */
static gsize *
measure_columns (PnrReportTable *rows)
{
  guint n_columns = pnr_report_table_get_n_columns (rows);
  gsize *widths = g_new0 (gsize, n_columns + 1);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint c = 0; c < n_columns; c++)
    widths[c] = strlen (pnr_report_table_get_column (rows, c));
  for (guint32 i = 0; i < pnr_report_table_get_n_rows (rows); i++) {
    const PnrReportCell *cells = pnr_report_table_read (rows, i);

    for (guint c = 0; c < n_columns; c++) {
      fill_cell (text, &cells[c]);
      widths[c] = MAX (widths[c], (gsize) g_utf8_strlen (text->str, -1));
    }
  }
  return widths;
}

void
pnr_cli_rows_print (FILE *stream, PnrReportTable *rows)
{
  guint n_columns = pnr_report_table_get_n_columns (rows);
  g_autofree gsize *widths = measure_columns (rows);
  g_autoptr (GString) line = g_string_new (NULL);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint c = 0; c < n_columns; c++)
    pnr_cli_table_append_padded (line, pnr_report_table_get_column (rows, c), widths[c] + 2);
  fprintf (stream, "\n%s\n%s\n", pnr_report_table_get_key (rows), line->str);
  for (guint32 i = 0; i < pnr_report_table_get_n_rows (rows) && !ferror (stream); i++) {
    const PnrReportCell *cells = pnr_report_table_read (rows, i);

    g_string_truncate (line, 0);
    for (guint c = 0; c < n_columns; c++) {
      fill_cell (text, &cells[c]);
      pnr_cli_table_append_padded (line, text->str, widths[c] + 2);
    }
    g_string_append_c (line, '\n');
    fwrite (line->str, 1, line->len, stream);
  }
}

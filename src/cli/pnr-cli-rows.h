/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Prints the rows of a report while they are told: JSON, CSV for spreadsheets, or columns. */
#pragma once

#include <stdio.h>

#include "base/pnr-report-table.h"

G_BEGIN_DECLS

void pnr_cli_rows_print_json (FILE *stream, GVariant *report, PnrReportTable *rows);
void pnr_cli_rows_print_csv (FILE *stream, PnrReportTable *rows);
void pnr_cli_rows_print (FILE *stream, PnrReportTable *rows);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Writes reports as JSON text whose bytes depend on nothing but their values. */
#pragma once

#include "base/pnr-report-table.h"

G_BEGIN_DECLS

char *pnr_json_write (GVariant *value);
typedef void (*PnrJsonSink) (const char *text, gsize length, gpointer data);

void pnr_json_write_with_rows (GVariant *report, PnrReportTable *rows, PnrJsonSink sink,
                               gpointer data);
char *pnr_json_write_in_order (GVariant *value);
void pnr_json_append_in_order (GString *text, GVariant *value, guint depth);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Prints a report for people: figures one under the other, lists as aligned columns. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *pnr_cli_table_print (GVariant *report);
void pnr_cli_table_shorten (GString *cell);
void pnr_cli_table_append_padded (GString *text, const char *cell, gsize width);

G_END_DECLS

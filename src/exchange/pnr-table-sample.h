/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The first records of a file, looked at to find out what parts its cells. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* @n_columns: cells of the first record; @n_alike: records with as many; @n_most: most cells of
 * any. */
typedef struct {
  guint n_records;
  guint n_columns;
  guint n_alike;
  guint n_most;
} PnrTableSample;

gsize pnr_table_sample_skip_separator_line (const GString *head, char *delimiter);
gboolean pnr_table_sample_is_numbers_and_blanks (const char *text, gsize length);
char pnr_table_sample_choose_delimiter (const char *text, gsize length, gboolean is_whole,
                                        PnrTableSample *best);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A dictionary under construction and a reader of one: how results and cases travel between rooms.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Reports are GVariants: objects a{sv}, lists av, texts s, numbers x or d, truths b, nothing mv. */

GVariantDict *pnr_report_new (void);
void pnr_report_add_text (GVariantDict *report, const char *key, const char *text);
void pnr_report_add_path (GVariantDict *report, const char *key, const char *path);
void pnr_report_add_money (GVariantDict *report, const char *key, gint64 minor,
                           const char *currency);
void pnr_report_add_count (GVariantDict *report, const char *key, gint64 count);
void pnr_report_add_number (GVariantDict *report, const char *key, double number);
void pnr_report_add_truth (GVariantDict *report, const char *key, gboolean truth);
void pnr_report_add_value (GVariantDict *report, const char *key, GVariant *value);
void pnr_report_add_list (GVariantDict *report, const char *key, GPtrArray *items);
GVariant *pnr_report_end (GVariantDict *report);
GVariant *pnr_report_list_end (GPtrArray *items);

GVariant *pnr_report_get (GVariant *report, const char *key);
gboolean pnr_report_get_number (GVariant *report, const char *key, double *number);
gboolean pnr_report_get_count (GVariant *report, const char *key, gint64 *count);
gboolean pnr_report_get_truth (GVariant *report, const char *key, gboolean fallback);
char *pnr_report_dup_text (GVariant *report, const char *key);
gboolean pnr_variant_as_number (GVariant *value, double *number);
gsize pnr_report_list_length (GVariant *list);
GVariant *pnr_report_list_get (GVariant *list, gsize index);
double *pnr_report_dup_numbers (GVariant *report, const char *key, gsize *n_numbers);

G_END_DECLS

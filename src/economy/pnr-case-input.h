/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads the fields of a worked case and says in a sentence which one is missing or wrong. */
#pragma once

#include "base/pnr-progress.h"
#include "base/pnr-report.h"

G_BEGIN_DECLS

void pnr_case_fail (GError **error, const char *format, ...) G_GNUC_PRINTF (2, 3);

gboolean pnr_case_number (GVariant *inputs, const char *key, double *number, GError **error);
gboolean pnr_case_number_within (GVariant *inputs, const char *key, double low, double high,
                                 double *number, GError **error);
gboolean pnr_case_number_or (GVariant *inputs, const char *key, double fallback, double low,
                             double high, double *number, GError **error);
gboolean pnr_case_whole (GVariant *inputs, const char *key, gint64 low, gint64 high, gint64 *whole,
                         GError **error);
gboolean pnr_case_whole_or (GVariant *inputs, const char *key, gint64 fallback, gint64 low,
                            gint64 high, gint64 *whole, GError **error);
gboolean pnr_case_truth_or (GVariant *inputs, const char *key, gboolean fallback, gboolean *truth,
                            GError **error);
double *pnr_case_numbers (GVariant *inputs, const char *key, gsize *n_numbers, GError **error);
gboolean pnr_case_fill (GVariant *inputs, const char *key, gsize n_numbers, double *numbers,
                        GError **error);
gboolean pnr_case_numbers_or_none (GVariant *inputs, const char *key, gsize most, double low,
                                   double high, double *numbers, gsize *n_numbers, GError **error);
gboolean pnr_case_list_or_none (GVariant *inputs, const char *key, gsize most, GVariant **list,
                                GError **error);
gboolean pnr_case_check_sizes (GVariant *inputs, GError **error);
gboolean pnr_case_fill_weights (GVariant *inputs, const char *key, gsize n_weights, double *weights,
                                GError **error);
char *pnr_case_text (GVariant *inputs, const char *key, GError **error);
GVariant *pnr_case_list (GVariant *inputs, const char *key, GError **error);
GVariant *pnr_case_object (GVariant *inputs, const char *key, GError **error);

GVariant *pnr_case_numbers_new (const double *numbers, gsize n_numbers);
void pnr_case_unknown_task (const char *family, const char *task, GError **error);

G_END_DECLS

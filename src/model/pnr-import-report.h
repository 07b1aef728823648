/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What an import did: how many rows became what, and every row that was left out with its reason.
 */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/* Where a problem stands and what it is. @row counts records from 1 with the header included as
 * row 1, as a spreadsheet shows them; 0 concerns the whole file. @column is the header's name. */
typedef struct {
  char *file;
  gint64 row;
  char *column;
  char *code;
  char *message;
  char *value;
  gboolean is_reject;
} PnrProblem;

PnrProblem *pnr_problem_new (const char *file, gint64 row, const char *column, const char *code,
                             const char *value, gboolean is_reject, const char *format, ...)
    G_GNUC_PRINTF (7, 8);
void pnr_problem_free (PnrProblem *self);

#define PNR_TYPE_IMPORT_REPORT (pnr_import_report_get_type ())
G_DECLARE_FINAL_TYPE (PnrImportReport, pnr_import_report, PNR, IMPORT_REPORT, GObject)

/* rows_read = rows_imported + rows_unchanged + rows_rejected, always. orders_hidden: orders whose
 * number names somebody and is not kept as it is; orders_covered: those of them whose number the
 * plan held before. files_hidden: files whose name does. products_naming: lines
 * whose product the plan held before by a name that only now is known to name somebody. */
typedef struct {
  gint64 rows_read;
  gint64 rows_imported;
  gint64 rows_unchanged;
  gint64 rows_rejected;
  gint64 products_new;
  gint64 products_changed;
  gint64 products_unchanged;
  gint64 products_naming;
  gint64 orders_new;
  gint64 orders_existing;
  gint64 orders_hidden;
  gint64 orders_covered;
  gint64 files_hidden;
  gint64 order_lines;
} PnrImportCounts;

PnrImportReport *pnr_import_report_new (void);

PnrImportCounts *pnr_import_report_get_counts (PnrImportReport *self);
GPtrArray *pnr_import_report_get_problems (PnrImportReport *self);
void pnr_import_report_take_problem (PnrImportReport *self, PnrProblem *problem);
void pnr_import_report_set_profile (PnrImportReport *self, const char *profile);
GVariant *pnr_import_report_to_report (PnrImportReport *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PnrProblem, pnr_problem_free)

G_END_DECLS

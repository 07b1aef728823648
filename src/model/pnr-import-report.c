/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What an import did: how many rows became what, and every row that was left out with its reason.
 */
#include "config.h"

#include "model/pnr-import-report.h"

#include "base/pnr-report.h"

struct _PnrImportReport {
  GObject parent_instance;

  PnrImportCounts counts;
  GPtrArray *problems;
  char *profile;
};

G_DEFINE_FINAL_TYPE (PnrImportReport, pnr_import_report, G_TYPE_OBJECT)

/**
 * pnr_problem_new:
 * @file: the file's name as given
 * @row: the record, the header being 1; 0 for the whole file
 * @column: (nullable): the column's header
 * @code: a word for programs: "not-a-number"
 * @value: (nullable): what stood there
 * @is_reject: whether the row was left out for it
 * @format: the sentence for the merchant: what, where, what to do
 *
 * Returns: (transfer full): a problem
 */
PnrProblem *
pnr_problem_new (const char *file, gint64 row, const char *column, const char *code,
                 const char *value, gboolean is_reject, const char *format, ...)
{
  PnrProblem *self = g_new0 (PnrProblem, 1);
  va_list arguments;

  va_start (arguments, format);
  self->message = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  self->file = g_strdup (file);
  self->row = row;
  self->column = g_strdup (column);
  self->code = g_strdup (code);
  self->value = value != NULL ? g_utf8_make_valid (value, -1) : NULL;
  self->is_reject = is_reject;
  return self;
}

void
pnr_problem_free (PnrProblem *self)
{
  g_free (self->file);
  g_free (self->column);
  g_free (self->code);
  g_free (self->message);
  g_free (self->value);
  g_free (self);
}

static void
pnr_import_report_finalize (GObject *object)
{
  PnrImportReport *self = PNR_IMPORT_REPORT (object);

  g_clear_pointer (&self->problems, g_ptr_array_unref);
  g_clear_pointer (&self->profile, g_free);

  G_OBJECT_CLASS (pnr_import_report_parent_class)->finalize (object);
}

static void
pnr_import_report_class_init (PnrImportReportClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = pnr_import_report_finalize;
}

static void
pnr_import_report_init (PnrImportReport *self)
{
  self->problems = g_ptr_array_new_with_free_func ((GDestroyNotify) pnr_problem_free);
}

PnrImportReport *
pnr_import_report_new (void)
{
  return g_object_new (PNR_TYPE_IMPORT_REPORT, NULL);
}

PnrImportCounts *
pnr_import_report_get_counts (PnrImportReport *self)
{
  g_return_val_if_fail (PNR_IS_IMPORT_REPORT (self), NULL);

  return &self->counts;
}

/**
 * pnr_import_report_get_problems:
 * @self: a report
 *
 * Returns: (transfer none) (element-type PnrProblem): all of them, in the order of the files
 */
GPtrArray *
pnr_import_report_get_problems (PnrImportReport *self)
{
  g_return_val_if_fail (PNR_IS_IMPORT_REPORT (self), NULL);

  return self->problems;
}

void
pnr_import_report_take_problem (PnrImportReport *self, PnrProblem *problem)
{
  g_return_if_fail (PNR_IS_IMPORT_REPORT (self));

  g_ptr_array_add (self->problems, problem);
}

void
pnr_import_report_set_profile (PnrImportReport *self, const char *profile)
{
  g_return_if_fail (PNR_IS_IMPORT_REPORT (self));

  if (g_strcmp0 (self->profile, profile) == 0)
    return;
  g_free (self->profile);
  self->profile = g_strdup (profile);
}

static GVariant *
problem_to_report (const PnrProblem *problem)
{
  GVariantDict *report = pnr_report_new ();

  pnr_report_add_text (report, "file", problem->file);
  pnr_report_add_count (report, "row", problem->row);
  pnr_report_add_text (report, "column", problem->column);
  pnr_report_add_text (report, "code", problem->code);
  pnr_report_add_text (report, "message", problem->message);
  pnr_report_add_text (report, "value", problem->value);
  pnr_report_add_truth (report, "rejected", problem->is_reject);
  return pnr_report_end (report);
}

/**
 * pnr_import_report_to_report:
 * @self: a report
 *
 * Returns: (transfer floating): the dictionary that the command line prints
 */
GVariant *
pnr_import_report_to_report (PnrImportReport *self)
{
  GVariantDict *report = pnr_report_new ();
  GPtrArray *problems = g_ptr_array_new ();

  g_return_val_if_fail (PNR_IS_IMPORT_REPORT (self), NULL);

  pnr_report_add_text (report, "profile", self->profile);
  pnr_report_add_count (report, "rows_read", self->counts.rows_read);
  pnr_report_add_count (report, "rows_imported", self->counts.rows_imported);
  pnr_report_add_count (report, "rows_unchanged", self->counts.rows_unchanged);
  pnr_report_add_count (report, "rows_rejected", self->counts.rows_rejected);
  pnr_report_add_count (report, "products_new", self->counts.products_new);
  pnr_report_add_count (report, "products_changed", self->counts.products_changed);
  pnr_report_add_count (report, "products_unchanged", self->counts.products_unchanged);
  pnr_report_add_count (report, "orders_new", self->counts.orders_new);
  pnr_report_add_count (report, "orders_existing", self->counts.orders_existing);
  pnr_report_add_count (report, "order_lines", self->counts.order_lines);
  for (guint i = 0; i < self->problems->len; i++)
    g_ptr_array_add (problems, problem_to_report (g_ptr_array_index (self->problems, i)));
  pnr_report_add_list (report, "problems", problems);
  return pnr_report_end (report);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How a file would be read: what was decided about it, and its first rows. */
#include "config.h"

#include "exchange/pnr-import-preview.h"

#include <glib/gi18n.h>

#include "exchange/pnr-table-layout.h"
#include "exchange/pnr-trial-intake.h"

static char
first_mark (const PnrTableLayout *layout)
{
  for (guint i = 0; i < layout->n_columns; i++) {
    if (layout->marks[i] != ' ')
      return layout->marks[i];
  }
  return '.';
}

static char **
dup_row (const PnrRecord *record)
{
  GPtrArray *cells = g_ptr_array_new ();

  for (guint i = 0; i < record->n_cells; i++)
    g_ptr_array_add (cells, pnr_encoding_mend_utf8 (record->cells[i]));
  g_ptr_array_add (cells, NULL);
  return (char **) g_ptr_array_free (cells, FALSE);
}

static gboolean
read_first_rows (PnrImportPreview *self, const PnrTableLayout *layout, GError **error)
{
  PnrByteSource *source;
  g_autoptr (PnrRecordCutter) cutter = pnr_table_layout_open (layout, &source, error);
  gboolean is_header = layout->shape != PNR_IMPORT_BASKETS;
  PnrRecord record = { 0 };
  PnrCutResult result = PNR_CUT_END;

  while (cutter != NULL && self->rows->len < PNR_IMPORT_PREVIEW_ROWS
         && (result = pnr_record_cutter_next (cutter, &record, error)) == PNR_CUT_RECORD) {
    if (record.is_blank)
      continue;
    if (!is_header)
      g_ptr_array_add (self->rows, dup_row (&record));
    is_header = FALSE;
  }
  return cutter != NULL && result != PNR_CUT_FAILED;
}

static void
preview_copy_layout (PnrImportPreview *self, const PnrTableLayout *layout)
{
  self->encoding = g_strdup (pnr_encoding_get_name (layout->encoding));
  self->delimiter = g_strndup (&layout->delimiter, 1);
  self->shape = layout->shape;
  self->is_order_heads = layout->is_order_heads;
  self->decimal_mark = first_mark (layout);
  self->date_order =
      layout->has_date_order ? g_strdup (layout->month_first ? "month-first" : "day-first") : NULL;
  self->profile = g_strdup (layout->profile->name);
  self->missing = g_strdup (pnr_import_field_get_name (pnr_table_layout_find_missing (layout)));
  if (layout->profile->refusal != NULL)
    self->refusal = g_strdup (_ (layout->profile->refusal));
  self->headers = g_strdupv (layout->headers);
  self->marks = g_strdup (layout->marks);
  self->n_rows = layout->n_rows;
  self->fields = g_new0 (char *, layout->n_columns + 1);
  for (guint i = 0; i < layout->n_columns; i++)
    self->fields[i] = g_strdup (pnr_import_field_get_name (layout->fields[i]));
}

/* Reads the file as the import will, into nothing. */
static gboolean
try_rows (PnrImportPreview *self, const char *path, const PnrImportOptions *options,
          const char *currency, PnrProgress *progress, GError **error)
{
  const char *const paths[] = { path, NULL };
  g_autoptr (PnrTrialIntake) intake = pnr_trial_intake_new (currency);

  self->trial = pnr_import_report_new ();
  return pnr_import_files (paths, options, PNR_INTAKE (intake), self->trial, progress, error);
}

/**
 * pnr_import_preview_new:
 * @path: a file
 * @options: (nullable): what the merchant decided so far
 * @currency: (nullable): the plan's currency, which amounts have to be in
 * @progress: (nullable): a progress
 * @error: a place for an error
 *
 * Looks at the whole file, so call it from a worker. A missing column is no error here: the
 * dialog is where the merchant names it.
 *
 * Returns: (transfer full) (nullable): a preview
 */
PnrImportPreview *
pnr_import_preview_new (const char *path, const PnrImportOptions *options, const char *currency,
                        PnrProgress *progress, GError **error)
{
  static const PnrImportOptions automatic = { .shape = PNR_IMPORT_AUTO };
  g_autoptr (PnrImportPreview) self = NULL;
  g_autoptr (PnrTableLayout) layout =
      pnr_table_layout_look (path, options != NULL ? options : &automatic, progress, error);

  if (layout == NULL)
    return NULL;
  self = g_new0 (PnrImportPreview, 1);
  self->rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  preview_copy_layout (self, layout);
  if (!read_first_rows (self, layout, error))
    return NULL;
  if (self->missing == NULL && self->refusal == NULL
      && !try_rows (self, path, options, currency, progress, error))
    return NULL;
  return g_steal_pointer (&self);
}

void
pnr_import_preview_free (PnrImportPreview *self)
{
  g_free (self->encoding);
  g_free (self->delimiter);
  g_free (self->date_order);
  g_free (self->profile);
  g_free (self->missing);
  g_free (self->refusal);
  g_clear_object (&self->trial);
  g_strfreev (self->headers);
  /* Columns that are not read stand as NULL among the fields. */
  for (guint i = 0; self->marks != NULL && self->marks[i] != '\0'; i++)
    g_free (self->fields[i]);
  g_free (self->fields);
  g_free (self->marks);
  g_ptr_array_unref (self->rows);
  g_free (self);
}

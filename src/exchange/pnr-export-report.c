/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What an export wrote, and what its target could not express. */
#include "config.h"

#include "exchange/pnr-export-report.h"

#include "base/pnr-report.h"

struct _PnrExportReport {
  GPtrArray *files;
  GPtrArray *losses;
};

PnrExportReport *
pnr_export_report_new (void)
{
  PnrExportReport *self = g_new0 (PnrExportReport, 1);

  self->files = g_ptr_array_new_with_free_func ((GDestroyNotify) g_variant_unref);
  self->losses = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  return self;
}

void
pnr_export_report_free (PnrExportReport *self)
{
  g_ptr_array_unref (self->files);
  g_ptr_array_unref (self->losses);
  g_free (self);
}

void
pnr_export_report_add_file (PnrExportReport *self, const char *name, gint64 rows,
                            const char *sha256)
{
  GVariantDict *file = pnr_report_new ();

  pnr_report_add_text (file, "name", name);
  pnr_report_add_count (file, "rows", rows);
  pnr_report_add_text (file, "sha256", sha256);
  g_ptr_array_add (self->files, g_variant_ref_sink (pnr_report_end (file)));
}

void
pnr_export_report_add_loss (PnrExportReport *self, const char *object, const char *what,
                            const char *fallback)
{
  const char *const loss[] = { object, what, fallback, NULL };

  g_ptr_array_add (self->losses, g_strdupv ((char **) loss));
}

guint
pnr_export_report_get_n_files (PnrExportReport *self)
{
  return self->files->len;
}

guint
pnr_export_report_get_n_losses (PnrExportReport *self)
{
  return self->losses->len;
}

void
pnr_export_report_get_loss (PnrExportReport *self, guint index, const char **object,
                            const char **what, const char **fallback)
{
  char **loss = g_ptr_array_index (self->losses, index);

  *object = loss[0];
  *what = loss[1];
  *fallback = loss[2];
}

/**
 * pnr_export_report_dup_present:
 * @self: a report of what will be written
 * @folder: where
 *
 * Returns: (transfer full): the names of the files that are there already
 */
GStrv
pnr_export_report_dup_present (PnrExportReport *self, const char *folder)
{
  g_autoptr (GStrvBuilder) present = g_strv_builder_new ();

  for (guint i = 0; i < self->files->len; i++) {
    g_autofree char *name = pnr_report_dup_text (g_ptr_array_index (self->files, i), "name");
    g_autofree char *path = g_build_filename (folder, name, NULL);

    if (g_file_test (path, G_FILE_TEST_EXISTS))
      g_strv_builder_add (present, name);
  }
  return g_strv_builder_end (present);
}

/* Returns: (transfer floating): {files: [{name, rows, sha256}], losses: [{object, what, fallback}]}
 */
GVariant *
pnr_export_report_to_variant (PnrExportReport *self)
{
  GVariantDict *report = pnr_report_new ();
  GPtrArray *files = g_ptr_array_new ();
  GPtrArray *losses = g_ptr_array_new ();

  for (guint i = 0; i < self->files->len; i++)
    g_ptr_array_add (files, g_ptr_array_index (self->files, i));
  for (guint i = 0; i < self->losses->len; i++) {
    char **shown = g_ptr_array_index (self->losses, i);
    GVariantDict *loss = pnr_report_new ();

    pnr_report_add_text (loss, "object", shown[0]);
    pnr_report_add_text (loss, "what", shown[1]);
    pnr_report_add_text (loss, "fallback", shown[2]);
    g_ptr_array_add (losses, pnr_report_end (loss));
  }
  pnr_report_add_list (report, "files", files);
  pnr_report_add_list (report, "losses", losses);
  return pnr_report_end (report);
}

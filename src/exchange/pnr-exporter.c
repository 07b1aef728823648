/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The front door of writing: one folder of files per target, with what was lost on the way. */
#include "config.h"

#include "exchange/pnr-exporter.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <string.h>

#include "base/pnr-report.h"
#include "base/pnr-text.h"
#include "exchange/pnr-json-writer.h"
#include "exchange/pnr-plan-json.h"
#include "exchange/pnr-woocommerce-writer.h"

typedef struct {
  char *name;
  char *text;
} ExportFile;

static void
export_file_clear (gpointer data)
{
  ExportFile *file = data;

  g_free (file->name);
  g_free (file->text);
}

const char *const *
pnr_export_get_targets (void)
{
  static const char *const targets[] = { "json", "woocommerce", NULL };

  return targets;
}

static void
files_add (GArray *files, PnrExportReport *report, PnrContents *contents, const char *name,
           char *text, gint64 rows)
{
  g_autofree char *slug = pnr_text_slug (contents->name != NULL ? contents->name : "");
  g_autofree char *sha256 = g_compute_checksum_for_string (G_CHECKSUM_SHA256, text, -1);
  ExportFile file = { g_strconcat (slug, "-", name, NULL), text };

  g_array_append_val (files, file);
  pnr_export_report_add_file (report, file.name, rows, sha256);
}

static gboolean
make_files (PnrContents *contents, const char *target, GArray *files, PnrExportReport *report,
            GError **error)
{
  gint64 rows = 0;
  char *text;

  if (g_strcmp0 (target, "json") == 0) {
    rows = contents->products->len + contents->relations->len + contents->bundles->len
           + contents->scenarios->len + contents->places->len + contents->verdicts->len;
    files_add (files, report, contents, "plan.json", pnr_plan_json_write (contents), rows);
    return TRUE;
  }
  if (g_strcmp0 (target, "woocommerce") != 0) {
    g_set_error (error, PNR_EXCHANGE_ERROR, PNR_EXCHANGE_ERROR_REFUSED,
                 _ ("“%s” is not an export target. Choose json or woocommerce."), target);
    return FALSE;
  }
  text = pnr_woocommerce_write_links (contents, report, &rows, error);
  if (text == NULL)
    return FALSE;
  files_add (files, report, contents, "woocommerce-links.csv", text, rows);
  text = pnr_woocommerce_write_products (contents, report, &rows, error);
  if (text == NULL)
    return FALSE;
  files_add (files, report, contents, "woocommerce-products.csv", text, rows);
  files_add (files, report, contents, "README.txt",
             g_strdup (_ ("woocommerce-links.csv: import with “Update existing products” on. "
                          "It changes upsells and cross-sells only; an empty cell clears them.\n"
                          "woocommerce-products.csv: import with it off to create products and "
                          "bundles that the shop does not have.\n")),
             0);
  return TRUE;
}

static void
csv_add_guarded (GString *csv, const char *text, const char *end)
{
  g_autofree char *doubled = NULL;
  g_auto (GStrv) parts = g_strsplit (text, "\"", -1);

  doubled = g_strjoinv ("\"\"", parts);
  g_string_append_printf (csv, "\"%s%s\"%s",
                          *text != '\0' && strchr ("=+-@\t\r\n", *text) != NULL ? "'" : "", doubled,
                          end);
}

static void
add_losses_file (PnrContents *contents, GArray *files, PnrExportReport *report)
{
  GString *csv = g_string_new ("\xef\xbb\xbfObject,What,Fallback\n");
  guint n_losses = pnr_export_report_get_n_losses (report);

  for (guint i = 0; i < n_losses; i++) {
    const char *object, *what, *fallback;

    pnr_export_report_get_loss (report, i, &object, &what, &fallback);
    csv_add_guarded (csv, object, ",");
    csv_add_guarded (csv, what, ",");
    csv_add_guarded (csv, fallback, "\n");
  }
  files_add (files, report, contents, "losses.csv", g_string_free (csv, FALSE), n_losses);
}

static char *
make_manifest (PnrContents *contents, const char *target, PnrExportReport *report)
{
  g_autoptr (GVariant) files = g_variant_ref_sink (pnr_export_report_to_variant (report));
  GVariantDict *manifest = pnr_report_new ();
  GPtrArray *lineage = g_ptr_array_new ();

  for (guint i = 0; i < contents->relations->len; i++)
    g_ptr_array_add (lineage,
                     g_variant_new_printf ("relation-%" G_GINT64_FORMAT,
                                           pnr_relation_get_id (contents->relations->pdata[i])));
  for (guint i = 0; i < contents->bundles->len; i++)
    g_ptr_array_add (lineage,
                     g_variant_new_printf ("bundle-%" G_GINT64_FORMAT,
                                           pnr_bundle_get_id (contents->bundles->pdata[i])));
  pnr_report_add_text (manifest, "plan", contents->name);
  pnr_report_add_text (manifest, "target", target);
  pnr_report_add_text (manifest, "data_hash", contents->data_hash);
  pnr_report_add_list (manifest, "lineage", lineage);
  pnr_report_add_value (manifest, "contents", files);
  return pnr_json_write (pnr_report_end (manifest));
}

/**
 * pnr_export_preflight:
 *
 * Returns: (transfer full) (nullable): what an export would write and lose; nothing is written
 */
PnrExportReport *
pnr_export_preflight (PnrContents *contents, const char *target, GError **error)
{
  g_autoptr (PnrExportReport) report = pnr_export_report_new ();
  g_autoptr (GArray) files = g_array_new (FALSE, FALSE, sizeof (ExportFile));

  g_array_set_clear_func (files, export_file_clear);
  if (!make_files (contents, target, files, report, error))
    return NULL;
  return g_steal_pointer (&report);
}

static gboolean
write_files (GArray *files, const char *folder, PnrProgress *progress, GError **error)
{
  for (guint i = 0; i < files->len; i++) {
    ExportFile *file = &g_array_index (files, ExportFile, i);
    g_autofree char *path = g_build_filename (folder, file->name, NULL);
    g_autoptr (GError) cause = NULL;

    if (progress != NULL && !pnr_progress_check (progress, error))
      return FALSE;
    if (!g_file_set_contents_full (path, file->text, -1,
                                   G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE,
                                   0666, &cause)) {
      g_set_error (error, PNR_EXCHANGE_ERROR, PNR_EXCHANGE_ERROR_UNWRITABLE,
                   _ ("“%s” cannot be written: %s. Choose another folder."), path, cause->message);
      return FALSE;
    }
  }
  return TRUE;
}

/**
 * pnr_export:
 * @target: one of pnr_export_get_targets()
 * @folder: made where it is missing
 *
 * Each file is written whole under another name and then renamed; the manifest comes last.
 *
 * Returns: (transfer full) (nullable): the files and the losses
 */
PnrExportReport *
pnr_export (PnrContents *contents, const char *target, const char *folder, PnrProgress *progress,
            GError **error)
{
  g_autoptr (PnrExportReport) report = pnr_export_report_new ();
  g_autoptr (GArray) files = g_array_new (FALSE, FALSE, sizeof (ExportFile));

  g_array_set_clear_func (files, export_file_clear);
  if (progress != NULL && !pnr_progress_check (progress, error))
    return NULL;
  if (!make_files (contents, target, files, report, error))
    return NULL;
  add_losses_file (contents, files, report);
  files_add (files, report, contents, "manifest.json", make_manifest (contents, target, report), 0);
  if (g_mkdir_with_parents (folder, 0777) != 0) {
    g_set_error (error, PNR_EXCHANGE_ERROR, PNR_EXCHANGE_ERROR_UNWRITABLE,
                 _ ("The folder “%s” cannot be made: %s. Choose another."), folder,
                 g_strerror (errno));
    return NULL;
  }
  if (!write_files (files, folder, progress, error))
    return NULL;
  return g_steal_pointer (&report);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The front door of writing: one folder of files per target, with what was lost on the way. */
#include "config.h"

#include "exchange/pnr-exporter.h"

#include <glib/gi18n.h>
#include <string.h>

#include "base/pnr-report.h"
#include "exchange/pnr-export-set.h"
#include "exchange/pnr-json-writer.h"
#include "exchange/pnr-plan-json.h"
#include "exchange/pnr-woocommerce-writer.h"

const char *const *
pnr_export_get_targets (void)
{
  static const char *const targets[] = { "json", "woocommerce", NULL };

  return targets;
}

static void
set_add_lineage_of (PnrExportSet *set, PnrContents *contents, GPtrArray *nouns)
{
  for (guint i = 0; i < nouns->len; i++)
    pnr_export_set_add_lineage (set, contents, nouns->pdata[i]);
}

static gboolean
make_files (PnrContents *contents, const char *target, PnrExportSet *set, PnrProgress *progress,
            GError **error)
{
  char *text;

  if (g_strcmp0 (target, "woocommerce") == 0)
    return pnr_woocommerce_write (contents, set, progress, error);
  if (g_strcmp0 (target, "json") != 0) {
    g_set_error (error, PNR_EXCHANGE_ERROR, PNR_EXCHANGE_ERROR_UNKNOWN_TARGET,
                 _ ("“%s” is not an export target. Choose json or woocommerce."), target);
    return FALSE;
  }
  text = pnr_plan_json_print (contents, progress, error);
  if (text == NULL)
    return FALSE;
  pnr_export_set_take_file (set, "plan.json", text,
                            contents->products->len + contents->relations->len
                                + contents->bundles->len + contents->scenarios->len
                                + contents->places->len + contents->verdicts->len);
  set_add_lineage_of (set, contents, contents->relations);
  set_add_lineage_of (set, contents, contents->bundles);
  return TRUE;
}

/* People open the losses in a spreadsheet, which would run a cell that begins so. */
static gboolean
begins_like_a_formula (const char *text)
{
  static const char *const wide[] = { "＝", "＋", "－", "＠" };

  for (guint i = 0; i < G_N_ELEMENTS (wide); i++) {
    if (g_str_has_prefix (text, wide[i]))
      return TRUE;
  }
  return *text != '\0' && strchr ("=+-@\t\r\n", *text) != NULL;
}

static void
csv_add_guarded (GString *csv, const char *text, const char *end)
{
  g_auto (GStrv) parts = g_strsplit (text, "\"", -1);
  g_autofree char *doubled = g_strjoinv ("\"\"", parts);

  g_string_append_printf (csv, "\"%s%s\"%s", begins_like_a_formula (text) ? "'" : "", doubled, end);
}

/* Two targets may share a folder, and what one could not say is not what the other could not. */
static void
add_target_file (PnrExportSet *set, const char *target, const char *suffix, char *text,
                 guint n_rows)
{
  g_autofree char *name = g_strdup_printf ("%s-%s", target, suffix);

  pnr_export_set_take_file (set, name, text, n_rows);
}

static void
add_losses_file (const char *target, PnrExportSet *set)
{
  PnrExportReport *report = pnr_export_set_get_report (set);
  GString *csv = g_string_new ("\xef\xbb\xbfObject,What,Fallback\n");
  guint n_losses = pnr_export_report_get_n_losses (report);

  for (guint i = 0; i < n_losses; i++) {
    const char *object, *what, *fallback;

    pnr_export_report_get_loss (report, i, &object, &what, &fallback);
    csv_add_guarded (csv, object, ",");
    csv_add_guarded (csv, what, ",");
    csv_add_guarded (csv, fallback, "\n");
  }
  add_target_file (set, target, "losses.csv", g_string_free (csv, FALSE), n_losses);
}

static void
manifest_take_over (GVariantDict *manifest, GVariant *report, const char *key)
{
  g_autoptr (GVariant) list = pnr_report_get (report, key);

  pnr_report_add_value (manifest, key, list);
}

/* Which plan became which files, so that each can be checked and traced; it lists all but itself.
 */
static void
add_manifest_file (PnrContents *contents, const char *target, PnrExportSet *set)
{
  g_autoptr (GVariant) report =
      g_variant_ref_sink (pnr_export_report_to_variant (pnr_export_set_get_report (set)));
  g_autoptr (GVariant) lineage = g_variant_ref_sink (pnr_export_set_dup_lineage (set));
  GVariantDict *manifest = pnr_report_new ();

  pnr_report_add_text (manifest, "plan", contents->name);
  pnr_report_add_text (manifest, "target", target);
  pnr_report_add_text (manifest, "data_hash", contents->data_hash);
  pnr_report_add_value (manifest, "lineage", lineage);
  manifest_take_over (manifest, report, "files");
  manifest_take_over (manifest, report, "losses");
  add_target_file (set, target, "manifest.json", pnr_json_write (pnr_report_end (manifest)), 0);
}

/**
 * pnr_export_preflight:
 *
 * Returns: (transfer full) (nullable): what an export would write and lose; nothing is written
 */
PnrExportReport *
pnr_export_preflight (PnrContents *contents, const char *target, GError **error)
{
  g_autoptr (PnrExportSet) set = pnr_export_set_new (contents->name);

  if (!make_files (contents, target, set, NULL, error))
    return NULL;
  add_losses_file (target, set);
  add_manifest_file (contents, target, set);
  return pnr_export_set_take_report (set);
}

/**
 * pnr_export:
 * @target: one of pnr_export_get_targets()
 * @folder: made where it is missing
 * @progress: (nullable): asked once per batch of rows
 *
 * All files appear together, see pnr_export_set_write().
 *
 * Returns: (transfer full) (nullable): the files and the losses
 */
PnrExportReport *
pnr_export (PnrContents *contents, const char *target, const char *folder, PnrProgress *progress,
            GError **error)
{
  g_autoptr (PnrExportSet) set = pnr_export_set_new (contents->name);

  if (!pnr_progress_check (progress, error) || !make_files (contents, target, set, progress, error))
    return NULL;
  add_losses_file (target, set);
  add_manifest_file (contents, target, set);
  if (!pnr_export_set_write (set, folder, progress, error))
    return NULL;
  return pnr_export_set_take_report (set);
}

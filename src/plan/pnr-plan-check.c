/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The health of a plan: its file, and what is planned in it. */
#include "config.h"

#include "plan/pnr-plan-check.h"

#include <glib/gi18n.h>

#include "base/pnr-report.h"
#include "plan/check/pnr-check-walk.h"
#include "plan/pnr-plan-private.h"

#define CODE_BROKEN_TEXT "broken-text"
#define CODE_DAMAGED_FILE "damaged-file"
#define CODE_FOREIGN_PARTS "foreign-parts"
#define CODE_LOOSE_REFERENCE "loose-reference"

static const char mend_file[] = N_ ("Restore a snapshot of the plan, or rescue what can be read.");

static void
add_fault (GPtrArray *findings, const PnrFileFault *fault)
{
  gboolean is_reference = fault->kind == PNR_FILE_FAULT_REFERENCE;

  g_ptr_array_add (
      findings, pnr_finding_new (is_reference ? CODE_LOOSE_REFERENCE : CODE_DAMAGED_FILE,
                                 PNR_SEVERITY_ERROR, fault->place, fault->message, _ (mend_file)));
}

static gpointer
check_store (PnrStore *store, gpointer progress, PnrStoreChange **change, GError **error)
{
  g_autoptr (GPtrArray) faults = NULL;
  g_autoptr (PnrContents) contents = NULL;
  g_autoptr (GArray) past_prices = NULL;
  g_autoptr (GPtrArray) findings = NULL;
  g_autofree char *texts = NULL;

  pnr_progress_begin_step (progress, _ ("Checking the file"));
  pnr_store_watch (store, progress);
  faults = pnr_store_find_faults (store, error);
  if (faults != NULL && pnr_store_find_broken_texts (store, &texts, error))
    contents = pnr_store_read_contents (store, error);
  pnr_store_watch (store, NULL);
  if (contents == NULL)
    return NULL;
  pnr_progress_begin_step (progress, _ ("Checking the plan"));
  /* What is wrong with the history is a fault of the file; then nobody knows what prices were. */
  past_prices = pnr_store_read_past_prices (store, NULL);
  findings = pnr_check_walk (contents, past_prices, progress, error);
  for (guint i = 0; findings != NULL && i < faults->len; i++)
    add_fault (findings, g_ptr_array_index (faults, i));
  if (findings != NULL && texts != NULL)
    g_ptr_array_add (findings, pnr_finding_new (CODE_BROKEN_TEXT, PNR_SEVERITY_WARNING,
                                                pnr_store_get_name (store), texts,
                                                _ ("Enter the text anew where it is shown.")));
  return g_steal_pointer (&findings);
}

/* Goods for nothing are the dearest mistake of all. */
static int
rank_finding (const PnrFinding *finding)
{
  if (g_str_equal (finding->code, "free-cart") || g_str_equal (finding->code, "stacked-free"))
    return -1;
  return (int) finding->severity;
}

/* The worst first; among equals the order they were found in. */
static GPtrArray *
order_findings (GPtrArray *findings)
{
  GPtrArray *ordered = g_ptr_array_new_with_free_func ((GDestroyNotify) pnr_finding_free);

  for (int rank = -1; rank <= PNR_SEVERITY_NOTE; rank++) {
    for (guint i = 0; i < findings->len; i++) {
      PnrFinding *finding = g_ptr_array_index (findings, i);

      if (rank_finding (finding) == rank)
        g_ptr_array_add (ordered, finding);
    }
  }
  g_ptr_array_set_free_func (findings, NULL);
  return ordered;
}

/**
 * pnr_plan_check:
 * @self: an open plan
 * @progress: (nullable): whether to stop
 * @error: a place for a sentence
 *
 * Blocks. Every page of the file is read, which takes seconds for a large history.
 *
 * Returns: (transfer full) (nullable) (element-type PnrFinding): what is wrong, the worst first
 */
GPtrArray *
pnr_plan_check (PnrPlan *self, PnrProgress *progress, GError **error)
{
  g_autoptr (GPtrArray) findings = pnr_plan_run_on_store (self, check_store, progress, error);

  return findings != NULL ? order_findings (findings) : NULL;
}

/* In detail where the tables at least can be listed. */
static GPtrArray *
find_damage (const char *path, const GError *error, PnrProgress *progress)
{
  g_autofree char *name = g_filename_display_basename (path);
  g_autoptr (GPtrArray) faults = pnr_store_list_faults_of (path, progress);
  GPtrArray *findings = g_ptr_array_new_with_free_func ((GDestroyNotify) pnr_finding_free);

  for (guint i = 0; faults != NULL && i < faults->len; i++)
    add_fault (findings, g_ptr_array_index (faults, i));
  if (findings->len == 0)
    g_ptr_array_add (findings, pnr_finding_new (CODE_DAMAGED_FILE, PNR_SEVERITY_ERROR, name,
                                                error->message, _ (mend_file)));
  return findings;
}

/**
 * pnr_plan_find_in_error:
 * @path: a plan
 * @error: why it could not be opened or checked
 * @progress: (nullable): whether to stop
 *
 * What is broken is a finding; what is no plan at all, or may not be read, is a failure.
 *
 * Returns: (transfer full) (nullable) (element-type PnrFinding): @error as findings
 */
GPtrArray *
pnr_plan_find_in_error (const char *path, const GError *error, PnrProgress *progress)
{
  g_autofree char *name = g_filename_display_basename (path);
  GPtrArray *findings;

  if (g_error_matches (error, PNR_STORE_ERROR, PNR_STORE_ERROR_DAMAGED))
    return find_damage (path, error, progress);
  if (!g_error_matches (error, PNR_STORE_ERROR, PNR_STORE_ERROR_FOREIGN_SCHEMA))
    return NULL;
  findings = g_ptr_array_new_with_free_func ((GDestroyNotify) pnr_finding_free);
  g_ptr_array_add (findings,
                   pnr_finding_new (CODE_FOREIGN_PARTS, PNR_SEVERITY_ERROR, name, error->message,
                                    _ ("Ask whoever sent it for a plan as Pannier made it.")));
  return findings;
}

static GVariant *
report_finding (const PnrFinding *finding)
{
  GVariantDict *report = pnr_report_new ();

  pnr_report_add_text (report, "code", finding->code);
  pnr_report_add_text (report, "severity", pnr_severity_get_word (finding->severity));
  pnr_report_add_text (report, "object", finding->object);
  pnr_report_add_text (report, "message", finding->message);
  pnr_report_add_text (report, "fix", finding->fix);
  return pnr_report_end (report);
}

/* (transfer floating) */
GVariant *
pnr_plan_report_findings (GPtrArray *findings)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new ();
  GVariantDict *report = pnr_report_new ();

  for (guint i = 0; i < findings->len; i++)
    g_ptr_array_add (list, report_finding (g_ptr_array_index (findings, i)));
  pnr_report_add_list (report, "findings", g_steal_pointer (&list));
  return pnr_report_end (report);
}

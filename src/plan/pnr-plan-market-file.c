/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Solves markets that a file describes, with the engine the window uses and without a plan. */
#include "config.h"

#include "plan/pnr-plan-market-file.h"

#include <glib/gi18n.h>

#include "base/pnr-report.h"
#include "economy/pnr-market-case.h"
#include "exchange/pnr-json-reader.h"
#include "plan/pnr-plan-market.h"

static guint
count_failed (GVariant *results, char **first)
{
  guint n_failed = 0;

  for (gsize i = 0; i < pnr_report_list_length (results); i++) {
    g_autoptr (GVariant) result = pnr_report_list_get (results, i);
    g_autofree char *message = pnr_report_dup_text (result, "error");

    if (message == NULL)
      continue;
    if (n_failed++ == 0)
      *first = g_steal_pointer (&message);
  }
  return n_failed;
}

/**
 * pnr_plan_market_file_run:
 * @path: a file of worked cases
 * @progress: (nullable): a progress
 * @n_failed: (out): how many cases could not be solved
 * @error: a place for a sentence; also set, beside the results, where not one case was solved
 *
 * Returns: (transfer full) (nullable): a result, or what is wrong, for each case
 */
GVariant *
pnr_plan_market_file_run (const char *path, PnrProgress *progress, guint *n_failed, GError **error)
{
  g_autoptr (GVariant) document = pnr_json_read_file (path, error);
  g_autoptr (GVariant) results = NULL;
  g_autofree char *first = NULL;
  GVariant *report;

  *n_failed = 0;
  if (document == NULL)
    return NULL;
  report = pnr_market_file_solve (document, progress, error);
  if (report == NULL)
    return NULL;
  results = pnr_report_get (report, "results");
  *n_failed = count_failed (results, &first);
  if (*n_failed > 0 && *n_failed == pnr_report_list_length (results))
    g_set_error (error, PNR_PLAN_ERROR, PNR_PLAN_ERROR_INCOMPLETE,
                 _ ("No case could be solved. The first one: %s"), first);
  return g_variant_take_ref (report);
}

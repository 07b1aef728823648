/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Solves markets that a file describes, with the engine the window uses and without a plan. */
#include "config.h"

#include "plan/pnr-plan-market-file.h"

#include "economy/pnr-market-case.h"
#include "exchange/pnr-json-reader.h"

/**
 * pnr_plan_market_file_run:
 * @path: a JSON file with cases
 * @progress: (nullable): a progress
 * @error: a place for a sentence
 *
 * Returns: (transfer full) (nullable): a result for each case
 */
GVariant *
pnr_plan_market_file_run (const char *path, PnrProgress *progress, GError **error)
{
  g_autoptr (GVariant) document = pnr_json_read_file (path, error);
  GVariant *results;

  if (document == NULL)
    return NULL;
  results = pnr_market_file_solve (document, progress, error);
  return results != NULL ? g_variant_take_ref (results) : NULL;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Hands a worked case to the solver of its family: the front door for checking the economy. */
#include "config.h"

#include "economy/pnr-market-case.h"

#include <glib/gi18n.h>

#include "base/pnr-report.h"
#include "economy/pnr-case-input.h"
#include "economy/pnr-case-keys.h"
#include "economy/pnr-economy-error.h"
#include "economy/pnr-engine-cases.h"
#include "economy/pnr-exact-cases.h"

typedef GVariant *(*PnrCaseSolver) (const char *task, GVariant *inputs, PnrProgress *progress,
                                    GError **error);

/* One line per family, so that a new family is one line more. */
static const struct {
  const char *family;
  PnrCaseSolver solve;
} solvers[] = {
  { "breakeven", pnr_breakeven_case_solve },     { "calibration", pnr_calibration_case_solve },
  { "choice", pnr_choice_case_solve },           { "discrete2", pnr_discrete_goods_case_solve },
  { "gaussian", pnr_two_goods_case_solve },      { "lognormal", pnr_two_goods_case_solve },
  { "ltv", pnr_customer_value_case_solve },      { "manygoods", pnr_many_goods_case_solve },
  { "replay", pnr_replay_case_solve },           { "segments", pnr_segment_case_solve },
  { "statistics", pnr_statistics_case_solve },   { "sweep", pnr_sweep_case_solve },
  { "tetrachoric", pnr_tetrachoric_case_solve }, { "theta", pnr_two_goods_case_solve },
  { "uniform2", pnr_two_goods_case_solve },      { "uniform3", pnr_three_goods_case_solve },
};

/* A case names its dataset; its solver gets the rows themselves under "data". */
static GVariant *
pnr_market_case_with_data (GVariant *inputs, GVariant *datasets, GError **error)
{
  g_autofree char *name = pnr_report_dup_text (inputs, "dataset");
  g_autoptr (GVariant) data = NULL;
  GVariantDict dict;

  if (name == NULL)
    return g_variant_ref (inputs);
  data = pnr_report_get (datasets, name);
  if (data == NULL) {
    pnr_case_fail (error, _ ("The dataset “%s” is not in the file."), name);
    return NULL;
  }
  g_variant_dict_init (&dict, inputs);
  g_variant_dict_insert_value (&dict, "data", data);
  return g_variant_ref_sink (g_variant_dict_end (&dict));
}

/**
 * pnr_market_case_solve:
 * @family: the group of the case, such as "uniform2"
 * @task: what to do, such as "optimise"
 * @inputs: everything needed, as a dictionary
 * @datasets: (nullable): named tables that cases may refer to
 * @progress: (nullable): tells of cancelling
 * @error: names the field that is missing or wrong
 *
 * Returns: (transfer full) (nullable): the results, as a dictionary
 */
GVariant *
pnr_market_case_solve (const char *family, const char *task, GVariant *inputs, GVariant *datasets,
                       PnrProgress *progress, GError **error)
{
  g_autoptr (GVariant) complete = NULL;
  GVariant *result;

  g_return_val_if_fail (family != NULL && task != NULL, NULL);

  if (!pnr_progress_check (progress, error))
    return NULL;
  if (inputs == NULL || !g_variant_is_of_type (inputs, G_VARIANT_TYPE_VARDICT)) {
    pnr_case_fail (error, _ ("The field “%s” is missing or is not an object."), "inputs");
    return NULL;
  }
  complete = pnr_market_case_with_data (inputs, datasets, error);
  if (complete == NULL || !pnr_case_check_sizes (complete, error))
    return NULL;
  for (gsize i = 0; i < G_N_ELEMENTS (solvers); i++)
    if (g_str_equal (solvers[i].family, family)) {
      result = solvers[i].solve (task, complete, progress, error);
      return result != NULL ? g_variant_take_ref (result) : NULL;
    }
  pnr_case_fail (error, _ ("There is no family of cases called “%s”."), family);
  return NULL;
}

/* A case that cannot be solved says so in its place and does not stop the others. */
static GVariant *
pnr_market_file_solve_one (GVariant *document, GVariant *item, PnrProgress *progress)
{
  g_autofree char *id = pnr_report_dup_text (item, "id");
  g_autofree char *family = NULL, *task = NULL;
  g_autoptr (GVariant) inputs = pnr_report_get (item, "inputs");
  g_autoptr (GVariant) datasets = pnr_report_get (document, "datasets");
  g_autoptr (GVariant) result = NULL, notices = NULL;
  g_autoptr (GError) error = NULL;
  GVariantDict *report = pnr_report_new ();

  family = pnr_case_text (item, "family", &error);
  task = family != NULL ? pnr_case_text (item, "task", &error) : NULL;
  if (task != NULL)
    result = pnr_market_case_solve (family, task, inputs, datasets, progress, &error);
  pnr_report_add_text (report, "id", id);
  if (result != NULL)
    pnr_report_add_value (report, "result", result);
  else if (id != NULL)
    pnr_report_add_value (report, "error",
                          g_variant_new_printf (_ ("Case “%s”: %s"), id, error->message));
  else
    pnr_report_add_text (report, "error", error->message);
  notices = inputs != NULL && family != NULL ? pnr_case_keys_dup_notices (family, inputs) : NULL;
  if (notices != NULL)
    pnr_report_add_value (report, "notices", notices);
  return pnr_report_end (report);
}

/**
 * pnr_market_file_solve:
 * @document: a dictionary with a list "cases" and perhaps "datasets"
 * @progress: (nullable): tells how far it is and of cancelling
 * @error: says why the document is no list of cases, or that it was cancelled
 *
 * Returns: (transfer full) (nullable): a dictionary with a list "results": id, result
 *   or error, and where it holds fields that are not read, notices that say so
 */
GVariant *
pnr_market_file_solve (GVariant *document, PnrProgress *progress, GError **error)
{
  g_autoptr (GVariant) cases = pnr_case_list (document, "cases", error);
  g_autoptr (GPtrArray) results = NULL;
  GVariantDict *report;
  gsize n_cases;

  if (cases == NULL)
    return NULL;
  n_cases = pnr_report_list_length (cases);
  results = g_ptr_array_new_with_free_func ((GDestroyNotify) g_variant_unref);
  pnr_progress_begin_step (progress, _ ("Solving worked cases"));
  for (gsize i = 0; i < n_cases; i++) {
    g_autoptr (GVariant) item = pnr_report_list_get (cases, i);
    GVariant *solved = pnr_market_file_solve_one (document, item, progress);

    g_ptr_array_add (results, g_variant_ref_sink (solved));
    if (!pnr_progress_check (progress, error))
      return NULL;
    pnr_progress_set_fraction (progress, (double) (i + 1) / (double) n_cases);
  }
  report = pnr_report_new ();
  {
    GVariantBuilder builder;

    g_variant_builder_init (&builder, G_VARIANT_TYPE ("av"));
    for (guint i = 0; i < results->len; i++)
      g_variant_builder_add (&builder, "v", g_ptr_array_index (results, i));
    pnr_report_add_value (report, "results", g_variant_builder_end (&builder));
  }
  return g_variant_ref_sink (pnr_report_end (report));
}

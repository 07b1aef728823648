/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Draws the window's charts into files, for scripts and reports. */
#include "config.h"

#include "plan/pnr-plan-chart.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#include "base/pnr-report.h"
#include "drawing/pnr-board-file.h"
#include "drawing/pnr-chart-file.h"
#include "drawing/pnr-compare-chart.h"
#include "drawing/pnr-growth-chart.h"
#include "drawing/pnr-order-shift-chart.h"
#include "drawing/pnr-order-values-chart.h"
#include "drawing/pnr-price-chart.h"
#include "drawing/pnr-rule-scatter.h"
#include "drawing/pnr-side-by-side-chart.h"
#include "drawing/pnr-trend-chart.h"
#include "drawing/pnr-win-win-chart.h"
#include "model/pnr-suggestion.h"
#include "plan/pnr-plan-comparison.h"
#include "plan/pnr-plan-jobs.h"
#include "plan/pnr-plan-market.h"
#include "plan/pnr-plan-overview.h"
#include "plan/pnr-plan-study.h"

#define SMALLEST_SIDE 120
#define LARGEST_SIDE 20000

typedef PnrChart *(*ChartMaker) (PnrPlan *plan, PnrContents *contents,
                                 const PnrPlanChartRequest *request, PnrProgress *progress,
                                 char **data_hash, GError **error);

/* The scenario that was asked for, or the only one there is. */
static PnrScenario *
choose_scenario (PnrContents *contents, const char *name, GError **error)
{
  if (name == NULL && contents->scenarios->len == 1)
    return g_ptr_array_index (contents->scenarios, 0);
  if (name != NULL)
    return pnr_plan_find_scenario (contents, name, error);
  g_set_error_literal (error, PNR_PLAN_ERROR, PNR_PLAN_ERROR_UNKNOWN_NAME,
                       _ ("Say which scenario to draw."));
  return NULL;
}

static PnrBundle *
choose_bundle (PnrContents *contents, const PnrPlanChartRequest *request, GError **error)
{
  PnrScenario *scenario;

  if (request->bundle != NULL)
    return pnr_plan_find_bundle (contents, request->bundle, error);
  if (request->scenario == NULL && contents->bundles->len == 1)
    return g_ptr_array_index (contents->bundles, 0);
  scenario = choose_scenario (contents, request->scenario, error);
  if (scenario == NULL)
    return NULL;
  for (guint i = 0; i < contents->bundles->len; i++) {
    PnrBundle *bundle = g_ptr_array_index (contents->bundles, i);

    if (pnr_scenario_has_bundle (scenario, pnr_bundle_get_id (bundle)))
      return bundle;
  }
  g_set_error (error, PNR_PLAN_ERROR, PNR_PLAN_ERROR_INCOMPLETE,
               _ ("The scenario “%s” has no bundle whose price could be drawn."),
               pnr_scenario_get_name (scenario));
  return NULL;
}

static PnrChart *
make_price_chart (PnrPlan *plan, PnrContents *contents, const PnrPlanChartRequest *request,
                  PnrProgress *progress, char **data_hash, GError **error)
{
  PnrSimulationSettings settings = PNR_SIMULATION_SETTINGS_INIT;
  PnrPriceLimits limits = { .margin_floor = NAN, .max_discount = NAN };
  PnrBundle *bundle = choose_bundle (contents, request, error);
  g_autoptr (PnrPriceCurve) curve = NULL;

  if (bundle == NULL)
    return NULL;
  curve = pnr_plan_optimise (plan, bundle, &limits, &settings, progress, error);
  if (curve == NULL)
    return NULL;
  *data_hash = g_strdup (curve->inputs_hash);
  return PNR_CHART (pnr_price_chart_new (curve));
}

/* What the scenario that was asked for comes to. */
static PnrOutcome *
simulate_chosen (PnrPlan *plan, PnrContents *contents, const PnrPlanChartRequest *request,
                 PnrProgress *progress, char **data_hash, GError **error)
{
  PnrSimulationSettings settings = PNR_SIMULATION_SETTINGS_INIT;
  PnrScenario *scenario = choose_scenario (contents, request->scenario, error);
  PnrOutcome *outcome;

  if (scenario == NULL)
    return NULL;
  outcome = pnr_plan_simulate (plan, scenario, &settings, progress, error);
  if (outcome != NULL)
    *data_hash = g_strdup (outcome->inputs_hash);
  return outcome;
}

static PnrChart *
make_compare_chart (PnrPlan *plan, PnrContents *contents, const PnrPlanChartRequest *request,
                    PnrProgress *progress, char **data_hash, GError **error)
{
  g_autoptr (PnrOutcome) outcome =
      simulate_chosen (plan, contents, request, progress, data_hash, error);

  return outcome != NULL ? PNR_CHART (pnr_compare_chart_new (outcome)) : NULL;
}

/* The scenarios that were asked for, or all that there is room for. */
static GPtrArray *
choose_scenarios (PnrContents *contents, const PnrPlanChartRequest *request, GError **error)
{
  g_autoptr (GPtrArray) scenarios = g_ptr_array_new ();

  for (guint i = 0; request->scenarios != NULL && request->scenarios[i] != NULL; i++) {
    PnrScenario *scenario = pnr_plan_find_scenario (contents, request->scenarios[i], error);

    if (scenario == NULL)
      return NULL;
    g_ptr_array_add (scenarios, scenario);
  }
  for (guint i = 0; request->scenarios == NULL && i < contents->scenarios->len
                    && scenarios->len < PNR_COMPARISON_MOST;
       i++)
    g_ptr_array_add (scenarios, g_ptr_array_index (contents->scenarios, i));
  return g_steal_pointer (&scenarios);
}

static PnrComparison *
compare (PnrPlan *plan, PnrContents *contents, const PnrPlanChartRequest *request,
         PnrProgress *progress, char **data_hash, GError **error)
{
  PnrSimulationSettings settings = PNR_SIMULATION_SETTINGS_INIT;
  g_autoptr (GPtrArray) scenarios = choose_scenarios (contents, request, error);
  PnrComparison *comparison;

  if (scenarios == NULL)
    return NULL;
  comparison = pnr_plan_compare (plan, scenarios, &settings, progress, error);
  if (comparison != NULL)
    *data_hash = g_strdup (comparison->inputs_hash);
  return comparison;
}

static PnrChart *
make_side_by_side (PnrPlan *plan, PnrContents *contents, const PnrPlanChartRequest *request,
                   PnrProgress *progress, char **data_hash, GError **error)
{
  g_autoptr (PnrComparison) comparison =
      compare (plan, contents, request, progress, data_hash, error);

  return comparison != NULL ? PNR_CHART (pnr_side_by_side_chart_new (comparison)) : NULL;
}

static PnrChart *
make_win_win (PnrPlan *plan, PnrContents *contents, const PnrPlanChartRequest *request,
              PnrProgress *progress, char **data_hash, GError **error)
{
  g_autoptr (GPtrArray) scenarios = choose_scenarios (contents, request, error);
  g_autoptr (PnrWinWinChart) chart = pnr_win_win_chart_new ();
  g_autoptr (PnrComparison) comparison = NULL;

  if (scenarios == NULL)
    return NULL;
  if (scenarios->len == 1) {
    PnrSimulationSettings settings = PNR_SIMULATION_SETTINGS_INIT;
    PnrScenario *scenario = g_ptr_array_index (scenarios, 0);
    g_autoptr (PnrOutcome) outcome = pnr_plan_simulate (plan, scenario, &settings, progress, error);

    if (outcome == NULL)
      return NULL;
    *data_hash = g_strdup (outcome->inputs_hash);
    pnr_win_win_chart_add (chart, pnr_scenario_get_name (scenario), outcome);
    return PNR_CHART (g_steal_pointer (&chart));
  }
  comparison = compare (plan, contents, request, progress, data_hash, error);
  for (guint i = 0; comparison != NULL && i < comparison->n_scenarios; i++)
    pnr_win_win_chart_add (chart, comparison->names[i], comparison->outcomes[i]);
  return comparison != NULL ? PNR_CHART (g_steal_pointer (&chart)) : NULL;
}

static PnrChart *
make_study (PnrPlan *plan, PnrContents *contents, const PnrPlanChartRequest *request,
            PnrProgress *progress, char **data_hash, GError **error)
{
  PnrSimulationSettings settings = PNR_SIMULATION_SETTINGS_INIT;
  PnrScenario *scenario = choose_scenario (contents, request->scenario, error);
  g_autoptr (PnrStudy) study = NULL;
  PnrStudyKind kind;

  if (scenario == NULL || !pnr_study_kind_from_word (request->kind, &kind))
    return NULL;
  study = pnr_plan_study (plan, kind, scenario, &settings, progress, error);
  if (study == NULL)
    return NULL;
  *data_hash = g_strdup (study->inputs_hash);
  return pnr_study_new_chart (study);
}

/* The dots of the suggestions page, none more: what is proposed is what is drawn. */
static PnrChart *
make_scatter (PnrPlan *plan, PnrContents *contents, const PnrPlanChartRequest *request,
              PnrProgress *progress, char **data_hash, GError **error)
{
  g_autoptr (GPtrArray) suggestions = pnr_plan_suggest (plan, NULL, progress, error);
  g_autoptr (GListStore) list = g_list_store_new (PNR_TYPE_SUGGESTION);
  PnrRuleScatter *scatter;

  if (suggestions == NULL)
    return NULL;
  g_list_store_splice (list, 0, 0, suggestions->pdata, suggestions->len);
  *data_hash = g_strdup (contents->data_hash);
  scatter = pnr_rule_scatter_new ();
  pnr_rule_scatter_set_suggestions (scatter, G_LIST_MODEL (list));
  return PNR_CHART (scatter);
}

static PnrOverview *
review (PnrPlan *plan, const PnrPlanChartRequest *request, PnrProgress *progress, char **data_hash,
        GError **error)
{
  g_autoptr (PnrPlanReview) found = pnr_plan_review (plan, NULL, &request->period, progress, error);

  if (found == NULL)
    return NULL;
  *data_hash = g_strdup (found->overview->data_hash);
  return pnr_overview_ref (found->overview);
}

static PnrChart *
make_trend (PnrPlan *plan, PnrContents *contents, const PnrPlanChartRequest *request,
            PnrProgress *progress, char **data_hash, GError **error)
{
  g_autoptr (PnrOverview) overview = review (plan, request, progress, data_hash, error);

  return overview != NULL ? PNR_CHART (pnr_trend_chart_new (overview)) : NULL;
}

/* Of a scenario: what is simulated, without it and with it. */
static PnrChart *
make_order_shift (PnrPlan *plan, PnrContents *contents, const PnrPlanChartRequest *request,
                  PnrProgress *progress, char **data_hash, GError **error)
{
  g_autoptr (PnrOutcome) outcome =
      simulate_chosen (plan, contents, request, progress, data_hash, error);

  return outcome != NULL ? PNR_CHART (pnr_order_shift_chart_new (outcome)) : NULL;
}

/* Of a period: what was ordered. */
static PnrChart *
make_order_values (PnrPlan *plan, PnrContents *contents, const PnrPlanChartRequest *request,
                   PnrProgress *progress, char **data_hash, GError **error)
{
  g_autoptr (PnrOverview) overview = NULL;

  if (request->scenario != NULL)
    return make_order_shift (plan, contents, request, progress, data_hash, error);
  overview = review (plan, request, progress, data_hash, error);
  return overview != NULL ? PNR_CHART (pnr_order_values_chart_new (overview)) : NULL;
}

static PnrChart *
make_growth (PnrPlan *plan, PnrContents *contents, const PnrPlanChartRequest *request,
             PnrProgress *progress, char **data_hash, GError **error)
{
  g_autoptr (PnrOverview) overview = review (plan, request, progress, data_hash, error);

  return overview != NULL ? PNR_CHART (pnr_growth_chart_new (overview)) : NULL;
}

static char *
make_stamp (const char *data_hash)
{
  return g_strdup_printf ("Pannier %s · %.12s", PNR_VERSION, data_hash != NULL ? data_hash : "");
}

static GVariant *
report_file (const PnrPlanChartRequest *request, const char *data_hash, PnrChart *chart)
{
  GVariantDict *report = pnr_report_new ();

  pnr_report_add_path (report, "file", request->path);
  pnr_report_add_text (report, "data_hash", data_hash);
  if (chart != NULL) {
    g_autofree char *description = pnr_chart_dup_description (chart);

    pnr_report_add_text (report, "description", description);
  }
  return g_variant_ref_sink (pnr_report_end (report));
}

static GVariant *
draw_board (PnrPlan *plan, const PnrPlanChartRequest *request, GError **error)
{
  g_autoptr (PnrContents) contents = pnr_plan_read_contents (plan, error);
  g_autoptr (PnrBoardScene) scene = pnr_board_scene_new ();
  PnrPalette palette = pnr_palette_print ();
  g_autofree char *stamp = NULL;

  if (contents == NULL)
    return NULL;
  stamp = make_stamp (contents->data_hash);
  pnr_board_scene_set_lists (scene, G_LIST_MODEL (pnr_plan_get_products (plan)),
                             G_LIST_MODEL (pnr_plan_get_relations (plan)),
                             G_LIST_MODEL (pnr_plan_get_bundles (plan)),
                             G_LIST_MODEL (pnr_plan_get_places (plan)), NULL);
  if (pnr_board_scene_get_n_products (scene) == 0) {
    g_set_error (error, PNR_PLAN_ERROR, PNR_PLAN_ERROR_INCOMPLETE,
                 _ ("The canvas holds no product yet, so there is nothing to draw. Drag products "
                    "onto it on the Relationships page, or apply a file with relationships."));
    return NULL;
  }
  pnr_board_scene_set_currency (scene, contents->currency);
  if (!pnr_board_scene_save (scene, request->path, &palette, stamp, error))
    return NULL;
  return report_file (request, contents->data_hash, NULL);
}

static ChartMaker
find_maker (const char *kind)
{
  static const struct {
    const char *kind;
    ChartMaker make;
  } makers[] = {
    { "price", make_price_chart },         { "compare", make_compare_chart },
    { "scatter", make_scatter },           { "trend", make_trend },
    { "order-values", make_order_values }, { "growth", make_growth },
    { "side-by-side", make_side_by_side }, { "win-win", make_win_win },
  };

  PnrStudyKind study;

  for (gsize i = 0; i < G_N_ELEMENTS (makers); i++) {
    if (strcmp (makers[i].kind, kind) == 0)
      return makers[i].make;
  }
  /* A replay has no picture. */
  return pnr_study_kind_from_word (kind, &study) && study != PNR_STUDY_REPLAY ? make_study : NULL;
}

/**
 * pnr_plan_draw_chart:
 * @self: a plan
 * @request: what to draw and where to
 * @progress: (nullable): a progress
 * @error: a place for a sentence
 *
 * Returns: (transfer full) (nullable): the file and the hash of the data it shows
 */
GVariant *
pnr_plan_draw_chart (PnrPlan *self, const PnrPlanChartRequest *request, PnrProgress *progress,
                     GError **error)
{
  g_autoptr (PnrContents) contents = pnr_plan_read_contents (self, error);
  ChartMaker make = find_maker (request->kind);
  PnrPalette palette = pnr_palette_print ();
  g_autoptr (PnrChart) chart = NULL;
  g_autofree char *data_hash = NULL;
  g_autofree char *stamp = NULL;

  if (contents == NULL)
    return NULL;
  if (request->width < SMALLEST_SIDE || request->width > LARGEST_SIDE
      || request->height < SMALLEST_SIDE || request->height > LARGEST_SIDE) {
    g_set_error (error, PNR_PLAN_ERROR, PNR_PLAN_ERROR_UNKNOWN_CHART,
                 _ ("A chart of %d × %d is not possible. Its sides take %d to %d."), request->width,
                 request->height, SMALLEST_SIDE, LARGEST_SIDE);
    return NULL;
  }
  if (strcmp (request->kind, "board") == 0)
    return draw_board (self, request, error);
  if (make == NULL) {
    g_set_error (
        error, PNR_PLAN_ERROR, PNR_PLAN_ERROR_UNKNOWN_CHART,
        _ ("There is no chart “%s”. Choose price, compare, side-by-side, win-win, tornado, "
           "waterfall, shipping, scatter, trend, order-values, growth or board."),
        request->kind);
    return NULL;
  }
  chart = make (self, contents, request, progress, &data_hash, error);
  if (chart == NULL)
    return NULL;
  stamp = make_stamp (data_hash);
  if (!pnr_chart_save (chart, request->path, request->width, request->height, &palette, stamp,
                       error))
    return NULL;
  return report_file (request, data_hash, chart);
}

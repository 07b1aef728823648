/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The long jobs on a plan: import, suggestions, simulation, price search, export, apply, figures.
 */
#pragma once

#include "base/pnr-progress.h"
#include "economy/pnr-joint-prices.h"
#include "economy/pnr-price-sweep.h"
#include "economy/pnr-simulation.h"
#include "exchange/pnr-exporter.h"
#include "exchange/pnr-importer.h"
#include "mining/pnr-association.h"
#include "mining/pnr-miner.h"
#include "mining/pnr-mining-report.h"
#include "model/pnr-import-report.h"
#include "model/pnr-market.h"
#include "model/pnr-outcome.h"
#include "model/pnr-price-curve.h"
#include "model/pnr-price-set.h"
#include "model/pnr-rule-set.h"
#include "plan/pnr-plan.h"

G_BEGIN_DECLS

/* Each job has a plain form, which blocks, and an _async form for the window, which runs in a
 * worker on a snapshot taken at the call. */

PnrImportReport *pnr_plan_import (PnrPlan *self, const char *const *paths,
                                  const PnrImportOptions *options, gboolean is_dry_run,
                                  const char *why, PnrProgress *progress, GError **error);
void pnr_plan_import_async (PnrPlan *self, const char *const *paths,
                            const PnrImportOptions *const *options, PnrProgress *progress,
                            GAsyncReadyCallback callback, gpointer user_data);
PnrImportReport *pnr_plan_import_finish (PnrPlan *self, GAsyncResult *result, GError **error);

/* @sort: PNR_N_MEASURES leaves all in the order of the items, and sorts the best @n_top by q value,
 * pairs by count. @n_top 0: all. */
typedef struct {
  PnrMiningKind kind;
  PnrMiningSettings settings;
  PnrMeasure sort;
  guint n_top;
} PnrMineRequest;

/* Orders from the second @from on and before the second @to, since 1970 in UTC; the least and the
 * greatest number leave a side open. */
typedef struct {
  gint64 from;
  gint64 to;
} PnrOrderWindow;

PnrBasketSet *pnr_plan_read_baskets (PnrPlan *self, PnrProgress *progress, GError **error);
PnrBasketSet *pnr_plan_read_baskets_between (PnrPlan *self, const PnrOrderWindow *window,
                                             PnrProgress *progress, GError **error);
GVariant *pnr_plan_mine (PnrPlan *self, const PnrMineRequest *request, PnrReportTable **rows,
                         PnrProgress *progress, GError **error);
GVariant *pnr_plan_mine_file (const char *path, const PnrImportOptions *options,
                              const PnrMineRequest *request, PnrReportTable **rows,
                              PnrProgress *progress, GError **error);

/* (element-type PnrSuggestion), best first. */
GPtrArray *pnr_plan_suggest (PnrPlan *self, char **bar, PnrProgress *progress, GError **error);
void pnr_plan_suggest_async (PnrPlan *self, PnrProgress *progress, GAsyncReadyCallback callback,
                             gpointer user_data);
GPtrArray *pnr_plan_suggest_finish (PnrPlan *self, GAsyncResult *result, char **bar,
                                    GError **error);

PnrOutcome *pnr_plan_simulate (PnrPlan *self, PnrScenario *scenario,
                               const PnrSimulationSettings *settings, PnrProgress *progress,
                               GError **error);
void pnr_plan_simulate_async (PnrPlan *self, PnrScenario *scenario,
                              const PnrSimulationSettings *settings, PnrProgress *progress,
                              GAsyncReadyCallback callback, gpointer user_data);
PnrOutcome *pnr_plan_simulate_finish (PnrPlan *self, GAsyncResult *result, GError **error);

PnrOutcome *pnr_plan_simulate_window (PnrPlan *self, PnrScenario *scenario,
                                      const PnrOrderWindow *window,
                                      const PnrSimulationSettings *settings, PnrProgress *progress,
                                      GError **error);

PnrPriceCurve *pnr_plan_optimise_under (PnrPlan *self, PnrBundle *bundle, PnrScenario *scenario,
                                        const PnrPriceLimits *limits,
                                        const PnrSimulationSettings *settings,
                                        PnrProgress *progress, GError **error);
PnrPriceCurve *pnr_plan_optimise (PnrPlan *self, PnrBundle *bundle, const PnrPriceLimits *limits,
                                  const PnrSimulationSettings *settings, PnrProgress *progress,
                                  GError **error);
void pnr_plan_optimise_async (PnrPlan *self, PnrBundle *bundle, const PnrPriceLimits *limits,
                              const PnrSimulationSettings *settings, PnrProgress *progress,
                              GAsyncReadyCallback callback, gpointer user_data);
PnrPriceCurve *pnr_plan_optimise_finish (PnrPlan *self, GAsyncResult *result, GError **error);

/* All bundles of a scenario together. */
PnrPriceSet *pnr_plan_optimise_scenario (PnrPlan *self, PnrScenario *scenario,
                                         const PnrJointLimits *limits,
                                         const PnrSimulationSettings *settings,
                                         PnrProgress *progress, GError **error);
void pnr_plan_optimise_scenario_async (PnrPlan *self, PnrScenario *scenario,
                                       const PnrJointLimits *limits,
                                       const PnrSimulationSettings *settings, PnrProgress *progress,
                                       GAsyncReadyCallback callback, gpointer user_data);
PnrPriceSet *pnr_plan_optimise_scenario_finish (PnrPlan *self, GAsyncResult *result,
                                                GError **error);

PnrExportReport *pnr_plan_export (PnrPlan *self, const char *target, const char *folder,
                                  PnrProgress *progress, GError **error);
void pnr_plan_export_async (PnrPlan *self, const char *target, const char *folder,
                            PnrProgress *progress, GAsyncReadyCallback callback,
                            gpointer user_data);
PnrExportReport *pnr_plan_export_finish (PnrPlan *self, GAsyncResult *result, GError **error);

GVariant *pnr_plan_apply_file (PnrPlan *self, const char *path, const char *why, GError **error);
GVariant *pnr_plan_apply_bytes (PnrPlan *self, GBytes *json, const char *action, GError **error);
GVariant *pnr_plan_dup_info (PnrPlan *self, GError **error);

PnrProduct *pnr_plan_find_product (PnrContents *contents, const char *sku, GError **error);
PnrBundle *pnr_plan_find_bundle (PnrContents *contents, const char *sku, GError **error);
PnrScenario *pnr_plan_find_scenario (PnrContents *contents, const char *name, GError **error);

PnrPlan *pnr_plan_create_sample (const char *path, const char *sample, PnrProgress *progress,
                                 GError **error);

G_END_DECLS

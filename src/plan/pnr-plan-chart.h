/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Draws the window's charts into files, for scripts and reports. */
#pragma once

#include "base/pnr-progress.h"
#include "model/pnr-overview.h"
#include "plan/pnr-plan.h"

G_BEGIN_DECLS

/* @kind: "price" (of @bundle, or the first bundle of @scenario), "compare" (@scenario against the
 * baseline), "side-by-side" or "win-win" (@scenarios, or all), the word of a study (of @scenario),
 * "scatter" (suggestions), "trend", "order-values" or "growth" (of @period; order values of
 * @scenario where there is one), or "board" (the relationships). Sizes in pixels. */
typedef struct {
  const char *kind;
  const char *scenario;
  const char *const *scenarios; /* (nullable) (array zero-terminated=1) */
  const char *bundle;
  PnrOverviewRequest period;
  const char *path;
  int width;
  int height;
} PnrPlanChartRequest;

GVariant *pnr_plan_draw_chart (PnrPlan *self, const PnrPlanChartRequest *request,
                               PnrProgress *progress, GError **error);

G_END_DECLS

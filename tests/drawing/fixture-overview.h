/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An overview as a shop of any size would have it. */
#pragma once

#include "model/pnr-overview.h"

#include <math.h>

/* A year by week, @scale times as much as a small shop sells, the first week cut short. */
static inline PnrOverview *
new_overview (guint n_points, double scale)
{
  PnrOverview *overview = pnr_overview_new ("EUR", "0123456789abcdef");
  PnrPeriodFigures *figures = &overview->figures;
  gint64 begin = G_GINT64_CONSTANT (1704067200);

  overview->step_days = 7;
  overview->has_comparison = TRUE;
  for (guint i = 0; i < n_points; i++) {
    double season = 1.0 + 0.3 * sin (i * 0.4) + (i % 5) * 0.05;
    PnrTrendPoint point = { .from = begin + (gint64) i * 7 * 86400,
                            .n_days = i == 0 && n_points > 1 ? 3 : 7,
                            .n_orders = (guint) (40.0 * season),
                            .n_orders_before = (guint) (36.0 + 10.0 * cos (i * 0.3)),
                            .revenue_minor = (gint64) (scale * 112000.0 * season),
                            .revenue_before_minor =
                                (gint64) (scale * (99000.0 + 30000.0 * cos (i * 0.3))) };

    g_array_append_val (overview->trend, point);
    figures->n_orders += point.n_orders;
    figures->revenue_minor += point.revenue_minor;
    overview->comparison.n_orders += point.n_orders_before;
    overview->comparison.revenue_minor += point.revenue_before_minor;
  }
  figures->from = begin;
  figures->to = begin + (gint64) n_points * 7 * 86400;
  overview->comparison.from = begin - (gint64) n_points * 7 * 86400;
  overview->comparison.to = begin;
  for (guint i = 0; i < 24; i++) {
    PnrValueBin bin = { (gint64) (500 * i * scale), (gint64) (500 * (i + 1) * scale),
                        (guint) (figures->n_orders * i * exp (-0.35 * i) / 8.0) };

    g_array_append_val (overview->bins, bin);
  }
  overview->has_higher_bins = TRUE;
  figures->aov_minor = (gint64) (2753 * scale);
  figures->median_minor = (gint64) (2574 * scale);
  figures->p10_minor = (gint64) (849 * scale);
  figures->p90_minor = (gint64) (4819 * scale);
  overview->has_growth = n_points > 1;
  overview->growth.has_customers = TRUE;
  overview->growth.change_minor = figures->revenue_minor - overview->comparison.revenue_minor;
  overview->growth.parts_minor[0] = overview->growth.change_minor * 2;
  overview->growth.parts_minor[1] = overview->growth.change_minor / 2;
  overview->growth.parts_minor[2] = -overview->growth.change_minor;
  overview->growth.parts_minor[3] = overview->growth.change_minor - overview->growth.parts_minor[0]
                                    - overview->growth.parts_minor[1]
                                    - overview->growth.parts_minor[2];
  return overview;
}

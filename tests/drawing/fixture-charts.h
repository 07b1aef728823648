/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Charts of every kind with usual, odd and no data. */
#pragma once

#include "fixture-overview.h"

#include "drawing/pnr-compare-chart.h"
#include "drawing/pnr-growth-chart.h"
#include "drawing/pnr-order-values-chart.h"
#include "drawing/pnr-price-chart.h"
#include "drawing/pnr-rule-scatter.h"
#include "drawing/pnr-trend-chart.h"
#include "base/pnr-money.h"
#include "model/pnr-suggestion.h"

#include <math.h>

/* A curve with its peak at @best, @scale times as dear as a suit set. */
static inline PnrPriceCurve *
new_curve (double scale, double steepness)
{
  PnrPriceCurve *curve = pnr_price_curve_new ("EUR", "SUIT-SET");

  for (gint64 price = 12000; price <= 19500; price += 100) {
    double off = (double) (price - 16600) / 3000.0;
    double falling = off > 0.0 ? 2.2 : 1.0;
    PnrPricePoint point = { (gint64) (price * scale),
                            scale * (9.1e5 - steepness * falling * off * off),
                            scale * 3e6,
                            scale * (9600.0 + steepness * 0.004 * off),
                            300.0,
                            0.31 - 0.08 * off,
                            1e5 };

    pnr_price_curve_add_point (curve, &point);
  }
  curve->best_minor = (gint64) (16600 * scale);
  curve->band_low_minor = (gint64) (15800 * scale);
  curve->band_high_minor = (gint64) (17100 * scale);
  curve->tie_proof_minor = (gint64) (16590 * scale);
  curve->robust_minor = (gint64) (16400 * scale);
  curve->current_minor = (gint64) (16900 * scale);
  curve->sum_minor = (gint64) (19500 * scale);
  return curve;
}

static inline PnrChart *
new_price_chart (void)
{
  g_autoptr (PnrPriceCurve) curve = new_curve (1.0, 2e5);

  return PNR_CHART (pnr_price_chart_new (curve));
}

static inline PnrChart *
new_huge_price_chart (void)
{
  g_autoptr (PnrPriceCurve) curve = new_curve (7437.0, 3e5);

  return PNR_CHART (pnr_price_chart_new (curve));
}

static inline PnrChart *
new_flat_price_chart (void)
{
  g_autoptr (PnrPriceCurve) curve = new_curve (1.0, 0.0);

  return PNR_CHART (pnr_price_chart_new (curve));
}

static inline PnrChart *
new_losing_price_chart (void)
{
  g_autoptr (PnrPriceCurve) curve = new_curve (1.0, 9e5);

  return PNR_CHART (pnr_price_chart_new (curve));
}

static inline PnrChart *
new_single_price_chart (void)
{
  g_autoptr (PnrPriceCurve) curve = pnr_price_curve_new ("EUR", "SUIT-SET");
  PnrPricePoint point = { 16900, 9e5, 3e6, 9600.0, 300.0, 0.3, 1e5 };

  pnr_price_curve_add_point (curve, &point);
  curve->best_minor = curve->current_minor = 16900;
  curve->band_low_minor = curve->band_high_minor = 16900;
  curve->tie_proof_minor = curve->robust_minor = PNR_MONEY_UNKNOWN;
  curve->sum_minor = 19500;
  return PNR_CHART (pnr_price_chart_new (curve));
}

static inline PnrChart *
new_empty_price_chart (void)
{
  return PNR_CHART (pnr_price_chart_new (NULL));
}

static inline PnrChart *
new_compare_chart_of (double scale)
{
  static const double bases[PNR_N_METRICS] = { 9632.0, 5210.0, 0.031, 9630.0, 5.02e7, 2.4e7,
                                               1.9e6,  1.73e7, 0.392, 8.8e6,  NAN,    NAN };
  static const double shifts[PNR_N_METRICS] = { 0.034, 0.004, 0.006,  0.05,  0.038, 0.03,
                                                0.02,  0.043, -0.011, 0.017, NAN,   NAN };
  g_autoptr (PnrOutcome) outcome = pnr_outcome_new ("EUR");

  for (guint i = 0; i < PNR_N_METRICS; i++) {
    gboolean is_share = i == PNR_METRIC_CONVERSION || i == PNR_METRIC_MARGIN_SHARE;
    double base = bases[i] * (is_share ? 1.0 : scale), change = base * shifts[i];

    outcome->estimates[PNR_SIDE_BASELINE][i] = (PnrEstimate){ base, 1.0, base * 0.96, base * 1.03 };
    outcome->estimates[PNR_SIDE_SCENARIO][i] =
        (PnrEstimate){ base + change, 1.0, (base + change) * 0.95, (base + change) * 1.06 };
    outcome->estimates[PNR_SIDE_DELTA][i] =
        (PnrEstimate){ change, 1.0, change - base * 0.02, change + base * 0.05 };
  }
  outcome->estimates[PNR_SIDE_SCENARIO][PNR_METRIC_TAKE_RATE] =
      (PnrEstimate){ 0.123, 0.001, 0.09, 0.17 };
  outcome->estimates[PNR_SIDE_BASELINE][PNR_METRIC_TAKE_RATE] =
      outcome->estimates[PNR_SIDE_DELTA][PNR_METRIC_TAKE_RATE] =
          (PnrEstimate){ NAN, NAN, NAN, NAN };
  return PNR_CHART (pnr_compare_chart_new (outcome));
}

static inline PnrChart *
new_compare_chart (void)
{
  return new_compare_chart_of (1.0);
}

static inline PnrChart *
new_huge_compare_chart (void)
{
  return new_compare_chart_of (12817.3);
}

static inline PnrChart *
new_empty_compare_chart (void)
{
  return PNR_CHART (pnr_compare_chart_new (NULL));
}

static inline PnrChart *
new_scatter_of (guint n_rules, const char *from, const char *to)
{
  g_autoptr (GListStore) list = g_list_store_new (PNR_TYPE_SUGGESTION);
  g_autoptr (GRand) random = g_rand_new_with_seed (5);
  PnrRuleScatter *scatter = pnr_rule_scatter_new ();

  for (guint i = 0; i < n_rules; i++) {
    double often = g_rand_double (random);
    double sure = g_rand_double (random);
    PnrSuggestionFacts facts = { .support = 0.001 + 0.1 * often * often * often,
                                 .confidence = 0.02 + 0.7 * sure * sure,
                                 .lift = exp (2.2 * sure * g_rand_double (random) - 0.2) };
    g_autoptr (PnrSuggestion) suggestion = pnr_suggestion_new (&facts, from, to, "");

    g_list_store_append (list, suggestion);
  }
  pnr_rule_scatter_set_suggestions (scatter, G_LIST_MODEL (list));
  return PNR_CHART (scatter);
}

static inline PnrChart *
new_scatter (void)
{
  return new_scatter_of (300, "Jacket “Navigator”, navy", "Silk tie, burgundy");
}

static inline PnrChart *
new_dense_scatter (void)
{
  return new_scatter_of (3000, "Donaudampfschifffahrtsgesellschaftskapitänsmütze, dunkelblau",
                         "Wärmeisolierende Fahrradhandschuhe mit Lederbesatz");
}

static inline PnrChart *
new_single_scatter (void)
{
  return new_scatter_of (1, "حقيبة جلدية", "נעלי ספורט");
}

static inline PnrChart *
new_empty_scatter (void)
{
  return PNR_CHART (pnr_rule_scatter_new ());
}

static inline PnrChart *
new_trend_chart (void)
{
  g_autoptr (PnrOverview) overview = new_overview (53, 1.0);

  return PNR_CHART (pnr_trend_chart_new (overview));
}

static inline PnrChart *
new_huge_trend_chart (void)
{
  g_autoptr (PnrOverview) overview = new_overview (900, 40000.0);

  return PNR_CHART (pnr_trend_chart_new (overview));
}

static inline PnrChart *
new_single_trend_chart (void)
{
  g_autoptr (PnrOverview) overview = new_overview (1, 1.0);

  return PNR_CHART (pnr_trend_chart_new (overview));
}

static inline PnrChart *
new_empty_trend_chart (void)
{
  return PNR_CHART (pnr_trend_chart_new (NULL));
}

static inline PnrChart *
new_values_chart (void)
{
  g_autoptr (PnrOverview) overview = new_overview (53, 1.0);

  return PNR_CHART (pnr_order_values_chart_new (overview));
}

static inline PnrChart *
new_huge_values_chart (void)
{
  g_autoptr (PnrOverview) overview = new_overview (900, 40000.0);

  return PNR_CHART (pnr_order_values_chart_new (overview));
}

static inline PnrChart *
new_empty_values_chart (void)
{
  return PNR_CHART (pnr_order_values_chart_new (NULL));
}

static inline PnrChart *
new_growth_chart (void)
{
  g_autoptr (PnrOverview) overview = new_overview (53, 1.0);

  return PNR_CHART (pnr_growth_chart_new (overview));
}

static inline PnrChart *
new_huge_growth_chart (void)
{
  g_autoptr (PnrOverview) overview = new_overview (900, 40000.0);

  overview->growth.has_customers = FALSE;
  return PNR_CHART (pnr_growth_chart_new (overview));
}

static inline PnrChart *
new_empty_growth_chart (void)
{
  return PNR_CHART (pnr_growth_chart_new (NULL));
}

static const struct {
  const char *name;
  PnrChart *(*make) (void);
} sample_charts[] = {
  { "price", new_price_chart },
  { "price-huge", new_huge_price_chart },
  { "price-flat", new_flat_price_chart },
  { "price-losing", new_losing_price_chart },
  { "price-single", new_single_price_chart },
  { "price-empty", new_empty_price_chart },
  { "compare", new_compare_chart },
  { "compare-huge", new_huge_compare_chart },
  { "compare-empty", new_empty_compare_chart },
  { "scatter", new_scatter },
  { "scatter-dense", new_dense_scatter },
  { "scatter-single", new_single_scatter },
  { "scatter-empty", new_empty_scatter },
  { "trend", new_trend_chart },
  { "trend-huge", new_huge_trend_chart },
  { "trend-single", new_single_trend_chart },
  { "trend-empty", new_empty_trend_chart },
  { "values", new_values_chart },
  { "values-huge", new_huge_values_chart },
  { "values-empty", new_empty_values_chart },
  { "growth", new_growth_chart },
  { "growth-huge", new_huge_growth_chart },
  { "growth-empty", new_empty_growth_chart },
};

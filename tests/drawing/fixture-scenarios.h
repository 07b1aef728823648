/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Charts of the Scenarios page, with invented figures. */
#pragma once

#include "drawing/pnr-order-shift-chart.h"
#include "drawing/pnr-shipping-chart.h"
#include "drawing/pnr-side-by-side-chart.h"
#include "drawing/pnr-tornado-chart.h"
#include "drawing/pnr-waterfall-chart.h"
#include "drawing/pnr-win-win-chart.h"

#include <math.h>

/* Every change is @change, @reach either way. */
static inline PnrOutcome *
new_outcome (double change, double reach)
{
  PnrOutcome *outcome = pnr_outcome_new ("EUR");

  for (guint i = 0; i < PNR_N_METRICS; i++) {
    double base = pnr_metric_is_money (i) ? 500000.0 : 0.4;
    double size = pnr_metric_is_money (i) ? 1.0 : 1e-6;

    outcome->estimates[PNR_SIDE_BASELINE][i] = (PnrEstimate){ base, 1.0, base * 0.9, base * 1.1 };
    outcome->estimates[PNR_SIDE_SCENARIO][i] =
        (PnrEstimate){ base + change * size, 1.0, base, base * 1.2 };
    outcome->estimates[PNR_SIDE_DELTA][i] =
        (PnrEstimate){ change * size, 1.0, (change - reach) * size, (change + reach) * size };
  }
  return outcome;
}

/* Two that gain, one a little more than the other, and one that loses. */
static inline PnrComparison *
new_comparison (double apart, double reach)
{
  static const char *const names[] = { "Mixed", "Mixed, cheaper", "Pure" };
  double changes[] = { 30000.0, 30000.0 - apart, -20000.0 };
  PnrComparison *comparison = pnr_comparison_new ("EUR");

  for (guint i = 0; i < 3; i++) {
    g_autoptr (PnrOutcome) outcome = new_outcome (changes[i], 9000.0);

    pnr_comparison_add (comparison, names[i], outcome);
  }
  for (guint a = 0; a < 3; a++)
    for (guint b = 0; b < 3; b++)
      for (guint metric = 0; metric < PNR_N_METRICS; metric++) {
        double value = changes[b] - changes[a];

        comparison->differences[a][b][metric] =
            (PnrEstimate){ value, NAN, value - reach, value + reach };
      }
  return comparison;
}

static inline PnrChart *
new_side_by_side_chart (void)
{
  g_autoptr (PnrComparison) comparison = new_comparison (12000.0, 4000.0);

  return PNR_CHART (pnr_side_by_side_chart_new (comparison));
}

static inline PnrChart *
new_win_win_chart (void)
{
  PnrWinWinChart *chart = pnr_win_win_chart_new ();
  g_autoptr (PnrOutcome) good = new_outcome (30000.0, 9000.0);
  g_autoptr (PnrOutcome) bad = new_outcome (-30000.0, 9000.0);
  g_autoptr (PnrOutcome) mixed = new_outcome (20000.0, 9000.0);

  mixed->estimates[PNR_SIDE_DELTA][PNR_METRIC_SURPLUS] =
      (PnrEstimate){ -20000.0, 1.0, -30000.0, -5000.0 };
  pnr_win_win_chart_add (chart, "Good", good);
  pnr_win_win_chart_add (chart, "Bad", bad);
  pnr_win_win_chart_add (chart, "Shop", mixed);
  return PNR_CHART (chart);
}

static inline PnrChart *
new_tornado_chart (void)
{
  g_autoptr (PnrTornado) tornado = pnr_tornado_new ("EUR", "abc");
  PnrTornadoBar *bar;

  tornado->change = 20000.0;
  bar = pnr_tornado_add (tornado, "relevant shoppers", "Shoppers", "Guess", 9000, 5000, 20000);
  bar->change_low = 26000.0;
  bar->change_high = 12000.0;
  bar = pnr_tornado_add (tornado, "elasticity JKT", "Elasticity", "Guess", -2.5, -4.0, -1.5);
  bar->change_low = 52000.0;
  bar->change_high = -9000.0;
  bar = pnr_tornado_add (tornado, NULL, "Shape", "Unknown", 0.0, 0.0, 1.0);
  bar->change_low = 20000.0;
  bar->change_high = 9000.0;
  pnr_tornado_sort (tornado);
  return PNR_CHART (pnr_tornado_chart_new (tornado));
}

static inline PnrChart *
new_waterfall_chart (void)
{
  g_autoptr (PnrWaterfall) waterfall = pnr_waterfall_new ("abc");
  PnrWaterfallPanel *panel = pnr_waterfall_add_panel (waterfall, "Units", NULL);

  pnr_waterfall_panel_add (panel, "Without", "all", TRUE, 0, 12360);
  pnr_waterfall_panel_add (panel, "Substitution", "some", FALSE, 12360, 12360);
  pnr_waterfall_panel_add (panel, "Expansion", "others", FALSE, 12360, 13730);
  pnr_waterfall_panel_add (panel, "With", "all", TRUE, 0, 13730);
  panel = pnr_waterfall_add_panel (waterfall, "Contribution", "EUR");
  pnr_waterfall_panel_add (panel, "Without", "all", TRUE, 0, 4281100);
  pnr_waterfall_panel_add (panel, "Substitution", "some", FALSE, 4281100, 4175000);
  pnr_waterfall_panel_add (panel, "With", "all", TRUE, 0, 4175000);
  return PNR_CHART (pnr_waterfall_chart_new (waterfall));
}

static inline PnrChart *
new_shipping_chart (void)
{
  g_autoptr (PnrShippingCurve) curve = pnr_shipping_curve_new ("EUR", "abc");
  const gint64 costs[] = { 390, 390, 490, 490, 490, 790 };

  for (guint i = 0; i < G_N_ELEMENTS (costs); i++) {
    PnrShippingPoint point = { i + 1, 60 - 10 * i, costs[i], i > 0 ? costs[i] - costs[i - 1] : 0 };

    g_array_append_val (curve->points, point);
    curve->n_orders += point.n_orders;
  }
  return PNR_CHART (pnr_shipping_chart_new (curve));
}

/* Fifty small and fifty large orders; with the scenario ten of the small ones have grown. */
static inline PnrOutcome *
new_order_values (gint64 threshold_minor)
{
  PnrOutcome *outcome = new_outcome (30000.0, 9000.0);

  outcome->order_values =
      (PnrOrderValues){ .bin_minor = 1000,
                        .threshold_minor = threshold_minor,
                        .n_bins = 6,
                        .orders = { { 0, 50, 0, 0, 50, 0 }, { 0, 40, 0, 0, 50, 10 } } };
  return outcome;
}

static inline PnrChart *
new_shift_chart (void)
{
  g_autoptr (PnrOutcome) outcome = new_order_values (5000);

  return PNR_CHART (pnr_order_shift_chart_new (outcome));
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Charts without a display: their sentence, their band, their table, their files, their contrast.
 */
#include "config.h"

#include "base/pnr-money.h"
#include "drawing/pnr-chart-file.h"
#include "drawing/pnr-chart-head.h"
#include "drawing/pnr-compare-chart.h"
#include "drawing/pnr-growth-chart.h"
#include "drawing/pnr-order-shift-chart.h"
#include "drawing/pnr-order-values-chart.h"
#include "drawing/pnr-picture-file.h"
#include "drawing/pnr-price-chart.h"
#include "drawing/pnr-rule-scatter.h"
#include "drawing/pnr-trend-chart.h"
#include "fixture-overview.h"
#include "fixture-scenarios.h"
#include "model/pnr-suggestion.h"

#include <glib/gstdio.h>
#include <math.h>
#include <string.h>

static PnrChart *
new_price_chart_above (gint64 floor_minor)
{
  g_autoptr (PnrPriceCurve) curve = pnr_price_curve_new ("EUR", "KIT");

  for (gint64 price = 3000; price <= 5500; price += 50) {
    double off = (double) (price - 4200) / 1000.0;
    PnrPricePoint point = {
      price, 900000.0 - 200000.0 * off * off, 3e6, 5600.0 + price / 9.0, 300.0, 0.3, 1e5
    };

    pnr_price_curve_add_point (curve, &point);
  }
  curve->best_minor = 4200;
  curve->band_low_minor = 3900;
  curve->band_high_minor = 4500;
  curve->tie_proof_minor = 4190;
  curve->robust_minor = 4100;
  curve->current_minor = 4800;
  curve->sum_minor = 5400;
  curve->floor_minor = floor_minor;
  return PNR_CHART (pnr_price_chart_new (curve));
}

static PnrChart *
new_price_chart (void)
{
  return new_price_chart_above (PNR_MONEY_UNKNOWN);
}

static PnrChart *
new_compare_chart (void)
{
  g_autoptr (PnrOutcome) outcome = pnr_outcome_new ("EUR");

  for (guint i = 0; i < PNR_N_METRICS; i++) {
    double base = pnr_metric_is_money (i) ? 5000.0 + 40000.0 * i : 0.2;

    outcome->estimates[PNR_SIDE_BASELINE][i] = (PnrEstimate){ base, 1.0, base * 0.95, base * 1.04 };
    outcome->estimates[PNR_SIDE_SCENARIO][i] = (PnrEstimate){ base * 1.05, 1.0, base, base * 1.1 };
    outcome->estimates[PNR_SIDE_DELTA][i] =
        (PnrEstimate){ base * 0.05, 1.0, i % 2 ? base * 0.01 : -base * 0.02, base * 0.09 };
  }
  return PNR_CHART (pnr_compare_chart_new (outcome));
}

static PnrChart *
new_scatter (void)
{
  g_autoptr (GListStore) list = g_list_store_new (PNR_TYPE_SUGGESTION);
  g_autoptr (GRand) random = g_rand_new_with_seed (5);
  PnrRuleScatter *scatter = pnr_rule_scatter_new ();

  for (guint i = 0; i < 300; i++) {
    double often = g_rand_double (random);
    PnrSuggestionFacts facts = { .support = 0.001 + 0.1 * often * often * often,
                                 .confidence = 0.05 + 0.8 * g_rand_double (random),
                                 .lift = 1.0 + 6.0 * g_rand_double (random) };
    g_autoptr (PnrSuggestion) suggestion = pnr_suggestion_new (&facts, "Shoe", "Socks", "x");

    g_list_store_append (list, suggestion);
  }
  pnr_rule_scatter_set_suggestions (scatter, G_LIST_MODEL (list));
  return PNR_CHART (scatter);
}

static PnrChart *
new_trend_chart (void)
{
  g_autoptr (PnrOverview) overview = new_overview (53, 1.0);

  return PNR_CHART (pnr_trend_chart_new (overview));
}

static PnrChart *
new_values_chart (void)
{
  g_autoptr (PnrOverview) overview = new_overview (53, 1.0);

  return PNR_CHART (pnr_order_values_chart_new (overview));
}

static PnrChart *
new_growth_chart (void)
{
  g_autoptr (PnrOverview) overview = new_overview (53, 1.0);

  return PNR_CHART (pnr_growth_chart_new (overview));
}

typedef PnrChart *(*NewChart) (void);
static const NewChart makers[] = { new_price_chart,        new_compare_chart,  new_scatter,
                                   new_trend_chart,        new_values_chart,   new_growth_chart,
                                   new_side_by_side_chart, new_win_win_chart,  new_tornado_chart,
                                   new_waterfall_chart,    new_shipping_chart, new_shift_chart };
static const char *const names[] = { "price",   "compare",   "scatter",      "trend",
                                     "values",  "growth",    "side-by-side", "win-win",
                                     "tornado", "waterfall", "shipping",     "shift" };

static void
test_verdict_of_comparison (void)
{
  g_autoptr (PnrComparison) clear = new_comparison (12000.0, 4000.0);
  g_autoptr (PnrComparison) close = new_comparison (3000.0, 4000.0);
  g_autofree char *winner = pnr_comparison_dup_verdict (clear, PNR_OBJECTIVE_CONTRIBUTION);
  g_autofree char *tie = pnr_comparison_dup_verdict (close, PNR_OBJECTIVE_REVENUE);
  g_autoptr (PnrComparison) even = new_comparison (3000.0, 60000.0);
  g_autofree char *all = pnr_comparison_dup_verdict (even, PNR_OBJECTIVE_CONTRIBUTION);
  PnrStanding standing = pnr_comparison_get_standing (close, PNR_OBJECTIVE_CONTRIBUTION);

  g_assert_cmpstr (winner, ==,
                   "“Mixed” is ahead in Contribution, by +300.00\u00a0€ against today.");
  g_assert_true (g_str_has_prefix (
      all, "Too close to call between “Mixed”, “Mixed, cheaper” and “Pure”: the difference"));
  g_assert_cmpstr (tie, ==,
                   "Too close to call between “Mixed” and “Mixed, cheaper”: the difference in "
                   "Revenue could be nothing.");
  g_assert_cmpuint (standing.n_rivals, ==, 1);
  g_assert_false (standing.rivals[2]);
  for (guint i = 0; i < 3; i++)
    close->outcomes[i]->estimates[PNR_SIDE_DELTA][PNR_METRIC_SURPLUS].value = i == 2 ? 5.0 : -5.0;
  standing = pnr_comparison_get_standing (close, PNR_OBJECTIVE_CONTRIBUTION_KEEP_SURPLUS);
  g_assert_cmpuint (standing.leader, ==, 2);
  g_assert_cmpuint (standing.n_rivals, ==, 0);
  g_assert_false (standing.beats_baseline);
}

static void
test_who_gains (void)
{
  g_autoptr (PnrChart) chart = new_win_win_chart ();
  g_autofree char *sentence = pnr_chart_dup_description (chart);
  g_autoptr (PnrChart) tornado = new_tornado_chart ();

  g_assert_cmpstr (sentence, ==, "Good: both gain; Bad: neither gains; Shop: only the shop gains.");
  g_assert_cmpstr (pnr_tornado_chart_get_assumption (PNR_TORNADO_CHART (tornado), 0), ==,
                   "elasticity JKT");
  g_assert_cmpstr (pnr_tornado_chart_get_assumption (PNR_TORNADO_CHART (tornado), 1), ==,
                   "relevant shoppers");
  g_assert_null (pnr_tornado_chart_get_assumption (PNR_TORNADO_CHART (tornado), 2));
  g_assert_null (pnr_tornado_chart_get_assumption (PNR_TORNADO_CHART (tornado), 3));
}

/* The median is where half the orders stay below, wherever in a bin that is. */
static void
test_median (void)
{
  g_autoptr (PnrOutcome) outcome = new_order_values (0);
  PnrOrderValues *values = &outcome->order_values;
  PnrOrderValues none = { .bin_minor = 1000, .n_bins = 3 };

  g_assert_cmpfloat_with_epsilon (pnr_order_values_get_median (values, 0), 2000.0, 1e-9);
  g_assert_cmpfloat_with_epsilon (pnr_order_values_get_median (values, 1), 4200.0, 1e-9);
  g_assert_true (isnan (pnr_order_values_get_median (&none, 0)));
}

/* A value from which shipping is free takes a line of its own. */
static void
test_threshold (void)
{
  g_autoptr (PnrOutcome) without = new_order_values (0);
  g_autoptr (PnrOutcome) shipping = new_order_values (5000);
  PnrPalette palette = pnr_palette_light ();
  PnrChart *charts[] = { PNR_CHART (pnr_order_shift_chart_new (without)),
                         PNR_CHART (pnr_order_shift_chart_new (shipping)) };
  double x[2], y[2];

  for (guint i = 0; i < 2; i++) {
    g_autoptr (GBytes) bytes =
        pnr_chart_to_bytes (charts[i], "png", 640.0, 400.0, &palette, "abc 0.1", NULL);

    g_assert_nonnull (bytes);
    g_assert_true (pnr_chart_get_point_position (charts[i], 1, 640.0, 400.0, &x[i], &y[i]));
    g_object_unref (charts[i]);
  }
  g_assert_cmpfloat (x[0], ==, x[1]);
  g_assert_cmpfloat (y[0], <, y[1]);
}

static void
test_growth_sentence (void)
{
  g_autoptr (PnrOverview) overview = new_overview (53, 1.0);
  g_autoptr (PnrChart) chart = NULL;
  g_autofree char *grown = NULL;
  g_autofree char *fallen = NULL;

  overview->growth = (PnrGrowthFigures){ .has_customers = TRUE,
                                         .change_minor = 12000,
                                         .parts_minor = { 20000, 0, -8000, 0 } };
  chart = PNR_CHART (pnr_growth_chart_new (overview));
  grown = pnr_growth_chart_dup_sentence (PNR_GROWTH_CHART (chart));
  g_assert_cmpstr (grown, ==,
                   "Revenue grew by 120.00 €: more customers +200.00 €, fewer items per order "
                   "−80.00 €.");
  overview->growth.change_minor = -5;
  fallen = pnr_growth_chart_dup_sentence (PNR_GROWTH_CHART (chart));
  g_assert_true (g_str_has_prefix (fallen, "Revenue fell by 0.05"));
}

static void
test_without_orders (void)
{
  PnrChart *charts[] = {
    PNR_CHART (pnr_trend_chart_new (NULL)),      PNR_CHART (pnr_order_values_chart_new (NULL)),
    PNR_CHART (pnr_growth_chart_new (NULL)),     PNR_CHART (pnr_side_by_side_chart_new (NULL)),
    PNR_CHART (pnr_win_win_chart_new ()),        PNR_CHART (pnr_tornado_chart_new (NULL)),
    PNR_CHART (pnr_waterfall_chart_new (NULL)),  PNR_CHART (pnr_shipping_chart_new (NULL)),
    PNR_CHART (pnr_order_shift_chart_new (NULL))
  };
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, 320, 240);
  cairo_t *cr = cairo_create (surface);
  PnrPalette palette = pnr_palette_light ();

  for (guint i = 0; i < G_N_ELEMENTS (charts); i++) {
    g_autoptr (GPtrArray) rows = pnr_chart_dup_rows (charts[i]);
    g_autofree char *sentence = pnr_chart_dup_description (charts[i]);

    pnr_chart_paint (charts[i], cr, 320.0, 240.0, &palette);
    g_assert_cmpuint (rows->len, ==, 0);
    g_assert_cmpuint (pnr_chart_get_n_points (charts[i]), ==, 0);
    g_assert_cmpuint (strlen (sentence), >, 10);
    g_object_unref (charts[i]);
  }
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
}

/* Where parcels cost nothing the picture says so; it draws no axis of zeros. */
static void
test_free_shipping (void)
{
  g_autoptr (PnrShippingCurve) curve = pnr_shipping_curve_new ("EUR", "abc");
  g_autoptr (PnrChart) chart = NULL;
  g_autofree char *sentence = NULL;
  PnrShippingPoint point = { 1, 60, 0, 0 };

  g_array_append_val (curve->points, point);
  curve->n_orders = 60;
  chart = PNR_CHART (pnr_shipping_chart_new (curve));
  sentence = pnr_chart_dup_description (chart);
  g_assert_cmpuint (pnr_chart_get_n_points (chart), ==, 0);
  g_assert_nonnull (strstr (sentence, "parcels cost nothing"));
}

/* The scale of a row is that of the change: doubt about the level leaves the marks where they are.
 */
static void
test_scale_of_change (void)
{
  g_autoptr (PnrOutcome) outcome = new_outcome (30000.0, 9000.0);
  PnrMetric metric = PNR_METRIC_CONTRIBUTION;
  double x[2], y;

  for (guint i = 0; i < 2; i++) {
    g_autoptr (PnrChart) chart = PNR_CHART (pnr_compare_chart_new (outcome));

    pnr_compare_chart_set_metrics (PNR_COMPARE_CHART (chart), &metric, 1);
    g_assert_true (pnr_chart_get_point_position (chart, 1, 800.0, 200.0, &x[i], &y));
    for (guint side = PNR_SIDE_BASELINE; side <= PNR_SIDE_SCENARIO; side++) {
      outcome->estimates[side][metric].low /= 30.0;
      outcome->estimates[side][metric].high *= 30.0;
    }
  }
  g_assert_cmpfloat (x[0], ==, x[1]);
}

static void
test_sentence_and_band (void)
{
  g_autoptr (PnrChart) chart = new_price_chart ();
  g_autofree char *sentence = pnr_chart_dup_description (chart);
  double left, right;
  gint64 price;

  g_assert_nonnull (strstr (sentence, "42.00"));
  g_assert_nonnull (strstr (sentence, "98 %"));
  g_assert_true (pnr_price_chart_get_band (PNR_PRICE_CHART (chart), 800.0, 500.0, &left, &right));
  g_assert_true (
      pnr_price_chart_get_price_at (PNR_PRICE_CHART (chart), left, 800.0, 500.0, &price));
  g_assert_cmpint (price, ==, 3900);
  g_assert_true (
      pnr_price_chart_get_price_at (PNR_PRICE_CHART (chart), right, 800.0, 500.0, &price));
  g_assert_cmpint (price, ==, 4500);
}

/* A margin floor has a line of its own where it is among the prices, and else none. */
static void
test_floor (void)
{
  static const gint64 floors[] = { PNR_MONEY_UNKNOWN, 4000, 100000 };
  PnrPalette palette = pnr_palette_light ();
  GBytes *pictures[G_N_ELEMENTS (floors)];

  for (guint i = 0; i < G_N_ELEMENTS (floors); i++) {
    g_autoptr (PnrChart) chart = new_price_chart_above (floors[i]);

    pictures[i] = pnr_chart_to_bytes (chart, "png", 640.0, 400.0, &palette, NULL, NULL);
    g_assert_nonnull (pictures[i]);
  }
  g_assert_false (g_bytes_equal (pictures[0], pictures[1]));
  g_assert_true (g_bytes_equal (pictures[0], pictures[2]));
  for (guint i = 0; i < G_N_ELEMENTS (floors); i++)
    g_bytes_unref (pictures[i]);
}

static void
test_points_and_tables (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (makers); i++) {
    g_autoptr (PnrChart) chart = makers[i]();
    g_auto (GStrv) headers = pnr_chart_dup_headers (chart);
    g_autoptr (GPtrArray) rows = pnr_chart_dup_rows (chart);

    g_assert_cmpuint (rows->len, >, 0);
    for (guint row = 0; row < rows->len; row++)
      g_assert_cmpuint (g_strv_length (g_ptr_array_index (rows, row)), ==, g_strv_length (headers));
    for (guint point = 0; point < pnr_chart_get_n_points (chart); point++) {
      g_autofree char *reading = pnr_chart_dup_point_reading (chart, point);
      double x, y;
      guint found;

      g_assert_nonnull (reading);
      g_assert_true (pnr_chart_get_point_position (chart, point, 1000.0, 700.0, &x, &y));
      g_assert_true (pnr_chart_find_point (chart, x, y, 1000.0, 700.0, &found));
      g_assert_cmpuint (found, ==, point);
    }
  }
}

static void
test_files (void)
{
  static const char *const formats[] = { "svg", "pdf", "png" };
  PnrPalette palettes[] = { pnr_palette_light (), pnr_palette_dark () };
  g_autofree char *folder = g_dir_make_tmp ("pannier-charts-XXXXXX", NULL);
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 3 * G_N_ELEMENTS (makers); i++) {
    g_autoptr (PnrChart) chart = makers[i / 3]();
    g_autoptr (GBytes) first = pnr_chart_to_bytes (chart, formats[i % 3], 640.0, 400.0,
                                                   &palettes[i % 2], "abc 0.1", &error);
    g_autoptr (GBytes) second =
        pnr_chart_to_bytes (chart, formats[i % 3], 640.0, 400.0, &palettes[i % 2], "abc 0.1", NULL);
    g_autofree char *name = g_strdup_printf ("%s.%s", names[i / 3], formats[i % 3]);
    g_autofree char *path = g_build_filename (folder, name, NULL);

    g_assert_no_error (error);
    g_assert_true (g_bytes_equal (first, second));
    g_assert_true (pnr_chart_save (chart, path, 320.0, 240.0, &palettes[i % 2], NULL, &error));
    g_assert_cmpint (g_remove (path), ==, 0);
  }
  g_rmdir (folder);
  g_autoptr (PnrChart) chart = new_price_chart ();
  g_assert_false (
      pnr_chart_save (chart, "/nowhere/at/all.svg", 640.0, 400.0, &palettes[0], NULL, &error));
  g_assert_error (error, PNR_DRAWING_ERROR, PNR_DRAWING_ERROR_WRITE);
  g_clear_error (&error);
  g_assert_false (pnr_chart_save (chart, "chart.bmp", 640.0, 400.0, &palettes[0], NULL, &error));
  g_assert_error (error, PNR_DRAWING_ERROR, PNR_DRAWING_ERROR_FORMAT);
}

static void
test_contrast (void)
{
  PnrPalette palettes[] = { pnr_palette_light (), pnr_palette_dark (),
                            pnr_palette_high_contrast (FALSE), pnr_palette_high_contrast (TRUE),
                            pnr_palette_print () };

  for (guint i = 0; i < G_N_ELEMENTS (palettes); i++) {
    PnrPalette *palette = &palettes[i];
    PnrColour texts[] = { palette->foreground, palette->dim, palette->accent, palette->positive,
                          palette->negative };

    for (guint j = 0; j < G_N_ELEMENTS (texts); j++) {
      g_assert_cmpfloat (pnr_colour_get_contrast (texts[j], palette->background), >=, 4.5);
      g_assert_cmpfloat (pnr_colour_get_contrast (texts[j], palette->card), >=, 4.5);
    }
    for (guint j = 0; j < PNR_PALETTE_N_SERIES; j++)
      g_assert_cmpfloat (pnr_colour_get_contrast (palette->series[j], palette->background), >=,
                         4.5);
    g_assert_cmpfloat (pnr_colour_get_contrast (palette->outline, palette->card), >=, 3.0);
    g_assert_cmpfloat (pnr_colour_get_contrast (palette->shade_low, palette->background), >=, 3.0);
  }
}

static double
colour_distance (cairo_surface_t *surface, double x, double y, PnrColour colour)
{
  const guint8 *row =
      cairo_image_surface_get_data (surface) + (int) y * cairo_image_surface_get_stride (surface);
  guint32 pixel = ((const guint32 *) (gconstpointer) row)[(int) x];

  return fabs ((pixel >> 16 & 0xff) / 255.0 - colour.red)
         + fabs ((pixel >> 8 & 0xff) / 255.0 - colour.green)
         + fabs ((pixel & 0xff) / 255.0 - colour.blue);
}

static void
test_pixels (void)
{
  PnrPalette palettes[] = { pnr_palette_light (), pnr_palette_dark () };

  for (guint i = 0; i < 2 * G_N_ELEMENTS (makers); i++) {
    g_autoptr (PnrChart) chart = makers[i / 2]();
    const PnrPalette *palette = &palettes[i % 2];
    cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, 800, 500);
    cairo_t *cr = cairo_create (surface);
    double x, y, left, right;

    pnr_chart_paint (chart, cr, 800.0, 500.0, palette);
    cairo_surface_flush (surface);
    for (guint point = 0; point < pnr_chart_get_n_points (chart); point++) {
      g_assert_true (pnr_chart_get_point_position (chart, point, 800.0, 500.0, &x, &y));
      /* The baseline's marks are rings. */
      if (makers[i / 2] != new_compare_chart || point % 2 == PNR_SIDE_SCENARIO)
        g_assert_cmpfloat (colour_distance (surface, x, y, palette->background), >, 0.2);
    }
    if (makers[i / 2] == new_price_chart) {
      pnr_price_chart_get_band (PNR_PRICE_CHART (chart), 800.0, 500.0, &left, &right);
      pnr_chart_get_point_position (chart, pnr_chart_get_n_points (chart) / 2, 800.0, 500.0, &x,
                                    &y);
      g_assert_cmpfloat (colour_distance (surface, left + 3.0, y + 16.0, palette->band), <, 0.1);
      g_assert_cmpfloat (colour_distance (surface, right - 3.0, y + 16.0, palette->band), <, 0.1);
      g_assert_cmpfloat (colour_distance (surface, left - 3.0, y + 16.0, palette->band), >, 0.1);
      g_assert_cmpfloat (colour_distance (surface, right + 3.0, y + 16.0, palette->band), >, 0.1);
    }
    cairo_destroy (cr);
    cairo_surface_destroy (surface);
  }
}

/* In a narrow window nothing of the sentence is left out. */
static void
test_narrow_head (void)
{
  g_autoptr (PnrChart) chart = new_compare_chart ();
  PnrPalette palette = pnr_palette_light ();
  g_auto (PnrPen) pen = pnr_pen_begin (NULL, &palette);
  g_autofree char *sentence = pnr_chart_dup_description (chart);
  double room = 200.0 - 2.0 * PNR_CHART_MARGIN;

  g_assert_cmpfloat (pnr_chart_head (chart, &pen, 200.0, 400.0), >,
                     PNR_CHART_MARGIN
                         + pnr_pen_measure_lines (&pen, sentence, PNR_LETTERING_PLAIN, room, 9));
  g_assert_cmpfloat (pnr_pen_measure_lines (&pen, sentence, PNR_LETTERING_PLAIN, room, 9), >,
                     pnr_pen_measure_lines (&pen, sentence, PNR_LETTERING_PLAIN, room, 2));
}

/* There names stand over the bars, which have the whole width. */
static void
test_narrow_tornado (void)
{
  g_autoptr (PnrChart) chart = new_tornado_chart ();
  PnrPalette palette = pnr_palette_light ();
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, 320, 360);
  cairo_t *cr = cairo_create (surface);
  double x, y, nearest = 3.0;

  pnr_chart_paint (chart, cr, 320.0, 360.0, &palette);
  cairo_surface_flush (surface);
  for (guint point = 0; point < pnr_chart_get_n_points (chart); point++) {
    if (!pnr_chart_get_point_position (chart, point, 320.0, 360.0, &x, &y))
      continue;
    for (int left = (int) PNR_CHART_MARGIN; left < 320 * 0.4; left++)
      for (guint colour = 0; colour < 2; colour++)
        nearest = MIN (nearest, colour_distance (surface, left, y, palette.series[colour]));
  }
  g_assert_cmpfloat (nearest, <, 0.05);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/charts/free-shipping", test_free_shipping);
  g_test_add_func ("/charts/scale-of-change", test_scale_of_change);
  g_test_add_func ("/drawing/charts/sentence-and-band", test_sentence_and_band);
  g_test_add_func ("/drawing/charts/margin-floor", test_floor);
  g_test_add_func ("/drawing/charts/growth-sentence", test_growth_sentence);
  g_test_add_func ("/drawing/charts/median", test_median);
  g_test_add_func ("/drawing/charts/threshold", test_threshold);
  g_test_add_func ("/drawing/charts/without-orders", test_without_orders);
  g_test_add_func ("/drawing/charts/points-and-tables", test_points_and_tables);
  g_test_add_func ("/drawing/charts/verdict-of-comparison", test_verdict_of_comparison);
  g_test_add_func ("/drawing/charts/who-gains", test_who_gains);
  g_test_add_func ("/drawing/charts/files", test_files);
  g_test_add_func ("/drawing/charts/pixels", test_pixels);
  g_test_add_func ("/drawing/charts/narrow-head", test_narrow_head);
  g_test_add_func ("/drawing/charts/narrow-tornado", test_narrow_tornado);
  g_test_add_func ("/drawing/charts/contrast", test_contrast);
  return g_test_run ();
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A price that is moved: everything counted anew on 2^17 shoppers, and every chart painted.
 *
 * What does not depend on the price is kept from one position to the next: the shoppers and the
 * curve of all prices.
 * The budget is one frame of 33 ms. */
#include "config.h"

#include <math.h>

#include "drawing/pnr-compare-chart.h"
#include "drawing/pnr-price-chart.h"
#include "drawing/pnr-waterfall-chart.h"
#include "drawing/pnr-win-win-chart.h"
#include "economy/pnr-cannibalisation.h"
#include "economy/pnr-price-sweep.h"
#include "economy/pnr-simulation.h"

#define N_POSITIONS 20
#define WIDTH 800
#define HEIGHT 400

typedef struct {
  PnrMarket *market;
  PnrPriceCurve *curve;
  PnrPriceSweep *sweep;
  PnrCrowdStore *store;
  cairo_surface_t *surface;
  PnrPalette palette;
} Window;

/* The first three products in one bundle; all have their orders in common with their neighbours. */
static PnrMarket *
make_market (guint n_products)
{
  PnrMarket *market = pnr_market_new ("EUR");
  PnrMarketBundle *bundle;

  for (guint j = 0; j < n_products; j++) {
    g_autofree char *sku = g_strdup_printf ("P%u", j);
    PnrMarketProduct *product = pnr_market_add_product (market, sku, sku);

    product->price_minor = 1000 + 300 * j;
    product->cost_minor = 400 + 120 * j;
    product->n_orders = 600 - 30 * j;
  }
  market->n_orders = 3000;
  market->relevant_shoppers.value = 10000;
  bundle = pnr_market_add_bundle (market, "SET", "SET");
  for (guint j = 0; j < 3; j++)
    bundle->quantity[j] = 1;
  bundle->price_minor = pnr_market_get_bundle_sum_minor (market, 0) * 85 / 100;
  return market;
}

static void
paint (Window *window, PnrChart *chart)
{
  cairo_t *cr = cairo_create (window->surface);

  pnr_chart_paint (chart, cr, WIDTH, HEIGHT, &window->palette);
  cairo_destroy (cr);
  g_object_unref (chart);
}

static double
get_ms (gint64 start)
{
  return (double) (g_get_monotonic_time () - start) / 1000.0;
}

/* @counted, @painted: (out): milliseconds for one position */
static void
move_to (Window *window, gint64 price_minor, double *counted, double *painted)
{
  PnrSimulationSettings settings = { .seed = 1, .store = window->store };
  g_autoptr (PnrOutcome) outcome = NULL;
  g_autoptr (PnrWaterfall) waterfall = NULL;
  PnrWinWinChart *win_win = pnr_win_win_chart_new ();
  PnrPricePoint point;
  gint64 start = g_get_monotonic_time ();

  window->market->bundles[0].price_minor = price_minor;
  pnr_price_sweep_evaluate (window->sweep, price_minor, &point);
  outcome = pnr_simulate (window->market, &settings, NULL, NULL);
  waterfall = pnr_cannibalisation_split (window->market, &settings, NULL, NULL);
  *counted = get_ms (start);
  start = g_get_monotonic_time ();
  paint (window, PNR_CHART (pnr_price_chart_new (window->curve)));
  paint (window, PNR_CHART (pnr_compare_chart_new (outcome)));
  paint (window, PNR_CHART (pnr_waterfall_chart_new (waterfall)));
  pnr_win_win_chart_add (win_win, "SET", outcome);
  paint (window, PNR_CHART (win_win));
  *painted = get_ms (start);
}

static void
bench (guint n_products)
{
  PnrSimulationSettings settings = { .seed = 1 };
  PnrPriceLimits limits = { .margin_floor = NAN, .max_discount = NAN };
  Window window = { .market = make_market (n_products), .palette = pnr_palette_light () };
  double sum_counted = 0.0, sum_painted = 0.0, longest = 0.0;

  window.curve = pnr_find_bundle_price (window.market, 0, &limits, &settings, NULL, NULL);
  window.sweep = pnr_price_sweep_new (window.market, 0, &settings, NULL, NULL);
  window.store = pnr_crowd_store_new ();
  window.surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, WIDTH, HEIGHT);
  for (guint i = 0; i <= N_POSITIONS; i++) {
    double counted, painted;

    move_to (&window, 2600 + 50 * i, &counted, &painted);
    /* Fonts are looked for, and shoppers drawn, once. */
    if (i == 0)
      continue;
    sum_counted += counted / N_POSITIONS;
    sum_painted += painted / N_POSITIONS;
    longest = MAX (longest, counted + painted);
  }
  g_print ("%-36s %8u %10.2f %10.2f %10.2f %10.2f\n", "one position, all charts", n_products,
           sum_counted, sum_painted, sum_counted + sum_painted, longest);
  cairo_surface_destroy (window.surface);
  pnr_crowd_store_free (window.store);
  pnr_price_sweep_unref (window.sweep);
  pnr_price_curve_unref (window.curve);
  pnr_market_unref (window.market);
}

int
main (void)
{
  g_print ("a price is moved, 2^17 shoppers, all threads; ms, of which a frame has 33\n");
  g_print ("%-36s %8s %10s %10s %10s %10s\n", "what", "products", "counting", "painting", "both",
           "longest");
  bench (3);
  bench (6);
  bench (12);
  return 0;
}

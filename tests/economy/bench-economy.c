/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How long the engine takes: drawing, choosing, finding a price, moving a slider. */
#include "config.h"

#include <math.h>

#include "economy/pnr-belief.h"
#include "economy/pnr-price-sweep.h"
#include "economy/pnr-price-table.h"
#include "economy/pnr-simulation.h"

#define N_SHOPPERS (1 << 17)

/* @n_joined products in one bundle, so that all their contents are enumerated. */
static PnrMarket *
make_market (guint n_products, guint n_joined)
{
  PnrMarket *market = pnr_market_new ("EUR");
  PnrMarketBundle *bundle;
  gint64 sum = 0;

  for (guint j = 0; j < n_products; j++) {
    g_autofree char *sku = g_strdup_printf ("P%u", j);
    PnrMarketProduct *product = pnr_market_add_product (market, sku, sku);

    product->price_minor = 1000 + 300 * j;
    product->cost_minor = 400 + 120 * j;
    product->n_orders = 600 - 30 * j;
    sum += j < n_joined ? product->price_minor : 0;
  }
  market->n_orders = 3000;
  market->relevant_shoppers.value = 10000;
  bundle = pnr_market_add_bundle (market, "SET", "SET");
  for (guint j = 0; j < n_joined; j++)
    bundle->quantity[j] = 1;
  bundle->price_minor = sum * 85 / 100;
  return market;
}

static void
print_row (const char *what, guint n_products, double milliseconds)
{
  g_print ("%-44s %8u %12.4f\n", what, n_products, milliseconds);
}

static double
get_ms (gint64 start, guint repeats)
{
  return (double) (g_get_monotonic_time () - start) / 1000.0 / repeats;
}

static void
bench_parts (guint n_products)
{
  g_autoptr (PnrMarket) market = make_market (n_products, n_products);
  guint all = (1u << n_products) - 1;
  g_autoptr (PnrPriceTable) before =
      pnr_price_table_new (market, &(PnrPriceTableOptions){ .products = all });
  g_autoptr (PnrPriceTable) after =
      pnr_price_table_new (market, &(PnrPriceTableOptions){ .products = all, .bundles = 1 });
  gsize size = (gsize) PNR_MARKET_MAX_PRODUCTS * PNR_DEMAND_BLOCK;
  guint n_blocks = N_SHOPPERS / PNR_DEMAND_BLOCK;
  g_autofree gint32 *values = g_new0 (gint32, size * n_blocks);
  g_autofree gint32 *surplus = g_new (gint32, PNR_DEMAND_BLOCK);
  g_autofree guint32 *content = g_new (guint32, PNR_DEMAND_BLOCK);
  PnrBelief belief;
  gint64 start;

  pnr_belief_fill_central (market, &belief, NULL);
  start = g_get_monotonic_time ();
  for (guint block = 0; block < n_blocks; block++)
    pnr_demand_draw (&belief.demand, block * PNR_DEMAND_BLOCK, PNR_DEMAND_BLOCK, 1, 0,
                     values + block * size);
  print_row ("draw 2^17 shoppers, one thread", n_products, get_ms (start, 1));
  start = g_get_monotonic_time ();
  for (guint block = 0; block < n_blocks; block++) {
    pnr_price_table_choose (before, values + block * size, PNR_DEMAND_BLOCK, PNR_DEMAND_BLOCK,
                            belief.demand.scale, surplus, content);
    pnr_price_table_choose (after, values + block * size, PNR_DEMAND_BLOCK, PNR_DEMAND_BLOCK,
                            belief.demand.scale, surplus, content);
  }
  print_row ("before and after of 2^17, all contents", n_products, get_ms (start, 1));
}

/* The best of three, because a machine that does other things besides only makes it slower. */
static double
time_evaluation (PnrMarket *market, const PnrSimulationSettings *settings)
{
  double best = G_MAXDOUBLE;

  for (guint run = 0; run < 3; run++) {
    gint64 start = g_get_monotonic_time ();
    g_autoptr (PnrOutcome) outcome = pnr_simulate (market, settings, NULL, NULL);
    double ms = get_ms (start, 1);

    best = MIN (best, ms);
  }
  return best;
}

static double
time_optimum (PnrMarket *market, const PnrSimulationSettings *settings)
{
  PnrPriceLimits limits = { .margin_floor = NAN, .max_discount = NAN };
  double best = G_MAXDOUBLE;

  for (guint run = 0; run < 3; run++) {
    gint64 start = g_get_monotonic_time ();
    g_autoptr (PnrPriceCurve) curve =
        pnr_find_bundle_price (market, 0, &limits, settings, NULL, NULL);
    double ms = get_ms (start, 1);

    best = MIN (best, ms);
  }
  return best;
}

static void
bench_slider (PnrMarket *market, guint n_products)
{
  PnrSimulationSettings settings = { .seed = 1 };
  g_autoptr (PnrPriceSweep) sweep = pnr_price_sweep_new (market, 0, &settings, NULL, NULL);
  gint64 start = g_get_monotonic_time ();
  PnrPricePoint point;

  for (guint i = 0; i < 10000; i++)
    pnr_price_sweep_evaluate (sweep, 1000 + i, &point);
  print_row ("one position of the slider", n_products, get_ms (start, 10000));
}

static void
bench_whole (guint n_products, guint n_joined)
{
  g_autoptr (PnrMarket) market = make_market (n_products, n_joined);

  for (guint n_threads = 1; n_threads <= 2; n_threads++) {
    PnrSimulationSettings settings = { .seed = 1, .n_threads = n_threads };
    double evaluation = time_evaluation (market, &settings);
    double optimum = time_optimum (market, &settings);

    print_row (n_threads == 1 ? "one evaluation, 1 thread" : "one evaluation, 2 threads",
               n_products, evaluation);
    print_row ("best price, band and curve", n_products, optimum);
    g_print ("%-44s %8s %12.2f\n", "  the same in evaluations", "", optimum / evaluation);
    settings.n_draws = PNR_SIMULATION_DEFAULT_DRAWS;
    print_row ("evaluation with 64 draws of assumptions", n_products,
               time_evaluation (market, &settings));
  }
  bench_slider (market, n_products);
}

int
main (void)
{
  g_print ("%-44s %8s %12s\n", "what", "products", "ms");
  bench_parts (2);
  bench_parts (3);
  bench_parts (6);
  bench_parts (12);
  bench_whole (3, 3);
  bench_whole (6, 3);
  bench_whole (12, 3);
  bench_whole (12, 12);
  return 0;
}

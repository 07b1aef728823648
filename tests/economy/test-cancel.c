/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every long calculation stops when it is told to, in the middle of its work, and leaves nothing.
 */
#include "config.h"

#include <math.h>

#include "economy/pnr-cannibalisation.h"
#include "economy/pnr-joint-prices.h"
#include "economy/pnr-price-sweep.h"
#include "economy/pnr-price-table.h"
#include "economy/pnr-shop.h"
#include "economy/pnr-simulation.h"
#include "economy/pnr-tornado.h"

/* The most that can be asked for. */
#define N_SHOPPERS (1 << 22)

/* As many contents as a table may hold: three of each of eight products, and what not everybody
 * sees, knows or can have beside something else. */
static PnrMarket *
make_large_market (void)
{
  PnrMarket *market = pnr_market_new ("EUR");

  for (guint j = 0; j < 8; j++) {
    g_autofree char *sku = g_strdup_printf ("P%u", j);
    PnrMarketProduct *product = pnr_market_add_product (market, sku, sku);

    product->price_minor = 1000 + 300 * j;
    product->cost_minor = 400 + 120 * j;
    product->n_orders = 600 - 30 * j;
    product->max_quantity = 3;
  }
  market->n_orders = 3000;
  market->relevant_shoppers.value = 10000;
  for (guint b = 0; b < 3; b++) {
    g_autofree char *sku = g_strdup_printf ("S%u", b);
    PnrMarketBundle *bundle = pnr_market_add_bundle (market, sku, sku);

    for (guint j = b; j < 8; j++)
      bundle->quantity[j] = 1;
    bundle->price_minor = pnr_market_get_bundle_sum_minor (market, b) * 85 / 100;
    bundle->exposure = (PnrRange){ 0.5, 0.4, 0.6 };
  }
  return market;
}

typedef gpointer (*Calculation) (PnrMarket *market, const PnrSimulationSettings *settings,
                                 PnrProgress *progress, GError **error);

static gpointer
simulate (PnrMarket *market, const PnrSimulationSettings *settings, PnrProgress *progress,
          GError **error)
{
  return pnr_simulate (market, settings, progress, error);
}

static gpointer
find_price (PnrMarket *market, const PnrSimulationSettings *settings, PnrProgress *progress,
            GError **error)
{
  PnrPriceLimits limits = { .margin_floor = NAN, .max_discount = NAN };

  return pnr_find_bundle_price (market, 0, &limits, settings, progress, error);
}

static gpointer
find_prices (PnrMarket *market, const PnrSimulationSettings *settings, PnrProgress *progress,
             GError **error)
{
  PnrJointLimits limits = { .price = { .margin_floor = NAN, .max_discount = NAN },
                            .moves_components = TRUE };

  return pnr_find_joint_prices (market, &limits, settings, progress, error);
}

static gpointer
split (PnrMarket *market, const PnrSimulationSettings *settings, PnrProgress *progress,
       GError **error)
{
  return pnr_cannibalisation_split (market, settings, progress, error);
}

static gpointer
run_tornado (PnrMarket *market, const PnrSimulationSettings *settings, PnrProgress *progress,
             GError **error)
{
  return pnr_tornado_run (market, settings, progress, error);
}

/* Waits until the work has begun, and a little longer, so that it is in the middle of something. */
static gpointer
cancel_soon (gpointer data)
{
  PnrProgress *progress = data;

  for (;;) {
    g_autofree char *step = pnr_progress_dup_step (progress);

    if (step != NULL)
      break;
    g_thread_yield ();
  }
  g_usleep (50000);
  pnr_progress_cancel (progress);
  return NULL;
}

/* Each of them would take minutes, longer than a test may. */
static void
test_large (gconstpointer data)
{
  Calculation calculate = (Calculation) data;
  g_autoptr (PnrMarket) market = make_large_market ();
  g_autofree char *before = pnr_market_dup_hash (market);
  g_autofree char *after = NULL;
  g_autoptr (PnrProgress) progress = pnr_progress_new ();
  g_autoptr (GError) error = NULL;
  PnrSimulationSettings settings = { .seed = 1, .n_shoppers = N_SHOPPERS, .n_draws = 64 };
  GThread *thread = g_thread_new ("cancel", cancel_soon, progress);
  gpointer result = calculate (market, &settings, progress, &error);

  g_thread_join (thread);
  g_assert_null (result);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  after = pnr_market_dup_hash (market);
  g_assert_cmpstr (before, ==, after);
}

/* A table of 65,536 contents is not made for nobody, and nobody chooses from one that is there. */
static void
test_within_a_piece (void)
{
  g_autoptr (PnrMarket) market = make_large_market ();
  g_autoptr (PnrProgress) progress = pnr_progress_new ();
  g_autoptr (PnrPriceTable) table = NULL, stopped = NULL;
  g_autofree gint32 *values = g_new (gint32, 8 * PNR_CHOICE_TILE);
  gint32 surplus[PNR_CHOICE_TILE];
  guint32 content[PNR_CHOICE_TILE];
  PnrPriceTableOptions options = { .products = 255, .bundles = 7, .progress = progress };
  PnrShop *shop;

  for (guint i = 0; i < 8 * PNR_CHOICE_TILE; i++)
    values[i] = 10000000;
  table = pnr_price_table_new (market, &options);
  g_assert_cmpuint (table->n_contents, ==, 65536);
  pnr_price_table_choose (table, values, PNR_CHOICE_TILE, PNR_CHOICE_TILE, 16, surplus, content);
  g_assert_cmpuint (content[0], ==, 65535);
  pnr_progress_cancel (progress);
  pnr_price_table_choose (table, values, PNR_CHOICE_TILE, PNR_CHOICE_TILE, 16, surplus, content);
  g_assert_cmpuint (content[0], ==, 0);
  g_assert_cmpint (surplus[PNR_CHOICE_TILE - 1], ==, 0);
  stopped = pnr_price_table_new (market, &options);
  g_assert_cmpuint (stopped->n_contents, ==, 1);
  shop = pnr_shop_new (market, progress);
  g_assert_cmpuint (shop->parts[0].baseline->n_contents, ==, 1);
  pnr_shop_free (shop);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/cancel/within-a-piece", test_within_a_piece);
  g_test_add_data_func ("/cancel/simulation", simulate, test_large);
  g_test_add_data_func ("/cancel/price", find_price, test_large);
  g_test_add_data_func ("/cancel/prices", find_prices, test_large);
  g_test_add_data_func ("/cancel/waterfall", split, test_large);
  g_test_add_data_func ("/cancel/tornado", run_tornado, test_large);
  return g_test_run ();
}

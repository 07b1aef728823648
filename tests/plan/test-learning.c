/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a sample shop's orders teach a market beyond which products were bought together. */
#include <glib/gstdio.h>

#include "plan/pnr-plan-market.h"
#include "plan/pnr-plan-past.h"

typedef struct {
  char *folder;
  char *path;
  PnrPlan *plan;
  PnrContents *contents;
  PnrBasketSet *baskets;
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  self->folder = g_dir_make_tmp ("pannier-past-XXXXXX", &error);
  g_assert_no_error (error);
  self->path = g_build_filename (self->folder, "p.pannier", NULL);
  self->plan = pnr_plan_create_sample (self->path, "suits", NULL, &error);
  g_assert_no_error (error);
  self->baskets = pnr_plan_read_baskets (self->plan, NULL, &error);
  g_assert_no_error (error);
  self->contents = pnr_plan_read_contents (self->plan, &error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_autoptr (GDir) folder = g_dir_open (self->folder, 0, NULL);
  const char *name;

  pnr_contents_unref (self->contents);
  pnr_basket_set_unref (self->baskets);
  g_object_unref (self->plan);
  while ((name = g_dir_read_name (folder)) != NULL) {
    g_autofree char *path = g_build_filename (self->folder, name, NULL);

    g_unlink (path);
  }
  g_rmdir (self->folder);
  g_free (self->path);
  g_free (self->folder);
}

static PnrMarket *
learn (Fixture *self, PnrScenario *scenario, const PnrOrderWindow *window)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PnrBasketSet) baskets =
      pnr_plan_read_baskets_between (self->plan, window, NULL, &error);
  PnrMarket *market =
      pnr_plan_market_new (self->contents, baskets, self->contents->bundles, scenario, &error);

  g_assert_no_error (error);
  market = pnr_plan_market_learn (self->plan, window, baskets, market, NULL, &error);
  g_assert_no_error (error);
  return market;
}

static PnrMarketProduct *
find_product (PnrMarket *market, const char *sku)
{
  for (guint j = 0; j < market->n_products; j++)
    if (g_str_equal (market->products[j].sku, sku))
      return &market->products[j];
  g_assert_not_reached ();
}

static void
test_counts (Fixture *self, gconstpointer data)
{
  g_autoptr (PnrScenario) scenario = pnr_scenario_new (1);
  g_autoptr (PnrMarket) market = learn (self, scenario, NULL);
  const PnrMarketProduct *tie = find_product (market, "TIE-SILK");

  g_assert_cmpint (tie->n_orders, ==, 469);
  g_assert_cmpint (tie->n_units_milli, ==, 516000);
  g_assert_cmpint (tie->n_second_orders, ==, 47);
  g_assert_cmpint (tie->max_quantity, ==, 2);
  g_assert_cmpint (tie->paid_e3, ==, 0);
  g_assert_cmpint (tie->decay_e4, ==, 2527);
  g_assert_cmpint (tie->n_prices, ==, 0);
}

/* Only orders of the window teach. */
static void
test_window (Fixture *self, gconstpointer data)
{
  g_autoptr (PnrScenario) scenario = pnr_scenario_new (1);
  gint64 first = pnr_basket_set_get_first_time (self->baskets);
  gint64 last = pnr_basket_set_get_last_time (self->baskets);
  PnrOrderWindow window = { first, first + (last - first) / 2 };
  g_autoptr (PnrMarket) market = learn (self, scenario, &window);
  const PnrMarketProduct *tie = find_product (market, "TIE-SILK");

  g_assert_cmpint (tie->n_orders, <, 469);
  g_assert_cmpint (tie->n_orders, >, 100);
  g_assert_cmpint (tie->n_units_milli, ==, (tie->n_orders + tie->n_second_orders) * 1000);
}

static void
assume (PnrScenario *scenario, const char *name, double value, double low, double high)
{
  PnrAssumption *assumption = pnr_assumption_new ();

  pnr_assumption_set_name (assumption, name);
  pnr_assumption_set_value (assumption, value);
  pnr_assumption_set_low (assumption, low);
  pnr_assumption_set_high (assumption, high);
  g_ptr_array_add (pnr_scenario_get_assumptions (scenario), assumption);
}

/* What the merchant says comes before what the orders say, of one product before all. */
static void
test_stated (Fixture *self, gconstpointer data)
{
  g_autoptr (PnrScenario) plain = pnr_scenario_new (1), scenario = pnr_scenario_new (2);
  g_autoptr (PnrMarket) counted = learn (self, plain, NULL), market = NULL;
  g_autofree char *hash = pnr_market_dup_hash (counted);
  g_autofree char *other = NULL;

  assume (scenario, "further_unit", 0.4, 0.3, 0.5);
  assume (scenario, "further unit TIE-SILK", 0.7, 0.0, 0.0);
  market = learn (self, scenario, NULL);
  other = pnr_market_dup_hash (market);
  g_assert_cmpint (find_product (market, "TIE-SILK")->decay_e4, ==, 7000);
  g_assert_cmpfloat (find_product (market, "TIE-SILK")->further_unit.low, ==, 0.7);
  g_assert_cmpint (find_product (market, "CUFF-SILVER")->decay_e4, ==, 4000);
  g_assert_cmpfloat (find_product (market, "CUFF-SILVER")->further_unit.high, ==, 0.5);
  g_assert_cmpstr (hash, !=, other);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/plan-learning/counts", Fixture, NULL, set_up, test_counts, tear_down);
  g_test_add ("/plan-learning/window", Fixture, NULL, set_up, test_window, tear_down);
  g_test_add ("/plan-learning/stated", Fixture, NULL, set_up, test_stated, tear_down);
  return g_test_run ();
}

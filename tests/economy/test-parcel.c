/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Shipping by weight: known orders, cliffs, and the cheapest parcels against trying all. */
#include "config.h"

#include <math.h>

#include "base/pnr-money.h"
#include "economy/pnr-parcel.h"

static const PnrParcelTariff carrier = { .bands = { { 2000, 600 }, { 5000, 850 } },
                                         .n_bands = 2,
                                         .free_from_minor = PNR_MONEY_UNKNOWN };
static const PnrParcelLine shoes = { 1, 8000, 4400, 1400 };
static const PnrParcelLine care = { 1, 1200, 450, 300 };
static const PnrParcelLine socks = { 1, 1200, 450, 200 };

static void
check_order (const PnrParcelLine *lines, gsize n_lines, double ship_percent, gint64 contribution,
             double contribution_percent)
{
  PnrParcelFigures figures = pnr_parcel_tariff_get_figures (&carrier, lines, n_lines);

  g_assert_cmpint (figures.contribution_minor, ==, contribution);
  g_assert_cmpfloat_with_epsilon (100 * figures.ship_share, ship_percent, 0.005);
  g_assert_cmpfloat_with_epsilon (100 * figures.contribution_share, contribution_percent, 0.005);
}

static void
test_shoes (void)
{
  PnrParcelLine two_pairs = shoes;

  two_pairs.quantity = 2;
  check_order ((PnrParcelLine[]){ shoes }, 1, 7.50, 3000, 37.50);
  check_order ((PnrParcelLine[]){ shoes, care }, 2, 6.52, 3750, 40.76);
  check_order ((PnrParcelLine[]){ shoes, care, socks }, 3, 5.77, 4500, 43.27);
  check_order (&two_pairs, 1, 5.31, 6350, 39.69);
}

static void
test_cliffs (void)
{
  g_autoptr (GArray) pairs = pnr_parcel_tariff_find_cliffs (&carrier, NULL, 0, shoes.weight, 5);
  g_autoptr (GArray) more = pnr_parcel_tariff_find_cliffs (&carrier, &shoes, 1, care.weight, 12);
  const PnrParcelCliff *cliff = &g_array_index (pairs, PnrParcelCliff, 0);

  /* 1.4 kg costs 6.00, 2.8 and 4.2 kg 8.50, 5.6 kg 8.50 + 6.00, 7.0 kg the same. */
  g_assert_cmpuint (pairs->len, ==, 2);
  g_assert_cmpint (cliff[0].units, ==, 2);
  g_assert_cmpint (cliff[0].step_minor, ==, 250);
  g_assert_cmpint (cliff[1].units, ==, 4);
  g_assert_cmpint (cliff[1].ship_minor, ==, 1450);
  g_assert_cmpuint (more->len, ==, 1);
  g_assert_cmpint (g_array_index (more, PnrParcelCliff, 0).units, ==, 3);
}

static void
test_charge (void)
{
  PnrParcelTariff tariff = carrier;
  PnrParcelFigures figures;

  tariff.charge_minor = 490;
  tariff.free_from_minor = 9000;
  figures = pnr_parcel_tariff_get_figures (&tariff, &shoes, 1);
  g_assert_cmpint (figures.charge_minor, ==, 490);
  g_assert_cmpint (figures.contribution_minor, ==, 3490);
  g_assert_cmpint (pnr_parcel_tariff_get_charge (&tariff, 8999), ==, 490);
  g_assert_cmpint (pnr_parcel_tariff_get_charge (&tariff, 9000), ==, 0);
  tariff.free_from_minor = PNR_MONEY_UNKNOWN;
  g_assert_cmpint (pnr_parcel_tariff_get_charge (&tariff, G_MAXINT64), ==, 490);
  figures = pnr_parcel_tariff_get_figures (&tariff, NULL, 0);
  g_assert_cmpint (figures.charge_minor, ==, 0);
  g_assert_true (isnan (figures.ship_share));
}

static void
test_edges (void)
{
  PnrParcelTariff dear = { .bands = { { 1, 1000 } }, .n_bands = 1 };
  PnrParcelTariff flat = { .order_minor = 300, .unit_minor = 50 };

  g_assert_cmpint (pnr_parcel_tariff_get_cost (&flat, 99, 4), ==, 500);
  g_assert_cmpint (pnr_parcel_tariff_get_cost (&flat, 0, 0), ==, 0);
  g_assert_cmpint (pnr_parcel_tariff_get_cost (&carrier, 2000, 1), ==, 600);
  g_assert_cmpint (pnr_parcel_tariff_get_cost (&carrier, 2001, 1), ==, 850);
  g_assert_cmpint (pnr_parcel_tariff_get_cost (&carrier, 5000, 1), ==, 850);
  g_assert_cmpint (pnr_parcel_tariff_get_cost (&carrier, 10000, 1), ==, 1700);
  g_assert_cmpint (pnr_parcel_tariff_get_cost (&carrier, 0, 1), ==, 600);
  g_assert_cmpint (pnr_parcel_tariff_get_cost (&dear, G_MAXINT64, 1), ==, G_MAXINT64);
}

static void
test_shares (void)
{
  const PnrParcelLine order[] = { shoes, care, socks };
  gint64 shares[3];

  g_assert_true (pnr_parcel_tariff_share_cost (&carrier, order, 3, shares));
  /* 6.00 by 1.4 : 0.3 : 0.2 = 4.4211, 0.9474, 0.6316. */
  g_assert_cmpint (shares[0], ==, 442);
  g_assert_cmpint (shares[1], ==, 95);
  g_assert_cmpint (shares[2], ==, 63);
  g_assert_false (pnr_parcel_tariff_share_cost (&carrier, NULL, 0, shares));
}

static gint64
try_all (const PnrParcelTariff *tariff, gint64 weight)
{
  gint64 least = G_MAXINT64;

  if (weight <= 0)
    return 0;
  for (guint i = 0; i < tariff->n_bands; i++)
    least = MIN (least,
                 tariff->bands[i].cost_minor + try_all (tariff, weight - tariff->bands[i].up_to));
  return least;
}

static void
test_cheapest_parcels (void)
{
  g_autoptr (GRand) dice = g_rand_new_with_seed (3);
  guint n_cheaper = 0;

  for (guint round = 0; round < 300; round++) {
    PnrParcelTariff tariff = { .n_bands = (guint) g_rand_int_range (dice, 1, 4) };
    gint64 limit = 0, cost = 0, weight, full_first;

    for (guint i = 0; i < tariff.n_bands; i++) {
      limit += 500 * g_rand_int_range (dice, 1, 5);
      cost += g_rand_int_range (dice, 0, 400);
      tariff.bands[i] = (PnrParcelBand){ limit, cost };
    }
    weight = limit + g_rand_int_range (dice, 1, 4000);
    full_first = pnr_parcel_tariff_get_cost (&tariff, weight, 1);
    tariff.split = PNR_PARCEL_SPLIT_CHEAPEST;
    g_assert_cmpint (pnr_parcel_tariff_get_cost (&tariff, weight, 1), ==,
                     try_all (&tariff, weight));
    g_assert_cmpint (pnr_parcel_tariff_get_cost (&tariff, weight, 1), <=, full_first);
    n_cheaper += pnr_parcel_tariff_get_cost (&tariff, weight, 1) < full_first;
  }
  g_assert_cmpuint (n_cheaper, >, 10);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/economy/parcel/shoes", test_shoes);
  g_test_add_func ("/economy/parcel/cliffs", test_cliffs);
  g_test_add_func ("/economy/parcel/charge", test_charge);
  g_test_add_func ("/economy/parcel/edges", test_edges);
  g_test_add_func ("/economy/parcel/shares", test_shares);
  g_test_add_func ("/economy/parcel/cheapest-parcels", test_cheapest_parcels);
  return g_test_run ();
}

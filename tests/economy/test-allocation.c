/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Splits of a bundle's price: known answers, and sums that never miss a minor unit. */
#include "config.h"

#include <string.h>

#include "base/pnr-money.h"
#include "economy/pnr-allocation.h"
#include "economy/pnr-economy-error.h"

static const PnrAllocationPart suit[] = {
  { "Jacket", 1, 12000, 6600, 5, 250000 },
  { "Tie", 1, 3000, 900, 2, 250000 },
  { "Cufflinks", 1, 4500, 1800, 3, 120000 },
};

static void
check_totals (gint64 price, PnrAllocationMode mode, const gint64 *expected)
{
  g_autoptr (GError) error = NULL;
  PnrAllocationShare shares[3];

  g_assert_true (pnr_allocation_split (price, mode, suit, 3, shares, &error));
  g_assert_no_error (error);
  for (gsize i = 0; i < 3; i++)
    g_assert_cmpint (shares[i].total_minor, ==, expected[i]);
}

static void
test_suit (void)
{
  check_totals (16900, PNR_ALLOCATION_BY_LIST_PRICE, (gint64[]){ 10400, 2600, 3900 });
  check_totals (16999, PNR_ALLOCATION_BY_LIST_PRICE, (gint64[]){ 10461, 2615, 3923 });
  /* 16900 × 66 / 93 = 11993.55, × 9 / 93 = 1635.48, × 18 / 93 = 3270.97. */
  check_totals (16900, PNR_ALLOCATION_BY_COST, (gint64[]){ 11994, 1635, 3271 });
  check_totals (16900, PNR_ALLOCATION_BY_WEIGHT, (gint64[]){ 8450, 3380, 5070 });
  check_totals (0, PNR_ALLOCATION_BY_LIST_PRICE, (gint64[]){ 0, 0, 0 });
}

static void
test_ties_and_units (void)
{
  const PnrAllocationPart even[] = { { "A", 1, 100 }, { "B", 1, 100 }, { "C", 1, 100 } };
  const PnrAllocationPart pair[] = { { "Shirt", 3, 1000 }, { "Gift", 2, 0 } };
  PnrAllocationShare shares[3];

  g_assert_true (pnr_allocation_split (101, PNR_ALLOCATION_BY_LIST_PRICE, even, 3, shares, NULL));
  g_assert_cmpint (shares[0].total_minor, ==, 34);
  g_assert_cmpint (shares[1].total_minor, ==, 34);
  g_assert_cmpint (shares[2].total_minor, ==, 33);
  g_assert_true (pnr_allocation_split (2501, PNR_ALLOCATION_BY_LIST_PRICE, pair, 2, shares, NULL));
  g_assert_cmpint (shares[0].unit_minor, ==, 833);
  g_assert_cmpint (shares[0].n_dearer_units, ==, 2);
  g_assert_cmpint (pnr_allocation_share_of_units (&shares[0], 2), ==, 1668);
  g_assert_cmpint (pnr_allocation_share_of_units (&shares[0], 3), ==, 2501);
  g_assert_cmpint (shares[1].total_minor, ==, 0);
}

static void
test_refused (void)
{
  const PnrAllocationPart unknown[] = { { "A", 1, 100, PNR_MONEY_UNKNOWN },
                                        { "B", 1, PNR_MONEY_UNKNOWN, 7 } };
  const PnrAllocationPart free_parts[] = { { "A", 1, 0, 0, 0 }, { "B", 2, 0, 0, 0 } };
  const PnrAllocationPart huge[] = { { "A", 999, G_MAXINT64 / 2 } };
  PnrAllocationShare shares[2];

  for (int mode = PNR_ALLOCATION_BY_LIST_PRICE; mode <= PNR_ALLOCATION_BY_WEIGHT; mode++) {
    g_autoptr (GError) error = NULL;

    g_assert_false (pnr_allocation_split (100, mode, free_parts, 2, shares, &error));
    g_assert_error (error, PNR_ECONOMY_ERROR, PNR_ECONOMY_ERROR_NO_ALLOWED_PRICE);
  }
  for (int mode = PNR_ALLOCATION_BY_LIST_PRICE; mode <= PNR_ALLOCATION_BY_COST; mode++) {
    g_autoptr (GError) error = NULL;
    gboolean is_cost = mode == PNR_ALLOCATION_BY_COST;
    int code = is_cost ? PNR_ECONOMY_ERROR_UNKNOWN_COST : PNR_ECONOMY_ERROR_UNKNOWN_PRICE;

    g_assert_false (pnr_allocation_split (100, mode, unknown, 2, shares, &error));
    g_assert_error (error, PNR_ECONOMY_ERROR, code);
    g_assert_nonnull (strstr (error->message, is_cost ? "“A”" : "“B”"));
  }
  {
    g_autoptr (GError) error = NULL;

    g_assert_false (
        pnr_allocation_split (100, PNR_ALLOCATION_BY_LIST_PRICE, huge, 1, shares, &error));
    g_assert_error (error, PNR_ECONOMY_ERROR, PNR_ECONOMY_ERROR_PRICE_TOO_LARGE);
  }
}

static void
check_shares (gint64 price, const PnrAllocationPart *parts, gsize n_parts, int mode)
{
  PnrAllocationShare shares[12];
  gint64 sum = 0;

  g_assert_true (pnr_allocation_split (price, mode, parts, n_parts, shares, NULL));
  for (gsize i = 0; i < n_parts; i++) {
    const PnrAllocationShare *share = &shares[i];

    sum += share->total_minor;
    g_assert_cmpint (share->total_minor, >=, 0);
    g_assert_cmpint (share->n_dearer_units, >=, 0);
    g_assert_cmpint (share->n_dearer_units, <, parts[i].quantity);
    g_assert_cmpint (parts[i].quantity * share->unit_minor + share->n_dearer_units, ==,
                     share->total_minor);
    g_assert_cmpint (pnr_allocation_share_of_units (share, parts[i].quantity), ==,
                     share->total_minor);
  }
  g_assert_cmpint (sum, ==, price);
}

static void
test_random_bundles (void)
{
  g_autoptr (GRand) dice = g_rand_new_with_seed (20260104);

  for (guint round = 0; round < 10000; round++) {
    PnrAllocationPart parts[12];
    gsize n_parts = (gsize) g_rand_int_range (dice, 1, 13);
    gint64 price = g_rand_int_range (dice, 0, 10000000);

    for (gsize i = 0; i < n_parts; i++)
      parts[i] = (PnrAllocationPart){ .name = "P",
                                      .quantity = g_rand_int_range (dice, 1, 13),
                                      .list_minor = g_rand_int_range (dice, 0, 500000),
                                      .cost_minor = g_rand_int_range (dice, 0, 300000),
                                      .weight = g_rand_int_range (dice, 0, 100) };
    parts[0].list_minor++, parts[0].cost_minor++, parts[0].weight++;
    for (int mode = PNR_ALLOCATION_BY_LIST_PRICE; mode <= PNR_ALLOCATION_BY_WEIGHT; mode++)
      check_shares (price, parts, n_parts, mode);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/economy/allocation/suit", test_suit);
  g_test_add_func ("/economy/allocation/ties-and-units", test_ties_and_units);
  g_test_add_func ("/economy/allocation/refused", test_refused);
  g_test_add_func ("/economy/allocation/random-bundles", test_random_bundles);
  return g_test_run ();
}

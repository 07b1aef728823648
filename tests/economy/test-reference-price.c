/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The lowest price of thirty days, by hand: raised before a sale, reduced in steps, a new product.
 */
#include "config.h"

#include "economy/pnr-reference-price.h"

#include "base/pnr-money.h"

#define DAY 86400
#define NOW ((gint64) 1800000000)

/* A price and how many days ago it was first asked; unknown below zero. The last one is today's. */
typedef struct {
  int days_ago;
  gint64 price_minor;
} Ask;

static gint64
to_time (int days_ago)
{
  return days_ago >= 0 ? NOW - (gint64) days_ago * DAY : 0;
}

static PnrProduct *
make_product (const Ask *asks, guint n)
{
  PnrProduct *product = pnr_product_new (1);

  for (guint i = 0; i + 1 < n; i++) {
    const PnrPastAsk ask = { to_time (asks[i].days_ago), asks[i].price_minor,
                             PNR_PRICE_ORIGIN_EDIT };
    g_autoptr (GArray) history =
        pnr_price_history_append (pnr_product_get_price_history (product), &ask);

    pnr_product_set_price_history (product, history);
  }
  pnr_product_set_price_minor (product, asks[n - 1].price_minor);
  pnr_product_set_price_since (product, to_time (asks[n - 1].days_ago));
  return product;
}

static PnrReferencePrice
find (const Ask *asks, guint n, int launched_days_ago)
{
  g_autoptr (PnrProduct) product = make_product (asks, n);

  pnr_product_set_launched (product, to_time (launched_days_ago));
  return pnr_reference_price_find (product, NOW);
}

static void
assert_known (const Ask *asks, guint n, gint64 price_minor, int until_days_ago)
{
  PnrReferencePrice found = find (asks, n, -1);

  g_assert_cmpint (found.state, ==, PNR_REFERENCE_KNOWN);
  g_assert_cmpint (found.price_minor, ==, price_minor);
  g_assert_cmpint (found.until, ==, to_time (until_days_ago));
  g_assert_cmpint (found.from, ==, to_time (until_days_ago) - 30 * DAY);
}

/* 80, raised to 100 and then reduced to 90: nothing was saved, for 80 was asked within the time. */
static void
test_raised_before (void)
{
  const Ask raised[] = { { 200, 8000 }, { 12, 10000 }, { 2, 9000 } };
  const Ask raised_long_ago[] = { { 200, 8000 }, { 40, 10000 }, { 2, 9000 } };

  assert_known (raised, 3, 8000, 2);
  assert_known (raised_long_ago, 3, 10000, 2);
}

/* To the second: a price that ended when the time began was not asked in it. */
static void
test_bounds (void)
{
  const Ask just_out[] = { { 200, 8000 }, { 32, 10000 }, { 2, 9000 } };
  const Ask just_in[] = { { 200, 8000 }, { 31, 10000 }, { 2, 9000 } };

  assert_known (just_out, 3, 10000, 2);
  assert_known (just_in, 3, 8000, 2);
}

static void
test_progressive (void)
{
  const Ask steps[] = { { 200, 10000 }, { 20, 9000 }, { 10, 8000 }, { 1, 7000 } };
  const Ask usual[] = { { 300, 10000 }, { 200, 9000 }, { 10, 8000 } };
  const Ask ended[] = { { 200, 10000 }, { 20, 7000 }, { 10, 10000 }, { 1, 9000 } };

  assert_known (steps, 4, 10000, 20);
  /* 90 stood for 190 days: no step of this reduction. */
  assert_known (usual, 3, 9000, 10);
  /* The price went up between, so this is another reduction, and 70 was asked. */
  assert_known (ended, 4, 7000, 1);
}

/* A reduction from now on, as a bundle makes one. */
static void
test_not_reduced (void)
{
  const Ask steady[] = { { 200, 10000 } };
  const Ask raised[] = { { 200, 8000 }, { 5, 10000 } };
  const Ask long_reduced[] = { { 200, 10000 }, { 31, 8000 } };

  assert_known (steady, 1, 10000, 0);
  assert_known (raised, 2, 8000, 0);
  assert_known (long_reduced, 2, 8000, 0);
}

static void
test_new_product (void)
{
  const Ask asks[] = { { 10, 10000 }, { 2, 8000 } };
  PnrReferencePrice found = find (asks, 2, 10);

  g_assert_cmpint (found.state, ==, PNR_REFERENCE_SINCE_LAUNCH);
  g_assert_cmpint (found.price_minor, ==, 10000);
  g_assert_cmpint (found.from, ==, to_time (10));
  g_assert_cmpint (found.until, ==, to_time (2));
  /* On the market before its prices were kept: nobody knows what was asked. */
  found = find (asks, 2, 14);
  g_assert_cmpint (found.state, ==, PNR_REFERENCE_TOO_SHORT);
  g_assert_false (pnr_reference_price_is_known (&found));
}

static void
test_unknown (void)
{
  const Ask undated[] = { { -1, 10000 } };
  const Ask once[] = { { -1, 10000 }, { 5, 12000 } };
  const Ask no_price[] = { { 5, PNR_MONEY_UNKNOWN } };

  g_assert_cmpint (find (undated, 1, 5).state, ==, PNR_REFERENCE_NO_DATES);
  g_assert_cmpint (find (once, 2, -1).state, ==, PNR_REFERENCE_TOO_SHORT);
  g_assert_cmpint (find (once, 2, -1).from, ==, to_time (5));
  g_assert_cmpint (find (no_price, 1, 5).state, ==, PNR_REFERENCE_NO_PRICE);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/economy/reference-price/raised-before", test_raised_before);
  g_test_add_func ("/economy/reference-price/bounds", test_bounds);
  g_test_add_func ("/economy/reference-price/progressive", test_progressive);
  g_test_add_func ("/economy/reference-price/not-reduced", test_not_reduced);
  g_test_add_func ("/economy/reference-price/new-product", test_new_product);
  g_test_add_func ("/economy/reference-price/unknown", test_unknown);
  return g_test_run ();
}

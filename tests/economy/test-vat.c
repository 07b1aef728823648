/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tax by component against one rate for the whole: a suit with cufflinks of another class. */
#include "config.h"

#include "economy/pnr-vat.h"

static const PnrAllocationPart suit[] = {
  { "Jacket", 1, 12000, 6600, 0, 250000 },
  { "Tie", 1, 3000, 900, 0, 250000 },
  { "Cufflinks", 1, 4500, 1800, 0, 120000 },
};

static void
test_included (void)
{
  PnrAllocationShare shares[3];
  PnrVatLine lines[3];
  PnrVatComparison both;

  g_assert_true (pnr_allocation_split (16900, PNR_ALLOCATION_BY_LIST_PRICE, suit, 3, shares, NULL));
  both = pnr_vat_compare (suit, shares, 3, 250000, TRUE, lines);
  g_assert_cmpint (lines[0].tax_minor, ==, 2080);
  g_assert_cmpint (lines[1].tax_minor, ==, 520);
  g_assert_cmpint (lines[2].tax_minor, ==, 418);
  g_assert_cmpint (both.by_part.tax_minor, ==, 3018);
  g_assert_cmpint (both.by_part.gross_minor, ==, 16900);
  g_assert_cmpint (both.whole.tax_minor, ==, 3380);
  g_assert_cmpint (both.extra_tax_minor, ==, 362);
}

static void
test_excluded (void)
{
  PnrAllocationShare shares[3];
  PnrVatComparison both;

  g_assert_true (pnr_allocation_split (16900, PNR_ALLOCATION_BY_LIST_PRICE, suit, 3, shares, NULL));
  both = pnr_vat_compare (suit, shares, 3, 250000, FALSE, NULL);
  /* 26.00 + 6.50 + 4.68 against 42.25. */
  g_assert_cmpint (both.by_part.tax_minor, ==, 3718);
  g_assert_cmpint (both.by_part.net_minor, ==, 16900);
  g_assert_cmpint (both.by_part.gross_minor, ==, 20618);
  g_assert_cmpint (both.whole.tax_minor, ==, 4225);
}

static void
test_half_up (void)
{
  /* 0.50 net at 5 % is 0.025; 1.05 gross at 5 % is exactly 0.05. */
  g_assert_cmpint (pnr_vat_of_line (50, 50000, FALSE).tax_minor, ==, 3);
  g_assert_cmpint (pnr_vat_of_line (49, 50000, FALSE).tax_minor, ==, 2);
  g_assert_cmpint (pnr_vat_of_line (105, 50000, TRUE).tax_minor, ==, 5);
  g_assert_cmpint (pnr_vat_of_line (100, 0, TRUE).tax_minor, ==, 0);
}

/* Against fractions: the tax is never further than half a minor unit from the exact one. */
static void
test_random_lines (void)
{
  g_autoptr (GRand) dice = g_rand_new_with_seed (42);

  for (guint round = 0; round < 10000; round++) {
    gint64 price = g_rand_int_range (dice, 0, 1000000);
    gint64 vat = 1000 * (gint64) g_rand_int_range (dice, 0, 280);
    gboolean is_included = g_rand_boolean (dice);
    PnrVatLine line = pnr_vat_of_line (price, vat, is_included);
    gint64 base = is_included ? 1000000 + vat : 1000000;
    gint64 gap = 2 * (line.tax_minor * base - price * vat);

    g_assert_cmpint (gap, <=, base);
    g_assert_cmpint (gap, >, -base);
    g_assert_cmpint (line.net_minor + line.tax_minor, ==, line.gross_minor);
    g_assert_cmpint (is_included ? line.gross_minor : line.net_minor, ==, price);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/economy/vat/included", test_included);
  g_test_add_func ("/economy/vat/excluded", test_excluded);
  g_test_add_func ("/economy/vat/half-up", test_half_up);
  g_test_add_func ("/economy/vat/random-lines", test_random_lines);
  return g_test_run ();
}

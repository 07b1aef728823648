/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Money: what people write is read exactly, split exactly and printed back. */
#include "base/pnr-currency.h"
#include "base/pnr-money.h"

static void
test_parse (void)
{
  static const struct {
    const char *text;
    char mark;
    const char *currency;
    gboolean is_number;
    gint64 minor;
  } cases[] = {
    { "79.90", '.', "EUR", TRUE, 7990 },
    { "79,90 €", ',', "EUR", TRUE, 7990 },
    { "1.499,00 €", ',', "EUR", TRUE, 149900 },
    { "$1,079.90", '.', "USD", TRUE, 107990 },
    { "($14.50)", '.', "USD", TRUE, -1450 },
    { "5-", '.', "EUR", TRUE, -500 },
    { "EUR 12", '.', "EUR", TRUE, 1200 },
    { "1 234.5", '.', "EUR", TRUE, 123450 },
    { "1'234.5", '.', "CHF", TRUE, 123450 },
    { "12", '.', "JPY", TRUE, 12 },
    { "12.5", '.', "JPY", TRUE, 13 },
    { "1.2345", '.', "KWD", TRUE, 1235 },
    { "0.5664", '.', "USD", TRUE, 57 },
    { "-0.005", '.', "USD", TRUE, -1 },
    { "1,234,567.8", '.', "EUR", TRUE, 123456780 },
    { "79,90", '.', "EUR", FALSE, 0 },
    { "1234,567", '.', "EUR", FALSE, 0 },
    { "0,500", '.', "EUR", FALSE, 0 },
    { "12 34", '.', "EUR", FALSE, 0 },
    { "1.2.3", '.', "EUR", FALSE, 0 },
    { "abc", '.', "EUR", FALSE, 0 },
    { "", '.', "EUR", FALSE, 0 },
    { "1e9", '.', "EUR", FALSE, 0 },
    { "NaN", '.', "EUR", FALSE, 0 },
    { "0x10", '.', "EUR", FALSE, 0 },
    { "=1+1", '.', "EUR", FALSE, 0 },
    { "(5", '.', "EUR", FALSE, 0 },
    { "99999999999999999999", '.', "EUR", FALSE, 0 },
    { "92233720368547758.07", '.', "EUR", TRUE, G_MAXINT64 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    gint64 minor = 0;
    gboolean is_number = pnr_money_parse (cases[i].text, cases[i].currency, cases[i].mark, &minor);

    g_test_message ("%s", cases[i].text);
    g_assert_cmpint (is_number, ==, cases[i].is_number);
    if (is_number)
      g_assert_cmpint (minor, ==, cases[i].minor);
  }
}

static void
test_read_typed (void)
{
  static const struct {
    const char *text;
    char mark;
    gboolean is_number;
    gint64 minor;
  } cases[] = {
    { "99.5", '.', TRUE, 9950 },       { "99,5", '.', TRUE, 9950 },
    { "1,5", '.', TRUE, 150 },         { "250,50", '.', TRUE, 25050 },
    { "0,500", '.', TRUE, 50 },        { "1,234", '.', TRUE, 123400 },
    { "1.234,50", '.', TRUE, 123450 }, { "1,234.50", '.', TRUE, 123450 },
    { "150.5.5", '.', FALSE, 0 },      { "1,2,3", '.', FALSE, 0 },
    { "1,23,456", '.', FALSE, 0 },     { "99,", '.', TRUE, 9900 },
    { "99.5", ',', TRUE, 9950 },       { "99,5", ',', TRUE, 9950 },
    { "1.234", ',', TRUE, 123400 },    { "1,234", ',', TRUE, 123 },
    { "150,5,5", ',', FALSE, 0 },      { "1.234,50", ',', TRUE, 123450 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    gint64 minor = 0;
    gboolean is_number = pnr_decimal_read_typed (cases[i].text, cases[i].mark, 2, &minor);

    g_test_message ("%s", cases[i].text);
    g_assert_cmpint (is_number, ==, cases[i].is_number);
    if (is_number)
      g_assert_cmpint (minor, ==, cases[i].minor);
  }
}

static void
test_print (void)
{
  g_autofree char *euro = pnr_money_to_string (-1290, "EUR");
  g_autofree char *yen = pnr_money_to_string (1290, "JPY");
  g_autofree char *dinar = pnr_money_to_string (5, "KWD");
  g_autofree char *unknown = pnr_money_format (PNR_MONEY_UNKNOWN, "EUR");

  g_assert_cmpstr (euro, ==, "-12.90");
  g_assert_cmpstr (yen, ==, "1290");
  g_assert_cmpstr (dinar, ==, "0.005");
  g_assert_cmpstr (unknown, ==, "–");
}

static void
test_round (void)
{
  g_assert_cmpint (pnr_money_round_ratio (5, 1, 2), ==, 3);
  g_assert_cmpint (pnr_money_round_ratio (-5, 1, 2), ==, -3);
  g_assert_cmpint (pnr_money_round_ratio (4, 1, 3), ==, 1);
  g_assert_cmpint (pnr_money_round_ratio (5, 1, 3), ==, 2);
  g_assert_cmpint (pnr_money_round_ratio (G_MAXINT64, 1000000, 1000000), ==, G_MAXINT64);
}

/* The suit of the sample plan: 120 + 30 + 45 sold at 169 and at 169.99. */
static void
test_allocate (void)
{
  static const gint64 prices[] = { 12000, 3000, 4500 };
  gint64 parts[3];

  g_assert_true (pnr_money_allocate (16900, prices, 3, parts));
  g_assert_cmpint (parts[0], ==, 10400);
  g_assert_cmpint (parts[1], ==, 2600);
  g_assert_cmpint (parts[2], ==, 3900);
  g_assert_true (pnr_money_allocate (16999, prices, 3, parts));
  g_assert_cmpint (parts[0], ==, 10461);
  g_assert_cmpint (parts[1], ==, 2615);
  g_assert_cmpint (parts[2], ==, 3923);
  g_assert_false (pnr_money_allocate (1, (gint64[]){ 0, 0 }, 2, parts));
}

static void
test_allocate_sums (void)
{
  for (int round = 0; round < 10000; round++) {
    gint64 weights[8];
    gint64 parts[8];
    gint64 total = g_test_rand_int_range (0, 1000000);
    gsize n_parts = (gsize) g_test_rand_int_range (1, 9);
    gint64 sum = 0;

    for (gsize i = 0; i < n_parts; i++)
      weights[i] = g_test_rand_int_range (1, 100000);
    g_assert_true (pnr_money_allocate (total, weights, n_parts, parts));
    for (gsize i = 0; i < n_parts; i++)
      sum += parts[i];
    g_assert_cmpint (sum, ==, total);
  }
}

static void
test_currencies (void)
{
  static const struct {
    const char *code;
    gboolean is_active;
    guint digits;
  } cases[] = {
    { "EUR", TRUE, 2 },  { "JPY", TRUE, 0 },  { "KWD", TRUE, 3 },  { "CLF", TRUE, 4 },
    { "AED", TRUE, 2 },  { "ZWG", TRUE, 2 },  { "XCG", TRUE, 2 },  { "ZZZ", FALSE, 2 },
    { "XTS", FALSE, 2 }, { "DEM", FALSE, 2 }, { "eur", FALSE, 2 }, { "EU", FALSE, 2 },
    { "R U", FALSE, 2 }, { "", FALSE, 2 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_test_message ("%s", cases[i].code);
    g_assert_cmpint (pnr_currency_is_active (cases[i].code), ==, cases[i].is_active);
    g_assert_cmpuint (pnr_currency_get_digits (cases[i].code), ==, cases[i].digits);
  }
  g_assert_false (pnr_currency_is_active (NULL));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/money/currencies", test_currencies);
  g_test_add_func ("/money/parse", test_parse);
  g_test_add_func ("/money/read-typed", test_read_typed);
  g_test_add_func ("/money/print", test_print);
  g_test_add_func ("/money/round", test_round);
  g_test_add_func ("/money/allocate", test_allocate);
  g_test_add_func ("/money/allocate-sums", test_allocate_sums);
  return g_test_run ();
}

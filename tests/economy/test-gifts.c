/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A gift beside a bundle: the cheapest price of every basket, in the table of a market and in that
 * of a worked case, against trying every way to fill it. */
#include "config.h"

#include <math.h>
#include <string.h>

#include "economy/pnr-offer-menu.h"
#include "economy/pnr-price-table.h"

#define N_PRODUCTS 3
#define MOST_CONTENTS 64
#define MOST_USES 6
#define N_CASES 300
#define NOT_SOLD G_MAXINT64

/* The first offer is a bundle, the others are gifts. */
static guint
get_stride (const PnrMarket *market, guint product)
{
  guint stride = 1;

  for (guint j = 0; j < product; j++)
    stride *= (guint) market->products[j].max_quantity + 1;
  return stride;
}

/* The basket with so many uses of an offer more; none above what is useful. */
static guint
put_in (const PnrMarket *market, guint basket, const gint64 *quantity, gint64 n_uses)
{
  guint sum = 0;

  for (guint j = 0; j < market->n_products; j++) {
    guint stride = get_stride (market, j), radix = (guint) market->products[j].max_quantity + 1;
    guint units = basket / stride % radix + (guint) (n_uses * quantity[j]);

    sum += stride * MIN (units, radix - 1);
  }
  return sum;
}

/* Every number of uses of the bundle and of units of every product. */
static void
fill_without_gifts (const PnrMarket *market, gint64 *paid)
{
  for (guint n = 0; n < MOST_USES * MOST_USES * MOST_USES * MOST_USES; n++) {
    gint64 units[N_PRODUCTS] = { n % MOST_USES, n / MOST_USES % MOST_USES,
                                 n / MOST_USES / MOST_USES % MOST_USES };
    gint64 uses = n / MOST_USES / MOST_USES / MOST_USES;
    gint64 sum = uses * market->bundles[0].price_minor;
    guint to = put_in (market, put_in (market, 0, units, 1), market->bundles[0].quantity, uses);

    for (guint j = 0; j < N_PRODUCTS; j++)
      sum += units[j] * market->products[j].price_minor;
    paid[to] = MIN (paid[to], sum);
  }
}

/* Each gift once, on what a basket costs without it. */
static void
fill_by_trying (const PnrMarket *market, guint n_contents, gint64 *paid)
{
  for (guint c = 0; c < n_contents; c++)
    paid[c] = NOT_SOLD;
  fill_without_gifts (market, paid);
  for (guint b = 1; b < market->n_bundles; b++) {
    gint64 before[MOST_CONTENTS];

    memcpy (before, paid, n_contents * sizeof *paid);
    for (guint c = 1; c < n_contents; c++)
      if (before[c] != NOT_SOLD && before[c] >= market->bundles[b].threshold_minor) {
        guint to = put_in (market, c, market->bundles[b].quantity, 1);

        paid[to] = MIN (paid[to], before[c]);
      }
  }
}

static PnrMarket *
make_market (GRand *random)
{
  PnrMarket *market = pnr_market_new ("EUR");
  PnrMarketBundle *bundle;
  guint n_gifts = (guint) g_rand_int_range (random, 1, 3);

  for (guint j = 0; j < N_PRODUCTS; j++) {
    PnrMarketProduct *product = pnr_market_add_product (market, "P", "P");

    product->price_minor = g_rand_int_range (random, 5, 20);
    product->cost_minor = g_rand_int_range (random, 0, 5);
    product->max_quantity = g_rand_int_range (random, 1, 4);
    product->decay_e4 = 5000;
  }
  bundle = pnr_market_add_bundle (market, "SET", "SET");
  for (guint j = 0; j < N_PRODUCTS; j++)
    bundle->quantity[j] = j < 2 || g_rand_boolean (random);
  bundle->price_minor = g_rand_int_range (random, 8, 40);
  for (guint g = 0; g < n_gifts; g++) {
    PnrMarketBundle *gift = pnr_market_add_bundle (market, "GIFT", "GIFT");

    gift->kind = PNR_OFFER_GIFT;
    gift->quantity[g_rand_int_range (random, 0, N_PRODUCTS)] = 1;
    gift->threshold_minor = g_rand_int_range (random, 5, 50);
  }
  return market;
}

static void
print_content (GString *text, const PnrMarketBundle *offer)
{
  g_string_append (text, "'content': <[");
  for (guint j = 0; j < N_PRODUCTS; j++)
    g_string_append_printf (text, "%s<[<%u.0>, <%u.0>]>", j > 0 ? ", " : "", j,
                            (guint) offer->quantity[j]);
  g_string_append (text, "]>");
}

/* The same shop as a worked case writes it. */
static GVariant *
write_case (const PnrMarket *market)
{
  g_autoptr (GString) text = g_string_new ("{'products': <[");

  for (guint j = 0; j < N_PRODUCTS; j++)
    g_string_append_printf (text, "%s<{'price': <%d.0>, 'cost': <%d.0>, 'cap': <int64 %d>}>",
                            j > 0 ? ", " : "", (int) market->products[j].price_minor,
                            (int) market->products[j].cost_minor,
                            (int) market->products[j].max_quantity);
  g_string_append (text, "]>, 'offers': <[");
  for (guint b = 0; b < market->n_bundles; b++) {
    const PnrMarketBundle *offer = &market->bundles[b];

    g_string_append_printf (text, "%s<{'id': <'O'>, 'kind': <'%s'>, '%s': <%d.0>, ",
                            b > 0 ? ", " : "", b > 0 ? "gift" : "bundle",
                            b > 0 ? "threshold" : "price",
                            (int) (b > 0 ? offer->threshold_minor : offer->price_minor));
    print_content (text, offer);
    g_string_append (text, "}>");
  }
  g_string_append (text, "]>}");
  return g_variant_parse (NULL, text->str, NULL, NULL, NULL);
}

static void
check_table (const PnrMarket *market, const gint64 *paid)
{
  PnrPriceTableOptions options = { .products = 7, .bundles = (1u << market->n_bundles) - 1 };
  g_autoptr (PnrPriceTable) table = pnr_price_table_new (market, &options);

  for (guint c = 0; c < table->n_contents; c++) {
    g_assert_true (table->cells[c].is_on_sale);
    g_assert_cmpint (table->cells[c].paid_minor, ==, paid[c]);
    for (guint b = 1; b < market->n_bundles; b++)
      g_assert_cmpuint (table->cells[c].uses[b], <=, 1);
  }
}

static void
check_menu (const PnrMarket *market, const gint64 *paid)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) written = write_case (market);
  g_autoptr (PnrMenu) menu = pnr_menu_new (written, &error);
  g_autofree PnrMenuCell *cells = NULL;

  g_assert_no_error (error);
  cells = g_new0 (PnrMenuCell, menu->n_contents);
  pnr_menu_fill (menu, (1u << market->n_bundles) - 1, 7, cells);
  for (guint c = 0; c < menu->n_contents; c++) {
    g_assert_true (cells[c].is_on_sale);
    g_assert_cmpfloat_with_epsilon (cells[c].paid, (double) paid[c], 1e-6);
  }
}

static void
test_equals_exhaustive (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (20);

  for (guint number = 0; number < N_CASES; number++) {
    g_autoptr (PnrMarket) market = make_market (random);
    guint n_contents = get_stride (market, N_PRODUCTS);
    gint64 paid[MOST_CONTENTS];

    fill_by_trying (market, n_contents, paid);
    check_table (market, paid);
    check_menu (market, paid);
  }
}

/* From 20.00 a third unit is free; the basket that gets it cheapest is the bundle's, of which the
 * gift into two single products makes the same. */
static void
test_bundle_under_gift (void)
{
  g_autoptr (PnrMarket) market = pnr_market_new ("EUR");
  static const gint64 prices[] = { 1000, 1000, 1500 };
  gint64 paid[MOST_CONTENTS];
  PnrMarketBundle *offer;

  for (guint j = 0; j < N_PRODUCTS; j++) {
    PnrMarketProduct *product = pnr_market_add_product (market, "P", "P");

    product->price_minor = prices[j];
    product->max_quantity = j < 2 ? 1 : 3;
    product->decay_e4 = 5000;
  }
  offer = pnr_market_add_bundle (market, "SET", "SET");
  offer->quantity[0] = offer->quantity[1] = offer->quantity[2] = 1;
  offer->price_minor = 2100;
  offer = pnr_market_add_bundle (market, "GIFT", "GIFT");
  offer->kind = PNR_OFFER_GIFT;
  offer->quantity[2] = 1;
  offer->threshold_minor = 2000;
  fill_by_trying (market, 16, paid);
  g_assert_cmpint (paid[1 + 2 + 4], ==, 2000);
  g_assert_cmpint (paid[1 + 2 + 8], ==, 2100);
  check_table (market, paid);
  check_menu (market, paid);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/gifts/equals-exhaustive", test_equals_exhaustive);
  g_test_add_func ("/gifts/bundle-under-gift", test_bundle_under_gift);
  return g_test_run ();
}

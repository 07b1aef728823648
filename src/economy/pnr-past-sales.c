/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What past orders say about one product: what was paid, and how many units an order held.
 *
 * Who bought last year bought at last year's price. Whoever takes those purchases for purchases at
 * today's price believes that a dearer product sells as well as before. */
#include "config.h"

#include "economy/pnr-past-sales.h"

#include <glib/gi18n.h>
#include <math.h>

#include "base/pnr-money.h"
#include "model/pnr-sale.h"

/* A mean within this many thousandths of a minor unit is the price itself. */
#define SAME_PRICE_E3 500
#define TOLD_DIFFERENCE 0.01
/* Orders of more units make the contents of a basket many and are rare. */
#define MOST_UNITS 4
/* Units beyond a cap that matter less than this are left out. */
#define IGNORED_SHARE 0.01
/* One unit in a thousand orders is not worth doubling the contents of every basket. */
#define LEAST_SECOND_SHARE 0.001

static int
compare_orders (const void *a, const void *b)
{
  gint64 left = ((const PnrSale *) a)->order_id, right = ((const PnrSale *) b)->order_id;

  return (left > right) - (left < right);
}

/* The most units that are of use in one order: beyond them is next to nothing. */
static gint64
find_cap (const gint64 *units_from, gint64 units)
{
  gint64 cap = 1;

  while (cap < MOST_UNITS && (double) units_from[cap] > IGNORED_SHARE * (double) units)
    cap++;
  return cap;
}

/* Orders may name a product in several lines. */
static void
count_units (GArray *sales, PnrMarketProduct *product)
{
  g_autofree PnrSale *sorted = g_memdup2 (sales->data, sales->len * sizeof *sorted);
  gint64 units_from[MOST_UNITS + 1] = { 0 }, n_orders = 0, all = 0;

  qsort (sorted, sales->len, sizeof *sorted, compare_orders);
  for (guint i = 0; i < sales->len;) {
    gint64 order_id = sorted[i].order_id, milli = 0, units;

    for (; i < sales->len && sorted[i].order_id == order_id; i++)
      milli += sorted[i].quantity_milli;
    units = MAX (1, (milli + 500) / 1000);
    product->n_units_milli += milli;
    product->n_second_orders += units >= 2;
    n_orders++;
    all += units;
    for (gint64 from = 1; from <= MOST_UNITS; from++)
      units_from[from] += MAX (units - from, 0);
  }
  if ((double) product->n_second_orders > LEAST_SECOND_SHARE * (double) n_orders)
    product->max_quantity = MAX (product->max_quantity, MAX (2, find_cap (units_from, all)));
}

static void
count_price (GArray *sales, PnrMarketProduct *product)
{
  double paid_minor = 0.0, reduced = 0.0, units = 0.0;
  gint64 mean_e3;

  for (guint i = 0; i < sales->len; i++) {
    const PnrSale *sale = &g_array_index (sales, PnrSale, i);

    /* A gift, or a part whose price stands in the line of its bundle, has no price of its own. */
    if (sale->total_minor == PNR_MONEY_UNKNOWN || sale->total_minor <= 0)
      continue;
    units += (double) sale->quantity_milli / 1e3;
    reduced += sale->is_reduced ? (double) sale->quantity_milli / 1e3 : 0.0;
    paid_minor += (double) sale->total_minor;
  }
  if (!(units > 0.0) || !(paid_minor > 0.0))
    return;
  mean_e3 = llround (paid_minor / units * 1e3);
  if (ABS (mean_e3 - product->price_minor * 1000) < SAME_PRICE_E3)
    return;
  product->paid_e3 = mean_e3;
  product->reduced_ppm = llround (reduced / units * 1e6);
}

/**
 * pnr_past_sales_count:
 * @sales: (element-type PnrSale): the lines with @product of the orders of the window
 * @product: its price is set; gets what was paid and how many units an order held
 */
void
pnr_past_sales_count (GArray *sales, PnrMarketProduct *product)
{
  if (sales->len == 0)
    return;
  count_units (sales, product);
  count_price (sales, product);
}

static char *
dup_warning (const PnrMarket *market, guint j)
{
  const PnrMarketProduct *product = &market->products[j];
  g_autofree char *today = pnr_money_format (product->price_minor, market->currency);
  g_autofree char *paid =
      pnr_money_format (llround (pnr_market_get_seen_price (market, j)), market->currency);

  return g_strdup_printf (_ ("“%s” costs %s today and was sold at %s a unit on average in the "
                             "orders. Its sales at today’s price are worked out from its "
                             "elasticity, so the baseline differs from what was sold."),
                          product->name, today, paid);
}

/* Says what was paid where it is not today's price. */
void
pnr_past_sales_list (const PnrMarket *market, guint j, PnrOutcome *outcome)
{
  const PnrMarketProduct *product = &market->products[j];
  double paid = pnr_market_get_seen_price (market, j);
  double unit = (double) pnr_currency_get_unit (market->currency);
  g_autofree char *name = NULL;
  g_autofree char *source = NULL;

  if (product->paid_e3 <= 0)
    return;
  name = g_strdup_printf (_ ("Price at which “%s” was sold"), product->name);
  source = product->reduced_ppm > 0
               ? g_strdup_printf (_ ("Mean of what was paid in the orders, discounts included: "
                                     "%.0f %% of the units had one"),
                                  (double) product->reduced_ppm / 1e4)
               : g_strdup (_ ("Mean of what was paid in the orders"));
  pnr_outcome_add_assumed (outcome, name, paid / unit, paid / unit, paid / unit, source);
  if (fabs (paid / (double) product->price_minor - 1.0) > TOLD_DIFFERENCE)
    pnr_outcome_take_warning (outcome, dup_warning (market, j));
}

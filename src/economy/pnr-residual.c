/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How far a simulated baseline is from the orders that it was learnt from.
 *
 * Orders and units of each product are compared, and with the units what they bring in, and the
 * orders that hold two products. A product whose price changed since sells at today's price what
 * its elasticity says, and what was counted is moved in the same way before it is compared. */
#include "config.h"

#include "economy/pnr-residual.h"

#include <glib/gi18n.h>
#include <math.h>

#include "economy/pnr-recalibration.h"
#include "economy/pnr-taste.h"

#define TRUSTED_RESIDUAL 0.01
#define TRUSTED_RESIDUAL_OF_PAIRS 0.03
/* Of fewer orders so small a share is no order. */
#define ENOUGH_PAIRS 30

typedef struct {
  double orders;
  double units;
} Sold;

static Sold
count_simulated (const PnrTally *tally, const PnrPriceTable *table, guint part, guint x,
                 double weight)
{
  Sold sold = { 0.0, 0.0 };

  for (guint c = 0; c < table->n_contents; c++) {
    double orders = weight * tally->baseline.contents[part][c] / PNR_TALLY_WHOLE;

    if (table->cells[c].quantity[x] > 0) {
      sold.orders += orders;
      sold.units += orders * table->cells[c].quantity[x];
    }
  }
  return sold;
}

/* What shoppers who know a product buy of it at a price when nothing else joins in. */
static Sold
expect_at (const PnrMarket *market, const PnrBelief *belief, guint j, double price, guint cap)
{
  double known = belief->n_shoppers * belief->awareness[j];
  double worth = 1.0;
  Sold sold = { 0.0, 0.0 };

  for (guint unit = 0; unit < cap && worth > 0.0; unit++) {
    double share =
        pnr_value_spread_rate_at (belief->demand.family, belief->demand.spread[j], price / worth);

    sold.orders += unit == 0 ? known * share : 0.0;
    sold.units += known * share;
    worth *= (double) market->products[j].decay_e4 / 1e4;
  }
  return sold;
}

/* What the orders say should be sold; no units where nobody counted them. */
static gboolean
find_counted (const PnrMarket *market, const PnrBelief *belief, guint j, guint cap, Sold *counted)
{
  const PnrMarketProduct *product = &market->products[j];
  Sold seen, now;

  counted->orders = (double) product->n_orders;
  counted->units = (double) product->n_units_milli / 1e3;
  if (product->paid_e3 <= 0)
    return TRUE;
  /* Where products depend on each other no formula says what a new price does. */
  if (!pnr_market_is_additive (market))
    return FALSE;
  seen = expect_at (market, belief, j, pnr_market_get_seen_price (market, j), cap);
  now = expect_at (market, belief, j, (double) product->price_minor, cap);
  counted->orders *= now.orders / seen.orders;
  counted->units *= now.units / seen.units;
  return TRUE;
}

static void
compare (const PnrMarketProduct *product, Sold simulated, Sold counted, PnrOutcome *outcome)
{
  double off = fabs (simulated.orders / counted.orders - 1.0);

  /* What nobody buys any more at its price has nothing to compare. */
  if (counted.orders < 1.0)
    return;
  if (off > TRUSTED_RESIDUAL)
    pnr_outcome_take_warning (
        outcome, g_strdup_printf (_ ("Simulated sales of “%s” miss its counted orders by %.1f %%."),
                                  product->name, 100.0 * off));
  if (!(counted.units > 0.0))
    return;
  off = simulated.units / counted.units - 1.0;
  if (fabs (off) > TRUSTED_RESIDUAL)
    pnr_outcome_take_warning (
        outcome, g_strdup_printf (
                     off < 0.0 ? _ ("Simulated units of “%s”, and what they bring in, are %.1f %% "
                                    "below the counted ones.")
                               : _ ("Simulated units of “%s”, and what they bring in, are %.1f %% "
                                    "above the counted ones."),
                     product->name, 100.0 * fabs (off)));
}

static double
count_simulated_pairs (const PnrTally *tally, const PnrPriceTable *table, guint part, guint x,
                       guint y)
{
  double orders = 0.0;

  for (guint c = 0; c < table->n_contents; c++)
    if (table->cells[c].quantity[x] > 0 && table->cells[c].quantity[y] > 0)
      orders += (double) tally->baseline.contents[part][c] / PNR_TALLY_WHOLE;
  return orders;
}

/* Whether the orders say how often two products should be sold together at today's prices. */
static gboolean
is_pair_counted (const PnrMarket *market, guint j, guint k)
{
  return market->products[j].paid_e3 <= 0 && market->products[k].paid_e3 <= 0
         && !pnr_taste_are_alternatives (market, j, k)
         && pnr_taste_count_pair (market, j, k) >= ENOUGH_PAIRS;
}

/* A small sample misses a pair by chance; of so many shoppers chance makes a share of one over the
 * root of their number. */
static void
compare_pair (const PnrMarket *market, guint j, guint k, double sampled, double weight,
              PnrOutcome *outcome)
{
  double off = weight * sampled / (double) pnr_taste_count_pair (market, j, k) - 1.0;

  if (fabs (off) > TRUSTED_RESIDUAL_OF_PAIRS + 1.0 / sqrt (MAX (sampled, 1.0)))
    pnr_outcome_take_warning (
        outcome,
        g_strdup_printf (
            off < 0.0 ? _ ("Simulated orders that hold both “%s” and “%s” are %.1f %% below the "
                           "counted ones.")
                      : _ ("Simulated orders that hold both “%s” and “%s” are %.1f %% above the "
                           "counted ones."),
            market->products[j].name, market->products[k].name, 100.0 * fabs (off)));
}

/**
 * pnr_residual_list:
 * @tally: what the shoppers did
 * @shop: where
 * @market: with what was counted
 * @belief: who the shoppers are
 * @outcome: gets a warning for each product that is more than a hundredth off, and each pair that
 * is more than three
 */
void
pnr_residual_list (const PnrTally *tally, const PnrShop *shop, const PnrMarket *market,
                   const PnrBelief *belief, PnrOutcome *outcome)
{
  double weight = belief->n_shoppers / tally->n_shoppers;

  for (guint part = 0; part < shop->n_parts; part++) {
    const PnrPriceTable *table = shop->parts[part].baseline;

    for (guint x = 0; x < table->n_products; x++) {
      Sold counted;

      if (find_counted (market, belief, table->product[x], table->radix[x] - 1, &counted))
        compare (&market->products[table->product[x]],
                 count_simulated (tally, table, part, x, weight), counted, outcome);
      for (guint y = x + 1; y < table->n_products; y++)
        if (is_pair_counted (market, table->product[x], table->product[y]))
          compare_pair (market, table->product[x], table->product[y],
                        count_simulated_pairs (tally, table, part, x, y), weight, outcome);
    }
  }
}

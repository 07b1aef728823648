/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a second unit of a product is worth, from the orders that hold two.
 *
 * A tenth of a tie's buyers take two at the single price. How much less the second is worth to
 * them than the first follows from that share and from how far apart shoppers' values lie. Without
 * it every offer of two for less finds either far too many takers or none. */
#include "config.h"

#include "economy/pnr-further-unit.h"

#include <glib/gi18n.h>
#include <inttypes.h>
#include <math.h>

#include "economy/pnr-belief.h"
#include "economy/pnr-purchase.h"
#include "economy/pnr-shop.h"

/* A product's own count is trusted from here on; below it, the others' counts weigh as much as
 * these many orders. */
#define FEW_ORDERS 30
#define POOLED_ORDERS 10.0
/* Contents of one part of the market; above, further units of the least wanted are left out. */
#define MOST_CONTENTS 4096
/* The same of all that shoppers meet where relationships show each of them something else. */
#define MOST_CELLS 524288
#define TAIL_SCORE 1.6448536269514722

/* Units beyond the first, per shopper who knows the product. */
static double
expect_further (PnrValueFamily family, PnrValueSpread spread, double price, double decay, guint cap)
{
  double worth = 1.0, sum = 0.0;

  for (guint unit = 2; unit <= cap; unit++) {
    worth *= decay;
    sum += pnr_value_spread_rate_at (family, spread, price / worth);
  }
  return sum;
}

/* Of those who buy two or more, the mean number of units beyond the first. */
static double
get_further_each (const PnrMarketProduct *product, guint cap)
{
  double further = (double) product->n_units_milli / 1e3 - (double) product->n_orders;

  return product->n_second_orders > 0
             ? CLAMP (further / (double) product->n_second_orders, 1.0, cap - 1.0)
             : 1.0;
}

/**
 * pnr_further_unit_get_decay:
 * @market: a market
 * @product: place of a product in it
 * @family: shape of reservation prices
 * @spread: of the first unit
 * @rate: share of those who know the product who buy one or more
 * @share_of_second: share of those who buy two or more
 *
 * The closed form where two is the most; where more are of use, what sells as many units.
 *
 * Returns: worth of a further unit relative to the one before
 */
double
pnr_further_unit_get_decay (const PnrMarket *market, guint j, PnrValueFamily family,
                            PnrValueSpread spread, double rate, double share_of_second)
{
  double price = pnr_market_get_seen_price (market, j);
  double second = rate * share_of_second, low = 1e-4, high = 1.0, wanted;
  guint caps[PNR_MARKET_MAX_PRODUCTS];

  pnr_market_get_caps (market, caps);
  if (caps[j] <= 2 && family == PNR_VALUE_LOG_NORMAL)
    return CLAMP (pnr_second_unit_decay (spread.sd, rate, second), low, high);
  wanted = second * get_further_each (&market->products[j], MAX (caps[j], 2));
  for (guint round = 0; round < 40; round++) {
    double middle = sqrt (low * high);

    if (expect_further (family, spread, price, middle, MAX (caps[j], 2)) < wanted)
      low = middle;
    else
      high = middle;
  }
  return sqrt (low * high);
}

static double
get_pooled_share (const PnrMarket *market)
{
  gint64 n_seconds = 0, n_orders = 0;

  for (guint j = 0; j < market->n_products; j++)
    if (market->products[j].n_units_milli > 0) {
      n_seconds += market->products[j].n_second_orders;
      n_orders += market->products[j].n_orders;
    }
  return n_orders > 0 ? (double) n_seconds / (double) n_orders : 0.0;
}

/* Where few bought a product, how many of the others' buyers take two says more. */
static void
settle_share (PnrMarketProduct *product, double pooled)
{
  double n = (double) product->n_orders, seconds = (double) product->n_second_orders;
  double share = seconds / MAX (n, 1.0);

  product->second_ppm = 0;
  if (product->further_unit.value > 0.0) {
    product->decay_e4 = llround (CLAMP (product->further_unit.value, 0.0, 1.0) * 1e4);
    return;
  }
  if (product->n_units_milli <= 0)
    return;
  if (n < FEW_ORDERS || product->n_second_orders == 0)
    share = (seconds + POOLED_ORDERS * pooled) / (n + POOLED_ORDERS);
  product->second_ppm = llround (CLAMP (share, 0.0, 0.999) * 1e6);
}

static double
count_contents (const PnrMarket *market, guint part)
{
  guint caps[PNR_MARKET_MAX_PRODUCTS];
  double n = 1.0;

  pnr_market_get_caps (market, caps);
  for (guint j = 0; j < market->n_products; j++)
    if (pnr_market_get_part (market, j) == part)
      n *= caps[j] + 1.0;
  return n;
}

/* The product whose last unit is missed least; none where all are at what the offers need. */
static PnrMarketProduct *
find_least_wanted (PnrMarket *market, const gint64 *needed, guint part)
{
  PnrMarketProduct *least = NULL;

  for (guint j = 0; j < market->n_products; j++) {
    PnrMarketProduct *own = &market->products[j];

    if (own->max_quantity > needed[j] && pnr_market_get_part (market, j) == part
        && (least == NULL || own->max_quantity > least->max_quantity
            || (own->max_quantity == least->max_quantity
                && own->n_second_orders < least->n_second_orders)))
      least = own;
  }
  return least;
}

static gboolean
has_too_many_contents (const PnrMarket *market, guint part)
{
  return count_contents (market, part) > MOST_CONTENTS
         || (pnr_market_get_led (market) != 0 && pnr_market_count_cells (market) > MOST_CELLS);
}

/* A basket of everything twice has more contents than there is time for. */
static void
keep_few_contents (PnrMarket *market)
{
  gint64 needed[PNR_MARKET_MAX_PRODUCTS];

  for (guint j = 0; j < market->n_products; j++) {
    needed[j] = 1;
    for (guint b = 0; b < market->n_bundles; b++)
      if (market->bundles[b].kind == PNR_OFFER_TIER && market->bundles[b].quantity[j] > 0
          && market->bundles[b].tier_basis == PNR_TIER_BY_UNITS && market->bundles[b].n_tiers > 0)
        needed[j] = MAX (needed[j], market->bundles[b].tiers[market->bundles[b].n_tiers - 1].from);
  }
  for (guint part = 0; part < market->n_products; part++) {
    PnrMarketProduct *least;

    while (has_too_many_contents (market, part)
           && (least = find_least_wanted (market, needed, part)) != NULL)
      least->max_quantity--;
  }
}

/**
 * pnr_further_unit_settle:
 * @market: a market under construction, all else in it is final
 *
 * Gives each product that was bought twice in one order, or may be by an offer, the worth of a
 * further unit that reproduces how often that was.
 */
void
pnr_further_unit_settle (PnrMarket *market)
{
  double pooled = get_pooled_share (market);

  for (guint j = 0; j < market->n_products; j++)
    settle_share (&market->products[j], pooled);
  keep_few_contents (market);
  pnr_further_unit_settle_worth (market);
}

/* Once more, when something else is known of who buys the products. */
void
pnr_further_unit_settle_worth (PnrMarket *market)
{
  PnrBelief belief;

  /* Who simulates a market that is not complete is told so then. */
  if (!pnr_belief_check (market, NULL))
    return;
  pnr_belief_fill_unfitted (market, &belief);
  for (guint j = 0; j < market->n_products; j++)
    if (market->products[j].second_ppm > 0)
      market->products[j].decay_e4 = belief.decay_e4[j];
}

/* Whether joint draws differ in what further units are worth. */
gboolean
pnr_further_unit_is_doubtful (const PnrMarket *market)
{
  guint caps[PNR_MARKET_MAX_PRODUCTS];

  pnr_market_get_caps (market, caps);
  for (guint j = 0; j < market->n_products; j++) {
    const PnrRange *stated = &market->products[j].further_unit;

    if (caps[j] > 1 && (market->products[j].second_ppm > 0 || stated->high > stated->low))
      return TRUE;
  }
  return FALSE;
}

/* Wilson's interval of a share, the middle 90 %. */
static void
get_share_range (double share, double n, double *low, double *high)
{
  double square = TAIL_SCORE * TAIL_SCORE;
  double middle = (share + square / (2.0 * n)) / (1.0 + square / n);
  double half =
      TAIL_SCORE / (1.0 + square / n) * sqrt (share * (1.0 - share) / n + square / (4.0 * n * n));

  *low = MAX (middle - half, 1e-6);
  *high = MIN (middle + half, 0.999);
}

static char *
dup_source (const PnrMarketProduct *product)
{
  if (product->n_orders >= FEW_ORDERS && product->n_second_orders > 0)
    return g_strdup_printf (_ ("Counted: %" PRId64 " of %" PRId64 " orders with it hold two or "
                               "more"),
                            product->n_second_orders, product->n_orders);
  return g_strdup_printf (_ ("Counted: %" PRId64 " of %" PRId64 " orders with it hold two or more, "
                             "and as often as with the other products"),
                          product->n_second_orders, product->n_orders);
}

/* The name under which it is told. */
char *
pnr_further_unit_dup_name (const PnrMarketProduct *product)
{
  return g_strdup_printf (_ ("Value of a further unit of “%s” relative to the one before"),
                          product->name);
}

/**
 * pnr_further_unit_describe:
 * @market: a market
 * @product: place of a product in it
 * @spread: of the first unit, log-normal
 * @rate: share of those who know the product who buy one
 * @range: (out): what a further unit is worth
 * @source: (out): where that comes from
 *
 * Returns: whether something is known about it and two are of use
 */
gboolean
pnr_further_unit_describe (const PnrMarket *market, guint j, PnrValueSpread spread, double rate,
                           PnrRange *range, char **source)
{
  const PnrMarketProduct *product = &market->products[j];
  double share = (double) product->second_ppm / 1e6, low, high;
  guint caps[PNR_MARKET_MAX_PRODUCTS];

  pnr_market_get_caps (market, caps);
  if (caps[j] < 2 || (product->second_ppm == 0 && !(product->further_unit.value > 0.0)))
    return FALSE;
  if (product->second_ppm == 0) {
    *range = product->further_unit;
    *source = g_strdup (_ ("Stated in the plan"));
    return TRUE;
  }
  get_share_range (share, (double) MAX (product->n_orders, 1), &low, &high);
  range->value = pnr_further_unit_get_decay (market, j, PNR_VALUE_LOG_NORMAL, spread, rate, share);
  range->low =
      pnr_further_unit_get_decay (market, j, PNR_VALUE_LOG_NORMAL, spread, rate, MIN (low, share));
  range->high =
      pnr_further_unit_get_decay (market, j, PNR_VALUE_LOG_NORMAL, spread, rate, MAX (high, share));
  *source = dup_source (product);
  return TRUE;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How many know a product already, if so many are to take it where it is shown.
 *
 * Whoever knows everything has bought what she wants, so that showing a product does something for
 * those alone who did not know it. How many they are no order tells. It follows from how many are
 * believed to take the product: the fewer know it, the more of those who do buy it, and the more
 * take it once it is shown to the others. With a the share who know it, r the acceptance, of those
 * who buy the anchor and are shown the product:
 *
 *   cross-sell  (1 - a) c / a = (1 - c) r          c: share of the anchor's orders that hold it
 *   upsell      (1 - a) P_a (v' - p' > v - p | v > p) = r
 *
 * The first has a solution in closed form, a = c / (c + (1 - c) r). The second is found by halving,
 * as its left side falls in a; how far tastes for the two go together, depends on a as well. */
#include "config.h"

#include "economy/pnr-acceptance.h"

#include <gsl/gsl_cdf.h>
#include <math.h>

#include "economy/pnr-belief.h"
#include "economy/pnr-taste.h"

#define N_POINTS 256
#define N_HALVINGS 20
/* No more than so many of those who know a product buy it. */
#define GREATEST_RATE 0.5

static double
get_rate (const PnrMarket *market, guint product)
{
  return (double) market->products[product].n_orders / pnr_belief_get_shoppers (market).value;
}

static PnrValueSpread
get_spread (const PnrMarket *market, guint product, double rate)
{
  return pnr_value_spread_from_elasticity (PNR_VALUE_LOG_NORMAL,
                                           pnr_market_get_seen_price (market, product), rate,
                                           pnr_belief_get_elasticity (market, product).value);
}

static double
get_taste (const PnrMarket *market, guint anchor, guint target, double known)
{
  double n_shoppers = pnr_belief_get_shoppers (market).value;
  double awareness[PNR_MARKET_MAX_PRODUCTS];

  pnr_belief_get_awareness (market, n_shoppers, awareness);
  awareness[target] = known;
  return pnr_taste_get_range (market, anchor, target, n_shoppers, awareness).value;
}

/* Of those who find the anchor worth its price, the share to whom the target is worth more, if all
 * of them know it and @rate of all who know it buy it. */
static double
get_share_who_prefer (const PnrMarket *market, guint anchor, guint target, double rate, double rho)
{
  double rest = sqrt (1.0 - rho * rho);
  double price = (double) market->products[anchor].price_minor;
  PnrValueSpread own = get_spread (market, anchor, get_rate (market, anchor));
  PnrValueSpread other = get_spread (market, target, rate);
  double buyers = pnr_value_spread_rate_at (PNR_VALUE_LOG_NORMAL, own, price);
  double share = 0.0;

  for (guint i = 0; i < N_POINTS; i++) {
    double score = gsl_cdf_ugaussian_Qinv (buyers * (i + 0.5) / N_POINTS);
    double surplus = exp (own.mean + own.sd * score) - price;
    PnrValueSpread of_hers = { other.mean + other.sd * rho * score, other.sd * rest };

    share += pnr_value_spread_rate_at (PNR_VALUE_LOG_NORMAL, of_hers,
                                       (double) market->products[target].price_minor
                                           + MAX (surplus, 0.0))
             / N_POINTS;
  }
  return share;
}

static double
infer_for_upsell (const PnrMarket *market, guint anchor, guint target, double acceptance)
{
  double rate = get_rate (market, target);
  double low = MIN (rate / GREATEST_RATE, 1.0), high = 1.0;

  for (guint i = 0; i < N_HALVINGS; i++) {
    double middle = 0.5 * (low + high);

    if ((1.0 - middle)
            * get_share_who_prefer (market, anchor, target, rate / middle,
                                    get_taste (market, anchor, target, middle))
        > acceptance)
      low = middle;
    else
      high = middle;
  }
  return high;
}

/* One order added to those of the anchor, with the target in it as often as in any order, keeps a
 * few orders from proving anything. */
static double
infer_for_cross_sell (const PnrMarket *market, guint anchor, guint target, double acceptance)
{
  double usual = (double) market->products[target].n_orders / MAX ((double) market->n_orders, 1.0);
  double both =
      (double) MAX (market->n_pair_orders[anchor][target], market->n_pair_orders[target][anchor]);
  double share = MIN ((both + usual) / ((double) market->products[anchor].n_orders + 1.0), 1.0);
  double known = share / (share + (1.0 - share) * acceptance);

  return CLAMP (known, MIN (get_rate (market, target) / GREATEST_RATE, 1.0), 1.0);
}

static double
infer (const PnrMarket *market, PnrOfferedAs as, guint anchor, guint target, double acceptance)
{
  if (!(acceptance > 0.0))
    return 1.0;
  return as == PNR_OFFERED_AS_UPSELL ? infer_for_upsell (market, anchor, target, acceptance)
                                     : infer_for_cross_sell (market, anchor, target, acceptance);
}

/**
 * pnr_acceptance_infer_awareness:
 * @market: a market for which pnr_belief_check() holds, its elasticities learnt
 * @as: whether @target is shown beside @anchor or instead of it
 * @anchor: a product
 * @target: another
 * @acceptance: of the buyers of @anchor who are shown @target and did not buy it anyway, the share
 *   who take it
 *
 * Returns: the share of relevant shoppers who know @target without being shown it
 */
PnrRange
pnr_acceptance_infer_awareness (const PnrMarket *market, PnrOfferedAs as, guint anchor,
                                guint target, const PnrRange *acceptance)
{
  double value = infer (market, as, anchor, target, acceptance->value);

  return (PnrRange){
    .value = value,
    .low = MIN (infer (market, as, anchor, target, acceptance->high), value),
    .high = MAX (infer (market, as, anchor, target, acceptance->low), value),
  };
}

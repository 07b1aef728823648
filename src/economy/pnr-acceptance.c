/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How many know a product already, if so many are to take it where it is shown.
 *
 * Whoever knows everything has bought what she wants, so that showing a product does something for
 * those alone who did not know it. How many they are no order tells. It follows from how many are
 * believed to take the product: the fewer know it, the more of those who do buy it, and the more
 * take it once it is shown to the others. With a the share who know it, r the acceptance, and P_a
 * of those who buy the anchor and know the product,
 *
 *   cross-sell  (1 - a) P_a (v' > p') = r (1 - a P_a (v' > p'))
 *   upsell      (1 - a) P_a (v' - p' > v - p) = r
 *
 * where the acceptance of a cross-sell is of those who do not buy the product anyway. The left
 * sides fall in a, and a is found by halving. How far tastes for the two go together is that of the
 * market, and depends on a as well: so a few orders that hold both do not prove anything here
 * either. */
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

/* Of those who find the anchor worth its price, the share who want the target, beside it or instead
 * of it, if all of them know it and @rate of all who know it buy it. */
static double
get_share_who_want (const PnrMarket *market, PnrOfferedAs as, guint anchor, guint target,
                    double rate, double rho)
{
  double rest = sqrt (1.0 - rho * rho);
  double price = (double) market->products[anchor].price_minor;
  PnrValueSpread own = get_spread (market, anchor, get_rate (market, anchor));
  PnrValueSpread other = get_spread (market, target, rate);
  double buyers = pnr_value_spread_rate_at (PNR_VALUE_LOG_NORMAL, own, price);
  double share = 0.0;

  for (guint i = 0; i < N_POINTS; i++) {
    double score = gsl_cdf_ugaussian_Qinv (buyers * (i + 0.5) / N_POINTS);
    double surplus = as == PNR_OFFERED_AS_UPSELL ? exp (own.mean + own.sd * score) - price : 0.0;
    PnrValueSpread of_hers = { other.mean + other.sd * rho * score, other.sd * rest };

    share += pnr_value_spread_rate_at (PNR_VALUE_LOG_NORMAL, of_hers,
                                       (double) market->products[target].price_minor
                                           + MAX (surplus, 0.0))
             / N_POINTS;
  }
  return share;
}

/* Of the anchor's buyers who are shown the target, the share who take it and did not buy it anyway,
 * less those who should. */
static double
get_excess (const PnrMarket *market, PnrOfferedAs as, guint anchor, guint target, double acceptance,
            double known)
{
  double share = get_share_who_want (market, as, anchor, target, get_rate (market, target) / known,
                                     get_taste (market, anchor, target, known));
  double others = as == PNR_OFFERED_AS_UPSELL ? 1.0 : 1.0 - known * share;

  return (1.0 - known) * share - acceptance * others;
}

static double
infer (const PnrMarket *market, PnrOfferedAs as, guint anchor, guint target, double acceptance)
{
  double low = MIN (get_rate (market, target) / GREATEST_RATE, 1.0), high = 1.0;

  if (!(acceptance > 0.0))
    return 1.0;
  for (guint i = 0; i < N_HALVINGS; i++) {
    double middle = 0.5 * (low + high);

    if (get_excess (market, as, anchor, target, acceptance, middle) > 0.0)
      low = middle;
    else
      high = middle;
  }
  return high;
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

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is believed about a market's shoppers: central values, ranges, and joint draws from them.
 *
 * Sales say how many bought what, alone and together. They do not say how many looked, nor what a
 * changed price would do; those are assumptions with a range. A joint draw takes every number from
 * its distribution at once and is calibrated to the same counts again. */
#include "config.h"

#include "economy/pnr-belief.h"

#include <glib/gi18n.h>
#include <gsl/gsl_cdf.h>
#include <gsl/gsl_errno.h>
#include <inttypes.h>
#include <math.h>
#include <string.h>

#include "base/pnr-money.h"
#include "economy/pnr-contradiction.h"
#include "economy/pnr-cost-belief.h"
#include "economy/pnr-further-unit.h"
#include "economy/pnr-past-sales.h"
#include "economy/pnr-price-table.h"
#include "economy/pnr-quasi-random.h"
#include "economy/pnr-recalibration.h"
#include "economy/pnr-shop.h"
#include "economy/pnr-taste.h"

#define FINEST_SCALE 16
#define GREATEST_VALUE (1 << 26)
/* So many greatest values still fit together into the numbers that are compared. */
#define MOST_VALUES 24.0
#define GREATEST_ELASTICITY (-0.3)
#define LEAST_ELASTICITY (-8.0)
#define LITERATURE_ELASTICITY (-2.6)
#define ELASTICITY_SD 1.5
#define BEST_SELLER_RATE 0.03
/* A normal's 5 % and 95 % points lie this many deviations from its mean. */
#define TAIL_SCORE 1.6448536269514722
/* Nobody sells to everyone who looks; above this the market size is wrong. */
#define GREATEST_RATE 0.9
#define FEW_ORDERS 30
#define FEW_PAIRS 5

static gboolean
check_products (const PnrMarket *market, GError **error)
{
  for (guint j = 0; j < market->n_products; j++) {
    const PnrMarketProduct *product = &market->products[j];

    if (product->price_minor == PNR_MONEY_UNKNOWN || product->price_minor <= 0) {
      g_set_error (error, PNR_ECONOMY_ERROR, PNR_ECONOMY_ERROR_UNKNOWN_PRICE,
                   _ ("“%s” has no price above zero. Enter its price to simulate."), product->name);
      return FALSE;
    }
    if (product->cost_minor == PNR_MONEY_UNKNOWN || product->cost_minor < 0) {
      g_set_error (error, PNR_ECONOMY_ERROR, PNR_ECONOMY_ERROR_UNKNOWN_COST,
                   _ ("“%s” has no unit cost. Enter its cost to simulate."), product->name);
      return FALSE;
    }
    if (product->price_minor > GREATEST_VALUE / 4) {
      g_set_error (
          error, PNR_ECONOMY_ERROR, PNR_ECONOMY_ERROR_PRICE_TOO_LARGE,
          _ ("The price of “%s” is too large to simulate. Plan in a larger unit of money."),
          product->name);
      return FALSE;
    }
    if (product->n_orders <= 0) {
      g_set_error (error, PNR_ECONOMY_ERROR, PNR_ECONOMY_ERROR_NO_ORDERS,
                   _ ("“%s” is in no order, so nothing is known about its buyers. Import orders "
                      "that hold it, or leave it out."),
                   product->name);
      return FALSE;
    }
  }
  return TRUE;
}

static gboolean
needs_price (const PnrMarketBundle *offer)
{
  return offer->off_ppm <= 0 && offer->kind != PNR_OFFER_TIER && offer->kind != PNR_OFFER_GIFT;
}

/* What only offers of one kind must say. */
static gboolean
check_kind (const PnrMarket *market, guint b, GError **error)
{
  const PnrMarketBundle *offer = &market->bundles[b];
  guint n_members = (guint) __builtin_popcount (pnr_market_get_members (market, b) & ~offer->fixed);

  if (offer->kind == PNR_OFFER_CHOICE && (offer->n_of == 0 || offer->n_of > n_members))
    g_set_error (error, PNR_ECONOMY_ERROR, PNR_ECONOMY_ERROR_NO_BUNDLE,
                 _ ("“%s” does not say how many of its %u products are chosen. Enter a number from "
                    "1 to %u to simulate."),
                 offer->name, n_members, n_members);
  else if (offer->kind == PNR_OFFER_TIER && offer->n_tiers == 0)
    g_set_error (error, PNR_ECONOMY_ERROR, PNR_ECONOMY_ERROR_NO_BUNDLE,
                 _ ("“%s” has no step. Enter from how many pieces it takes how much off."),
                 offer->name);
  else if (offer->kind == PNR_OFFER_GIFT && offer->threshold_minor <= 0)
    g_set_error (error, PNR_ECONOMY_ERROR, PNR_ECONOMY_ERROR_UNKNOWN_PRICE,
                 _ ("“%s” does not say from which order value the gift is given. Enter one to "
                    "simulate."),
                 offer->name);
  else
    return TRUE;
  return FALSE;
}

static gboolean
check_bundles (const PnrMarket *market, GError **error)
{
  for (guint b = 0; b < market->n_bundles; b++) {
    const PnrMarketBundle *bundle = &market->bundles[b];

    if (pnr_market_get_members (market, b) == 0) {
      g_set_error (error, PNR_ECONOMY_ERROR, PNR_ECONOMY_ERROR_NO_BUNDLE,
                   _ ("“%s” holds no product. Add products to it to simulate."), bundle->name);
      return FALSE;
    }
    if (needs_price (bundle)
        && (bundle->price_minor == PNR_MONEY_UNKNOWN || bundle->price_minor <= 0)) {
      g_set_error (error, PNR_ECONOMY_ERROR, PNR_ECONOMY_ERROR_UNKNOWN_PRICE,
                   _ ("“%s” has no price above zero. Enter its price to simulate."), bundle->name);
      return FALSE;
    }
    if (!check_kind (market, b, error))
      return FALSE;
  }
  return TRUE;
}

/* What the products that something joins can be combined to, at most. */
static gboolean
check_size (const PnrMarket *market, GError **error)
{
  guint caps[PNR_MARKET_MAX_PRODUCTS];
  guint64 n_contents[PNR_MARKET_MAX_PRODUCTS] = { 0 };
  guint64 most = 0;

  pnr_market_get_caps (market, caps);
  for (guint j = 0; j < market->n_products; j++) {
    guint64 *own = &n_contents[pnr_market_get_part (market, j)];

    *own = MIN (MAX (*own, 1) * (caps[j] + 1), (guint64) PNR_MAX_CONTENTS + 1);
    most = MAX (most, *own);
  }
  if (most <= PNR_MAX_CONTENTS)
    return TRUE;
  g_set_error_literal (error, PNR_ECONOMY_ERROR, PNR_ECONOMY_ERROR_TOO_MANY_PRODUCTS,
                       _ ("The bundles hold too many products or units to simulate together. "
                          "Leave out a bundle or lower its quantities."));
  return FALSE;
}

/**
 * pnr_belief_check:
 * @market: a market
 * @error: what is missing and what to do
 *
 * Returns: whether shoppers can be drawn for @market
 */
gboolean
pnr_belief_check (const PnrMarket *market, GError **error)
{
  static gsize handler_is_off = 0;

  /* The library would end the program where a number has no answer; it returns NaN instead. */
  if (g_once_init_enter (&handler_is_off)) {
    gsl_set_error_handler_off ();
    g_once_init_leave (&handler_is_off, 1);
  }
  if (market->n_products == 0 || market->n_bundles == 0) {
    g_set_error_literal (error, PNR_ECONOMY_ERROR, PNR_ECONOMY_ERROR_NO_BUNDLE,
                         _ ("There is no bundle to simulate. Add a bundle to the scenario."));
    return FALSE;
  }
  return check_products (market, error) && check_bundles (market, error)
         && check_size (market, error) && pnr_contradiction_check (market, error);
}

static double
get_most_orders (const PnrMarket *market)
{
  gint64 most = 0;

  for (guint j = 0; j < market->n_products; j++)
    most = MAX (most, market->products[j].n_orders);
  return (double) most;
}

/* Where nobody states it, the best seller is taken to win 3 % of those who look. */
PnrRange
pnr_belief_get_shoppers (const PnrMarket *market)
{
  PnrRange range = market->relevant_shoppers;
  double most = get_most_orders (market);
  double least = MAX (most / GREATEST_RATE, (double) market->n_orders);

  if (!(range.value > 0.0))
    range = (PnrRange){ most / BEST_SELLER_RATE, most / 0.2, most / 0.005 };
  if (!(range.low > 0.0))
    range.low = range.value / 3.0;
  if (!(range.high > 0.0))
    range.high = range.value * 3.0;
  range.value = MAX (range.value, least);
  range.low = CLAMP (range.low, least, range.value);
  range.high = MAX (range.high, range.value);
  return range;
}

/* Where nobody states it, the price at which it was sold is taken to be right: minus one over the
 * margin share. */
PnrRange
pnr_belief_get_elasticity (const PnrMarket *market, guint product)
{
  const PnrMarketProduct *self = &market->products[product];
  PnrRange range = self->elasticity;
  double seen = pnr_market_get_seen_price (market, product);
  double net = seen / (1.0 + market->costs.vat_ppm / 1e6)
               + seen * pnr_market_get_extra_net_share (market, product);
  double margin = (net - self->cost_minor) / net;

  if (!(range.value < 0.0)) {
    range.value = margin > 0.0 ? -1.0 / margin : LITERATURE_ELASTICITY;
    range.low = range.high = NAN;
  }
  range.value = CLAMP (range.value, LEAST_ELASTICITY, GREATEST_ELASTICITY);
  if (!(range.low < 0.0))
    range.low = range.value - TAIL_SCORE * ELASTICITY_SD;
  if (!(range.high < 0.0))
    range.high = range.value + TAIL_SCORE * ELASTICITY_SD;
  range.low = CLAMP (range.low, LEAST_ELASTICITY, range.value);
  range.high = CLAMP (range.high, range.value, GREATEST_ELASTICITY);
  return range;
}

/* What can be paid through an offer in one order, at most. */
static gint64
get_most_paid (const PnrMarket *market, guint b, const guint *caps)
{
  const PnrMarketBundle *offer = &market->bundles[b];
  gint64 most = 0, sum = 0, bother = 0;

  for (guint j = 0; j < market->n_products; j++)
    if (offer->quantity[j] > 0) {
      gint64 uses = (caps[j] + offer->quantity[j] - 1) / offer->quantity[j];

      most = MAX (most, uses);
      sum += uses;
    }
  bother = (gint64) MIN (fabs (MAX (offer->friction.value, offer->friction.high)), 1e12);
  if (offer->kind == PNR_OFFER_CHOICE)
    most = sum;
  if (offer->kind == PNR_OFFER_TIER || offer->kind == PNR_OFFER_GIFT)
    most = 0;
  return most * (offer->off_ppm > 0 ? 0 : offer->price_minor) + MAX (most, 1) * bother;
}

/* Baskets of many units that add to each other's worth must not outgrow their numbers. */
static gint32
get_cap (const PnrMarket *market, const guint *caps)
{
  double most = 0.0;

  for (guint j = 0; j < market->n_products; j++) {
    double bond = 1.0, worth = 0.0, step = 1.0;

    for (guint unit = 0; unit < caps[j]; unit++, step *= market->products[j].decay_e4 / 1e4)
      worth += step;
    for (guint k = 0; k < market->n_products; k++)
      bond += k != j ? MAX (market->theta_percent[j][k], 0) / 100.0 : 0.0;
    most += worth * bond;
  }
  return (gint32) (GREATEST_VALUE * MIN (1.0, MOST_VALUES / most));
}

/* Parts of a minor unit: as fine as the prices leave room for. */
static void
set_scale (const PnrMarket *market, PnrDemand *demand)
{
  guint caps[PNR_MARKET_MAX_PRODUCTS];
  gint64 dearest = 1, total = 0;

  pnr_market_get_caps (market, caps);
  for (guint j = 0; j < market->n_products; j++) {
    dearest = MAX (dearest, market->products[j].price_minor);
    total += market->products[j].price_minor * caps[j];
  }
  for (guint b = 0; b < market->n_bundles; b++)
    total += get_most_paid (market, b, caps);
  total += market->tariff.charge_minor;
  demand->scale = FINEST_SCALE;
  while (
      demand->scale > 1
      && (dearest * demand->scale > GREATEST_VALUE / 4 || total * demand->scale > G_MAXINT32 / 4))
    demand->scale /= 2;
  demand->cap = get_cap (market, caps);
}

/* The quantile of a beta distribution by halving; the library's own inverse fails to converge for
 * a fifth of ordinary counts. */
static double
get_beta_quantile (double share, double a, double b)
{
  double low = 0.0, high = 1.0;

  for (int round = 0; round < 50; round++) {
    double middle = 0.5 * (low + high);

    if (gsl_cdf_beta_P (middle, a, b) < share)
      low = middle;
    else
      high = middle;
  }
  return 0.5 * (low + high);
}

static double
draw_rate (double n_orders, double n_shoppers, double score)
{
  double rate = n_orders / n_shoppers;

  if (!isnan (score))
    rate = get_beta_quantile (score, n_orders + 0.5, MAX (n_shoppers - n_orders, 0.0) + 0.5);
  return CLAMP (rate, 1e-6, GREATEST_RATE);
}

static double
draw_elasticity (PnrRange range, double score)
{
  double sd = MAX ((range.high - range.low) / (2.0 * TAIL_SCORE), 1e-6);
  double from = gsl_cdf_ugaussian_P ((LEAST_ELASTICITY - range.value) / sd);
  double to = gsl_cdf_ugaussian_P ((GREATEST_ELASTICITY - range.value) / sd);

  if (isnan (score))
    return range.value;
  return CLAMP (range.value + sd * gsl_cdf_ugaussian_Pinv (from + score * (to - from)),
                LEAST_ELASTICITY, GREATEST_ELASTICITY);
}

/* Log-uniform, so that the range holds the middle 90 %. */
static double
draw_shoppers (const PnrMarket *market, PnrRange range, double score)
{
  double half = 0.5 * log (range.high / range.low) / 0.9;
  double middle = 0.5 * log (range.high * range.low);
  double least = MAX (get_most_orders (market) / GREATEST_RATE, (double) market->n_orders);

  return MAX (exp (middle + (2.0 * score - 1.0) * half), least);
}

/* NaN for every score means the central value. */
typedef struct {
  double shoppers;
  double family;
  double rate[PNR_MARKET_MAX_PRODUCTS];
  double elasticity[PNR_MARKET_MAX_PRODUCTS];
  double pair[PNR_MARKET_MAX_PRODUCTS][PNR_MARKET_MAX_PRODUCTS];
  double awareness[PNR_MARKET_MAX_PRODUCTS];
  double exposure[PNR_MARKET_MAX_BUNDLES];
  double loss[PNR_MARKET_MAX_BUNDLES];
  double bother[PNR_MARKET_MAX_BUNDLES];
  double second[PNR_MARKET_MAX_PRODUCTS];
  double led_exposure[PNR_N_OFFERED_AS];
  double led_loss[PNR_N_OFFERED_AS];
} Scores;

/* A share that has the middle of its range where it is believed to be; NaN: that middle. */
double
pnr_belief_draw_share (const PnrRange *range, double score)
{
  double mean = CLAMP (range->value, 0.0, 1.0);
  double sd = (range->high - range->low) / (2.0 * TAIL_SCORE);
  double spread = mean * (1.0 - mean);

  if (isnan (score) || !(sd > 1e-9))
    return mean;
  if (sd * sd < 0.99 * spread)
    return get_beta_quantile (score, mean * (spread / (sd * sd) - 1.0),
                              (1.0 - mean) * (spread / (sd * sd) - 1.0));
  return CLAMP (range->low + score * (range->high - range->low), 0.0, 1.0);
}

static double
draw_bother (const PnrRange *range, double score)
{
  double sd = (range->high - range->low) / (2.0 * TAIL_SCORE);

  if (isnan (score) || !(sd > 0.0))
    return range->value;
  return MAX (range->value + sd * gsl_cdf_ugaussian_Pinv (score), 0.0);
}

static void
fill_offers (const PnrMarket *market, const Scores *scores, PnrBelief *belief)
{
  guint row_of[PNR_MARKET_MAX_BUNDLES];

  pnr_demand_rank_bundles (market, row_of);
  for (guint b = 0; b < market->n_bundles; b++) {
    const PnrMarketBundle *offer = &market->bundles[b];
    gboolean is_led = offer->offered_as != PNR_OFFERED_AS_BUNDLE;

    /* What is believed of a place, or of a tactic, is one number for all that is shown there. */
    belief->exposure[b] =
        pnr_belief_draw_share (&offer->exposure, is_led ? scores->led_exposure[offer->offered_as]
                                                        : scores->exposure[row_of[b]]);
    belief->loss[b] = pnr_belief_draw_share (
        &offer->loss, is_led ? scores->led_loss[offer->offered_as] : scores->loss[row_of[b]]);
    belief->bother_minor[b] = draw_bother (&offer->friction, scores->bother[row_of[b]]);
  }
}

/* At least as many know a product as bought it. */
static double
get_awareness (double known, double rate)
{
  return MAX (known, rate / GREATEST_RATE);
}

/* How many know each product, as it is most likely. */
void
pnr_belief_get_awareness (const PnrMarket *market, double n_shoppers, double *awareness)
{
  for (guint j = 0; j < market->n_products; j++)
    awareness[j] =
        get_awareness (pnr_belief_draw_share (&market->products[j].awareness, NAN),
                       draw_rate ((double) market->products[j].n_orders, n_shoppers, NAN));
}

static void
fill_correlations (const PnrMarket *market, const Scores *scores, PnrBelief *belief,
                   PnrPairFit *pairs)
{
  PnrDemand *demand = &belief->demand;
  PnrCorrelations rho;

  pnr_taste_fill (market, belief->n_shoppers, belief->awareness, demand->row_of, scores->pair,
                  pairs->told);
  memcpy (rho, pairs->told, sizeof rho);
  pnr_correlations_repair (rho, market->n_products);
  pnr_correlations_factor (rho, market->n_products, demand->factor);
}

/* @rate: of those who know the product. */
static gint64
draw_decay (const PnrMarket *market, guint j, const PnrDemand *demand, double rate, double score)
{
  const PnrMarketProduct *product = &market->products[j];
  double share = (double) product->second_ppm / 1e6, n = (double) product->n_orders;

  if (product->second_ppm == 0 && product->further_unit.value > 0.0)
    return llround (1e4 * pnr_belief_draw_share (&product->further_unit, score));
  if (product->second_ppm == 0)
    return product->decay_e4;
  if (!isnan (score))
    share = get_beta_quantile (score, share * n + 0.5, (1.0 - share) * n + 0.5);
  return llround (1e4
                  * pnr_further_unit_get_decay (market, j, demand->family, demand->spread[j], rate,
                                                CLAMP (share, 1e-6, 0.999)));
}

/* How closely simulated orders are fitted to the counted ones. */
typedef enum {
  FIT_NONE,
  FIT_ROUGH,
  FIT_FINE,
} Fit;

static void
fill_belief (const PnrMarket *market, const Scores *scores, Fit fit, PnrBelief *belief,
             PnrProgress *progress)
{
  PnrDemand *demand = &belief->demand;
  PnrRange shoppers = pnr_belief_get_shoppers (market);
  double rates[PNR_MARKET_MAX_PRODUCTS];
  PnrPairFit pairs;

  pnr_demand_rank_products (market, demand->row_of);
  demand->n_products = market->n_products;
  demand->family = scores->family > 0.5 ? PNR_VALUE_NORMAL : PNR_VALUE_LOG_NORMAL;
  set_scale (market, demand);
  belief->n_shoppers = isnan (scores->shoppers)
                           ? shoppers.value
                           : draw_shoppers (market, shoppers, scores->shoppers);
  for (guint j = 0; j < market->n_products; j++) {
    guint row = demand->row_of[j];
    const PnrMarketProduct *product = &market->products[j];
    double known = pnr_belief_draw_share (&product->awareness, scores->awareness[row]);
    double rate = draw_rate ((double) product->n_orders, belief->n_shoppers, scores->rate[row]);
    double elasticity =
        draw_elasticity (pnr_belief_get_elasticity (market, j), scores->elasticity[row]);

    rates[j] = rate;
    belief->awareness[j] = get_awareness (known, rate);
    /* Whoever does not know a product did not buy it: the others bought it the more often. */
    demand->spread[j] =
        pnr_value_spread_from_elasticity (demand->family, pnr_market_get_seen_price (market, j),
                                          rate / belief->awareness[j], elasticity);
    belief->decay_e4[j] =
        draw_decay (market, j, demand, rate / belief->awareness[j], scores->second[row]);
  }
  fill_offers (market, scores, belief);
  fill_correlations (market, scores, belief, &pairs);
  if (fit != FIT_NONE && pnr_market_is_additive (market))
    pnr_pair_fit_settle (&pairs, market, rates, belief);
  else if (fit != FIT_NONE)
    pnr_belief_recalibrate (market, rates, &pairs, fit == FIT_FINE, belief, progress);
}

static void
fill_scores (Scores *scores, double score)
{
  double *all = (double *) scores;

  for (gsize i = 0; i < sizeof *scores / sizeof *all; i++)
    all[i] = score;
}

static void
fill_likely (const PnrMarket *market, Fit fit, PnrBelief *belief, PnrProgress *progress)
{
  Scores scores;

  fill_scores (&scores, NAN);
  scores.family = 0.0;
  fill_belief (market, &scores, fit, belief, progress);
}

/* Everything at its most likely value; log-normal. Means nothing after a cancellation. */
void
pnr_belief_fill_central (const PnrMarket *market, PnrBelief *belief, PnrProgress *progress)
{
  fill_likely (market, FIT_FINE, belief, progress);
}

/* The same, calibrated as roughly and as fast as a draw, for who tries many markets. */
void
pnr_belief_fill_rough (const PnrMarket *market, PnrBelief *belief, PnrProgress *progress)
{
  fill_likely (market, FIT_ROUGH, belief, progress);
}

/* The same without calibration, for what the calibration leaves as it is. */
void
pnr_belief_fill_unfitted (const PnrMarket *market, PnrBelief *belief)
{
  fill_likely (market, FIT_NONE, belief, NULL);
}

/* What matters less comes from plain pseudo-random numbers, each under a number of its own. */
static void
draw_offer_scores (Scores *scores, guint draw, guint64 seed)
{
  guint next = PNR_MARKET_MAX_PRODUCTS * PNR_MARKET_MAX_PRODUCTS;

  for (guint j = 0; j < PNR_MARKET_MAX_PRODUCTS; j++)
    scores->awareness[j] = pnr_quasi_random_hash (seed, draw, next++);
  for (guint b = 0; b < PNR_MARKET_MAX_BUNDLES; b++) {
    scores->exposure[b] = pnr_quasi_random_hash (seed, draw, next++);
    scores->loss[b] = pnr_quasi_random_hash (seed, draw, next++);
    scores->bother[b] = pnr_quasi_random_hash (seed, draw, next++);
  }
  for (guint j = 0; j < PNR_MARKET_MAX_PRODUCTS; j++)
    scores->second[j] = pnr_quasi_random_hash (seed, draw, next++);
  for (int as = 0; as < PNR_N_OFFERED_AS; as++) {
    scores->led_exposure[as] = pnr_quasi_random_hash (seed, draw, next++);
    scores->led_loss[as] = pnr_quasi_random_hash (seed, draw, next++);
  }
}

/**
 * pnr_belief_fill_draw:
 * @market: a market
 * @draw: number of the draw
 * @seed: key of the draws
 * @belief: (out): one joint draw of all assumptions, calibrated to the same counts
 * @progress: (nullable): can cancel; the belief means nothing then
 *
 * Costs in doubt are drawn along, as pnr_cost_belief_draw() draws them, because what a price tells
 * of its elasticity depends on them; whoever counts money asks for the same draw of the market.
 * The two numbers that matter most for every product come from an even sequence, pairs and offers
 * from plain pseudo-random numbers.
 */
void
pnr_belief_fill_draw (const PnrMarket *market, guint draw, guint64 seed, PnrBelief *belief,
                      PnrProgress *progress)
{
  const guint32 scramble = G_MAXUINT32;
  g_autoptr (PnrMarket) drawn = pnr_cost_belief_draw (market, draw, seed);
  Scores scores = { 0 };

  pnr_quasi_random_fill (0, draw, 1, seed, scramble, &scores.shoppers);
  pnr_quasi_random_fill (1, draw, 1, seed, scramble, &scores.family);
  for (guint j = 0; j < PNR_MARKET_MAX_PRODUCTS; j++) {
    pnr_quasi_random_fill (2 + j, draw, 1, seed, scramble, &scores.elasticity[j]);
    pnr_quasi_random_fill (2 + PNR_MARKET_MAX_PRODUCTS + j, draw, 1, seed, scramble,
                           &scores.rate[j]);
    for (guint k = 0; k < j; k++)
      scores.pair[j][k] = scores.pair[k][j] =
          pnr_quasi_random_hash (seed, draw, j * PNR_MARKET_MAX_PRODUCTS + k);
  }
  draw_offer_scores (&scores, draw, seed);
  fill_belief (drawn != NULL ? drawn : market, &scores, FIT_ROUGH, belief, progress);
  /* All draws count in the same parts of a minor unit. */
  set_scale (market, &belief->demand);
}

/* Returns: (transfer full): where the elasticity of a product comes from */
char *
pnr_belief_dup_elasticity_source (const PnrMarketProduct *product)
{
  if (product->n_weeks > 0)
    return g_strdup_printf (_ ("From %" PRId64 " weeks at %" PRId64
                               " prices in the orders; what changed with the price "
                               "may have other reasons"),
                            product->n_weeks, product->n_prices);
  if (product->elasticity.value < 0.0)
    return g_strdup (_ ("Stated in the plan"));
  return g_strdup (_ ("Assumed: the present price is right for its cost"));
}

const char *
pnr_belief_get_awareness_source (const PnrMarketProduct *product)
{
  return product->is_awareness_inferred
             ? _ ("From its orders and how many are assumed to take it where it is shown")
             : _ ("Stated in the plan");
}

/* What the orders say beyond how many hold the product. */
static void
list_past (const PnrMarket *market, guint j, double n_shoppers, PnrOutcome *outcome)
{
  double awareness[PNR_MARKET_MAX_PRODUCTS];
  double rate;
  PnrRange worth;
  g_autofree char *name = pnr_further_unit_dup_name (&market->products[j]);
  g_autofree char *source = NULL;

  pnr_belief_get_awareness (market, n_shoppers, awareness);
  rate = draw_rate ((double) market->products[j].n_orders, n_shoppers, NAN) / awareness[j];
  pnr_past_sales_list (market, j, outcome);
  if (pnr_further_unit_describe (market, j,
                                 pnr_value_spread_from_elasticity (
                                     PNR_VALUE_LOG_NORMAL, pnr_market_get_seen_price (market, j),
                                     rate, pnr_belief_get_elasticity (market, j).value),
                                 rate, &worth, &source))
    pnr_outcome_add_assumed (outcome, name, worth.value, worth.low, worth.high, source);
}

static void
list_product (const PnrMarket *market, guint j, double n_shoppers, PnrOutcome *outcome)
{
  const PnrMarketProduct *product = &market->products[j];
  PnrRange elasticity = pnr_belief_get_elasticity (market, j);
  double n = (double) product->n_orders;
  g_autofree char *rate_name = g_strdup_printf (_ ("Purchase rate of “%s”"), product->name);
  g_autofree char *name = g_strdup_printf (_ ("Price elasticity of “%s”"), product->name);
  g_autofree char *source = pnr_belief_dup_elasticity_source (product);

  pnr_outcome_add_assumed (outcome, rate_name, draw_rate (n, n_shoppers, NAN),
                           draw_rate (n, n_shoppers, 0.05), draw_rate (n, n_shoppers, 0.95),
                           _ ("Counted in the orders"));
  pnr_outcome_add_assumed (outcome, name, elasticity.value, elasticity.low, elasticity.high,
                           source);
  list_past (market, j, n_shoppers, outcome);
  if (n < FEW_ORDERS)
    pnr_outcome_take_warning (
        outcome, g_strdup_printf (_ ("“%s” is in fewer than %d orders; its figures are rough."),
                                  product->name, FEW_ORDERS));
  if (elasticity.value > -1.0)
    pnr_outcome_take_warning (
        outcome,
        g_strdup_printf (_ ("Buyers of “%s” are taken to react so little to its price that a "
                            "higher price would always earn more. Check its elasticity."),
                         product->name));
}

static gboolean
share_an_offer (const PnrMarket *market, guint j, guint k)
{
  for (guint b = 0; b < market->n_bundles; b++) {
    const PnrMarketBundle *offer = &market->bundles[b];

    if ((offer->quantity[j] > 0 || offer->anchor_quantity[j] > 0)
        && (offer->quantity[k] > 0 || offer->anchor_quantity[k] > 0))
      return TRUE;
  }
  return FALSE;
}

static void
list_range (PnrOutcome *outcome, char *name, const PnrRange *range, double usual, double unit,
            const char *source)
{
  g_autofree char *own_name = name;

  if (range->value != usual || range->low != usual || range->high != usual)
    pnr_outcome_add_assumed (outcome, own_name, range->value / unit,
                             MIN (range->low, range->value) / unit,
                             MAX (range->high, range->value) / unit, source);
}

/* What a relationship leads to is shown where such things are shown, unless the plan says more. */
static const char *
get_showing_source (const PnrMarketBundle *offer, gboolean is_stated)
{
  return offer->offered_as == PNR_OFFERED_AS_BUNDLE || is_stated
             ? _ ("Stated in the plan")
             : _ ("Assumed until a test of your own says otherwise");
}

static void
list_offer (const PnrMarket *market, guint b, PnrOutcome *outcome)
{
  const PnrMarketBundle *offer = &market->bundles[b];

  list_range (outcome, g_strdup_printf (_ ("Share who see “%s”"), offer->name), &offer->exposure,
              1.0, 1.0, get_showing_source (offer, offer->is_exposure_stated));
  list_range (outcome, g_strdup_printf (_ ("Felt cost of taking “%s”"), offer->name),
              &offer->friction, 0.0, (double) pnr_currency_get_unit (market->currency),
              _ ("Stated in the plan"));
  list_range (outcome, g_strdup_printf (_ ("Share of buyers lost by showing “%s”"), offer->name),
              &offer->loss, 0.0, 1.0, get_showing_source (offer, offer->is_loss_stated));
}

static void
list_theta (const PnrMarket *market, guint j, guint k, PnrOutcome *outcome)
{
  double theta = market->theta_percent[j][k] / 100.0;
  g_autofree char *name =
      g_strdup_printf (_ ("What “%s” and “%s” in one basket add to each other’s worth"),
                       market->products[j].name, market->products[k].name);

  pnr_outcome_add_assumed (outcome, name, theta, theta, theta, _ ("Stated in the plan"));
}

static void
list_pair (const PnrMarket *market, guint j, guint k, double n_shoppers, PnrOutcome *outcome)
{
  double awareness[PNR_MARKET_MAX_PRODUCTS];
  g_autofree char *name = g_strdup_printf (_ ("Correlation of taste for “%s” and “%s”"),
                                           market->products[j].name, market->products[k].name);
  PnrRange taste;

  pnr_belief_get_awareness (market, n_shoppers, awareness);
  taste = pnr_taste_get_range (market, j, k, n_shoppers, awareness);
  pnr_outcome_add_assumed (outcome, name, taste.value, taste.low, taste.high,
                           pnr_taste_get_source (market, j, k));
  if (market->theta_percent[j][k] != 0)
    list_theta (market, j, k, outcome);
  if (pnr_taste_count_pair (market, j, k) < FEW_PAIRS && !pnr_taste_are_alternatives (market, j, k))
    pnr_outcome_take_warning (
        outcome,
        g_strdup_printf (_ ("“%s” and “%s” were bought together fewer than %d times; how their "
                            "buyers overlap is nearly a guess."),
                         market->products[j].name, market->products[k].name, FEW_PAIRS));
}

static void
list_common (const PnrMarket *market, PnrRange shoppers, PnrOutcome *outcome)
{
  guint caps[PNR_MARKET_MAX_PRODUCTS];
  gboolean has_second_units = FALSE;

  pnr_market_get_caps (market, caps);
  for (guint j = 0; j < market->n_products; j++)
    has_second_units |= caps[j] > 1 && market->products[j].second_ppm == 0
                        && !(market->products[j].further_unit.value > 0.0);
  pnr_outcome_add_assumed (outcome, _ ("Relevant shoppers"), shoppers.value, shoppers.low,
                           shoppers.high,
                           market->relevant_shoppers.value > 0.0
                               ? _ ("Stated in the plan")
                               : _ ("Assumed: 3 % of those who look buy the best seller"));
  pnr_outcome_add_assumed (outcome, _ ("Chance that values are normal instead of log-normal"), 0.0,
                           0.0, 0.5,
                           _ ("Figures use log-normal values; ranges use either, half and half"));
  if (has_second_units)
    pnr_outcome_add_assumed (outcome, _ ("Value of a further unit relative to the one before"),
                             PNR_MARKET_DECAY_E4 / 1e4, PNR_MARKET_DECAY_E4 / 1e4,
                             PNR_MARKET_DECAY_E4 / 1e4, _ ("Assumed"));
  pnr_outcome_add_assumed (outcome, _ ("Share of joint purchases due to complementarity"), 0.0, 0.0,
                           0.0, _ ("Assumed: joint purchases are a matter of taste"));
  if (market->complementarity.value > 0.0)
    pnr_outcome_take_warning (
        outcome, g_strdup (_ ("Complementarity is left out: joint purchases are all taken for "
                              "taste, which is the cautious reading.")));
}

/**
 * pnr_belief_list:
 * @market: a market
 * @outcome: takes the list
 *
 * Lists every assumption as used and warns, in sentences, where the ground is thin.
 */
void
pnr_belief_list (const PnrMarket *market, PnrOutcome *outcome)
{
  PnrRange shoppers = pnr_belief_get_shoppers (market);

  pnr_contradiction_list (market, outcome);
  list_common (market, shoppers, outcome);
  for (guint j = 0; j < market->n_products; j++) {
    list_product (market, j, shoppers.value, outcome);
    list_range (outcome, g_strdup_printf (_ ("Share who know “%s”"), market->products[j].name),
                &market->products[j].awareness, 1.0, 1.0,
                pnr_belief_get_awareness_source (&market->products[j]));
  }
  pnr_cost_belief_list (market, outcome);
  for (guint b = 0; b < market->n_bundles; b++)
    list_offer (market, b, outcome);
  for (guint j = 0; j < market->n_products; j++)
    for (guint k = j + 1; k < market->n_products; k++)
      if (share_an_offer (market, j, k) || market->theta_percent[j][k] != 0)
        list_pair (market, j, k, shoppers.value, outcome);
}

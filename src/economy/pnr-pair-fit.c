/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Finds the correlations with which products are bought together as often as they were.
 *
 * Counts of pairs give correlations in closed form where everybody buys what is worth its price.
 * Where a charge for shipping joins products, or alternatives exclude each other, other shoppers
 * hold both. What the closed form says of a pair is then no longer its correlation but how often it
 * should be bought, and Newton's steps find the correlation with which it is. */
#include "config.h"

#include "economy/pnr-pair-fit.h"

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_randist.h>
#include <math.h>
#include <string.h>

#include "economy/pnr-bivariate.h"

#define TRUSTED_RESIDUAL 0.005
/* The same in standard errors of the counted orders. */
#define TRUSTED_CHANCE 0.1
/* Where not all pairs can be met, what is moved by less has come to rest. */
#define LEAST_MOVE 0.002
/* Fewer shoppers than these are chance. */
#define LEAST_SHOPPERS 2.0
/* They come to rest in fewer, or never where no correlations meet all pairs. */
#define N_ROUNDS 30
/* The slope is that of another market, so that a long step would miss. */
#define LONGEST_STEP 0.2

/* Scores above which a product is worth its price to those who know it. */
static void
get_thresholds (const PnrMarket *market, const double *shares, const PnrBelief *belief,
                double *thresholds)
{
  for (guint j = 0; j < market->n_products; j++)
    thresholds[j] = gsl_cdf_ugaussian_Qinv (shares[j] / belief->awareness[j]);
}

static double
expect_pair (const PnrBelief *belief, const double *thresholds, const PnrCorrelations rho, guint j,
             guint k)
{
  return belief->awareness[j] * belief->awareness[k]
         * pnr_bivariate_upper (thresholds[j], thresholds[k],
                                rho[belief->demand.row_of[j]][belief->demand.row_of[k]]);
}

/* What is drawn must fit together; what is moved next starts from there. */
static void
draw_from (PnrPairFit *self, const PnrMarket *market, PnrBelief *belief)
{
  const guint *row_of = belief->demand.row_of;

  for (guint j = 0; j < market->n_products; j++)
    for (guint k = 0; k < market->n_products; k++)
      if (j != k && pnr_taste_are_alternatives (market, j, k))
        self->rho[row_of[j]][row_of[k]] = self->told[row_of[j]][row_of[k]];
  self->is_strained = pnr_correlations_project (self->rho, market->n_products);
  pnr_correlations_factor (self->rho, market->n_products, belief->demand.factor);
}

/**
 * pnr_pair_fit_init:
 * @self: with the correlations told
 * @market: a market
 * @rates: the share of all shoppers that bought each product
 * @belief: (inout): who knows what; its shoppers are drawn from correlations that fit together
 */
void
pnr_pair_fit_init (PnrPairFit *self, const PnrMarket *market, const double *rates,
                   PnrBelief *belief)
{
  double thresholds[PNR_MARKET_MAX_PRODUCTS];

  get_thresholds (market, rates, belief, thresholds);
  for (guint j = 0; j < market->n_products; j++)
    for (guint k = 0; k < j; k++)
      self->wanted[j][k] = expect_pair (belief, thresholds, self->told, j, k);
  memcpy (self->rho, self->told, sizeof self->rho);
  draw_from (self, market, belief);
}

/**
 * pnr_pair_fit_expect:
 * @self: a fit
 * @worthwhile: the share of all shoppers who know each product and find it worth its price
 * @market: a market
 * @belief: who knows what
 * @shares: (out): the shares who know two products and find both worth their prices
 */
void
pnr_pair_fit_expect (const PnrPairFit *self, const double *worthwhile, const PnrMarket *market,
                     const PnrBelief *belief, PnrPairShares shares)
{
  double thresholds[PNR_MARKET_MAX_PRODUCTS];

  get_thresholds (market, worthwhile, belief, thresholds);
  for (guint j = 0; j < market->n_products; j++)
    for (guint k = 0; k < j; k++)
      shares[j][k] = expect_pair (belief, thresholds, self->rho, j, k);
}

/* In shares a step would be as long as the pair is frequent; in their logarithms it is not. */
static double
find_step (const double *thresholds, double rho, guint j, guint k, double share, double wanted)
{
  double slope = gsl_ran_bivariate_gaussian_pdf (thresholds[j], thresholds[k], 1.0, 1.0, rho)
                 / pnr_bivariate_upper (thresholds[j], thresholds[k], rho);
  double step = log (wanted / share) / slope;

  return isfinite (step) ? CLAMP (step, -LONGEST_STEP, LONGEST_STEP) : 0.0;
}

/* How far a pair may be off: what is little of it, or of its own chance, or few simulated. */
static double
get_least (double wanted, double n_orders, double n_shoppers)
{
  double of_orders = MAX (TRUSTED_RESIDUAL, TRUSTED_CHANCE / sqrt (n_orders));

  return MAX (of_orders * wanted, LEAST_SHOPPERS / n_shoppers);
}

static double
get_most_wanted (const PnrPairFit *self, guint n_products)
{
  double most = 0.0;

  for (guint j = 0; j < n_products; j++)
    for (guint k = 0; k < j; k++)
      most = MAX (most, self->wanted[j][k]);
  return most;
}

/* Where not all pairs can be met, those of which few were counted prove least, and give way. */
static gboolean
move_pair (PnrPairFit *self, const double *thresholds, guint j, guint k, double share,
           double n_shoppers, const PnrBelief *belief)
{
  guint a = belief->demand.row_of[j], b = belief->demand.row_of[k];
  double wanted = self->wanted[j][k];
  double step;

  if (fabs (share - wanted) <= get_least (wanted, wanted * belief->n_shoppers, n_shoppers))
    return FALSE;
  step = find_step (thresholds, self->rho[a][b], j, k, MAX (share, 0.25 / n_shoppers), wanted);
  if (self->is_strained)
    step *= wanted / get_most_wanted (self, belief->demand.n_products);
  self->rho[a][b] = CLAMP (self->rho[a][b] + step, -PNR_GREATEST_TASTE, PNR_GREATEST_TASTE);
  self->rho[b][a] = self->rho[a][b];
  return TRUE;
}

static gboolean
is_at_rest (const PnrPairFit *self, const PnrCorrelations before, guint n_products)
{
  for (guint a = 0; a < n_products; a++)
    for (guint b = 0; b < a; b++)
      if (fabs (self->rho[a][b] - before[a][b]) > LEAST_MOVE)
        return FALSE;
  return TRUE;
}

/**
 * pnr_pair_fit_move:
 * @self: a fit
 * @worthwhile: the share of all shoppers who know each product and find it worth its price
 * @market: a market
 * @shares: the shares who bought two products
 * @n_shoppers: of how many that was counted
 * @belief: (inout): its shoppers are drawn from the correlations moved
 *
 * Alternatives are bought together by nobody; what is told of their tastes stays as far as it fits
 * the others.
 *
 * Returns: whether no pair was further off than can be trusted, or none can come nearer
 */
gboolean
pnr_pair_fit_move (PnrPairFit *self, const double *worthwhile, const PnrMarket *market,
                   const PnrPairShares shares, double n_shoppers, PnrBelief *belief)
{
  double thresholds[PNR_MARKET_MAX_PRODUCTS];
  gboolean is_near = TRUE;
  PnrCorrelations before;

  memcpy (before, self->rho, sizeof before);
  get_thresholds (market, worthwhile, belief, thresholds);
  for (guint j = 0; j < market->n_products; j++)
    for (guint k = 0; k < j; k++)
      if (!pnr_taste_are_alternatives (market, j, k)
          && move_pair (self, thresholds, j, k, shares[j][k], n_shoppers, belief))
        is_near = FALSE;
  if (is_near)
    return TRUE;
  draw_from (self, market, belief);
  return self->is_strained && is_at_rest (self, before, market->n_products);
}

/**
 * pnr_pair_fit_settle:
 * @self: with the correlations told
 * @market: a market that is the sum of its products
 * @rates: the share of all shoppers that bought each product
 * @belief: (inout): who knows what; its shoppers are drawn from what fits together and comes
 *   nearest to the pairs
 */
void
pnr_pair_fit_settle (PnrPairFit *self, const PnrMarket *market, const double *rates,
                     PnrBelief *belief)
{
  PnrPairShares shares;

  pnr_pair_fit_init (self, market, rates, belief);
  for (guint round = 0; round < N_ROUNDS; round++) {
    pnr_pair_fit_expect (self, rates, market, belief, shares);
    if (pnr_pair_fit_move (self, rates, market, shares, INFINITY, belief))
      break;
  }
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Turns what a shop has seen (prices, purchase rates, pair counts) into what shoppers would pay.
 *
 * A share q buys at price p, so p is the (1 - q) quantile of reservation prices; how fast the
 * share falls with the price (the elasticity) gives the spread. Both in closed form. */
#include "config.h"

#include "economy/pnr-calibration.h"

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_eigen.h>
#include <gsl/gsl_randist.h>
#include <math.h>

/* Taste correlations of a shop's products scatter by about this much round zero. */
#define LEAST_EIGENVALUE 1e-4

/**
 * pnr_value_spread_from_elasticity:
 * @family: shape of reservation prices
 * @price: the price at which @rate was seen
 * @rate: share of relevant shoppers who buy, 0 to 1
 * @elasticity: own-price elasticity of the rate at @price, below zero
 *
 * Returns: mean and spread that reproduce both
 */
PnrValueSpread
pnr_value_spread_from_elasticity (PnrValueFamily family, double price, double rate,
                                  double elasticity)
{
  double z = gsl_cdf_ugaussian_Qinv (rate);
  double hazard = gsl_ran_ugaussian_pdf (z) / rate;
  PnrValueSpread spread;

  if (family == PNR_VALUE_LOG_NORMAL) {
    spread.sd = hazard / fabs (elasticity);
    spread.mean = log (price) - spread.sd * z;
  } else {
    spread.sd = price * hazard / fabs (elasticity);
    spread.mean = price - spread.sd * z;
  }
  return spread;
}

/* The same from two prices that were both in force for a while. */
PnrValueSpread
pnr_value_spread_from_prices (PnrValueFamily family, const double price[2], const double rate[2])
{
  double z0 = gsl_cdf_ugaussian_Qinv (rate[0]);
  double z1 = gsl_cdf_ugaussian_Qinv (rate[1]);
  double p0 = family == PNR_VALUE_LOG_NORMAL ? log (price[0]) : price[0];
  double p1 = family == PNR_VALUE_LOG_NORMAL ? log (price[1]) : price[1];
  PnrValueSpread spread = { .sd = (p1 - p0) / (z1 - z0) };

  spread.mean = p0 - spread.sd * z0;
  return spread;
}

double
pnr_value_spread_rate_at (PnrValueFamily family, PnrValueSpread spread, double price)
{
  double point = family == PNR_VALUE_LOG_NORMAL ? log (price) : price;

  return gsl_cdf_ugaussian_Q ((point - spread.mean) / spread.sd);
}

/* Value of the second unit relative to the first, from the shares who buy one and two or more. */
double
pnr_second_unit_decay (double log_sd, double share_of_one, double share_of_two)
{
  return exp (log_sd
              * (gsl_cdf_ugaussian_Qinv (share_of_one) - gsl_cdf_ugaussian_Qinv (share_of_two)));
}

/**
 * pnr_shrink_correlation:
 * @measured: a correlation from counts
 * @standard_error: (out): what remains uncertain afterwards
 *
 * Returns: the correlation pulled towards zero as far as its counts are few
 */
double
pnr_shrink_correlation (PnrTetrachoric measured, double *standard_error)
{
  double prior = PNR_PRIOR_CORRELATION_SD * PNR_PRIOR_CORRELATION_SD;
  double data = measured.standard_error * measured.standard_error;
  double trust = isfinite (data) ? prior / (prior + data) : 0.0;

  *standard_error = PNR_PRIOR_CORRELATION_SD * sqrt (1.0 - trust);
  return isfinite (measured.rho) ? measured.rho * trust : 0.0;
}

static void
decompose (PnrCorrelations rho, guint n, gsl_vector *values, gsl_matrix *vectors)
{
  gsl_matrix *matrix = gsl_matrix_alloc (n, n);
  gsl_eigen_symmv_workspace *workspace = gsl_eigen_symmv_alloc (n);

  for (guint j = 0; j < n; j++)
    for (guint k = 0; k < n; k++)
      gsl_matrix_set (matrix, j, k, rho[j][k]);
  gsl_eigen_symmv (matrix, values, vectors, workspace);
  gsl_eigen_symmv_sort (values, vectors, GSL_EIGEN_SORT_VAL_DESC);
  gsl_eigen_symmv_free (workspace);
  gsl_matrix_free (matrix);
}

/**
 * pnr_correlations_repair:
 * @rho: (inout): pairwise correlations, which need not fit together
 * @n_products: rows in use
 *
 * Mixes in as little of the identity as makes the least eigenvalue 1e-4, so that shoppers with
 * these correlations can exist.
 */
void
pnr_correlations_repair (PnrCorrelations rho, guint n_products)
{
  gsl_vector *values = gsl_vector_alloc (n_products);
  gsl_matrix *vectors = gsl_matrix_alloc (n_products, n_products);
  double least, mix;

  decompose (rho, n_products, values, vectors);
  least = gsl_vector_get (values, n_products - 1);
  if (least < LEAST_EIGENVALUE) {
    mix = (LEAST_EIGENVALUE - least) / (1.0 - least);
    for (guint j = 0; j < n_products; j++)
      for (guint k = 0; k < n_products; k++)
        if (j != k)
          rho[j][k] *= 1.0 - mix;
  }
  gsl_vector_free (values);
  gsl_matrix_free (vectors);
}

static double
compose (const gsl_vector *values, const gsl_matrix *vectors, guint j, guint k)
{
  double sum = 0.0;

  for (guint axis = 0; axis < values->size; axis++)
    sum += MAX (gsl_vector_get (values, axis), LEAST_EIGENVALUE) * gsl_matrix_get (vectors, j, axis)
           * gsl_matrix_get (vectors, k, axis);
  return sum;
}

/**
 * pnr_correlations_project:
 * @rho: (inout): correlations, which need not fit together
 * @n_products: rows in use
 *
 * Raises the eigenvalues that are too small, and leaves what does not hang together with them
 * nearly as it is, where pnr_correlations_repair() weakens all. For who corrects what is changed
 * and projects again.
 *
 * Returns: whether something was changed
 */
gboolean
pnr_correlations_project (PnrCorrelations rho, guint n_products)
{
  gsl_vector *values = gsl_vector_alloc (n_products);
  gsl_matrix *vectors = gsl_matrix_alloc (n_products, n_products);
  double root[PNR_MARKET_MAX_PRODUCTS];
  gboolean is_changed;

  decompose (rho, n_products, values, vectors);
  is_changed = gsl_vector_get (values, n_products - 1) < LEAST_EIGENVALUE;
  if (is_changed) {
    for (guint j = 0; j < n_products; j++)
      root[j] = sqrt (compose (values, vectors, j, j));
    for (guint j = 0; j < n_products; j++)
      for (guint k = 0; k < j; k++)
        rho[j][k] = rho[k][j] = compose (values, vectors, j, k) / (root[j] * root[k]);
  }
  gsl_vector_free (values);
  gsl_matrix_free (vectors);
  return is_changed;
}

/**
 * pnr_correlations_factor:
 * @rho: a positive definite correlation matrix
 * @n_products: rows in use
 * @factor: (out): principal axes times the roots of their variances, largest first
 *
 * Scores are factor * g with independent g, so that the first points of a sequence carry most of
 * the variance. The sign of an axis is fixed to make its sum positive.
 */
void
pnr_correlations_factor (PnrCorrelations rho, guint n_products, PnrCorrelations factor)
{
  gsl_vector *values = gsl_vector_alloc (n_products);
  gsl_matrix *vectors = gsl_matrix_alloc (n_products, n_products);

  decompose (rho, n_products, values, vectors);
  for (guint axis = 0; axis < n_products; axis++) {
    double root = sqrt (MAX (gsl_vector_get (values, axis), 0.0));
    double sum = 0.0;

    for (guint j = 0; j < n_products; j++)
      sum += gsl_matrix_get (vectors, j, axis);
    for (guint j = 0; j < n_products; j++)
      factor[j][axis] = gsl_matrix_get (vectors, j, axis) * (sum < 0.0 ? -root : root);
  }
  gsl_vector_free (values);
  gsl_matrix_free (vectors);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Two correlated normal scores: joint tails, and the correlation that co-purchase counts imply.
 *
 * Plackett (1954): the derivative of P(Z1 > h, Z2 > k; rho) in rho is the bivariate density at
 * (h, k). With rho = sin t the integral from independence has a smooth integrand, which
 * Gauss-Legendre nodes integrate to the last digits. */
#include "config.h"

#include "economy/pnr-bivariate.h"

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_integration.h>
#include <gsl/gsl_randist.h>
#include <math.h>

#define N_NODES 48
#define MAX_RHO 0.9999

static const gsl_integration_glfixed_table *
get_nodes (void)
{
  static gsize nodes = 0;

  if (g_once_init_enter (&nodes))
    g_once_init_leave (&nodes, (gsize) gsl_integration_glfixed_table_alloc (N_NODES));
  return (const gsl_integration_glfixed_table *) nodes;
}

typedef struct {
  double h;
  double k;
} Thresholds;

static double
integrand (double t, void *data)
{
  const Thresholds *at = data;
  double cosine = cos (t);
  double square = at->h * at->h + at->k * at->k - 2.0 * at->h * at->k * sin (t);

  return exp (-square / (2.0 * cosine * cosine));
}

/**
 * pnr_bivariate_upper:
 * @h: first threshold
 * @k: second threshold
 * @rho: correlation, -1 < @rho < 1
 *
 * Returns: the probability that both standard normal scores exceed their thresholds, to 1e-12
 */
double
pnr_bivariate_upper (double h, double k, double rho)
{
  Thresholds at = { h, k };
  gsl_function function = { integrand, &at };
  double end = asin (CLAMP (rho, -1.0, 1.0));
  double from = 0.0, sum = 0.0, share = 0.5;

  /* Towards a perfect correlation the integrand bends sharply, so panels halve on the way. */
  if (fabs (rho) > 0.7)
    for (int panel = 0; panel < 12; panel++, share *= 0.5) {
      double to = end * (1.0 - share);

      sum += gsl_integration_glfixed (&function, from, to, get_nodes ());
      from = to;
    }
  sum += gsl_integration_glfixed (&function, from, end, get_nodes ());
  return gsl_cdf_ugaussian_Q (h) * gsl_cdf_ugaussian_Q (k) + sum / (2.0 * G_PI);
}

static double
solve_rho (double h, double k, double target)
{
  double low = -MAX_RHO, high = MAX_RHO, rho = 0.0;

  /* Newton's steps, kept between the bounds that halving has already proved. */
  for (int round = 0; round < 100; round++) {
    double excess = pnr_bivariate_upper (h, k, rho) - target;
    double next;

    if (excess > 0.0)
      high = rho;
    else
      low = rho;
    next = rho - excess / gsl_ran_bivariate_gaussian_pdf (h, k, 1.0, 1.0, rho);
    if (!(next > low && next < high))
      next = 0.5 * (low + high);
    if (fabs (next - rho) < 1e-13)
      return next;
    rho = next;
  }
  return rho;
}

/**
 * pnr_tetrachoric_from_counts:
 * @counts: shoppers by what they bought
 *
 * Returns: the correlation of the normal scores behind the two purchases, with its standard error
 *   by the delta method on the multinomial cells, and the lift
 */
PnrTetrachoric
pnr_tetrachoric_from_counts (PnrPairCounts counts)
{
  double both = counts.both > 0.0 ? counts.both : 0.5;
  double first_only = counts.first_only > 0.0 ? counts.first_only : 0.5;
  double second_only = counts.second_only > 0.0 ? counts.second_only : 0.5;
  double neither = counts.neither > 0.0 ? counts.neither : 0.5;
  double n = both + first_only + second_only + neither;
  double h = gsl_cdf_ugaussian_Qinv ((both + first_only) / n);
  double k = gsl_cdf_ugaussian_Qinv ((both + second_only) / n);
  PnrTetrachoric result = { .rho = solve_rho (h, k, both / n) };
  double root = sqrt (1.0 - result.rho * result.rho);
  double by_first = gsl_cdf_ugaussian_Q ((k - result.rho * h) / root);
  double by_second = gsl_cdf_ugaussian_Q ((h - result.rho * k) / root);
  double density = gsl_ran_bivariate_gaussian_pdf (h, k, 1.0, 1.0, result.rho);
  double by_both = 1.0 - by_first - by_second;
  double mean = (by_both * both - by_first * first_only - by_second * second_only) / n;
  double square = (by_both * by_both * both + by_first * by_first * first_only
                   + by_second * by_second * second_only)
                  / n;

  result.standard_error = sqrt ((square - mean * mean) / n) / density;
  result.lift = both * n / ((both + first_only) * (both + second_only));
  return result;
}

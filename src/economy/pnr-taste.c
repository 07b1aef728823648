/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How much tastes for two products go together, as far as orders that hold both can tell.
 *
 * Of alternatives they cannot: nobody buys both, whatever she likes. Who likes one of them is then
 * told from what else both are bought with, and from nothing beyond it: of all correlations that
 * fit the measured ones, that of the greatest determinant, where the two have nothing to do with
 * each other once the rest is known (Dempster, Covariance selection, 1972). A correlation taken
 * from nowhere would not fit the others, and to make it fit would weaken all of them. */
#include "config.h"

#include "economy/pnr-taste.h"

#include <glib/gi18n.h>
#include <gsl/gsl_cdf.h>
#include <gsl/gsl_linalg.h>
#include <math.h>

/* Passes over all pairs of alternatives, whose completions depend on each other. */
#define N_PASSES 8
#define MIDDLE_90 1.6448536269514722

/* Makers may fill one triangle only. */
gint64
pnr_taste_count_pair (const PnrMarket *market, guint j, guint k)
{
  return MAX (market->n_pair_orders[j][k], market->n_pair_orders[k][j]);
}

gboolean
pnr_taste_are_alternatives (const PnrMarket *market, guint j, guint k)
{
  guint group = market->products[j].alternative_group;

  return group != 0 && market->products[k].alternative_group == group;
}

/* @score NaN: the most likely. */
static double
draw_measured (const PnrMarket *market, guint j, guint k, double n_shoppers,
               const double *awareness, double score)
{
  /* Only who knows both can buy both; the one's buyers know the other as often as anybody. */
  double first = market->products[j].n_orders * awareness[k];
  double second = market->products[k].n_orders * awareness[j];
  double both = MIN ((double) pnr_taste_count_pair (market, j, k), MIN (first, second));
  double n_both_known = n_shoppers * awareness[j] * awareness[k];
  PnrTetrachoric measured = pnr_tetrachoric_from_counts (
      (PnrPairCounts){ both, first - both, second - both, n_both_known - first - second + both });
  double error;
  double rho =
      CLAMP (pnr_shrink_correlation (measured, &error), -PNR_GREATEST_TASTE, PNR_GREATEST_TASTE);

  if (isnan (score))
    return rho;
  return tanh (atanh (rho) + error / (1.0 - rho * rho) * gsl_cdf_ugaussian_Pinv (score));
}

/* As widely as tastes of a shop scatter round what is told of them. */
static double
draw_completed (double rho, double score)
{
  return isnan (score)
             ? rho
             : tanh (atanh (rho) + PNR_PRIOR_CORRELATION_SD * gsl_cdf_ugaussian_Pinv (score));
}

/* The correlation of rows @a and @b that comes from their common ones with all other rows. */
static double
complete_pair (PnrCorrelations rho, guint n, guint a, guint b)
{
  PnrCorrelations rest = { { 0.0 } };
  double first[PNR_MARKET_MAX_PRODUCTS], second[PNR_MARKET_MAX_PRODUCTS];
  double dot = 0.0;
  guint n_rest = 0, rows[PNR_MARKET_MAX_PRODUCTS];

  for (guint row = 0; row < n; row++)
    if (row != a && row != b)
      rows[n_rest++] = row;
  if (n_rest == 0)
    return 0.0;
  for (guint i = 0; i < n_rest; i++) {
    first[i] = rho[rows[i]][a];
    second[i] = rho[rows[i]][b];
    for (guint k = 0; k < n_rest; k++)
      rest[i][k] = rho[rows[i]][rows[k]];
  }
  pnr_correlations_repair (rest, n_rest);
  {
    gsl_matrix_view matrix =
        gsl_matrix_view_array_with_tda (&rest[0][0], n_rest, n_rest, PNR_MARKET_MAX_PRODUCTS);
    gsl_vector_view vector = gsl_vector_view_array (first, n_rest);

    gsl_linalg_cholesky_decomp1 (&matrix.matrix);
    gsl_linalg_cholesky_svx (&matrix.matrix, &vector.vector);
  }
  for (guint i = 0; i < n_rest; i++)
    dot += first[i] * second[i];
  return CLAMP (dot, -PNR_GREATEST_TASTE, PNR_GREATEST_TASTE);
}

static void
complete (const PnrMarket *market, const guint *row_of, PnrCorrelations rho)
{
  for (guint pass = 0; pass < N_PASSES; pass++)
    for (guint j = 0; j < market->n_products; j++)
      for (guint k = 0; k < j; k++)
        if (pnr_taste_are_alternatives (market, j, k)) {
          guint a = row_of[j], b = row_of[k];

          rho[a][b] = rho[b][a] = complete_pair (rho, market->n_products, a, b);
        }
}

/**
 * pnr_taste_fill:
 * @market: a market
 * @n_shoppers: who look
 * @awareness: by product, the share who know it
 * @row_of: the row of each product
 * @scores: by row, which of the likely values; NaN: the most likely
 * @rho: (out): the correlations by row, which need not fit together
 */
void
pnr_taste_fill (const PnrMarket *market, double n_shoppers, const double *awareness,
                const guint *row_of,
                const double scores[PNR_MARKET_MAX_PRODUCTS][PNR_MARKET_MAX_PRODUCTS],
                PnrCorrelations rho)
{
  for (guint j = 0; j < market->n_products; j++) {
    rho[row_of[j]][row_of[j]] = 1.0;
    for (guint k = 0; k < j; k++) {
      guint a = row_of[j], b = row_of[k];

      rho[a][b] = pnr_taste_are_alternatives (market, j, k)
                      ? 0.0
                      : draw_measured (market, j, k, n_shoppers, awareness, scores[a][b]);
      rho[b][a] = rho[a][b];
    }
  }
  complete (market, row_of, rho);
  for (guint j = 0; j < market->n_products; j++)
    for (guint k = 0; k < j; k++)
      if (pnr_taste_are_alternatives (market, j, k)) {
        guint a = row_of[j], b = row_of[k];

        rho[a][b] = rho[b][a] = draw_completed (rho[a][b], scores[a][b]);
      }
}

static double
get_completed (const PnrMarket *market, guint j, guint k, double n_shoppers,
               const double *awareness)
{
  double scores[PNR_MARKET_MAX_PRODUCTS][PNR_MARKET_MAX_PRODUCTS];
  guint row_of[PNR_MARKET_MAX_PRODUCTS];
  PnrCorrelations rho;

  for (guint a = 0; a < PNR_MARKET_MAX_PRODUCTS; a++) {
    row_of[a] = a;
    for (guint b = 0; b < PNR_MARKET_MAX_PRODUCTS; b++)
      scores[a][b] = NAN;
  }
  pnr_taste_fill (market, n_shoppers, awareness, row_of, scores, rho);
  return rho[j][k];
}

/* Returns: the correlation of two products, with the middle 90 % */
PnrRange
pnr_taste_get_range (const PnrMarket *market, guint j, guint k, double n_shoppers,
                     const double *awareness)
{
  double rho, reach = MIDDLE_90 * PNR_PRIOR_CORRELATION_SD;

  if (!pnr_taste_are_alternatives (market, j, k))
    return (PnrRange){ draw_measured (market, j, k, n_shoppers, awareness, NAN),
                       draw_measured (market, j, k, n_shoppers, awareness, 0.05),
                       draw_measured (market, j, k, n_shoppers, awareness, 0.95) };
  rho = get_completed (market, j, k, n_shoppers, awareness);
  return (PnrRange){ rho, tanh (atanh (rho) - reach), tanh (atanh (rho) + reach) };
}

const char *
pnr_taste_get_source (const PnrMarket *market, guint j, guint k)
{
  return pnr_taste_are_alternatives (market, j, k)
             ? _ ("Alternatives are not bought together: from what else both are bought with")
             : _ ("From orders that hold both");
}

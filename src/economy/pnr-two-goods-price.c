/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The most profitable prices of two goods and their bundle, and how sharply they are known. */
#include "config.h"

#include "economy/pnr-two-goods-price.h"

#include <gsl/gsl_linalg.h>
#include <gsl/gsl_multimin.h>
#include <math.h>
#include <string.h>

/* Profit is smooth but may have several hills (sell single goods dearly, or the bundle cheaply).
 * So: look at a coarse grid, climb from its best points with the simplex of Nelder and Mead
 * (1965), then sharpen the top by Newton steps on differences of fourth order, because near the
 * top profit is flat and a simplex knows the price only to the root of its profit's precision. */

#define MOST_PRICES 3
#define N_CLIMBS 6
#define LEAST_SHARE 1e-9 /* a good bought alone by fewer has no price of its own */

typedef struct {
  const PnrTwoGoods *goods;
  PnrStrategy strategy;
  guint n_prices;
  gboolean is_fine;
  double scale[MOST_PRICES]; /* a price that hardly anybody pays */
} PnrPriceSearch;

typedef struct {
  double price[MOST_PRICES];
  double profit;
} PnrPricePoint;

static double
pnr_price_search_profit (const PnrPriceSearch *self, const double *prices)
{
  PnrTwoGoodsSale sale;

  for (guint i = 0; i < self->n_prices; i++)
    if (!(fabs (prices[i]) <= 100 * self->scale[i]))
      return -G_MAXFLOAT;
  pnr_two_goods_sell (self->goods, self->strategy, prices, self->is_fine, &sale);
  return sale.profit;
}

static double
pnr_price_search_loss (const gsl_vector *prices, void *data)
{
  return -pnr_price_search_profit (data, prices->data);
}

static void
pnr_price_search_climb (PnrPriceSearch *self, double step_share, PnrPricePoint *point)
{
  gsl_multimin_function function = { pnr_price_search_loss, self->n_prices, self };
  gsl_multimin_fminimizer *simplex =
      gsl_multimin_fminimizer_alloc (gsl_multimin_fminimizer_nmsimplex2, self->n_prices);
  gsl_vector *start = gsl_vector_alloc (self->n_prices);
  gsl_vector *step = gsl_vector_alloc (self->n_prices);

  for (guint i = 0; i < self->n_prices; i++) {
    gsl_vector_set (start, i, point->price[i]);
    gsl_vector_set (step, i, step_share * self->scale[i]);
  }
  gsl_multimin_fminimizer_set (simplex, &function, start, step);
  for (guint i = 0; i < 500; i++)
    if (gsl_multimin_fminimizer_iterate (simplex) != GSL_SUCCESS
        || gsl_multimin_fminimizer_size (simplex) < 1e-7 * self->scale[0])
      break;
  for (guint i = 0; i < self->n_prices; i++)
    point->price[i] = gsl_vector_get (gsl_multimin_fminimizer_x (simplex), i);
  point->profit = -gsl_multimin_fminimizer_minimum (simplex);
  gsl_multimin_fminimizer_free (simplex);
  gsl_vector_free (start);
  gsl_vector_free (step);
}

/* Difference quotient of fourth order in one price. */
static double
pnr_price_search_slope (const PnrPriceSearch *self, const double *prices, guint i)
{
  static const double at[] = { -2, -1, 1, 2 }, weight[] = { 1, -8, 8, -1 };
  double moved[MOST_PRICES], h = 1e-3 * self->scale[i], sum = 0;

  memcpy (moved, prices, sizeof moved);
  for (guint k = 0; k < G_N_ELEMENTS (at); k++) {
    moved[i] = prices[i] + at[k] * h;
    sum += weight[k] * pnr_price_search_profit (self, moved);
  }
  return sum / (12 * h);
}

/* One Newton step in the prices listed in @free; FALSE where the top is not a smooth hill. */
static gboolean
pnr_price_search_newton_step (const PnrPriceSearch *self, const guint *free, guint n_free,
                              const double *prices, double *step)
{
  double curvature[MOST_PRICES * MOST_PRICES], slope[MOST_PRICES];
  gsl_matrix_view matrix = gsl_matrix_view_array (curvature, n_free, n_free);
  gsl_vector_view right = gsl_vector_view_array (slope, n_free);
  gsl_vector_view answer = gsl_vector_view_array (step, n_free);

  for (guint i = 0; i < n_free; i++)
    slope[i] = pnr_price_search_slope (self, prices, free[i]);
  for (guint j = 0; j < n_free; j++) {
    double moved[MOST_PRICES], h = 1e-3 * self->scale[free[j]];

    memcpy (moved, prices, sizeof moved);
    for (guint i = 0; i < n_free; i++) {
      double above, below;

      moved[free[j]] = prices[free[j]] + h;
      above = pnr_price_search_slope (self, moved, free[i]);
      moved[free[j]] = prices[free[j]] - h;
      below = pnr_price_search_slope (self, moved, free[i]);
      curvature[i * n_free + j] = (below - above) / (2 * h);
    }
  }
  return gsl_linalg_cholesky_decomp1 (&matrix.matrix) == GSL_SUCCESS
         && gsl_linalg_cholesky_solve (&matrix.matrix, &right.vector, &answer.vector)
                == GSL_SUCCESS;
}

static void
pnr_price_search_newton (const PnrPriceSearch *self, const gboolean *is_identified,
                         PnrPricePoint *point)
{
  guint free[MOST_PRICES], n_free = 0;

  for (guint i = 0; i < self->n_prices; i++)
    if (is_identified[i])
      free[n_free++] = i;
  for (guint round = 0; n_free > 0 && round < 6; round++) {
    PnrPricePoint next = *point;
    double step[MOST_PRICES], size = 0;

    if (!pnr_price_search_newton_step (self, free, n_free, point->price, step))
      return;
    for (guint i = 0; i < n_free; i++) {
      next.price[free[i]] += step[i];
      size = MAX (size, fabs (step[i]) / self->scale[free[i]]);
    }
    next.profit = pnr_price_search_profit (self, next.price);
    if (!(size < 0.02) || next.profit < point->profit - 1e-11 * fabs (point->profit))
      return;
    *point = next;
    if (size < 1e-11)
      return;
  }
}

static double
pnr_two_goods_high_value (const PnrTwoGoods *goods, guint i)
{
  if (goods->taste == PNR_TASTE_UNIFORM)
    return goods->spread[i];
  if (goods->taste == PNR_TASTE_NORMAL)
    return goods->place[i] + 2 * goods->spread[i];
  return exp (goods->place[i] + 1.5 * goods->spread[i]);
}

static void
pnr_price_search_init (PnrPriceSearch *self, const PnrTwoGoods *goods, PnrStrategy strategy)
{
  double high[2];

  self->goods = goods;
  self->strategy = strategy;
  self->n_prices = pnr_strategy_n_prices (strategy);
  self->is_fine = FALSE;
  for (guint i = 0; i < 2; i++)
    high[i] = self->scale[i] =
        MAX (pnr_two_goods_high_value (goods, i), goods->cost[i] + fabs (goods->spread[i]) / 4);
  if (strategy != PNR_STRATEGY_COMPONENTS)
    self->scale[self->n_prices - 1] = (1 + goods->theta) * (high[0] + high[1]);
}

static int
pnr_price_point_compare (gconstpointer a, gconstpointer b)
{
  double x = ((const PnrPricePoint *) a)->profit, y = ((const PnrPricePoint *) b)->profit;

  return (x < y) - (x > y);
}

/* All combinations of a few shares of the highest prices, best first. A bundle beside its parts
 * starts below their sum: above it profit is flat and a climb would not find the way down. */
static GArray *
pnr_price_search_look_around (const PnrPriceSearch *self)
{
  static const double shares[] = { 0.3, 0.42, 0.55, 0.68, 0.82, 0.95 };
  GArray *points = g_array_new (FALSE, TRUE, sizeof (PnrPricePoint));
  guint n_points = 1;

  for (guint i = 0; i < self->n_prices; i++)
    n_points *= G_N_ELEMENTS (shares);
  for (guint p = 0; p < n_points; p++) {
    PnrPricePoint point = { { 0 }, 0 };
    guint rest = p;

    for (guint i = 0; i < self->n_prices; i++) {
      double share = shares[rest % G_N_ELEMENTS (shares)];
      gboolean is_sum = self->strategy == PNR_STRATEGY_MIXED && i == 2;
      double top = is_sum ? point.price[0] + point.price[1] : self->scale[i];

      point.price[i] = top * (is_sum ? 0.55 + 0.45 * share : share);
      rest /= G_N_ELEMENTS (shares);
    }
    point.profit = pnr_price_search_profit (self, point.price);
    g_array_append_val (points, point);
  }
  g_array_sort (points, pnr_price_point_compare);
  return points;
}

/* A single good that is not worth selling alone costs as much as the bundle: of all the prices
 * that bring the same, this is the one a merchant can explain. */
static void
pnr_price_search_try_bundle_only (PnrPriceSearch *self, PnrPricePoint *best, PnrProgress *progress)
{
  guint last = self->n_prices - 1;

  for (guint single = 0; single <= last; single++) {
    PnrPricePoint point = *best;
    double bundle = best->price[last];

    if (single == last
        && !pnr_two_goods_optimise (self->goods, PNR_STRATEGY_PURE, &bundle, NULL, progress, NULL))
      return;
    point.price[last] = bundle;
    for (guint i = 0; i < last; i++)
      if (single == last || single == i)
        point.price[i] = bundle;
    point.profit = pnr_price_search_profit (self, point.price);
    if (point.profit >= best->profit - 1e-9 * fabs (best->profit))
      *best = point;
  }
}

static void
pnr_price_search_identify (const PnrPriceSearch *self, const PnrPricePoint *best,
                           gboolean *is_identified)
{
  guint last = self->n_prices - 1;
  PnrTwoGoodsSale sale;

  pnr_two_goods_sell (self->goods, self->strategy, best->price, TRUE, &sale);
  for (guint i = 0; i < last; i++)
    is_identified[i] = sale.share[PNR_CONTENT_1 + i] > LEAST_SHARE;
  is_identified[last] = sale.share[PNR_CONTENT_BOTH] > LEAST_SHARE;
  if (self->strategy == PNR_STRATEGY_COMPONENTS)
    for (guint i = 0; i < 2; i++)
      is_identified[i] = sale.units[i] > LEAST_SHARE;
}

/**
 * pnr_two_goods_optimise:
 * @goods: the demand and the costs
 * @strategy: what is for sale
 * @prices: (out): the best prices, in the order of pnr_two_goods_sell()
 * @is_identified: (out) (nullable): whether anybody buys this content at the best prices; if
 *   nobody does, its price is one of many
 * @progress: (nullable): tells of cancelling
 * @error: says that it was cancelled
 *
 * Returns: whether it was finished
 */
gboolean
pnr_two_goods_optimise (const PnrTwoGoods *goods, PnrStrategy strategy, double *prices,
                        gboolean *is_identified, PnrProgress *progress, GError **error)
{
  gboolean identified[MOST_PRICES] = { FALSE };
  g_autoptr (GArray) starts = NULL;
  PnrPricePoint best = { { 0 }, -G_MAXFLOAT };
  PnrPriceSearch search = { 0 };

  pnr_price_search_init (&search, goods, strategy);
  starts = pnr_price_search_look_around (&search);
  for (guint i = 0; i < MIN (N_CLIMBS, starts->len); i++) {
    PnrPricePoint point = g_array_index (starts, PnrPricePoint, i);

    if (!pnr_progress_check (progress, error))
      return FALSE;
    pnr_price_search_climb (&search, 0.08, &point);
    if (point.profit > best.profit)
      best = point;
  }
  pnr_price_search_climb (&search, 0.02, &best);
  search.is_fine = TRUE;
  best.profit = pnr_price_search_profit (&search, best.price);
  if (strategy == PNR_STRATEGY_MIXED || strategy == PNR_STRATEGY_PARTIAL)
    pnr_price_search_try_bundle_only (&search, &best, progress);
  pnr_price_search_identify (&search, &best, identified);
  pnr_price_search_newton (&search, identified, &best);
  memcpy (prices, best.price, search.n_prices * sizeof (double));
  if (is_identified != NULL)
    memcpy (is_identified, identified, search.n_prices * sizeof (gboolean));
  return pnr_progress_check (progress, error);
}

/**
 * pnr_single_good_optimise:
 * @mean: of the reservation prices, normally distributed
 * @sd: their standard deviation
 * @cost: of one unit
 * @price: (out): the best price
 * @profit: (out): per shopper
 *
 * The best price solves p - c = sd (1 - Phi(z)) / phi(z) with z = (p - mean) / sd. The left side
 * grows and Mills' ratio on the right falls, so halving an interval finds the only answer.
 */
void
pnr_single_good_optimise (double mean, double sd, double cost, double *price, double *profit)
{
  double low = cost, high = MAX (cost, mean) + 3 * sd;

  for (guint i = 0; i < 200; i++) {
    double middle = (low + high) / 2, z = (middle - mean) / sd;
    double upper = 0.5 * erfc (z * M_SQRT1_2), density = exp (-z * z / 2) / sqrt (2 * M_PI);

    if ((middle - cost) * density < sd * upper)
      low = middle;
    else
      high = middle;
  }
  *price = (low + high) / 2;
  *profit = (*price - cost) * 0.5 * erfc ((*price - mean) / sd * M_SQRT1_2);
}

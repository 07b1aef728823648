/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Three goods with independent uniform values and a price for every content. */
#include "config.h"

#include "economy/pnr-three-goods.h"

#include <gsl/gsl_multimin.h>
#include <math.h>
#include <string.h>

#include "economy/pnr-two-goods.h"

/* The idea: for a known value of good 3 each content of goods 1 and 2 is bought with good 3 or
 * without it, whichever is better, so a slice is a market of two goods. Shares of the slices are
 * polynomials of degree 3 at most between the heights of the corners where regions or faces of
 * the box meet; Gauss-Legendre with four nodes per layer is exact. */

#define N_PLANES 32 /* 28 ties of two contents and 4 faces of the box */
#define MOST_HEIGHTS 512

typedef struct {
  double normal[3];
  double offset;
  int content[2]; /* the contents that tie, or -1 on a face */
} PnrPlane;

static double
pnr_three_goods_surplus (const double *value, const double *price, guint content)
{
  double surplus = -price[content];

  for (guint i = 0; i < 3; i++)
    if (content >> i & 1)
      surplus += value[i];
  return surplus;
}

static guint
pnr_three_goods_planes (const PnrThreeGoods *goods, const double *price, PnrPlane *planes)
{
  guint n_planes = 0;

  for (int s = 0; s < PNR_N_TRIPLE_CONTENTS; s++)
    for (int t = s + 1; t < PNR_N_TRIPLE_CONTENTS; t++) {
      PnrPlane *plane = &planes[n_planes];

      if (!isfinite (price[s]) || !isfinite (price[t]))
        continue;
      for (guint i = 0; i < 3; i++)
        plane->normal[i] = (t >> i & 1) - (s >> i & 1);
      plane->offset = price[t] - price[s];
      plane->content[0] = s;
      plane->content[1] = t;
      n_planes++;
    }
  for (guint i = 0; i < 2; i++)
    for (guint side = 0; side < 2; side++) {
      planes[n_planes] =
          (PnrPlane){ .offset = side ? goods->high[i] : goods->low[i], .content = { -1, -1 } };
      planes[n_planes++].normal[i] = 1;
    }
  return n_planes;
}

/* Cramer's rule. */
static gboolean
pnr_three_goods_meet (const PnrPlane *a, const PnrPlane *b, const PnrPlane *c, double *value)
{
  const double *x = a->normal, *y = b->normal, *z = c->normal;
  double yz[3] = { y[1] * z[2] - y[2] * z[1], y[2] * z[0] - y[0] * z[2],
                   y[0] * z[1] - y[1] * z[0] };
  double zx[3] = { z[1] * x[2] - z[2] * x[1], z[2] * x[0] - z[0] * x[2],
                   z[0] * x[1] - z[1] * x[0] };
  double xy[3] = { x[1] * y[2] - x[2] * y[1], x[2] * y[0] - x[0] * y[2],
                   x[0] * y[1] - x[1] * y[0] };
  double determinant = x[0] * yz[0] + x[1] * yz[1] + x[2] * yz[2];

  if (determinant == 0)
    return FALSE;
  for (guint i = 0; i < 3; i++)
    value[i] = (a->offset * yz[i] + b->offset * zx[i] + c->offset * xy[i]) / determinant;
  return TRUE;
}

/* Only corners inside the box, between contents that nobody there likes less than another. */
static gboolean
pnr_three_goods_is_corner (const PnrThreeGoods *goods, const double *price, const double *value,
                           const PnrPlane *const planes[3])
{
  double best = 0;

  for (guint i = 0; i < 3; i++) {
    double slack = 1e-9 * (goods->high[i] - goods->low[i]);

    if (value[i] < goods->low[i] - slack || value[i] > goods->high[i] + slack)
      return FALSE;
    best = MAX (best, goods->high[i]);
  }
  best *= -1e-9;
  for (guint i = 0; i < 3; i++)
    for (guint s = 0; planes[i]->content[0] >= 0 && s < PNR_N_TRIPLE_CONTENTS; s++)
      if (pnr_three_goods_surplus (value, price, planes[i]->content[0])
              - pnr_three_goods_surplus (value, price, s)
          < best)
        return FALSE;
  return TRUE;
}

static int
pnr_three_goods_compare (gconstpointer a, gconstpointer b)
{
  double x = *(const double *) a, y = *(const double *) b;

  return (x > y) - (x < y);
}

static guint
pnr_three_goods_heights (const PnrThreeGoods *goods, const double *price, double *heights)
{
  PnrPlane planes[N_PLANES] = { 0 };
  guint n_planes = pnr_three_goods_planes (goods, price, planes);
  guint n_heights = 2, n_unique = 1;

  heights[0] = goods->low[2];
  heights[1] = goods->high[2];
  for (guint i = 0; i < n_planes; i++)
    for (guint j = i + 1; j < n_planes; j++)
      for (guint k = j + 1; k < n_planes; k++) {
        const PnrPlane *const corner[3] = { &planes[i], &planes[j], &planes[k] };
        double value[3];

        if (n_heights < MOST_HEIGHTS
            && pnr_three_goods_meet (corner[0], corner[1], corner[2], value)
            && pnr_three_goods_is_corner (goods, price, value, corner))
          heights[n_heights++] = CLAMP (value[2], goods->low[2], goods->high[2]);
      }
  qsort (heights, n_heights, sizeof (double), pnr_three_goods_compare);
  for (guint i = 1; i < n_heights; i++)
    if (heights[i] - heights[n_unique - 1] > 1e-12 * (goods->high[2] - goods->low[2]))
      heights[n_unique++] = heights[i];
  return n_unique;
}

static void
pnr_three_goods_add_slice (const PnrThreeGoods *goods, const double *price, double third,
                           double weight, PnrThreeGoodsSale *sale)
{
  PnrTwoGoods slice = { .taste = PNR_TASTE_UNIFORM,
                        .place = { goods->low[0], goods->low[1] },
                        .spread = { goods->high[0], goods->high[1] } };
  double paid[PNR_N_CONTENTS], share[PNR_N_CONTENTS], surplus;
  guint content[PNR_N_CONTENTS];

  for (guint s = 0; s < PNR_N_CONTENTS; s++) {
    gboolean with_third = price[s | 4] - third < price[s];

    content[s] = with_third ? s | 4 : s;
    paid[s] = with_third ? price[s | 4] - third : price[s];
  }
  pnr_two_goods_choose (&slice, paid, TRUE, share, &surplus);
  for (guint s = 0; s < PNR_N_CONTENTS; s++)
    sale->share[content[s]] += weight * share[s];
  sale->consumer_surplus += weight * surplus;
}

/**
 * pnr_three_goods_sell:
 * @goods: the demand and the costs
 * @price: of every content, infinite where it is not for sale; nothing costs 0
 * @sale: (out): what it brings, per shopper
 */
void
pnr_three_goods_sell (const PnrThreeGoods *goods, const double price[PNR_N_TRIPLE_CONTENTS],
                      PnrThreeGoodsSale *sale)
{
  static const double node[] = { -0.86113631159405258, -0.33998104358485626, 0.33998104358485626,
                                 0.86113631159405258 };
  static const double weight[] = { 0.34785484513745386, 0.65214515486254614, 0.65214515486254614,
                                   0.34785484513745386 };
  double heights[MOST_HEIGHTS], squares = 0;
  guint n_heights = pnr_three_goods_heights (goods, price, heights);

  *sale = (PnrThreeGoodsSale){ 0 };
  for (guint i = 0; i + 1 < n_heights; i++) {
    double half = (heights[i + 1] - heights[i]) / 2, middle = heights[i] + half;

    for (guint k = 0; k < G_N_ELEMENTS (node); k++)
      pnr_three_goods_add_slice (goods, price, middle + half * node[k],
                                 half * weight[k] / (goods->high[2] - goods->low[2]), sale);
  }
  for (guint s = 1; s < PNR_N_TRIPLE_CONTENTS; s++) {
    double margin = price[s];

    if (!isfinite (price[s]))
      continue;
    for (guint i = 0; i < 3; i++)
      if (s >> i & 1)
        margin -= goods->cost[i];
    sale->revenue += sale->share[s] * price[s];
    sale->profit += sale->share[s] * margin;
    squares += sale->share[s] * margin * margin;
  }
  sale->sd_profit = sqrt (MAX (0, squares - sale->profit * sale->profit));
}

/* Prices by number of goods; nobody pays more for two or three than for their parts. */
void
pnr_three_goods_price_by_size (const double *by_size, double price[PNR_N_TRIPLE_CONTENTS])
{
  double two = MIN (by_size[1], 2 * by_size[0]);
  double sizes[] = { 0, by_size[0], two, MIN (by_size[2], by_size[0] + two) };

  for (guint s = 0; s < PNR_N_TRIPLE_CONTENTS; s++)
    price[s] = sizes[(s & 1) + (s >> 1 & 1) + (s >> 2 & 1)];
}

typedef struct {
  const PnrThreeGoods *goods;
  gboolean is_component;
  gboolean is_pure;
} PnrSizeSearch;

static void
pnr_size_search_unpack (const PnrSizeSearch *self, const double *free, double *by_size)
{
  for (guint i = 0; i < 3; i++)
    by_size[i] = self->is_component ? (i + 1) * free[0]
                 : self->is_pure    ? (i < 2 ? INFINITY : free[0])
                                    : free[i];
}

static double
pnr_size_search_loss (const gsl_vector *free, void *data)
{
  const PnrSizeSearch *self = data;
  double by_size[3], price[PNR_N_TRIPLE_CONTENTS];
  PnrThreeGoodsSale sale;

  pnr_size_search_unpack (self, free->data, by_size);
  pnr_three_goods_price_by_size (by_size, price);
  pnr_three_goods_sell (self->goods, price, &sale);
  return -sale.profit;
}

static double
pnr_size_search_climb (PnrSizeSearch *self, guint n_free, double *free)
{
  gsl_multimin_function function = { pnr_size_search_loss, n_free, self };
  gsl_multimin_fminimizer *simplex =
      gsl_multimin_fminimizer_alloc (gsl_multimin_fminimizer_nmsimplex2, n_free);
  gsl_vector_view start = gsl_vector_view_array (free, n_free);
  gsl_vector *step = gsl_vector_alloc (n_free);
  double loss;

  gsl_vector_set_all (step, 0.04 * self->goods->high[0]);
  gsl_multimin_fminimizer_set (simplex, &function, &start.vector, step);
  for (guint i = 0; i < 300; i++)
    if (gsl_multimin_fminimizer_iterate (simplex) != GSL_SUCCESS
        || gsl_multimin_fminimizer_size (simplex) < 1e-6 * self->goods->high[0])
      break;
  memcpy (free, gsl_multimin_fminimizer_x (simplex)->data, n_free * sizeof (double));
  loss = gsl_multimin_fminimizer_minimum (simplex);
  gsl_multimin_fminimizer_free (simplex);
  gsl_vector_free (step);
  return -loss;
}

/**
 * pnr_three_goods_optimise:
 * @goods: the demand and the costs, of goods that are priced alike
 * @is_component: whether only single goods are sold
 * @is_pure: whether only all three together are sold
 * @by_size: (out): the best price of one, two and three goods
 * @progress: (nullable): tells of cancelling
 * @error: says that it was cancelled
 *
 * Returns: whether it was finished
 */
gboolean
pnr_three_goods_optimise (const PnrThreeGoods *goods, gboolean is_component, gboolean is_pure,
                          double *by_size, PnrProgress *progress, GError **error)
{
  static const double single[] = { 0.5, 0.65, 0.75, 0.85 };
  static const double pair[] = { 1.5, 1.8 }, triple[] = { 1.65, 2.3 };
  PnrSizeSearch search = { goods, is_component, is_pure };
  guint n_free = is_component || is_pure ? 1 : 3;
  double best = -G_MAXFLOAT;

  for (guint i = 0; i < G_N_ELEMENTS (single); i++)
    for (guint j = 0; j < (n_free == 1 ? 1 : G_N_ELEMENTS (pair)); j++) {
      double one = single[i] * goods->high[0] * (is_pure ? 2 : 1), profit;
      double free[3] = { one, one * pair[j], one * triple[j] };

      if (!pnr_progress_check (progress, error))
        return FALSE;
      profit = pnr_size_search_climb (&search, n_free, free);
      if (profit > best) {
        best = profit;
        pnr_size_search_unpack (&search, free, by_size);
      }
    }
  return TRUE;
}

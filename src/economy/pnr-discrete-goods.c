/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The best prices of two goods and their bundle when the shoppers' values are a list. */
#include "config.h"

#include "economy/pnr-discrete-goods.h"

#include <math.h>

/* The idea: who buys what changes only where somebody is indifferent, and each such place is
 * an equation p1 = v1, p2 = v2, pB = v1 + v2, pB - p1 = v2, pB - p2 = v1 or p1 - p2 = v1 - v2.
 * Between them profit is linear in the prices, so the best prices are a vertex: three of these
 * equations that tie {nothing, p1, p2, pB} together, one of the 16 trees on four nodes. (A vertex
 * on pB = p1 + p2 is separate sale, whose best prices are vertices too.) When ties go against
 * the seller on a grid of prices the same holds with every equation moved by up to one tick,
 * since a system of differences on a grid has its vertices on the grid (total unimodularity;
 * Schrijver, Theory of Linear and Integer Programming, ch. 19). Cost: 16 n^3 vertices of n
 * shoppers each. */

enum {
  NODE_NOTHING,
  NODE_1,
  NODE_2,
  NODE_BOTH,
  N_NODES
};

static gboolean
pnr_discrete_goods_is_tie (double a, double b)
{
  return fabs (a - b) <= 1e-9 * MAX (1.0, MAX (fabs (a), fabs (b)));
}

void
pnr_discrete_goods_sell (const PnrDiscreteGoods *goods, const double price[3],
                         gboolean against_seller, PnrDiscreteSale *sale)
{
  double both = MIN (price[2], price[0] + price[1]);
  double paid[4] = { 0, price[0], price[1], both };
  double earned[4] = { 0, price[0] - goods->cost[0], price[1] - goods->cost[1],
                       both - goods->cost[0] - goods->cost[1] };

  *sale = (PnrDiscreteSale){ .price = { price[0], price[1], price[2] } };
  for (gsize i = 0; i < goods->n_shoppers; i++) {
    const double *v = &goods->values[2 * i];
    double surplus[4] = { 0, v[0] - price[0], v[1] - price[1], v[0] + v[1] - both };
    guint taken = 0;

    for (guint k = 1; k < 4; k++) {
      gboolean is_tie = pnr_discrete_goods_is_tie (surplus[k], surplus[taken]);
      gboolean is_dearer = earned[k] >= earned[taken];

      if (isfinite (surplus[k])
          && (is_tie ? is_dearer != against_seller : surplus[k] > surplus[taken]))
        taken = k;
    }
    sale->count[taken] += goods->weights[i];
    sale->profit += goods->weights[i] * earned[taken];
    sale->revenue += goods->weights[i] * paid[taken];
    sale->surplus += goods->weights[i] * surplus[taken];
  }
}

static int
pnr_discrete_goods_compare (gconstpointer a, gconstpointer b)
{
  double x = *(const double *) a, y = *(const double *) b;

  return (x > y) - (x < y);
}

/* The price differences at which a shopper is indifferent between two contents. With a tick the
 * grid prices on either side are candidates as well. */
static GArray *
pnr_discrete_goods_steps (const PnrDiscreteGoods *goods, double v1_share, double v2_share,
                          double tick)
{
  GArray *steps = g_array_new (FALSE, FALSE, sizeof (double));
  guint n_unique = 0;

  for (gsize i = 0; i < goods->n_shoppers; i++) {
    double value = v1_share * goods->values[2 * i] + v2_share * goods->values[2 * i + 1];

    if (tick <= 0) {
      g_array_append_val (steps, value);
      continue;
    }
    for (int side = -1; side <= 1; side++) {
      double on_grid = side < 0   ? ceil (value / tick - 1e-9) - 1
                       : side > 0 ? floor (value / tick + 1e-9) + 1
                                  : round (value / tick);

      on_grid *= tick;
      g_array_append_val (steps, on_grid);
    }
  }
  g_array_sort (steps, pnr_discrete_goods_compare);
  for (guint i = 0; i < steps->len; i++)
    if (n_unique == 0
        || g_array_index (steps, double, i) != g_array_index (steps, double, n_unique - 1))
      g_array_index (steps, double, n_unique++) = g_array_index (steps, double, i);
  g_array_set_size (steps, n_unique);
  return steps;
}

typedef struct {
  const PnrDiscreteGoods *goods;
  double tick;
  GArray *steps[N_NODES][N_NODES]; /* steps[i][j]: price of j minus price of i, i < j */
  PnrDiscreteSale *best;
  PnrProgress *progress;
} PnrVertexSearch;

static void
pnr_vertex_search_try (PnrVertexSearch *search, const double price[3])
{
  PnrDiscreteSale sale;

  if (price[0] < 0 || price[1] < 0 || price[2] < 0)
    return;
  pnr_discrete_goods_sell (search->goods, price, search->tick > 0, &sale);
  if (sale.profit > search->best->profit)
    *search->best = sale;
}

/* One good or bundle alone: its price is somebody's value of it. */
static void
pnr_vertex_search_single (PnrVertexSearch *search, guint node)
{
  const GArray *steps = search->steps[NODE_NOTHING][node];

  for (guint i = 0; i < steps->len; i++) {
    double price[3] = { INFINITY, INFINITY, INFINITY };

    price[node - 1] = g_array_index (steps, double, i);
    pnr_vertex_search_try (search, price);
  }
}

static void
pnr_vertex_search_components (PnrVertexSearch *search)
{
  const GArray *first = search->steps[NODE_NOTHING][NODE_1];
  const GArray *second = search->steps[NODE_NOTHING][NODE_2];

  for (guint i = 0; i < first->len; i++)
    for (guint j = 0; j < second->len; j++) {
      double price[3] = { g_array_index (first, double, i), g_array_index (second, double, j),
                          INFINITY };

      pnr_vertex_search_try (search, price);
    }
}

typedef struct {
  guint from;
  guint to;
} PnrTie;

/* Follows the ties from "nothing" outward until every price is known. */
static gboolean
pnr_vertex_search_prices (const PnrTie tie[3], const double step[3], double price[3])
{
  double level[N_NODES] = { 0 };
  guint known = 1u << NODE_NOTHING;

  for (guint round = 0; round < 3; round++)
    for (guint i = 0; i < 3; i++) {
      gboolean has_from = (known >> tie[i].from) & 1, has_to = (known >> tie[i].to) & 1;

      if (has_from == has_to)
        continue;
      if (has_from)
        level[tie[i].to] = level[tie[i].from] + step[i];
      else
        level[tie[i].from] = level[tie[i].to] - step[i];
      known |= (1u << tie[i].from) | (1u << tie[i].to);
    }
  for (guint i = 0; i < 3; i++)
    price[i] = level[i + 1];
  return known == (1u << N_NODES) - 1;
}

static gboolean
pnr_vertex_search_tree (PnrVertexSearch *search, const PnrTie tie[3], GError **error)
{
  const GArray *steps[3];
  double step[3] = { 0 }, price[3];

  if (!pnr_vertex_search_prices (tie, step, price))
    return TRUE;
  for (guint i = 0; i < 3; i++)
    steps[i] = search->steps[tie[i].from][tie[i].to];
  for (guint i = 0; i < steps[0]->len; i++) {
    step[0] = g_array_index (steps[0], double, i);
    if (!pnr_progress_check (search->progress, error))
      return FALSE;
    for (guint j = 0; j < steps[1]->len; j++) {
      step[1] = g_array_index (steps[1], double, j);
      for (guint k = 0; k < steps[2]->len; k++) {
        step[2] = g_array_index (steps[2], double, k);
        pnr_vertex_search_prices (tie, step, price);
        pnr_vertex_search_try (search, price);
      }
    }
  }
  return TRUE;
}

static gboolean
pnr_vertex_search_mixed (PnrVertexSearch *search, GError **error)
{
  PnrTie ties[6];
  guint n_ties = 0;

  for (guint i = 0; i < N_NODES; i++)
    for (guint j = i + 1; j < N_NODES; j++)
      ties[n_ties++] = (PnrTie){ i, j };
  for (guint a = 0; a < n_ties; a++)
    for (guint b = a + 1; b < n_ties; b++)
      for (guint c = b + 1; c < n_ties; c++) {
        PnrTie tree[3] = { ties[a], ties[b], ties[c] };

        if (!pnr_vertex_search_tree (search, tree, error))
          return FALSE;
      }
  return TRUE;
}

/* Contents differ by goods 1 and 2; what a shopper gives for the difference is the tie. */
static void
pnr_vertex_search_prepare (PnrVertexSearch *search)
{
  static const double share[N_NODES][2] = { { 0, 0 }, { 1, 0 }, { 0, 1 }, { 1, 1 } };

  for (guint i = 0; i < N_NODES; i++)
    for (guint j = i + 1; j < N_NODES; j++)
      search->steps[i][j] = pnr_discrete_goods_steps (search->goods, share[j][0] - share[i][0],
                                                      share[j][1] - share[i][1], search->tick);
}

/**
 * pnr_discrete_goods_optimise:
 * @goods: the shoppers and the costs
 * @selling: what is for sale
 * @tick: 0 for the exact optimum with ties in the seller's favour; else the smallest price step,
 *   and every tie goes against the seller
 * @best: (out): the most profitable prices and what they bring
 * @progress: (nullable): tells of cancelling
 * @error: says that it was cancelled
 *
 * Returns: whether it was finished
 */
gboolean
pnr_discrete_goods_optimise (const PnrDiscreteGoods *goods, PnrSelling selling, double tick,
                             PnrDiscreteSale *best, PnrProgress *progress, GError **error)
{
  PnrVertexSearch search = { .goods = goods, .tick = tick, .best = best, .progress = progress };
  gboolean is_done = TRUE;

  *best = (PnrDiscreteSale){ .price = { INFINITY, INFINITY, INFINITY } };
  pnr_discrete_goods_sell (goods, best->price, tick > 0, best);
  pnr_vertex_search_prepare (&search);
  if (selling != PNR_SELLING_PURE) {
    pnr_vertex_search_single (&search, NODE_1);
    pnr_vertex_search_single (&search, NODE_2);
    pnr_vertex_search_components (&search);
  }
  if (selling != PNR_SELLING_COMPONENTS)
    pnr_vertex_search_single (&search, NODE_BOTH);
  if (selling == PNR_SELLING_MIXED)
    is_done = pnr_vertex_search_mixed (&search, error);
  for (guint i = 0; i < N_NODES; i++)
    for (guint j = i + 1; j < N_NODES; j++)
      g_array_unref (search.steps[i][j]);
  return is_done;
}

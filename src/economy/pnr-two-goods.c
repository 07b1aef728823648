/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Two goods and their bundle before a continuum of shoppers: who buys what, by exact integrals. */
#include "config.h"

#include "economy/pnr-two-goods.h"

#include <gsl/gsl_integration.h>
#include <math.h>

/* The idea: for a shopper whose value of good 1 is known, the surplus of every content is a
 * straight line in her value of good 2. She takes the upper envelope of at most four lines, so
 * her shares and her surplus are differences of upper probabilities and of partial expectations
 * of v2 given v1, which all three demands have in closed form (Johnson, Kotz, Balakrishnan,
 * Continuous Univariate Distributions, vol. 1, ch. 13 and 14). What remains is one integral over
 * v1, cut where the envelope changes its shape: between the cuts it is a polynomial (uniform;
 * Gauss-Legendre is exact) or smooth (normal, lognormal; panels are halved until they agree).
 * The regions are those of Adams and Yellen (1976) and Venkatesh and Kamakura (2003). */

#define N_NODES 16
#define N_SUMS (PNR_N_CONTENTS + 1) /* the shares, then the surplus */
#define MOST_CUTS 24
#define DEEPEST_HALVING 14
#define WIDEST_PANEL 0.8
#define FARTHEST_SCORE 9.5 /* the normal tail beyond is below 1e-20 */

typedef struct {
  const PnrTwoGoods *goods;
  double first_slope[PNR_N_CONTENTS];  /* of the surplus in v1 */
  double second_slope[PNR_N_CONTENTS]; /* and in v2 */
  const double *paid;
  double tolerance[N_SUMS];
} PnrChooser;

typedef struct {
  double place[N_NODES];
  double weight[N_NODES];
} PnrNodes;

static const PnrNodes *
pnr_nodes_get (void)
{
  static PnrNodes nodes;
  static gsize is_filled = 0;

  if (g_once_init_enter (&is_filled)) {
    gsl_integration_glfixed_table *table = gsl_integration_glfixed_table_alloc (N_NODES);

    for (size_t i = 0; i < N_NODES; i++)
      gsl_integration_glfixed_point (-1, 1, i, &nodes.place[i], &nodes.weight[i], table);
    gsl_integration_glfixed_table_free (table);
    g_once_init_leave (&is_filled, 1);
  }
  return &nodes;
}

static double
pnr_normal_upper (double z)
{
  return 0.5 * erfc (z * M_SQRT1_2);
}

static double
pnr_normal_density (double z)
{
  return exp (-0.5 * z * z) * (M_2_SQRTPI * M_SQRT1_2 / 2);
}

/* P(v2 > x) and E[v2; v2 > x], both given the score (normal) or the value (uniform) of good 1. */
static void
pnr_two_goods_upper (const PnrTwoGoods *goods, double given, double x, double *mass, double *mean)
{
  double place = goods->place[1], spread = goods->spread[1], z;

  if (goods->taste == PNR_TASTE_UNIFORM) {
    double from = CLAMP (x, place, spread);

    *mass = (spread - from) / (spread - place);
    *mean = *mass * (spread + from) / 2;
    return;
  }
  place += goods->rho * spread * given;
  spread *= sqrt (1 - goods->rho * goods->rho);
  if (goods->taste == PNR_TASTE_NORMAL) {
    z = (x - place) / spread;
    *mass = pnr_normal_upper (z);
    *mean = place * *mass + spread * pnr_normal_density (z);
  } else {
    z = x > 0 ? (log (x) - place) / spread : -INFINITY;
    *mass = pnr_normal_upper (z);
    *mean = exp (place + spread * spread / 2) * pnr_normal_upper (z - spread);
  }
}

/* Follows the upper envelope from the flattest line to the steepest and adds what each part
 * of it brings, times @weight. */
static void
pnr_chooser_add (const PnrChooser *self, double given, double first, double weight, double *sums)
{
  double height[PNR_N_CONTENTS], mass = 1, mean;
  PnrContent current = PNR_CONTENT_NONE;

  for (guint k = 0; k < PNR_N_CONTENTS; k++)
    height[k] = self->first_slope[k] * first - self->paid[k];
  if (height[PNR_CONTENT_1] > height[PNR_CONTENT_NONE])
    current = PNR_CONTENT_1;
  pnr_two_goods_upper (self->goods, given, -INFINITY, &mass, &mean);
  for (;;) {
    double nearest = INFINITY, next_mass = 0, next_mean = 0;
    PnrContent next = PNR_N_CONTENTS;

    for (guint k = PNR_CONTENT_2; k < PNR_N_CONTENTS; k++) {
      double steeper = self->second_slope[k] - self->second_slope[current];
      double meeting = (height[current] - height[k]) / steeper;

      if (steeper > 0 && meeting < nearest) {
        nearest = meeting;
        next = k;
      }
    }
    if (next != PNR_N_CONTENTS)
      pnr_two_goods_upper (self->goods, given, nearest, &next_mass, &next_mean);
    sums[current] += weight * (mass - next_mass);
    sums[PNR_N_CONTENTS] +=
        weight
        * (height[current] * (mass - next_mass) + self->second_slope[current] * (mean - next_mean));
    if (next == PNR_N_CONTENTS)
      return;
    mass = next_mass;
    mean = next_mean;
    current = next;
  }
}

static void
pnr_chooser_panel (const PnrChooser *self, double from, double to, double *sums)
{
  const PnrNodes *nodes = pnr_nodes_get ();
  const PnrTwoGoods *goods = self->goods;
  double half = (to - from) / 2, middle = (from + to) / 2;

  for (guint k = 0; k < N_SUMS; k++)
    sums[k] = 0;
  for (guint i = 0; i < N_NODES; i++) {
    double given = middle + half * nodes->place[i], weight = half * nodes->weight[i], first;

    if (goods->taste == PNR_TASTE_UNIFORM) {
      weight /= goods->spread[0] - goods->place[0];
      first = given;
    } else {
      weight *= pnr_normal_density (given);
      first = goods->place[0] + goods->spread[0] * given;
      if (goods->taste == PNR_TASTE_LOGNORMAL)
        first = exp (first);
    }
    pnr_chooser_add (self, given, first, weight, sums);
  }
}

/* Replaces the estimate of a panel by that of its halves until the two agree. */
static void
pnr_chooser_refine (const PnrChooser *self, double from, double to, guint depth, double *sums)
{
  double middle = (from + to) / 2, left[N_SUMS], right[N_SUMS];
  gboolean agrees = TRUE;

  pnr_chooser_panel (self, from, middle, left);
  pnr_chooser_panel (self, middle, to, right);
  for (guint k = 0; k < N_SUMS; k++)
    agrees = agrees && fabs (sums[k] - left[k] - right[k]) <= self->tolerance[k];
  if (!agrees && depth < DEEPEST_HALVING) {
    pnr_chooser_refine (self, from, middle, depth + 1, left);
    pnr_chooser_refine (self, middle, to, depth + 1, right);
  }
  for (guint k = 0; k < N_SUMS; k++)
    sums[k] = left[k] + right[k];
}

static void
pnr_chooser_add_cut (const PnrChooser *self, double first, double *cuts, guint *n_cuts)
{
  const PnrTwoGoods *goods = self->goods;

  if (goods->taste == PNR_TASTE_LOGNORMAL)
    first = first > 0 ? log (first) : NAN;
  if (goods->taste != PNR_TASTE_UNIFORM)
    first = (first - goods->place[0]) / goods->spread[0];
  if (first > cuts[0] && first < cuts[1] && *n_cuts < MOST_CUTS)
    cuts[(*n_cuts)++] = first;
}

/* Where two contents are equally good for the lowest or the highest value of good 2. */
static void
pnr_chooser_cut_pair (const PnrChooser *self, guint i, guint j, double *cuts, guint *n_cuts)
{
  const PnrTwoGoods *goods = self->goods;
  double first = self->first_slope[i] - self->first_slope[j];
  double second = self->second_slope[i] - self->second_slope[j];
  double paid = self->paid[i] - self->paid[j];

  if (first == 0 || !isfinite (paid))
    return;
  if (second == 0 || goods->taste == PNR_TASTE_LOGNORMAL)
    pnr_chooser_add_cut (self, paid / first, cuts, n_cuts);
  if (second != 0 && goods->taste == PNR_TASTE_UNIFORM) {
    pnr_chooser_add_cut (self, (paid - second * goods->place[1]) / first, cuts, n_cuts);
    pnr_chooser_add_cut (self, (paid - second * goods->spread[1]) / first, cuts, n_cuts);
  }
}

/* Where three contents are equally good: a corner of the regions. */
static void
pnr_chooser_cut_triple (const PnrChooser *self, guint i, guint j, guint k, double *cuts,
                        guint *n_cuts)
{
  double a = self->first_slope[i] - self->first_slope[j];
  double b = self->second_slope[i] - self->second_slope[j];
  double c = self->first_slope[i] - self->first_slope[k];
  double d = self->second_slope[i] - self->second_slope[k];
  double e = self->paid[i] - self->paid[j], f = self->paid[i] - self->paid[k];
  double determinant = a * d - b * c;

  if (determinant != 0 && isfinite (e) && isfinite (f))
    pnr_chooser_add_cut (self, (e * d - b * f) / determinant, cuts, n_cuts);
}

static int
pnr_chooser_compare (gconstpointer a, gconstpointer b)
{
  double x = *(const double *) a, y = *(const double *) b;

  return (x > y) - (x < y);
}

static guint
pnr_chooser_cuts (const PnrChooser *self, double *cuts)
{
  const PnrTwoGoods *goods = self->goods;
  guint n_cuts = 2;

  cuts[0] = goods->taste == PNR_TASTE_UNIFORM ? goods->place[0] : -FARTHEST_SCORE;
  cuts[1] = goods->taste == PNR_TASTE_UNIFORM ? goods->spread[0] : FARTHEST_SCORE;
  if (goods->taste == PNR_TASTE_LOGNORMAL) /* the mean weighs the tail by exp (s z) */
    cuts[1] += goods->spread[0] + goods->spread[1];
  for (guint i = 0; i < PNR_N_CONTENTS; i++)
    for (guint j = i + 1; j < PNR_N_CONTENTS; j++) {
      pnr_chooser_cut_pair (self, i, j, cuts, &n_cuts);
      for (guint k = j + 1; k < PNR_N_CONTENTS; k++)
        pnr_chooser_cut_triple (self, i, j, k, cuts, &n_cuts);
    }
  qsort (cuts, n_cuts, sizeof (double), pnr_chooser_compare);
  return n_cuts;
}

/**
 * pnr_two_goods_choose:
 * @goods: the demand
 * @paid: what each content costs; infinite where it is not for sale
 * @is_fine: whether to refine to about 1e-12, or to be quick (about 1e-8; uniform demand is
 *   exact either way)
 * @share: (out): the share of shoppers taking each content
 * @surplus: (out) (nullable): consumer surplus per shopper
 */
void
pnr_two_goods_choose (const PnrTwoGoods *goods, const double paid[PNR_N_CONTENTS], gboolean is_fine,
                      double share[PNR_N_CONTENTS], double *surplus)
{
  double both = 1 + goods->theta, total[N_SUMS] = { 0 }, cuts[MOST_CUTS];
  gboolean is_uniform = goods->taste == PNR_TASTE_UNIFORM;
  PnrChooser chooser = {
    .goods = goods,
    .first_slope = { 0, 1, 0, both },
    .second_slope = { 0, 0, 1, both },
    .paid = paid,
    .tolerance = { 1e-13, 1e-13, 1e-13, 1e-13, 1e-13 },
  };
  guint n_cuts = pnr_chooser_cuts (&chooser, cuts);

  if (goods->taste == PNR_TASTE_LOGNORMAL)
    chooser.tolerance[PNR_N_CONTENTS] *= exp (MAX (goods->place[0], goods->place[1]));
  else if (!is_uniform)
    chooser.tolerance[PNR_N_CONTENTS] *= goods->spread[0] + goods->spread[1];
  for (guint i = 0; i + 1 < n_cuts; i++) {
    double width = cuts[i + 1] - cuts[i];
    guint n_panels = is_uniform ? 1 : (guint) ceil (width / WIDEST_PANEL);

    for (guint j = 0; j < n_panels; j++) {
      double from = cuts[i] + width * j / n_panels, to = cuts[i] + width * (j + 1) / n_panels;
      double sums[N_SUMS];

      pnr_chooser_panel (&chooser, from, to, sums);
      if (is_fine && !is_uniform)
        pnr_chooser_refine (&chooser, from, to, 0, sums);
      for (guint k = 0; k < N_SUMS; k++)
        total[k] += sums[k];
    }
  }
  for (guint k = 0; k < PNR_N_CONTENTS; k++)
    share[k] = total[k];
  if (surplus != NULL)
    *surplus = total[PNR_N_CONTENTS];
}

guint
pnr_strategy_n_prices (PnrStrategy strategy)
{
  static const guint n_prices[PNR_N_STRATEGIES] = { 2, 1, 3, 2 };

  return n_prices[strategy];
}

/* What each content costs; infinite where it is not for sale. */
void
pnr_strategy_paid (PnrStrategy strategy, const double *prices, double paid[PNR_N_CONTENTS])
{
  paid[PNR_CONTENT_NONE] = 0;
  paid[PNR_CONTENT_1] = strategy == PNR_STRATEGY_PURE ? INFINITY : prices[0];
  paid[PNR_CONTENT_2] = INFINITY;
  paid[PNR_CONTENT_BOTH] = prices[pnr_strategy_n_prices (strategy) - 1];
  if (strategy == PNR_STRATEGY_COMPONENTS || strategy == PNR_STRATEGY_MIXED) {
    double sum = prices[0] + prices[1];

    paid[PNR_CONTENT_2] = prices[1];
    paid[PNR_CONTENT_BOTH] = strategy == PNR_STRATEGY_MIXED ? MIN (prices[2], sum) : sum;
  }
}

/**
 * pnr_two_goods_sell:
 * @goods: the demand and the costs
 * @strategy: what is for sale
 * @prices: in the order good 1, good 2, bundle, leaving out what is not for sale
 * @is_fine: see pnr_two_goods_choose()
 * @sale: (out): what it brings, per shopper
 */
void
pnr_two_goods_sell (const PnrTwoGoods *goods, PnrStrategy strategy, const double *prices,
                    gboolean is_fine, PnrTwoGoodsSale *sale)
{
  double paid[PNR_N_CONTENTS], squares = 0;
  double cost[PNR_N_CONTENTS] = { 0, goods->cost[0], goods->cost[1],
                                  goods->cost[0] + goods->cost[1] };

  *sale = (PnrTwoGoodsSale){ 0 };
  pnr_strategy_paid (strategy, prices, paid);
  pnr_two_goods_choose (goods, paid, is_fine, sale->share, &sale->consumer_surplus);
  for (guint k = 1; k < PNR_N_CONTENTS; k++) {
    double margin = paid[k] - cost[k];

    if (!isfinite (paid[k]))
      continue;
    sale->revenue += sale->share[k] * paid[k];
    sale->profit += sale->share[k] * margin;
    squares += sale->share[k] * margin * margin;
  }
  sale->units[0] = sale->share[PNR_CONTENT_1] + sale->share[PNR_CONTENT_BOTH];
  sale->units[1] = sale->share[PNR_CONTENT_2] + sale->share[PNR_CONTENT_BOTH];
  sale->sd_profit = sqrt (MAX (0, squares - sale->profit * sale->profit));
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Two goods with uniform values at given prices: shares and profit as fractions. */

/* Shoppers are a rectangle, and those who take a content are a polygon in it: the rectangle cut
 * along the lines where another content is as good (I. Sutherland, G. Hodgman, CACM 17, 1974).
 * With prices that are fractions all corners and areas are fractions too. */
#include "config.h"

#include "economy/pnr-exact-uniform.h"

#include <math.h>

#define MOST_CORNERS 16
#define MOST_DENOMINATOR 1000000000

typedef __int128 Wide;

/* In lowest terms, @den above 0; 0/0 is a number that does not fit, and stays one. */
typedef struct {
  Wide num;
  Wide den;
} Fraction;

static const Fraction lost = { 0, 0 };

static gboolean
is_lost (Fraction a)
{
  return a.den == 0;
}

static Fraction
fraction_new (Wide num, Wide den)
{
  Wide a = num < 0 ? -num : num, b = den < 0 ? -den : den;

  if (den == 0)
    return lost;
  while (b != 0) {
    Wide rest = a % b;

    a = b;
    b = rest;
  }
  if (den < 0)
    a = -a;
  return (Fraction){ num / a, den / a };
}

/* The fraction of least denominator that is the nearest double: 0.86 is 43/50, and 0.666… as far
 * as doubles go is 2/3. By continued fractions. */
static Fraction
fraction_from_double (double number)
{
  double rest = number;
  Wide num[2] = { 0, 1 }, den[2] = { 1, 0 };

  for (guint i = 0; i < 64 && fabs (rest) < 1e12; i++) {
    Wide whole = (Wide) floor (rest);
    Wide next_num = whole * num[1] + num[0], next_den = whole * den[1] + den[0];

    num[0] = num[1];
    den[0] = den[1];
    num[1] = next_num;
    den[1] = next_den;
    if (next_den > MOST_DENOMINATOR)
      return lost;
    if ((double) next_num / (double) next_den == number)
      return fraction_new (next_num, next_den);
    rest = 1.0 / (rest - floor (rest));
  }
  return lost;
}

static Fraction
multiply (Fraction a, Fraction b)
{
  Fraction x, y;
  Wide num, den;

  if (is_lost (a) || is_lost (b))
    return lost;
  x = fraction_new (a.num, b.den);
  y = fraction_new (b.num, a.den);
  if (__builtin_mul_overflow (x.num, y.num, &num) || __builtin_mul_overflow (x.den, y.den, &den))
    return lost;
  return fraction_new (num, den);
}

static Fraction
divide (Fraction a, Fraction b)
{
  return is_lost (b) || b.num == 0 ? lost : multiply (a, fraction_new (b.den, b.num));
}

static Fraction
add (Fraction a, Fraction b)
{
  Wide left, right, num, den;

  if (is_lost (a) || is_lost (b) || __builtin_mul_overflow (a.num, b.den, &left)
      || __builtin_mul_overflow (b.num, a.den, &right) || __builtin_add_overflow (left, right, &num)
      || __builtin_mul_overflow (a.den, b.den, &den))
    return lost;
  return fraction_new (num, den);
}

static Fraction
subtract (Fraction a, Fraction b)
{
  return add (a, (Fraction){ -b.num, b.den });
}

static char *
fraction_to_string (Fraction a)
{
  if (is_lost (a) || a.num > G_MAXINT64 || a.num < -G_MAXINT64 || a.den > G_MAXINT64)
    return NULL;
  if (a.den == 1)
    return g_strdup_printf ("%" G_GINT64_FORMAT, (gint64) a.num);
  return g_strdup_printf ("%" G_GINT64_FORMAT "/%" G_GINT64_FORMAT, (gint64) a.num, (gint64) a.den);
}

typedef struct {
  Fraction x;
  Fraction y;
} Corner;

typedef struct {
  Corner corner[MOST_CORNERS];
  guint n_corners;
} Polygon;

/* @x and @y are what a unit of each value adds, @paid what is owed: better by how much. */
typedef struct {
  Fraction x;
  Fraction y;
  Fraction paid;
} Edge;

static Fraction
edge_at (const Edge *edge, Corner at)
{
  return subtract (add (multiply (edge->x, at.x), multiply (edge->y, at.y)), edge->paid);
}

static Corner
edge_cross (Corner from, Fraction at_from, Corner to, Fraction at_to)
{
  Fraction share = divide (at_from, subtract (at_from, at_to));

  return (Corner){ add (from.x, multiply (share, subtract (to.x, from.x))),
                   add (from.y, multiply (share, subtract (to.y, from.y))) };
}

static void
polygon_cut (Polygon *self, const Edge *edge)
{
  Polygon kept = { .n_corners = 0 };

  for (guint i = 0; i < self->n_corners && kept.n_corners + 2 < MOST_CORNERS; i++) {
    Corner from = self->corner[i], to = self->corner[(i + 1) % self->n_corners];
    Fraction at_from = edge_at (edge, from), at_to = edge_at (edge, to);

    if (at_from.num >= 0)
      kept.corner[kept.n_corners++] = from;
    if ((at_from.num > 0 && at_to.num < 0) || (at_from.num < 0 && at_to.num > 0))
      kept.corner[kept.n_corners++] = edge_cross (from, at_from, to, at_to);
  }
  *self = kept;
}

static Fraction
polygon_area (const Polygon *self)
{
  Fraction twice = { 0, 1 };

  for (guint i = 0; i < self->n_corners; i++) {
    const Corner *a = &self->corner[i], *b = &self->corner[(i + 1) % self->n_corners];

    twice = add (twice, subtract (multiply (a->x, b->y), multiply (b->x, a->y)));
  }
  return divide (twice, (Fraction){ 2, 1 });
}

static Fraction
share_of (const PnrTwoGoods *goods, guint content, const double *paid)
{
  Fraction low[2], high[2], area;
  Fraction both = add ((Fraction){ 1, 1 }, fraction_from_double (goods->theta));
  const Fraction none = { 0, 1 }, one = { 1, 1 };
  const Fraction first[] = { none, one, none, both }, second[] = { none, none, one, both };
  Polygon polygon;

  for (guint i = 0; i < 2; i++) {
    low[i] = fraction_from_double (goods->place[i]);
    high[i] = fraction_from_double (goods->spread[i]);
  }
  area = multiply (subtract (high[0], low[0]), subtract (high[1], low[1]));
  polygon = (Polygon){
    { { low[0], low[1] }, { high[0], low[1] }, { high[0], high[1] }, { low[0], high[1] } }, 4
  };
  for (guint k = 0; k < PNR_N_CONTENTS; k++) {
    Edge edge;

    if (k == content || !isfinite (paid[k]))
      continue;
    edge.x = subtract (first[content], first[k]);
    edge.y = subtract (second[content], second[k]);
    edge.paid = subtract (fraction_from_double (paid[content]), fraction_from_double (paid[k]));
    polygon_cut (&polygon, &edge);
  }
  return divide (polygon_area (&polygon), area);
}

/**
 * pnr_exact_uniform_sell:
 * @goods: two goods whose values are uniform and independent
 * @strategy: what is for sale
 * @prices: in the order good 1, good 2, bundle, leaving out what is not for sale
 * @sale: (out): fractions as text
 *
 * Numbers are taken for the simplest fractions that they can stand for.
 */
void
pnr_exact_uniform_sell (const PnrTwoGoods *goods, PnrStrategy strategy, const double *prices,
                        PnrExactSale *sale)
{
  double paid[PNR_N_CONTENTS];
  Fraction cost[] = {
    { 0, 1 }, fraction_from_double (goods->cost[0]), fraction_from_double (goods->cost[1]), { 0, 1 }
  };
  Fraction profit = { 0, 1 };

  *sale = (PnrExactSale){ 0 };
  cost[PNR_CONTENT_BOTH] = add (cost[PNR_CONTENT_1], cost[PNR_CONTENT_2]);
  pnr_strategy_paid (strategy, prices, paid);
  for (guint k = 0; k < PNR_N_CONTENTS; k++) {
    Fraction share;

    if (!isfinite (paid[k]))
      continue;
    share = share_of (goods, k, paid);
    sale->share[k] = fraction_to_string (share);
    profit = add (profit, multiply (share, subtract (fraction_from_double (paid[k]), cost[k])));
  }
  sale->profit = fraction_to_string (profit);
}

void
pnr_exact_sale_clear (PnrExactSale *self)
{
  for (guint k = 0; k < PNR_N_CONTENTS; k++)
    g_free (self->share[k]);
  g_free (self->profit);
}

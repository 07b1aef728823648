/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The sweep in parts against adding up every step anew, at every price. */
#include "config.h"

#include <math.h>

#include "economy/pnr-price-sweep-private.h"

#define SCALE 4
#define KEEP 3.0
#define DEAREST 220

/* Whole numbers, so that sums are the same in every order. Every fourth threshold is a whole price,
 * and few prices among many steps make ties common. */
static PnrSweepShopper
roll_step (GRand *rand)
{
  return (PnrSweepShopper){
    .threshold = g_rand_int_range (rand, -40, DEAREST * SCALE),
    .is_further = g_rand_int_range (rand, 0, 4) == 0,
    .weight = g_rand_int_range (rand, 0, 3),
    .items = g_rand_int_range (rand, 1, 4),
    .extra_keep = g_rand_int_range (rand, -1, 2),
    .units_with = g_rand_int_range (rand, 0, 4),
    .units_without = g_rand_int_range (rand, 0, 4),
    .orders_with = g_rand_int_range (rand, 0, 2),
    .orders_without = g_rand_int_range (rand, 0, 2),
    .contribution_with = g_rand_int_range (rand, -900, 100),
    .contribution_without = g_rand_int_range (rand, -100, 400),
    .revenue_with = g_rand_int_range (rand, 0, 100),
    .revenue_without = g_rand_int_range (rand, 0, 100),
    .surplus_with = g_rand_int_range (rand, 0, 100),
    .surplus_without = g_rand_int_range (rand, 0, 100),
  };
}

static gboolean
does_take (const PnrSweepShopper *step, gint64 price, PnrTie tie)
{
  double gain = step->contribution_with + (KEEP * step->items + step->extra_keep) * price
                - step->contribution_without;

  if (step->threshold != price * SCALE)
    return step->threshold > price * SCALE;
  if (tie == PNR_TIE_AGAINST_SHOP)
    return gain < 0.0;
  return gain > 0.0 || (gain == 0.0 && step->units_with > step->units_without);
}

static PnrPricePoint
add_up (const PnrSweepShopper *steps, gsize n, gint64 price, PnrTie tie)
{
  PnrPricePoint point = { .price_minor = price };
  double orders = 0.0, people = 0.0, takers = 0.0;

  for (gsize i = 0; i < n; i++) {
    const PnrSweepShopper *step = &steps[i];
    gboolean takes = does_take (step, price, tie);
    double weight = step->weight, paid = takes ? step->items * price : 0.0;

    people += step->is_further ? 0.0 : weight;
    takers += takes && !step->is_further ? weight : 0.0;
    orders += weight * (takes ? step->orders_with : step->orders_without);
    point.units += weight * (takes ? step->units_with : step->units_without);
    point.revenue += weight * ((takes ? step->revenue_with : step->revenue_without) + paid);
    point.surplus += weight * ((takes ? step->surplus_with : step->surplus_without) - paid);
    point.profit += weight
                    * (takes ? step->contribution_with + KEEP * paid + step->extra_keep * price
                             : step->contribution_without);
  }
  point.aov = orders > 0.0 ? point.revenue / orders : NAN;
  point.take_rate = takers / people;
  return point;
}

static PnrPriceSweep *
make_sweep (PnrPriceSweep *spare, const PnrSweepShopper *steps, guint n_parts, gsize part_size)
{
  PnrPriceSweep *sweep = pnr_price_sweep_begin (spare, n_parts, SCALE, KEEP);
  g_autofree guint64 *keys = g_new (guint64, 2 * part_size);

  for (guint part = n_parts; part-- > 0;)
    pnr_price_sweep_fill (sweep, part, steps + part * part_size, part_size, keys);
  pnr_price_sweep_end (sweep);
  return sweep;
}

static void
compare_points (const PnrPricePoint *point, const PnrPricePoint *wanted)
{
  g_assert_cmpfloat (point->profit, ==, wanted->profit);
  g_assert_cmpfloat (point->revenue, ==, wanted->revenue);
  g_assert_cmpfloat (point->units, ==, wanted->units);
  g_assert_cmpfloat (point->surplus, ==, wanted->surplus);
  g_assert_cmpfloat (point->take_rate, ==, wanted->take_rate);
  g_assert_true (point->aov == wanted->aov || (isnan (point->aov) && isnan (wanted->aov)));
}

/* Also at prices with gaps between them, below every threshold and above. */
static void
check_sweep (const PnrPriceSweep *sweep, const PnrSweepShopper *steps, gsize n, PnrTie tie,
             gint64 stride)
{
  g_autoptr (GArray) prices = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autofree double *profit = g_new (double, DEAREST + 40);
  g_autofree double *revenue = g_new (double, DEAREST + 40);
  g_autofree double *surplus = g_new (double, DEAREST + 40);

  for (gint64 price = 1; price < DEAREST + 20; price += stride)
    g_array_append_val (prices, price);
  pnr_price_sweep_scan (sweep, prices, PNR_PRICE_OBJECTIVE_MARGIN, tie, profit, surplus);
  pnr_price_sweep_scan (sweep, prices, PNR_PRICE_OBJECTIVE_REVENUE, tie, revenue, NULL);
  for (guint i = 0; i < prices->len; i++) {
    gint64 price = g_array_index (prices, gint64, i);
    PnrPricePoint wanted = add_up (steps, n, price, tie), point;

    pnr_price_sweep_evaluate_tie (sweep, price, tie, &point);
    compare_points (&point, &wanted);
    g_assert_cmpfloat (profit[i], ==, wanted.profit);
    g_assert_cmpfloat (revenue[i], ==, wanted.revenue);
    g_assert_cmpfloat (surplus[i], ==, wanted.surplus);
  }
}

/* Parts are short enough to be compared and long enough to be counted; memory of a larger sweep
 * and of a smaller one is taken over. */
static void
test_against_sums (void)
{
  static const gsize sizes[] = { 700, 1, 2500, 40 };
  g_autoptr (GRand) rand = g_rand_new_with_seed (4);
  g_autofree PnrSweepShopper *steps = g_new (PnrSweepShopper, 3 * 2500);
  g_autoptr (PnrPriceSweep) sweep = NULL;

  for (guint round = 0; round < G_N_ELEMENTS (sizes); round++) {
    guint n_parts = 1 + round % 3;
    gsize n = n_parts * sizes[round];

    for (gsize i = 0; i < n; i++)
      steps[i] = roll_step (rand);
    steps[0].is_further = FALSE;
    steps[0].weight = 1.0;
    sweep = make_sweep (g_steal_pointer (&sweep), steps, n_parts, sizes[round]);
    for (PnrTie tie = PNR_TIE_FOR_SHOP; tie <= PNR_TIE_AGAINST_SHOP; tie++) {
      check_sweep (sweep, steps, n, tie, 1);
      check_sweep (sweep, steps, n, tie, 7);
    }
  }
}

/* No price earns more than the best of the candidates, and none that is lower earns as much. */
static void
test_candidates (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (9);

  for (guint round = 0; round < 50; round++) {
    PnrSweepShopper steps[24];
    g_autoptr (PnrPriceSweep) sweep = NULL;

    for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
      steps[i] = roll_step (rand);
    sweep = make_sweep (NULL, steps, 2, G_N_ELEMENTS (steps) / 2);
    for (PnrTie tie = PNR_TIE_FOR_SHOP; tie <= PNR_TIE_AGAINST_SHOP; tie++) {
      g_autoptr (GArray) prices = pnr_price_sweep_get_candidates (sweep, 5, 2 * DEAREST);
      gint64 best = pnr_price_sweep_find_best (sweep, prices, PNR_PRICE_OBJECTIVE_MARGIN, tie);
      double most = pnr_price_sweep_get_contribution (sweep, best, tie);

      g_assert_cmpint (g_array_index (prices, gint64, prices->len - 1), ==, 2 * DEAREST);
      for (gint64 price = 5; price <= 2 * DEAREST; price++) {
        double own = pnr_price_sweep_get_contribution (sweep, price, tie);

        g_assert_cmpfloat (own, <=, most);
        g_assert_true (own < most || price >= best);
      }
    }
  }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/price-sweep/against-sums", test_against_sums);
  g_test_add_func ("/price-sweep/candidates", test_candidates);
  return g_test_run ();
}

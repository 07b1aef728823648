/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The exact profit at every price of one bundle: thresholds of the shoppers, sorted and summed.
 *
 * A shopper takes the item up to a price t, and what else she buys does not depend on the price:
 * profit(p) = sum over t >= p of (with + keep p) + sum over t < p of without. Between thresholds
 * it is a straight line. Thresholds sorted from the dearest and sums along them answer any price
 * with one binary search; building costs n log n. */
#include "config.h"

#include "economy/pnr-price-sweep-private.h"

#include <math.h>

/* Sums over the shoppers with the k dearest thresholds, taking the item instead of not. */
typedef struct {
  double weight;
  double items;
  double extra_keep;
  double contribution;
  double revenue;
  double units;
  double orders;
  double surplus;
} Sums;

struct _PnrPriceSweep {
  gatomicrefcount ref_count;
  gint32 scale;
  double keep;
  gsize n;
  gsize capacity;
  PnrSweepShopper *shoppers; /* dearest threshold first */
  Sums *sums;                /* n + 1 */
  guint32 *order, *spare_order;
  Sums without;
  double surplus_without;
};

G_DEFINE_BOXED_TYPE (PnrPriceSweep, pnr_price_sweep, pnr_price_sweep_ref, pnr_price_sweep_unref)

static int
compare_thresholds (gconstpointer a, gconstpointer b, gpointer user_data)
{
  const PnrSweepShopper *shoppers = user_data;
  guint32 left = *(const guint32 *) a, right = *(const guint32 *) b;

  if (shoppers[left].threshold != shoppers[right].threshold)
    return shoppers[left].threshold > shoppers[right].threshold ? -1 : 1;
  return left < right ? -1 : 1;
}

/* Three rounds of counting sort, eleven bits each; the order within a threshold stays. */
static const guint32 *
sort_by_threshold (PnrPriceSweep *self, const PnrSweepShopper *shoppers, gsize n)
{
  guint32 *order = self->order, *spare = self->spare_order;

  for (gsize i = 0; i < n; i++)
    order[i] = (guint32) i;
  if (n < 2048) {
    g_qsort_with_data (order, (int) n, sizeof *order, compare_thresholds, (gpointer) shoppers);
    return order;
  }
  for (guint shift = 0; shift < 33; shift += 11) {
    gsize starts[2049] = { 0 };
    guint32 *swap = order;

    for (gsize i = 0; i < n; i++)
      starts[(~((guint32) shoppers[i].threshold ^ 0x80000000u) >> shift & 2047) + 1]++;
    for (guint digit = 1; digit < 2048; digit++)
      starts[digit] += starts[digit - 1];
    for (gsize i = 0; i < n; i++) {
      guint32 key = ~((guint32) shoppers[order[i]].threshold ^ 0x80000000u);

      spare[starts[key >> shift & 2047]++] = order[i];
    }
    order = spare;
    spare = swap;
  }
  return order;
}

static void
make_room (PnrPriceSweep *self, gsize n)
{
  if (self->capacity > n)
    return;
  self->capacity = n + 1;
  g_free (self->shoppers);
  g_free (self->sums);
  g_free (self->order);
  g_free (self->spare_order);
  self->shoppers = g_new (PnrSweepShopper, n + 1);
  self->sums = g_new (Sums, n + 1);
  self->order = g_new (guint32, n + 1);
  self->spare_order = g_new (guint32, n + 1);
}

static void
add_up (PnrPriceSweep *self, const PnrSweepShopper *shoppers, gsize n)
{
  const guint32 *order;

  make_room (self, n);
  order = sort_by_threshold (self, shoppers, n);
  self->n = n;
  self->sums[0] = self->without = (Sums){ 0 };
  self->surplus_without = 0.0;
  for (gsize i = 0; i < n; i++) {
    const PnrSweepShopper *shopper = &shoppers[order[i]];
    const Sums *before = &self->sums[i];
    double weight = shopper->weight;

    self->shoppers[i] = *shopper;
    self->sums[i + 1] = (Sums){
      .weight = before->weight + (shopper->is_further ? 0.0 : weight),
      .items = before->items + weight * shopper->items,
      .extra_keep = before->extra_keep + weight * shopper->extra_keep,
      .contribution = before->contribution
                      + weight * (shopper->contribution_with - shopper->contribution_without),
      .revenue = before->revenue + weight * (shopper->revenue_with - shopper->revenue_without),
      .units = before->units + weight * (shopper->units_with - shopper->units_without),
      .orders = before->orders + weight * (shopper->orders_with - shopper->orders_without),
      .surplus = before->surplus + weight * (shopper->surplus_with - shopper->surplus_without),
    };
    self->without.weight += shopper->is_further ? 0.0 : weight;
    self->without.contribution += weight * shopper->contribution_without;
    self->without.revenue += weight * shopper->revenue_without;
    self->without.units += weight * shopper->units_without;
    self->without.orders += weight * shopper->orders_without;
    self->surplus_without += weight * shopper->surplus_without;
  }
}

/**
 * pnr_price_sweep_renew:
 * @spare: (transfer full) (nullable): a sweep that is no longer needed
 * @shoppers: the sample
 * @n: its size
 * @scale: parts of a minor unit in thresholds
 * @keep: what is left of one minor unit paid
 *
 * A search builds hundreds of sweeps of one size. Where nobody else holds @spare its memory is
 * taken over, because asking the system for it anew takes longer than the sums.
 *
 * Returns: (transfer full): the sweep
 */
PnrPriceSweep *
pnr_price_sweep_renew (PnrPriceSweep *spare, const PnrSweepShopper *shoppers, gsize n, gint32 scale,
                       double keep)
{
  PnrPriceSweep *self = spare;

  if (spare == NULL || !g_atomic_ref_count_compare (&spare->ref_count, 1)) {
    g_clear_pointer (&spare, pnr_price_sweep_unref);
    self = g_new0 (PnrPriceSweep, 1);
    g_atomic_ref_count_init (&self->ref_count);
  }
  self->scale = scale;
  self->keep = keep;
  add_up (self, shoppers, n);
  return self;
}

/**
 * pnr_price_sweep_new_take:
 * @shoppers: (transfer full): the sample
 * @n: its size
 * @scale: parts of a minor unit in thresholds
 * @keep: what is left of one minor unit paid
 *
 * Returns: (transfer full): the sweep
 */
PnrPriceSweep *
pnr_price_sweep_new_take (PnrSweepShopper *shoppers, gsize n, gint32 scale, double keep)
{
  PnrPriceSweep *self = pnr_price_sweep_renew (NULL, shoppers, n, scale, keep);

  g_free (shoppers);
  return self;
}

PnrPriceSweep *
pnr_price_sweep_ref (PnrPriceSweep *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
pnr_price_sweep_unref (PnrPriceSweep *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_free (self->shoppers);
  g_free (self->sums);
  g_free (self->order);
  g_free (self->spare_order);
  g_free (self);
}

/* How many thresholds lie above @level. */
static gsize
count_above (const PnrPriceSweep *self, gint64 level)
{
  gsize low = 0, high = self->n;

  while (low < high) {
    gsize middle = low + (high - low) / 2;

    if (self->shoppers[middle].threshold > level)
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}

/* Whether an indifferent shopper takes the item. */
static gboolean
takes_on_tie (const PnrPriceSweep *self, const PnrSweepShopper *shopper, gint64 price_minor,
              PnrTie tie)
{
  double gain = shopper->contribution_with
                + (self->keep * shopper->items + shopper->extra_keep) * price_minor
                - shopper->contribution_without;

  if (tie == PNR_TIE_AGAINST_SHOP)
    return gain < 0.0;
  return gain > 0.0 || (gain == 0.0 && shopper->units_with > shopper->units_without);
}

/* Sums over those who take the item at a price. */
static Sums
sum_takers (const PnrPriceSweep *self, gint64 price_minor, PnrTie tie)
{
  gint64 level = price_minor * self->scale;
  gsize k = count_above (self, level);
  Sums sums = self->sums[k];

  for (; k < self->n && self->shoppers[k].threshold == level; k++) {
    const Sums *after = &self->sums[k + 1];
    const Sums *before = &self->sums[k];

    if (!takes_on_tie (self, &self->shoppers[k], price_minor, tie))
      continue;
    sums.weight += after->weight - before->weight;
    sums.items += after->items - before->items;
    sums.extra_keep += after->extra_keep - before->extra_keep;
    sums.contribution += after->contribution - before->contribution;
    sums.revenue += after->revenue - before->revenue;
    sums.units += after->units - before->units;
    sums.orders += after->orders - before->orders;
    sums.surplus += after->surplus - before->surplus;
  }
  return sums;
}

static double
get_contribution (const PnrPriceSweep *self, const Sums *takers, gint64 price_minor)
{
  return self->without.contribution + takers->contribution
         + self->keep * price_minor * takers->items + price_minor * takers->extra_keep;
}

double
pnr_price_sweep_get_contribution (const PnrPriceSweep *self, gint64 price_minor, PnrTie tie)
{
  Sums takers = sum_takers (self, price_minor, tie);

  return get_contribution (self, &takers, price_minor);
}

void
pnr_price_sweep_evaluate_tie (const PnrPriceSweep *self, gint64 price_minor, PnrTie tie,
                              PnrPricePoint *point)
{
  Sums takers = sum_takers (self, price_minor, tie);
  double orders = self->without.orders + takers.orders;

  point->price_minor = price_minor;
  point->profit = get_contribution (self, &takers, price_minor);
  point->revenue = self->without.revenue + takers.revenue + (double) price_minor * takers.items;
  point->aov = orders > 0.0 ? point->revenue / orders : NAN;
  point->units = self->without.units + takers.units;
  point->take_rate = takers.weight / self->without.weight;
  point->surplus = self->surplus_without + takers.surplus - price_minor * takers.items;
}

/**
 * pnr_price_sweep_evaluate:
 * @self: a sweep
 * @price_minor: any price of the bundle
 * @point: (out): what the whole market then yields in the period
 *
 * One binary search: cheap enough for every step of a slider.
 */
void
pnr_price_sweep_evaluate (const PnrPriceSweep *self, gint64 price_minor, PnrPricePoint *point)
{
  pnr_price_sweep_evaluate_tie (self, price_minor, PNR_TIE_FOR_SHOP, point);
}

/* The same when the bundle is not offered; a price of zero stands for none. */
void
pnr_price_sweep_evaluate_without (const PnrPriceSweep *self, PnrPricePoint *point)
{
  *point = (PnrPricePoint){
    .profit = self->without.contribution,
    .revenue = self->without.revenue,
    .aov = self->without.orders > 0.0 ? self->without.revenue / self->without.orders : NAN,
    .units = self->without.units,
    .surplus = self->surplus_without,
  };
}

static gint64
floor_to_minor (const PnrPriceSweep *self, gsize k)
{
  gint64 threshold = self->shoppers[k].threshold;

  return threshold >= 0 ? threshold / self->scale : -((-threshold + self->scale - 1) / self->scale);
}

/* Distinct thresholds of those for whom some price above zero would do. */
gsize
pnr_price_sweep_count_thresholds (const PnrPriceSweep *self)
{
  gsize n = 0;

  for (gsize k = 0; k < self->n && self->shoppers[k].threshold >= 0; k++)
    n += k == 0 || self->shoppers[k].threshold != self->shoppers[k - 1].threshold;
  return n;
}

static void
add_candidate (GArray *candidates, gint64 price, gint64 low, gint64 high)
{
  gboolean is_new =
      candidates->len == 0 || g_array_index (candidates, gint64, candidates->len - 1) < price;

  if (price >= low && price <= high && is_new)
    g_array_append_val (candidates, price);
}

/**
 * pnr_price_sweep_get_candidates:
 * @self: a sweep
 * @low_minor: least price allowed
 * @high_minor: greatest price allowed
 *
 * Returns: (transfer full) (element-type gint64): ascending prices among which the best one is,
 *   whichever way ties fall: the last whole price up to each threshold, the one below it, the one
 *   above, and the bounds
 */
GArray *
pnr_price_sweep_get_candidates (const PnrPriceSweep *self, gint64 low_minor, gint64 high_minor)
{
  GArray *candidates = g_array_new (FALSE, FALSE, sizeof (gint64));

  add_candidate (candidates, low_minor, low_minor, high_minor);
  for (gsize k = self->n; k-- > 0;) {
    gint64 price = floor_to_minor (self, k);

    add_candidate (candidates, price - 1, low_minor, high_minor);
    add_candidate (candidates, price, low_minor, high_minor);
  }
  if (self->n > 0)
    add_candidate (candidates, floor_to_minor (self, 0) + 1, low_minor, high_minor);
  add_candidate (candidates, high_minor, low_minor, high_minor);
  return candidates;
}

/* The smallest of the best. */
gint64
pnr_price_sweep_find_best (const PnrPriceSweep *self, GArray *candidates,
                           PnrPriceObjective objective, PnrTie tie)
{
  double best = -INFINITY;
  gint64 best_price = 0;

  for (guint i = 0; i < candidates->len; i++) {
    gint64 price = g_array_index (candidates, gint64, i);
    PnrPricePoint point;
    double value;

    pnr_price_sweep_evaluate_tie (self, price, tie, &point);
    value = objective == PNR_PRICE_OBJECTIVE_REVENUE ? point.revenue : point.profit;
    if (value > best) {
      best = value;
      best_price = price;
    }
  }
  return best_price;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The exact profit at every price of one bundle: thresholds of the shoppers, sorted and summed.
 *
 * A shopper takes the item up to a price t, and what else she buys does not depend on the price:
 * profit(p) = sum over t >= p of (with + keep p) + sum over t < p of without. Between thresholds
 * it is a straight line. Thresholds sorted from the dearest and sums along them answer any price
 * with a binary search. The sample is kept in parts, each sorted and summed by itself: a part stays
 * in the processor's cache, and threads build them side by side. */
#include "config.h"

#include "economy/pnr-price-parts-private.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Below, comparing is faster than counting. */
#define LEAST_COUNTED 512

G_DEFINE_BOXED_TYPE (PnrPriceSweep, pnr_price_sweep, pnr_price_sweep_ref, pnr_price_sweep_unref)

/* Ascending keys are descending thresholds; the place below keeps the order within one. */
static guint64
make_key (gint32 threshold, gsize place)
{
  return (guint64) ~((guint32) threshold ^ 0x80000000u) << 32 | place;
}

static int
compare_keys (const void *a, const void *b)
{
  guint64 left = *(const guint64 *) a, right = *(const guint64 *) b;

  return (left > right) - (left < right);
}

/* Three rounds of counting sort, eleven bits each; the order within a threshold stays. A digit that
 * all keys share needs no round. */
static const guint64 *
sort_keys (guint64 *keys, guint64 *spare, gsize n)
{
  if (n < LEAST_COUNTED) {
    qsort (keys, n, sizeof *keys, compare_keys);
    return keys;
  }
  for (guint shift = 32; shift < 64; shift += 11) {
    guint32 starts[2049] = { 0 };
    guint64 *swap = keys;

    for (gsize i = 0; i < n; i++)
      starts[(keys[i] >> shift & 2047) + 1]++;
    if (starts[(keys[0] >> shift & 2047) + 1] == n)
      continue;
    for (guint digit = 1; digit < 2048; digit++)
      starts[digit] += starts[digit - 1];
    for (gsize i = 0; i < n; i++)
      spare[starts[keys[i] >> shift & 2047]++] = keys[i];
    keys = spare;
    spare = swap;
  }
  return keys;
}

static void
free_parts (PnrPriceSweep *self)
{
  for (guint part = 0; part < self->part_capacity; part++) {
    g_free (self->parts[part].thresholds);
    g_free (self->parts[part].ties);
    g_free (self->parts[part].sums);
  }
  g_free (self->parts);
}

/* Room that an earlier sweep left is kept. */
static void
empty_parts (PnrPriceSweep *self, guint n_parts)
{
  if (self->part_capacity < n_parts) {
    self->parts = g_renew (PnrSweepPart, self->parts, n_parts);
    memset (self->parts + self->part_capacity, 0,
            (n_parts - self->part_capacity) * sizeof *self->parts);
    self->part_capacity = n_parts;
  }
  self->n_parts = n_parts;
  for (guint p = 0; p < n_parts; p++) {
    PnrSweepPart *part = &self->parts[p];

    *part = (PnrSweepPart){ .capacity = part->capacity,
                            .thresholds = part->thresholds,
                            .ties = part->ties,
                            .sums = part->sums };
  }
}

static void
make_room (PnrSweepPart *part, gsize n)
{
  if (part->sums != NULL && part->capacity >= n)
    return;
  g_free (part->thresholds);
  g_free (part->ties);
  g_free (part->sums);
  part->capacity = n;
  part->thresholds = g_new (gint32, n + 1);
  part->ties = g_new (guint8, n + 1);
  part->sums = g_new (PnrSweepSums, n + 1);
}

/**
 * pnr_price_sweep_begin:
 * @spare: (transfer full) (nullable): a sweep that is no longer needed
 * @n_parts: parts of the sample
 * @scale: parts of a minor unit in thresholds
 * @keep: what is left of one minor unit paid
 *
 * A search builds hundreds of sweeps of one size. Where nobody else holds @spare its memory is
 * taken over, because asking the system for it anew takes longer than the sums.
 *
 * Returns: (transfer full): a sweep whose parts are filled next, each by any thread; nobody is in
 *   a part that is not
 */
PnrPriceSweep *
pnr_price_sweep_begin (PnrPriceSweep *spare, guint n_parts, gint32 scale, double keep)
{
  PnrPriceSweep *self = spare;

  if (spare == NULL || !g_atomic_ref_count_compare (&spare->ref_count, 1)) {
    g_clear_pointer (&spare, pnr_price_sweep_unref);
    self = g_new0 (PnrPriceSweep, 1);
    g_atomic_ref_count_init (&self->ref_count);
  }
  self->scale = scale;
  self->keep = keep;
  empty_parts (self, n_parts);
  return self;
}

/* Whether an indifferent shopper takes the item: one bit for each way in which ties may fall. */
static guint8
find_ties (const PnrPriceSweep *self, const PnrSweepShopper *step)
{
  gint64 price_minor = step->threshold / self->scale;
  double gain;

  if (price_minor * self->scale != step->threshold)
    return 0;
  if (step->is_cut)
    return 1 << PNR_TIE_FOR_SHOP | 1 << PNR_TIE_AGAINST_SHOP;
  if (step->is_turn)
    return (guint8) ((step->turn_gain >= 0.0) << PNR_TIE_FOR_SHOP
                     | (step->turn_gain < 0.0) << PNR_TIE_AGAINST_SHOP);
  gain = step->contribution_with + (self->keep * step->items + step->extra_keep) * price_minor
         - step->contribution_without;
  return (guint8) ((gain > 0.0 || (gain == 0.0 && step->units_with > step->units_without))
                       << PNR_TIE_FOR_SHOP
                   | (gain < 0.0) << PNR_TIE_AGAINST_SHOP);
}

static void
add_step (PnrSweepPart *part, gsize k, const PnrSweepShopper *step)
{
  const PnrSweepSums *before = &part->sums[k];
  double weight = step->weight;

  part->sums[k + 1] = (PnrSweepSums){
    .weight = before->weight + weight * ((step->is_further ? 0 : 1) + step->takers_besides),
    .items = before->items + weight * step->items,
    .extra_keep = before->extra_keep + weight * step->extra_keep,
    .contribution =
        before->contribution + weight * (step->contribution_with - step->contribution_without),
    .revenue = before->revenue + weight * (step->revenue_with - step->revenue_without),
    .units = before->units + weight * (step->units_with - step->units_without),
    .orders = before->orders + weight * (step->orders_with - step->orders_without),
    .surplus = before->surplus + weight * (step->surplus_with - step->surplus_without),
  };
}

static void
add_without (PnrSweepPart *part, const PnrSweepShopper *step)
{
  double weight = step->weight;

  part->without.weight += step->is_further ? 0.0 : weight;
  part->without.contribution += weight * step->contribution_without;
  part->without.revenue += weight * step->revenue_without;
  part->without.units += weight * step->units_without;
  part->without.orders += weight * step->orders_without;
  part->surplus_without += weight * step->surplus_without;
}

/**
 * pnr_price_sweep_fill:
 * @self: a sweep that has begun
 * @part: which of its parts
 * @steps: the steps of that part's shoppers
 * @n: how many
 * @keys: room for twice as many keys
 *
 * Threads may fill different parts at the same time. Whoever does not take the item even as a
 * present is counted and not kept.
 */
void
pnr_price_sweep_fill (PnrPriceSweep *self, guint part, const PnrSweepShopper *steps, gsize n,
                      guint64 *keys)
{
  PnrSweepPart *own = &self->parts[part];
  const guint64 *sorted;

  g_assert (part < self->n_parts);
  for (gsize i = 0; i < n; i++) {
    add_without (own, &steps[i]);
    if (steps[i].threshold >= 0)
      keys[own->n++] = make_key (steps[i].threshold, i);
  }
  sorted = sort_keys (keys, keys + n, own->n);
  make_room (own, own->n);
  own->sums[0] = (PnrSweepSums){ 0 };
  for (gsize k = 0; k < own->n; k++) {
    const PnrSweepShopper *step = &steps[(guint32) sorted[k]];

    own->thresholds[k] = step->threshold;
    own->ties[k] = find_ties (self, step);
    add_step (own, k, step);
  }
}

/* Shoppers who take the item at no price that is asked about; each is weighed already. */
void
pnr_price_sweep_add_rest (PnrPriceSweep *self, guint part, const PnrSweepShopper *rest)
{
  PnrSweepPart *own = &self->parts[part];

  own->without.weight += rest->weight;
  own->without.contribution += rest->contribution_without;
  own->without.revenue += rest->revenue_without;
  own->without.units += rest->units_without;
  own->without.orders += rest->orders_without;
  own->surplus_without += rest->surplus_without;
}

double
pnr_price_sweep_get_keep (const PnrPriceSweep *self)
{
  return self->keep;
}

/* When every part is filled: adds up what happens without the item. */
void
pnr_price_sweep_end (PnrPriceSweep *self)
{
  self->without = (PnrSweepSums){ 0 };
  self->surplus_without = 0.0;
  for (guint part = 0; part < self->n_parts; part++) {
    const PnrSweepPart *own = &self->parts[part];

    self->without.weight += own->without.weight;
    self->without.contribution += own->without.contribution;
    self->without.revenue += own->without.revenue;
    self->without.units += own->without.units;
    self->without.orders += own->without.orders;
    self->surplus_without += own->surplus_without;
  }
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
  PnrPriceSweep *self = pnr_price_sweep_begin (NULL, 1, scale, keep);
  g_autofree guint64 *keys = g_new (guint64, 2 * n + 1);

  pnr_price_sweep_fill (self, 0, shoppers, n, keys);
  pnr_price_sweep_end (self);
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
  free_parts (self);
  g_free (self);
}

/* How many thresholds lie above @level. */
static gsize
count_above (const PnrSweepPart *part, gint64 level)
{
  gsize low = 0, high = part->n;

  while (low < high) {
    gsize middle = low + (high - low) / 2;

    if (part->thresholds[middle] > level)
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}

static void
add_sums (PnrSweepSums *sums, const PnrSweepSums *to, const PnrSweepSums *from)
{
  sums->weight += to->weight - from->weight;
  sums->items += to->items - from->items;
  sums->extra_keep += to->extra_keep - from->extra_keep;
  sums->contribution += to->contribution - from->contribution;
  sums->revenue += to->revenue - from->revenue;
  sums->units += to->units - from->units;
  sums->orders += to->orders - from->orders;
  sums->surplus += to->surplus - from->surplus;
}

/* Sums over those who take the item at a price. */
static PnrSweepSums
sum_takers (const PnrPriceSweep *self, gint64 price_minor, PnrTie tie)
{
  gint64 level = price_minor * self->scale;
  PnrSweepSums sums = { 0 };

  for (guint p = 0; p < self->n_parts; p++) {
    const PnrSweepPart *part = &self->parts[p];
    gsize k = count_above (part, level);

    if (part->n > 0)
      add_sums (&sums, &part->sums[k], &part->sums[0]);
    for (; k < part->n && part->thresholds[k] == level; k++)
      if (part->ties[k] >> tie & 1)
        add_sums (&sums, &part->sums[k + 1], &part->sums[k]);
  }
  return sums;
}

static double
get_contribution (const PnrPriceSweep *self, const PnrSweepSums *takers, gint64 price_minor)
{
  return self->without.contribution + takers->contribution
         + self->keep * price_minor * takers->items + price_minor * takers->extra_keep;
}

double
pnr_price_sweep_get_contribution (const PnrPriceSweep *self, gint64 price_minor, PnrTie tie)
{
  PnrSweepSums takers = sum_takers (self, price_minor, tie);

  return get_contribution (self, &takers, price_minor);
}

static void
fill_point (const PnrPriceSweep *self, const PnrSweepSums *takers, gint64 price_minor,
            PnrPricePoint *point)
{
  double orders = self->without.orders + takers->orders;

  point->price_minor = price_minor;
  point->profit = get_contribution (self, takers, price_minor);
  point->revenue = self->without.revenue + takers->revenue + (double) price_minor * takers->items;
  point->aov = orders > 0.0 ? point->revenue / orders : NAN;
  point->units = self->without.units + takers->units;
  point->take_rate = takers->weight / self->without.weight;
  point->surplus = self->surplus_without + takers->surplus - price_minor * takers->items;
}

void
pnr_price_sweep_evaluate_tie (const PnrPriceSweep *self, gint64 price_minor, PnrTie tie,
                              PnrPricePoint *point)
{
  PnrSweepSums takers = sum_takers (self, price_minor, tie);

  fill_point (self, &takers, price_minor, point);
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

/* Distinct thresholds of those for whom some price above zero would do. */
gsize
pnr_price_sweep_count_thresholds (const PnrPriceSweep *self)
{
  g_autoptr (GArray) keys = g_array_new (FALSE, FALSE, sizeof (guint64));
  gsize n = 0;

  for (guint p = 0; p < self->n_parts; p++)
    for (gsize k = 0; k < self->parts[p].n && self->parts[p].thresholds[k] >= 0; k++) {
      guint64 key = make_key (self->parts[p].thresholds[k], 0);

      g_array_append_val (keys, key);
    }
  g_array_sort (keys, compare_keys);
  for (guint i = 0; i < keys->len; i++)
    n += i == 0 || g_array_index (keys, guint64, i) != g_array_index (keys, guint64, i - 1);
  return n;
}

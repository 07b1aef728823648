/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Asks a price sweep about many prices in one walk, and finds the best of them.
 *
 * Each shopper takes the item at every price up to her threshold, so she counts once: at the
 * dearest of the prices asked about that she accepts. Sums from the dearest price down then tell
 * what each yields. Cost: shoppers + prices. */
#include "config.h"

#include "economy/pnr-price-parts-private.h"

#include <math.h>

static gint64
floor_to_minor (const PnrPriceSweep *self, gint64 threshold)
{
  return threshold >= 0 ? threshold / self->scale : -((-threshold + self->scale - 1) / self->scale);
}

static gint64
get_dearest (const PnrPriceSweep *self)
{
  gint64 dearest = G_MININT32;

  for (guint p = 0; p < self->n_parts; p++)
    if (self->parts[p].n > 0)
      dearest = MAX (dearest, self->parts[p].thresholds[0]);
  return floor_to_minor (self, dearest);
}

/* A set of prices as bits above @low. */
static void
mark (guint64 *marks, gint64 price, gint64 low, gint64 high)
{
  if (price >= low && price <= high)
    marks[(price - low) / 64] |= (guint64) 1 << (price - low) % 64;
}

static guint64 *
mark_thresholds (const PnrPriceSweep *self, gint64 low, gint64 high)
{
  guint64 *marks = g_new0 (guint64, (high - low) / 64 + 1);

  for (guint p = 0; p < self->n_parts; p++) {
    const PnrSweepPart *part = &self->parts[p];

    for (gsize k = 0; k < part->n; k++) {
      gint64 price = floor_to_minor (self, part->thresholds[k]);

      if (price < low)
        break;
      mark (marks, price - 1, low, high);
      mark (marks, price, low, high);
    }
  }
  return marks;
}

/**
 * pnr_price_sweep_get_candidates:
 * @self: a sweep
 * @low_minor: least price allowed
 * @high_minor: greatest price allowed
 *
 * Returns: (transfer full) (element-type gint64): ascending prices among which the best one is,
 *   whichever way ties fall: the last whole price up to each threshold, the one below it, the one
 *   above the dearest, and the bounds
 */
GArray *
pnr_price_sweep_get_candidates (const PnrPriceSweep *self, gint64 low_minor, gint64 high_minor)
{
  GArray *candidates = g_array_new (FALSE, FALSE, sizeof (gint64));
  /* Above that nobody takes the item, whatever it costs. */
  gint64 last = MIN (high_minor, MAX (get_dearest (self) + 1, low_minor));
  g_autofree guint64 *marks = NULL;

  if (low_minor > high_minor)
    return candidates;
  marks = mark_thresholds (self, low_minor, last);
  mark (marks, low_minor, low_minor, last);
  mark (marks, last, low_minor, last);
  for (gint64 word = 0; word <= (last - low_minor) / 64; word++)
    for (guint64 rest = marks[word]; rest != 0; rest &= rest - 1) {
      gint64 price = low_minor + 64 * word + __builtin_ctzll (rest);

      g_array_append_val (candidates, price);
    }
  if (last < high_minor)
    g_array_append_val (candidates, high_minor);
  return candidates;
}

/* What the takers of one price and not of the next dearer one add. */
typedef struct {
  double items;
  double extra_keep;
  double money;
  double surplus;
} Gain;

/* How many of the first @n prices lie below @level, in steps that double: the next threshold of a
 * part is never far below the one before. */
static gsize
count_below (const gint64 *levels, gsize n, gint64 level)
{
  gsize step = 1, high = n, low;

  while (high > 0 && levels[high - 1] >= level) {
    n = high - 1;
    high = high > step ? high - step : 0;
    step *= 2;
  }
  low = high;
  while (low < n) {
    gsize middle = low + (n - low) / 2;

    if (levels[middle] < level)
      low = middle + 1;
    else
      n = middle;
  }
  return low;
}

static void
gain_part (const PnrSweepPart *part, const gint64 *levels, gsize n_prices,
           PnrPriceObjective objective, PnrTie tie, Gain *gains)
{
  gsize n_below = n_prices;

  for (gsize k = 0; k < part->n && n_prices > 0 && part->thresholds[k] >= levels[0]; k++) {
    const PnrSweepSums *before = &part->sums[k], *after = &part->sums[k + 1];
    gsize n_taken;
    Gain *gain;

    n_taken = n_below = count_below (levels, n_below, part->thresholds[k]);
    if (n_below < n_prices && levels[n_below] == part->thresholds[k])
      n_taken += part->ties[k] >> tie & 1;
    gain = &gains[n_taken];
    gain->items += after->items - before->items;
    gain->extra_keep += after->extra_keep - before->extra_keep;
    gain->money += objective == PNR_PRICE_OBJECTIVE_REVENUE
                       ? after->revenue - before->revenue
                       : after->contribution - before->contribution;
    gain->surplus += after->surplus - before->surplus;
  }
}

/**
 * pnr_price_sweep_scan:
 * @self: a sweep
 * @prices: (element-type gint64): ascending prices
 * @objective: what each is asked for
 * @tie: what indifferent shoppers do
 * @values: (out): profit or revenue at each price
 * @surplus: (out) (optional): what customers are left with
 *
 * One walk over the shoppers for all prices together.
 */
void
pnr_price_sweep_scan (const PnrPriceSweep *self, GArray *prices, PnrPriceObjective objective,
                      PnrTie tie, double *values, double *surplus)
{
  g_autofree gint64 *levels = g_new (gint64, prices->len + 1);
  g_autofree Gain *gains = g_new0 (Gain, prices->len + 1);
  gboolean is_revenue = objective == PNR_PRICE_OBJECTIVE_REVENUE;
  double base = is_revenue ? self->without.revenue : self->without.contribution;
  Gain sum = { 0 };

  for (guint i = 0; i < prices->len; i++)
    levels[i] = g_array_index (prices, gint64, i) * self->scale;
  for (guint p = 0; p < self->n_parts; p++)
    gain_part (&self->parts[p], levels, prices->len, objective, tie, gains);
  for (guint i = prices->len; i-- > 0;) {
    gint64 price = g_array_index (prices, gint64, i);

    sum.items += gains[i + 1].items;
    sum.extra_keep += gains[i + 1].extra_keep;
    sum.money += gains[i + 1].money;
    sum.surplus += gains[i + 1].surplus;
    values[i] = base + sum.money
                + (is_revenue ? price * sum.items
                              : self->keep * price * sum.items + price * sum.extra_keep);
    if (surplus != NULL)
      surplus[i] = self->surplus_without + sum.surplus - price * sum.items;
  }
}

/* The smallest of the best. */
gint64
pnr_price_sweep_find_best (const PnrPriceSweep *self, GArray *candidates,
                           PnrPriceObjective objective, PnrTie tie)
{
  g_autofree double *values = g_new (double, candidates->len + 1);
  double best = -INFINITY;
  gint64 best_price = 0;

  pnr_price_sweep_scan (self, candidates, objective, tie, values, NULL);
  for (guint i = 0; i < candidates->len; i++)
    if (values[i] > best) {
      best = values[i];
      best_price = g_array_index (candidates, gint64, i);
    }
  return best_price;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Looks for several prices at once on shoppers that have been drawn.
 *
 * One price has an exact best while the others stand (see the price sweep). Taking the prices in
 * turn until none moves ends on a hilltop, not always the highest; so it is done from many starts,
 * and then two prices at a time are moved together. Cost: two choices of every shopper for each
 * price and turn. Where a sweep is not exact, because an order's worth decides about a gift or
 * shipping, or other prices follow from the one that moves, prices are tried one by one. */
#include "config.h"

#include "economy/pnr-joint-search.h"

#include <math.h>

#include "economy/pnr-price-trial.h"
#include "economy/pnr-purchase.h"
#include "economy/pnr-quasi-random.h"

#define MOST_ROUNDS 40
#define N_SCRAMBLED 16
#define N_SCRAMBLED_TRIED 4
#define START_SCRAMBLE (1u << 21)
/* So many prices of the first of two items are tried; all of them where there are fewer. */
#define N_PAIR_PRICES 24
/* Where prices are tried one by one: so many at first, then into so many steps round the best. */
#define N_TRIED 12
#define N_FINER 8
/* Sums of many numbers differ by this share for no other reason than their order. */
#define NOISE 1e-11

static const double bundle_shares[] = { 0.80, 0.85, 0.90, 0.95 };

typedef struct {
  gint64 prices[PNR_JOINT_MAX_ITEMS];
} Prices;

static Prices
read_prices (const PnrJointSearch *self)
{
  Prices prices = { { 0 } };

  for (guint i = 0; i < self->n_items; i++)
    prices.prices[i] = pnr_market_get_item_price (self->market, self->items[i]);
  return prices;
}

static void
write_prices (PnrJointSearch *self, const Prices *prices)
{
  for (guint i = 0; i < self->n_items; i++)
    pnr_market_set_item_price (self->market, self->items[i], prices->prices[i]);
}

/* Customers who must not be worse off rule a price out. */
static double
rule_out (const PnrJointSearch *self, double value, double surplus)
{
  return surplus < self->least_surplus - fabs (self->least_surplus) * NOISE ? -INFINITY : value;
}

static double
value_of (const PnrJointSearch *self, const PnrPriceSweep *sweep, gint64 price)
{
  gboolean is_revenue = self->box->limits->objective == PNR_PRICE_OBJECTIVE_REVENUE;
  PnrPricePoint point;

  pnr_price_sweep_evaluate_tie (sweep, price, self->tie, &point);
  return rule_out (self, is_revenue ? point.revenue : point.profit, point.surplus);
}

static gboolean
is_better (double value, double than)
{
  return value > than + NOISE * fabs (than) || (isinf (than) && than < 0 && value > than);
}

/* Everything as it stands but the price of @item. */
static PnrPriceSweep *
sweep_from (const PnrJointSearch *self, guint item, gint64 least_minor)
{
  PnrSweepItem swept = pnr_market_get_sweep_item (self->market, item, self->tie);

  swept.least_minor = least_minor;
  return pnr_shopper_sample_sweep (self->sample, &swept, 0, self->sample->n_blocks, self->n_threads,
                                   self->progress);
}

PnrPriceSweep *
pnr_joint_search_sweep (const PnrJointSearch *self, guint item)
{
  return sweep_from (self, item, 0);
}

double
pnr_joint_search_get_value (const PnrJointSearch *self)
{
  PnrSweepItem held = pnr_market_get_sweep_item (self->market, 0, self->tie);
  g_autoptr (PnrPriceSweep) sweep = NULL;

  held.is_held = TRUE;
  sweep = pnr_shopper_sample_sweep (self->sample, &held, 0, self->sample->n_blocks, self->n_threads,
                                    self->progress);
  return value_of (self, sweep, 0);
}

/* Whether a sweep finds the best price of every item that is free. */
gboolean
pnr_joint_search_is_exact (const PnrJointSearch *self)
{
  for (guint i = 0; i < self->n_items; i++) {
    PnrSweepItem swept = pnr_market_get_sweep_item (self->market, self->items[i], self->tie);

    if (!pnr_sweep_item_is_exact (&swept))
      return FALSE;
  }
  return TRUE;
}

gboolean
pnr_joint_search_is_allowed (const PnrJointSearch *self)
{
  for (guint i = 0; i < self->n_items; i++)
    if (!pnr_price_box_allows (self->box, self->market, self->items[i]))
      return FALSE;
  return TRUE;
}

/* A bundle's tax follows the single prices of its parts. A sweep leaves its shares as they stand
 * while a part's price moves, which keeps profits linear; of the price that it finds, the true
 * value counts. */
static double
value_at (PnrJointSearch *self, guint item, gint64 price, double swept)
{
  gint64 before = pnr_market_get_item_price (self->market, item);
  double value;

  if (item < self->market->n_bundles || price == before
      || !pnr_market_has_mixed_taxes (self->market))
    return swept;
  pnr_market_set_item_price (self->market, item, price);
  value = pnr_joint_search_get_value (self);
  pnr_market_set_item_price (self->market, item, before);
  return value;
}

/* Near today's price only, where the search says so. */
static gboolean
try_prices (PnrJointSearch *self, guint item, gint64 low, gint64 high, gint64 *price, double *value)
{
  gint64 now = CLAMP (pnr_market_get_item_price (self->market, item), low, high);
  gint64 reach = self->is_local ? MAX ((high - low) / (2 * N_TRIED), 1) : high - low;
  g_auto (PnrPriceTrial) trial = { .market = self->market,
                                   .item = item,
                                   .box = self->box,
                                   .low = low,
                                   .high = high,
                                   .sample = self->sample,
                                   .tie = self->tie,
                                   .least_surplus = self->least_surplus,
                                   .n_threads = self->n_threads,
                                   .progress = self->progress };
  const PnrPricePoint *best;

  pnr_price_trial_begin (&trial);
  if (!pnr_price_trial_spread (&trial, now, now, 1, NULL)
      || !pnr_price_trial_spread (&trial, now - reach, now + reach,
                                  self->is_local ? N_FINER : N_TRIED, NULL)
      || !pnr_price_trial_refine (&trial, N_FINER, NULL))
    return FALSE;
  best = pnr_price_trial_get_best (&trial);
  if (best == NULL)
    return FALSE;
  *price = best->price_minor;
  *value = pnr_price_trial_get_value (&trial, best);
  return TRUE;
}

/* The smallest best price of one item; FALSE where no price is allowed. */
static gboolean
find_best_price (PnrJointSearch *self, guint item, gint64 *price, double *value)
{
  g_autoptr (PnrPriceSweep) sweep = NULL;
  g_autoptr (GArray) prices = NULL;
  g_autofree double *values = NULL, *surplus = NULL;
  PnrSweepItem swept = pnr_market_get_sweep_item (self->market, item, self->tie);
  gint64 low, high;

  if (!pnr_price_box_get_bounds (self->box, self->market, item, &low, &high))
    return FALSE;
  if (!pnr_sweep_item_is_exact (&swept))
    return try_prices (self, item, low, high, price, value);
  sweep = sweep_from (self, item, low);
  prices = pnr_price_box_list (self->box, sweep, low, high);
  values = g_new (double, prices->len + 1);
  surplus = g_new (double, prices->len + 1);
  pnr_price_sweep_scan (sweep, prices, self->box->limits->objective, self->tie, values, surplus);
  *value = -INFINITY;
  for (guint i = 0; i < prices->len; i++) {
    double own = rule_out (self, values[i], surplus[i]);

    if (is_better (own, *value)) {
      *value = own;
      *price = g_array_index (prices, gint64, i);
    }
  }
  if (isfinite (*value))
    *value = value_at (self, item, *price, *value);
  return isfinite (*value);
}

/* Whether the price of one item moved to a better one. */
static gboolean
move_one (PnrJointSearch *self, guint item, double *value)
{
  gint64 price = 0;
  double best;

  if (!find_best_price (self, item, &price, &best))
    return FALSE;
  if (pnr_price_box_allows (self->box, self->market, item) && !is_better (best, *value))
    return FALSE;
  *value = best;
  if (price == pnr_market_get_item_price (self->market, item))
    return FALSE;
  pnr_market_set_item_price (self->market, item, price);
  return TRUE;
}

/**
 * pnr_joint_search_climb:
 * @self: a search
 * @value: (out): the value at the top
 * @error: a place for a cancellation
 *
 * Moves one price after the other, each to its exact best, until none moves.
 *
 * Returns: whether it was not cancelled
 */
gboolean
pnr_joint_search_climb (PnrJointSearch *self, double *value, GError **error)
{
  guint n_unmoved = 0;

  *value = pnr_joint_search_is_allowed (self) ? pnr_joint_search_get_value (self) : -INFINITY;
  for (guint turn = 0; n_unmoved < self->n_items && turn < MOST_ROUNDS * self->n_items; turn++) {
    if (!pnr_progress_check (self->progress, error))
      return FALSE;
    if (move_one (self, self->items[turn % self->n_items], value))
      n_unmoved = 1;
    else
      n_unmoved++;
  }
  if (!pnr_joint_search_is_allowed (self))
    *value = -INFINITY;
  return TRUE;
}

static guint
get_products (const PnrMarket *market, guint item)
{
  guint products = 0;

  if (item >= market->n_bundles)
    return 1u << (item - market->n_bundles);
  for (guint j = 0; j < market->n_products; j++)
    products |= (guint) (market->bundles[item].quantity[j] > 0) << j;
  return products;
}

/* Tries prices of @first, each with the best price of @second beside it. */
static gboolean
move_two (PnrJointSearch *self, guint first, guint second, double *value, GError **error)
{
  gint64 start = pnr_market_get_item_price (self->market, first);
  gint64 partner = pnr_market_get_item_price (self->market, second);
  gint64 low, high, step;
  /* Without the tie to the other, which moves along. */
  PnrPriceBox loose = *self->box;

  loose.ignores_others = TRUE;
  if (!pnr_price_box_get_bounds (&loose, self->market, first, &low, &high))
    return TRUE;
  step = MAX ((high - low) / N_PAIR_PRICES, 1);
  for (gint64 price = low; price <= high; price += step) {
    gint64 best_partner;
    double best;

    if (!pnr_progress_check (self->progress, error))
      return FALSE;
    pnr_market_set_item_price (self->market, first,
                               pnr_price_box_snap (self->box, price, low, high));
    pnr_market_set_item_price (self->market, second, partner);
    if (!find_best_price (self, second, &best_partner, &best) || !is_better (best, *value))
      continue;
    pnr_market_set_item_price (self->market, second, best_partner);
    if (!pnr_joint_search_is_allowed (self))
      continue;
    *value = best;
    start = pnr_market_get_item_price (self->market, first);
    partner = best_partner;
  }
  pnr_market_set_item_price (self->market, first, start);
  pnr_market_set_item_price (self->market, second, partner);
  return TRUE;
}

/**
 * pnr_joint_search_pair_up:
 * @self: a search that has climbed
 * @value: (inout): the value so far
 * @error: a place for a cancellation
 *
 * Moves two prices that touch the same product together, and climbs again where that helped.
 *
 * Returns: whether it was not cancelled
 */
gboolean
pnr_joint_search_pair_up (PnrJointSearch *self, double *value, GError **error)
{
  double before = *value;

  for (guint i = 0; i < self->n_items; i++)
    for (guint k = 0; k < self->n_items; k++) {
      guint shared =
          get_products (self->market, self->items[i]) & get_products (self->market, self->items[k]);

      if (i != k && shared != 0 && !move_two (self, self->items[i], self->items[k], value, error))
        return FALSE;
    }
  return !is_better (*value, before) || pnr_joint_search_climb (self, value, error);
}

/* The best that this start leads to is kept. */
static gboolean
try_start (PnrJointSearch *self, Prices *best, double *best_value, GError **error)
{
  double value;

  if (!pnr_joint_search_climb (self, &value, error))
    return FALSE;
  if (is_better (value, *best_value)) {
    *best_value = value;
    *best = read_prices (self);
  }
  return TRUE;
}

/* Each item at a share of its room, products first, because bundles follow from them. */
static void
spread_prices (PnrJointSearch *self, guint index)
{
  for (guint i = 0; i < self->n_items; i++) {
    PnrPriceBox loose = *self->box;
    gint64 low, high;
    double share;

    loose.ignores_others = self->items[i] >= self->market->n_bundles;
    if (!pnr_price_box_get_bounds (&loose, self->market, self->items[i], &low, &high))
      continue;
    pnr_quasi_random_fill (i, index, 1, self->seed, START_SCRAMBLE, &share);
    pnr_market_set_item_price (
        self->market, self->items[i],
        pnr_price_box_snap (self->box, low + (gint64) ((high - low) * share), low, high));
  }
}

static void
share_sums (PnrJointSearch *self, double share)
{
  for (guint i = 0; i < self->n_items; i++) {
    gint64 low, high;

    if (self->items[i] < self->market->n_bundles
        && pnr_price_box_get_bounds (self->box, self->market, self->items[i], &low, &high))
      pnr_market_set_item_price (
          self->market, self->items[i],
          pnr_price_box_snap (self->box, (gint64) (high * share), low, high));
  }
}

/* Only products, or only bundles, are free for a while, and nothing ties them together. */
static gboolean
climb_apart (PnrJointSearch *self, gboolean are_products, GError **error)
{
  PnrPriceBox loose = *self->box;
  PnrJointSearch part = *self;
  double value;

  loose.ignores_others = TRUE;
  part.box = &loose;
  part.n_items = 0;
  for (guint i = 0; i < self->n_items; i++)
    if ((self->items[i] >= self->market->n_bundles) == are_products)
      part.items[part.n_items++] = self->items[i];
  return part.n_items == 0 || pnr_joint_search_climb (&part, &value, error);
}

/* Bundles at the sum of their parts take nobody away from them; parts at their dearest leave
 * everybody to the bundles. */
static gboolean
try_apart (PnrJointSearch *self, gboolean are_products, Prices *best, double *best_value,
           GError **error)
{
  for (guint i = 0; i < self->n_items; i++) {
    PnrPriceBox loose = *self->box;
    gint64 low, high;

    loose.ignores_others = TRUE;
    if ((self->items[i] >= self->market->n_bundles) != are_products
        && pnr_price_box_get_bounds (&loose, self->market, self->items[i], &low, &high))
      pnr_market_set_item_price (self->market, self->items[i],
                                 pnr_price_box_snap (self->box, high, low, high));
  }
  return climb_apart (self, are_products, error) && try_start (self, best, best_value, error);
}

/**
 * pnr_joint_search_run:
 * @self: a search; its market ends at the best prices found
 * @value: (out): their value; -infinity where no prices are allowed
 * @error: a place for a cancellation
 *
 * Returns: whether it was not cancelled
 */
gboolean
pnr_joint_search_run (PnrJointSearch *self, double *value, GError **error)
{
  const guint n_starts = 3 + G_N_ELEMENTS (bundle_shares)
                         + (pnr_joint_search_is_exact (self) ? N_SCRAMBLED : N_SCRAMBLED_TRIED);
  Prices current = read_prices (self), best = current;

  *value = -INFINITY;
  for (guint start = 0; start < n_starts; start++) {
    gboolean goes_on;

    write_prices (self, &current);
    if (start == 1 || start == 2) {
      goes_on = try_apart (self, start == 1, &best, value, error);
    } else {
      if (start >= 3 && start < 3 + G_N_ELEMENTS (bundle_shares))
        share_sums (self, bundle_shares[start - 3]);
      else if (start != 0)
        spread_prices (self, start - 3 - G_N_ELEMENTS (bundle_shares));
      goes_on = try_start (self, &best, value, error);
    }
    if (!goes_on)
      return FALSE;
    pnr_progress_set_fraction (self->progress, (double) (start + 1) / (n_starts + 4));
  }
  write_prices (self, &best);
  return !isfinite (*value) || pnr_joint_search_pair_up (self, value, error);
}

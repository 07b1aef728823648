/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Asks shoppers about one price after the other and remembers what they said.
 *
 * Where an order's worth decides about a gift or about shipping, or where other prices follow from
 * the one that moves, thresholds of the shoppers do not tell everything. What is told of a price
 * that was asked about is exact all the same; only between those that were asked may lie a better
 * one. */
#include "config.h"

#include "economy/pnr-price-trial.h"

#include <math.h>

/* A room with so few prices is looked at price by price. */
#define FEW_PRICES 64

/* Everything but @tried has been set. */
void
pnr_price_trial_begin (PnrPriceTrial *self)
{
  self->tried = g_array_new (FALSE, FALSE, sizeof (PnrPricePoint));
}

void
pnr_price_trial_clear (PnrPriceTrial *self)
{
  g_clear_pointer (&self->tried, g_array_unref);
}

static const PnrPricePoint *
get_point (const PnrPriceTrial *self, guint place)
{
  return &g_array_index (self->tried, PnrPricePoint, place);
}

static PnrPricePoint
ask_all (const PnrPriceTrial *self, gint64 price_minor)
{
  PnrSweepItem held = pnr_market_get_sweep_item (self->market, self->item, self->tie);
  gint64 before = pnr_market_get_item_price (self->market, self->item);
  g_autoptr (PnrPriceSweep) sweep = NULL;
  PnrPricePoint point;

  held.is_held = TRUE;
  pnr_market_set_item_price (self->market, self->item, price_minor);
  sweep = pnr_shopper_sample_sweep (self->sample, &held, 0, self->sample->n_blocks, self->n_threads,
                                    self->progress);
  pnr_market_set_item_price (self->market, self->item, before);
  pnr_price_sweep_evaluate_tie (sweep, 0, self->tie, &point);
  point.price_minor = price_minor;
  return point;
}

/* What all shoppers do at a price; asked once. */
PnrPricePoint
pnr_price_trial_ask (PnrPriceTrial *self, gint64 price_minor)
{
  PnrPricePoint point;
  guint place = 0;

  while (place < self->tried->len && get_point (self, place)->price_minor < price_minor)
    place++;
  if (place < self->tried->len && get_point (self, place)->price_minor == price_minor)
    return *get_point (self, place);
  point = ask_all (self, price_minor);
  g_array_insert_val (self->tried, place, point);
  return point;
}

gboolean
pnr_price_trial_is_allowed (const PnrPriceTrial *self, gint64 price_minor)
{
  return price_minor >= self->low && price_minor <= self->high
         && pnr_price_box_has_ending (self->box, price_minor);
}

/* Profit or revenue; customers who must not be worse off rule a price out. */
double
pnr_price_trial_get_value (const PnrPriceTrial *self, const PnrPricePoint *point)
{
  if (point->surplus < self->least_surplus - fabs (self->least_surplus) * 1e-11)
    return -INFINITY;
  return self->box->limits->objective == PNR_PRICE_OBJECTIVE_REVENUE ? point->revenue
                                                                     : point->profit;
}

static int
find_best (const PnrPriceTrial *self)
{
  double most = -INFINITY;
  int best = -1;

  for (guint i = 0; i < self->tried->len; i++)
    if (pnr_price_trial_is_allowed (self, get_point (self, i)->price_minor)
        && pnr_price_trial_get_value (self, get_point (self, i)) > most) {
      most = pnr_price_trial_get_value (self, get_point (self, i));
      best = (int) i;
    }
  return best;
}

/* The smallest of the best allowed prices tried; %NULL where none is. */
const PnrPricePoint *
pnr_price_trial_get_best (const PnrPriceTrial *self)
{
  int best = find_best (self);

  return best >= 0 ? get_point (self, (guint) best) : NULL;
}

static gboolean
try_steps (PnrPriceTrial *self, gint64 from, gint64 to, gint64 step, GError **error)
{
  for (gint64 price = from; price <= to; price += step) {
    gint64 snapped = pnr_price_box_snap (self->box, price, self->low, self->high);

    if (!pnr_progress_check (self->progress, error))
      return FALSE;
    if (pnr_price_trial_is_allowed (self, snapped))
      pnr_price_trial_ask (self, snapped);
  }
  return TRUE;
}

/**
 * pnr_price_trial_spread:
 * @self: a trial
 * @from: a price
 * @to: another
 * @n: into how many steps the way between them is cut
 * @error: a place for a cancellation
 *
 * Tries allowed prices from one to the other; every one where there are few.
 *
 * Returns: whether it was not cancelled
 */
gboolean
pnr_price_trial_spread (PnrPriceTrial *self, gint64 from, gint64 to, guint n, GError **error)
{
  gint64 least = MAX (from, self->low), most = MIN (to, self->high);
  gint64 step = most - least <= FEW_PRICES ? 1 : MAX ((most - least) / n, 1);

  return try_steps (self, least, most, step, error) && try_steps (self, most, most, 1, error);
}

static gint64
get_price_at (const PnrPriceTrial *self, int place, gint64 fallback)
{
  return place >= 0 && place < (int) self->tried->len ? get_point (self, (guint) place)->price_minor
                                                      : fallback;
}

/**
 * pnr_price_trial_refine:
 * @self: a trial of some prices
 * @n_finer: into how many steps the way from neighbour to neighbour of the best is cut
 * @error: a place for a cancellation
 *
 * Tries prices between the neighbours of the best, until there are none left between them.
 *
 * Returns: whether it was not cancelled
 */
gboolean
pnr_price_trial_refine (PnrPriceTrial *self, guint n_finer, GError **error)
{
  for (gint64 step = G_MAXINT64; step > 1;) {
    int best = find_best (self);
    gint64 from = MAX (get_price_at (self, best - 1, self->low), self->low);
    gint64 to = MIN (get_price_at (self, best + 1, self->high), self->high);

    if (best < 0)
      return TRUE;
    step = MIN (step - 1, MAX ((to - from) / n_finer, 1));
    if (!try_steps (self, from, to, step, error))
      return FALSE;
  }
  return TRUE;
}

/* The furthest allowed price from @good towards @bad that is still worth @least, between two that
 * were tried. */
static gboolean
halve (PnrPriceTrial *self, double least, gint64 good, gint64 bad, gint64 *edge, GError **error)
{
  *edge = good;
  while (ABS (bad - good) > 1) {
    gint64 middle = good + (bad - good) / 2;
    gint64 allowed =
        pnr_price_box_snap (self->box, middle, MIN (good, bad) + 1, MAX (good, bad) - 1);
    PnrPricePoint point;

    if (!pnr_progress_check (self->progress, error))
      return FALSE;
    if (!pnr_price_trial_is_allowed (self, allowed))
      return TRUE;
    point = pnr_price_trial_ask (self, allowed);
    if (pnr_price_trial_get_value (self, &point) >= least)
      *edge = good = allowed;
    else
      bad = allowed;
  }
  return TRUE;
}

static gboolean
find_edge (PnrPriceTrial *self, gint64 best_minor, int way, double least, gint64 *edge,
           GError **error)
{
  guint place = 0;

  while (get_point (self, place)->price_minor < best_minor)
    place++;
  *edge = best_minor;
  for (int i = (int) place + way; i >= 0 && i < (int) self->tried->len; i += way) {
    const PnrPricePoint *point = get_point (self, (guint) i);

    if (!pnr_price_trial_is_allowed (self, point->price_minor))
      continue;
    if (pnr_price_trial_get_value (self, point) < least)
      return halve (self, least, *edge, point->price_minor, edge, error);
    *edge = point->price_minor;
  }
  return TRUE;
}

/**
 * pnr_price_trial_find_edges:
 * @self: a trial
 * @best_minor: a price that was tried
 * @least: what a price must be worth
 * @low: (out): the last good price below it
 * @high: (out): the last one above
 * @error: a place for a cancellation
 *
 * As far as allowed prices that were tried are worth as much, without a worse one between.
 *
 * Returns: whether it was not cancelled
 */
gboolean
pnr_price_trial_find_edges (PnrPriceTrial *self, gint64 best_minor, double least, gint64 *low,
                            gint64 *high, GError **error)
{
  return find_edge (self, best_minor, -1, least, low, error)
         && find_edge (self, best_minor, 1, least, high, error);
}

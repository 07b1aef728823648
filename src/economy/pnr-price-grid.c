/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Finds the price of a bundle by trying prices one by one, where thresholds do not tell all.
 *
 * Free shipping or a gift from a worth of goods makes shoppers jump at prices that lie between
 * their thresholds. Every price that is told here was asked of every shopper, so its figures are
 * exact; only the best of those tried need not be the best of all. First come the prices of the
 * curve, then ever finer ones round the best, down to single steps. */
#include "config.h"

#include "economy/pnr-price-grid.h"

#include <glib/gi18n.h>
#include <math.h>

#include "base/pnr-money.h"
#include "economy/pnr-shopper-sample.h"

#define N_CURVE_STEPS 200
#define N_FINER 20
#define BAND_SHARE 0.98

typedef struct {
  PnrMarket *market; /* own: carries the price that is tried */
  guint bundle;
  const PnrPriceBox *box;
  gint64 low, high;
  PnrShopperSample *sample;
  guint n_threads;
  PnrProgress *progress;
  GArray *tried; /* PnrPricePoint, ascending prices */
} Grid;

static void
grid_clear (Grid *self)
{
  g_clear_pointer (&self->market, pnr_market_unref);
  g_clear_pointer (&self->sample, pnr_shopper_sample_free);
  g_clear_pointer (&self->tried, g_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Grid, grid_clear)

/* Whether what is paid for the whole order decides about more than itself. */
gboolean
pnr_market_needs_price_grid (const PnrMarket *market)
{
  for (guint b = 0; b < market->n_bundles; b++)
    if (market->bundles[b].kind == PNR_OFFER_GIFT)
      return TRUE;
  return market->tariff.charge_minor > 0 && market->tariff.free_from_minor != PNR_MONEY_UNKNOWN;
}

static PnrPricePoint
ask (const Grid *self, const PnrMarket *market, gint64 price_minor, PnrTie tie)
{
  PnrSweepItem item = {
    .market = market, .bundle = self->bundle, .product = G_MAXUINT, .tie = tie, .is_held = TRUE
  };
  g_autoptr (PnrPriceSweep) sweep = pnr_shopper_sample_sweep (
      self->sample, &item, 0, self->sample->n_blocks, self->n_threads, self->progress);
  PnrPricePoint point;

  pnr_price_sweep_evaluate_tie (sweep, 0, tie, &point);
  point.price_minor = price_minor;
  return point;
}

static PnrPricePoint
ask_price (Grid *self, gint64 price_minor, PnrTie tie)
{
  self->market->bundles[self->bundle].price_minor = price_minor;
  return ask (self, self->market, price_minor, tie);
}

static double
get_value (const Grid *self, const PnrPricePoint *point)
{
  return self->box->limits->objective == PNR_PRICE_OBJECTIVE_REVENUE ? point->revenue
                                                                     : point->profit;
}

static gboolean
is_allowed (const Grid *self, gint64 price_minor)
{
  return price_minor >= self->low && price_minor <= self->high
         && pnr_price_box_has_ending (self->box, price_minor);
}

static void
try_price (Grid *self, gint64 price_minor)
{
  PnrPricePoint point;
  guint place = 0;

  while (place < self->tried->len
         && g_array_index (self->tried, PnrPricePoint, place).price_minor < price_minor)
    place++;
  if (place < self->tried->len
      && g_array_index (self->tried, PnrPricePoint, place).price_minor == price_minor)
    return;
  point = ask_price (self, price_minor, PNR_TIE_FOR_SHOP);
  g_array_insert_val (self->tried, place, point);
}

/* The place of the smallest of the best allowed prices tried; -1 where none is allowed. */
static int
find_best (const Grid *self)
{
  double most = -INFINITY;
  int best = -1;

  for (guint i = 0; i < self->tried->len; i++) {
    const PnrPricePoint *point = &g_array_index (self->tried, PnrPricePoint, i);

    if (is_allowed (self, point->price_minor) && get_value (self, point) > most) {
      most = get_value (self, point);
      best = (int) i;
    }
  }
  return best;
}

static gint64
get_price_at (const Grid *self, int place, gint64 fallback)
{
  return place >= 0 && place < (int) self->tried->len
             ? g_array_index (self->tried, PnrPricePoint, place).price_minor
             : fallback;
}

/* Tries prices between the neighbours of the best, until there are none left between them. */
static gboolean
refine (Grid *self, GError **error)
{
  for (gint64 step = G_MAXINT64; step > 1;) {
    int best = find_best (self);
    gint64 from = MAX (get_price_at (self, best - 1, self->low), self->low);
    gint64 to = MIN (get_price_at (self, best + 1, self->high), self->high);

    step = MIN (step - 1, MAX ((to - from) / N_FINER, 1));
    for (gint64 price = from; price <= to; price += step) {
      gint64 snapped = pnr_price_box_snap (self->box, price, self->low, self->high);

      if (!pnr_progress_check (self->progress, error))
        return FALSE;
      if (is_allowed (self, snapped))
        try_price (self, snapped);
    }
  }
  return TRUE;
}

static gboolean
try_curve (Grid *self, PnrPriceCurve *curve, GError **error)
{
  gint64 before = -1;

  for (int step = 0; step <= N_CURVE_STEPS; step++) {
    gint64 price =
        curve->cost_minor + (curve->sum_minor - curve->cost_minor) * step / N_CURVE_STEPS;

    if (!pnr_progress_check (self->progress, error))
      return FALSE;
    if (price <= before)
      continue;
    try_price (self, price);
    pnr_progress_set_fraction (self->progress, (double) step / (N_CURVE_STEPS + 3 * N_FINER));
    before = price;
  }
  for (guint i = 0; i < self->tried->len; i++)
    pnr_price_curve_add_point (curve, &g_array_index (self->tried, PnrPricePoint, i));
  try_price (self, pnr_price_box_snap (self->box, self->low, self->low, self->high));
  try_price (self, pnr_price_box_snap (self->box, self->high, self->low, self->high));
  return TRUE;
}

/* As far as allowed prices that were tried earn nearly as much, without a worse one between. */
static void
fill_band (const Grid *self, PnrPriceCurve *curve, int best)
{
  double most = get_value (self, &g_array_index (self->tried, PnrPricePoint, best));
  double least = most > 0.0 ? BAND_SHARE * most : most;

  curve->band_low_minor = curve->band_high_minor = curve->best_minor;
  for (int way = -1; way <= 1; way += 2)
    for (int i = best + way; i >= 0 && i < (int) self->tried->len; i += way) {
      const PnrPricePoint *point = &g_array_index (self->tried, PnrPricePoint, i);

      if (get_value (self, point) < least)
        break;
      if (!is_allowed (self, point->price_minor))
        continue;
      if (way < 0)
        curve->band_low_minor = point->price_minor;
      else
        curve->band_high_minor = point->price_minor;
    }
}

/* A shelf price near the best, where no ending was wanted. */
static void
fill_ending (Grid *self, PnrPriceCurve *curve)
{
  static const gint64 usual[] = { 99, 95, 0 };
  PnrPriceLimits limits = *self->box->limits;
  PnrPriceBox ending = *self->box;
  double most = -INFINITY;

  if (limits.n_endings > 0) {
    curve->ending_minor = curve->best_minor;
    return;
  }
  limits.endings_minor = usual;
  limits.n_endings = G_N_ELEMENTS (usual);
  ending.limits = &limits;
  for (gint64 price = MAX (self->low, curve->best_minor - 100);
       price <= MIN (self->high, curve->best_minor + 100); price++) {
    PnrPricePoint point;

    if (!pnr_price_box_has_ending (&ending, price))
      continue;
    point = ask_price (self, price, PNR_TIE_FOR_SHOP);
    if (get_value (self, &point) > most) {
      most = get_value (self, &point);
      curve->ending_minor = price;
    }
  }
}

/* The best of the last prices round the best when every undecided shopper does the worse thing. */
static void
fill_tie_proof (Grid *self, PnrPriceCurve *curve, int best)
{
  double most = -INFINITY;

  for (int i = MAX (best - N_FINER / 2, 0); i <= best + N_FINER / 2; i++) {
    gint64 price = get_price_at (self, i, 0);
    PnrPricePoint point;

    if (!is_allowed (self, price))
      continue;
    point = ask_price (self, price, PNR_TIE_AGAINST_SHOP);
    if (i == best)
      curve->profit_if_ties_go_against = point.profit;
    if (get_value (self, &point) > most) {
      most = get_value (self, &point);
      curve->tie_proof_minor = price;
    }
  }
}

/* Nobody takes what costs far more than its parts, or leaves over it. */
static void
fill_without (Grid *self, PnrPriceCurve *curve)
{
  g_autoptr (PnrMarket) without = pnr_market_copy (self->market);
  PnrMarketBundle *bundle = &without->bundles[self->bundle];

  bundle->is_pure = FALSE;
  bundle->loss = (PnrRange){ 0.0, 0.0, 0.0 };
  bundle->price_minor = 4 * curve->sum_minor + 1;
  curve->profit_without = ask (self, without, bundle->price_minor, PNR_TIE_FOR_SHOP).profit;
}

static gboolean
ask_second (Grid *self, PnrPriceCurve *curve, const PnrSimulationSettings *settings, GError **error)
{
  if (settings->n_draws == 0)
    return TRUE;
  g_clear_pointer (&self->sample, pnr_shopper_sample_free);
  pnr_progress_begin_step (self->progress, _ ("Asking other shoppers"));
  self->sample =
      pnr_shopper_sample_new (self->market, PNR_SAMPLE_SECOND, settings, self->progress, error);
  if (self->sample == NULL)
    return FALSE;
  curve->profit_on_second_sample = ask_price (self, curve->best_minor, PNR_TIE_FOR_SHOP).profit;
  return TRUE;
}

/**
 * pnr_price_grid_fill:
 * @curve: knows its current price, sum and cost; takes everything else
 * @market: products, counts, bundles and beliefs
 * @bundle: the bundle to price
 * @box: what is wanted and allowed
 * @low: the least price allowed
 * @high: the greatest
 * @settings: how many shoppers, which seed
 * @progress: (nullable): told the share done; can cancel
 * @error: a place for a cancellation
 *
 * No price that is best over all assumptions is looked for; a warning says so, and how the best
 * was found.
 *
 * Returns: whether it was not cancelled
 */
gboolean
pnr_price_grid_fill (PnrPriceCurve *curve, PnrMarket *market, guint bundle, const PnrPriceBox *box,
                     gint64 low, gint64 high, const PnrSimulationSettings *settings,
                     PnrProgress *progress, GError **error)
{
  g_auto (Grid) self = { .market = pnr_market_copy (market),
                         .bundle = bundle,
                         .box = box,
                         .low = low,
                         .high = high,
                         .n_threads = settings->n_threads,
                         .progress = progress,
                         .tried = g_array_new (FALSE, FALSE, sizeof (PnrPricePoint)) };
  int best;

  if (market->bundles[bundle].kind != PNR_OFFER_CHOICE)
    self.market->bundles[bundle].off_ppm = 0;
  pnr_progress_begin_step (progress, _ ("Trying one price after the other"));
  self.sample = pnr_shopper_sample_new (market, PNR_SAMPLE_CENTRAL, settings, progress, error);
  if (self.sample == NULL || !try_curve (&self, curve, error) || !refine (&self, error))
    return FALSE;
  best = find_best (&self);
  curve->is_grid = TRUE;
  curve->best_minor = get_price_at (&self, best, low);
  curve->profit = g_array_index (self.tried, PnrPricePoint, best).profit;
  fill_band (&self, curve, best);
  fill_tie_proof (&self, curve, best);
  fill_ending (&self, curve);
  curve->profit_at_current = NAN;
  if (curve->current_minor != PNR_MONEY_UNKNOWN)
    curve->profit_at_current = ask_price (&self, curve->current_minor, PNR_TIE_FOR_SHOP).profit;
  fill_without (&self, curve);
  g_ptr_array_add (
      curve->warnings,
      g_strdup (_ ("A gift or free shipping from a worth of goods makes shoppers jump, so prices "
                   "were tried one by one: every figure told is exact, but a price that was not "
                   "tried may be better. No price was looked for that is best over all "
                   "assumptions.")));
  return ask_second (&self, curve, settings, error) && pnr_progress_check (progress, error);
}

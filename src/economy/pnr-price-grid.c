/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Finds the price of a bundle by trying prices one by one, where thresholds do not tell all.
 *
 * First come the prices of the curve, then ever finer ones round the best, down to single steps.
 * The same is done once more with every tie against the shop, and with the shoppers of every joint
 * draw of the assumptions, so that no route tells a bare best price. */
#include "config.h"

#include "economy/pnr-price-grid.h"

#include <glib/gi18n.h>
#include <math.h>

#include "base/pnr-money.h"
#include "economy/pnr-paired-gain.h"
#include "economy/pnr-price-trial.h"

#define N_CURVE_STEPS 200
#define N_FINER 20
/* Of the assumptions' shoppers there are twice as many, with tables for each draw. */
#define N_ROBUST_STEPS 24
#define N_ROBUST_FINER 8
/* Tie-proof prices lie a step below a threshold, seldom further. */
#define N_TIE_STEPS 12
#define BAND_SHARE 0.98

static gboolean
try_curve (PnrPriceTrial *trial, PnrPriceCurve *curve, gint64 from, gint64 to, GError **error)
{
  gint64 before = -1;

  for (int step = 0; step <= N_CURVE_STEPS; step++) {
    gint64 price = from + (to - from) * step / N_CURVE_STEPS;
    PnrPricePoint point;

    if (!pnr_progress_check (trial->progress, error))
      return FALSE;
    if (price <= before)
      continue;
    point = pnr_price_trial_ask (trial, price);
    pnr_price_curve_add_point (curve, &point);
    pnr_progress_set_fraction (trial->progress, (double) step / (N_CURVE_STEPS + 3 * N_FINER));
    before = price;
  }
  return TRUE;
}

/* A shelf price near the best, where no ending was wanted. */
static void
fill_ending (PnrPriceTrial *trial, PnrPriceCurve *curve)
{
  static const gint64 usual[] = { 99, 95, 0 };
  PnrPriceLimits limits = *trial->box->limits;
  PnrPriceBox ending = *trial->box;
  double most = -INFINITY;

  if (limits.n_endings > 0) {
    curve->ending_minor = curve->best_minor;
    return;
  }
  limits.endings_minor = usual;
  limits.n_endings = G_N_ELEMENTS (usual);
  ending.limits = &limits;
  for (gint64 price = MAX (trial->low, curve->best_minor - 100);
       price <= MIN (trial->high, curve->best_minor + 100); price++) {
    PnrPricePoint point;

    if (!pnr_price_box_has_ending (&ending, price))
      continue;
    point = pnr_price_trial_ask (trial, price);
    if (pnr_price_trial_get_value (trial, &point) > most) {
      most = pnr_price_trial_get_value (trial, &point);
      curve->ending_minor = price;
    }
  }
}

/**
 * pnr_price_grid_describe:
 * @curve: knows its best price; takes the points, the band and the price with a usual ending
 * @trial: takes what is asked
 * @from: the first price of the curve
 * @to: the last
 * @error: a place for a cancellation
 *
 * Returns: whether it was not cancelled
 */
gboolean
pnr_price_grid_describe (PnrPriceCurve *curve, PnrPriceTrial *trial, gint64 from, gint64 to,
                         GError **error)
{
  PnrPricePoint best;
  double value;

  if (!try_curve (trial, curve, from, to, error))
    return FALSE;
  curve->is_grid = TRUE;
  best = pnr_price_trial_ask (trial, curve->best_minor);
  value = pnr_price_trial_get_value (trial, &best);
  if (!pnr_price_trial_find_edges (trial, curve->best_minor,
                                   value > 0.0 ? BAND_SHARE * value : value, &curve->band_low_minor,
                                   &curve->band_high_minor, error))
    return FALSE;
  fill_ending (trial, curve);
  return TRUE;
}

/* The best of the prices round the best when every undecided shopper does the worse thing. */
static gboolean
fill_tie_proof (const PnrPriceTrial *trial, PnrPriceCurve *curve, GError **error)
{
  g_auto (PnrPriceTrial) against = *trial;
  gint64 reach = MAX ((trial->high - trial->low) / N_CURVE_STEPS, N_TIE_STEPS);

  against.tie = PNR_TIE_AGAINST_SHOP;
  pnr_price_trial_begin (&against);
  curve->profit_if_ties_go_against = pnr_price_trial_ask (&against, curve->best_minor).profit;
  if (!pnr_price_trial_spread (&against, curve->best_minor - N_TIE_STEPS, curve->best_minor, 1,
                               error)
      || !pnr_price_trial_spread (&against, curve->best_minor - reach, curve->best_minor + reach,
                                  N_TIE_STEPS, error)
      || !pnr_price_trial_refine (&against, N_FINER, error))
    return FALSE;
  curve->tie_proof_minor = pnr_price_trial_get_best (&against)->price_minor;
  return TRUE;
}

/* Nobody takes what costs far more than its parts, or leaves over it. */
static void
fill_without (PnrPriceTrial *trial, PnrPriceCurve *curve)
{
  g_autoptr (PnrMarket) without = pnr_market_copy (trial->market);
  g_auto (PnrPriceTrial) absent = *trial;
  PnrMarketBundle *bundle = &without->bundles[trial->item];

  bundle->is_pure = FALSE;
  bundle->loss = (PnrRange){ 0.0, 0.0, 0.0 };
  absent.market = without;
  absent.tie = PNR_TIE_FOR_SHOP;
  pnr_price_trial_begin (&absent);
  curve->profit_without = pnr_price_trial_ask (&absent, 4 * curve->sum_minor + 1).profit;
}

/* The same trial with other shoppers. */
static gboolean
ask_others (const PnrPriceTrial *trial, PnrSampleKind kind, const PnrSimulationSettings *settings,
            PnrPriceCurve *curve, GError **error)
{
  g_autoptr (PnrShopperSample) sample =
      pnr_shopper_sample_new (trial->market, kind, settings, trial->progress, error);
  g_auto (PnrPriceTrial) others = *trial;

  others.tried = NULL;
  if (sample == NULL)
    return FALSE;
  others.sample = sample;
  pnr_price_trial_begin (&others);
  if (kind == PNR_SAMPLE_SECOND) {
    PnrPairedGain gain;

    if (!pnr_paired_gain_fill_offer (&gain, trial->market, trial->item, curve->best_minor, sample,
                                     settings->n_threads, trial->progress, error))
      return FALSE;
    curve->profit_on_second_sample = gain.with.profit;
    curve->profit_without_on_second_sample = gain.without.profit;
    curve->gain_error = gain.error;
    return TRUE;
  }
  if (pnr_price_trial_is_allowed (&others, curve->best_minor))
    pnr_price_trial_ask (&others, curve->best_minor);
  if (!pnr_price_trial_spread (&others, trial->low, trial->high, N_ROBUST_STEPS, error)
      || !pnr_price_trial_refine (&others, N_ROBUST_FINER, error))
    return FALSE;
  curve->robust_minor = pnr_price_trial_get_best (&others)->price_minor;
  return TRUE;
}

/* Who wants no draws wants the bare search. */
static gboolean
ask_all_others (const PnrPriceTrial *trial, const PnrSimulationSettings *settings,
                PnrPriceCurve *curve, GError **error)
{
  if (settings->n_draws == 0)
    return TRUE;
  pnr_progress_begin_step (trial->progress, _ ("Asking other shoppers"));
  if (!ask_others (trial, PNR_SAMPLE_SECOND, settings, curve, error))
    return FALSE;
  pnr_progress_begin_step (trial->progress, _ ("Trying other assumptions"));
  return ask_others (trial, PNR_SAMPLE_DRAWS, settings, curve, error);
}

/* The best of the curve and of what lies round it. */
static gboolean
search (PnrPriceTrial *trial, PnrPriceCurve *curve, GError **error)
{
  const PnrPricePoint *best;

  if (!pnr_price_trial_spread (trial, trial->low, trial->high, N_CURVE_STEPS, error)
      || !pnr_price_trial_refine (trial, N_FINER, error))
    return FALSE;
  best = pnr_price_trial_get_best (trial);
  curve->best_minor = best->price_minor;
  curve->profit = best->profit;
  return pnr_price_grid_describe (curve, trial, curve->cost_minor, curve->sum_minor, error)
         && fill_tie_proof (trial, curve, error);
}

/* Why prices were tried one by one. */
char *
pnr_price_grid_dup_warning (void)
{
  return g_strdup (
      _ ("A gift, free shipping from a worth of goods, or prices that follow from others make "
         "shoppers jump, so prices were tried one by one: every figure told is exact, but a price "
         "that was not tried may be better."));
}

/**
 * pnr_price_grid_fill:
 * @curve: knows its current price, sum and cost; takes everything else
 * @market: products, counts, bundles and beliefs
 * @bundle: the bundle to price
 * @box: what is wanted and allowed
 * @low: the least price allowed
 * @high: the greatest
 * @settings: how many shoppers, which seed, how many draws for the robust price
 * @progress: (nullable): told the share done; can cancel
 * @error: a place for a cancellation
 *
 * Returns: whether it was not cancelled
 */
gboolean
pnr_price_grid_fill (PnrPriceCurve *curve, PnrMarket *market, guint bundle, const PnrPriceBox *box,
                     gint64 low, gint64 high, const PnrSimulationSettings *settings,
                     PnrProgress *progress, GError **error)
{
  g_autoptr (PnrMarket) own = pnr_market_copy_with_free_price (market, bundle);
  g_autoptr (PnrShopperSample) sample = NULL;
  g_auto (PnrPriceTrial) trial = { .market = own,
                                   .item = bundle,
                                   .box = box,
                                   .low = low,
                                   .high = high,
                                   .least_surplus = -INFINITY,
                                   .n_threads = settings->n_threads,
                                   .progress = progress };

  pnr_progress_begin_step (progress, _ ("Trying one price after the other"));
  sample = pnr_shopper_sample_new (market, PNR_SAMPLE_CENTRAL, settings, progress, error);
  if (sample == NULL)
    return FALSE;
  trial.sample = sample;
  pnr_price_trial_begin (&trial);
  if (!search (&trial, curve, error))
    return FALSE;
  curve->profit_at_current = NAN;
  if (curve->current_minor != PNR_MONEY_UNKNOWN)
    curve->profit_at_current = pnr_price_trial_ask (&trial, curve->current_minor).profit;
  fill_without (&trial, curve);
  g_ptr_array_add (curve->warnings, pnr_price_grid_dup_warning ());
  return ask_all_others (&trial, settings, curve, error) && pnr_progress_check (progress, error);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Finds the prices of all bundles of a market together, and of their components if wanted.
 *
 * Many starts are tried on a small sample, and the best is led to its top on the full one. What is
 * reported is never the top alone: how wide the hill is, what is left if every tie goes wrong, what
 * other shoppers make of it, and which prices do best on average over all assumptions. */
#include "config.h"

#include "economy/pnr-joint-prices.h"

#include <glib/gi18n.h>
#include <math.h>
#include <stdlib.h>

#include "base/pnr-money.h"
#include "economy/pnr-belief.h"
#include "economy/pnr-joint-program.h"
#include "economy/pnr-joint-search.h"
#include "economy/pnr-paired-gain.h"
#include "economy/pnr-price-band.h"
#include "economy/pnr-price-grid.h"
#include "economy/pnr-simulation-private.h"

#define SEARCH_SHOPPERS 8192

/* Market copies at the prices named; @base has today's. @second: (nullable): shoppers that no price
 * was chosen on. */
typedef struct {
  PnrMarket *base;
  PnrMarket *best;
  PnrMarket *tie_proof;
  PnrMarket *robust;
  PnrShopperSample *second;
  PnrPriceBox box;
  PnrPriceSet *set;
} Joint;

static void
joint_clear (Joint *self)
{
  g_clear_pointer (&self->base, pnr_market_unref);
  g_clear_pointer (&self->best, pnr_market_unref);
  g_clear_pointer (&self->tie_proof, pnr_market_unref);
  g_clear_pointer (&self->robust, pnr_market_unref);
  g_clear_pointer (&self->second, pnr_shopper_sample_free);
  g_clear_pointer (&self->set, pnr_price_set_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Joint, joint_clear)

/* A product that a pure bundle withdraws has no price that anybody pays; of a gift nobody knows. */
static gboolean
is_sold_component (const PnrMarket *market, guint product)
{
  gboolean is_component = FALSE;

  for (guint b = 0; b < market->n_bundles; b++) {
    gboolean is_in = market->bundles[b].quantity[product] > 0;

    if (is_in && market->bundles[b].is_pure)
      return FALSE;
    is_component |= is_in && market->bundles[b].kind != PNR_OFFER_GIFT
                    && market->bundles[b].offered_as == PNR_OFFERED_AS_BUNDLE;
  }
  return is_component;
}

/* What nobody takes: as dear as all its parts, which stay on the shelf. What relationships show
 * nobody sees; it stands last. */
static PnrMarket *
copy_without_bundles (const PnrMarket *market)
{
  PnrMarket *copy = pnr_market_copy (market);

  while (copy->n_bundles > 0
         && copy->bundles[copy->n_bundles - 1].offered_as != PNR_OFFERED_AS_BUNDLE)
    pnr_market_remove_last_bundle (copy);
  for (guint b = 0; b < copy->n_bundles; b++) {
    copy->bundles[b].is_pure = FALSE;
    copy->bundles[b].off_ppm = 0;
    copy->bundles[b].n_tiers = 0;
    copy->bundles[b].threshold_minor = G_MAXINT64;
    copy->bundles[b].loss = (PnrRange){ 0.0, 0.0, 0.0 };
    copy->bundles[b].price_minor = pnr_market_get_bundle_sum_minor (copy, b);
  }
  return copy;
}

static void
evaluate (const PnrMarket *market, const PnrShopperSample *sample, guint first, guint n_blocks,
          PnrTie tie, guint n_threads, PnrProgress *progress, PnrPricePoint *point)
{
  PnrSweepItem item = pnr_market_get_sweep_item (market, 0, tie);
  g_autoptr (PnrPriceSweep) sweep = NULL;

  item.is_held = TRUE;
  sweep = pnr_shopper_sample_sweep (sample, &item, first, n_blocks, n_threads, progress);
  pnr_price_sweep_evaluate_tie (sweep, 0, tie, point);
}

static void
evaluate_all (const PnrMarket *market, const PnrShopperSample *sample, PnrTie tie, guint n_threads,
              PnrProgress *progress, PnrPricePoint *point)
{
  evaluate (market, sample, 0, sample->n_blocks, tie, n_threads, progress, point);
}

static double
find_least_surplus (const Joint *self, const PnrShopperSample *sample, gboolean is_protected,
                    guint n_threads, PnrProgress *progress)
{
  g_autoptr (PnrMarket) without = NULL;
  PnrPricePoint point;

  if (!is_protected)
    return -INFINITY;
  without = copy_without_bundles (self->base);
  evaluate_all (without, sample, PNR_TIE_FOR_SHOP, n_threads, progress, &point);
  return point.surplus;
}

static PnrJointSearch
make_search (const Joint *self, PnrMarket *market, const PnrShopperSample *sample,
             const PnrJointLimits *limits, guint64 seed, guint n_threads, PnrProgress *progress)
{
  PnrJointSearch search = { .market = market,
                            .sample = sample,
                            .box = &self->box,
                            .seed = seed,
                            .n_threads = n_threads,
                            .progress = progress };

  search.least_surplus =
      find_least_surplus (self, sample, limits->protects_customers, n_threads, progress);
  for (guint j = 0; limits->moves_components && j < market->n_products; j++)
    if (is_sold_component (market, j))
      search.items[search.n_items++] = market->n_bundles + j;
  for (guint b = 0; b < market->n_bundles; b++)
    if (pnr_market_has_own_price (market, b))
      search.items[search.n_items++] = b;
  return search;
}

/* The tie-proof prices lie a step or two below thresholds: products a little more, so that who
 * wants one is not tempted by the bundle. */
static gboolean
find_tie_proof (Joint *self, PnrJointSearch *search, GError **error)
{
  gint64 step = MAX (self->box.step_minor, 1);
  double best = -INFINITY;

  search->tie = PNR_TIE_AGAINST_SHOP;
  for (gint64 n_steps = 0; n_steps < 3; n_steps++) {
    g_autoptr (PnrMarket) market = pnr_market_copy (self->best);
    double value;

    for (guint i = 0; i < search->n_items; i++) {
      guint item = search->items[i];
      gint64 down = n_steps == 0 ? 0 : n_steps * step + (item >= market->n_bundles ? step : 0);

      pnr_market_set_item_price (market, item,
                                 MAX (pnr_market_get_item_price (market, item) - down, 1));
    }
    search->market = market;
    if (!pnr_joint_search_climb (search, &value, error))
      return FALSE;
    if (self->tie_proof != NULL && !(value > best))
      continue;
    best = value;
    g_clear_pointer (&self->tie_proof, pnr_market_unref);
    self->tie_proof = g_steal_pointer (&market);
  }
  self->set->profit_tie_proof = best;
  return TRUE;
}

/* Below a threshold another hill may begin that the climb did not see: whoever stands higher there
 * with every tie against the shop climbs on from there. */
static gboolean
climb_from_tie_proof (Joint *self, PnrJointSearch *search, double value, GError **error)
{
  g_autoptr (PnrMarket) market = NULL;
  double other;

  if (!find_tie_proof (self, search, error))
    return FALSE;
  if (!(self->set->profit_tie_proof > value))
    return TRUE;
  market = pnr_market_copy (self->tie_proof);
  search->market = market;
  search->tie = PNR_TIE_FOR_SHOP;
  if (!pnr_joint_search_climb (search, &other, error))
    return FALSE;
  if (other > value) {
    pnr_market_unref (self->best);
    self->best = g_steal_pointer (&market);
  }
  return TRUE;
}

static gboolean
set_no_prices (const PnrJointLimits *limits, GError **error)
{
  g_set_error_literal (
      error, PNR_ECONOMY_ERROR, PNR_ECONOMY_ERROR_NO_ALLOWED_PRICE,
      limits->protects_customers
          ? _ (
              "No prices of these bundles meet every limit and leave customers no worse off. Relax "
              "the margin, the discount or the endings.")
          : _ ("No prices of these bundles meet every limit: above cost and the dearest product, "
               "not "
               "above the sum of the parts. Relax the margin, the discount or the endings."));
  return FALSE;
}

static gboolean
is_exact (const PnrJointSearch *search, guint item)
{
  PnrSweepItem swept = pnr_market_get_sweep_item (search->market, item, PNR_TIE_FOR_SHOP);

  return pnr_sweep_item_is_exact (&swept);
}

static gboolean
fill_swept (const PnrJointSearch *search, guint item, const PnrPriceBox *box, PnrPricedItem *priced,
            GError **error)
{
  PnrPriceCurve *curve = priced->curve;
  g_autoptr (PnrPriceSweep) sweep = pnr_joint_search_sweep (search, item);
  PnrPricePoint point;

  curve->profit = pnr_price_sweep_get_contribution (sweep, curve->best_minor, PNR_TIE_FOR_SHOP);
  pnr_price_sweep_evaluate (sweep, curve->current_minor, &point);
  curve->profit_at_current = point.profit;
  pnr_price_band_fill (curve, sweep, box, priced->low_minor, priced->high_minor);
  pnr_price_band_fill_ending (curve, sweep, box, priced->low_minor, priced->high_minor);
  pnr_price_band_fill_points (curve, sweep, priced->low_minor, priced->high_minor);
  return pnr_progress_check (search->progress, error);
}

static gboolean
fill_tried (const PnrJointSearch *search, guint item, const PnrPriceBox *box, PnrPricedItem *priced,
            GError **error)
{
  PnrPriceCurve *curve = priced->curve;
  g_auto (PnrPriceTrial) trial = { .market = search->market,
                                   .item = item,
                                   .box = box,
                                   .low = priced->low_minor,
                                   .high = priced->high_minor,
                                   .sample = search->sample,
                                   .least_surplus = search->least_surplus,
                                   .n_threads = search->n_threads,
                                   .progress = search->progress };

  pnr_price_trial_begin (&trial);
  if (!pnr_price_grid_describe (curve, &trial, priced->low_minor, priced->high_minor, error))
    return FALSE;
  curve->profit = pnr_price_trial_ask (&trial, curve->best_minor).profit;
  curve->profit_at_current = pnr_price_trial_ask (&trial, curve->current_minor).profit;
  return TRUE;
}

static gboolean
fill_item (Joint *self, const PnrJointSearch *search, guint item, GError **error)
{
  gboolean is_bundle = item < self->base->n_bundles;
  const char *sku = is_bundle ? self->base->bundles[item].sku
                              : self->base->products[item - self->base->n_bundles].sku;
  PnrPricedItem *priced = pnr_price_set_add_item (self->set, is_bundle, sku);
  PnrPriceCurve *curve = priced->curve;

  pnr_price_box_get_bounds (&self->box, self->best, item, &priced->low_minor, &priced->high_minor);
  curve->best_minor = pnr_market_get_item_price (self->best, item);
  curve->tie_proof_minor = pnr_market_get_item_price (self->tie_proof, item);
  curve->current_minor = pnr_market_get_item_price (self->base, item);
  curve->profit_without = NAN;
  if (self->robust != NULL)
    curve->robust_minor = pnr_market_get_item_price (self->robust, item);
  if (!(is_exact (search, item) ? fill_swept (search, item, &self->box, priced, error)
                                : fill_tried (search, item, &self->box, priced, error)))
    return FALSE;
  pnr_price_band_warn (self->set->warnings, self->base, item, curve, priced->low_minor,
                       priced->high_minor);
  return TRUE;
}

/* All on one sample, so that their differences are gains. What customers keep is held by the limit
 * on the shoppers of the search alone. */
static void
fill_totals (Joint *self, const PnrJointSearch *search, const PnrShopperSample *sample)
{
  g_autoptr (PnrMarket) without = copy_without_bundles (self->base);
  guint n_threads = search->n_threads;
  PnrPriceSet *set = self->set;
  PnrPricePoint point, before;

  evaluate_all (without, sample, PNR_TIE_FOR_SHOP, n_threads, search->progress, &point);
  set->profit_without = point.profit;
  evaluate_all (self->base, sample, PNR_TIE_FOR_SHOP, n_threads, search->progress, &point);
  set->profit_at_current = point.profit;
  evaluate_all (self->best, sample, PNR_TIE_AGAINST_SHOP, n_threads, search->progress, &point);
  set->profit_if_ties_go_against = point.profit;
  evaluate_all (self->tie_proof, sample, PNR_TIE_AGAINST_SHOP, n_threads, search->progress, &point);
  set->profit_tie_proof = point.profit;
  evaluate_all (self->best, sample, PNR_TIE_FOR_SHOP, n_threads, search->progress, &point);
  set->profit = point.profit;
  set->revenue = point.revenue;
  set->aov = point.aov;
  evaluate_all (without, search->sample, PNR_TIE_FOR_SHOP, n_threads, search->progress, &before);
  evaluate_all (self->best, search->sample, PNR_TIE_FOR_SHOP, n_threads, search->progress, &point);
  set->surplus_change = point.surplus - before.surplus;
  set->profit_on_search_sample = point.profit;
  if (sample == search->sample)
    return;
  set->profit_on_second_sample = set->profit;
  set->gain.value = set->profit - set->profit_at_current;
  set->gain.low = MIN (set->gain.low, set->gain.value);
  set->gain.high = MAX (set->gain.high, set->gain.value);
}

static gboolean
fill_set (Joint *self, PnrJointSearch *search, GError **error)
{
  PnrPriceSet *set = self->set;

  fill_totals (self, search, self->second != NULL ? self->second : search->sample);
  search->market = self->best;
  search->tie = PNR_TIE_FOR_SHOP;
  if (!pnr_joint_search_is_exact (search))
    pnr_price_set_take_warning (set, pnr_price_grid_dup_warning ());
  for (guint i = search->n_items; i-- > 0;)
    if (!fill_item (self, search, search->items[i], error))
      return FALSE;
  return pnr_progress_check (search->progress, error);
}

static int
compare_numbers (const void *a, const void *b)
{
  double left = *(const double *) a, right = *(const double *) b;

  return (left > right) - (left < right);
}

/* What new prices gain over today's in each joint draw, which is one block of the sample. */
static gboolean
find_gain (const PnrMarket *base, const PnrMarket *market, const PnrShopperSample *draws,
           const PnrSimulationSettings *settings, PnrProgress *progress, PnrEstimate *gain,
           GError **error)
{
  g_autofree double *gains = g_new (double, draws->n_blocks);
  double sum = 0.0, place = 0.05 * (draws->n_blocks - 1);
  guint below = (guint) place;

  for (guint d = 0; d < draws->n_blocks; d++) {
    PnrPricePoint before, after;

    if (!pnr_progress_check (progress, error))
      return FALSE;
    evaluate (base, draws, d, 1, PNR_TIE_FOR_SHOP, settings->n_threads, progress, &before);
    evaluate (market, draws, d, 1, PNR_TIE_FOR_SHOP, settings->n_threads, progress, &after);
    /* A block holds its share of all draws' shoppers. */
    gains[d] = (after.profit - before.profit) * draws->n_blocks;
    sum += gains[d];
  }
  gain->value = sum / draws->n_blocks;
  qsort (gains, draws->n_blocks, sizeof *gains, compare_numbers);
  gain->low = gains[below];
  gain->high = gains[draws->n_blocks - 1 - below];
  return TRUE;
}

static gboolean
ask_draws (Joint *self, const PnrJointLimits *limits, const PnrSimulationSettings *settings,
           PnrProgress *progress, GError **error)
{
  g_autoptr (PnrShopperSample) draws = NULL;
  PnrJointSearch search;
  PnrEstimate gain = { NAN, NAN, NAN, NAN };
  double value;

  pnr_progress_begin_step (progress, _ ("Trying other assumptions"));
  draws = pnr_shopper_sample_new (self->base, PNR_SAMPLE_DRAWS, settings, progress, error);
  if (draws == NULL)
    return FALSE;
  self->robust = pnr_market_copy (self->best);
  search = make_search (self, self->robust, draws, limits, settings->seed, settings->n_threads,
                        progress);
  search.is_local = TRUE;
  if (!pnr_joint_search_climb (&search, &value, error)
      || !find_gain (self->base, self->best, draws, settings, progress, &gain, error)
      || !find_gain (self->base, self->robust, draws, settings, progress, &self->set->robust_gain,
                     error))
    return FALSE;
  self->set->gain = gain;
  if (self->set->robust_gain.low <= 0.0 && self->set->robust_gain.high >= 0.0)
    pnr_price_set_take_warning (
        self->set, g_strdup (_ ("Against today's prices the gain could be nothing: the range over "
                                "the assumptions holds zero.")));
  return TRUE;
}

static void
joint_begin (Joint *self, PnrMarket *market, const PnrJointLimits *limits)
{
  self->base = pnr_market_ref (market);
  self->box =
      (PnrPriceBox){ .shelf = market, .limits = &limits->price, .step_minor = limits->step_minor };
  self->set = pnr_price_set_new (market->currency);
  self->set->inputs_hash = pnr_market_dup_hash (market);
  self->set->profit_on_second_sample = NAN;
}

/* The best prices of @market on @sample, from many starts; the market ends there. */
static gboolean
search_widely (Joint *self, PnrMarket *market, const PnrShopperSample *sample,
               const PnrJointLimits *limits, guint64 seed, guint n_threads, PnrProgress *progress,
               GError **error)
{
  PnrJointSearch search = make_search (self, market, sample, limits, seed, n_threads, progress);
  double value;

  pnr_progress_begin_step (progress, _ ("Trying sets of prices"));
  if (!pnr_joint_search_run (&search, &value, error))
    return FALSE;
  if (pnr_joint_program_suits (&search)
      && !pnr_joint_program_improve (&search, &value, &self->set->is_proven, error))
    return FALSE;
  return isfinite (value) || set_no_prices (limits, error);
}

/**
 * pnr_find_joint_prices_of:
 * @market: products, bundles and costs
 * @sample: the shoppers
 * @limits: what to aim for, which prices are allowed and which may move
 * @n_threads: threads; 0: one per core
 * @progress: (nullable): told the share done; can cancel
 * @error: what stands in the way
 *
 * For shoppers who were asked. With up to eight of them and four products, each once in a bundle,
 * the prices are proven to be the best.
 *
 * Returns: (transfer full) (nullable): the best prices; nothing about other shoppers
 */
PnrPriceSet *
pnr_find_joint_prices_of (PnrMarket *market, const PnrShopperSample *sample,
                          const PnrJointLimits *limits, guint n_threads, PnrProgress *progress,
                          GError **error)
{
  g_auto (Joint) self = { 0 };
  PnrJointSearch search;

  g_return_val_if_fail (market->n_bundles > 0, NULL);

  joint_begin (&self, market, limits);
  self.best = pnr_market_copy (market);
  self.set->n_shoppers = (gint64) pnr_shopper_sample_get_size (sample);
  if (!search_widely (&self, self.best, sample, limits, 1, n_threads, progress, error))
    return NULL;
  search = make_search (&self, self.best, sample, limits, 1, n_threads, progress);
  if (!find_tie_proof (&self, &search, error))
    return NULL;
  return fill_set (&self, &search, error) ? g_steal_pointer (&self.set) : NULL;
}

/* The few shoppers of the search point the way; all of them have the last word. */
static gboolean
climb_widely (Joint *self, const PnrShopperSample *small, const PnrShopperSample *sample,
              const PnrJointLimits *limits, const PnrSimulationSettings *settings,
              PnrProgress *progress, GError **error)
{
  PnrJointSearch search;
  double value;

  self->best = pnr_market_copy (self->base);
  if (!search_widely (self, self->best, small, limits, settings->seed, settings->n_threads,
                      progress, error))
    return FALSE;
  search =
      make_search (self, self->best, sample, limits, settings->seed, settings->n_threads, progress);
  search.is_local = TRUE;
  /* On a slope that only two prices together lead up, few shoppers hide what many show. */
  if (!pnr_joint_search_climb (&search, &value, error)
      || (isfinite (value) && pnr_joint_search_is_exact (&search)
          && !pnr_joint_search_pair_up (&search, &value, error)))
    return FALSE;
  if (!isfinite (value))
    return set_no_prices (limits, error);
  return climb_from_tie_proof (self, &search, value, error);
}

static double
get_aim (const PnrJointLimits *limits, const PnrPairedGain *gain)
{
  return limits->price.objective == PNR_PRICE_OBJECTIVE_REVENUE
             ? gain->with.revenue - gain->without.revenue
             : gain->with.profit - gain->without.profit;
}

static double
get_aim_error (const PnrJointLimits *limits, const PnrPairedGain *gain)
{
  return limits->price.objective == PNR_PRICE_OBJECTIVE_REVENUE ? gain->revenue_error : gain->error;
}

static void
replace_market (PnrMarket **place, PnrMarket *market)
{
  pnr_market_unref (*place);
  *place = market;
}

/* More prices fit the shoppers of the search better than those who come; the bundles alone, at
 * today's shelf prices, may do as well by others. */
static gboolean
try_bundles_alone (Joint *self, const PnrShopperSample *small, const PnrShopperSample *sample,
                   const PnrJointLimits *limits, const PnrSimulationSettings *settings,
                   PnrProgress *progress, PnrPairedGain *gain, GError **error)
{
  g_auto (Joint) alone = { .base = pnr_market_ref (self->base),
                           .box = self->box,
                           .set = pnr_price_set_ref (self->set) };
  PnrJointLimits narrow = *limits;
  g_autoptr (GError) own = NULL;
  PnrPairedGain other;

  narrow.moves_components = FALSE;
  if (!climb_widely (&alone, small, sample, &narrow, settings, progress, &own)) {
    if (g_error_matches (own, PNR_ECONOMY_ERROR, PNR_ECONOMY_ERROR_NO_ALLOWED_PRICE))
      return TRUE;
    g_propagate_error (error, g_steal_pointer (&own));
    return FALSE;
  }
  if (!pnr_paired_gain_fill (&other, alone.best, self->base, self->second, settings->n_threads,
                             progress, error))
    return FALSE;
  if (get_aim (limits, &other) > get_aim (limits, gain)) {
    replace_market (&self->best, g_steal_pointer (&alone.best));
    replace_market (&self->tie_proof, g_steal_pointer (&alone.tie_proof));
    *gain = other;
  }
  return TRUE;
}

static void
keep_today (Joint *self, const PnrPairedGain *gain)
{
  const char *currency = self->base->currency;
  g_autofree char *change =
      pnr_money_format (llround (gain->with.profit - gain->without.profit), currency);
  g_autofree char *give = pnr_money_format (llround (PNR_SURE_ERRORS * gain->error), currency);

  pnr_price_set_take_warning (
      self->set,
      g_strdup_printf (_ ("Today's prices cannot be told from the best: on shoppers they were not "
                          "chosen on, those found change the contribution by %s, give or take %s. "
                          "So today's prices are kept."),
                       change, give));
  replace_market (&self->best, pnr_market_copy (self->base));
  replace_market (&self->tie_proof, pnr_market_copy (self->base));
}

/* Whoever climbs on a sample climbs its chance bumps too. The second sample has not been climbed
 * on, so it decides: between what was found and today's prices, where they are allowed. */
static gboolean
let_others_decide (Joint *self, const PnrShopperSample *small, PnrJointSearch *search,
                   const PnrJointLimits *limits, const PnrSimulationSettings *settings,
                   PnrProgress *progress, GError **error)
{
  PnrPairedGain gain, safe;

  pnr_progress_begin_step (progress, _ ("Asking other shoppers"));
  self->second = pnr_shopper_sample_new (self->base, PNR_SAMPLE_SECOND, settings, progress, error);
  if (self->second == NULL
      || !pnr_paired_gain_fill (&gain, self->best, self->base, self->second, settings->n_threads,
                                progress, error)
      || (limits->moves_components
          && !try_bundles_alone (self, small, search->sample, limits, settings, progress, &gain,
                                 error))
      || !pnr_paired_gain_fill (&safe, self->tie_proof, self->base, self->second,
                                settings->n_threads, progress, error))
    return FALSE;
  if (get_aim (limits, &safe) <= PNR_SURE_ERRORS * get_aim_error (limits, &safe))
    replace_market (&self->tie_proof, pnr_market_copy (self->best));
  search->market = self->base;
  if (get_aim (limits, &gain) <= PNR_SURE_ERRORS * get_aim_error (limits, &gain)
      && pnr_joint_search_is_allowed (search) && isfinite (pnr_joint_search_get_value (search)))
    keep_today (self, &gain);
  return TRUE;
}

static gboolean
search_all (Joint *self, const PnrJointLimits *limits, const PnrSimulationSettings *settings,
            PnrProgress *progress, GError **error)
{
  PnrSimulationSettings few = *settings;
  g_autoptr (PnrShopperSample) sample = NULL, small = NULL;
  PnrJointSearch search;

  few.n_shoppers = MIN (pnr_simulation_round_shoppers (settings), SEARCH_SHOPPERS);
  small = pnr_shopper_sample_new (self->base, PNR_SAMPLE_CENTRAL, &few, progress, error);
  if (small == NULL)
    return FALSE;
  pnr_progress_begin_step (progress, _ ("Asking shoppers for their dearest price"));
  sample = pnr_shopper_sample_new (self->base, PNR_SAMPLE_CENTRAL, settings, progress, error);
  if (sample == NULL || !climb_widely (self, small, sample, limits, settings, progress, error))
    return FALSE;
  search =
      make_search (self, self->best, sample, limits, settings->seed, settings->n_threads, progress);
  if (settings->n_draws > 0
      && (!let_others_decide (self, small, &search, limits, settings, progress, error)
          || !ask_draws (self, limits, settings, progress, error)))
    return FALSE;
  return fill_set (self, &search, error);
}

static gboolean
check_has_price (const PnrMarket *market, GError **error)
{
  for (guint b = 0; b < market->n_bundles; b++)
    if (pnr_market_has_own_price (market, b))
      return TRUE;
  g_set_error_literal (error, PNR_ECONOMY_ERROR, PNR_ECONOMY_ERROR_NO_ALLOWED_PRICE,
                       _ ("No offer of the scenario has a price of its own to look for: gifts, "
                          "tiers and percentages follow from other prices. Add a bundle with a "
                          "price, or compare scenarios with other percentages."));
  return FALSE;
}

/**
 * pnr_find_joint_prices:
 * @market: products, counts, bundles and beliefs
 * @limits: what to aim for, which prices are allowed and which may move
 * @settings: how many shoppers, which seed, how many draws; without draws nothing is told of other
 *   shoppers and assumptions
 * @progress: (nullable): told the share done; can cancel
 * @error: what is missing and what to do
 *
 * Returns: (transfer full) (nullable): for each price the best, its band, the tie-proof and the
 *   robust one; for all of them what they earn
 */
PnrPriceSet *
pnr_find_joint_prices (PnrMarket *market, const PnrJointLimits *limits,
                       const PnrSimulationSettings *settings, PnrProgress *progress, GError **error)
{
  g_auto (Joint) self = { 0 };
  g_autofree char *rounding = NULL;

  g_return_val_if_fail (market != NULL && limits != NULL && settings != NULL, NULL);

  joint_begin (&self, market, limits);
  self.set->n_shoppers = pnr_simulation_round_shoppers (settings);
  self.set->seed = settings->seed;
  if (!pnr_belief_check (market, error))
    return NULL;
  if (!pnr_sweep_market_check (market, error) || !check_has_price (market, error))
    return NULL;
  rounding = pnr_simulation_dup_rounding (settings);
  if (rounding != NULL)
    pnr_price_set_take_warning (self.set, g_steal_pointer (&rounding));
  pnr_price_band_list_beliefs (market, &self.set->assumed, self.set->warnings);
  return search_all (&self, limits, settings, progress, error) ? g_steal_pointer (&self.set) : NULL;
}

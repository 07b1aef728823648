/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Finds the price of a bundle: the best, the band that is nearly as good, the safe ones. */
#include "config.h"

#include <glib/gi18n.h>
#include <inttypes.h>
#include <math.h>

#include "base/pnr-money.h"
#include "economy/pnr-belief.h"
#include "economy/pnr-paired-gain.h"
#include "economy/pnr-price-band.h"
#include "economy/pnr-price-grid.h"
#include "economy/pnr-shopper-sample.h"
#include "economy/pnr-simulation-private.h"

static char *
dup_names (const PnrMarket *market, const gint64 *quantity)
{
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint j = 0; j < market->n_products; j++) {
    if (quantity[j] == 0)
      continue;
    if (names->len > 0)
      g_string_append (names, ", ");
    if (quantity[j] > 1)
      g_string_append_printf (names, "%" PRId64 " × ", quantity[j]);
    g_string_append (names, market->products[j].name);
  }
  return g_string_free (g_steal_pointer (&names), FALSE);
}

static char *
dup_priced_choice (const PnrMarket *market, const PnrMarketBundle *offer)
{
  gint64 fixed[PNR_MARKET_MAX_PRODUCTS] = { 0 }, free_parts[PNR_MARKET_MAX_PRODUCTS] = { 0 };
  guint least = offer->n_least > 0 ? offer->n_least : offer->n_of;
  g_autofree char *always = NULL, *others = NULL;

  for (guint j = 0; j < market->n_products; j++)
    (offer->fixed >> j & 1 ? fixed : free_parts)[j] = offer->quantity[j];
  always = dup_names (market, fixed);
  others = dup_names (market, free_parts);
  if (offer->fixed != 0)
    /* Translators: names of products, two numbers, names of products. */
    return g_strdup_printf (_ ("The price of %s with %u to %u of: %s"), always, least, offer->n_of,
                            others);
  if (least < offer->n_of)
    /* Translators: two numbers, then names of products. */
    return g_strdup_printf (_ ("The price of %u to %u of: %s"), least, offer->n_of, others);
  /* Translators: a number, then names of products. */
  return g_strdup_printf (_ ("The price of any %u of: %s"), offer->n_of, others);
}

/* Of an add-on only what is added has a price here; the anchor keeps its own. */
static char *
dup_priced (const PnrMarket *market, guint bundle)
{
  const PnrMarketBundle *offer = &market->bundles[bundle];
  g_autofree char *content = dup_names (market, offer->quantity);
  g_autofree char *anchor = dup_names (market, offer->anchor_quantity);

  if (offer->kind == PNR_OFFER_CHOICE)
    return dup_priced_choice (market, offer);
  if (offer->kind == PNR_OFFER_ADD_ON)
    /* Translators: names of products, twice. */
    return g_strdup_printf (_ ("The price of %s for whoever buys %s"), content, anchor);
  return g_strdup_printf (_ ("The price of %s together"), content);
}

/* A pure bundle withdraws its parts; without it they are sold singly again. */
static gboolean
fill_without (PnrPriceCurve *curve, PnrMarket *market, guint bundle, const PnrPriceSweep *sweep,
              const PnrSimulationSettings *settings, PnrProgress *progress, GError **error)
{
  g_autoptr (PnrMarket) mixed = NULL;
  g_autoptr (PnrPriceSweep) other = NULL;
  PnrPricePoint point;

  if (market->bundles[bundle].is_pure) {
    mixed = pnr_market_copy (market);
    mixed->bundles[bundle].is_pure = FALSE;
    other = pnr_price_sweep_new (mixed, bundle, settings, progress, error);
    if (other == NULL)
      return FALSE;
  }
  pnr_price_sweep_evaluate_without (other != NULL ? other : sweep, &point);
  curve->profit_without = point.profit;
  return TRUE;
}

/* Each of these walks over all shoppers; together they take longer than a person should wait. */
static gboolean
fill_prices (PnrPriceCurve *curve, const PnrPriceSweep *sweep, const PnrPriceBox *box,
             GArray *prices, gint64 low, gint64 high, PnrProgress *progress, GError **error)
{
  PnrPriceObjective objective = box->limits->objective;
  PnrPricePoint point;

  curve->best_minor = pnr_price_sweep_find_best (sweep, prices, objective, PNR_TIE_FOR_SHOP);
  curve->tie_proof_minor =
      pnr_price_sweep_find_best (sweep, prices, objective, PNR_TIE_AGAINST_SHOP);
  curve->profit = pnr_price_sweep_get_contribution (sweep, curve->best_minor, PNR_TIE_FOR_SHOP);
  curve->profit_if_ties_go_against =
      pnr_price_sweep_get_contribution (sweep, curve->best_minor, PNR_TIE_AGAINST_SHOP);
  curve->profit_at_current = NAN;
  if (curve->current_minor != PNR_MONEY_UNKNOWN) {
    pnr_price_sweep_evaluate (sweep, curve->current_minor, &point);
    curve->profit_at_current = point.profit;
  }
  if (!pnr_progress_check (progress, error))
    return FALSE;
  pnr_price_band_fill (curve, sweep, box, low, high);
  pnr_price_band_fill_ending (curve, sweep, box, low, high);
  pnr_price_band_fill_points (curve, sweep, curve->cost_minor, curve->sum_minor);
  return pnr_progress_check (progress, error);
}

static gboolean
fill_robust (PnrPriceCurve *curve, PnrMarket *market, guint bundle, const PnrPriceBox *box,
             gint64 low, gint64 high, const PnrSimulationSettings *settings, PnrProgress *progress,
             GError **error)
{
  g_autoptr (PnrMarket) own = NULL;
  g_autoptr (PnrShopperSample) draws = NULL;
  g_autoptr (PnrPriceSweep) sweep = NULL;
  g_autoptr (GArray) prices = NULL;
  PnrSweepItem item;

  if (settings->n_draws == 0)
    return TRUE;
  pnr_progress_begin_step (progress, _ ("Trying other assumptions"));
  own = pnr_market_copy_with_free_price (market, bundle);
  draws = pnr_shopper_sample_new (own, PNR_SAMPLE_DRAWS, settings, progress, error);
  if (draws == NULL)
    return FALSE;
  item = pnr_market_get_sweep_item (own, bundle, PNR_TIE_FOR_SHOP);
  sweep =
      pnr_shopper_sample_sweep (draws, &item, 0, draws->n_blocks, settings->n_threads, progress);
  prices = pnr_price_box_list (box, sweep, low, high);
  curve->robust_minor =
      pnr_price_sweep_find_best (sweep, prices, box->limits->objective, PNR_TIE_FOR_SHOP);
  return TRUE;
}

/* The best of many prices owes a little to the shoppers it was chosen on; others do not flatter it.
 */
static gboolean
fill_second (PnrPriceCurve *curve, PnrMarket *market, guint bundle,
             const PnrSimulationSettings *settings, PnrProgress *progress, GError **error)
{
  g_autoptr (PnrShopperSample) sample = NULL;
  PnrPairedGain gain;

  /* Who wants no draws wants the bare search. */
  if (settings->n_draws == 0)
    return TRUE;
  pnr_progress_begin_step (progress, _ ("Asking other shoppers"));
  sample = pnr_shopper_sample_new (market, PNR_SAMPLE_SECOND, settings, progress, error);
  if (sample == NULL)
    return FALSE;
  if (!pnr_paired_gain_fill_offer (&gain, market, bundle, curve->best_minor, sample,
                                   settings->n_threads, progress, error))
    return FALSE;
  curve->profit_on_second_sample = gain.with.profit;
  curve->profit_without_on_second_sample = gain.without.profit;
  curve->gain_error = gain.error;
  return TRUE;
}

static void
set_no_price (const PnrMarket *market, guint bundle, GError **error)
{
  g_set_error (error, PNR_ECONOMY_ERROR, PNR_ECONOMY_ERROR_NO_ALLOWED_PRICE,
               _ ("No price of “%s” meets every limit: above its cost and its dearest product, not "
                  "above the sum of its parts. Relax the margin, the discount or the endings."),
               market->bundles[bundle].name);
}

static PnrPriceCurve *
begin_curve (const PnrMarket *market, guint bundle, const PnrPriceBox *box,
             const PnrSimulationSettings *settings)
{
  PnrPriceCurve *curve = pnr_price_curve_new (market->currency, market->bundles[bundle].sku);
  char *rounding = pnr_simulation_dup_rounding (settings);

  curve->inputs_hash = pnr_market_dup_hash (market);
  curve->priced = dup_priced (market, bundle);
  curve->seed = settings->seed;
  curve->n_shoppers = pnr_simulation_round_shoppers (settings);
  if (rounding != NULL)
    g_ptr_array_add (curve->warnings, rounding);
  curve->current_minor = pnr_market_get_offer_price_minor (market, bundle);
  curve->sum_minor = pnr_market_get_offer_sum_minor (market, bundle);
  curve->cost_minor = pnr_market_get_offer_cost_minor (market, bundle);
  curve->floor_minor = pnr_price_box_get_margin_floor (box, market, bundle);
  return curve;
}

static PnrPriceCurve *
find_on_grid (PnrMarket *market, guint bundle, const PnrPriceBox *box,
              const PnrSimulationSettings *settings, PnrProgress *progress, GError **error)
{
  PnrSweepItem item = pnr_market_get_sweep_item (market, bundle, PNR_TIE_FOR_SHOP);
  g_autoptr (PnrPriceCurve) curve = NULL;
  gint64 low, high;

  if (!pnr_belief_check (market, error) || !pnr_sweep_item_check (&item, error))
    return NULL;
  if (!pnr_price_box_get_bounds (box, market, bundle, &low, &high)
      || !pnr_price_box_has_ending (box, pnr_price_box_snap (box, low, low, high))) {
    set_no_price (market, bundle, error);
    return NULL;
  }
  curve = begin_curve (market, bundle, box, settings);
  if (!pnr_price_grid_fill (curve, market, bundle, box, low, high, settings, progress, error))
    return NULL;
  pnr_price_band_warn (curve->warnings, market, bundle, curve, low, high);
  pnr_price_band_list_beliefs (market, &curve->assumed, curve->warnings);
  return g_steal_pointer (&curve);
}

/**
 * pnr_find_bundle_price:
 * @market: products, counts, bundles and beliefs; other prices are held
 * @bundle: the bundle to price
 * @limits: what to aim for and which prices are allowed
 * @settings: how many shoppers, which seed, how many draws for the robust price
 * @progress: (nullable): told the share done; can cancel
 * @error: what is missing and what to do
 *
 * For offers with one price: a bundle, a choice at one price for every selection, an add-on.
 * Exact on the sample: every price at which a shopper changes her mind is looked at, or, with a
 * gift, free shipping from a worth of goods or parts to leave out, prices are tried one by one.
 * What the best one earns of a second, independent sample is told beside it.
 *
 * Returns: (transfer full) (nullable): best, tie-proof and robust price, band and curve
 */
PnrPriceCurve *
pnr_find_bundle_price (PnrMarket *market, guint bundle, const PnrPriceLimits *limits,
                       const PnrSimulationSettings *settings, PnrProgress *progress, GError **error)
{
  g_autoptr (PnrPriceSweep) sweep = NULL;
  g_autoptr (PnrPriceCurve) curve = NULL;
  g_autoptr (GArray) prices = NULL;
  PnrPriceBox box = { .shelf = market, .limits = limits };
  PnrSweepItem item;
  gint64 low, high;

  g_return_val_if_fail (market != NULL && bundle < market->n_bundles, NULL);
  g_return_val_if_fail (limits != NULL && settings != NULL, NULL);

  item = pnr_market_get_sweep_item (market, bundle, PNR_TIE_FOR_SHOP);
  if (!pnr_sweep_item_is_exact (&item))
    return find_on_grid (market, bundle, &box, settings, progress, error);
  sweep = pnr_price_sweep_new (market, bundle, settings, progress, error);
  if (sweep == NULL)
    return NULL;
  prices = pnr_price_box_get_bounds (&box, market, bundle, &low, &high)
               ? pnr_price_box_list (&box, sweep, low, high)
               : g_array_new (FALSE, FALSE, sizeof (gint64));
  if (prices->len == 0) {
    set_no_price (market, bundle, error);
    return NULL;
  }
  curve = begin_curve (market, bundle, &box, settings);
  if (!fill_prices (curve, sweep, &box, prices, low, high, progress, error)
      || !fill_without (curve, market, bundle, sweep, settings, progress, error))
    return NULL;
  if (!fill_second (curve, market, bundle, settings, progress, error)
      || !fill_robust (curve, market, bundle, &box, low, high, settings, progress, error))
    return NULL;
  pnr_price_band_warn (curve->warnings, market, bundle, curve, low, high);
  pnr_price_band_list_beliefs (market, &curve->assumed, curve->warnings);
  return pnr_progress_check (progress, error) ? g_steal_pointer (&curve) : NULL;
}

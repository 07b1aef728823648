/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Finds the price of a bundle: the best, the band that is nearly as good, the safe ones. */
#include "config.h"

#include <glib/gi18n.h>
#include <math.h>
#include <stdlib.h>

#include "base/pnr-money.h"
#include "economy/pnr-belief.h"
#include "economy/pnr-price-sweep-private.h"
#include "economy/pnr-simulation-private.h"
#include "economy/pnr-tally.h"

#define BAND_SHARE 0.98
#define N_CURVE_STEPS 200
/* A band's edge is looked for in at most this many steps each way. */
#define N_BAND_STEPS 20000

static int
compare_down (const void *a, const void *b)
{
  gint64 left = *(const gint64 *) a, right = *(const gint64 *) b;

  return (left < right) - (left > right);
}

/* The most that a content of the offer amounts to, of prices or of costs: for a choice, what the
 * dearest selection does. */
static gint64
get_most (const PnrMarket *market, guint bundle, gsize offset)
{
  const PnrMarketBundle *offer = &market->bundles[bundle];
  gint64 parts[PNR_MARKET_MAX_PRODUCTS] = { 0 };
  guint n_chosen = offer->kind == PNR_OFFER_CHOICE ? offer->n_of : market->n_products;
  gint64 sum = 0;

  for (guint j = 0; j < market->n_products; j++)
    parts[j] = offer->quantity[j] * G_STRUCT_MEMBER (gint64, &market->products[j], offset);
  qsort (parts, market->n_products, sizeof *parts, compare_down);
  for (guint i = 0; i < MIN (n_chosen, market->n_products); i++)
    sum += parts[i];
  return sum;
}

static gint64
get_sum (const PnrMarket *market, guint bundle)
{
  return get_most (market, bundle, G_STRUCT_OFFSET (PnrMarketProduct, price_minor));
}

static gint64
get_cost (const PnrMarket *market, guint bundle)
{
  return get_most (market, bundle, G_STRUCT_OFFSET (PnrMarketProduct, cost_minor))
         + market->bundles[bundle].handling_minor;
}

/* A set that costs no more than one of its products is a mistake; an add-on may cost next to
 * nothing. */
static gint64
get_dearest (const PnrMarket *market, guint bundle)
{
  gint64 dearest = 0;

  for (guint j = 0; j < market->n_products; j++)
    if (market->bundles[bundle].quantity[j] > 0)
      dearest = MAX (dearest, market->products[j].price_minor);
  return market->bundles[bundle].kind == PNR_OFFER_ADD_ON ? 0 : dearest;
}

/* The least price that leaves the wanted share of the net price after costs and fees. */
static gint64
get_floor (const PnrMarket *market, guint bundle, const PnrPriceLimits *limits)
{
  gint64 cost = get_cost (market, bundle);
  double left;

  if (isnan (limits->margin_floor))
    return cost;
  left = pnr_market_get_keep (market) - limits->margin_floor / (1.0 + market->costs.vat_ppm / 1e6);
  if (!(left > 1e-9))
    return G_MAXINT64;
  return MAX (cost, (gint64) MIN (ceil (cost / left - 1e-9), 9e15));
}

static void
get_bounds (const PnrMarket *market, guint bundle, const PnrPriceLimits *limits, gint64 *low,
            gint64 *high)
{
  gint64 sum = get_sum (market, bundle);

  *low = MAX (get_floor (market, bundle, limits), get_dearest (market, bundle) + 1);
  if (!isnan (limits->max_discount))
    *low = MAX (*low, (gint64) ceil (sum * (1.0 - limits->max_discount) - 1e-9));
  *high = sum;
}

/* The price as it stands, also where it follows from the single prices. */
static gint64
get_current (const PnrMarket *market, guint bundle)
{
  const PnrMarketBundle *offer = &market->bundles[bundle];

  return offer->off_ppm > 0 ? pnr_minor_less_share (get_sum (market, bundle), offer->off_ppm)
                            : offer->price_minor;
}

static gboolean
has_wanted_ending (const PnrPriceLimits *limits, gint64 price)
{
  for (gsize i = 0; i < limits->n_endings; i++)
    if (price % 100 == limits->endings_minor[i] % 100)
      return TRUE;
  return limits->n_endings == 0;
}

static GArray *
list_prices (const PnrPriceSweep *sweep, const PnrPriceLimits *limits, gint64 low, gint64 high)
{
  GArray *prices;

  if (limits->n_endings == 0)
    return pnr_price_sweep_get_candidates (sweep, low, high);
  prices = g_array_new (FALSE, FALSE, sizeof (gint64));
  for (gint64 price = low; price <= high; price++)
    if (has_wanted_ending (limits, price))
      g_array_append_val (prices, price);
  return prices;
}

static double
get_value (const PnrPriceSweep *sweep, const PnrPriceLimits *limits, gint64 price)
{
  PnrPricePoint point;

  pnr_price_sweep_evaluate (sweep, price, &point);
  return limits->objective == PNR_PRICE_OBJECTIVE_REVENUE ? point.revenue : point.profit;
}

/* Walks from the best price as long as what is allowed earns nearly as much. */
static gint64
find_edge (const PnrPriceSweep *sweep, const PnrPriceLimits *limits, gint64 best, gint64 bound,
           double least)
{
  gint64 step = MAX (ABS (bound - best) / N_BAND_STEPS, 1) * (bound < best ? -1 : 1);
  gint64 edge = best;

  if (limits->n_endings != 0)
    step = bound < best ? -1 : 1;
  for (gint64 price = best + step; step > 0 ? price <= bound : price >= bound; price += step) {
    if (!has_wanted_ending (limits, price))
      continue;
    if (get_value (sweep, limits, price) < least)
      break;
    edge = price;
  }
  return edge;
}

static void
fill_band (PnrPriceCurve *curve, const PnrPriceSweep *sweep, const PnrPriceLimits *limits,
           gint64 low, gint64 high)
{
  double best = get_value (sweep, limits, curve->best_minor);
  double least = best > 0.0 ? BAND_SHARE * best : best;

  curve->band_low_minor = find_edge (sweep, limits, curve->best_minor, low, least);
  curve->band_high_minor = find_edge (sweep, limits, curve->best_minor, high, least);
}

static void
fill_points (PnrPriceCurve *curve, const PnrPriceSweep *sweep)
{
  gint64 before = -1;

  for (int step = 0; step <= N_CURVE_STEPS; step++) {
    gint64 price =
        curve->cost_minor + (curve->sum_minor - curve->cost_minor) * step / N_CURVE_STEPS;
    PnrPricePoint point;

    if (price <= before)
      continue;
    pnr_price_sweep_evaluate (sweep, price, &point);
    pnr_price_curve_add_point (curve, &point);
    before = price;
  }
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

static void
fill_prices (PnrPriceCurve *curve, const PnrPriceSweep *sweep, const PnrPriceLimits *limits,
             GArray *prices, gint64 low, gint64 high)
{
  PnrPricePoint point;

  curve->best_minor =
      pnr_price_sweep_find_best (sweep, prices, limits->objective, PNR_TIE_FOR_SHOP);
  curve->tie_proof_minor =
      pnr_price_sweep_find_best (sweep, prices, limits->objective, PNR_TIE_AGAINST_SHOP);
  curve->profit = pnr_price_sweep_get_contribution (sweep, curve->best_minor, PNR_TIE_FOR_SHOP);
  curve->profit_if_ties_go_against =
      pnr_price_sweep_get_contribution (sweep, curve->best_minor, PNR_TIE_AGAINST_SHOP);
  curve->profit_at_current = NAN;
  if (curve->current_minor != PNR_MONEY_UNKNOWN) {
    pnr_price_sweep_evaluate (sweep, curve->current_minor, &point);
    curve->profit_at_current = point.profit;
  }
  fill_band (curve, sweep, limits, low, high);
  fill_points (curve, sweep);
}

static gboolean
fill_robust (PnrPriceCurve *curve, PnrMarket *market, guint bundle, const PnrPriceLimits *limits,
             gint64 low, gint64 high, const PnrSimulationSettings *settings, PnrProgress *progress,
             GError **error)
{
  g_autoptr (PnrPriceSweep) sweep = NULL;
  g_autoptr (GArray) prices = NULL;

  if (settings->n_draws == 0)
    return TRUE;
  sweep = pnr_price_sweep_new_over_draws (market, bundle, settings, progress, error);
  if (sweep == NULL)
    return FALSE;
  prices = list_prices (sweep, limits, low, high);
  curve->robust_minor =
      pnr_price_sweep_find_best (sweep, prices, limits->objective, PNR_TIE_FOR_SHOP);
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

/**
 * pnr_find_bundle_price:
 * @market: products, counts, bundles and beliefs; other prices are held
 * @bundle: the bundle to price
 * @limits: what to aim for and which prices are allowed
 * @settings: how many shoppers, which seed, how many draws for the robust price
 * @progress: (nullable): told the share done; can cancel
 * @error: what is missing and what to do
 *
 * Exact on the sample: every price at which a shopper changes her mind is looked at. For offers
 * with one price: a bundle, a choice at one price for every selection, an add-on.
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
  gint64 low, high;

  g_return_val_if_fail (market != NULL && bundle < market->n_bundles, NULL);
  g_return_val_if_fail (limits != NULL && settings != NULL, NULL);

  sweep = pnr_price_sweep_new (market, bundle, settings, progress, error);
  if (sweep == NULL)
    return NULL;
  get_bounds (market, bundle, limits, &low, &high);
  prices = low <= high ? list_prices (sweep, limits, low, high)
                       : g_array_new (FALSE, FALSE, sizeof (gint64));
  if (prices->len == 0) {
    set_no_price (market, bundle, error);
    return NULL;
  }
  curve = pnr_price_curve_new (market->currency, market->bundles[bundle].sku);
  curve->inputs_hash = pnr_market_dup_hash (market);
  curve->seed = settings->seed;
  curve->n_shoppers = pnr_simulation_round_shoppers (settings);
  curve->warning = pnr_simulation_dup_rounding (settings);
  curve->current_minor = get_current (market, bundle);
  curve->sum_minor = get_sum (market, bundle);
  curve->cost_minor = get_cost (market, bundle);
  fill_prices (curve, sweep, limits, prices, low, high);
  if (!fill_without (curve, market, bundle, sweep, settings, progress, error)
      || !fill_robust (curve, market, bundle, limits, low, high, settings, progress, error))
    return NULL;
  return g_steal_pointer (&curve);
}

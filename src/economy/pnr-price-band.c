/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is told about a price that was found: the band round it, its curve, and what to beware of.
 */
#include "config.h"

#include "economy/pnr-price-band.h"

#include <glib/gi18n.h>
#include <math.h>

#include "base/pnr-money.h"
#include "economy/pnr-belief.h"
#include "economy/pnr-paired-gain.h"
#include "model/pnr-outcome.h"

#define BAND_SHARE 0.98
#define WIDE_BAND_SHARE 0.2
/* Nothing is known of prices further from today's than this, unless they have been tried. */
#define TRIED_SHARE 0.1
#define N_CURVE_STEPS 200
/* A band's edge is looked for in at most this many steps each way. */
#define N_BAND_STEPS 20000

static double
get_value (const PnrPriceSweep *sweep, const PnrPriceBox *box, gint64 price)
{
  PnrPricePoint point;

  pnr_price_sweep_evaluate (sweep, price, &point);
  return box->limits->objective == PNR_PRICE_OBJECTIVE_REVENUE ? point.revenue : point.profit;
}

/* Every allowed price from the best towards @bound, or as many as are looked at. */
static void
list_prices (const PnrPriceBox *box, gint64 best, gint64 bound, GArray *prices)
{
  gint64 step = MAX (ABS (bound - best) / N_BAND_STEPS, 1) * (bound < best ? -1 : 1);

  if (box->limits->n_endings != 0 || box->step_minor > 1)
    step = bound < best ? -1 : 1;
  for (gint64 price = best + step; step > 0 ? price <= bound : price >= bound; price += step)
    if (pnr_price_box_has_ending (box, price))
      g_array_append_val (prices, price);
}

static void
turn_prices (GArray *prices)
{
  gint64 *all = (gint64 *) (gpointer) prices->data;

  for (guint i = 0; i < prices->len / 2; i++) {
    gint64 swap = all[i];

    all[i] = all[prices->len - 1 - i];
    all[prices->len - 1 - i] = swap;
  }
}

/**
 * pnr_price_band_fill:
 * @curve: takes the band round its best price
 * @sweep: what each price yields
 * @box: what is wanted and allowed
 * @low: the least price allowed
 * @high: the greatest
 *
 * Walks from the best price both ways as long as what is allowed earns nearly as much.
 */
void
pnr_price_band_fill (PnrPriceCurve *curve, const PnrPriceSweep *sweep, const PnrPriceBox *box,
                     gint64 low, gint64 high)
{
  double best = get_value (sweep, box, curve->best_minor);
  double least = best > 0.0 ? BAND_SHARE * best : best;
  g_autoptr (GArray) prices = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autofree double *values = NULL;
  guint from, to;

  list_prices (box, curve->best_minor, low, prices);
  turn_prices (prices);
  from = to = prices->len;
  g_array_append_val (prices, curve->best_minor);
  list_prices (box, curve->best_minor, high, prices);
  values = g_new (double, prices->len);
  pnr_price_sweep_scan (sweep, prices, box->limits->objective, PNR_TIE_FOR_SHOP, values, NULL);
  while (from > 0 && values[from - 1] >= least)
    from--;
  while (to + 1 < prices->len && values[to + 1] >= least)
    to++;
  curve->band_low_minor = g_array_index (prices, gint64, from);
  curve->band_high_minor = g_array_index (prices, gint64, to);
}

/* The best price that ends as wanted, or, where no ending is wanted, as shelf prices do. */
void
pnr_price_band_fill_ending (PnrPriceCurve *curve, const PnrPriceSweep *sweep,
                            const PnrPriceBox *box, gint64 low, gint64 high)
{
  static const gint64 usual[] = { 99, 95, 0 };
  PnrPriceLimits limits = *box->limits;
  PnrPriceBox ending = *box;
  g_autoptr (GArray) prices = NULL;

  if (limits.n_endings == 0) {
    limits.endings_minor = usual;
    limits.n_endings = G_N_ELEMENTS (usual);
  }
  ending.limits = &limits;
  prices = pnr_price_box_list (&ending, sweep, low, high);
  if (prices->len > 0)
    curve->ending_minor =
        pnr_price_sweep_find_best (sweep, prices, limits.objective, PNR_TIE_FOR_SHOP);
}

void
pnr_price_band_fill_points (PnrPriceCurve *curve, const PnrPriceSweep *sweep, gint64 low,
                            gint64 high)
{
  gint64 before = -1;

  for (int step = 0; step <= N_CURVE_STEPS; step++) {
    gint64 price = low + (high - low) * step / N_CURVE_STEPS;
    PnrPricePoint point;

    if (price <= before)
      continue;
    pnr_price_sweep_evaluate (sweep, price, &point);
    pnr_price_curve_add_point (curve, &point);
    before = price;
  }
}

static const char *
add (GPtrArray *warnings, char *sentence)
{
  g_ptr_array_add (warnings, sentence);
  return sentence;
}

/* The same shoppers with and without it; a difference that is no larger than chance makes it is
 * none. Shoppers that the price was chosen on tell of it without an error. */
static void
warn_of_loss (GPtrArray *warnings, PnrPriceCurve *curve, const char *name)
{
  double profit = pnr_price_curve_get_profit (curve);
  double profit_without = pnr_price_curve_get_profit_without (curve);
  double least = isfinite (curve->gain_error) ? PNR_SURE_ERRORS * curve->gain_error : 0.0;
  g_autofree char *with = pnr_money_format (llround (profit), curve->currency);
  g_autofree char *without = pnr_money_format (llround (profit_without), curve->currency);

  if (profit_without - profit > least)
    curve->loss = add (
        warnings, g_strdup_printf (_ ("Even at its best price “%s” earns less than not offering "
                                      "it: %s against %s."),
                                   name, with, without));
  else if (fabs (profit - profit_without) < least)
    add (warnings,
         g_strdup_printf (_ ("Too close to call whether “%s” at its best price earns more than not "
                             "offering it: %s against %s."),
                          name, with, without));
}

/**
 * pnr_price_band_warn:
 * @warnings: takes sentences
 * @shelf: the market at today's prices
 * @item: what was priced
 * @curve: its price and band; told which of the sentences say that it is no gain, and that it
 *   hardly matters
 * @low: the least price that was allowed
 * @high: the greatest
 *
 * Says where a price means less than it seems to.
 */
void
pnr_price_band_warn (GPtrArray *warnings, const PnrMarket *shelf, guint item, PnrPriceCurve *curve,
                     gint64 low, gint64 high)
{
  gboolean is_bundle = item < shelf->n_bundles;
  const char *name =
      is_bundle ? shelf->bundles[item].name : shelf->products[item - shelf->n_bundles].name;
  gint64 tried = is_bundle ? pnr_market_get_bundle_sum_minor (shelf, item)
                           : pnr_market_get_item_price (shelf, item);
  g_autofree char *from = pnr_money_format (curve->band_low_minor, curve->currency);
  g_autofree char *to = pnr_money_format (curve->band_high_minor, curve->currency);

  warn_of_loss (warnings, curve, name);
  if (low < high && (curve->best_minor == low || curve->best_minor == high))
    g_ptr_array_add (warnings,
                     g_strdup_printf (_ ("The best price of “%s” is the last one that the limits "
                                         "allow; beyond them may lie a better one."),
                                      name));
  if (curve->band_high_minor - curve->band_low_minor > WIDE_BAND_SHARE * curve->best_minor)
    curve->flat = add (
        warnings, g_strdup_printf (_ ("The price of “%s” hardly matters here: from %s to %s it "
                                      "earns nearly the same."),
                                   name, from, to));
  if (ABS (curve->best_minor - tried) > TRIED_SHARE * tried)
    g_ptr_array_add (
        warnings,
        g_strdup_printf (is_bundle
                             ? _ ("The best price of “%s” is more than 10 %% below what its parts "
                                  "cost; no order tells how customers take such a price.")
                             : _ ("The best price of “%s” is more than 10 %% away from today's; no "
                                  "order tells how customers take such a price."),
                         name));
}

/* Every assumption as used, and where the ground under it is thin. */
void
pnr_price_band_list_beliefs (const PnrMarket *market, GPtrArray **assumed, GPtrArray *warnings)
{
  g_autoptr (PnrOutcome) outcome = pnr_outcome_new (market->currency);

  pnr_belief_list (market, outcome);
  *assumed = g_ptr_array_ref (outcome->assumed);
  for (guint i = 0; i < outcome->warnings->len; i++)
    g_ptr_array_add (warnings, g_strdup (g_ptr_array_index (outcome->warnings, i)));
}

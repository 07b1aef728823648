/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Moves one assumption at a time to either end of its range and watches the contribution.
 *
 * Every run meets the same shoppers as pnr_simulate() with the same settings, so that what moves is
 * the assumption and nothing else. Each end is calibrated to the same counted orders again. The
 * shape of the tail, which no sale within the tried prices can tell, is one of the bars. */
#include "config.h"

#include "economy/pnr-tornado.h"

#include <glib/gi18n.h>
#include <math.h>

#include "economy/pnr-cost-belief.h"
#include "economy/pnr-further-unit.h"
#include "economy/pnr-market-figures.h"
#include "economy/pnr-parallel.h"
#include "economy/pnr-simulation-private.h"
#include "economy/pnr-taste.h"

/* A normal's 5 % and 95 % points lie this many deviations from its mean. */
#define TAIL_SCORE 1.6448536269514722
#define GREATEST_RHO 0.99

typedef enum {
  PNR_INPUT_SHOPPERS,
  PNR_INPUT_ELASTICITY,
  PNR_INPUT_ALL_ELASTICITIES,
  PNR_INPUT_FURTHER_UNIT,
  PNR_INPUT_CORRELATION,
  PNR_INPUT_FAMILY,
  PNR_INPUT_COST,
  PNR_INPUT_AWARENESS,
  PNR_INPUT_EXPOSURE,
  PNR_INPUT_LOSS,
} PnrInputKind;

/* What one bar moves. @first, @second: products, or the cost, or what shows an offer. */
typedef struct {
  PnrInputKind kind;
  guint first;
  guint second;
} PnrInput;

typedef struct {
  PnrMarket *market;
  const PnrSimulationSettings *settings;
  PnrTornado *tornado;
  GArray *inputs; /* PnrInput, one per bar before they are sorted */
  PnrProgress *progress;
} Study;

static void
add_input (Study *study, PnrInputKind kind, guint first, guint second)
{
  PnrInput input = { kind, first, second };

  g_array_append_val (study->inputs, input);
}

static void
add_shoppers (Study *study)
{
  PnrRange range = pnr_belief_get_shoppers (study->market);

  pnr_tornado_add (study->tornado, "relevant shoppers", _ ("Relevant shoppers"),
                   study->market->relevant_shoppers.value > 0.0
                       ? _ ("Stated in the plan")
                       : _ ("Assumed: 3 % of those who look buy the best seller"),
                   range.value, range.low, range.high);
  add_input (study, PNR_INPUT_SHOPPERS, 0, 0);
}

/* One number stated for all products is one assumption, not many. */
static gboolean
is_one_elasticity (const PnrMarket *market)
{
  const PnrRange *first = &market->products[0].elasticity;

  for (guint j = 0; j < market->n_products; j++) {
    const PnrRange *own = &market->products[j].elasticity;

    if (!(own->value < 0.0) || own->value != first->value || own->low != first->low
        || own->high != first->high)
      return FALSE;
  }
  return market->n_products > 1;
}

static gboolean
is_in_bundle (const PnrMarket *market, guint product)
{
  for (guint b = 0; b < market->n_bundles; b++)
    if (market->bundles[b].quantity[product] > 0)
      return TRUE;
  return FALSE;
}

static void
add_elasticities (Study *study)
{
  PnrMarket *market = study->market;

  if (is_one_elasticity (market)) {
    PnrRange range = pnr_belief_get_elasticity (market, 0);

    pnr_tornado_add (study->tornado, "elasticity", _ ("Price elasticity of all products"),
                     _ ("Stated in the plan"), range.value, range.low, range.high);
    add_input (study, PNR_INPUT_ALL_ELASTICITIES, 0, 0);
    return;
  }
  for (guint j = 0; j < market->n_products; j++) {
    PnrRange range = pnr_belief_get_elasticity (market, j);
    g_autofree char *key = g_strconcat ("elasticity ", market->products[j].sku, NULL);
    g_autofree char *title =
        g_strdup_printf (_ ("Price elasticity of “%s”"), market->products[j].name);

    g_autofree char *source = pnr_belief_dup_elasticity_source (&market->products[j]);

    if (!is_in_bundle (market, j))
      continue;
    pnr_tornado_add (study->tornado, key, title, source, range.value, range.low, range.high);
    add_input (study, PNR_INPUT_ELASTICITY, j, 0);
  }
}

static void
add_further_units (Study *study)
{
  PnrMarket *market = study->market;
  PnrBelief belief;

  pnr_belief_fill_rough (market, &belief, study->progress);
  for (guint j = 0; j < market->n_products; j++) {
    double rate = pnr_value_spread_rate_at (PNR_VALUE_LOG_NORMAL, belief.demand.spread[j],
                                            pnr_market_get_seen_price (market, j));
    g_autofree char *key = g_strconcat ("further unit ", market->products[j].sku, NULL);
    g_autofree char *title = pnr_further_unit_dup_name (&market->products[j]);
    g_autofree char *source = NULL;
    PnrRange range;

    if (!is_in_bundle (market, j)
        || !pnr_further_unit_describe (market, j, belief.demand.spread[j], rate, &range, &source))
      continue;
    pnr_tornado_add (study->tornado, key, title, source, range.value, range.low, range.high);
    add_input (study, PNR_INPUT_FURTHER_UNIT, j, 0);
  }
}

static gboolean
share_a_bundle (const PnrMarket *market, guint j, guint k)
{
  for (guint b = 0; b < market->n_bundles; b++)
    if (market->bundles[b].quantity[j] > 0 && market->bundles[b].quantity[k] > 0)
      return TRUE;
  return FALSE;
}

static gboolean
share_a_relation (const PnrMarket *market, guint j, guint k)
{
  for (guint b = 0; b < market->n_bundles; b++) {
    const PnrMarketBundle *offer = &market->bundles[b];

    if (offer->offered_as != PNR_OFFERED_AS_BUNDLE
        && ((offer->quantity[j] > 0 && offer->anchor_quantity[k] > 0)
            || (offer->quantity[k] > 0 && offer->anchor_quantity[j] > 0)))
      return TRUE;
  }
  return FALSE;
}

/* What the counts say of a pair, as pnr-belief reads them, with the middle 90 %. */
static PnrRange
measure_pair (const PnrMarket *market, guint j, guint k)
{
  double n = pnr_belief_get_shoppers (market).value;
  double first = (double) market->products[j].n_orders;
  double second = (double) market->products[k].n_orders;
  double both = (double) MAX (market->n_pair_orders[j][k], market->n_pair_orders[k][j]);
  double error, rho, reach;
  PnrTetrachoric measured;

  if (pnr_taste_are_alternatives (market, j, k)) {
    double awareness[PNR_MARKET_MAX_PRODUCTS];

    pnr_belief_get_awareness (market, n, awareness);
    return pnr_taste_get_range (market, j, k, n, awareness);
  }
  both = MIN (both, MIN (first, second));
  measured = pnr_tetrachoric_from_counts (
      (PnrPairCounts){ both, first - both, second - both, n - first - second + both });
  rho = CLAMP (pnr_shrink_correlation (measured, &error), -GREATEST_RHO, GREATEST_RHO);
  reach = TAIL_SCORE * error / (1.0 - rho * rho);
  return (PnrRange){ rho, tanh (atanh (rho) - reach), tanh (atanh (rho) + reach) };
}

static void
add_pairs (Study *study)
{
  PnrMarket *market = study->market;

  for (guint j = 0; j < market->n_products; j++)
    for (guint k = j + 1; k < market->n_products; k++) {
      PnrRange range;
      g_autofree char *title = NULL;

      if (!share_a_bundle (market, j, k) && !share_a_relation (market, j, k))
        continue;
      range = measure_pair (market, j, k);
      title = g_strdup_printf (_ ("Correlation of taste for “%s” and “%s”"),
                               market->products[j].name, market->products[k].name);
      pnr_tornado_add (study->tornado, NULL, title, pnr_taste_get_source (market, j, k),
                       range.value, range.low, range.high);
      add_input (study, PNR_INPUT_CORRELATION, j, k);
    }
}

static void
add_costs (Study *study)
{
  const PnrMarket *market = study->market;

  for (guint cost = 0; cost < PNR_MARKET_N_COSTS; cost++) {
    const PnrCostBelief *belief = &market->cost_beliefs[cost];
    gint64 value = pnr_market_get_cost (market, cost);

    if (!pnr_cost_belief_is_in_doubt (market, cost))
      continue;
    pnr_tornado_add (study->tornado, pnr_cost_belief_get_key (cost),
                     pnr_cost_belief_get_title (cost), _ ("Stated in the plan"),
                     pnr_cost_belief_to_number (market, cost, value),
                     pnr_cost_belief_to_number (market, cost, belief->low),
                     pnr_cost_belief_to_number (market, cost, belief->high));
    add_input (study, PNR_INPUT_COST, cost, 0);
  }
}

/* Of what a relationship leads to: the bundles that hold a product make it known to whoever sees
 * them. */
static void
add_awareness (Study *study)
{
  PnrMarket *market = study->market;

  for (guint j = 0; j < market->n_products; j++) {
    const PnrMarketProduct *product = &market->products[j];
    g_autofree char *key = g_strconcat ("awareness ", product->sku, NULL);
    g_autofree char *title = g_strdup_printf (_ ("Share who know “%s”"), product->name);
    gboolean is_led_to = FALSE;

    for (guint b = 0; b < market->n_bundles; b++)
      is_led_to |= market->bundles[b].offered_as != PNR_OFFERED_AS_BUNDLE
                   && market->bundles[b].quantity[j] > 0;
    if (!is_led_to || !(product->awareness.high > product->awareness.low))
      continue;
    pnr_tornado_add (study->tornado, key, title, pnr_belief_get_awareness_source (product),
                     product->awareness.value, product->awareness.low, product->awareness.high);
    add_input (study, PNR_INPUT_AWARENESS, j, 0);
  }
}

/* (nullable): the first offer that is shown so */
static const PnrMarketBundle *
find_led (const PnrMarket *market, PnrOfferedAs as)
{
  for (guint b = 0; b < market->n_bundles; b++)
    if (market->bundles[b].offered_as == as)
      return &market->bundles[b];
  return NULL;
}

static void
add_showing (Study *study, PnrInputKind kind, PnrOfferedAs as, const char *key, const char *title)
{
  const PnrMarketBundle *offer = find_led (study->market, as);
  const PnrRange *range = kind == PNR_INPUT_EXPOSURE ? &offer->exposure : &offer->loss;
  gboolean is_stated =
      kind == PNR_INPUT_EXPOSURE ? offer->is_exposure_stated : offer->is_loss_stated;

  if (!(range->high > range->low))
    return;
  pnr_tornado_add (study->tornado, key, title,
                   is_stated ? _ ("Stated in the plan")
                             : _ ("Assumed until a test of your own says otherwise"),
                   range->value, range->low, range->high);
  add_input (study, kind, as, 0);
}

static void
add_relations (Study *study)
{
  add_awareness (study);
  if (find_led (study->market, PNR_OFFERED_AS_UPSELL) != NULL) {
    add_showing (study, PNR_INPUT_EXPOSURE, PNR_OFFERED_AS_UPSELL, "product page exposure",
                 _ ("Share who see what is shown on the product page"));
    add_showing (study, PNR_INPUT_LOSS, PNR_OFFERED_AS_UPSELL, "upsell lost sales",
                 _ ("Share of buyers lost by upsells"));
  }
  if (find_led (study->market, PNR_OFFERED_AS_CROSS_SELL) != NULL) {
    add_showing (study, PNR_INPUT_EXPOSURE, PNR_OFFERED_AS_CROSS_SELL, "cart exposure",
                 _ ("Share who see what is shown in the cart"));
    add_showing (study, PNR_INPUT_LOSS, PNR_OFFERED_AS_CROSS_SELL, "cross-sell lost sales",
                 _ ("Share of buyers lost by cross-sells"));
  }
}

static void
add_bars (Study *study)
{
  add_shoppers (study);
  add_elasticities (study);
  add_further_units (study);
  add_pairs (study);
  add_costs (study);
  add_relations (study);
  pnr_tornado_add (study->tornado, NULL, _ ("Shape of the tail: normal instead of log-normal"),
                   _ ("Sales at tried prices cannot tell; both shapes fit them"), 0.0, 0.0, 1.0);
  add_input (study, PNR_INPUT_FAMILY, 0, 0);
}

/* The same purchase rates and elasticities, with values that spread evenly to both sides. */
static void
make_normal (const PnrMarket *market, PnrBelief *belief)
{
  for (guint j = 0; j < market->n_products; j++) {
    double price = pnr_market_get_seen_price (market, j);
    double rate = pnr_value_spread_rate_at (PNR_VALUE_LOG_NORMAL, belief->demand.spread[j], price);

    belief->demand.spread[j] = pnr_value_spread_from_elasticity (
        PNR_VALUE_NORMAL, price, rate, pnr_belief_get_elasticity (market, j).value);
    if (market->products[j].second_ppm > 0)
      belief->decay_e4[j] = llround (
          1e4
          * pnr_further_unit_get_decay (market, j, PNR_VALUE_NORMAL, belief->demand.spread[j], rate,
                                        (double) market->products[j].second_ppm / 1e6));
  }
  belief->demand.family = PNR_VALUE_NORMAL;
}

/* What is used may differ from what is measured, where not everybody buys what is worth its price.
 * It is moved as far as the measured one, on the scale on which its range is even. */
static void
set_correlation (const PnrMarket *market, const PnrInput *input, double rho, PnrBelief *belief)
{
  PnrDemand *demand = &belief->demand;
  double measured = measure_pair (market, input->first, input->second).value;
  guint a = demand->row_of[input->first], b = demand->row_of[input->second];
  guint n = market->n_products;
  PnrCorrelations all = { { 0.0 } };

  for (guint j = 0; j < n; j++)
    for (guint k = 0; k < n; k++)
      for (guint axis = 0; axis < n; axis++)
        all[j][k] += demand->factor[j][axis] * demand->factor[k][axis];
  for (guint j = 0; j < n; j++)
    all[j][j] = 1.0;
  rho = tanh (atanh (all[a][b]) + atanh (rho) - atanh (measured));
  all[a][b] = all[b][a] = CLAMP (rho, -GREATEST_RHO, GREATEST_RHO);
  pnr_correlations_repair (all, n);
  pnr_correlations_factor (all, n, demand->factor);
}

static PnrRange
get_end (const PnrRange *range, gboolean is_high)
{
  double end = is_high ? range->high : range->low;

  return (PnrRange){ end, end, end };
}

/* All that is shown alike moves together, each to its own end. */
static void
move_showing (const PnrInput *input, gboolean is_high, PnrMarket *market)
{
  for (guint b = 0; b < market->n_bundles; b++) {
    PnrMarketBundle *offer = &market->bundles[b];

    if (offer->offered_as != input->first)
      continue;
    if (input->kind == PNR_INPUT_EXPOSURE)
      offer->exposure = get_end (&offer->exposure, is_high);
    else
      offer->loss = get_end (&offer->loss, is_high);
  }
}

static void
move_market (const PnrInput *input, double value, gboolean is_high, PnrMarket *market)
{
  switch (input->kind) {
  case PNR_INPUT_SHOPPERS:
    market->relevant_shoppers = (PnrRange){ value, value, value };
    break;
  case PNR_INPUT_ELASTICITY:
    market->products[input->first].elasticity = (PnrRange){ value, value, value };
    break;
  case PNR_INPUT_ALL_ELASTICITIES:
    for (guint j = 0; j < market->n_products; j++)
      market->products[j].elasticity = (PnrRange){ value, value, value };
    break;
  case PNR_INPUT_FURTHER_UNIT:
    market->products[input->first].second_ppm = 0;
    market->products[input->first].further_unit = (PnrRange){ value, value, value };
    break;
  case PNR_INPUT_AWARENESS:
    market->products[input->first].awareness = (PnrRange){ value, value, value };
    break;
  case PNR_INPUT_EXPOSURE:
  case PNR_INPUT_LOSS:
    move_showing (input, is_high, market);
    break;
  case PNR_INPUT_COST: {
    const PnrCostBelief *belief = &market->cost_beliefs[input->first];

    pnr_market_set_cost (market, input->first, is_high ? belief->high : belief->low);
    break;
  }
  case PNR_INPUT_CORRELATION:
  case PNR_INPUT_FAMILY:
  default:
    break;
  }
}

/* The change of contribution with one assumption at one end; without @input, with none moved. */
static double
run_once (Study *study, const PnrInput *input, double value, gboolean is_high)
{
  g_autoptr (PnrMarket) market = pnr_market_copy (study->market);
  g_autoptr (PnrShop) shop = NULL;
  PnrFigures figures;
  PnrBelief belief;

  if (input != NULL)
    move_market (input, value, is_high, market);
  pnr_belief_fill_rough (market, &belief, study->progress);
  if (input != NULL && input->kind == PNR_INPUT_CORRELATION)
    set_correlation (market, input, value, &belief);
  if (input != NULL && input->kind == PNR_INPUT_FAMILY && is_high)
    make_normal (market, &belief);
  /* Whatever else is believed, as many want two as were counted. */
  for (guint j = 0; j < market->n_products; j++)
    market->products[j].decay_e4 = belief.decay_e4[j];
  shop = pnr_shop_new (market, study->progress);
  if (pnr_progress_is_cancelled (study->progress))
    return NAN;
  pnr_market_figures_get (market, shop, &belief, study->settings, figures, study->progress);
  return figures[PNR_SIDE_DELTA][PNR_METRIC_CONTRIBUTION];
}

/* Piece 0 moves nothing; the others are the two ends of each bar. */
static void
run_piece (guint index, gpointer data)
{
  Study *study = data;
  gboolean is_high = index % 2 == 0;
  PnrTornadoBar *bar;
  const PnrInput *input;

  if (index == 0) {
    study->tornado->change = run_once (study, NULL, 0.0, FALSE);
    return;
  }
  bar = g_ptr_array_index (study->tornado->bars, (index - 1) / 2);
  input = &g_array_index (study->inputs, PnrInput, (index - 1) / 2);
  if (is_high)
    bar->change_high = run_once (study, input, bar->high, TRUE);
  else
    bar->change_low = run_once (study, input, bar->low, FALSE);
}

/**
 * pnr_tornado_run:
 * @market: products, counts, bundles and beliefs
 * @settings: how many shoppers, which seed
 * @progress: (nullable): told the share done; can cancel
 * @error: what is missing and what to do
 *
 * Tries every assumption that bears on a bundle, each by itself.
 *
 * Returns: (transfer full) (nullable): the bars, longest first
 */
PnrTornado *
pnr_tornado_run (PnrMarket *market, const PnrSimulationSettings *settings, PnrProgress *progress,
                 GError **error)
{
  g_autofree char *hash = NULL;
  g_autoptr (PnrTornado) tornado = NULL;
  g_autoptr (GArray) inputs = g_array_new (FALSE, FALSE, sizeof (PnrInput));
  Study study = { market, settings, NULL, inputs, progress };

  g_return_val_if_fail (market != NULL && settings != NULL, NULL);

  if (!pnr_belief_check (market, error))
    return NULL;
  hash = pnr_market_dup_hash (market);
  study.tornado = tornado = pnr_tornado_new (market->currency, hash);
  tornado->n_shoppers = pnr_simulation_round_shoppers (settings);
  tornado->seed = settings->seed;
  add_bars (&study);
  pnr_progress_begin_step (progress, _ ("Trying each assumption"));
  if (!pnr_parallel_run (1 + 2 * tornado->bars->len, settings->n_threads, run_piece, &study,
                         progress, error))
    return NULL;
  pnr_tornado_sort (tornado);
  return g_steal_pointer (&tornado);
}

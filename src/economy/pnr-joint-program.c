/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The best prices of a market with a handful of shoppers, proven by an integer program.
 *
 * The program needs a yes or no for every shopper and every way to buy, so it is for shoppers who
 * were asked, not for drawn ones. Its answer is never taken at its word: the prices are asked about
 * like any others, and only count if they are better than what the search found. */
#include "config.h"

#include "economy/pnr-joint-program.h"

#include <math.h>

#include "economy/pnr-purchase.h"
#include "economy/pnr-segment-prices.h"
#include "economy/pnr-shop.h"

#define MOST_SHOPPERS 8
#define MOST_PRODUCTS 4
#define MOST_CHOICES 160

static guint
get_members (const PnrMarket *market, guint bundle)
{
  guint members = 0;

  for (guint j = 0; j < market->n_products; j++)
    members |= (guint) (market->bundles[bundle].quantity[j] > 0) << j;
  return members;
}

/* Products once each, in plain bundles that everybody sees, and nothing that hangs on the order. */
static gboolean
is_plain (const PnrMarket *market)
{
  guint caps[PNR_MARKET_MAX_PRODUCTS];

  pnr_market_get_caps (market, caps);
  for (guint j = 0; j < market->n_products; j++) {
    if (caps[j] > 1 || market->products[j].alternative_group != 0)
      return FALSE;
    for (guint k = 0; k < market->n_products; k++)
      if (market->theta_percent[j][k] != 0)
        return FALSE;
  }
  for (guint b = 0; b < market->n_bundles; b++) {
    const PnrMarketBundle *offer = &market->bundles[b];

    if (offer->kind != PNR_OFFER_BUNDLE || offer->off_ppm > 0 || offer->optional != 0
        || offer->handling_minor != 0 || offer->friction.value != 0.0 || offer->loss.value != 0.0)
      return FALSE;
  }
  return pnr_market_get_uncertain (market) == 0 && market->tariff.charge_minor == 0
         && market->tariff.n_bands == 0;
}

static double
get_cost (const PnrJointSearch *search, double cost_minor)
{
  /* Everything is measured in what is paid, of which the shop keeps a share. */
  return search->box->limits->objective == PNR_PRICE_OBJECTIVE_REVENUE
             ? 0.0
             : cost_minor / pnr_market_get_keep (search->market);
}

/* One way to buy: a set of bundles, and single products that are in none of them. */
static void
add_plan (const PnrJointSearch *search, guint bundles, guint singles, GArray *plans)
{
  const PnrMarket *market = search->market;
  PnrSegmentPlan plan = { .content = singles,
                          .priced = (guint64) singles << market->n_bundles | bundles };
  double units = __builtin_popcount (singles), doubled = 0.0;

  for (guint b = 0; b < market->n_bundles; b++) {
    guint members = bundles >> b & 1 ? get_members (market, b) : 0;

    for (guint j = 0; j < market->n_products; j++)
      doubled += (members & plan.content) >> j & 1 ? (double) market->products[j].cost_minor : 0.0;
    plan.content |= members;
    units += __builtin_popcount (members);
  }
  plan.extra_cost =
      get_cost (search, doubled + (double) market->costs.ship_unit_minor * units
                            + market->costs.ship_order_minor + market->costs.fee_fixed_minor);
  g_array_append_val (plans, plan);
}

static GArray *
list_plans (const PnrJointSearch *search)
{
  const PnrMarket *market = search->market;
  GArray *plans = g_array_new (FALSE, FALSE, sizeof (PnrSegmentPlan));
  guint withdrawn = 0;

  for (guint b = 0; b < market->n_bundles; b++)
    withdrawn |= market->bundles[b].is_pure ? get_members (market, b) : 0;
  for (guint bundles = 0; bundles < 1u << market->n_bundles; bundles++) {
    guint covered = 0;

    for (guint b = 0; b < market->n_bundles; b++)
      covered |= bundles >> b & 1 ? get_members (market, b) : 0;
    for (guint singles = 0; singles < 1u << market->n_products; singles++)
      if ((singles & (covered | withdrawn)) == 0 && (singles | bundles) != 0)
        add_plan (search, bundles, singles, plans);
  }
  return plans;
}

/**
 * pnr_joint_program_suits:
 * @search: a search
 *
 * Returns: whether the market is small enough, and its limits simple enough, to be solved exactly
 */
gboolean
pnr_joint_program_suits (const PnrJointSearch *search)
{
  gsize n = pnr_shopper_sample_get_size (search->sample);
  const PnrPriceLimits *limits = search->box->limits;
  g_autoptr (GArray) plans = NULL;

  /* The program counts profit in what is paid, of which the shop must keep one share. */
  if (limits->objective != PNR_PRICE_OBJECTIVE_REVENUE
      && pnr_market_has_mixed_taxes (search->market))
    return FALSE;
  if (n > MOST_SHOPPERS || search->market->n_products > MOST_PRODUCTS
      || search->market->n_bundles > MOST_PRODUCTS || !is_plain (search->market)
      || limits->n_endings > 1 || (limits->n_endings == 1 && search->box->step_minor > 1))
    return FALSE;
  plans = list_plans (search);
  return plans->len * n <= MOST_CHOICES;
}

static gboolean
is_free (const PnrJointSearch *search, guint item)
{
  for (guint i = 0; i < search->n_items; i++)
    if (search->items[i] == item)
      return TRUE;
  return FALSE;
}

static void
fill_rooms (const PnrJointSearch *search, PnrSegmentRoom *rooms)
{
  const PnrMarket *market = search->market;
  const PnrPriceLimits *limits = search->box->limits;
  PnrPriceBox loose = *search->box;

  loose.ignores_others = TRUE;
  /* Products first: a bundle may cost what its products may. */
  for (guint i = market->n_bundles + market->n_products; i-- > 0;) {
    gint64 low = pnr_market_get_item_price (market, i), high = low;

    rooms[i] = (PnrSegmentRoom){
      .step = limits->n_endings == 1 ? 100.0 : MAX (search->box->step_minor, 1),
      .offset = limits->n_endings == 1 ? (double) (limits->endings_minor[0] % 100) : 0.0
    };
    if (is_free (search, i))
      pnr_price_box_get_bounds (&loose, market, i, &low, &high);
    rooms[i].low = (double) low;
    rooms[i].high = (double) high;
    if (i >= market->n_bundles || !is_free (search, i))
      continue;
    rooms[i].high = 0.0;
    for (guint j = 0; j < market->n_products; j++)
      if (market->bundles[i].quantity[j] > 0)
        rooms[i].high += rooms[market->n_bundles + j].high;
  }
}

static void
add_rows (const PnrJointSearch *search, guint bundle, GArray *rows)
{
  const PnrMarket *market = search->market;
  double discount = search->box->limits->max_discount;
  PnrSegmentRow sum = { .bound = 0.0 }, cap = { .bound = 0.0 };

  sum.coefficient[bundle] = 1.0;
  cap.coefficient[bundle] = -1.0;
  for (guint j = 0; j < market->n_products; j++) {
    guint price = market->n_bundles + j;
    PnrSegmentRow dearest = { .bound = -1.0 };

    if (market->bundles[bundle].quantity[j] == 0)
      continue;
    sum.coefficient[price] = -1.0;
    cap.coefficient[price] = 1.0 - discount;
    dearest.coefficient[bundle] = -1.0;
    dearest.coefficient[price] = 1.0;
    g_array_append_val (rows, dearest);
  }
  g_array_append_val (rows, sum);
  if (!isnan (discount))
    g_array_append_val (rows, cap);
}

static GArray *
list_rows (const PnrJointSearch *search)
{
  const PnrMarket *market = search->market;
  GArray *rows = g_array_new (FALSE, FALSE, sizeof (PnrSegmentRow));

  for (guint b = 0; b < market->n_bundles; b++) {
    gboolean is_touched = is_free (search, b);

    for (guint j = 0; j < market->n_products; j++)
      is_touched |= market->bundles[b].quantity[j] > 0 && is_free (search, market->n_bundles + j);
    if (is_touched)
      add_rows (search, b, rows);
  }
  return rows;
}

static double *
list_values (const PnrJointSearch *search)
{
  const PnrShopperSample *sample = search->sample;
  guint n_contents = 1u << sample->n_products;
  double *values = g_new0 (double, (gsize) sample->block_size *n_contents);

  for (guint s = 0; s < sample->block_size; s++)
    for (guint content = 0; content < n_contents; content++)
      for (guint j = 0; j < sample->n_products; j++)
        if (content >> j & 1)
          values[s * n_contents + content] +=
              (double) sample->values[(gsize) j * sample->block_size + s] / sample->scale;
  return values;
}

static void
round_prices (PnrJointSearch *search, const double *prices)
{
  for (guint i = 0; i < search->n_items; i++)
    pnr_market_set_item_price (search->market, search->items[i],
                               llround (prices[search->items[i]]));
}

/* Back to what the search had, unless the program's prices are allowed and at least as good. */
static void
settle (PnrJointSearch *search, const double *prices, double *value, gboolean *is_proven)
{
  gint64 before[PNR_JOINT_MAX_ITEMS];
  double own;

  for (guint i = 0; i < search->n_items; i++)
    before[i] = pnr_market_get_item_price (search->market, search->items[i]);
  round_prices (search, prices);
  own = pnr_joint_search_is_allowed (search) ? pnr_joint_search_get_value (search) : -INFINITY;
  if (own > *value) {
    *value = own;
    *is_proven = TRUE;
    return;
  }
  *is_proven = own >= *value - 1e-6 * fabs (*value);
  for (guint i = 0; i < search->n_items; i++)
    pnr_market_set_item_price (search->market, search->items[i], before[i]);
}

/**
 * pnr_joint_program_improve:
 * @search: a search that suits, at the best prices it found
 * @value: (inout): their value
 * @is_proven: (out): whether there are no better ones
 * @error: a place for a cancellation
 *
 * Returns: whether it was not cancelled
 */
gboolean
pnr_joint_program_improve (PnrJointSearch *search, double *value, gboolean *is_proven,
                           GError **error)
{
  const PnrMarket *market = search->market;
  g_autoptr (GArray) plans = list_plans (search), rows = list_rows (search);
  g_autoptr (GArray) caps = g_array_new (FALSE, FALSE, sizeof (PnrSegmentCap));
  g_autofree double *values = list_values (search);
  double costs[PNR_MARKET_MAX_PRODUCTS], prices[PNR_JOINT_MAX_ITEMS], profit;
  PnrSegmentRoom rooms[PNR_JOINT_MAX_ITEMS];
  guint assignment[MOST_SHOPPERS];
  g_autoptr (GError) no_answer = NULL;
  PnrSegmentMarket program = {
    .n_goods = market->n_products,
    .n_segments = search->sample->block_size,
    .values = values,
    .weights = search->sample->weights,
    .cost = costs,
    .is_additive = TRUE,
    .n_prices = market->n_bundles + market->n_products,
    .plans = plans,
    .caps = caps,
    .rooms = rooms,
    .rows = rows,
    .least_surplus = isfinite (search->least_surplus) ? &search->least_surplus : NULL,
  };

  *is_proven = FALSE;
  for (guint j = 0; j < market->n_products; j++)
    costs[j] = get_cost (search, (double) market->products[j].cost_minor);
  fill_rooms (search, rooms);
  if (pnr_segment_market_optimise (&program, prices, assignment, &profit, search->progress,
                                   &no_answer))
    settle (search, prices, value, is_proven);
  return pnr_progress_check (search->progress, error);
}

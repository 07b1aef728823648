/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Finds for every shopper of a sample the dearest price at which she takes an item. */
#include "config.h"

#include <glib/gi18n.h>
#include <math.h>

#include "base/pnr-money.h"
#include "economy/pnr-belief.h"
#include "economy/pnr-parallel.h"
#include "economy/pnr-price-grid.h"
#include "economy/pnr-price-sweep-private.h"
#include "economy/pnr-simulation-private.h"
#include "economy/pnr-shop.h"

#define SHOPPERS_PER_DRAW 4096

/* One set of offers seen: the item's own part of the market by uses of the item, every other part
 * as it stands. @shown: offers seen. @offered: products that they make known. */
typedef struct {
  guint shown;
  guint offered;
  gboolean is_item_seen;
  GPtrArray *own;
  guint n_others;
  PnrPriceTable *others[PNR_SHOP_MAX_PARTS];
} Run;

struct _PnrSweepTables {
  PnrSweepItem item;
  guint uncertain;
  guint unknown;
  guint n_runs;
  Run runs[PNR_SHOP_MAX_RUNS];
  guint n_levels;
};

/* Whether the price alone decides what is paid for the item, and nothing else hangs on that. */
static gboolean
check_kind (const PnrMarket *market, guint bundle, GError **error)
{
  const PnrMarketBundle *offer = &market->bundles[bundle];

  if (offer->kind == PNR_OFFER_TIER)
    g_set_error (error, PNR_ECONOMY_ERROR, PNR_ECONOMY_ERROR_NO_ALLOWED_PRICE,
                 _ ("“%s” takes a percentage off by tiers and has no price of its own to look for. "
                    "Simulate scenarios with other percentages and compare them instead."),
                 offer->name);
  else if (offer->kind == PNR_OFFER_GIFT)
    g_set_error (error, PNR_ECONOMY_ERROR, PNR_ECONOMY_ERROR_NO_ALLOWED_PRICE,
                 _ ("“%s” is a gift and has no price to look for. Simulate it with other order "
                    "values instead."),
                 offer->name);
  else if (offer->optional != 0)
    g_set_error (error, PNR_ECONOMY_ERROR, PNR_ECONOMY_ERROR_NO_ALLOWED_PRICE,
                 _ ("Parts of “%s” can be left out, so it has more than one price. Simulate it "
                    "with other prices instead."),
                 offer->name);
  else if (offer->kind == PNR_OFFER_CHOICE && offer->off_ppm > 0)
    g_set_error (error, PNR_ECONOMY_ERROR, PNR_ECONOMY_ERROR_NO_ALLOWED_PRICE,
                 _ ("What “%s” costs depends on what is chosen. Give it one price for every "
                    "choice to look for the best."),
                 offer->name);
  else
    return TRUE;
  return FALSE;
}

/**
 * pnr_sweep_item_check:
 * @item: what has a free price
 * @error: why its best price cannot be found
 *
 * Returns: whether there is one price to look for; whether thresholds tell everything about it,
 *   pnr_sweep_market_check() says
 */
gboolean
pnr_sweep_item_check (const PnrSweepItem *item, GError **error)
{
  const PnrMarket *market = item->market;

  /* What follows from single prices moves with that of a product. */
  for (guint b = 0; b < market->n_bundles; b++)
    if ((b == item->bundle || item->bundle >= market->n_bundles) && !check_kind (market, b, error))
      return FALSE;
  if (__builtin_popcount (pnr_market_get_uncertain (market)) > PNR_SHOP_MAX_EXACT) {
    g_set_error (error, PNR_ECONOMY_ERROR, PNR_ECONOMY_ERROR_NO_ALLOWED_PRICE,
                 _ ("More than %d offers are not seen by everybody, which is too many to look for "
                    "the best price of one. Leave some out of the scenario."),
                 PNR_SHOP_MAX_EXACT);
    return FALSE;
  }
  return TRUE;
}

/* Whether no order gets anything for its worth. */
gboolean
pnr_sweep_market_check (const PnrMarket *market, GError **error)
{
  if (!pnr_market_needs_price_grid (market))
    return TRUE;
  g_set_error_literal (
      error, PNR_ECONOMY_ERROR, PNR_ECONOMY_ERROR_NO_ALLOWED_PRICE,
      _ ("A gift or free shipping from an order value makes shoppers jump at prices that no "
         "search looks at. Leave it out of the scenario to look for the best price."));
  return FALSE;
}

static void
fill_run (PnrSweepTables *self, Run *run, guint shown, PnrProgress *progress)
{
  const PnrMarket *market = self->item.market;
  guint product = self->item.bundle < market->n_bundles
                      ? (guint) __builtin_ctz (pnr_market_get_members (market, self->item.bundle))
                      : self->item.product;
  guint own_part = pnr_market_get_part (market, product);
  PnrPriceItem item = { self->item.bundle, self->item.product };

  run->shown = shown;
  run->is_item_seen =
      !self->item.is_held
      && (self->item.bundle >= market->n_bundles || (shown >> self->item.bundle & 1));
  for (guint b = 0; b < market->n_bundles; b++)
    run->offered |= shown >> b & 1 ? pnr_market_get_members (market, b) : 0;
  for (guint part = 0; part < market->n_products; part++) {
    guint products = pnr_market_get_products_of_part (market, part);
    PnrPriceTableOptions options = {
      .products = products,
      .bundles = pnr_market_get_bundles_within (market, products) & shown,
      .not_sold_singly = pnr_market_get_withdrawn (market),
      .ties_go_against_shop = self->item.tie == PNR_TIE_AGAINST_SHOP,
      .progress = progress,
    };

    if (products == 0)
      continue;
    if (part == own_part)
      run->own = pnr_price_tables_new_by_uses (market, &options, self->item.is_held ? NULL : &item);
    else
      run->others[run->n_others++] = pnr_price_table_new (market, &options);
  }
  self->n_levels = MAX (self->n_levels, run->own->len);
}

/**
 * pnr_sweep_tables_new:
 * @item: what has a free price; see pnr_sweep_item_check()
 * @progress: (nullable): can cancel; the tables are of no use then
 *
 * Returns: (transfer full): the price tables that its thresholds follow from
 */
PnrSweepTables *
pnr_sweep_tables_new (const PnrSweepItem *item, PnrProgress *progress)
{
  PnrSweepTables *self = g_new0 (PnrSweepTables, 1);
  guint all = (1u << item->market->n_bundles) - 1;

  self->item = *item;
  self->uncertain = pnr_market_get_uncertain (item->market);
  self->n_levels = 2;
  self->unknown = pnr_market_get_unknown (item->market);
  for (guint seen = self->uncertain;; seen = (seen - 1) & self->uncertain) {
    fill_run (self, &self->runs[self->n_runs++], (all & ~self->uncertain) | seen, progress);
    if (seen == 0)
      return self;
  }
}

void
pnr_sweep_tables_free (PnrSweepTables *self)
{
  for (guint r = 0; r < self->n_runs; r++) {
    g_ptr_array_unref (self->runs[r].own);
    for (guint part = 0; part < self->runs[r].n_others; part++)
      pnr_price_table_free (self->runs[r].others[part]);
  }
  g_free (self);
}

/* Room for the steps of one shopper: one for every use of the item in every run. */
guint
pnr_sweep_tables_get_n_steps (const PnrSweepTables *self)
{
  return self->n_runs * (self->n_levels - 1);
}

/* A whole order: what is in it and what it leaves. @surplus in parts of a minor unit. */
typedef struct {
  gint64 surplus;
  gint64 paid_minor;
  gint64 charge_minor;
  gint64 weight_g;
  gint64 units;
  guint used;
  double contribution;
} Order;

static void
add_cell (Order *order, const PnrPriceCell *cell, gint32 surplus)
{
  order->surplus += surplus;
  order->paid_minor += cell->paid_minor;
  order->charge_minor += cell->charge_minor;
  order->weight_g += cell->weight_g;
  order->units += cell->units;
  order->used |= cell->bundles;
  order->contribution += cell->contribution;
}

static double
get_contribution (const PnrMarket *market, const Order *order)
{
  gint64 ship = market->tariff.n_bands > 0
                    ? pnr_market_get_ship_minor (market, order->weight_g, order->units)
                    : market->costs.ship_order_minor;

  if (order->units == 0)
    return order->contribution;
  return order->contribution - (double) (ship + market->costs.fee_fixed_minor)
         + order->charge_minor * pnr_market_get_keep (market);
}

/* Whoever is shown an offer and does not want it may leave altogether. */
static double
get_stay (const PnrMarket *market, const PnrBelief *belief, guint shown, const Order *order)
{
  double stay = 1.0;

  for (guint b = 0; b < market->n_bundles && order->units > 0; b++)
    if ((shown & ~order->used) >> b & 1)
      stay *= 1.0 - belief->loss[b];
  return stay;
}

/* What tax leaves of the item's price beyond the usual rate, per minor unit of one item. */
static double
get_extra_keep (const PnrSweepItem *item, const PnrPriceCell *cell)
{
  const PnrMarket *market = item->market;
  double list = 0.0, extra = 0.0;

  if (item->bundle >= market->n_bundles)
    return pnr_market_get_extra_net_share (market, item->product);
  for (guint j = 0; j < market->n_products; j++)
    if (cell->chosen[item->bundle] >> j & 1) {
      double own = (double) market->bundles[item->bundle].quantity[j]
                   * (double) market->products[j].price_minor;

      list += own;
      extra += own * pnr_market_get_extra_net_share (market, j);
    }
  return list > 0.0 ? extra / list : 0.0;
}

/* What all shoppers of a crowd choose in one run: by uses of the item, and in every other part. */
typedef struct {
  gint32 *surplus;
  guint32 *content;
} Choices;

static Choices
choose (const PnrSweepTables *self, const Run *run, const PnrCrowd *crowd)
{
  guint n = run->own->len + run->n_others;
  Choices choices = { g_new (gint32, (gsize) n * PNR_DEMAND_BLOCK),
                      g_new (guint32, (gsize) n * PNR_DEMAND_BLOCK) };

  for (guint i = 0; i < n; i++) {
    const PnrPriceTable *table =
        i < run->own->len ? g_ptr_array_index (run->own, i) : run->others[i - run->own->len];

    pnr_crowd_choose (crowd, table, run->offered, self->unknown == 0,
                      choices.surplus + (gsize) i * PNR_DEMAND_BLOCK,
                      choices.content + (gsize) i * PNR_DEMAND_BLOCK);
  }
  return choices;
}

static const PnrPriceCell *
get_cell (const Run *run, const Choices *choices, guint table, guint i, gint32 *surplus)
{
  gsize place = (gsize) table * PNR_DEMAND_BLOCK + i;
  const PnrPriceTable *own = table < run->own->len ? g_ptr_array_index (run->own, table)
                                                   : run->others[table - run->own->len];

  *surplus = choices->surplus[place];
  return &own->cells[choices->content[place]];
}

static gint32
divide_down (gint64 amount, gint64 by)
{
  return (gint32) (amount >= 0 ? amount / by : -((by - 1 - amount) / by));
}

/* The next number of uses that a falling price leads to: the steepest way up from @from. */
static guint
find_next_level (const gint32 *surplus, guint n_levels, guint from)
{
  guint next = from + 1;

  for (guint level = from + 2; level < n_levels; level++)
    if ((gint64) (surplus[level] - surplus[from]) * (next - from)
        > (gint64) (surplus[next] - surplus[from]) * (level - from))
      next = level;
  return next;
}

static void
fill_step (const PnrSweepTables *self, const PnrBelief *belief, const Run *run, const Order *before,
           const Order *after, guint items, double extra_keep, gint32 scale, PnrSweepShopper *step)
{
  const PnrMarket *market = self->item.market;
  double stay = get_stay (market, belief, run->shown, after);
  double stay_before = get_stay (market, belief, run->shown, before);

  step->items = stay * items;
  step->extra_keep = stay * items * extra_keep;
  step->units_with = stay * after->units;
  step->units_without = stay_before * before->units;
  step->orders_with = after->units > 0 ? stay : 0.0;
  step->orders_without = before->units > 0 ? stay_before : 0.0;
  step->contribution_with = stay * get_contribution (market, after);
  step->contribution_without = stay_before * get_contribution (market, before);
  step->revenue_with = stay * after->paid_minor;
  step->revenue_without = stay_before * before->paid_minor;
  step->surplus_with = stay * ((double) after->surplus / scale);
  step->surplus_without = stay_before * ((double) before->surplus / scale);
}

/* A later step stands for what it adds alone. */
static void
make_further (PnrSweepShopper *step)
{
  step->is_further = TRUE;
  step->units_with -= step->units_without;
  step->orders_with -= step->orders_without;
  step->contribution_with -= step->contribution_without;
  step->revenue_with -= step->revenue_without;
  step->surplus_with -= step->surplus_without;
  step->units_without = step->orders_without = step->contribution_without = 0.0;
  step->revenue_without = step->surplus_without = 0.0;
}

/* Room for one shopper's orders, by uses of the item. */
typedef struct {
  gint32 *surplus;
  Order *orders;
  double *extra_keep;
} Levels;

static void
serve_shopper (const PnrSweepTables *self, const PnrBelief *belief, const Run *run,
               const Choices *choices, guint i, gint32 scale, double weight, const Levels *levels,
               PnrSweepShopper *steps)
{
  guint n_levels = run->is_item_seen ? run->own->len : 1;
  gint32 *surplus = levels->surplus;
  Order *orders = levels->orders;
  double *extra = levels->extra_keep;
  guint n_steps = 0;

  for (guint level = 0; level < n_levels; level++) {
    const PnrPriceCell *cell = get_cell (run, choices, level, i, &surplus[level]);

    orders[level] = (Order){ 0 };
    add_cell (&orders[level], cell, surplus[level]);
    extra[level] = get_extra_keep (&self->item, cell);
    for (guint other = 0; other < run->n_others; other++) {
      gint32 own;
      const PnrPriceCell *beside = get_cell (run, choices, run->own->len + other, i, &own);

      add_cell (&orders[level], beside, own);
    }
  }
  /* Whoever is never tempted is counted all the same. */
  if (n_levels == 1) {
    steps[0].weight = weight;
    fill_step (self, belief, run, &orders[0], &orders[0], 0, 0.0, scale, &steps[0]);
    /* At a price that is held she takes it or not; she is counted among the takers of any. */
    if (self->item.is_held && (orders[0].used >> self->item.bundle & 1))
      steps[0].threshold = G_MAXINT32;
    return;
  }
  for (guint from = 0, next; from + 1 < n_levels; from = next) {
    PnrSweepShopper *step = &steps[n_steps];

    next = find_next_level (surplus, n_levels, from);
    step->weight = weight;
    fill_step (self, belief, run, &orders[from], &orders[next], next - from, extra[next], scale,
               step);
    if (n_steps++ > 0)
      make_further (step);
    step->threshold = divide_down ((gint64) surplus[next] - surplus[from], (gint64) next - from);
  }
}

/**
 * pnr_sweep_tables_serve:
 * @self: tables
 * @crowd: shoppers
 * @belief: exposures and losses
 * @weight: what one shopper of the crowd stands for
 * @steps: (out): pnr_sweep_tables_get_n_steps() for each of them
 *
 * Finds the dearest price at which each takes the item, and takes it once more. Steps that nobody
 * makes weigh nothing.
 */
void
pnr_sweep_tables_serve (const PnrSweepTables *self, const PnrCrowd *crowd, const PnrBelief *belief,
                        double weight, PnrSweepShopper *steps)
{
  guint n_steps = pnr_sweep_tables_get_n_steps (self);
  g_autofree gint32 *surplus = g_new (gint32, self->n_levels);
  g_autofree Order *orders = g_new (Order, self->n_levels);
  g_autofree double *extra_keep = g_new (double, self->n_levels);
  Levels levels = { surplus, orders, extra_keep };

  for (gsize i = 0; i < (gsize) crowd->n * n_steps; i++)
    steps[i] = (PnrSweepShopper){ .threshold = G_MININT32, .is_further = TRUE };
  for (guint r = 0; r < self->n_runs; r++) {
    const Run *run = &self->runs[r];
    Choices choices = choose (self, run, crowd);
    double own_weight = weight;

    for (guint b = 0; b < self->item.market->n_bundles; b++)
      if (self->uncertain >> b & 1)
        own_weight *= run->shown >> b & 1 ? belief->exposure[b] : 1.0 - belief->exposure[b];
    for (guint i = 0; i < crowd->n; i++) {
      PnrSweepShopper *own = steps + (gsize) i * n_steps + r * (self->n_levels - 1);

      own->is_further = FALSE;
      serve_shopper (self, belief, run, &choices, i, crowd->scale, own_weight, &levels, own);
    }
    g_free (choices.surplus);
    g_free (choices.content);
  }
}

/* A room holds a crowd, then steps with doubles, then keys. */
G_STATIC_ASSERT (sizeof (PnrCrowd) % sizeof (double) == 0 && sizeof (PnrSweepShopper) % 8 == 0);

/* One piece is a block of the central sample, or one draw of the assumptions. */
typedef struct {
  const PnrMarket *market;
  const PnrSweepTables *tables;
  const PnrBelief *belief;
  guint64 seed;
  PnrProgress *progress;
  guint n_pieces;
  guint block_size;
  PnrPriceSweep *sweep;
} Sample;

/**
 * pnr_sweep_room_get_size:
 * @tables: tables
 * @block_size: shoppers of one block
 *
 * Returns: bytes that pnr_sweep_tables_fill() and the crowd it asks take
 */
gsize
pnr_sweep_room_get_size (const PnrSweepTables *tables, guint block_size)
{
  gsize n = (gsize) block_size * pnr_sweep_tables_get_n_steps (tables);

  return sizeof (PnrCrowd) + n * (sizeof (PnrSweepShopper) + 2 * sizeof (guint64));
}

/**
 * pnr_sweep_tables_fill:
 * @self: tables
 * @room: the crowd that is asked, at its start, and place for what it answers
 * @belief: exposures and losses
 * @weights: (nullable): what each shopper stands for; %NULL: all for @weight
 * @weight: what each stands for besides
 * @sweep: takes their answers
 * @part: as this part of it
 */
void
pnr_sweep_tables_fill (const PnrSweepTables *self, gpointer room, const PnrBelief *belief,
                       const double *weights, double weight, PnrPriceSweep *sweep, guint part)
{
  PnrCrowd *crowd = room;
  guint n_steps = pnr_sweep_tables_get_n_steps (self);
  gsize n = (gsize) crowd->n * n_steps;
  PnrSweepShopper *steps = (PnrSweepShopper *) (crowd + 1);

  pnr_sweep_tables_serve (self, crowd, belief, weight, steps);
  for (gsize i = 0; weights != NULL && i < n; i++)
    steps[i].weight *= weights[i / n_steps];
  pnr_price_sweep_fill (sweep, part, steps, n, (guint64 *) (steps + n));
}

/* The shop is asked only what not everybody knows or sees. */
static void
draw_crowd (const Sample *sample, const PnrBelief *belief, guint32 first, guint32 scramble,
            PnrCrowd *crowd)
{
  PnrShop shop = { .unknown = sample->tables->unknown };

  pnr_crowd_draw (crowd, &shop, sample->market, belief, first, sample->block_size, sample->seed,
                  scramble);
}

static void
serve_block (guint index, gpointer room, gpointer data)
{
  Sample *sample = data;
  guint per_scramble = sample->n_pieces / PNR_SIMULATION_SCRAMBLES;

  draw_crowd (sample, sample->belief, (index % per_scramble) * sample->block_size,
              index / per_scramble, room);
  pnr_sweep_tables_fill (sample->tables, room, sample->belief, NULL,
                         sample->belief->n_shoppers
                             / ((double) sample->n_pieces * sample->block_size),
                         sample->sweep, index);
}

/* The felt cost of an offer and the costs of an order are those of the central belief; the others
 * are drawn. What is looked for is the best price on average, and profit is linear in costs. */
static void
serve_draw (guint index, gpointer room, gpointer data)
{
  Sample *sample = data;
  PnrBelief belief;

  pnr_belief_fill_draw (sample->market, index, sample->seed, &belief, sample->progress);
  draw_crowd (sample, &belief, 0, PNR_SIMULATION_SCRAMBLES + index, room);
  pnr_sweep_tables_fill (sample->tables, room, &belief, NULL,
                         belief.n_shoppers / ((double) sample->n_pieces * sample->block_size),
                         sample->sweep, index);
}

static PnrPriceSweep *
run_sample (PnrMarket *market, guint bundle, Sample *sample, PnrRoomPieceFunc serve,
            guint n_threads, PnrProgress *progress, GError **error)
{
  PnrSweepItem item = { .market = market, .bundle = bundle, .product = G_MAXUINT };
  g_autoptr (PnrSweepTables) tables = NULL;
  g_autoptr (PnrPriceSweep) sweep = NULL;
  PnrBelief belief;

  if (!pnr_belief_check (market, error) || !pnr_sweep_item_check (&item, error)
      || !pnr_sweep_market_check (market, error))
    return NULL;
  pnr_belief_fill_central (market, &belief, progress);
  tables = pnr_sweep_tables_new (&item, progress);
  sample->market = market;
  sample->tables = tables;
  sample->belief = &belief;
  sample->progress = progress;
  sample->sweep = sweep = pnr_price_sweep_begin (NULL, sample->n_pieces, belief.demand.scale,
                                                 pnr_market_get_keep (market));
  if (!pnr_parallel_run_in_rooms (sample->n_pieces, n_threads,
                                  pnr_sweep_room_get_size (tables, sample->block_size), serve,
                                  sample, progress, error))
    return NULL;
  pnr_price_sweep_end (sweep);
  return g_steal_pointer (&sweep);
}

/* A market in which the offer has a price to be found: one price, whatever it follows from now. */
static PnrMarket *
copy_with_free_price (const PnrMarket *market, guint bundle)
{
  PnrMarket *own = pnr_market_copy (market);

  own->bundles[bundle].price_minor = MAX (pnr_market_get_bundle_sum_minor (market, bundle), 1);
  if (own->bundles[bundle].kind != PNR_OFFER_CHOICE)
    own->bundles[bundle].off_ppm = 0;
  return own;
}

/**
 * pnr_price_sweep_new:
 * @market: products, counts, bundles and beliefs
 * @bundle: the bundle whose price is free; its price in @market does not matter
 * @settings: how many shoppers, which seed
 * @progress: (nullable): told the share done; can cancel
 * @error: what is missing and what to do
 *
 * Returns: (transfer full) (nullable): an immutable sweep over the most likely shoppers
 */
PnrPriceSweep *
pnr_price_sweep_new (PnrMarket *market, guint bundle, const PnrSimulationSettings *settings,
                     PnrProgress *progress, GError **error)
{
  guint per_scramble = pnr_simulation_round_shoppers (settings) / PNR_SIMULATION_SCRAMBLES;
  Sample sample = { .seed = settings->seed, .block_size = MIN (per_scramble, PNR_DEMAND_BLOCK) };
  g_autoptr (PnrMarket) own = NULL;

  g_return_val_if_fail (market != NULL && bundle < market->n_bundles, NULL);

  own = copy_with_free_price (market, bundle);
  sample.n_pieces = PNR_SIMULATION_SCRAMBLES * (per_scramble / sample.block_size);
  pnr_progress_begin_step (progress, _ ("Asking shoppers for their dearest price"));
  return run_sample (own, bundle, &sample, serve_block, settings->n_threads, progress, error);
}

/* The shoppers of every joint draw pooled: its profits are means over the assumptions. */
PnrPriceSweep *
pnr_price_sweep_new_over_draws (PnrMarket *market, guint bundle,
                                const PnrSimulationSettings *settings, PnrProgress *progress,
                                GError **error)
{
  Sample sample = { .seed = settings->seed,
                    .block_size = SHOPPERS_PER_DRAW,
                    .n_pieces = settings->n_draws };
  g_autoptr (PnrMarket) own = copy_with_free_price (market, bundle);

  pnr_progress_begin_step (progress, _ ("Trying other assumptions"));
  return run_sample (own, bundle, &sample, serve_draw, settings->n_threads, progress, error);
}

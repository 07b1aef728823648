/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Counts what a sample of shoppers buys without and with the offers, and by whom they are taken.
 *
 * All runs meet the same shoppers, so what a taker would have bought otherwise is known, not
 * guessed. Parts of the shop are chosen from one by one; what an order costs as a whole, and which
 * of the shown offers she did not want, is put together shopper by shopper. */
#include "config.h"

#include "economy/pnr-tally.h"

#include <math.h>
#include <string.h>

/* Bins are as wide as a round sum. */
static gint64
get_bin_width (gint64 most_minor)
{
  static const gint64 steps[] = { 1, 2, 5 };
  gint64 power = 1;

  for (;; power *= 10)
    for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
      if (most_minor / (steps[i] * power) < PNR_TALLY_N_BINS)
        return steps[i] * power;
}

static void
init_run (PnrTallyRun *run, const PnrShop *shop, gboolean is_baseline)
{
  for (guint p = 0; p < shop->n_parts; p++) {
    const PnrShopPart *part = &shop->parts[p];
    guint n_tables = is_baseline ? 1 : part->n_variants;

    run->contents[p] = g_new0 (gint64, (gsize) n_tables * part->baseline->n_contents);
  }
}

PnrTally *
pnr_tally_new (const PnrShop *shop)
{
  PnrTally *self = g_new0 (PnrTally, 1);

  self->bin_minor = get_bin_width (shop->most_paid_minor);
  self->n_runs = shop->n_runs;
  self->runs = g_new0 (PnrTallyRun, shop->n_runs);
  init_run (&self->baseline, shop, TRUE);
  for (guint r = 0; r < self->n_runs; r++)
    init_run (&self->runs[r], shop, FALSE);
  return self;
}

static void
clear_run (PnrTallyRun *run)
{
  for (guint p = 0; p < PNR_SHOP_MAX_PARTS; p++)
    g_free (run->contents[p]);
}

void
pnr_tally_free (PnrTally *self)
{
  clear_run (&self->baseline);
  for (guint r = 0; r < self->n_runs; r++)
    clear_run (&self->runs[r]);
  g_free (self->runs);
  g_free (self);
}

/* What each shopper of a block takes from one part of the shop. @seen: the offers of the part that
 * she saw, where that is not the same for all. */
typedef struct {
  gint32 surplus[PNR_DEMAND_BLOCK];
  guint32 content[PNR_DEMAND_BLOCK];
  guint16 seen[PNR_DEMAND_BLOCK];
} Choice;

/* What each puts together from all parts. @stays: in parts of a shopper. */
typedef struct {
  gint64 paid_minor[PNR_DEMAND_BLOCK];
  gint64 weight_g[PNR_DEMAND_BLOCK];
  gint64 charge_minor[PNR_DEMAND_BLOCK];
  guint32 units[PNR_DEMAND_BLOCK];
  guint16 used[PNR_DEMAND_BLOCK];
  guint16 shown[PNR_DEMAND_BLOCK];
  guint16 stays[PNR_DEMAND_BLOCK];
} Orders;

/* @baseline: by part. @after: by part and there by run; runs that show the same share a choice. */
typedef struct {
  PnrTally *tally;
  const PnrShop *shop;
  const PnrMarket *market;
  const PnrBelief *belief;
  const PnrCrowd *crowd;
  Choice *baseline[PNR_SHOP_MAX_PARTS];
  Choice *after[PNR_SHOP_MAX_PARTS][PNR_SHOP_MAX_RUNS];
  gboolean *buys_before;
} Serving;

static gboolean
does_buy (const Orders *orders, guint i)
{
  return orders->units[i] > 0;
}

static void
add_part (const Serving *serving, const PnrPriceTable *table, const Choice *choice, Orders *orders)
{
  for (guint i = 0; i < serving->crowd->n; i++) {
    const PnrPriceMark *mark = &table->marks[choice->content[i]];

    orders->paid_minor[i] += mark->paid_minor;
    orders->charge_minor[i] += mark->charge_minor;
    orders->weight_g[i] += mark->weight_g;
    orders->units[i] += mark->units;
    orders->used[i] |= mark->bundles;
  }
}

/* The place of what shopper @i meets. */
static guint
get_variant (const Serving *serving, guint r, guint p, guint i)
{
  return pnr_shop_part_get_variant (&serving->shop->parts[p], serving->after[p][r]->seen[i],
                                    serving->crowd->knows[i]);
}

/* Where one table serves all shoppers of the run. */
static guint
get_common_variant (const Serving *serving, guint r, guint p)
{
  return pnr_shop_part_get_variant (&serving->shop->parts[p], serving->shop->seen[r], 0);
}

static void
add_part_as_seen (const Serving *serving, guint r, guint p, Orders *orders)
{
  const PnrShopPart *part = &serving->shop->parts[p];
  const Choice *choice = serving->after[p][r];

  for (guint i = 0; i < serving->crowd->n; i++) {
    const PnrPriceTable *table = part->scenario[get_variant (serving, r, p, i)];
    const PnrPriceMark *mark = &table->marks[choice->content[i]];

    orders->paid_minor[i] += mark->paid_minor;
    orders->charge_minor[i] += mark->charge_minor;
    orders->weight_g[i] += mark->weight_g;
    orders->units[i] += mark->units;
    orders->used[i] |= mark->bundles;
  }
}

/* The offers that each shopper is shown. */
static void
set_shown (const Serving *serving, guint r, Orders *orders)
{
  const PnrShop *shop = serving->shop;
  guint certain = ((1u << serving->market->n_bundles) - 1) & ~shop->uncertain & ~shop->led;

  for (guint i = 0; i < serving->crowd->n; i++) {
    guint seen = pnr_shop_get_shown (shop, r, serving->crowd->sees[i]) & ~shop->led;

    for (guint p = 0; p < shop->n_parts && shop->led != 0; p++)
      seen |= serving->after[p][r]->seen[i] & shop->parts[p].led;
    orders->shown[i] = (guint16) (certain | seen);
  }
}

/* Whoever is shown an offer and does not want it may leave altogether. */
static void
let_leave (const Serving *serving, Orders *orders)
{
  guint16 stays[1 << PNR_MARKET_MAX_BUNDLES];
  gboolean may_leave = FALSE;

  for (guint unwanted = 0; unwanted < 1u << serving->market->n_bundles; unwanted++) {
    double stay = 1.0;

    for (guint b = 0; b < serving->market->n_bundles; b++)
      stay *= unwanted >> b & 1 ? 1.0 - serving->belief->loss[b] : 1.0;
    stays[unwanted] = (guint16) rint (PNR_TALLY_WHOLE * CLAMP (stay, 0.0, 1.0));
    may_leave |= stay < 1.0;
  }
  for (guint i = 0; i < serving->crowd->n; i++)
    orders->stays[i] = may_leave && does_buy (orders, i)
                           ? stays[orders->shown[i] & ~orders->used[i]]
                           : PNR_TALLY_WHOLE;
}

static void
count_orders (const Serving *serving, const Orders *orders, PnrTallyRun *run)
{
  gboolean has_bands = serving->market->tariff.n_bands > 0;

  for (guint i = 0; i < serving->crowd->n; i++) {
    gint64 stays = orders->stays[i];

    if (!does_buy (orders, i))
      continue;
    run->orders += stays;
    run->charge_minor += stays * orders->charge_minor[i];
    run->bins[MIN (orders->paid_minor[i] / serving->tally->bin_minor, PNR_TALLY_N_BINS - 1)] +=
        stays;
    if (has_bands)
      run->ship_minor += stays
                         * pnr_shop_get_ship_minor (serving->shop, serving->market,
                                                    orders->weight_g[i], orders->units[i]);
  }
}

static void
count_part (const Serving *serving, guint p, const Orders *orders, const Choice *choice,
            guint variant, PnrTallyRun *run)
{
  gint64 *contents =
      run->contents[p] + (gsize) variant * serving->shop->parts[p].baseline->n_contents;

  for (guint i = 0; i < serving->crowd->n; i++) {
    contents[choice->content[i]] += orders->stays[i];
    contents[0] += PNR_TALLY_WHOLE - orders->stays[i];
    run->surplus += (gint64) orders->stays[i] * choice->surplus[i];
  }
}

static void
count_part_as_seen (const Serving *serving, guint r, guint p, const Orders *orders,
                    PnrTallyRun *run)
{
  const PnrShopPart *part = &serving->shop->parts[p];
  const Choice *choice = serving->after[p][r];

  for (guint i = 0; i < serving->crowd->n; i++) {
    gint64 *contents =
        run->contents[p] + (gsize) get_variant (serving, r, p, i) * part->baseline->n_contents;

    contents[choice->content[i]] += orders->stays[i];
    contents[0] += PNR_TALLY_WHOLE - orders->stays[i];
    run->surplus += (gint64) orders->stays[i] * choice->surplus[i];
  }
}

/* How many units of the @x-th product of @table the offer @b put into a basket. */
gint64
pnr_tally_get_given (const PnrPriceTable *table, const PnrMarketBundle *offer, guint b,
                     const PnrPriceCell *cell, guint x)
{
  guint j = table->product[x];

  if (!(cell->chosen[b] >> j & 1))
    return 0;
  if (offer->kind == PNR_OFFER_TIER)
    return cell->tiered[x];
  return MIN (offer->quantity[j], (gint64) table->radix[x] - 1);
}

static PnrTaker
classify (const PnrPriceTable *table, const PnrMarketBundle *offer, guint b,
          const PnrPriceCell *cell, const PnrPriceCell *before, gboolean had_anything)
{
  gboolean has_all = TRUE, has_some = FALSE;

  for (guint x = 0; x < table->n_products; x++) {
    gint64 wanted = pnr_tally_get_given (table, offer, b, cell, x);

    has_all = has_all && before->quantity[x] >= wanted;
    has_some = has_some || (wanted > 0 && before->quantity[x] > 0);
  }
  if (has_all)
    return PNR_TAKER_GIVEAWAY;
  if (has_some)
    return PNR_TAKER_TRADE_UP;
  return had_anything ? PNR_TAKER_SWITCHED : PNR_TAKER_FRESH;
}

/* Whether she gave up another of the alternatives that the offer holds. */
static gboolean
is_instead (const PnrMarket *market, const PnrPriceTable *table, guint b, const PnrPriceCell *cell,
            const PnrPriceCell *before)
{
  for (guint x = 0; x < table->n_products; x++)
    for (guint y = 0; y < table->n_products; y++) {
      guint group = market->products[table->product[x]].alternative_group;

      if (group != 0 && (cell->chosen[b] >> table->product[x] & 1) && before->quantity[x] == 0
          && before->quantity[y] > 0 && cell->quantity[y] == 0
          && market->products[table->product[y]].alternative_group == group)
        return TRUE;
    }
  return FALSE;
}

static PnrTaker
count_taker (const PnrMarket *market, const PnrPriceTable *table, const PnrMarketBundle *offer,
             guint b, const PnrPriceCell *cell, const PnrPriceCell *before, gboolean had_anything,
             gint64 stays, PnrTallyOffer *counts)
{
  PnrTaker taker = classify (table, offer, b, cell, before, had_anything);

  counts->takers[taker] += stays;
  counts->instead += is_instead (market, table, b, cell, before) ? stays : 0;
  counts->paid_minor += stays * cell->offer_paid_minor[b];
  for (guint x = 0; x < table->n_products; x++)
    if (pnr_tally_get_given (table, offer, b, cell, x) > 0)
      counts->owned[table->product[x]] += stays * before->quantity[x];
  return taker;
}

/* By how much all that shopper @i buys differs with the offers. */
static PnrOrderChange
get_change (const Serving *serving, guint r, guint i)
{
  const PnrShop *shop = serving->shop;
  PnrWholeOrder before = { 0 }, after = { 0 };

  for (guint p = 0; p < shop->n_parts; p++) {
    const PnrShopPart *part = &shop->parts[p];

    pnr_whole_order_add (&before, &part->baseline->cells[serving->baseline[p]->content[i]]);
    pnr_whole_order_add (
        &after,
        &part->scenario[get_variant (serving, r, p, i)]->cells[serving->after[p][r]->content[i]]);
  }
  return pnr_order_change_between (&before, &after, shop, serving->market);
}

/* The parts of a shopper that count for one of the bundles that she takes. */
static gint64
get_share (guint taken, guint b, gint64 stays)
{
  guint n = (guint) __builtin_popcount (taken);
  guint place = (guint) __builtin_popcount (taken & ((1u << b) - 1));

  return (taken >> b & 1) ? stays / n + (place < stays % n ? 1 : 0) : 0;
}

static void
count_takers_of_part (const Serving *serving, guint r, guint p, const Orders *orders,
                      PnrTallyRun *run)
{
  const PnrShopPart *part = &serving->shop->parts[p];
  const Choice *before = serving->baseline[p];
  const Choice *after = serving->after[p][r];

  for (guint i = 0; i < serving->crowd->n; i++) {
    guint taken = orders->used[i] & ~serving->shop->led;
    const PnrPriceTable *table;
    const PnrPriceCell *cell;
    PnrOrderChange change;

    if ((orders->used[i] & part->bundles) == 0)
      continue;
    change = get_change (serving, r, i);
    table = part->scenario[get_variant (serving, r, p, i)];
    cell = &table->cells[after->content[i]];
    for (guint b = 0; b < serving->market->n_bundles; b++)
      if (cell->uses[b] > 0) {
        PnrTallyOffer *counts = &run->offers[b];
        PnrTaker taker = count_taker (serving->market, table, &serving->market->bundles[b], b, cell,
                                      &part->baseline->cells[before->content[i]],
                                      serving->buys_before[i], orders->stays[i], counts);

        pnr_order_change_add (&counts->changes[taker == PNR_TAKER_GIVEAWAY], &change,
                              get_share (taken, b, orders->stays[i]));
      }
  }
}

static void
count_exposed (const Serving *serving, const Orders *orders, PnrTallyRun *run)
{
  for (guint i = 0; i < serving->crowd->n; i++) {
    guint shown = orders->shown[i];

    run->exposed += (shown & ~serving->shop->led) != 0 ? PNR_TALLY_WHOLE : 0;
    for (guint b = 0; b < serving->market->n_bundles; b++)
      run->offers[b].exposed += shown >> b & 1 ? PNR_TALLY_WHOLE : 0;
  }
}

static void
count_baseline (const Serving *serving)
{
  g_autofree Orders *orders = g_new0 (Orders, 1);
  PnrTallyRun *run = &serving->tally->baseline;

  for (guint p = 0; p < serving->shop->n_parts; p++)
    add_part (serving, serving->shop->parts[p].baseline, serving->baseline[p], orders);
  for (guint i = 0; i < serving->crowd->n; i++) {
    orders->stays[i] = PNR_TALLY_WHOLE;
    serving->buys_before[i] = does_buy (orders, i);
  }
  count_orders (serving, orders, run);
  for (guint p = 0; p < serving->shop->n_parts; p++)
    count_part (serving, p, orders, serving->baseline[p], 0, run);
}

static void
count_run (const Serving *serving, guint r)
{
  g_autofree Orders *orders = g_new0 (Orders, 1);
  PnrTallyRun *run = &serving->tally->runs[r];

  for (guint p = 0; p < serving->shop->n_parts; p++)
    if (pnr_shop_part_varies (serving->shop, p))
      add_part_as_seen (serving, r, p, orders);
    else
      add_part (serving, serving->shop->parts[p].scenario[get_common_variant (serving, r, p)],
                serving->after[p][r], orders);
  set_shown (serving, r, orders);
  let_leave (serving, orders);
  count_orders (serving, orders, run);
  count_exposed (serving, orders, run);
  for (guint p = 0; p < serving->shop->n_parts; p++) {
    if (pnr_shop_part_varies (serving->shop, p))
      count_part_as_seen (serving, r, p, orders, run);
    else
      count_part (serving, p, orders, serving->after[p][r], get_common_variant (serving, r, p),
                  run);
    count_takers_of_part (serving, r, p, orders, run);
  }
}

/* An earlier run that shows the same in the part, itself where there is none. */
static guint
find_twin (const PnrShop *shop, guint r, guint p)
{
  guint twin = 0;

  while (!pnr_shop_part_varies (shop, p)
         && ((shop->seen[twin] ^ shop->seen[r]) & shop->parts[p].uncertain) != 0)
    twin++;
  return pnr_shop_part_varies (shop, p) ? r : twin;
}

static void
choose_part (Serving *serving, guint p, GPtrArray *room)
{
  const PnrShopPart *part = &serving->shop->parts[p];

  serving->baseline[p] = g_new (Choice, 1);
  g_ptr_array_add (room, serving->baseline[p]);
  pnr_crowd_choose (serving->crowd, part->baseline, 0,
                    (serving->shop->unknown & part->products) == 0, serving->baseline[p]->surplus,
                    serving->baseline[p]->content);
  for (guint r = 0; r < serving->shop->n_runs; r++) {
    guint twin = find_twin (serving->shop, r, p);
    Choice *choice = twin < r ? serving->after[p][twin] : g_new (Choice, 1);

    serving->after[p][r] = choice;
    if (twin < r)
      continue;
    g_ptr_array_add (room, choice);
    pnr_crowd_meet (serving->crowd, serving->shop, p, r, choice->surplus, choice->content,
                    choice->seen);
  }
}

/**
 * pnr_tally_serve:
 * @self: takes the counts
 * @shop: price tables
 * @market: the market behind them
 * @belief: how likely whoever is shown an unwanted offer leaves
 * @crowd: shoppers
 *
 * Lets a block of shoppers choose on both sides and counts what they do.
 */
void
pnr_tally_serve (PnrTally *self, const PnrShop *shop, const PnrMarket *market,
                 const PnrBelief *belief, const PnrCrowd *crowd)
{
  g_autofree gboolean *buys_before = g_new0 (gboolean, PNR_DEMAND_BLOCK);
  g_autoptr (GPtrArray) room = g_ptr_array_new_with_free_func (g_free);
  Serving serving = {
    .tally = self,
    .shop = shop,
    .market = market,
    .belief = belief,
    .crowd = crowd,
    .buys_before = buys_before,
  };

  for (guint p = 0; p < shop->n_parts; p++)
    choose_part (&serving, p, room);
  self->n_shoppers += crowd->n;
  count_baseline (&serving);
  for (guint r = 0; r < self->n_runs; r++)
    count_run (&serving, r);
}

/**
 * pnr_tally_block:
 * @self: takes the counts
 * @shop: price tables
 * @market: the market behind them
 * @belief: the shoppers' distribution
 * @first: number of the first shopper
 * @n_shoppers: at most %PNR_DEMAND_BLOCK
 * @seed: key of the draws
 * @scramble: number of the repetition
 *
 * Draws a block of shoppers and counts their choices on both sides.
 */
void
pnr_tally_block (PnrTally *self, const PnrShop *shop, const PnrMarket *market,
                 const PnrBelief *belief, guint32 first, guint n_shoppers, guint64 seed,
                 guint32 scramble)
{
  g_autofree PnrCrowd *crowd = g_new (PnrCrowd, 1);

  pnr_crowd_draw (crowd, shop, market, belief, first, n_shoppers, seed, scramble);
  pnr_tally_serve (self, shop, market, belief, crowd);
}

static void
add_offer (PnrTallyOffer *self, const PnrTallyOffer *other)
{
  gint64 *to = (gint64 *) self;
  const gint64 *from = (const gint64 *) other;

  /* Nothing but whole numbers. */
  for (gsize i = 0; i < sizeof *self / sizeof *to; i++)
    to[i] += from[i];
}

static void
add_run (PnrTallyRun *self, const PnrTallyRun *other, const PnrShop *shop, gboolean is_baseline)
{
  self->exposed += other->exposed;
  self->orders += other->orders;
  self->surplus += other->surplus;
  self->ship_minor += other->ship_minor;
  self->charge_minor += other->charge_minor;
  for (guint bin = 0; bin < PNR_TALLY_N_BINS; bin++)
    self->bins[bin] += other->bins[bin];
  for (guint p = 0; p < shop->n_parts; p++) {
    const PnrShopPart *part = &shop->parts[p];
    gsize n = (gsize) part->baseline->n_contents * (is_baseline ? 1 : part->n_variants);

    for (gsize c = 0; c < n; c++)
      self->contents[p][c] += other->contents[p][c];
  }
  for (guint b = 0; b < PNR_MARKET_MAX_BUNDLES; b++)
    add_offer (&self->offers[b], &other->offers[b]);
}

void
pnr_tally_add (PnrTally *self, const PnrTally *other, const PnrShop *shop)
{
  self->n_shoppers += other->n_shoppers;
  add_run (&self->baseline, &other->baseline, shop, TRUE);
  for (guint r = 0; r < self->n_runs; r++)
    add_run (&self->runs[r], &other->runs[r], shop, FALSE);
}

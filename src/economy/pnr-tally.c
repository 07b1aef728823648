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

/* What each shopper of a block takes from one part of the shop. */
typedef struct {
  gint32 surplus[PNR_DEMAND_BLOCK];
  guint32 content[PNR_DEMAND_BLOCK];
} Choice;

/* What each puts together from all parts. @stays: in parts of a shopper. */
typedef struct {
  gint64 paid_minor[PNR_DEMAND_BLOCK];
  gint64 weight_g[PNR_DEMAND_BLOCK];
  gint64 charge_minor[PNR_DEMAND_BLOCK];
  guint32 units[PNR_DEMAND_BLOCK];
  guint16 used[PNR_DEMAND_BLOCK];
  guint16 stays[PNR_DEMAND_BLOCK];
} Orders;

/* @baseline, @choices: by part. @variants: for each part the choices of every set of offers seen.
 */
typedef struct {
  PnrTally *tally;
  const PnrShop *shop;
  const PnrMarket *market;
  const PnrBelief *belief;
  const PnrCrowd *crowd;
  Choice *baseline[PNR_SHOP_MAX_PARTS];
  Choice **variants[PNR_SHOP_MAX_PARTS];
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

static const PnrPriceTable *
get_table (const Serving *serving, guint p, gboolean is_baseline, guint seen)
{
  const PnrShopPart *part = &serving->shop->parts[p];

  return is_baseline ? part->baseline : part->scenario[pnr_shop_part_get_variant (part, seen)];
}

/* Where one table serves all shoppers of the run. */
static const Choice *
get_choice (const Serving *serving, guint p, gboolean is_baseline, guint seen)
{
  const PnrShopPart *part = &serving->shop->parts[p];

  if (is_baseline)
    return serving->baseline[p];
  return serving->variants[p][serving->shop->is_drawn ? 0 : pnr_shop_part_get_variant (part, seen)];
}

static void
add_part_as_seen (const Serving *serving, guint p, Orders *orders)
{
  const Choice *choice = serving->variants[p][0];

  for (guint i = 0; i < serving->crowd->n; i++) {
    const PnrPriceTable *table = get_table (serving, p, FALSE, serving->crowd->sees[i]);
    const PnrPriceMark *mark = &table->marks[choice->content[i]];

    orders->paid_minor[i] += mark->paid_minor;
    orders->charge_minor[i] += mark->charge_minor;
    orders->weight_g[i] += mark->weight_g;
    orders->units[i] += mark->units;
    orders->used[i] |= mark->bundles;
  }
}

/* The offers that shopper @i is shown. */
static guint
get_shown (const Serving *serving, guint run, guint i)
{
  const PnrShop *shop = serving->shop;
  guint certain = ((1u << serving->market->n_bundles) - 1) & ~shop->uncertain;

  return certain | (shop->is_drawn ? serving->crowd->sees[i] : shop->seen[run]);
}

/* Whoever is shown an offer and does not want it may leave altogether. */
static void
let_leave (const Serving *serving, guint run, Orders *orders)
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
                           ? stays[get_shown (serving, run, i) & ~orders->used[i]]
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
count_part_as_seen (const Serving *serving, guint p, const Orders *orders, PnrTallyRun *run)
{
  const PnrShopPart *part = &serving->shop->parts[p];
  const Choice *choice = serving->variants[p][0];

  for (guint i = 0; i < serving->crowd->n; i++) {
    gint64 *contents = run->contents[p]
                       + (gsize) pnr_shop_part_get_variant (part, serving->crowd->sees[i])
                             * part->baseline->n_contents;

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

static void
count_taker (const PnrPriceTable *table, const PnrMarketBundle *offer, guint b,
             const PnrPriceCell *cell, const PnrPriceCell *before, gboolean had_anything,
             gint64 stays, PnrTallyOffer *counts)
{
  PnrTaker taker = classify (table, offer, b, cell, before, had_anything);
  guint uses =
      offer->kind == PNR_OFFER_BUNDLE || offer->kind == PNR_OFFER_ADD_ON ? cell->uses[b] : 1;

  counts->takers[taker] += stays;
  counts->uses += stays * cell->uses[b];
  counts->paid_minor += stays * cell->offer_paid_minor[b];
  for (guint x = 0; x < table->n_products; x++) {
    gint64 wanted = pnr_tally_get_given (table, offer, b, cell, x), beside;

    if (wanted == 0)
      continue;
    beside = MAX (cell->quantity[x] - wanted * uses, 0);
    counts->given[table->product[x]] += stays * wanted * uses;
    counts->owned[table->product[x]] += stays * before->quantity[x];
    counts->replaced[taker == PNR_TAKER_GIVEAWAY][table->product[x]] +=
        stays * (before->quantity[x] - beside);
  }
}

static void
count_takers_of_part (const Serving *serving, guint r, guint p, const Orders *orders,
                      PnrTallyRun *run)
{
  const PnrShopPart *part = &serving->shop->parts[p];
  const Choice *before = serving->baseline[p];
  const Choice *after = get_choice (serving, p, FALSE, serving->shop->seen[r]);

  for (guint i = 0; i < serving->crowd->n; i++) {
    guint seen = serving->shop->is_drawn ? serving->crowd->sees[i] : serving->shop->seen[r];
    const PnrPriceTable *table;
    const PnrPriceCell *cell;

    if ((orders->used[i] & part->bundles) == 0)
      continue;
    table = get_table (serving, p, FALSE, seen);
    cell = &table->cells[after->content[i]];
    for (guint b = 0; b < serving->market->n_bundles; b++)
      if (cell->uses[b] > 0)
        count_taker (table, &serving->market->bundles[b], b, cell,
                     &part->baseline->cells[before->content[i]], serving->buys_before[i],
                     orders->stays[i], &run->offers[b]);
  }
}

static void
count_exposed (const Serving *serving, guint r, PnrTallyRun *run)
{
  for (guint i = 0; i < serving->crowd->n; i++) {
    guint shown = get_shown (serving, r, i);

    run->exposed += shown != 0 ? PNR_TALLY_WHOLE : 0;
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
  guint seen = serving->shop->seen[r];

  for (guint p = 0; p < serving->shop->n_parts; p++)
    if (serving->shop->is_drawn)
      add_part_as_seen (serving, p, orders);
    else
      add_part (serving, get_table (serving, p, FALSE, seen), get_choice (serving, p, FALSE, seen),
                orders);
  let_leave (serving, r, orders);
  count_orders (serving, orders, run);
  count_exposed (serving, r, run);
  for (guint p = 0; p < serving->shop->n_parts; p++) {
    if (serving->shop->is_drawn)
      count_part_as_seen (serving, p, orders, run);
    else
      count_part (serving, p, orders, get_choice (serving, p, FALSE, seen),
                  pnr_shop_part_get_variant (&serving->shop->parts[p], seen), run);
    count_takers_of_part (serving, r, p, orders, run);
  }
}

static void
choose_part (const Serving *serving, guint p, Choice *baseline, Choice **variants)
{
  const PnrShopPart *part = &serving->shop->parts[p];
  gboolean all_know = (serving->shop->unknown & part->products) == 0;

  pnr_crowd_choose (serving->crowd, part->baseline, 0, all_know, baseline->surplus,
                    baseline->content);
  if (serving->shop->is_drawn) {
    pnr_crowd_choose_as_seen (serving->crowd, part, all_know, variants[0]->surplus,
                              variants[0]->content);
    return;
  }
  for (guint v = 0; v < part->n_variants; v++)
    pnr_crowd_choose (serving->crowd, part->scenario[v], part->offered[v], all_know,
                      variants[v]->surplus, variants[v]->content);
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

  for (guint p = 0; p < shop->n_parts; p++) {
    guint n = shop->is_drawn ? 1 : shop->parts[p].n_variants;
    Choice *choices = g_new (Choice, n + 1);

    g_ptr_array_add (room, choices);
    serving.baseline[p] = &choices[n];
    serving.variants[p] = g_new (Choice *, n);
    g_ptr_array_add (room, serving.variants[p]);
    for (guint v = 0; v < n; v++)
      serving.variants[p][v] = &choices[v];
    choose_part (&serving, p, serving.baseline[p], serving.variants[p]);
  }
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

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Splits a scenario's change of units and contribution by what its buyers did without it.
 *
 * Every simulated shopper has a basket without and one with the offers, so the change is counted
 * shopper by shopper and needs no model of its own. A shopper belongs to one group:
 *   substitution: takes an offer whose content she bought anyway;
 *   instead: takes one and gives up another of the same alternatives for it; told in two steps,
 * what the alternative given up brought and what comes in its place; expansion: takes one and had
 * bought only a part of it, or something else; new: takes one and had bought nothing; others: takes
 * none, but buys differently: a pure bundle withdrew a product, or she left over an offer that she
 * did not want. Where not everybody sees every offer, each set of offers seen counts as much as it
 * is likely. Each step is the difference of two rounded levels, so that the steps sum to the change
 * exactly.
 */
#include "config.h"

#include "economy/pnr-cannibalisation.h"

#include <glib/gi18n.h>
#include <math.h>

#include "economy/pnr-market-figures.h"
#include "economy/pnr-parallel.h"
#include "economy/pnr-revenue-mix.h"
#include "economy/pnr-simulation-private.h"
#include "economy/pnr-tally.h"

/* Counts are kept in tenths. */
#define PARTS 10.0

typedef enum {
  PNR_GROUP_SUBSTITUTION,
  PNR_GROUP_GIVEN_UP,
  PNR_GROUP_INSTEAD,
  PNR_GROUP_EXPANSION,
  PNR_GROUP_NEW,
  PNR_GROUP_OTHERS,
  PNR_N_GROUPS,
} PnrGroup;

/* In simulated shoppers. @kept_minor: what tax, fees, the goods and the carrier leave. */
typedef struct {
  double units;
  double paid_minor;
  double kept_minor;
} Sums;

/* What one block of shoppers comes to. */
typedef struct {
  Sums before;
  Sums changes[PNR_N_GROUPS];
  double units[2][PNR_MARKET_MAX_PRODUCTS];
  double revenue_minor[2][PNR_MARKET_MAX_PRODUCTS];
} Split;

typedef struct {
  const PnrMarket *market;
  const PnrShop *shop;
  const PnrBelief *belief;
  guint64 seed;
  guint n_blocks;
  guint block_size;
  Split *splits;
  PnrCrowdStore *store;
} Study;

typedef struct {
  gint32 surplus[PNR_DEMAND_BLOCK];
  guint32 before[PNR_SHOP_MAX_PARTS][PNR_DEMAND_BLOCK];
  guint32 after[PNR_SHOP_MAX_PARTS][PNR_DEMAND_BLOCK];
  guint16 seen[PNR_SHOP_MAX_PARTS][PNR_DEMAND_BLOCK];
} Block;

/* One shopper's basket, or the difference of two. */
typedef struct {
  gint64 units;
  gint64 paid_minor;
  gint64 charge_minor;
  gint64 cost_minor;
  gint64 weight_g;
  double extra_net;
} Basket;

static void
add_cell (Basket *basket, const PnrPriceCell *cell)
{
  basket->units += cell->units;
  basket->paid_minor += cell->paid_minor;
  basket->charge_minor += cell->charge_minor;
  basket->cost_minor += cell->cost_minor;
  basket->weight_g += cell->weight_g;
  basket->extra_net += cell->extra_net;
}

static double
get_kept (const Study *study, const Basket *basket)
{
  const PnrMarketCosts *costs = &study->market->costs;
  gint64 ship =
      study->market->tariff.n_bands > 0
          ? pnr_shop_get_ship_minor (study->shop, study->market, basket->weight_g, basket->units)
          : costs->ship_order_minor + costs->ship_unit_minor * basket->units;

  if (basket->units == 0)
    return 0.0;
  return (double) (basket->paid_minor + basket->charge_minor) * pnr_market_get_keep (study->market)
         + basket->extra_net - (double) (basket->cost_minor + ship + costs->fee_fixed_minor);
}

static void
add_basket (const Study *study, const Basket *basket, double weight, Sums *sums)
{
  sums->units += weight * (double) basket->units;
  sums->paid_minor += weight * (double) basket->paid_minor;
  sums->kept_minor += weight * get_kept (study, basket);
}

/* Whether she bought all that the offers of @after hold, without them. */
static gboolean
had_all (const PnrMarket *market, const PnrPriceTable *table, const PnrPriceCell *before,
         const PnrPriceCell *after)
{
  for (guint b = 0; b < market->n_bundles; b++)
    for (guint x = 0; after->uses[b] > 0 && x < table->n_products; x++)
      if (before->quantity[x] < pnr_tally_get_given (table, &market->bundles[b], b, after, x))
        return FALSE;
  return TRUE;
}

/* Alternatives that she bought without the offers and does not buy with them, another of the same
 * group in their place. */
static void
add_given_up (const PnrMarket *market, const PnrPriceTable *table, const PnrPriceCell *before,
              const PnrPriceCell *after, guint *given_up)
{
  for (guint x = 0; x < table->n_products; x++)
    for (guint y = 0; y < table->n_products; y++) {
      guint group = market->products[table->product[x]].alternative_group;

      if (group != 0 && after->quantity[x] > 0 && before->quantity[x] == 0
          && before->quantity[y] > 0 && after->quantity[y] == 0
          && market->products[table->product[y]].alternative_group == group)
        *given_up |= 1u << table->product[y];
    }
}

/* The offers that she was shown, without those that everybody sees. */
static guint
get_seen (const Study *study, const PnrCrowd *crowd, const Block *block, guint run, guint i)
{
  const PnrShop *shop = study->shop;
  guint seen = pnr_shop_get_shown (shop, run, crowd->sees[i]) & ~shop->led;

  for (guint p = 0; p < shop->n_parts && shop->led != 0; p++)
    seen |= block->seen[p][i] & shop->parts[p].led;
  return seen;
}

static const PnrPriceTable *
get_table (const Study *study, const PnrCrowd *crowd, const Block *block, guint p, guint i)
{
  const PnrShopPart *part = &study->shop->parts[p];

  return part->scenario[pnr_shop_part_get_variant (part, block->seen[p][i], crowd->knows[i])];
}

/* The share of shoppers like her who do not leave over what they were shown and did not want, in
 * the whole parts that the simulation counts, so that both come to the same. */
static double
get_stay (const Study *study, guint seen, guint used)
{
  guint certain =
      ((1u << study->market->n_bundles) - 1) & ~study->shop->uncertain & ~study->shop->led;
  guint unwanted = (certain | seen) & ~used;
  double stay = 1.0;

  for (guint b = 0; b < study->market->n_bundles; b++)
    stay *= unwanted >> b & 1 ? 1.0 - study->belief->loss[b] : 1.0;
  return rint (PNR_TALLY_WHOLE * CLAMP (stay, 0.0, 1.0)) / PNR_TALLY_WHOLE;
}

static void
add_change (const Study *study, const Basket *before, const Basket *after, double weight,
            Sums *change)
{
  add_basket (study, before, -weight, change);
  add_basket (study, after, weight, change);
}

/* Whoever takes one alternative for another gives up what the other brought; baskets without offers
 * hold single products only. */
static Basket
get_rest (const Study *study, const Basket *before, const Block *block, guint i, guint given_up)
{
  Basket rest = *before;

  for (guint p = 0; p < study->shop->n_parts && given_up != 0; p++) {
    const PnrPriceTable *table = study->shop->parts[p].baseline;
    const PnrPriceCell *cell = &table->cells[block->before[p][i]];

    for (guint x = 0; x < table->n_products; x++) {
      const PnrMarketProduct *product = &study->market->products[table->product[x]];
      gint64 units = given_up >> table->product[x] & 1 ? cell->quantity[x] : 0;
      gint64 paid = units * product->price_minor;

      rest.units -= units;
      rest.paid_minor -= paid;
      rest.cost_minor -= units * product->cost_minor;
      rest.weight_g -= units * product->weight_g;
      rest.extra_net -=
          (double) paid * pnr_market_get_extra_net_share (study->market, table->product[x]);
    }
  }
  return rest;
}

/* What a content was paid for is spread over its products by their shelf prices. */
static void
add_products (const Study *study, const PnrPriceTable *table, const PnrPriceCell *cell,
              double weight, int side, Split *split)
{
  gint64 left = cell->paid_minor, worth = 0;

  for (guint x = 0; x < table->n_products; x++)
    worth += cell->quantity[x] * study->market->products[table->product[x]].price_minor;
  for (guint x = 0; x < table->n_products && worth > 0; x++) {
    guint j = table->product[x];
    gint64 own = cell->quantity[x] * study->market->products[j].price_minor;
    gint64 share = left * own / worth;

    split->units[side][j] += weight * cell->quantity[x];
    split->revenue_minor[side][j] += weight * (double) share;
    left -= share;
    worth -= own;
  }
}

/* Most shoppers leave most parts of a market alone, on either side; there is nothing to add then.
 */
static gboolean
takes_nothing (const Block *block, guint p, guint i)
{
  return block->before[p][i] == 0 && block->after[p][i] == 0;
}

static void
add_taker (const Study *study, const Basket *before, const Basket *after, const Basket *rest,
           PnrGroup group, double weight, Split *split)
{
  if (group == PNR_GROUP_INSTEAD) {
    add_change (study, before, rest, weight, &split->changes[PNR_GROUP_GIVEN_UP]);
    before = rest;
  }
  add_change (study, before, after, weight, &split->changes[group]);
}

static void
add_shopper (const Study *study, const PnrCrowd *crowd, const Block *block, guint run, guint i,
             double weight, Split *split)
{
  const PnrShop *shop = study->shop;
  Basket before = { 0 }, after = { 0 }, rest;
  guint used = 0, given_up = 0;
  gboolean has_all = TRUE;
  double stay;

  for (guint p = 0; p < shop->n_parts; p++) {
    const PnrPriceTable *table;
    const PnrPriceCell *old, *new;

    if (takes_nothing (block, p, i))
      continue;
    table = get_table (study, crowd, block, p, i);
    old = &shop->parts[p].baseline->cells[block->before[p][i]];
    new = &table->cells[block->after[p][i]];
    used |= new->bundles;
    has_all = has_all && had_all (study->market, table, old, new);
    add_given_up (study->market, table, old, new, &given_up);
    add_cell (&before, old);
    add_cell (&after, new);
  }
  rest = get_rest (study, &before, block, i, given_up);
  stay = after.units > 0 ? get_stay (study, get_seen (study, crowd, block, run, i), used) : 1.0;
  add_basket (study, &before, weight, &split->before);
  add_taker (study, &before, &after, &rest,
             used == 0           ? PNR_GROUP_OTHERS
             : before.units == 0 ? PNR_GROUP_NEW
             : given_up != 0     ? PNR_GROUP_INSTEAD
             : has_all           ? PNR_GROUP_SUBSTITUTION
                                 : PNR_GROUP_EXPANSION,
             weight * stay, split);
  add_change (study, &before, &(Basket){ 0 }, weight * (1.0 - stay),
              &split->changes[PNR_GROUP_OTHERS]);
  for (guint p = 0; p < shop->n_parts; p++) {
    const PnrPriceTable *table;

    if (takes_nothing (block, p, i))
      continue;
    table = get_table (study, crowd, block, p, i);
    add_products (study, shop->parts[p].baseline,
                  &shop->parts[p].baseline->cells[block->before[p][i]], weight, PNR_SIDE_BASELINE,
                  split);
    add_products (study, table, &table->cells[block->after[p][i]], weight * stay, PNR_SIDE_SCENARIO,
                  split);
  }
}

static void
choose_run (const Study *study, const PnrCrowd *crowd, guint run, Block *block)
{
  for (guint p = 0; p < study->shop->n_parts; p++)
    pnr_crowd_meet (crowd, study->shop, p, run, block->surplus, block->after[p], block->seen[p]);
}

static void
split_block (guint index, gpointer data)
{
  Study *study = data;
  g_autofree Block *block = g_new (Block, 1);
  g_autofree PnrCrowd *drawn = NULL;
  guint n = study->block_size;
  const PnrCrowd *crowd =
      pnr_crowd_store_get (study->store, study->shop, study->market, study->belief,
                           index / study->n_blocks, index % study->n_blocks);

  if (crowd == NULL) {
    crowd = drawn = g_new (PnrCrowd, 1);
    pnr_crowd_draw (drawn, study->shop, study->market, study->belief, index % study->n_blocks * n,
                    n, study->seed, index / study->n_blocks);
  }
  for (guint p = 0; p < study->shop->n_parts; p++) {
    const PnrShopPart *part = &study->shop->parts[p];

    pnr_crowd_choose (crowd, part->baseline, 0, (study->shop->unknown & part->products) == 0,
                      block->surplus, block->before[p]);
  }
  for (guint run = 0; run < study->shop->n_runs; run++) {
    double weight = pnr_tally_get_probability (study->shop, study->belief, run);

    choose_run (study, crowd, run, block);
    for (guint i = 0; i < n && weight > 0.0; i++)
      add_shopper (study, crowd, block, run, i, weight, &study->splits[index]);
  }
}

static void
add_sums (Sums *sums, const Sums *other)
{
  sums->units += other->units;
  sums->paid_minor += other->paid_minor;
  sums->kept_minor += other->kept_minor;
}

static void
add_split (Split *sum, const Split *other)
{
  add_sums (&sum->before, &other->before);
  for (int group = 0; group < PNR_N_GROUPS; group++)
    add_sums (&sum->changes[group], &other->changes[group]);
  for (int side = 0; side < 2; side++)
    for (guint j = 0; j < PNR_MARKET_MAX_PRODUCTS; j++) {
      sum->units[side][j] += other->units[side][j];
      sum->revenue_minor[side][j] += other->revenue_minor[side][j];
    }
}

static const char *
get_group_title (PnrGroup group)
{
  static const char *const titles[PNR_N_GROUPS] = {
    [PNR_GROUP_SUBSTITUTION] = N_ ("Substitution"),
    [PNR_GROUP_GIVEN_UP] = N_ ("Given up"),
    [PNR_GROUP_INSTEAD] = N_ ("Instead"),
    [PNR_GROUP_EXPANSION] = N_ ("Expansion"),
    [PNR_GROUP_NEW] = N_ ("New"),
    [PNR_GROUP_OTHERS] = N_ ("Not taken"),
  };

  return _ (titles[group]);
}

static const char *
get_group_meaning (PnrGroup group)
{
  static const char *const meanings[PNR_N_GROUPS] = {
    [PNR_GROUP_SUBSTITUTION] = N_ ("takers who buy everything in the offer without it, too"),
    [PNR_GROUP_GIVEN_UP] = N_ ("what takers of an alternative buy in its place without it"),
    [PNR_GROUP_INSTEAD] = N_ ("what they buy with it"),
    [PNR_GROUP_EXPANSION] = N_ ("takers who buy a part of it, or something else, without it"),
    [PNR_GROUP_NEW] = N_ ("takers who buy nothing without it"),
    [PNR_GROUP_OTHERS] = N_ ("shoppers who take no offer but buy differently, since a product is "
                             "not sold singly or an offer put them off"),
  };

  return _ (meanings[group]);
}

static gboolean
is_always_told (PnrGroup group)
{
  return group == PNR_GROUP_SUBSTITUTION || group == PNR_GROUP_EXPANSION || group == PNR_GROUP_NEW;
}

/* Levels are rounded, steps are their differences. */
static void
add_group_panel (PnrWaterfall *waterfall, const char *title, const char *currency, double before,
                 const double changes[PNR_N_GROUPS], double parts)
{
  PnrWaterfallPanel *panel = pnr_waterfall_add_panel (waterfall, title, currency);
  double level = before * parts;

  pnr_waterfall_panel_add (panel, _ ("Without"), _ ("the shop without the scenario"), TRUE, 0,
                           llround (level));
  for (int group = 0; group < PNR_N_GROUPS; group++) {
    double next = level + changes[group] * parts;

    if (is_always_told (group) || changes[group] != 0.0)
      pnr_waterfall_panel_add (panel, get_group_title (group), get_group_meaning (group), FALSE,
                               llround (level), llround (next));
    level = next;
  }
  pnr_waterfall_panel_add (panel, _ ("With"), _ ("the shop with the scenario"), TRUE, 0,
                           llround (level));
}

static void
add_mix_panel (PnrWaterfall *waterfall, const PnrMarket *market, const Split *split, double weight)
{
  PnrWaterfallPanel *panel = pnr_waterfall_add_panel (waterfall, _ ("Revenue"), market->currency);
  PnrRevenueLine lines[PNR_MARKET_MAX_PRODUCTS];
  PnrRevenueMix mix;
  double level = split->before.paid_minor * weight, after = level;

  for (int group = 0; group < PNR_N_GROUPS; group++)
    after += split->changes[group].paid_minor * weight;
  for (guint j = 0; j < market->n_products; j++)
    lines[j] =
        (PnrRevenueLine){ llround (split->units[0][j]), llround (split->revenue_minor[0][j]),
                          llround (split->units[1][j]), llround (split->revenue_minor[1][j]) };
  mix = pnr_revenue_mix_decompose (lines, market->n_products);
  pnr_waterfall_panel_add (panel, _ ("Without"), _ ("the shop without the scenario"), TRUE, 0,
                           llround (level));
  {
    const struct {
      const char *title;
      const char *meaning;
      gint64 minor;
    } steps[] = {
      { _ ("Volume"), _ ("more or fewer pieces at the old average price"), mix.volume_minor },
      { _ ("Price"), _ ("the same products at other prices"), mix.price_minor },
      { _ ("Mix"), _ ("as many pieces, but dearer or cheaper products"), mix.mix_minor },
    };

    for (gsize i = 0; i < G_N_ELEMENTS (steps); i++) {
      /* The effects are of whole units and minor units of the sample; the last step ends at the
       * revenue all the same. */
      double next = i + 1 < G_N_ELEMENTS (steps) ? level + (double) steps[i].minor * weight : after;

      pnr_waterfall_panel_add (panel, steps[i].title, steps[i].meaning, FALSE, llround (level),
                               llround (next));
      level = next;
    }
  }
  pnr_waterfall_panel_add (panel, _ ("With"), _ ("the shop with the scenario"), TRUE, 0,
                           llround (level));
}

static void
fill_waterfall (PnrWaterfall *waterfall, const PnrMarket *market, const Split *split, double weight)
{
  double units[PNR_N_GROUPS], contributions[PNR_N_GROUPS];

  for (int group = 0; group < PNR_N_GROUPS; group++) {
    units[group] = split->changes[group].units * weight;
    contributions[group] = split->changes[group].kept_minor * weight;
  }
  add_group_panel (waterfall, _ ("Units"), NULL, split->before.units * weight, units, PARTS);
  add_group_panel (waterfall, _ ("Contribution"), market->currency,
                   split->before.kept_minor * weight, contributions, 1.0);
  add_mix_panel (waterfall, market, split, weight);
}

/**
 * pnr_cannibalisation_split:
 * @market: products, counts, bundles and beliefs
 * @settings: how many shoppers, which seed
 * @progress: (nullable): told the share done; can cancel
 * @error: what is missing and what to do
 *
 * The shoppers are those of pnr_simulate() with the same settings, at the most likely assumptions.
 *
 * Returns: (transfer full) (nullable): units and contribution by group, revenue by volume, price
 *   and mix
 */
PnrWaterfall *
pnr_cannibalisation_split (PnrMarket *market, const PnrSimulationSettings *settings,
                           PnrProgress *progress, GError **error)
{
  guint per_scramble;
  g_autoptr (PnrWaterfall) waterfall = NULL;
  g_autoptr (PnrShop) shop = NULL;
  g_autofree Split *splits = NULL;
  g_autofree char *hash = NULL;
  Split sum = { 0 };
  PnrBelief belief;
  Study study = {
    .market = market, .belief = &belief, .seed = settings->seed, .store = settings->store
  };
  guint n_pieces;

  if (!pnr_belief_check (market, error))
    return NULL;
  per_scramble = (guint) (pnr_simulation_round_shoppers (settings) / PNR_SIMULATION_SCRAMBLES);
  study.block_size = MIN (per_scramble, PNR_DEMAND_BLOCK);
  study.n_blocks = per_scramble / study.block_size;
  n_pieces = study.n_blocks * PNR_SIMULATION_SCRAMBLES;
  study.splits = splits = g_new0 (Split, n_pieces);
  pnr_progress_begin_step (progress, _ ("Counting who buys what instead"));
  study.shop = shop = pnr_shop_new (market, progress);
  pnr_belief_fill_central (market, &belief, progress);
  pnr_crowd_store_begin (settings->store, shop, market, &belief, settings->seed, study.n_blocks,
                         study.block_size);
  if (!pnr_parallel_run (n_pieces, settings->n_threads, split_block, &study, progress, error))
    return NULL;
  for (guint i = 0; i < n_pieces; i++)
    add_split (&sum, &splits[i]);
  hash = pnr_market_dup_hash (market);
  waterfall = pnr_waterfall_new (hash);
  fill_waterfall (waterfall, market, &sum,
                  belief.n_shoppers / ((double) n_pieces * study.block_size));
  return g_steal_pointer (&waterfall);
}

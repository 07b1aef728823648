/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Splits a scenario's change of units and contribution by what its buyers did without it.
 *
 * Every simulated shopper has a basket without and one with the offers, so the change is counted
 * shopper by shopper and needs no model of its own. A shopper belongs to one group:
 *   substitution: takes an offer whose content she bought anyway;
 *   expansion: takes one and had bought only a part of it, or something else;
 *   new: takes one and had bought nothing;
 *   others: takes none, but buys differently, since a pure bundle withdrew a product.
 * All sums are of whole numbers; each step is the difference of two rounded levels, so that the
 * steps sum to the change exactly. */
#include "config.h"

#include "economy/pnr-cannibalisation.h"

#include <glib/gi18n.h>
#include <math.h>

#include "economy/pnr-market-figures.h"
#include "economy/pnr-parallel.h"
#include "economy/pnr-revenue-mix.h"
#include "economy/pnr-simulation-private.h"

/* Counts are kept in tenths. */
#define PARTS 10.0

typedef enum {
  PNR_GROUP_SUBSTITUTION,
  PNR_GROUP_EXPANSION,
  PNR_GROUP_NEW,
  PNR_GROUP_OTHERS,
  PNR_N_GROUPS,
} PnrGroup;

typedef struct {
  gint64 units;
  gint64 paid_minor;
  gint64 cost_minor;
  gint64 orders;
} Sums;

/* What one block of shoppers comes to. */
typedef struct {
  Sums before;
  Sums changes[PNR_N_GROUPS];
  gint64 units[2][PNR_MARKET_MAX_PRODUCTS];
  gint64 revenue_minor[2][PNR_MARKET_MAX_PRODUCTS];
} Split;

typedef struct {
  const PnrMarket *market;
  const PnrShop *shop;
  const PnrBelief *belief;
  guint64 seed;
  guint n_blocks;
  guint block_size;
  Split *splits;
} Study;

typedef struct {
  gint32 values[PNR_MARKET_MAX_PRODUCTS * PNR_DEMAND_BLOCK];
  gint32 surplus[PNR_DEMAND_BLOCK];
  guint32 chosen[PNR_MARKET_MAX_PRODUCTS][2][PNR_DEMAND_BLOCK];
} Block;

static void
add_cell (Sums *sums, const PnrPriceCell *cell, int sign)
{
  sums->units += sign * (gint64) cell->units;
  sums->paid_minor += sign * cell->paid_minor;
  sums->cost_minor += sign * cell->cost_minor;
}

/* Whether she bought all that the bundles of @after hold, without them. */
static gboolean
had_all (const PnrMarket *market, const PnrPriceTable *table, const PnrPriceCell *before,
         const PnrPriceCell *after)
{
  for (guint b = 0; b < market->n_bundles; b++)
    for (guint x = 0; after->bundles >> b & 1 && x < table->n_products; x++)
      if (before->quantity[x] < market->bundles[b].quantity[table->product[x]])
        return FALSE;
  return TRUE;
}

static void
add_shopper (const Study *study, const Block *block, guint i, Split *split)
{
  Sums change = { 0 };
  gboolean bought[2] = { FALSE, FALSE };
  gboolean takes = FALSE, has_all = TRUE;
  PnrGroup group;

  for (guint part = 0; part < study->shop->n_parts; part++) {
    PnrPriceTable *const *tables = study->shop->tables[part];
    const PnrPriceCell *before =
        &tables[PNR_SIDE_BASELINE]->cells[block->chosen[part][PNR_SIDE_BASELINE][i]];
    const PnrPriceCell *after =
        &tables[PNR_SIDE_SCENARIO]->cells[block->chosen[part][PNR_SIDE_SCENARIO][i]];

    bought[0] |= before->units > 0;
    bought[1] |= after->units > 0;
    takes |= after->bundles != 0;
    has_all &= had_all (study->market, tables[PNR_SIDE_BASELINE], before, after);
    add_cell (&split->before, before, 1);
    add_cell (&change, before, -1);
    add_cell (&change, after, 1);
  }
  split->before.orders += bought[0];
  change.orders = bought[1] - bought[0];
  group = !takes       ? PNR_GROUP_OTHERS
          : !bought[0] ? PNR_GROUP_NEW
          : has_all    ? PNR_GROUP_SUBSTITUTION
                       : PNR_GROUP_EXPANSION;
  split->changes[group].units += change.units;
  split->changes[group].paid_minor += change.paid_minor;
  split->changes[group].cost_minor += change.cost_minor;
  split->changes[group].orders += change.orders;
}

/* What a content was paid for is spread over its products by their shelf prices. */
static void
add_products (const Study *study, const Block *block, guint n, int side, Split *split)
{
  for (guint part = 0; part < study->shop->n_parts; part++) {
    const PnrPriceTable *table = study->shop->tables[part][side];

    for (guint i = 0; i < n; i++) {
      const PnrPriceCell *cell = &table->cells[block->chosen[part][side][i]];
      gint64 left = cell->paid_minor, worth = 0;

      for (guint x = 0; x < table->n_products; x++)
        worth += cell->quantity[x] * study->market->products[table->product[x]].price_minor;
      for (guint x = 0; x < table->n_products && worth > 0; x++) {
        guint j = table->product[x];
        gint64 own = cell->quantity[x] * study->market->products[j].price_minor;
        gint64 share = left * own / worth;

        split->units[side][j] += cell->quantity[x];
        split->revenue_minor[side][j] += share;
        left -= share;
        worth -= own;
      }
    }
  }
}

static void
split_block (guint index, gpointer data)
{
  Study *study = data;
  g_autofree Block *block = g_new0 (Block, 1);
  const PnrDemand *demand = &study->belief->demand;
  guint n = study->block_size;

  pnr_demand_draw (demand, index % study->n_blocks * n, n, study->seed, index / study->n_blocks,
                   block->values);
  for (guint part = 0; part < study->shop->n_parts; part++)
    for (int side = 0; side < 2; side++)
      pnr_price_table_choose (study->shop->tables[part][side], block->values, PNR_DEMAND_BLOCK, n,
                              demand->scale, block->surplus, block->chosen[part][side]);
  for (guint i = 0; i < n; i++)
    add_shopper (study, block, i, &study->splits[index]);
  for (int side = 0; side < 2; side++)
    add_products (study, block, n, side, &study->splits[index]);
}

static void
add_sums (Sums *sums, const Sums *other)
{
  sums->units += other->units;
  sums->paid_minor += other->paid_minor;
  sums->cost_minor += other->cost_minor;
  sums->orders += other->orders;
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

static double
get_contribution (const PnrMarket *market, const Sums *sums)
{
  return (double) sums->paid_minor * pnr_market_get_keep (market) - (double) sums->cost_minor
         - (double) (market->costs.ship_unit_minor * sums->units)
         - (double) ((market->costs.ship_order_minor + market->costs.fee_fixed_minor)
                     * sums->orders);
}

static const char *
get_group_title (PnrGroup group)
{
  static const char *const titles[PNR_N_GROUPS] = {
    [PNR_GROUP_SUBSTITUTION] = N_ ("Substitution"),
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
    [PNR_GROUP_EXPANSION] = N_ ("takers who buy a part of it, or something else, without it"),
    [PNR_GROUP_NEW] = N_ ("takers who buy nothing without it"),
    [PNR_GROUP_OTHERS] = N_ ("shoppers who take no offer but buy differently, since a product is "
                             "not sold singly"),
  };

  return _ (meanings[group]);
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

    if (group != PNR_GROUP_OTHERS || changes[group] != 0.0)
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
  double level = (double) split->before.paid_minor * weight;

  for (guint j = 0; j < market->n_products; j++)
    lines[j] = (PnrRevenueLine){ split->units[0][j], split->revenue_minor[0][j], split->units[1][j],
                                 split->revenue_minor[1][j] };
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
      double next = level + (double) steps[i].minor * weight;

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
    units[group] = (double) split->changes[group].units * weight;
    contributions[group] = get_contribution (market, &split->changes[group]) * weight;
  }
  add_group_panel (waterfall, _ ("Units"), NULL, (double) split->before.units * weight, units,
                   PARTS);
  add_group_panel (waterfall, _ ("Contribution"), market->currency,
                   get_contribution (market, &split->before) * weight, contributions, 1.0);
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
  Study study = { .market = market, .belief = &belief, .seed = settings->seed };
  guint n_pieces;

  if (!pnr_belief_check (market, error))
    return NULL;
  per_scramble = (guint) (pnr_simulation_round_shoppers (settings) / PNR_SIMULATION_SCRAMBLES);
  study.block_size = MIN (per_scramble, PNR_DEMAND_BLOCK);
  study.n_blocks = per_scramble / study.block_size;
  n_pieces = study.n_blocks * PNR_SIMULATION_SCRAMBLES;
  study.splits = splits = g_new0 (Split, n_pieces);
  study.shop = shop = pnr_shop_new (market);
  pnr_belief_fill_central (market, &belief);
  pnr_progress_begin_step (progress, _ ("Counting who buys what instead"));
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

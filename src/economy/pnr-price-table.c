/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The cheapest way to own each content of a basket, and the shoppers' choice from it.
 *
 * A content is bought as a set of bundles (each at most once an order) filled up with single
 * products. Bundles that overlap, undercut each other or cost more than their parts need no special
 * case: the cheapest cover wins. Shoppers then take the content whose value exceeds its price most.
 * Cost: contents x sets of bundles once, contents per shopper after that. */
#include "config.h"

#include "economy/pnr-price-table.h"

#include <stdlib.h>
#include <string.h>

void
pnr_market_get_caps (const PnrMarket *market, guint caps[PNR_MARKET_MAX_PRODUCTS])
{
  for (guint j = 0; j < market->n_products; j++) {
    caps[j] = 1;
    for (guint b = 0; b < market->n_bundles; b++)
      caps[j] = MAX (caps[j], (guint) MIN (market->bundles[b].quantity[j], PNR_MAX_CONTENTS));
  }
}

/* What is left of one minor unit paid after tax and the payment fee. */
double
pnr_market_get_keep (const PnrMarket *market)
{
  return 1.0 / (1.0 + market->costs.vat_ppm / 1e6) - market->costs.fee_ppm / 1e6;
}

/* What a set of bundles puts into the basket, costs and leaves to single purchase. */
typedef struct {
  gint64 quantity[PNR_MARKET_MAX_PRODUCTS];
  gint64 paid_minor;
  gint64 cost_minor;
  guint units;
} Cover;

static void
cover_add (Cover *cover, const PnrMarket *market, const PnrPriceTableOptions *options, guint bundle)
{
  const PnrMarketBundle *offer = &market->bundles[bundle];

  if (!(options->forced_bundle >> bundle & 1))
    cover->paid_minor += offer->price_minor;
  if (options->handling_minor != NULL)
    cover->cost_minor += options->handling_minor[bundle];
  for (guint j = 0; j < market->n_products; j++) {
    cover->quantity[j] += offer->quantity[j];
    cover->cost_minor += offer->quantity[j] * market->products[j].cost_minor;
    cover->units += offer->quantity[j];
  }
}

static gboolean
fill_up (const PnrPriceTable *self, const PnrMarket *market, const PnrPriceTableOptions *options,
         const PnrPriceCell *target, const Cover *cover, PnrPriceCell *cell)
{
  *cell = *target;
  cell->paid_minor = cover->paid_minor;
  cell->cost_minor = cover->cost_minor;
  cell->units = cover->units;
  for (guint x = 0; x < self->n_products; x++) {
    guint j = self->product[x];
    gint64 covered = MIN (cover->quantity[j], (gint64) self->radix[x] - 1);
    gint64 missing = target->quantity[x] - covered;
    gboolean is_forced = options->forced_product >> j & 1;

    if (missing < 0 || (is_forced && missing == 0))
      return FALSE;
    if (missing > 0 && (options->not_sold_singly >> j & 1))
      return FALSE;
    cell->paid_minor += (missing - is_forced) * market->products[j].price_minor;
    cell->cost_minor += missing * market->products[j].cost_minor;
    cell->units += missing;
  }
  cell->is_on_sale = TRUE;
  cell->contribution = cell->paid_minor * pnr_market_get_keep (market) - cell->cost_minor
                       - (double) market->costs.ship_unit_minor * cell->units;
  return TRUE;
}

static void
offer_set (PnrPriceTable *self, const PnrMarket *market, const PnrPriceTableOptions *options,
           guint set)
{
  Cover cover = { 0 };

  for (guint b = 0; b < market->n_bundles; b++)
    if (set >> b & 1)
      cover_add (&cover, market, options, b);
  for (guint c = 0; c < self->n_contents; c++) {
    PnrPriceCell *best = &self->cells[c];
    PnrPriceCell cell;

    if (!fill_up (self, market, options, best, &cover, &cell))
      continue;
    cell.bundles = set;
    if (!best->is_on_sale || cell.paid_minor < best->paid_minor
        || (cell.paid_minor == best->paid_minor && cell.contribution > best->contribution))
      *best = cell;
  }
}

static void
lay_out_contents (PnrPriceTable *self, const PnrMarket *market, guint products)
{
  guint caps[PNR_MARKET_MAX_PRODUCTS];

  pnr_market_get_caps (market, caps);
  self->n_contents = 1;
  for (guint j = 0; j < market->n_products; j++)
    if (products >> j & 1) {
      self->product[self->n_products] = j;
      self->radix[self->n_products++] = caps[j] + 1;
      self->n_contents *= caps[j] + 1;
    }
  self->n_low_products = self->n_products / 2;
  self->n_low = 1;
  for (guint x = 0; x < self->n_low_products; x++)
    self->n_low *= self->radix[x];
  self->cells = g_new0 (PnrPriceCell, self->n_contents);
  for (guint c = 0; c < self->n_contents; c++) {
    guint rest = c;

    for (guint x = 0; x < self->n_products; x++) {
      self->cells[c].quantity[x] = rest % self->radix[x];
      rest /= self->radix[x];
    }
  }
}

typedef struct {
  double contribution;
  guint units;
  guint32 content;
} Rank;

static int
compare_ranks (const void *a, const void *b)
{
  const Rank *left = a;
  const Rank *right = b;

  if (left->contribution != right->contribution)
    return left->contribution > right->contribution ? -1 : 1;
  if (left->units != right->units)
    return left->units > right->units ? -1 : 1;
  return left->content < right->content ? -1 : 1;
}

/* An indifferent shopper takes what is best for the shop, then the larger basket. */
static void
rank_offers (PnrPriceTable *self, double order_cost)
{
  g_autofree Rank *ranks = g_new (Rank, self->n_contents);

  for (guint c = 0; c < self->n_contents; c++) {
    const PnrPriceCell *cell = &self->cells[c];

    if (cell->is_on_sale)
      ranks[self->n_offers++] = (Rank){
        .contribution = cell->contribution - (c != 0 ? order_cost : 0.0),
        .units = cell->units,
        .content = c,
      };
  }
  qsort (ranks, self->n_offers, sizeof *ranks, compare_ranks);
  self->offers = g_new (guint32, self->n_offers);
  for (guint i = 0; i < self->n_offers; i++)
    self->offers[i] = ranks[i].content;
}

/* An indifferent shopper takes what is worst for the shop. */
static void
turn_ranks (PnrPriceTable *self)
{
  for (guint o = 0; o < self->n_offers / 2; o++) {
    guint32 swap = self->offers[o];

    self->offers[o] = self->offers[self->n_offers - 1 - o];
    self->offers[self->n_offers - 1 - o] = swap;
  }
}

/* The offers by the high half of their content, in each group as ranked. */
static void
group_offers (PnrPriceTable *self)
{
  guint n_high = self->n_contents / self->n_low;
  guint n = 0;

  self->menu = g_new (PnrChoiceOffer, self->n_offers);
  self->groups = g_new (PnrChoiceGroup, n_high);
  for (guint high = 0; high < n_high; high++) {
    PnrChoiceGroup group = { .row = high, .first = n };

    for (guint o = 0; o < self->n_offers; o++)
      if (self->offers[o] / self->n_low == high)
        self->menu[n++] = (PnrChoiceOffer){
          .row = self->offers[o] % self->n_low,
          .price = (gint32) self->cells[self->offers[o]].paid_minor,
          .rank = (gint32) o,
        };
    group.n_offers = n - group.first;
    if (group.n_offers > 0)
      self->groups[self->n_groups++] = group;
  }
}

/**
 * pnr_price_table_new:
 * @market: prices and bundles
 * @options: which of them are on sale
 *
 * Returns: (transfer full): the cheapest purchase of every content
 */
PnrPriceTable *
pnr_price_table_new (const PnrMarket *market, const PnrPriceTableOptions *options)
{
  PnrPriceTable *self = g_new0 (PnrPriceTable, 1);

  lay_out_contents (self, market, options->products);
  for (guint set = 0; set < 1u << market->n_bundles; set++)
    if ((set & ~options->bundles) == 0 && (options->forced_bundle & ~set) == 0)
      offer_set (self, market, options, set);
  rank_offers (self, market->costs.ship_order_minor + market->costs.fee_fixed_minor);
  if (options->ties_go_against_shop)
    turn_ranks (self);
  group_offers (self);
  return self;
}

void
pnr_price_table_free (PnrPriceTable *self)
{
  g_free (self->cells);
  g_free (self->offers);
  g_free (self->menu);
  g_free (self->groups);
  g_free (self);
}

static inline gint32
value_of_units (gint32 value, guint units)
{
  gint64 percent = 0, step = 10000;

  for (guint unit = 0; unit < units; unit++, step = step * PNR_DECAY_PERCENT / 100)
    percent += step;
  return units == 1 ? value : (gint32) ((value * percent) / 10000);
}

/* Sums the values of products @from to @to for every content of them. */
static void
sum_values (const PnrPriceTable *self, guint from, guint to, const gint32 *const *values,
            gint32 (*sums)[PNR_CHOICE_TILE])
{
  guint n_sums = 1;

  for (guint x = from; x < to; x++) {
    pnr_choice_kernel_add (sums, n_sums, values[x], sums + n_sums);
    for (guint units = 2; units < self->radix[x]; units++) {
      gint32 worth[PNR_CHOICE_TILE];

      for (guint i = 0; i < PNR_CHOICE_TILE; i++)
        worth[i] = value_of_units (values[x][i], units);
      pnr_choice_kernel_add (sums, n_sums, worth, sums + units * n_sums);
    }
    n_sums *= self->radix[x];
  }
}

/* What the kernel works in. @rest: the values of a last tile that is not full; what stands beside
 * them there is chosen for too, and not looked at. */
typedef struct {
  PnrChoiceOffer *menu;
  gint32 (*low)[PNR_CHOICE_TILE];
  gint32 (*high)[PNR_CHOICE_TILE];
  gint32 (*best)[PNR_CHOICE_TILE];
  gint32 (*rest)[PNR_CHOICE_TILE];
} Bench;

static void
bench_init (Bench *bench, const PnrPriceTable *table, gint32 scale)
{
  bench->low = pnr_choice_kernel_alloc_rows (table->n_low);
  bench->high = pnr_choice_kernel_alloc_rows (table->n_contents / table->n_low);
  bench->best = pnr_choice_kernel_alloc_rows (2);
  bench->rest = pnr_choice_kernel_alloc_rows (PNR_MARKET_MAX_PRODUCTS);
  bench->menu = g_memdup2 (table->menu, table->n_offers * sizeof *table->menu);
  for (guint o = 0; o < table->n_offers; o++)
    bench->menu[o].price *= scale;
}

static void
bench_clear (Bench *bench)
{
  g_aligned_free (bench->low);
  g_aligned_free (bench->high);
  g_aligned_free (bench->best);
  g_aligned_free (bench->rest);
  g_free (bench->menu);
}

static void
choose_tile (const PnrPriceTable *self, Bench *bench, const gint32 *values, gsize stride, guint n,
             gint32 *surplus, guint32 *content)
{
  const gint32 *tile[PNR_MARKET_MAX_PRODUCTS];

  for (guint x = 0; x < self->n_products; x++) {
    tile[x] = values + self->product[x] * stride;
    if (n < PNR_CHOICE_TILE)
      tile[x] = memcpy (bench->rest[x], tile[x], n * sizeof *values);
  }
  sum_values (self, 0, self->n_low_products, tile, bench->low);
  sum_values (self, self->n_low_products, self->n_products, tile, bench->high);
  pnr_choice_kernel_run (self->groups, self->n_groups, bench->menu, bench->low, bench->high,
                         bench->best[0], bench->best[1]);
  memcpy (surplus, bench->best[0], n * sizeof *surplus);
  for (guint i = 0; i < n; i++)
    content[i] = self->offers[bench->best[1][i]];
}

/* One unit of one product: bought when it is worth its price. */
static void
choose_single (const PnrPriceTable *self, const gint32 *values, guint n, gint32 scale,
               gint32 *surplus, guint32 *content)
{
  gint32 price = (gint32) self->cells[1].paid_minor * scale;
  gint32 least = self->offers[0] == 1 ? 0 : 1;

  for (guint i = 0; i < n; i++) {
    gint32 own = values[i] - price;

    content[i] = own >= least;
    surplus[i] = own >= least ? own : 0;
  }
}

/**
 * pnr_price_table_choose:
 * @self: a table
 * @values: reservation prices in 1/@scale minor units, product-major over the market's products
 * @stride: distance between products in @values
 * @n: shoppers
 * @scale: parts of a minor unit in @values
 * @surplus: (out): the best surplus of each shopper, in the same parts
 * @content: (out): the content that gives it
 *
 * Integer throughout, so every machine chooses alike. Ties go to the earlier offer.
 */
void
pnr_price_table_choose (const PnrPriceTable *self, const gint32 *values, gsize stride, guint n,
                        gint32 scale, gint32 *surplus, guint32 *content)
{
  Bench bench;

  if (self->n_contents == 2 && self->n_offers == 2) {
    choose_single (self, values + self->product[0] * stride, n, scale, surplus, content);
    return;
  }
  bench_init (&bench, self, scale);
  for (guint from = 0; from < n; from += PNR_CHOICE_TILE)
    choose_tile (self, &bench, values + from, stride, MIN (PNR_CHOICE_TILE, n - from),
                 surplus + from, content + from);
  bench_clear (&bench);
}

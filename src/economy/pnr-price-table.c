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

/* Shoppers served together; their partial sums stay in the nearest cache. */
#define TILE 128

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
  return self;
}

void
pnr_price_table_free (PnrPriceTable *self)
{
  g_free (self->cells);
  g_free (self->offers);
  g_free (self);
}

static gint32
value_of_units (gint32 value, guint units)
{
  gint64 percent = 0, step = 10000;

  for (guint unit = 0; unit < units; unit++, step = step * PNR_DECAY_PERCENT / 100)
    percent += step;
  return units == 1 ? value : (gint32) ((value * percent) / 10000);
}

/* Sums the values of products @from to @to for every content of them. */
static void
sum_values (const PnrPriceTable *self, guint from, guint to, const gint32 *values, gsize stride,
            guint n, gint32 (*sums)[TILE])
{
  guint n_sums = 1;

  memset (sums[0], 0, sizeof sums[0]);
  for (guint x = from; x < to; x++) {
    const gint32 *own = values + self->product[x] * stride;

    for (guint units = 1; units < self->radix[x]; units++)
      for (guint c = 0; c < n_sums; c++)
        for (guint i = 0; i < n; i++)
          sums[units * n_sums + c][i] = sums[c][i] + value_of_units (own[i], units);
    n_sums *= self->radix[x];
  }
}

static inline __attribute__ ((always_inline)) void
choose_tile (const PnrPriceTable *self, const gint32 *prices, gint32 (*low)[TILE],
             gint32 (*high)[TILE], gint32 *surplus, gint32 *rank)
{
  guint o = 0;

  for (guint i = 0; i < TILE; i++) {
    surplus[i] = G_MININT32;
    rank[i] = 0;
  }
  /* Two at a time, so that the best so far is read and written half as often. */
  for (; o + 2 <= self->n_offers; o += 2) {
    const gint32 *a0 = low[self->offers[o] % self->n_low];
    const gint32 *b0 = high[self->offers[o] / self->n_low];
    const gint32 *a1 = low[self->offers[o + 1] % self->n_low];
    const gint32 *b1 = high[self->offers[o + 1] / self->n_low];
    gint32 price0 = prices[o], price1 = prices[o + 1];
    gint32 first = (gint32) o, second = (gint32) o + 1;

    for (guint i = 0; i < TILE; i++) {
      gint32 own0 = a0[i] + b0[i] - price0;
      gint32 own1 = a1[i] + b1[i] - price1;
      gint32 better = own1 > own0 ? own1 : own0;
      gint32 which = own1 > own0 ? second : first;

      rank[i] = better > surplus[i] ? which : rank[i];
      surplus[i] = better > surplus[i] ? better : surplus[i];
    }
  }
  for (; o < self->n_offers; o++) {
    const gint32 *a = low[self->offers[o] % self->n_low];
    const gint32 *b = high[self->offers[o] / self->n_low];

    for (guint i = 0; i < TILE; i++) {
      gint32 own = a[i] + b[i] - prices[o];

      rank[i] = own > surplus[i] ? (gint32) o : rank[i];
      surplus[i] = own > surplus[i] ? own : surplus[i];
    }
  }
}

static void
choose_tile_plain (const PnrPriceTable *self, const gint32 *prices, gint32 (*low)[TILE],
                   gint32 (*high)[TILE], gint32 *surplus, gint32 *rank)
{
  choose_tile (self, prices, low, high, surplus, rank);
}

#ifdef __x86_64__
__attribute__ ((target ("avx2"))) static void
choose_tile_wide (const PnrPriceTable *self, const gint32 *prices, gint32 (*low)[TILE],
                  gint32 (*high)[TILE], gint32 *surplus, gint32 *rank)
{
  choose_tile (self, prices, low, high, surplus, rank);
}
#endif

static gboolean
has_wide_registers (void)
{
#ifdef __x86_64__
  return __builtin_cpu_supports ("avx2");
#else
  return FALSE;
#endif
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
  guint n_high = self->n_contents / self->n_low;
  g_autofree gint32 *prices = g_new (gint32, self->n_offers);
  g_autofree gint32 (*low)[TILE] = g_malloc0 (self->n_low * sizeof *low);
  g_autofree gint32 (*high)[TILE] = g_malloc0 (n_high * sizeof *high);
  gint32 tile_surplus[TILE], rank[TILE];

  for (guint o = 0; o < self->n_offers; o++)
    prices[o] = self->cells[self->offers[o]].paid_minor * scale;
  for (guint from = 0; from < n; from += TILE) {
    guint n_here = MIN (TILE, n - from);

    sum_values (self, 0, self->n_low_products, values + from, stride, n_here, low);
    sum_values (self, self->n_low_products, self->n_products, values + from, stride, n_here, high);
#ifdef __x86_64__
    if (has_wide_registers ())
      choose_tile_wide (self, prices, low, high, tile_surplus, rank);
    else
#endif
      choose_tile_plain (self, prices, low, high, tile_surplus, rank);
    memcpy (surplus + from, tile_surplus, n_here * sizeof *surplus);
    for (guint i = 0; i < n_here; i++)
      content[from + i] = self->offers[rank[i]];
  }
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The shoppers' choice from a price table: the content whose worth exceeds its price most.
 *
 * The worth of a content is the sum of two halves, worked out once for a tile of shoppers; the
 * kernel then looks for the best. Where products add to each other's worth there are no halves, and
 * every content is worth a row of its own. */
#include "config.h"

#include <string.h>

#include "economy/pnr-price-table.h"

typedef gint32 Row[PNR_CHOICE_TILE];

/* Whoever does not know a product does not know more of it either. */
static inline gint32
value_of_units (gint32 value, gint64 worth_e4)
{
  return value == PNR_VALUE_OF_UNKNOWN ? value : (gint32) (value * worth_e4 / 10000);
}

/* Sums the values of products @from to @to for every content of them. */
static void
sum_values (const PnrPriceTable *self, guint from, guint to, const gint32 *const *values, Row *sums)
{
  guint n_sums = 1;

  for (guint x = from; x < to; x++) {
    pnr_choice_kernel_add (sums, n_sums, values[x], sums + n_sums);
    for (guint units = 2; units < self->radix[x]; units++) {
      gint32 worth[PNR_CHOICE_TILE];

      for (guint i = 0; i < PNR_CHOICE_TILE; i++)
        worth[i] = value_of_units (values[x][i], self->worth_e4[x][units]);
      pnr_choice_kernel_add (sums, n_sums, worth, sums + units * n_sums);
    }
    n_sums *= self->radix[x];
  }
}

/* What the others in the basket leave of the worth of a product, in per cent. */
static gint64
get_bond (const PnrPriceTable *self, const PnrPriceCell *cell, guint x)
{
  gint64 percent = 100;

  for (guint y = 0; y < self->n_products; y++)
    if (y != x && cell->quantity[y] > 0)
      percent += self->bond_percent[x][y];
  return MAX (percent, 0);
}

static void
value_content (const PnrPriceTable *self, const PnrPriceCell *cell, const gint32 *const *values,
               const gint64 *part_e6, gint32 *row)
{
  for (guint i = 0; i < PNR_CHOICE_TILE; i++) {
    gint64 sum = 500000;

    for (guint x = 0; x < self->n_products; x++)
      if (cell->quantity[x] > 0)
        sum +=
            values[x][i] * (values[x][i] == PNR_VALUE_OF_UNKNOWN ? (gint64) 1000000 : part_e6[x]);
    row[i] = (gint32) (sum >= 0 ? sum / 1000000 : -((999999 - sum) / 1000000));
  }
}

/* Baskets whose products add to each other's worth, rounded once; all others stay sums. */
static void
value_bonds (const PnrPriceTable *self, const gint32 *const *values, Row *rows)
{
  for (guint c = 0; c < self->n_contents; c++) {
    const PnrPriceCell *cell = &self->cells[c];
    gint64 part_e6[PNR_MARKET_MAX_PRODUCTS] = { 0 };
    gboolean is_sum = TRUE;

    for (guint x = 0; x < self->n_products; x++) {
      gint64 bond = get_bond (self, cell, x);

      part_e6[x] = self->worth_e4[x][cell->quantity[x]] * bond;
      is_sum = is_sum && (cell->quantity[x] == 0 || bond == 100);
    }
    if (!is_sum)
      value_content (self, cell, values, part_e6, rows[c]);
  }
}

static gint32
get_price (const PnrPriceCell *cell, gint32 scale)
{
  gint64 parts = (cell->paid_minor + cell->charge_minor) * PNR_BOTHER_PARTS + cell->bother;

  return (gint32) ((parts * scale + PNR_BOTHER_PARTS / 2) / PNR_BOTHER_PARTS);
}

/* What the kernel works in. @rest: the values of a last tile that is not full; what stands beside
 * them there is chosen for too, and not looked at. */
typedef struct {
  PnrChoiceOffer *menu;
  Row *low;
  Row *high;
  Row *best;
  Row *rest;
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
    bench->menu[o].price = get_price (&table->cells[table->offers[bench->menu[o].rank]], scale);
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
  if (self->has_bonds)
    value_bonds (self, tile, bench->low);
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
  gint32 price = get_price (&self->cells[1], scale);
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
 * @values: reservation prices in 1/@scale minor units, product-major over the market's products;
 *   %PNR_VALUE_OF_UNKNOWN for a product that a shopper does not know
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
  for (guint from = 0; from < n; from += PNR_CHOICE_TILE) {
    if (pnr_progress_is_cancelled (self->progress)) {
      memset (surplus + from, 0, (n - from) * sizeof *surplus);
      memset (content + from, 0, (n - from) * sizeof *content);
      break;
    }
    choose_tile (self, &bench, values + from, stride, MIN (PNR_CHOICE_TILE, n - from),
                 surplus + from, content + from);
  }
  bench_clear (&bench);
}

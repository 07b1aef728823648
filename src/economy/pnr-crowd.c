/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A block of shoppers: what they would pay, know and see, and what each then puts in the basket. */
#include "config.h"

#include "economy/pnr-crowd.h"

#include <string.h>

#include "economy/pnr-quasi-random.h"

/* Dimensions of the even sequence: values first, then what is known, then what is seen. */
#define FIRST_AWARENESS PNR_MARKET_MAX_PRODUCTS
#define FIRST_EXPOSURE (2 * PNR_MARKET_MAX_PRODUCTS)

static void
draw_bits (guint16 *bits, guint place, guint dimension, double share, guint32 first, guint n,
           guint64 seed, guint32 scramble)
{
  double uniforms[PNR_DEMAND_BLOCK];

  pnr_quasi_random_fill (dimension, first, n, seed, scramble, uniforms);
  for (guint i = 0; i < n; i++)
    bits[i] |= (guint16) ((uniforms[i] < share) << place);
}

/**
 * pnr_crowd_draw_encounters:
 * @self: (out): the block, without what its shoppers would pay
 * @shop: price tables
 * @market: the market behind them
 * @belief: the shoppers' distribution
 * @first: number of the first shopper
 * @n_shoppers: at most %PNR_DEMAND_BLOCK
 * @seed: key of the draws
 * @scramble: number of the repetition
 *
 * What they know and see. Dimensions go by the rank of names, not by places in the market; what is
 * certain takes none.
 */
void
pnr_crowd_draw_encounters (PnrCrowd *self, const PnrShop *shop, const PnrMarket *market,
                           const PnrBelief *belief, guint32 first, guint n_shoppers, guint64 seed,
                           guint32 scramble)
{
  guint row_of[PNR_MARKET_MAX_BUNDLES];

  self->n = n_shoppers;
  self->scale = belief->demand.scale;
  for (guint i = 0; i < n_shoppers; i++) {
    self->knows[i] = (guint16) ~shop->unknown;
    self->sees[i] = 0;
  }
  for (guint j = 0; j < market->n_products; j++)
    if (shop->unknown >> j & 1)
      draw_bits (self->knows, j, FIRST_AWARENESS + belief->demand.row_of[j], belief->awareness[j],
                 first, n_shoppers, seed, scramble);
  pnr_demand_rank_bundles (market, row_of);
  for (guint b = 0; b < market->n_bundles; b++)
    if (shop->is_drawn && (shop->uncertain >> b & 1))
      draw_bits (self->sees, b, FIRST_EXPOSURE + row_of[b], belief->exposure[b], first, n_shoppers,
                 seed, scramble);
}

/* The same with what they would pay. */
void
pnr_crowd_draw (PnrCrowd *self, const PnrShop *shop, const PnrMarket *market,
                const PnrBelief *belief, guint32 first, guint n_shoppers, guint64 seed,
                guint32 scramble)
{
  pnr_crowd_draw_encounters (self, shop, market, belief, first, n_shoppers, seed, scramble);
  pnr_demand_draw (&belief->demand, first, n_shoppers, seed, scramble, self->values);
}

/* The worth of a part's products to the shoppers of @places, unknown products worth nothing. */
static void
copy_known (const PnrCrowd *self, const PnrPriceTable *table, guint offered, const guint16 *places,
            guint n, gint32 *values)
{
  for (guint x = 0; x < table->n_products; x++) {
    guint j = table->product[x];
    const gint32 *from = self->values + (gsize) j * PNR_DEMAND_BLOCK;
    gint32 *to = values + (gsize) j * PNR_DEMAND_BLOCK;
    gboolean is_offered = offered >> j & 1;

    for (guint i = 0; i < n; i++) {
      guint place = places != NULL ? places[i] : i;

      to[i] = is_offered || (self->knows[place] >> j & 1) ? from[place] : PNR_VALUE_OF_UNKNOWN;
    }
  }
}

/**
 * pnr_crowd_choose:
 * @self: shoppers
 * @table: what they choose from
 * @offered: products that all of them are shown
 * @all_know: whether all of them know everything
 * @surplus: (out): of each
 * @content: (out): of each basket
 */
void
pnr_crowd_choose (const PnrCrowd *self, const PnrPriceTable *table, guint offered,
                  gboolean all_know, gint32 *surplus, guint32 *content)
{
  g_autofree gint32 *values = NULL;

  if (all_know) {
    pnr_price_table_choose (table, self->values, PNR_DEMAND_BLOCK, self->n, self->scale, surplus,
                            content);
    return;
  }
  values = g_new (gint32, PNR_MARKET_MAX_PRODUCTS * PNR_DEMAND_BLOCK);
  copy_known (self, table, offered, NULL, self->n, values);
  pnr_price_table_choose (table, values, PNR_DEMAND_BLOCK, self->n, self->scale, surplus, content);
}

/**
 * pnr_crowd_choose_by_variant:
 * @self: shoppers
 * @tables: (array length=n_variants): what is chosen from; %NULL for what nobody meets
 * @offered: (array length=n_variants): products that the offers seen make known
 * @n_variants: how many
 * @variants: what each meets; whoever meets another keeps her choice
 * @surplus: (inout): of each
 * @content: (inout): of each basket
 *
 * Those who meet the same choose together.
 */
void
pnr_crowd_choose_by_variant (const PnrCrowd *self, PnrPriceTable *const *tables,
                             const guint *offered, guint n_variants, const guint *variants,
                             gint32 *surplus, guint32 *content)
{
  g_autofree gint32 *values = g_new (gint32, PNR_MARKET_MAX_PRODUCTS * PNR_DEMAND_BLOCK);
  g_autofree guint16 *places = g_new (guint16, PNR_DEMAND_BLOCK);
  g_autofree gint32 *own_surplus = g_new (gint32, PNR_DEMAND_BLOCK);
  g_autofree guint32 *own_content = g_new (guint32, PNR_DEMAND_BLOCK);

  for (guint variant = 0; variant < n_variants; variant++) {
    guint n = 0;

    for (guint i = 0; i < self->n && tables[variant] != NULL; i++)
      if (variants[i] == variant)
        places[n++] = (guint16) i;
    if (n == 0)
      continue;
    copy_known (self, tables[variant], offered[variant], places, n, values);
    pnr_price_table_choose (tables[variant], values, PNR_DEMAND_BLOCK, n, self->scale, own_surplus,
                            own_content);
    for (guint i = 0; i < n; i++) {
      surplus[places[i]] = own_surplus[i];
      content[places[i]] = own_content[i];
    }
  }
}

/* Only those are asked again who are shown something. */
static void
show_relations (const PnrCrowd *self, const PnrShopPart *part, const guint *shown, guint *variants,
                const guint32 *content, guint16 *seen)
{
  for (guint i = 0; i < self->n; i++) {
    guint more = shown[i] & part->led & part->met[content[i]];

    seen[i] |= (guint16) more;
    variants[i] = more != 0 ? pnr_shop_part_get_variant (part, seen[i], self->knows[i]) : G_MAXUINT;
  }
}

/**
 * pnr_crowd_meet:
 * @self: shoppers
 * @shop: where they are
 * @p: a part of it
 * @run: which of the shop's runs
 * @surplus: (out): of each
 * @content: (out): of each basket
 * @seen: (out): the offers of the part that each saw, without those that everybody sees
 *
 * Each puts together a basket from the offers that she sees. Where a relationship leads from what
 * is in it, she may be shown what it leads to, and chooses once more.
 */
void
pnr_crowd_meet (const PnrCrowd *self, const PnrShop *shop, guint p, guint run, gint32 *surplus,
                guint32 *content, guint16 *seen)
{
  const PnrShopPart *part = &shop->parts[p];
  gboolean all_know = (shop->unknown & part->products) == 0;
  g_autofree guint *shown = NULL, *variants = NULL;

  if (!pnr_shop_part_varies (shop, p)) {
    guint variant = pnr_shop_part_get_variant (part, shop->seen[run], 0);

    pnr_crowd_choose (self, part->scenario[variant], part->offered[variant], all_know, surplus,
                      content);
    for (guint i = 0; i < self->n; i++)
      seen[i] = (guint16) shop->seen[run];
    return;
  }
  shown = g_new (guint, PNR_DEMAND_BLOCK);
  variants = g_new (guint, PNR_DEMAND_BLOCK);
  for (guint i = 0; i < self->n; i++) {
    shown[i] = pnr_shop_get_shown (shop, run, self->sees[i]);
    seen[i] = (guint16) (shown[i] & part->uncertain & ~part->led);
    variants[i] = pnr_shop_part_get_variant (part, seen[i], self->knows[i]);
  }
  pnr_crowd_choose_by_variant (self, part->scenario, part->offered, part->n_variants, variants,
                               surplus, content);
  if (part->led == 0)
    return;
  show_relations (self, part, shown, variants, content, seen);
  pnr_crowd_choose_by_variant (self, part->scenario, part->offered, part->n_variants, variants,
                               surplus, content);
}

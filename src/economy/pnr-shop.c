/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A market as shoppers meet it: its parts, what each shopper may see of it, and what things cost.
 *
 * As long as the shopper pays nothing for the order as a whole, surplus adds up over products that
 * nothing joins, and each group of joined products is enumerated alone: 2^a + 2^b contents instead
 * of 2^(a + b). Offers, anchors, alternatives and complements join what they touch; a charge for
 * shipping and a gift for a worth of goods join everything. */
#include "config.h"

#include "economy/pnr-shop.h"

/* A table of what the carrier gets is not worth more room than this. */
#define MOST_SHIP_STEPS (1 << 20)

static guint
get_touched (const PnrMarket *market, guint bundle)
{
  guint touched = pnr_market_get_members (market, bundle);

  if (market->bundles[bundle].kind == PNR_OFFER_GIFT)
    return (1u << market->n_products) - 1;
  for (guint j = 0; j < market->n_products; j++)
    if (market->bundles[bundle].kind == PNR_OFFER_ADD_ON)
      touched |= (guint) (market->bundles[bundle].anchor_quantity[j] > 0) << j;
  return touched;
}

/* The products that something joins directly to those of @reached. */
static guint
get_neighbours (const PnrMarket *market, guint reached)
{
  guint all = 0;

  if (market->tariff.charge_minor > 0)
    return (1u << market->n_products) - 1;
  for (guint b = 0; b < market->n_bundles; b++)
    if (get_touched (market, b) & reached)
      all |= get_touched (market, b);
  for (guint j = 0; j < market->n_products; j++)
    for (guint k = 0; k < market->n_products && (reached >> j & 1); k++) {
      guint group = market->products[j].alternative_group;

      if (market->theta_percent[j][k] != 0 || market->theta_percent[k][j] != 0
          || (group != 0 && market->products[k].alternative_group == group))
        all |= 1u << k;
    }
  return all;
}

/* The least product that is joined with @product: the name of its part of the market. */
guint
pnr_market_get_part (const PnrMarket *market, guint product)
{
  guint reached = 1u << product, before = 0;

  while (reached != before) {
    before = reached;
    reached |= get_neighbours (market, reached);
  }
  return (guint) __builtin_ctz (reached);
}

guint
pnr_market_get_products_of_part (const PnrMarket *market, guint part)
{
  guint products = 0;

  for (guint j = 0; j < market->n_products; j++)
    products |= (guint) (pnr_market_get_part (market, j) == part) << j;
  return products;
}

guint
pnr_market_get_bundles_within (const PnrMarket *market, guint products)
{
  guint bundles = 0;

  for (guint b = 0; b < market->n_bundles; b++)
    if (get_touched (market, b) & products)
      bundles |= 1u << b;
  return bundles;
}

/* Offers that not everybody sees, whichever of the believed exposures is true. */
guint
pnr_market_get_uncertain (const PnrMarket *market)
{
  guint uncertain = 0;

  for (guint b = 0; b < market->n_bundles; b++) {
    const PnrRange *exposure = &market->bundles[b].exposure;

    uncertain |= (guint) (exposure->value < 1.0 || exposure->low < 1.0) << b;
  }
  return uncertain;
}

/* Products that not everybody knows. */
guint
pnr_market_get_unknown (const PnrMarket *market)
{
  guint unknown = 0;

  for (guint j = 0; j < market->n_products; j++) {
    const PnrRange *awareness = &market->products[j].awareness;

    unknown |= (guint) (awareness->value < 1.0 || awareness->low < 1.0) << j;
  }
  return unknown;
}

static guint64
count_cells_of_part (const PnrMarket *market, guint products)
{
  guint bundles = pnr_market_get_bundles_within (market, products);
  guint uncertain = bundles & (pnr_market_get_uncertain (market) | pnr_market_get_led (market));
  guint caps[PNR_MARKET_MAX_PRODUCTS], beside = 0;
  guint64 n = 1;

  pnr_market_get_caps (market, caps);
  for (guint j = 0; j < market->n_products && n <= PNR_MAX_CONTENTS; j++)
    n *= products >> j & 1 ? caps[j] + 1 : 1;
  for (guint b = 0; b < market->n_bundles; b++)
    if ((bundles >> b & 1) && market->bundles[b].offered_as == PNR_OFFERED_AS_CROSS_SELL)
      beside |= pnr_market_get_members (market, b);
  return n << (__builtin_popcount (uncertain) + __builtin_popcount (beside));
}

/* What all price tables of the market hold, at most. */
guint64
pnr_market_count_cells (const PnrMarket *market)
{
  guint64 n = 0;

  for (guint least = 0; least < market->n_products; least++) {
    guint products = pnr_market_get_products_of_part (market, least);

    n += products != 0 ? count_cells_of_part (market, products) : 0;
  }
  return n;
}

/* The bits of @set at the places of @among, moved together. */
static guint
gather (guint set, guint among)
{
  guint gathered = 0, place = 0;

  for (; among != 0; among &= among - 1)
    gathered |= (set >> __builtin_ctz (among) & 1) << place++;
  return gathered;
}

/* The other way round. */
static guint
scatter (guint gathered, guint among)
{
  guint set = 0, place = 0;

  for (; among != 0; among &= among - 1)
    set |= (gathered >> place++ & 1) << __builtin_ctz (among);
  return set;
}

/* What a shopper who sees the offers of @seen and knows @known herself buys beside another product
 * or not at all. */
static guint
get_only_beside (const PnrShopPart *self, guint seen, guint known)
{
  guint beside = 0;

  for (guint b = 0; b < PNR_MARKET_MAX_BUNDLES && self->beside != 0; b++)
    if ((seen & self->bundles) >> b & 1) {
      beside |= self->cross_sells >> b & 1 ? self->members[b] : 0;
      known |= self->cross_sells >> b & 1 ? 0 : self->members[b];
    }
  return beside & self->beside & ~known;
}

/**
 * pnr_shop_part_get_variant:
 * @self: a part of a shop
 * @seen: offers that a shopper sees; those that everybody sees may be left out
 * @known: products that she knows herself
 *
 * Returns: the place of what she meets among all that can be met
 */
guint
pnr_shop_part_get_variant (const PnrShopPart *self, guint seen, guint known)
{
  guint all = seen | (self->bundles & ~self->uncertain);
  guint variant = gather (seen, self->uncertain);

  if (self->beside == 0)
    return variant;
  return variant
         | gather (get_only_beside (self, all, known), self->beside)
               << __builtin_popcount (self->uncertain);
}

/* What is seen in @variant, and what of it is to be had beside another product alone. */
static guint
get_seen (const PnrShopPart *self, guint variant, guint *only_beside)
{
  *only_beside = scatter (variant >> __builtin_popcount (self->uncertain), self->beside);
  return (self->bundles & ~self->uncertain) | scatter (variant, self->uncertain);
}

/* Whether shoppers of one run meet different things in a part. */
gboolean
pnr_shop_part_varies (const PnrShop *self, guint p)
{
  return self->parts[p].led != 0 || (self->is_drawn && self->parts[p].n_variants > 1);
}

/* @drawn: the offers that chance shows to a shopper. Returns: what she would see with every anchor
 * in her basket, without the bundles that everybody sees */
guint
pnr_shop_get_shown (const PnrShop *self, guint run, guint drawn)
{
  return self->surely_shown | (self->is_drawn ? drawn : self->seen[run]);
}

static gint64
get_most_paid (const PnrPriceTable *table)
{
  gint64 most = 0;

  for (guint c = 0; c < table->n_contents; c++)
    if (table->cells[c].is_on_sale)
      most = MAX (most, table->cells[c].paid_minor);
  return most;
}

/* Products that an anchor leads to, and that not everybody would find alone. */
static void
fill_led (const PnrShop *shop, PnrShopPart *part, const PnrMarket *market)
{
  part->led = part->bundles & shop->led;
  for (guint b = 0; b < market->n_bundles; b++) {
    part->members[b] = pnr_market_get_members (market, b);
    if ((part->led >> b & 1) && market->bundles[b].offered_as == PNR_OFFERED_AS_CROSS_SELL) {
      part->cross_sells |= 1u << b;
      part->beside |= part->members[b] & shop->unknown;
    }
  }
}

static void
fill_met (PnrShopPart *part, const PnrMarket *market)
{
  const PnrPriceTable *table = part->baseline;

  part->met = g_new0 (guint16, table->n_contents);
  for (guint b = 0; b < market->n_bundles; b++)
    for (guint c = 0; (part->led >> b & 1) && c < table->n_contents; c++) {
      gboolean has_anchor = TRUE;

      for (guint x = 0; x < table->n_products; x++)
        has_anchor =
            has_anchor
            && table->cells[c].quantity[x] >= market->bundles[b].anchor_quantity[table->product[x]];
      part->met[c] |= (guint16) (has_anchor << b);
    }
}

/* What is to be had in a variant; %FALSE where nobody meets it. */
gboolean
pnr_shop_get_variant_options (const PnrShop *self, const PnrShopPart *part, const PnrMarket *market,
                              guint variant, PnrPriceTableOptions *options)
{
  guint only_beside, seen = get_seen (part, variant, &only_beside);

  if (only_beside & ~get_only_beside (part, seen, 0))
    return FALSE;
  *options = (PnrPriceTableOptions){
    .products = part->products,
    .bundles = seen,
    .not_sold_singly = pnr_market_get_withdrawn (market) | only_beside,
    .ties_go_against_shop = self->ties_go_against_shop,
  };
  return TRUE;
}

static void
fill_variant (const PnrShop *shop, PnrShopPart *part, const PnrMarket *market, guint v,
              PnrProgress *progress)
{
  PnrPriceTableOptions options;

  if (!pnr_shop_get_variant_options (shop, part, market, v, &options))
    return;
  options.progress = progress;
  part->scenario[v] = pnr_price_table_new (market, &options);
  for (guint b = 0; b < market->n_bundles; b++)
    part->offered[v] |= options.bundles >> b & 1 ? part->members[b] : 0;
}

static void
fill_part (PnrShop *shop, PnrShopPart *part, const PnrMarket *market, PnrProgress *progress)
{
  gint64 most;

  part->bundles = pnr_market_get_bundles_within (market, part->products);
  fill_led (shop, part, market);
  part->uncertain = part->bundles & (shop->uncertain | part->led);
  part->n_variants =
      1u << (__builtin_popcount (part->uncertain) + __builtin_popcount (part->beside));
  part->baseline = pnr_price_table_new (
      market, &(PnrPriceTableOptions){ .products = part->products, .progress = progress });
  part->scenario = g_new0 (PnrPriceTable *, part->n_variants);
  part->offered = g_new0 (guint, part->n_variants);
  if (part->led != 0)
    fill_met (part, market);
  most = get_most_paid (part->baseline);
  for (guint v = 0; v < part->n_variants; v++) {
    fill_variant (shop, part, market, v, progress);
    if (part->scenario[v] != NULL)
      most = MAX (most, get_most_paid (part->scenario[v]));
  }
  shop->most_paid_minor += most;
}

/* What chance decides of each shopper: all that pnr_crowd_draw() asks of a shop. */
void
pnr_shop_init_chances (PnrShop *self, const PnrMarket *market)
{
  self->unknown = pnr_market_get_unknown (market);
  self->uncertain = pnr_market_get_uncertain (market);
  self->is_drawn = __builtin_popcount (self->uncertain) > PNR_SHOP_MAX_EXACT;
}

static void
fill_runs (PnrShop *shop, const PnrMarket *market)
{
  pnr_shop_init_chances (shop, market);
  shop->led = pnr_market_get_led (market);
  shop->surely_shown = shop->led & ~shop->uncertain;
  for (guint seen = shop->uncertain; !shop->is_drawn; seen = (seen - 1) & shop->uncertain) {
    shop->seen[shop->n_runs++] = seen;
    if (seen == 0)
      break;
  }
  shop->n_runs = MAX (shop->n_runs, 1);
}

static gint64
get_common_divisor (gint64 a, gint64 b)
{
  while (b != 0) {
    gint64 rest = a % b;

    a = b;
    b = rest;
  }
  return a;
}

/* Heavy orders take a search for the cheapest parcels, so every weight is looked up once. */
static void
fill_ship (PnrShop *shop, const PnrMarket *market, PnrProgress *progress)
{
  guint caps[PNR_MARKET_MAX_PRODUCTS];
  gint64 divisor = 0, most = 0;

  pnr_market_get_caps (market, caps);
  for (guint j = 0; j < market->n_products; j++) {
    divisor = get_common_divisor (divisor, market->products[j].weight_g);
    most += caps[j] * market->products[j].weight_g;
  }
  if (market->tariff.n_bands == 0 || (divisor > 0 && most / divisor >= MOST_SHIP_STEPS))
    return;
  shop->ship_step_g = MAX (divisor, 1);
  shop->n_ship_steps = most / shop->ship_step_g + 1;
  shop->ship_minor = g_new0 (gint64, shop->n_ship_steps);
  for (gint64 step = 0; step < shop->n_ship_steps && !pnr_progress_is_cancelled (progress); step++)
    shop->ship_minor[step] = pnr_market_get_ship_minor (market, step * shop->ship_step_g, 1);
}

/**
 * pnr_shop_new_bare:
 * @market: a market
 * @ties_go_against_shop: which of two equally cheap ways to a basket is taken
 * @progress: (nullable): can cancel; the shop is of no use then
 *
 * Returns: (transfer full): a shop that keeps no table of what the carrier gets
 */
PnrShop *
pnr_shop_new_bare (const PnrMarket *market, gboolean ties_go_against_shop, PnrProgress *progress)
{
  PnrShop *self = g_new0 (PnrShop, 1);

  self->ties_go_against_shop = ties_go_against_shop;
  fill_runs (self, market);
  for (guint least = 0; least < market->n_products; least++) {
    guint products = pnr_market_get_products_of_part (market, least);

    if (products == 0)
      continue;
    self->parts[self->n_parts].products = products;
    fill_part (self, &self->parts[self->n_parts++], market, progress);
  }
  return self;
}

/**
 * pnr_shop_new:
 * @market: a market
 * @progress: (nullable): can cancel; the shop is of no use then
 *
 * Returns: (transfer full): its price tables without and with the offers; a pure offer takes its
 *   products from single sale in the latter
 */
PnrShop *
pnr_shop_new (const PnrMarket *market, PnrProgress *progress)
{
  PnrShop *self = pnr_shop_new_bare (market, FALSE, progress);

  fill_ship (self, market, progress);
  return self;
}

void
pnr_shop_free (PnrShop *self)
{
  for (guint p = 0; p < self->n_parts; p++) {
    PnrShopPart *part = &self->parts[p];

    pnr_price_table_free (part->baseline);
    for (guint v = 0; v < part->n_variants; v++)
      g_clear_pointer (&part->scenario[v], pnr_price_table_free);
    g_free (part->scenario);
    g_free (part->offered);
    g_free (part->met);
  }
  g_free (self->ship_minor);
  g_free (self);
}

/* What the carrier gets for an order. */
gint64
pnr_shop_get_ship_minor (const PnrShop *self, const PnrMarket *market, gint64 weight_g,
                         gint64 units)
{
  if (self->ship_minor == NULL || units == 0)
    return pnr_market_get_ship_minor (market, weight_g, units);
  return self->ship_minor[weight_g / self->ship_step_g];
}

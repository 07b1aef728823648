/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A market as shoppers meet it: its parts, what each shopper may see of it, and what things cost.
 */
#pragma once

#include "economy/pnr-price-table.h"

G_BEGIN_DECLS

/* With so many offers that not everybody sees, every set of them is run for every shopper. */
#define PNR_SHOP_MAX_EXACT 3
#define PNR_SHOP_MAX_RUNS (1 << PNR_SHOP_MAX_EXACT)
#define PNR_SHOP_MAX_PARTS PNR_MARKET_MAX_PRODUCTS

/* Products that something joins are chosen together. Sets of bits: @products, @bundles the offers
 * that touch them, @uncertain those of them that not everybody sees, @led those that come from
 * relationships, which are seen beside their anchor alone. @beside: products that some shoppers
 * only know from being shown them beside another, and buy there only. @scenario: a table for each
 * set of uncertain offers seen and of products to be had beside another alone, by
 * pnr_shop_part_get_variant(); %NULL for what nobody meets. @offered: by the same, the products
 * that the offers seen make known. @met: by content, the offers of relationships whose anchor it
 * holds.
 */
typedef struct {
  guint products;
  guint bundles;
  guint uncertain;
  guint led;
  guint cross_sells;
  guint beside;
  guint members[PNR_MARKET_MAX_BUNDLES];
  PnrPriceTable *baseline;
  guint n_variants;
  PnrPriceTable **scenario;
  guint *offered;
  guint16 *met;
} PnrShopPart;

/* @led: offers of relationships; of these @surely_shown to everybody with the anchor.
 * @uncertain: offers that not everybody sees. @is_drawn: chance decides for each shopper which of
 * them she sees; otherwise there is a run for each set of them, @seen. @unknown: products that not
 * everybody knows. @ties_go_against_shop: what of two equally cheap ways to a basket is taken.
 * @ship_minor: what the carrier gets, by weight in @ship_step_g; %NULL where it is
 * linear. */
typedef struct {
  guint n_parts;
  PnrShopPart parts[PNR_SHOP_MAX_PARTS];
  guint uncertain;
  guint led;
  guint surely_shown;
  guint unknown;
  gboolean is_drawn;
  gboolean ties_go_against_shop;
  guint n_runs;
  guint seen[PNR_SHOP_MAX_RUNS];
  gint64 most_paid_minor;
  gint64 ship_step_g;
  gint64 n_ship_steps;
  gint64 *ship_minor;
} PnrShop;

guint pnr_market_get_part (const PnrMarket *market, guint product);
guint pnr_market_get_products_of_part (const PnrMarket *market, guint part);
guint pnr_market_get_bundles_within (const PnrMarket *market, guint products);
guint pnr_market_get_uncertain (const PnrMarket *market);
guint pnr_market_get_unknown (const PnrMarket *market);
guint64 pnr_market_count_cells (const PnrMarket *market);
PnrShop *pnr_shop_new (const PnrMarket *market, PnrProgress *progress);
PnrShop *pnr_shop_new_bare (const PnrMarket *market, gboolean ties_go_against_shop,
                            PnrProgress *progress);
void pnr_shop_init_chances (PnrShop *self, const PnrMarket *market);
void pnr_shop_free (PnrShop *self);
gboolean pnr_shop_get_variant_options (const PnrShop *self, const PnrShopPart *part,
                                       const PnrMarket *market, guint variant,
                                       PnrPriceTableOptions *options);
guint pnr_shop_part_get_variant (const PnrShopPart *self, guint seen, guint known);
gboolean pnr_shop_part_varies (const PnrShop *self, guint p);
guint pnr_shop_get_shown (const PnrShop *self, guint run, guint drawn);
gint64 pnr_shop_get_ship_minor (const PnrShop *self, const PnrMarket *market, gint64 weight_g,
                                gint64 units);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PnrShop, pnr_shop_free)

G_END_DECLS

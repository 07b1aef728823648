/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A focus set of products as the economy sees it: prices, costs, counts, offers, assumptions. */
#pragma once

#include <glib-object.h>

#include "model/pnr-parcel-tariff.h"
#include "model/pnr-shown-relation.h"

G_BEGIN_DECLS

/* The model enumerates all contents of a basket, so the focus set is small. */
#define PNR_MARKET_MAX_PRODUCTS 12
#define PNR_MARKET_MAX_BUNDLES 8
#define PNR_MARKET_MAX_TIERS 8

/* What a further unit of a product is worth relative to the one before, until data say otherwise.
 */
#define PNR_MARKET_DECAY_E4 5000
/* A product that is taxed like the rest of the shop. */
#define PNR_MARKET_VAT_OF_SHOP (-1)

/* A number nobody knows exactly: 90 % of what is believed lies between @low and @high. */
typedef struct {
  double value;
  double low;
  double high;
} PnrRange;

/* Prices with tax as the plan says, costs net, in minor units. @vat_ppm: the tax in its price, in
 * millionths of the net price; of an offer's price it is owed on the product's share, and shares
 * follow single prices. @n_orders: orders of the calibration window that hold the product.
 * @elasticity: own price, below zero. Of two products with the same
 * @alternative_group, from 1, a basket holds one at most. @awareness: share of shoppers who know
 * the product without being shown an offer that holds it. @max_quantity: most units that are of use
 * in one order; below what an offer holds, that. @decay_e4: worth of a further unit relative to the
 * one before, in ten-thousandths.
 *
 * What the orders of the window say beyond @n_orders; 0 where they say nothing. @paid_e3: mean
 * price of a unit in thousandths of a minor unit, 0 as well where it is today's; @reduced_ppm:
 * share of those units that had a discount. @n_units_milli: units in those orders;
 * @n_second_orders: orders with two units or more; @second_ppm: share of its buyers who are taken
 * to want two. @n_weeks and
 * @n_prices: from how much @elasticity was learnt; 0: it is stated. @further_unit: what the plan
 * states instead of @decay_e4. @is_awareness_inferred: @awareness follows from how many are
 * believed to take the product where it is shown. */
typedef struct {
  char *sku;
  char *name;
  gint64 price_minor;
  gint64 cost_minor;
  gint64 weight_g;
  gint64 vat_ppm;
  gint64 n_orders;
  PnrRange elasticity;
  PnrRange awareness;
  gint64 max_quantity;
  gint64 decay_e4;
  guint alternative_group;
  gint64 paid_e3;
  gint64 reduced_ppm;
  gint64 n_units_milli;
  gint64 n_second_orders;
  gint64 second_ppm;
  gint64 n_weeks;
  gint64 n_prices;
  PnrRange further_unit;
  gboolean is_awareness_inferred;
} PnrMarketProduct;

typedef enum {
  PNR_OFFER_BUNDLE, /* its content at its price */
  PNR_OFFER_CHOICE, /* any so many of its members */
  PNR_OFFER_TIER,   /* something off its members, by how many are bought or for how much */
  PNR_OFFER_ADD_ON, /* its content at its price for whoever has the anchor in the basket */
  PNR_OFFER_GIFT,   /* its content for nothing from a worth of goods paid */
} PnrOfferKind;

/* What an offer comes from: a bundle, or a relationship between two products. A relationship offers
 * one unit of a product at its own price, to those alone who have the anchor in the basket when
 * they meet it: a cross-sell beside the anchor, an upsell instead of it. */
typedef enum {
  PNR_OFFERED_AS_BUNDLE,
  PNR_OFFERED_AS_CROSS_SELL,
  PNR_OFFERED_AS_UPSELL,
  PNR_N_OFFERED_AS,
} PnrOfferedAs;

/* What a tier's steps count: units of its members, members however many units of each, or what the
 * members cost singly. */
typedef enum {
  PNR_TIER_BY_UNITS,
  PNR_TIER_BY_MEMBERS,
  PNR_TIER_BY_AMOUNT,
} PnrTierBasis;

/* What it takes off the members: a share of every line, or an amount off all of them. */
typedef struct {
  gint64 from;
  gint64 off_ppm;
  gint64 off_minor;
} PnrMarketTier;

/* An offer of any kind. @quantity by place of the product in the market: the content; of a choice
 * or a tier, above zero for each member, and how many units of a chosen member there are.
 *
 * @price_minor of a bundle, a choice or an add-on, unless @off_ppm is above zero: then the price is
 * the sum of the single prices less that share, half a minor unit up, which for a choice depends on
 * what is chosen. Products of the set of bits @optional may be left out of a bundle; what is kept
 * then costs its share, by single prices, of the whole price. @fixed: members that every selection
 * of a choice holds, as a set of bits; @n_of: how many of the others it holds at most, @n_least: at
 * least, 0: as many, @n_step: in steps of so many from there, 0: of one. @tiers ascend; the last
 * step reached counts. @threshold_minor: goods paid that a gift needs, or more. @anchor_quantity:
 * what the basket must hold for an add-on.
 *
 * @handling_minor: the shop's own cost of one use. @exposure: share of shoppers who see the offer.
 * @friction: what taking it is felt to cost, in minor units. @loss: share of those leaving who were
 * shown it, did not want it and would have bought. In a scenario a pure bundle or choice withdraws
 * its members from single sale. @is_exposure_stated, @is_loss_stated: whether the plan says so; of
 * what a relationship offers only. */
typedef struct {
  char *sku;
  char *name;
  PnrOfferKind kind;
  gint64 quantity[PNR_MARKET_MAX_PRODUCTS];
  gint64 anchor_quantity[PNR_MARKET_MAX_PRODUCTS];
  gint64 price_minor;
  gint64 off_ppm;
  guint optional;
  guint fixed;
  guint n_of;
  guint n_least;
  guint n_step;
  PnrTierBasis tier_basis;
  guint n_tiers;
  PnrMarketTier tiers[PNR_MARKET_MAX_TIERS];
  gint64 threshold_minor;
  gint64 handling_minor;
  PnrRange exposure;
  PnrRange friction;
  PnrRange loss;
  gboolean is_pure;
  PnrOfferedAs offered_as;
  gboolean is_exposure_stated;
  gboolean is_loss_stated;
} PnrMarketBundle;

/* What an order costs beside the goods; shares in millionths. The costs of shipping hold where the
 * market has no bands of weight. */
typedef struct {
  gint64 ship_order_minor;
  gint64 ship_unit_minor;
  gint64 fee_ppm;
  gint64 fee_fixed_minor;
  gint64 vat_ppm;
} PnrMarketCosts;

/* The costs that a merchant states with a range, and what shoppers pay for shipping. */
typedef enum {
  PNR_MARKET_COST_SHIP_ORDER,
  PNR_MARKET_COST_SHIP_UNIT,
  PNR_MARKET_COST_SHIP_CHARGE,
  PNR_MARKET_COST_FEE_SHARE,
  PNR_MARKET_COST_FEE_FIXED,
  PNR_MARKET_COST_VAT,
  PNR_MARKET_N_COSTS,
} PnrMarketCost;

/* How well a cost is known, in its own unit: 90 % of what is believed lies between @low and @high;
 * equal where it is certain. @source: who says so, "" where nobody is named; %NULL where the cost
 * is not stated at all. */
typedef struct {
  gint64 low;
  gint64 high;
  char *source;
} PnrCostBelief;

#define PNR_TYPE_MARKET (pnr_market_get_type ())

/* Filled by its maker, then shared and never changed. @n_pair_orders[j][k]: orders holding both.
 * @theta_percent[j][k], symmetric: by how much two products in one basket add to each other's
 * worth. @tariff: bands in grams and what the shopper pays for shipping; its other costs are those
 * of @costs. @n_store_orders, @store_revenue_minor: all orders of the shop in the same time and
 * their worth, 0 where nobody counted them. @relations: what was made of the plan's relationships,
 * also of those that are not offered. */
typedef struct {
  gatomicrefcount ref_count;
  char *currency;
  guint n_products;
  PnrMarketProduct products[PNR_MARKET_MAX_PRODUCTS];
  gint64 n_pair_orders[PNR_MARKET_MAX_PRODUCTS][PNR_MARKET_MAX_PRODUCTS];
  gint64 n_orders;
  guint n_bundles;
  PnrMarketBundle bundles[PNR_MARKET_MAX_BUNDLES];
  PnrRange relevant_shoppers;
  PnrRange complementarity;
  PnrMarketCosts costs;
  PnrCostBelief cost_beliefs[PNR_MARKET_N_COSTS];
  gint64 theta_percent[PNR_MARKET_MAX_PRODUCTS][PNR_MARKET_MAX_PRODUCTS];
  PnrParcelTariff tariff;
  gint64 n_store_orders;
  gint64 store_revenue_minor;
  GPtrArray *relations; /* PnrShownRelation */
} PnrMarket;

GType pnr_market_get_type (void);
PnrMarket *pnr_market_new (const char *currency);
PnrMarket *pnr_market_ref (PnrMarket *self);
PnrMarket *pnr_market_copy (const PnrMarket *self);
void pnr_market_unref (PnrMarket *self);

PnrMarketProduct *pnr_market_add_product (PnrMarket *self, const char *sku, const char *name);
PnrMarketBundle *pnr_market_add_bundle (PnrMarket *self, const char *sku, const char *name);
void pnr_market_remove_last_bundle (PnrMarket *self);
double pnr_market_get_seen_price (const PnrMarket *self, guint product);
gint64 pnr_market_get_bundle_sum_minor (const PnrMarket *self, guint bundle);
gint64 pnr_market_get_bundle_cost_minor (const PnrMarket *self, guint bundle);
gint64 pnr_market_get_cost (const PnrMarket *self, PnrMarketCost cost);
void pnr_market_set_cost (PnrMarket *self, PnrMarketCost cost, gint64 value);
char *pnr_market_dup_hash (const PnrMarket *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PnrMarket, pnr_market_unref)

G_END_DECLS

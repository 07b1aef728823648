/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The closed lists of words: kinds of products, relations, bundles, prices and evidence. */
#pragma once

#include <glib-object.h>

#include "model/pnr-kinds-types.h"

G_BEGIN_DECLS

typedef enum {
  PNR_PRODUCT_KIND_GOOD,
  PNR_PRODUCT_KIND_DIGITAL,
  PNR_PRODUCT_KIND_SERVICE,
} PnrProductKind;

/* Where a unit cost was learnt: stated by the catalogue, averaged over orders, or typed in. */
typedef enum {
  PNR_COST_SOURCE_CATALOGUE,
  PNR_COST_SOURCE_ORDERS,
  PNR_COST_SOURCE_MERCHANT,
} PnrCostSource;

/* What replaced a price: a file of the shop, or somebody who typed another. */
typedef enum {
  PNR_PRICE_ORIGIN_IMPORT,
  PNR_PRICE_ORIGIN_EDIT,
} PnrPriceOrigin;

typedef enum {
  PNR_RELATION_KIND_CROSS_SELL,
  PNR_RELATION_KIND_UPSELL,
  PNR_RELATION_KIND_ALTERNATIVE,
  PNR_RELATION_KIND_REQUIRED,
} PnrRelationKind;

typedef enum {
  PNR_EVIDENCE_JUDGEMENT,
  PNR_EVIDENCE_MINED,
} PnrEvidence;

/* Pure: the parts are sold only together. Mixed: together at a price of their own, or singly.
 * Leader: who buys the anchor gets the reward cheaper. Mix and match: any N of M. Tiered: the more
 * different members, the cheaper. Volume: the more of one product, the cheaper. Buy-get: for X of
 * one, Y of another or of the same. Gift: from an amount on. Add-on: offered beside an anchor. */
typedef enum {
  PNR_BUNDLE_KIND_PURE,
  PNR_BUNDLE_KIND_MIXED,
  PNR_BUNDLE_KIND_LEADER,
  PNR_BUNDLE_KIND_MIX_AND_MATCH,
  PNR_BUNDLE_KIND_TIERED,
  PNR_BUNDLE_KIND_VOLUME,
  PNR_BUNDLE_KIND_BUY_GET,
  PNR_BUNDLE_KIND_GIFT,
  PNR_BUNDLE_KIND_ADD_ON,
} PnrBundleKind;

#define PNR_N_BUNDLE_KINDS (PNR_BUNDLE_KIND_ADD_ON + 1)

/* Per component: each by its own percentage. N for: so many units for one amount. */
typedef enum {
  PNR_PRICE_MODE_FIXED,
  PNR_PRICE_MODE_PERCENT_OFF,
  PNR_PRICE_MODE_AMOUNT_OFF,
  PNR_PRICE_MODE_PER_COMPONENT,
  PNR_PRICE_MODE_N_FOR,
  PNR_PRICE_MODE_TIERS,
} PnrPriceMode;

#define PNR_N_PRICE_MODES (PNR_PRICE_MODE_TIERS + 1)

/* What a tier starts at: a number of members or units, or an amount. */
typedef enum {
  PNR_PRICE_TIER_BASIS_COUNT,
  PNR_PRICE_TIER_BASIS_AMOUNT,
} PnrPriceTierBasis;

typedef enum {
  PNR_PRICE_TIER_EFFECT_PERCENT_OFF,
  PNR_PRICE_TIER_EFFECT_AMOUNT_OFF,
} PnrPriceTierEffect;

/* Main: what the offer is built around, the anchor. Reward: what gets cheaper because of it.
 * Choice: one of those that a shopper picks from. */
typedef enum {
  PNR_COMPONENT_ROLE_MAIN,
  PNR_COMPONENT_ROLE_AUXILIARY,
  PNR_COMPONENT_ROLE_GIFT,
  PNR_COMPONENT_ROLE_REWARD,
  PNR_COMPONENT_ROLE_CHOICE,
} PnrComponentRole;

#define PNR_N_COMPONENT_ROLES (PNR_COMPONENT_ROLE_CHOICE + 1)

/* Why a bundle may cost less than its main product, more than its parts, or break its floor. */
typedef enum {
  PNR_PRICE_EXCEPTION_NONE,
  PNR_PRICE_EXCEPTION_GIFT,
  PNR_PRICE_EXCEPTION_CLEARANCE,
  PNR_PRICE_EXCEPTION_OTHER,
} PnrPriceException;

/* Undone: can be done again. Discarded: something else was done since then. */
typedef enum {
  PNR_ACTION_STATE_DONE,
  PNR_ACTION_STATE_UNDONE,
  PNR_ACTION_STATE_DISCARDED,
} PnrActionState;

/* The words of the plan file, of Pannier JSON and of the command line: "cross-sell", "pure"… */
const char *pnr_kind_to_word (GType type, int kind);
gboolean pnr_kind_from_word (GType type, const char *word, int *kind);

G_END_DECLS

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

/* Pure: the parts are sold only together. Mixed: together at a price of their own, or singly. */
typedef enum {
  PNR_BUNDLE_KIND_PURE,
  PNR_BUNDLE_KIND_MIXED,
} PnrBundleKind;

typedef enum {
  PNR_PRICE_MODE_FIXED,
  PNR_PRICE_MODE_PERCENT_OFF,
  PNR_PRICE_MODE_AMOUNT_OFF,
} PnrPriceMode;

typedef enum {
  PNR_COMPONENT_ROLE_MAIN,
  PNR_COMPONENT_ROLE_AUXILIARY,
  PNR_COMPONENT_ROLE_GIFT,
} PnrComponentRole;

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

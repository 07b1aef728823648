/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Finds the cheapest way to a bundle's content, and the carts that give goods away. */
#pragma once

#include "base/pnr-progress.h"
#include "economy/pnr-deal.h"

G_BEGIN_DECLS

/* @most_units: in a cart that is tried. @most_extra: units beyond a bundle's content that a cheaper
 * way may hold. @most_codes: that a cart takes. @most_carts: to price before giving up. */
typedef struct {
  guint most_units;
  guint most_extra;
  guint most_codes;
  guint64 most_carts;
} PnrDealLimits;

/* How far a search came: all carts up to @complete_units were tried. */
typedef struct {
  guint64 n_carts;
  guint complete_units;
  gboolean is_complete;
} PnrDealEffort;

/* @own: the bundle itself. @best: the cheapest cart that holds the same set without the bundle, no
 * lines where there is none. */
typedef struct {
  PnrDealCart own;
  PnrDealCart best;
  gboolean is_found;
  gboolean is_beaten;
  PnrDealEffort effort;
} PnrBestDeal;

/* @cheapest: lowest price relative to list. @deepest: furthest below cost; equal carts: the one
 * with fewer units. */
typedef struct {
  PnrDealCart cheapest;
  PnrDealCart deepest;
  gboolean is_found;
  gboolean is_free;
  gboolean is_below_cost;
  PnrDealEffort effort;
} PnrWorstCart;

gboolean pnr_best_deal_find (const PnrDealShop *shop, guint bundle, const PnrDealLimits *limits,
                             PnrProgress *progress, PnrBestDeal *deal, GError **error);
gboolean pnr_worst_cart_find (const PnrDealShop *shop, const PnrDealLimits *limits,
                              PnrProgress *progress, PnrWorstCart *worst, GError **error);

G_END_DECLS

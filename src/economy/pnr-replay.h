/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Goes through past orders with offers on sale: what would have cost less, what lacks how much. */
#pragma once

#include "base/pnr-progress.h"
#include "model/pnr-bundle-quote.h"
#include "model/pnr-parcel-tariff.h"
#include "model/pnr-past-orders.h"
#include "model/pnr-replay.h"

G_BEGIN_DECLS

#define PNR_REPLAY_MOST_OFFERS 64
/* Of offers that not everybody sees, every combination may have to be tried. */
#define PNR_REPLAY_MOST_UNSEEN 12

/* Of one unit; prices hold tax, costs do not. %PNR_MONEY_UNKNOWN where nobody has said. */
typedef struct {
  gint64 price_minor;
  gint64 cost_minor;
  gint64 vat_ppm;
  gint64 weight_g;
} PnrReplayProduct;

/* @vat_ppm: of what shoppers pay for shipping. */
typedef struct {
  gint64 fee_ppm;
  gint64 vat_ppm;
  PnrParcelTariff tariff;
} PnrReplayCosts;

typedef enum {
  PNR_REPLAY_APART, /* holds nothing of the offer, or nothing that calls it up */
  PNR_REPLAY_PART,
  PNR_REPLAY_NOT_CHEAPER,
  PNR_REPLAY_TOUCHED,
} PnrReplayClass;

/* How one order stands to one offer. Changes are against the order as it was, for a part when it
 * takes the rest: @change_minor with tax, @net_minor without. @cost_minor: of goods added, or
 * %PNR_MONEY_UNKNOWN. @is_dearer: a part whose rest costs less by itself. */
typedef struct {
  PnrReplayClass stand;
  gint64 n_uses;
  gint64 change_minor;
  gint64 net_minor;
  gint64 cost_minor;
  gint64 units;
  gint64 weight_g;
  gboolean is_dearer;
} PnrReplayFit;

/* @products: by place in the product ids of @orders. @bundles: PnrBundle without faults, whose
 * products are all among them; at most %PNR_REPLAY_MOST_OFFERS. @exposures: (nullable): of each
 * bundle, the share that sees it, at most %PNR_REPLAY_MOST_UNSEEN below one; %NULL: everybody. */
typedef struct {
  PnrPastOrders *orders;
  const PnrReplayProduct *products;
  GPtrArray *bundles;
  const PnrRange *exposures;
  PnrReplayCosts costs;
  double acceptance[PNR_REPLAY_N_COLUMNS];
} PnrReplayShop;

PnrReplayFit pnr_replay_fit (PnrBundle *bundle, const PnrBasketLine *lines,
                             const PnrReplayProduct *products, guint n_lines,
                             gint64 other_goods_minor);
PnrReplay *pnr_replay_run (const PnrReplayShop *shop, PnrProgress *progress, GError **error);

G_END_DECLS

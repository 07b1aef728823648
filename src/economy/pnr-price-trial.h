/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Asks shoppers about one price after the other and remembers what they said. */
#pragma once

#include "economy/pnr-price-box.h"
#include "economy/pnr-shopper-sample.h"

G_BEGIN_DECLS

/* @market carries the prices; that of @item moves while somebody is asked and comes back.
 * @least_surplus: what customers must be left with. @tried: PnrPricePoint, ascending prices. */
typedef struct {
  PnrMarket *market;
  guint item;
  const PnrPriceBox *box;
  gint64 low, high;
  const PnrShopperSample *sample;
  PnrTie tie;
  double least_surplus;
  guint n_threads;
  PnrProgress *progress;
  GArray *tried;
} PnrPriceTrial;

void pnr_price_trial_begin (PnrPriceTrial *self);
void pnr_price_trial_clear (PnrPriceTrial *self);

PnrPricePoint pnr_price_trial_ask (PnrPriceTrial *self, gint64 price_minor);
gboolean pnr_price_trial_spread (PnrPriceTrial *self, gint64 from, gint64 to, guint n,
                                 GError **error);
gboolean pnr_price_trial_refine (PnrPriceTrial *self, guint n_finer, GError **error);
gboolean pnr_price_trial_find_edges (PnrPriceTrial *self, gint64 best_minor, double least,
                                     gint64 *low, gint64 *high, GError **error);

gboolean pnr_price_trial_is_allowed (const PnrPriceTrial *self, gint64 price_minor);
double pnr_price_trial_get_value (const PnrPriceTrial *self, const PnrPricePoint *point);
const PnrPricePoint *pnr_price_trial_get_best (const PnrPriceTrial *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (PnrPriceTrial, pnr_price_trial_clear)

G_END_DECLS

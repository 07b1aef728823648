/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What one market earns more than another of the same shoppers, and how sure that is. */
#pragma once

#include "economy/pnr-shopper-sample.h"
#include "model/pnr-price-curve.h"

G_BEGIN_DECLS

/* A difference of fewer standard errors cannot be told from none. */
#define PNR_SURE_ERRORS 2.0

/* @with, @without: what all shoppers do in the one and in the other. @error: standard error of the
 * difference in profit, @revenue_error: of that in revenue. */
typedef struct {
  PnrPricePoint with;
  PnrPricePoint without;
  double error;
  double revenue_error;
} PnrPairedGain;

gboolean pnr_paired_gain_fill (PnrPairedGain *self, const PnrMarket *with, const PnrMarket *without,
                               const PnrShopperSample *sample, guint n_threads,
                               PnrProgress *progress, GError **error);
gboolean pnr_paired_gain_fill_offer (PnrPairedGain *self, const PnrMarket *market, guint bundle,
                                     gint64 price_minor, const PnrShopperSample *sample,
                                     guint n_threads, PnrProgress *progress, GError **error);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a new customer's later orders are worth, learnt from the orders of those who are known. */
#pragma once

#include "base/pnr-progress.h"
#include "economy/pnr-customer-value.h"
#include "model/pnr-ledger.h"
#include "model/pnr-market.h"
#include "model/pnr-outcome.h"

G_BEGIN_DECLS

/* @horizon_weeks: how far to look ahead. @discount: per year. @persistence: the share of a change
 * of order value that later orders keep. @retention: the share by which an offer changes how many
 * later orders there are. @net_share: what tax leaves of all that the store sells; 0: what the
 * market's usual rate leaves. */
typedef struct {
  double horizon_weeks;
  double discount;
  PnrRange persistence;
  PnrRange retention;
  double net_share;
} PnrLifetimeTerms;

/* Money in currency units. @expected_spend: of an order of anybody who comes back. */
typedef struct {
  guint n_customers;
  guint n_returned;
  double n_weeks;
  double repeat_rate;
  gboolean is_fitted;
  PnrBgNbd orders;
  PnrGammaGamma spend;
  double expected_spend;
} PnrLifetime;

PnrCustomerHistory *pnr_lifetime_list_histories (PnrLedger *ledger, gint64 from, gint64 to,
                                                 gsize *n_customers);
gboolean pnr_lifetime_fit (const PnrCustomerHistory *customers, gsize n_customers,
                           PnrLifetime *lifetime, PnrProgress *progress, GError **error);
double pnr_lifetime_count_orders (const PnrBgNbd *model, double horizon_weeks, double discount);
gboolean pnr_lifetime_backtest (PnrLedger *ledger, gint64 from, gint64 to, double *error_share,
                                PnrProgress *progress, GError **error);
gboolean pnr_lifetime_fill (PnrOutcome *outcome, const PnrMarket *market, PnrLedger *ledger,
                            gint64 from, gint64 to, const PnrLifetimeTerms *terms,
                            PnrProgress *progress, GError **error);

G_END_DECLS

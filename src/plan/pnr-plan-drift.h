/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Bundles whose price, saving or margin moved because their products' prices did. */
#pragma once

#include "model/pnr-past-price.h"
#include "plan/pnr-plan.h"

G_BEGIN_DECLS

/* Of one usual sale, before and now: @sum_minor: what the parts cost singly. @margin_minor: net of
 * tax. Each %PNR_MONEY_UNKNOWN where a price or cost is. */
typedef struct {
  gint64 sum_minor;
  gint64 price_minor;
  gint64 margin_minor;
} PnrDriftSide;

/* @bundle: as it is now. @derived: (nullable): the same with its amount in the proportion to the
 * parts that it had; %NULL where its rule is a percentage, which keeps it by itself. */
typedef struct {
  PnrBundle *bundle;
  PnrDriftSide before;
  PnrDriftSide now;
  PnrBundle *derived;
  PnrDriftSide after;
} PnrDrift;

PnrDrift *pnr_drift_new (PnrContents *contents, PnrBundle *bundle, GArray *past_prices);
void pnr_drift_free (PnrDrift *self);

GPtrArray *pnr_plan_find_drifts (PnrPlan *self, GError **error);
void pnr_plan_find_drifts_async (PnrPlan *self, GAsyncReadyCallback callback, gpointer user_data);
GPtrArray *pnr_plan_find_drifts_finish (PnrPlan *self, GAsyncResult *result, GError **error);
PnrEdit *pnr_drifts_derive (GPtrArray *drifts);
PnrEdit *pnr_drifts_keep (GPtrArray *drifts);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PnrDrift, pnr_drift_free)

G_END_DECLS

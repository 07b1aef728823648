/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a price means for a bundle, at once: saving, tax, margin, floor, and when it pays. */
#pragma once

#include "economy/pnr-break-even.h"
#include "plan/pnr-plan.h"

G_BEGIN_DECLS

/* Money in minor units, %PNR_MONEY_UNKNOWN where a price or a cost is not known; prices with tax,
 * @cost_minor and the margins net. @floor_minor: the price that just covers the cost.
 * @keep_minor: the price that just leaves the margin floor, unknown where the bundle has none.
 * @singly_minor: margin of all products bought singly. @main_minor: of those in the role of the
 * main product, the first one where none is. @main_title: (nullable) (transfer none): its name; of
 * several, the first.
 * @pays: how many takers may be people who would have bought everything singly, the others having
 * bought the main product alone; only where @has_pays. */
typedef struct {
  gint64 sum_minor;
  gint64 price_minor;
  gint64 dearest_minor;
  gint64 cost_minor;
  gint64 floor_minor;
  gint64 keep_minor;
  gint64 tax_minor;
  gint64 margin_minor;
  gint64 singly_minor;
  gint64 main_minor;
  const char *main_title;
  gboolean has_pays;
  PnrBreakEven pays;
} PnrBundlePricing;

void pnr_plan_price_bundle (PnrPlan *self, PnrBundle *bundle, PnrBundlePricing *pricing);
void pnr_plan_price_basket (PnrPlan *self, PnrBundle *bundle, GArray *basket,
                            PnrBundlePricing *pricing);

G_END_DECLS

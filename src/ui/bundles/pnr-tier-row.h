/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One tier of a price: from where on how much is off, and what that comes to. */
#pragma once

#include "model/pnr-price-rule.h"
#include "ui/pnr-session.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define PNR_TYPE_TIER_ROW (pnr_tier_row_get_type ())
G_DECLARE_FINAL_TYPE (PnrTierRow, pnr_tier_row, PNR, TIER_ROW, AdwActionRow)

/* Signals: "typed", whereupon pnr_tier_row_get_tier() says what is meant, "settled", "removed". */

GtkWidget *pnr_tier_row_new (PnrSession *session);

PnrPriceTier pnr_tier_row_get_tier (PnrTierRow *self);
void pnr_tier_row_show (PnrTierRow *self, const PnrPriceRule *rule, guint index,
                        const char *outcome, gboolean is_loss);

G_END_DECLS

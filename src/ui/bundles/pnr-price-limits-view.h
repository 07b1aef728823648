/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which prices may be suggested: how much is taken off at most, and what they end in. */
#pragma once

#include "economy/pnr-price-sweep.h"
#include "ui/pnr-session.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define PNR_TYPE_PRICE_LIMITS_VIEW (pnr_price_limits_view_get_type ())
G_DECLARE_FINAL_TYPE (PnrPriceLimitsView, pnr_price_limits_view, PNR, PRICE_LIMITS_VIEW, AdwBin)

/* Signal "changed": other prices are allowed. */

void pnr_price_limits_view_set_session (PnrPriceLimitsView *self, PnrSession *session);
PnrPriceLimits pnr_price_limits_view_get_limits (PnrPriceLimitsView *self);

G_END_DECLS

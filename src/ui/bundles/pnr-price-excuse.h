/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Says where a price is below cost or floor, and asks for the reason without which no shop gets it.
 */
#pragma once

#include "plan/pnr-plan-pricing.h"
#include "ui/bundles/pnr-bundle-draft.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define PNR_TYPE_PRICE_EXCUSE (pnr_price_excuse_get_type ())
G_DECLARE_FINAL_TYPE (PnrPriceExcuse, pnr_price_excuse, PNR, PRICE_EXCUSE, AdwBin)

void pnr_price_excuse_set_draft (PnrPriceExcuse *self, PnrBundleDraft *draft);
void pnr_price_excuse_show (PnrPriceExcuse *self, const PnrBundlePricing *pricing);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The price rule of a bundle: what its kind offers, from a fixed price to tiers and thresholds. */
#pragma once

#include "plan/pnr-plan-pricing.h"
#include "ui/bundles/pnr-bundle-draft.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define PNR_TYPE_BUNDLE_PRICE (pnr_bundle_price_get_type ())
G_DECLARE_FINAL_TYPE (PnrBundlePrice, pnr_bundle_price, PNR, BUNDLE_PRICE, AdwBin)

void pnr_bundle_price_set_draft (PnrBundlePrice *self, PnrBundleDraft *draft);
void pnr_bundle_price_show (PnrBundlePrice *self, const PnrBundlePricing *pricing);
void pnr_bundle_price_forget (PnrBundlePrice *self);

G_END_DECLS

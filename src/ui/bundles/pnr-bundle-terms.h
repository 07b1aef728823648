/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The limits of a bundle: its margin floor, its uses per order, and exceptions with a reason. */
#pragma once

#include "plan/pnr-plan-pricing.h"
#include "ui/bundles/pnr-bundle-draft.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define PNR_TYPE_BUNDLE_TERMS (pnr_bundle_terms_get_type ())
G_DECLARE_FINAL_TYPE (PnrBundleTerms, pnr_bundle_terms, PNR, BUNDLE_TERMS, AdwBin)

void pnr_bundle_terms_set_draft (PnrBundleTerms *self, PnrBundleDraft *draft);
void pnr_bundle_terms_show (PnrBundleTerms *self, const PnrBundlePricing *pricing);
void pnr_bundle_terms_forget (PnrBundleTerms *self);

G_END_DECLS

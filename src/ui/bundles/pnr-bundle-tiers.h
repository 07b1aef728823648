/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The tiers of a bundle's price: what they count, what they take off, and one row for each. */
#pragma once

#include "ui/bundles/pnr-bundle-draft.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define PNR_TYPE_BUNDLE_TIERS (pnr_bundle_tiers_get_type ())
G_DECLARE_FINAL_TYPE (PnrBundleTiers, pnr_bundle_tiers, PNR, BUNDLE_TIERS, AdwBin)

void pnr_bundle_tiers_set_draft (PnrBundleTiers *self, PnrBundleDraft *draft);
void pnr_bundle_tiers_forget (PnrBundleTiers *self);

G_END_DECLS

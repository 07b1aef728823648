/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The products of a bundle, and how many of its choices are picked. */
#pragma once

#include "ui/bundles/pnr-bundle-draft.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define PNR_TYPE_BUNDLE_PARTS (pnr_bundle_parts_get_type ())
G_DECLARE_FINAL_TYPE (PnrBundleParts, pnr_bundle_parts, PNR, BUNDLE_PARTS, AdwBin)

void pnr_bundle_parts_set_draft (PnrBundleParts *self, PnrBundleDraft *draft);
void pnr_bundle_parts_forget (PnrBundleParts *self);

G_END_DECLS

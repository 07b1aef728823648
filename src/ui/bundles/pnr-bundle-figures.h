/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the price of a bundle comes to at a glance, and what is wrong with it. */
#pragma once

#include <adwaita.h>

#include "plan/pnr-plan-pricing.h"
#include "ui/pnr-session.h"

G_BEGIN_DECLS

#define PNR_TYPE_BUNDLE_FIGURES (pnr_bundle_figures_get_type ())
G_DECLARE_FINAL_TYPE (PnrBundleFigures, pnr_bundle_figures, PNR, BUNDLE_FIGURES, AdwBin)

void pnr_bundle_figures_show (PnrBundleFigures *self, PnrSession *session, PnrBundle *bundle,
                              const PnrBundlePricing *pricing);

G_END_DECLS

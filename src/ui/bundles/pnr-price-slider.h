/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The price of a bundle between what it costs and what its parts cost singly. */
#pragma once

#include <adwaita.h>

#include "plan/pnr-plan-pricing.h"
#include "ui/pnr-session.h"

G_BEGIN_DECLS

#define PNR_TYPE_PRICE_SLIDER (pnr_price_slider_get_type ())
G_DECLARE_FINAL_TYPE (PnrPriceSlider, pnr_price_slider, PNR, PRICE_SLIDER, AdwPreferencesRow)

/* Signal: "slid" (gint64 price_minor). */

void pnr_price_slider_show (PnrPriceSlider *self, PnrSession *session, PnrBundle *bundle,
                            const PnrBundlePricing *pricing);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The best prices of all offers of a scenario together, and the button that takes them. */
#pragma once

#include "model/pnr-price-set.h"
#include "ui/pnr-session.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define PNR_TYPE_PRICE_SECTION (pnr_price_section_get_type ())
G_DECLARE_FINAL_TYPE (PnrPriceSection, pnr_price_section, PNR, PRICE_SECTION, AdwBin)

void pnr_price_section_set_session (PnrPriceSection *self, PnrSession *session);
void pnr_price_section_set_scenario (PnrPriceSection *self, PnrScenario *scenario);
void pnr_price_section_show_set (PnrPriceSection *self, PnrPriceSet *set);

G_END_DECLS

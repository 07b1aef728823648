/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The part of the Overview on returning customers: cohorts, first products, what they will bring.
 */
#pragma once

#include "plan/pnr-plan.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define PNR_TYPE_LOYALTY_SECTION (pnr_loyalty_section_get_type ())
G_DECLARE_FINAL_TYPE (PnrLoyaltySection, pnr_loyalty_section, PNR, LOYALTY_SECTION, AdwBin)

void pnr_loyalty_section_load (PnrLoyaltySection *self, PnrPlan *plan);

G_END_DECLS

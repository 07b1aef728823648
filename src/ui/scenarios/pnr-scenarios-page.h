/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Scenarios: a list of them, the settings of the chosen one, and what its simulation says. */
#pragma once

#include <adwaita.h>

#include "ui/pnr-session.h"

G_BEGIN_DECLS

#define PNR_TYPE_SCENARIOS_PAGE (pnr_scenarios_page_get_type ())
G_DECLARE_FINAL_TYPE (PnrScenariosPage, pnr_scenarios_page, PNR, SCENARIOS_PAGE, AdwBin)

/* Property: "session". Actions: scenario.new, scenario.duplicate, scenario.rename, scenario.delete,
 * scenario.simulate, scenario.compare, scenario.back. */

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Two to four scenarios side by side: who is ahead, what each changes, who gains. */
#pragma once

#include "ui/pnr-session.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define PNR_TYPE_SCENARIO_COMPARE (pnr_scenario_compare_get_type ())
G_DECLARE_FINAL_TYPE (PnrScenarioCompare, pnr_scenario_compare, PNR, SCENARIO_COMPARE, AdwBin)

/* Signal "failed" (char *sentence). Action: comparison.run. */

void pnr_scenario_compare_set_session (PnrScenarioCompare *self, PnrSession *session);
void pnr_scenario_compare_run (PnrScenarioCompare *self);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The settings of one scenario: name, note, bundles on offer, assumptions; saved as they change. */
#pragma once

#include <adwaita.h>

#include "ui/pnr-session.h"

G_BEGIN_DECLS

#define PNR_TYPE_SCENARIO_EDITOR (pnr_scenario_editor_get_type ())
G_DECLARE_FINAL_TYPE (PnrScenarioEditor, pnr_scenario_editor, PNR, SCENARIO_EDITOR, AdwBin)

/* Signal: "changed", when the draft differs from what it was. */

void pnr_scenario_editor_set_session (PnrScenarioEditor *self, PnrSession *session);
void pnr_scenario_editor_set_scenario (PnrScenarioEditor *self, PnrScenario *scenario);
void pnr_scenario_editor_refresh (PnrScenarioEditor *self);
void pnr_scenario_editor_save_now (PnrScenarioEditor *self);
PnrScenario *pnr_scenario_editor_get_draft (PnrScenarioEditor *self);
void pnr_scenario_editor_rename (PnrScenarioEditor *self);
void pnr_scenario_editor_show_assumption (PnrScenarioEditor *self, const char *name);

G_END_DECLS

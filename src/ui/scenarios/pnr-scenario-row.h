/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One scenario in the list: its name and what it sets. */
#pragma once

#include <gtk/gtk.h>

#include "model/pnr-scenario.h"

G_BEGIN_DECLS

#define PNR_TYPE_SCENARIO_ROW (pnr_scenario_row_get_type ())
G_DECLARE_FINAL_TYPE (PnrScenarioRow, pnr_scenario_row, PNR, SCENARIO_ROW, GtkListBoxRow)

GtkWidget *pnr_scenario_row_new (PnrScenario *scenario);
PnrScenario *pnr_scenario_row_get_scenario (PnrScenarioRow *self);

G_END_DECLS

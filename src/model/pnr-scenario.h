/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A set of active bundles and assumptions that is simulated against the baseline. */
#pragma once

#include <glib-object.h>

#include "model/pnr-assumption.h"

G_BEGIN_DECLS

#define PNR_TYPE_SCENARIO (pnr_scenario_get_type ())
G_DECLARE_FINAL_TYPE (PnrScenario, pnr_scenario, PNR, SCENARIO, GObject)

PnrScenario *pnr_scenario_new (gint64 id);
PnrScenario *pnr_scenario_copy (PnrScenario *self);

gint64 pnr_scenario_get_id (PnrScenario *self);
const char *pnr_scenario_get_name (PnrScenario *self);
void pnr_scenario_set_name (PnrScenario *self, const char *name);
const char *pnr_scenario_get_note (PnrScenario *self);
void pnr_scenario_set_note (PnrScenario *self, const char *note);
const char *pnr_scenario_get_author (PnrScenario *self);
void pnr_scenario_set_author (PnrScenario *self, const char *author);
gint64 pnr_scenario_get_created (PnrScenario *self);
void pnr_scenario_set_created (PnrScenario *self, gint64 created);

guint pnr_scenario_get_n_bundles (PnrScenario *self);
gint64 pnr_scenario_get_bundle_id (PnrScenario *self, guint index);
gboolean pnr_scenario_has_bundle (PnrScenario *self, gint64 bundle_id);
void pnr_scenario_set_bundle_ids (PnrScenario *self, const gint64 *bundle_ids, guint n_bundles);

GPtrArray *pnr_scenario_get_assumptions (PnrScenario *self);
void pnr_scenario_set_assumptions (PnrScenario *self, GPtrArray *assumptions);
PnrAssumption *pnr_scenario_find_assumption (PnrScenario *self, const char *name);

G_END_DECLS

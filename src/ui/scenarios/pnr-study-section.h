/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A closer look at a scenario, taken when its section is opened: a chart or a table. */
#pragma once

#include <adwaita.h>

#include "plan/pnr-plan-study.h"

G_BEGIN_DECLS

#define PNR_TYPE_STUDY_SECTION (pnr_study_section_get_type ())
G_DECLARE_FINAL_TYPE (PnrStudySection, pnr_study_section, PNR, STUDY_SECTION, AdwBin)

/* Properties: "study" (the word of a PnrStudyKind), "title", "subtitle", "chart-height".
 *
 * Signals: "failed" (char *sentence); "assumption-wanted" (char *name): whoever asks for the
 * assumption behind a bar. */

void pnr_study_section_set_scenario (PnrStudySection *self, PnrPlan *plan, PnrScenario *scenario);

G_END_DECLS

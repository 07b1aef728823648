/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One assumption of a scenario: value, likely range and source, or the rule that holds unset. */
#pragma once

#include <adwaita.h>

#include "model/pnr-assumption.h"

G_BEGIN_DECLS

#define PNR_TYPE_ASSUMPTION_ROW (pnr_assumption_row_get_type ())
G_DECLARE_FINAL_TYPE (PnrAssumptionRow, pnr_assumption_row, PNR, ASSUMPTION_ROW, AdwExpanderRow)

/* Signal: "changed", when what stands in the row makes sense again. */

PnrAssumptionRow *pnr_assumption_row_new (const char *name, const char *currency);

const char *pnr_assumption_row_get_name (PnrAssumptionRow *self);
void pnr_assumption_row_set_assumption (PnrAssumptionRow *self, PnrAssumption *assumption);
PnrAssumption *pnr_assumption_row_dup_assumption (PnrAssumptionRow *self);
void pnr_assumption_row_open (PnrAssumptionRow *self);

G_END_DECLS

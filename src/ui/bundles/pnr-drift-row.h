/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One bundle that moved with its products' prices: before and now, and what to do about it. */
#pragma once

#include <adwaita.h>

#include "plan/pnr-plan-drift.h"
#include "ui/pnr-session.h"

G_BEGIN_DECLS

#define PNR_TYPE_DRIFT_ROW (pnr_drift_row_get_type ())
G_DECLARE_FINAL_TYPE (PnrDriftRow, pnr_drift_row, PNR, DRIFT_ROW, GtkListBoxRow)

GtkWidget *pnr_drift_row_new (PnrSession *session, const PnrDrift *drift);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where a decision comes from, by whom, and whether it is approved; the approval is given here. */
#pragma once

#include <adwaita.h>

#include "ui/pnr-session.h"

G_BEGIN_DECLS

#define PNR_TYPE_LINEAGE_VIEW (pnr_lineage_view_get_type ())
G_DECLARE_FINAL_TYPE (PnrLineageView, pnr_lineage_view, PNR, LINEAGE_VIEW, AdwBin)

void pnr_lineage_view_set_session (PnrLineageView *self, PnrSession *session);
void pnr_lineage_view_set_decision (PnrLineageView *self, PnrDecision *decision);

G_END_DECLS

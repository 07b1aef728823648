/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which orders are looked at: the period, what it is compared with, the channel, the group. */
#pragma once

#include <adwaita.h>

#include "model/pnr-ledger.h"
#include "model/pnr-overview.h"

G_BEGIN_DECLS

#define PNR_TYPE_PERIOD_BAR (pnr_period_bar_get_type ())
G_DECLARE_FINAL_TYPE (PnrPeriodBar, pnr_period_bar, PNR, PERIOD_BAR, AdwBin)

/* Signal "changed": something else is asked for. */

gboolean pnr_period_bar_get_request (PnrPeriodBar *self, PnrOverviewRequest *request);
void pnr_period_bar_take_ledger (PnrPeriodBar *self, PnrLedger *ledger, gboolean has_dates);
void pnr_period_bar_set_busy (PnrPeriodBar *self, gboolean is_busy);

G_END_DECLS

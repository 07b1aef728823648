/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who gains: the change of customers' surplus against the change of contribution, with crosses. */
#pragma once

#include "drawing/pnr-chart.h"
#include "model/pnr-outcome.h"

G_BEGIN_DECLS

#define PNR_WIN_WIN_MOST 6

#define PNR_TYPE_WIN_WIN_CHART (pnr_win_win_chart_get_type ())
G_DECLARE_FINAL_TYPE (PnrWinWinChart, pnr_win_win_chart, PNR, WIN_WIN_CHART, PnrChart)

PnrWinWinChart *pnr_win_win_chart_new (void);
void pnr_win_win_chart_add (PnrWinWinChart *self, const char *name, PnrOutcome *outcome);

G_END_DECLS

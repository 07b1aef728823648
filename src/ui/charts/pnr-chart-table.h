/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A chart as a table: the same values, for reading one by one and by ear. */
#pragma once

#include <adwaita.h>

#include "drawing/pnr-chart.h"

G_BEGIN_DECLS

#define PNR_TYPE_CHART_TABLE (pnr_chart_table_get_type ())
G_DECLARE_FINAL_TYPE (PnrChartTable, pnr_chart_table, PNR, CHART_TABLE, AdwBin)

void pnr_chart_table_set_chart (PnrChartTable *self, PnrChart *chart);
GListModel *pnr_chart_table_get_rows (PnrChartTable *self);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which assumption moves a scenario's contribution how far: a bar for each, the longest on top. */
#pragma once

#include "drawing/pnr-chart.h"
#include "model/pnr-tornado.h"

G_BEGIN_DECLS

#define PNR_TYPE_TORNADO_CHART (pnr_tornado_chart_get_type ())
G_DECLARE_FINAL_TYPE (PnrTornadoChart, pnr_tornado_chart, PNR, TORNADO_CHART, PnrChart)

PnrTornadoChart *pnr_tornado_chart_new (PnrTornado *tornado);
const char *pnr_tornado_chart_get_assumption (PnrTornadoChart *self, guint point);

G_END_DECLS

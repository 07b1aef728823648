/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which figures of a period are shown, how they are said, and how they are worked out. */
#pragma once

#include "model/pnr-overview.h"

G_BEGIN_DECLS

typedef enum {
  PNR_FIGURE_REVENUE,
  PNR_FIGURE_ORDERS,
  PNR_FIGURE_AOV,
  PNR_FIGURE_MEDIAN,
  PNR_FIGURE_UNITS_PER_ORDER,
  PNR_FIGURE_CONTRIBUTION,
  PNR_FIGURE_CONTRIBUTION_PER_ORDER,
  PNR_FIGURE_MARGIN,
  PNR_FIGURE_CUSTOMERS,
  PNR_FIGURE_ORDERS_PER_CUSTOMER,
  PNR_N_FIGURES,
} PnrFigure;

const char *pnr_figure_words_get_title (PnrFigure figure);
char *pnr_figure_words_dup_value (PnrOverview *overview, PnrFigure figure);
char *pnr_figure_words_dup_change (PnrOverview *overview, PnrFigure figure);
char *pnr_figure_words_dup_explanation (PnrOverview *overview, PnrFigure figure);
char *pnr_figure_words_dup_period (const PnrPeriodFigures *figures);
char *pnr_figure_words_dup_hints (PnrOverview *overview, gboolean wants_comparison);

G_END_DECLS

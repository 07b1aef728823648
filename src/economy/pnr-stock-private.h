/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The integer program of a stock, for those who ask it different questions. */
#pragma once

#include <glpk.h>

#include "economy/pnr-stock.h"

G_BEGIN_DECLS

gint64 pnr_stock_find_alone (const PnrStockQuestion *question, guint offer);
glp_prob *pnr_stock_make_program (const PnrStockQuestion *question, const gint64 *alone);
gboolean pnr_stock_solve_program (glp_prob *program, guint most_milliseconds,
                                  PnrProgress *progress);

G_END_DECLS

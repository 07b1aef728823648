/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How the orders of a period spread: over its days or weeks, and over their values. */
#pragma once

#include "model/pnr-ledger.h"
#include "model/pnr-overview.h"

G_BEGIN_DECLS

void pnr_review_course_begin (PnrOverview *overview, gint64 from, gint64 to);
void pnr_review_course_add (PnrOverview *overview, guint period, gint64 period_to,
                            const PnrLedgerOrder *order);
void pnr_review_course_bin (PnrOverview *overview, GArray *sorted_values);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A row that was left out of an import, as one item of a list. */
#pragma once

#include "model/pnr-import-report.h"

G_BEGIN_DECLS

#define PNR_TYPE_PROBLEM_ITEM (pnr_problem_item_get_type ())
G_DECLARE_FINAL_TYPE (PnrProblemItem, pnr_problem_item, PNR, PROBLEM_ITEM, GObject)

/* Properties, all read-only texts: "file", "row", "column", "value", "message". */

PnrProblemItem *pnr_problem_item_new (const PnrProblem *problem);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the rooms of a bundle's sheet share. */
#pragma once

#include "plan/pnr-plan-deals.h"
#include "plan/pnr-plan-sheet-parts.h"
#include "plan/pnr-plan-sheet.h"

G_BEGIN_DECLS

gint64 pnr_plan_sheet_add (GVariantDict *sheet, PnrContents *contents, PnrBundle *bundle,
                           PnrSheetSplit split, PnrProgress *progress, GError **error);
gboolean pnr_plan_sheet_add_stock (GVariantDict *sheet, PnrContents *contents, PnrBundle *bundle,
                                   PnrProgress *progress, GError **error);
void pnr_plan_sheet_add_reference (GVariantDict *sheet, const PnrSheetParts *sale,
                                   const char *currency);
GVariant *pnr_plan_sheet_report_selections (PnrPlanDeals *deals);

G_END_DECLS

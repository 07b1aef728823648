/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The part of a bundle's sheet that looks at all offers of the plan at once. */
#pragma once

#include "base/pnr-progress.h"
#include "model/pnr-contents.h"

G_BEGIN_DECLS

gint64 pnr_plan_sheet_price_bundle (PnrContents *contents, PnrBundle *bundle);
gboolean pnr_plan_sheet_add_stock (GVariantDict *sheet, PnrContents *contents, PnrBundle *bundle,
                                   PnrProgress *progress, GError **error);
gboolean pnr_plan_sheet_add_offers (GVariantDict *sheet, PnrContents *contents, PnrBundle *bundle,
                                    PnrProgress *progress, GError **error);

G_END_DECLS
